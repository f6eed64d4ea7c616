"""A copied store and a wrong clock are said where people look first, and settled there with a reason, by keyboard."""

from __future__ import annotations

import shutil
from pathlib import Path

from PySide6.QtCore import Qt

from network_of_stores import Network
from offices import PASSPHRASE, session
from page_windows import NARROW, Windows, cut_words, nameless
from silkfield.clock import SetClock
from silkfield.operations import opening, recording
from silkfield.operations.exchange import alerting, receiving
from silkfield.operations.sitting import Sitting
from silkfield.store.store import DATABASE


def copied(network: Network, sitting: Sitting, to: Path) -> Sitting:
    """Copy a store and let both be used."""
    shutil.copytree(sitting.store.folder, to, ignore=shutil.ignore_patterns("*.db*", "*.lock"))
    sitting.store.database.copy_to(to / DATABASE)
    copy = opening.open_store(to, PASSPHRASE, clock=sitting.clock)
    network.stack.callback(copy.store.close)
    for one in (sitting, copy):
        recording.save(one, "session", session(venue=one.store.folder.name))
        network.deliver(network.send(one))
    return copy


def test_headquarters_sees_that_a_laptop_was_copied_and_settles_it(
    network: Network, windows: Windows, tmp_path: Path
) -> None:
    copied(network, network.add("ISB"), tmp_path / "copy")
    page = windows.open(network.headquarters, "sites", NARROW)
    windows.until(lambda: page.alerts.lines)
    assert page.alerts.lines[0].sentence.startswith("ISB1 was copied or put back: two histories since change 1 (")
    assert page.alerts.isVisible()
    assert cut_words(page) == []
    assert nameless(page) == []
    windows.qtbot.keyClick(page.alerts.reason, Qt.Key.Key_Return)
    windows.qtbot.keyClicks(page.alerts.reason, "An old copy was opened by mistake")
    windows.qtbot.keyClick(page.alerts.reason, Qt.Key.Key_Return)
    windows.until(lambda: not page.alerts.lines)
    assert not page.alerts.isVisible()
    (settled,) = alerting.listing(network.headquarters, settled=True)
    assert (settled.person, settled.reason) == ("Farah", "An old copy was opened by mistake")


def test_a_site_reads_on_today_that_its_store_was_copied_and_that_its_clock_is_wrong(
    network: Network, windows: Windows, tmp_path: Path
) -> None:
    isb = network.add("ISB")
    copy = copied(network, isb, tmp_path / "copy")
    receiving.receive(copy, network.reply("ISB"))
    assert isinstance(copy.clock, SetClock)
    copy.clock.milliseconds = SetClock.on("1970-01-03").milliseconds
    page = windows.open(copy, "today")
    windows.until(lambda: page.alerts.lines)
    assert "was put back or copied: headquarters has its changes up to 2" in page.alerts.lines[0].sentence
    assert "clock says 1970-01-03, but 2016-06-01 has been already" in page.status.fact()
    windows.qtbot.keyClicks(page.alerts.reason, "Known")
    windows.qtbot.keyClick(page.alerts.reason, Qt.Key.Key_Return)
    windows.until(lambda: not page.alerts.isVisible())
    copy.clock.milliseconds = SetClock.on("2016-06-02").milliseconds
    page.open()
    windows.until(lambda: "All work is saved" in page.status.fact())
