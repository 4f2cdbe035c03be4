"""Which numbers are part of a name and count nothing: GPT-4, Section 301, Windows 11, No. 5."""

from functools import lru_cache

from digest.understand.figures import currencies, units
from digest.understand.figures.west.grammar.number_words import GLUED
from digest.understand.figures.west.grammar.shape import words
from digest.understand.figures.west.measures import unit_at
from digest.understand.figures.west.sentence import Sentence, Token

# Brands and models, and what is numbered: a number behind one of these belongs to it.
_NUMBERED = words(
    "section sections article articles chapter rule title clause paragraph page pages table figure fig appendix annex "
    "schedule part volume vol episode season number no nos num nr nº n° numéro número nummer № phase round stage step "
    "level tier class grade type version ver v release build gen generation series model mark mk group unit area zone "
    "magnitude district room route highway flight line gate channel radio day week lot block case file bill resolution directive "
    "order act law decree h.r. proposition prop amendment opus top fortune global forbes russell nasdaq nikkei csi dax cac "
    "stoxx ftse hang s&p topix kospi sensex dow covid iso ieee wi-fi wifi usb pcie hdmi bluetooth ddr lpddr hbm "
    "windows android ios ipados macos iphone ipad galaxy pixel xbox playstation ps surface kindle boeing airbus falcon "
    "starship apollo artemis shenzhou chang'e tiangong llama claude gemini gpt chatgpt qwen qwen-max kimi glm grok mistral "
    "phi gemma deepseek ernie doubao hunyuan pangu minimax sora veo dall-e midjourney copilot codex sonnet haiku "
    "gemini-pro yi baichuan stable ascend kunpeng kirin snapdragon exynos dimensity tensor rtx gtx radeon ryzen "
    "core ultra xeon epyc instinct threadripper arc rubin blackwell hopper vera mate pura nova redmi ideapad thinkpad swift "
    "macbook watch airpods find reno ces euro web industry agenda vision artikel kapitel teil absatz paragraf "
    "seite abschnitt artículo capítulo sección página título chapitre partie alinéa loi décret titre groupe niveau "
    "étape tome gesetz stufe klasse ausgabe band nivel fase grupo ley norma size sizes us-$ ocean's "
    "catch blink big division league formula formel formule bus train terminal studio canal kanal sender "
    "building platform exit psalm genesis cohort batch ep lesson exhibit item category cat kategorie port suite salle "
    "halle aula sala gleis raum zimmer code stand booth hall"
)
_ABBREVIATED = words("no nos nr art sec ch vol fig p pp ver v ep abs r")
_NEVER_MEASURED = words("no nr top no.")
_NAMED_GROUPS = words("group chapter page team class")
_ALSO = words("and or et ou und oder y o")
_LONGEST_IN_NAME, _SHORT_IN_NAME = 4, 3
_CARD_KINDS = frozenset("Ti XT XTX Super Ultra Pro Max".split())


# Asked of each number many times, and in 1-1-1-1 of each by all behind it: of a sentence of these that took seconds.
@lru_cache(maxsize=512)
def is_part_of_name(sentence: Sentence, place: int) -> bool:
    """Say whether the number at the place is part of a name, an address, a score or a code."""
    if _is_joined_behind(sentence, place) or _is_equated(sentence, place):
        return True
    follower = sentence.token(place + 1)
    if follower is not None and follower.text in _CARD_KINDS and not sentence.touches(place + 1):
        # The 5060 Ti, a 9070 XT.
        return True
    before = sentence.token(place - 1)
    if before is None:
        return False
    if sentence.touches(place) and _is_joined_before(sentence, place, before):
        return True
    if before.text in ("§", "№", "#"):
        return True
    if before.low in _ALSO and sentence.is_digits(place - 2) and is_part_of_name(sentence, place - 2):
        # Class 10 and 12, Article 5 and 6.
        return not is_measured(sentence, place + 1)
    if before.kind == "word" and before.low in _NUMBERED:
        return not is_measured(sentence, place + 1) or before.low in _NEVER_MEASURED
    if _goes_on_with_name(sentence, place, before):
        return not is_measured(sentence, place + 1)
    if before.low == "of" and sentence.low(place - 2) in _NAMED_GROUPS:
        return True
    if before.text == "." and sentence.touches(place - 1) and sentence.low(place - 2) in _ABBREVIATED:
        return True
    return _is_behind_capital(sentence, place, before)


def is_measured(sentence: Sentence, place: int) -> bool:
    """Say whether a scale or a unit of money, per cent or SI stands at the place."""
    return sentence.is_scale(place) or unit_at(sentence, place)[0] != ""


def _is_equated(sentence: Sentence, place: int) -> bool:
    """Say whether it stands beside an equals sign, as in an exchange rate: US$1 = NT$31.2."""
    before = place - 1
    while (token := sentence.token(before)) and (
        token.text in currencies.SYMBOLS or token.text in currencies.DOLLARS
    ):
        before -= 1
    return "=" in (sentence.low(before), sentence.low(place + 1))


def _is_joined_behind(sentence: Sentence, place: int) -> bool:
    after = sentence.token(place + 1)
    if after is None or not sentence.touches(place + 1):
        return False
    if after.text == "/" and sentence.touches(place + 2):
        # "$20/month" is a price.
        return not sentence.is_money_sign(place - 1)
    if after.text == ":" and sentence.touches(place + 2) and sentence.is_digits(place + 2):
        return True
    return after.text in ("º", "ª", "@", "_", "=", "*", "\\")


def _is_joined_before(sentence: Sentence, place: int, before: Token) -> bool:
    if before.text in "#/:@_=.&№\\'’*" and not (before.text in "'’" and before.start == 0):
        return True
    if before.kind in ("word", "number"):
        return True
    earlier = sentence.token(place - 2)
    if before.text in "-‑–" and sentence.touches(place - 1) and earlier:
        # "GPT-4" is one token; "Pro-4", "10-4" and "2025-26" come here.
        if earlier.kind == "word":
            is_glued = earlier.low in GLUED and sentence.touches(place - 2) and sentence.is_digits(place - 3)
            return not is_glued and earlier.low not in sentence.scales and earlier.low not in units.PERCENT
        if earlier.kind != "number":
            return False
        # The second of "787-9", but not of "Apple 5-10% lower".
        is_in_name = is_part_of_name(sentence, place - 2) and not is_measured(sentence, place + 1)
        return sentence.in_date(earlier) or is_in_name
    return False


def _goes_on_with_name(sentence: Sentence, place: int, before: Token) -> bool:
    """Say whether a brand stands before what stands before: Ryzen AI 400, Ryzen 9 7950X."""
    if sentence.low(place - 2) not in _NUMBERED or len(sentence.tokens[place].text) > _LONGEST_IN_NAME:
        return False
    return _is_acronym(before) or (before.kind == "number" and len(before.text) < _SHORT_IN_NAME)


def _is_acronym(token: Token) -> bool:
    return token.kind == "word" and len(token.text) > 1 and token.text.isalpha() and token.text.isupper()


def _is_behind_capital(sentence: Sentence, place: int, before: Token) -> bool:
    """A capital inside a sentence and a small bare number behind it are a name: Ernie 5, Atlas 900."""
    if _is_acronym(before) and not sentence.text.isupper():
        # GTA 6 and ROM 8.5, whatever the rest of the headline is written in.
        digits = sentence.tokens[place].text.replace(".", "")
        return len(digits) < _SHORT_IN_NAME and not is_measured(sentence, place + 1)
    # Every noun may have a capital, as in German, and every word of a headline has one.
    if sentence.grammar.nouns_have_capitals or sentence.is_title_case or before.kind != "word":
        return False
    is_name = before.text[0].isupper() and place > 1 and sentence.low(place - 2) not in '.“":•'
    has_digits = any(char.isdigit() for char in before.text)
    if not (is_name or has_digits) or before.is_genitive:
        return False
    if sentence.text[before.end : sentence.tokens[place].start] not in (" ", "\u00a0"):
        return False
    is_short = len(sentence.tokens[place].text) <= _LONGEST_IN_NAME
    return is_short and not is_measured(sentence, place + 1)
