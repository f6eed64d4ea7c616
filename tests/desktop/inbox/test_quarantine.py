"""What was not taken in: why and what to do, looking again, taking in on a person's word, deleting, missing parts, mates."""

from __future__ import annotations

from pathlib import Path

import pytest
from PySide6.QtCore import Qt
from PySide6.QtWidgets import QWidget

from network_of_stores import Network
from offices import session
from page_windows import NARROW, WIDE, Windows, button, cut_words, nameless
from silkfield.desktop.widgets import Button, Text
from silkfield.operations import finding, recording
from silkfield.operations.exchange import admitting, inbox, inviting, joining, receiving, withholding
from silkfield.operations.sitting import Sitting


@pytest.fixture
def isb(network: Network) -> Sitting:
    laptop = network.add("ISB")
    recording.save(laptop, "session", session(venue="First"))
    return laptop


def opened(windows: Windows, sitting: Sitting, size: tuple[int, int] = WIDE):
    page = windows.open(sitting, "inbox", size)
    windows.until(lambda: page.shown)
    return page


def give(windows: Windows, page, *paths: Path) -> None:
    page.show_banner(None)
    page.zone.given.emit(list(paths))
    windows.until(lambda: windows.say(page) and page._job is None and not page.desk.busy())


def words(page) -> str:
    return " ".join(text.words() for text in page.findChildren(Text) if text.isVisible())


def count(sitting: Sitting) -> int:
    return finding.listing(sitting, "session").count


def test_a_revoked_laptops_bundle_is_taken_in_with_a_reason_and_never_without(
    network: Network, isb: Sitting, windows: Windows
) -> None:
    (path,) = network.send(isb)
    network.revoke("ISB1")
    page = opened(windows, network.headquarters)
    give(windows, page, path)
    windows.until(lambda: page.panel.reason and page.panel.reason.begin.isVisible())
    assert "may not send any more" in words(page)
    assert "comes from ISB1-1 and brings 1 new" in words(page)
    assert page.panel.button.text() == "Look again", "taking in anyway stands apart from what is pressed by habit"

    reason = page.panel.reason
    windows.qtbot.keyClick(reason.begin, Qt.Key.Key_Space)
    windows.qtbot.keyClick(reason.reason, Qt.Key.Key_Return)
    assert "Say in a few words" in reason.field.message()
    windows.until(lambda: seen_whole(reason.take))
    windows.picture(page, "inbox-anyway")
    reason.findChildren(Button)[1].click()
    assert not reason.reason.isVisible()
    windows.qtbot.keyClick(reason.begin, Qt.Key.Key_Space)
    windows.qtbot.keyClicks(reason.reason, "Made before the theft")
    page.refresh(None)
    windows.until(lambda: not page.desk.busy())
    assert reason.reason.value() == "Made before the theft", "what is typed stays when something else changes"
    assert count(network.headquarters) == 0
    windows.qtbot.keyClick(reason.reason, Qt.Key.Key_Return)
    windows.until(lambda: page.chosen().result == "imported")
    assert count(network.headquarters) == 1


def test_where_more_speaks_against_it_nobody_is_offered_to_take_it_in(
    network: Network, isb: Sitting, windows: Windows
) -> None:
    (path,) = network.send(isb)
    network.revoke("ISB1")
    (refused,) = network.deliver([path])
    for kept in (network.headquarters.store.folder / "quarantine").iterdir():
        kept.write_bytes(path.read_bytes()[:-40])
    page = opened(windows, network.headquarters)
    windows.until(lambda: "is not complete" in words(page))
    assert page.chosen().arrival == refused.arrival
    assert page.panel.reason is None


def test_a_part_is_looked_at_again_and_read_once_its_laptop_is_known(
    network: Network, windows: Windows, tmp_path: Path
) -> None:
    hq = network.headquarters
    invited = inviting.invite(hq, "KHI", "MIC Karachi")
    joined = joining.join(tmp_path / "khi", invited.part, "Sana", "a long walk at dusk", clock=hq.clock)
    network.stack.callback(joined.sitting.store.close)
    recording.save(joined.sitting, "session", session())
    (path,) = network.send(joined.sitting)
    page = opened(windows, hq)
    give(windows, page, path)
    assert "was not taken in" in windows.say(page)
    windows.until(lambda: page.panel.button and page.panel.button.text() == "Look again")
    page.panel.button.click()
    windows.until(lambda: not page.desk.busy() and "not on your list" in windows.say(page))

    admitting.admit(hq, admitting.read_answer(hq, joined.part), " ".join(joined.digits))
    page.clear_trouble()
    page.decisions.look_again()
    windows.until(lambda: page.shown.waiting == 1)
    assert "Nothing is kept aside." in windows.say(page), "it was read by itself when its laptop was admitted"


def test_a_part_is_deleted_only_after_a_question(
    network: Network, isb: Sitting, windows: Windows, tmp_path: Path
) -> None:
    (tmp_path / "letter.skf").write_text("Dear headquarters")
    page = opened(windows, network.headquarters)
    give(windows, page, tmp_path / "letter.skf")
    windows.until(lambda: page.chosen() and page.panel.button)
    page.clear_trouble()
    windows.qtbot.mouseClick(button(page, "Delete…"), Qt.MouseButton.LeftButton)
    windows.picture(page.dialog, "inbox-delete")
    windows.qtbot.keyClick(page.dialog, Qt.Key.Key_Escape)
    assert len(inbox.arrived_parts(network.headquarters)) == 1
    windows.qtbot.mouseClick(button(page, "Delete…"), Qt.MouseButton.LeftButton)
    page.dialog.act.click()
    windows.until(lambda: not page.shown.arrived)
    assert "The file is deleted." in windows.say(page)


def test_missing_parts_of_a_bundle_are_named(network: Network, isb: Sitting, windows: Windows) -> None:
    for number in range(60):
        recording.save(isb, "session", session(venue=f"Venue {number}", remarks="x" * 400 + str(number)))
    parts = network.send(isb, part_bytes=5_000)
    assert len(parts) > 3
    page = opened(windows, network.headquarters)
    give(windows, page, parts[0], *parts[2:])
    windows.until(lambda: page.shown.waiting == len(parts) - 1)
    assert f"{len(parts) - 1} parts are ready." in windows.say(page)
    assert f"part 2 of {len(parts)} is missing. Ask the sender for it." in page.status.fact()
    assert f"Of this bundle, part 2 of {len(parts)} is missing." in words(page)
    windows.picture(page, "inbox-missing-part")
    give(windows, page, parts[1])
    windows.until(lambda: not page.shown.missing)


def test_several_files_at_once_are_told_in_one_line(
    network: Network, isb: Sitting, windows: Windows, tmp_path: Path
) -> None:
    first = network.send(isb)
    network.deliver(first)
    recording.save(isb, "session", session(venue="Second"))
    (tmp_path / "letter.skf").write_text("Dear headquarters")
    page = opened(windows, network.headquarters)
    give(windows, page, *first, *network.send(isb), tmp_path / "letter.skf")
    said = "1 part is ready, 1 part was imported before, 1 was not taken in."
    assert said in windows.say(page)
    windows.picture(page, "inbox-several")


def test_edits_made_on_what_is_undone_are_named_before_it_happens(
    network: Network, isb: Sitting, windows: Windows
) -> None:
    record = finding.listing(isb, "session").records[0].id
    network.deliver(network.send(isb))
    receiving.receive(isb, network.reply("ISB"))
    recording.patch(isb, "session", {"venue": "Corrected"}, record)
    network.deliver(network.send(isb))
    page = opened(windows, network.headquarters)
    first = page.shown.arrived[-1]
    page.table.choose(first.arrival)
    windows.until(lambda: page.panel._shown and page.panel._shown[0] == first)
    page.panel.button.click()
    windows.until(lambda: page.dialog and page.dialog.isVisible())
    assert "1 record was edited after that. The later edit stays:" in words(page.dialog)
    assert "Corrected" in words(page.dialog)
    windows.picture(page.dialog, "inbox-built-on")
    page.dialog.act.click()
    windows.until(lambda: "1 record edited later stays." in windows.say(page))
    assert count(network.headquarters) == 1


def test_what_was_set_aside_says_by_whom_and_is_taken_in_again_on_a_word(
    network: Network, isb: Sitting, windows: Windows
) -> None:
    files = network.send(isb)
    network.deliver(files)
    withholding.undo(network.headquarters, "ISB1-1", "Typed twice")
    recording.save(isb, "session", session(venue="Second"))
    page = opened(windows, network.headquarters)
    give(windows, page, *network.send(isb))
    windows.until(lambda: page.shown.waiting == 1 and page.chosen().result == "planned")
    assert "2 changes were set aside by hand before, and stay aside" in words(page)
    give(windows, page, *files)
    assert "was undone before" in windows.say(page)
    button(page, "Take it in again").click()
    windows.until(lambda: count(network.headquarters) == 1)


def test_a_laptop_takes_in_files_of_headquarters_and_of_its_mates(
    network: Network, isb: Sitting, windows: Windows
) -> None:
    mate = network.add("ISB")
    recording.save(isb, "session", session(venue="Second"))
    page = opened(windows, isb)
    assert not any(one.text() == "Write receipts" for one in page.findChildren(Button))
    assert "the other laptops of this site" in words(page)
    give(windows, page, network.reply("ISB")[0].parent)
    assert "2 parts are imported" in windows.say(page)
    windows.until(lambda: page.shown.arrived and page.chosen())
    assert page.shown.title(page.chosen()).startswith("Headquarters")
    assert "Signature of headquarters" in words(page)

    receiving.receive(mate, [*network.reply("ISB"), *network.to_mates(isb)])
    record = finding.listing(isb, "session").records[0].id
    recording.patch(mate, "session", {"remarks": "Rain."}, record)
    recording.patch(isb, "session", {"remarks": "Sun."}, record)
    give(windows, page, *network.to_mates(mate))
    windows.until(page.clashes_button.isVisible)
    assert page.clashes_button.text() == "1 record to decide"
    windows.picture(page, "inbox-site")
    page.clashes_button.click()
    windows.until(lambda: page.navigator.key() == "clashes")


def seen_whole(part: QWidget) -> bool:
    return part.isVisible() and part.visibleRegion().boundingRect() == part.rect()


@pytest.mark.parametrize("size", [WIDE, NARROW, (1024, 700)])
@pytest.mark.parametrize("code", ["en", "ur"])
def test_nothing_is_cut_in_the_quarantine(
    network: Network, isb: Sitting, windows: Windows, tmp_path: Path, code: str, size: tuple[int, int]
) -> None:
    (path,) = network.send(isb)
    (tmp_path / "letter.skf").write_text("Dear headquarters")
    network.revoke("ISB1")
    windows.dress(code)
    page = opened(windows, network.headquarters, size)
    give(windows, page, tmp_path / "letter.skf", path)
    windows.until(lambda: len(page.shown.arrived) == 2)
    page.table.choose(next(one.arrival for one in page.shown.arrived if one.decidable))
    windows.until(lambda: page.panel.reason and page.panel.reason.begin.isVisible())
    page.panel.reason.begin.click()
    windows.until(lambda: seen_whole(page.panel.reason.reason) and seen_whole(page.panel.reason.take))
    windows.picture(page, f"inbox-quarantine-{code}-{size[0]}")
    assert page.panel.reason.width() <= page.panel.width() - 32, "nothing reaches beyond the panel"
    assert cut_words(page.panel if size[0] < NARROW[0] else page) == []
    assert nameless(page) == []
