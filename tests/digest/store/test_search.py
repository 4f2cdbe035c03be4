import json
import shutil
from dataclasses import replace
from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from digest.errors import QueryError
from digest.model.item import Reading
from digest.model.outlet import Viewpoint
from digest.model.query import Order, Query
from digest.model.theme import Filing
from digest.scripts import FIRST_IN_RUNS
from digest.store import Database, begun, items, notes, pruning, search, unstamped
from digest.store.connection import connect
from digest.store.index import usual_length
from digest.store.keys import first_key
from digest.store.readings import keep_readings
from digest.store.tokens import RUN, fold, holds_runs, index_text
from tests.builders import HOUR, NOW, item
from tests.digest.store.finding import found

NAUGHTY = Path(__file__).parents[4] / "shared" / "blns" / "blns.json"


def store(db: Database, *titles: str, **fields: object) -> None:
    """Store items an hour apart, the last one the newest."""
    made = [
        item(title, **{"published": NOW - (len(titles) - number) * HOUR, **fields})
        for number, title in enumerate(titles)
    ]
    items.add(db, made)
    keep_readings(db, [Reading(each, is_grouped=False) for each in made], None)


def refusal(db: Database, words: str, **fields: object) -> str:
    """Ask, and return the sentence with which that was refused, if it was."""
    try:
        found(db, words, **fields)
    except QueryError as error:
        return str(error)
    return ""


def test_the_newest_come_first(db):
    store(db, "chips one", "chips two", "wafers", "chips three")

    assert found(db, "chips") == ["chips three", "chips two", "chips one"]
    assert found(db, "chips", limit=2) == ["chips three", "chips two"]
    assert found(db, "chips", limit=2, offset=2) == ["chips one"]


def test_a_few_words_must_all_be_there(db):
    store(db, "export controls", "export of wine", "birth control")

    assert found(db, "export control") == ["export controls"]


def test_an_item_is_found_by_its_summary_and_its_content(db):
    store(db, "Title", summary="about gallium", content="and germanium")

    assert found(db, "gallium") == found(db, "germanium") == ["Title"]


@pytest.mark.parametrize(
    ("typed", "title"),
    [
        ("ecole", "L’École polytechnique"),
        ("ÉCOLE", "L’École polytechnique"),
        ("strasse", "Die strasse"),
        ("señor", "El senor"),
        ("ＡＩ", "AI act"),
        ("gpt-5.5", "GPT-5.5 is out"),
        ("chip", "New chips"),
        ("chips", "A chip"),
        ("policies", "One policy"),
        ("puces", "Une puce"),
        ("China’s", "Made in China"),
        ("l’IA", "IA et emploi"),
        ("d'Anthropic", "Anthropic lève des fonds"),
        ("qu'elle", "Elle part"),
        ("O'Reilly", "O’Reilly publishes"),
        ("санкции", "Новые САНКЦИИ"),
        ("인공지능", "한국 인공지능은 성장한다"),
    ],
)
def test_case_diacritics_width_and_number_do_not_matter(db, typed, title):
    store(db, title, "something else")

    assert found(db, typed) == [title]


@pytest.mark.parametrize(
    "typed",
    [
        "芯",
        "片",
        "口",
        "芯片",
        "华为芯片",
        "芯片出口",
        "华为 出口",
        "华为出口",
        "Ascend芯片",
        '"华为Ascend芯片"',
        "昇腾",
        "腾",
    ],
)
def test_chinese_is_found_from_one_character_up(db, typed):
    store(db, "华为Ascend芯片出口", "华为昇腾芯片与Ascend出口", "天气很好")

    assert "天气很好" not in found(db, typed)
    assert found(db, typed)


@pytest.mark.parametrize(
    ("typed", "title"),
    [
        ("チップ", "新しいチップの発表"),
        ("発表", "新しいチップの発表"),
        ("の", "新しいチップの発表"),
        ("반도체", "삼성 반도체가"),
    ],
)
def test_japanese_and_korean_are_found_too(db, typed, title):
    store(db, title, "nothing")

    assert found(db, typed) == [title]


def test_characters_must_follow_each_other(db):
    store(db, "片芯")

    assert found(db, "芯片") == []


def test_phrases_take_their_words_in_order(db):
    store(db, "open source chips", "source is open")

    assert found(db, '"open source"') == ["open source chips"]
    assert found(db, "“open source”") == ["open source chips"]
    assert found(db, "source open") == ["source is open", "open source chips"]


def test_a_phrase_is_not_bent_and_an_open_quote_is_one(db):
    store(db, "open source chips")

    assert found(db, '"open source chip"') == []
    assert found(db, '"open source') == ["open source chips"]


def test_a_minus_takes_away_what_holds_the_word(db):
    store(db, "nvidia chips", "amd chips", "huawei phones")

    assert found(db, "chips -nvidia") == ["amd chips"]
    assert found(db, 'chips -"amd chips"') == ["nvidia chips"]
    assert found(db, "-chips") == ["huawei phones"]


def test_a_star_ends_a_prefix(db):
    store(db, "licensing", "licence", "lice")

    assert found(db, "licen*") == ["licence", "licensing"]


def test_what_begins_a_word_is_found_however_seldom_it_is(db, monkeypatch):
    monkeypatch.setattr(begun, "_MOST_SCANNED", 2)
    monkeypatch.setattr(begun, "_FIRST_PAGE", 1)
    store(db, "licence 1", "licensing 2", "chips 3", "licence chips 4", *(f"weather {n}" for n in range(9)))

    assert found(db, "licen*") == ["licence chips 4", "licensing 2", "licence 1"]
    assert found(db, "licen* chips") == ["licence chips 4"]
    assert found(db, "licen* -chips") == ["licensing 2", "licence 1"]
    assert found(db, "licen*", limit=1, offset=1) == ["licensing 2"]
    assert found(db, '"licence ch"*') == ["licence chips 4"]
    assert found(db, "licen* 1", order=Order.RELEVANCE, limit=1) == ["licence 1"]


@settings(max_examples=150)
@given(
    texts=st.lists(st.text(st.sampled_from("aéÄｂß1中文字が한 -'."), max_size=12), min_size=1, max_size=6),
    typed=st.text(st.sampled_from("aéÄｂ1中が한"), min_size=1, max_size=3),
)
def test_texts_that_are_read_tell_the_same_as_the_index(db, texts, typed):
    db.execute("BEGIN")
    try:
        store(db, *texts)
        with pytest.MonkeyPatch.context() as patch:
            read = found(db, f"{typed}*", limit=20)
            patch.setattr(begun, "_MOST_SCANNED", 0)
            asked = found(db, f"{typed}*", limit=20)
        assert read == asked
    finally:
        db.execute("ROLLBACK")


def test_a_question_needs_not_every_word_and_the_nearest_is_first(db):
    store(
        db, "Visa rules for researchers", "Weather for Paris", "Researchers leave over visa rules, fewer come"
    )

    assert found(db, "Why do researchers leave because of visa problems?")[0].startswith("Researchers leave")
    assert found(db, "研究人员为什么离开？") == []


def test_who_asks_for_the_newest_gets_what_is_near_to_a_question_newest_first(db):
    store(db, "Who makes chips for Huawei in China", "Huawei opens a shop", "China buys chips")
    question = "who makes the chips that Huawei sells in China?"

    assert found(db, question)[0] == "Who makes chips for Huawei in China"
    assert found(db, question, order=Order.NEWEST) == [
        "China buys chips",
        "Huawei opens a shop",
        "Who makes chips for Huawei in China",
    ]


def test_a_chinese_question_finds_what_shares_its_words(db):
    store(db, "中国限制稀土出口", "天气很好")

    assert found(db, "中国对稀土的出口管制有什么影响") == ["中国限制稀土出口"]


def test_three_words_that_find_nothing_together_find_the_nearest(db):
    store(db, "Mistral raises money", "Cats")

    assert found(db, "mistral raises billions") == ["Mistral raises money"]
    assert found(db, "mistral billions") == []


def test_relevance_puts_a_title_before_a_mention_and_says_how_near(db):
    store(db, "Gallium export ban")
    store(db, "Markets today", summary="Stocks fell. Gallium rose a bit. " + "Other news followed. " * 20)

    hits = search.find(db, Query("gallium", order=Order.RELEVANCE))

    assert [hit.item.title for hit in hits] == ["Gallium export ban", "Markets today"]
    assert hits[0].score > hits[1].score > 0
    assert search.find(db, Query("gallium"))[0].score == 0


def fielded(db: Database) -> None:
    made = [
        item(
            "chips a", outlet="a.org", language="zh-Hans", viewpoint=Viewpoint.CHINA, published=NOW - 3 * HOUR
        ),
        item(
            "chips b",
            outlet="b.org",
            language="zh-Hant",
            viewpoint=Viewpoint.TAIWAN_JAPAN_KOREA,
            published=NOW - 2 * HOUR,
        ),
        item("chips c", outlet="a.org", language="en", viewpoint=Viewpoint.US, published=NOW - HOUR),
    ]
    items.add(db, made)
    themes = [("talent", "chips"), ("chips",), ("open_source",)]
    actors: list[tuple[str, ...]] = [("qwen",), ("qwen", "tsmc"), ()]
    keep_readings(
        db,
        [
            Reading(
                replace(each, themes=tuple(Filing(theme, 1.0) for theme in filed), actors=named),
                is_grouped=True,
            )
            for each, filed, named in zip(made, themes, actors, strict=True)
        ],
        None,
    )


@pytest.mark.parametrize(
    "words", ["", "chips", "chips -cats", "-cats", "what are chips and cats good for today?"]
)
@pytest.mark.parametrize(
    ("fields", "expected"),
    [
        ({}, "cba"),
        ({"themes": ("chips",)}, "ba"),
        ({"themes": ("talent", "open_source")}, "ca"),
        ({"since": NOW - 2 * HOUR}, "cb"),
        ({"until": NOW - 2 * HOUR}, "a"),
        ({"since": NOW - 3 * HOUR, "until": NOW - 2 * HOUR}, "a"),
        ({"outlet": "A.org"}, "ca"),
        ({"viewpoint": Viewpoint.CHINA}, "a"),
        ({"language": "zh"}, "ba"),
        ({"language": "zh-hant"}, "b"),
        ({"language": "en"}, "c"),
        ({"language": "fr"}, ""),
        ({"actor": "qwen"}, "ba"),
        ({"actor": "qwen", "themes": ("talent",), "language": "zh", "outlet": "a.org"}, "a"),
        ({"actor": "qwen", "language": "en"}, ""),
    ],
)
def test_every_field_narrows_with_words_and_without(db, words, fields, expected):
    fielded(db)

    assert sorted(found(db, words, **fields)) == sorted(f"chips {letter}" for letter in expected)
    if "?" not in words:
        assert found(db, words, **fields) == [f"chips {letter}" for letter in expected]


SIXTY = [
    item(
        f"chips {number}" + (" cats" if number % 5 == 0 else ""),
        published=NOW + number * HOUR,
        outlet="ab"[number % 2] + ".org",
        language="zh" if number < 20 else "en",
    )
    for number in range(60)
]


@pytest.fixture(scope="module")
def sixty(request, tmp_path_factory, empty_file):
    """Sixty items, of which the last so many are stamped; for reading alone."""
    db = connect(shutil.copy(empty_file, tmp_path_factory.mktemp("sixty") / "bare.db"))
    notes.keep(db, "stamped_from", str(first_key(NOW + (60 - request.param) * HOUR)))
    themes = ("talent", "chips", "open_source")
    items.add(db, SIXTY)
    filed = [
        replace(each, themes=tuple(Filing(theme, 1.0) for theme in {themes[n % 3], themes[n % 3 and 1]}))
        for n, each in enumerate(SIXTY)
    ]
    keep_readings(db, [Reading(each, is_grouped=False) for each in filed], None)
    yield db
    db.close()


@pytest.mark.parametrize("words", ["", "chips", "chips -cats", "-cats", "cats chips", "ch*", "ch* -cats"])
@pytest.mark.parametrize(
    ("fields", "passes"),
    [
        ({"outlet": "a.org"}, lambda number: number % 2 == 0),
        ({"themes": ("talent", "chips")}, lambda _: True),
        ({"themes": ("chips", "open_source")}, lambda number: number % 3 > 0),
        ({"outlet": "a.org", "themes": ("talent",)}, lambda number: number % 6 == 0),
        ({"outlet": "b.org", "themes": ("talent",), "language": "zh"}, lambda number: number in (3, 9, 15)),
        ({"language": "fr"}, lambda _: False),
    ],
)
@pytest.mark.parametrize("limit", [1, 7, 100])
@pytest.mark.parametrize(
    ("sixty", "asked_for"), [(60, 100), (33, 3), (0, 3), (0, 100)], indirect=["sixty"], scope="module"
)
def test_fields_give_the_same_whether_the_index_holds_them_or_not(
    sixty, monkeypatch, words, fields, passes, limit, asked_for
):
    monkeypatch.setattr(unstamped, "_ASKED_FOR", asked_for)
    monkeypatch.setattr(unstamped, "_LOOKED_AT", 3)
    expected = [
        each.title
        for number, each in reversed(list(enumerate(SIXTY)))
        if passes(number)
        and not ("-cats" in words and "cats" in each.title)
        and not (words == "cats chips" and "cats" not in each.title)
    ]

    assert found(sixty, words, limit=limit, **fields) == expected[:limit]
    assert found(sixty, words, limit=limit, offset=2, **fields) == expected[2 : limit + 2]


def test_a_span_that_ends_before_it_begins_is_said(db):
    with pytest.raises(QueryError, match="ends before it begins"):
        found(db, "chips", since=NOW, until=NOW - HOUR)


ODD = [
    "()",
    '"',
    '""',
    '" "',
    "*",
    "-",
    "--",
    "-*",
    "AND",
    "OR",
    "NOT",
    "NEAR",
    "NEAR(a b, 3)",
    "a AND",
    "title:chips",
    "^chips",
    "{title}: x",
    "+",
    "a + b",
    "chips\x00cats",
    "\x00",
    "🙂",
    "-🙂",
    "🙂*",
    "' OR 1=1 --",
    "%",
    "_",
    "\\",
    "a" * 1_900,
    "- " * 900,
    '"' * 999,
    "*" * 1_999,
    "芯" * 1_900,
    "é" * 50,
    "\ud800",
    "chips \udcff",
    "👨\u200d👩\u200d👧",
    "\u202echips",
    "³ ½ Ⅷ",
    "\u0301",
    "a\u0301",
    "ß",
    "ﬁ",
    "！？。",
    "—",
    "中a中a中a中",
    "(chips",
    "chips)",
    "col:",
    ":",
    '-"chips',
    "?",
    "？",
]


@pytest.mark.parametrize("typed", ODD)
@pytest.mark.parametrize("order", list(Order))
def test_nothing_typed_is_a_syntax_error(db, typed, order):
    store(db, "chips", "芯片", "cats and chips")

    assert len(refusal(db, typed, order=order)) < 200


def test_ten_thousand_characters_get_a_sentence_back(db):
    with pytest.raises(QueryError, match="10,000 characters"):
        found(db, "chips " * 1_666 + "cats")


@pytest.mark.skipif(not NAUGHTY.exists(), reason="the list of naughty strings is not beside this checkout")
def test_no_naughty_string_is_a_syntax_error(db):
    strings = json.loads(NAUGHTY.read_text())
    store(db, *dict.fromkeys(strings))

    for typed in strings:
        for words in (typed, f"{typed}*", f"-{typed} chips", f'"{typed}"'):
            try:
                found(db, words)
            except QueryError:
                continue
    assert found(db, "undefined")


@settings(max_examples=150)
@given(
    typed=st.text(st.sampled_from('ab "*-?()中文:^{}\x00é🙂\u200d'), max_size=30),
    order=st.sampled_from(Order),
)
def test_any_text_is_a_query(db, typed, order):
    if not items.count(db):
        store(db, "a b 中文", "é ab")

    assert "\n" not in refusal(db, typed, order=order)


@settings(max_examples=100)
@given(text=st.text(st.sampled_from("中国芯片AI 5"), min_size=1, max_size=12), data=st.data())
def test_every_piece_of_a_text_is_found_by_its_characters(db, text, data):
    store(db, text.strip() or "中", id="only")
    start = data.draw(st.integers(0, len(text) - 1))
    piece = text[start : data.draw(st.integers(start + 1, len(text)))].strip()
    words = [word for word in piece.split() if all("\u4e00" <= letter <= "\u9fff" for letter in word)]
    db.execute("BEGIN")
    try:
        for word in words:
            assert found(db, f'"{word}"') == [text.strip()]
    finally:
        db.execute("ROLLBACK")
        pruning.prune(db, NOW + HOUR)


def test_index_text_writes_pairs_and_the_last_character():
    assert index_text("Open 芯片出口 now").split() == ["Open", "芯片", "片出", "出口", "口", "now"]
    assert index_text("中").split() == ["中"]
    assert index_text("中文，𠀀字a々").split() == ["中文", "文", ",", "𠀀字", "字", "a", "々"]
    assert index_text("plain") == "plain"


def test_what_comes_before_the_first_character_of_a_run_is_in_no_run():
    assert not any(RUN.match(chr(code)) for code in range(ord(FIRST_IN_RUNS)))
    assert RUN.match(FIRST_IN_RUNS)


@pytest.mark.parametrize("text", ["芯", "naïve 々", "Ａ ｶﾞ", "수출 talks", "𠀀"])
def test_a_text_holds_runs_wherever_they_stand(text):
    assert holds_runs(fold(text))


@pytest.mark.parametrize("text", ["plain", "naïve", "Торговля", "“quoted” — €3", "😀 ok", "الصين"])
def test_a_text_of_other_scripts_and_signs_is_indexed_as_it_is(text):
    assert not holds_runs(text)
    assert index_text(text) == text


def test_the_index_says_how_long_items_are(db):
    assert usual_length(db) == 1.0

    store(db, *(f"three words {number}" for number in range(9)), summary="of 300 items")
    store(db, "twelve", summary="long " * 199 + "中文字")

    # With the stamps of each: language, side and outlet, and that one of them holds Chinese words.
    assert usual_length(db) == (9 * 6 + 1 + 199 + 3 + 10 * 3 + 1) / 10


def test_relevance_finds_a_word_in_its_other_forms(db):
    store(db, "Regulator suppressed the report", "Weather today")

    assert found(db, "suppression", order=Order.RELEVANCE) == ["Regulator suppressed the report"]


@pytest.mark.parametrize("typed", ["반도체 수출", "がん研究", "licen*", "芯"])
def test_relevance_counts_words_of_every_script_and_their_beginnings(db, typed):
    store(db, "반도체 수출 통제", "がん研究の成果", "Licensing talks", "芯片出口", "Weather")

    (hit,) = search.find(db, Query(typed, order=Order.RELEVANCE))

    assert hit.score > 0.3


def test_relevance_scores_are_shares_of_the_question(db):
    store(db, "Gallium", "Gallium exports", "Weather")

    whole, part = search.find(db, Query("gallium exports", order=Order.RELEVANCE))

    assert 1 > whole.score > part.score > 0


def test_relevance_holds_little_against_a_text_that_is_told_in_full(db):
    store(db, *(f"Weather {number}" for number in range(20)), summary="It rains. " * 20)
    store(db, "Exports", summary="Gallium is mentioned.")
    store(db, "Exports in full", summary="Gallium? Gallium fell: gallium! " + "More is told. " * 40)

    assert found(db, "gallium", order=Order.RELEVANCE) == ["Exports in full", "Exports"]


def test_a_long_pasted_text_finds_what_it_is_of(db):
    store(db, "Gallium exports fall", *(f"Weather {number}" for number in range(300)))

    pasted = "Gallium exports fell " + " ".join(f"word{number} weather" for number in range(30))

    assert found(db, pasted, limit=1) == ["Gallium exports fall"]


def test_relevance_prefers_the_word_that_few_items_hold(db):
    store(db, *(f"Chips number {number}" for number in range(30)), "Gallium is scarce")

    assert found(db, "chips gallium", order=Order.RELEVANCE, limit=1) == ["Gallium is scarce"]


def test_relevance_obeys_phrases_minus_and_the_span(db):
    store(db, "chips from Nvidia", "chips of AMD", "open source chips", "source of chips, open")

    assert found(db, 'chips "open source"', order=Order.RELEVANCE) == ["open source chips"]
    assert "chips from Nvidia" not in found(db, "chips -nvidia", order=Order.RELEVANCE)
    assert found(db, "chips", order=Order.RELEVANCE, until=NOW - 3 * HOUR) == ["chips from Nvidia"]
