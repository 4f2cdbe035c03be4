import pytest
from hypothesis import given
from hypothesis import strategies as st

from digest.markup import plain_text
from digest.text import clean
from tests.costs import costs_at_most
from tests.digest.texts import TEXTS


@pytest.mark.parametrize(
    ("source", "text"),
    [
        ("<p>One</p><p>Two</p>", "One\nTwo"),
        ("One<br>Two<br/>Three", "One\nTwo\nThree"),
        ("<ul><li>a</li><li>b</li></ul>", "a\nb"),
        ("<table><tr><td>a</td><td>b</td></tr><tr><td>c</td></tr></table>", "a b\nc"),
        ("one <b>bold</b> word", "one bold word"),
        ("a<script>alert(1)</script>b<style>p{}</style><!-- c -->", "ab"),
        ("a<iframe src='x'>y</iframe><noscript>z</noscript><textarea><b>q</textarea>", "a"),
        ('<a href="java&#10;script:alert(1)">link</a>', "link"),
        ("<p title='a > b'>text</p>", "text"),
        ("AT&amp;T &lt;b&gt;", "AT&T <b>"),
        ("<p>AT&amp;amp;T</p>", "AT&amp;T"),
        ("AT&T", "AT&T"),
        ("<![CDATA[A <b>ban</b>]]>", "A ban"),
        ("A ban ]]> in May", "A ban ]]> in May"),
        ("caf&eacute;&nbsp;noir &#8217;", "café noir ’"),
        ("1 < 2 and 3 > 2", "1 < 2 and 3 > 2"),
        ("text <img src='x", "text"),
        ("&#xD83D;&#x202e;&#0;x", "x"),
        # A number that Python refuses to read.
        ("a&#" + "1" * 5_000 + ";b", "ab"),
        ("<p>a&#" + "1" * 5_000 + "</p>", "a"),
        ("<p>\ud83d half</p>", "half"),
        (
            "<p>A ban\nwas <i>signed</i>\r\nin May.</p>\n<p>Two\nmore.</p>",
            "A ban was signed in May.\nTwo more.",
        ),
        ("<p>A ban\nwas signed.</p>", "A ban was signed."),
        ("<pre class='x'>one\ntwo</pre>\nthree\nfour", "one\ntwo\nthree four"),
        ("A ban\nwas <i>signed</i> &amp;\nsealed.", "A ban\nwas signed &\nsealed."),
        ("<p> a \n\n b </p>\n\n\n<p>c</p>", "a\nb\nc"),
        ("", ""),
    ],
)
def test_a_reader_s_text_is_what_is_left(source, text):
    assert plain_text(source) == text


@given(TEXTS)
def test_plain_text_is_clean(text):
    assert clean(plain_text(text)) == plain_text(text)


@pytest.mark.parametrize(
    "source",
    [
        "<div>" * 50_000,
        "<div>" * 1_900,
        "<div>" * 3_900,
        "<b><p>" * 900,
        "<b><p>" * 1_900,
        "".join(f"<font color={n}>x" for n in range(1_900)),
        "".join(f"<font color={n}>x" for n in range(3_900)),
        "<a " + " ".join(f"a{n}=''" for n in range(20_000)) + ">",
        "<" * 100_000,
        "<!--" * 30_000,
        "<script>" * 15_000,
        "&" * 100_000,
        "&#" * 60_000,
        "<svg><title>" * 3_000,
        " \n" * 100_000,
        "<p>" + "\n " * 50_000,
        "\u0301" * 100_000,
        "\u200d" * 100_000,
    ],
    ids=lambda source: repr(source[:12]),
)
def test_what_is_made_to_be_slow_costs_little(source):
    assert costs_at_most(200, lambda: plain_text(source))


def test_text_ends_at_its_limit():
    assert plain_text("<p>" + "word " * 100 + "</p>", limit=12) == "word word wo"


@given(
    st.lists(
        st.sampled_from(
            [
                "<p>",
                "</p>",
                "<br>",
                "<br/>",
                "<P>",
                "</br>",
                "a",
                "é",
                "日本",
                "&amp;",
                "&lt;b&gt;",
                "&nbsp;",
                "&#8217;",
                "&",
                "&am",
                "&copy",
                "&#x80;",
                "&#0;",
                "\x00",
                ">",
                "]]>",
                "\u200b",
            ]
        )
    )
)
def test_text_of_nothing_but_paragraphs_is_the_same_without_who_knows_html(pieces):
    source = "".join(pieces)

    assert plain_text(source) == plain_text(f"{source}<i></i>")
