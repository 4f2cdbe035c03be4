from collections import defaultdict
from datetime import timedelta

import pytest

from config.knowledge import load_knowledge
from digest.errors import QueryError
from digest.model.actor import Actor
from digest.model.outlet import Viewpoint
from digest.model.query import Order
from digest.tell.query import read_query
from digest.tell.query_names import FIELDS
from digest.tell.typed_names import key, named_in
from digest.tell.voice import speaker
from tests.beside import naughty, needs_naughty
from tests.builders import NOW
from tests.costs import costs_at_most

THEMES = {"open_source": "Open source", "export_controls": "Export controls"}
ACTORS = [Actor(name, name, "company", Viewpoint.OTHER, (name,)) for name in ("nvidia", "huawei")]
# Our own, for where that list is not beside the checkout.
NAUGHTY = [
    "",
    "\x00",
    "theme:\x00",
    "🙂",
    "🏳️‍🌈:🏳️‍🌈",
    "'; DROP TABLE items; --",
    "$(touch x) `id` {{7*7}}",
    "<script>alert(1)</script>",
    "﷽" * 50,
    "Ⅷ½",
    "\u202etxet",
    "a" * 9_000,
    ":" * 500,
    '"' * 501,
    "since:9999999d",
    "limit:-1",
    "NaN 1e999 -0",
    "田中さんにあげて下さい مرحبا ñandú",
]


def read(text):
    return read_query(text, speaker("en"), now=NOW, themes=THEMES, actors=ACTORS)


def answered(text):
    """Read it, or get a sentence back; anything else is a fault."""
    said = "read"
    try:
        read(text)
    except QueryError as error:
        said = str(error)

    assert 0 < len(said) < 400
    assert not any(ord(character) < 32 for character in said)


@pytest.mark.parametrize(
    ("said", "written"),
    [
        ("7j", "7d"),
        ("7 jours", "7d"),
        ("2 weeks", "14d"),
        ("3mois", "90d"),
        ("5 heures", "5h"),
        ("1 day", "1d"),
    ],
)
def test_a_span_may_be_said_in_words(said, written):
    assert read(f'chips since:"{said}"').since == read(f"chips since:{written}").since


@pytest.mark.parametrize(
    ("typed", "tag"),
    [
        ("pt-BR", "pt"),
        ("EN", "en"),
        ("zh-CN", "zh-Hans"),
        ("zh", "zh"),
        ("German", "de"),
        ("Deutsch", "de"),
        ("日本語", "ja"),
        ("jp", "ja"),
        ("cn", "zh"),
        ("繁體中文", "zh-Hant"),
    ],
)
def test_a_language_is_the_one_that_items_are_in_whatever_place_is_named(typed, tag):
    assert read(f"chips language:{typed}").language == tag


def test_fields_may_stand_anywhere():
    query = read('chips since:7d theme:open_source "exact words" viewpoint:china order:relevance -cats')

    assert query.words == 'chips "exact words" -cats'
    assert (query.themes, query.viewpoint, query.order) == (
        ("open_source",),
        Viewpoint.CHINA,
        Order.RELEVANCE,
    )
    assert query.since == NOW - timedelta(days=7)


@pytest.mark.parametrize(
    ("text", "nearest"),
    [
        ("theme:export_control", None),
        ("theme:exprot_controls", "export_controls"),
        ("actor:nvidai", "nvidia"),
        ("language:frensh", "“fr”"),
        ("viewpoint:chna", "china"),
        ("lang:x theme:opn_source", None),
    ],
)
def test_an_unknown_value_gets_the_nearest_named(text, nearest):
    if nearest is None:
        answered(text)
        return
    with pytest.raises(QueryError, match=nearest):
        read(text)


@pytest.mark.parametrize("typed", ["Émirats arabes unis", "douanes chinoises", "RD Congo", "United States"])
def test_what_an_actor_is_called_in_any_voice_may_be_typed(typed):
    actors = load_knowledge().actors
    [called] = [each for each in actors if typed.lower() in map(str.lower, (each.name, *each.names.values()))]

    found = read_query(f'actor:"{typed}"', speaker("en"), now=NOW, themes=THEMES, actors=actors)

    assert found.actor == called.id
    assert named_in(typed, actors) == (typed, called)


def test_no_actor_is_called_in_a_voice_as_another_may_be_typed():
    actors = load_knowledge().actors
    typed = defaultdict[str, set[str]](set)
    for each in actors:
        for name in (each.name, each.id, *each.aliases):
            typed[key(name)].add(each.id)
    called = {(key(name), each.id) for each in actors for name in each.names.values()}

    assert [(name, of) for name, of in called if of not in typed.get(name, {of})] == []
    assert len({name for name, _ in called}) == len(called)


def test_of_many_names_none_is_offered_that_is_not_near():
    actors = load_knowledge().actors
    said = {}
    for typed in ("nobody", "whatever", "huwei", "anthropc"):
        with pytest.raises(QueryError) as raised:
            read_query(f"actor:{typed}", speaker("en"), now=NOW, themes=THEMES, actors=actors)
        said[typed] = str(raised.value)

    assert said["nobody"] == "“nobody” is no actor that I know. Look for it as a word, with `search`."
    assert "Did you mean" not in said["whatever"]
    assert "Did you mean “huawei”?" in said["huwei"]
    assert "Did you mean “anthropic”?" in said["anthropc"]


@pytest.mark.parametrize("until", ["2026-01-01", "2026-02-01"])
def test_of_a_span_without_a_moment_in_it_is_said_when_it_would_begin_and_end(until):
    ends = f"begins at 2026-02-01T00:00:00Z and ends at {until}T00:00:00Z; give a later `until`"

    with pytest.raises(QueryError, match=ends):
        read(f"chips since:2026-02-01 until:{until}")


@pytest.mark.parametrize(("field", "said"), [("since", "not a span of time"), ("until", "not a time")])
@pytest.mark.parametrize("value", ["foo", "24"])
def test_what_is_no_date_is_named_as_what_it_was_to_be(field, value, said):
    with pytest.raises(QueryError, match=f"“{value}” is {said}"):
        read(f"chips {field}:{value}")


@pytest.mark.parametrize("text", ["site://a.example", "dates:16:30"])
def test_an_address_or_a_time_behind_a_colon_makes_no_field(text):
    assert read(text).words == text


@pytest.mark.parametrize("text", NAUGHTY)
def test_naughty_words_and_values_get_an_answer(text):
    quoted = f'"{text}"'
    typed = [text, *(f"{field}:{value}" for field in FIELDS for value in (text, quoted))]

    assert costs_at_most(500, lambda: [answered(each) for each in typed])


@needs_naughty
def test_no_string_of_the_list_breaks_a_field():
    for text in naughty():
        for typed in (text, *(f"{field}:{text}" for field in FIELDS)):
            answered(typed)


@pytest.mark.parametrize(("voice", "said"), [("en", "is no field that I know"), ("fr", "n’est pas un champ")])
def test_a_mistyped_field_is_said_to_be_none_in_the_reader_s_language(voice, said):
    with pytest.raises(QueryError, match=f"théme.*{said}.*theme"):
        read_query("théme:talent", speaker(voice), now=NOW, themes=THEMES)
