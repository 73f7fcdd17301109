"""The kind of a table and the field of each column: by tag, as a person says, as settled before, or guessed."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace

from ilrs_desk.domain.kinds import KINDS
from ilrs_desk.domain.problems import Problem, Severity
from ilrs_desk.domain.wording import Message

from ..layout import RawTable
from ..mapping import PART_FIELDS, Choice, Column, choose_fields, find_kind
from ..memory import Remembered, header_keys
from ..plan import Decisions
from ..tags import Tags
from .context import titles
from .tagged import tagged_fields

_BY_YOU = Message("Chosen by you.")
_AS_BEFORE = Message("As in the last import.")


def map_fields(
    raw: RawTable,
    key: str,
    columns: Sequence[Column],
    decisions: Decisions,
    known: Remembered,
    tags: Tags | None,
) -> tuple[str, list[Choice]]:
    """Kind and choices: what a person says now outdoes our tags, these what was settled before, this any guess."""
    tagged = tags.kind if tags else None
    kind = decisions.kinds.get(key) or decisions.kind or tagged or (None if known.new else known.choices.kind)
    if kind in KINDS:
        choices = choose_fields(kind, columns)
    else:
        kind, choices, _ = find_kind(columns, raw.sheet.name, titles(raw))
    by_tag = tags is not None and tags.kind == kind
    if tags is not None and by_tag:
        choices = tagged_fields(columns, choices, tags)
    answers = decisions.fields.get(key, {})
    keys = header_keys(column.header.text for column in columns)
    for number, column in enumerate(columns):
        index = column_index(raw, column, number)
        if index in answers:
            choices[number] = _settled(choices[number], answers[index], kind, _BY_YOU)
        elif keys[number] in known.fields and not by_tag:
            choices[number] = _settled(choices[number], known.fields[keys[number]], kind, _AS_BEFORE)
    return kind, choices


def column_index(raw: RawTable, column: Column, number: int) -> int:
    """How a plan counts a column: from 0 on its sheet; on a form, by the order of its labels."""
    return column.header.column if raw.layout == "table" else number


def new_columns(columns: Sequence[Column], known: Remembered) -> list[Problem]:
    """What is said of columns that the sender's last list did not have."""
    if not known.new:
        return []
    keys = header_keys(column.header.text for column in columns)
    names = ", ".join(
        column.header.text for column, key in zip(columns, keys, strict=True) if key in known.new
    )
    if len(known.new) == 1:
        said = Message("1 new column since the last list of this sender: {names}.", {"names": names})
    else:
        said = Message(
            "{count} new columns since the last list of this sender: {names}.",
            {"count": len(known.new), "names": names},
        )
    return [Problem("columns.new", said, Severity.WARNING)]


def _settled(choice: Choice, key: str | None, kind: str, reason: Message) -> Choice:
    """The choice that was made of a column; a field of another kind is no answer."""
    if key is not None and key not in KINDS[kind].by_key:
        return choice
    if key == choice.field or key in PART_FIELDS[kind].get(choice.part, ()):
        return replace(choice, confidence=1.0, reason=reason, asked=False)
    return Choice(key, 1.0 if key else 0.0, reason, sensitive=choice.sensitive, concept=choice.concept)
