"""Tables over rows that are here, and over rows that are fetched as they come into sight."""

from __future__ import annotations

from collections.abc import Callable, Sequence

import pytest
from hypothesis import given
from hypothesis import strategies as st
from PySide6.QtCore import Qt
from PySide6.QtTest import QTest

from silkfield.desktop.widgets import Cell, Column, DataTable, Row
from silkfield.desktop.widgets.cells import fitted_widths

COLUMNS = [
    Column("code", "Code", 120, sortable=True),
    Column("name", "Name", 200, stretch=True),
    Column("n", "Number", 80, "end"),
]


def line(number: int) -> Row:
    return Row(number, (Cell(f"ISB-{number}"), Cell(f"Name {number}", "second"), Cell(str(number))))


@pytest.fixture
def table(qtbot) -> DataTable:
    made = DataTable(COLUMNS, "People", height="two")
    qtbot.addWidget(made)
    made.resize(600, 300)
    made.show_rows([line(number) for number in range(20)])
    made.show()
    made.view.setFocus()
    return made


def test_a_million_rows_are_fetched_page_by_page(qtbot) -> None:
    asked: list[tuple[int, int]] = []

    def fetch(first: int, count: int, deliver: Callable[[Sequence[Row]], None]) -> None:
        asked.append((first, count))
        deliver([line(number) for number in range(first, first + count)])

    table = DataTable(COLUMNS, "People")
    qtbot.addWidget(table)
    table.show_pages(1_000_000, fetch)
    table.show()
    table.view.scrollTo(table.model.index(777_777, 0))
    table.grab()
    assert table.model.cell(table.model.index(777_777, 0)).text == "ISB-777777"
    assert len(asked) <= 4


def test_rows_that_arrive_late_for_an_older_list_are_dropped(qtbot) -> None:
    late: list[Callable[[Sequence[Row]], None]] = []
    table = DataTable(COLUMNS, "People")
    qtbot.addWidget(table)
    table.show_pages(5, lambda _first, _count, deliver: late.append(deliver))
    assert table.model.cell(table.model.index(0, 0)).text == "…"
    table.show_rows([line(7)])
    late[0]([line(1), line(2)])
    assert table.model.cell(table.model.index(0, 0)).text == "ISB-7"


def test_enter_and_a_double_click_choose_the_row(table: DataTable, qtbot) -> None:
    table.choose(3)
    with qtbot.waitSignal(table.chosen) as chosen:
        QTest.keyClick(table.view, Qt.Key.Key_Return)
    assert chosen.args == [3]


def test_the_page_hears_of_a_new_current_row_once_the_keys_rest(table: DataTable, qtbot) -> None:
    table.choose(0)
    with qtbot.waitSignal(table.moved) as moved:
        for _time in range(3):
            QTest.keyClick(table.view, Qt.Key.Key_Down)
    assert moved.args == [3]


def test_the_current_row_stays_current_when_the_list_is_shown_anew(table: DataTable) -> None:
    table.choose(5)
    table.show_rows([line(number) for number in range(3, 20)])
    assert table.current_id() == 5


def test_the_page_hears_that_its_row_is_gone(table: DataTable, qtbot) -> None:
    table.choose(5)
    with qtbot.waitSignal(table.moved) as moved:
        table.show_rows([line(1)])
    assert moved.args == [None]


def test_one_row_can_be_shown_anew(table: DataTable) -> None:
    assert table.row_changed(Row(2, (Cell("changed"),)))
    assert table.model.cell(table.model.index(2, 0)).text == "changed"
    assert not table.row_changed(line(99))


def test_letters_belong_to_the_page_unless_cells_are_typed_in(table: DataTable, qtbot) -> None:
    table.choose(0)
    with qtbot.assertNotEmitted(table.keyed):
        QTest.keyClicks(table.view, "j")
    cells = DataTable(COLUMNS, "Attendance", cells=True)
    qtbot.addWidget(cells)
    cells.show_rows([line(1), line(2)])
    cells.show()
    cells.choose(2, "n")
    with qtbot.waitSignal(cells.keyed) as keyed:
        QTest.keyClicks(cells.view, "a")
    assert keyed.args == [2, "n", "a"]
    with qtbot.waitSignal(cells.keyed) as keyed:
        QTest.keyClick(cells.view, Qt.Key.Key_Delete)
    assert keyed.args == [2, "n", ""]


def test_a_click_on_a_title_sorts_and_a_second_turns_it_round(table: DataTable, qtbot) -> None:
    turns: list[tuple[str, bool]] = []
    table.sorted_by.connect(lambda key, ascending: turns.append((key, ascending)))
    for number in (0, 0, 1):
        table.view.horizontalHeader().sectionClicked.emit(number)
    assert turns == [("code", True), ("code", False)]


def test_totals_stay_in_the_columns_of_the_rows(table: DataTable) -> None:
    table.set_totals([Cell(), Cell("Present"), Cell("12")])
    assert table._totals.isVisible()
    assert table._totals.accessibleName() == "Present, 12"
    table.set_totals(None)
    assert not table._totals.isVisible()


def test_a_screen_reader_hears_both_lines(table: DataTable) -> None:
    assert table.model.index(0, 1).data(Qt.ItemDataRole.AccessibleTextRole) == "Name 0, second"


WIDE = st.builds(
    Column, st.just("c"), st.just("t"), st.integers(40, 300), st.sampled_from(["start", "end"]), st.booleans()
)


@given(st.lists(WIDE, min_size=1, max_size=8), st.integers(100, 2000))
def test_columns_fill_a_wide_table_and_keep_a_least_width_in_a_narrow_one(columns: list[Column], room: int) -> None:
    widths = fitted_widths(columns, room)
    assert len(widths) == len(columns)
    assert all(width >= min(64, column.width) for width, column in zip(widths, columns, strict=True))
    if any(column.stretch for column in columns) and sum(column.width for column in columns) <= room:
        assert sum(widths) == room
