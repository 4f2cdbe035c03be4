"""What a number is said of: the noun's phrase behind it, or the words before its verb."""

from collections.abc import Sequence

from digest.understand.figures import units
from digest.understand.figures.stated import Stated
from digest.understand.figures.west.grammar.shape import NounOrder, words
from digest.understand.figures.west.names import is_part_of_name
from digest.understand.figures.west.sentence import CLAUSE_ENDS, HYPHENS, Sentence

# Before a phrase: 38 per cent of the experts, $5 billion in loans, 20 Milliarden für Chips.
_LEADING = words(
    "of in for on from worth de d' d’ du des der von del an en pour para für di dei degli delle della do da dos das"
)
# Before an "of" these name no thing: upwards of $5 billion.
_AMOUNTS = words(
    "upwards maximum minimum total excess average record sum amount montant total maximum moyenne máximo mínimo"
)
# "chips worth more than $40 million bound for Shanghai": what is priced stands before these.
_PRICED_BEFORE = words("worth than at by")
_MOVED = words("up down to")
# Behind a measure these say where or how: 40 km north, 30 cm long, 90 per cent ready.
_NO_NOUNS = words(
    "north south east west northwest northeast southwest southeast above below underground long high wide deep tall "
    "thick old ready adrift feel due"
)
_DAYS = words("monday tuesday wednesday thursday friday saturday sunday today yesterday")
_RELATIVE = words("that which who qui que")
_PASSIVE = words("is are was were be been being")
_LONGEST_AFTER = 5
_LONGEST_BEFORE = 7
_CLAUSE = 24


def subject_of(sentence: Sentence, first: int, after: int, unit: str, found: Sequence[Stated]) -> str:
    """Return what an amount is said of; `found` are the numbers of the sentence, in its order."""
    start = sentence.tokens[first].start
    earlier = [stated for stated in found if stated.end <= start and stated.subject]
    last = max(earlier, key=lambda stated: stated.end, default=None)
    if last and unit in units.CURRENCIES and sentence.low(first - 1) == "(":
        # "51.8 billion yuan (US$7.4 billion)"
        return last.subject
    named = _phrase_of(sentence, first) if unit in units.CURRENCIES else ""
    behind = _phrase_behind(sentence, after, unit) or _phrase_around(sentence, first, after, unit)
    is_listed = sentence.low(first - 1) in sentence.grammar.ands
    phrase = named or behind or ("" if last and is_listed else phrase_before(sentence, first))
    if _is_time(sentence, phrase):
        phrase = ""
    # A clause that opens with the number says it of what the last one spoke of.
    if last and not phrase:
        return last.subject
    if spoken_of := next((stated for stated in earlier if _stands_in(sentence, phrase, stated)), None):
        return spoken_of.subject
    return (
        phrase
        or phrase_before(sentence, first, clauses=2)
        or phrase_after(sentence, after)
        or sentence.text[:80].strip()
    )


def _is_time(sentence: Sentence, phrase: str) -> bool:
    """Say whether a phrase is only a time: five years, an plus tôt."""
    first, *others = phrase.lower().split() or [""]
    durations = sentence.grammar.durations
    return first in durations or (len(others) == 1 and others[0] in durations)


def _stands_in(sentence: Sentence, phrase: str, stated: Stated) -> bool:
    """Say whether an amount is what the phrase tells of: "the margin widened 140 points", but "an index of 30 stocks"."""
    at = sentence.text.find(phrase)
    if stated.end <= at or at + len(phrase) <= stated.start:
        return False
    grammar = sentence.grammar
    before = next(place for place, token in enumerate(sentence.tokens) if token.start == stated.start) - 1
    while sentence.low(before) in (grammar.about | grammar.articles) - grammar.of:
        before -= 1
    return not (
        sentence.low(before) in grammar.ends | grammar.of or sentence.low(before).endswith(("'s", "’s"))
    )


def _phrase_behind(sentence: Sentence, after: int, unit: str) -> str:
    """Read "38% of the experts", "144GB of memory", "$5 billion in loans", "3 milliards d'euros d'aides", "1.5x the memory"."""
    low = sentence.low(after)
    grammar = sentence.grammar
    if unit not in units.CURRENCIES | {"x"} and low in grammar.of | grammar.of_whole:
        return phrase_after(sentence, after)
    if unit == "x" and (low in grammar.possessives or low == "the"):
        return phrase_after(sentence, after)
    if unit in units.CURRENCIES and low in grammar.of_money:
        phrase = phrase_after(sentence, after)
        # "in China", "in the quarter": where and when, not what.
        is_what = phrase[:1].islower() and not grammar.durations & set(phrase.split())
        return phrase if is_what or low in grammar.of else ""
    return ""


def _phrase_around(sentence: Sentence, first: int, after: int, unit: str) -> str:
    """Read "a $250,000 fine", "its 4% stake", "a 150-megawatt plant", "$45 million deal"."""
    grammar = sentence.grammar
    at = after + (sentence.low(after) in HYPHENS)
    if unit == "x" or not sentence.is_word(at):
        return ""
    before = sentence.low(first - 1)
    is_behind_article = before in grammar.articles
    is_inside = is_behind_article or at != after
    if not is_inside and not (
        _may_stand_beside(sentence, at, unit) and before not in _no_attribute(sentence, unit)
    ):
        return ""
    # Behind an article even a verb is a noun, the 1.5 trillion yen cost; a 5 % rise is still one of something.
    is_verb = sentence.low(after) in grammar.verbs and not (is_behind_article and unit != "%")
    if sentence.low(after) in grammar.ends or is_verb:
        return ""
    return phrase_after(sentence, at)


def _no_attribute(sentence: Sentence, unit: str) -> frozenset[str]:
    """Return the words before an amount that is no attribute of what follows it: "fell 5% overnight"."""
    return _PRICED_BEFORE if unit in units.CURRENCIES else _PRICED_BEFORE | _MOVED | sentence.grammar.verbs


def _may_stand_beside(sentence: Sentence, at: int, unit: str) -> bool:
    """Say whether a noun stands behind an amount without an article: "$887 price tags", "64GB RAM"."""
    if not sentence.grammar.nouns_stand_beside_amounts:
        return False
    token = sentence.tokens[at]
    # "is $30 cheaper", but "a $30 dimmer switch"; "27% returned", but "a 5% reduced rate", "80W wired charging".
    is_told = token.low.endswith("er") or (unit == "%" and token.low.endswith("ed"))
    is_adverb = token.low.endswith("ly") or token.low in sentence.grammar.durations or token.low in _NO_NOUNS
    is_noun = token.text.islower() or token.text.isupper() or sentence.is_title_case
    return not is_told and not is_adverb and (is_noun or _names_what_follows(sentence, at))


def _names_what_follows(sentence: Sentence, at: int) -> bool:
    """Say whether a name stands before the noun that it belongs to: "$1bn Oracle deal", but "$1bn Monday"."""
    grammar = sentence.grammar
    noun = sentence.token(at + 1)
    if noun is None or not noun.text.islower() or sentence.is_link(at + 1) or noun.low.endswith(("ed", "ly")):
        return False
    return noun.low not in grammar.verbs | grammar.ends and sentence.low(at) not in _DAYS


def phrase_after(sentence: Sentence, place: int) -> str:
    """Return the noun's phrase that stands at the place or follows an "of" there."""
    grammar = sentence.grammar
    at = place
    if sentence.low(at) in _LEADING:
        at += 1
        at += sentence.low(at) == "of"
    while sentence.low(at) in grammar.articles:
        at += 1
    start = at
    while at < min(start + _LONGEST_AFTER, len(sentence)) and _goes_on(sentence, start, at):
        at += 1
    while at > start and _is_no_end(sentence, at - 1):
        at -= 1
    return sentence.slice(start, at - 1) if at > start else ""


def _goes_on(sentence: Sentence, start: int, at: int) -> bool:
    token = sentence.tokens[at]
    grammar = sentence.grammar
    if token.text in "-‑&":
        return at > start and sentence.touches(at)
    if token.text == ".":
        # U.S. electricity
        return at > start and sentence.touches(at) and len(sentence.tokens[at - 1].text) == 1
    if token.kind not in ("word", "elision"):
        return False
    if at > start and sentence.is_hyphen(at - 1):
        # The added of "value-added tax" is no verb.
        return True
    if token.low in grammar.of:
        return at > start and at + 1 < len(sentence)
    return token.low not in grammar.ends and not (at > start and token.low in grammar.verbs)


def _is_no_end(sentence: Sentence, place: int) -> bool:
    low = sentence.low(place)
    return low in sentence.grammar.of or low in sentence.grammar.ends or sentence.tokens[place].kind == "mark"


def phrase_before(sentence: Sentence, place: int, *, clauses: int = 1) -> str:
    """Return what a verb before the number is said of: the words left of it in its clause, without the verb."""
    if phrase := _phrase_of(sentence, place):
        return phrase
    grammar = sentence.grammar
    start, end = _clause_start(sentence, place, clauses), place
    if relative := _before_relative(sentence, start, end):
        return relative
    while end > start and _leads_up(sentence, end - 1):
        end -= 1
    for at in range(end - 1, start - 1, -1):
        if sentence.low(at) in grammar.clause_words:
            start = at + 1
            break
    start, end = _beside_verb(sentence, start, end, place)
    start = _phrase_start(sentence, start, end)
    return sentence.slice(start, end - 1) if end > start else ""


def _leads_up(sentence: Sentence, place: int) -> bool:
    """Say whether a word before a number is no end of what it is said of: no verb, no d', but the 4 of Grok 4."""
    if sentence.tokens[place].kind == "number" and is_part_of_name(sentence, place):
        return False
    return sentence.is_link(place) or sentence.tokens[place].kind == "elision"


def _before_relative(sentence: Sentence, start: int, place: int) -> str:
    """Read "a data hub that needs 2.6 GW": the noun before "that", where only a verb follows it."""
    at = place - 1
    while at > start and sentence.is_link(at) and sentence.low(at) not in _RELATIVE:
        at -= 1
    if at <= start or sentence.low(at) not in _RELATIVE or at == place - 1:
        return ""
    first = at
    while first > max(start, at - _LONGEST_AFTER) and not sentence.is_link(first - 1):
        first -= 1
    return sentence.slice(first, at - 1) if first < at else ""


def _phrase_of(sentence: Sentence, place: int) -> str:
    """Read "a fine of", "une valorisation de", "eine Strafe von": the noun that the number belongs to."""
    grammar = sentence.grammar
    at = place - 1
    while sentence.low(at) in grammar.about and sentence.low(at) not in grammar.of:
        at -= 1
    if sentence.low(at) not in grammar.of:
        return ""
    start = at
    while start > max(0, at - _LONGEST_AFTER) and (
        not sentence.is_link(start - 1)
        or (start < at and _is_within_noun(sentence, start - 1))
        or (start == at and _is_gerund(sentence, start - 1))
    ):
        start -= 1
    is_noun = start < at and sentence.low(at - 1) not in _AMOUNTS
    return sentence.slice(start, at - 1) if is_noun else ""


def _is_within_noun(sentence: Sentence, place: int) -> bool:
    """Say whether an "of" joins the words of one noun: tour de table, valorisation du groupe."""
    grammar = sentence.grammar
    return grammar.order is NounOrder.FIRST and sentence.low(place) in grammar.of - grammar.articles


def _clause_start(sentence: Sentence, place: int, clauses: int) -> int:
    least = max(-1, place - _CLAUSE * clauses)
    at = place - 1
    while at > least:
        if sentence.tokens[at].text in CLAUSE_ENDS:
            clauses -= 1
            if clauses == 0:
                break
        at -= 1
    return at + 1


def _beside_verb(sentence: Sentence, start: int, end: int, place: int) -> tuple[int, int]:
    """Return where the subject stands, of a clause that has a verb before its last phrase, too.

    "Nvidia saw its value pass 5 trillion", "to cut prices by 40 %", "put the loss at 5 billion": what stands right
    before the number's own verb, or is changed by so much, or put at it. "Cyient to acquire Kinetic for $93 million":
    what stands before the verb.
    """
    grammar = sentence.grammar
    verbs = [at for at in range(start + 1, end) if _is_verb(sentence, at)]
    if not verbs:
        return start, end
    between = sentence.tokens[end:place]
    lows = [token.low for token in between]
    is_one_clause = all(token.kind == "word" for token in between) and not grammar.ands & set(lows)
    is_of_verb = any(low in grammar.verbs for low in lows)
    is_up_to = lows[:2] in (["up", "to"], ["as", "high"], ["as", "much"])
    is_changed = lows[:1] == ["by"] and sentence.low(verbs[-1]) not in _PASSIVE
    is_put_at = sentence.low(verbs[-1]) in grammar.puts
    if is_one_clause and (is_of_verb or is_up_to or is_changed or is_put_at):
        return verbs[-1] + 1, end
    stop = verbs[0]
    while stop > start and sentence.is_link(stop - 1):
        stop -= 1
    return (start, stop) if stop > start else (start, end)


def _is_verb(sentence: Sentence, at: int) -> bool:
    low = sentence.low(at)
    return low in sentence.grammar.verbs and not _is_gerund(sentence, at) and not _is_noun(sentence, at)


def _is_gerund(sentence: Sentence, at: int) -> bool:
    """Say whether it is a noun as often as a verb, and no verb that has the subject before it: families' spending."""
    return sentence.low(at).endswith(sentence.grammar.gerunds)


def _is_noun(sentence: Sentence, at: int) -> bool:
    """Say whether what may be a verb is none, behind an article: l'offre, but "das kostet"."""
    has_capital = sentence.tokens[at].text[0].isupper()
    may_be_noun = has_capital or not sentence.grammar.nouns_have_capitals
    is_behind_article = sentence.low(at - 1) in sentence.grammar.articles
    return may_be_noun and is_behind_article and sentence.low(at) in sentence.grammar.verbs


def _phrase_start(sentence: Sentence, start: int, end: int) -> int:
    grammar = sentence.grammar
    if end - start > _LONGEST_BEFORE:
        start = end - _LONGEST_BEFORE
        # Not from the middle of a phrase: from an article, if one is near.
        for at in range(start, end - 1):
            if sentence.low(at) in grammar.articles and sentence.low(at - 1) not in grammar.of:
                start = at
                break
    for at in range(end - 2, start, -1):
        if sentence.low(at) in grammar.possessives:
            start = at + 1
            break
    while start < end and sentence.is_link(start) and not _is_noun(sentence, start):
        start += 1
    return start
