"""Whether two headlines are of one form and name others, and so tell of two happenings.

"Nvidia beats quarterly estimates on AI demand" and "AMD beats quarterly estimates on AI demand" are as likely a pair
as there is by vectors and by words. Of 43 sets 97 pairs are told apart here, most of them of two weeks of happenings of
one kind, and none wrongly.
"""

from collections.abc import Set

from digest.understand.grouping.open_story import Member

# Fewer words than this are no form that others could share.
_FEWEST_WORDS = 3
# So much of the longer form stands in both headlines, and so much of the names of each is in it alone.
_SHARED, _NAMED_ALONE = 0.7, 0.34


def name_others(one: Member, other: Member) -> bool:
    """Say whether the headlines are of one form, and name others.

    Their form is what is left of them without numbers, and without whom only one of the two items names.
    """
    if len(one.headline & other.headline) < _FEWEST_WORDS:
        return False
    own, others = _named_alone(one, other), _named_alone(other, one)
    if not (own and others):
        return False
    form, other_form = _form(one, own), _form(other, others)
    shared = len(form & other_form)
    return shared >= max(_FEWEST_WORDS, _SHARED * max(len(form), len(other_form)))


def _named_alone(one: Member, other: Member) -> frozenset[str]:
    """Return whom one headline names and neither the other's headline nor its lead; none where they are few of all."""
    names = frozenset(one.traits.names.values())
    alone = names - other.traits.words.keys() - set(other.traits.names.values())
    return alone if len(alone) >= _NAMED_ALONE * len(names) else frozenset()


def _form(one: Member, alone: Set[str]) -> frozenset[str]:
    names = one.traits.names
    return frozenset(word for word in one.headline if names.get(word) not in alone and not word[0].isdigit())
