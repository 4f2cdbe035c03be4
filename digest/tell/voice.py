"""A Voice: phrases, dates, numbers and names in, said in one language, out."""

import math
import re
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date, datetime
from functools import lru_cache
from zoneinfo import ZoneInfo

from digest.model.outlet import Viewpoint
from digest.tags import UNKNOWN, language_of
from digest.tell.phrases import Words

VOICES = ("en", "fr")

# In French a space that must not break stands before these signs and inside numbers.
_NARROW = "\u202f"
_BEFORE_A_SIGN = re.compile(r" (?=[:;?!](?:\s|$))")

_SIDES: dict[Viewpoint, tuple[str, str]] = {
    Viewpoint.US: ("US", "États-Unis"),
    Viewpoint.CHINA: ("China", "Chine"),
    Viewpoint.EUROPE: ("Europe", "Europe"),
    Viewpoint.TAIWAN_JAPAN_KOREA: ("Taiwan/Japan/Korea", "Taïwan/Japon/Corée"),
    Viewpoint.GLOBAL_SOUTH: ("Global South", "Sud global"),
    Viewpoint.OTHER: ("others", "autres"),
}

_FROM_SIDES = {Viewpoint.US: "the US", Viewpoint.GLOBAL_SOUTH: "the Global South"}

LANGUAGES: dict[str, tuple[str, str]] = {
    "ar": ("Arabic", "arabe"),
    "bg": ("Bulgarian", "bulgare"),
    "cs": ("Czech", "tchèque"),
    "da": ("Danish", "danois"),
    "de": ("German", "allemand"),
    "el": ("Greek", "grec"),
    "en": ("English", "anglais"),
    "es": ("Spanish", "espagnol"),
    "fa": ("Persian", "persan"),
    "fi": ("Finnish", "finnois"),
    "fr": ("French", "français"),
    "he": ("Hebrew", "hébreu"),
    "hi": ("Hindi", "hindi"),
    "hu": ("Hungarian", "hongrois"),
    "id": ("Indonesian", "indonésien"),
    "it": ("Italian", "italien"),
    "ja": ("Japanese", "japonais"),
    "ko": ("Korean", "coréen"),
    "ms": ("Malay", "malais"),
    "nl": ("Dutch", "néerlandais"),
    "no": ("Norwegian", "norvégien"),
    "pl": ("Polish", "polonais"),
    "pt": ("Portuguese", "portugais"),
    "ro": ("Romanian", "roumain"),
    "ru": ("Russian", "russe"),
    "sv": ("Swedish", "suédois"),
    "th": ("Thai", "thaï"),
    "tr": ("Turkish", "turc"),
    "uk": ("Ukrainian", "ukrainien"),
    "vi": ("Vietnamese", "vietnamien"),
    "zh": ("Chinese", "chinois"),
    "zh-Hans": ("Chinese", "chinois"),
    "zh-Hant": ("traditional Chinese", "chinois traditionnel"),
    UNKNOWN: ("language unknown", "langue inconnue"),
}

_DAYS = (
    ("Mon", "Tue", "Wed", "Thu", "Fri", "Sat", "Sun"),
    ("lun.", "mar.", "mer.", "jeu.", "ven.", "sam.", "dim."),
)
_WEEKDAYS = (
    ("Monday", "Tuesday", "Wednesday", "Thursday", "Friday", "Saturday", "Sunday"),
    ("lundi", "mardi", "mercredi", "jeudi", "vendredi", "samedi", "dimanche"),
)
_MONTHS = (
    ("January", "February", "March", "April", "May", "June", "July", "August", "September", "October",
     "November", "December"),
    ("janvier", "février", "mars", "avril", "mai", "juin", "juillet", "août", "septembre", "octobre",
     "novembre", "décembre"),
)  # fmt: skip

_SHORT_MONTHS = (
    ("Jan", "Feb", "Mar", "Apr", "May", "Jun", "Jul", "Aug", "Sep", "Oct", "Nov", "Dec"),
    ("janv.", "févr.", "mars", "avr.", "mai", "juin", "juil.", "août", "sept.", "oct.", "nov.", "déc."),
)

# Currencies that readers know by their sign; of the others the code is written.
_SIGNS = {"USD": "$", "EUR": "€", "GBP": "£"}
# Before these a French `de` loses its vowel.
_ELIDING = frozenset("aeiouhàâéèêëîïôœ")
_FRENCH = {"USD": "dollars", "EUR": "euros", "GBP": "livres"}
_SCALES = ((1e12, "trillion", "billion"), (1e9, "billion", "milliard"), (1e6, "million", "million"))
# From what amount on it is shortened, by what, and to which letters: a French `B` would be another number.
_SHORT_SCALES = (
    ((1e12, 1e12, "T"), (1e9, 1e9, "B"), (1e6, 1e6, "M"), (1e4, 1e3, "k")),
    ((1e9, 1e9, f"{_NARROW}Md"), (1e6, 1e6, f"{_NARROW}M"), (1e4, 1e3, f"{_NARROW}k")),
)


@dataclass(frozen=True, slots=True)
class Voice:
    """Says phrases, dates, numbers and names in one language."""

    language: str

    @property
    def _index(self) -> int:
        return VOICES.index(self.language)

    def say(self, phrase: Words, n: int | None = None, **values: object) -> str:
        """Return the phrase; `n` chooses between its forms and is written as a number of this language."""
        text: str = phrase.value[self._index]
        text = text if self.language == "en" else unbroken(text)
        if n is not None:
            one, _, many = text.partition("|")
            text = (one if self._is_one(n) else many) or one
            values["n"] = self.number(n)
        return filled(text, values)

    def _is_one(self, n: int) -> bool:
        return n in (0, 1) if self.language == "fr" else n == 1

    def day(self, day: date, *, year: bool = False) -> str:
        """Return `Wed 4 March` or `mer. 4 mars`, with the year where it is asked for."""
        weekday, month = _DAYS[self._index][day.weekday()], _MONTHS[self._index][day.month - 1]
        return f"{weekday} {self._day_of_month(day)} {month}{f' {day.year}' if year else ''}"

    def _day_of_month(self, day: date) -> str:
        return "1er" if self.language == "fr" and day.day == 1 else str(day.day)

    def weekday(self, number: int) -> str:
        """Return the whole name of a day, Monday being 0."""
        return _WEEKDAYS[self._index][number]

    def short_day(self, day: date, *, year: bool = False) -> str:
        """Return `4 Mar` or `4 mars`, for the head of a column, with the year where it is asked for."""
        month = _SHORT_MONTHS[self._index][day.month - 1]
        return f"{self._day_of_month(day)} {month}{f' {day.year}' if year else ''}"

    def quoted(self, text: str) -> str:
        return f"“{text}”" if self.language == "en" else f"«\u00a0{text}\u00a0»"

    def moment(self, moment: datetime, zone: str) -> str:
        """Return a day and a time of day, with its zone for readers in another: `Wed 4 March, 08:00 (UTC)`."""
        local = moment.astimezone(ZoneInfo(zone))
        return f"{self.day(local.date())}, {local:%H:%M} ({zone})"

    def side(self, side: Viewpoint) -> str:
        return _SIDES[side][self._index]

    def from_side(self, side: Viewpoint) -> str:
        """Return a side as it stands behind `from` in a sentence: `the US`. In French sides are listed."""
        return _FROM_SIDES.get(side, self.side(side)) if self.language == "en" else self.side(side)

    def language_name(self, tag: str) -> str:
        """Return the name of a language; of one that we have no name for, its tag."""
        names = LANGUAGES.get(tag) or LANGUAGES.get(language_of(tag))
        return names[self._index] if names else tag

    def number(self, number: float) -> str:
        """Return a number with its thousands apart and two decimals at most, or more of one that is then hardly any."""
        decimals = 1 - math.floor(math.log10(abs(number))) if 0 < abs(number) < 0.1 else 2
        text = f"{number:,.{decimals}f}".rstrip("0").rstrip(".") if number % 1 else f"{int(number):,}"
        if self.language == "en":
            return text
        return text.replace(".", ";").replace(",", _NARROW).replace(";", ",")

    def short_amount(self, amount: float) -> str:
        """Return `2.5B` or `2,5 Md`, for beside a chart; 2,000 is still written out."""
        for least, size, letters in _SHORT_SCALES[self._index]:
            if abs(amount) >= least:
                return self._comma(f"{amount / size:g}") + letters
        return self._comma(f"{amount:g}")

    def _comma(self, number: str) -> str:
        return number if self.language == "en" else number.replace(".", ",")

    def amount(self, amount: float, unit: str) -> str:
        """Return an amount as a reader would write it: `$593 billion`, `38%`, `3.57 million downloads`."""
        if unit == "%":
            return self.number(amount) + ("%" if self.language == "en" else f"{_NARROW}%")
        if unit == "x":
            return f"{self.number(amount)}×"
        text = self._scaled(amount)
        sign = _SIGNS.get(unit)
        if sign and self.language == "en":
            return f"-{sign}{text[1:]}" if text.startswith("-") else f"{sign}{text}"
        if sign:
            return _of(text, _FRENCH[unit]) if text[-1].isalpha() else f"{text}{_NARROW}{sign}"
        if unit and text[-1].isalpha() and self.language == "fr":
            return _of(text, unit)
        return f"{text} {unit}".strip()

    def amounts(self, stated: Sequence[tuple[float, str]]) -> list[str]:
        """Return amounts with their units, in all their digits where two that differ would read alike."""
        said = [self.amount(amount, unit) for amount, unit in stated]
        if len(set(said)) == len(set(stated)):
            return said
        return [f"{self.number(amount)} {unit}" for amount, unit in stated]

    def _scaled(self, amount: float) -> str:
        for size, english, french in _SCALES:
            if abs(amount) >= size:
                count = amount / size
                if self.language == "en":
                    return f"{self.number(round(count, 2))} {english}"
                return f"{self.number(round(count, 2))} {french}{'s' if abs(count) >= 2 else ''}"
        return self.number(amount)

    def list(self, parts: Sequence[str]) -> str:
        """Return the parts with commas, and an `and` before the last."""
        if len(parts) < 2:
            return "".join(parts)
        joint = "and" if self.language == "en" else "et"
        return f"{', '.join(parts[:-1])} {joint} {parts[-1]}"

    @property
    def semicolon(self) -> str:
        """What stands between parts that have commas of their own."""
        return "; " if self.language == "en" else f"{_NARROW}; "

    def label(self, label: str, text: str) -> str:
        """Return `label: text`, with the space that French wants; of no text, the label with its colon."""
        colon = ":" if self.language == "en" else f"{_NARROW}:"
        return f"{label}{colon} {text}" if text else f"{label}{colon}"


@lru_cache(maxsize=len(VOICES) * 4)
def speaker(language: str) -> Voice:
    """Return the voice of a language, English where we do not speak it."""
    base = language_of(language).lower()
    return Voice(base if base in VOICES else "en")


def _of(scaled: str, noun: str) -> str:
    """Return so many of them in French, where a million is a noun: `27 millions d’heures`."""
    return f"{scaled} d’{noun}" if noun[0].lower() in _ELIDING else f"{scaled} de {noun}"


@lru_cache(maxsize=1024)
def unbroken(text: str) -> str:
    """Return a French text whose spaces before its signs keep them on the line of the word before."""
    text = _BEFORE_A_SIGN.sub(_NARROW, text)
    return text.replace("« ", "«\u00a0").replace(" »", "\u00a0»")


def filled(text: str, values: Mapping[str, object]) -> str:
    """Return a text with its values. Backticks in it are around what is for typing; in a value they mean nothing."""
    told = {name: str(value).replace("`", "ˋ") for name, value in values.items()}
    return text.format(**told) if told else text
