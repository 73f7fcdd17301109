"""Who a report is for and what of the office may leave the house for them."""

from __future__ import annotations

from collections.abc import Callable, Collection, Mapping, Sequence
from enum import StrEnum

from ilrs_desk.domain.fields import Field, RecordKind
from ilrs_desk.domain.problems import InputProblem
from ilrs_desk.domain.wording import Message

#: Counts of less than this are not shown to the public.
SMALL = 5
#: Fields beside the personal ones that stay in the house: numbers of a person, and what the office notes for itself.
_KEPT_INSIDE = frozenset({"notes", "orcid"})
_WORDS = {
    "internal": Message("For internal use: with personal contact data"),
    "partners": Message("For partners: without personal contact data"),
    "public": Message("For the public: without people's names, counts under five not shown"),
}


class Audience(StrEnum):
    """Who reads it, from the narrowest circle to the widest."""

    INTERNAL = "internal"
    PARTNERS = "partners"
    PUBLIC = "public"

    @property
    def words(self) -> Message:
        """Who it is for and what that means for it."""
        return _WORDS[self]

    @property
    def names_people(self) -> bool:
        """Whether people stand in it by name: publication needs each person's own consent."""
        return self is not Audience.PUBLIC

    @property
    def names_staff(self) -> bool:
        """Whether it tells who in the office wrote what, and from which file."""
        return self is Audience.INTERNAL

    @property
    def hides_small(self) -> bool:
        """Whether counts under five are left out, so that nobody can be told from them."""
        return self is Audience.PUBLIC

    def sees(self, field: Field) -> bool:
        """Whether the values of the field leave the house."""
        return self is Audience.INTERNAL or not (field.personal or field.key in _KEPT_INSIDE)

    def fields_of(self, kind: RecordKind) -> tuple[Field, ...]:
        """The fields of the kind that it sees."""
        return tuple(field for field in kind.fields if self.sees(field))


def audience_of(text: str) -> Audience:
    """The audience called so. Raises InputProblem ``audience.unknown``."""
    try:
        return Audience(text)
    except ValueError:
        message = Message(
            "There is no audience {audience}. It can be one of: {known}.",
            {"audience": text, "known": ", ".join(Audience)},
        )
        raise InputProblem("audience.unknown", message) from None


def hidden_cells(counts: Sequence[int]) -> frozenset[int]:
    """Places of the counts that must not be shown where their sum is known.

    These are all of one to four, and as many more as it takes so that none can be told from the sum and the rest:
    a single hidden one could be, and so could some whose sum leaves each only one value.
    """
    hidden = {place for place, count in enumerate(counts) if 0 < count < SMALL}
    spare = sorted((count, place) for place, count in enumerate(counts) if count >= SMALL)
    while hidden and spare and _told([counts[place] for place in hidden]):
        hidden.add(spare.pop(0)[1])
    return frozenset(hidden)


def hidden_values(counts: Mapping[str, int]) -> frozenset[str]:
    """As :func:`hidden_cells`, by key."""
    keys = list(counts)
    return frozenset(keys[place] for place in hidden_cells([counts[key] for key in keys]))


def hidden_among(
    counts: Mapping[str, int], wholes: Collection[int], holds: Callable[[str, str], bool]
) -> frozenset[str]:
    """Keys of counts that overlap and must not be shown: small ones, and those beside which one to four are told.

    ``wholes``: numbers that are known and of which each count is a part: it is hidden where it leaves so few of one.
    ``holds(one, other)``: whether all of the other are of the one; the lesser is hidden where so few are between them.
    """
    hidden, shown = set(), dict[str, int]()
    for key, count in sorted(counts.items(), key=lambda one: -one[1]):
        left = [whole - count for whole in wholes]
        left += [other - count for name, other in shown.items() if holds(name, key) or holds(key, name)]
        if any(0 < number < SMALL for number in (count, *left)):
            hidden.add(key)
        else:
            shown[key] = count
    return frozenset(hidden)


def _told(values: Sequence[int]) -> bool:
    """Whether these hidden counts follow from their sum: one alone, or all at the least or the most they can be."""
    small = sum(value < SMALL for value in values)
    least = small + SMALL * (len(values) - small)
    if small < len(values):
        return sum(values) == least
    return small < 2 or sum(values) in (least, small * (SMALL - 1))
