"""Languages around numbers that are read in part: what is known of each, laid over the words of the four."""

from dataclasses import fields, replace

from digest.understand.figures.west.grammar.english import ENGLISH
from digest.understand.figures.west.grammar.french import FRENCH
from digest.understand.figures.west.grammar.german import GERMAN
from digest.understand.figures.west.grammar.shape import (
    NONE,
    Grammar,
    NounOrder,
    inflected,
    words,
)
from digest.understand.figures.west.grammar.spanish import SPANISH

_FOUR = (ENGLISH, FRENCH, GERMAN, SPANISH)


def _everyone() -> Grammar:
    """Return a grammar with the words of all four, for a language that has none of its own.

    A word too many ends a phrase early there; a word too few would make a noun of a verb.
    """
    joined = {
        field.name: frozenset().union(*(getattr(grammar, field.name) for grammar in _FOUR))
        for field in fields(Grammar)
        if isinstance(getattr(ENGLISH, field.name), frozenset)
    }
    return Grammar(**joined)  # type: ignore[arg-type]


# Nothing of all four stands between money and what it is for: one's word for it is an article elsewhere. Nor is one's
# verb another's, and "a" has in French what it is in Portuguese.
_OTHERS = replace(_everyone(), of_money=NONE, verbs_like_symbols=NONE, having=NONE)
_ITALIAN_OF = _OTHERS.of | words("di dei degli delle della dell' dell’ dello")
_PORTUGUESE_OF = _OTHERS.of | words("do da dos das")

ITALIAN = replace(
    _OTHERS,
    order=NounOrder.FIRST,
    elides=True,
    plural_endings=("i", "e", "s", "x", "z"),
    ranges=_OTHERS.ranges | words("al"),
    durations=_OTHERS.durations | words("anno anni mese mesi giorno giorni ora ore settimana settimane"),
    counted=words(
        "persone uomini donne bambini lavoratori dipendenti ingegneri ricercatori scienziati studenti laureati utenti "
        "clienti sviluppatori aziende imprese società banche investitori paesi stati città laboratori università chip "
        "modelli server fabbriche impianti satelliti robot veicoli auto aerei droni navi brevetti lingue prodotti "
        "contratti morti feriti vittime centri reattori fondatori fornitori esperti"
    ),
    verbs_like_symbols=words("ha"),
    hundredths={"centesimi": "EUR", "centesimo": "EUR"},
    odds=(("su",),),
    has_noun_before_odds=True,
    times=words("volte x"),
    compared=words("più meno superiore il la"),
    multiplied=inflected({2: "raddoppi", 3: "triplic"}, "ato ata ati ate are a ano erà eranno ando ò arono"),
    multiples={"doppio": 2, "triplo": 3, "quadruplo": 4, "raddoppio": 2},
    points=words("punti"),
    shares={
        "terzo": 3,
        "terzi": 3,
        "quarto": 4,
        "quarti": 4,
        "quinto": 5,
        "quinti": 5,
        "decimo": 10,
        "decimi": 10,
    },
    halves=words("metà"),
    of=_ITALIAN_OF,
    of_money=_ITALIAN_OF,
    articles=_OTHERS.articles | words("il lo i gli uno"),
    adjectives=words("nuovi nuove grandi altri altre"),
)
PORTUGUESE = replace(
    _OTHERS,
    order=NounOrder.FIRST,
    ranges=_OTHERS.ranges | words("para até"),
    durations=_OTHERS.durations | words("ano anos mês dia dias hora horas semana semanas"),
    counted=words(
        "pessoas homens mulheres crianças trabalhadores funcionários engenheiros pesquisadores investigadores cientistas "
        "estudantes usuários utilizadores clientes desenvolvedores empresas companhias bancos investidores países "
        "estados cidades laboratórios universidades chips modelos servidores fábricas usinas satélites robôs veículos "
        "carros aviões drones navios patentes línguas produtos contratos mortos feridos vítimas centros reatores "
        "fundadores fornecedores especialistas"
    ),
    hundredths={"cêntimos": "EUR", "centavos": "BRL"},
    odds=(("em", "cada"),),
    times=words("vezes x"),
    compared=words("mais menos maior menor o a superior"),
    multiplied=inflected({2: "dobr duplic", 3: "triplic"}, "ou aram ar ará arão ado ada ados adas ando"),
    multiples={"dobro": 2, "triplo": 3, "quádruplo": 4},
    points=words("pontos"),
    shares={"terço": 3, "terços": 3, "quarto": 4, "quartos": 4, "quinto": 5, "quintos": 5, "décimo": 10},
    halves=words("metade"),
    of=_PORTUGUESE_OF,
    of_money=_PORTUGUESE_OF,
    articles=_OTHERS.articles | words("o os as uma um"),
    adjectives=words("novos novas grandes outros outras"),
)
POLISH = replace(
    _OTHERS,
    order=NounOrder.GENITIVE,
    ranges=_OTHERS.ranges | words("do"),
    ends=_OTHERS.ends
    | words("na do o w z za i po od u ze we przez dla ponad około prawie niemal nawet aż czyli który która"),
    adjectives=words("nowych nowe dużych małych innych inne kolejnych różnych"),
    durations=_OTHERS.durations
    | words(
        "lat lata rok roku dni dzień godzin godziny godzinę miesięcy miesiące miesiąca tygodni tygodnie minut minuty "
        "sekund sekundy wieku stopni generacji"
    ),
    idle=words("powodów sposobów rzeczy faktów pytań zasad kroków pomysłów porad razy"),
    counted=words(
        "osób osoby firm firmy państw państwa krajów kraje żołnierzy kobiet dzieci miast miasta uczelni szkół modeli "
        "modele fabryk fabryki spółek spółki banków banki statków gier gry drzew miejsc chipów chipy"
    ),
    hundredths={"groszy": "PLN", "grosze": "PLN"},
    halves=words("połowa połowę połowy"),
    shares=inflected({3: "trzeci", 4: "czwart", 5: "piąt", 10: "dziesiąt"}, "a ą e ej ych"),
    every=words("co"),
    nth=inflected({3: "trzeci", 4: "czwart", 5: "piąt", 10: "dziesiąt"}, "a e ą ego ej y") | {"trzeci": 3},
    odds=(("na",),),
    times=words("razy x"),
    compared=words(
        "więcej mniej szybciej taniej drożej większy większa większe wyższy wyższa wyższe szybszy tańszy"
    ),
    multiplied=inflected({2: "podwoi", 3: "potroi"}, "ł ła ło ły li ć"),
)
RUSSIAN = replace(
    _OTHERS,
    order=NounOrder.GENITIVE,
    ranges=_OTHERS.ranges | words("до"),
    ends=_OTHERS.ends | words("на до в с за и а по от у из для около почти более свыше"),
    durations=_OTHERS.durations
    | words(
        "лет года год годов дней дня день часов часа час месяцев месяца месяц недель недели минут минуты секунд секунды "
        "века градусов"
    ),
    idle=words("причин способов вещей фактов вопросов советов шагов раз"),
    counted=words(
        "человек людей стран страны компаний компании фирм фирмы банков банка женщин детей городов города вузов школ "
        "моделей модели заводов завода стартапов стартапа учёных ученых"
    ),
    hundredths={"копеек": "RUB", "копейки": "RUB"},
    halves=words("половина половину половины"),
    halved=words("наполовину"),
    shares={
        "трети": 3,
        "третья": 3,
        "третью": 3,
        "четверти": 4,
        "четвёртая": 4,
        "пятая": 5,
        "пятых": 5,
        "десятая": 10,
    },
    lone_shares={"треть": 3, "четверть": 4},
    every=words("каждый каждая каждое каждую каждого каждой"),
    nth=inflected(
        {3: "треть", 2: "втор", 4: "четвёрт четверт", 5: "пят", 10: "десят"}, "я ю ей его ая ую ой ого ый"
    )
    | {"третий": 3, "третье": 3},
    odds=(("из",),),
    times=words("раза раз x"),
    by_times=words("в"),
    compared=words("больше меньше выше ниже дешевле дороже быстрее"),
    multiplied=inflected({2: "удвоил", 3: "утроил"}, "а о и ся ась ось ись")
    | {"вдвое": 2, "втрое": 3, "вчетверо": 4, "впятеро": 5},
)
REST = replace(_OTHERS, durations=_OTHERS.durations | words("jaar dagen uur"))
