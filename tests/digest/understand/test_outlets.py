from datetime import timedelta

import pytest

from config.knowledge import load_knowledge
from config.shipped import rows_of
from digest.model.outlet import Outlet, Viewpoint
from digest.understand.outlets import describe, sides, silent_sides
from tests.builders import NOW, item


def test_an_outlet_that_is_not_known_is_its_own_owner():
    assert describe(item(outlet="x.example"), {}).owner == "x.example"


def test_what_is_known_of_an_outlet_is_added_and_the_feed_s_side_stands():
    known = {"x.example": Outlet("x.example", "X", Viewpoint.US, owner="Group")}

    described = describe(item(outlet="x.example"), known)
    configured = describe(item(outlet="x.example", viewpoint=Viewpoint.CHINA), known)

    assert (described.owner, described.viewpoint) == ("Group", Viewpoint.US)
    assert configured.viewpoint is Viewpoint.CHINA


def test_where_the_outlet_is_only_who_delivers_a_feed_the_address_says_who_publishes():
    known = {"x.example": Outlet("x.example", "X", Viewpoint.EUROPE, owner="Group")}
    delivered = item(outlet="feeds.delivery.example", url="https://news.x.example/story")
    of_nobody = item(outlet="feeds.delivery.example", url="https://y.example/story")

    assert describe(delivered, known).owner == "Group"
    assert describe(delivered, known).viewpoint is Viewpoint.EUROPE
    assert describe(of_nobody, known).owner == "feeds.delivery.example"


def test_sides_count_outlets_and_silence_takes_a_day():
    told = [
        item("A", outlet="a.example", viewpoint=Viewpoint.CHINA),
        item("B", outlet="a.example", viewpoint=Viewpoint.CHINA),
    ]

    assert sides(told) == {Viewpoint.CHINA: 1}
    assert silent_sides(sides(told), NOW, NOW) == ()
    assert Viewpoint.US in silent_sides(sides(told), NOW - timedelta(hours=25), NOW)
    assert Viewpoint.OTHER not in silent_sides(sides(told), NOW - timedelta(hours=25), NOW)


@pytest.mark.parametrize(
    ("domain", "url", "name"),
    [
        ("europa.eu", "https://ec.europa.eu/commission/x", "European Union"),
        ("go.com", "https://abcnews.go.com/x", "Disney"),
        ("nikkei.com", "https://asia.nikkei.com/x", "Nikkei"),
        ("www.scmp.com", "https://www.scmp.com/x", "Alibaba"),
        ("bbc.co.uk", "https://feeds.bbc.co.uk/x", "BBC"),
    ],
)
def test_an_outlet_is_known_by_its_domain_and_by_the_site_below_it(domain, url, name):
    assert describe(item(outlet=domain, url=url), load_knowledge().outlets).owner == name


@pytest.mark.parametrize("url", ["https://notbbc.co.uk/x", "https://bbc.co.uk.example.org/x"])
def test_a_name_that_only_looks_alike_is_not_known(url):
    domain = url.removeprefix("https://").removesuffix("/x")

    assert describe(item(outlet=domain, url=url), load_knowledge().outlets).owner == domain


def test_every_outlet_says_where_it_is_known_from_and_has_a_known_kind():
    kinds = {
        "state media", "press", "company", "think tank", "government", "newsletter", "community", "agency"
    }  # fmt: skip
    outlets = list(rows_of("outlets.csv"))

    assert [outlet["domain"] for outlet in outlets if not outlet["evidence"] or not outlet["name"]] == []
    assert {outlet["kind"] for outlet in outlets} <= kinds
    assert len(outlets) >= 400
