import pytest

from digest.errors import QueryError
from digest.tell.typed_names import one_of
from digest.tell.voice import speaker


@pytest.mark.parametrize(
    ("voice", "said"), [("en", "Among others: %, USD"), ("fr", "Entre autres\u202f: %, USD")]
)
def test_of_many_known_values_the_first_are_named_where_none_is_near(voice, said):
    units = ["%", "USD", *(f"{number} chips" for number in range(40))]

    with pytest.raises(QueryError, match=said) as raised:
        one_of("unit", "zz", units, speaker(voice))

    assert len(str(raised.value)) < 250


@pytest.mark.parametrize(
    ("kind", "said"),
    [
        ("theme", "« zz » n’est pas un thème que je connais."),
        ("language", "« zz » n’est pas une langue que je connais."),
        ("unit", "Aucun chiffre n’est donné en « zz »."),
    ],
)
def test_what_a_name_is_none_of_is_said_in_the_reader_s_language(kind, said):
    with pytest.raises(QueryError) as raised:
        one_of(kind, "zz", ["chips"], speaker("fr"))

    assert str(raised.value).replace("\u00a0", " ").startswith(said)


def test_the_beginning_of_a_value_is_enough_and_a_wrong_one_is_named():
    assert one_of("unit", "us", ["USD", "%"], speaker("en")) == "USD"
    with pytest.raises(QueryError, match="USD"):
        one_of("unit", "UDS", ["USD", "EUR"], speaker("en"))
