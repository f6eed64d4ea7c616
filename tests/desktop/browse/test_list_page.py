"""Lists and the record beside them: found in both scripts, corrected, removed and brought back, by keyboard alone."""

from __future__ import annotations

from typing import Any

import pytest
from pytestqt.qtbot import QtBot

from desktop_keys import Keyboard, entry, quiet, toast_of, words_of
from offices import session
from page_windows import nameless
from silkfield.desktop.browse.list_page import ListPage
from silkfield.desktop.work_area import WorkArea
from silkfield.operations import finding, recording


def list_page(area: WorkArea, key: str, qtbot: QtBot, **what: Any) -> ListPage:
    area.open_page(key, **what)
    page = area.page()
    assert isinstance(page, ListPage)
    settled(page, qtbot, area)
    return page


def settled(page: ListPage, qtbot: QtBot, area: WorkArea) -> None:
    """Wait for the list, the rest of its cursor, and the record beside it."""
    qtbot.waitUntil(lambda: not page._timer.isActive() and not area.desk.busy())
    if page.table.table is not None:
        timer = page.table.table._timer
        qtbot.waitUntil(lambda: not timer.isActive() and not area.desk.busy())
    quiet(qtbot, area)


def shown(page: ListPage) -> list[str]:
    table = page.table.table
    if table is None:
        return []
    return [table.model.row(number).cells[1].text for number in range(table.model.rowCount())]  # type: ignore[union-attr]


def count(area: WorkArea, form: str) -> int:
    return finding.listing(area.desk.sitting, form).count


@pytest.mark.parametrize("find", ["Ashraf", "اشرف"])
def test_a_client_is_found_in_both_scripts(area: WorkArea, keyboard: Keyboard, qtbot: QtBot, find: str) -> None:
    page = list_page(area, "clients", qtbot)
    keyboard.press("Ctrl+F")
    page.find_field.insert(find)
    page.find_field.textEdited.emit(find)
    settled(page, qtbot, area)
    assert page.pane.shown is not None
    assert page.pane.shown.title == "Muhammad Ashraf"
    assert page.table.table is not None
    assert page.table.table.model.rowCount() == 1


def test_the_record_beside_the_list_follows_the_cursor(area: WorkArea, keyboard: Keyboard, qtbot: QtBot) -> None:
    page = list_page(area, "sessions", qtbot)
    assert page.pane.shown is not None
    first = page.pane.shown.shown.id
    keyboard.press("Down")
    settled(page, qtbot, area)
    assert page.pane.shown.shown.id != first
    assert page.table.current() == page.pane.shown.shown.id


def test_a_contact_shows_its_client_its_note_and_what_belongs_to_it(area: WorkArea, qtbot: QtBot) -> None:
    note = finding.listing(area.desk.sitting, "counselling_note").records[0]
    page = list_page(area, "contacts", qtbot, form="counselling_contact", record=note.values["contact"])
    words = words_of(page.pane)
    assert "Maryam Bashir" in words
    assert "Wants the list of documents for Italy." in words
    assert page.pane.shown is not None
    assert page.pane.shown.state == "Saved on this laptop"
    assert "recorded" in words


def test_correcting_opens_the_entry_page_and_comes_back(area: WorkArea, keyboard: Keyboard, qtbot: QtBot) -> None:
    page = list_page(area, "sessions", qtbot)
    assert page.pane.shown is not None
    record = page.pane.shown.shown.id
    keyboard.press("F2")
    quiet(qtbot, area)
    entry(area).questions.go_to("facilitators")
    keyboard.type("Bilal")
    keyboard.press("Ctrl+S")
    qtbot.waitUntil(lambda: area.key() == "sessions")
    settled(page, qtbot, area)
    assert page.pane.shown is not None
    assert page.pane.shown.shown.id == record
    words = words_of(page.pane)
    assert "Facilitators: nothing → Bilal" in words
    assert "Ayesha Siddiqua, 1 June 2016" in words


def test_a_removed_record_is_undone_by_key(area: WorkArea, keyboard: Keyboard, qtbot: QtBot) -> None:
    before = count(area, "session")
    page = list_page(area, "sessions", qtbot)
    keyboard.press("Del")
    qtbot.waitUntil(lambda: toast_of(area) == "Session removed.")
    settled(page, qtbot, area)
    assert count(area, "session") == before - 1
    keyboard.press("Ctrl+Z")
    qtbot.waitUntil(lambda: count(area, "session") == before)


def test_what_was_removed_is_brought_back_from_the_bin(area: WorkArea, keyboard: Keyboard, qtbot: QtBot) -> None:
    page = list_page(area, "sessions", qtbot)
    assert page.pane.shown is not None
    record = page.pane.shown.shown.id
    recording.remove(area.desk.sitting, record)
    page.which.set_value("removed")
    page.which.changed.emit("removed")
    settled(page, qtbot, area)
    assert page.pane.shown is not None
    assert page.pane.shown.shown.id == record
    assert "Removed: in no list" in words_of(page.pane)
    page.restore()
    settled(page, qtbot, area)
    assert not finding.record(area.desk.sitting, record).removed
    assert "Nothing was removed." in words_of(page)


def test_earlier_answers_come_back_as_a_new_revision(area: WorkArea, qtbot: QtBot) -> None:
    sitting = area.desk.sitting
    record = finding.listing(sitting, "session").records[0]
    recording.patch(sitting, "session", {"venue": "Elsewhere"}, record.id)
    page = list_page(area, "sessions", qtbot, form="session", record=record.id)
    assert page.pane.shown is not None
    first = page.pane.shown.history[-1]
    page.bring_back(dict(first.values))
    qtbot.waitUntil(lambda: finding.record(sitting, record.id).values["venue"] == record.values["venue"])
    assert len(finding.history(sitting, record.id)) == 3


def test_a_search_without_a_result_says_so_and_shows_all_again(
    area: WorkArea, keyboard: Keyboard, qtbot: QtBot
) -> None:
    page = list_page(area, "sessions", qtbot)
    keyboard.press("Ctrl+F")
    keyboard.type("qqqq")
    settled(page, qtbot, area)
    assert "Nothing found." in words_of(page)
    assert page.pane.shown is None
    page._clear_search()
    settled(page, qtbot, area)
    assert page.table.table is not None


def test_a_long_list_brings_its_first_page_at_once_and_the_others_as_they_are_looked_at(
    area: WorkArea, qtbot: QtBot
) -> None:
    sitting = area.desk.sitting
    wanted = [recording.Wanted("session", session(venue=f"Hall {number}")) for number in range(450)]
    recording.save_together(sitting, wanted)
    page = list_page(area, "sessions", qtbot)
    table = page.table.table
    assert table is not None
    model = table.model
    assert model.rowCount() == 453
    assert model.row(0) is not None
    assert model.row(449) is None
    qtbot.waitUntil(lambda: model.row(449) is not None)


def test_an_empty_list_has_one_useful_button(area: WorkArea, keyboard: Keyboard, qtbot: QtBot) -> None:
    page = list_page(area, "contacts", qtbot, form="safeguarding")
    assert "Nothing is recorded yet." in words_of(page)
    assert "New safeguarding record" in words_of(page)


def test_records_lead_to_each_other(area: WorkArea, qtbot: QtBot) -> None:
    event = finding.listing(area.desk.sitting, "event").records[0]
    page = list_page(area, "events", qtbot, form="event", record=event.id)
    assert page.pane.shown is not None
    (link,) = page.pane.shown.links
    page.go_to(link.form, link.record)
    settled(page, qtbot, area)
    assert page.pane.shown.shown.form == "participation"
    assert "Samina Khan" in words_of(page.pane)


def test_every_form_has_a_list_whose_controls_have_names(area: WorkArea, qtbot: QtBot) -> None:
    for key in ("clients", "contacts", "events", "sessions", "directory"):
        assert nameless(list_page(area, key, qtbot)) == [], key


def test_another_session_like_the_last_one_keeps_where_and_what(
    area: WorkArea, keyboard: Keyboard, qtbot: QtBot
) -> None:
    recording.save(area.desk.sitting, "session", session(venue="Union Council Mardan", remarks="Rain"))
    list_page(area, "sessions", qtbot)
    keyboard.press("Ctrl+Shift+D")
    quiet(qtbot, area)
    answers = entry(area).questions.answers()[0]
    assert (answers["venue"], answers["topics"]) == ("Union Council Mardan", ["JOB", "FRAUD"])
    assert {"held_on", "heads", "number", "remarks"}.isdisjoint(answers)
