"""Institutions (and partners) by all their names, so that two spellings of one are the same place."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from enum import IntEnum
from typing import TYPE_CHECKING

from ..countries import find_country
from ..places import inside_country
from ..records import Record, Value
from ..text import latin_key
from .bodies import BodyLikeness, BodyName, BodyReader, bodies_alike, body_keys, initials

if TYPE_CHECKING:
    from .office import OfficeRecords
    from .rows import Likeness

#: A name with an acronym in brackets behind it.
ACRONYM_BEHIND = re.compile(r"^(.{4,}?)\s*[(\[（【]([^\W\d_][\w&.-]{1,9})[)\]）】]$")
_BRACKETED = re.compile(r"^(.{4,}?)\s*[(\[（【]([^()\[\]（）【】]+)[)\]）】]$")


class Relation(IntEnum):
    """What two named places are to each other; ALIKE: their names are, so nothing speaks against one person."""

    OTHER = 0
    UNKNOWN = 1
    ALIKE = 2
    SAME = 3


@dataclass(frozen=True, slots=True)
class _PlaceNames:
    """The names of one place: as words, its acronyms, and keys of which two places that are alike share one."""

    bodies: tuple[BodyName, ...]
    shorts: frozenset[str]
    keys: frozenset[str]


class Places:
    """The places that records and rows belong to. Nothing is looked up by a near spelling but in ``likes``."""

    def __init__(self, records: Iterable[Record] = ()) -> None:
        self._records = {record.id: record for record in records}
        self._kinds = {record.kind for record in self._records.values()}
        self._full: dict[str, set[int]] = {}
        self._short: dict[str, set[int]] = {}
        self._keys: dict[tuple[str, str | None], str | None] = {}
        self._countries: dict[str, set[int]] = {}
        self._relations: dict[tuple[str, str], Relation] = {}
        self._reader = BodyReader()
        self._placed: dict[str, _PlaceNames] = {}
        self._office: OfficeRecords | None = None
        for record in self._records.values():
            self._add(record)

    def place(self, label: Value, linked: Value = None, country: Value = None) -> str | None:
        """A key of the place called ``label`` (in ``country``, alpha-2), or that of the record that is linked."""
        if isinstance(linked, int):
            return f"#{linked}"
        if not label:
            return None
        asked = (str(label), str(country) if country else None)
        if asked not in self._keys:
            found = self.find(*asked)
            self._keys[asked] = f"#{found}" if found is not None else place_key(asked[0]) or None
        return self._keys[asked]

    def find(self, label: str, country: str | None = None) -> int | None:
        """Id of the one record that is called ``label``, by acronym too; of namesakes the one in ``country``."""
        for text in _forms(label):
            for index in (self._full, self._short):
                found = self._in_country(index.get(place_key(text), set()), country)
                if found:
                    return next(iter(found)) if len(found) == 1 else None
        ids = self._of_country(label)
        return next(iter(ids)) if len(ids) == 1 else None

    def likes(self, label: str, country: str | None = None) -> list[Likeness]:
        """Institutions that ``label`` may be, best first: certain where one bears the name in ``country``."""
        from .rows import row_likes

        if self._office is None:
            from .office import OfficeRecords

            records = [record for record in self._records.values() if record.kind == "institutions"]
            self._office = OfficeRecords("institutions", records, self)
        return row_likes(self._office, {"name": label, "country": country})

    def relation(self, one: str | None, other: str | None) -> Relation:
        """What the places with the two keys are to each other."""
        if one is None or other is None:
            return Relation.UNKNOWN
        if one == other:
            return Relation.SAME
        if one[0] == other[0] == "#":
            return Relation.OTHER
        pair = (one, other) if one < other else (other, one)
        if pair not in self._relations:
            self._relations[pair] = Relation.ALIKE if self._alike(*pair) else Relation.OTHER
        return self._relations[pair]

    def keys(self, place: str) -> frozenset[str]:
        """Keys of which two places that are alike share one, for the place with the key ``place``."""
        return self._read(place).keys

    def _add(self, record: Record) -> None:
        for name in full_names(record.values):
            self._full.setdefault(place_key(name), set()).add(record.id)
        if record.values.get("acronym"):
            self._short.setdefault(place_key(str(record.values["acronym"])), set()).add(record.id)
        if record.kind == "partners" and (code := record.values.get("country")):
            self._countries.setdefault(str(code), set()).add(record.id)

    def _in_country(self, ids: set[int], country: str | None) -> set[int]:
        """Those that are in ``country``; where none is said to be, those whose country is not known."""
        if country is None or not ids:
            return ids
        return set(inside_country({i: self._records[i].values.get("country") for i in ids}, country))

    def _of_country(self, text: str) -> set[int]:
        """The partner that is the country called ``text`` in any language."""
        code = find_country(text).code if self._countries else None
        return self._countries.get(code, set()) if code else set()

    def _alike(self, one: str, other: str) -> bool:
        ours, theirs = self._read(one), self._read(other)
        if ours.keys.isdisjoint(theirs.keys):
            return False
        if not ours.shorts.isdisjoint(theirs.shorts):
            return True
        return any(bodies_alike(a, b) is not BodyLikeness.NOT for a in ours.bodies for b in theirs.bodies)

    def _read(self, key: str) -> _PlaceNames:
        """The names of the place with a key, ready to be compared."""
        if key not in self._placed:
            names = self._names(key)
            bodies = tuple(self._reader.read(name) for name in names)
            short = {place_key(name) for name in names if " " not in name}
            shorts = frozenset(short | {letters for name in names if len(letters := initials(name)) > 1})
            keys = shorts | {found for body in bodies for found in body_keys(body)}
            self._placed[key] = _PlaceNames(bodies, shorts, frozenset(keys))
        return self._placed[key]

    def _names(self, key: str) -> list[str]:
        if not key.startswith("#"):
            return [key]
        record = self._records.get(int(key[1:])) if key[1:].isdigit() else None
        if record is None:
            return []
        short = record.values.get("acronym")
        return [*full_names(record.values), *([str(short)] if short else [])]


def full_names(values: Mapping[str, Value]) -> list[str]:
    """All names of a body but its acronym."""
    return [str(values[key]) for key in ("name", "native_name") if values.get(key)] + listed(
        values.get("aliases")
    )


def listed(value: Value) -> list[str]:
    """The parts of a value that holds several, with semicolons between them."""
    return [part.strip() for part in str(value).split(";") if part.strip()] if value else []


def without_acronym(name: str) -> str:
    """A name without its acronym in brackets behind it: "Institute of Physics (IP)"."""
    found = ACRONYM_BEHIND.match(name)
    return found[1] if found else name


def place_key(name: str) -> str:
    """A name in Latin letters without "the" before it."""
    key = latin_key(name)
    return key.removeprefix("the ") or key


def _forms(label: str) -> Iterator[str]:
    """The label, and what stands before the brackets at its end: "Institute of Physics (IP)"."""
    yield label
    if found := _BRACKETED.match(label.strip()):
        yield found[1]
