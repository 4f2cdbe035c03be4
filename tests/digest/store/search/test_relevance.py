import pytest

from digest.model.query import Order, Query
from digest.store import search
from tests.builders import HOUR, NOW
from tests.digest.store.finding import found, put_in


def test_a_question_needs_not_every_word_and_the_nearest_is_first(db):
    put_in(
        db, "Visa rules for researchers", "Weather for Paris", "Researchers leave over visa rules, fewer come"
    )

    assert found(db, "Why do researchers leave because of visa problems?")[0].startswith("Researchers leave")
    assert found(db, "研究人员为什么离开？") == []


def test_who_asks_for_the_newest_gets_what_is_near_to_a_question_newest_first(db):
    put_in(db, "Who makes chips for Huawei in China", "Huawei opens a shop", "China buys chips")
    question = "who makes the chips that Huawei sells in China?"

    assert found(db, question)[0] == "Who makes chips for Huawei in China"
    assert found(db, question, order=Order.NEWEST) == [
        "China buys chips",
        "Huawei opens a shop",
        "Who makes chips for Huawei in China",
    ]


def test_a_chinese_question_finds_what_shares_its_words(db):
    put_in(db, "中国限制稀土出口", "天气很好")

    assert found(db, "中国对稀土的出口管制有什么影响") == ["中国限制稀土出口"]


def test_three_words_that_find_nothing_together_find_the_nearest(db):
    put_in(db, "Mistral raises money", "Cats")

    assert found(db, "mistral raises billions") == ["Mistral raises money"]
    assert found(db, "mistral billions") == []


def test_relevance_puts_a_title_before_a_mention_and_says_how_near(db):
    put_in(db, "Gallium export ban")
    put_in(db, "Markets today", summary="Stocks fell. Gallium rose a bit. " + "Other news followed. " * 20)

    hits = search.find(db, Query("gallium", order=Order.RELEVANCE))

    assert [hit.item.title for hit in hits] == ["Gallium export ban", "Markets today"]
    assert hits[0].score > hits[1].score > 0
    assert search.find(db, Query("gallium"))[0].score == 0


def test_relevance_finds_a_word_in_its_other_forms(db):
    put_in(db, "Regulator suppressed the report", "Weather today")

    assert found(db, "suppression", order=Order.RELEVANCE) == ["Regulator suppressed the report"]


@pytest.mark.parametrize("typed", ["반도체 수출", "がん研究", "licen*", "芯"])
def test_relevance_counts_words_of_every_script_and_their_beginnings(db, typed):
    put_in(db, "반도체 수출 통제", "がん研究の成果", "Licensing talks", "芯片出口", "Weather")

    (hit,) = search.find(db, Query(typed, order=Order.RELEVANCE))

    assert hit.score > 0.3


def test_relevance_scores_are_shares_of_the_question(db):
    put_in(db, "Gallium", "Gallium exports", "Weather")

    whole, part = search.find(db, Query("gallium exports", order=Order.RELEVANCE))

    assert 1 > whole.score > part.score > 0


def test_relevance_holds_little_against_a_text_that_is_told_in_full(db):
    put_in(db, *(f"Weather {number}" for number in range(20)), summary="It rains. " * 20)
    put_in(db, "Exports", summary="Gallium is mentioned.")
    put_in(db, "Exports in full", summary="Gallium? Gallium fell: gallium! " + "More is told. " * 40)

    assert found(db, "gallium", order=Order.RELEVANCE) == ["Exports in full", "Exports"]


def test_a_long_pasted_text_finds_what_it_is_of(db):
    put_in(db, "Gallium exports fall", *(f"Weather {number}" for number in range(300)))

    pasted = "Gallium exports fell " + " ".join(f"word{number} weather" for number in range(30))

    assert found(db, pasted, limit=1) == ["Gallium exports fall"]


def test_relevance_prefers_the_word_that_few_items_hold(db):
    put_in(db, *(f"Chips number {number}" for number in range(30)), "Gallium is scarce")

    assert found(db, "chips gallium", order=Order.RELEVANCE, limit=1) == ["Gallium is scarce"]


def test_relevance_obeys_phrases_minus_and_the_span(db):
    put_in(db, "chips from Nvidia", "chips of AMD", "open source chips", "source of chips, open")

    assert found(db, 'chips "open source"', order=Order.RELEVANCE) == ["open source chips"]
    assert "chips from Nvidia" not in found(db, "chips -nvidia", order=Order.RELEVANCE)
    assert found(db, "chips", order=Order.RELEVANCE, until=NOW - 3 * HOUR) == ["chips from Nvidia"]
