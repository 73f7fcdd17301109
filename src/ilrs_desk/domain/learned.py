"""What the journal tells of a record between two moments, in words: which field went from what to what, and when."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass, field
from datetime import UTC, datetime

from .changes import MERGED, TRASHED, ChangeSet
from .dates import format_partial, is_partial_date
from .fields import Field, ValueType
from .kinds import JOURNALLED
from .records import Value
from .wording import Message

_MOST = 3


@dataclass(frozen=True, slots=True)
class Learned:
    """What one change set did to a record: by field its old and new value.

    ``of``: what another record is called, where the record itself did not change but one that it rests on did.
    """

    changeset: int
    at: datetime
    kind: str
    fields: Mapping[str, tuple[Value, Value]]
    created: bool = False
    removed: bool = False
    of: str | None = None
    title: Message = field(default_factory=lambda: Message(""))

    @property
    def day_words(self) -> str:
        """The day (UTC) on which it was written."""
        return format_partial(self.at.astimezone(UTC).date().isoformat())


def learned_from(changeset: ChangeSet) -> Iterator[Learned]:
    """What each change of ``changeset`` tells."""
    for change in changeset.changes:
        old, new = change.old or {}, change.new or {}
        fields = {key: (old.get(key), new.get(key)) for key in {**old, **new}}
        yield Learned(
            changeset.id,
            changeset.at,
            change.kind,
            fields,
            created=change.old is None,
            removed=change.new is None,
            title=changeset.title,
        )


def told(learned: Iterable[Learned]) -> Message:
    """Which fields that counting looks at were corrected, from what to what and when; at most three of them."""
    learned = list(learned)
    sentences = list(_sentences(learned))
    if not sentences:
        return _otherwise(learned)
    shown = sentences[-_MOST:]
    names = [f"part{number}" for number in range(len(shown))]
    if len(shown) == 1:
        return shown[0]
    return Message("; ".join(f"{{{name}}}" for name in names), dict(zip(names, shown, strict=True)))


def _sentences(learned: list[Learned]) -> Iterator[Message]:
    """One for each field whose value is another than at first, dated by its last change."""
    first: dict[tuple[str | None, str], Value] = {}
    last: dict[tuple[str | None, str], tuple[Learned, Value]] = {}
    for one in learned:
        if one.created or one.removed:
            yield _entered(one)
            continue
        for key, (old, new) in one.fields.items():
            first.setdefault((one.of, key), old)
            last[one.of, key] = (one, new)
    for (of, key), (one, new) in last.items():
        old = first[of, key]
        if old != new:
            yield from _sentence(one, key, old, new)


def _entered(one: Learned) -> Message:
    template = "taken back on {day} ({title})" if one.removed else "entered on {day}"
    return Message(template, {"day": one.day_words, "title": one.title})


def _sentence(one: Learned, key: str, old: Value, new: Value) -> Iterator[Message]:
    day = {"day": one.day_words}
    if key == TRASHED:
        yield Message("put into the trash on {day}" if new else "taken out of the trash on {day}", day)
    declared = JOURNALLED[one.kind].by_key.get(key)
    if key == MERGED or declared is None or not declared.counts:
        return
    params = {
        **day,
        "field": Message(declared.label),
        "old": _shown(declared, old),
        "new": _shown(declared, new),
    }
    if old is None:
        sentence = Message("{field}: {new}, entered on {day}", params)
    elif new is None:
        sentence = Message("{field}: {old} taken out on {day}", params)
    elif declared.choices:
        sentence = Message("{field} changed from {old} to {new} on {day}", params)
    else:
        sentence = Message("{field} corrected from {old} to {new} on {day}", params)
    yield sentence if one.of is None else Message("{of}: {what}", {"of": one.of, "what": sentence})


def _shown(declared: Field, value: Value) -> object:
    text = str(value)
    if declared.type is ValueType.DATE and is_partial_date(text):
        return format_partial(text)
    choices = {choice.key: choice.label for choice in declared.choices}
    return Message(choices[text]) if text in choices else text


def _otherwise(learned: list[Learned]) -> Message:
    """No field that counting looks at changed: what was done last."""
    if not learned:
        return Message("what the office knows of it changed")
    return Message("changed on {day} ({title})", {"day": learned[-1].day_words, "title": learned[-1].title})
