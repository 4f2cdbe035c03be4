import pytest

from digest.model.change import Change, ChangeKind
from digest.model.digest import Sentence
from digest.tell.spans import joined, outlet_link, said_voices, told_changes
from digest.tell.voice import speaker

SIDES = (Change(ChangeKind.NEW_SIDE, "the US"), Change(ChangeKind.NEW_SIDE, "Europe"))
ACTORS = (Change(ChangeKind.NEW_ACTOR, "Microsoft"), Change(ChangeKind.NEW_ACTOR, "SMIC"))


@pytest.mark.parametrize(
    ("language", "changes", "said"),
    [
        ("en", SIDES, "now told from the US and Europe too"),
        ("en", ACTORS, "Microsoft and SMIC now take part"),
        ("en", ACTORS[:1], "Microsoft now takes part"),
        ("fr", ACTORS, "entrent en scène\u202f: Microsoft et SMIC"),
        ("fr", ACTORS[:1], "entre en scène\u202f: Microsoft"),
    ],
)
def test_changes_of_one_kind_are_said_in_one_phrase(language, changes, said):
    assert told_changes(changes, speaker(language)) == said


def test_kinds_are_said_in_the_order_in_which_they_come_first():
    told = told_changes((SIDES[0], *ACTORS, SIDES[1]), speaker("en"))

    assert told == "now told from the US and Europe too; Microsoft and SMIC now take part"


def test_what_stands_apart_in_french_has_a_space_before_its_semicolon_that_does_not_break():
    told = told_changes((*ACTORS[:1], SIDES[1]), speaker("fr"))

    assert told == "entre en scène\u202f: Microsoft\u202f; raconté désormais aussi depuis\u202f: Europe"


def test_the_first_outlet_of_a_new_side_is_told_once():
    side = Change(ChangeKind.NEW_SIDE, "the US", "a1")
    owner = Change(ChangeKind.SECOND_OWNER, "a.example", "a1")
    other = Change(ChangeKind.SECOND_OWNER, "b.example", "b1")

    assert told_changes((side, owner), speaker("en")) == "now told from the US too"
    assert (
        told_changes((side, other), speaker("en"))
        == "now told from the US too; now also reported by b.example"
    )


def test_outlets_that_repeat_one_another_are_one_source_and_not_a_single_outlet():
    assert said_voices(1, 1, speaker("en")) == "single source"
    assert said_voices(1, 2, speaker("en")) == "one source, repeated"
    assert said_voices(2, 2, speaker("en")) == "2 independent voices"


@pytest.mark.parametrize(
    ("outlet", "url", "said"),
    [
        ("lab.example", "https://lab.example/1", "lab.example"),
        ("lab.example", "https://www.lab.example/1", "lab.example"),
        ("lab.example", "https://news.lab.example/1", "lab.example"),
        ("feeds.lab.example", "https://www.lab.example/1", "feeds.lab.example"),
        ("lab.example", "https://www.other.example/1", "lab.example (other.example)"),
        ("lab.example", "https://notlab.example/1", "lab.example (notlab.example)"),
        ("", "https://lab.example/1", "https://lab.example/1"),
    ],
)
def test_an_outlets_name_says_where_it_leads_when_that_is_not_the_outlets(outlet, url, said):
    link = outlet_link(outlet, url)

    assert (link.text, link.url) == (said, url)


@pytest.mark.parametrize(
    ("sentences", "said"),
    [
        ((), ""),
        (("One said so.", "Another did not."), "One said so. Another did not."),
        (("商务部公布了清单。", "五月生效。"), "商务部公布了清单。五月生效。"),
        (("一社が否定した", "別の社は認めた"), "一社が否定した · 別の社は認めた"),
        (("The minister steps down", "Another said no."), "The minister steps down · Another said no."),
        (("He said “no.”", "She did not…", "So they left."), "He said “no.” She did not… So they left."),
        (("The list is out.", "五月生效。"), "The list is out. 五月生效。"),
    ],
)
def test_sentences_stand_apart_where_their_script_has_a_space_and_none_reads_on_into_the_next(
    sentences, said
):
    assert joined([Sentence(text, ("a",)) for text in sentences]) == said
