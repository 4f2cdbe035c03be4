from dataclasses import replace
from html.parser import HTMLParser
from xml.etree import ElementTree

import pytest
from jinja2 import Environment

from bot.web.export import export_site
from bot.worker import InProcess
from config.knowledge import load_knowledge
from digest.model.theme import Term, Theme
from digest.pipeline import Line
from digest.store import digests as digest_store
from tests.builders import NOW, item

NEWS_OF_A_TOWN = (
    *("Bakers strike over flour", "A bridge closes for repairs", "The museum shows old maps", "A choir wins"),
    *("A storm fells an oak", "The library lends tools", "Ferries run late", "Pupils plant hedges"),
    *("The orchestra retires", "A clock tower stops", "The market moves indoors", "A river floods fields"),
)


class Links(HTMLParser):
    def __init__(self, text):
        super().__init__()
        self.found = []
        self.feed(text)

    def handle_starttag(self, tag, attrs):
        self.found += [value for name, value in attrs if name in ("href", "src", "srcset")]


async def test_every_link_of_the_exported_site_leads_to_a_file_of_it(site, tmp_path):
    await export_site(site, tmp_path / "out", base="https://x.example")

    pages = list((tmp_path / "out").rglob("*.html"))
    assert len(pages) > 10
    for page in pages:
        for link in Links(page.read_text(encoding="utf-8")).found:
            if not link.startswith(("http", "#")):
                assert (page.parent / link).resolve().is_file(), (page, link)


async def test_a_theme_may_be_called_as_a_file_is(site, tmp_path):
    ids = ("a.png", "index.html", "chart.png", "chart-dark.png", "style.css", "feed.atom", "plain")
    themes = [replace(site.knowledge.themes[0], id=id, name=f"Theme {id}") for id in ids]
    named = replace(site, knowledge=replace(site.knowledge, themes=(*themes, *site.knowledge.themes)))

    await export_site(named, tmp_path / "out", base="https://x.example")

    listed = tmp_path / "out" / "themes" / "index.html"
    links = Links(listed.read_text(encoding="utf-8")).found
    for id in ids:
        [link] = [link for link in links if link.split("/")[-2:-1] and link.split("/")[0].rstrip("~") == id]
        assert f"Theme {id}" in (listed.parent / link).read_text(encoding="utf-8")


class Interrupted(BaseException):
    pass


async def test_a_site_that_is_interrupted_leaves_the_folder_as_it_was(site, tmp_path, monkeypatch):
    out = tmp_path / "new" / "out"
    await export_site(site, out)
    first = out / "index.html"
    first.write_text("as it was", encoding="utf-8")
    (out / "themes" / "index.html").unlink()
    before = sorted(out.rglob("*"))

    async def interrupted(*_):
        raise Interrupted

    monkeypatch.setattr(site, "compare", interrupted)
    for folder in (out, tmp_path / "another" / "out"):
        with pytest.raises(Interrupted):
            await export_site(site, folder)

    assert (sorted(out.rglob("*")), first.read_text(encoding="utf-8")) == (before, "as it was")
    assert not (tmp_path / "another").exists()


async def test_an_exported_feed_is_called_as_the_served_one(site, tmp_path):
    await export_site(site, tmp_path / "out", base="https://x.example")

    atom = (tmp_path / "out" / "themes" / "talent" / "feed.atom").read_text(encoding="utf-8")
    assert f"<title>{site.feed_title('talent')}</title>" in atom
    assert site.feed_title("talent").startswith("Parallax: ")


async def test_what_an_exported_feed_links_is_there_also_where_its_theme_was_taken_out(site, tmp_path):
    told = [item(f"{news} in Newtown") for news in NEWS_OF_A_TOWN]
    town = Theme("town", "Town", (Term("en", "strong", "Newtown"),), own=True)
    knowledge = load_knowledge(own_themes=(town,), embedder="none")
    await Line(site.store, InProcess().run, lambda: knowledge).take_in(told, now=NOW)
    await export_site(site, tmp_path / "out", base="https://x.example")

    feed = ElementTree.parse(tmp_path / "out" / "feed.atom")
    linked = [link.get("href") for link in feed.iterfind("{*}entry/{*}link[@rel='alternate']")]
    files = [tmp_path / "out" / link.removeprefix("https://x.example/") / "index.html" for link in linked]
    assert len(files) > 10
    assert [file for file in files if not file.is_file()] == []


async def test_another_teams_digests_are_not_exported(site, tmp_path):
    theirs = (await site.store.read(digest_store.shelf, "T2"))[0].id
    await export_site(site, tmp_path / "out")

    assert theirs not in "".join(path.as_posix() for path in (tmp_path / "out").rglob("*"))


async def test_the_templates_are_compiled_once_for_all_pages(site, tmp_path, monkeypatch):
    compiled = []
    compiling = Environment.compile

    def counted(self, source, name=None, *rest, **named):
        compiled.append(name)
        return compiling(self, source, name, *rest, **named)

    monkeypatch.setattr(Environment, "compile", counted)
    await export_site(site, tmp_path / "out")

    assert sorted(compiled) == ["base.html", "page.html"]
