"""Inbox: nothing is written before somebody has looked at the plan, and every file is answered in plain words."""

from __future__ import annotations

from pathlib import Path

import pytest
from PySide6.QtCore import QMimeData, QPoint, QPointF, Qt, QUrl
from PySide6.QtGui import QDragEnterEvent, QDropEvent

from attached_files import pdf, written
from network_of_stores import Network
from offices import session
from page_windows import NARROW, WIDE, Windows, button, cut_words, nameless
from silkfield.desktop.inbox.arrived import meaning, state
from silkfield.desktop.widgets import Text
from silkfield.operations import finding, recording
from silkfield.operations.attaching import attach
from silkfield.operations.attachments import attachments
from silkfield.operations.exchange import planning, receiving, recovering, withholding
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

    page.receipts_button.click()
    assert page.dialog.site.value() == "ISB"
    page.dialog.folder.set_value(network.folder / "receipts")
    windows.picture(page.dialog, "inbox-receipts")
    windows.qtbot.keyClick(page.dialog.act, Qt.Key.Key_Space)
    windows.until(lambda: "receipt is written" in windows.say(page))
    receiving.receive(isb, [network.folder / "receipts"])
    assert finding.record(isb, record).state is State.RECEIVED


def test_an_import_is_undone_after_a_question_in_words(network: Network, isb: Sitting, windows: Windows) -> None:
    (path,) = network.send(isb)
    network.deliver([path])
    page = windows.open(network.headquarters, "inbox")
    windows.until(lambda: page.shown and page.chosen())

    page.panel.button.click()
    windows.until(lambda: page.dialog and page.dialog.isVisible())
    windows.qtbot.keyClick(page.dialog, Qt.Key.Key_Escape)
    assert finding.listing(network.headquarters, "session").count == 3
    page.dialog = None
    page.panel.button.click()
    windows.until(lambda: page.dialog and page.dialog.isVisible())
    page.decisions.reason.set_value("Typed twice")
    windows.picture(page.dialog, "inbox-undo")
    page.dialog.act.click()
    windows.until(lambda: page.chosen().result == "withheld")
    assert "Typed twice" in page.chosen().sentence
    assert finding.listing(network.headquarters, "session").count == 0

    give(windows, page, path)
    windows.until(lambda: "was undone before" in windows.say(page))
    assert finding.listing(network.headquarters, "session").count == 0
    windows.qtbot.mouseClick(button(page, "Take it in again"), Qt.MouseButton.LeftButton)
    windows.until(lambda: page.chosen().result == "imported")
    assert finding.listing(network.headquarters, "session").count == 3


def test_a_gap_is_said_before_and_after_the_import_and_closes_again(
    network: Network, isb: Sitting, windows: Windows
) -> None:
    network.deliver(network.send(isb))
    receiving.receive(isb, network.reply("ISB"))
    recording.save(isb, "session", session(venue="Second"))
    network.deliver(network.send(isb))
    receiving.receive(isb, network.reply("ISB"))
    recording.save(isb, "session", session(venue="Third"))
    withholding.undo(network.headquarters, "ISB1-2")
    page = windows.open(network.headquarters, "inbox")
    windows.until(lambda: page.shown)

    give(windows, page, network.send(isb)[0])
    windows.until(lambda: page.shown.waiting == 1 and page.chosen().result == "planned")
    assert page.chosen().gaps == ((5, 5),)
    assert state(page.chosen())[0] == "Gap, change 5"
    windows.picture(page, "inbox-gap")
    windows.qtbot.keyClick(page.table, Qt.Key.Key_Return, Qt.KeyboardModifier.ControlModifier)
    windows.until(lambda: page.shown.waiting == 0)
    assert "change 5 has not arrived" in page.status.fact()
    assert [state(one)[0] for one in page.shown.arrived] == ["Gap, change 5", "Set aside", "Imported"]

    aside = next(one for one in page.shown.arrived if one.result == "withheld")
    page.table.choose(aside.arrival)
    windows.until(lambda: page.panel.button and page.panel.button.text() == "Take it in again")
    page.panel.button.click()
    windows.until(lambda: "Nothing is missing" in page.status.fact())


def test_two_parts_of_one_bundle_are_imported_one_after_the_other_with_one_key(
    network: Network, isb: Sitting, windows: Windows
) -> None:
    for number in range(60):
        recording.save(isb, "session", session(venue=f"Hall {number}", remarks="x" * 400 + str(number)))
    parts = network.send(isb, part_bytes=8_000)
    assert len(parts) > 1
    page = windows.open(network.headquarters, "inbox")
    windows.until(lambda: page.shown)
    give(windows, page, parts[0].parent)
    windows.until(lambda: page.shown.waiting == len(parts))
    assert all(not one.gaps for one in page.shown.arrived)
    windows.picture(page, "inbox-parts")
    while page.shown.waiting:
        before = page.shown.waiting
        windows.until(lambda: page.chosen() and page.chosen().result == "planned" and page.panel.button.isVisible())
        windows.qtbot.keyClick(page.table, Qt.Key.Key_Return, Qt.KeyboardModifier.ControlModifier)
        windows.until(lambda before=before: page.shown.waiting == before - 1)
    assert finding.listing(network.headquarters, "session").count == 63


def test_files_are_dropped_anywhere_on_the_page(network: Network, isb: Sitting, windows: Windows) -> None:
    (path,) = network.send(isb)
    page = windows.open(network.headquarters, "inbox")
    windows.until(lambda: page.shown)
    data = QMimeData()
    data.setUrls([QUrl.fromLocalFile(str(path))])
    plain = (Qt.MouseButton.LeftButton, Qt.KeyboardModifier.NoModifier)
    enter = QDragEnterEvent(QPoint(50, 50), Qt.DropAction.CopyAction, data, *plain)
    windows.qapp.sendEvent(page, enter)
    assert enter.isAccepted()
    drop = QDropEvent(QPointF(50, 50), Qt.DropAction.CopyAction, data, *plain)
    windows.qapp.sendEvent(page, drop)
    windows.until(lambda: page.shown.waiting == 1)
    assert drop.isAccepted()


def test_a_file_with_a_name_of_its_own_does_not_show_that_name(
    network: Network, windows: Windows, tmp_path: Path
) -> None:
    (tmp_path / "Muhammad Ashraf.skf").write_text("Dear headquarters")
    page = windows.open(network.headquarters, "inbox")
    windows.until(lambda: page.shown)
    give(windows, page, tmp_path)
    windows.until(lambda: page.shown.arrived)
    windows.until(page.chosen)
    words = [text.words() for text in page.findChildren(Text)]
    words += [windows.say(page), page.table.view.model().index(0, 0).data()]
    assert not [text for text in words if "Ashraf" in text]


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
    late, early = page.shown.arrived

    page.decisions.act("import", early)
    windows.until(lambda: page.shown.waiting == 1)
    page.decisions.act("import", late)
    windows.until(lambda: "has changed since this plan" in windows.say(page))
    page.decisions.act("import", late)
    windows.until(lambda: page.shown.waiting == 0)
    assert finding.record(network.headquarters, record).values["venue"] == "Corrected"


def test_a_receipt_that_was_not_written_to_its_end_goes_on_or_is_given_up(
    network: Network, isb: Sitting, windows: Windows, tmp_path: Path
) -> None:
    lhe = network.add("LHE")
    network.deliver(network.send(isb))
    (tmp_path / "stick").write_text("in the way")
    page = windows.open(network.headquarters, "inbox")
    windows.until(lambda: page.shown)
    for code in ("ISB", "LHE"):
        page.write_receipts(tmp_path / "stick", [code])
        windows.until(lambda: "cannot be written" in windows.say(page) and page._job is None)
        page.clear_trouble()
    windows.until(lambda: len(page.shown.unfinished) == 2)
    words = {text.words() for text in page.unfinished.findChildren(Text)}
    assert {"Bundle 1 for MIC ISB is not finished.", "Bundle 2 for MIC LHE is not finished."} <= words
    windows.picture(page, "inbox-unfinished")
    button(page.unfinished, "Give up").click()
    windows.until(lambda: "Bundle 2 is given up." in windows.say(page) and len(page.shown.unfinished) == 1)
    (tmp_path / "stick").unlink()
    button(page.unfinished, "Continue").click()
    windows.until(lambda: "Bundle 1 is written and was read back." in windows.say(page))
    windows.until(page.unfinished.isHidden)
    assert {one.result for one in receiving.receive(isb, [tmp_path / "stick"])} == {"imported"}
    assert {one.code for one in receiving.receive(lhe, [tmp_path / "stick"])} == {"E_NOT_FOR_US"}


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


@pytest.mark.parametrize("language", ["en", "ur"])
def test_pieces_of_files_are_told_apart_from_records_and_wait_for_theirs(
    language: str, isb: Sitting, network: Network, windows: Windows, tmp_path: Path
) -> None:
    record = recording.save(isb, "session", session()).record
    attach(isb, record, written(tmp_path, "list.pdf", pdf(3 << 20)))
    hq, parts = network.headquarters, network.send(isb, part_bytes=1_300_000)
    network.deliver(parts[3:])
    network.deliver(parts[:2], plan_only=True)
    windows.dress(language)
    page = windows.open(hq, "inbox")
    windows.until(lambda: page.shown and len(page.shown.arrived) == 3)
    if language == "en":
        assert [meaning(one) for one in page.shown.arrived] == [
            ("Attached files", "1 piece"),
            ("Can be imported now", "No clash"),
            ("Pieces of a file, too early", "Taken in after their record"),
        ]
        assert state(page.shown.arrived[2])[0] == "Waits for its record"
    windows.picture(page, f"inbox-pieces-{language}")
    assert cut_words(page) == []

    log = next(one.arrival for one in page.shown.arrived if one.plan.counts["new"])
    if language == "en":
        assert "1 piece of attached files" in {text.words() for text in page.findChildren(Text)}
    planning.import_planned(hq, log)
    page.open()
    windows.until(lambda: {one.result for one in page.shown.arrived} == {"planned", "imported"})
    (came,) = attachments(hq, record)
    assert (came.here, came.chunks) == (1, 3), "the one that waited came in with its record"


def test_headquarters_is_asked_for_a_recovery_kit_until_one_was_tried(network: Network, windows: Windows) -> None:
    hq = network.headquarters
    page = windows.open(hq, "inbox")
    windows.until(lambda: "no recovery kit" in windows.say(page))
    windows.picture(page, "inbox-kit")
    assert cut_words(page) == []
    windows.qtbot.keyClick(button(page, "Recovery kit"), Qt.Key.Key_Space)
    windows.until(lambda: page.window().page() is not page)
    kit = recovering.make_kit(hq)
    recovering.try_kit(hq, kit.file, kit.code)
    assert not recovering.kit_state(hq).is_urgent
