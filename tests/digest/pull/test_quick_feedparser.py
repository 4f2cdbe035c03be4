"""Made quick, feedparser reads what it reads as it comes: the same texts, links and dates, or the same failure."""

import json
import random
import subprocess
import sys
import tracemalloc
from io import BytesIO
from pathlib import Path

from digest.pull.quick_feedparser import quick_feedparser
from tests.beside import CAPTURED, FEEDPARSERS, needs_captured, needs_feedparsers
from tests.fakes.hostile.fault import GOOD

ATOM = (
    b"<feed xmlns='http://www.w3.org/2005/Atom' xml:lang='en'><title>F</title><link href='http://f.example/'/>"
    b"<entry><title>A</title><id>urn:a</id><updated>2004-01-01T10:00:00Z</updated></entry></feed>"
)
RDF = (
    b"<rdf:RDF xmlns:rdf='http://www.w3.org/1999/02/22-rdf-syntax-ns#' xmlns='http://purl.org/rss/1.0/'>"
    b"<channel rdf:about='http://r.example/'><title>R</title></channel>"
    b"<item rdf:about='http://r.example/1'><title>B</title><link>http://r.example/1</link></item></rdf:RDF>"
)
# What the rules of feedparser treat in ways of their own, wherever it stands.
PARTS = [
    b"<title type='html'>&lt;b&gt;x</title>", b"<TITLE>up</TITLE>", b"<media:title xmlns:media='http://search.yahoo.com/mrss/'>m</media:title>",
    b"<image><title>i</title><category>c</category><url>u</url><title>j</title></image>",
    b"<textInput><title>q</title><url>u</url><name>n</name></textInput>", b"<source url='http://s/'>S</source>",
    b"<content type='xhtml'><div xmlns='http://www.w3.org/1999/xhtml'>\n <p A='1' a='2'>x</p> y\n</div>\n</content>",
    b"<summary>s1</summary><summary>s2</summary>", b"<content:encoded xmlns:content='http://purl.org/rss/1.0/modules/content/'>e</content:encoded>",
    b"<description>\xc2\x93q\xc2\x94 &#150; \xe4\xb8\xad\nline</description>", b"<description>\xc3\x83\xc2\xa9t\xc3\x83\xc2\xa9</description>",
    b"<svg xmlns='http://www.w3.org/2000/svg'><path/></svg>", b"<math xmlns='http://www.w3.org/1998/Math/MathML'><mi>x</mi></math>",
    b"<link>http:////a.example//b?x=1&amp;y=2</link>", b"<link xml:base='http://b.example/x/'>r/s</link>", b"<z xml:base='a/b'><link>c</link></z>",
    b"<link href='/rel' Rel='SELF' rel='alternate'/>", b"<guid isPermaLink='false'>12</guid>", b"<guid>http://g/</guid>",
    b"<pubDate>Thu, 01 Jan 2004 19:48:21 GMT</pubDate>", b"<updated>2003-12-31T10:14:55-08:00</updated>", b"<pubDate>2004-02-03</pubDate>",
    b"<pubDate>03 Feb 04</pubDate>", b"<dc:date xmlns:dc='http://purl.org/dc/elements/1.1/'>2003-12</dc:date>",
    b"<x xmlns='http://purl.org/dc/elements/1.1/'><title>d</title></x>", b"<k:title xmlns:k='http://unknown.example/'>k</k:title>",
    b"<y xmlns='http://a.example/ b'><title>odd</title></y>", b"<u:link xmlns:u='http://backend.userland.com/RSS2'>http://u/</u:link>",
    b"<x:t xmlns:x='http://www.w3.org/1999/xlink' x:href='q'/>", b"<n xml:lang=''><title>n</title></n>", b"<category>c</category>",
    b"<items>i</items>", b"<date>2004</date>", b"<url>u</url>", b"<body>b</body>", b"<p:q>no such prefix</p:q>", b"<item>", b"</item>",
]  # fmt: skip
# Reads paths, one a line; says of each what stands in it. That feedparser is made sure-footed has tests of its own.
AS_IT_COMES = """
import sys
import tracemalloc
import feedparser
from digest.pull.sure_feedparser import SureFooted
from tests.digest.pull.test_quick_feedparser import told
api = feedparser.api
for name in ("StrictFeedParser", "LooseFeedParser"):
    setattr(api, name, type(name, (SureFooted, getattr(api, name)), {}))
for path in sys.stdin.read().split():
    print(told(feedparser, open(path, "rb").read()))
"""


def told(feedparser, body):
    """Return what we ask of a document, in one line."""
    try:
        parsed = feedparser.parse(BytesIO(body), sanitize_html=False, resolve_relative_uris=False)
    except Exception as error:
        return json.dumps(type(error).__name__)
    dates = ("published_parsed", "updated_parsed", "created_parsed")
    texts = ("title", "summary", "link", "id", "content")
    entries = [{key: dict(entry).get(key) for key in (*texts, *dates)} for entry in parsed.entries]
    feed = {key: dict(parsed.feed).get(key) for key in ("title", "link", "ttl")}
    return json.dumps([parsed.version, bool(parsed.bozo), feed, entries])


def judged(files):
    """Return the files of which feedparser made quick tells otherwise."""
    paths = [str(file) for file in files]
    command = [sys.executable, "-W", "ignore", "-c", AS_IT_COMES]
    said = subprocess.run(command, input="\n".join(paths), capture_output=True, text=True, check=True)
    expected = said.stdout.splitlines()
    quick = [told(quick_feedparser(), Path(path).read_bytes()) for path in paths]
    return [path for path, one, other in zip(paths, quick, expected, strict=True) if one != other]


def test_documents_put_together_of_what_is_treated_in_its_own_way(tmp_path):
    chance, files = random.Random(20), []
    for number in range(400):
        body = (GOOD, ATOM, RDF)[number % 3]
        for part in chance.sample(PARTS, chance.randint(1, 5)):
            place = chance.choice([at + 1 for at, byte in enumerate(body) if byte == ord(">")])
            body = body[:place] + part + body[place:]
        files.append(tmp_path / f"{number}.xml")
        files[-1].write_bytes(body)

    assert judged(files) == []


@needs_captured
def test_feeds_of_real_publishers_are_read_alike():
    assert judged(sorted(CAPTURED.rglob("*.xml"))) == []


@needs_feedparsers
def test_feedparsers_own_documents_are_read_alike():
    files = sorted(Path(FEEDPARSERS).rglob("*.xml"))

    assert len(files) > 1000
    assert judged(files) == []


def test_no_name_outlives_its_document():
    name = b"n" * 1_000_000
    quick_feedparser().parse(BytesIO(GOOD))
    tracemalloc.start()
    try:
        quick_feedparser().parse(BytesIO(b"<rss><%s/></rss>" % name))
        kept, _ = tracemalloc.get_traced_memory()
    finally:
        tracemalloc.stop()

    assert kept < 100_000
