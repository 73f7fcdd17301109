"""What a person has chosen in the merge window, and what the record that stays holds by that."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field, replace

from ilrs_desk.domain.fields import link_column
from ilrs_desk.domain.kinds import KINDS
from ilrs_desk.domain.merging import merged_values
from ilrs_desk.domain.records import Record, Value

#: Fields in which what is lost elsewhere is kept, unless a person unticks them.
LISTS = ("aliases", "other_emails", "other_phones")
#: Parts of a person's name are taken together: two halves of two people would make a third one.
_NAME_PARTS = ("full_name", "family_name", "given_name")
#: Put together from all records unless one is chosen, so "use all from this one" leaves them.
_TOGETHER = ("source", "notes")


@dataclass(frozen=True, slots=True)
class MergeChoices:
    """``keep`` stays. ``taken``: field → the record whose value was chosen; ``dropped``: lists that take nothing in."""

    records: tuple[Record, ...]
    keep: int
    taken: Mapping[str, int] = field(default_factory=dict)
    dropped: frozenset[str] = frozenset()

    @property
    def kind(self) -> str:
        """Key of the records' kind."""
        return self.records[0].kind

    @property
    def kept(self) -> Record:
        """The record that stays."""
        return next(record for record in self.records if record.id == self.keep)

    @property
    def others(self) -> tuple[Record, ...]:
        """The records that become a part of it."""
        return tuple(record for record in self.records if record.id != self.keep)

    def staying(self, record_id: int) -> MergeChoices:
        """The same with another record that stays."""
        return replace(self, keep=record_id)

    def taking(self, key: str, record_id: int) -> MergeChoices:
        """The same with the value of ``key`` from one record; a person's name as a whole."""
        keys = _NAME_PARTS if self.kind == "personnel" and key in _NAME_PARTS else (key,)
        return replace(self, taken={**self.taken, **dict.fromkeys(keys, record_id)})

    def leaving(self, key: str) -> MergeChoices:
        """The same without a choice for ``key``."""
        keys = _NAME_PARTS if self.kind == "personnel" and key in _NAME_PARTS else (key,)
        return replace(self, taken={each: who for each, who in self.taken.items() if each not in keys})

    def taking_all(self, record_id: int) -> MergeChoices:
        """The same with every value that one record has; where it has none, another's fills the gap."""
        record = next(record for record in self.records if record.id == record_id)
        chosen = self
        for key in KINDS[self.kind].by_key:
            if key not in LISTS and key not in _TOGETHER and record.values.get(key) is not None:
                chosen = chosen.taking(key, record_id)
        return chosen

    def turning(self, key: str) -> MergeChoices:
        """The same with a list taking in what is lost elsewhere, or no longer."""
        return replace(self, dropped=self.dropped ^ {key})

    def values(self) -> dict[str, Value]:
        """Field (and column of a link) → the stored value that was chosen, as merging asks for it."""
        of = {record.id: record.values for record in self.records}
        found: dict[str, Value] = {}
        for key, record_id in self.taken.items():
            found[key] = of[record_id].get(key)
            if KINDS[self.kind].by_key[key] in KINDS[self.kind].links:
                found[link_column(key)] = of[record_id].get(link_column(key))
        return {**found, **{key: _listed(self.records, key) for key in self.dropped}}

    def merged(self) -> Mapping[str, Value]:
        """All that the record that stays would hold."""
        return merged_values([self.kept, *self.others], self.values())

    @property
    def label(self) -> str:
        """What the record that stays would be called."""
        return replace(self.kept, values=self.merged()).label


def _listed(records: Sequence[Record], key: str) -> Value:
    """What stands in the list already, each part once."""
    texts = [part.strip() for record in records for part in (record.text(key) or "").split(";")]
    return "; ".join(dict.fromkeys(text for text in texts if text)) or None
