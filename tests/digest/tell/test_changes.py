"""What is news in a story that was told, and what is not."""

from dataclasses import replace
from datetime import timedelta

import pytest

from digest.model.actor import Actor, ActorMatch
from digest.model.change import ChangeKind
from digest.model.figure import Figure
from digest.model.outlet import Viewpoint
from digest.tell.changes import changes
from digest.tell.team_voice import TeamVoice
from digest.tell.told import snapshot
from tests.builders import NOW, item, story

ASML = Actor("asml", "ASML", "company", Viewpoint.EUROPE, ("阿斯麦",), ActorMatch.WORD)
OLD = item("US stalls licence for AI chips", summary="Officials stalled the licence on Monday.")


def with_figure(one, amount, unit="USD", subject="fine", sentence=None):
    sentence = sentence or one.title
    return replace(one, figures=(*one.figures, Figure(amount, unit, subject, sentence, one.id)))


def told_of(*items, **fields):
    return snapshot(story(OLD.title, **fields), items or (OLD,), "d0", NOW - timedelta(days=1))


def news(told, *items, grown=None, actors=None, voice="en"):
    return changes(told, grown or story(OLD.title), items, TeamVoice(voice, actors=actors or {}))


def kinds(told, *items, **how):
    return [change.kind for change in news(told, *items, **how)]


# ---- what is no news ------------------------------------------------------------------------------


def test_what_was_told_is_not_new():
    assert kinds(told_of(), OLD) == []


def test_another_title_or_date_alone_is_no_change():
    assert kinds(told_of(), replace(OLD, title="AI chips: licence is stalled", published=NOW)) == []


def test_a_copy_by_the_same_owner_is_no_change():
    copy = item("US stalls licence for AI chips, says official", outlet="b.example", owner=OLD.owner)

    assert kinds(told_of(), OLD, copy) == []


def test_a_rounder_number_is_no_change():
    exact = with_figure(OLD, 3.57e6)
    rounded = with_figure(item("Fine of about 3.5 million", outlet="b.example"), 3.5e6)

    assert kinds(told_of(exact), exact, rounded) == []


@pytest.mark.parametrize(
    "written", ["a fine of $2.9 million", "une amende de 2,9 millions", "2,900,000 dollars"]
)
def test_a_number_that_stood_in_what_was_told_is_no_news_though_it_was_read_over(written):
    known = replace(OLD, summary=f"The firm pays {written}, officials said.")
    new = with_figure(item("Firm pays $2.9 million fine", outlet="b.example", owner=OLD.owner), 2.9e6)

    assert kinds(told_of(known), known, new) == []


@pytest.mark.parametrize(
    ("unit", "subject", "sentence"),
    [
        ("people", "people", "The fine is near, two people familiar with the matter said."),
        ("people", "people", "Four people with direct knowledge of the talks described the fine."),
        ("officials", "officials", "Two officials who were briefed on the plan told of a fine."),
        ("personnes", "personnes proches", "L’amende est proche, selon deux personnes proches du dossier."),
        (
            "personas",
            "personas familiarizadas",
            "Según dos personas familiarizadas con el asunto, habrá multa.",
        ),
        ("Personen", "Personen", "Das sagten zwei Personen, die mit der Sache vertraut sind."),
        ("知情人士", "知情人士", "两位知情人士表示,罚款即将公布。"),
        ("人", "関係者", "関係者2人が明らかにした。"),
        ("소식통", "소식통", "소식통 2명이 밝혔다."),
    ],
)
def test_how_many_people_told_an_outlet_is_no_news(unit, subject, sentence):
    new = item("Fine for chipmaker is near", summary=sentence, outlet="b.example", owner=OLD.owner)

    assert kinds(told_of(), OLD, with_figure(new, 2, unit, subject, sentence)) == []


def test_what_is_counted_close_to_a_place_is_news():
    said = "Two reactors close to the border will feed the chipmaker."
    new = with_figure(item("Reactors for chipmaker", summary=said), 2, "reactors", "reactors", said)

    assert kinds(told_of(), OLD, new) == [ChangeKind.NEW_FIGURE]


def test_who_was_named_in_what_was_told_is_nobody_new():
    known = replace(OLD, summary="The licence is for ASML, officials said.")
    new = item("阿斯麦等待许可证", outlet="b.example", owner=OLD.owner, actors=("asml",))

    assert kinds(told_of(known), known, new, actors={"asml": ASML}) == []


@pytest.mark.parametrize(
    ("name", "kind"),
    [
        ("Taiwan", "country"),
        ("European Union", "bloc"),
        ("Elon Musk", "founder"),
        ("Donald Trump", "person"),
        ("GPT", "model"),
        ("H20", "chip"),
        ("GPU", "technology"),
        ("Entity List", "law"),
    ],
)
def test_where_it_happens_who_speaks_for_a_firm_and_what_it_is_about_do_not_join(name, kind):
    known = {"new": Actor("new", name, kind, Viewpoint.OTHER, (), ActorMatch.WORD)}
    new = item(f"{name} and the licence for AI chips", outlet="b.example", owner=OLD.owner, actors=("new",))

    assert kinds(told_of(), OLD, new, actors=known) == []


@pytest.mark.parametrize(
    "title",
    [
        "Can the minister reverse the decline of AI chip sales?",
        "Lawmakers urge Washington to revoke licence for AI chips",
        "Ships with AI chips U-turn off the coast",
    ],
)
def test_what_is_asked_for_or_asked_about_is_no_reversal(title):
    assert kinds(told_of(), OLD, item(title, outlet="b.example", owner=OLD.owner)) == []


def test_an_amount_counted_in_another_language_is_no_change():
    english = with_figure(OLD, 125e6, "downloads", "downloads")
    chinese = with_figure(
        item("下载量达1.25亿次", outlet="b.example", language="zh-Hans"), 125e6, "下载", "下载量"
    )

    assert kinds(told_of(english), english, chinese) == []


def test_a_number_deep_in_a_text_is_background():
    text = "Officials stalled the licence. " + "The matter is an old one and has many sides. " * 9
    deep = item(
        "Licence for chips", outlet="b.example", summary=text + "The firm paid a fine of 9 million in 2019."
    )
    deep = with_figure(deep, 9e6, sentence="The firm paid a fine of 9 million in 2019.")

    assert kinds(told_of(), OLD, deep) == []


def test_an_actor_named_in_passing_is_no_change():
    passing = item("Licence for chips is stalled", outlet="b.example", actors=("asml",))

    assert kinds(told_of(), OLD, passing, actors={"asml": ASML}) == []


def test_unknown_outlets_are_no_new_side():
    grown = story(OLD.title, viewpoints={Viewpoint.US: 1, Viewpoint.OTHER: 1})
    other = item("Licence is stalled", outlet="b.example", viewpoint=Viewpoint.OTHER)

    assert kinds(told_of(viewpoints={Viewpoint.US: 1}), OLD, other, grown=grown) == []


# ---- what is --------------------------------------------------------------------------------------


def test_a_new_figure_is_named_with_its_unit():
    new = with_figure(item("Fine of $50 million for chipmaker", outlet="b.example"), 5e7, subject="fine")

    found = news(told_of(), OLD, new)

    assert [(change.kind, change.what, change.item) for change in found] == [
        (ChangeKind.NEW_FIGURE, "$50 million (fine)", new.id)
    ]


@pytest.mark.parametrize(
    ("unit", "subject", "voice", "said"),
    [
        ("jobs", "European banking jobs", "en", "4 million European banking jobs"),
        ("Jobs", "Banking jobs", "en", "4 million Banking jobs"),
        ("puces", "puces avancées", "fr", "4 millions de puces avancées"),
        ("puces", "puces", "fr", "4 millions de puces"),
        ("人", "工人", "en", "4 million 人 (工人)"),
        ("units", "score, units", "en", "4 million units (score, units)"),
    ],
)
def test_what_is_counted_is_named_in_whole_and_once(unit, subject, voice, said):
    new = with_figure(item("Report", outlet="b.example"), 4e6, unit=unit, subject=subject)

    assert [change.what for change in news(told_of(), OLD, new, voice=voice)] == [said]


def test_figures_are_named_in_the_voice_of_the_channel():
    new = with_figure(item("Une amende de 50 millions", outlet="b.example"), 5e7, subject="amende")

    found = news(told_of(), OLD, new, voice="fr")

    assert found[0].what == "50 millions de dollars (amende)"


def test_a_new_actor_in_a_title_is_named_as_in_print():
    new = item("阿斯麦加入许可证谈判", outlet="b.example", language="zh-Hans", actors=("asml",))

    found = news(told_of(), OLD, new, actors={"asml": ASML})

    assert [(change.kind, change.what) for change in found] == [(ChangeKind.NEW_ACTOR, "ASML")]


@pytest.mark.parametrize(
    ("voice", "called"), [("en", "European Commission"), ("fr", "Commission européenne")]
)
def test_a_new_actor_is_called_as_in_the_readers_language(voice, called):
    names = {"fr": "Commission européenne"}
    brussels = Actor("ec", "European Commission", "agency", Viewpoint.EUROPE, ("EU-Kommission",), names=names)
    new = item("EU-Kommission rügt die Lizenz", outlet="b.example", language="de", actors=("ec",))

    found = news(told_of(), OLD, new, actors={"ec": brussels}, voice=voice)

    assert [(change.kind, change.what) for change in found] == [(ChangeKind.NEW_ACTOR, called)]


def test_no_story_is_searched_for_what_an_actor_is_called_in_a_voice():
    known = Actor("ec", "European Commission", "agency", Viewpoint.EUROPE, (), names={"fr": "La Commission"})
    new = item("La Commission se tait", outlet="b.example", owner=OLD.owner, language="fr", actors=("ec",))

    assert kinds(told_of(), OLD, new, actors={"ec": known}, voice="fr") == []


def test_a_new_side_is_a_change():
    grown = story(OLD.title, viewpoints={Viewpoint.US: 1, Viewpoint.CHINA: 1})
    new = item("许可证搁置", outlet="b.example", viewpoint=Viewpoint.CHINA)

    found = news(told_of(viewpoints={Viewpoint.US: 1}), OLD, new, grown=grown)

    assert [(change.kind, change.what, change.item) for change in found] == [
        (ChangeKind.NEW_SIDE, "China", new.id)
    ]


def test_a_second_owner_is_a_change_once():
    other = item("Licence stalled", outlet="b.example", owner="b.example")
    third = item("Licence still stalled", outlet="c.example", owner="c.example")

    found = news(told_of(owners=1), OLD, other, grown=story(OLD.title, owners=2))
    later = kinds(told_of(OLD, other, owners=2), OLD, other, third, grown=story(OLD.title, owners=3))

    assert [(change.kind, change.what) for change in found] == [(ChangeKind.SECOND_OWNER, "b.example")]
    assert later == []


@pytest.mark.parametrize(
    "title",
    [
        "US grants licence for AI chips after all",
        "Ministry denies that licence was stalled",
        "Washington dément le blocage de la licence",
        "Ministerium dementiert Bericht über Lizenz",
        "Washington desmiente el bloqueo de la licencia",
        "美国否认搁置芯片许可证",
        "米政府、ライセンス停止の方針を一転",
    ],
)
def test_a_turn_is_a_change(title):
    assert kinds(told_of(), OLD, item(title, outlet=OLD.outlet)) == [ChangeKind.REVERSAL]


def test_a_turn_is_told_once():
    turned = item("US grants licence for AI chips", outlet="b.example", owner=OLD.owner)
    again = item("Licence for AI chips granted", outlet="c.example", owner=OLD.owner)

    assert kinds(told_of(OLD, turned), OLD, turned, again) == []


@pytest.mark.parametrize(
    ("title", "kind"),
    [
        ("Correction: US stalls licence for AI chips", ChangeKind.CORRECTION),
        ("US stalls licence for AI chips [Corrected]", ChangeKind.CORRECTION),
        ("Rectificatif : licence suspendue", ChangeKind.CORRECTION),
        ("Berichtigung: Lizenz ausgesetzt", ChangeKind.CORRECTION),
        ("更正：许可证搁置", ChangeKind.CORRECTION),
        ("【訂正】ライセンス停止", ChangeKind.CORRECTION),
        ("Withdrawn: US stalls licence for AI chips", ChangeKind.WITHDRAWAL),
        ("US stalls licence (retracted)", ChangeKind.WITHDRAWAL),
        ("撤稿：许可证搁置", ChangeKind.WITHDRAWAL),
    ],
)
def test_what_a_source_takes_back_is_told_though_the_item_is_not_new_and_only_once(title, kind):
    mended = replace(OLD, title=title)

    assert kinds(told_of(), mended) == [kind]
    assert kinds(told_of(mended), mended) == []


def test_a_court_that_corrects_nothing_is_no_correction():
    assert kinds(told_of(), OLD, item("Correction in chip shares goes on", outlet=OLD.outlet)) == []


def test_what_turns_a_story_around_comes_before_who_tells_it():
    grown = story(OLD.title, owners=2)
    turned = item("US grants licence for AI chips", outlet="b.example", owner="b.example")

    assert kinds(told_of(owners=1), OLD, turned, grown=grown) == [
        ChangeKind.REVERSAL,
        ChangeKind.SECOND_OWNER,
    ]


def test_what_a_snapshot_holds_is_never_news():
    new = with_figure(
        item("Correction: ASML denies fine of $50 million", outlet="b.example", actors=("asml",)), 5e7
    )
    grown = story(OLD.title, owners=2, viewpoints={Viewpoint.US: 1, Viewpoint.EUROPE: 1})
    told = snapshot(grown, [OLD, new], "d1", NOW)

    assert kinds(told, OLD, new, grown=grown, actors={"asml": ASML}) == []


@pytest.mark.parametrize(
    ("subject", "said"),
    [
        ("", "$50 million"),
        ("fine", "$50 million (fine)"),
        ("what the ministry calls a fine of its own", "$50 million"),
        ("Million", "$50 million"),
    ],
)
def test_a_figure_is_told_with_what_it_counts_unless_that_is_a_clause_or_said_already(subject, said):
    new = with_figure(item("Fine of $50 million for chipmaker", outlet="b.example"), 5e7, subject=subject)

    assert [change.what for change in news(told_of(), OLD, new)] == [said]
