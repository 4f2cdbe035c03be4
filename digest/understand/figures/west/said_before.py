"""What the words before a number lend it: "the number of visas rose to 85,000", "weekly users rose to 800 million"."""

from digest.understand.figures.west.found import Found
from digest.understand.figures.west.grammar import NounOrder
from digest.understand.figures.west.grammar.shape import words
from digest.understand.figures.west.phrases import phrase_before
from digest.understand.figures.west.sentence import CLAUSE_ENDS, STOPS, Sentence

_YEARS = range(1900, 2100)
_THOUSAND = 1e3
# "the number of visas ... rose to 85,000"
_NUMBER_OF_FAR = 16
# What leads up to how many there are, and is said of nothing else.
_REACHED = words(
    "to hit hits reach reached reaches top topped tops pass passed surpass surpassed exceed exceeded exceeds numbered à "
    "atteint atteignent dépassé dépasse dépassent auf erreicht erreichte erreichen überschritten a hasta alcanzó alcanza "
    "alcanzaron superó supera superan superaron raggiunto raggiunge superato para atingiu atingiram"
)
# Where a growth leads to: what stands behind is a level, and no growth.
LEVELS = words("to auf a à hasta para")


def from_number_of(sentence: Sentence, one: Found) -> Found | None:
    """Read "the number of visas rose to 85,000"."""
    grammar = sentence.grammar
    # "the number of jobs fell 8 %, to 14,200": where it leads to, whatever stands between.
    leads_to = sentence.low(one.first - 1) in LEVELS | grammar.against
    for at in range(one.first - 1, max(-1, one.first - _NUMBER_OF_FAR), -1):
        token = sentence.tokens[at]
        if token.text in (STOPS if leads_to else CLAUSE_ENDS):
            return None
        if token.kind == "number" and not leads_to and not sentence.in_date(token):
            return None
        if sentence.low(at) not in grammar.number_of or sentence.low(at + 1) not in grammar.of:
            continue
        start = at + 2
        start += sentence.low(start) in grammar.articles
        stop = start
        while stop < one.first and sentence.is_word(stop) and not sentence.is_link(stop):
            stop += 1
        if stop == start:
            return None
        noun = start if grammar.order is NounOrder.FIRST else stop - 1
        return one.counting(sentence.tokens[noun].text, sentence.slice(start, stop - 1))
    return None


def from_subject(sentence: Sentence, one: Found) -> Found | None:
    """Read "weekly users rose to 800 million", "las descargas llegaron a 15 millones": counted before their verb."""
    grammar = sentence.grammar
    if one.amount < _THOUSAND or is_year_like(sentence, one):
        return None
    at = one.first - 1
    while sentence.low(at) not in _REACHED and (
        sentence.low(at) in grammar.about or sentence.low(at) in grammar.articles
    ):
        at -= 1
    if sentence.low(at) not in _REACHED:
        return None
    subject = phrase_before(sentence, one.first)
    head = head_of(sentence, subject)
    if head.lower() not in grammar.counted | grammar.tallied:
        return None
    return one.counting(head, subject)


def head_of(sentence: Sentence, phrase: str) -> str:
    """Return the noun of a phrase: the first of "entreprises mondiales", the last of "Chinese firms"."""
    nouns = phrase.split() or [""]
    return nouns[0] if sentence.grammar.order is NounOrder.FIRST else nouns[-1]


def is_year_like(sentence: Sentence, one: Found) -> bool:
    text = sentence.tokens[one.first].text
    return len(text) == 4 and text.isdecimal() and int(text) in _YEARS
