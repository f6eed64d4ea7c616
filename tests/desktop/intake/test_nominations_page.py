"""A list of nominations is taken onto the sheet of an event by keys alone, and who is known is recognised."""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable
from pathlib import Path

import pytest
from PySide6.QtWidgets import QWidget
from pytestqt.qtbot import QtBot

from desktop_keys import Keyboard, area_of, quiet, toast_of, words_of
from offices import training
from page_windows import cut_words, nameless
from silkfield.desktop.events.event_page import EventPage
from silkfield.desktop.intake.nominations_page import NominationsPage
from silkfield.desktop.look import Look
from silkfield.desktop.main_window import MainWindow
from silkfield.desktop.work_area import WorkArea
from silkfield.operations import attending, finding, recording

SAMPLE = Path(__file__).parents[2] / "samples" / "training-nominations-2015-09.xlsx"
Unlock = Callable[..., MainWindow]
DAYS = {"start_date": "2015-09-14", "end_date": "2015-09-18"}


def known_and_unknown(area: WorkArea) -> str:
    """Make the training for which the sample list was written; one of its officers is known for sure, one by name alone."""
    sitting = area.desk.sitting
    recording.save(sitting, "person", {"full_name": "Muhammad Asif", "sex": "M", "position": "Inspector"})
    sure = {"full_name": "Habib Warraich", "sex": "M", "phone": "+923060007905"}
    recording.save(sitting, "person", sure)
    answers = training(title="Anti-trafficking training", **DAYS, test_maximum=50)
    return recording.save(sitting, "event", answers).record


def read_sample(area: WorkArea, event: str, keyboard: Keyboard, qtbot: QtBot) -> NominationsPage:
    """Go from the page of an event to the list, and have the sample read."""
    area.open_record("event", event)
    quiet(qtbot, area)
    keyboard.press("Alt+L")
    quiet(qtbot, area)
    shown = area.page()
    assert isinstance(shown, NominationsPage)
    keyboard.type(f"{SAMPLE}\n")
    qtbot.waitUntil(lambda: shown.looked is not None and not shown.looking.busy)
    return shown


@pytest.fixture
def event(area: WorkArea) -> str:
    """A training with officers who are known and not."""
    return known_and_unknown(area)


@pytest.fixture
def page(area: WorkArea, event: str, keyboard: Keyboard, qtbot: QtBot) -> NominationsPage:
    """The page of the list, come to from the event, with the sample read."""
    return read_sample(area, event, keyboard, qtbot)


def kinds(page: NominationsPage) -> Counter[str]:
    """Return how many people of the list are known, new and so on."""
    assert page.looked is not None
    assert page.looked.checked is not None
    return Counter(page._who(one) for one in page.looked.checked.intake.rows)


def test_who_is_asked_about_is_answered_by_a_key(page: NominationsPage, keyboard: Keyboard, qtbot: QtBot) -> None:
    asked = kinds(page)["asked"]
    assert asked > 0
    assert "Muhammad Asif" in words_of(page.card)
    for _one in range(asked):
        keyboard.press("N")
    qtbot.waitUntil(lambda: not page.looking.busy and not page.asked())
    assert kinds(page) == {"new": 42, "known": 1}


def test_the_list_stands_on_the_sheet_with_its_counts(
    page: NominationsPage, area: WorkArea, event: str, keyboard: Keyboard, qtbot: QtBot
) -> None:
    person = finding.listing(area.desk.sitting, "person", find="Muhammad Asif").records[0].id
    keyboard.press("1")
    while page.asked():
        keyboard.press("N")
    qtbot.waitUntil(lambda: not page.looking.busy)
    before = keyboard.count
    keyboard.press("Ctrl+Enter")
    qtbot.waitUntil(lambda: isinstance(area.page(), EventPage))
    quiet(qtbot, area)
    assert keyboard.count == before + 1
    assert toast_of(area) == "43 people were put on the sheet."
    shown = area.page()
    assert isinstance(shown, EventPage)
    totals = shown.grid.totals
    assert totals is not None
    assert (totals.participants, totals.by_sex["F"], sum(totals.completed.values()), totals.pairs) == (37, 4, 34, 34)
    people = attending.sheet(area.desk.sitting, event).people
    assert person in {one.participation.values["person"] for one in people}


def test_nothing_is_taken_while_somebody_is_to_be_asked_about(
    page: NominationsPage, area: WorkArea, event: str, keyboard: Keyboard
) -> None:
    keyboard.press("Ctrl+Enter")
    assert "First say who it is." in words_of(page)
    assert attending.sheet(area.desk.sitting, event).people == ()


def test_the_same_list_again_has_nobody_new(
    page: NominationsPage, area: WorkArea, event: str, keyboard: Keyboard, qtbot: QtBot
) -> None:
    while page.asked():
        keyboard.press("N")
    qtbot.waitUntil(lambda: not page.looking.busy)
    keyboard.press("Ctrl+Enter")
    qtbot.waitUntil(lambda: isinstance(area.page(), EventPage))
    again = read_sample(area, event, keyboard, qtbot)
    assert kinds(again) == {"there": 43}
    assert not again.act.isEnabled()


def test_escape_leads_back_and_writes_nothing(
    page: NominationsPage, area: WorkArea, event: str, keyboard: Keyboard, qtbot: QtBot
) -> None:
    keyboard.press("Esc")
    quiet(qtbot, area)
    assert isinstance(area.page(), EventPage)
    assert attending.sheet(area.desk.sitting, event).people == ()


@pytest.mark.parametrize("code", ["en", "ur"])
def test_the_list_is_looked_at(
    unlocked: Unlock, keyboard: Keyboard, qtbot: QtBot, picture: Callable[[QWidget, str], Path], code: str
) -> None:
    area = area_of(unlocked(Look(language=code)))
    record = known_and_unknown(area)
    page = read_sample(area, record, keyboard, qtbot)
    assert picture(area.window(), f"nominations-{code}").stat().st_size > 10_000
    assert cut_words(page) == []
    assert nameless(page) == []
