"""The entry page: by keyboard alone, errors only on saving, every word kept, pins for the next record."""

from __future__ import annotations

from typing import Any

from pytestqt.qtbot import QtBot

from desktop_keys import Keyboard, entry, quiet, toast_of, words_of
from offices import session
from silkfield.desktop.entry.draft_keeper import PAUSE
from silkfield.desktop.work_area import WorkArea
from silkfield.operations import drafting, finding, recording


def sessions(area: WorkArea) -> list[dict[str, Any]]:
    return [dict(one.values) for one in finding.listing(area.desk.sitting, "session").records]


def drafts(area: WorkArea, form: str) -> list[dict[str, Any]]:
    return [dict(one.answers) for one in drafting.drafts(area.desk.sitting) if one.form == form]


def test_a_session_is_recorded_with_the_keyboard_alone(area: WorkArea, keyboard: Keyboard, qtbot: QtBot) -> None:
    before = len(sessions(area))
    area.open_page("enter", form="session")
    keyboard.type("A\n31/5/2016\n\n\n\nattock\nGirls College\n\n")
    assert entry(area).questions.here() == "heads"
    entry(area).questions.asked["heads"].editor.grid.cell("A18", "F").setFocus()  # type: ignore[attr-defined]
    keyboard.type("31")
    keyboard.press("Ctrl+S")
    qtbot.waitUntil(lambda: area.key() == "today")
    quiet(qtbot, area)
    assert len(sessions(area)) == before + 1
    assert sessions(area)[0] | {"number": ""} == {
        "number": "",
        "session_type": "AWARE",
        "held_on": "2016-05-31",
        "status": "HELD",
        "district": "PK-PB.attock",
        "venue": "Girls College",
        "heads": {"cells": {"F": {"A18": 31}}},
    }
    assert toast_of(area) == "Session saved on this laptop."
    assert drafts(area, "session") == []


def test_nothing_is_red_before_somebody_saves(area: WorkArea, keyboard: Keyboard) -> None:
    area.open_page("enter", form="session")
    keyboard.type("A\nxx\n\n")
    page = entry(area)
    assert not page.summary.isVisible()
    assert page.questions.asked["held_on"].frame.message() == ""
    keyboard.press("Ctrl+S")
    assert page.summary.isVisible()
    assert "Write the day as 3/5/2016" in page.questions.asked["held_on"].frame.message()
    assert "“Head count” is needed." in words_of(page)
    assert len(sessions(area)) == 3


def test_the_summary_leads_to_each_question_and_a_mended_one_turns_calm_at_once(
    area: WorkArea, keyboard: Keyboard
) -> None:
    area.open_page("enter", form="session")
    keyboard.press("Ctrl+S")
    page = entry(area)
    keyboard.press("Enter")  # the first line of the summary has the cursor
    assert page.questions.here() == "session_type"
    keyboard.type("A")
    assert page.questions.asked["session_type"].frame.message() == ""
    keyboard.press("F8")
    assert page.questions.here() == "held_on"
    keyboard.press("F8")
    assert page.questions.here() == "heads"


def test_what_is_odd_is_said_and_saved(area: WorkArea, keyboard: Keyboard, qtbot: QtBot) -> None:
    area.open_page("enter", form="session", values=session(held_on="2015-12-01"))
    keyboard.press("Ctrl+S")
    qtbot.waitUntil(lambda: area.key() == "today")
    quiet(qtbot, area)
    assert sessions(area)[0]["held_on"] == "2015-12-01"


def test_a_draft_is_kept_within_two_seconds_and_when_the_cursor_leaves(
    area: WorkArea, keyboard: Keyboard, qtbot: QtBot
) -> None:
    area.open_page("enter", form="organisation")
    keyboard.type("Bureau")
    qtbot.waitUntil(lambda: drafts(area, "organisation") == [{"name": "Bureau"}])
    assert PAUSE < 2_000
    keyboard.type(" of Emigration")
    keyboard.press("Tab")
    quiet(qtbot, area)
    assert drafts(area, "organisation") == [{"name": "Bureau of Emigration"}]
    assert "Draft kept 12:00" in words_of(entry(area))


def test_esc_keeps_the_draft_and_today_goes_on_with_it(area: WorkArea, keyboard: Keyboard, qtbot: QtBot) -> None:
    area.open_page("enter", form="session")
    keyboard.type("P\n32/5/2016\n")
    keyboard.press("Esc")
    assert area.key() == "today"
    quiet(qtbot, area)
    kept = drafting.drafts(area.desk.sitting)[0]
    area.open_page("enter", form="session", draft=kept.id)
    quiet(qtbot, area)
    assert entry(area).questions.kept() == {"session_type": "PDO", "held_on": "32/5/2016", "status": "HELD"}
    keyboard.press("Ctrl+S")
    assert "no such day" in words_of(entry(area))


def test_an_untouched_page_leaves_no_draft(area: WorkArea, keyboard: Keyboard, qtbot: QtBot) -> None:
    area.open_page("enter", form="organisation")
    keyboard.press("Enter", "Enter", "Esc")
    quiet(qtbot, area)
    assert drafts(area, "organisation") == []


def test_pinned_answers_stay_for_the_next_record(area: WorkArea, keyboard: Keyboard, qtbot: QtBot) -> None:
    area.open_page("enter", form="session", values=session(facilitators="Bilal"))
    before = len(sessions(area))
    keyboard.press("Ctrl+Enter")
    qtbot.waitUntil(lambda: toast_of(area) == "Session saved on this laptop.")
    quiet(qtbot, area)
    assert len(sessions(area)) == before + 1
    assert entry(area).questions.kept() == {"session_type": "AWARE", "status": "HELD", "facilitators": "Bilal"}
    assert entry(area).questions.here() == "held_on"


def test_the_next_record_begins_without_anything_of_the_one_before(
    area: WorkArea, keyboard: Keyboard, qtbot: QtBot
) -> None:
    area.open_page("enter", form="organisation")
    for name in ("Bureau of Emigration", "Ministry of Labour"):
        keyboard.type(name)
        keyboard.press("Ctrl+Enter")
        qtbot.waitUntil(lambda: entry(area).questions.kept() == {} and not area.desk.busy())
    keyboard.press("Ctrl+S")
    assert "“Name” is needed." in words_of(entry(area))
    found = finding.listing(area.desk.sitting, "organisation").records
    assert [one.values["name"] for one in found[:2]] == ["Ministry of Labour", "Bureau of Emigration"]
    assert drafts(area, "organisation") == []


def test_going_elsewhere_while_it_is_saved_leaves_no_draft_behind(
    area: WorkArea, keyboard: Keyboard, qtbot: QtBot
) -> None:
    area.open_page("enter", form="organisation")
    keyboard.type("Bureau of Emigration")
    entry(area).save(on=False)
    area.open_page("events")
    quiet(qtbot, area)
    assert area.key() == "events"
    assert drafts(area, "organisation") == []
    assert finding.listing(area.desk.sitting, "organisation").records[0].values["name"] == "Bureau of Emigration"


def test_a_new_record_can_be_taken_back(area: WorkArea, keyboard: Keyboard, qtbot: QtBot) -> None:
    before = len(sessions(area))
    area.open_page("enter", form="session", values=session())
    keyboard.press("Ctrl+S")
    qtbot.waitUntil(lambda: len(sessions(area)) == before + 1 and toast_of(area) != "")
    keyboard.press("Ctrl+Z")
    qtbot.waitUntil(lambda: len(sessions(area)) == before)


def test_a_record_is_corrected_from_the_revision_somebody_looked_at(
    area: WorkArea, keyboard: Keyboard, qtbot: QtBot
) -> None:
    record = finding.listing(area.desk.sitting, "session").records[0]
    area.open_page("enter", form="session", record=record.id)
    quiet(qtbot, area)
    page = entry(area)
    assert page.questions.kept()["venue"] == record.values["venue"]
    recording.patch(area.desk.sitting, "session", {"facilitators": "Bilal"}, record.id)
    page.questions.go_to("venue")
    keyboard.type(" hall")
    keyboard.press("Ctrl+S")
    qtbot.waitUntil(lambda: area.key() == "today")
    quiet(qtbot, area)
    assert finding.record(area.desk.sitting, record.id).heads == 2  # two revisions of one: a clash, nothing is lost


def test_what_only_the_store_knows_is_said_beside_its_question(
    area: WorkArea, keyboard: Keyboard, qtbot: QtBot
) -> None:
    participation = finding.listing(area.desk.sitting, "participation").records[0]
    area.open_page("enter", form="participation", record=participation.id)
    quiet(qtbot, area)
    page = entry(area)
    page.questions.go_to("certificate_number")
    keyboard.type("SRP-2016-0001")
    keyboard.press("Ctrl+S")
    qtbot.waitUntil(page.summary.isVisible)
    assert "Not enough days attended" in page.questions.asked["certificate_number"].frame.message()


def test_more_questions_open_by_key_and_the_help_follows_the_cursor(area: WorkArea, keyboard: Keyboard) -> None:
    area.open_page("enter", form="session")
    page = entry(area)
    keyboard.press("Alt+M")
    assert page.questions.asked["remarks"].frame.isVisible()
    page.questions.go_to("heads")
    assert "Count the people in the room" in words_of(page)
    keyboard.press("Alt+M")
    assert not page.questions.asked["remarks"].frame.isVisible()


def test_help_is_a_drawer_in_a_very_narrow_window(area: WorkArea, keyboard: Keyboard, qtbot: QtBot) -> None:
    area.open_page("enter", form="session")
    area.window().resize(940, 640)
    side = entry(area).around_it.help
    qtbot.waitUntil(lambda: not side.isVisible())
    keyboard.press("F1")
    qtbot.waitUntil(side.isVisible)
