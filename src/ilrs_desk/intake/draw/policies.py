"""What of a row's differences is written: less what a person refused, by the policies, and with who told our value."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field

from ilrs_desk.domain.dates import compare, format_partial, is_partial_date
from ilrs_desk.domain.fields import ValueType
from ilrs_desk.domain.kinds import KINDS
from ilrs_desk.domain.memory import Told
from ilrs_desk.domain.problems import Problem, Severity
from ilrs_desk.domain.records import Record, Value, shown_name
from ilrs_desk.domain.text import fold
from ilrs_desk.domain.wording import Message

from ..plan import EmptyCells, Overwrite, Policies

Changes = Mapping[str, tuple[Value, Value]]

#: Fields by which a record is called: an empty cell never takes a name away.
NAME_FIELDS = frozenset({"name", "native_name", "full_name", "family_name", "given_name", "acronym", "title"})
_PERSON_NAMES = frozenset({"full_name", "family_name", "given_name"})


@dataclass(frozen=True, slots=True)
class Rules:
    """How the rows of a table are taken: by whom it was sent, of which day and country it is, by which policies.

    ``fields``: those that a column of the table fills.
    """

    policies: Policies = field(default_factory=Policies)
    dated: str = ""
    agency: str | None = None
    country: str | None = None
    fields: frozenset[str] = frozenset()


@dataclass(frozen=True, slots=True)
class Settled:
    """What a row changes in its record, what it leaves alone, who told what we hold, and what should be known of it."""

    changes: dict[str, tuple[Value, Value]] = field(default_factory=dict)
    left_alone: dict[str, tuple[Value, Value]] = field(default_factory=dict)
    told: dict[str, Told] = field(default_factory=dict)
    problems: tuple[Problem, ...] = ()


def cleared(
    kind: str, rules: Rules, row: Mapping[str, Value], unread: frozenset[str], ours: Record
) -> Changes:
    """What the empty cells of a row take away, where a person chose that they do.

    Never what is not empty but could not be read (``unread``), and never what tells who or what a record is.
    """
    if rules.policies.empty is not EmptyCells.CLEAR:
        return {}
    declared = KINDS[kind].by_key
    return {
        key: (value, None)
        for key in sorted(rules.fields)
        if key not in row
        and key not in unread
        and (value := ours.values.get(key)) is not None
        and not (declared[key].required or declared[key].identifying or key in NAME_FIELDS)
    }


def joined(kind: str, differing: Changes) -> Changes:
    """The differences, where those of fields that hold several values only add to ours what it does not hold yet."""
    declared = KINDS[kind].by_key
    found: dict[str, tuple[Value, Value]] = {}
    for key, (own, theirs) in differing.items():
        if declared[key].type is not ValueType.NAMES or own is None or theirs is None:
            found[key] = (own, theirs)
            continue
        held = {fold(part) for part in str(own).split("; ")}
        new = [part for part in str(theirs).split("; ") if fold(part) not in held]
        if new:
            found[key] = (own, "; ".join((str(own), *dict.fromkeys(new))))
    return found


def settle(
    kind: str,
    rules: Rules,
    ours: Record,
    differing: Changes,
    refused: frozenset[str],
    told: Mapping[str, Told],
) -> Settled:
    """Part ``differing`` into what is written and what is left alone. ``told``: who said what we hold, by field."""
    found = Settled()
    said: list[Problem] = []
    for key, (own, theirs) in differing.items():
        teller = _teller(key, told)
        adds = None not in (own, theirs) and KINDS[kind].by_key[key].type is ValueType.NAMES
        keeps = key in refused or (not adds and _holds(kind, key, ours) and _stays(rules, teller))
        (found.left_alone if keeps else found.changes)[key] = (own, theirs)
        if own is not None and not adds and teller is not None and _another(teller.agency, rules.agency):
            found.told[key] = teller
            if not keeps:
                said.append(_contested(kind, key, own, theirs, teller))
    return Settled(found.changes, found.left_alone, found.told, tuple(said))


def _stays(rules: Rules, teller: Told | None) -> bool:
    """Whether the value that we hold stays though the file says another one."""
    if rules.policies.overwrite is Overwrite.NEWER:
        day = teller.day if teller else ""
        dated = is_partial_date(day) and is_partial_date(rules.dated)
        return dated and compare(rules.dated, day) == -1
    return rules.policies.overwrite is Overwrite.GAPS


def _holds(kind: str, key: str, ours: Record) -> bool:
    """Whether we hold a value for the field; of a person's name any part of it."""
    if kind == "personnel" and key in _PERSON_NAMES:
        return shown_name(ours.values) is not None
    return ours.values.get(key) is not None


def _teller(key: str, told: Mapping[str, Told]) -> Told | None:
    if key in told or key not in _PERSON_NAMES:
        return told.get(key)
    return next((told[part] for part in sorted(_PERSON_NAMES) if part in told), None)


def _another(theirs: str | None, ours: str | None) -> bool:
    return bool(theirs) and fold(theirs or "") != fold(ours or "")


def _contested(kind: str, key: str, ours: Value, theirs: Value, teller: Told) -> Problem:
    declared = KINDS[kind].by_key[key]
    said = Message(
        '{field}: "{ours}" was told by {agency} on {day}. This file says "{theirs}", which takes its place; '
        "both are kept with their source.",
        {
            "field": declared.label,
            "ours": _shown(declared.type, ours),
            "agency": teller.agency,
            "day": format_partial(teller.day) if is_partial_date(teller.day) else teller.day,
            "theirs": _shown(declared.type, theirs),
        },
    )
    if theirs is None:
        said = Message(
            '{field}: "{ours}" was told by {agency} on {day}. This file leaves it empty, and so it is taken away; '
            "it is kept with its source.",
            said.params,
        )
    return Problem(
        "value.contested", said, Severity.WARNING, key, value=None if theirs is None else str(theirs)
    )


def _shown(kind: ValueType, value: Value) -> str:
    if value is None:
        return ""
    text = str(value)
    return format_partial(text) if kind is ValueType.DATE and is_partial_date(text) else text
