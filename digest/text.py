"""HTML to plain text, sentences, words. The only module that knows nh3.

Text is cleaned once, on its way in: what leaves here holds no markup, no control or invisible character,
no turned writing direction. It is escaped once, on its way out, by each renderer.
"""

import html
import re
import unicodedata
from collections.abc import Iterator

import regex

# No text of a feed is longer and worth reading; more than this many tags are no text.
LONGEST = 100_000
_MOST_TAGS = 4_000
# More marks than these on one letter are there to climb over the lines above.
_MOST_MARKS = 3

_RUN = "\u3005\u3040-\u30ff\u31f0-\u31ff\u3400-\u4dbf\u4e00-\u9fff\uf900-\ufaff\uac00-\ud7af"
_WORDS = re.compile(rf"[{_RUN}]+|[^\W_{_RUN}]+")
_CJK = re.compile(rf"[{_RUN}]")

_UNSEEN = re.compile(
    r"<(script|style|template|noscript|iframe|object|svg|math)\b.*?(?:</\1\s*>|$)|<!--.*?(?:-->|$)",
    re.DOTALL | re.IGNORECASE,
)
_BREAKS = re.compile(
    r"<(?:br|/p|/div|/li|/h[1-6]|/tr|/blockquote|/ul|/ol|hr|p|div|li|h[1-6])\b[^>]*>", re.IGNORECASE
)
_TAG = re.compile(r"<[^>]*>?")
_SPACES = re.compile(r"[^\S\n]+")
_LINES = re.compile(r"\s*\n\s*")
_MARKS = regex.compile(rf"(\p{{M}}{{{_MOST_MARKS}}})\p{{M}}+")
# Controls, writing direction, invisible characters, tags of the Unicode tag block, lone surrogates,
# non-characters. ZWNJ and ZWJ stay where they join letters or emoji.
_HIDDEN = re.compile(
    "[\x00-\x09\x0b-\x1f\x7f-\x84\x86-\x9f\u00ad\u034f\u061c\u115f\u1160\u17b4\u17b5\u180b-\u180f\u200b\u200e\u200f"
    "\u202a-\u202e\u2060-\u206f\u3164\ufdd0-\ufdef\ufeff\uffa0\ufff0-\uffff\ud800-\udfff"
    "\U0001bca0-\U0001bca3\U0001d173-\U0001d17a\U000e0000-\U000e0fff]"
)
_LONE_JOINERS = regex.compile(
    r"(?<![\p{L}\p{M}\p{So}\p{Sk}\ufe0f])[\u200c\u200d]|[\u200c\u200d](?![\p{L}\p{M}\p{So}])"
)


def clean(text: str) -> str:
    """Return text that is no HTML without what a reader could not see; lines stay lines."""
    text = text[:LONGEST]
    if not text.isascii() or not text.isprintable():
        text = (
            text.replace("\r\n", "\n")
            .replace("\r", "\n")
            .replace("\x85", "\n")
            .replace("\u2028", "\n")
            .replace("\u2029", "\n")
            .replace("\t", " ")
        )
        text = _HIDDEN.sub("", unicodedata.normalize("NFC", text))
        text = _LONE_JOINERS.sub("", _MARKS.sub(r"\1", text))
    return _LINES.sub("\n", _SPACES.sub(" ", text)).strip()


def one_line(text: str) -> str:
    """Return cleaned text on one line."""
    return clean(text).replace("\n", " ")


def plain_text(source: str, *, limit: int = LONGEST) -> str:
    """Return the text that a reader of the HTML sees, a paragraph a line."""
    source = source[: limit * 4]
    if "<" not in source and "&" not in source:
        return clean(source)[:limit]
    source = _UNSEEN.sub(" ", source)
    source = _BREAKS.sub("\n", source)
    if source.count("<") > _MOST_TAGS:
        # So many tags are an attack on whatever builds a tree of them.
        stripped = _TAG.sub(" ", source)
    else:
        import nh3

        stripped = nh3.clean(source, tags=set(), strip_comments=True)
    # nh3 escapes what it keeps; feeds escape HTML within HTML often enough to unescape once only.
    return clean(html.unescape(stripped))[:limit]


def cut(text: str, limit: int) -> str:
    """Return the text in at most `limit` characters, cut at a word and never inside a grapheme, with an ellipsis."""
    if len(text) <= limit:
        return text
    room = max(limit - 1, 0)
    head = text[: room + 1]
    space = head.rfind(" ", room * 2 // 3)
    head = head[:space] if space > 0 else text[:room]
    while (
        head
        and len(regex.findall(r"\X", head[-20:] + text[len(head) : len(head) + 10])[0:1])
        and not _ends_whole(text, len(head))
    ):
        head = head[:-1]
    return head.rstrip(" ,;:–—-、，；：") + "…"


def _ends_whole(text: str, at: int) -> bool:
    around = text[max(0, at - 20) : at + 20]
    place = at - max(0, at - 20)
    return any(found.start() == place for found in regex.finditer(r"\X", around))


def words(text: str) -> list[str]:
    """Return the words in one form: NFKC, lower case, runs of Chinese, Japanese, Korean as overlapping pairs."""
    found = []
    for word in _WORDS.findall(unicodedata.normalize("NFKC", text).lower()):
        if _CJK.match(word):
            found += [word[at : at + 2] for at in range(len(word) - 1)] or [word]
        else:
            found.append(word)
    return found


def is_cjk(char: str) -> bool:
    """True for a character of the scripts that are written without spaces, and for Hangul."""
    return bool(_CJK.match(char))


# A mark that ends a sentence, with what closes after it.
_END = re.compile(r"[.!?…]+[\"”’»)\]]*(?=\s|$)|[。！？｡]+[”』」）》\"]*")
# What a full stop follows without ending a sentence, in the languages that we read most.
_ABBREVIATIONS = frozenset(
    [
        "mr",
        "mrs",
        "ms",
        "dr",
        "prof",
        "st",
        "jr",
        "sr",
        "vs",
        "etc",
        "inc",
        "ltd",
        "co",
        "corp",
        "no",
        "nos",
        "vol",
        "fig",
        "approx",
        "dept",
        "gen",
        "col",
        "lt",
        "sgt",
        "rep",
        "sen",
        "gov",
        "pres",
        "jan",
        "feb",
        "mar",
        "apr",
        "jun",
        "jul",
        "aug",
        "sep",
        "sept",
        "oct",
        "nov",
        "dec",
        "mm",
        "mme",
        "mlle",
        "m",
        "me",
        "av",
        "env",
        "ex",
        "cf",
        "p",
        "pp",
        "art",
        "bd",
        "tél",
        "al",
        "ca",
        "bzw",
        "usw",
        "ggf",
        "evtl",
        "inkl",
        "nr",
        "str",
        "tel",
        "z",
        "b",
        "d",
        "h",
        "u",
        "a",
        "s",
        "o",
        "vgl",
        "mio",
        "mrd",
        "sra",
        "srta",
        "dra",
        "ud",
        "uds",
        "ee",
        "uu",
        "núm",
        "pág",
        "sig",
        "dott",
        "ing",
        "avv",
        "wg",
        "np",
        "tzn",
        "tj",
        "ul",
        "prof",
        "dr",
    ]
)


_MONTH = re.compile(r"(?:Jan|Feb|Mär|Apr|Mai|Jun|Jul|Aug|Sep|Okt|Nov|Dez)", re.IGNORECASE)


def sentences(text: str) -> list[str]:
    """Return the sentences, in any language, each a verbatim piece of the text; a line break ends one, too."""
    return [sentence for line in text.split("\n") for sentence in _of_line(line)]


def _of_line(line: str) -> Iterator[str]:
    start = 0
    for end in _END.finditer(line):
        if end[0].startswith(".") and not _ends_sentence(line, end.start(), end.end()):
            continue
        sentence = line[start : end.end()].strip()
        if sentence:
            yield sentence
        start = end.end()
    rest = line[start:].strip()
    if rest:
        yield rest


def _ends_sentence(line: str, dot: int, end: int) -> bool:
    following = line[end : end + 3].lstrip(' "“«‘(¿¡')
    if following and (
        following[0].islower()
        or (following[0].isdigit() and line[max(0, dot - 3) : dot].lower().endswith(("no", "nr", "art", "p")))
    ):
        return False
    before = re.search(r"[^\s(«“\"]+$", line[max(0, dot - 20) : dot])
    word = before[0] if before else ""
    last = word.rsplit("-", 1)[-1].rsplit("'", 1)[-1].rsplit("’", 1)[-1]
    if len(last) == 1 and last.isalpha() and last.isupper():
        # An initial: J.-P. Raffarin, George W. Bush.
        return False
    if word.isdigit() and len(word) <= 2 and _MONTH.match(following + line[end + 3 : end + 12]):
        # am 3. Mai: an ordinal, as German, Czech or Polish write it.
        return False
    if "." in word and all(len(part) <= 2 for part in word.split(".")):
        # U.S., z. B., a.m.: it ends a sentence only where a new one plainly begins.
        return not following or following.split(" ")[0] in {
            "The",
            "It",
            "In",
            "He",
            "She",
            "But",
            "A",
            "This",
        }
    return last.lower() not in _ABBREVIATIONS
