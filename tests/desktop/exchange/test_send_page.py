"""Send data: a bundle is written and read back, receipts are read, and everything is said in plain words."""

from __future__ import annotations

from pathlib import Path

import pytest
from PySide6.QtCore import Qt
from PySide6.QtWidgets import QScrollArea

from attached_files import pdf, written
from network_of_stores import Network
from offices import session
from page_windows import NARROW, WIDE, Windows, button, cut_words, nameless
from silkfield.desktop.exchange.standing import goes_and_stays
from silkfield.desktop.widgets import DigitsBlock, Text
from silkfield.errors import Trouble
from silkfield.operations import opening, recording
from silkfield.operations.attaching import attach
from silkfield.operations.exchange import joining, phoning, receiving, sending
from silkfield.operations.sitting import Sitting
from silkfield.store import facts
from silkfield.store.reading import State


@pytest.fixture
def isb(network: Network) -> Sitting:
    laptop = network.add("ISB")
    for number in range(3):
        recording.save(laptop, "session", session(venue=f"Venue {number}"))
    return laptop


def test_a_bundle_is_saved_with_the_keyboard_alone_and_the_folder_is_remembered(
    isb: Sitting, windows: Windows, tmp_path: Path
) -> None:
    page = windows.open(isb, "send")
    windows.until(lambda: page.shown)
    page.folder.setFocus()
    page.folder.line.selectAll()
    windows.qtbot.keyClicks(page.folder.line, str(tmp_path / "stick"))
    windows.qtbot.keyClick(page.folder.line, Qt.Key.Key_S, Qt.KeyboardModifier.ControlModifier)
    windows.until(lambda: "Bundle 1 for headquarters is written and was read back." in windows.say(page))

    assert [path.suffix for path in (tmp_path / "stick").iterdir()] == [".skf"]
    windows.until(lambda: page.table.model.rowCount() == 1)
    assert opening.settings(isb).send_folder == str(tmp_path / "stick")
    assert page.shown.overview.waiting == {}


def read(windows: Windows, page, path: Path) -> None:
    """Type the path of a receipt and press Enter."""
    page.show_banner(None)
    page.receipt.setFocus()
    windows.qtbot.keyClicks(page.receipt.line, str(path))
    windows.qtbot.keyClick(page.receipt.line, Qt.Key.Key_Return)


def test_a_receipt_is_read_by_typing_its_path_and_says_which_bundles_arrived(
    isb: Sitting, network: Network, windows: Windows
) -> None:
    network.deliver(network.send(isb))
    folder = network.reply("ISB")[0].parent
    page = windows.open(isb, "send")
    windows.until(lambda: page.shown)
    assert [bundle.received for bundle in page.shown.overview.bundles] == [False]

    read(windows, page, folder)
    windows.until(lambda: "Headquarters has received bundle 1." in windows.say(page))
    windows.until(lambda: page.shown.overview.bundles[0].received)
    windows.picture(page, "send-receipt")

    read(windows, page, folder)
    windows.until(lambda: "was read before" in windows.say(page))


def test_a_file_that_is_no_receipt_is_said_in_one_sentence_with_advice(
    isb: Sitting, windows: Windows, tmp_path: Path
) -> None:
    (tmp_path / "letter.skf").write_text("Dear colleagues, " * 20)
    page = windows.open(isb, "send")
    windows.until(lambda: page.shown)
    for name, said in (("letter.skf", "not made by Silkfield"), ("nothing.skf", "There is no file")):
        read(windows, page, tmp_path / name)
        windows.until(lambda said=said: said in windows.say(page))
        page.clear_trouble()
        page.receipt.set_value("")
    (tmp_path / "empty").mkdir()
    read(windows, page, tmp_path / "empty")
    windows.until(lambda: "There are no bundle files there." in windows.say(page))


def test_the_card_says_what_goes_what_stays_and_what_is_sent_once_more(isb: Sitting, windows: Windows) -> None:
    sending.send(isb, windows.folder / "lost")
    recording.save(isb, "session", session(venue="Newer"))
    page = windows.open(isb, "send")
    windows.until(lambda: page.shown)
    words = [text.words() for text in page.contents.findChildren(Text)]
    assert "bundle 1, until headquarters has confirmed it" in words
    goes, stays = goes_and_stays(isb)
    assert {goes, stays} <= set(words)
    assert "Sessions" in goes
    assert "Clients' names" in stays
    assert "Clients' names" not in goes
    assert page.recipient.findChildren(DigitsBlock)[0].groups == list(joining.own_digits(isb))


def test_a_team_sends_no_clients(network: Network) -> None:
    goes, stays = goes_and_stays(network.add("KP", "team"))
    assert "Clients" not in goes
    assert stays == ""


def test_what_travels_by_mail_is_cut_and_everything_can_be_sent_again(
    isb: Sitting, windows: Windows, tmp_path: Path
) -> None:
    page = windows.open(isb, "send")
    windows.until(lambda: page.shown)
    page.folder.set_value(tmp_path / "first")
    page.save()
    windows.until(lambda: "Bundle 1 for headquarters is written" in windows.say(page))
    page.extent.set_value("all")
    page.folder.set_value(tmp_path / "second")
    page.save()
    windows.until(lambda: "Bundle 2 for headquarters is written" in windows.say(page))
    windows.until(lambda: len(page.shown.overview.bundles) == 2)
    assert [bundle.records for bundle in page.shown.overview.bundles] == [3, 3]


def test_a_folder_that_cannot_be_written_is_said_and_no_bundle_is_listed(
    isb: Sitting, windows: Windows, tmp_path: Path
) -> None:
    (tmp_path / "file").write_text("in the way")
    page = windows.open(isb, "send")
    windows.until(lambda: page.shown)
    page.folder.set_value("")
    page.save()
    assert "No folder is chosen." in windows.say(page)
    page.folder.set_value(tmp_path / "file")
    page.save()
    windows.until(lambda: "cannot be written" in windows.say(page))
    assert page.save_button.isEnabled()
    assert sending.overview(isb).bundles == ()


def test_a_bundle_that_was_not_finished_goes_on_or_is_given_up_by_keyboard(
    isb: Sitting, windows: Windows, tmp_path: Path
) -> None:
    (tmp_path / "file").write_text("in the way")
    page = windows.open(isb, "send")
    windows.until(lambda: page.shown)
    assert page.unfinished.isHidden()
    page.folder.set_value(tmp_path / "file")
    page.save()
    windows.until(lambda: "cannot be written" in windows.say(page))
    windows.until(lambda: not page.unfinished.isHidden())
    assert "Bundle 1 for headquarters is not finished." in {text.words() for text in page.unfinished.findChildren(Text)}
    windows.picture(page, "send-unfinished")

    page.folder.set_value(tmp_path / "stick")
    windows.qtbot.keyClick(page, Qt.Key.Key_S, Qt.KeyboardModifier.ControlModifier | Qt.KeyboardModifier.ShiftModifier)
    windows.until(lambda: "Bundle 1 for headquarters is written and was read back." in windows.say(page))
    assert "You may remove the stick now." in windows.say(page)
    windows.until(page.unfinished.isHidden)

    page.folder.set_value(tmp_path / "file")
    page.save()
    windows.until(lambda: not page.unfinished.isHidden())
    button(page, "Give up").click()
    windows.until(page.unfinished.isHidden)
    assert "Bundle 2 is given up." in windows.say(page)
    assert sending.overview(isb).unfinished is None


@pytest.mark.parametrize("code", ["en", "ur"])
def test_nothing_of_an_unfinished_bundle_is_cut(isb: Sitting, windows: Windows, tmp_path: Path, code: str) -> None:
    (tmp_path / "file").write_text("in the way")
    with pytest.raises(Trouble):
        sending.send(isb, tmp_path / "file")
    windows.dress(code)
    page = windows.open(isb, "send", NARROW)
    windows.until(lambda: page.shown)
    windows.picture(page, f"send-unfinished-{code}")
    assert cut_words(page) == []
    assert nameless(page) == []


@pytest.mark.parametrize(("code", "size"), [("en", WIDE), ("en", NARROW), ("ur", WIDE)])
def test_nothing_is_cut_and_everything_has_a_name(
    isb: Sitting, network: Network, windows: Windows, code: str, size: tuple[int, int]
) -> None:
    network.deliver(network.send(isb))
    receiving.receive(isb, network.reply("ISB"))
    recording.save(isb, "session", session(venue="New"))
    sending.send(isb, network.folder / "stick")
    recording.save(isb, "session", session(venue="Newer"))
    windows.dress(code)
    page = windows.open(isb, "send", size)
    windows.until(lambda: page.shown)
    windows.picture(page, f"send-{code}-{size[0]}")
    assert cut_words(page) == []
    assert nameless(page) == []


@pytest.mark.parametrize("language", ["en", "ur"])
def test_what_headquarters_lacks_of_attached_files_is_said_until_it_has_it(
    language: str, isb: Sitting, network: Network, windows: Windows, tmp_path: Path
) -> None:
    record = recording.save(isb, "session", session()).record
    attach(isb, record, written(tmp_path, "list.pdf", pdf(3 << 20)))
    network.deliver(network.send(isb)[:1])
    network.hear("ISB1")
    windows.dress(language)
    page = windows.open(isb, "send")
    windows.until(lambda: page.shown and page.contents._asked_line.isVisible())
    if language == "en":
        assert page.contents._asked.words() == "3 pieces of 1 attached file"
    assert [bundle.received for bundle in page.shown.overview.bundles] == [False]
    windows.picture(page, f"send-asked-{language}")
    assert cut_words(page) == []

    network.deliver(network.send(isb))
    network.hear("ISB1")
    page.open()
    windows.until(lambda: page.shown.overview.asked_for == (0, 0) and not page.contents._asked_line.isVisible())
    assert all(bundle.received for bundle in page.shown.overview.bundles)


def test_a_receipt_by_phone_is_taken_in_however_it_is_typed(isb: Sitting, network: Network, windows: Windows) -> None:
    network.deliver(network.send(isb))
    line = phoning.own_line(network.headquarters, "ISB1")
    page = windows.open(isb, "send")
    windows.until(lambda: page.shown)
    assert page.phone.line.value() == phoning.own_line(isb)
    for typed, said in (("SF LHE1 4 AAAAAAAA", "this laptop is ISB1"), (line.lower(), "has your changes up to 4 of 4")):
        page.phone.typed.setFocus()
        page.phone.typed.set_value(typed)
        windows.qtbot.keyClick(page.phone.typed, Qt.Key.Key_Return)
        windows.until(lambda said=said: said in windows.say(page))
    assert page.phone.typed.value() == ""
    windows.until(lambda: page.shown.states[State.RECEIVED] == 3)


def test_a_laptop_that_was_taken_off_the_list_says_so(isb: Sitting, network: Network, windows: Windows) -> None:
    network.add("ISB")
    network.revoke("ISB1")
    with network.headquarters.store.reading() as connection:
        copy = facts.read(connection, "roster")
    with isb.store.writing() as connection:
        facts.note(connection, "roster", copy)
    page = windows.open(isb, "send")
    windows.until(lambda: page.shown and page.shown.taken_off)
    assert any("off its list" in text.words() for text in page.recipient.findChildren(Text))
    page.folder.set_value(windows.folder / "stick")
    page.save()
    windows.until(lambda: "off its list" in windows.say(page))


@pytest.mark.parametrize(("code", "size"), [("en", WIDE), ("ur", NARROW)])
def test_the_card_of_receipts_by_phone_is_whole(
    isb: Sitting, windows: Windows, code: str, size: tuple[int, int]
) -> None:
    windows.dress(code)
    page = windows.open(isb, "send", size)
    windows.until(lambda: page.shown)
    bar = page.frame.findChildren(QScrollArea)[0].verticalScrollBar()
    bar.setValue(bar.maximum())
    windows.picture(page, f"phone-{code}-{size[0]}")
    assert cut_words(page.phone) == []
    assert nameless(page.phone) == []
