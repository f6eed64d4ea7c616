"""Sending to the other laptops of a site: chosen with a key, and everybody sees what the others have."""

from __future__ import annotations

from pathlib import Path

import pytest
from PySide6.QtCore import Qt

from network_of_stores import Network
from offices import session
from page_windows import NARROW, WIDE, Windows, button, cut_words, nameless
from silkfield.desktop.widgets import Text
from silkfield.operations import finding, recording
from silkfield.operations.exchange import finishing, receiving, sending
from silkfield.operations.sitting import Sitting


@pytest.fixture
def pair(network: Network) -> tuple[Sitting, Sitting]:
    first, second = network.add("ISB"), network.add("ISB")
    network.hear()
    recording.save(first, "session", session(venue="First"))
    return first, second


def opened(windows: Windows, sitting: Sitting, size: tuple[int, int] = WIDE):
    page = windows.open(sitting, "send", size)
    windows.until(lambda: page.shown)
    return page


def words(page) -> str:
    return " ".join(text.words() for text in page.findChildren(Text) if text.isVisible())


def test_a_bundle_for_the_other_laptops_is_chosen_with_a_key_and_said_to_be_known(
    pair, windows: Windows, tmp_path: Path
) -> None:
    first, second = pair
    page = opened(windows, first)
    windows.until(page.to.isVisible)
    assert page.to.value() == "headquarters"
    assert "ISB2 has not said yet what it has." in words(page.to)
    page.to.choice.setFocus()
    windows.qtbot.keyClick(windows.qapp.focusWidget(), Qt.Key.Key_2)
    assert page.to.to_mates()
    assert "only laptops of this site can open it" in words(page.contents)
    assert not page.recipient.isVisible()
    windows.qtbot.keyClick(windows.qapp.focusWidget(), Qt.Key.Key_2)
    assert page.to.to_mates(), "one of them is always chosen"

    page.folder.set_value(tmp_path / "stick")
    page.save()
    windows.until(lambda: "is written and was read back" in windows.say(page))
    windows.until(lambda: page.mates_table.model.rowCount() == 1)
    assert page.mates_table.model.cell(page.mates_table.model.index(0, 4)).text == "not known to ISB2 yet"
    windows.picture(page, "send-mates")
    receiving.receive(second, [tmp_path / "stick"])
    assert finding.listing(second, "session").count == 1

    sending.send(second, tmp_path / "back", mates=True)
    page.read([tmp_path / "back"])
    windows.until(lambda: page.mates_table.model.cell(page.mates_table.model.index(0, 4)).text == "known to ISB2")
    windows.until(lambda: "ISB2 has everything." in words(page.to))
    assert page.to.to_mates()
    windows.picture(page, "send-mates-known")
    recording.save(first, "session", session(venue="Second"))
    page.refresh(None)
    windows.until(lambda: "ISB2 lacks 1 change." in words(page.to))
    windows.qtbot.keyClick(page.to.choice.focusProxy(), Qt.Key.Key_1)
    assert page.recipient.isVisible()


def test_both_unfinished_bundles_go_on_or_are_given_up(pair, windows: Windows, tmp_path: Path) -> None:
    first, _second = pair
    (tmp_path / "file").write_text("in the way")
    page = opened(windows, first)
    page.folder.set_value(tmp_path / "file")
    page.save()
    windows.until(lambda: "cannot be written" in windows.say(page) and page._job is None)
    page.to.choose("mates")
    page.save()
    windows.until(lambda: len(finishing.all_unfinished(first)) == 2 and page._job is None)
    windows.until(lambda: "Bundle 2 for the other laptops is not finished." in words(page.unfinished))
    assert "Bundle 1 for headquarters is not finished." in words(page.unfinished)
    page.clear_trouble()
    windows.picture(page, "send-unfinished-two")
    page.folder.set_value(tmp_path / "stick")
    windows.qtbot.keyClick(page, Qt.Key.Key_S, Qt.KeyboardModifier.ControlModifier | Qt.KeyboardModifier.ShiftModifier)
    windows.until(lambda: "Bundle 2 for our other laptops is written" in windows.say(page))
    windows.until(lambda: page.unfinished.first() and page.unfinished.first().made.number == 1)
    button(page.unfinished, "Give up").click()
    windows.until(page.unfinished.isHidden)
    assert finishing.all_unfinished(first) == ()


def test_a_site_with_one_laptop_is_not_asked(network: Network, windows: Windows) -> None:
    page = opened(windows, network.add("LHE"))
    assert page.to.isHidden()
    button(page, "Inbox").click()
    windows.until(lambda: page.navigator.key() == "inbox")


def test_header_and_button_say_whom_the_bundle_is_for(pair, windows: Windows, tmp_path: Path) -> None:
    page = opened(windows, pair[0])
    windows.until(page.to.isVisible)

    def said() -> tuple[str, str]:
        return page.header._facts.words(), page.save_button.text()

    headquarters = ("MIC ISB, laptop 1, to ICMPD headquarters", "Save for headquarters")
    assert said() == headquarters
    assert page.phone.isVisible()
    page.to.choose("mates")
    assert said() == ("MIC ISB, laptop 1, to \u2066ISB2\u2069", "Save for our other laptops")
    assert not page.phone.isVisible(), "headquarters is called about its own bundles"
    page.folder.set_value(tmp_path / "stick")
    page.save()
    assert said()[1] == "Save for our other laptops"
    page.to.choose("headquarters")
    assert said() == headquarters
    windows.until(lambda: "Bundle 1 for our other laptops is written" in windows.say(page))
    assert said() == headquarters


def test_a_mate_that_is_taken_off_the_list_is_offered_no_more(network: Network, pair, windows: Windows) -> None:
    first, _second = pair
    page = opened(windows, first)
    windows.until(page.to.isVisible)
    page.to.choose("mates")
    network.revoke("ISB2")
    page.read(network.reply("ISB"))
    windows.until(page.to.isHidden)
    assert not page.to.to_mates()
    assert page.save_button.text() == "Save for headquarters"


@pytest.mark.parametrize("size", [WIDE, NARROW])
@pytest.mark.parametrize("code", ["en", "ur"])
def test_nothing_is_cut(pair, windows: Windows, code: str, size: tuple[int, int]) -> None:
    windows.dress(code)
    page = opened(windows, pair[0], size)
    windows.until(page.to.isVisible)
    page.to.choose("mates")
    windows.picture(page, f"send-mates-{code}-{size[0]}")
    assert cut_words(page) == []
    assert nameless(page) == []


def test_what_a_lost_laptop_left_with_a_mate_is_said_before_it_goes(pair, network: Network, windows: Windows) -> None:
    first, second = pair
    receiving.receive(second, network.to_mates(first))
    network.revoke("ISB1")
    network.hear("ISB2")
    page = opened(windows, second)
    assert "1 record of \u2066ISB1\u2069, which was lost, goes with this bundle" in words(page.contents)
    windows.picture(page, "send-lost")
    page.folder.set_value(network.folder / "stick")
    page.save()
    windows.until(lambda: "is written and was read back" in windows.say(page))
    windows.until(lambda: "which was lost" not in words(page.contents))
