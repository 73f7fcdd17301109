"""The rows of a merge as shown: what is folded, signed and marked."""

from __future__ import annotations

from PySide6.QtCore import Qt
from pytestqt.qtbot import QtBot

from ilrs_desk.domain.records import Record, Value
from ilrs_desk.ui.merge.choices import MergeChoices
from ilrs_desk.ui.merge.grid_model import GridRow, MergeGridModel, Sign
from ilrs_desk.ui.merge.grid_view import MergeGridDelegate, MergeGridView
from ilrs_desk.ui.theme import Theme

LONG = "Institute for Research on Everything that Moves Between the Planets "


def institution(number: int, **values: Value) -> Record:
    return Record("institutions", number, values)


def rows(*records: Record, compared_only: bool = False) -> dict[str, GridRow]:
    model = MergeGridModel(compared_only=compared_only)
    model.fold = False
    model.show(MergeChoices(records, records[0].id))
    return {row.key: row for row in model.rows}


def test_sources_are_put_together_until_one_is_chosen() -> None:
    found = rows(institution(1, name="A", source="return 1"), institution(2, name="A", source="return 2"))
    assert [cell.sign for cell in found["source"].cells[1:]] == [Sign.OFF, Sign.OFF, Sign.NONE]
    assert found["source"].cells[3].text == "return 1; return 2"
    assert found["name"].same


def test_letters_that_differ_are_marked_on_every_side() -> None:
    found = rows(institution(1, name="Space Center"), institution(2, name="Space Centre"), compared_only=True)
    one, other = found["name"].cells[1:]
    assert one.marked
    assert other.marked
    assert one.alike == other.alike == len("Space Cent")


def test_a_side_that_is_empty_marks_nothing() -> None:
    found = rows(institution(1, name="A", city="Beijing"), institution(2, name="A"))
    assert [cell.marked for cell in found["city"].cells] == [(), (), (), ()]
    assert found["city"].cells[1].sign is Sign.ON


def test_both_sides_of_a_long_name_are_turned_to_where_they_differ(qtbot: QtBot) -> None:
    view = MergeGridView()
    qtbot.addWidget(view)
    delegate = view.itemDelegate()
    assert isinstance(delegate, MergeGridDelegate)
    found = rows(institution(1, name=LONG + "North"), institution(2, name=LONG + "South"))
    shown = [delegate.turned_to(cell, 160) for cell in found["name"].cells[1:3]]
    assert [text for text, _ in shown] == ["…Planets North", "…Planets South"]
    for (text, marked), full in zip(shown, found["name"].cells[1:3], strict=True):
        assert [text[a:b] for a, b in marked] == [full.text[a:b] for a, b in full.marked]
    whole, _ = delegate.turned_to(found["name"].cells[1], 4000)
    assert whole == LONG + "North"


def test_a_long_heading_ends_in_dots_that_are_seen_whole(qtbot: QtBot, theme: Theme) -> None:
    view = MergeGridView()
    qtbot.addWidget(view)
    head = view.horizontalHeader()
    view.show_choices(MergeChoices((institution(1, name=LONG), institution(2, name=LONG + "South")), 1))
    view.setColumnWidth(1, 200)
    view.show()
    view.resize(800, 200)
    left = head.sectionViewportPosition(1)
    picture = head.viewport().grab().toImage()
    ground = picture.pixel(left + 2, head.height() // 2)
    edge = left + head.sectionSize(1) - 7
    assert all(
        picture.pixel(x, y) == ground for x in range(edge, edge + 5) for y in range(4, head.height() - 4)
    )
    drawn = {picture.pixel(x, y) for x in range(left + 8, edge) for y in range(4, head.height() - 4)}
    assert len(drawn) > 2
    assert head.textElideMode() is Qt.TextElideMode.ElideRight
