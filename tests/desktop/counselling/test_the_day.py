"""The day of a counsellor from nine to half past four, in the whole window by keyboard alone; the keys of a step are told."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path

from pytestqt.qtbot import QtBot

from desktop_keys import Keyboard, area_of, entry, quiet, words_of
from desktop_seed import PASSPHRASE
from silkfield.desktop.main_window import MainWindow
from silkfield.desktop.setup.unlock_page import UnlockPage
from silkfield.desktop.today.today_page import TodayPage
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

    def contacts(self) -> tuple[Shown, ...]:
        return finding.listing(self.area.desk.sitting, "counselling_contact").records

    def count(self) -> int:
        return len(self.contacts())

    def tab_to(self, words: str) -> None:
        """Press Tab until the cursor is where these words stand."""
        for _place in range(60):
            here = self.keyboard.here()
            said = f"{here.accessibleName()} {getattr(here, 'text', str)()}"
            if words.lower() in said.lower():
                return
            self.keyboard.press("Tab")
        raise AssertionError(f"{words} is never reached")

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
    window: MainWindow,
    keyboard: Keyboard,
    qtbot: QtBot,
    tmp_path: Path,
    record_property: Callable[[str, object], None],
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

    day.tab_to("Community Welfare")
    keyboard.press("P")
    page = day.area.page()
    assert isinstance(page, TodayPage)
    qtbot.waitUntil(lambda: page.acts.slips.dialog is not None)
    slip = page.acts.slips.dialog
    assert slip is not None
    slip.where.set_value(tmp_path / "slip.pdf")
    day.tab_to(slip.yes.text())
    keyboard.press("Space")
    day.tab_to(slip.act.text())
    keyboard.press("Enter")
    qtbot.waitUntil((tmp_path / "slip.pdf").exists)
    window.activateWindow()  # without a screen nobody does that when a dialog goes
    day.step("a referral's slip, with the yes to just that")

    keyboard.press("Ctrl+D")
    quiet(qtbot, day.area)
    day.step("16:30 the day sheet")
    day.tab_to("age")
    keyboard.press("Enter")
    quiet(qtbot, day.area)
    assert entry(day.area).questions.here() == "age_group"
    keyboard.type("25-\n")
    keyboard.press("Ctrl+S")
    qtbot.waitUntil(lambda: day.area.key() == "day_sheet")
    quiet(qtbot, day.area)
    assert not any(one.values["age_group"] == "AUN" for one in day.contacts())
    day.step("an unknown age put right")

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
