"""How numbers are said in each language."""

from datetime import UTC, date, datetime

import pytest

from digest.tell.phrases import Phrase, Words
from digest.tell.voice import speaker


class FoundPhrase(Words):
    WHAT = "Two : “{what}” !", "Deux points : « {what} » ! Écrivez `since:7d` ; ou non ?"


@pytest.mark.parametrize(
    ("amount", "unit", "said"),
    [
        (27e9, "parameters", "27 milliards de parameters"),
        (3e6, "heures", "3 millions d’heures"),
        (8.27e9, "CNY", "8,27 milliards de CNY"),
        (2e9, "USD", "2 milliards de dollars"),
        (3.5e9, "EUR", "3,5 milliards d’euros"),
        (40, "heures", "40 heures"),
        (40, "EUR", "40\u202f€"),
        (1e6, "USD", "1 million de dollars"),
        (1.9e6, "heures", "1,9 million d’heures"),
        (999_999, "heures", "999\u202f999 heures"),
        (2e12, "CNY", "2 billions de CNY"),
    ],
)
def test_a_french_million_is_a_noun(amount, unit, said):
    assert speaker("fr").amount(amount, unit) == said


def test_no_french_line_begins_with_a_sign():
    spoken = speaker("fr")

    assert spoken.say(FoundPhrase.WHAT, n=2, what="chips ; search") == (
        "Deux points\u202f: «\u00a0chips ; search\u00a0»\u202f! Écrivez `since:7d`\u202f; ou non\u202f?"
    )
    assert speaker("en").say(FoundPhrase.WHAT, what="x") == "Two : “x” !"


def test_a_time_of_day_names_its_zone():
    moment = datetime(2026, 3, 4, 7, 30, tzinfo=UTC)

    assert speaker("en").moment(moment, "Europe/Paris") == "Wed 4 March, 08:30 (Europe/Paris)"
    assert speaker("fr").moment(moment, "UTC") == "mer. 4 mars, 07:30 (UTC)"


@pytest.mark.parametrize(
    ("amount", "unit", "said"),
    [
        (1e6, "USD", "$1 million"),
        (999_999, "USD", "$999,999"),
        (1e9, "downloads", "1 billion downloads"),
        (2.5e12, "CNY", "2.5 trillion CNY"),
        (-3e9, "USD", "-$3 billion"),
        (3, "x", "3×"),
    ],
)
def test_from_a_million_on_an_amount_is_said_in_words(amount, unit, said):
    assert speaker("en").amount(amount, unit) == said


@pytest.mark.parametrize(
    ("amount", "english", "french"),
    [
        (0.0015, "$0.0015", "0,0015\u202f$"),
        (-0.002, "-$0.002", "-0,002\u202f$"),
        (0.05, "$0.05", "0,05\u202f$"),
        (0.0999, "$0.1", "0,1\u202f$"),
        (0, "$0", "0\u202f$"),
    ],
)
def test_a_price_of_less_than_a_cent_is_not_nothing(amount, english, french):
    assert (speaker("en").amount(amount, "USD"), speaker("fr").amount(amount, "USD")) == (english, french)


@pytest.mark.parametrize(
    ("amount", "english", "french"),
    [
        (2_500, "2500", "2500"),
        (12_500, "12.5k", "12,5\u202fk"),
        (3e6, "3M", "3\u202fM"),
        (-2.5e9, "-2.5B", "-2,5\u202fMd"),
        (2e12, "2T", "2000\u202fMd"),
        (0.5, "0.5", "0,5"),
    ],
)
def test_a_short_amount_has_the_letters_that_its_readers_know(amount, english, french):
    assert (speaker("en").short_amount(amount), speaker("fr").short_amount(amount)) == (english, french)


def test_a_short_day_has_its_year_where_it_is_asked_for():
    assert speaker("en").short_day(date(2026, 2, 1)) == "1 Feb"
    assert speaker("fr").short_day(date(2026, 2, 1)) == "1er févr."
    assert speaker("fr").short_day(date(2026, 2, 3), year=True) == "3 févr. 2026"


@pytest.mark.parametrize(
    ("n", "english", "french"),
    [(0, "0 stories", "0 sujet"), (1, "1 story", "1 sujet"), (2, "2 stories", "2 sujets")],
)
def test_of_none_there_are_several_in_english_and_one_in_french(n, english, french):
    assert (speaker("en").say(Phrase.STORIES_COUNT, n=n), speaker("fr").say(Phrase.STORIES_COUNT, n=n)) == (
        english,
        french,
    )


@pytest.mark.parametrize(
    ("tag", "english", "french"),
    [
        ("de", "German", "allemand"),
        ("pt-BR", "Portuguese", "portugais"),
        ("zh-Hant", "traditional Chinese", "chinois traditionnel"),
        ("tlh", "tlh", "tlh"),
    ],
)
def test_a_language_is_named_in_each_voice_and_by_its_tag_where_it_has_no_name(tag, english, french):
    assert (speaker("en").language_name(tag), speaker("fr").language_name(tag)) == (english, french)
