"""A sentence of a script with spaces between its words, cut into tokens, with the grammar of its language."""

import re
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from functools import cache
from typing import Literal

from digest.understand.figures import currencies, units
from digest.understand.figures.digits import read_digits
from digest.understand.figures.west.grammar import Grammar, grammar_of
from digest.understand.figures.west.grammar.number_words import HALF, ONE, SCALES, WORDS

HYPHENS = ("-", "‑")
DASHES = frozenset(("-", "–", "—", "‑", "~"))
STOPS = frozenset(".!?")
CLAUSE_ENDS = frozenset(",;:.!?()[]–—|•…/")
_GENITIVES = ("'s", "’s")
# Shorter words are small in headlines, too, and of fewer longer ones a few names may be all; some are brands, as iPhone.
_LONGER, _FEWEST, _NEARLY_ALL = 4, 3, 0.7

Kind = Literal["number", "code", "elision", "word", "mark"]
"""A token's: digits, a currency's code before some, a vowel's loss as in l' and d', a word, or any other sign."""


@dataclass(frozen=True, slots=True)
class Token:
    kind: Kind
    text: str
    low: str
    start: int
    end: int

    @property
    def is_genitive(self) -> bool:
        return self.low.endswith(_GENITIVES)


# The first scale of 5m-6m is a word; the rest of GPT-4 is not.
_WORD = r"(?:[A-Z]\.){2,}|(?<=\d)[kmbKMB]n?(?=[-‑]\d)|[^\W\d_][^\W_]*(?:[-‑.]\d[^\W_]*)*(?:['’](?:s|S|[^\W\d_]{3,})\b)?"
# $US5 million has whose dollars they are behind their sign.
_CODE = r"(?:RMB|RM|USD|EUR|CNY|GBP|CHF|INR|JPY|KRW|SGD|AUD|CAD|TWD|HKD|Rs\.?)(?=\s?\d)|(?<=\$)(?:US|A|C|NZ|HK|S)(?=\d)"
_ELISION = r"\b(?:[dlnscjmtDLNSCJMT]|[Qq]u|[Jj]usqu|[Ll]orsqu|[Pp]uisqu)['’]"
_GROUPED = "\\d{1,3}(?:[\u00a0\u202f\u2009]\\d{3})+(?!\\d)(?:[.,]\\d+)?"
_PLAIN = r"\d+(?:[.,'’]\d+)*"


# "1 234 567" with plain spaces; where "May 25 300 engineers" is possible, only with noughts.
_SPACED = r"\d{1,3}(?: \d{3})+(?!\d)(?:,\d+)?"
_SPACED_NOUGHTS = r"\d{1,3}(?: 000)+(?!\d)"


@cache
def _tokeniser(*, spaces_part_thousands: bool, elides: bool) -> re.Pattern[str]:
    spaced = _SPACED if spaces_part_thousands else _SPACED_NOUGHTS
    elision = rf"(?P<elision>{_ELISION})|" if elides else ""
    return re.compile(
        rf"(?P<number>{spaced}|{_GROUPED}|{_PLAIN})|(?P<code>{_CODE})|{elision}(?P<word>{_WORD})|(?P<mark>[^\w\s]|_)"
    )


def _tokens(text: str, grammar: Grammar) -> tuple[Token, ...]:
    pattern = _tokeniser(spaces_part_thousands=grammar.spaces_part_thousands, elides=grammar.elides)
    # The pattern's groups are named as the kinds are. Where many are made, a cast would be one more call for each.
    return tuple(
        Token(match.lastgroup, match[0], match[0].lower(), match.start(), match.end())  # type: ignore[arg-type]
        for match in pattern.finditer(text)
    )


class Sentence:
    """The tokens of a sentence and what its language's words do. Places outside it hold nothing."""

    def __init__(self, text: str, language: str, dates: Sequence[tuple[int, int]]) -> None:
        self.text = text
        self.grammar: Grammar = grammar_of(language)
        self.tokens = _tokens(text, self.grammar)
        self.numbers: Mapping[str, float] = WORDS.get(language, {})
        self.scales: Mapping[str, float] = SCALES.get(language, SCALES["en"])
        self.ones = ONE.get(language, frozenset())
        self.half = HALF.get(language, frozenset())
        self.is_title_case = _is_title_case(self.tokens)
        self._language = language
        self._dates = dates

    def __len__(self) -> int:
        return len(self.tokens)

    def token(self, place: int) -> Token | None:
        return self.tokens[place] if 0 <= place < len(self.tokens) else None

    def low(self, place: int) -> str:
        return self.tokens[place].low if 0 <= place < len(self.tokens) else ""

    def is_word(self, place: int) -> bool:
        return 0 <= place < len(self.tokens) and self.tokens[place].kind == "word"

    def says(self, place: int, phrase: Sequence[str]) -> bool:
        """Say whether these words stand from the place on."""
        return all(self.low(place + step) == word for step, word in enumerate(phrase))

    def touches(self, place: int) -> bool:
        """Say whether the token follows the one before it without a space."""
        return 0 < place < len(self.tokens) and self.tokens[place].start == self.tokens[place - 1].end

    def is_hyphen(self, place: int) -> bool:
        """Say whether a hyphen at the place joins what stands on both sides of it."""
        return self.low(place) in HYPHENS and self.touches(place) and self.touches(place + 1)

    def after_hyphens(self, place: int) -> int:
        """Return the last place of the compound that begins at `place`."""
        while self.is_hyphen(place + 1):
            place += 2
        return place

    def in_date(self, token: Token) -> bool:
        return any(start <= token.start < end for start, end in self._dates)

    def amount_of(self, token: Token) -> float | None:
        """Return what digits amount to; None for versions, dates and other non-numbers."""
        return read_digits(token.text, self._language)

    def slice(self, first: int, last: int) -> str:
        """Return the text from one token to another, both with it."""
        return self.text[self.tokens[first].start : self.tokens[last].end]

    def is_scale(self, place: int) -> bool:
        return self.low(place) in self.scales

    def is_digits(self, place: int) -> bool:
        return 0 <= place < len(self.tokens) and self.tokens[place].kind == "number"

    def is_genitive(self, place: int) -> bool:
        token = self.token(place)
        return token is not None and token.is_genitive

    def is_number(self, place: int) -> bool:
        """Say whether a number stands at the place, in digits or in a word."""
        token = self.token(place)
        return token is not None and (token.kind == "number" or token.low in self.numbers)

    def begins_no_noun(self, place: int) -> bool:
        """Say whether no noun's phrase can begin at the place: there is no word, or one that ends such a phrase."""
        return not self.is_word(place) or self.tokens[place].low in self.grammar.ends

    def is_link(self, place: int) -> bool:
        """Say whether a token leads up to a number and says nothing of what it measures."""
        token = self.tokens[place]
        grammar = self.grammar
        return token.kind in ("number", "mark", "code") or (
            self._is_unit(place)
            or token.low in self.scales
            or token.low in grammar.verbs
            or token.low in grammar.ends
            or token.low in grammar.about
            or token.low in grammar.articles
            or token.low in units.PERCENT
            or token.low in currencies.MONEY
        )

    def _is_unit(self, place: int) -> bool:
        """Say whether a word hangs on to a number: the kilograms of a 243-kilogram tuna."""
        before = place - 1
        if self.low(before) in HYPHENS:
            before -= 1
        if before < 0 or self.tokens[before].kind != "number" or not self.touches(place):
            return False
        return before < place - 1 or self.tokens[place].text in units.SI

    def is_money_sign(self, place: int) -> bool:
        return self.low(place) in currencies.SYMBOLS


def _is_title_case(tokens: Sequence[Token]) -> bool:
    """Say whether nearly all longer words have capitals, as in English headlines."""
    longer = [token for token in tokens if token.kind == "word" and len(token.text) >= _LONGER]
    capitals = sum(token.text[0].isupper() for token in longer)
    return len(longer) >= _FEWEST and capitals >= _NEARLY_ALL * len(longer)
