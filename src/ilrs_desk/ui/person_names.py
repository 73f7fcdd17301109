"""A person's name typed in one piece: into its parts where they can be told, whole where they cannot."""

from __future__ import annotations

from ilrs_desk.domain.records import Value

WHOLE = "full_name"


def name_fields(text: str, nationality: Value) -> dict[str, str]:
    """What to write into which field for the name ``text``; "" empties a field."""
    from ilrs_desk.domain.names import (
        read_person_name,  # reads its word lists: not before the first painted rows
    )

    name = read_person_name(text, country=str(nationality) if nationality else None)
    beside = {"native_name": name.native or "", "title": " ".join(name.titles)}
    fields = {key: value for key, value in beside.items() if value}
    if name.family and name.given:
        return {"family_name": name.family, "given_name": name.given, WHOLE: "", **fields}
    return {WHOLE: name.full, "family_name": "", "given_name": "", **fields}
