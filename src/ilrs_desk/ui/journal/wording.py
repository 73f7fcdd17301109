"""Change sets in words: what kind of act, which fields, from where."""

from __future__ import annotations

from collections.abc import Iterator

from ilrs_desk.domain.changes import MERGED, TRASHED, Act, ChangeSet, Place, RecordChange
from ilrs_desk.domain.fields import Field, RecordKind, ValueType
from ilrs_desk.domain.records import Value
from ilrs_desk.ui.text import say, title_case, tr

_STATES = (Field(TRASHED, "In the trash", ValueType.FLAG), Field(MERGED, "Merged into record number"))


def act_word(act: Act) -> str:
    """By what a change set came about, in one or two words."""
    return {
        Act.FORM: tr("form"),
        Act.CELL: tr("cell"),
        Act.PASTE: tr("paste"),
        Act.COMMAND: tr("command"),
        Act.IMPORT: tr("import"),
        Act.MERGE: tr("merge"),
        Act.REFERENCE: tr("reference"),
        Act.TRASH: tr("trash"),
        Act.RESTORE: tr("restore"),
        Act.SETTINGS: tr("settings"),
        Act.UNDO: tr("undo"),
        Act.REDO: tr("redo"),
    }.get(act, str(act))


def title_words(changeset: ChangeSet) -> str:
    """The title of a change set as a line of a list."""
    return title_case(say(changeset.title))


def place_words(place: Place | None) -> str:
    """Where in a sender's file values came from; "" when they did not."""
    if place is None or place.file is None:
        return ""
    if place.sheet and place.row:
        return tr("{file}, sheet {sheet}, row {row}", file=place.file, sheet=place.sheet, row=str(place.row))
    if place.row:
        return tr("{file}, row {row}", file=place.file, row=str(place.row))
    return tr("{file}", file=place.file)


def changed_fields(kind: RecordKind, change: RecordChange) -> Iterator[tuple[Field, Value, Value]]:
    """Each field of the change with its old and new value; ids of links stand behind their names and are left out."""
    old, new = change.old or {}, change.new or {}
    fields = {**kind.by_key, **{state.key: state for state in _STATES}}
    for key, field in fields.items():
        if key in old or key in new:
            yield field, old.get(key), new.get(key)
