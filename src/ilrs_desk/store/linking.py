"""How records find each other: a link's text means the one live record that bears the name."""

from __future__ import annotations

import json
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass

from peewee import SQL

from ilrs_desk.domain.fields import Field, link_column
from ilrs_desk.domain.kinds import JOURNALLED
from ilrs_desk.domain.places import inside_country
from ilrs_desk.domain.problems import InputProblem
from ilrs_desk.domain.records import Value, record_label
from ilrs_desk.domain.wording import Message

from .connection import OfficeDatabase
from .derived import folded_name
from .models import RECORDS
from .rows import load, names_of

_NAMED = "SELECT record_id FROM names WHERE kind = ? AND name = ?"


@dataclass(frozen=True, slots=True)
class Renamed:
    """A record that others may link to and whose names changed; ``label`` is what it is called now.

    ``moved``: it is in another country than before, where its names may be waited for.
    """

    id: int
    before: frozenset[str]
    after: frozenset[str]
    label: str
    moved: bool = False


class Links:
    """Looks up link targets during one write; what it found stays valid since targets are written first."""

    def __init__(self, db: OfficeDatabase) -> None:
        self._db = db
        self._ids: dict[tuple[str, str], tuple[int, ...]] = {}
        self._seen: dict[tuple[str, int], Mapping[str, Value] | None] = {}
        self._found: dict[tuple[str, str, Value], int | None] = {}

    def settle(self, kind: str, given: Mapping[str, Value], values: dict[str, Value]) -> None:
        """Bring text and id of each link into line in ``values``, into which ``given`` was just written."""
        for field in JOURNALLED[kind].links:
            column = link_column(field.key)
            if given.get(column) is not None:
                values[field.key] = self._text(field, int(given[column] or 0), given.get(field.key))
            elif field.key in given or column in given:
                _put(values, column, self.find(field, values.get(field.key), values.get("country")))

    def find(self, field: Field, text: Value, country: Value) -> int | None:
        """Id of the one record that ``text`` names in ``country``; if none is said to be there, of unknown country."""
        if text is None or field.target is None:
            return None
        asked = (field.target, str(text), country)
        if asked not in self._found:
            ids = self._named(field.target, folded_name(str(text)))
            if country is not None and ids:
                homes = {number: (self._values(field.target, number) or {}).get("country") for number in ids}
                ids = tuple(inside_country(homes, country))
            self._found[asked] = ids[0] if len(ids) == 1 else None
        return self._found[asked]

    def _text(self, field: Field, target_id: int, text: Value) -> str:
        kind = field.target or ""
        values = self._values(kind, target_id)
        if values is None:
            raise InputProblem(
                "record.unknown",
                Message(
                    "There is no {kind} with number {id}. Nothing was written.",
                    {"kind": JOURNALLED[kind].singular.lower(), "id": target_id},
                ),
            )
        if text is not None and folded_name(str(text)) in names_of(kind, values):
            return str(text)
        return record_label(JOURNALLED[kind], values) or f"{JOURNALLED[kind].singular} {target_id}"

    def _named(self, kind: str, name: str) -> tuple[int, ...]:
        if (kind, name) not in self._ids:
            # Asked once for every other name in a file: building the same query anew each time is what costs.
            found = self._db.execute_sql(_NAMED, (kind, name))
            self._ids[kind, name] = tuple(row[0] for row in found)
        return self._ids[kind, name]

    def _values(self, kind: str, record_id: int) -> Mapping[str, Value] | None:
        if (kind, record_id) not in self._seen:
            found = load(self._db, kind, [record_id]).get(record_id)
            self._seen[kind, record_id] = found.values if found else None
        return self._seen[kind, record_id]


def followers(db: OfficeDatabase, kind: str, field: Field, renamed: Iterable[Renamed]) -> dict[int, str]:
    """Records of ``kind`` whose link text no longer names its target: id → the target's label of now."""
    model = RECORDS[kind]
    text, link = getattr(model, field.key), getattr(model, link_column(field.key))
    found: dict[int, str] = {}
    for target in renamed:
        if not target.before or not target.after:
            continue
        for record_id, written in db.execute(model.select(model.id, text).where(link == target.id)):
            if written is None or folded_name(written) not in target.after:
                found[record_id] = target.label
    return found


def waiting(db: OfficeDatabase, kind: str, field: Field, renamed: Iterable[Renamed]) -> list[int]:
    """Ids of records of ``kind`` whose link text meant nothing until now and is one of the names that are new there."""
    gained: set[str] = set().union(
        *(target.after if target.moved else target.after - target.before for target in renamed)
    )
    if not gained:
        return []
    model = RECORDS[kind]
    text, link = getattr(model, field.key), getattr(model, link_column(field.key))
    unlinked = link.is_null() & text.is_null(False)
    texts = [
        row[0]
        for row in db.execute(model.select(text).where(unlinked).distinct())
        if folded_name(row[0]) in gained
    ]
    found: list[int] = []
    for written in texts:
        found += [row[0] for row in db.execute(model.select(model.id).where(unlinked & (text == written)))]
    return found


def linking_to(kind: str) -> Iterator[tuple[str, Field]]:
    """The kinds that link to ``kind``, with the field by which they do."""
    for other, declared in JOURNALLED.items():
        for field in declared.links:
            if field.target == kind:
                yield other, field


def links_into(db: OfficeDatabase, kind: str, column: str, targets: Iterable[int]) -> list[tuple[int, int]]:
    """Records of ``kind`` whose ``column`` holds the id of one of ``targets``: their id and the target's, by id."""
    model = RECORDS[kind]
    chosen = getattr(model, column).in_(SQL("(SELECT value FROM json_each(?))", (json.dumps(list(targets)),)))
    query = model.select(model.id, getattr(model, column)).where(chosen).order_by(model.id)
    return list(db.execute(query))


def _put(values: dict[str, Value], key: str, value: Value) -> None:
    if value is None:
        values.pop(key, None)
    else:
        values[key] = value
