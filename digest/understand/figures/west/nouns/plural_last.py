"""The noun that is the last of the words up to a plural: 300 young software engineers. English."""

from collections.abc import Sequence

from digest.understand.figures.west.grammar.shape import words
from digest.understand.figures.west.nouns.noun import Noun, Number, is_advice, is_told, unless_points
from digest.understand.figures.west.sentence import HYPHENS, Sentence, Token

# English words in -s that are no plural nouns, and plurals that have none.
_NOT_PLURAL = words(
    "was is has as its his this thus plus less across always perhaps besides towards overseas afterwards previous various "
    "versus minus us yes does says gets makes takes gives goes sometimes nowadays indoors outdoors upwards downwards "
    "afterward regardless nevertheless unless toss apparatus ours theirs hers yours whereas"
)
# Verbs in -s that are no nouns: "Linux 6.18 brings new drivers", "a score of 1.12 compares with 1.56".
_VERBS = words(
    "brings keeps seems becomes comes lets tells includes allows enables provides appears arrives receives requires adds sits "
    "begins continues happens knows thinks believes expects wants loses sends speaks asks writes grows reveals announces "
    "unveils introduces improves delivers exceeds expands extends explains integrates compares consists contains creates "
    "belongs depends refers describes involves suggests means offers sees helps puts"
)
# Plurals that no -s tells.
_PLURALS = words(
    "people men women children staff personnel police aircraft feet teeth fish sheep crew faculty alumni criteria "
    "phenomena spacecraft data media youth nuclei genera supernovae hardware"
)
# Plurals that say what kind is counted by the next one: 300 systems engineers.
_KINDS = words(
    "sales systems operations electronics robotics communications sports arms weapons savings securities customs goods news "
    "data media police personnel aircraft hardware"
)
_PLURALS_LIKE_SINGULARS = words("menus gurus taxis campus")
# Two words that count together.
_COMPOUNDS = {
    ("data", "centers"), ("data", "centres"), ("data", "center"), ("gpu", "hours"), ("tpu", "hours"), ("cpu", "hours"),
    ("basis", "points"), ("percentage", "points"), ("square", "feet"), ("square", "miles"), ("cubic", "feet"),
    ("light", "years"), ("fighter", "jets"), ("power", "plants"), ("central", "banks"), ("square", "foot"),
    ("job", "cuts"), ("electric", "vehicles"),
}  # fmt: skip
# "500 of its engineers"
_THEIRS = words("its their the his her our these those them")
_PRAISE = words("best worst key top big great")
# What readers give: a few are a rating, many are counted.
_GIVEN, _LEAST_GIVEN = words("stars"), 100
_LONGEST_PHRASE = 6


def noun_at(sentence: Sentence, place: int, number: Number) -> Noun | None:
    if sentence.low(place) == "of":
        if sentence.low(place + 1) not in _THEIRS:
            return None
        place += 2
    if sentence.low(place) == "more":
        # "90,000 more AI chips"
        place += 1
    last = _last_plural(sentence, place)
    if last is None:
        return None
    grammar = sentence.grammar
    noun = sentence.tokens[last]
    phrase = sentence.slice(place, last)
    if noun.low == "others":
        # More of what the last number counted.
        return None
    is_given = noun.low in _GIVEN and (number.is_scaled or number.value >= _LEAST_GIVEN)
    if noun.low in grammar.durations or (noun.low in grammar.idle and not is_given):
        is_machine = noun.low == "hours" and last > place and _is_machine(sentence, last - 1)
        return Noun(last + 1, sentence.slice(last - 1, last), phrase) if is_machine else Noun(last + 1)
    unit = noun.text
    if last > place and (sentence.low(last - 1), noun.low) in _COMPOUNDS:
        unit = sentence.slice(last - 1, last)
    elif last > place + 1 and sentence.is_hyphen(last - 1):
        unit = sentence.slice(last - 2, last)
    counted = noun.low if noun.low in grammar.counted else unit.lower()
    if sentence.low(place) in _PRAISE or is_advice(sentence, last) or is_told(sentence, number, counted):
        return Noun(last + 1)
    return Noun(last + 1, unit, unless_points(sentence, noun.low, phrase))


def _last_plural(sentence: Sentence, place: int) -> int | None:
    """Return the place of the noun that ends the phrase; a word for a time ends it too."""
    grammar = sentence.grammar
    plurals: list[int] = []
    at = place
    while at < min(place + _LONGEST_PHRASE, len(sentence)):
        token = sentence.tokens[at]
        if _is_between_adjectives(sentence, at, place, plurals) or (token.is_genitive and at - place <= 1):
            at += 1
            continue
        if at > place and (end := _end_of_numbered_name(sentence, at)):
            at = end
            continue
        is_plural = _is_plural(token) or _is_plural_compound(sentence, at, place)
        if _ends_phrase(sentence, at) or (
            plurals and (not is_plural or _is_verb_of(sentence, plurals[-1], at))
        ):
            break
        if token.low in grammar.durations or token.low in grammar.idle:
            return at
        plurals += [at] if is_plural else []
        at += 1
    things = [at for at in plurals if sentence.low(at) not in _KINDS]
    if len(things) > 2:
        # What is counted, a verb, and what it acts on: "20 robots picks parcels".
        return things[0]
    return plurals[-1] if plurals else None


def _is_verb_of(sentence: Sentence, noun: int, at: int) -> bool:
    """Say whether a word in -s says what the plural before it does: "3,000 engineers finds"."""
    grammar = sentence.grammar
    counts = sentence.low(noun) in grammar.counted - _KINDS
    return sentence.low(at) in grammar.verbs or (counts and sentence.low(at) not in grammar.counted)


def _ends_phrase(sentence: Sentence, at: int) -> bool:
    token = sentence.tokens[at]
    if token.kind != "word" or token.low in _VERBS | sentence.grammar.ends or token.is_genitive:
        return True
    return sentence.is_scale(at) or sentence.is_number(at)


def _is_plural_compound(sentence: Sentence, at: int, place: int) -> bool:
    """Say whether a short word behind a hyphen is a plural: the ups of start-ups."""
    return at > place and sentence.is_hyphen(at - 1) and sentence.low(at).endswith("s")


def _is_between_adjectives(sentence: Sentence, at: int, place: int, plurals: Sequence[int]) -> bool:
    """A hyphen, or the comma of "300 young, talented engineers"."""
    if at == place:
        return False
    if sentence.is_hyphen(at):
        return True
    return sentence.low(at) == "," and not plurals and sentence.is_word(at + 1)


def _end_of_numbered_name(sentence: Sentence, at: int) -> int | None:
    """Return the place after the number in "600,000 Ascend 910C dies"."""
    before, token = sentence.tokens[at - 1], sentence.tokens[at]
    if token.kind != "number" or not before.text[0].isupper() or sentence.in_date(token):
        return None
    has_letters = sentence.touches(at + 1) and sentence.is_word(at + 1)
    return at + 2 if has_letters and sentence.is_word(at + 2) else None


def _is_machine(sentence: Sentence, place: int) -> bool:
    """Say whether hours are counted of a machine: GPU hours, H800 hours, GPU-hours."""
    place -= sentence.low(place) in HYPHENS
    return sentence.tokens[place].text.isupper() or sentence.low(place) in ("compute", "computing", "chip")


def _is_plural(token: Token) -> bool:
    low = token.low
    is_acronym = len(low) > 2 and token.text[:-1].isupper()
    if low in _PLURALS or (low.endswith("s") and is_acronym):
        return True
    if not low.endswith("s") or len(low) < 4:
        return False
    if low.endswith(("ss", "us", "is")) or token.is_genitive:
        return low in _PLURALS_LIKE_SINGULARS
    return low not in _NOT_PLURAL
