"""Recognising a sender's table by its headers, whatever their order, and what was settled for it before."""

from __future__ import annotations

import hashlib
from collections import Counter
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field, replace

from ilrs_desk.domain.memory import Choices, LastList, Memory
from ilrs_desk.domain.text import fold

from .lexicon import header_key
from .plan import ColumnPlan, EmptyCells, Overwrite, Policies, TablePlan, WhenMissing

__all__ = [
    "LastList",
    "Memory",
    "Remembered",
    "answers_of",
    "choices_to_remember",
    "header_fingerprint",
    "header_keys",
    "mapping_to_remember",
    "policies_of",
    "recall",
]

#: How much of a remembered set of headers a table must still have to be taken for the same list.
_COMMON = 0.6


@dataclass(frozen=True, slots=True)
class Remembered:
    """What was settled for a list of these headers: field by header key, and the other choices.

    ``new``: header keys that the remembered list did not have; empty when it had all, or when nothing is remembered.
    """

    fields: Mapping[str, str | None] = field(default_factory=dict)
    choices: Choices = field(default_factory=Choices)
    new: tuple[str, ...] = ()


def header_fingerprint(headers: Iterable[str]) -> str:
    """A digest of the set of headers; their order and spelling of case, accents and signs do not count."""
    keys = sorted({header_key(header) for header in headers} - {""})
    return hashlib.sha256("\n".join(keys).encode()).hexdigest()[:24]


def header_keys(headers: Iterable[str]) -> list[str]:
    """The key of each header; of several that are called the same the second is told from the first by its number."""
    seen: Counter[str] = Counter()
    keys = []
    for header in headers:
        key = header_key(header)
        seen[key] += 1
        keys.append(f"{key} #{seen[key]}" if key and seen[key] > 1 else key)
    return keys


def recall(memory: Memory, agency: str | None, headers: Sequence[str]) -> Remembered:
    """What was settled for this agency's list, for any sender of the same headers, or for most of them.

    Policies are recalled for an agency only: what was chosen for a file of nobody named says nothing of the next one.
    """
    fingerprint = header_fingerprint(headers)
    for sender in dict.fromkeys((fold(agency or ""), "")):
        for (name, known), fields in memory.mappings.items():
            if known == fingerprint and fold(name) == sender:
                choices = memory.choices.get((name, known), Choices())
                return Remembered(fields, choices if sender else replace(choices, policies={}))
    return _most_alike(memory, agency, header_keys(headers)) if agency else Remembered()


def _most_alike(memory: Memory, agency: str, keys: Sequence[str]) -> Remembered:
    """The list of this agency that shares most headers with ``keys``, if it shares enough of its own."""
    present = set(keys) - {""}
    best: tuple[int, str, Remembered] | None = None
    for (name, fingerprint), fields in memory.mappings.items():
        common = present & fields.keys()
        if fold(name) != fold(agency) or not fields or len(common) < _COMMON * len(fields):
            continue
        if best is None or (len(common), fingerprint) > best[:2]:
            new = tuple(key for key in keys if key and key not in fields)
            choices = memory.choices.get((name, fingerprint), Choices())
            best = (len(common), fingerprint, Remembered(fields, choices, new))
    return best[2] if best else Remembered()


def answers_of(memory: Memory, agency: str | None) -> dict[str, dict[str, str | None]]:
    """What texts of this agency's files were said to mean: key of a field → text → stored value."""
    found: dict[str, dict[str, str | None]] = {}
    for name, fields in memory.answers.items():
        if fold(name) == fold(agency or ""):
            for key, texts in fields.items():
                found.setdefault(key, {}).update(texts)
    return found


def policies_of(choices: Choices) -> Policies:
    """The policies that were chosen for a list; those that nobody chose as they are without a choice."""
    said, usual = choices.policies, Policies()
    return Policies(
        EmptyCells(said.get("empty", usual.empty)),
        Overwrite(said.get("overwrite", usual.overwrite)),
        WhenMissing(said.get("missing", usual.missing)),
    )


def mapping_to_remember(columns: Iterable[ColumnPlan]) -> dict[str, str | None]:
    """The mapping of a reviewed table in the form that ``Memory`` keeps."""
    listed = list(columns)
    keys = header_keys(column.header for column in listed)
    return {key: column.field for key, column in zip(keys, listed, strict=True) if key}


def choices_to_remember(table: TablePlan) -> Choices:
    """The other choices of a reviewed table in the form that ``Memory`` keeps; only policies that are not the usual."""
    usual = Policies()
    policies = {
        name: str(value)
        for name in ("empty", "overwrite", "missing")
        if (value := getattr(table.policies, name)) != getattr(usual, name)
    }
    return Choices(table.kind, dict(table.orders), policies)
