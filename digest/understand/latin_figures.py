"""A sentence in words with spaces between them in, the numbers that it states out.

English, French, German and Spanish are read in full; of other languages the digits with percent, money
and SI units. A sentence is cut into tokens once, then read from left to right: a number, its scale, its
unit; what was left without a unit may take one from its neighbour ("from 3 to 5 million users").
"""

import re
import unicodedata
from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from digest.understand import units
from digest.understand.numbers import HALF, ONE, SCALES, WORDS, read_digits, read_words


@dataclass(slots=True)
class Stated:
    """A number in a sentence: where it stands, its amount, unit and subject (empty until they are known)."""

    start: int
    end: int
    amount: float
    unit: str = ""
    subject: str = ""


@dataclass(slots=True)
class _Token:
    kind: str
    text: str
    low: str
    start: int
    end: int


_WORD = r"[^\W\d_][^\W_]*(?:[-‑.]\d[^\W_]*)*(?:['’](?:s|S|[^\W\d_]{3,})\b)?"
_CODE = r"(?:RMB|USD|EUR|CNY|GBP|CHF|INR|JPY|KRW|SGD|AUD|CAD|TWD|HKD|Rs\.?)(?=\s?\d)"
_ELISION = r"\b(?:[dlnscjmtDLNSCJMT]|[Qq]u|[Jj]usqu|[Ll]orsqu|[Pp]uisqu)['’]"
_GROUPED = "\\d{1,3}(?:[\u00a0\u202f\u2009]\\d{3})+(?!\\d)(?:[.,]\\d+)?"
_PLAIN = r"\d+(?:[.,'’]\d+)*"


def _tokeniser(spaced: str, elision: str) -> re.Pattern[str]:
    return re.compile(
        rf"(?P<number>{spaced}|{_GROUPED}|{_PLAIN})|(?P<code>{_CODE})|{elision}(?P<word>{_WORD})|(?P<mark>[^\w\s]|_)"
    )


# "1 234 567" with plain spaces; English, where "May 25 300 engineers" is possible, only with noughts.
_TOKENS = _tokeniser(r"\d{1,3}(?: \d{3})+(?!\d)(?:,\d+)?", "")
_ENGLISH_TOKENS = _tokeniser(r"\d{1,3}(?: 000)+(?!\d)", "")
_ELIDING_TOKENS = _tokeniser(r"\d{1,3}(?: \d{3})+(?!\d)(?:,\d+)?", rf"(?P<elision>{_ELISION})|")
_ELIDING = frozenset({"fr", "it", "ca"})


def _tokens(sentence: str, language: str) -> list[_Token]:
    if language in _ELIDING:
        pattern = _ELIDING_TOKENS
    else:
        pattern = _ENGLISH_TOKENS if language == "en" else _TOKENS
    made = []
    for match in pattern.finditer(sentence):
        text = match.group()
        made.append(_Token(match.lastgroup or "", text, text.lower(), match.start(), match.end()))
    return made


# ---- words that decide ----------------------------------------------------------------------------


def _set(words: str) -> frozenset[str]:
    return frozenset(words.split())


# What is counted in these is a time, not a figure.
_TIMES = _set(
    "year years yr yrs month months week weeks day days hour hours hr hrs minute minutes min mins second seconds sec "
    "secs decade decades century centuries quarter quarters weekend weekends night nights evening evenings morning "
    "mornings afternoon o'clock am pm "
    "an ans année années mois semaine semaines jour jours heure heures minute minutes seconde secondes décennie "
    "décennies siècle siècles trimestre trimestres h journée journées week-ends nuit nuits "
    "jahr jahre jahren jahres monat monate monaten woche wochen tag tage tagen stunde stunden minute minuten sekunde "
    "sekunden jahrzehnt jahrzehnte jahrzehnten jahrhundert uhr quartal quartale quartalen nacht nächte "
    "año años mes meses semana semanas día días hora horas minuto minutos segundo segundos década décadas siglo siglos "
    "noche noches anni anno mesi giorni ore ano anos dias lat roku dni godzin miesięcy jaar dagen uur "
    "month-old year-old jährige jähriger jährigen yard yards"
)
# What headlines count, and what nobody would look up.
_EMPTY_NOUNS = _set(
    "times things ways reasons tips steps lessons takeaways questions facts ideas myths signs secrets habits mistakes "
    "hacks examples others ones halves goals sets places sides best worst stars degrees "
    "fois choses façons raisons conseils étapes leçons questions astuces points clés manières éléments idées "
    "mal gründe dinge fragen tipps schritte wege fakten beispiele ziele male "
    "veces cosas formas razones consejos pasos lecciones preguntas claves maneras ideas "
    "days reading"
)
# Words that end a noun's phrase: prepositions, articles, pronouns, auxiliaries, conjunctions.
_ENDS_PHRASE: Mapping[str, frozenset[str]] = {
    "en": _set(
        "a an the of in on at by for from to into with without within across over under about after before since until "
        "during between among against per via through as than that which who whom whose where when while and or but nor "
        "if because so is are was were be been being has have had do does did will would can could may might must shall "
        "should not no its his her their our your my this these those it he she they we i you there here now then up "
        "down out off only also just already still yet more less most least such said says say worth last next early "
        "late each every both all some any many few much according based amid despite around like unlike versus vs "
        "plus minus including excluding compared ago today yesterday tomorrow worldwide globally annually monthly "
        "daily nearly almost roughly approximately away apart ahead behind"
    ),
    "fr": _set(
        "le la les l un une des du de d au aux à en dans sur sous par pour avec sans entre vers chez contre depuis pendant "
        "avant après dès et ou mais donc ni car que qu qui quoi dont où ce cet cette ces son sa ses leur leurs notre nos "
        "votre vos mon ma mes est sont était étaient a ont avait avaient sera seront serait fut furent été être avoir ne "
        "n pas plus moins très trop aussi ainsi comme selon lors lorsque si se s il elle ils elles on nous vous je y "
        "soit environ près par rapport tout tous toutes chaque hier aujourd aujourd'hui demain déjà encore ici afin "
        "grâce malgré hors hormis parmi durant peut peuvent doit doivent va vont fait font cela celui celle ceux celles"
    ),
    "de": _set(
        "der die das den dem des ein eine einen einem einer eines und oder aber doch denn in im an am auf aus bei beim mit "
        "nach von vom zu zum zur für über unter um durch gegen ohne bis seit vor zwischen pro je als wie dass ob wenn weil "
        "ist sind war waren hat haben hatte hatten wird werden wurde wurden worden sein kann können soll sollen muss "
        "müssen nicht kein keine auch noch nur schon bereits sich er sie es wir ihr ihre ihren ihrem seine seinen dieser "
        "diese dieses mehr weniger rund etwa knapp fast so"
    ),
    "es": _set(
        "el la los las un una unos unas de del a al en con sin por para sobre entre hacia hasta desde contra según durante "
        "tras ante y e o u pero ni que quien quienes cual cuales donde cuando como si no es son era eran fue fueron ha han "
        "había sido ser está están hay más menos muy ya también solo sólo su sus este esta estos estas ese esa esos lo le "
        "les se me nos cada todo todos todas otro mientras aunque porque casi unos"
    ),
}
_ALL_ENDS = frozenset().union(*_ENDS_PHRASE.values())
# Adjectives that stand before a French or Spanish noun.
_BEFORE_NOUN = _set(
    "nouveaux nouvelles nouvel nouveau grands grandes petits petites jeunes autres premiers premières principaux principales "
    "anciens anciennes vrais bons bonnes meilleurs meilleures derniers dernières prochains prochaines différents différentes "
    "gros grosses longs longues simples précédents précédentes seuls seules importants véritables quelque quelques "
    "nuevos nuevas grandes pequeños pequeñas jóvenes otros otras primeros primeras principales antiguos mejores últimos "
    "últimas próximos diferentes distintos diversas presuntos supuestos nuovi nuove grandi novos novas milliers"
)
# English words in -s that are no plural nouns.
_NOT_PLURAL = _set(
    "was is has as its his this thus plus less across always perhaps besides towards overseas afterwards previous various "
    "versus minus us yes does says gets makes takes gives goes sometimes nowadays indoors outdoors upwards downwards "
    "afterward regardless nevertheless unless toss apparatus ours theirs hers yours whereas"
)
_PLURALS = _set(
    "people men women children staff personnel police aircraft feet teeth fish sheep crew faculty alumni criteria "
    "phenomena spacecraft data media troops hectares youth nuclei genera supernovae wives lives knives "
    "milliardaires hardware square"
)
# A word before a number that makes it a name: "Section 301", "Windows 11", "Top 10".
_NUMBERED = _set(
    "section sections article articles chapter rule title clause paragraph page pages table figure fig appendix annex "
    "schedule part volume vol episode season number no nos num nr nº n° numéro número nummer № phase round stage step "
    "level tier class grade type version ver v release build gen generation series model mark mk group unit area zone "
    "district room route highway flight line gate channel radio day week lot block case file bill resolution directive "
    "order act law decree proposition prop amendment opus top fortune global forbes russell nasdaq nikkei csi dax cac "
    "stoxx ftse hang s&p p topix kospi sensex dow covid iso ieee wi-fi wifi usb pcie hdmi bluetooth ddr lpddr hbm "
    "windows android ios ipados macos iphone ipad galaxy pixel xbox playstation ps surface kindle boeing airbus falcon "
    "starship apollo artemis shenzhou chang'e tiangong llama claude gemini gpt chatgpt qwen qwen-max kimi glm grok mistral "
    "phi gemma deepseek ernie doubao hunyuan pangu minimax sora veo dall-e midjourney copilot codex opus sonnet haiku "
    "gemini-pro yi baichuan falcon stable ascend kunpeng kirin snapdragon exynos dimensity tensor rtx gtx radeon ryzen "
    "core ultra xeon epyc instinct threadripper arc rubin blackwell hopper vera mate pura nova redmi ideapad thinkpad swift "
    "macbook watch airpods nova find reno ces euro web industry agenda vision article artikel kapitel teil absatz paragraf "
    "seite abschnitt artículo capítulo sección página título chapitre partie alinéa loi décret titre groupe niveau "
    "version étape tome gesetz stufe klasse ausgabe band nivel fase grupo ley norma size sizes us-$ ocean's district "
    "catch blink big division league formula formel formule route bus train terminal studio channel canal kanal sender "
    "building platform gate exit psalm genesis cohort batch ep lesson exhibit paragraph item category cat kategorie"
)
# Between one number and the next: both are of one kind.
_JOINS = _set("to and or – — - ‑ ~ à et ou bis und oder auf zu a y o hasta al sur against than from")
# Before a bare number that is set against one stated before: it counts the same.
_AGAINST = _set(
    "from to against versus vs than contre face gegenüber gegen nach frente contra desde statt von auf aux compared "
    "rapport comparado comparación vergleich au instead"
)
_DEFINITE = _set(
    "the these those both all our their its his her les ces ses leurs nos vos aux des die diese diesen alle beide beiden "
    "los las estos estas esos ambos sus nuestros last next first past other previous final top seine ihre unsere "
    "derniers dernières premiers premières prochains letzten ersten nächsten últimos primeros your my cette this that"
)
# Small numbers in words are figures when they count these: people, firms, products, places.
_COUNTED = _set(
    "people persons men women children workers employees staff jobs engineers researchers scientists students graduates "
    "experts officials users customers subscribers developers companies firms startups start-ups banks investors "
    "countries nations states cities provinces labs laboratories universities schools chips chipmakers gpus processors "
    "models servers datacenters centers centres reactors plants factories fabs satellites rockets robots robotaxis "
    "vehicles cars planes aircraft drones ships missiles patents papers studies languages products devices phones tokens "
    "parameters qubits deals contracts lawsuits cases deaths suspects victims seats stores datasets agents hubs campuses "
    "bases lawmakers senators judges professors founders co-founders executives directors members hospitals newspapers "
    "agencies ministries suppliers manufacturers carmakers automakers airlines authors journalists hackers defendants "
    "nationals citizens soldiers troops subsidiaries entities sites buildings supercomputers exaflops designers doctors "
    "personnes hommes femmes enfants salariés employés ouvriers ingénieurs chercheurs scientifiques étudiants diplômés "
    "utilisateurs clients abonnés développeurs entreprises sociétés start-up banques investisseurs pays états etats villes "
    "laboratoires universités écoles puces modèles serveurs usines satellites robots véhicules voitures avions drones "
    "navires brevets langues produits appareils contrats plaintes morts blessés victimes centres réacteurs ministres députés "
    "fondateurs dirigeants hôpitaux fabricants constructeurs suspects experts sites "
    "menschen personen männer frauen kinder mitarbeiter mitarbeitende beschäftigte arbeiter ingenieure forscher "
    "wissenschaftler studenten studierende nutzer kunden entwickler unternehmen firmen startups banken investoren länder "
    "ländern staaten städte labore universitäten schulen chips modelle server rechenzentren fabriken werke satelliten "
    "roboter fahrzeuge autos flugzeuge drohnen schiffe patente sprachen produkte geräte verträge klagen tote verletzte opfer "
    "kraftwerke reaktoren hersteller standorte konzerne forschern mitarbeitern gründer "
    "personas hombres mujeres niños trabajadores empleados ingenieros investigadores científicos estudiantes graduados "
    "usuarios clientes desarrolladores empresas compañías bancos inversores países estados ciudades laboratorios "
    "universidades chips modelos servidores fábricas plantas satélites robots vehículos coches aviones drones patentes "
    "idiomas productos dispositivos contratos demandas muertos heridos víctimas centros reactores fabricantes fundadores"
)
# What a hyphen may join to a number: "a 70-billion-parameter model", "a 10-member panel".
_HYPHENED = _set(
    "person member page parameter token layer qubit core seat bed nation country state strong story card gpu node chip "
    "rack seater passenger wafer bit vote unit language city point acre room share"
)
# Two words that count together.
_COMPOUNDS = {
    ("data", "centers"), ("data", "centres"), ("data", "center"), ("gpu", "hours"), ("tpu", "hours"), ("cpu", "hours"),
    ("gpu-hours", ""), ("basis", "points"), ("percentage", "points"), ("square", "feet"), ("square", "miles"),
    ("cubic", "feet"), ("light", "years"), ("fighter", "jets"), ("power", "plants"), ("central", "banks"),
    ("square", "foot"), ("job", "cuts"), ("electric", "vehicles"),
}  # fmt: skip
_COMPARED: Mapping[str, frozenset[str]] = {
    "en": _set("more less fewer as the its their that what than greater larger bigger smaller higher lower"),
    "fr": _set(
        "plus moins supérieur supérieure supérieurs inférieur inférieure le la les l meilleur meilleure ce celui celle son sa aussi mieux"
    ),
    "de": _set("so mehr weniger"),
    "es": _set("más menos mayor menor superior inferior el la los las mejor lo su tan"),
    "it": _set("più meno superiore il la"),
    "pt": _set("mais menos maior menor o a superior"),
}
_TIMES_WORD: Mapping[str, frozenset[str]] = {
    "en": _set("times x"),
    "fr": _set("fois x"),
    "de": _set("mal x"),
    "es": _set("veces x"),
    "it": _set("volte x"),
    "pt": _set("vezes x"),
}
_FOLD = re.compile(r"(?P<many>[a-zäöüß]+)(?P<fold>fold|mal|fach|fache|facher|faches|fachen|facht)$")
_GERMAN_PERCENT = re.compile(r"(?:prozentig(?:e[rsnm]?)?|prozentpunkt(?:e|en)?)$")
_ORDINAL = _set("st nd rd th e er ère ere eme ème nd nde º ª o a. te ten ter de ste")
_GLUED_SCALES = {"k": 1e3, "m": 1e6, "mn": 1e6, "b": 1e9, "bn": 1e9, "t": 1e12, "tn": 1e12, "trn": 1e12, "mm": 1e6,
                 "mln": 1e6, "mrd": 1e9, "mds": 1e9, "md": 1e9, "mld": 1e9}  # fmt: skip
_SHARES: Mapping[str, Mapping[str, float]] = {
    "en": {
        "third": 3,
        "thirds": 3,
        "quarter": 4,
        "quarters": 4,
        "fifth": 5,
        "fifths": 5,
        "tenth": 10,
        "tenths": 10,
    },
    "fr": {
        "tiers": 3,
        "quart": 4,
        "quarts": 4,
        "cinquième": 5,
        "cinquièmes": 5,
        "dixième": 10,
        "dixièmes": 10,
    },
    "de": {"drittel": 3, "viertel": 4, "fünftel": 5, "zehntel": 10},
    "es": {"tercio": 3, "tercios": 3, "cuartos": 4, "quinto": 5, "quintos": 5},
}
_HALVES: Mapping[str, frozenset[str]] = {
    "en": frozenset({"half"}),
    "fr": frozenset({"moitié"}),
    "de": frozenset({"hälfte"}),
    "es": frozenset({"mitad"}),
}
_OF = _set("of de d du des der von del di da d' d’")
_GERMAN_EVERY = re.compile(r"jede[rsnm]?$")
_GERMAN_NTH = {
    "zweite": 2, "dritte": 3, "vierte": 4, "fünfte": 5, "sechste": 6, "siebte": 7, "achte": 8, "zehnte": 10,
}  # fmt: skip
_LEAST_WORTHY_IN_WORDS = 10
_YEARS = range(1900, 2100)
_APPROXIMATE = _set(
    "about around over nearly almost roughly approximately some than least most up under below above only exactly just "
    "another additional extra further nearly estimated environ près plus moins presque quelque jusqu jusqu' rund etwa knapp "
    "fast über mehr weniger mindestens höchstens unter circa ca bis casi unos unas alrededor cerca más menos hasta total"
)


# ---- reading --------------------------------------------------------------------------------------


class _Reader:
    """Reads one sentence's tokens; it is a class for the many short steps that share them."""

    def __init__(self, sentence: str, language: str, dates: Sequence[tuple[int, int]]) -> None:
        self.sentence = sentence
        self.language = language
        self.tokens = _tokens(sentence, language)
        self.words = WORDS.get(language, {})
        self.scales = SCALES.get(language, SCALES["en"])
        self.ones = ONE.get(language, frozenset())
        self.ends = _ENDS_PHRASE.get(language, _ALL_ENDS)
        self.dates = dates
        self.title_case = _is_title_case(self.tokens)
        self.found: list[Stated] = []
        # The numbers that have no unit yet, by their token: (token before, token after, is a range's first).
        self.spans: list[tuple[int, int]] = []

    # -- helpers

    def token(self, place: int) -> _Token | None:
        return self.tokens[place] if 0 <= place < len(self.tokens) else None

    def low(self, place: int) -> str:
        return self.tokens[place].low if 0 <= place < len(self.tokens) else ""

    def touches(self, place: int) -> bool:
        """Say whether the token at `place` follows the one before it without a space."""
        return 0 < place < len(self.tokens) and self.tokens[place].start == self.tokens[place - 1].end

    def in_date(self, token: _Token) -> bool:
        return any(start <= token.start < end for start, end in self.dates)

    def slice(self, first: int, last: int) -> str:
        return self.sentence[self.tokens[first].start : self.tokens[last].end]

    # -- the walk

    def read(self) -> list[Stated]:
        place = 0
        while place < len(self.tokens):
            place = self.read_at(place)
        self.join_neighbours()
        return [stated for stated in self.found if stated.unit]

    def read_at(self, place: int) -> int:
        """Read what may be a number at `place`; return where to go on."""
        token = self.tokens[place]
        if token.kind == "number":
            if self.in_date(token):
                return place + 1
            value = read_digits(token.text, self.language)
            if value is None or self.is_part_of_name(place, token.text):
                return place + 1
            return self.read_quantity(place, place + 1, value, spelled=False)
        if token.kind != "word":
            return place + 1
        low = token.low
        if low in self.words and not self.in_date(token):
            value, after = self.read_spelled(place)
            return self.read_quantity(place, after, value, spelled=True)
        if low in self.ones:
            return self.read_one(place)
        if low in _HALVES.get(self.language, ()):
            return self.read_half(place)
        if low in _TWICE and (twice := self.read_twice(place)):
            return twice
        if self.language == "de" and low.startswith("jede") and _GERMAN_EVERY.fullmatch(low):
            return self.read_every(place)
        if low.endswith(("fold", "mal", "fach", "fache", "facht")) and (fold := _FOLD.fullmatch(low)):
            many = self.words.get(fold["many"]) or {"hundred": 100.0, "thousand": 1000.0}.get(fold["many"])
            if many and (fold["fold"] != "mal" or self.is_compared(place + 1)):
                self.keep(place, place + 1, many, "x", "")
        return place + 1

    def read_spelled(self, place: int) -> tuple[float, int]:
        """Add up the number words from `place` on; return the value and the place after them."""
        values: list[float] = []
        places: list[int] = []
        at = place
        while at < len(self.tokens) and len(values) < 12:
            token = self.tokens[at]
            value = self.words.get(token.low)
            if value is None:
                value = self.scales.get(token.low) if values else None
            if value is not None:
                # "vier Millionen" stands in its own right: scales are read by read_quantity, too.
                values.append(value)
                places.append(at)
            elif token.low in ("-", "and", "et", "y", "‑"):
                follower = self.low(at + 1)
                if follower not in self.words or (token.low == "and" and values[-1] < 100):
                    break
                # "trois et cinq", "dos y tres" are two numbers; "vingt et un", "treinta y dos" are one.
                if token.low in ("et", "y") and values[-1] not in range(20, 100, 10):
                    break
            else:
                break
            at += 1
        value, used = read_words(values)
        return value, places[used - 1] + 1

    def read_one(self, place: int) -> int:
        """Read "a million", "one in five", "half a million", "un tiers", "une entreprise sur cinq"."""
        after = place + 1
        low = self.low(after)
        scale = self.scales.get(low, 0.0)
        least = 1e6 if self.low(place) == "a" else 100.0
        if scale >= least and self.tokens[after].kind == "word":
            before = self.low(place - 1)
            if before in HALF.get(self.language, ()):
                return self.read_quantity(place - 1, after, 0.5, spelled=False)
            # "$2 a million tokens" is a rate.
            if self.tokens[place - 1].kind == "number" if place else False:
                return after
            return self.read_quantity(place, after, 1.0, spelled=False)
        if low in HALF.get(self.language, ()):
            skip = after + 1 + (self.low(after + 1) in ("-", "‑"))
            if self.scales.get(self.low(skip), 0.0) >= 1e6:
                return self.read_quantity(place, skip, 0.5, spelled=False)
        if share := self.read_share(place, after, 1.0):
            return share
        if odds := self.read_odds(place, after, 1.0):
            return odds
        return after

    def read_half(self, place: int) -> int:
        before, after = self.low(place - 1), place + 1
        if before in _set(
            "first second latter other premier première deuxième seconde ersten zweiten primera segunda"
        ):
            return after
        follower = self.low(after)
        is_share = follower in _OF or (self.language == "en" and follower in ("the", "its", "their", "all"))
        noun = self.low(after + 1) if follower in _OF else follower
        if noun in ("the", "la", "le", "les", "l'", "der", "des", "los", "las", "el", "all", "its", "their"):
            noun = self.low(after + 1 + (follower in _OF))
        if is_share and noun not in _TIMES and not re.fullmatch(r"(?:19|20)\d\d", noun):
            self.keep(place, after, 50.0, "%", self.phrase_after(after))
        return after

    def read_twice(self, place: int) -> int | None:
        """Read "twice as many", "doppelt so viele", "el doble de": a number only where something is compared."""
        low, follower = self.low(place), self.low(place + 1)
        if low == "twice" and follower in ("as", "the", "that", "its", "what"):
            pass
        elif low == "thrice" and follower == "as":
            self.keep(place, place + 1, 3.0, "x", self.phrase_before(place))
            return place + 1
        elif low == "doppelt" and follower == "so":
            pass
        elif low == "doble" and follower in ("de", "que") and self.low(place - 1) == "el":
            pass
        else:
            return None
        self.keep(place, place + 1, 2.0, "x", self.phrase_before(place))
        return place + 1

    def read_every(self, place: int) -> int:
        nth = _GERMAN_NTH.get(self.low(place + 1).rstrip("rsnm"))
        noun = self.low(place + 2)
        if nth and noun not in _TIMES:
            self.keep(place, place + 2, round(100.0 / nth, 2), "%", self.phrase_after(place + 2))
            return place + 2
        return place + 1

    # -- a number that is none

    def is_part_of_name(self, place: int, text: str) -> bool:
        before = self.token(place - 1)
        after = self.token(place + 1)
        if after and self.touches(place + 1):
            if (
                after.text in "/:"
                and self.touches(place + 2)
                and (two := self.token(place + 2))
                and two.kind == "number"
            ):
                return True
            if after.text == "/" and self.touches(place + 2):
                return True
            if after.text in ("°", "º", "ª", "@", "_", "=", "*", "\\"):
                return after.text != "°"
        if before is None:
            return False
        if self.touches(place):
            if before.text in "#/:@_=.&№\\'’*" and not (before.text in "'’" and before.start == 0):
                return True
            if before.kind in ("word", "number"):
                return True
            if before.text in "-‑–" and self.touches(place - 1) and (two := self.token(place - 2)):
                # "GPT-4" is one token; "Pro-4", "10-4" and "2025-26" come here.
                if two.kind == "word" and two.low not in self.scales and two.low not in units.PERCENT:
                    return True
                if two.kind == "number" and self.in_date(two):
                    return True
        if before.low in _NUMBERED and before.kind == "word":
            return not self.is_measured(place + 1) or before.low in ("no", "nr", "top", "no.")
        if before.low == "of" and self.low(place - 2) in ("group", "chapter", "page", "team", "class"):
            return True
        if (
            before.text == "."
            and self.touches(place - 1)
            and self.low(place - 2)
            in ("no", "nos", "nr", "art", "sec", "ch", "vol", "fig", "p", "pp", "ver", "v", "ep", "abs")
        ):
            return True
        if before.text in ("§", "№", "#"):
            return True
        if self.language in ("de",) or self.title_case or before.kind != "word":
            return False
        # A capital inside a sentence and a small bare number behind it are a name: "Ernie 5", "Atlas 900".
        is_name = before.text[0].isupper() and (
            place > 1 and self.low(place - 2) not in (".", "“", '"', ":", "•")
        )
        has_digits = any(char.isdigit() for char in before.text)
        if not (is_name or has_digits) or before.low.endswith(("'s", "’s")):
            return False
        if self.sentence[before.end : self.tokens[place].start] not in (" ", "\u00a0"):
            return False
        return len(text) <= 4 and not self.is_measured(place + 1)

    def is_measured(self, place: int) -> bool:
        """Say whether a unit of money, per cent or SI, or a scale, follows."""
        token = self.token(place)
        if token is None:
            return False
        if (
            token.text in units.SYMBOLS
            or token.text in "%‰"
            or token.low in self.scales
            or token.low in units.PERCENT
        ):
            return True
        return self.unit_at(place)[0] != ""

    # -- units

    def read_quantity(self, first: int, place: int, value: float, *, spelled: bool) -> int:
        """Read scale and unit of the number that ends before `place`; keep it; return where to go on."""
        if not spelled:
            if share := self.read_share(first, place, value):
                return share
        elif share := self.read_share(first, place, value):
            return share
        if odds := self.read_odds(first, place, value):
            return odds
        money, opens = self.money_before(first)
        value, place, scaled = self.read_scale(place, value, bool(money))
        if value != value or value in (float("inf"),):
            return place
        if money:
            self.keep(opens, place, value, money, "")
            return self.skip_repeated_money(place)
        unit, after = self.unit_at(place)
        if unit:
            sign = self.low(first - 1) in ("-", "−") and self.touches(first) and not self.touches(first - 1)
            self.keep(first, after, -value if sign and unit == "%" else value, unit, "")
            return after
        if self.touches(place) and (glued := self.token(place)) and glued.kind == "word":
            # 5G, 3D, 21st, 97total.
            return place + 1
        if (times := self.times_at(place)) is not None:
            self.keep(first, times, value, "x", "")
            return times
        if self.low(place) in _TIMES_WORD.get(self.language, ()):
            return place + 1
        if spelled and scaled:
            spelled = False
        noun = self.noun_at(place, value, spelled=spelled, first=first, scaled=scaled)
        if noun is None:
            # No noun of its own; a neighbour may lend it one.
            self.keep(first, place, value, "", "")
            return place
        unit, subject, after = noun
        if unit:
            self.keep(first, after, value, unit, subject)
        return after

    def read_scale(self, place: int, value: float, is_money: bool) -> tuple[float, int, bool]:
        scaled = False
        while (token := self.token(place)) is not None:
            at = place
            if token.text in "-‑" and self.touches(place) and self.touches(place + 1):
                at = place + 1
                token = self.tokens[at]
            if token.kind != "word":
                break
            touching = self.touches(at) and at == place
            scale = self.scales.get(token.low)
            if scale is None and (touching or is_money or self.low(at + 1) in ("€", "$", "£")):
                scale = self.glued_scale(at, token, is_money, touching)
            if scale is None:
                break
            value *= scale
            scaled = True
            place = at + 1
            # "Mrd. Euro", "mln. zł"
            if (
                len(token.text) <= 4
                and self.low(place) == "."
                and self.touches(place)
                and self.token(place + 1)
            ):
                follower = self.tokens[place + 1]
                if token.low != "mil" and (
                    follower.text[0].islower() or self.language == "de" or follower.text in units.SYMBOLS
                ):
                    place += 1
        return value, place, scaled

    def glued_scale(self, at: int, token: _Token, is_money: bool, touching: bool) -> float | None:
        scale = _GLUED_SCALES.get(token.low)
        if scale is None:
            return None
        if is_money or self.low(at + 1) in units.SYMBOLS or self.low(at + 1) in units.MONEY:
            return scale
        if not touching or token.text in ("mm", "t", "md"):
            return None
        # "100M users", "671B parameters": only with something counted behind it.
        after = at + 1 + (self.low(at + 1) in ("-", "+"))
        follower = self.token(after)
        if follower is None or follower.kind != "word":
            return None
        is_counted = self.noun_at(after, 2.0, spelled=False, first=at, scaled=True)
        is_hyphened = self.low(at + 1) == "-" and follower.low in _HYPHENED
        if token.text == "K" and follower.low in ("context", "tokens", "token", "context-window"):
            return scale
        return scale if (is_counted and is_counted[0]) or is_hyphened else None

    def money_before(self, first: int) -> tuple[str, int]:
        """Return the currency that stands before the number and the place where it starts."""
        before = self.token(first - 1)
        if before is None:
            return "", first
        if before.kind == "code":
            return units.CODES.get(before.text, ""), first - 1
        if before.text in units.SYMBOLS:
            code = units.SYMBOLS[before.text]
            two = self.token(first - 2)
            if code == "USD" and two and self.touches(first - 1):
                if two.text in units.DOLLARS:
                    return units.DOLLARS[two.text], first - 2
                if two.text == "." and self.low(first - 3) == "s":
                    return "USD", first - 2
            if before.text == "¥" and _CHINESE.search(self.sentence):
                code = "CNY"
            return code, first - 1
        if before.text in units.CODES and before.kind == "word":
            return units.CODES[before.text], first - 1
        if before.low in ("rs", "rupees") or (before.text == "." and self.low(first - 2) == "rs"):
            return "INR", first - 1
        return "", first

    def skip_repeated_money(self, place: int) -> int:
        """Step over the "dollars" of "$5 billion dollars"."""
        return place + 1 if self.low(place) in units.MONEY else place

    def unit_at(self, place: int) -> tuple[str, int]:
        """Return the unit that begins at `place` and the place after it; per cent, money and SI only."""
        token = self.token(place)
        if token is None:
            return "", place
        if token.text in "-‑" and self.touches(place) and self.touches(place + 1):
            place += 1
            token = self.tokens[place]
        if token.text in ("%", "%", "‰"):
            if self.low(place + 1) in ("-", "‑") and self.low(place + 2).startswith("punkt"):
                return self.tokens[place + 2].text, place + 3
            return "%", place + 1
        low, follower = token.low, self.low(place + 1)
        if low in units.PERCENT:
            return "%", place + 1
        if (low, follower) in units.PERCENT_PAIRS:
            return "%", place + 2
        if low in ("percentage", "basis") and follower in ("points", "point"):
            return self.slice(place, place + 1), place + 2
        if low in ("points", "point", "puntos", "punto") and follower in ("de", "porcentuales", "porcentual"):
            if follower != "de":
                return self.slice(place, place + 1), place + 2
            if self.low(place + 2) in ("pourcentage", "base"):
                return self.slice(place, place + 2), place + 3
            if self.low(place + 2) == "%":
                return "points de %", place + 3
        if low.startswith("prozent") and _GERMAN_PERCENT.fullmatch(low):
            return ("%", place + 1) if "punkt" not in low else (token.text, place + 1)
        if (money := self.money_after(place)) is not None:
            return money
        return self.si_at(place)

    def money_after(self, place: int) -> tuple[str, int] | None:
        token = self.tokens[place]
        if token.text in units.SYMBOLS:
            # "5 $ US"
            skip = self.low(place + 1) == "us"
            code = units.SYMBOLS[token.text]
            if code == "USD" and self.low(place + 1) in ("ca", "can", "hk", "nt"):
                return {"ca": "CAD", "can": "CAD", "hk": "HKD", "nt": "TWD"}[self.low(place + 1)], place + 2
            return code, place + 1 + skip
        at = place
        if token.low in ("of", "de", "d'", "d’", "di") and self.token(place + 1):
            at = place + 1
            token = self.tokens[at]
        if token.text in units.DOLLARS and self.low(at + 1) == "$":
            return units.DOLLARS[token.text], at + 2
        if token.text in units.CODES and token.text.isupper():
            return units.CODES[token.text], at + 1
        # "US dollars", "U.S. dollars", "US-Dollar", "Hong Kong dollars", "Taiwan-Dollar"
        whose = ""
        for width in (2, 1):
            name = " ".join(self.low(at + step) for step in range(width))
            if name in units.WHOSE:
                whose, at = units.WHOSE[name], at + width
                break
        else:
            if token.low in ("us", "american"):
                whose, at = "USD", at + 1
            elif token.low == "u" and self.low(at + 1) == "." and self.low(at + 2) == "s":
                whose, at = "USD", at + 3 + (self.low(at + 3) == ".")
        if whose and self.low(at) in ("-", "‑"):
            at += 1
        low = self.low(at)
        if low == "$" and whose:
            return whose, at + 1
        if low.endswith("-dollar") or low in ("us-dollar", "us-dollars"):
            return "USD", at + 1
        code = units.MONEY.get(low, "")
        if not code:
            if low in ("pound", "pounds") and (
                place != at or self.low(at + 1) == "sterling" or self.is_large(place)
            ):
                return "GBP", at + 1 + (self.low(at + 1) == "sterling")
            if low in ("francs", "franc", "francos") and self.low(at + 1) in ("suisses", "suizos", "swiss"):
                return "CHF", at + 2
            if low == "swiss" and self.low(at + 1).startswith("franc"):
                return "CHF", at + 2
            return None
        if whose and code != "USD":
            return None
        # "won 3 awards", "real", "rand": a verb and two words; money only in large amounts.
        if low in ("won", "real", "rand", "lira", "dong", "wons") and not self.is_large(place):
            return None
        after = at + 1
        if code == "USD" and not whose:
            after_word = self.low(after)
            if after_word in units.WHOSE:
                return units.WHOSE[after_word], after + 1
            if after_word in ("de", "of") and self.low(after + 1) in (
                "hong",
                "taïwan",
                "taiwán",
                "taiwan",
                "singapour",
            ):
                return {"h": "HKD", "t": "TWD", "s": "SGD"}[self.low(after + 1)[0]], after + 2
        return whose or code, after

    def is_large(self, place: int) -> bool:
        """Say whether the word or the separators before `place` make thousands at least."""
        before = self.token(place - 1)
        if before is None:
            return False
        return (
            before.low in self.scales
            or before.low in _GLUED_SCALES
            or (before.kind == "number" and len(before.text) > 4)
        )

    def si_at(self, place: int) -> tuple[str, int]:
        token = self.tokens[place]
        touching = self.touches(place) or self.low(place - 1) in ("-", "‑")
        text = token.text
        if (
            token.kind == "mark"
            and text == "°"
            and (scale := self.token(place + 1))
            and scale.text in ("C", "F")
        ):
            return f"°{scale.text}", place + 2
        if token.low in ("de", "d'", "d’") and self.low(place + 1) in units.SI_WORDS:
            place += 1
            token = self.tokens[place]
        elif token.kind != "word":
            return "", place
        # GB/s is three tokens.
        if self.low(place + 1) == "/" and self.touches(place + 1) and self.touches(place + 2):
            rate = f"{text}/{self.tokens[place + 2].text}" if self.token(place + 2) else ""
            if rate in units.SI or rate in units.FRENCH_SI:
                return units.FRENCH_SI.get(rate, rate), place + 3
        if text in units.SI:
            if self.low(place + 1) in ("²", "³"):
                return text + self.low(place + 1), place + 2
            if text == "ms" and self.language == "en" and not touching and self.title_case:
                return "", place
            return text, place + 1
        if self.language == "fr" and text in units.FRENCH_SI:
            return units.FRENCH_SI[text], place + 1
        if (
            text in units.SPACED_SI
            and (text in "WV" or not touching)
            and self.low(place - 1) not in self.scales
        ):
            if text in "mgt" and self.title_case:
                return "", place
            return text, place + 1
        if token.low in units.SQUARE and self.low(place + 1) in units.SI_WORDS:
            unit = units.SI_WORDS[self.low(place + 1)]
            return f"{unit}²", place + 2
        low = token.low
        if low in units.ALONE:
            return units.ALONE[low], place + 1
        unit = units.SI_WORDS.get(low, "")
        if not unit and not low.isascii():
            plain = "".join(
                char for char in unicodedata.normalize("NFD", low) if not unicodedata.combining(char)
            )
            unit = units.SI_WORDS.get(plain, "")
        if not unit:
            return "", place
        after = place + 1
        if unit.endswith("W"):
            hyphen = self.low(after) in ("-", "‑")
            if self.low(after + hyphen) in units.HOURS:
                return f"{unit}h", after + hyphen + 1
        if self.low(after) in units.SQUARE:
            return f"{unit}²", after + 1
        return unit, after

    # -- times, odds, shares

    def times_at(self, place: int) -> int | None:
        """Return the place after "times" where a comparison follows: "17 times cheaper"."""
        token = self.token(place)
        if token is None:
            return None
        low = token.low
        if token.text == "×" or (low == "x" and self.touches(place)):
            follower = self.token(place + 1)
            return None if follower and follower.kind == "number" else place + 1
        if low in ("-", "‑") and self.touches(place):
            suffix = self.low(place + 1)
            if suffix in ("fold", "fach", "fache", "faches", "fachen") or (
                suffix == "mal" and self.is_compared(place + 2)
            ):
                return place + 2
            return None
        if self.touches(place):
            is_fold = low in ("fold", "fach", "fache", "fachen", "faches") or (
                low == "mal" and self.is_compared(place + 1)
            )
            return place + 1 if is_fold else None
        if low in _TIMES_WORD.get(self.language, ()) and low != "x" and self.is_compared(place + 1):
            return place + 1
        return None

    def is_compared(self, place: int) -> bool:
        low = self.low(place)
        if low in _COMPARED.get(self.language, ()):
            return True
        if self.language == "en" and low.endswith("er") and len(low) > 4 and low not in _NOT_COMPARED:
            return True
        return self.language == "de" and (low.endswith("er") or low.endswith("ere")) and len(low) > 5

    def read_odds(self, first: int, place: int, value: float) -> int | None:
        """Read "one in five", "two out of three", "une entreprise sur cinq", "uno de cada cinco"."""
        language = self.language
        at = place
        if language == "en":
            if self.low(at) == "out" and self.low(at + 1) == "of":
                at += 2
            elif self.low(at) == "in":
                at += 1
            else:
                return None
            at += self.low(at) == "every"
        elif language == "fr":
            for _ in range(4):
                if self.low(at) == "sur":
                    break
                if self.token(at) is None or self.tokens[at].kind != "word" or self.low(at) in self.ends:
                    return None
                at += 1
            else:
                return None
            at += 1
        elif language == "de":
            if self.low(at) not in ("von", "aus"):
                return None
            at += 1
        elif language == "es":
            if self.low(at) != "de" or self.low(at + 1) != "cada":
                return None
            at += 2
        else:
            return None
        token = self.token(at)
        if token is None or self.in_date(token):
            return None
        if token.kind == "number":
            many = read_digits(token.text, language)
            after = at + 1
        elif token.low in self.words:
            many, after = self.read_spelled(at)
        else:
            return None
        follower = self.token(after)
        if many is None or not value < many <= 1000 or value != int(value) or many != int(many):
            return None
        noun = follower.low if follower else ""
        if noun in _TIMES or noun in self.scales or noun in ("%", "$", "€", "-") or self.unit_at(after)[0]:
            return None
        is_plural = noun.endswith(("s", "x")) and noun not in self.ends
        if language == "fr" and is_plural and at - place <= 2:
            return None
        if language == "de" and is_plural is False and noun[:1].isupper():
            return None
        if language == "fr" and at - place > 1:
            subject = self.slice(place, at - 2)
        else:
            subject = self.phrase_after(after)
        self.keep(first, after, round(100.0 * value / many, 2), "%", subject)
        return after

    def read_share(self, first: int, place: int, value: float) -> int | None:
        """Read "two thirds of", "a quarter of", "trois quarts des", "ein Drittel der"."""
        shares = _SHARES.get(self.language)
        if not shares:
            return None
        at = place + (self.low(place) in ("-", "‑"))
        parts = shares.get(self.low(at))
        if parts is None or value >= parts:
            return None
        follower = self.low(at + 1)
        is_share = follower in _OF or (
            self.language == "de" and follower in ("aller", "des", "ihrer", "seiner", "unserer")
        )
        if not is_share and not (value > 1 and follower in ("majority", "more", "less", "mehr", "weniger")):
            return None
        noun = self.low(at + 2)
        if noun in ("a", "an", "the") and self.low(at + 3) in _TIMES:
            return None
        if noun in _TIMES or noun in ("century", "siècle"):
            return None
        self.keep(first, at + 1, round(100.0 * value / parts, 2), "%", self.phrase_after(at + 1))
        return at + 1

    # -- nouns

    def noun_at(
        self, place: int, value: float, *, spelled: bool, first: int, scaled: bool
    ) -> tuple[str, str, int] | None:
        """Return unit, subject and the place after a counted noun; ("", "", place) for what is no figure.

        None means that nothing is counted here: the number stands bare.
        """
        token = self.token(place)
        if token is None:
            return None
        hyphened = False
        if token.text in "-‑" and self.touches(place) and self.touches(place + 1):
            hyphened = True
            place += 1
            token = self.tokens[place]
        elif token.text == "+":
            place += 1
        if self.low(place) in ("plus", "odd", "or") and self.low(place + 1) == "so":
            place += 2
        if (token := self.token(place)) is None:
            return None
        if hyphened:
            if token.low in _HYPHENED:
                return token.text, self.hyphened_subject(place), place + 1
            return "", "", place + 1
        if self.language == "en":
            return self.english_noun(place, value, spelled=spelled, first=first)
        if self.language == "de":
            return self.german_noun(place, value, spelled=spelled, first=first)
        if self.language in ("fr", "es", "it", "pt"):
            return self.romance_noun(place, value, spelled=spelled, first=first, scaled=scaled)
        return None

    def hyphened_subject(self, place: int) -> str:
        following = self.token(place + 1)
        if following and following.kind == "word" and following.low not in self.ends:
            return following.text
        return self.tokens[place].text

    def is_too_small(self, value: float, first: int, noun: str, spelled: bool) -> bool:
        """Say whether a small number in words is part of the telling rather than a figure."""
        if not spelled or value >= _LEAST_WORTHY_IN_WORDS:
            return False
        return noun not in _COUNTED or self.low(first - 1) in _DEFINITE

    def english_noun(
        self, place: int, value: float, *, spelled: bool, first: int
    ) -> tuple[str, str, int] | None:
        start = place
        if self.low(place) == "of":
            # "500 of its engineers"
            if self.low(place + 1) not in (
                "its",
                "their",
                "the",
                "his",
                "her",
                "our",
                "these",
                "those",
                "them",
            ):
                return None
            place += 2
            start = place
        last = None
        at = place
        while at < min(place + 6, len(self.tokens)):
            token = self.tokens[at]
            if token.text in "-‑" and self.touches(at) and self.touches(at + 1) and at > place:
                at += 1
                continue
            if (
                token.text == ","
                and last is None
                and at > place
                and self.token(at + 1)
                and self.tokens[at + 1].kind == "word"
            ):
                # "300 young, talented engineers"
                at += 1
                continue
            if (
                token.kind != "word"
                or token.low in self.ends
                or token.low in self.scales
                or token.low in self.words
            ):
                break
            if token.low.endswith(("'s", "’s")):
                if at - place > 1:
                    break
                at += 1
                continue
            if last is not None and (token.low in _VERBS or not self.is_plural(token)):
                break
            if self.is_plural(token):
                last = at
            if token.low in _TIMES or token.low in _EMPTY_NOUNS:
                if token.low == "hours" and at > place and self.is_machine(at - 1):
                    return self.slice(at - 1, at), self.slice(start, at), at + 1
                return "", "", at + 1
            at += 1
        if last is None:
            return None
        noun = self.tokens[last]
        if (
            noun.low in _TIMES
            or noun.low in _EMPTY_NOUNS
            or self.low(start) in ("best", "worst", "key", "top", "big", "great")
        ):
            return "", "", last + 1
        if self.is_too_small(value, first, noun.low, spelled):
            return "", "", last + 1
        unit = noun.text
        if last > start and (self.low(last - 1), noun.low) in _COMPOUNDS:
            unit = self.slice(last - 1, last)
        return unit, self.slice(start, last), last + 1

    def is_machine(self, place: int) -> bool:
        """Say whether hours are counted of a machine: "GPU hours", "H800 hours", "GPU-hours"."""
        place -= self.low(place) in ("-", "‑")
        return self.tokens[place].text.isupper() or self.low(place) in ("compute", "computing", "chip")

    def is_plural(self, token: _Token) -> bool:
        low = token.low
        if low in _PLURALS or (low.endswith("s") and len(low) > 2 and token.text[:-1].isupper()):
            return True
        if not low.endswith("s") or (len(low) < 4 and not token.text[:-1].isupper()):
            return False
        if low.endswith(("ss", "us", "is", "’s", "'s")) and low not in ("menus", "gurus", "taxis", "campus"):
            return False
        return low not in _NOT_PLURAL

    def german_noun(
        self, place: int, value: float, *, spelled: bool, first: int
    ) -> tuple[str, str, int] | None:
        for at in range(place, min(place + 5, len(self.tokens))):
            token = self.tokens[at]
            if token.kind != "word" or token.low in self.ends or token.low in self.scales:
                return None
            if not token.text[0].isupper():
                continue
            last = at
            while self.low(last + 1) in ("-", "‑") and self.touches(last + 1) and self.touches(last + 2):
                last += 2
            noun = self.slice(at, last)
            folded = noun.lower()
            if folded in _TIMES or folded in _EMPTY_NOUNS:
                return "", "", last + 1
            if len(folded) < 3 or self.is_too_small(value, first, folded, spelled):
                return "", "", last + 1
            return noun, self.slice(place, last), last + 1
        return None

    def romance_noun(
        self, place: int, value: float, *, spelled: bool, first: int, scaled: bool
    ) -> tuple[str, str, int] | None:
        has_de = self.low(place) in ("de", "d'", "d’", "di")
        if has_de and not scaled:
            return None
        if (
            has_de
            and self.low(first - 1) in ("aux", "les", "los", "las")
            and self.low(first - 2) in _AGAINST
            and self.found
        ):
            # "910 millions de téléchargements par rapport aux 125 millions de DeepSeek": whose, not what.
            return None
        at = place + has_de
        start = at
        while self.low(at) in _BEFORE_NOUN and at < place + 4:
            at += 1
        token = self.token(at)
        if token is None or token.kind != "word" or token.low in self.ends:
            return None
        low = token.low
        if low in _TIMES or low in _EMPTY_NOUNS:
            is_machine = low in ("heures", "horas") and self.low(at + 2) in (
                "calcul",
                "cálculo",
                "gpu",
                "cómputo",
            )
            return (token.text, self.slice(at, at + 2), at + 3) if is_machine else ("", "", at + 1)
        is_acronym = len(token.text) > 1 and token.text[:2].isupper()
        is_plural = low.endswith(("s", "x", "z")) or (self.language == "it" and low.endswith(("i", "e")))
        if not (is_plural or is_acronym or scaled or low in ("start-up", "gens", "personnel")):
            return None
        if token.text[0].isupper() and not is_acronym and (low in _NEWSPAPERS or not is_plural):
            return None
        last = at
        while self.low(last + 1) in ("-", "‑") and self.touches(last + 1) and self.touches(last + 2):
            last += 2
        noun = self.slice(at, last)
        if self.is_too_small(value, first, noun.lower(), spelled):
            return "", "", last + 1
        stop = last
        while stop < last + 3 and (follower := self.token(stop + 1)) and follower.kind == "word":
            if follower.low in self.ends or not follower.low.endswith(("s", "x")):
                break
            stop += 1
        return noun, self.slice(start, stop), last + 1

    # -- subjects

    def phrase_after(self, place: int) -> str:
        """Return the noun's phrase that follows "of", "in" or "for", or stands at `place`."""
        at = place
        if self.low(at) in (
            "of",
            "in",
            "for",
            "on",
            "from",
            "worth",
            "de",
            "d'",
            "d’",
            "du",
            "des",
            "der",
            "von",
            "del",
            "an",
            "en",
            "pour",
            "para",
            "für",
        ):
            at += 1
            at += self.low(at) == "of"
        while self.low(at) in _ARTICLES:
            at += 1
        start = at
        while at < min(start + 5, len(self.tokens)):
            token = self.tokens[at]
            if token.text in "-‑&" and at > start and self.touches(at):
                at += 1
                continue
            if (
                token.kind not in ("word", "elision")
                or (token.low in self.ends and token.low not in _OF)
                or (at > start and token.low in _VERBS)
            ):
                break
            if token.low in _OF and (at == start or at + 1 >= len(self.tokens)):
                break
            at += 1
        while at > start and (
            self.low(at - 1) in _OF or self.low(at - 1) in self.ends or self.tokens[at - 1].kind == "mark"
        ):
            at -= 1
        return self.slice(start, at - 1) if at > start else ""

    def phrase_before(self, place: int, *, clauses: int = 1) -> str:
        """Return what a verb before the number is said of: the words left of it, without the verb."""
        at = place - 1
        while at >= 0 and at > place - 14 * clauses:
            if self.tokens[at].text in _CLAUSE_ENDS:
                clauses -= 1
                if clauses == 0:
                    break
            at -= 1
        start, end = at + 1, place
        while end > start and self.is_link(end - 1):
            end -= 1
        for at in range(end - 1, start - 1, -1):
            if self.low(at) in _CLAUSE_WORDS:
                start = at + 1
                break
        if end - start > 7:
            start = end - 7
            # Not from the middle of a phrase: from an article, if one is near.
            for at in range(start, end - 1):
                if self.low(at) in _ARTICLES and self.low(at - 1) not in _OF:
                    start = at
                    break
        for at in range(end - 2, start, -1):
            if self.low(at) in _POSSESSIVES:
                start = at + 1
                break
        while start < end and (self.low(start) in _ARTICLES or self.is_link(start)):
            start += 1
        return self.slice(start, end - 1) if end > start else ""

    def is_link(self, place: int) -> bool:
        token = self.tokens[place]
        if token.kind in ("number", "mark", "code"):
            return True
        return (
            token.low in _VERBS
            or token.low in self.ends
            or token.low in _APPROXIMATE
            or token.low in _ARTICLES
        )

    # -- what was found

    def keep(self, first: int, after: int, amount: float, unit: str, subject: str) -> None:
        self.spans.append((first, after))
        self.found.append(Stated(self.tokens[first].start, self.tokens[after - 1].end, amount, unit, subject))

    def join_neighbours(self) -> None:
        """Lend bare numbers the unit of a neighbour, and fill in the subjects."""
        for place, stated in enumerate(self.found):
            first, after = self.spans[place]
            if not stated.unit:
                self.lend(place, first, after)
        for place, stated in enumerate(self.found):
            if stated.unit and not stated.subject:
                first, after = self.spans[place]
                stated.subject = self.subject_of(first, after, stated.unit)

    def lend(self, place: int, first: int, after: int) -> None:
        stated = self.found[place]
        following = self.found[place + 1] if place + 1 < len(self.found) else None
        if (following and following.unit and following.unit != "x") or (
            following and following.unit == "x" and self.gap(after, place + 1) <= 1
        ):
            gap = self.gap(after, place + 1)
            if (
                0 <= gap <= 2
                and all(
                    self.low(at) in _JOINS or self.low(at) in units.SYMBOLS
                    for at in range(after, after + gap)
                )
                and gap
            ):
                joint = self.low(after)
                is_range = joint in (
                    "to",
                    "-",
                    "–",
                    "—",
                    "‑",
                    "à",
                    "bis",
                    "a",
                    "~",
                    "or",
                    "ou",
                    "oder",
                    "o",
                    "auf",
                    "hasta",
                ) or (
                    joint in ("and", "et", "und", "y")
                    and self.low(first - 1) in ("between", "entre", "zwischen")
                )
                if is_range or joint in ("and", "et", "und", "y"):
                    assert following is not None
                    stated.unit, stated.subject = following.unit, following.subject
                    self.share_scale(stated, following, place + 1)
                    return
        if noun := self.noun_numbered(first):
            stated.unit, stated.subject = noun
            return
        if place == 0:
            return
        previous = self.found[place - 1]
        if not previous.unit:
            return
        gap = first - self.spans[place - 1][1]
        between = [self.low(at) for at in range(self.spans[place - 1][1], first)]
        if (
            gap == 1
            and between[0] in ("-", "–", "—", "‑", "to", "à", "bis", "a")
            and previous.unit in units.CODES
        ):
            # "$5-10 billion": the currency stands before the first.
            stated.unit = previous.unit
            self.share_scale(previous, stated, place)
            return
        if any(mark in between for mark in (".", ";", "!", "?")) or gap > 12:
            return
        is_part = self.low(first - 1) in ("which", "whom", "them", "dont", "davon", "cuales")
        is_scaled = any(self.low(at) in self.scales for at in range(first, after))
        is_next = (
            is_scaled
            and self.low(first - 1) in ("and", "et", "und", "y")
            and previous.unit not in units.CODES
        )
        if (is_part or is_next) and previous.unit != "x":
            stated.unit, stated.subject = previous.unit, previous.subject
            return
        if self.low(first - 1) in _AGAINST or (
            self.low(first - 1) in ("with", "to", "con", "mit", "zu", "a", "only", "just", "about")
            and any(word in _AGAINST for word in between[-4:])
        ):
            if (
                previous.unit not in ("x",)
                and (stated.amount >= 10 or previous.unit == "%")
                and not self.is_year_like(first)
            ):
                stated.unit, stated.subject = previous.unit, previous.subject

    def noun_numbered(self, first: int) -> tuple[str, str] | None:
        """Return the noun of "the number of visas rose to 85,000", with its phrase."""
        for at in range(first - 1, max(-1, first - 12), -1):
            if self.tokens[at].text in _CLAUSE_ENDS or self.tokens[at].kind == "number":
                return None
            if self.low(at) in _NUMBER_OF and self.low(at + 1) in _OF:
                start = at + 2
                start += self.low(start) in _ARTICLES
                stop = start
                while stop < first and self.tokens[stop].kind == "word" and not self.is_link(stop):
                    stop += 1
                if stop == start:
                    return None
                is_head_first = self.language in ("fr", "es", "it", "pt")
                noun = start if is_head_first else stop - 1
                return self.tokens[noun].text, self.slice(start, stop - 1)
        return None

    def gap(self, after: int, place: int) -> int:
        return self.spans[place][0] - after

    def is_year_like(self, first: int) -> bool:
        token = self.tokens[first]
        return (
            token.kind == "number"
            and len(token.text) == 4
            and token.text.isdigit()
            and int(token.text) in _YEARS
        )

    def share_scale(self, smaller: Stated, larger: Stated, place: int) -> None:
        """Give "3" its million in "3 to 5 million", unless it has a scale or would then be the larger."""
        first, after = self.spans[place]
        scale = 1.0
        for at in range(first, after):
            low = self.low(at)
            scale *= self.scales.get(low, 1.0) if self.tokens[at].kind == "word" else 1.0
            if low not in self.scales and self.touches(at) and self.low(at - 1)[-1:].isdigit():
                scale *= (
                    _GLUED_SCALES.get(low, 1.0)
                    if low not in ("m", "t") or larger.unit in units.CODES
                    else 1.0
                )
        if scale > 1 and smaller.amount * scale <= larger.amount:
            smaller.amount *= scale

    def subject_of(self, first: int, after: int, unit: str) -> str:
        low = self.low(after)
        before = self.low(first - 1)
        if unit == "%" and (low in _OF or low in ("der", "des", "aller")):
            if phrase := self.phrase_after(after):
                return phrase
        if unit in units.CODES.values() and low in ("in", "worth", "of") and self.language == "en":
            phrase = self.phrase_after(after)
            if phrase and not phrase[0].isupper():
                return phrase
        if unit in units.CODES.values() and low in _OF and self.language in ("fr", "es", "it", "pt"):
            if phrase := self.phrase_after(after):
                return phrase
        if (
            (before in _ARTICLES or self.low(after) in ("-", "‑"))
            and unit != "x"
            and low not in self.ends
            and low not in _VERBS
        ):
            at = after + (low in ("-", "‑"))
            if (
                (token := self.token(at))
                and token.kind == "word"
                and not (self.language == "en" and token.low.endswith("er"))
            ):
                if phrase := self.phrase_after(at):
                    return phrase
        if phrase := self.phrase_before(first):
            return phrase
        # A clause that opens with the number says it of what the last one spoke of.
        previous = max(
            (stated for stated in self.found if stated.end <= self.tokens[first].start and stated.subject),
            key=lambda stated: stated.end,
            default=None,
        )
        if previous is not None and unit == "x":
            return previous.subject
        return self.phrase_before(first, clauses=2) or self.phrase_after(after) or self.sentence[:80].strip()


_NUMBER_OF = _set("number total count nombre zahl anzahl número total numero")
_NOT_COMPARED = _set(
    "after over never under number other order power paper water later former quarter winter summer december"
)
_TWICE = frozenset({"twice", "thrice", "doppelt", "doble"})
_NEWSPAPERS = _set("minutes heures millions jours")
_CHINESE = re.compile(
    r"\b(?:yuan|RMB|renminbi|China|Chinese|Beijing|Shanghai|Shenzhen|Chine|chinois\w*|chinesisch\w*|chin[oa]s?)\b"
)
_CLAUSE_ENDS = frozenset(",;:.!?()[]–—|•…/")
_CLAUSE_WORDS = _set(
    "that which who but while where when because although though whereas said says if and que qui dont mais alors tandis "
    "lorsque car dass während weil wenn aber obwohl wobei mientras aunque cuando pero porque si such"
)
_ARTICLES = _set(
    "a an the its their his her our your this these those le la les l' l’ un une des son sa ses leur leurs ce cette ces der die das "
    "den dem ein eine einen einem einer seine seinen ihre ihren el los las una su sus este esta estos estas all each every "
    "tous toutes todos todas aller"
)
_POSSESSIVES = _set("its their his her son sa ses leur leurs seine seinen ihre ihren su sus")
# Verbs that lead up to a number, or away from it, and say nothing of what it measures.
_VERBS = _set(
    "rose rise rises risen rising fell fall falls fallen falling grew grow grows grown growing jumped jump jumps jumping "
    "climbed climb climbs climbing dropped drop drops dropping gained gain gains gaining lost lose loses losing slid slide "
    "slumped plunged surged surge surging soared tumbled increased increase increases increasing decreased decrease "
    "declined decline declines shrank shrunk slipped reached reach reaches reaching hit hits hitting totalled totaled "
    "totals amounted amounts stood stands accounted accounts accounting represents represented made makes make up cost "
    "stayed stays stay remained remains remain numbered costs costing spent spend spends spending paid pay pays paying raised raise raises raising cut cuts cutting reduced "
    "reduce reduces valued worth valuing invested invest invests investing exceeded exceeds topped tops passed surpassed "
    "holds held hold has had have having got gets become became sold sell sells bought buy buys acquired acquire "
    "secured secures earned earns received receives wins win closed ended opened traded doubled tripled expected estimated "
    "projected forecast planned plans plan announced told said says say saw see sees added adds add used uses use "
    "using needs need requires required contains contained features offers offered charged charging charges priced "
    "ranged ranging ranges range averaged averaging boosted boost boosts lowered trained runs ran run went go goes "
    "launched pledged committed agreed will would could may might can also now already currently still then today "
    "a atteint atteindre atteignait atteignent augmenté augmente baissé baisse chuté chute grimpé progressé reculé perdu perd "
    "gagné gagne coûté coûte coûter coûtera vaut valait dépassé dépasse dépasser représente représentent représenté investi "
    "investir investira investit levé lève dépensé vendu vend acheté payé compte comptait totalise emploie employait peut "
    "peuvent pourrait permettre être passé passe passera monté bondi estimé estimée évalué évaluée valorisé valorisée élevé "
    "s'élève élève prévoit prévu annoncé annonce offre consacré consacrera "
    "stieg stiegen gestiegen steigt fiel fielen gefallen fällt wuchs gewachsen wächst sank gesunken sinkt erreicht erreichte "
    "erreichen kostet kosten kostete gekostet beträgt betrug liegt lag investiert investieren investierte zahlt zahlte "
    "verliert verlor verloren gewann gewinnt eingesammelt sammelt verkauft gekauft entspricht umfasst hat haben wird werden "
    "will wollen soll kommt kam bringt brachte zulegen zugelegt "
    "subió sube cayó cae creció crece aumentó aumenta bajó baja alcanzó alcanza alcanzar cuesta costó costará perdió pierde "
    "ganó gana invirtió invierte invertirá invertir recaudó supera superó representa representan vale valió vendió compró "
    "pagó suma sumó asciende ascendió llegó pasó tiene tenía cuenta contaba"
)


def _is_title_case(tokens: Sequence[_Token]) -> bool:
    """Say whether nearly all longer words have capitals, as in English headlines."""
    longer = [token for token in tokens if token.kind == "word" and len(token.text) >= 4]
    capitals = sum(token.text[0].isupper() for token in longer)
    return len(longer) >= 3 and capitals >= 0.7 * len(longer)


def read_latin(sentence: str, language: str, dates: Sequence[tuple[int, int]]) -> list[Stated]:
    """Return the numbers that a sentence states, in its order; those inside `dates` are none."""
    return _Reader(sentence, language, dates).read()
