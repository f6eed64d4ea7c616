"""Fields to type in, and the frame that says what is wrong."""

from __future__ import annotations

from datetime import date

import pytest
from hypothesis import given
from hypothesis import strategies as st
from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QLineEdit

from silkfield.desktop.style import apply_theme
from silkfield.desktop.widgets import (
    AreaField,
    DateField,
    Field,
    LineField,
    NumberField,
    OneOfMany,
    Option,
    Panel,
    PassphraseField,
    row,
)


def read_day(text: str) -> date | None:
    parts = text.split("/")
    return date(int(parts[2]), int(parts[1]), int(parts[0])) if len(parts) == 3 else None


def show_day(day: date) -> str:
    return f"{day.day} {day:%b} {day.year}"


def test_a_line_tells_of_typing_but_not_of_being_filled(qtbot) -> None:
    line = LineField("Full name")
    qtbot.addWidget(line)
    with qtbot.assertNotEmitted(line.changed):
        line.set_value("  Ashraf ")
    assert line.value() == "Ashraf"
    with qtbot.waitSignal(line.changed):
        QTest.keyClicks(line, "x")


def test_a_phone_reads_from_the_left_and_starts_at_the_right_in_urdu(qapp) -> None:
    apply_theme(qapp, language="ur")
    line = LineField("Mobile number", left_to_right=True)
    assert line.layoutDirection() == Qt.LayoutDirection.LeftToRight
    assert line.alignment() & Qt.AlignmentFlag.AlignRight


@given(st.integers(0, 999_999))
def test_a_number_is_read_in_the_digits_of_either_keyboard(number: int) -> None:
    field = NumberField("Age")
    field.set_value(number)
    assert field.value() == number
    field.set_value(str(number).translate(str.maketrans("0123456789", "۰۱۲۳۴۵۶۷۸۹")))
    assert field.value() == number


@pytest.mark.parametrize("typed", ["207", "-1", "x", "1.5"])
def test_what_is_no_number_within_the_limits_stays_as_typed(typed: str) -> None:
    field = NumberField("Age", maximum=110)
    field.set_value(typed)
    assert (field.value(), field.typed(), field.fault()) == (None, typed, True)


def test_up_and_down_change_a_number_by_one(qtbot) -> None:
    field = NumberField("Age", maximum=2)
    qtbot.addWidget(field)
    for key in (Qt.Key.Key_Up, Qt.Key.Key_Up, Qt.Key.Key_Up, Qt.Key.Key_Up):
        QTest.keyClick(field, key)
    assert field.value() == 2
    QTest.keyClick(field, Qt.Key.Key_Down)
    assert field.value() == 1


def test_a_day_is_spelled_one_way_once_the_field_is_left(qtbot) -> None:
    field, other = DateField("Date", read_day, show_day), LineField()
    for widget in (field, other):
        qtbot.addWidget(widget)
        widget.show()
    field.setFocus()
    QTest.keyClicks(field, "3/3/1990")
    other.setFocus()
    assert field.text() == "3 Mar 1990" or field.value() == date(1990, 3, 3)
    field.set_value("last spring")
    assert field.fault()


def test_the_tab_key_leaves_a_note(qtbot) -> None:
    note = AreaField("Note", "One line")
    qtbot.addWidget(note)
    assert note.tabChangesFocus()
    with qtbot.assertNotEmitted(note.changed):
        note.set_value("Other line")
    with qtbot.waitSignal(note.changed):
        QTest.keyClicks(note, "x")


def test_an_error_marks_the_field_and_a_note_does_not(qtbot) -> None:
    field = Field("Age", NumberField(), required=True)
    qtbot.addWidget(field)
    field.show_error("Enter an age from 0 to 110.")
    assert field.editor.property("fault") is True
    assert field.editor.accessibleDescription() == "Enter an age from 0 to 110."
    field.show_note("Unclear.")
    assert not field.editor.property("fault")
    assert field.message() == "Unclear."
    field.clear_messages()
    assert field.message() == ""


def test_an_error_marks_every_editor_of_an_answer(qtbot) -> None:
    group, age = OneOfMany([Option("a", "18–24", "1")], "Age group"), NumberField("Age")
    field = Field("Age group or age", Panel(row(group, age)))
    qtbot.addWidget(field)
    field.show_error("Choose an age group or enter an age.")
    assert age.property("fault") is True
    assert group.opts[0]._fault
    field.clear_messages()
    assert not age.property("fault")


def test_a_field_gives_its_editor_its_name() -> None:
    assert Field("Full name", LineField()).editor.accessibleName() == "Full name"
    assert Field("Passphrase", PassphraseField()).editor.focusProxy().accessibleName() == "Passphrase"


def test_a_passphrase_is_hidden_until_asked_and_says_when_caps_lock_is_on(qtbot) -> None:
    field = PassphraseField("Passphrase")
    qtbot.addWidget(field)
    field.show()
    line = field.focusProxy()
    assert isinstance(line, QLineEdit)
    assert line.echoMode() == QLineEdit.EchoMode.Password
    QTest.keyClick(line, Qt.Key.Key_A, Qt.KeyboardModifier.NoModifier)
    assert not field.caps_lock_shown()
    QTest.keyClicks(line, "B")  # a capital without Shift
    assert field.caps_lock_shown() or line.text().endswith("B")
    field.show_button.click()
    assert line.echoMode() == QLineEdit.EchoMode.Normal
    with qtbot.waitSignal(field.entered):
        QTest.keyClick(line, Qt.Key.Key_Return)
    field.clear()
    assert (field.value(), line.echoMode()) == ("", QLineEdit.EchoMode.Password)
