"""A team's Voice: it knows what the team's themes and actors are called, too."""

from collections.abc import Mapping
from dataclasses import dataclass, field

from digest.model.actor import Actor
from digest.model.knowledge import Knowledge
from digest.model.theme import Theme
from digest.tell.spans import actor_name, theme_name
from digest.tell.voice import Voice, speaker


@dataclass(frozen=True, slots=True)
class TeamVoice(Voice):
    """Calls a theme or an actor that the team has taken out of its file since by its id."""

    themes: Mapping[str, Theme] = field(default_factory=dict)
    """By id, as the actors are."""
    actors: Mapping[str, Actor] = field(default_factory=dict)

    def theme(self, id_: str) -> str:
        return theme_name(self.themes[id_], self) if id_ in self.themes else id_

    def actor(self, id_: str) -> str:
        return actor_name(self.actors[id_], self) if id_ in self.actors else id_


def team_voice(language: str, knowledge: Knowledge) -> TeamVoice:
    """Return the voice of a language, as `speaker` does, that says the team's own names."""
    themes = {theme.id: theme for theme in knowledge.themes}
    return TeamVoice(speaker(language).language, themes, knowledge.actors_by_id)
