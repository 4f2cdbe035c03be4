"""How well items are grouped when every one is, as a table: `python -m tests.eval.stories [-v]`."""

import sys
from collections import defaultdict
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import replace

from config.knowledge import load_knowledge
from digest.model.item import Reading
from digest.tags import language_of
from digest.understand.encoding.matter import Matter, matter
from digest.understand.grouping.group import Grouping, in_parts
from digest.understand.grouping.loose import Loose, loose
from digest.understand.grouping.weighing import Judge, judge
from digest.understand.read import read
from tests.beside import LABELLED
from tests.eval.scores import bcubed, pairs
from tests.eval.sets import EXAMS, REAL, TAUGHT, Case, load, load_demo, load_real

# An import comes in few large batches, pulls in many small ones.
LARGE, SMALL = 500, 20
DEVELOPMENT = LABELLED / "stories.jsonl"


def main(arguments: Sequence[str]) -> None:
    print("stories, every item grouped (F1 by B-cubed, F1 of pairs across languages)")
    print(f"  {'':12}{'items':>5}{f'{LARGE} at once':>16}{f'{SMALL} at once':>16}{'without vectors':>18}")
    untaught = {path.stem: load(path) for path in EXAMS}
    if DEVELOPMENT.exists():
        untaught["development"] = load(DEVELOPMENT)
    print_sets("sets that taught nothing", untaught, is_wordy="-v" in arguments)
    taught = {path.stem: load(path) for path in TAUGHT} | {"demo": load_demo()}
    taught |= {name: cases for name in REAL if (cases := load_real(name))}
    print_sets(
        "sets that taught the weights, or with which in view rules were written",
        taught,
        is_wordy="-v" in arguments,
    )


def print_sets(what: str, sets: Mapping[str, Sequence[Case]], *, is_wordy: bool) -> None:
    print(f"  {what}")
    # As if every item passed a gate: how well the gates are is measured through the program.
    knowledge = replace(load_knowledge(), key="everything grouped", group_all=True)
    for name, cases in sets.items():
        readings = read([case.item for case in cases], knowledge)
        bare = [replace(reading, vector=None) for reading in readings]
        truth = {case.item.id: case.story for case in cases}
        languages = languages_of(readings)
        found = [homes(readings, LARGE), homes(readings, SMALL), homes(bare, LARGE)]
        scores = [(bcubed(one, truth).f1, pairs(one, truth, languages).f1) for one in found]
        columns = (
            f"{all_items:.3f} " + (f"{across:.3f}" if across else "    -") for all_items, across in scores
        )
        print(f"  {name:12}{len(cases):5}" + "".join(f"{column:>16}" for column in columns))
        if is_wordy:
            print("\n".join(faults(cases, found[0])))


def languages_of(readings: Iterable[Reading]) -> dict[str, str]:
    """Return the language of each item, both scripts of Chinese as one."""
    return {reading.item.id: language_of(reading.item.language) for reading in readings}


def homes(
    readings: Iterable[Reading],
    batch: int,
    judge: Judge = judge,
    matter: Matter = matter,
    loose: Loose = loose,
) -> dict[str, str]:
    """Return the story of each item, when they come in batches."""
    grouping = Grouping(load_knowledge().places, judge, matter, loose)
    ordered = list(readings)
    found: dict[str, str] = {}
    for start in range(0, len(ordered), batch):
        part = ordered[start : start + batch]
        now = part[-1].item.published
        for some in in_parts(part, now):
            placements = grouping.place(some, now=now)
            became = {younger: one.story_id for one in placements for younger in one.joins}
            found = {item: became.get(story, story) for item, story in found.items()}
            found |= {one.item_id: one.story_id for one in placements}
    return found


def faults(cases: Sequence[Case], found: Mapping[str, str]) -> list[str]:
    """Return the titles of every story that was made of two, and of every one that was torn."""
    lines = []
    for what, key, other in (
        ("made of two", lambda case: found[case.item.id], lambda case: case.story),
        ("torn", lambda case: case.story, lambda case: found[case.item.id]),
    ):
        by = defaultdict(list)
        for case in cases:
            by[key(case)].append(case)
        for together in by.values():
            if len({other(case) for case in together}) > 1:
                lines += [
                    f"  {what}",
                    *(f"    {other(one):18.18} {one.item.language} {one.item.title}" for one in together),
                ]
    return lines


if __name__ == "__main__":
    main(sys.argv[1:])
