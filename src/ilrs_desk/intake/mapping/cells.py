"""What cells say by themselves, whatever stands above them: e-mail addresses, identifiers, links, telephones."""

from __future__ import annotations

from collections.abc import Mapping

from ilrs_desk.domain.wording import Message

from ..lexicon import SENSITIVE
from .columns import Column

#: kind → what cells are → the fields that hold it, best first.
_FIELDS: Mapping[str, Mapping[str, tuple[str, ...]]] = {
    "personnel": {
        "email": ("email", "other_emails"), "orcid": ("orcid",), "phone": ("phone", "other_phones"),
        "country": ("country", "nationality"), "institution": ("institution",),
    },
    "institutions": {
        "email": ("contact_email",), "ror": ("ror",), "url": ("website",), "phone": ("contact_phone",),
        "country": ("country",), "institution": ("name",),
    },
    "partners": {"stage": ("stage",), "partner_kind": ("kind",), "country": ("name",)},
    "agreements": {"country": ("partner",)},
}  # fmt: skip
#: Words of a header that tell of the same sort of thing: of these, the cells know better.
_KIN = frozenset(
    {
        "email",
        "phone",
        "website",
        "address",
        "contact_person",
        "row_no",
        "orcid",
        "ror",
        "wechat_or_messenger",
    }
)
_SORTS = {
    "email": "email", "phone": "phone", "website": "url", "orcid": "orcid", "country": "country",
    "nationality": "country", "start_date": "date", "end_date": "date", "any_date": "date", "date_signed": "date",
    "applied_on": "date", "left_on": "date",
}  # fmt: skip
_REACHING = frozenset({"phone", "url"})
#: Cells of such a form are nothing else, under any header.
_UNMISTAKABLE = frozenset({"email", "orcid", "ror"})
_REASONS = {
    "email": Message("Nearly all cells are e-mail addresses."),
    "orcid": Message("Nearly all cells are ORCID numbers."),
    "ror": Message("Nearly all cells are ROR identifiers."),
    "url": Message("Nearly all cells are web addresses."),
    "phone": Message("Nearly all cells are telephone numbers."),
    "country": Message("The header is not known; nearly all cells are countries."),
    "institution": Message("The header is not known; nearly all cells name institutions."),
    "stage": Message("The header is not known; nearly all cells are stages."),
    "partner_kind": Message("The header is not known; the cells tell countries from organisations."),
}  # fmt: skip
_NEARLY_ALL = 0.85
_SOME = 0.5
_FEWEST = 2
_SURE, _LIKELY = 0.76, 0.64
_KNOWN_HEADER = 0.66


def fields_by_cells(kind: str, column: Column) -> list[tuple[float, str, str, Message]]:
    """Score, field, what the cells are and why, for each field that the cells alone speak for."""
    if column.content.filled < _FEWEST or not column.content.size or SENSITIVE in column.concepts:
        return []
    found = []
    for what, fields in _FIELDS[kind].items():
        if _speak_for(what, column):
            base = _SURE if what in _UNMISTAKABLE else _LIKELY
            found += [
                (base - 0.01 * place, field, what, _REASONS[what]) for place, field in enumerate(fields)
            ]
    return found


def _belied(column: Column) -> bool:
    """Whether the header tells of a sort of cells none of which is there."""
    shares = [getattr(column.content, _SORTS[concept]) for concept in column.concepts if concept in _SORTS]
    return bool(shares) and max(shares) == 0


def _speak_for(what: str, column: Column) -> bool:
    content = column.content
    if what in _UNMISTAKABLE:
        return bool(getattr(content, what) >= _NEARLY_ALL)
    known = column.best >= _KNOWN_HEADER and not _belied(column)
    kin = not _KIN.isdisjoint(column.concepts)
    if known and not (kin and what in _REACHING):
        return False
    if getattr(content, what) < _NEARLY_ALL or max(content.date, content.written_as_date) >= _SOME:
        return False
    if what == "phone":
        return known or content.dialled >= _NEARLY_ALL
    return what != "institution" or (content.person == 0 and content.number == 0)
