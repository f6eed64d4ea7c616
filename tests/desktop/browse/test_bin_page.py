"""The bin: reached by one key from anywhere, and Enter brings back what lies in it."""

from __future__ import annotations

from pytestqt.qtbot import QtBot

from desktop_keys import Keyboard, quiet, toast_of
from silkfield.desktop.browse.bin_page import BinPage
from silkfield.desktop.work_area import WorkArea
from silkfield.operations import finding, recording


def test_enter_in_the_bin_brings_a_record_back_and_undo_removes_it_again(
    area: WorkArea, keyboard: Keyboard, qtbot: QtBot
) -> None:
    sitting = area.desk.sitting
    gone = finding.listing(sitting, "session").records[0].id
    recording.remove(sitting, gone)
    area.open_page("contacts")
    quiet(qtbot, area)
    keyboard.press("Ctrl+B")
    quiet(qtbot, area)
    page = area.page()
    assert isinstance(page, BinPage)
    row = page.table.model.row(0)
    assert row is not None
    assert [cell.text for cell in row.cells[1:]] == ["1 Jun, \u206612:00\u2069", "Ayesha Siddiqua", "30 more days"]
    keyboard.press("Enter")
    quiet(qtbot, area)
    assert toast_of(area) == "Session is back in the list."
    assert not recording.known(sitting, gone).removed
    assert page.table.model.rowCount() == 0
    keyboard.press("Ctrl+Z")
    quiet(qtbot, area)
    assert recording.known(sitting, gone).removed
    assert page.table.current_id() == gone


def test_names_in_the_bin_are_hidden_in_the_client_view(area: WorkArea, keyboard: Keyboard, qtbot: QtBot) -> None:
    sitting = area.desk.sitting
    for one in finding.listing(sitting, "client").records:
        recording.remove(sitting, one.id)
    area.open_page("bin")
    quiet(qtbot, area)

    def named() -> str:
        page = area.page()
        assert isinstance(page, BinPage)
        rows = [page.table.model.row(number) for number in range(page.table.model.rowCount())]
        return " ".join(row.cells[0].text for row in rows if row)

    assert "Maryam Bashir" in named()
    keyboard.press("F9")
    quiet(qtbot, area)
    assert "Maryam Bashir" not in named()
