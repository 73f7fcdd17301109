"""The records that the rows of a table hold: each different cell of a column read once, then put together by row."""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass, field

from ilrs_desk.domain.names import NameOrder
from ilrs_desk.domain.problems import Problem, Severity
from ilrs_desk.domain.records import Value
from ilrs_desk.domain.wording import Message

from ..layout import RawTable
from ..lexicon import name_order
from ..mapping import Choice
from ..sheets import Cell
from .cells import BLANK, Reading, read_cell, read_parted
from .people import phones_of, put_names_together
from .specs import Spec, Told, column_specs


@dataclass(slots=True)
class TableValues:
    """What was read: for each index in ``rows`` its record and its problems; and what concerns the whole table."""

    rows: Sequence[int]
    records: list[dict[str, Value]]
    problems: dict[int, list[Problem]] = field(default_factory=dict)
    table: list[Problem] = field(default_factory=list)

    def add(self, place: int, *found: Problem) -> None:
        """Note problems of the record at ``place`` of ``records``."""
        self.problems.setdefault(place, []).extend(found)


@dataclass(frozen=True, slots=True)
class Settings:
    """What holds for the reading of a whole table: ``orders`` (by column index) and ``answers`` (by field and text) are
    a person's answers."""

    epoch1904: bool = False
    orders: Mapping[int, str] = field(default_factory=dict)
    context: Mapping[str, str] = field(default_factory=dict)
    fills: Mapping[int, Mapping[str, str]] = field(default_factory=dict)
    answers: Mapping[str, Mapping[str, str | None]] = field(default_factory=dict)
    cancelled: Callable[[], bool] | None = None


def read_values(
    table: RawTable, kind: str, choices: Sequence[Choice], rows: Sequence[int], settings: Settings
) -> TableValues:
    """Read the cells of ``rows`` (indexes into ``table.rows``) by the fields chosen for the columns."""
    columns = _columns(table, rows)
    told = Told(settings.orders, settings.answers, settings.epoch1904)
    specs = column_specs(table, kind, choices, columns, told)
    values = TableValues(rows, [])
    readings = {index: _read_column(columns[index], spec) for index, spec in specs.items()}
    values.records = _assembled(len(rows), choices, specs, readings)
    _collect_problems(values, readings)
    _ask_orders(values, table, specs)
    _fill(values, kind, choices, settings)
    if kind == "personnel":
        put_names_together(values.records, _name_hints(table, choices))
    phones_of(values, specs.values(), settings.context.get("country"))
    return values


def _columns(table: RawTable, rows: Sequence[int]) -> list[Sequence[Cell]]:
    if not rows:
        return [() for _ in table.headers]
    body = table.rows if len(rows) == len(table.rows) else [table.rows[index] for index in rows]
    return list(zip(*body, strict=True))


def _read_column(column: Sequence[Cell], spec: Spec) -> list[Reading]:
    """Each different cell read once. Cells that compare equal but differ in type are kept apart."""
    cache: dict[object, Reading] = {None: BLANK}
    read = read_parted if spec.halves else read_cell
    readings = []
    for cell in column:
        key = cell if cell is None or isinstance(cell, str) else (cell.__class__, cell)
        reading = cache.get(key)
        if reading is None:
            reading = cache[key] = read(cell, spec)
        readings.append(reading)
    return readings


def _assembled(
    count: int, choices: Sequence[Choice], specs: Mapping[int, Spec], readings: Mapping[int, list[Reading]]
) -> list[dict[str, Value]]:
    """One record a row. What a cell gives to further fields stands behind what their own columns say."""
    records: list[dict[str, Value]] = [{} for _ in range(count)]
    for index, spec in specs.items():
        key, joined = spec.field.key, choices[index].part == "joined"
        for record, reading in zip(records, readings[index], strict=True):
            if reading.value is not None:
                record[key] = (
                    f"{record[key]} {reading.value}" if joined and record.get(key) else reading.value
                )
    for column in readings.values():
        for record, reading in zip(records, column, strict=True):
            for key, value in (reading.also or {}).items():
                record.setdefault(key, value)
    return records


def _collect_problems(values: TableValues, readings: Mapping[int, list[Reading]]) -> None:
    for column in readings.values():
        for place, reading in enumerate(column):
            if reading.problems:
                values.add(place, *reading.problems)


def _ask_orders(values: TableValues, table: RawTable, specs: Mapping[int, Spec]) -> None:
    """One question a column whose dates prove no order, beside those of its cells; a form has many in one column."""
    asked = Counter(
        (found.column, found.field)
        for listed in values.problems.values()
        for found in listed
        if found.code == "ask.date_order"
    )
    for spec in specs.values():
        count = sum(asked[spec.column, each.field.key] for each in spec.halves or (spec,))
        if count:
            message = Message(
                "Column {column}: dates that can be read in two ways: {count}. "
                "Say whether the day or the month comes first.",
                {"column": spec.column, "count": count},
            )
            values.table.append(
                Problem(
                    "ask.date_order",
                    message,
                    Severity.ASK,
                    spec.field.key,
                    spec.column,
                    suggestions=("dmy", "mdy"),
                )
            )


def _fill(values: TableValues, kind: str, choices: Sequence[Choice], settings: Settings) -> None:
    """Give rows what the lines above the table or the section title say, where the table has no column for it."""
    mapped = {choice.field for choice in choices}
    wanted = [key for key in _FILLED.get(kind, ()) if key not in mapped]
    common = {key: value for key in wanted if (value := settings.context.get(key))}
    if not common and not settings.fills:
        return
    for place, index in enumerate(values.rows):
        own = {key: value for key, value in settings.fills.get(index, {}).items() if key in wanted}
        values.records[place].update({**common, **own})


_FILLED = {
    "personnel": ("institution", "country", "department", "workstream"),
    "institutions": ("country", "city"),
    "partners": (),
    "agreements": ("partner", "institution"),
}


def _name_hints(table: RawTable, choices: Sequence[Choice]) -> NameOrder | None:
    for header, choice in zip(table.headers, choices, strict=True):
        if choice.field == "full_name" and (order := name_order(header.own)):
            return order
    return None
