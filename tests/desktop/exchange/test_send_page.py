"""Send data: a bundle is written and read back, receipts are read, and everything is said in plain words."""

from __future__ import annotations

from pathlib import Path

import pytest
from PySide6.QtCore import Qt

from network_of_stores import Network
from offices import session
from page_windows import NARROW, WIDE, Windows, cut_words, nameless
from silkfield.operations import opening, recording, sending


@pytest.fixture
def isb(network: Network):
    laptop = network.add("ISB")
    for number in range(3):
        recording.save(laptop, "session", session(venue=f"Venue {number}"))
    return laptop


def test_a_bundle_is_saved_with_the_keyboard_alone_and_the_folder_is_remembered(
    isb, windows: Windows, tmp_path: Path
) -> None:
    page = windows.open(isb, "send")
    windows.until(lambda: page.shown)
    page.folder.setFocus()
    page.folder.line.selectAll()
    windows.qtbot.keyClicks(page.folder.line, str(tmp_path / "stick"))
    windows.qtbot.keyClick(page.folder.line, Qt.Key.Key_S, Qt.KeyboardModifier.ControlModifier)
    windows.until(lambda: "Bundle 1 is written and was read back." in windows.say(page))

    assert [path.suffix for path in (tmp_path / "stick").iterdir()] == [".skf"]
    windows.until(lambda: page.table.model.rowCount() == 1)
    assert opening.settings(isb).send_folder == str(tmp_path / "stick")
    assert page.shown.overview.waiting == {}


@pytest.mark.parametrize(("code", "size"), [("en", WIDE), ("en", NARROW), ("ur", WIDE)])
def test_nothing_is_cut_and_everything_has_a_name(
    isb, network: Network, windows: Windows, code: str, size: tuple[int, int]
) -> None:
    network.deliver(network.send(isb))
    from silkfield.operations import receiving

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
