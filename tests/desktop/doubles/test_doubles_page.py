"""Duplicates at headquarters: one key decides a pair, the next is there at once, and nothing of it names anybody."""

from __future__ import annotations

from typing import Any

import pytest
from PySide6.QtCore import Qt

from network_of_stores import Network
from page_windows import NARROW, WIDE, Windows, cut_words, nameless
from silkfield.desktop.widgets import Text
from silkfield.operations import doubling, recording
from silkfield.operations.exchange import receiving
from silkfield.operations.sitting import Sitting

KINDS = ("PHONE", "NAME_FATHER", "NAME_DISTRICT_YEAR")


def client(laptop: Sitting, marks: str, **answers: Any) -> str:
    """Record a client with marks; `marks` are the numbers behind phone, name with father, and name with district and year."""
    person = {"identity_level": "I2", "sex": "M", "age_group": "A25", "district": "PK-PB.gujrat", **answers}
    made = recording.save(laptop, "client", person).record
    tokens = [
        {"key": kind, "kind": kind, "token": kind + mark}
        for kind, mark in zip(KINDS, marks, strict=True)
        if mark != " "
    ]
    recording.save(laptop, "client_match", {"client": made, "tokens": tokens})
    return made


@pytest.fixture
def headquarters(network: Network) -> Sitting:
    isb, lhe = network.add("ISB"), network.add("LHE")
    for laptop in (isb, lhe):
        client(laptop, "111")
        client(laptop, "222", sex="F")
        client(laptop, "3" + laptop.office.code[0] + " ", district="PK-KP.swat")
        client(laptop, "4 " + laptop.office.code[0], age_group="A18" if laptop is isb else "A45")
    for laptop in (isb, lhe):
        receiving.receive(network.headquarters, network.send(laptop))
    return network.headquarters


def opened(windows: Windows, sitting: Sitting, size: tuple[int, int] = WIDE) -> Any:
    page = windows.open(sitting, "duplicates", size)
    windows.until(lambda: page.shown and (page.pair or not page.shown.open))
    return page


def words(page: Any) -> str:
    return " ".join(text.words() for text in page.findChildren(Text) if text.isVisible())


def press(windows: Windows, page: Any, key: Qt.Key) -> None:
    windows.qtbot.keyClick(windows.qapp.focusWidget() or page, key)


def test_each_pair_is_decided_with_one_key_and_the_next_is_there_at_once(
    headquarters: Sitting, windows: Windows
) -> None:
    page = opened(windows, headquarters)
    pairs = [one.pair for one in doubling.compared(headquarters, page.shown.open)]
    assert [one.grade.name for one in pairs] == ["SURE", "SURE", "LIKELY", "UNSURE"]
    assert page.pair.pair == pairs[0]
    press(windows, page, Qt.Key.Key_J)
    assert page.pair.pair == pairs[1], "before the first is written"
    press(windows, page, Qt.Key.Key_N)
    assert page.pair.pair == pairs[2]
    press(windows, page, Qt.Key.Key_U)
    windows.until(lambda: doubling.doubles(headquarters).asked and not page.desk.busy())
    found = doubling.doubles(headquarters)
    assert (len(found.open), len(found.asked), found.apart) == (1, 1, 1)
    press(windows, page, Qt.Key.Key_N)
    windows.until(lambda: "Nobody waits" in words(page))
    windows.until(lambda: not page.desk.busy())


def test_the_sure_ones_are_joined_at_once_and_taken_back_with_one_key(headquarters: Sitting, windows: Windows) -> None:
    page = opened(windows, headquarters)
    page.sure_button.click()
    windows.until(lambda: len(page.shown.open) == 2 and not page.desk.busy())
    page.navigator.toasts._toast.undo()
    windows.until(lambda: len(page.shown.open) == 4)


@pytest.mark.parametrize(("code", "size"), [("en", WIDE), ("en", NARROW), ("ur", WIDE), ("ur", NARROW)])
def test_the_page_in_each_look(headquarters: Sitting, windows: Windows, code: str, size: tuple[int, int]) -> None:
    windows.dress(code)
    page = opened(windows, headquarters, size)
    windows.picture(page, f"duplicates-{code}-{size[0]}")
    assert cut_words(page) == []
    assert nameless(page) == []


def test_without_pairs_the_page_says_when_there_will_be_some(network: Network, windows: Windows) -> None:
    page = opened(windows, network.headquarters)
    windows.picture(page, "duplicates-empty")
    assert "Each import compares new clients" in words(page)
