"""Feeds in, OPML out, and back."""

import time
from dataclasses import replace

import pytest
from hypothesis import given
from hypothesis import strategies as st

from digest.errors import ParseError
from digest.model.feed import Feed, FeedKind
from digest.model.outlet import Viewpoint
from digest.pull import opml
from digest.text import one_line

WHOLE = Feed(
    id="ours",
    url="https://news.example/feed?a=1&token=s3cret",
    title='Tom & "Jerry" <News> 中文',
    outlet="news.example",
    kind=FeedKind.HUGGINGFACE,
    on_topic=True,
    viewpoint=Viewpoint.CHINA,
    language="zh-Hans",
    on=False,
    auth="OURS_AUTH",
    labels=("China", "Labs/Open", "Read first"),
    from_file=False,
)
PLAIN = Feed(id="plain", url="https://b.example/rss", title="B", from_file=False)


def document(body, head=""):
    return f'<?xml version="1.0"?>{head}<opml version="2.0"><body>{body}</body></opml>'.encode()


def test_what_goes_out_with_its_secrets_comes_back_whole():
    out = opml.write([WHOLE, PLAIN], secrets=True)

    # Whoever made the list names a variable; whether it is used is for the team to say.
    back = replace(WHOLE, auth=None, wanted_auth="OURS_AUTH")
    assert {feed.id: feed for feed in opml.read(out.encode())} == {"ours": back, "plain": PLAIN}
    assert opml.write(opml.read(out.encode()), secrets=True) == out


LABELS = st.text(st.characters(codec="utf-8", categories=["L", "N"]), min_size=1, max_size=9).filter(
    lambda text: one_line(text) == text
)


@given(
    st.lists(
        st.builds(
            Feed,
            id=st.from_regex(r"[a-z][a-z0-9-]{0,20}", fullmatch=True),
            url=st.from_regex(
                r"https://[a-z]{1,9}\.example/[a-z]{0,9}(\?k=[a-z0-9%&=]{0,9})?", fullmatch=True
            ),
            title=LABELS,
            on=st.booleans(),
            labels=st.lists(LABELS, unique=True, max_size=3).map(tuple),
            from_file=st.just(False),
        ),
        unique_by=lambda feed: opml.canonical(feed.url),
        max_size=5,
    )
)
def test_any_feeds_come_back_whole(feeds):
    back = opml.read(opml.write(feeds, secrets=True).encode())

    # The folders of a list have one order for all its feeds.
    def ordered(feeds):
        return sorted(
            (replace(feed, labels=tuple(sorted(feed.labels))) for feed in feeds), key=lambda f: f.url
        )

    assert ordered(back) == ordered(feeds)


def test_secrets_stay_at_home_unless_asked_for():
    assert "s3cret" not in opml.write([WHOLE])


def test_folders_are_labels_and_one_feed_in_two_folders_has_two():
    feed = '<outline text="A" xmlUrl="https://a.example/feed"/>'
    found = opml.read(
        document(f'<outline text="One"><outline text="Two">{feed}</outline>{feed}</outline>{feed}')
    )

    assert [one.labels for one in found] == [("One/Two", "One")]


def test_a_document_in_another_encoding_is_read():
    text = '<?xml version="1.0" encoding="gb2312"?><opml><body><outline text="新闻" xmlUrl="https://a.example/"/></body></opml>'

    assert opml.read(text.encode("gb2312"))[0].title == "新闻"
    assert opml.read(text.replace("gb2312", "utf-16").encode("utf-16"))[0].title == "新闻"


def test_an_ampersand_that_is_not_written_as_one_is_one():
    text = "<opml><body><outline text='R&D &amp; more' xmlUrl='https://a.example/?x=1&copy=2'/></body></opml>"

    assert [(feed.title, feed.url) for feed in opml.read(text.encode())] == [
        ("R&D & more", "https://a.example/?x=1&copy=2")
    ]


def test_a_document_in_a_namespace_is_read():
    listed = b"""<opml xmlns="http://opml.org/spec2" version="2.0"><body>
      <outline text="Labs"><outline text="A" xmlUrl="https://a.example/feed"/></outline></body></opml>"""

    assert [(feed.url, feed.labels) for feed in opml.read(listed)] == [("https://a.example/feed", ("Labs",))]


def test_an_outline_without_an_address_is_no_feed():
    assert opml.read(document('<outline text="A" xmlUrl=" "/><outline text="B"/>')) == []


@pytest.mark.parametrize(
    ("text", "said"),
    [
        (b"", "is empty"),
        (b"<html/>", "begins with <html>"),
        (b"<opml><body>", "not OPML"),
        (b'<?xml version="1.0" encoding="x-none"?><opml/>', "not OPML"),
        # A megabyte of it takes Python three seconds to read.
        (b'<?xml version="1.0" encoding="Punycode"?><opml/>' + b"a" * 1_000_000, "not OPML"),
        (document("", '<!DOCTYPE opml [<!ENTITY a "aa">]>'), "declares"),
        (document("", '<!DOCTYPE opml SYSTEM "http://10.0.0.1/x.dtd">'), "declares"),
        (b" " * 6_000_000, "larger than"),
    ],
)
def test_what_is_no_opml_is_said_in_words(text, said):
    with pytest.raises(ParseError, match=said):
        opml.read(text)


def test_what_a_list_calls_an_outlet_is_on_one_line_and_hides_nothing():
    outline = '<outline xmlUrl="https://a.example/f" parallaxOutlet="&#x202e;a.&#10;example&#x200b;"/>'

    [feed] = opml.read(f"<opml><body>{outline}</body></opml>".encode())

    assert feed.outlet == "a. example"


def test_deep_folders_are_no_danger():
    deep = (
        '<outline text="x">' * 50_000
        + '<outline text="A" xmlUrl="https://a.example/"/>'
        + "</outline>" * 50_000
    )

    [feed] = opml.read(document(deep))
    assert len(feed.labels[0]) <= 100


def test_long_names_of_folders_cost_no_more_for_each_feed_in_them():
    feeds = "".join(f'<outline xmlUrl="https://a.example/{number}"/>' for number in range(20_000))
    folders = f'<outline text="{"long name " * 10_000}">' * 20 + feeds + "</outline>" * 20
    began = time.process_time()

    found = opml.read(document(folders))
    assert time.process_time() - began < 3
    assert {feed.labels for feed in found} == {(("long name " * 10)[:100],)}
