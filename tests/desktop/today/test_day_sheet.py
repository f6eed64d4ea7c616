"""The day sheet: today's records, what is unknown in them, what is due; printed, and put right by keyboard."""

from __future__ import annotations

from dataclasses import replace
from pathlib import Path

import openpyxl
from pytestqt.qtbot import QtBot

from desktop_keys import Keyboard, entry, quiet, words_of
from desktop_seed import contact
from offices import PASSPHRASE, session
from silkfield.desktop.today.day_sheet import MINE, day_sheet, day_sheet_out
from silkfield.desktop.today.day_sheet_page import DaySheetPage
from silkfield.desktop.today.today_page import TodayPage
from silkfield.desktop.work_area import WorkArea
from silkfield.operations import counselling, peopling, recording


def test_enter_on_an_unknown_answer_opens_the_contact_at_that_question(
    area: WorkArea, keyboard: Keyboard, qtbot: QtBot
) -> None:
    wanted = counselling.save_contact(area.desk.sitting, contact(age_group="AUN", purpose="WORK")).record
    keyboard.press("Ctrl+D")
    quiet(qtbot, area)
    page = area.page()
    assert isinstance(page, DaySheetPage)
    assert "1 June 2016 · 5 things to put right" in words_of(page)
    keyboard.press("Enter")
    quiet(qtbot, area)
    assert entry(area).keeper.record == wanted
    assert entry(area).questions.here() == "age_group"
    entry(area).questions.asked["age_group"].editor.show_value("A18")
    keyboard.press("Ctrl+S")
    quiet(qtbot, area)
    assert "1 June 2016 · 4 things to put right" in words_of(area.page())


def test_the_numbers_are_of_this_laptop_or_of_one_person(area: WorkArea) -> None:
    sitting = area.desk.sitting
    bilal = replace(sitting, person=peopling.add_person(sitting, PASSPHRASE, "Bilal", "another long walk"))
    counselling.save_contact(bilal, contact(counsellor="Bilal"))
    recording.save(sitting, "session", session(held_on="2016-06-01", facilitators="Bilal"))
    recording.save(bilal, "session", {"session_type": "AWARE", "held_on": "2016-06-01", "status": "PLANNED"})
    whole, mine = dict(day_sheet(sitting, "laptop").numbers), dict(day_sheet(bilal, MINE).numbers)
    assert (whole["Contacts"], whole["of these without a name"], whole["Referred"]) == (5, 3, 1)
    assert (mine["Contacts"], mine["Sessions"], mine["Heads at sessions"]) == (1, 1, 42)
    tables = {one.title: one.rows for one in day_sheet_out(bilal, MINE).tables}
    assert [row[2] for row in tables["Contacts"]] == ["Anonymous"]
    assert [row[0] for row in tables["Follow-ups due"]] == ["Kamran Hussain"]


def test_todays_two_lists_go_to_excel_whole(area: WorkArea, keyboard: Keyboard, qtbot: QtBot, tmp_path: Path) -> None:
    page = area.page()
    assert isinstance(page, TodayPage)
    keyboard.press("Ctrl+Shift+E")
    assert page.out.dialog is not None
    page.out.dialog.where.set_value(tmp_path / "due.xlsx")
    keyboard.press("Enter")
    quiet(qtbot, area)
    book = openpyxl.load_workbook(tmp_path / "due.xlsx")
    assert book.sheetnames == ["Follow-ups due", "Referrals open", "About this list"]
    assert [row[0] for row in book["Follow-ups due"].iter_rows(min_row=2, values_only=True)] == [
        "Kamran Hussain",
        "Maryam Bashir",
    ]
