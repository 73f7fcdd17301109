"""What was done to the records of a change set after it: which cells somebody owns since."""

from __future__ import annotations

import json
from collections import defaultdict
from collections.abc import Mapping, Set
from dataclasses import dataclass
from functools import cache

from peewee import JOIN

from ilrs_desk.domain.changes import Act, ChangeSet
from ilrs_desk.domain.fields import link_column
from ilrs_desk.domain.kinds import JOURNALLED
from ilrs_desk.domain.records import Value

from .connection import OfficeDatabase
from .journal import MARKERS
from .models import ChangeRow, ChangesetRow


@dataclass(frozen=True, slots=True)
class Later:
    """What change sets in force did afterwards to the records of one.

    ``edited``: record → column → the newest change set that somebody made of it. ``moved``: record → number behind
    a link → what it was before it went by itself, when its target arrived or was merged into another one. Texts of
    links that only followed a renaming are in neither.
    """

    edited: Mapping[tuple[str, int], Mapping[str, int]]
    moved: Mapping[tuple[str, int], Mapping[str, Value]]


def later_than(db: OfficeDatabase, changeset: ChangeSet) -> Later:
    """What change sets in force touched after ``changeset`` of its records."""
    after = ChangesetRow.alias()
    mine = ChangeRow.select(ChangeRow.kind, ChangeRow.record_id).where(ChangeRow.changeset_id == changeset.id)
    own = mine.alias("mine")
    query = (
        ChangeRow.select(
            ChangeRow.changeset_id,
            after.act,
            ChangeRow.kind,
            ChangeRow.record_id,
            ChangeRow.old,
            ChangeRow.new,
        )
        .join(after, JOIN.INNER, on=(after.id == ChangeRow.changeset_id))
        .join(own, JOIN.INNER, on=((own.c.kind == ChangeRow.kind) & (own.c.record_id == ChangeRow.record_id)))
        .where((after.id > changeset.id) & after.undone_by.is_null() & after.act.not_in(MARKERS))
        .order_by(ChangeRow.changeset_id)
    )
    edited: dict[tuple[str, int], dict[str, int]] = defaultdict(dict)
    moved: dict[tuple[str, int], dict[str, Value]] = defaultdict(dict)
    labels = Labels(db)
    for by, act, kind, record_id, old_text, new_text in db.execute(query):
        old, new = json.loads(old_text or "{}"), json.loads(new_text or "{}")
        columns = {**old, **new}.keys() - labels.followed(by, kind, new)
        if goes_by_itself(act, kind, columns):
            for number in columns & _link_columns(kind)[1]:
                moved[kind, record_id].setdefault(number, old.get(number))
        else:
            edited[kind, record_id].update(dict.fromkeys(columns, by))
    return Later(edited, moved)


def goes_by_itself(act: str, kind: str, columns: Set[str]) -> bool:
    """Nobody edited the record: a link found its target when that arrived, or moved when its target was merged."""
    texts, numbers = _link_columns(kind)
    return columns <= numbers or (act == Act.MERGE.value and columns <= texts | numbers)


class Labels:
    """What the records that change sets touched were called after them."""

    def __init__(self, db: OfficeDatabase) -> None:
        self._db = db
        self._known: dict[tuple[int, str], frozenset[str]] = {}

    def followed(self, changeset_id: int, kind: str, new: Mapping[str, Value]) -> set[str]:
        """The links of ``new`` whose text alone changed, to what the change set called a record that it touched."""
        return {
            link.key
            for link in JOURNALLED[kind].links
            if new.get(link.key) is not None
            and link_column(link.key) not in new
            and new[link.key] in self._of(changeset_id, link.target or "")
        }

    def _of(self, changeset_id: int, kind: str) -> frozenset[str]:
        if (changeset_id, kind) not in self._known:
            mine = (ChangeRow.changeset_id == changeset_id) & (ChangeRow.kind == kind)
            found = self._db.execute(ChangeRow.select(ChangeRow.label).where(mine))
            self._known[changeset_id, kind] = frozenset(row[0] for row in found)
        return self._known[changeset_id, kind]


@cache
def _link_columns(kind: str) -> tuple[frozenset[str], frozenset[str]]:
    links = [link.key for link in JOURNALLED[kind].links]
    return frozenset(links), frozenset(link_column(key) for key in links)
