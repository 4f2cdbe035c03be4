"""Where dates and times stand in a sentence, and when what it states was so."""

import re
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from functools import cache

from digest.understand.figures.stated import Stated

_MONTHS = {
    name: month
    for month, names in enumerate(
        (
            "january jan janvier janv januar jänner enero gennaio janeiro",
            "february feb février févr februar febrero febbraio fevereiro",
            "march mar mars märz marzo março",
            "april apr avril avr abril aprile",
            "may mai mayo maggio maio",
            "june jun juin juni junio giugno junho",
            "july jul juillet juil juli julio luglio julho",
            "august aug août agosto ago",
            "september sep sept septembre septiembre settembre setembro",
            "october oct octobre oktober okt octubre ottobre outubro",
            "november nov novembre noviembre novembro",
            "december dec décembre déc dezember dez diciembre dic dicembre dezembro",
        ),
        1,
    )
    for name in names.split()
}
_MONTH = "|".join(sorted(_MONTHS, key=len, reverse=True))
_YEAR = r"(?:19|20)\d\d"
_WEST_DATES = re.compile(
    rf"""
    # 2025-06, 2025-06-03
      (?P<iso>{_YEAR}-\d\d?(?:-\d\d?)?)(?!\d)
    # 3 June, the 3rd of June 2025, 3. Juni, 3 de junio de 2025
    | \b(?P<day>\d\d?)(?:st|nd|rd|th|er|\.|º)?\s+(?:de\s+|of\s+)?(?P<month>{_MONTH})\b\.?(?:,?\s+(?:de\s+|del\s+)?(?P<year>{_YEAR})\b)?
    # June 3, June 3rd, 2025; but not the 3 of "in June 3 million"
    | \b(?P<month2>{_MONTH})\b\.?\s+(?P<day2>\d\d?)(?:st|nd|rd|th)?\b(?!\s*%|[.,]\d|\s+(?:million|billion|per\ ?cent|trillion)|[-–]?[^\W\d_])(?:,?\s+(?P<year2>{_YEAR})\b)?
    # June 2025, junio de 2025
    | \b(?P<month3>{_MONTH})\b\.?,?\s+(?:de\s+|del\s+|of\s+)?(?P<year3>{_YEAR})\b
    # 3.6.2025, 06/03/25
    | \b\d\d?[/.]\d\d?[/.](?:\d\d)?\d\d\b
    # times: 15:30, 15h30, 3.30 p.m., 15 Uhr
    | \b\d\d?:\d\d(?::\d\d)?\b | \b\d\d?h\d\d\b
    | \b\d\d?(?:[.:]\d\d)?\s?(?:a\.m\.|p\.m\.|(?:am|pm|uhr|heures|o'clock)\b)
    # Q1 2025, 1T '25, H1 2025, FY 2025
    | \b(?P<quarter>[QT][1-4]|[1-4]Q|FY|H[12]|[1-4]T)\s?(?:['’]\d\d|(?P<year4>{_YEAR}))
    # 2024-25, 2020s-2030s
    | \b{_YEAR}s?\s?[-–/]\s?(?:{_YEAR}|\d\d)\b(?!\s?%)
    # a year alone, and no amount
    | (?<![\d.,$€£¥])\b(?P<year5>{_YEAR})\b(?![.,]\d|\s?(?:%|percent|million|billion|milli|Mill|€|\$|dollars|euros|MW|GW|nm|km|MB|GB)|-)
    """,
    re.IGNORECASE | re.VERBOSE,
)
_EAST_DATES = r"""
    # 2025-06, 2025-06-03
      (?P<iso>(?:19|20)\d\d-\d\d?(?:-\d\d?)?)(?!\d)
    # 2025年, 2025年末, 2025年6月3日
    | (?P<year>(?:19|20)\d\d)\s?(?:年|년)(?:度|末|底|初|间|間|代|까지)?(?:\s?(?P<month>\d\d?)\s?(?:月|월)(?:\s?(?P<day>\d\d?)\s?(?:日|号|일))?)?
    # 6月3日
    | \d\d?\s?(?:月|월)(?!球)(?:\s?\d\d?\s?(?:日|号|號|일))?(?!\s?개)
    # 3日, 二〇二五年, 15:30, 3/6/25, 25年; but not what counts years: 25年前
    | \d\d?\s?[日号號](?![元本])
    | [一二三四五六七八九〇零]{4}年
    | \d\d?:\d\d
    | \d\d?[/.]\d\d?[/.]\d\d+
    | \d{2}年(?![前后後来來间間])
    # 90年代, 21世紀
    | \d+\s?(?:年代|世纪|世紀)
    # 15時, 15時30分
    | \d\d?\s?(?:時|时|시)(?!间|間|간)\s?(?:\d\d?\s?(?:分|분))?
    # 第三
    | 第[一二三四五六七八九十百\d]+
    """
# 2000 employees, about 2025 jobs: what looks like a year counts people or things.
_COUNTED_AFTER = re.compile(
    r"\s+(?:employees|workers|people|jobs|engineers|staff|chips|gpus|companies|salariés|emplois|personnes|ingénieurs|employés|"
    r"mitarbeiter\w*|beschäftigte\w*|stellen|menschen|arbeitsplätze|empleados|personas|trabajadores|puestos|units|entreprises|"
    r"postes|unternehmen|empresas)\b"
    # 2000 of the 11,300
    r"|\s+(?:of\s+(?:the|its|their)|der|des|sur(?:\s+les)?|de\s+(?:los|las|sus))\s+\d",
    re.IGNORECASE,
)
# Or one of these stands before it: the longest of them, with a space and something over.
_BEFORE_COUNT = 12
_ABOUT = re.compile(
    r"(?:about|around|over|nearly|almost|some|than|least|de|environ|près|rund|etwa|knapp|über|als|más|casi|unos)\s+$",
    re.IGNORECASE,
)
# Said of what was counted: a year that a law is named after is further away.
_NEAR_ENOUGH = 120
# Between these a date is what a figure is compared with, or when something began: more than in 2015, 2024年以来.
_COMPARED_BEFORE = re.compile(
    r"(?:\b(?:than|as|since|depuis|seit|desde|que|als|founded|established|fondée?|créée?|gegründet|fundada?)"
    r"(?:\s+(?:in|en|im|the|le|fin|début|early|late|mid))*|\bqu['’]en|较|較|比|[成创創][立办辦]于|[成創]立於)\s*$",
    re.IGNORECASE,
)
_COMPARED_BEHIND = re.compile(r"\s?(?:以来|以來|比|より|보다|대비)")
_LONGEST_BEFORE = 30
# What stands on the other side of these has a date of its own: 40 chips, up from 30 in 2024; from 30 in 2024 to 40.
_SET_AGAINST = r"(?:against|compared|versus|vs|from(?!\s[^,;]*\sto\s)|contre|face|gegenüber|frente)\b"
_BREAKS = re.compile(
    rf"""
      ; | ,\s(?=(?:up|down)\b|{_SET_AGAINST}) | \b{_YEAR}\s(?={_SET_AGAINST})
    | \b(?:from|de|von|dal?|desde)\s[^,;]*?(?:{_YEAR}|\byear)\s(?=(?:to|à|auf|a|para)\b)
    | [从從由]{_YEAR}年的[^,。;]*?(?=[到至])
    """,
    re.IGNORECASE | re.VERBOSE,
)
# A time that is counted from another one, which may be of another text: it is no date, and nearer than any.
_RELATIVE = re.compile(
    r"(?<!than\s)(?<!from\s)(?<!over\s)(?<!on\s)\b(?:a\syear\s(?:earlier|ago|before)|(?:this|last)\syear)|un\san\s(?:plus\stôt|auparavant)"
    r"|l'an\sdernier|cette\sannée|un\saño\santes|hace\sun\saño|(?:ein\sJahr|im\sJahr)\szuvor|im\sVorjahr|(?<![较較比])(?:[上去]年同期|[去今上]年)",
    re.IGNORECASE,
)
_COMMA = re.compile(r"(?<!\d),|,(?!\d)")


@dataclass(frozen=True, slots=True)
class Dates:
    """The spans of a sentence that are dates and times, and those that say a year, as far as they go: 2025-06."""

    spans: tuple[tuple[int, int], ...] = ()
    when: tuple[tuple[int, str], ...] = ()
    breaks: tuple[int, ...] = ()
    """Where what follows is set against what stands before."""
    commas: tuple[int, ...] = ()
    """Where a clause ends."""

    def nearest(self, stated: Stated) -> str | None:
        """Return the date that stands nearest to a number, in its clause or else in another, if one is near enough."""
        near = [
            (_is_between(self.commas, place, stated.start), abs(place - stated.start), written)
            for place, written in self.when
            if abs(place - stated.start) <= _NEAR_ENOUGH and not _is_between(self.breaks, place, stated.start)
        ]
        return min(near, default=(False, 0, ""))[-1] or None


def _is_between(places: Sequence[int], one: int, other: int) -> bool:
    """Say whether one of the places lies between two others."""
    return any(min(one, other) < at < max(one, other) for at in places)


def read_dates(sentence: str, *, is_east: bool) -> Dates:
    spans: list[tuple[int, int]] = []
    when: list[tuple[int, str]] = []
    for match in (_east_dates() if is_east else _WEST_DATES).finditer(sentence):
        if match.groupdict().get("year5") and _is_count(sentence, match):
            continue
        spans.append(match.span())
        written = _written(match.groupdict())
        if written and not _is_compared_with(sentence, *match.span()):
            when.append((match.start(), written))
    if not when:
        return Dates(tuple(spans))
    when += [(match.start(), "") for match in _RELATIVE.finditer(sentence)]
    breaks = tuple(match.end() for match in _BREAKS.finditer(sentence))
    return Dates(
        tuple(spans), tuple(when), breaks, tuple(match.start() for match in _COMMA.finditer(sentence))
    )


def _is_compared_with(sentence: str, start: int, end: int) -> bool:
    before = sentence[max(0, start - _LONGEST_BEFORE) : start]
    return bool(_COMPARED_BEFORE.search(before) or _COMPARED_BEHIND.match(sentence, end))


@cache
def _east_dates() -> re.Pattern[str]:
    return re.compile(_EAST_DATES, re.VERBOSE)


def _written(groups: Mapping[str, str | None]) -> str | None:
    """Return a date as far as it goes, 2025-06 or 2025-06-03; None for one without a year."""
    if iso := groups.get("iso"):
        return "-".join(part.zfill(2) for part in iso.split("-"))
    year = _first(groups, "year", "year2", "year3", "year4", "year5")
    if year is None:
        return None
    name = _first(groups, "month", "month2", "month3") or "0"
    month = int(name) if name.isdecimal() else _MONTHS.get(name.lower(), 0)
    if not 1 <= month <= 12:
        return year
    day = int(_first(groups, "day", "day2") or 0)
    return f"{year}-{month:02d}-{day:02d}" if 1 <= day <= 31 else f"{year}-{month:02d}"


def _first(groups: Mapping[str, str | None], *names: str) -> str | None:
    return next((found for name in names if (found := groups.get(name))), None)


def _is_count(sentence: str, match: re.Match[str]) -> bool:
    """Tell 2000 employees from a year: people or things follow a count, and it is round or said to be about so many."""
    if not _COUNTED_AFTER.match(sentence, match.end()):
        return False
    is_about = _ABOUT.search(sentence[max(0, match.start() - _BEFORE_COUNT) : match.start()]) is not None
    return is_about or match.group().endswith("00")
