"""A digest whole, with a thread a story, or as posts of a forum: who tells which story, and under what."""

from dataclasses import replace

import pytest

from bot.discord import render as discord
from bot.post.layout import lay_out, layout_of
from bot.post.parts import parts_of
from bot.slack import render as slack
from digest.model.digest import Coverage, Digest, Section, Sentence, Telling
from digest.model.place import Platform
from digest.model.subscription import Edition, Layout
from digest.model.window import Window
from digest.tell.message import Card, Heading
from digest.tell.present.digest import digest_message, follow_message
from digest.tell.spans import NamesById, code
from tests.builders import NOW, subscription

THEMES = NamesById({"export_controls": "Export controls", "talent": "Talent"})


def telling(story, title):
    return Telling(
        story=story,
        title=title,
        language="en",
        summary=(Sentence(f"What {title} is about.", ("i1",)),),
        links=(),
        viewpoints={},
        outlets=1,
        owners=1,
        themes=("export_controls", "talent"),
    )


DIGEST = Digest(
    id="d1",
    subscription="morning",
    edition=Edition.DAILY,
    date=NOW.date(),
    window=Window(NOW, NOW),
    sections=(
        Section("export_controls", (telling("a" * 16, "The first"), telling("b" * 16, "The second"))),
        Section("talent", (telling("c" * 16, "The third"),)),
    ),
    coverage=Coverage(),
)


def parts(platform, layout):
    reader = subscription(platform=platform, channel="1", layout=layout)
    message = digest_message(DIGEST, reader, themes=())
    return [
        part for part, _ in parts_of(DIGEST, reader, message, lambda one: [{"text": str(one)}], names=THEMES)
    ]


def test_flat_it_is_one_message_that_tells_every_story():
    [whole] = parts(Platform.SLACK, Layout.FLAT)

    assert whole.stories == ("a" * 16, "b" * 16, "c" * 16)


@pytest.mark.parametrize("platform", [Platform.SLACK, Platform.DISCORD])
def test_in_threads_each_story_has_a_message_and_its_detail_below(platform):
    opening, *rest = parts(platform, Layout.THREAD)

    assert (opening.reply_to, opening.stories) == (None, ())
    for head, detail in zip(rest[::2], rest[1::2], strict=True):
        assert head.reply_to is None
        assert detail.reply_to == head.id
        assert head.stories == detail.stories
    assert [head.stories[0][0] for head in rest[::2]] == ["a", "b", "c"]
    assert [detail.title for detail in rest[1::2]] == ["The first", "The second", "The third"]


def test_in_threads_the_first_story_of_a_theme_stands_under_its_name():
    message = digest_message(DIGEST, subscription(), themes=())

    opening, *heads = [piece for piece in lay_out(message, Layout.THREAD) if piece.answers is None]

    named = [[block.text for block in head.message.blocks if isinstance(block, Heading)] for head in heads]
    assert named == [["export_controls"], [], ["talent"]]
    assert "talent" not in str(opening.message.blocks)


def test_in_a_forum_each_story_is_a_post_of_its_own_tagged_with_its_themes():
    opening, *posts = parts(Platform.DISCORD, Layout.FORUM)

    assert opening.title.startswith("Digest of")
    assert [post.title for post in posts] == ["The first", "The second", "The third"]
    assert {post.tags for post in posts} == {("Export controls", "Talent")}
    assert all(post.reply_to is None for post in posts)


@pytest.mark.parametrize("layout", [Layout.THREAD, Layout.FORUM])
def test_no_thread_or_post_has_a_longer_name_than_discord_takes(layout):
    long = replace(DIGEST, sections=(Section("talent", (telling("a" * 16, "It goes on " * 20),)),))

    pieces = lay_out(digest_message(long, subscription(), themes=()), layout)

    assert max(len(piece.title) for piece in pieces if piece.title) <= 100


def test_what_a_post_has_no_room_for_is_said_in_its_thread():
    reader = subscription(platform=Platform.DISCORD, channel="1", layout=Layout.FORUM)
    message = digest_message(replace(DIGEST, sections=DIGEST.sections[:1]), reader, themes=())

    found = [
        part
        for part, _ in parts_of(
            DIGEST, reader, message, lambda one: [{"text": "1"}, {"text": "2"}], names=NamesById()
        )
    ]

    assert [part.reply_to for part in found] == [None, found[0].id, None, found[2].id, None, found[4].id]


@pytest.mark.parametrize(
    ("platform", "channel", "wanted", "given"),
    [
        (Platform.SLACK, "C1", Layout.FORUM, Layout.THREAD),
        (Platform.SLACK, "@U1", Layout.THREAD, Layout.THREAD),
        (Platform.TERMINAL, "", Layout.THREAD, Layout.FLAT),
        (Platform.DISCORD, "4700", Layout.FORUM, Layout.FORUM),
        (Platform.DISCORD, "@300", Layout.THREAD, Layout.FLAT),
        (Platform.DISCORD, "@300", Layout.FORUM, Layout.FLAT),
    ],
)
def test_a_channel_is_given_the_nearest_layout_that_it_can_take(platform, channel, wanted, given):
    assert layout_of(subscription(platform=platform, channel=channel, layout=wanted)) is given


@pytest.mark.parametrize("layout", Layout)
def test_an_empty_digest_is_one_message(layout):
    message = digest_message(replace(DIGEST, sections=()), subscription(), themes=())

    assert len(lay_out(message, layout)) == 1


@pytest.mark.parametrize(("voice", "said"), [("en", "0 stories"), ("fr", "0 sujet")])
def test_a_notification_of_an_empty_digest_ends_with_their_number(voice, said):
    message = digest_message(replace(DIGEST, sections=()), subscription(voice=voice), themes=())

    assert message.summary.endswith(f". {said}")


@pytest.mark.parametrize(
    ("voice", "said"),
    [
        ("en", ("covers the news up to Wed 4 March, ", "on these themes since Wed 4 March, ")),
        ("fr", ("les nouvelles jusqu’au mer. 4 mars, ", "sur ces thèmes depuis le mer. 4 mars, ")),
    ],
)
def test_a_day_has_the_article_that_its_preposition_wants(voice, said):
    empty = replace(DIGEST, sections=(), late=True)

    blocks = digest_message(empty, subscription(voice=voice), themes=()).blocks

    assert all(any(each in str(block) for block in blocks) for each in said)


def test_title_and_sentences_are_each_marked_with_their_language_where_it_is_another():
    told = replace(
        telling("s", "Tytuł"), language="pl", summary=(Sentence("Une phrase.", ("i",)),), told_in="fr"
    )

    cards = [
        next(
            block
            for block in follow_message([told], [], subscription(voice=voice)).blocks
            if isinstance(block, Card)
        )
        for voice in ("en", "fr")
    ]

    assert [(card.title.language, card.lines[0][0].language) for card in cards] == [("pl", "fr"), ("pl", "")]


def test_what_ends_a_follow_can_be_copied():
    message = follow_message([telling("s", "A title")], ["Huawei"], subscription())

    assert code("/parallax unfollow") in message.blocks[-1].line


def test_ids_stay_the_same_so_that_twice_is_once():
    for layout in Layout:
        assert [part.id for part in parts(Platform.DISCORD, layout)] == [
            part.id for part in parts(Platform.DISCORD, layout)
        ]


@pytest.mark.parametrize(
    ("platform", "renderer", "voice", "counted"),
    [
        (Platform.SLACK, slack.render, "en", "80 chosen (80 from a single source), {} without room here"),
        (Platform.DISCORD, discord.render, "fr", "80 retenus (80 de source unique), {} sans place ici"),
    ],
)
def test_the_footer_says_how_many_of_the_stories_had_no_room(platform, renderer, voice, counted):
    tellings = tuple(telling(f"{number:016x}", f"Story {number} of many") for number in range(80))
    digest = replace(DIGEST, sections=(Section("talent", tellings),), coverage=Coverage(stories=80, shown=80))
    reader = subscription(platform=platform, channel="1", voice=voice)

    message = digest_message(digest, reader, themes=())
    told = parts_of(digest, reader, message, renderer, names=THEMES)

    left = 80 - sum(len(part.stories) for part, _ in told)
    assert left > 0
    assert counted.format(left) in str(told[-1][1])
    assert "80 shown" not in str(told)


@pytest.mark.parametrize(
    ("read", "said"), [(1, "9 flux\u202f: 1 lu, 2 en échec"), (6, "9 flux\u202f: 6 lus, 2 en échec")]
)
def test_in_french_the_footer_counts_what_was_read_in_its_own_number(read, said):
    digest = replace(DIGEST, coverage=Coverage(feeds=9, read=read, failed=2))

    assert said in str(digest_message(digest, subscription(voice="fr"), themes=()).blocks[-1].line[0].text)
