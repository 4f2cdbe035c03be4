"""The fields of the form in which a channel chooses its digest; what was filled in, read forgivingly."""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import replace
from typing import TypeVar

from bot.chat import Filled
from bot.words.times import nearest_zone, read_time, read_zone
from digest.model.subscription import DAYS, Edition, Layout, Subscription
from digest.tags import language_of
from digest.tell.form import Field, OneOf, Option, ShortText, SomeOf, Toggle
from digest.tell.phrases import Words
from digest.tell.voice import VOICES, Voice, speaker


class FieldRemark(Words):
    """What the fields of the form are called, and what is wrong with a value."""

    THEMES_FIELD = "Themes, in the order of the list", "Thèmes, dans l’ordre de la liste"
    AT_FIELD = "Time of day", "Heure"
    AT_HINT = "As in 08:00", "Par exemple 08:00"
    ZONE_FIELD = "Time zone", "Fuseau horaire"
    ZONE_HINT = "A city’s name, as in Europe/Paris", "Le nom d’une ville, comme Europe/Paris"
    DAYS_FIELD = "Days", "Jours"
    STORIES_FIELD = "Stories at most", "Nombre de sujets au plus"
    EDITION_FIELD = "How often", "Fréquence"
    EDITION_DAILY = "On each of these days", "Chacun de ces jours"
    EDITION_WEEKLY = (
        "Once a week, on the first of these days",
        "Une fois par semaine, le premier de ces jours",
    )
    LAYOUT_FIELD = "Layout", "Présentation"
    LAYOUT_FLAT = "One message", "Un seul message"
    LAYOUT_THREAD = "A thread with each story’s detail", "Un fil avec le détail de chaque sujet"
    LAYOUT_FORUM = "A forum post a story", "Un post de forum par sujet"
    VOICE_FIELD = "The bot speaks", "Le bot parle"
    VOICE_HINT = (
        "Where several tell a story, it is told by a report in this language",
        "Si plusieurs médias racontent un sujet, c’est un article dans cette langue qui le raconte",
    )
    QUIET_FIELD = "Say nothing when there is nothing new", "Se taire quand il n’y a rien de nouveau"
    ALERTS_FIELD = (
        "Tell at once what many outlets carry",
        "Alerter dès que beaucoup de médias en parlent",
    )
    YES = "Yes", "Oui"
    BAD_TIME = (
        "“{value}” is no time of day; write 08:00.",
        "« {value} » n’est pas une heure ; écrivez 08:00.",
    )
    BAD_ZONE = (
        "“{value}” is no time zone; write a city’s, as in Europe/Paris.",
        "« {value} » n’est pas un fuseau horaire ; écrivez celui d’une ville, comme Europe/Paris.",
    )
    BAD_ZONE_NEAREST = (
        "“{value}” is no time zone. Did you mean {nearest}?",
        "« {value} » n’est pas un fuseau horaire. Vouliez-vous dire {nearest} ?",
    )
    CHOOSE_THEME = "Choose at least one theme.", "Choisissez au moins un thème."
    CHOOSE_DAY = "Choose at least one day.", "Choisissez au moins un jour."


_Choice = TypeVar("_Choice", Edition, Layout)

_LAYOUTS = {
    Layout.FLAT: FieldRemark.LAYOUT_FLAT,
    Layout.THREAD: FieldRemark.LAYOUT_THREAD,
    Layout.FORUM: FieldRemark.LAYOUT_FORUM,
}
_STORIES = (3, 5, 8, 10, 15, 20)
# What Discord takes in one select.
_MOST_OPTIONS = 25
_ON = "on"


def when_fields(themes: Mapping[str, str], chosen: Subscription, spoken: Voice) -> tuple[Field, ...]:
    options = tuple(Option(id_, name[:75]) for id_, name in themes.items())[:_MOST_OPTIONS]
    days = tuple(Option(day, spoken.weekday(number)) for number, day in enumerate(DAYS))
    counts = tuple(Option(str(count), str(count)) for count in sorted({*_STORIES, chosen.stories}))
    return (
        SomeOf("themes", spoken.say(FieldRemark.THEMES_FIELD), options, chosen.themes),
        ShortText(
            "at", spoken.say(FieldRemark.AT_FIELD), chosen.at, spoken.say(FieldRemark.AT_HINT), most=10
        ),
        ShortText(
            "zone",
            spoken.say(FieldRemark.ZONE_FIELD),
            chosen.zone,
            spoken.say(FieldRemark.ZONE_HINT),
            most=40,
        ),
        SomeOf("days", spoken.say(FieldRemark.DAYS_FIELD), days, chosen.days),
        OneOf("stories", spoken.say(FieldRemark.STORIES_FIELD), counts, str(chosen.stories)),
    )


def more_fields(chosen: Subscription, spoken: Voice, layouts: Sequence[Layout]) -> tuple[Field, ...]:
    """Return what is chosen less often; `layouts` are those that the channel can take."""
    shown = {layout: said for layout, said in _LAYOUTS.items() if layout in layouts}
    editions = {Edition.DAILY: FieldRemark.EDITION_DAILY, Edition.WEEKLY: FieldRemark.EDITION_WEEKLY}
    yes = spoken.say(FieldRemark.YES)
    voices = tuple(Option(voice, speaker(voice).language_name(voice).capitalize()) for voice in VOICES)
    return (
        OneOf(
            "edition", spoken.say(FieldRemark.EDITION_FIELD), _options(editions, spoken), str(chosen.edition)
        ),
        OneOf("layout", spoken.say(FieldRemark.LAYOUT_FIELD), _options(shown, spoken), str(chosen.layout)),
        OneOf(
            "voice",
            spoken.say(FieldRemark.VOICE_FIELD),
            voices,
            chosen.voice,
            spoken.say(FieldRemark.VOICE_HINT),
        ),
        Toggle("quiet", spoken.say(FieldRemark.QUIET_FIELD), chosen.quiet, yes),
        Toggle("alerts", spoken.say(FieldRemark.ALERTS_FIELD), chosen.alerts, yes),
    )


def _options(
    said: Mapping[Edition, FieldRemark] | Mapping[Layout, FieldRemark], spoken: Voice
) -> tuple[Option, ...]:
    return tuple(Option(str(value), spoken.say(phrase)) for value, phrase in said.items())


def mistakes(fields: Filled, spoken: Voice) -> dict[str, str]:
    """Return what is to be mended, by field: all of them are of the form's first part."""
    problems: dict[str, str] = {}
    for name, remark in (("themes", FieldRemark.CHOOSE_THEME), ("days", FieldRemark.CHOOSE_DAY)):
        if name in fields and not fields[name]:
            problems[name] = spoken.say(remark)
    if "at" in fields and read_time(_first(fields, "at")) is None:
        problems["at"] = spoken.say(FieldRemark.BAD_TIME, value=_first(fields, "at")[:40])
    if "zone" in fields and read_zone(_first(fields, "zone")) is None:
        shown = _first(fields, "zone")[:40]
        near = nearest_zone(shown)
        problems["zone"] = (
            spoken.say(FieldRemark.BAD_ZONE_NEAREST, value=shown, nearest=near)
            if near
            else spoken.say(FieldRemark.BAD_ZONE, value=shown)
        )
    return problems


def laid_out(chosen: Subscription, layouts: Sequence[Layout]) -> Subscription:
    """Return the subscription in its own layout where its channel can take it, else in the usual one there."""
    return chosen if chosen.layout in layouts else replace(chosen, layout=layouts[0])


def with_filled(chosen: Subscription, fields: Filled, themes: Iterable[str]) -> Subscription:
    """Return the subscription with what was filled in; what cannot be read stays as it was."""
    wanted = tuple(theme for theme in themes if theme in fields.get("themes", chosen.themes))
    days = tuple(day for day in DAYS if day in fields.get("days", chosen.days))
    stories = _first(fields, "stories")
    voice = _first(fields, "voice") if _first(fields, "voice") in VOICES else chosen.voice
    return replace(
        chosen,
        languages=chosen.languages if voice == chosen.voice else _beginning_with(voice, chosen.languages),
        themes=wanted or chosen.themes,
        days=days or chosen.days,
        at=read_time(_first(fields, "at")) or chosen.at,
        zone=read_zone(_first(fields, "zone")) or chosen.zone,
        stories=min(50, max(1, int(stories[:3]))) if stories.isdecimal() else chosen.stories,
        edition=_one_of(_first(fields, "edition"), chosen.edition),
        layout=_one_of(_first(fields, "layout"), chosen.layout),
        voice=voice,
        quiet=_ON in fields["quiet"] if "quiet" in fields else chosen.quiet,
        alerts=_ON in fields["alerts"] if "alerts" in fields else chosen.alerts,
    )


def _beginning_with(voice: str, languages: Sequence[str]) -> tuple[str, ...]:
    """Return the preferred languages with that of a voice before all others."""
    return (voice, *(tag for tag in languages if language_of(tag) != voice))


def _first(fields: Filled, name: str) -> str:
    return next(iter(fields.get(name, ())), "").strip()


def _one_of(value: str, otherwise: _Choice) -> _Choice:
    choices = type(otherwise)
    return choices(value) if value in set(choices) else otherwise
