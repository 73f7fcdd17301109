"""How each mapped column of a table is read: what its own cells prove about it, and what a person answered."""

from __future__ import annotations

import re
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, replace
from dataclasses import field as declared

from ilrs_desk.domain.countries import find_country, is_code_column
from ilrs_desk.domain.dates import DateOrder, column_order
from ilrs_desk.domain.fields import Field, ValueType
from ilrs_desk.domain.kinds import KINDS

from ..columns import column_letter
from ..layout import RawTable, shown
from ..mapping import PART_FIELDS, Choice
from ..plan import answer_key
from ..sheets import Cell
from .combined import part_cell

_MOST_LOOKED_AT = 60
#: A header that says that countries are written as codes, so that NA is Namibia.
_SAYS_CODES = re.compile(
    r"\b(?:iso|[ck][oó]di?[cg]?[eoi]?|kodu|код|mã)\b|代[码碼号號]|コード|코드|رمز|รหัส", re.IGNORECASE
)


@dataclass(frozen=True, slots=True)
class Spec:
    """How a column is read. ``codes``: it holds ISO codes; ``likely``: most of its cells are countries for sure.

    ``answers``: text as it was written → the value that a person said it means, None for "leave it empty".
    ``halves``: the two readings of the cells of a column that holds two things, see ``mapping.PART_FIELDS``.
    """

    field: Field
    column: str
    order: DateOrder = DateOrder.UNKNOWN
    epoch1904: bool = False
    codes: bool = False
    likely: bool = False
    kind: str = "personnel"
    answers: Mapping[str, str | None] = declared(default_factory=dict)
    part: str = "value"
    halves: tuple[Spec, ...] = ()

    @property
    def others(self) -> str | None:
        """The field for the further values of a cell, where the kind has one."""
        key = f"other_{self.field.key}s"
        return key if key in KINDS[self.kind].by_key else None


@dataclass(frozen=True, slots=True)
class Told:
    """What a person said about the reading of a table: ``orders`` by column index, ``answers`` by field and text."""

    orders: Mapping[int, str]
    answers: Mapping[str, Mapping[str, str | None]]
    epoch1904: bool = False


def column_specs(
    table: RawTable, kind: str, choices: Sequence[Choice], columns: Sequence[Sequence[Cell]], told: Told
) -> dict[int, Spec]:
    """The reading of each mapped column of ``columns`` (the cells of each, by index)."""
    specs: dict[int, Spec] = {}
    for index, choice in enumerate(choices):
        if choice.field is None:
            continue
        letter = column_letter(table.headers[index].column)
        order = told.orders.get(index) or told.orders.get(table.headers[index].column)
        keys = PART_FIELDS[kind].get(choice.part, (choice.field,))
        texts = _texts(columns[index], choice.part, len(keys))
        halves = tuple(
            _spec(kind, key, letter, cells, order, told) for key, cells in zip(keys, texts, strict=True)
        )
        if _SAYS_CODES.search(table.headers[index].own):
            halves = tuple(replace(half, codes=True) for half in halves)
        specs[index] = halves[0] if len(halves) == 1 else replace(halves[0], halves=halves, part=choice.part)
    return _shared_order(specs)


def _texts(column: Sequence[Cell], part: str, halves: int) -> list[list[Cell]]:
    """The different cells of a column; of one that holds two things, the texts of either."""
    cells = list(dict.fromkeys(column))
    if halves == 1:
        return [cells]
    parted = [part_cell(shown(cell), part) for cell in cells if cell is not None]
    return [[halves[place] for halves in parted] for place in (0, 1)]


def _spec(kind: str, key: str, letter: str, cells: Iterable[Cell], order: str | None, told: Told) -> Spec:
    found = KINDS[kind].by_key[key]
    spec = Spec(
        found,
        letter,
        epoch1904=told.epoch1904,
        kind=kind,
        answers=told.answers.get(answer_key(found), {}),
    )
    if found.type is ValueType.DATE:
        texts = [cell for cell in cells if isinstance(cell, str)]
        return replace(spec, order=DateOrder(order) if order else column_order(texts))
    return _country_spec(spec, cells) if found.type is ValueType.COUNTRY else spec


def _country_spec(spec: Spec, cells: Iterable[Cell]) -> Spec:
    texts = list({shown(cell): None for cell in cells if cell is not None and shown(cell)})[:_MOST_LOOKED_AT]
    if not texts:
        return spec
    found = sum(find_country(text, nationality=True).kind == "country" for text in texts)
    return replace(spec, codes=is_code_column(texts), likely=found >= max(1, len(texts) / 2))


def _shared_order(specs: dict[int, Spec]) -> dict[int, Spec]:
    """Columns of one table are written by one hand: what one proves holds for those that prove nothing."""
    dates = [
        each
        for spec in specs.values()
        for each in spec.halves or (spec,)
        if each.field.type is ValueType.DATE
    ]
    proved = {spec.order for spec in dates} - {DateOrder.UNKNOWN}
    if len(proved) != 1 or DateOrder.CONTRADICTORY in proved:
        return specs
    order = proved.pop()
    return {
        index: replace(spec, order=order, halves=tuple(replace(half, order=order) for half in spec.halves))
        for index, spec in specs.items()
    }
