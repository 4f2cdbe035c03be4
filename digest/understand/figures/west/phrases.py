"""A noun's phrase beside a number: what stands behind it, what its verb is said of, what an "of" joins to it."""

from digest.understand.figures.west.grammar.shape import NounOrder, words
from digest.understand.figures.west.names import is_part_of_name
from digest.understand.figures.west.sentence import CLAUSE_ENDS, Sentence

# Before a phrase: 38 per cent of the experts, $5 billion in loans, 20 Milliarden für Chips.
_LEADING = words(
    "of in for on from worth de d' d’ du des der von del an en pour para für di dei degli delle della do da dos das"
)
# Before an "of" these name no thing: upwards of $5 billion.
_AMOUNTS = words(
    "upwards maximum minimum total excess average record sum amount montant moyenne máximo mínimo importe höhe wert summe"
)
# And these say that it is the sum of what was counted before: fines for a total of, Chips im Wert von.
_SUMS = words("total sum amount worth montant importe höhe wert summe")
_RELATIVE = words("that which who qui que")
_PASSIVE = words("is are was were be been being")
# Before a participle: a été relevé de 3 %.
_BEEN = words("été être")
_LONGEST_AFTER = 5
_LONGEST_BEFORE = 7
_CLAUSE = 24


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


def whole_after(sentence: Sentence, place: int) -> str:
    """Return the noun's phrase that a share is of; none where its verb follows: acht von zehn melden."""
    is_verb = sentence.grammar.nouns_have_capitals and sentence.low(place) in sentence.grammar.verbs
    return "" if is_verb else phrase_after(sentence, place)


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
    if phrase := phrase_of(sentence, place):
        return phrase
    grammar = sentence.grammar
    start, end = _clause_start(sentence, place, clauses), place
    if relative := _before_relative(sentence, start, end):
        return relative
    amount = ""
    while end > start and (_leads_up(sentence, end - 1) or sentence.low(end - 1) in _AMOUNTS):
        end -= 1
        if sentence.low(end) in _AMOUNTS:
            amount = sentence.tokens[end].text
    if end == start:
        return amount
    for at in range(end - 1, start - 1, -1):
        if sentence.low(at) in grammar.clause_words:
            start = at + 1
            break
    start, end = _beside_verb(sentence, start, end, place)
    while end > start and sentence.low(end - 1) in grammar.deeds:
        end -= 1
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


def phrase_of(sentence: Sentence, place: int) -> str:
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
    is_participle = start == at - 1 and sentence.low(start - 1) in _BEEN | grammar.having
    # "un montant cumulé de"
    named = start if grammar.order is NounOrder.FIRST else at - 1
    is_noun = start < at and not is_participle and sentence.low(named) not in _AMOUNTS
    return sentence.slice(start, at - 1) if is_noun else ""


def is_sum_before(sentence: Sentence, place: int) -> bool:
    """Say whether the words before a number say only that it is the sum of something."""
    grammar = sentence.grammar
    at = place - 1
    while sentence.low(at) in grammar.about | grammar.of:
        at -= 1
    return at < place - 1 and bool({sentence.low(at), sentence.low(at - 1)} & _SUMS)


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

    "Nvidia saw its value pass 5 trillion", "to cut prices by 40 %", "cut its price from $5 to $3", "put the loss at 5
    billion": what stands right before the number's own verb, or is changed by so much, or put at it. "Cyient to acquire
    Kinetic for $93 million": what stands before the verb.
    """
    grammar = sentence.grammar
    verbs = [
        at for at in range(start + 1, end) if _is_verb(sentence, at) or sentence.low(at) in grammar.changing
    ]
    if not verbs:
        return start, end
    behind_verb = verbs[-1] + 1
    verb, between = sentence.low(verbs[-1]), sentence.tokens[end:place]
    lows = [token.low for token in between]
    is_one_clause = all(token.kind == "word" for token in between) and not grammar.ands & set(lows)
    is_of_verb = any(low in grammar.verbs for low in lows)
    is_up_to = lows[:2] in (["up", "to"], ["as", "high"], ["as", "much"])
    is_changed_by = lows[:1] == ["by"] and verb not in _PASSIVE
    is_changed_to = verb in grammar.changing and bool(grammar.changed_to & set(lows[:1]))
    is_put_at = verb in grammar.puts
    is_beside = is_one_clause and (is_of_verb or is_up_to or is_changed_by or is_put_at)
    if behind_verb < end and (is_beside or is_changed_to):
        return behind_verb, end
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
        if sentence.low(at) in grammar.possessives and sentence.low(at - 1) not in grammar.of:
            start = at + 1
            break
    while start < end and sentence.is_link(start) and not _is_noun(sentence, start):
        start += 1
    return start
