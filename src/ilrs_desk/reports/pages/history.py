"""The history of a few records in words, from the journal: what changed on which day, and for the house by whom."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence

from ilrs_desk.domain.changes import MERGED, TRASHED, ChangeSet, RecordChange
from ilrs_desk.domain.fields import Field
from ilrs_desk.domain.kinds import JOURNALLED
from ilrs_desk.domain.records import Value

from ..document import Block, CellValue, Heading, Paragraph, Table, TableBlock
from ..material import Making
from ..view import reader_of
from .grid import ACROSS, words


def history(making: Making, changesets: Sequence[ChangeSet], limit: int = 200) -> list[Block]:
    """One row a change, the newest first; who made it and why stand there for the house only."""
    text = making.words.text
    rows = [row for changeset in reversed(changesets) for row in _rows(making, changeset)]
    if not rows:
        return []
    staff = making.audience.names_staff
    columns = [
        words(text("Day")),
        words(text("Record"), 2),
        words(text("What changed"), ACROSS - (6 if staff else 3)),
    ]
    if staff:
        columns += [words(text("By")), words(text("Why"), 2)]
    table = Table(text("History"), tuple(columns), tuple(rows[:limit]))
    blocks: list[Block] = [Heading(text("History")), TableBlock(table)]
    if len(rows) > limit:
        blocks.append(Paragraph(text("… and {count} more.", count=len(rows) - limit), quiet=True))
    return blocks


def _rows(making: Making, changeset: ChangeSet) -> Iterator[tuple[CellValue, ...]]:
    if changeset.undone_by is not None or changeset.undoes is not None:
        return
    for change in changeset.changes:
        what = "; ".join(_parts(making, change))
        if not what:
            continue
        row: tuple[CellValue, ...] = (
            making.words.day(changeset.at.date()),
            making.words.name(change.label),
            what,
        )
        if making.audience.names_staff:
            row += (changeset.who, making.words.sentence(changeset.title))
        yield row


def _parts(making: Making, change: RecordChange) -> Iterator[str]:
    text, kind = making.words.text, JOURNALLED[change.kind]
    old, new = change.old or {}, change.new or {}
    if change.new is None:
        yield text("taken away again")
        return
    if change.old is None:
        yield text("came into the office")
    yield from _states(making, old, new)
    for field in making.audience.fields_of(kind):
        if field.key in new or field.key in old:
            yield from _field(making, field, old.get(field.key), new.get(field.key))


def _states(making: Making, old: Mapping[str, Value], new: Mapping[str, Value]) -> Iterator[str]:
    text = making.words.text
    if new.get(MERGED):
        yield text("became a part of record {id}", id=new[MERGED])
    elif old.get(MERGED):
        yield text("was parted again from record {id}", id=old[MERGED])
    elif new.get(TRASHED):
        yield text("put into the trash")
    elif old.get(TRASHED):
        yield text("taken back from the trash")


def _field(making: Making, field: Field, old: Value, new: Value) -> Iterator[str]:
    text, read = making.words.text, reader_of(field, making.words)
    label = text(field.label)
    before, after = (_written(making, read(str(value))) if value is not None else "" for value in (old, new))
    if before == after:
        return
    if not before:
        yield f"{label}: {after}"
    else:
        yield text("{label}: {old} → {new}", label=label, old=before, new=after or text("empty"))


def _written(making: Making, value: CellValue) -> str:
    return (
        making.words.day(value)
        if not isinstance(value, str | int | float) and value is not None
        else str(value)
    )
