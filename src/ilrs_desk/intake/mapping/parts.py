"""Columns that hold two things at once: the name of each such part, and the fields that its two halves fill."""

from __future__ import annotations

from collections.abc import Mapping

#: kind → part of a choice → the fields of its halves, in the order of the part's name. A choice's own field is the
#: first of them that no other column fills; which half of a cell is which is told by the cell, not by its place.
PART_FIELDS: Mapping[str, Mapping[str, tuple[str, str]]] = {
    "personnel": {
        "period": ("start_date", "end_date"),
        "phone_email": ("phone", "email"),
        "institution_role": ("institution", "role"),
        "name_title": ("full_name", "title"),
        "name_role": ("full_name", "role"),
        "name_institution": ("full_name", "institution"),
        "institution_country": ("institution", "country"),
    },
    "institutions": {
        "phone_email": ("contact_phone", "contact_email"),
        "institution_country": ("name", "country"),
        "city_country": ("city", "country"),
    },
    "partners": {},
    "agreements": {"period": ("effective_on", "expires_on")},
}
