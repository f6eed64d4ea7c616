"""Counting heads by key."""

from __future__ import annotations

from functools import cache

import pytest
from hypothesis import given
from hypothesis import strategies as st
from PySide6.QtCore import Qt
from PySide6.QtTest import QTest

from silkfield.desktop.style import apply_theme
from silkfield.desktop.widgets import HeadCountGrid, Heads

ROWS = [("u18", "Under 18"), ("a18", "18–24"), ("a25", "25–34")]
COLUMNS = [("m", "Men"), ("f", "Women"), ("n", "Not said")]
KEYS = st.tuples(
    st.sampled_from([row for row, _label in ROWS]), st.sampled_from([column for column, _label in COLUMNS])
)


@cache
def one_grid() -> HeadCountGrid:
    """One grid for all examples of a law: making 50 of them takes seconds."""
    return HeadCountGrid("Head count", ROWS, COLUMNS)


@pytest.fixture
def grid(qtbot) -> HeadCountGrid:
    made = HeadCountGrid("Head count", ROWS, COLUMNS)
    qtbot.addWidget(made)
    made.show()
    made.cell("u18", "m").setFocus()
    return made


@given(st.dictionaries(KEYS, st.integers(1, 99_999)), st.booleans())
def test_a_count_comes_back_as_it_went_in(cells: dict[tuple[str, str], int], estimate: bool) -> None:
    grid = one_grid()
    grid.set_value(Heads(cells, estimate))
    assert grid.value() == Heads(cells, estimate)
    assert grid.total() == sum(cells.values())


@given(st.dictionaries(KEYS, st.integers(1, 500)))
def test_splitting_a_count_less_finely_loses_nobody(cells: dict[tuple[str, str], int]) -> None:
    grid = one_grid()
    grid.set_value(Heads(cells))
    grid.set_shape("columns")
    assert grid.total() == sum(cells.values())
    grid.set_shape("total")
    assert grid.total() == sum(cells.values())


def test_typing_sets_and_plus_and_minus_count(grid: HeadCountGrid, qtbot) -> None:
    cell = grid.cell("u18", "m")
    with qtbot.waitSignal(grid.changed):
        QTest.keyClicks(cell, "42")
    QTest.keyClicks(cell, "++-")
    assert grid.value().cells == {("u18", "m"): 43}
    cell.set_number(0)
    QTest.keyClicks(cell, "-")
    assert cell.number() == 0


def test_arrows_go_to_the_neighbours(grid: HeadCountGrid, qapp) -> None:
    QTest.keyClick(grid.cell("u18", "m"), Qt.Key.Key_Right)
    assert grid.cell("u18", "f").hasFocus()
    QTest.keyClick(grid.cell("u18", "f"), Qt.Key.Key_Down)
    assert grid.cell("a18", "f").hasFocus()
    apply_theme(qapp, language="ur")
    QTest.keyClick(grid.cell("a18", "f"), Qt.Key.Key_Right)
    assert grid.cell("a18", "m").hasFocus()


def test_enter_goes_through_the_cells_in_reading_order(grid: HeadCountGrid) -> None:
    QTest.keyClick(grid.cell("u18", "n"), Qt.Key.Key_Return)
    grid.cell("u18", "n").setFocus()
    QTest.keyClick(grid.cell("u18", "n"), Qt.Key.Key_Return)
    assert grid.cell("a18", "m").hasFocus()


def test_every_cell_says_what_it_counts(grid: HeadCountGrid) -> None:
    assert grid.cell("a18", "f").accessibleName() == "Women, 18–24"


def test_a_read_only_count_cannot_be_changed(grid: HeadCountGrid) -> None:
    grid.set_read_only(True)
    QTest.keyClicks(grid.cell("u18", "m"), "+7")
    assert grid.total() == 0


def test_the_shape_follows_the_count() -> None:
    assert Heads({("", ""): 80}).shape == "total"
    assert Heads({("", "f"): 80}).shape == "columns"
    assert Heads({("a18", "f"): 80}).shape == "cells"
