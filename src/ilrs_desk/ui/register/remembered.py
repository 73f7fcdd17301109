"""What is remembered of a sender, as lines: the headers with their fields and choices, and the answers."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping

from ilrs_desk.domain.fields import Field
from ilrs_desk.domain.kinds import KINDS
from ilrs_desk.intake.memory import header_keys
from ilrs_desk.store.register import RememberedMapping
from ilrs_desk.ui.intake.policy_bar import EMPTY, MISSING, OVERWRITE
from ilrs_desk.ui.intake.questions import ORDERS
from ilrs_desk.ui.lists import Line
from ilrs_desk.ui.painting import Cell
from ilrs_desk.ui.text import tr, visible
from ilrs_desk.ui.values import field_label, shown_value

_POLICIES = {
    "empty": ("Empty cells: {choice}", EMPTY),
    "overwrite": ("Overwrite: {choice}", OVERWRITE),
    "missing": ("Missing this time: {choice}", MISSING),
}


def mapping_lines(mappings: Iterable[RememberedMapping]) -> list[Line]:
    """For each header a line with its kind and choices, then one for each column; all stand for its fingerprint."""
    return [line for mapping in mappings for line in _mapping(mapping)]


def answer_lines(answers: Iterable[tuple[str, str, str | None]]) -> list[Line]:
    """A line for each answer; it stands for the field's key and the text."""
    return [Line(_answer(key, text, value), (key, text)) for key, text, value in answers]


def _mapping(mapping: RememberedMapping) -> Iterator[Line]:
    kind = KINDS.get(mapping.kind or "")
    head = (
        Cell(tr("{count} columns", count=len(mapping.headers)), "accent"),
        Cell(tr(kind.label) if kind else "", "accent"),
        Cell(" · ".join(_policies(mapping.policies)), "mute"),
    )
    yield Line(head, mapping.fingerprint)
    orders = {choice.key: tr(choice.label) for choice in ORDERS}
    for header, key in zip(mapping.headers, header_keys(mapping.headers), strict=True):
        field = kind.by_key.get(mapping.fields.get(key) or "") if kind else None
        label = field_label(field) if field else tr("left out")
        order = orders.get(mapping.orders.get(key, ""), "")
        cells = (Cell(visible(header)), Cell(label, "ink" if field else "mute"), Cell(order, "mute"))
        yield Line(cells, mapping.fingerprint)


def _policies(policies: Mapping[str, str]) -> Iterator[str]:
    for name, (sentence, choices) in _POLICIES.items():
        words = next((words for value, words in choices if value == policies.get(name)), None)
        if words is not None:
            yield tr(sentence, choice=tr(words))


def _answer(key: str, text: str, value: str | None) -> tuple[Cell, ...]:
    field = _field(key)
    label = field_label(field) if field else visible(key)
    means = shown_value(field, value) if field else visible(value or "")
    return Cell(label), Cell(visible(text)), Cell(means or tr("leave it empty"), "ink" if means else "mute")


def _field(key: str) -> Field | None:
    return next((kind.by_key[key] for kind in KINDS.values() if key in kind.by_key), None)
