"""A plan is read record by record before anything is written, with the figures before and after."""

from __future__ import annotations

import pytest
from PySide6.QtCore import Qt
from PySide6.QtWidgets import QWidget

from network_of_stores import Network
from offices import training
from page_windows import NARROW, WIDE, Windows, cut_words, nameless
from silkfield.desktop.inbox.inbox_page import InboxPage
from silkfield.desktop.widgets import Text
from silkfield.operations import finding, recording
from silkfield.operations.sitting import Sitting


@pytest.fixture
def isb(network: Network) -> Sitting:
    """A site with two events at headquarters: one was changed since on both sides, one at the site; a third is new."""
    laptop = network.add("ISB")
    first = recording.save(laptop, "event", training(title="Document security")).record
    second = recording.save(laptop, "event", training(title="Borders")).record
    network.deliver(network.send(laptop))
    recording.patch(network.headquarters, "event", {"title": "Documents"}, first)
    recording.patch(laptop, "event", {"title": "Secure documents"}, first)
    recording.patch(laptop, "event", {"title": "Borders II"}, second)
    recording.save(laptop, "event", training(title="Referral"))
    return laptop


def words(page: QWidget) -> str:
    """Return all the words of a page."""
    return " ".join(text.words() for text in page.findChildren(Text))


def open_plan(windows: Windows, network: Network, isb: Sitting, size: tuple[int, int] = WIDE) -> InboxPage:
    """Give headquarters the bundle in its window, and open its plan by keyboard."""
    (path,) = network.send(isb)
    inbox = windows.open(network.headquarters, "inbox", size)
    assert isinstance(inbox, InboxPage)
    windows.until(lambda: inbox.shown)
    inbox.add([path])
    windows.until(lambda: inbox.shown.waiting == 1 and inbox.chosen() and inbox.panel.button)
    windows.qtbot.keyClick(inbox.table, Qt.Key.Key_L, Qt.KeyboardModifier.AltModifier)
    return inbox


def test_every_record_of_a_plan_is_told_before_anything_is_written(
    network: Network, isb: Sitting, windows: Windows
) -> None:
    inbox = open_plan(windows, network, isb)
    windows.until(lambda: inbox.navigator.key() == "plan")
    page = inbox.navigator.page()
    windows.until(lambda: page.shown is not None and len(page._words) == 3)
    assert sorted(one.kind for one in page.shown.changes) == ["changed", "clash", "new"]
    assert page.shown.figures == (("event", 2, 3),)
    assert "Events \u20662\u2069 → \u20663\u2069" in words(page.header)
    page.kind.set_value("changed")
    page.kind.changed.emit("changed")
    windows.until(lambda: "Title: Borders → Borders II" in words(page))
    titles = {one.values["title"] for one in finding.listing(network.headquarters, "event").records}
    assert titles == {"Documents", "Borders"}

    windows.qtbot.keyClick(page.table, Qt.Key.Key_Return, Qt.KeyboardModifier.ControlModifier)
    windows.until(lambda: inbox.navigator.key() == "inbox" and inbox.shown.waiting == 0)
    assert finding.listing(network.headquarters, "event").count == 3


def test_a_plan_of_a_store_that_changed_is_shown_anew_and_not_carried_out(
    network: Network, isb: Sitting, windows: Windows
) -> None:
    inbox = open_plan(windows, network, isb)
    windows.until(lambda: inbox.navigator.key() == "plan")
    page = inbox.navigator.page()
    windows.until(lambda: page.shown is not None)
    second = next(one.record for one in page.shown.changes if one.kind == "changed")
    recording.patch(network.headquarters, "event", {"title": "Borderlands"}, second)
    windows.qtbot.keyClick(page.table, Qt.Key.Key_Return, Qt.KeyboardModifier.ControlModifier)
    windows.until(lambda: "The store has changed" in words(page))
    windows.until(lambda: [one.kind for one in page.shown.changes].count("clash") == 2)
    assert finding.listing(network.headquarters, "event").count == 2


@pytest.mark.parametrize(("language", "size"), [("en", WIDE), ("ur", WIDE), ("ur", NARROW)])
def test_nothing_is_cut_and_everything_has_a_name(
    network: Network, isb: Sitting, windows: Windows, language: str, size: tuple[int, int]
) -> None:
    windows.dress(language)
    inbox = open_plan(windows, network, isb, size)
    windows.until(lambda: inbox.navigator.key() == "plan")
    page = inbox.navigator.page()
    windows.until(lambda: page.shown is not None and len(page._words) == 3)
    windows.picture(page, f"plan-{language}-{size[0]}")
    assert cut_words(page) == []
    assert nameless(page) == []
