"""Feed bytes in, items out."""

import gc
import json
from datetime import timedelta

import pytest

from digest.errors import ParseError
from digest.model.feed import Feed, FeedKind
from digest.pull.headers import charset
from digest.pull.parse import Body, parse, parse_all
from tests.beside import CAPTURED, needs_captured
from tests.builders import NOW
from tests.costs import costs_at_most
from tests.digest.pull.written import FEED, entry, items, rss
from tests.fakes.hostile.fault import GOOD


def json_feed(rows, **fields):
    return json.dumps({"version": "https://jsonfeed.org/version/1.1", "items": rows} | fields).encode()


def test_an_entry_is_an_item_with_its_outlet_and_plain_text():
    [item] = items(
        entry(
            title="Tom &amp;amp; Jerry &lt;b&gt;win&lt;/b&gt;",
            more="<description>&lt;p&gt;One.&lt;/p&gt;&lt;p&gt;Two.&lt;/p&gt;</description>",
        )
    )

    assert (item.title, item.summary, item.outlet) == ("Tom & Jerry win", "One.\nTwo.", "example.org")


@pytest.mark.parametrize("kind", ["rss", "atom"])
@pytest.mark.parametrize(
    ("written", "read"),
    [
        ("&lt;script&gt; explained", "<script> explained"),
        ("Why &lt;video&gt; is slow", "Why <video> is slow"),
        ("Vec&lt;T&gt; in use", "Vec<T> in use"),
        ("&lt;i&gt;Ex Machina&lt;/i&gt; again", "Ex Machina again"),
        ("It&amp;#8217;s out", "It’s out"),
        ("&lt;![CDATA[A ban]]&gt;", "A ban"),
    ],
)
def test_plain_text_is_read_as_it_stands_where_it_is_not_plainly_html(kind, written, read):
    name = "summary" if kind == "atom" else "description"
    body = rss(entry(written, more=f"<{name}>{written}</{name}>"))
    if kind == "atom":
        body = (
            '<feed xmlns="http://www.w3.org/2005/Atom"><entry><id>urn:1</id>'
            f"<title>{written}</title><summary>{written}</summary></entry></feed>"
        ).encode()
    [item] = parse(FEED, body, NOW).items

    assert (item.title, kind == "rss" or item.summary) == (read, kind == "rss" or read)


@pytest.mark.parametrize("order", [1, -1])
def test_what_is_said_of_a_picture_is_no_text_of_the_entry(order):
    said = (
        "<description>A ban was signed.</description>",
        '<media:content xmlns:media="http://search.yahoo.com/mrss/" url="p.jpg"><media:description>'
        "The minister in Munich.</media:description></media:content>",
    )
    [item] = items(entry(more="".join(said[::order])))

    assert (item.summary, item.content) == ("A ban was signed.", "")


def test_a_film_that_says_nothing_else_is_told_by_its_description():
    said = "<media:group><media:description>How it is made.</media:description></media:group>"
    [item] = items(
        entry(more=said.replace("group>", 'group xmlns:media="http://search.yahoo.com/mrss/">', 1))
    )

    assert item.summary == "How it is made."


@pytest.mark.parametrize(
    "link",
    [
        "http://news.example.org/1",
        "https://www.news.example.org/1/",
        "https://news.example.org/1?utm_source=feed&amp;utm_medium=rss",
        "https://news.example.org/1#top",
        "HTTPS://News.Example.org/1?fbclid=abc",
    ],
)
def test_one_link_in_another_spelling_is_the_same_item(link):
    assert items(entry(link=link))[0].id == items(entry())[0].id


def test_one_link_in_several_entries_is_one_item():
    assert len(items(entry(), entry(title="Again"))) == 1


@pytest.mark.parametrize(
    "date",
    [
        "nonsense",
        "",
        "Wed, 01 Jan 0000 00:00:00 GMT",
        "Sun, 01 Jan 2999 00:00:00 GMT",
        "Thu, 01 Jan 1970 00:00:00 GMT",
    ],
)
def test_a_date_that_cannot_be_is_that_of_the_pull(date):
    assert items(entry(date=date))[0].published == NOW


@pytest.mark.parametrize(
    "date",
    [
        "2026-03-04 07:30:00 UTC",
        "2026/03/04 07:30",
        "2026年3月4日 07:30",
        "Wed, 04 Mar 2026 08:30:00 CET",
        "Wed, 04 Mar 2026 16:30:00 JST",
        "Wed, 04 Mar 2026 07:30:00",
        "Wed,04 Mar 2026 07:30:00 +0000",
        "Mer, 04 Mar 2026 08:30:00 +0100",
    ],
)
def test_a_date_in_a_form_that_no_specification_names_is_read(date):
    [item] = items(entry(date=date))

    assert item.published == NOW.replace(hour=7, minute=30)


@pytest.mark.parametrize("odd", ["Mon, 01 Jan 0001 00:00:00 +0000", "Thu, 01 Jan 1970 00:00:00 GMT", "soon"])
def test_a_date_that_cannot_be_leaves_another_that_can(odd):
    changed = '<a:updated xmlns:a="http://www.w3.org/2005/Atom">2026-03-04T07:30:00Z</a:updated>'
    [item] = items(entry(date=odd, more=changed))

    assert item.published == NOW.replace(hour=7, minute=30)


def test_a_date_a_little_ahead_is_believed():
    [item] = items(entry(date="Wed, 04 Mar 2026 08:30:00 GMT"))

    assert item.published == NOW + timedelta(minutes=30)


@pytest.mark.parametrize(
    "link", ["javascript:alert(1)", "file:///etc/passwd", "", "http://user:pw@example.org/"]
)
def test_an_entry_without_a_usable_link_is_kept_without_one(link):
    [item] = items(entry(link=link, more="<guid isPermaLink='false'>7#x</guid>"))

    assert item.url is None
    assert item.id != items(entry(link=link, more="<guid isPermaLink='false'>7#y</guid>"))[0].id


@pytest.mark.parametrize(
    ("guid", "url"),
    [
        ("4711", None),
        ("tag:news.example.org,2026:4711", None),
        ("https://news.example.org/4711", "https://news.example.org/4711"),
        ("/4711", "https://news.example.org/4711"),
    ],
)
def test_an_id_is_a_link_where_it_is_an_address_and_there_is_no_other(guid, url):
    without, with_one = items(
        f"<item><title>A title</title><guid>{guid}</guid></item>",
        entry(more=f"<guid>{guid}</guid>", link="https://news.example.org/2"),
    )

    assert {without.url, with_one.url} == {url, "https://news.example.org/2"}


@pytest.mark.parametrize("named", ["utf-8", "gb2312", "gbk", "big5", "Shift_JIS", "euc-kr"])
def test_a_character_that_is_cut_in_two_costs_itself_alone(named):
    titles = {"big5": "臺灣晶片出口", "Shift_JIS": "半導体の輸出", "euc-kr": "반도체 수출"}
    title = titles.get(named, "芯片出口管制")
    whole = rss(entry(title), entry("Cut: XX", "https://news.example.org/2")).decode()
    body = f'<?xml version="1.0" encoding="{named}"?>{whole}'.encode(named)

    found = parse(FEED, body.replace(b"XX", title.encode(named)[:1]), NOW).items

    assert {item.title for item in found} == {title, "Cut:"}


@pytest.mark.parametrize(
    ("named", "written_in", "title"),
    [
        ("gbk", "gb18030", "朱镕基谈芯片，每片 5 €"),
        ("Shift_JIS", "cp932", "①半導体の輸出㈱"),
        ("x-sjis", "cp932", "半導体の輸出"),
        ("EUC-JP", "euc_jis_2004", "①半導体の輸出㈱"),
        ("windows-949", "cp949", "반도체 수출 똠"),
    ],
)
def test_a_name_of_an_encoding_means_what_it_means_to_browsers(named, written_in, title):
    declared = f'<?xml version="1.0" encoding="{named}"?>{rss(entry(title)).decode()}'

    assert [item.title for item in parse(FEED, declared.encode(written_in), NOW).items] == [title]


@pytest.mark.parametrize(
    ("declaration", "written_in", "kind"),
    [
        ("", "cp1251", "text/xml;charset=WINDOWS-1251"),
        ('<?xml version="1.0"?>', "cp1251", "application/rss+xml; charset='windows-1251'"),
        ("", "utf-8", "text/xml; charset=windows-1251"),
        ('<?xml version="1.0" encoding="koi8-r"?>', "koi8-r", "text/xml; charset=windows-1251"),
    ],
)
def test_an_answer_names_the_encoding_of_what_names_none_and_is_in_no_utf_8(declaration, written_in, kind):
    body = (declaration + rss(entry("Запрет на чипы")).decode()).encode(written_in)

    [parsed] = parse_all([Body(FEED, body, charset=charset({"content-type": kind}))], NOW)

    assert [item.title for item in parsed.items] == ["Запрет на чипы"]


@pytest.mark.parametrize(
    "declaration", ["", '<?xml version="1.0"?>', '<?xml version="1.0" encoding="utf-8"?>']
)
def test_what_is_in_latin_letters_and_does_not_say_so_is_read_as_such(declaration):
    body = declaration.encode() + rss(entry("Une école à Orléans")).decode().encode("latin-1")

    assert [item.title for item in parse(FEED, body, NOW).items] == ["Une école à Orléans"]


def test_what_was_seen_is_not_parsed_again():
    first = parse(FEED, rss(entry(), entry(link="https://news.example.org/2")), NOW)
    second = parse(FEED, rss(entry(), entry(link="https://news.example.org/3")), NOW, first.chunks)

    assert second.entries == 1
    assert [item.url for item in second.items] == ["https://news.example.org/3"]


def test_an_end_tag_within_cdata_makes_us_read_the_whole():
    tricky = entry(more="<description><![CDATA[an </item> inside]]></description>")
    first = parse(FEED, rss(entry(link="https://news.example.org/2")), NOW)

    found = parse(FEED, rss(tricky, entry(link="https://news.example.org/2")), NOW, first.chunks)

    assert {item.url for item in found.items} == {"https://news.example.org/1", "https://news.example.org/2"}


@pytest.mark.parametrize(
    ("body", "said"),
    [(b"", "empty"), (b"<html><body>x</body></html>", "web page"), (b"hello", "not a feed"), (b"{", "JSON")],
)
def test_what_is_no_feed_is_said_in_words(body, said):
    with pytest.raises(ParseError, match=said):
        parse(FEED, body, NOW)


def test_of_a_json_feed_only_texts_are_read():
    odd = {"id": 7, "title": {"a": "b"}, "summary": ["c"], "content_text": "Lab opens model", "url": True}

    parsed = parse(FEED, json_feed([odd, [], "x", None], title=["T"]), NOW)

    [item] = parsed.items
    assert (item.title, item.summary, parsed.title) == ("Lab opens model", "Lab opens model", "")


def test_items_of_a_json_feed_without_links_are_told_apart_by_their_ids():
    rows = [
        {"id": number, "title": "A lab opens weights", "url": url} for number, url in [(1, None), (2, " ")]
    ]

    items = parse(FEED, json_feed(rows), NOW).items

    assert [item.url for item in items] == [None, None]
    assert len({item.id for item in items}) == 2


def test_the_id_of_a_json_feeds_item_is_its_link_where_it_is_an_address_and_there_is_no_other():
    rows = [
        {"id": "https://news.example.org/1", "title": "A lab opens weights"},
        {"id": "https://news.example.org/?p=2", "title": "A ban", "url": "https://news.example.org/2"},
    ]

    items = parse(FEED, json_feed(rows), NOW).items

    assert {item.url for item in items} == {"https://news.example.org/1", "https://news.example.org/2"}


def test_the_outlet_of_a_feed_that_names_no_site_is_that_of_its_items_links():
    row = {"id": 1, "title": "A lab opens weights", "url": "https://lab.example.org/1"}
    in_xml = (
        "<rss><channel><item><title>A</title><link>https://lab.example.org/1</link></item></channel></rss>"
    )

    for written in (json_feed([row]), in_xml.encode()):
        parsed = parse(Feed(id="f", url="https://feeds.example.net/x"), written, NOW)
        assert parsed.items[0].outlet == "example.org"


@pytest.mark.parametrize("site", ["http://127.0.0.1:8900/", "http://[::1]/", "http://localhost/", "/"])
def test_the_outlet_of_a_feed_whose_site_is_a_machine_is_that_of_its_items_links(site):
    body = (
        f"<rss><channel><link>{site}</link>"
        "<item><title>A</title><link>https://lab.example.org/1</link></item></channel></rss>"
    )

    [item] = parse(Feed(id="f", url="http://127.0.0.1:8900/x"), body.encode(), NOW).items

    assert item.outlet == "example.org"


def test_a_json_feed_of_more_entries_than_there_are_is_refused():
    rows = [{"id": number} for number in range(20_001)]

    for feed, body in ((FEED, json_feed(rows)), (HUB, json.dumps(rows).encode())):
        with pytest.raises(ParseError, match="over 20,000 entries"):
            parse(feed, body, NOW)


def test_what_is_no_number_says_nothing():
    body = '{"version": "https://jsonfeed.org/version/1.1", "items": [{"title": NaN, "id": Infinity}]}'

    assert parse(FEED, body.encode(), NOW).items == []


@pytest.mark.parametrize("items", [{"1": {"id": 1}}, "none", 7, None])
def test_a_json_feed_whose_items_are_no_list_is_none(items):
    with pytest.raises(ParseError, match="no JSON Feed"):
        parse(FEED, json_feed(items), NOW)


def test_a_number_of_thousands_of_digits_costs_no_other_item():
    huge = f'{{"title": "A lab opens weights", "id": {"9" * 5000}}}, {{"title": "Another", "id": 2}}'
    body = f'{{"version": "https://jsonfeed.org/version/1.1", "items": [{huge}]}}'

    assert {item.title for item in parse(FEED, body.encode(), NOW).items} == {
        "A lab opens weights",
        "Another",
    }


def test_a_json_feed_is_read():
    row = {"id": "1", "url": "https://news.example.org/1", "title": "A title", "content_html": "<p>Text.</p>",
           "date_published": "2026-03-04T07:00:00Z"}  # fmt: skip

    [item] = parse(FEED, json_feed([row], title="J", home_page_url="https://news.example.org/"), NOW).items

    assert (item.title, item.summary) == ("A title", "Text.")


HUB = Feed(
    id="hub",
    url="https://huggingface.co/api/models?author=lab",
    kind=FeedKind.HUGGINGFACE,
    outlet="lab.example",
)


def models(*rows):
    return parse(HUB, json.dumps(rows).encode(), NOW).items


def model(name="lab/Model-7B", **fields):
    return {"id": name, "createdAt": "2026-03-04T07:00:00.000Z", "tags": ["license:mit"]} | fields


def test_a_hub_s_list_gives_one_item_a_model_with_its_licence_size_and_link():
    [item] = models(model(pipeline_tag="text-generation"))

    assert (item.title, item.url) == ("New model: lab/Model-7B", "https://huggingface.co/lab/Model-7B")
    assert item.summary == (
        "lab/Model-7B was published on Hugging Face. Licence: mit. Size: 7B parameters. Task: text-generation."
    )
    assert item.published == NOW - timedelta(hours=1)
    assert item.outlet == "lab.example"


@pytest.mark.parametrize(
    ("name", "more", "said"),
    [
        ("lab/Model-235B-A22B-Instruct", {}, "Size: 235B parameters, 22B of them active."),
        ("lab/Model-1.5b-chat", {}, "Size: 1.5B parameters."),
        ("lab/Model-8x7B", {}, "Size: 8x7B parameters."),
        ("lab/Model-0.5B", {}, "Size: 0.5B parameters."),
        ("lab/Model", {"safetensors": {"total": 684531386000}}, "Size: 685B parameters."),
    ],
)
def test_a_size_is_told_where_the_list_or_the_name_says_it(name, more, said):
    assert said in models(model(name, **more))[0].summary


@pytest.mark.parametrize(
    "name", ["lab/Model-V3", "lab/Model-2026", "lab/B-Model", "lab/Model-4bit", "lab/Model-0B"]
)
def test_no_size_is_guessed(name):
    assert "Size" not in models(model(name))[0].summary


@pytest.mark.parametrize("total", [10**400, 10**18, 0, -7, True, 7.5, "7B"])
def test_a_size_that_no_model_has_is_not_told(total):
    assert "Size" not in models(model("lab/Model", safetensors={"total": total}))[0].summary


def test_what_a_hub_s_list_holds_besides_is_passed_over():
    names = [
        "https://lab.example/x",
        "//lab.example/x",
        "lab/" + "x" * 97,
        "lab/a b",
        "lab/\ud800",
        "a/b/c",
        "..",
        "lab/..",
        "",
    ]
    odd = [7, None, "x", {}, {"id": 5}, model("lab/Hidden", private=True), *map(model, names)]

    found = models(*odd, model(tags=5), model("lab/Other", tags=None))

    assert {item.title for item in found} == {"New model: lab/Model-7B", "New model: lab/Other"}


def test_a_model_that_gains_downloads_is_the_same_item():
    [first], [second] = models(model(downloads=3, likes=1)), models(model(downloads=9000, likes=70))

    assert first == second


def test_a_release_says_what_was_released():
    atom = """<feed xmlns="http://www.w3.org/2005/Atom"><title>Release notes from Engine</title>
<entry><id>tag:github.com,2008:Repository/1/v2.0</id><updated>2026-03-04T07:00:00Z</updated>
<link rel="alternate" type="text/html" href="https://github.com/lab/Engine/releases/tag/v2.0"/><title>v2.0</title>
<content type="html">&lt;p&gt;Faster.&lt;/p&gt;</content></entry>
<entry><id>tag:github.com,2008:Repository/1/v1.0</id><updated>2026-03-03T07:00:00Z</updated>
<link rel="alternate" type="text/html" href="https://github.com/lab/Engine/releases/tag/v1.0"/><title>Engine 1.0</title>
</entry></feed>"""
    releases = Feed(id="r", url="https://github.com/lab/Engine/releases.atom")

    found = parse(releases, atom.encode(), NOW).items

    assert [(item.title, item.url) for item in found] == [
        ("Engine 1.0", "https://github.com/lab/Engine/releases/tag/v1.0"),
        ("Engine: v2.0", "https://github.com/lab/Engine/releases/tag/v2.0"),
    ]
    assert found[1].summary == "Faster."


@needs_captured
def test_every_captured_document_gives_the_entries_that_it_has():
    for line in (CAPTURED / "index.jsonl").read_text(encoding="utf-8").splitlines():
        row = json.loads(line)
        body = (CAPTURED / row["file"]).read_bytes()
        whole = parse(FEED, body, NOW)
        assert whole.entries == row["entries"], row["file"]
        half = frozenset(sorted(whole.chunks)[::2])
        assert {item.id for item in parse(FEED, body, NOW, half).items} <= {item.id for item in whole.items}


@needs_captured
def test_a_week_of_captures_gives_each_item_once():
    seen, ids = frozenset(), []
    for file in sorted((CAPTURED / "series").glob("*.xml")):
        parsed = parse(FEED, file.read_bytes(), NOW, seen)
        seen |= parsed.chunks
        ids += [item.id for item in parsed.items]
    alone = {
        i.id for f in (CAPTURED / "series").glob("*.xml") for i in parse(FEED, f.read_bytes(), NOW).items
    }

    assert set(ids) == alone


@pytest.mark.parametrize(
    "body",
    [
        rss(entry(more=f"<description>{'A long text. ' * 10_000}</description>")),
        rss(entry(more=f"<description>Q&A {'A long text. ' * 10_000}</description>")),
        rss(entry(more="<description>Q&A</description>")),
        rss(entry(), entry(more="&#xD83D;")),
        rss(entry(more="<copyright>ours<width>1</width></copyright>")),
        b"<html>no feed</html>",
    ],
    ids=[
        "sound",
        "malformed and large",
        "malformed",
        "a character left out",
        "an element left out",
        "no feed",
    ],
)
def test_nothing_that_a_body_was_made_into_stays_behind_it(body):
    gc.collect()
    gc.disable()
    try:
        parse_all([Body(FEED, body)], NOW)
        left = [kept for kept in gc.get_objects() if type(kept).__name__ in ("FeedParserDict", "xmlparser")]
    finally:
        gc.enable()

    assert left == []


def test_a_refusal_holds_nothing_of_its_body():
    [refusal] = parse_all([Body(FEED, b"<html>no feed</html>")], NOW)

    assert (refusal.__traceback__, refusal.__cause__, refusal.__context__) == (None, None, None)


@pytest.mark.parametrize(
    ("url", "outlet", "link", "is_own"),
    [
        ("https://feeds.lab.example/rss", None, "https://www.lab.example/1", True),
        ("https://feeds.burner.example/lab", "lab.example", "https://www.lab.example/1", True),
        ("https://other.example/rss", None, "https://www.lab.example/1", False),
        ("https://notlab.example/rss", "lab.example", "https://notlab.example/1", True),
        ("https://other.example/rss", None, "https://otherlab.example/1", False),
    ],
)
def test_whose_page_an_item_links_is_told_by_addresses_and_never_by_what_the_feed_says_of_its_site(
    url, outlet, link, is_own
):
    body = f"<rss version='2.0'><channel><link>https://lab.example/</link><item><title>A</title><link>{link}</link></item></channel></rss>"

    [found] = parse(Feed("a", url, outlet=outlet), body.encode(), NOW).items

    assert found.is_own is is_own


@pytest.mark.parametrize(
    "body",
    [
        b"<?" + b"encoding='" * 1200 + b"\n" + GOOD,
        GOOD.replace(b'"utf-8"', b'"punycode"') + b"<!-- -" + b"a" * 400_000,
        GOOD.replace(b'"utf-8"', b'"-PunyCode_"') + b"<!-- -" + b"a" * 400_000,
    ],
    ids=["encodings", "punycode", "punycode, by another name"],
)
def test_a_name_of_an_encoding_that_is_made_to_be_slow_costs_little(body):
    assert costs_at_most(50, lambda: parse(FEED, body, NOW))
