"""A plain text in, its sentences out, in any language: where a stop ends one, and where it does not."""

import re
from collections.abc import Iterator

# Marks that end a sentence, with what closes after them: French sets a space before its closing mark, German
# closes with what English opens with. Possessive, so that a long run of marks is looked at once.
_END = re.compile(
    r"(?<![.!?…؟۔।])[.!?…؟۔।]++(?:[\"”’»›)\]“]|[ \u00a0\u202f]»|\[\d{1,3}\])*+(?=\s|$)"
    r"|(?<![。！？｡])[。！？｡]++[”』」）》】’\"]*+"
)
_EAST_ENDS = frozenset("。！？｡")
_EAST_OPENERS, _EAST_CLOSERS = "「『“（《【", "」』”）》】"
_OPENERS = " \t\u00a0\u202f\"“”„«»‹›'‘’([{¿¡–—-"
# A quotation in Chinese or Japanese is longer than this only where its closing mark was forgotten.
_LONGEST_QUOTE = 400
# Companies and brands that begin small: xAI, iPhone.
_CAMEL = re.compile(r"[a-z]{1,3}[A-Z]")
# What a German ordinal numbers: am 3. Mai, im 2. Quartal.
_NUMBERED = re.compile(
    r"(?:Jan|Feb|Mär|Apr|Mai|Jun|Jul|Aug|Sep|Okt|Nov|Dez|Quartal|Halbjahr|Jahrhundert|Jahrestag|Weltkrieg|Auflage|Platz"
    r"|Runde|Generation|Kapitel|Klasse)",
    re.IGNORECASE,
)
# Never the last word of a sentence: titles, and what introduces.
_INTRODUCE = frozenset("""
    mr mrs ms mx dr drs prof st ste mme mmes mlle sr sra srta dra dott dssa avv ing sig rag gen col lt sgt maj cpt capt
    cmdr adm rep reps sen sens gov pres hon rev msgr mgr dept approx vs cf eg ie viz bzw ggf evtl inkl exkl vgl sog bspw
    hr hrn np tzn tj wg ks św ppłk płk im ul св им ул акад проф тов чл ред пер ud uds vd ee uu
""".split())  # fmt: skip
# Not the last word where a number follows: No. 3, Art. 5, Jan. 7.
_BEFORE_NUMBER = frozenset("""
    no nos nr nrs núm num nº n° vol fig figs pp pg pág págs art arts abs kap ch chap sec sect para cl ed tel tél fax bd
    ver jan feb mar apr jun jul aug sep sept oct nov dec janv févr avr juil déc okt dez mär ene abr ago dic mag giu lug
    ott paź wrz стр рис ст гл пп табл ca rs
""".split())  # fmt: skip
# The last word of a sentence now and then: only where the next word plainly begins one.
_SELDOM_LAST = frozenset("""
    inc ltd co corp llc llp plc bros jr esq cia ltda cie mio mrd bn млрд млн тыс руб долл
""".split())  # fmt: skip
# Words that begin sentences, and names hardly ever.
_STARTERS = frozenset("""
    The It In He She But A An This That These Those They We You However And As At On For If When While After Before Its
    His Her Their Our With By From To Not Yes More Most Some Many Since Under Meanwhile Still So What Why How Who There
    Here Both Then
    Le La Les L Il Elle Ils Elles Un Une Des Ce Cet Cette Ces Mais Et En Dans Pour Selon Au Aux Sur Par
    Der Die Das Ein Eine Es Er Sie Wir Aber Und Im Am Auch Nach Bei Mit Für Doch Damit Dabei
    El Los Las Una Pero Según Lo Su Con Sin También Esta Este
    Gli I Ma Secondo Nel Nella Non Della
    O Os Um Uma Mas Não Segundo
    Jest Ale W Na Z Nie
    Он Она Они Это В На Но По Как Мы Не Их Его
""".split())  # fmt: skip
# Those of them with an apostrophe instead of a space after them do not count: O'Neill. L'Europe does.
_FIRST_WORD = re.compile(r"L(?=['’])|[^\W\d_]+(?=[\s,])")


def sentences(text: str) -> list[str]:
    """Return the sentences, in any language, each a verbatim piece of the text; a line break ends one, too."""
    return [sentence for line in text.splitlines() for sentence in _of_line(line)]


def _of_line(line: str) -> Iterator[str]:
    start = 0
    for end in _END.finditer(line):
        is_east = end[0][0] in _EAST_ENDS
        if not (_ends_east(line, start, end) if is_east else _ends_sentence(line, start, end)):
            continue
        if sentence := line[start : end.end()].strip():
            yield sentence
        start = end.end()
    if rest := line[start:].strip():
        yield rest


def _ends_east(line: str, start: int, end: re.Match[str]) -> bool:
    """Say whether the mark stands in no quotation, and the sentence does not go on after it."""
    said = line[max(start, end.end() - _LONGEST_QUOTE) : end.end()]
    is_open = sum(map(said.count, _EAST_OPENERS)) > sum(map(said.count, _EAST_CLOSERS))
    if is_open and any(mark in line[end.end() : end.end() + _LONGEST_QUOTE] for mark in _EAST_CLOSERS):
        return False
    # 「……。」と述べた: what Japanese hangs on to a quotation or a cry.
    following = line[end.end() : end.end() + 1]
    goes_on = "\u3041" <= following <= "\u3096"
    return not (goes_on and (end[0][-1] in _EAST_CLOSERS or (following == "と" and end[0][-1] != "。")))


def _ends_sentence(line: str, start: int, end: re.Match[str]) -> bool:
    following = line[end.end() : end.end() + 60].lstrip(_OPENERS)
    if not following:
        return True
    if following[0].islower() and not _CAMEL.match(following):
        return False
    before = line[max(start, end.start() - 40) : end.start()]
    *earlier, word = before.split() if before and not before[-1].isspace() else [""]
    word = word.lstrip(_OPENERS)
    if end[0][0] != ".":
        return word.lower() != "yahoo"
    if len(end[0]) > 1 and end[0][1] not in ".":
        # Something closed after the stop: no abbreviation, or one that no longer matters.
        return True
    return _is_last(word, following, earlier)


def _is_last(word: str, following: str, earlier: list[str]) -> bool:
    """Say whether a word with a stop after it, and no small letter after that, is its sentence's last."""
    if word.isdigit():
        # "1. The first thing" begins a list; "am 3. Mai", "das 2. Quartal" are ordinals.
        return bool(earlier) and not (len(word) <= 2 and _NUMBERED.match(following))
    last = re.split(r"[-'’(/]", word)[-1]
    starter = _FIRST_WORD.match(following)
    begins = bool(starter and starter[0] in _STARTERS)
    if len(last) == 1 and last.isalpha():
        # An initial (J.-P. Raffarin, В. В. Путин), half of an abbreviation (z. B.), or a unit: 2024 г., 5 m.
        return begins if last.isupper() else bool(earlier) and earlier[-1].isdigit()
    small = last.lower()
    if "." in word.strip("."):
        # U.S., a.m., S.A., Ph.D.; but a domain or a decimal may be anywhere.
        short = all(len(part) <= 2 and not part.isdigit() for part in word.split("."))
        return not short or begins
    if small in _INTRODUCE:
        return False
    if small in _BEFORE_NUMBER:
        return not following[0].isdigit()
    return small not in _SELDOM_LAST or begins
