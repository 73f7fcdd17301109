"""Which field of each kind a concept of the lexicon stands for, how much it tells of the kind, and what fits it."""

from __future__ import annotations

from collections.abc import Callable, Mapping

from .content import Content

#: kind → concept → fields it may be, each with the share of its score that is left.
CONCEPT_FIELDS: Mapping[str, Mapping[str, tuple[tuple[str, float], ...]]] = {
    "personnel": {
        "full_name": (("full_name", 1.0),),
        "thing_name": (("full_name", 0.88), ("institution", 0.66)),
        "family_name": (("family_name", 1.0),),
        "second_family_name": (("family_name", 1.0),),
        "given_name": (("given_name", 1.0),),
        "middle_name": (("given_name", 1.0),),
        "native_name": (("native_name", 1.0),),
        "foreign_name": (("full_name", 0.95),),
        "salutation": (("title", 1.0),),
        "academic_title": (("title", 1.0), ("role", 0.8)),
        "degree_and_title": (("degree", 0.9),),
        "academic_degree": (("degree", 1.0), ("title", 0.8)),
        "nationality": (("nationality", 1.0),),
        "country": (("country", 1.0), ("nationality", 0.75)),
        "home_country": (("country", 1.0), ("nationality", 0.95)),
        "partner": (("country", 0.7),),
        "institution": (("institution", 1.0),),
        "agency": (("institution", 0.85),),
        "department": (("department", 1.0),),
        "position": (("role", 1.0), ("title", 0.82)),
        "discipline": (("discipline", 1.0),),
        "workstream": (("workstream", 1.0),),
        "email": (("email", 1.0), ("other_emails", 0.88)),
        "other_emails": (("other_emails", 1.0), ("email", 0.85)),
        "phone": (("phone", 1.0), ("other_phones", 0.88)),
        "other_phones": (("other_phones", 1.0), ("phone", 0.85)),
        "aliases": (("aliases", 0.95),),
        "contact_person": (("full_name", 0.75), ("email", 0.7), ("phone", 0.7)),
        "orcid": (("orcid", 1.0),),
        "start_date": (("start_date", 1.0),),
        "effective_on": (("start_date", 0.85),),
        "date_signed": (("start_date", 0.7),),
        "any_date": (("start_date", 0.7),),
        "end_date": (("end_date", 1.0),),
        "left_on": (("end_date", 0.95),),
        "expires_on": (("end_date", 0.85),),
        "status": (("status", 1.0),),
        "stage": (("status", 0.8),),
        "notes": (("notes", 1.0),),
    },
    "institutions": {
        "institution": (("name", 1.0),),
        "thing_name": (("name", 0.97), ("contact_name", 0.64)),
        "agency": (("name", 0.85),),
        "partner": (("name", 0.8), ("country", 0.75)),
        "full_name": (("name", 0.75), ("contact_name", 0.74)),
        "native_name": (("native_name", 1.0),),
        "foreign_name": (("name", 0.95),),
        "acronym": (("acronym", 1.0),),
        "aliases": (("aliases", 1.0),),
        "country": (("country", 1.0),),
        "home_country": (("country", 0.95),),
        "nationality": (("country", 0.8),),
        "city": (("city", 1.0),),
        "address": (("address", 1.0),),
        "type": (("type", 1.0),),
        "partner_kind": (("type", 0.8),),
        "stage": (("stage", 1.0),),
        "status": (("stage", 0.95),),
        "website": (("website", 1.0),),
        "ror": (("ror", 1.0),),
        "workstream": (("workstream", 1.0),),
        "contact_person": (("contact_name", 1.0), ("contact_email", 0.7), ("contact_phone", 0.7)),
        "contact_part": (("contact_name", 0.95),),
        "email": (("contact_email", 1.0),),
        "phone": (("contact_phone", 1.0),),
        "applied_on": (("applied_on", 1.0),),
        "date_signed": (("signed_on", 1.0),),
        "any_date": (("signed_on", 0.75),),
        "left_on": (("ended_on", 1.0),),
        "instrument_type": (("instrument", 1.0),),
        "agreement_title": (("instrument", 0.8),),
        "agreement_no": (("agreement_no", 1.0),),
        "source": (("source", 1.0),),
        "notes": (("notes", 1.0),),
    },
    "partners": {
        "partner": (("name", 1.0),),
        "aliases": (("aliases", 1.0),),
        "country": (("name", 0.92), ("country", 0.9)),
        "home_country": (("name", 0.8), ("country", 0.8)),
        "thing_name": (("name", 0.95),),
        "full_name": (("name", 0.7),),
        "institution": (("agency", 0.85), ("name", 0.7)),
        "native_name": (("native_name", 1.0),),
        "foreign_name": (("name", 0.9),),
        "partner_kind": (("kind", 1.0),),
        "type": (("kind", 0.97),),
        "stage": (("stage", 1.0),),
        "status": (("stage", 0.95),),
        "agency": (("agency", 1.0),),
        "signatory": (("name", 0.8),),
        "applied_on": (("applied_on", 1.0),),
        "date_signed": (("signed_on", 1.0),),
        "any_date": (("signed_on", 0.75),),
        "left_on": (("ended_on", 1.0),),
        "instrument_type": (("instrument", 1.0),),
        "agreement_title": (("instrument", 0.85),),
        "source": (("source", 1.0),),
        "notes": (("notes", 1.0),),
    },
    "agreements": {
        "agreement_no": (("reference", 1.0),),
        "row_no": (("reference", 0.75),),
        "period": (("expires_on", 0.7),),
        "agreement_title": (("title", 1.0),),
        "thing_name": (("title", 0.9),),
        "full_name": (("title", 0.7),),
        "position": (("title", 0.72),),
        "instrument_type": (("instrument", 1.0),),
        "type": (("instrument", 0.9),),
        "partner": (("partner", 1.0),),
        "country": (("partner", 0.9),),
        "institution": (("institution", 1.0),),
        "agency": (("institution", 0.7),),
        "date_signed": (("signed_on", 1.0),),
        "any_date": (("signed_on", 0.8),),
        "announced_on": (("announced_on", 1.0),),
        "effective_on": (("effective_on", 1.0),),
        "start_date": (("effective_on", 0.95),),
        "expires_on": (("expires_on", 1.0),),
        "end_date": (("expires_on", 0.95),),
        "status": (("status", 1.0),),
        "stage": (("status", 0.95),),
        "signatory": (("signatory", 1.0),),
        "contact_person": (("signatory", 0.65),),
        "source": (("notes", 0.62),),
        "notes": (("notes", 1.0),),
    },
}

#: kind → field → how much a column of it speaks for the kind; 0.5 where it is not named.
KIND_WEIGHTS: Mapping[str, Mapping[str, float]] = {
    "personnel": {
        "full_name": 3.0, "family_name": 3.0, "given_name": 2.5, "nationality": 2.0, "role": 1.5, "degree": 1.5,
        "discipline": 1.5, "department": 1.5, "orcid": 3.0, "title": 1.0, "workstream": 1.0, "email": 0.8,
        "institution": 1.0, "start_date": 1.0, "end_date": 1.0, "notes": 0.0,
    },
    "institutions": {
        "name": 3.0, "acronym": 2.0, "aliases": 2.0, "city": 1.5, "address": 1.5, "type": 1.5, "website": 2.0,
        "ror": 3.0, "contact_name": 2.5, "contact_email": 0.7, "stage": 1.0, "signed_on": 1.0, "instrument": 1.0,
        "agreement_no": 1.0, "notes": 0.0,
    },
    "partners": {
        "name": 3.0, "kind": 2.0, "stage": 1.5, "agency": 2.0, "signed_on": 1.0, "instrument": 1.0, "source": 1.0,
        "country": 1.0, "notes": 0.0,
    },
    "agreements": {
        "title": 3.0, "reference": 2.0, "instrument": 2.0, "partner": 2.0, "institution": 1.0, "signed_on": 1.5,
        "announced_on": 3.0, "effective_on": 2.0, "expires_on": 2.0, "status": 1.0, "signatory": 3.0,
        "notes": 0.0,
    },
}  # fmt: skip

#: Concepts that mean a full name of a person, an institution, a partner or a paper.
WHOLE_NAMES = frozenset({"full_name", "thing_name", "institution", "native_name", "foreign_name", "partner"})

_DATES = frozenset(
    {
        "start_date",
        "end_date",
        "applied_on",
        "signed_on",
        "ended_on",
        "announced_on",
        "effective_on",
        "expires_on",
        "period",
    }
)
_TESTS: Mapping[str, Callable[[Content], float]] = {
    "email": lambda content: content.email,
    "contact_email": lambda content: content.email,
    "other_emails": lambda content: content.email,
    "phone": lambda content: content.phone,
    "other_phones": lambda content: content.phone,
    "contact_phone": lambda content: content.phone,
    "orcid": lambda content: content.orcid,
    "ror": lambda content: content.ror,
    "website": lambda content: content.url,
    "country": lambda content: content.country,
    "nationality": lambda content: content.country,
    "kind": lambda content: content.partner_kind,
    "stage": lambda content: content.stage,
    **dict.fromkeys(_DATES, lambda content: max(content.date, content.written_as_date)),
}
_NAMES = frozenset({"full_name", "family_name", "given_name", "contact_name", "signatory"})


_MANY = 0.4
_NEARLY_ALL = 0.9


def fits(kind: str, field: str, content: Content) -> float:
    """How well cells fit ``field`` of ``kind``: 1 neutral, to 1.06 where they prove it, to 0.3 where they deny it."""
    if not content.size:
        return 1.0
    if field in ("reference", "agreement_no") and (content.counts_rows or content.number >= _MANY):
        return 0.5 if content.counts_rows else 0.7
    sure = min(1.0, content.filled / 2.5)
    test = _TESTS.get(field)
    if test is not None:
        share = test(content)
        if share >= 0.5:
            return 1.0 + 0.06 * share
        wordy = field in _DATES and content.size > 1 and content.digitless >= _NEARLY_ALL
        other = wordy or _is_something_else(content)
        return 1.0 - sure * (0.15 if share else 0.6 if other else 0.24)
    return 1.0 - sure * 0.65 * _denied(kind, field, content)


def _is_something_else(content: Content) -> bool:
    """Whether the cells are known to be of another sort, not only unknown."""
    known = (
        content.email,
        content.orcid,
        content.url,
        content.phone,
        content.number,
        content.date,
        content.coded,
    )
    more = (content.country, content.institution, content.salutation)
    return max(known + more) >= _MANY or content.proper_name >= _MANY


def _denied(kind: str, field: str, content: Content) -> float:
    """Share of cells that text fields do not hold, or names of persons in particular."""
    numbered = field in ("reference", "agreement_no", "notes")
    foreign = max(content.email, content.orcid, 0.0 if numbered else content.phone)
    if field in (
        "title",
        "role",
        "degree",
        "department",
        "discipline",
        "city",
        "type",
        "institution",
        "name",
    ):
        foreign = max(foreign, content.number, content.date)
    if field == "degree" and content.academic_rank >= 0.5:
        foreign = max(foreign, 0.3)
    if field == "title" and kind == "personnel" and max(content.title, content.academic_rank) < 0.5:
        foreign = max(foreign, 0.3)
    if field == "role" and content.salutation >= 0.8:
        foreign = max(foreign, 0.4)
    if field in _NAMES:
        foreign = max(foreign, content.number, content.date, content.coded, 0.6 * content.institution)
        foreign = max(foreign, 0.8 * content.country if content.country >= _NEARLY_ALL else 0.0)
    return foreign if foreign >= 0.25 else 0.0
