"""What one record holds after others became a part of it: nothing that either of them was called gets lost."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping, Sequence

from .emails import email_key
from .fields import RecordKind, ValueType, link_column
from .kinds import KINDS
from .records import Record, Value, shown_name
from .text import clean, fold

#: How many records are merged at once at most.
MOST = 6

#: Parts of a person's name go together: a family name of one and a given name of another would make a third person.
_NAME_PARTS = ("family_name", "given_name", "full_name")
_NAMES = {
    "partners": ("name", "native_name"),
    "institutions": ("name", "native_name", "acronym"),
    "personnel": ("full_name", "native_name"),
}
#: Fields for further addresses, the field of the one address, and how two are compared.
_FURTHER: Mapping[str, tuple[str, Callable[[str], str]]] = {
    "other_emails": ("email", email_key),
    "other_phones": ("phone", clean),
}


def merged_values(records: Sequence[Record], chosen: Mapping[str, Value] | None = None) -> dict[str, Value]:
    """All values of ``records[0]`` after the others were merged into it, by column; empty ones left out.

    Where they differ, the first record's value stays; gaps are filled from the others. Sources and notes are put
    together, names that are lost become other names, and further e-mails and phones other ones. ``chosen``: field →
    the stored value that a person chose instead, None for empty.
    """
    kind = KINDS[records[0].kind]
    chosen = chosen or {}
    values: dict[str, Value] = {}
    for key in kind.by_key:
        values.update(_of_field(kind, key, records, chosen))
    for key in _listed(kind):
        if key not in chosen:
            values[key] = _further(kind, key, records, values)
    return {key: value for key, value in values.items() if value is not None}


def lost_names(records: Sequence[Record], values: Mapping[str, Value]) -> tuple[str, ...]:
    """The names of ``records`` that a record with ``values`` does not bear any more, save among its other names."""
    kind = records[0].kind
    kept = {fold(name) for name in _names(kind, values)}
    found: dict[str, str] = {}
    for record in records:
        for name in _names(kind, record.values):
            if fold(name) not in kept:
                found.setdefault(fold(name), name)
    return tuple(found.values())


def _of_field(
    kind: RecordKind, key: str, records: Sequence[Record], chosen: Mapping[str, Value]
) -> dict[str, Value]:
    field = kind.by_key[key]
    if field.type is ValueType.LINK:
        return _link(key, records, chosen)
    if key in chosen:
        return {key: chosen[key]}
    if key in _NAME_PARTS and kind.key == "personnel":
        return {key: _first_named(records).values.get(key)}
    if key == "source":
        return {key: _together("; ", records, key)}
    if key == "notes":
        return {key: _together("\n", records, key)}
    return {key: next((found for r in records if (found := r.values.get(key)) is not None), None)}


def _link(key: str, records: Sequence[Record], chosen: Mapping[str, Value]) -> dict[str, Value]:
    """A link's text with the id behind it, from one record."""
    column = link_column(key)
    if column in chosen:
        return {key: chosen.get(key), column: chosen[column]}
    if key in chosen:
        same = [r for r in records if r.values.get(key) == chosen[key] and chosen[key] is not None]
        return {key: chosen[key], column: next((r.link(key) for r in same if r.link(key)), None)}
    found = next((r for r in records if r.values.get(key) is not None), records[0])
    return {key: found.values.get(key), column: found.values.get(column)}


def _first_named(records: Sequence[Record]) -> Record:
    return next((r for r in records if any(r.values.get(key) for key in _NAME_PARTS)), records[0])


def _together(mark: str, records: Sequence[Record], key: str) -> Value:
    """Every text once, none that stands as a whole in an earlier one."""
    found = ""
    for record in records:
        text = record.text(key)
        if text and f"{mark}{text}{mark}" not in f"{mark}{found}{mark}":
            found = f"{found}{mark}{text}" if found else text
    return found or None


def _listed(kind: RecordKind) -> tuple[str, ...]:
    return tuple(key for key in ("aliases", *_FURTHER) if key in kind.by_key)


def _further(kind: RecordKind, key: str, records: Sequence[Record], values: Mapping[str, Value]) -> Value:
    """The list of ``key``, with what the merged record does not hold in the field of the one."""
    compare: Callable[[str], str] = fold
    if key == "aliases":
        held = {fold(name) for name in _names(kind.key, values)}
        single: Iterable[str] = lost_names(records, values)
    else:
        one, compare = _FURTHER[key]
        held = {compare(str(values[one]))} if values.get(one) else set()
        single = [str(record.values[one]) for record in records if record.values.get(one)]
    found: dict[str, str] = {}
    for text in (*_parts(records, key), *(clean(each).replace(";", ",") for each in single)):
        if compare(text) not in held:
            found.setdefault(compare(text), text)
    return "; ".join(found.values()) or None


def _parts(records: Sequence[Record], key: str) -> list[str]:
    texts = [record.text(key) or "" for record in records]
    return [part for text in texts for piece in text.split(";") if (part := clean(piece))]


def _names(kind: str, values: Mapping[str, Value]) -> list[str]:
    """What a record is called, but for its other names."""
    found = [str(values[key]) for key in _NAMES.get(kind, ()) if values.get(key)]
    if kind == "personnel" and not values.get("full_name") and (name := shown_name(values)):
        found.insert(0, name)
    return found
