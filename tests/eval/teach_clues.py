"""`python -m tests.eval.teach_clues`: learn which words hint at news of the contest, and write `themes/clues.csv`.

Logistic regression on the words of titles and first lines. It is taught by the weeks of `data/`, where an item is news
of the contest if anybody filed a telling of its story or some telling names AI or a chip; by `data/clues.jsonl`, where
people said so of each; and by the development stream, where it is what another gate lets in.

Where half of the set and of the stream taught, clues let in of the other half 71 in a hundred that no other gate did
though they are of the contest, eight of their look-alikes, and one of other real news; of `kelp`, `onyx` and `pine`,
which teach nothing, 25 of 38 items of a theme.
"""

import csv
from collections import Counter
from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass
from itertools import chain

import numpy as np

from config.knowledge import load_knowledge
from digest.understand.actors import Names
from digest.understand.cut_text import CutText
from digest.understand.languages.detect import detect
from digest.understand.themes.clues import CLUES, Clues, clues_in
from digest.understand.themes.gates import OPENING_KINDS, Evidence, Gates
from digest.understand.tokens import is_in_runs, pieces
from tests.eval.logistic import Numbers, fitted
from tests.eval.rows import Row, read_rows
from tests.eval.sets import DATA, TAUGHT, stream

SET = DATA / "clues.jsonl"
# How loud each is told beside the weeks: the stream is many items, and most that only clues is in the set.
_OF_STREAM, _OF_SET = 0.6, 3.0
# How loud what another gate lets in is told beside the rest, which is what clues are for.
_LET_IN = 0.3
# Of a word that fewer items hold nothing can be learned.
_FEWEST = 3
# What is added for the square of a weight; a weight below the least is left out.
_RIDGE, _LEAST = 0.1, 1.0


@dataclass(frozen=True)
class Told:
    """An item, and what it teaches."""

    words: set[str]
    is_contest: bool
    loudness: float


def main() -> None:
    weights = learned(told := list(chain(_weeks(), _set(), _stream())))
    with CLUES.open("w", encoding="utf-8", newline="") as file:
        out = csv.writer(file, lineterminator="\n")
        out.writerow(["word", "weight"])
        out.writerows((word, f"{weight:.1f}") for word, weight in weights.items())
    print(f"{len(weights) - 1} words that hint, from {len(told)} items")


def learned(told: Sequence[Told]) -> dict[str, float]:
    """Return what words weigh, in their order; first, for no word, what is added always."""
    counts = Counter(chain.from_iterable(one.words for one in told))
    others = _of_other_gates()
    # A number says of which year a set is, and no more.
    known = sorted(
        word
        for word, count in counts.items()
        if count >= _FEWEST and word not in others and any(map(str.isalpha, word))
    )
    at = {word: column for column, word in enumerate(known)}
    rows = [[at[word] for word in one.words if word in at] for one in told]
    row = np.repeat(np.arange(len(rows)), list(map(len, rows)))
    column = np.array(list(chain.from_iterable(rows)), int)
    share = 1 / np.sqrt([max(len(one.words), 1) for one in told])[row]

    def sums(weights: Numbers) -> Numbers:
        return weights[0] + np.bincount(row, share * weights[1 + column], len(rows))

    def back(by_row: Numbers) -> Numbers:
        return np.concatenate([[by_row.sum()], np.bincount(column, share * by_row[row], len(known))])

    always, *each = fitted(
        sums,
        back,
        wanted=np.array([one.is_contest for one in told], float),
        loudness=np.array([one.loudness for one in told]),
        ridge=np.array([0.0] + [_RIDGE] * len(known)),
    ).tolist()
    return {"": always} | {word: one for word, one in zip(known, each, strict=True) if abs(one) >= _LEAST}


def _of_other_gates() -> set[str]:
    """Return the words that other gates look at: of "Ai Weiwei" they know that it is none, and clues would not."""
    knowledge = load_knowledge()
    anchors = (term.text for terms in knowledge.anchors.values() for term in terms)
    aliases = (alias for actor in knowledge.actors if actor.kind in OPENING_KINDS for alias in actor.aliases)
    phrases = [[piece.rstrip("*") for piece in pieces(text)] for text in chain(anchors, aliases)]
    # One word, or one of two characters.
    words = ["".join(phrase) for phrase in phrases if len(phrase) == 1 or list(map(len, phrase)) == [1, 1]]
    return set(chain.from_iterable(clues_in([*word] if is_in_runs(word) else [word]) for word in words))


def _weeks() -> Iterator[Told]:
    look = _other_gates()
    for path in TAUGHT:
        rows = [(row, *look(row)) for row in read_rows(path)]
        stories = {row["story"] for row, _, found in rows if row["themes"] or found.about_ai}
        for row, words, found in rows:
            yield Told(words, row["story"] in stories, _LET_IN if found.gate_open else 1.0)


def _set() -> Iterator[Told]:
    look = _other_gates()
    for row in read_rows(SET):
        words, found = look(row)
        yield Told(words, row["is_contest"], _OF_SET * (_LET_IN if found.gate_open else 1.0))


def _stream() -> Iterator[Told]:
    look = _other_gates()
    items = stream()
    if not items:
        raise SystemExit("the development stream is not there, from which other news is learned")
    for item in items:
        words, found = look({"title": item.title, "summary": item.summary})
        yield Told(words, found.gate_open, _OF_STREAM * (_LET_IN if found.gate_open else 1.0))


def _other_gates() -> Callable[[Row], tuple[set[str], Evidence]]:
    """Return what tells of a row its words, and what all gates but clues say of it."""
    knowledge = load_knowledge()
    names = Names(knowledge)
    gates = Gates(knowledge, names.kinds, clues=Clues({}, -np.inf))

    def look(row: Row) -> tuple[set[str], Evidence]:
        text = CutText(row["title"], row["summary"])
        language = detect(f"{row['title']}\n{row['summary']}", row.get("language"))
        found = gates.weigh(text, names.find(text.tokens, text.joints), language=language)
        return clues_in(text.tokens), found

    return look


if __name__ == "__main__":
    main()
