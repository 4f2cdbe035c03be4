"""What a subscription reads for a window: chosen, told once, linked and counted."""

from dataclasses import replace
from datetime import timedelta

import pytest

from digest.model.actor import Actor
from digest.model.change import Told
from digest.model.digest import Coverage
from digest.model.figure import Figure
from digest.model.outlet import Viewpoint
from digest.model.subscription import Mute
from digest.model.theme import Filing
from digest.model.window import Window
from digest.tell.audience import Audience
from digest.tell.compose import compose
from digest.tell.rank import rank
from digest.tell.reasons import DOUBLE, NO_ROOM, TOLD_BEFORE, muted_outlet, muted_term
from digest.tell.told import snapshot
from digest.understand.fillers import Filler
from tests.builders import NOW, item, story, subscription
from tests.costs import costs_at_most

WINDOW = Window(NOW - timedelta(hours=24), NOW)
DAY_BEFORE = NOW - timedelta(days=1)
TEXT = "The Commerce Department added twelve companies to its list on Tuesday, it said. The rule takes effect in May."


def happening(title="Rule on chips", theme="export_controls", score=12.0, **fields):
    return story(title, themes=(Filing(theme, score),), **fields)


def telling_of(*stories, told=(), reader=None, actors=None, **items):
    """Compose; a story has one item of its own title and text unless its items are given by its id."""
    reader = reader or subscription()
    ranked = rank(stories, window=WINDOW, themes=reader.themes, mute=reader.mute)
    members = {
        each.id: items[each.id]
        if each.id in items
        else [item(each.title, summary=TEXT.replace("twelve", each.title))]
        for each in stories
    }
    memory = {each.story: each for each in told}
    audience = Audience(reader, WINDOW, memory, actors or {})
    return compose(audience, ranked, members, Coverage(), date=NOW.date())


def titles(digest):
    return [telling.title for telling in digest.tellings]


def reasons(verdicts):
    return {verdict.held_back_by for verdict in verdicts if not verdict.shown}


# ---- which stories --------------------------------------------------------------------------------


def test_sections_stand_in_the_subscription_s_order():
    digest, _ = telling_of(happening("Talk of talent", "talent"), happening("Talk of weights", "open_source"))

    assert [section.theme for section in digest.sections] == ["open_source", "talent"]


def test_what_many_voices_tell_comes_first():
    digest, _ = telling_of(happening("One voice"), happening("Many others", owners=6, outlets=6))

    assert titles(digest) == ["Many others", "One voice"]


def test_no_more_stories_than_asked_for_and_each_section_has_one():
    many = [happening(f"Controls {n} of chips", owners=5) for n in range(9)]
    digest, verdicts = telling_of(*many, happening("Talent", "talent"), reader=subscription(stories=3))

    assert len(titles(digest)) == 3
    assert {section.theme for section in digest.sections} == {"export_controls", "talent"}
    assert digest.coverage.held_back == sum(not verdict.shown for verdict in verdicts) == 7
    assert reasons(verdicts) == {NO_ROOM}


def test_a_story_is_judged_by_the_title_that_the_channel_is_told():
    polish = item("Firma ogranicza eksport czipów", language="pl", url="https://a.example/1")
    english = item("Ten chip trends to watch in 2026", url="https://b.example/2")
    told = happening(polish.title, language="pl", id="s")

    _, verdicts = telling_of(told, reader=subscription(languages=("en",)), s=[polish, english])
    digest, _ = telling_of(told, reader=subscription(languages=("pl",)), s=[polish, english])

    assert reasons(verdicts) == {Filler.LIST}
    assert titles(digest) == [polish.title]


def test_what_its_outlet_calls_an_opinion_is_held_back_unless_another_reports_it():
    column = item("Chip act avoids a false choice", url="https://a.example/opinion/4567-chip-act")
    report = item("Chip act passes its first chamber", url="https://b.example/news/chip-act")
    told = happening(column.title, id="s", owners=2)

    _, verdicts = telling_of(told, s=[column])
    digest, _ = telling_of(told, s=[column, report])

    assert reasons(verdicts) == {Filler.OPINION}
    assert titles(digest) == [column.title]


def test_every_ranked_story_has_a_verdict_with_the_parts_of_its_score():
    _, verdicts = telling_of(happening("A rule"), happening("How to bake chips"))

    assert [(verdict.shown, verdict.held_back_by) for verdict in verdicts] == [
        (True, None),
        (False, "how-to"),
    ]
    assert all(verdict.score["theme"] > 0 for verdict in verdicts)


def test_nothing_at_all_is_a_digest_without_sections():
    digest, verdicts = telling_of()

    assert (digest.sections, verdicts, digest.coverage.shown) == ((), [], 0)


def test_two_stories_of_one_title_are_not_both_told():
    one = happening("Rule on AI chips is tightened", owners=3)
    other = replace(happening("Rule on AI chips is tightened"), id="ff")

    digest, verdicts = telling_of(one, other)

    assert [telling.story for telling in digest.tellings] == [one.id]
    assert reasons(verdicts) == {DOUBLE}


@pytest.mark.parametrize(
    ("one", "other", "are_both_told"),
    [
        # Seven of ten words, then six of ten.
        (
            "Commerce adds twelve chip firms from Shenzhen to",
            "Commerce adds twelve chip firms from Wuhan to its",
            False,
        ),
        (
            "Commerce adds twelve chip firms from Shenzhen now",
            "Commerce adds twelve chip firms in Wuhan now",
            True,
        ),
        # Three words are alike by chance.
        ("Chip rule tightened", "Chip rule tightened!", True),
        ("New chip rule tightened", "New chip rule tightened!", False),
    ],
)
def test_two_titles_tell_the_same_when_seven_in_ten_of_their_words_are_the_same(one, other, are_both_told):
    digest, _ = telling_of(happening(one), happening(other))

    assert len(titles(digest)) == 1 + are_both_told


def test_two_stories_with_one_link_are_not_both_told():
    shared = item("A ministry publishes its list of firms", summary=TEXT)
    one, other = happening("First of two"), happening("Second of two")

    digest, _ = telling_of(one, other, **{one.id: [shared], other.id: [shared]})

    assert len(titles(digest)) == 1


def test_opposite_turns_of_one_affair_are_two_stories():
    granted = happening("US grants licence to ship AI chips to China")
    denied = happening("US denies licence to ship AI chips to China")

    digest, _ = telling_of(granted, denied)

    assert len(titles(digest)) == 2


def test_no_sentence_is_told_twice():
    same = "The Commerce Department added twelve companies to its entity list on Tuesday."
    one, other = happening("Rule on chips"), happening("Firms in Shenzhen protest")

    digest, _ = telling_of(
        one,
        other,
        **{one.id: [item("Rule on chips", summary=same)], other.id: [item("Firms protest", summary=same)]},
    )

    said = [sentence.text for telling in digest.tellings for sentence in telling.summary]
    assert len(said) == len(set(said))


# ---- what was told before -------------------------------------------------------------------------


def test_a_story_that_was_told_comes_back_only_with_a_change():
    one = happening(owners=1)
    members = [item("Rule on chips", summary=TEXT)]
    before = snapshot(one, members, "d0", DAY_BEFORE, "https://chat.example/p1")
    other = item("Rule", outlet="b.example", owner="b.example", summary=TEXT)

    silent, verdicts = telling_of(one, told=[before], **{one.id: members})
    update, _ = telling_of(replace(one, owners=2), told=[before], **{one.id: [*members, other]})

    assert titles(silent) == []
    assert reasons(verdicts) == {TOLD_BEFORE}
    told = update.tellings[0]
    assert (told.status, told.told_before) == ("update", "https://chat.example/p1")
    assert [change.what for change in told.changes] == ["b.example"]


def test_a_story_that_shares_an_item_with_a_told_one_was_told():
    members = [item("Rule on chips", summary=TEXT)]
    before = snapshot(happening("Another name for it"), members, "d0", DAY_BEFORE)
    one = happening("Rule on chips")

    _, verdicts = telling_of(one, told=[before], **{one.id: members})

    assert reasons(verdicts) == {TOLD_BEFORE}


def test_a_story_that_has_the_title_of_a_told_one_was_told():
    title = "Commerce adds twelve firms to its entity list"
    before = snapshot(happening(title), [item(title, outlet="a.example")], "d0", DAY_BEFORE)
    one = replace(happening(title), id="another")

    _, verdicts = telling_of(one, told=[before], another=[item(title, outlet="b.example", owner="a.example")])

    assert reasons(verdicts) == {TOLD_BEFORE}


@pytest.mark.parametrize(
    ("title", "days", "is_known"),
    [
        # Six of ten words, which would not do within one digest.
        ("Commerce adds twelve more chip firms to an", 1, True),
        ("Commerce adds twelve more chip makers in a", 1, False),
        ("Commerce adds twelve more chip firms to an", 9, False),
    ],
)
def test_a_title_like_one_that_was_told_is_known_for_a_week(title, days, is_known):
    before = happening("Commerce adds twelve big chip firms to its")
    told = snapshot(before, [item(before.title)], "d0", NOW - timedelta(days=days))

    digest, verdicts = telling_of(happening(title), told=[told])

    assert (titles(digest), reasons(verdicts)) == (([], {TOLD_BEFORE}) if is_known else ([title], set()))


@pytest.mark.parametrize(
    ("title", "is_known"), [("Twelve firms are listed", True), ("Firms are listed", False)]
)
def test_a_story_is_known_by_the_title_of_any_of_its_items_unless_that_is_short(title, is_known):
    told = snapshot(happening(title), [item(title)], "d0", DAY_BEFORE)
    one = happening("Commerce lengthens its list of makers of chips", id="s")
    members = [item(one.title, summary=TEXT), item(title, outlet="b.example", owner="example.org")]

    digest, _ = telling_of(one, told=[told], s=members)

    assert titles(digest) == ([] if is_known else [one.title])


def test_an_update_is_told_in_the_words_of_what_is_new():
    one = happening("Nvidia chips seized", owners=2)
    old = item(
        "Nvidia chips seized in a port", summary="Customs officers seized graphics processors in a port."
    )
    sentence = "Officers put the worth of the chips that they seized at $50 million on Wednesday."
    new = item("Seized chips were worth $50 million", outlet="b.example", summary=sentence)
    new = replace(new, figures=(Figure(5e7, "USD", "chips", sentence, new.id),))
    before = snapshot(one, [old], "d0", DAY_BEFORE)

    digest, _ = telling_of(one, told=[before], **{one.id: [old, new]})

    told = digest.tellings[0]
    assert told.title == "Seized chips were worth $50 million"
    assert [each.text for each in told.summary] == [sentence]
    assert told.links[0].outlet == "b.example"


@pytest.mark.parametrize(
    "title", ["How to watch the hearing on seized chips", "Seized chips: what Musk says"]
)
def test_an_update_bears_the_story_s_title_where_what_is_new_stands_under_none_that_may_be_told(title):
    one = happening("Nvidia chips seized", owners=3)
    reader = subscription(mute=Mute(terms=frozenset({"Musk"})))
    old = item("Nvidia chips seized", summary="Customs officers seized graphics processors in a port.")
    sentence = "Officers put the worth of the chips that they seized at $50 million on Wednesday."
    new = item(title, outlet="b.example", summary=sentence)
    new = replace(new, figures=(Figure(5e7, "USD", "chips", sentence, new.id),))
    before = snapshot(one, [old], "d0", DAY_BEFORE)

    digest, _ = telling_of(one, told=[before], reader=reader, **{one.id: [old, new]})

    assert titles(digest) == ["Nvidia chips seized"]
    assert [each.text for each in digest.tellings[0].summary] == [sentence]


def test_a_new_side_in_a_language_that_nobody_here_reads_leaves_the_words_as_they_were():
    one = happening("Rule on chips is tightened", owners=2, viewpoints={Viewpoint.US: 1, Viewpoint.CHINA: 1})
    old = item("Rule on chips is tightened", summary=TEXT, viewpoint=Viewpoint.US)
    new = item("芯片规则收紧", outlet="b.example", language="zh-Hans", viewpoint=Viewpoint.CHINA)
    before = replace(snapshot(one, [old], "d0", DAY_BEFORE), viewpoints=frozenset({"us"}))

    digest, _ = telling_of(one, told=[before], **{one.id: [old, new]})

    assert titles(digest) == ["Rule on chips is tightened"]
    assert digest.tellings[0].changes[0].what == "China"


# ---- how it is told -------------------------------------------------------------------------------


def test_one_link_an_outlet_the_title_s_first_then_the_preferred_languages():
    one = happening("Rule on chips")
    members = [
        item("Règle sur les puces", outlet="fr.example", language="fr", summary="x"),
        item("芯片规则", outlet="zh.example", language="zh-Hans"),
        item("Chips under a rule", outlet="en.example", summary=TEXT),
        item("Rule on chips", outlet="home.example", summary=TEXT),
        item("Rule on chips, again", outlet="home.example"),
    ]

    digest, _ = telling_of(one, reader=subscription(languages=("en", "fr")), **{one.id: members})

    assert [(link.outlet, link.language) for link in digest.tellings[0].links] == [
        ("home.example", "en"),
        ("en.example", "en"),
        ("fr.example", "fr"),
        ("zh.example", "zh-Hans"),
    ]


def test_whatever_is_quoted_is_linked_before_what_is_not():
    one = happening("Rule on chips")
    quoted = "Seven firms in Malaysia and Vietnam ask for licences under the rule by 15 March."
    members = [item("Rule on chips", outlet="0.example", summary=TEXT, published=NOW)]
    members += [
        item(f"Chips and a rule {n}", outlet=f"{n}.example", published=NOW + timedelta(minutes=n))
        for n in range(1, 7)
    ]
    members += [
        item("Licences", outlet="7.example", summary=text, published=NOW + timedelta(hours=hour))
        for hour, text in ((1, ""), (2, quoted))
    ]

    digest, _ = telling_of(one, **{one.id: members})

    told = digest.tellings[0]
    assert quoted in [sentence.text for sentence in told.summary]
    assert [link.url for link in told.links[:2]] == [members[0].url, members[-1].url]
    assert len(told.links) == 5


def test_at_most_five_links_and_none_without_an_address():
    one = happening("Rule on chips")
    members = [
        item("Rule on chips", outlet=f"{n}.example", url=None if n == 3 else f"https://{n}.example/")
        for n in range(9)
    ]

    digest, _ = telling_of(one, **{one.id: members})

    outlets = [link.outlet for link in digest.tellings[0].links]
    assert (len(outlets), "3.example" in outlets) == (5, False)


def test_the_figures_of_told_sentences_come_first_and_each_amount_once():
    said = "The Commerce Department added 12 companies to its entity list on Tuesday."
    other = "Shares of the listed firms fell 9% in the week before."
    one = happening("Rule on chips")
    member = item("Rule on chips", summary=said)
    figures = (
        Figure(9.0, "%", "shares", other, member.id),
        Figure(12.0, "companies", "companies", said, member.id),
        Figure(12.0, "companies", "companies", said, member.id),
    )

    digest, _ = telling_of(one, **{one.id: [replace(member, figures=figures)]})

    assert [figure.amount for figure in digest.tellings[0].figures] == [12.0, 9.0]


def test_muted_outlets_are_neither_told_nor_counted():
    one = happening("Rule on chips", outlets=2, owners=2, items=("x", "y"), viewpoints={Viewpoint.US: 2})
    kept = item("Rule on chips", outlet="a.example", viewpoint=Viewpoint.US, summary=TEXT)
    muted = item("Rule on chips!", outlet="b.example", viewpoint=Viewpoint.US, summary=TEXT)
    reader = subscription(mute=Mute(outlets=frozenset({"b.example"})))
    alone = happening("Only one tells it")

    digest, verdicts = telling_of(one, alone, reader=reader, **{one.id: [kept, muted], alone.id: [muted]})

    told = digest.tellings
    assert [(each.outlets, each.owners, each.viewpoints) for each in told] == [(1, 1, {Viewpoint.US: 1})]
    assert reasons(verdicts) == {muted_outlet("b.example")}


def test_a_muted_term_is_looked_for_in_the_title_that_the_channel_would_read():
    chinese = item("机器人出租车芯片新规", outlet="a.example", language="zh-Hans", summary="周二公布。")
    english = item("Robotaxi chips get a rule", outlet="b.example", summary=TEXT)
    one = happening(chinese.title, language="zh-Hans", owners=2)
    reader = subscription(mute=Mute(terms=frozenset({"robotaxi"})))

    digest, verdicts = telling_of(one, reader=reader, **{one.id: [chinese, english]})

    assert titles(digest) == []
    assert reasons(verdicts) == {muted_term("robotaxi")}


def test_no_muted_outlet_words_a_story():
    muted = item("Sweeping rule on chips", outlet="b.example", summary=TEXT)
    kept = item("Officials publish chip rule", outlet="a.example", summary=TEXT)
    one = happening(muted.title, outlets=2, owners=2)
    reader = subscription(mute=Mute(outlets=frozenset({"b.example"})))

    digest, _ = telling_of(one, reader=reader, **{one.id: [muted, kept]})

    assert titles(digest) == [kept.title]


def test_sides_that_leave_a_story_to_one_for_a_day_are_named():
    old = happening("Rule on chips", viewpoints={Viewpoint.US: 3}, first_seen=NOW - timedelta(hours=30))
    new = happening("Law on chips", viewpoints={Viewpoint.US: 3}, first_seen=NOW - timedelta(hours=3))

    digest, _ = telling_of(old, new)

    silent = {telling.title: telling.silent for telling in digest.tellings}
    assert Viewpoint.CHINA in silent["Rule on chips"]
    assert silent["Law on chips"] == ()


def test_a_digest_has_one_id_for_its_slot():
    one, _ = telling_of(happening("A rule"))
    other, _ = telling_of(happening("Another rule"))

    assert one.id == other.id


def test_counts_of_the_store_are_kept():
    counted = Coverage(feeds=9, read=8, failed=1, items=40, stories=12)
    digest, _ = compose(Audience(subscription(), WINDOW, {}, {}), [], {}, counted, date=NOW.date())

    assert digest.coverage == counted


def test_a_memory_that_cannot_be_read_is_no_obstacle():
    before = Told(
        "s", "d", DAY_BEFORE, "t", frozenset(), frozenset({"not a figure"}), frozenset(), frozenset(), 1
    )
    digest, _ = telling_of(happening("A rule"), told=[before])

    assert titles(digest) == ["A rule"]


def test_many_candidates_cost_little():
    some = [happening(f"Ministry {n} of region {n} grants licence {n} to maker {n}") for n in range(300)]

    assert costs_at_most(200, lambda: telling_of(*some))


# ---- in a language that the channel does not read ---------------------------------------------------


@pytest.mark.parametrize(("languages", "named"), [(("en",), ("Alibaba", "China")), (("en", "zh-Hant"), ())])
def test_a_story_that_its_readers_cannot_read_says_whom_it_names(languages, named):
    actors = {
        "alibaba": Actor("alibaba", "Alibaba", "company", Viewpoint.CHINA, ("阿里巴巴",)),
        "china": Actor("china", "China", "state", Viewpoint.CHINA, ("中国",)),
    }
    told = happening(
        "阿里巴巴开源新模型", "open_source", language="zh-Hans", actors=("alibaba", "china", "gone")
    )
    chinese = item(
        told.title, summary="阿里巴巴周二公布了新模型的权重，任何人都可以下载。", language="zh-Hans"
    )

    digest, _ = telling_of(
        told, reader=subscription(languages=languages), actors=actors, **{told.id: [chinese]}
    )

    assert [telling.named for telling in digest.tellings] == [named]
