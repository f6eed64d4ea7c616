"""Erasing for good: what goes is named before anything happens, and every laptop's word is seen."""

from __future__ import annotations

import pytest
from PySide6.QtCore import Qt

from network_of_stores import Network
from offices import session
from page_windows import NARROW, WIDE, Windows, button, cut_words, nameless
from silkfield.desktop.widgets import Text
from silkfield.operations import finding, recording
from silkfield.operations.exchange import erasing, receiving
from silkfield.operations.sitting import Sitting

CLIENT = {"identity_level": "I2", "sex": "F", "age_group": "A25", "birth_year": 1989}
CONTACT = {
    "contact_date": "2016-05-30",
    "channel": "WALKIN",
    "sex": "F",
    "age_group": "A25",
    "stage": "INT",
    "topics": ["JOB"],
    "outcomes": ["INFO"],
}


def a_client(sitting: Sitting, name: str = "Zarmina Durrani") -> str:
    client = recording.save(sitting, "client", CLIENT).record
    recording.save(sitting, "client_identity", {"client": client, "full_name": name, "phone": "+923339876543"})
    recording.save(sitting, "counselling_contact", {**CONTACT, "client": client})
    return client


@pytest.fixture
def isb(network: Network) -> Sitting:
    return network.add("ISB")


def words(page) -> str:
    return " ".join(text.words() for text in page.findChildren(Text) if text.isVisible())


def elsewhere(page) -> str:
    """Return how far the newest erasure has come, as the table says it."""
    return page.table.model.cell(page.table.model.index(0, 3)).text if page.table.model.rowCount() else ""


def test_a_client_is_erased_from_the_list_with_the_keyboard_after_what_goes_was_named(
    isb: Sitting, windows: Windows
) -> None:
    client = a_client(isb)
    page = windows.open(isb, "clients", form="client", record=client)
    windows.until(lambda: page.pane.shown)
    windows.picture(page, "erase-pane")
    windows.qtbot.keyClick(page, Qt.Key.Key_Delete, Qt.KeyboardModifier.ShiftModifier)
    windows.until(lambda: page.navigator.key() == "erasures")
    page = page.navigator.page()
    windows.until(lambda: page.card.asked)
    assert "Zarmina Durrani" in words(page.card)
    assert "Goes for good: 1 × Client's name" in words(page.card)
    assert "Stays, without saying who it was" in words(page.card)
    windows.picture(page, "erase-card")

    windows.qtbot.keyClick(page.card.button, Qt.Key.Key_Space)
    assert page.card.dialog.safe.hasFocus() or page.card.dialog.safe.isVisible()
    windows.picture(page.card.dialog, "erase-question")
    windows.qtbot.keyClick(page.card.dialog, Qt.Key.Key_Escape)
    assert finding.listing(isb, "client_identity").count == 1
    windows.qtbot.keyClick(page.card.button, Qt.Key.Key_Space)
    windows.qtbot.keyClick(page.card.dialog.act, Qt.Key.Key_Space)
    windows.until(lambda: "Erased here." in windows.say(page) and page.shown)
    assert finding.listing(isb, "client_identity").count == 0
    assert finding.listing(isb, "counselling_contact").count == 1
    windows.until(lambda: "Asked headquarters" in elsewhere(page))
    windows.until(lambda: "Headquarters has not answered yet." in words(page.panel))
    assert not page.card.isVisible()
    windows.picture(page, "erase-done")
    button(page, "Send data").click()
    windows.until(lambda: page.navigator.key() == "send")


def test_headquarters_sees_which_laptops_have_confirmed(network: Network, isb: Sitting, windows: Windows) -> None:
    network.add("LHE")
    client = a_client(isb)
    network.deliver(network.send(isb))
    page = windows.open(network.headquarters, "erasures", record=client)
    windows.until(lambda: page.card.asked)
    page.card.ask()
    page.card.dialog.act.click()
    windows.until(lambda: "Erased here." in windows.say(page) and page.shown)
    windows.until(lambda: "ISB1: not yet, last heard of on" in words(page.panel))
    assert "LHE1: not yet, never heard of" in words(page.panel)

    receiving.receive(isb, network.reply("ISB"))
    network.deliver(network.send(isb))
    page.refresh(None)
    windows.until(lambda: "ISB1: found 1, 1 gone" in words(page.panel))
    assert elsewhere(page) == "1 of 2 laptops confirmed"
    windows.picture(page, "erase-headquarters")
    page.show_banner(None)
    network.hear("LHE1")
    network.deliver(network.send(network.laptops["LHE1"]))
    page.refresh(None)
    windows.until(lambda: elsewhere(page) == "Confirmed by all")
    site = windows.open(isb, "erasures")
    windows.until(lambda: site.shown)
    assert elsewhere(site) == "Ordered by headquarters"


def test_what_names_nobody_is_not_erased_but_as_a_mistake(isb: Sitting, windows: Windows) -> None:
    record = recording.save(isb, "session", session()).record
    page = windows.open(isb, "erasures", record=record)
    windows.until(lambda: page.card.asked)
    assert "say of nobody who he or she is" in words(page.card)
    assert not page.card.button.isEnabled()
    page.card.ask()
    assert page.card.dialog is None
    page.card.basis.set_value("mistake")
    page.card.basis.changed.emit("mistake")
    windows.until(lambda: page.card.asked.reach)
    assert "Goes for good: 1 × Session" in words(page.card)
    kept = page.leave()
    assert kept == {"record": record, "basis": "mistake"}
    recording.remove(isb, record)
    page.erase(record, "no reason")
    windows.until(lambda: "is no reason to erase" in windows.say(page))


def test_nothing_erased_is_said_and_a_record_that_is_gone_too(isb: Sitting, windows: Windows) -> None:
    page = windows.open(isb, "sessions")
    windows.until(lambda: page.table)
    page.which.set_value("removed")
    page.which.changed.emit("removed")
    button(page, "Erased for good").click()
    page = page.navigator.page()
    windows.until(lambda: page.shown is not None)
    windows.until(lambda: "Nothing was erased for good." in words(page))
    page.open(record="0192f3a4-0000-7000-8000-0000000000ee")
    windows.until(lambda: "There is no record" in windows.say(page))
    record = recording.save(isb, "session", session()).record
    page.navigator.open_page("erasures", record=record)
    windows.until(lambda: page.card.asked)
    windows.qtbot.keyClick(page.card, Qt.Key.Key_Escape)
    windows.until(lambda: page.navigator.key() != "erasures" or not page.card.isVisible())
    assert erasing.listing(isb) == []


@pytest.mark.parametrize("size", [WIDE, NARROW])
@pytest.mark.parametrize("code", ["en", "ur"])
def test_nothing_is_cut(network: Network, isb: Sitting, windows: Windows, code: str, size: tuple[int, int]) -> None:
    network.add("LHE")
    gone, client = a_client(isb), a_client(isb, "Samina Khan")
    network.deliver(network.send(isb))
    erasing.erase(network.headquarters, gone)
    windows.dress(code)
    page = windows.open(network.headquarters, "erasures", size, record=client)
    windows.until(lambda: page.card.asked and page.shown)
    windows.picture(page, f"erase-{code}-{size[0]}")
    assert cut_words(page) == []
    assert nameless(page) == []
