"""An item's text in, the figures that it states out: amount, unit, subject, date and sentence.

A figure is a number with a unit: per cent, money, "17 times cheaper", an SI measure, or counted things. What is
no figure: years, dates, times, ages, ordinals, names of models and versions, numbers in names, scores,
telephone numbers, and whatever stands beside the article. When in doubt a number is left out, for a ledger with
a wrong line is worth less than one with a line too few.
"""

import re
from collections.abc import Iterable, Sequence
from dataclasses import replace

from digest.model import Figure
from digest.text import sentences
from digest.understand.east_figures import read_east
from digest.understand.furniture import article_lines, is_furniture
from digest.understand.latin_figures import Stated, read_latin
from digest.understand.numbers import HALF, HAN_NUMERALS, WORDS

# An item is read to here; figures that matter stand early, and a page of tables ends.
_READ_TO = 100_000
_MOST_FIGURES = 200
# A longer sentence is a table or a list without stops: it is read, and quoted, in pieces.
_LONGEST_SENTENCE = 600
_MOST_PIECES = 400

_EAST = ("zh", "ja", "ko")
_HAS_EAST_NUMBER = re.compile(rf"[\d0-9{HAN_NUMERALS}두세네]")
_HAN = re.compile("[\u3040-\u30ff\u4e00-\u9fff\uac00-\ud7a3]")
_PLACES = re.compile(r"[^\W\d_]+")


def find_figures(item_id: str, title: str, text: str, language: str) -> list[Figure]:
    """Return the figures that an item states, in the order of its text; what title and text both state once.

    A figure of the title is left out when the text states one that agrees with it.
    """
    narrow = f"{title}\n{text}".translate(_NARROW)
    figures = _find(item_id, narrow[: len(title)], narrow[len(title) + 1 :], language)
    return [_as_written(figure, title, text, narrow) for figure in figures]


# Full-width digits and marks, which are read as the narrow ones that they stand for, place by place.
_NARROW = {code: code - 0xFEE0 for code in range(0xFF01, 0xFF5F)}


def _as_written(figure: Figure, title: str, text: str, narrow: str) -> Figure:
    """Return the figure with its sentence as the item has it."""
    at = narrow.find(figure.sentence)
    written = f"{title}\n{text}"[at : at + len(figure.sentence)] if at >= 0 else figure.sentence
    return replace(figure, sentence=written)


def _find(item_id: str, title: str, text: str, language: str) -> list[Figure]:
    language = _known(language, title, text)
    told: list[Figure] = []
    headline = title.strip()
    for line in article_lines(text[:_READ_TO]):
        if len(told) >= _MOST_FIGURES:
            break
        if _has_number(line, language) and line != headline:
            told.extend(_of_line(item_id, line, language))
    told = _once(told)
    if not _has_number(headline, language):
        return told[:_MOST_FIGURES]
    first = [
        figure
        for figure in _of_line(item_id, headline[:_LONGEST_SENTENCE], language)
        if not any(_is_same(figure, other) for other in told)
    ]
    return (_once(first) + told)[:_MOST_FIGURES]


def _known(language: str, title: str, text: str) -> str:
    if language[:2] in _EAST or language in WORDS:
        return language
    if language == "und":
        sample = f"{title} {text[:200]}"
        return "zh-Hans" if len(_HAN.findall(sample)) > len(sample) / 4 else "en"
    return language.split("-")[0]


_HAS_WORD: dict[str, re.Pattern[str]] = {}


def _has_number(line: str, language: str) -> bool:
    """Say whether a line may state a number: a cheap look before it is cut into sentences and tokens."""
    if language[:2] in _EAST:
        return _HAS_EAST_NUMBER.search(line) is not None
    pattern = _HAS_WORD.get(language)
    if pattern is None:
        words = [
            *WORDS.get(language, ()),
            "million",
            "billion",
            "milliard",
            "milliarde",
            "millón",
            "trillion",
        ]
        words += [*HALF.get(language, ()), "hälfte", "moitié", "mitad", "one in", "jede"]
        words += [
            *(
                "one-third",
                "a third",
                "a quarter",
                "un tiers",
                "un quart",
                "ein drittel",
                "ein viertel",
                "un tercio",
            )
        ]
        words += [
            "twice",
            "tenfold",
            "doppelt",
            "doble",
            "une entreprise",
            "sur cinq",
            "sur deux",
            "uno de cada",
            "una de cada",
        ]
        words = sorted(set(words), key=len, reverse=True)
        pattern = _HAS_WORD[language] = re.compile(
            rf"\d|\b(?:{'|'.join(map(re.escape, words))})", re.IGNORECASE
        )
    return pattern.search(line) is not None


def _of_line(item_id: str, line: str, language: str) -> list[Figure]:
    figures: list[Figure] = []
    for piece in _pieces(line, language):
        if not _has_number(piece, language) or is_furniture(piece):
            continue
        dates, when = _dates(piece, language)
        read = read_east if language[:2] in _EAST else read_latin
        for stated in read(piece, language, dates):
            figures.append(
                Figure(
                    amount=_round(stated.amount),
                    unit=stated.unit,
                    subject=stated.subject or piece[:80],
                    sentence=piece,
                    item=item_id,
                    as_of=_nearest(when, stated),
                )
            )
        if len(figures) >= _MOST_FIGURES:
            break
    return figures


def _pieces(line: str, language: str) -> list[str]:
    whole = [line] if len(line) < 60 else _rejoined(line, sentences(line))
    pieces: list[str] = []
    for sentence in whole[:_MOST_PIECES]:
        if len(sentence) <= _LONGEST_SENTENCE:
            pieces.append(sentence)
            continue
        for start in range(0, min(len(sentence), _LONGEST_SENTENCE * 20), _LONGEST_SENTENCE):
            pieces.append(sentence[start : start + _LONGEST_SENTENCE])
    return pieces


# "11 Mrd. Euro", "No. 5": a stop that ends no sentence, though a capital follows it.
_OPEN_END = re.compile(r"\b(?:Mrd|Mio|Mill|Tsd|Bio|Nr|No|Nos|ca|approx|Art|mln|mld|bzw|Rs|Abs|vs|Dr|Prof)\.$")


def _rejoined(line: str, parts: Sequence[str]) -> list[str]:
    joined: list[str] = []
    at = 0
    for part in parts:
        start = line.find(part, at)
        if joined and start >= 0 and _OPEN_END.search(joined[-1][-8:]):
            begin = line.rfind(joined[-1], 0, start)
            if begin >= 0:
                joined[-1] = line[begin : start + len(part)]
                at = start + len(part)
                continue
        joined.append(part)
        at = max(at, start + len(part))
    return joined


def _round(amount: float) -> float:
    """Undo what floats do to 3.57 x 1,000,000."""
    return float(f"{amount:.12g}")


def _once(figures: Sequence[Figure]) -> list[Figure]:
    """Keep the first of equal amounts, unless one sentence states them of two subjects."""
    kept: list[Figure] = []
    seen: dict[tuple[float, str], Figure] = {}
    for figure in figures:
        key = (figure.amount, _folded(figure.unit))
        other = seen.get(key)
        if other is not None and (other.sentence != figure.sentence or _is_alike(other, figure)):
            continue
        seen[key] = figure
        kept.append(figure)
    return kept


def _is_same(first: Figure, second: Figure) -> bool:
    if first.amount == second.amount:
        return _folded(first.unit) == _folded(second.unit) or _is_alike(first, second)
    return _folded(first.unit) == _folded(second.unit) and _is_alike(first, second) and agree(first, second)


# ---- dates ----------------------------------------------------------------------------------------

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
_LATIN_DATES = re.compile(
    rf"""
      (?P<iso>{_YEAR}-\d\d?(?:-\d\d?)?)(?!\d)
    | \b(?P<day>\d\d?)(?:st|nd|rd|th|er|\.|º)?\s+(?:de\s+|of\s+)?(?P<month>{_MONTH})\b\.?(?:,?\s+(?:de\s+|del\s+)?(?P<year>{_YEAR})\b)?
    | \b(?P<month2>{_MONTH})\b\.?\s+(?P<day2>\d\d?)(?:st|nd|rd|th)?\b(?!\s*%|[.,]\d|\s+(?:million|billion|per\ ?cent|trillion)|[-–]?[^\W\d_])(?:,?\s+(?P<year2>{_YEAR})\b)?
    | \b(?P<month3>{_MONTH})\b\.?,?\s+(?:de\s+|del\s+|of\s+)?(?P<year3>{_YEAR})\b
    | \b\d\d?[/.]\d\d?[/.](?:\d\d)?\d\d\b
    | \b\d\d?:\d\d(?::\d\d)?\b | \b\d\d?h\d\d\b
    | \b\d\d?(?:[.:]\d\d)?\s?(?:a\.m\.|p\.m\.|am|pm|uhr|heures\b|o'clock)
    | \b(?P<quarter>[QT][1-4]|[1-4]Q|FY|H[12]|[1-4]T)\s?(?:['’]\d\d|(?P<year4>{_YEAR}))
    | \b{_YEAR}s?\s?[-–/]\s?(?:{_YEAR}|\d\d)\b(?!\s?%)
    | (?<![\d.,$€£¥])\b(?P<year5>{_YEAR})\b(?![.,]\d|\s?(?:%|percent|million|billion|milli|Mill|€|\$|dollars|euros|MW|GW|nm|km|MB|GB)|-)
    """,
    re.IGNORECASE | re.VERBOSE,
)
_EAST_DATES = re.compile(
    r"(?P<iso>(?:19|20)\d\d-\d\d?(?:-\d\d?)?)(?!\d)"
    r"|(?P<year>(?:19|20)\d\d)\s?(?:年|년)(?:度|末|底|初|间|間|代|까지)?(?:\s?(?P<month>\d\d?)\s?(?:月|월)(?:\s?(?P<day>\d\d?)\s?(?:日|号|일))?)?"
    r"|\d\d?\s?(?:月|월)(?!球)(?:\s?\d\d?\s?(?:日|号|號|일))?(?!\s?개)"
    r"|\d\d?\s?[日号號](?![元本])|[一二三四五六七八九〇零]{4}年|\d\d?[::]\d\d|\d\d?[/.]\d\d?[/.]\d\d+|\d{2}年(?![前后後来來间間])"
    r"|\d+\s?(?:年代|世纪|世紀)|\d\d?\s?(?:時|时|시)(?!间|間|간)\s?(?:\d\d?\s?(?:分|분))?|第[一二三四五六七八九十百\d]+"
)
# Said of what was counted: a year that a company was founded in, or a law is named after, is further away.
_NEAR_ENOUGH = 120
_Dated = tuple[int, str]


def _dates(sentence: str, language: str) -> tuple[list[tuple[int, int]], list[_Dated]]:
    """Return where dates and times stand, and those that say a year, written as far as they go: 2025-06."""
    is_east = language[:2] in _EAST
    spans: list[tuple[int, int]] = []
    when: list[_Dated] = []
    for match in (_EAST_DATES if is_east else _LATIN_DATES).finditer(sentence):
        groups = match.groupdict()
        if groups.get("year5") and not _is_year_alone(sentence, match):
            continue
        spans.append(match.span())
        year = next(
            (groups[key] for key in ("year", "year2", "year3", "year4", "year5") if groups.get(key)), None
        )
        if groups.get("iso"):
            when.append((match.start(), "-".join(part.zfill(2) for part in groups["iso"].split("-"))))
        elif year:
            name = next((groups[key] for key in ("month", "month2", "month3") if groups.get(key)), None)
            day = groups.get("day") or groups.get("day2")
            month = _MONTHS.get(name.lower(), 0) if name and not name.isdigit() else int(name or 0)
            written = year + (f"-{month:02d}" if 1 <= month <= 12 else "")
            written += f"-{int(day):02d}" if day and 1 <= month <= 12 and 1 <= int(day) <= 31 else ""
            when.append((match.start(), written))
    return spans, when


_ABOUT = re.compile(
    r"(?:about|around|over|nearly|almost|some|than|least|de|environ|près|rund|etwa|knapp|über|als|más|casi|unos)\s+$",
    re.IGNORECASE,
)
_COUNTED_AFTER = re.compile(
    r"\s+(?:employees|workers|people|jobs|engineers|staff|chips|gpus|companies|salariés|emplois|personnes|ingénieurs|employés|"
    r"mitarbeiter\w*|beschäftigte\w*|stellen|menschen|arbeitsplätze|empleados|personas|trabajadores|puestos)\b",
    re.IGNORECASE,
)


def _is_year_alone(sentence: str, match: re.Match[str]) -> bool:
    """Tell a year from 2000 employees: a count is followed by people or things, and is round or said to be about so many."""
    if _COUNTED_AFTER.match(sentence, match.end()):
        is_about = _ABOUT.search(sentence[max(0, match.start() - 12) : match.start()]) is not None
        return not (is_about or match.group().endswith("00"))
    return True


def _nearest(when: Sequence[_Dated], stated: Stated) -> str | None:
    near = [
        (abs(place - stated.start), written)
        for place, written in when
        if abs(place - stated.start) <= _NEAR_ENOUGH
    ]
    return min(near)[1] if near else None


# ---- two figures ----------------------------------------------------------------------------------

# Rounding shortens a number; it never moves it further than this.
_MOST_ROUNDING = 0.05


def agree(a: Figure, b: Figure) -> bool:
    """Say whether two amounts of one unit may be the same number, one of them rounded or cut: 3.5 and 3.57 million."""
    if _folded(a.unit) != _folded(b.unit):
        return False
    return _agree(a.amount, b.amount)


def _agree(first: float, second: float) -> bool:
    if first == second:
        return True
    if first * second <= 0:
        return False
    first, second = abs(first), abs(second)
    if abs(first - second) > _MOST_ROUNDING * max(first, second) + 1e-9:
        return False
    coarse, fine = sorted((first, second), key=_last_place, reverse=True)
    place = _last_place(coarse)
    if place == _last_place(fine):
        return False
    steps = fine / place
    return (
        abs(round(steps) * place - coarse) < place * 1e-6 or abs(int(steps) * place - coarse) < place * 1e-6
    )


def _last_place(amount: float) -> float:
    """Return the value of the last digit that was meant: 100,000 for 3.5 million, 1 for 38, 100 for 600.

    The noughts of 30 and of 30 million are meant; those of 600 and 600 billion are a rounding.
    """
    if amount == 0:
        return 1.0
    power = 1.0
    while amount / power >= 1000:
        power *= 1000
    mantissa = float(f"{amount / power:.9g}")
    if mantissa >= 100 and mantissa % 100 == 0:
        return 100 * power
    if mantissa >= 100 and mantissa % 10 == 0:
        return 10 * power
    place = 1.0
    while place > 1e-9 and abs(mantissa / place - round(mantissa / place)) > 1e-6:
        place /= 10
    return place * power


def _folded(unit: str) -> str:
    """Return a unit so that "Models", "models" and "model" are one; symbols keep their case."""
    if len(unit) <= 4 and not unit.islower():
        return unit
    return unit.casefold().rstrip("s")


def _words(subject: str) -> frozenset[str]:
    words = {
        word.casefold().rstrip("s") for word in _PLACES.findall(subject) if len(word) > 2 or _HAN.match(word)
    }
    pairs = {
        subject[place : place + 2]
        for place in range(len(subject) - 1)
        if _HAN.match(subject[place]) and _HAN.match(subject[place + 1])
    }
    return frozenset(pairs or words)


def _is_alike(a: Figure, b: Figure) -> bool:
    """Say whether two subjects are one, as far as their words tell."""
    first, second = _words(a.subject), _words(b.subject)
    if not first or not second:
        return a.subject == b.subject
    return len(first & second) * 2 >= min(len(first), len(second))


def disagreements(figures: Iterable[Figure]) -> list[tuple[Figure, ...]]:
    """Return the sets of figures in which items state different amounts for one subject and unit.

    Each set holds one figure of every amount, in the order given. An item that states two amounts of a subject
    (from 5 to 7 per cent) disagrees with another only when it shares none of them.
    """
    groups: list[list[Figure]] = []
    for figure in figures:
        for group in groups:
            if _folded(group[0].unit) == _folded(figure.unit) and _is_alike(group[0], figure):
                group.append(figure)
                break
        else:
            groups.append([figure])
    return [found for group in groups if len(found := _disagreeing(group)) > 1]


def _disagreeing(group: Sequence[Figure]) -> tuple[Figure, ...]:
    by_item: dict[str, list[Figure]] = {}
    for figure in group:
        by_item.setdefault(figure.item, []).append(figure)
    told = list(by_item.values())
    chosen: list[Figure] = []
    for place, ours in enumerate(told):
        for theirs in told[place + 1 :]:
            if any(_agree(our.amount, their.amount) for our in ours for their in theirs):
                continue
            for figure in (ours[0], theirs[0]):
                if not any(_agree(figure.amount, other.amount) for other in chosen):
                    chosen.append(figure)
    return tuple(chosen)
