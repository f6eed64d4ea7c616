"""A training of three days from its nomination list to its certificates, in the whole window by keyboard alone."""

from __future__ import annotations

import os
from collections.abc import Callable
from pathlib import Path

import pytest
from openpyxl import Workbook
from PySide6.QtWidgets import QApplication
from pytestqt.qtbot import QtBot

from desktop_keys import Keyboard, quiet, toast_of, words_of
from offices import training
from silkfield.desktop.events.event_page import EventPage
from silkfield.desktop.intake.nominations_page import NominationsPage
from silkfield.desktop.paper.handing_out import FOLDER
from silkfield.desktop.work_area import WorkArea
from silkfield.operations import attachments, attending, certificates, recording, reporting

DAYS = ("2016-05-30", "2016-05-31", "2016-06-01")
GIVEN = ("Tariq", "Rubina", "Imran", "Sadia", "Ghulam")
FAMILY = ("Mehmood", "Shaheen", "Yousafzai", "Anwar", "Rasool")
NAMES = [f"{given} {family}" for family in FAMILY for given in GIVEN]
WOMEN = ("Rubina", "Sadia")
ABSENT = (4, 11, 20)
"""Places on the list, from 0, of those who miss the first day."""

MOST_KEYS_FOR_A_DAY = 32
"""Marking a day of 25 people, of whom three are absent and one is late, takes two minutes at most."""


def nomination_list(path: Path) -> Path:
    """Write the list as an office sends it."""
    book = Workbook()
    sheet = book.active
    assert sheet is not None
    sheet.append(["Training on labour migration"])
    sheet.append(["Lahore, 30 May - 1 June 2016", "", "List of nominated officers"])
    sheet.append([])
    sheet.append(["S.No", "Name", "Designation", "Organisation", "Sex", "Email"])
    for number, name in enumerate(NAMES, 1):
        sex = "F" if name.startswith(WOMEN) else "M"
        email = f"{name.lower().replace(' ', '.')}@fia.example"
        sheet.append([number, name, "Inspector", "FIA" if number % 2 else "F.I.A.", sex, email])
    book.save(path)
    return path


class Training:
    """Somebody at the page of an event, who tells how many keys each step took."""

    def __init__(self, area: WorkArea, keyboard: Keyboard, qtbot: QtBot) -> None:
        self.area, self.keyboard, self.qtbot = area, keyboard, qtbot
        self.steps: dict[str, int] = {}

    @property
    def page(self) -> EventPage:
        page = self.area.page()
        assert isinstance(page, EventPage)
        return page

    def rest(self) -> None:
        """Wait until all that was done is saved and shown."""
        quiet(self.qtbot, self.area)
        if QApplication.activeModalWidget() is None:
            self.area.window().activateWindow()
        QApplication.processEvents()

    def step(self, name: str) -> None:
        """A step has ended."""
        self.rest()
        self.steps[name] = self.keyboard.count
        self.keyboard.count = 0

    def written(self, *keys: str) -> None:
        """Choose a paper and write it where the last one went."""
        before = toast_of(self.area)
        self.keyboard.press(*keys)
        self.rest()
        self.keyboard.press("Enter")
        self.qtbot.waitUntil(lambda: toast_of(self.area) not in ("", before))
        self.rest()

    def mark_day(self, absent: tuple[int, ...], late: int) -> None:
        """Mark everybody present, then go down to those who are not."""
        self.keyboard.press("Ctrl+Space")
        here = 0
        for place, key in sorted([*((place, "A") for place in absent), (late, "H")]):
            self.keyboard.press(*["Down"] * (place - here), key)
            here = place


@pytest.fixture
def training_days(area: WorkArea, keyboard: Keyboard, qtbot: QtBot, tmp_path: Path) -> Training:
    """The page of a training that is planned with two officers known from before; its papers go to one folder."""
    sitting = area.desk.sitting
    test = {
        "title": "Labour migration",
        "version": "1",
        "maximum": 20,
        "questions": [
            {"key": "a", "number": 1, "text": "Who issues a licence?", "answers": "Bureau; Embassy", "points": 8},
            {"key": "b", "number": 2, "text": "اسمگلنگ کیا ہے؟", "points": 12},
        ],
    }
    record = recording.save(sitting, "knowledge_test", test).record
    recording.save(sitting, "person", {"full_name": NAMES[0], "sex": "M", "email": "tariq.mehmood@fia.example"})
    recording.save(sitting, "person", {"full_name": NAMES[6], "sex": "F", "position": "Deputy Director"})
    days = {"start_date": DAYS[0], "end_date": DAYS[2], "venues": [{"key": "a", "country": "PK", "city": "Lahore"}]}
    event = recording.save(sitting, "event", training(title="Training on labour migration", test=record, **days)).record
    area.memory[FOLDER] = str(tmp_path)
    area.open_record("event", event)
    shown = Training(area, keyboard, qtbot)
    shown.rest()
    return shown


def test_three_days_from_the_list_to_the_certificates(
    training_days: Training, tmp_path: Path, record_property: Callable[[str, object], None]
) -> None:
    told, keyboard, qtbot, area = training_days, training_days.keyboard, training_days.qtbot, training_days.area
    sitting = area.desk.sitting
    event = told.page.grid.sheet.event.id if told.page.grid.sheet else ""

    keyboard.press("Alt+H")  # before names arrive
    keyboard.type("20")
    keyboard.press("Tab")
    keyboard.type("8\n")
    told.step("head count")
    assert "Counted, by head count" in words_of(told.page)

    keyboard.press("Alt+L")
    told.rest()
    listed = area.page()
    assert isinstance(listed, NominationsPage)
    listed.file.set_value(nomination_list(tmp_path / "nominations.xlsx"))  # chosen in the dialog of the system
    keyboard.press("Enter")
    qtbot.waitUntil(lambda: listed.looked is not None and not listed.looking.busy)
    assert len(listed.asked()) == 1
    keyboard.press("N")
    qtbot.waitUntil(lambda: not listed.looking.busy)
    keyboard.press("Ctrl+Enter")
    qtbot.waitUntil(lambda: isinstance(area.page(), EventPage))
    told.step("nominations")
    people = attending.sheet(sitting, event).people
    assert [one.name for one in people] == NAMES
    assert {one.organisation for one in people} == {"FIA"}

    told.written("Alt+P", "S")
    told.written("Alt+P", "B")
    told.written("Alt+P", "T")
    told.step("papers before")

    told.mark_day(ABSENT, late=22)
    told.step("first day")
    assert told.steps["first day"] <= MOST_KEYS_FOR_A_DAY
    assert told.page.grid.begin()
    keyboard.press("Right", "Ctrl+Space", "Right", "Ctrl+Space")
    told.step("second and third day")
    keyboard.press("Right")
    keyboard.type("".join(f"{8 + place % 5}\n" for place in range(len(NAMES))))
    keyboard.type("".join(f"{12 + place % 7}\n" for place in range(len(NAMES))))
    told.step("scores of 25 people, before and after")

    keyboard.press("Alt+R")
    keyboard.press("Ctrl+Space", "Down", "N", "Alt+R")
    told.step("consents")
    told.written("Alt+P", "N")
    scan = tmp_path / "signed.pdf"
    scan.write_bytes(b"%PDF-1.4 signed")
    keyboard.press("Alt+P", "A")
    qtbot.waitUntil(lambda: told.page.paperwork.scan is not None)
    told.page.paperwork.scan.file.set_value(scan)  # type: ignore[union-attr]
    keyboard.press("Enter", "Enter")
    told.step("spelling and scan")
    assert [one.name for one in attachments.attachments(sitting, event)] == ["signed.pdf"]

    keyboard.press("Alt+P", "E")
    qtbot.waitUntil(lambda: told.page.paperwork.tally is not None)
    keyboard.type("22\n" + "\n\n2\n8\n12\n" * 4)
    told.step("evaluation of 22 papers")

    keyboard.press("Alt+H")
    assert told.page.heads is not None
    told.page.heads.list.setFocus()
    keyboard.press("C", "Enter")
    told.step("the list is complete")
    told.written("Alt+C")
    told.step("certificates")

    found = attending.sheet(sitting, event)
    added = attending.totals(found)
    assert (added.participants, added.by_sex["F"]) == (25, 10)
    assert sum(added.completed.values()) == added.certificates == 25 - len(ABSENT)
    assert (sum(added.counted.values()), added.by_list) == (25, True)
    assert added.pairs == 25
    assert round(found.satisfaction or 0, 2) == round((2 * 3 + 8 * 4 + 12 * 5) / 22, 2)
    r3 = reporting.report(sitting, "R3", "2016-06").figures["ISB"]
    assert (r3["people"], r3["completed"]) == (25, 22)
    first = certificates.printed(sitting, event)[0]
    assert certificates.check(sitting, first.code).certificate.name == NAMES[0]
    names = {"sign-in-sheets", "badges", "test-papers", "spelling-list", "certificates"}
    made = {path for path in tmp_path.glob("*.pdf") if any(path.name.startswith(name) for name in names)}
    assert len(made) == len(names)
    assert all(path.stat().st_size > 2_000 for path in made)
    if gallery := os.environ.get("SILKFIELD_PICTURES"):
        for path in made:
            (Path(gallery) / path.name).write_bytes(path.read_bytes())
        area.window().grab().save(f"{gallery}/three-days.png")
    record_property("note", f"three-day training, keys: {told.steps}")
