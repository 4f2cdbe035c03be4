"""The Themes in, a Message out."""

from collections.abc import Sequence

from digest.model.theme import Theme
from digest.tell.message import Heading, Message, Note, Table, Weight
from digest.tell.phrases import Phrase, Words
from digest.tell.spans import coded, theme_name
from digest.tell.voice import Voice


class ThemePhrase(Words):
    """What is said of the themes."""

    THEMES_HINT = "Try: `{example}`", "Essayez : `{example}`"
    ID = "Id", "Identifiant"
    TERMS = "Terms", "Termes"
    EXAMPLES = "Examples", "Exemples"


def themes_message(
    themes: Sequence[Theme], spoken: Voice, *, example: str = "/parallax search chips theme:{theme}"
) -> Message:
    """Return the themes with their ids; `example` is how one asks for a theme's stories."""
    heading = spoken.say(Phrase.THEMES)
    header = tuple(map(spoken.say, (Phrase.THEME, ThemePhrase.ID, ThemePhrase.TERMS, ThemePhrase.EXAMPLES)))
    rows = tuple(
        (
            theme_name(theme, spoken),
            theme.id,
            spoken.number(len(theme.terms)),
            spoken.number(len(theme.match) + len(theme.differ)),
        )
        for theme in themes
    )
    tried = example.format(theme=themes[0].id) if themes else ""
    hint = [Note(coded(spoken.say(ThemePhrase.THEMES_HINT, example=tried), Weight.QUIET))] if tried else []
    return Message(
        spoken.label(heading, ", ".join(theme_name(theme, spoken) for theme in themes)),
        (Heading(heading), Table(header, rows), *hint),
    )
