import pytest

from digest.model.change import AmendmentKind
from digest.model.digest import Sentence, Telling
from digest.tell.amend import amendment
from digest.tell.voice import speaker
from tests.builders import NOW, item


def telling(title, sentence, item_id):
    return Telling(
        story="s",
        title=title,
        language="en",
        summary=(Sentence(sentence, (item_id,)),),
        links=(),
        viewpoints={},
        outlets=1,
        owners=1,
        themes=(),
        figures=(),
        changes=(),
        told_before=None,
        silent=(),
        headline_only=False,
    )


@pytest.mark.parametrize(
    ("before", "after", "detail"),
    [
        ("3,500,000", "4,200,000", "3.5 million chips → 4.2 million chips"),
        ("3,571,000", "3,574,000", "3,571,000 chips → 3,574,000 chips"),
    ],
)
def test_a_corrected_number_is_told_so_that_it_is_seen_to_be_another(before, after, detail):
    def saying(number):
        return item("Firm sells chips", summary=f"The firm sold {number} chips in the spring of the year.")

    former, now = saying(before), saying(after)

    made = amendment(former, now, telling(former.title, former.summary, former.id), speaker("en"), at=NOW)

    assert made is not None
    assert (made.kind, made.detail) == (AmendmentKind.CORRECTED, detail)
