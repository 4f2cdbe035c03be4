"""What a number counts: the noun behind it, with its phrase, as the order of its language has it."""

from dataclasses import dataclass

from digest.understand.figures import units
from digest.understand.figures.grammar import NounOrder
from digest.understand.figures.grammar.shape import words
from digest.understand.figures.tokens import Sentence, Token

# English words in -s that are no plural nouns, and plurals that have none.
_NOT_PLURAL = words(
    "was is has as its his this thus plus less across always perhaps besides towards overseas afterwards previous various "
    "versus minus us yes does says gets makes takes gives goes sometimes nowadays indoors outdoors upwards downwards "
    "afterward regardless nevertheless unless toss apparatus ours theirs hers yours whereas"
)
_PLURALS = words(
    "people men women children staff personnel police aircraft feet teeth fish sheep crew faculty alumni criteria "
    "phenomena spacecraft data media troops hectares youth nuclei genera supernovae wives lives knives "
    "milliardaires hardware"
)
_PLURALS_LIKE_SINGULARS = words("menus gurus taxis campus")
# What a hyphen may join to a number: "a 70-billion-parameter model", "a 10-member panel".
_HYPHENED = words(
    "person member page parameter token layer qubit core seat bed nation country state story card gpu node chip "
    "rack seater passenger wafer bit vote unit language city point acre room share"
)
# Two words that count together.
_COMPOUNDS = {
    ("data", "centers"), ("data", "centres"), ("data", "center"), ("gpu", "hours"), ("tpu", "hours"), ("cpu", "hours"),
    ("basis", "points"), ("percentage", "points"), ("square", "feet"), ("square", "miles"), ("cubic", "feet"),
    ("light", "years"), ("fighter", "jets"), ("power", "plants"), ("central", "banks"), ("square", "foot"),
    ("job", "cuts"), ("electric", "vehicles"),
}  # fmt: skip
# "500 of its engineers"
_THEIRS = words("its their the his her our these those them")
_SHOULD = words("should must need can")
_PRAISE = words("best worst key top big great")
_SINGULAR = words("le la l' l’ el")
# Papers that are called after a number.
_NEWSPAPERS = words("minutes heures millions jours")
# Smaller numbers in words are part of the telling, unless people, firms, products or places are counted.
_LEAST_WORTHY_IN_WORDS = 10
_LONGEST_PHRASE = 6
# Shorter nouns end too many words by chance: Fabrikate are no Räte.
_LONG_PART = 5
# How an adjective ends where many are counted: nowych, крупных.
_MANY = ("ych", "ich", "ых", "их")
# The genitive of many, where the ending tells.
_OF_MANY = ("ów", "ej", "ji", "ов", "ев", "ей", "ий")


@dataclass(frozen=True, slots=True)
class Number:
    """What is known of a number before its noun is looked for: where it begins and how it is written."""

    first: int
    value: float
    spelled: bool = False
    scaled: bool = False
    follows_figure: bool = False


@dataclass(frozen=True, slots=True)
class Noun:
    """A counted noun with its phrase and the place after it; one without a unit makes a number no figure."""

    after: int
    unit: str = ""
    subject: str = ""


def noun_at(sentence: Sentence, place: int, number: Number) -> Noun | None:
    """Return the noun that is counted; None means that nothing is counted here and the number stands bare."""
    if sentence.is_hyphen(place) and sentence.is_word(place + 1):
        return _hyphened(sentence, place + 1)
    if sentence.low(place) == "+":
        place += 1
    if sentence.low(place) in ("plus", "odd", "or") and sentence.low(place + 1) == "so":
        place += 2
    if sentence.token(place) is None:
        return None
    match sentence.grammar.order:
        case NounOrder.PLURAL_LAST:
            return _up_to_plural(sentence, place, number)
        case NounOrder.CAPITAL:
            return _with_capital(sentence, place, number)
        case NounOrder.FIRST:
            return _first_noun(sentence, place, number)
        case NounOrder.GENITIVE:
            return _genitive(sentence, place, number)
        case NounOrder.UNKNOWN:
            return None


def is_hyphened_noun(sentence: Sentence, place: int) -> bool:
    return sentence.low(place) in _HYPHENED


def _hyphened(sentence: Sentence, place: int) -> Noun:
    token = sentence.tokens[place]
    if token.low not in _HYPHENED:
        return Noun(place + 1)
    following = sentence.token(place + 1)
    is_named = following and following.kind == "word" and following.low not in sentence.grammar.ends
    return Noun(place + 1, token.text, following.text if following and is_named else token.text)


def _is_told(sentence: Sentence, number: Number, noun: str) -> bool:
    """Say whether a small number in words is part of the telling rather than a figure."""
    if not number.spelled or number.value >= _LEAST_WORTHY_IN_WORDS:
        return False
    grammar = sentence.grammar
    if noun in grammar.points and _states_percent(sentence):
        return False
    return noun not in grammar.counted or sentence.low(number.first - 1) in grammar.definite


def _is_advice(sentence: Sentence, last: int) -> bool:
    """Say whether a reader is told what to do with what is counted: 6 stories to watch, 4 projectors you should buy."""
    if sentence.low(last + 1) == "you" and sentence.low(last + 2) in _SHOULD:
        return True
    return sentence.low(last + 1) in ("to", "à") and sentence.low(last + 2) in sentence.grammar.advice


def _states_percent(sentence: Sentence) -> bool:
    return "%" in sentence.text or any(
        token.low in units.PERCENT or token.low == "cent" for token in sentence.tokens
    )


def _unless_points(sentence: Sentence, noun: str, phrase: str) -> str:
    """Return the phrase that is counted; none for points, which are said of what rose or fell by them."""
    return "" if noun in sentence.grammar.points else phrase


# ---- English --------------------------------------------------------------------------------------


def _up_to_plural(sentence: Sentence, place: int, number: Number) -> Noun | None:
    if sentence.low(place) == "of":
        if sentence.low(place + 1) not in _THEIRS:
            return None
        place += 2
    last = _last_plural(sentence, place)
    if last is None:
        return None
    grammar = sentence.grammar
    noun = sentence.tokens[last]
    phrase = sentence.slice(place, last)
    if noun.low in grammar.durations or noun.low in grammar.idle:
        is_machine = noun.low == "hours" and last > place and _is_machine(sentence, last - 1)
        return Noun(last + 1, sentence.slice(last - 1, last), phrase) if is_machine else Noun(last + 1)
    unit = noun.text
    if last > place and (sentence.low(last - 1), noun.low) in _COMPOUNDS:
        unit = sentence.slice(last - 1, last)
    elif last > place + 1 and sentence.is_hyphen(last - 1):
        unit = sentence.slice(last - 2, last)
    counted = noun.low if noun.low in grammar.counted else unit.lower()
    if sentence.low(place) in _PRAISE or _is_advice(sentence, last) or _is_told(sentence, number, counted):
        return Noun(last + 1)
    return Noun(last + 1, unit, _unless_points(sentence, noun.low, phrase))


def _last_plural(sentence: Sentence, place: int) -> int | None:
    """Return the place of the noun that ends the phrase; a word for a time ends it too."""
    grammar = sentence.grammar
    last = None
    at = place
    while at < min(place + _LONGEST_PHRASE, len(sentence)):
        token = sentence.tokens[at]
        if _is_between_adjectives(sentence, at, place, last) or (
            token.low.endswith(("'s", "’s")) and at - place <= 1
        ):
            at += 1
            continue
        if at > place and (end := _end_of_numbered_name(sentence, at)):
            at = end
            continue
        is_plural = _is_plural(token) or _is_plural_compound(sentence, at, place)
        if _ends_phrase(sentence, at) or (last is not None and (token.low in grammar.verbs or not is_plural)):
            break
        if token.low in grammar.durations or token.low in grammar.idle:
            return at
        last = at if is_plural else last
        at += 1
    return last


def _ends_phrase(sentence: Sentence, at: int) -> bool:
    token = sentence.tokens[at]
    if token.kind != "word" or token.low in sentence.grammar.ends or token.low.endswith(("'s", "’s")):
        return True
    return sentence.is_scale(at) or sentence.is_number(at)


def _is_plural_compound(sentence: Sentence, at: int, place: int) -> bool:
    """Say whether a short word behind a hyphen is a plural: the ups of start-ups."""
    return at > place and sentence.is_hyphen(at - 1) and sentence.low(at).endswith("s")


def _is_between_adjectives(sentence: Sentence, at: int, place: int, last: int | None) -> bool:
    """A hyphen, or the comma of "300 young, talented engineers"."""
    if at == place:
        return False
    if sentence.is_hyphen(at):
        return True
    return sentence.low(at) == "," and last is None and sentence.is_word(at + 1)


def _end_of_numbered_name(sentence: Sentence, at: int) -> int | None:
    """Return the place after the number in "600,000 Ascend 910C dies"."""
    before, token = sentence.tokens[at - 1], sentence.tokens[at]
    if token.kind != "number" or not before.text[0].isupper() or sentence.in_date(token):
        return None
    has_letters = sentence.touches(at + 1) and sentence.is_word(at + 1)
    return at + 2 if has_letters and sentence.is_word(at + 2) else None


def _is_machine(sentence: Sentence, place: int) -> bool:
    """Say whether hours are counted of a machine: GPU hours, H800 hours, GPU-hours."""
    place -= sentence.low(place) in ("-", "‑")
    return sentence.tokens[place].text.isupper() or sentence.low(place) in ("compute", "computing", "chip")


def _is_plural(token: Token) -> bool:
    low = token.low
    is_acronym = len(low) > 2 and token.text[:-1].isupper()
    if low in _PLURALS or (low.endswith("s") and is_acronym):
        return True
    if not low.endswith("s") or len(low) < 4:
        return False
    if low.endswith(("ss", "us", "is", "’s", "'s")):
        return low in _PLURALS_LIKE_SINGULARS
    return low not in _NOT_PLURAL


# ---- German ---------------------------------------------------------------------------------------


def _with_capital(sentence: Sentence, place: int, number: Number) -> Noun | None:
    grammar = sentence.grammar
    for at in range(place, min(place + _LONGEST_PHRASE - 1, len(sentence))):
        token = sentence.tokens[at]
        if token.kind != "word" or token.low in grammar.ends or sentence.is_scale(at):
            return None
        if not token.text[0].isupper():
            continue
        last = sentence.after_hyphens(at)
        noun = sentence.slice(at, last)
        folded = noun.lower()
        if folded in grammar.durations or folded in grammar.idle or len(folded) < 3:
            return Noun(last + 1)
        counted = folded if folded in grammar.counted | grammar.points else _last_part(sentence, folded)
        if _is_told(sentence, number, counted):
            return Noun(last + 1)
        return Noun(last + 1, noun, _unless_points(sentence, folded, sentence.slice(place, last)))
    return None


def _last_part(sentence: Sentence, compound: str) -> str:
    """Return the counted noun that a compound ends with: the Fabriken of Chipfabriken; itself if there is none."""
    return next(
        (noun for noun in sentence.grammar.counted if len(noun) >= _LONG_PART and compound.endswith(noun)),
        compound,
    )


# ---- French, Spanish, Italian, Portuguese -----------------------------------------------------------


def _first_noun(sentence: Sentence, place: int, number: Number) -> Noun | None:
    grammar = sentence.grammar
    if sentence.low(number.first - 1) in grammar.of_which:
        # "dont 37 milliards actifs": how, not what.
        return None
    if sentence.low(number.first - 1) in _SINGULAR and not number.scaled:
        # Le 737 MAX: one that is called so.
        return Noun(place)
    has_de = sentence.low(place) in ("de", "d'", "d’", "di")
    if has_de and (not number.scaled or _is_whose(sentence, number)):
        return None
    start = at = place + has_de
    while sentence.low(at) in grammar.adjectives and at < place + 4:
        at += 1
    token = sentence.token(at)
    if token is None or token.kind != "word" or token.low in grammar.ends:
        return None
    is_point = token.low in grammar.points and _states_percent(sentence)
    if token.low in grammar.durations or (token.low in grammar.idle and not is_point):
        is_machine = token.low in units.HOURS and sentence.low(at + 2) in grammar.machine_hours
        return Noun(at + 3, token.text, sentence.slice(at, at + 2)) if is_machine else Noun(at + 1)
    if not _may_be_counted(sentence, token, number):
        return None
    last = sentence.after_hyphens(at)
    noun = sentence.slice(at, last)
    if _is_advice(sentence, last) or _is_told(sentence, number, noun.lower()):
        return Noun(last + 1)
    phrase = sentence.slice(start, _end_of_phrase(sentence, last))
    return Noun(last + 1, noun, _unless_points(sentence, token.low, phrase))


def _is_whose(sentence: Sentence, number: Number) -> bool:
    """ "910 millions de téléchargements par rapport aux 125 millions de DeepSeek": whose, not what."""
    is_told_of = sentence.low(number.first - 1) in ("aux", "les", "los", "las")
    return number.follows_figure and is_told_of and sentence.low(number.first - 2) in sentence.grammar.against


def _may_be_counted(sentence: Sentence, token: Token, number: Number) -> bool:
    low = token.low
    is_acronym = len(token.text) > 1 and token.text[:2].isupper()
    is_plural = low.endswith(("s", "x", "z")) or (sentence.language == "it" and low.endswith(("i", "e")))
    if not (is_plural or is_acronym or number.scaled or low in ("start-up", "gens", "personnel")):
        return False
    if not token.text[0].isupper() or is_acronym:
        return True
    # A capital is a paper's, a town's behind its code, or a people's: 20 Minutes, 75004 Paris, 300 Chinois.
    digits = sentence.tokens[number.first].text
    is_code = digits.isdigit() and len(digits) > 4
    return is_plural and low not in _NEWSPAPERS and not is_code


def _end_of_phrase(sentence: Sentence, last: int) -> int:
    """Return the last place of the adjectives that follow a noun in its number: modèles dérivés."""
    stop = last
    while stop < last + 3 and sentence.is_word(stop + 1):
        follower = sentence.low(stop + 1)
        if follower in sentence.grammar.ends or not follower.endswith(("s", "x")):
            break
        stop += 1
    return stop


# ---- Polish, Russian --------------------------------------------------------------------------------


def _genitive(sentence: Sentence, place: int, number: Number) -> Noun | None:
    grammar = sentence.grammar
    at = place
    while sentence.low(at).endswith(_MANY) or sentence.low(at) in grammar.adjectives:
        at += 1
    token = sentence.token(at)
    if token is None or token.kind != "word" or not token.text.islower():
        return None
    if token.low in grammar.durations or token.low in grammar.idle:
        return Noun(at + 1)
    is_many = token.low.endswith(_OF_MANY) and token.low not in grammar.compared
    if not is_many and token.low not in grammar.counted:
        return None
    if _is_told(sentence, number, token.low):
        return Noun(at + 1)
    return Noun(at + 1, token.text, sentence.slice(place, at))
