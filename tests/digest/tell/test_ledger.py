from digest.model.figure import Figure, Statement
from digest.tell.ledger import excerpt, folded, longest_series, sparkline, split_by_story
from tests.builders import DAY, NOW


def statement(amount, days=0, outlet="a.example", subject="derivative models", unit="models", **fields):
    figure = Figure(
        amount, unit, subject, f"{amount} {subject}.", f"{amount}-{days}", fields.pop("as_of", None)
    )
    return Statement(figure, NOW + days * DAY, outlet, None, "en", **fields)


def test_what_one_statement_says_again_is_folded():
    told = folded([statement(25), statement(25, outlet="b.example"), statement(30, 1), statement(25, 20)])

    assert [(each.first.figure.amount, len(each.others)) for each in told] == [(25, 1), (30, 0), (25, 0)]


def test_a_handful_in_two_stories_is_two():
    one, other = statement(3, story="x"), statement(3, outlet="b.example", story="y")

    assert len(folded([one, other])) == 2
    assert len(folded([one, statement(3, outlet="b.example", story="x")])) == 1
    assert len(folded([statement(30, story="x"), statement(30, story="y")])) == 1


def test_amounts_of_one_subject_on_three_days_are_a_series():
    series = longest_series(
        [statement(100, 0), statement(130, 40), statement(7, 41, unit="%"), statement(180, 80)]
    )

    assert series is not None
    assert series.amounts == (100, 130, 180)
    assert series.days == tuple((NOW + days * DAY).date() for days in (0, 40, 80))


def test_a_series_goes_by_the_day_that_is_told_unless_it_is_still_to_come():
    told = [statement(100, 0), statement(130, 40, as_of="2020-05"), statement(180, 80, as_of="2090")]
    series = longest_series(told)

    assert series is not None
    assert series.amounts == (130, 100, 180)


def test_two_days_one_amount_or_names_alone_are_none():
    assert longest_series([statement(100, 0), statement(130, 40)]) is None
    assert longest_series([statement(100, 0), statement(100, 40), statement(100, 80)]) is None
    assert longest_series([statement(n, n, subject="Nvidia", unit="USD") for n in (1, 2, 3)]) is None
    assert longest_series([]) is None


def test_only_those_who_tell_one_story_can_disagree():
    told = split_by_story(
        [statement(1, story="x"), statement(2, story="y"), statement(3, story="x"), statement(4)]
    )

    assert [[figure.amount for figure in figures] for figures in told] == [[1, 3]]


def test_bars_begin_at_nothing():
    assert sparkline([1, 4, 8]) == "▂▅█"
    assert sparkline([99, 100]) == "██"
    assert sparkline([]) == sparkline([0, 0]) == ""


def test_a_long_sentence_is_cut_around_what_was_counted():
    sentence = (
        "Before that much else was said, " * 8 + "and 28 old characters were allowed in all of its boxes."
    )
    figure = Figure(28, "characters", "old characters", sentence, "i")

    assert "old characters" in excerpt(figure, 80)
    assert excerpt(figure, 80).startswith("… ")
    assert len(excerpt(figure, 80)) <= 80
    assert (
        excerpt(Figure(28, "characters", "old characters", "28 old characters.", "i"), 80)
        == "28 old characters."
    )
