"""Reports: the figures of a month are shown with what they rest on, and saved as they are shown."""

from __future__ import annotations

import json
from pathlib import Path

import pytest
from PySide6.QtCore import Qt

from network_of_stores import Network
from offices import session
from page_windows import NARROW, WIDE, Windows, cut_words, nameless
from silkfield.operations import opening, recording


def test_a_month_is_shown_and_saved_with_the_keyboard(network: Network, windows: Windows, tmp_path: Path) -> None:
    isb = network.add("ISB")
    recording.save(isb, "session", session())
    network.deliver(network.send(isb))
    page = windows.open(network.headquarters, "reports")
    windows.until(lambda: page.made)
    assert page.month.value() == "2016-05"
    assert page.made.figures["ISB"]["C"]["heads"]["total"] == 42

    page.folder.set_value(tmp_path)
    page.format.set_value("json")
    windows.qtbot.keyClick(page.month, Qt.Key.Key_S, Qt.KeyboardModifier.ControlModifier)
    windows.until(lambda: "is written" in windows.say(page))
    (path,) = tmp_path.glob("R1-*.json")
    assert json.loads(path.read_text())["figures"] == page.made.figures
    assert opening.settings(network.headquarters).send_folder == str(tmp_path)


def test_a_month_that_is_none_is_said(network: Network, windows: Windows) -> None:
    page = windows.open(network.headquarters, "reports")
    windows.until(lambda: page.made)
    page.month.set_value("May")
    page.look()
    windows.until(lambda: "is no month" in windows.say(page))


@pytest.mark.parametrize(("code", "size"), [("en", WIDE), ("en", NARROW), ("ur", WIDE)])
def test_nothing_is_cut_and_everything_has_a_name(
    network: Network, windows: Windows, code: str, size: tuple[int, int]
) -> None:
    isb = network.add("ISB")
    recording.save(isb, "session", session())
    network.deliver(network.send(isb))
    windows.dress(code)
    page = windows.open(network.headquarters, "reports", size)
    windows.until(lambda: page.made)
    windows.picture(page, f"reports-{code}-{size[0]}")
    assert cut_words(page) == []
    assert nameless(page) == []
