"""A Message's blocks to HTML. Pure; everything in a text is escaped, and a link leads where its span says.

What a button would say in chat is a page here, so a button becomes a link to it.
"""

from collections.abc import Callable, Sequence
from dataclasses import replace
from typing import assert_never
from urllib.parse import quote, urlencode

from markupsafe import Markup

from digest.tell.message import (
    Block,
    Bullets,
    Button,
    Buttons,
    Card,
    Heading,
    Line,
    Note,
    Paragraph,
    Picture,
    Rule,
    Span,
    Table,
    Text,
    Weight,
    read_page,
)
from digest.tell.message import address as address_of

Address = Callable[[str], str]
"""Where a page of ours is found, by its path; the server's pages are where they say."""

_PLAIN = Markup()
_OWN_DIRECTION = Markup(' dir="auto"')
_TAGS = {Weight.STRONG: "strong", Weight.QUIET: "small", Weight.CODE: "code"}


def render(blocks: Sequence[Block], address: Address = str, *, level: int = 0) -> Markup:
    """Return a message's blocks as HTML, without what stands around them; `level` is that of a heading above.

    A card's title is one level below the heading that it stands under, so that no level is left out.
    """
    made = []
    for block in blocks:
        if isinstance(block, Heading):
            level = block.level
        made.append(_block(block, level + 1, address))
    return Markup("\n").join(made)


def _path_of(button: Button) -> str | None:
    """Return the page that shows what the button asks for; None where chat alone can do it."""
    argument = quote(button.argument, safe="")
    match button.word:
        case "story" if argument:
            return f"/stories/{argument}"
        case "compare" | "why" if argument:
            return f"/stories/{argument}/{button.word}"
        case "search":
            return _search_path(button.argument)
        case _:
            return None


def _search_path(asked: str) -> str:
    """Return the address of a search, whose words may open with the place where its page begins."""
    start, words = read_page(asked) or (None, asked)
    return "/search?" + urlencode({"q": words} if start is None else {"q": words, "from": start})


def _block(block: Block, below: int, address: Address) -> Markup:
    match block:
        case Heading(text, level):
            return Markup('<h{0} dir="auto">{1}</h{0}>').format(level, text)
        case Paragraph(line):
            return Markup('<p dir="auto">{}</p>').format(_line(line, address))
        case Note(line):
            return Markup('<p class="note" dir="auto">{}</p>').format(_line(line, address))
        case Bullets(lines):
            made = (Markup('<li dir="auto">{}</li>').format(_line(line, address)) for line in lines)
            return Markup("<ul>{}</ul>").format(Markup().join(made))
        case Card():
            return _card(block, below, address)
        case Table():
            return _table(block)
        case Picture(alt=alt):
            # A page draws its charts itself, light and dark; what they say in words stands here.
            return Markup('<p class="note">{}</p>').format(alt)
        case Buttons(buttons):
            return _next_steps(buttons, address)
        case Rule():
            return Markup("<hr>")
        case _:
            assert_never(block)


def _card(card: Card, level: int, address: Address) -> Markup:
    inside = [Markup('<p class="badge" dir="auto">{}</p>').format(card.badge)] if card.badge else []
    inside.append(Markup('<h{0} dir="auto">{1}</h{0}>').format(level, _span(_bare(card.title), address)))
    inside += [Markup('<p dir="auto">{}</p>').format(_line(line, address)) for line in card.lines]
    inside += [
        Markup('<p class="note" dir="auto">{}</p>').format(_line(line, address)) for line in card.notes
    ]
    inside.append(_next_steps(card.buttons, address))
    return Markup("<article>{}</article>").format(Markup().join(inside))


def _bare(title: Span) -> Span:
    """Return a title without its weight: it is a heading here, and heavy already."""
    return replace(title, weight=Weight.PLAIN)


def _next_steps(buttons: tuple[Button, ...], address: Address) -> Markup:
    links = [
        Markup('<a href="{}">{}</a>').format(address(path), button.label)
        for button in buttons
        if (path := _path_of(button))
    ]
    return Markup('<p class="next">{}</p>').format(Markup(" ").join(links)) if links else Markup()


def _table(table: Table) -> Markup:
    head = Markup().join(Markup('<th scope="col">{}</th>').format(name) for name in table.header)
    rows = Markup().join(Markup("<tr>{}</tr>").format(_cells(row)) for row in table.rows)
    # Wider than a phone: it scrolls in a frame of its own, which the keyboard can reach.
    return Markup(
        '<div class="wide" tabindex="0" role="region" aria-label="{}">'
        "<table><thead><tr>{}</tr></thead><tbody>{}</tbody></table></div>"
    ).format(" · ".join(table.header), head, rows)


def _cells(row: Sequence[str]) -> Markup:
    """Return a row's cells, the first of which says what the row is about."""
    first = Markup('<th scope="row" dir="auto">{}</th>').format(row[0]) if row else Markup()
    return first + Markup().join(Markup('<td dir="auto">{}</td>').format(cell) for cell in row[1:])


def _line(line: Line, address: Address) -> Markup:
    # Among other words, which are ours, a title keeps its own direction and does not give the line one.
    attributes = _OWN_DIRECTION if len(line) > 1 else _PLAIN
    return Markup().join(_span(span, address, attributes) for span in line)


def _span(span: Span, address: Address, attributes: Markup = _PLAIN) -> Markup:
    text = Markup("{}").format(span.text)
    if span.language:
        text = Markup('<span lang="{}">{}</span>').format(span.language, text)
    if span.weight in _TAGS:
        text = Markup("<{0}>{1}</{0}>").format(_TAGS[span.weight], text)
    if isinstance(span, Text):
        return text
    if span.url.startswith("/") and not span.url.startswith("//"):
        return Markup('<a href="{}"{}>{}</a>').format(address(span.url), attributes, text)
    if not (url := address_of(span)):
        return text
    # Whoever is linked learns neither our address nor what is read here.
    return Markup('<a href="{}" rel="noopener noreferrer"{}>{}</a>').format(url, attributes, text)
