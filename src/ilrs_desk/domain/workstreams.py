"""The lines of work of the station: which ones there are, and which of them a text in a record names."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from functools import cache, lru_cache

from .kinds import WORKSTREAMS
from .records import Record, Snapshot, Value
from .resources import load_json
from .text import clean, words

#: Between workstreams that stand in one field, the surer signs first.
_SIGNS = (re.compile(r"\s*[;；؛|•、]\s*"), re.compile(r"\s*(?:[,，،/+]|\s[–—-]\s)\s*"))
#: "and" in some languages; it stands within names, too.
_AND = re.compile(r"\s+(?:and|und|et|y|e|и|та|і|ve|dan|و|və|және)\s+|\s*(?:&|和|与|及|และ)\s*", re.IGNORECASE)
_LINES = re.compile(r"[\r\n]+")
#: "WS 3:", "Workstream 2 -", "4." before a name.
_NUMBERING = re.compile(
    r"^(?:(?:ws|wp|wg|work ?stream|work ?package|working group|группа|направление)\W*)?\d{0,2}\W*[.:)–—-]\s+(?=\w)"
    r"|^(?:ws|wp|wg|work ?stream|work ?package|working group)\W*\d{0,2}\W+(?=\w)",
    re.IGNORECASE,
)
#: Words that only say that a workstream is one.
_SMALL = frozenset(
    {"workstream", "workstreams", "stream", "team", "group", "facility", "facilities", "system", "systems",
     "subsystem", "and", "of", "the", "for", "on", "lunar", "moon", "ilrs", "station", "working", "area", "work"}
)  # fmt: skip


@dataclass(frozen=True, slots=True)
class Workstream:
    """A line of work; ``id`` is the record that holds it, None for a shipped one of an office without its own."""

    key: str
    label: str
    native_name: str | None = None
    aliases: tuple[str, ...] = ()
    group: str | None = None
    source: str | None = None
    id: int | None = None

    @property
    def names(self) -> tuple[str, ...]:
        """Every text by which it is known."""
        return tuple(name for name in (self.key, self.label, self.native_name, *self.aliases) if name)


def workstreams_of(snapshot: Snapshot) -> tuple[Workstream, ...]:
    """The office's own workstreams, in their order; the shipped ones where it holds none."""
    own = tuple(one for record in snapshot.of(WORKSTREAMS.key) if (one := _from_record(record)))
    return own or shipped_workstreams()


@cache
def shipped_workstreams() -> tuple[Workstream, ...]:
    """The workstreams of the reference data."""
    return tuple(
        Workstream(
            row["key"],
            row["label"],
            row.get("native_name"),
            _names(row["aliases"]),
            row["group"],
            row["source"],
        )
        for row in load_json("reference", "workstreams.json")["workstreams"]
    )


def workstream_values() -> tuple[Mapping[str, Value], ...]:
    """The shipped workstreams as a new office holds them, by field."""
    keys = WORKSTREAMS.by_key
    rows = load_json("reference", "workstreams.json")["workstreams"]
    return tuple({key: row[key] for key in keys if row.get(key)} for row in rows)


def workstream_keys(text: str | None, workstreams: tuple[Workstream, ...]) -> tuple[str, ...]:
    """The workstreams that a field names, each once, in its order; none for an empty field.

    What is known by no name stands there as it is written, its first letter a capital: see :func:`is_known`.
    """
    cleaned = clean(_LINES.sub("; ", text)) if text else ""
    return _read(cleaned, workstreams) if cleaned else ()


def is_known(key: str, workstreams: tuple[Workstream, ...]) -> bool:
    """Whether a key of :func:`workstream_keys` is that of a workstream, not a text that no name matches."""
    return key in _index(workstreams).keys


def workstream_label(key: str, workstreams: tuple[Workstream, ...]) -> str:
    """What a key of :func:`workstream_keys` is called; an unknown one is its own name."""
    return next((one.label for one in workstreams if one.key == key), key)


@dataclass(frozen=True)
class _Index:
    keys: frozenset[str]
    exact: Mapping[str, str]
    loose: Mapping[frozenset[str], str]

    def find(self, text: str) -> str | None:
        bare = _NUMBERING.sub("", text)
        return (
            self.exact.get(_folded(text)) or self.exact.get(_folded(bare)) or self.loose.get(_telling(bare))
        )


@lru_cache(maxsize=8)
def _index(workstreams: tuple[Workstream, ...]) -> _Index:
    """Names in full, and by their telling words in any order; words that tell two workstreams tell none."""
    exact: dict[str, str] = {}
    loose: dict[frozenset[str], set[str]] = {}
    for one in workstreams:
        for name in one.names:
            exact.setdefault(_folded(name), one.key)
            loose.setdefault(_telling(name), set()).add(one.key)
    telling = {said: keys.pop() for said, keys in loose.items() if said and len(keys) == 1}
    return _Index(frozenset(one.key for one in workstreams), exact, telling)


@lru_cache(maxsize=50_000)
def _read(text: str, workstreams: tuple[Workstream, ...]) -> tuple[str, ...]:
    index = _index(workstreams)
    if found := index.find(text):
        return (found,)
    named = (key for part in _SIGNS[0].split(text) if part for key in _parts(part, index))
    return tuple(dict.fromkeys(named))


def _parts(text: str, index: _Index) -> Iterator[str]:
    """The names in a text with commas and strokes; one that has them itself is found by trying the longest first."""
    if found := index.find(text):
        yield found
        return
    parts = [part for part in _SIGNS[1].split(text) if part]
    at = 0
    while at < len(parts):
        keys, at = _longest(parts, at, index)
        yield from keys


def _longest(parts: list[str], at: int, index: _Index) -> tuple[tuple[str, ...], int]:
    for end in range(len(parts), at, -1):
        if found := index.find(" ".join(parts[at:end])):
            return (found,), end
    joined = [index.find(piece) for piece in _AND.split(parts[at])]
    known = tuple(key for key in joined if key)
    if known and len(known) == len(joined):
        return known, at + 1
    return (parts[at][:1].upper() + parts[at][1:],), at + 1


def _from_record(record: Record) -> Workstream | None:
    key = record.text("key")
    if not key:
        return None
    return Workstream(
        key,
        record.text("label") or key,
        record.text("native_name"),
        _names(record.text("aliases")),
        record.text("group"),
        record.text("source"),
        record.id,
    )


def _names(text: str | None) -> tuple[str, ...]:
    return tuple(name.strip() for name in (text or "").split(";") if name.strip())


def _folded(text: str) -> str:
    return " ".join(words(text.replace("_", " ")))


def _telling(text: str) -> frozenset[str]:
    return frozenset(words(text.replace("_", " "))) - _SMALL
