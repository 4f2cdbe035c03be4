"""The bot's own words, in English and in French. What feeds say stays in the feed's language."""

from collections.abc import Mapping
from datetime import date, datetime

VOICES = ("en", "fr")

_TABLE: Mapping[str, tuple[str, str]] = {
    "digest": ("Digest", "Revue"),
    "digest_of": ("{name}: {date}", "{name} : {date}"),
    "weekly": ("week to {date}", "semaine au {date}"),
    "late": ("This digest comes late.", "Cette revue arrive en retard."),
    "missed": ("{n} digest(s) before it could not be posted in time.", "{n} revue(s) précédente(s) n'ont pas pu être publiées à temps."),
    "nothing": ("Nothing new on these themes since {since}.", "Rien de nouveau sur ces thèmes depuis {since}."),
    "update": ("Update", "Suite"),
    "new_figure": ("a new figure", "un nouveau chiffre"),
    "new_actor": ("new: {what}", "nouveau : {what}"),
    "new_side": ("now told from {what}", "désormais raconté par {what}"),
    "second_owner": ("now also told by {what}", "désormais aussi raconté par {what}"),
    "reversal": ("a turn", "un revirement"),
    "correction": ("corrected by its source", "corrigé par sa source"),
    "withdrawal": ("withdrawn by its source", "retiré par sa source"),
    "told_before": ("told before", "déjà raconté"),
    "single_source": ("single source", "source unique"),
    "owners": ("{n} independent voices", "{n} voix indépendantes"),
    "silent": ("silent: {sides}", "silence : {sides}"),
    "headline_only": ("headline only", "titre seul"),
    "details": ("Details", "Détails"),
    "coverage": (
        "Read {read} of {feeds} feeds, {failed} failed, {quiet} quiet · {items} items in {stories} stories · {shown} shown, {held_back} held back.",
        "{read} flux lus sur {feeds}, {failed} en échec, {quiet} muets · {items} articles dans {stories} sujets · {shown} montrés, {held_back} écartés.",
    ),
    "coverage_short": ("{headline_only} headline only, {single} single source.", "{headline_only} titre seul, {single} source unique."),
    "more": ("{n} more: /parallax today", "{n} de plus : /parallax today"),
    "hits": ("Found: {words}", "Trouvé : {words}"),
    "hits_all": ("Newest first", "Les plus récents"),
    "no_hits": ("Nothing found for “{words}”. Try fewer words, or a longer span such as since:30d.", "Rien trouvé pour « {words} ». Essayez moins de mots, ou une période plus longue comme since:30d."),
    "more_hits": ("More", "Suite"),
    "ungrouped": ("not in a story", "hors sujet"),
    "course": ("Its course", "Son déroulement"),
    "figures": ("Figures", "Chiffres"),
    "disagree": ("Sources disagree", "Les sources divergent"),
    "no_figures": ("No figure found for “{words}”.", "Aucun chiffre trouvé pour « {words} »."),
    "developments": ("Before and after it", "Avant et après"),
    "because_first": ("first told", "premier récit"),
    "because": ("near {nearest} ({score}): {shared}", "proche de {nearest} ({score}) : {shared}"),
    "told_to": ("Told to {channel} on {date}", "Raconté à {channel} le {date}"),
    "who_tells": ("{outlets} outlets, {owners} independent voices", "{outlets} titres, {owners} voix indépendantes"),
    "compare": ("In each side's own words", "Les mots de chaque camp"),
    "silent_sides": ("Silent: {sides}", "Silence : {sides}"),
    "why": ("Why: {title}", "Pourquoi : {title}"),
    "shown": ("It was shown.", "Il a été montré."),
    "not_shown": ("It was not shown: {reason}.", "Il n'a pas été montré : {reason}."),
    "not_judged": ("No digest has judged it yet.", "Aucune revue ne l'a encore jugé."),
    "part": ("Part of the score", "Part du score"),
    "value": ("Value", "Valeur"),
    "themes": ("Themes", "Thèmes"),
    "theme": ("Theme", "Thème"),
    "terms": ("Terms", "Termes"),
    "examples": ("Examples", "Exemples"),
    "trends": ("Trends", "Tendances"),
    "week": ("Week", "Semaine"),
    "stories": ("Stories", "Sujets"),
    "owners_column": ("Voices", "Voix"),
    "sides_column": ("Sides", "Camps"),
    "no_trends": ("No stories in these weeks yet.", "Pas encore de sujets dans ces semaines."),
    "feeds": ("Feeds", "Flux"),
    "feed": ("Feed", "Flux"),
    "state": ("State", "État"),
    "newest": ("Newest item", "Dernier article"),
    "next": ("Next pull", "Prochain relevé"),
    "never": ("never", "jamais"),
    "off": ("off", "éteint"),
    "status": ("Status", "État"),
    "help": ("What you can say", "Ce que vous pouvez dire"),
    "problem": ("That did not work", "Cela n'a pas marché"),
    "unexpected": (
        "Something went wrong on our side; it has been written to the log. Please try again.",
        "Quelque chose s'est mal passé chez nous ; c'est noté dans le journal. Veuillez réessayer.",
    ),
    "not_subscribed": ("No digest is set up for this channel; this is the last day on all themes.", "Aucune revue n'est prévue pour ce canal ; voici le dernier jour, tous thèmes."),
    "hello": ("Hello! I follow the contest over AI. Three things to type: today, search chips since:7d, help.", "Bonjour ! Je suis la rivalité autour de l'IA. Trois choses à taper : today, search chips since:7d, help."),
    "help_today": ("this channel's digest so far today", "la revue de ce canal, jusqu'à maintenant"),
    "help_search": ('past stories: words, "phrases", -words, prefixes*; since:7d theme:talent outlet:scmp.com viewpoint:china language:zh actor:huawei', 'sujets passés : mots, "expressions", -mots, préfixes* ; since:7d theme:talent outlet:scmp.com viewpoint:china language:zh actor:huawei'),
    "help_story": ("a story's course, who tells it, its figures", "le déroulement d'un sujet, qui le raconte, ses chiffres"),
    "help_figures": ("stated numbers, disagreements first", "les chiffres énoncés, divergences d'abord"),
    "help_compare": ("the same happening in each side's words", "le même fait dans les mots de chaque camp"),
    "help_why": ("what filed, ranked or held back a story", "ce qui a classé ou écarté un sujet"),
    "help_themes": ("the themes", "les thèmes"),
    "help_trends": ("stories and voices by week", "sujets et voix par semaine"),
    "help_feeds": ("the feeds and how they are", "les flux et leur état"),
    "help_status": ("how the bot is doing", "comment va le bot"),
    "help_help": ("this", "ceci"),
    "sides": ("us=US china=China europe=Europe taiwan-japan-korea=Taiwan/Japan/Korea global-south=Global South other=Other", "us=États-Unis china=Chine europe=Europe taiwan-japan-korea=Taïwan/Japon/Corée global-south=Sud global other=Autres"),
}  # fmt: skip
_DAYS = (
    ("Mon", "Tue", "Wed", "Thu", "Fri", "Sat", "Sun"),
    ("lun.", "mar.", "mer.", "jeu.", "ven.", "sam.", "dim."),
)
_MONTHS = (
    ("January", "February", "March", "April", "May", "June", "July", "August", "September", "October", "November", "December"),
    ("janvier", "février", "mars", "avril", "mai", "juin", "juillet", "août", "septembre", "octobre", "novembre", "décembre"),
)  # fmt: skip


def phrase(voice: str, key: str, **values: object) -> str:
    """Return the phrase of this key in the bot's voice, with its values filled in."""
    text = _TABLE[key][VOICES.index(voice)]
    return text.format(**values) if values else text


def keys() -> frozenset[str]:
    return frozenset(_TABLE)


def say_date(voice: str, day: date | datetime) -> str:
    """Return `Wed 4 March 2026` or `mer. 4 mars 2026`."""
    at = VOICES.index(voice)
    return f"{_DAYS[at][day.weekday()]} {day.day} {_MONTHS[at][day.month - 1]} {day.year}"


def say_side(voice: str, side: str) -> str:
    """Return a viewpoint's name."""
    names = dict(
        pair.split("=")
        for pair in phrase(voice, "sides")
        .replace("Global South", "Global_South")
        .replace("Sud global", "Sud_global")
        .split()
    )
    return names.get(side, side).replace("_", " ")
