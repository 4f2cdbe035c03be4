"""The words as Discord's command list shows them: names, options and descriptions, in English and in French.

Discord takes 32 characters for a name, in small letters, and 100 for a description. What a word answers is not
known here: a command says its word as if it had been typed.
"""

from collections.abc import Mapping
from dataclasses import dataclass

GROUP = "parallax"
# Begins a text that says another thing than the word does by itself: it stands alone.
_LIFTING = "off "
GROUP_SAYS = (
    "News of the contest over AI, seen from several sides",
    "L’actualité de la rivalité autour de l’IA, vue de plusieurs côtés",
)


@dataclass(frozen=True, slots=True)
class Argument:
    name: str
    in_french: str
    says: tuple[str, str]
    """What it is for, in English and in French."""
    completes: str = ""
    """The kind of thing that is offered while one types; see `Answerer.complete`."""
    is_required: bool = False
    prefix: str = ""
    """What stands before the value in the word's text: a field's name with its colon, or `off `."""

    def as_typed(self, value: str) -> str:
        if not self.prefix.endswith(":"):
            return f"{self.prefix}{value}"
        bare = value.replace('"', " ").strip()
        return f'{self.prefix}"{bare}"'


@dataclass(frozen=True, slots=True)
class Spoken:
    """One word of the command group."""

    word: str
    in_french: str
    says: tuple[str, str]
    options: tuple[Argument, ...] = ()

    def text(self, given: Mapping[str, str]) -> str:
        """Return what follows the word, as if it had been typed; an option of an older version stands bare.

        What is lifted goes before what is muted, where both were chosen.
        """
        values = [(option, given.get(option.name, "").strip()) for option in self.options]
        for option, value in values:
            if value and option.prefix == _LIFTING:
                return option.as_typed(value)
        names = {option.name for option in self.options}
        said = [option.as_typed(value) for option, value in values if value]
        said += [value.strip() for name, value in given.items() if name not in names and value.strip()]
        return " ".join(said)


_THEME = Argument("theme", "thème", ("Only this theme", "Ce thème seulement"), "theme")
_ID = Argument(
    "id", "sujet", ("A story: choose one, or its id", "Un sujet : à choisir, ou son identifiant"), "story",
    is_required=True,
)  # fmt: skip


def _field(name: str, in_french: str, english: str, french: str, completes: str = "") -> Argument:
    return Argument(name, in_french, (english, french), completes, prefix=f"{name}:")


VOCABULARY = (
    Spoken(
        "today", "aujourdhui", ("What this channel has not been told yet", "Ce que ce canal n’a pas encore lu"),
        (_THEME,),
    ),
    Spoken(
        "search", "chercher", ("Past stories, in any script", "Les sujets passés, dans toutes les écritures"),
        (
            Argument("query", "texte", ('Words, "phrases", -words, begin*', "Mots, « phrases », -mots, début*"),
                   is_required=True),
            _field("theme", "thème", "Only this theme", "Ce thème seulement", "theme"),
            _field("since", "depuis", "From here on: 24h, 7d, 2026-01-03", "À partir de : 24h, 7d, 2026-01-03"),
            _field("until", "avant", "Before this: 2d, 2026-01-03", "Avant : 2d, 2026-01-03"),
            _field("outlet", "média", "Only this outlet, as in scmp.com", "Ce média seulement, comme scmp.com", "outlet"),
            _field("viewpoint", "camp", "Only outlets of this side", "Les médias de ce camp seulement", "viewpoint"),
            _field("language", "langue", "Only this language, as in zh", "Cette langue seulement, comme zh", "language"),
            _field("actor", "acteur", "Only items that name it", "Les articles qui le nomment", "actor"),
        ),
    ),
    Spoken(
        "story", "sujet", ("A story’s course, who tells it, its figures", "Le cours d’un sujet, qui le raconte, ses chiffres"),
        (_ID,),
    ),
    Spoken(
        "figures", "chiffres", ("Stated numbers, disagreements first", "Les nombres avancés, les désaccords d’abord"),
        (Argument("query", "texte", ("What the numbers are about", "Ce que comptent les nombres"), is_required=True),),
    ),
    Spoken(
        "compare", "comparer", ("The same happening in each side’s own words", "Le même fait, dans les mots de chaque camp"),
        (_ID,),
    ),
    Spoken(
        "why", "pourquoi", ("What filed, ranked or held back a story", "Ce qui a classé, placé ou écarté un sujet"),
        (_ID,),
    ),
    Spoken("themes", "thèmes", ("The themes that are followed", "Les thèmes suivis")),
    Spoken("trends", "tendances", ("Stories and voices by week, as a chart", "Sujets et voix par semaine, en graphique"), (_THEME,)),
    Spoken(
        "feeds", "flux", ("The feeds, and how they are", "Les flux, et comment ils vont"),
        (Argument("feed", "flux", ("Only this feed", "Ce flux seulement"), "feed"),),
    ),
    Spoken(
        "suggest", "proposer", ("Suggest a feed; an admin decides", "Proposer un flux ; un administrateur décide"),
        (Argument("url", "adresse", ("The address of a feed, or of a page that has one", "L’adresse d’un flux, ou d’une page qui en a un"),
                is_required=True),),
    ),
    Spoken(
        "follow", "suivre", ("Hear of a story or an actor as it changes", "Être averti d’un sujet ou d’un acteur quand il change"),
        (Argument("subject", "objet", ("A story or an actor; without one, what is followed", "Un sujet ou un acteur ; sans rien, ce qui est suivi"),
                "subject"),),
    ),
    Spoken(
        "unfollow", "oublier", ("Hear no more of it", "Ne plus en être averti"),
        (Argument("subject", "objet", ("What is followed here", "Ce qui est suivi ici"), "followed"),),
    ),
    Spoken(
        "mute", "taire", ("Leave an outlet, an actor or a term out, in this channel", "Taire un média, un acteur ou un terme dans ce canal"),
        (
            Argument("what", "quoi", ("An outlet, an actor or a term", "Un média, un acteur ou un terme"), "mutable"),
            Argument("lift", "lever", ("What is to be heard again", "Ce qui doit revenir"), "muted", prefix=_LIFTING),
        ),
    ),
    Spoken("subscribe", "abonner", ("Have a digest posted in this channel", "Faire publier un point dans ce canal")),
    Spoken(
        "settings", "réglages", ("Change this channel’s digest, or who may", "Changer le point de ce canal, ou qui le peut"),
        (Argument("action", "action", ("stop: no digest any more; forget: delete all that is kept of this server",
                                       "stop : plus de point ; forget : effacer tout ce qui est gardé sur ce serveur"),
                  "ending"),),
    ),
    Spoken("status", "état", ("How the bot is doing, and what was changed", "Comment va le bot, et ce qui a changé")),
    Spoken("help", "aide", ("What you can say, with examples", "Ce qu’on peut dire, avec des exemples")),
)  # fmt: skip
