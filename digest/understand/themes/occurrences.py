"""A term's parts and where they are found in, where the term is said out: its parts close together in one sentence."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from itertools import pairwise
from typing import Any, NamedTuple

from digest.model.theme import Term
from digest.understand.selection import Hit
from digest.understand.tokens import STOPS, is_in_runs

# The parts of a term stand within so many tokens of each other; characters are tokens in Chinese and Japanese.
_NEAR_WORDS, _NEAR_CHARACTERS = 9, 14


@dataclass(frozen=True, slots=True)
class Said:
    """A term that a text says."""

    owner: str
    """The theme or anchor that the term speaks for."""
    term: Term
    parts: tuple[tuple[int, int], ...]
    """Where its parts stand: from which token to before which."""
    at: tuple[int, ...]
    """The tokens that they are."""


class Rule(NamedTuple):
    """A term, as the numbers of its parts."""

    owner: str
    term: Term
    parts: tuple[int, ...]


def occurrences(rule: Rule, hits: Mapping[int, Sequence[Hit[Any]]], tokens: Sequence[str]) -> list[Said]:
    if len(rule.parts) == 1:
        return [_said(rule, [hit]) for hit in hits[rule.parts[0]]]
    near = _near([hits[part] for part in rule.parts], tokens)
    return [_said(rule, near)] if near else []


def _said(rule: Rule, parts: Sequence[Hit[Any]]) -> Said:
    stand = tuple((hit.start, hit.end) for hit in parts)
    return Said(rule.owner, rule.term, stand, tuple(at for start, end in stand for at in range(start, end)))


def _near(choices: Sequence[Sequence[Hit[Any]]], tokens: Sequence[str]) -> list[Hit[Any]] | None:
    """Return one hit of each part, close together and none on top of another; None when there are none such.

    Each hit of the first part is tried with those hits of the others that are nearest to it in its sentence.
    """
    for anchor in choices[0]:
        chosen = [anchor]
        start, end = _sentence(tokens, anchor, len(choices))
        for others in choices[1:]:
            free = [
                hit
                for hit in others
                if start <= hit.start
                and hit.end <= end
                and all(hit.end <= one.start or one.end <= hit.start for one in chosen)
            ]
            if not free:
                break
            chosen.append(min(free, key=lambda hit: (abs(hit.start - anchor.start), hit.start)))
        if len(chosen) == len(choices) and _stand_close(chosen, tokens):
            return chosen
    return None


def _sentence(tokens: Sequence[str], around: Hit[Any], parts: int) -> tuple[int, int]:
    """Return from where to where a sentence goes, as far as terms of so many parts may stand from each other."""
    reach = _NEAR_CHARACTERS * parts
    first, last = max(0, around.start - reach), min(len(tokens), around.end + reach)
    start = next((at + 1 for at in range(around.start - 1, first - 1, -1) if tokens[at] in STOPS), 0)
    end = next((at for at in range(around.end, last) if tokens[at] in STOPS), len(tokens))
    return start, end


def _stand_close(chosen: Sequence[Hit[Any]], tokens: Sequence[str]) -> bool:
    ordered = sorted(chosen, key=lambda hit: hit.start)
    return all(
        right.start - left.end <= (_NEAR_CHARACTERS if is_in_runs(tokens[right.start]) else _NEAR_WORDS)
        and not STOPS.intersection(tokens[left.end : right.start])
        for left, right in pairwise(ordered)
    )
