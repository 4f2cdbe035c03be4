"""New Items in, Changes out, one a Figure that is news: no rounder form of a known one, nor one that stood written."""

import re
from collections.abc import Iterator, Sequence

from digest.model.change import Change, ChangeKind, Told
from digest.model.figure import Figure
from digest.model.item import Item
from digest.tell.told import told_figures
from digest.tell.voice import Voice
from digest.understand.figures import agree_across, is_counted

# Past the opening of a text its numbers and names are background, not what it reports.
_OPENING = 320
# Whom an outlet has its news from: how many there were is nothing that happened.
_WHO_TELLS = re.compile(
    r"\b(?:familiar with|briefed (?:on|about)|with (?:\w+ )?knowledge of|aware of|who asked not to be|"
    r"close to the (?:matter|talks|discussions|situation|deal|plans?)|au (?:fait|courant) d|proches du dossier|"
    r"proches d(?:e l['’]affaire|es (?:discussions|négociations))|vertraut|con conocimiento de|conocedor|"
    r"familiarizad|cercan[oa]s al? (?:asunto|negociaci)|a conoscenza|vicin[ei] al(?:la questione| dossier)|"
    r"com conhecimento)|(?<!\w)(?:知情|消息人士|関係者|소식통|관계자)",
    re.IGNORECASE,
)
# Characters behind the people who are counted in which it is said how they know.
_SAID_OF_THEM = 30
# A longer subject is a clause; the sentence will tell it.
_LONGEST_SUBJECT = 40
# Units in which a number may be written: ones, thousands, ten thousands, millions, hundreds of millions, and so on.
_SCALES = (1, 1e3, 1e4, 1e6, 1e8, 1e9, 1e12)


def new_figures(told: Told, said: str, new: Sequence[Item], spoken: Voice) -> Iterator[Change]:
    """Yield the figures of the new items that are news to one who was told `told` and could read `said`."""
    known = told_figures(told)
    for item in new:
        for figure in item.figures:
            if not _is_reported(figure, item) or any(agree_across(figure, other) for other in known):
                continue
            if _counts_who_tells(figure):
                continue
            if _stands_written(figure, said):
                # It was read over, perhaps, and is no news all the same.
                continue
            known.append(figure)
            yield Change(ChangeKind.NEW_FIGURE, _figure_words(figure, spoken), item.id)


def _stands_written(figure: Figure, text: str) -> bool:
    """Say whether a text holds the number as it may be written: 2900000, 2,900,000 or 2.9 (of millions)."""
    forms = set()
    for scale in _SCALES:
        number = abs(figure.amount) / scale
        if 1 <= number < 100_000 and (plain := f"{number:g}") and len(plain) > 1 and "e" not in plain:
            forms |= {plain, plain.replace(".", ",")}
    whole = f"{abs(figure.amount):.0f}"
    if abs(figure.amount) >= 1_000:
        grouped = f"{abs(figure.amount):,.0f}"
        forms |= {whole, grouped, grouped.replace(",", "."), grouped.replace(",", " ")}
    # A single digit stands in many texts, and says nothing.
    return any(re.search(rf"(?<![\d.,]){re.escape(form)}(?![.,]?\d)", text) for form in forms)


def _is_reported(figure: Figure, item: Item) -> bool:
    """Say whether the item opens with the figure: one further down is background."""
    if figure.sentence and figure.sentence in item.title:
        return True
    opening = (item.summary or item.content)[:_OPENING]
    return bool(figure.sentence) and (figure.sentence[:_OPENING] in opening or opening in figure.sentence)


def _counts_who_tells(figure: Figure) -> bool:
    """Say whether the figure is how many people an outlet has its news from."""
    _, counted, after = figure.sentence.partition(figure.unit)
    return is_counted(figure.unit) and bool(
        _WHO_TELLS.search(f"{counted}{after[:_SAID_OF_THEM]} {figure.subject}")
    )


def _figure_words(figure: Figure, spoken: Voice) -> str:
    """Return `13 pasta makers`, or `$50 million (fine)`."""
    amount = spoken.amount(figure.amount, figure.unit)
    subject = figure.subject.strip()
    if not subject or len(subject) > _LONGEST_SUBJECT or subject.casefold() in amount.casefold():
        return amount
    if _is_more_of(figure.unit, subject):
        return spoken.amount(figure.amount, subject)
    return f"{amount} ({subject})"


def _is_more_of(unit: str, subject: str) -> bool:
    """Say whether a subject is what is counted, with more words to it: “pasta makers” of makers."""
    words = subject.casefold().split()
    return unit.casefold() in (words[0], words[-1]) and "," not in subject
