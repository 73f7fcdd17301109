"""The figures of a meeting as they were sealed, and how what is known today compares with them."""

from __future__ import annotations

import hashlib
import json
from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field, fields
from datetime import UTC, date, datetime
from typing import Any

from .kinds import MEETINGS, RULES
from .movement import Moved
from .records import Value


@dataclass(frozen=True, slots=True)
class SealedFigure:
    """One target as told to a meeting: the figure, the rule with all its values, and the ids that counted.

    ``target_values``: the target with all its values, what it was narrowed to among them.
    """

    target: str
    label: str
    kind: str
    number: int
    value: int
    rule_id: int | None
    rule_code: str
    rule_version: int
    rule_words: str
    rule_values: Mapping[str, Value]
    ids: tuple[int, ...]
    claimed: int | None = None
    target_values: Mapping[str, Value] = field(default_factory=dict)


@dataclass(frozen=True, slots=True)
class SealedFile:
    """A file that was made of the sealed figures."""

    name: str
    sha256: str
    size: int


@dataclass(frozen=True, slots=True)
class Seal:
    """What a meeting was told. ``generation``: the newest change set then known; ``digest``: SHA-256 of the figures.

    ``id`` 0: not yet written.
    """

    id: int
    meeting_id: int
    as_of: date
    at: datetime
    who: str
    generation: int
    figures: tuple[SealedFigure, ...]
    digest: str
    files: tuple[SealedFile, ...] = ()

    @property
    def records(self) -> frozenset[tuple[str, int]]:
        """Kind and id of the records that may not change any more: the meeting and the rules counted by."""
        rules = {(RULES.key, figure.rule_id) for figure in self.figures if figure.rule_id is not None}
        return frozenset({(MEETINGS.key, self.meeting_id), *rules})


@dataclass(frozen=True, slots=True)
class Reckoning:
    """A sealed figure beside today's knowledge of that date by the same rule: "47 then; today 46, because …".

    ``then`` + the effects of ``because`` = ``now``.
    """

    figure: SealedFigure
    then: int
    now: int
    because: tuple[Moved, ...]


def sealed_text(seal: Seal) -> str:
    """All that a seal says but its files, in the one spelling that its digest is of: JSON, sorted, without spaces."""
    names = [one.name for one in fields(SealedFigure)]
    figures = [{name: getattr(figure, name) for name in names} for figure in seal.figures]
    said = {
        "meeting_id": seal.meeting_id,
        "as_of": seal.as_of.isoformat(),
        "at": seal.at.astimezone(UTC).isoformat(timespec="milliseconds"),
        "who": seal.who,
        "generation": seal.generation,
        "figures": figures,
    }
    return json.dumps(said, ensure_ascii=False, sort_keys=True, separators=(",", ":"))


def digest_of(text: str) -> str:
    """SHA-256 of the text of a seal."""
    return hashlib.sha256(text.encode()).hexdigest()


def file_digest(seal_digest: str, file: SealedFile) -> str:
    """What binds a file to the seal whose figures it was made of."""
    said = json.dumps([seal_digest, file.name, file.sha256, file.size], ensure_ascii=False)
    return hashlib.sha256(said.encode()).hexdigest()


def read_seal(number: int, text: str, files: Iterable[SealedFile] = ()) -> Seal:
    """The seal ``number`` from its text; raises ValueError, KeyError or TypeError if that is none."""
    said: dict[str, Any] = json.loads(text)
    return Seal(
        id=number,
        meeting_id=said["meeting_id"],
        as_of=date.fromisoformat(said["as_of"]),
        at=datetime.fromisoformat(said["at"]),
        who=said["who"],
        generation=said["generation"],
        figures=tuple(SealedFigure(**{**one, "ids": tuple(one["ids"])}) for one in said["figures"]),
        digest=digest_of(text),
        files=tuple(files),
    )
