"""Inbox: nothing is written before somebody has looked at the plan, and every file is answered in plain words."""

from __future__ import annotations

from pathlib import Path

import pytest
from PySide6.QtCore import Qt

from network_of_stores import Network
from offices import session
from page_windows import NARROW, WIDE, Windows, cut_words, nameless
from silkfield.operations import finding, receiving, recording
from silkfield.operations.sitting import Sitting
from silkfield.store.reading import State


@pytest.fixture
def isb(network: Network) -> Sitting:
    laptop = network.add("ISB")
    for number in range(3):
        recording.save(laptop, "session", session(venue=f"Venue {number}"))
    return laptop


def give(windows: Windows, page, path: Path) -> None:
    """Type a path and press Enter."""
    page.files.setFocus()
    page.files.set_value("")
    windows.qtbot.keyClicks(page.files.line, str(path))
    windows.qtbot.keyClick(page.files.line, Qt.Key.Key_Return)


def test_files_are_planned_imported_by_keyboard_and_answered_with_a_receipt(
    network: Network, isb: Sitting, windows: Windows
) -> None:
    record = finding.listing(isb, "session").records[0].id
    (path,) = network.send(isb)
    page = windows.open(network.headquarters, "inbox")
    windows.until(lambda: page.shown)

    give(windows, page, path)
    windows.until(lambda: page.shown.waiting == 1 and page.chosen())
    assert "1 part is ready." in windows.say(page)
    assert page.chosen().plan.counts["new"] == 3
    assert finding.listing(network.headquarters, "session").count == 0

    windows.qtbot.keyClick(page.table, Qt.Key.Key_Return, Qt.KeyboardModifier.ControlModifier)
    windows.until(lambda: page.shown.waiting == 0)
    assert finding.listing(network.headquarters, "session").count == 3
    assert page.chosen().result == "imported"

    give(windows, page, path)
    windows.until(lambda: "imported before" in windows.say(page))

    page.folder.set_value(network.folder / "receipts")
    page.receipt_button.click()
    windows.until(lambda: "The receipt is written" in windows.say(page))
    receiving.receive(isb, [network.folder / "receipts"])
    assert finding.record(isb, record).state is State.RECEIVED


def test_an_import_is_undone_after_a_question_in_words(network: Network, isb: Sitting, windows: Windows) -> None:
    network.deliver(network.send(isb))
    page = windows.open(network.headquarters, "inbox")
    windows.until(lambda: page.shown and page.chosen())

    page.ask_undo(page.chosen())
    windows.qtbot.keyClick(page.dialog, Qt.Key.Key_Escape)
    assert finding.listing(network.headquarters, "session").count == 3
    page.ask_undo(page.chosen())
    page.dialog.act.click()
    windows.until(lambda: page.chosen().result == "withheld")
    assert finding.listing(network.headquarters, "session").count == 0


def test_damaged_and_foreign_files_are_kept_aside_with_a_sentence(
    network: Network, isb: Sitting, windows: Windows, tmp_path: Path
) -> None:
    (path,) = network.send(isb)
    path.write_bytes(path.read_bytes()[:-40])
    (tmp_path / "letter.skf").write_text("Dear headquarters")
    page = windows.open(network.headquarters, "inbox")
    windows.until(lambda: page.shown)

    for bad in (path, tmp_path / "letter.skf"):
        give(windows, page, bad)
        windows.until(lambda: "was not taken in" in windows.say(page))
        page.show_banner(None)
    windows.until(lambda: len(page.shown.arrived) == 2)
    assert all(one.result == "quarantined" and one.advice for one in page.shown.arrived)


def test_a_plan_that_no_longer_holds_is_made_anew(network: Network, isb: Sitting, windows: Windows) -> None:
    record = finding.listing(isb, "session").records[0].id
    first = network.send(isb)
    recording.patch(isb, "session", {"venue": "Corrected"}, record)
    both = network.send(isb)
    page = windows.open(network.headquarters, "inbox")
    windows.until(lambda: page.shown)
    for path in (*first, *both):
        give(windows, page, path)
        windows.until(lambda: "ready" in windows.say(page))
        page.show_banner(None)
    windows.until(lambda: page.shown.waiting == 2)
    late, early = (one.arrival for one in page.shown.arrived)

    page.take(early)
    windows.until(lambda: page.shown.waiting == 1)
    page.take(late)
    windows.until(lambda: "has changed since this plan" in windows.say(page))
    page.take(late)
    windows.until(lambda: page.shown.waiting == 0)
    assert finding.record(network.headquarters, record).values["venue"] == "Corrected"


@pytest.mark.parametrize(("code", "size"), [("en", WIDE), ("en", NARROW), ("ur", WIDE)])
def test_nothing_is_cut_and_everything_has_a_name(
    network: Network, isb: Sitting, windows: Windows, code: str, size: tuple[int, int]
) -> None:
    network.deliver(network.send(isb))
    receiving.receive(isb, network.reply("ISB"))
    recording.save(isb, "session", session(venue="Second"))
    network.send(isb)
    receiving.receive(isb, network.reply("ISB"))
    recording.save(isb, "session", session(venue="Third"))
    damaged = network.send(isb)[0]
    damaged.write_bytes(damaged.read_bytes()[:-9])
    network.deliver([damaged])
    network.deliver(network.send(isb), plan_only=True)
    windows.dress(code)
    page = windows.open(network.headquarters, "inbox", size)
    windows.until(lambda: page.shown and page.chosen())
    windows.picture(page, f"inbox-{code}-{size[0]}")
    assert cut_words(page) == []
    assert nameless(page) == []
