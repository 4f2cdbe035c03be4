import json
from dataclasses import replace
from datetime import UTC, date, datetime

from hypothesis import given
from hypothesis import strategies as st

from digest.model.change import Change, ChangeKind
from digest.model.comparison import Comparison
from digest.model.delivery import Delivery
from digest.model.digest import Coverage, Digest, Section, Sentence, Telling, Verdict
from digest.model.feed import FeedState, Outcome, PullState
from digest.model.figure import Figure
from digest.model.outlet import Viewpoint
from digest.model.place import Platform
from digest.model.query import Hit
from digest.model.status import Status
from digest.model.story import Because
from digest.model.subscription import Edition
from digest.model.theme import Filing
from digest.model.trend import Trend
from digest.model.window import Window
from digest.shapes.delivery import delivery_json
from digest.shapes.digest import digest_json, read_digest, telling_json
from digest.shapes.feed import feed_json, outcome_json
from digest.shapes.item import hit_json, item_json
from digest.shapes.status import status_json
from digest.shapes.story import compare_json, story_json, theme_test_json, trend_json, why_json
from digest.shapes.values import Json
from tests.builders import NOW, feed, item, story

FIGURE = Figure(20.0, "%", "share", "One in five.", "i1")

moments = st.integers(0, 4_000_000_000).map(lambda second: datetime.fromtimestamp(second, UTC))
sides = st.dictionaries(st.sampled_from(Viewpoint), st.integers(0, 9))


def keys(shape: Json) -> str:
    return " ".join(shape)


def test_an_item_has_the_keys_of_the_contract():
    read = replace(
        item("Title", url=None),
        themes=(Filing("talent", 2.0, ("visa",)), Filing("chips", 1.0, ())),
        actors=("qwen",),
        figures=(FIGURE,),
        story="s1",
    )

    assert item_json(read) == {
        "id": read.id,
        "feed": "example",
        "outlet": "example.org",
        "url": None,
        "title": "Title",
        "summary": "",
        "content": "",
        "published": "2026-03-04T07:00:00Z",
        "first_seen": "2026-03-04T07:00:00Z",
        "language": "en",
        "themes": ["talent", "chips"],
        "story": "s1",
        "actors": ["qwen"],
        "figures": [
            {
                "amount": 20.0,
                "unit": "%",
                "subject": "share",
                "as_of": None,
                "sentence": "One in five.",
                "item": "i1",
            }
        ],
        "viewpoint": "other",
    }


def test_a_story_has_the_keys_of_the_contract():
    told = story(
        items=("i1", "i2"),
        themes=(Filing("talent", 2.0),),
        viewpoints={Viewpoint.US: 2},
        developments=("s0",),
        because={"i2": Because("i1", 0.8, ("qwen",))},
    )

    shape = story_json(told, [Sentence("It is so.", ("i1",))])

    assert keys(shape) == (
        "id title language first_seen last_seen themes items outlets owners viewpoints"
        " summary developments because"
    )
    assert shape["viewpoints"] == {"us": 2}
    assert shape["summary"] == [{"text": "It is so.", "items": ["i1"]}]
    assert shape["because"] == {"i2": {"nearest": "i1", "score": 0.8, "shared": ["qwen"]}}


TELLINGS = st.builds(
    Telling,
    story=st.text(max_size=4),
    title=st.text(max_size=9),
    language=st.sampled_from(["en", "zh-Hans"]),
    summary=st.lists(
        st.builds(Sentence, st.text(max_size=9), st.tuples(st.text(max_size=3))), max_size=2
    ).map(tuple),
    links=st.just(()),
    viewpoints=sides,
    outlets=st.integers(0, 9),
    owners=st.integers(0, 3),
    themes=st.tuples(st.text(max_size=3)),
    figures=st.sampled_from([(), (FIGURE,), (replace(FIGURE, as_of="2026-01"),)]),
    changes=st.lists(st.from_type(Change), max_size=2).map(tuple),
    told_before=st.none() | st.text(max_size=5),
    silent=st.lists(st.sampled_from(Viewpoint), max_size=2).map(tuple),
    headline_only=st.booleans(),
    told_in=st.sampled_from(["", "fr"]),
)


@given(st.data())
def test_a_stored_digest_is_read_back_as_it_was(data):
    digest = Digest(
        id=data.draw(st.text(max_size=5)),
        subscription="morning",
        edition=data.draw(st.sampled_from(Edition)),
        date=data.draw(st.dates()),
        window=Window(data.draw(moments), data.draw(moments)),
        sections=tuple(
            Section(theme, tuple(data.draw(st.lists(TELLINGS, max_size=2)))) for theme in ("talent", "chips")
        ),
        coverage=data.draw(st.from_type(Coverage)),
        late=data.draw(st.booleans()),
        missed=data.draw(st.integers(0, 9)),
    )

    assert read_digest(json.loads(json.dumps(digest_json(digest)))) == digest


def test_a_digest_has_the_keys_of_the_contract():
    telling = Telling("s1", "Title", "en", (), (), {}, 1, 1)
    section = Section("talent", (telling,))
    shape = digest_json(
        Digest("d1", "m", Edition.DAILY, date(2026, 3, 4), Window(NOW, NOW), (section,), Coverage())
    )

    assert keys(shape).startswith("id subscription edition date late window sections coverage")
    assert keys(shape["coverage"]) == "feeds read failed quiet items stories shown held_back"
    told = shape["sections"][0]["stories"][0]
    assert keys(told).startswith(
        "story title status change summary figures viewpoints owners single_source links"
    )
    assert (told["status"], told["change"], told["single_source"]) == ("new", None, True)
    assert told["told_in"] is None


def test_an_update_says_what_is_new():
    changed = Telling(
        "s1",
        "T",
        "en",
        (),
        (),
        {},
        2,
        2,
        changes=(Change(ChangeKind.NEW_FIGURE, "20 %"), Change(ChangeKind.NEW_SIDE, "Europe")),
    )

    shape = telling_json(changed)

    assert (shape["status"], shape["change"]) == ("update", "20 %; Europe")


def test_how_a_pull_went_has_the_keys_of_the_contract():
    assert outcome_json(
        Outcome("a", "https://a.example", PullState.FAILING, "it timed out", next_pull=NOW)
    ) == {
        "feed": "a",
        "url": "https://a.example",
        "state": "failing",
        "reason": "it timed out",
        "new": 0,
        "changed": 0,
        "next_pull": "2026-03-04T08:00:00Z",
    }


def test_a_feed_has_the_keys_of_the_contract_with_a_state_and_without():
    shape = feed_json(feed())

    assert keys(shape) == (
        "id url title outlet kind on state reason last_success newest_item interval_s next_pull failures"
    )
    assert (shape["state"], shape["next_pull"], shape["failures"]) == (None, None, 0)
    asked = FeedState("example", state=PullState.OK, last_success=NOW, interval_s=600)
    shape = feed_json(feed("https://a.example/?key=s3cret"), asked)
    assert (shape["url"], shape["state"], shape["last_success"], shape["interval_s"]) == (
        "https://a.example/?key=HIDDEN",
        "ok",
        "2026-03-04T08:00:00Z",
        600,
    )


def test_a_delivery_has_the_keys_of_the_contract():
    shape = delivery_json(Delivery("x", "d1", "morning", Platform.SLACK, "C1", 1, posted=NOW))

    assert keys(shape).startswith(
        "id digest subscription platform channel part state tries message_id posted"
    )
    assert (shape["platform"], shape["state"], shape["posted"]) == (
        "slack",
        "pending",
        "2026-03-04T08:00:00Z",
    )


def test_how_the_bot_is_doing_has_the_keys_of_the_contract():
    window = Window(NOW, NOW)
    status = Status(
        feeds_on=9,
        feeds_read=8,
        feeds_failing=1,
        items=7,
        stories=6,
        last_digest=Digest("d1", "morning", Edition.DAILY, NOW.date(), window, (), Coverage()),
        waiting=5,
        uncertain=4,
        perhaps_twice=3,
        failed=2,
        channels_off=("slack::C1", "discord:7:8"),
    )

    assert status_json(status) == {
        "feeds_on": 9,
        "feeds_read_in_24h": 8,
        "feeds_failing": 1,
        "items": 7,
        "stories": 6,
        "last_digest": "morning 2026-03-04",
        "last_digest_window_end": "2026-03-04T08:00:00Z",
        "deliveries_waiting": 5,
        "deliveries_uncertain": 4,
        "deliveries_perhaps_twice": 3,
        "deliveries_failed": 2,
        "channels_switched_off": "slack::C1, discord:7:8",
    }
    fresh = status_json(replace(status, last_digest=None, channels_off=()))
    assert [name for name, value in fresh.items() if value is None] == [
        "last_digest",
        "last_digest_window_end",
        "channels_switched_off",
    ]


def test_a_query_without_a_hit_has_the_keys_of_one_with_a_hit():
    shape = hit_json(Hit(item("T", themes=(Filing("talent", 1.0),), story="s1"), 2.5), ms=0.12345)

    assert keys(shape) == "story item title url outlet published language themes score ms"
    assert (shape["story"], shape["themes"], shape["ms"]) == ("s1", ["talent"], 0.123)
    none = hit_json(None, ms=1.0, query="x")
    assert none["query"] == "x"
    assert none["item"] is None
    assert set(none) == {"query", *shape}


def test_what_was_not_judged_has_the_keys_of_what_was():
    filed = [Filing("talent", 2.0, ("visa",))]
    themes = [{"theme": "talent", "score": 2.0, "terms": ["visa"]}]

    assert theme_test_json(filed) == {"themes": themes}
    told = story(id="s1", themes=tuple(filed))
    assert why_json(told, None) == {
        "story": "s1",
        "shown": False,
        "held_back_by": None,
        "themes": themes,
        "score": {},
    }
    judged = why_json(told, Verdict("s1", False, "no room", {"owners": 1.0}))
    assert (judged["held_back_by"], judged["score"]) == ("no room", {"owners": 1.0})


def test_a_trend_and_a_comparison_have_the_keys_of_the_contract():
    assert trend_json(Trend(date(2026, 3, 2), "talent", 3, 2, {Viewpoint.US: 2})) == {
        "week": "2026-03-02",
        "theme": "talent",
        "stories": 3,
        "owners": 2,
        "viewpoints": {"us": 2},
    }
    assert compare_json(Comparison("s1", (), (), (Viewpoint.CHINA,))) == {
        "story": "s1",
        "sides": [],
        "silent": ["china"],
    }


def test_a_feed_that_its_team_gave_no_title_has_its_publishers():
    unnamed = feed(id="ours", title="ours")

    shapes = [
        feed_json(unnamed, FeedState("ours", title="The Chip Post")),
        feed_json(unnamed, FeedState("ours")),
        feed_json(replace(unnamed, title="Ours"), FeedState("ours", title="The Chip Post")),
    ]

    assert [shape["title"] for shape in shapes] == ["The Chip Post", "ours", "Ours"]
