"""`digest`: printed, and told once where it is posted."""

import json

import pytest

from tests.scenarios.reports import AT


def test_items_in_two_languages_are_one_story_that_is_told_once(filled):
    digest = json.loads(filled("digest", "--subscription", "morning", "--post", "--json", "--now", AT))
    again = json.loads(filled("digest", "--subscription", "morning", "--post", "--json", "--now", AT))
    later = filled("digest", "--subscription", "morning", "--post", "--json", "--now", "2026-03-05T08:00:00Z")

    [section] = digest["sections"]
    [told] = section["stories"]
    assert (section["theme"], told["owners"], len(told["links"])) == ("export_controls", 3, 3)
    assert again == digest
    assert json.loads(later)["sections"] == []
    deliveries = [json.loads(line) for line in filled("export", "deliveries").splitlines()]
    # The empty digest of the next day is one line, and is delivered too.
    assert [delivery["state"] for delivery in deliveries] == ["sent", "sent"]


def test_a_digest_that_is_printed_once_more_says_that_nothing_is_posted(filled):
    post = ("digest", "--subscription", "morning", "--post", "--now", AT)

    said = [filled(*post, aside=True) for _ in range(2)]

    assert ["nothing is posted" in each for each in said] == [False, True]


def test_a_digest_that_is_posted_hours_after_its_time_is_late(filled):
    post = ("digest", "--subscription", "morning", "--post", "--json", "--now")

    digests = [json.loads(filled(*post, f"2026-03-{at}Z")) for at in ("04T11:00:00", "05T08:00:00")]

    assert [digest["late"] for digest in digests] == [True, False]


def test_every_sentence_of_a_digest_stands_in_the_items_that_it_names(filled):
    digest = json.loads(filled("digest", "--json", "--now", AT))
    items = {row["id"]: row for row in map(json.loads, filled("export", "items").splitlines())}

    told = [
        sentence
        for section in digest["sections"]
        for story in section["stories"]
        for sentence in story["summary"]
    ]
    assert told
    for sentence in told:
        assert sentence["items"]
        for item in sentence["items"]:
            assert sentence["text"].rstrip("…") in items[item]["summary"]


def test_an_empty_digest_of_a_quiet_subscription_is_not_printed(call, tmp_path):
    (tmp_path / "parallax.toml").write_text(
        '[[subscription]]\nname = "calm"\nquiet = true\n', encoding="utf-8"
    )

    said = call("digest", "--subscription", "calm", "--post", "--now", AT)

    assert said == "Nothing to post: there is nothing new for “calm”, whose empty digests are not posted.\n"


@pytest.mark.parametrize("form", ["terminal", "markdown", "slack", "discord"])
def test_a_digest_is_printed_in_each_form(filled, form):
    said = filled("digest", "--as", form, "--now", AT)

    assert "export controls" in said
    if form in ("slack", "discord"):
        assert isinstance(json.loads(said), list)


def test_a_digest_until_a_day_is_that_days(filled):
    told = json.loads(filled("digest", "--until", "2026-03-03T18:00:00Z", "--now", AT, "--json"))

    assert (told["date"], told["window"]["end"]) == ("2026-03-03", "2026-03-03T18:00:00Z")
