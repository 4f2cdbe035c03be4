from digest.tell.message import Link, Text
from digest.tell.small_print import small_print


def drawn(span):
    return f"[{span.text}]({span.url})" if isinstance(span, Link) else span.text


def printed(*lines, most):
    return small_print(lines, drawn, most=most, fitting=lambda room: room)


def test_where_an_address_has_no_room_the_outlet_is_named_without_it():
    far = f"https://b.example/{'x' * 100}"
    outlets = (
        Link("a.example", "https://a.example/1"),
        Text(", "),
        Link("b.example", far),
        Text(" (German), 3 more"),
    )

    assert (
        printed((Text("US 2"),), outlets, most=80)
        == "US 2 · [a.example](https://a.example/1), b.example (German), 3 more"
    )


def test_a_line_that_no_room_is_left_for_leaves_no_dot_behind():
    said = printed((Text("a" * 18),), (Text("b" * 8),), (Link("c", "https://c.example"),), most=20)

    assert said == "a" * 18


def test_all_of_it_fits_into_its_room():
    lines = [(Text(f"line {number}"), Link("c.example", "https://c.example/1")) for number in range(9)]

    assert all(len(printed(*lines, most=most)) <= most for most in range(1, 120))
