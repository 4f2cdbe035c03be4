"""A title and a text in, the figures that they state out, in the order of the text."""

import re
from collections.abc import Iterator, Sequence
from dataclasses import replace

from digest.model.figure import Figure
from digest.scripts import is_cjk_text
from digest.sentences import sentences
from digest.tags import UNKNOWN, is_written_in_runs, language_of
from digest.understand.figures.agreement import agree, folded_unit, is_alike
from digest.understand.figures.currencies import CURRENCIES
from digest.understand.figures.dates import read_dates
from digest.understand.figures.stated import OPENING, Stated
from digest.understand.figures.west import read as west
from digest.understand.furniture import article_lines, is_furniture

# An item is read to here; figures that matter stand early, and a page of tables ends.
_READ_TO = 100_000
_MOST_FIGURES = 200
# A longer sentence is a table or a list without stops: it is read, and quoted, in pieces.
_LONGEST_SENTENCE = 600
_MOST_PIECES = 400
_MOST_PARTS = 20
# A shorter line of the west is one sentence.
_SHORT_LINE = 60
# So much is looked at where the language is not known.
_SAMPLE = 200

# Full-width digits and marks, which are read as the narrow ones that they stand for, place by place.
_NARROW = {code: code - 0xFEE0 for code in range(0xFF01, 0xFF5F)}
# "11 Mrd. Euro", "No. 5": a stop that ends no sentence, though a capital follows it.
_OPEN_END = re.compile(r"\b(?:Mrd|Mio|Mill|Tsd|Bio|Nr|No|Nos|ca|approx|Art|mln|mld|bzw|Rs|Abs|vs|Dr|Prof)\.$")
# A text that ends in a digit was cut off there: of "$1 billion" a feed may leave "$1".
_CUT_OFF, _LONGEST_NUMBER = re.compile(r"\S*\d\s*(?:…|\.{3}|\[(?:…|\.{3})\])?\s*\Z"), 40


def find_figures(item_id: str, title: str, text: str, language: str) -> list[Figure]:
    """Return the figures that an item states, in the order of its text; what title and text both state once.

    A figure of the title is left out when the text states one that agrees with it.
    """
    whole = f"{title}\n{text}"
    narrow = whole.translate(_NARROW)
    language = _read_as(language, narrow[:_SAMPLE])
    headline, body = narrow[: len(title)].strip(), _whole_numbers(narrow[len(title) + 1 :])
    told: list[Figure] = []
    for line in article_lines(body[:_READ_TO]):
        if len(told) >= _MOST_FIGURES:
            break
        if line != headline:
            told.extend(_of_line(item_id, line, language))
    told = _once(told)
    titled = _of_line(item_id, headline[:_LONGEST_SENTENCE], language)
    first = _once([figure for figure in titled if not any(_is_same(figure, other) for other in told)])
    return [_as_written(figure, whole, narrow) for figure in (first + told)[:_MOST_FIGURES]]


def _whole_numbers(text: str) -> str:
    """Return the text without the number at its end, of which more may have stood there."""
    return text[:-_LONGEST_NUMBER] + _CUT_OFF.sub("", text[-_LONGEST_NUMBER:])


def _as_written(figure: Figure, whole: str, narrow: str) -> Figure:
    """Return the figure with its sentence as the item has it."""
    at = narrow.find(figure.sentence)
    return replace(figure, sentence=whole[at : at + len(figure.sentence)]) if at >= 0 else figure


def _read_as(language: str, sample: str) -> str:
    """Return the language whose words and scripts a text is read by; of an unknown one its script is enough."""
    if language == UNKNOWN:
        return "zh-Hans" if is_cjk_text(sample) else "en"
    return language if is_written_in_runs(language) else language_of(language)


def _of_line(item_id: str, line: str, language: str) -> list[Figure]:
    if not _may_state(line, language):
        return []
    is_east = is_written_in_runs(language)
    figures: list[Figure] = []
    for piece in _pieces(line, is_east=is_east):
        if not _may_state(piece, language) or is_furniture(piece):
            continue
        dates = read_dates(piece, is_east=is_east)
        money = _money_of(figures)
        figures += [
            Figure(
                amount=_round(stated.amount),
                unit=stated.unit,
                subject=stated.subject or piece[:OPENING],
                sentence=piece,
                item=item_id,
                as_of=dates.nearest(stated),
            )
            for stated in _read(piece, language, dates.spans, money)
        ]
        if len(figures) >= _MOST_FIGURES:
            break
    return figures


def _money_of(figures: Sequence[Figure]) -> str:
    """Return the one currency that all the money of the figures is in."""
    spoken_of = {figure.unit for figure in figures} & CURRENCIES
    return spoken_of.pop() if len(spoken_of) == 1 else ""


# The east is imported where it is read: its patterns take long to make, and many a pull brings no text of it.
def _may_state(text: str, language: str) -> bool:
    if not is_written_in_runs(language):
        return west.may_state(text, language)
    from digest.understand.figures.east.read import may_state

    return may_state(text)


def _read(sentence: str, language: str, dates: Sequence[tuple[int, int]], money: str) -> Sequence[Stated]:
    if not is_written_in_runs(language):
        return west.read(sentence, language, dates, money)
    from digest.understand.figures.east.read import read

    return read(sentence, language, dates)


def _pieces(line: str, *, is_east: bool) -> Iterator[str]:
    is_one = len(line) < _SHORT_LINE and not is_east
    whole = [line] if is_one else _rejoined(line, sentences(line))
    for sentence in whole[:_MOST_PIECES]:
        for start in range(0, min(len(sentence), _LONGEST_SENTENCE * _MOST_PARTS), _LONGEST_SENTENCE):
            yield sentence[start : start + _LONGEST_SENTENCE]


def _rejoined(line: str, parts: Sequence[str]) -> list[str]:
    """Return the sentences, those joined that an abbreviation of a scale parted: "11 Mrd. Euro"."""
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
        key = (figure.amount, folded_unit(figure.unit))
        other = seen.get(key)
        if other is not None and (other.sentence != figure.sentence or is_alike(other, figure)):
            continue
        seen[key] = figure
        kept.append(figure)
    return kept


def _is_same(first: Figure, second: Figure) -> bool:
    """Say whether a figure of the title is one of the text: the same, or one of its subject that agrees."""
    is_one_unit = folded_unit(first.unit) == folded_unit(second.unit)
    if first.amount == second.amount:
        return is_one_unit or is_alike(first, second)
    return is_one_unit and is_alike(first, second) and agree(first, second)
