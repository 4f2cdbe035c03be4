"""How feeds come in, and how they are taken out: the one behind a page, OPML, what is there already."""

import json
from contextlib import asynccontextmanager

import pytest

from bot.worker import InProcess
from config.knowledge import load_knowledge
from digest.errors import QueryError
from digest.line.finding import feed_id
from digest.pipeline import Line
from digest.pull.fetch import Fetcher
from tests.aside import served_aside
from tests.builders import NOW
from tests.fakes.fetching import serving
from tests.fakes.hostile.fault import GOOD, http, rss
from tests.program import called_here, started


def page(links=""):
    return http(
        b"<!doctype html><html><head>" + links.encode() + b"</head><body>News</body></html>",
        Content_Type="text/html",
    )


def link(href, kind="application/rss+xml", rel="alternate"):
    return f'<link rel="{rel}" type="{kind}" href="{href}">'


def test_of_thousands_of_feeds_of_one_host_each_has_an_id_of_its_own():
    taken = set()
    for number in range(6000):
        taken.add(feed_id(f"https://news.example.org/{number}", taken))

    assert len(taken) == 6000
    assert sum(len(name) > len("news-example-org-123456") for name in taken) < 10


@asynccontextmanager
async def site(store, answers):
    """A site of these paths; what is not among them is not there."""

    def answer(asked):
        found = answers.get(asked.path, http(b"", "404 No"))
        return found(asked) if callable(found) else found

    async with serving(answer) as (server, fetcher):
        line = Line(store, InProcess().run, lambda: load_knowledge(embedder="none"))

        async def find(path, **how):
            url = f"http://127.0.0.1:{server.port}{path}"
            return (await line.find_feed(fetcher, url, now=NOW, **how)).feed

        yield find, server


@pytest.mark.parametrize(
    ("answers", "path"),
    [
        ({"/": http(GOOD)}, "/"),
        ({"/": page(link("/news.xml")), "/news.xml": http(GOOD)}, "/news.xml"),
        (
            {"/": page(link("there/a.xml", "application/atom+xml")), "/there/a.xml": http(GOOD)},
            "/there/a.xml",
        ),
        ({"/": page(link("/gone.xml") + link("/news.xml")), "/news.xml": http(GOOD)}, "/news.xml"),
        (
            {"/": page(link("/comments") + link("/news")), "/comments": http(rss()), "/news": http(GOOD)},
            "/news",
        ),
        ({"/": page(), "/feed": http(GOOD)}, "/feed"),
        ({"/": page(), "/rss.xml": http(GOOD), "/atom.xml": http(GOOD)}, "/rss.xml"),
        ({"/": page(link("/style.css", "text/css", "stylesheet")), "/index.xml": http(GOOD)}, "/index.xml"),
        ({"/": page(link("javascript:alert(1)") + link("file:///etc/passwd")), "/feed": http(GOOD)}, "/feed"),
        ({"/": http(b"", "301 There", Location="/new"), "/new": http(GOOD)}, "/new"),
        ({"/": http(b"", "302 There", Location="/now"), "/now": http(GOOD)}, "/"),
        (
            {"/": http(b"", "302 There", Location="/blog/"), "/blog/": page(), "/blog/feed": http(GOOD)},
            "/blog/feed",
        ),
    ],
)
async def test_the_feed_behind_an_address_is_found(store, answers, path):
    async with site(store, answers) as (find, server):
        feed = await find("/")

    assert feed.url == f"http://127.0.0.1:{server.port}{path}"
    assert feed.title == "Faulty"


@pytest.mark.parametrize(
    "answers", [{"/": page()}, {"/": page(link("/a")), "/a": page()}, {}, {"/": http(b"", "500 Oh")}]
)
async def test_where_there_is_no_feed_it_is_said(store, answers):
    async with site(store, answers) as (find, _):
        with pytest.raises(QueryError):
            await find("/?token=s3cret")


async def test_a_page_and_the_feed_that_it_names_on_its_host_are_both_asked_with_the_password(
    store, monkeypatch
):
    monkeypatch.setenv("OURS_AUTH", "user:s3cret")
    answers = {"/": page(link("/news.xml")), "/news.xml": http(GOOD)}
    async with site(store, answers) as (find, server):
        feed = await find("/", auth="OURS_AUTH")

    assert feed.auth == "OURS_AUTH"
    assert all("authorization" in asked.headers for asked in server.asked)


async def test_a_page_hands_no_password_on_to_another_service_of_its_host(store, monkeypatch):
    monkeypatch.setenv("OURS_AUTH", "user:s3cret")
    async with (
        serving(lambda _: http(GOOD)) as (other, _),
        serving(lambda _: page(link(other.url))) as (server, _),
    ):
        allow = frozenset(("127.0.0.1", each.port) for each in (server, other))
        async with Fetcher(allow=allow, host_interval=0, host_at_once=0) as fetcher:
            line = Line(store, InProcess().run, lambda: load_knowledge(embedder="none"))
            found = await line.find_feed(fetcher, server.url, now=NOW, auth="OURS_AUTH")

    assert (found.feed.url, found.feed.auth) == (other.url, None)
    assert ["authorization" in asked.headers for asked in (*server.asked, *other.asked)] == [True, False]


async def test_a_password_that_is_refused_is_said_to_be_and_one_that_is_wanting_asked_for(store, monkeypatch):
    monkeypatch.setenv("OURS_AUTH", "user:wrong")
    async with site(store, {"/": http(b"", "401 Who")}) as (find, _):
        with pytest.raises(QueryError, match=r"it refuses the password in OURS_AUTH \(401\)$"):
            await find("/", auth="OURS_AUTH")
        with pytest.raises(QueryError, match=r"asks for a password \(401\).*--auth VARIABLE"):
            await find("/")


@pytest.mark.parametrize("name", ["PARALLAX_WEB_PASSWORD", "SLACK_SIGNING_SECRET", "discord_token"])
async def test_a_secret_of_the_program_s_own_is_sent_to_no_feed(store, monkeypatch, name):
    monkeypatch.setenv(name, "a:b")
    async with site(store, {"/": http(GOOD)}) as (find, server):
        with pytest.raises(QueryError):
            await find("/", auth=name)

    assert server.asked == []


async def test_a_variable_that_is_not_set_is_named(store):
    async with site(store, {"/": http(GOOD)}) as (find, server):
        with pytest.raises(QueryError, match="NO_SUCH_AUTH"):
            await find("/", auth="NO_SUCH_AUTH")

    assert server.asked == []


@pytest.fixture
def call(tmp_path):
    (tmp_path / "parallax.toml").write_text("[feeds]\ndefaults = false\n", encoding="utf-8")

    def called(*words, db="a.db", text=""):
        done = called_here(tmp_path, "--db", db, *words, text=text)
        assert "Traceback" not in done.stderr
        return done

    return called


def test_of_a_feed_that_is_there_and_off_it_is_said_how_it_is_switched_on(call, tmp_path):
    url, file = "https://ustr.gov/rss.xml", tmp_path / "parallax.toml"
    own_wish = "https://www.scmp.com/rss/36/feed"
    ours = f'<opml version="2.0"><body><outline xmlUrl="{url}"/><outline xmlUrl="{own_wish}"/></body></opml>'
    file.write_text('[feeds]\noff = ["scmp-tech"]\n', encoding="utf-8")

    added, imported = call("feeds", "add", url), call("feeds", "import", "-", text=ours)
    taken_off = call("feeds", "add", own_wish)

    assert added.stderr.endswith(
        "is there already, as “us-trade-representative”; it is off: switch it on in parallax.toml, under [feeds]:"
        ' on = ["us-trade-representative"]\n'
    )
    assert imported.stdout == "0 feeds stored, 2 were there already.\n"
    assert imported.stderr == (
        "parallax: there, but off: us-trade-representative; to have them pulled, name them in parallax.toml,"
        " under [feeds]: on\n"
    )
    assert taken_off.stderr.endswith(
        "; it is off: take it out of off = [...] in parallax.toml, under [feeds]\n"
    )
    assert call("feeds", "import", "-", "--json", text=ours).stderr == ""


OURS = """<opml version="2.0"><body>
<outline text="China"><outline text="Labs"><outline text="Lab" xmlUrl="https://lab.example/feed?token=abc"/></outline>
<outline text="News" xmlUrl="https://news.example/rss" parallaxId="news" parallaxAuth="NEWS_AUTH" language="zh-Hans"/></outline>
<outline text="News again" xmlUrl="http://www.news.example/rss/"/>
<outline text="Bad" xmlUrl="javascript:alert(1)"/>
</body></opml>"""


def test_what_was_imported_is_exported_and_imported_again_without_loss(call):
    assert call("feeds", "import", "-", text=OURS).stdout == "2 feeds stored, 0 were there already.\n"
    assert call("feeds", "import", "-", text=OURS).stdout == "0 feeds stored, 2 were there already.\n"
    whole = call("feeds", "export", "--secrets").stdout
    shown = call("feeds", "export").stdout

    assert "token=abc" in whole
    assert "abc" not in shown
    call("feeds", "import", "-", db="b.db", text=whole)
    assert call("feeds", "export", "--secrets", db="b.db").stdout == whole
    call("feeds", "allow", "news", db="b.db")
    assert call("feeds", "export", "--secrets", db="b.db").stdout == whole
    masked = call("feeds", "import", "-", db="c.db", text=shown)
    assert masked.stdout == "1 feed stored, 0 were there already.\n"
    assert "--secrets" in masked.stderr


WAITS = "waits for your leave to send {host} the password in {name}: parallax feeds allow {feed}"


def theirs(name="SMTP_LOGIN", feed="theirs", more=""):
    outline = f'<outline xmlUrl="https://{feed}.example/rss" parallaxId="{feed}" parallaxAuth="{name}"/>'
    return f"<opml><body>{outline}{more}</body></opml>"


def test_what_waits_for_the_team_s_leave_is_said_wherever_feeds_are_looked_at(call, monkeypatch):
    monkeypatch.setenv("SMTP_LOGIN", "me:s3cret")
    waits = WAITS.format(host="theirs.example", name="SMTP_LOGIN", feed="theirs")

    imported = call("feeds", "import", "-", text=theirs())

    assert imported.stdout == "1 feed stored, 0 were there already.\n"
    assert imported.stderr == f"parallax: theirs: it {waits}\n"
    checked = call("feeds", "check")
    assert (checked.returncode, checked.stdout) == (1, f"theirs: refused: it {waits}\n")
    assert waits in " ".join(call("feeds", "list").stdout.split())
    [listed] = map(json.loads, call("feeds", "list", "--json").stdout.splitlines())
    assert (listed["state"], listed["reason"]) == ("refused", f"it {waits}")
    doctor = call("doctor")
    assert (doctor.returncode, f"theirs: it {waits}" in doctor.stdout) == (1, True)


def test_doctor_does_not_say_of_what_is_never_sent_that_it_waits(call):
    more = '<outline xmlUrl="https://z.example/rss" parallaxId="z" parallaxAuth="SLACK_BOT_TOKEN"/>'
    call("feeds", "import", "-", text=theirs(more=more))

    [line] = [line for line in call("doctor").stdout.splitlines() if "feeds:" in line]
    assert "allow theirs; not asked either: 1 more" in line


def test_what_is_allowed_is_said_with_the_host_and_counts_for_that_feed_alone(call, monkeypatch):
    monkeypatch.setenv("SMTP_LOGIN", "me:s3cret")
    more = '<outline xmlUrl="https://c.example/rss" parallaxId="c" parallaxAuth="SMTP_LOGIN"/>'
    call("feeds", "import", "-", text=theirs(more=more))

    allowed = call("feeds", "allow", "theirs", "--json")
    again = call("feeds", "allow", "theirs")

    assert json.loads(allowed.stdout) == {"feed": "theirs", "host": "theirs.example", "auth": "SMTP_LOGIN"}
    assert (again.returncode, "“theirs” waits for no leave" in again.stderr) == (2, True)
    states = map(json.loads, call("feeds", "list", "--json").stdout.splitlines())
    assert {feed["id"]: feed["state"] for feed in states} == {"theirs": None, "c": "refused"}


@pytest.mark.parametrize("name", ["SLACK_BOT_TOKEN", "PARALLAX_WEB_PASSWORD", "discord_token"])
def test_a_variable_of_the_program_s_own_is_never_allowed(call, monkeypatch, name):
    monkeypatch.setenv(name, "a:b")

    imported = call("feeds", "import", "-", text=theirs(name))
    allowed = call("feeds", "allow", "theirs")

    assert f"theirs: the variable {name} is the program's own" in imported.stderr
    assert (allowed.returncode, "is the program's own" in allowed.stderr) == (2, True)


def test_a_variable_that_is_not_set_may_be_allowed_and_is_said_to_be_wanting(call):
    call("feeds", "import", "-", text=theirs())

    done = call("feeds", "allow", "theirs")

    assert (done.returncode, "SMTP_LOGIN" in done.stdout) == (0, True)
    assert done.stderr == "parallax: the variable SMTP_LOGIN, which holds its user:password, is not set\n"


def test_a_variable_without_a_user_and_a_password_is_named(call, monkeypatch):
    monkeypatch.setenv("SMTP_LOGIN", "s3cret")
    call("feeds", "import", "-", text=theirs())

    done = call("feeds", "allow", "theirs")

    assert done.stderr == (
        "parallax: the variable SMTP_LOGIN holds no user:password; write both, with a colon between them\n"
    )


def test_a_password_that_would_go_over_plain_http_is_warned_of(call, monkeypatch):
    monkeypatch.setenv("SMTP_LOGIN", "me:s3cret")
    call("feeds", "import", "-", text=theirs().replace("https://", "http://"))

    done = call("feeds", "allow", "theirs")

    assert (done.returncode, done.stderr) == (
        0,
        "parallax: “theirs”: its address is plain http: whoever carries a request to theirs.example can read the "
        "password\n",
    )


def test_only_a_feed_that_waits_can_be_allowed(call, tmp_path):
    (tmp_path / "parallax.toml").write_text(
        '[feeds]\ndefaults = false\n[[feed]]\nid = "ours"\nurl = "https://o.example/f"\n', encoding="utf-8"
    )

    assert "“ours” waits for no leave" in call("feeds", "allow", "ours").stderr
    assert "no feed is called “nobody”" in call("feeds", "allow", "nobody").stderr


def test_a_list_says_no_more_than_the_name_of_a_variable(call):
    done = call("feeds", "import", "-", text=theirs("me:hunter2"))

    assert (done.stdout, done.stderr) == ("1 feed stored, 0 were there already.\n", "")
    assert "hunter2" not in call("feeds", "export", "--secrets").stdout


def test_a_private_address_in_a_list_is_refused_with_a_line_and_the_others_are_stored(call):
    private = [
        "http://10.0.0.1/feed",
        "http://127.0.0.1:9/feed",
        "http://[::1]/feed?token=hush",
        "http://0x7f.1/feed",
    ]
    outlines = "".join(f'<outline text="x" xmlUrl="{url}"/>' for url in [*private, "http://news.example/rss"])

    done = call("feeds", "import", "-", text=f'<opml version="2.0"><body>{outlines}</body></opml>')

    assert done.stdout == "1 feed stored, 0 were there already.\n"
    lines = done.stderr.splitlines()
    assert ["left out" in line and "private address" in line for line in lines] == [True] * 4
    assert "hush" not in done.stderr
    assert "10.0.0.1" not in call("feeds", "list").stdout


def test_what_is_no_address_of_a_feed_is_left_out_of_a_list_with_a_line(call):
    addresses = [
        "https://reader:hush@news.example/a",
        "javascript:alert(1)",
        "file:///etc/passwd",
        "ftp://a/",
    ]
    outlines = "".join(
        f'<outline text="x" xmlUrl="{url}"/>' for url in [*addresses, "http://news.example/rss"]
    )

    done = call("feeds", "import", "-", text=f'<opml version="2.0"><body>{outlines}</body></opml>')

    assert done.stdout == "1 feed stored, 0 were there already.\n"
    assert "name that with `auth`" in done.stderr.splitlines()[0]
    assert done.stderr.count("no http or https link") == 3
    assert "hush" not in done.stderr


@pytest.mark.parametrize(
    "words", [("pull", "--feed"), ("feeds", "check"), ("feeds", "add"), ("feeds", "remove")]
)
def test_a_password_in_an_address_is_not_repeated(call, words):
    done = call(*words, "https://reader:hush@news.example/a")

    assert done.returncode in (1, 2)
    assert "hush" not in done.stdout + done.stderr


def test_a_feed_that_is_named_twice_is_pulled_once(call):
    call("feeds", "import", "-", text=OURS)

    done = call("pull", "--feed", "news", "--feed", "news", "--json")

    assert len(done.stdout.splitlines()) == 1


def test_what_is_there_already_is_refused_without_asking_it(call):
    call("feeds", "import", "-", text=OURS)

    done = call("feeds", "add", "http://www.news.example/rss/?utm_source=x")

    assert (done.returncode, "already, as “news”" in done.stderr) == (2, True)
    assert call("feeds", "remove", "news").stdout == "Removed “news”.\n"
    assert call("feeds", "remove", "news").returncode == 1


def test_who_adds_a_password_to_what_is_there_already_is_told_how(call):
    call("feeds", "import", "-", text=OURS)
    wanted = {"NEWS_AUTH": "parallax feeds allow news", "OTHER": "first: parallax feeds remove news"}

    for name, hint in wanted.items():
        assert hint in call("feeds", "add", "https://news.example/rss", "--auth", name).stderr
    assert "name of the variable" in call("feeds", "add", "https://o.example/rss", "--auth", "").stderr


def test_a_right_call_that_finds_no_feed_ends_with_1_and_a_wrong_one_with_2(call):
    unknown = call("feeds", "add", "https://nobody.invalid/feed")
    refused = call("feeds", "add", "http://10.0.0.1/feed")
    nothing = call("feeds", "add", " ")

    assert (unknown.returncode, refused.returncode, nothing.returncode) == (1, 2, 2)
    assert "nobody.invalid" in unknown.stderr
    assert "no address was given" in nothing.stderr


@pytest.mark.parametrize(
    ("outlines", "said"),
    [("", "names no feeds"), ('<outline xmlUrl="http://10.0.0.1/feed"/>', "left out")],
)
def test_a_list_that_brings_no_feed_could_not_be_imported(call, outlines, said):
    done = call("feeds", "import", "-", text=f'<opml version="2.0"><body>{outlines}</body></opml>')

    assert (done.returncode, said in done.stderr) == (1, True)


def test_a_feed_may_be_added_without_its_scheme(call):
    call("feeds", "import", "-", text=OURS)

    done = call("feeds", "add", "www.news.example/rss/")

    assert (done.returncode, "already, as “news”" in done.stderr) == (2, True)


@pytest.mark.parametrize("words", [("pull", "--feed"), ("feeds", "check")])
def test_a_feed_may_be_named_by_an_address_whose_host_is_in_its_own_script(call, words):
    done = call(*words, "https://bücher.example/rss")

    assert done.stderr == ""
    assert "xn--bcher-kva-example-" in done.stdout


@pytest.mark.parametrize("more", [(), ("--json",)])
@pytest.mark.parametrize(("path", "status", "said"), [("", 0, "ok"), ("/gone", 1, "failing")])
def test_a_script_learns_from_a_check_whether_a_feed_can_be_read(tmp_path, path, status, said, more):
    with served_aside(serving(lambda asked: http(b"" if "/gone" in asked.path else GOOD))) as (server, _):
        allowed = {"PARALLAX_ALLOW_HOSTS": f"127.0.0.1:{server.port}"}
        (tmp_path / "parallax.toml").write_text(
            f'embedder = "none"\n[[feed]]\nid = "ours"\nurl = "{server.url}{path}"\n', encoding="utf-8"
        )

        done = called_here(tmp_path, "feeds", "check", "ours", *more, **allowed)

    assert (done.returncode, said in done.stdout, done.stderr) == (status, True, "")


SHIPPED = """<opml><body>
<outline xmlUrl="https://mirror.example/scmp" parallaxId="scmp-tech"/>
<outline xmlUrl="https://mirror.example/bis" parallaxId="federal-register-bis-advanced-computing"/>
</body></opml>"""


@pytest.mark.parametrize(
    ("lists", "on"),
    [
        ("", {"scmp-tech": True, "federal-register-bis-advanced-computing": True}),
        ('off = ["scmp-tech"]', {"scmp-tech": False, "federal-register-bis-advanced-computing": True}),
    ],
)
def test_a_feed_that_was_added_stands_in_place_of_the_shipped_one_of_its_id(call, tmp_path, lists, on):
    call("feeds", "import", "-", text=SHIPPED)
    (tmp_path / "parallax.toml").write_text(f"[feeds]\n{lists}", encoding="utf-8")

    listed = map(json.loads, call("feeds", "list", "--json").stdout.splitlines())

    found = {feed["id"]: feed for feed in listed}
    assert {id_: found[id_]["on"] for id_ in on} == on
    assert all(found[id_]["url"].startswith("https://mirror.example/") for id_ in on)
    assert call("feeds", "remove", "scmp-tech").stdout == "Removed “scmp-tech”.\n"
    assert "ships with the program" in call("feeds", "remove", "scmp-tech").stderr


def test_a_feed_that_was_added_switched_off_is_switched_on_as_the_shipped_one_of_its_id_would_be(
    call, tmp_path
):
    call("feeds", "import", "-", text=SHIPPED.replace("parallaxId", 'parallaxOn="no" parallaxId'))
    (tmp_path / "parallax.toml").write_text('[feeds]\non = ["scmp-tech"]', encoding="utf-8")

    listed = map(json.loads, call("feeds", "list", "--json").stdout.splitlines())

    urls = {feed["url"]: feed["on"] for feed in listed}
    assert (urls["https://mirror.example/scmp"], urls["https://mirror.example/bis"]) == (True, False)


MINE = '<opml><body><outline xmlUrl="{url}" parallaxId="mine" parallaxOn="{on}"/></body></opml>'


@pytest.mark.parametrize(
    ("was_on", "lists", "is_on"),
    [
        ("yes", "", True),
        ("yes", 'off = ["scmp-tech"]', True),
        ("no", "", False),
        ("no", 'on = ["scmp-tech"]', True),
    ],
)
def test_a_feed_that_was_added_stands_in_place_of_the_shipped_one_of_its_address(
    call, tmp_path, was_on, lists, is_on
):
    # As one site is written by two people.
    call("feeds", "import", "-", text=MINE.format(url="http://scmp.com/rss/36/feed/", on=was_on))
    (tmp_path / "parallax.toml").write_text(f"[feeds]\n{lists}", encoding="utf-8")

    listed = list(map(json.loads, call("feeds", "list", "--json").stdout.splitlines()))

    assert [(feed["id"], feed["on"]) for feed in listed if "36/feed" in feed["url"]] == [("mine", is_on)]
    call("feeds", "remove", "mine")
    assert '"scmp-tech"' in call("feeds", "list", "--json").stdout


def test_a_feed_of_the_team_s_file_stands_in_place_of_one_that_was_added_with_its_address(call, tmp_path):
    call("feeds", "import", "-", text=MINE.format(url="https://o.example/f", on="yes"))
    (tmp_path / "parallax.toml").write_text(
        '[feeds]\ndefaults = false\n[[feed]]\nid = "ours"\nurl = "https://o.example/f"\n', encoding="utf-8"
    )

    [listed] = map(json.loads, call("feeds", "list", "--json").stdout.splitlines())

    assert listed["id"] == "ours"
    assert call("feeds", "remove", "mine").returncode == 0


def test_a_feed_of_the_team_s_file_stands_in_place_of_one_that_was_added(call, tmp_path):
    call("feeds", "import", "-", text=SHIPPED)
    (tmp_path / "parallax.toml").write_text(
        '[feeds]\ndefaults = false\n[[feed]]\nid = "scmp-tech"\nurl = "https://o.example/f"\n',
        encoding="utf-8",
    )

    listed = map(json.loads, call("feeds", "list", "--json").stdout.splitlines())

    assert {feed["id"]: feed["url"] for feed in listed}["scmp-tech"] == "https://o.example/f"


@pytest.mark.parametrize(
    ("team", "feed", "hint"),
    [
        ("", "scmp-tech", 'switch it off in parallax.toml, under [feeds]: off = ["scmp-tech"]'),
        ('[[feed]]\nid = "ours"\nurl = "https://o.example/f"\n', "ours", "take its [[feed]] out there"),
    ],
)
def test_whoever_removes_a_feed_of_the_configuration_is_told_how_to_be_without_it(
    call, tmp_path, team, feed, hint
):
    (tmp_path / "parallax.toml").write_text(team, encoding="utf-8")

    done = call("feeds", "remove", feed)

    assert (done.returncode, hint in done.stderr) == (2, True)


def test_a_reader_who_has_seen_enough_is_no_failure(tmp_path):
    with started(tmp_path, "--json", "feeds", "list") as process:
        process.stdout.readline()
        process.stdout.close()

        assert (process.stderr.read(), process.wait(60)) == ("", 0)
