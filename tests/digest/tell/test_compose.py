from dataclasses import replace
from datetime import timedelta

from digest.model import Coverage, Filing, Told, Viewpoint, Window
from digest.tell.changes import changes, snapshot
from digest.tell.compose import TOLD_BEFORE, compose
from digest.tell.rank import no_news, rank
from tests.builders import NOW, item, story, subscription

WINDOW = Window(NOW - timedelta(hours=24), NOW)
TEXT = "The Commerce Department added twelve companies to its list on Tuesday, it said. The rule takes effect in May."


def told_story(title, theme="export_controls", score=12.0, **more):
    return story(title, themes=(Filing(theme, score),), **more)


def digest_of(stories, told=(), reader=None, **items):
    reader = reader or subscription()
    ranked = rank(stories, window=WINDOW, themes=reader.themes)
    members = {
        s.id: items.get(s.id) or [item(s.title, summary=TEXT.replace("twelve", s.title))] for s in stories
    }
    return compose(reader, WINDOW, ranked, members, {t.story: t for t in told}, Coverage(), date=NOW.date())


def titles(digest):
    return [telling.title for section in digest.sections for telling in section.stories]


def test_sections_stand_in_the_subscription_s_order():
    digest, _ = digest_of(
        [told_story("Talk of talent", "talent"), told_story("Talk of weights", "open_source")]
    )

    assert [section.theme for section in digest.sections] == ["open_source", "talent"]


def test_what_many_voices_tell_comes_first():
    digest, _ = digest_of([told_story("One voice"), told_story("Many others", owners=6, outlets=6)])

    assert titles(digest) == ["Many others", "One voice"]


def test_no_more_stories_than_asked_for_and_each_section_has_one():
    many = [told_story(f"Controls {n} of chips", owners=5) for n in range(9)]
    digest, verdicts = digest_of([*many, told_story("Talent", "talent")], reader=subscription(stories=3))

    assert len(titles(digest)) == 3
    assert {section.theme for section in digest.sections} == {"export_controls", "talent"}
    assert digest.coverage.held_back == sum(not verdict.shown for verdict in verdicts) == 7


def test_a_story_that_was_told_comes_back_only_with_a_change():
    one = told_story("Rule on chips", owners=1)
    members = [item("Rule on chips", summary=TEXT)]
    before = snapshot(one, members, "d0", NOW - timedelta(days=1))

    silent, verdicts = digest_of([one], [before], **{one.id: members})
    grown = replace(one, owners=2)
    update, _ = digest_of(
        [grown], [before], **{one.id: [*members, item("Rule", outlet="b.example", summary=TEXT)]}
    )

    assert titles(silent) == []
    assert verdicts[0].held_back_by == TOLD_BEFORE
    assert [t.status for section in update.sections for t in section.stories] == ["update"]


def test_another_title_or_date_alone_is_no_change():
    one = told_story("Rule on chips")
    members = [item("Rule on chips", summary=TEXT)]
    before = snapshot(one, members, "d0", NOW)

    assert changes(before, one, [replace(members[0], title="Chips: a rule", published=NOW)]) == []


def test_a_new_side_is_a_change():
    before = Told("s", "d0", NOW, "t", frozenset(), frozenset(), frozenset(), frozenset({"us"}), 2)
    one = told_story("Rule", viewpoints={Viewpoint.US: 1, Viewpoint.CHINA: 1}, owners=2)

    assert [change.what for change in changes(before, one, [item("Rule", viewpoint=Viewpoint.CHINA)])] == [
        "china"
    ]


def test_two_stories_of_one_title_are_not_both_told():
    digest, _ = digest_of(
        [
            told_story("Rule on AI chips is tightened"),
            replace(told_story("Rule on AI chips is tightened"), id="ff"),
        ]
    )

    assert len(titles(digest)) == 1


def test_opinion_and_adverts_are_known_by_their_titles():
    assert no_news("Opinion: the race is lost") == "opinion"
    assert no_news("10 best AI tools for writers") == "listicle"
    assert no_news("Trellis AI (YC W24) is hiring engineers") == "job post"
    assert no_news("US tightens export controls on AI chips") is None
