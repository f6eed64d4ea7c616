"""The day of a counsellor from nine to half past four, in the whole window by keyboard alone; the keys of a step are told."""

from __future__ import annotations

from collections.abc import Callable

from pytestqt.qtbot import QtBot

from desktop_keys import Keyboard, area_of, entry, quiet, words_of
from desktop_seed import PASSPHRASE
from silkfield.desktop.main_window import MainWindow
from silkfield.desktop.setup.unlock_page import UnlockPage
from silkfield.desktop.work_area import WorkArea
from silkfield.operations import finding
from silkfield.store.reading import Shown

ANONYMOUS, IDENTIFIED = 25, 65
"""Key events a contact may take at most, with and without a name."""


class Day:
    """One person at one window, who tells how many keys each step took."""

    def __init__(self, window: MainWindow, keyboard: Keyboard, qtbot: QtBot) -> None:
        self.window, self.keyboard, self.qtbot = window, keyboard, qtbot
        self.steps: dict[str, int] = {}

    @property
    def area(self) -> WorkArea:
        return area_of(self.window)

    def step(self, name: str) -> None:
        """A step has ended."""
        quiet(self.qtbot, self.area)
        self.steps[name] = self.keyboard.count
        self.keyboard.count = 0

    def count(self) -> int:
        return finding.listing(self.area.desk.sitting, "counselling_contact").count

    def saved(self, keys: str) -> Shown:
        """Save, and return the contact."""
        before = self.count()
        self.keyboard.press(keys)
        quiet(self.qtbot, self.area)
        assert self.count() == before + 1, words_of(self.area.page())
        return finding.listing(self.area.desk.sitting, "counselling_contact").records[0]

    def channel(self, typed: str, whom: str = "") -> None:
        """Choose the channel and for whom: the first questions, or two back from the cursor when they were kept."""
        if entry(self.area).questions.here() != "channel":
            self.keyboard.press("Backtab", "Backtab")
        self.keyboard.type(f"{typed}\n{whom}\n")


def test_a_day_at_the_centre(
    window: MainWindow, keyboard: Keyboard, qtbot: QtBot, record_property: Callable[[str, object], None]
) -> None:
    day = Day(window, keyboard, qtbot)
    with qtbot.waitSignal(window.ready):
        keyboard.press("Ctrl+L")
    keyboard.count = 0
    unlock(window, keyboard, qtbot)
    assert "Follow-ups due  2" in words_of(day.area.page())
    day.step("9:00 unlocked, Today with what is due")

    keyboard.press("Ctrl+N")
    day.channel("wal")
    keyboard.type("m\n18-\ni\noe\nqa\n1\ngujr\n2\npoe\n\ny\n\n\n\n03001234567")
    card = entry(day.area)._already_here
    assert card is not None
    qtbot.waitUntil(lambda: "Kamran Hussain" in words_of(card))
    keyboard.press("Alt+1")
    contact = day.saved("Ctrl+Enter").values
    assert (contact["topics"], contact["destination_1"], contact["district"]) == (["OEP"], "QA", "PK-PB.gujrat")
    assert contact["client"]
    assert contact["referred_to"] == ["POE"]
    day.step("walk-in of a known man, referred")

    day.channel("wal")
    keyboard.type("m\n25-\ni\n14\n")
    half = entry(day.area).questions.kept()
    keyboard.press("Ctrl+N")
    day.step("half a walk-in, parked when the phone rings")
    day.channel("ph")
    keyboard.type("f\n?\nu\n\n\n\n\n5")
    assert "client" not in day.saved("Ctrl+S").values
    qtbot.waitUntil(lambda: entry(day.area).questions.kept() == half)
    day.step("the call, broken off and saved")
    entry(day.area).questions.go_to("outcomes")
    keyboard.type("1")
    day.saved("Ctrl+Enter")
    day.step("the parked walk-in ended")

    day.channel("wh")
    keyboard.type("m\n25-\na\nkaf\nsa\n1\n\n2\ncwa\n\ny\n\nSajid Mehmood\n\n+966501234567")
    contact = day.saved("Ctrl+Enter").values
    assert (contact["channel"], contact["stage"], contact["topics"]) == ("WHATSAPP", "ABR", ["KAFALA"])
    identity = finding.listing(day.area.desk.sitting, "client_identity").records[0].values
    assert identity["phone"] == "+966501234567"
    day.step("a chat from Riyadh")

    day.channel("wal", "2")
    keyboard.type("f\n35-\na\n7\nae\n1\nswat\n1\n\nn")
    contact = day.saved("Ctrl+Enter").values
    assert (contact["caller_for"], contact["sex"], contact["stage"]) == ("FAMILY", "F", "ABR")
    day.step("a woman for her husband")

    day.channel("wal", "1")
    keyboard.type("m\n25")
    before = entry(day.area).questions.kept()
    with qtbot.waitSignal(window.ready):
        keyboard.press("Ctrl+L")
    unlock(window, keyboard, qtbot)
    assert entry(day.area).questions.kept() == before
    keyboard.press("Esc")
    qtbot.waitUntil(lambda: day.area.key() == "today")
    day.step("locked in the middle, gone on with, closed")

    keyboard.press("Ctrl+D")
    quiet(qtbot, day.area)
    day.step("16:30 the day sheet")

    assert day.steps["walk-in of a known man, referred"] <= IDENTIFIED
    assert day.steps["a chat from Riyadh"] <= IDENTIFIED
    assert day.steps["the call, broken off and saved"] <= ANONYMOUS
    assert day.steps["a woman for her husband"] <= ANONYMOUS + 10
    record_property("note", "keys of a day: " + ", ".join(f"{name} {keys}" for name, keys in day.steps.items()))


def unlock(window: MainWindow, keyboard: Keyboard, qtbot: QtBot) -> None:
    assert isinstance(window.currentWidget(), UnlockPage)
    keyboard.type(PASSPHRASE)
    with qtbot.waitSignal(window.ready):
        keyboard.press("Enter")
    quiet(qtbot, area_of(window))
