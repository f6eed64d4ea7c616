"""Buttons, pages, the rail, toasts and dialogs: what happens when a person uses them."""

from __future__ import annotations

import pytest
from PySide6.QtCore import QEvent, QPointF, Qt
from PySide6.QtGui import QEnterEvent, QKeySequence
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication, QDialog, QWidget

from silkfield.desktop.widgets import (
    Banner,
    Beside,
    Block,
    Button,
    Chip,
    DigitsBlock,
    LineField,
    ListRow,
    Page,
    PageHeader,
    Panel,
    PracticeFrame,
    ProgressStrip,
    Rail,
    RailItem,
    StatusBar,
    Steps,
    Tabs,
    ToastHost,
    WordsDialog,
    column,
    danger,
    primary,
    quiet,
    second,
)
from silkfield.desktop.widgets.buttons import key_sequences

ITEMS = [RailItem("today", "Today", "home"), RailItem("send", "Send data", "send", "31")]


def shown(qtbot, widget: QWidget, width: int = 1366) -> QWidget:
    qtbot.addWidget(widget)
    widget.resize(width, 400)
    with qtbot.waitActive(widget):
        widget.show()
        widget.activateWindow()
    return widget


def test_a_button_runs_by_mouse_space_enter_and_its_key(qtbot) -> None:
    runs: list[int] = []
    button = primary("New contact", "Ctrl+N", icon="plus", run=lambda: runs.append(1))
    window = shown(qtbot, Panel(column(LineField("Name"), button)))
    QTest.mouseClick(button, Qt.MouseButton.LeftButton)
    for key in (Qt.Key.Key_Space, Qt.Key.Key_Return):
        QTest.keyClick(button, key)
    QTest.keyClick(window, Qt.Key.Key_N, Qt.KeyboardModifier.ControlModifier)
    assert len(runs) == 4


def test_both_enter_keys_press_a_button_that_shows_enter() -> None:
    assert key_sequences("Ctrl+Enter") == [QKeySequence("Ctrl+Enter"), QKeySequence("Ctrl+Return")]


def test_an_ampersand_in_a_label_is_no_shortcut() -> None:
    assert primary("Save & next").shortcut().isEmpty()


@pytest.mark.parametrize("make", [primary, second, quiet, danger])
def test_every_kind_of_button_has_a_name_and_a_fair_size(make, qtbot) -> None:
    button: Button = make("Save", small=True)
    assert button.accessibleName() == "Save"
    assert button.sizeHint().height() - 8 >= 28


def test_the_rail_opens_pages_by_key_and_leaves_the_choice_to_the_window(qtbot) -> None:
    rail = Rail("Silkfield", "MIC Islamabad", "Ayesha", ITEMS, [RailItem("lock", "Lock", "lock")])
    window = shown(qtbot, Panel(column(rail)))
    rail.choose("today")
    with qtbot.waitSignal(rail.chosen) as chosen:
        QTest.keyClick(window, Qt.Key.Key_2, Qt.KeyboardModifier.ControlModifier)
    assert chosen.args == ["send"]
    assert rail._buttons["today"].isChecked()
    rail.choose("send")
    assert [key for key, button in rail._buttons.items() if button.isChecked()] == ["send"]
    rail.set_badge("send", "")
    assert rail._buttons["send"].accessibleName() == "Send data"


@pytest.mark.parametrize(("width", "rail_width"), [(1366, 200), (1093, 56)])
def test_the_rail_shrinks_to_icons_in_a_narrow_window(width: int, rail_width: int, qtbot) -> None:
    rail = Rail("Silkfield", "MIC Islamabad", "Ayesha", ITEMS)
    window = shown(qtbot, Panel(column(rail)), width)
    assert window.isVisible()
    assert rail.maximumWidth() == rail_width


def test_a_side_panel_is_a_drawer_in_a_very_narrow_window(qtbot) -> None:
    side = LineField("Help")
    beside = Beside(LineField("Name"), side)
    shown(qtbot, beside, 900)
    assert side.isHidden()
    beside.turn_drawer()
    assert not side.isHidden()


def test_block_titles_move_above_their_fields_in_a_narrow_window(qtbot) -> None:
    block = Block("1", "The talk", "No name needed yet", LineField("Name"))
    shown(qtbot, block, 1000)
    assert block._title.isHidden()
    block.resize(1300, 200)
    QApplication.processEvents()
    assert not block._title.isHidden()


def test_a_page_shows_one_banner_at_a_time(qtbot) -> None:
    page = Page(PageHeader("Today", "Tuesday", Chip("Ready")), banner=Banner("warn", "One"), status=StatusBar("Saved"))
    shown(qtbot, page)
    page.show_banner(Banner("bad", "Two"))
    QApplication.sendPostedEvents(None, QEvent.Type.DeferredDelete)
    assert [banner.fact for banner in page.findChildren(Banner)] == ["Two"]
    page.show_banner(None)
    assert page.banner is None


def test_a_toast_undoes_once_and_goes(qtbot) -> None:
    runs: list[int] = []
    window = shown(qtbot, QWidget())
    toast = ToastHost(window).show_toast("Contact removed", "in the Bin", undo=lambda: runs.append(1))
    QTest.keyClick(window, Qt.Key.Key_Z, Qt.KeyboardModifier.ControlModifier)
    assert runs == [1]
    assert toast.isHidden()


def test_a_toast_waits_while_the_mouse_or_the_focus_is_on_it(qtbot) -> None:
    window = shown(qtbot, Panel(column(LineField("Name"))))
    toast = ToastHost(window).show_toast("Contact removed", undo=lambda: None)
    assert toast.timer.isActive()
    toast.link.setFocus()
    assert not toast.timer.isActive()
    window.findChild(LineField).setFocus()
    assert toast.timer.isActive()
    toast.enterEvent(QEnterEvent(QPointF(), QPointF(), QPointF()))
    assert not toast.timer.isActive()


def test_a_new_toast_takes_the_place_of_the_one_before(qtbot) -> None:
    window = shown(qtbot, QWidget())
    host = ToastHost(window)
    first, last = host.show_toast("One"), host.show_toast("Two")
    assert first.isHidden()
    assert last.isVisible()
    assert last.geometry().bottom() < window.height()


def test_a_question_starts_at_the_safe_choice_and_escape_takes_it(qtbot) -> None:
    dialog = WordsDialog(None, "Erase the details?", "This cannot be undone.", "Keep", "Erase", icon="trash")
    shown(qtbot, dialog)
    assert dialog.safe.hasFocus()
    QTest.keyClick(dialog, Qt.Key.Key_Escape)
    assert dialog.result() == QDialog.DialogCode.Rejected
    dialog.act.click()
    assert dialog.result() == QDialog.DialogCode.Accepted


def test_tabs_change_by_arrow_and_only_a_person_is_told_of(qtbot) -> None:
    tabs = Tabs([("a", "Details", ""), ("b", "People", "12")], "a")
    shown(qtbot, tabs)
    with qtbot.assertNotEmitted(tabs.changed):
        tabs.choose("b")
        tabs.choose("a")
    tabs._tabs["a"].setFocus()
    with qtbot.waitSignal(tabs.changed) as changed:
        QTest.keyClick(tabs._tabs["a"], Qt.Key.Key_Right)
    assert changed.args == ["b"]


def test_steps_say_where_a_person_is() -> None:
    steps = Steps([("What", ""), ("Check", "")])
    steps.set_at(1)
    assert steps.accessibleName() == "2 / 2: Check"


def test_a_list_row_opens_by_key_and_speaks_whole(qtbot) -> None:
    runs: list[int] = []
    row = ListRow("Kamran", "contract check", "Today", run=lambda: runs.append(1))
    shown(qtbot, row)
    QTest.keyClick(row, Qt.Key.Key_Return)
    assert runs == [1]
    assert row.accessibleName() == "Kamran, contract check, Today"


def test_forty_digits_are_shown_as_eight_groups_however_they_were_spaced() -> None:
    digits = "0838742313235606321618040182063808942325"
    block = DigitsBlock(digits)
    assert len(block.groups) == 8
    assert block.text().replace(" ", "") == digits
    assert block.layoutDirection() == Qt.LayoutDirection.LeftToRight


def test_progress_is_told_in_words_and_can_be_stopped(qtbot) -> None:
    strip = ProgressStrip("Reading", "Cancel")
    shown(qtbot, strip)
    strip.set_progress(3, 10, "3 of 10")
    assert strip.accessibleName() == "Reading 3 of 10"
    with qtbot.waitSignal(strip.stopped):
        strip.stop.click()


def test_the_practice_frame_covers_the_window_and_lets_the_mouse_through(qtbot) -> None:
    window = shown(qtbot, QWidget())
    frame = PracticeFrame(window)
    window.resize(700, 300)
    assert frame.geometry() == window.rect()
    assert frame.testAttribute(Qt.WidgetAttribute.WA_TransparentForMouseEvents)
