"""What a language's grammar is, for reading numbers: sets of words by what they do around one."""

from collections.abc import Mapping
from dataclasses import dataclass, field
from enum import Enum


def words(listed: str) -> frozenset[str]:
    return frozenset(listed.split())


def inflected(stems: Mapping[int, str], endings: str) -> dict[str, int]:
    """Return the forms of doubled, third and the like, each with its number, from stems with the same endings."""
    return {
        stem + ending: number
        for number, listed in stems.items()
        for stem in listed.split()
        for ending in endings.split()
    }


class NounOrder(Enum):
    """How the counted noun is told from the words around it."""

    PLURAL_LAST = "the last of the words up to a plural: 300 young software engineers"
    CAPITAL = "the first word with a capital: 300 junge Ingenieure"
    FIRST = "the first word that is no adjective: 300 ingénieurs chinois"
    GENITIVE = "the first word in the genitive plural: 300 chińskich inżynierów"
    UNKNOWN = "nouns are not read; per cent, money and measures are"


NONE: frozenset[str] = frozenset()


@dataclass(frozen=True)
class Grammar:
    """The words of one language, in lower case."""

    order: NounOrder = NounOrder.UNKNOWN

    # ---- how it is written
    elides: bool = False
    """True where a small word loses its vowel before another: l'usine, d'euros."""
    spaces_part_thousands: bool = True
    """True where 25 300 is one number; elsewhere it may be a date's day and 300, and only noughts follow a space: 300 000."""

    # ---- what is counted
    durations: frozenset[str] = NONE
    """What is counted in these is a time and no figure."""
    idle: frozenset[str] = NONE
    """What headlines count and nobody would look up: reasons, things, steps."""
    advice: frozenset[str] = NONE
    """What a headline counts is to be watched, avoided or known: a list, and no figure."""
    plural_endings: tuple[str, ...] = ("s", "x", "z")
    """What tells a plural where the noun stands first."""
    counted: frozenset[str] = NONE
    """A small number in words is a figure when it counts these: people, firms, products, places."""
    tallied: frozenset[str] = NONE
    """What is counted, too, and mostly stands before the verb: downloads rose to 15 million."""
    adjectives: frozenset[str] = NONE
    """What stands before a noun of a language whose adjectives mostly follow it."""
    ends: frozenset[str] = NONE
    """What ends a noun's phrase: prepositions, pronouns, auxiliaries, conjunctions."""
    machine_hours: frozenset[str] = NONE
    """Hours of these are a count: heures de calcul."""

    # ---- what is measured
    hundredths: Mapping[str, str] = field(default_factory=dict)
    """cents, centimes, each with the currency that they are of unless another is named."""
    symbols: Mapping[str, str] = field(default_factory=dict)
    """What it writes for SI units in its own way, with what others write: 64 Go."""

    verbs_like_symbols: frozenset[str] = NONE
    """Verbs that others write as a symbol: ha, a hectare."""

    # ---- times, shares
    times: frozenset[str] = NONE
    compared: frozenset[str] = NONE
    """What follows "times" where something is compared: more, as, cheaper."""
    comparatives: tuple[str, ...] = ()
    """How adjectives end that compare: 17 times cheaper, dreimal schneller."""
    not_compared: frozenset[str] = NONE
    """What ends so and compares nothing: after, power."""
    by_times: frozenset[str] = NONE
    """Before a number of times that nothing is compared with: выросли в 2,5 раза."""
    multiplied: Mapping[str, float] = field(default_factory=dict)
    """What says by itself that something was multiplied: tripled, verdoppelt, вдвое."""
    multiply: Mapping[str, float] = field(default_factory=dict)
    """What says so only as a verb, and is an adjective, too: to double, double the."""
    multiples: Mapping[str, float] = field(default_factory=dict)
    """What says so behind an article: el triple de, das Doppelte."""
    undone: frozenset[str] = NONE
    """What behind such a verb makes another of it: doubled down."""
    shares: Mapping[str, int] = field(default_factory=dict)
    """third, tiers, Drittel, each with the parts it means."""
    lone_shares: Mapping[str, int] = field(default_factory=dict)
    """Those that need no number before them: треть."""
    behind_lone_share: frozenset[str] = NONE
    """Behind others that have an article for a number: le tiers des, la cuarta parte."""
    plain_shares: frozenset[str] = NONE
    """Those that are nothing else: ein Drittel, un tercio, where a third is an order and a party, too."""
    doubtful_shares: frozenset[str] = NONE
    """Those that behind what says "by" may be an order or a party: d'un dixième, d'un tiers."""
    of_whole: frozenset[str] = NONE
    """What says of which whole a share is, and no "of": ein Drittel aller, davon."""
    halves: frozenset[str] = NONE
    half_is_bare: bool = False
    """True where it stands without article and "of": half the firms, half were."""
    halved: frozenset[str] = NONE
    """What says by itself that a half is gone."""
    every: frozenset[str] = NONE
    """Before an order it says a share: jeder fünfte, co trzecia."""
    nth: Mapping[str, int] = field(default_factory=dict)
    odds: tuple[tuple[str, ...], ...] = ()
    """Between the two numbers of odds: one out of five, zwei von drei, uno de cada cinco."""
    has_noun_before_odds: bool = False
    """True where what there are so many of stands before these: une entreprise mondiale sur cinq."""
    points: frozenset[str] = NONE
    """Of per cent, where a sentence states any."""

    # ---- small words
    articles: frozenset[str] = NONE
    possessives: frozenset[str] = NONE
    of: frozenset[str] = NONE
    definite: frozenset[str] = NONE
    """Before a small number these speak of things that were named: the three firms."""
    about: frozenset[str] = NONE
    """nearly, some, more than: before a number, and no part of what it is said of."""
    several: frozenset[str] = NONE
    """Before a round number in words these make it nobody knows how many: mehrere tausend."""
    ranges: frozenset[str] = NONE
    """Between the two ends of a range."""
    ands: frozenset[str] = NONE
    between: frozenset[str] = NONE
    against: frozenset[str] = NONE
    """Before a bare number that is set against one stated before, and so counts the same."""
    of_which: frozenset[str] = NONE
    """Before a bare number that is a part of one stated before."""
    of_them: tuple[tuple[str, ...], ...] = ()
    """The same, behind it."""
    that_is: frozenset[str] = NONE
    """Before a number that says the one before in another way: 54 per cent, or 540 million."""
    of_money: frozenset[str] = NONE
    """Between money and what it is for: $5 billion in loans, 3 milliards d'euros d'aides."""
    number_of: frozenset[str] = NONE
    """The number of visas rose to 85,000."""

    # ---- what a number is said of
    verbs: frozenset[str] = NONE
    """Verbs that lead up to a number or away from it, and say nothing of what it measures."""
    having: frozenset[str] = NONE
    """Auxiliaries: behind one a lone word is its participle, les effectifs ont fondu de 4 %."""
    deeds: frozenset[str] = NONE
    """Other verbs, whose object an amount may be a part of: it unveils a bill, it imposes a tariff."""
    puts: frozenset[str] = NONE
    """Those behind which stands what is put at an amount: puts its value at, estime la perte à."""
    changing: frozenset[str] = NONE
    """Those that change an amount: raises its price, baisse ses tarifs."""
    changed_to: frozenset[str] = NONE
    """Between what these change and the amounts: from 5 to 3, de 5 à 3."""
    gerunds: tuple[str, ...] = ()
    """How those of them end that are nouns as often: spending."""
    nouns_stand_beside_amounts: bool = False
    """True where a noun may follow an amount with no word between them: 64GB RAM."""
    clause_words: frozenset[str] = NONE
    """What begins another clause."""

    @property
    def nouns_have_capitals(self) -> bool:
        return self.order is NounOrder.CAPITAL
