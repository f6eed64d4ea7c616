"""A certificate is checked in the window of any laptop of the network, from its square code or its number."""

from __future__ import annotations

import pytest
from pytestqt.qtbot import QtBot

from desktop_keys import Keyboard, words_of
from network_of_stores import Network
from offices import training
from page_windows import Windows, cut_words, nameless
from silkfield.desktop.events.certificate_page import CertificatePage
from silkfield.operations import attending, certificates, recording
from silkfield.operations.certificates import Printed
from silkfield.operations.sitting import Sitting

DAYS = ("2016-05-23", "2016-05-24", "2016-05-25")


def issued(sitting: Sitting) -> Printed:
    """Give somebody a certificate."""
    event = recording.save(sitting, "event", training()).record
    attending.add(sitting, event, "Rubina Shaheen")
    attending.mark(sitting, {attending.sheet(sitting, event).people[0].id: {"attendance": dict.fromkeys(DAYS, "full")}})
    certificates.certify(sitting, event)
    return certificates.printed(sitting, event)[0]


def opened(windows: Windows, sitting: Sitting) -> CertificatePage:
    """Open the page on a laptop."""
    page = windows.open(sitting, "certificate")
    assert isinstance(page, CertificatePage)
    return page


@pytest.mark.parametrize("code", ["en", "ur"])
def test_another_laptop_checks_the_pasted_code(
    network: Network, windows: Windows, keyboard: Keyboard, code: str
) -> None:
    islamabad, lahore = network.add("ISB"), network.add("LHE")
    made = issued(islamabad)
    network.hear("LHE1")
    windows.dress(code)
    page = opened(windows, lahore)
    windows.qapp.clipboard().setText(made.code)
    keyboard.press("Ctrl+V", "Enter")
    windows.until(page.result.isVisible)
    assert "Rubina Shaheen" in words_of(page.result)
    assert "ISB1" in words_of(page.result)
    windows.picture(page, f"certificate-{code}")
    assert cut_words(page) == []
    assert nameless(page) == []


def test_a_changed_code_and_a_slip_in_the_number_are_refused(
    network: Network, windows: Windows, keyboard: Keyboard, qtbot: QtBot
) -> None:
    islamabad = network.add("ISB")
    made = issued(islamabad)
    page = opened(windows, islamabad)
    for typed, said in (
        (made.code[:-4] + "AAAA", "changed after it was signed"),
        (made.certificate.number[:-1] + "x", "slip in it"),
        ("hello", "not the code of a certificate"),
    ):
        page.code.set_value("")
        keyboard.type(typed)
        keyboard.press("Enter")
        qtbot.waitUntil(lambda said=said: said in words_of(page))
        assert not page.result.isVisible()


def test_a_number_is_typed_where_there_is_no_scanner(
    network: Network, windows: Windows, keyboard: Keyboard, qtbot: QtBot
) -> None:
    islamabad = network.add("ISB")
    number = issued(islamabad).certificate.number
    page = opened(windows, islamabad)
    keyboard.type(f"{number}\n")
    qtbot.waitUntil(page.result.isVisible)
    assert "A number can be copied" in words_of(page.result)
