"""Fields fill rows in their order, never wider than the row, and free room goes to those that can use it."""

from __future__ import annotations

import pytest
import shiboken6
from hypothesis import given
from hypothesis import strategies as st
from PySide6.QtWidgets import QApplication, QWidget

from silkfield.desktop.editors.flow import FieldFlow, Room

ROOMS = st.lists(
    st.builds(
        Room,
        least=st.integers(10, 900),
        stretch=st.integers(0, 4),
        most=st.integers(50, 1000),
        whole=st.booleans(),
        begins=st.booleans(),
    ),
    min_size=1,
    max_size=12,
)


@pytest.fixture(scope="module")
def _program(qapp: QApplication) -> QApplication:
    return qapp


@pytest.mark.usefixtures("_program")
@given(rooms=ROOMS, width=st.integers(200, 1200))
def test_rows_hold_every_field_in_order_and_are_never_too_wide(rooms: list[Room], width: int) -> None:
    holder = QWidget()
    flow = FieldFlow()
    fields = [QWidget() for _room in rooms]
    for field, room in zip(fields, rooms, strict=True):
        flow.add(field, room)
    holder.setLayout(flow)
    rows = flow.rows(width)
    assert [item.widget() for row in rows for item, _wide in row] == fields
    for row in rows:
        assert sum(wide for _item, wide in row) + 12 * (len(row) - 1) <= width
        assert all(wide > 0 for _item, wide in row)
    by_field = dict(zip(map(id, fields), rooms, strict=True))
    for row in rows:
        whole = [by_field[id(item.widget())].whole for item, _wide in row]
        assert not any(whole) or len(row) == 1
    shiboken6.delete(holder)


@pytest.mark.usefixtures("_program")
def test_free_room_goes_to_the_fields_that_stretch() -> None:
    holder, flow = QWidget(), FieldFlow(across=10)
    for room in (Room(100), Room(100, 1), Room(100, 3)):
        flow.add(QWidget(), room)
    holder.setLayout(flow)
    ((_, still), (_, some), (_, more)) = flow.rows(720)[0]
    assert (still, some + more) == (100, 600)
    assert more > some


@pytest.mark.usefixtures("_program")
def test_a_hidden_field_takes_no_room() -> None:
    holder, flow = QWidget(), FieldFlow()
    fields = [QWidget(), QWidget()]
    for field in fields:
        flow.add(field, Room(400))
    holder.setLayout(flow)
    assert len(flow.rows(500)) == 2
    fields[1].hide()
    assert len(flow.rows(500)) == 1
