"""Sessions are recorded in the whole window by keyboard alone: heads, destinations, leaflets, and the talks afterwards."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path

import pytest
from PySide6.QtWidgets import QWidget
from pytestqt.qtbot import QtBot

from desktop_keys import Keyboard, area_of, entry, quiet, words_of
from desktop_seed import site_store
from offices import session
from page_windows import nameless
from silkfield.clock import SetClock
from silkfield.desktop.browse.list_page import ListPage
from silkfield.desktop.look import Look
from silkfield.desktop.main_window import MainWindow
from silkfield.desktop.work_area import WorkArea
from silkfield.formkit.grids import heads, heads_by_sex
from silkfield.operations import finding, recording, stocktaking
from silkfield.store.reading import Shown

SECONDS = 180
A_KEY, AN_ANSWER = 0.28, 1.35
"""Seconds by the keystroke model: a key of somebody who types now and then, and getting ready for the next answer."""

VISIT = "p\nt\n0930\n1030\nBilal\nrawalp\n\n\nrwp\n\n\n\n\n\n22\n2\n\n\n30\n\n\n\n9"
"""A pre-departure orientation today at Rawalpindi with 63 people, read off the sheet row by row."""


def sessions(area: WorkArea, qtbot: QtBot) -> ListPage:
    area.open_page("sessions", form="session")
    page = area.page()
    assert isinstance(page, ListPage)
    quiet(qtbot, area)
    return page


def newest(area: WorkArea, form: str = "session") -> Shown:
    return finding.listing(area.desk.sitting, form).records[0]


def begin(area: WorkArea, keyboard: Keyboard, qtbot: QtBot) -> None:
    sessions(area, qtbot)
    area.open_page("enter", form="session")
    quiet(qtbot, area)
    keyboard.count = 0


def test_a_visit_with_destinations_and_leaflets_takes_less_than_three_minutes(
    area: WorkArea, keyboard: Keyboard, qtbot: QtBot, record_property: Callable[[str, object], None]
) -> None:
    begin(area, keyboard, qtbot)
    keyboard.type(VISIT)
    keyboard.press("PgDn", "PgDn")
    keyboard.type("sa\n31\nae\n18\nom\n9\nqa\n5\n\n")
    keyboard.type("pdo\n")
    keyboard.type("63")
    keyboard.press("Ctrl+S")
    quiet(qtbot, area)
    kept = newest(area).values
    assert heads_by_sex(kept["heads"]) == {"M": 61, "F": 2, "X": 0, "U": 0}
    assert kept["destinations"] == {"SA": 31, "AE": 18, "OM": 9, "QA": 5}
    assert (kept["office"], kept["materials"], kept["topics"]) == ("RWP", {"LEAFLET": 63}, ["PDO"])
    assert (kept["held_on"], kept["starts_at"], kept["ends_at"]) == ("2016-06-01", "09:30", "10:30")
    answers = 27  # of the sheet: fourteen questions, three cells, four destinations and their heads, topic and leaflets
    seconds = keyboard.count * A_KEY + answers * AN_ANSWER
    record_property(
        "note", f"a visit with 63 people: {keyboard.count} keys, about {seconds:.0f} s by the keystroke model"
    )
    assert seconds <= SECONDS


def test_only_a_total_is_an_estimate_of_a_few_keys(area: WorkArea, keyboard: Keyboard, qtbot: QtBot) -> None:
    begin(area, keyboard, qtbot)
    keyboard.type("s\nt\n")
    keyboard.press("PgDn", "PgDn", "PgDn", "PgDn", "PgDn", "PgDn")
    assert entry(area).questions.here() == "heads"
    keyboard.type("3e\n400")
    assert "400" in words_of(entry(area).questions.asked["heads"].editor)
    keyboard.press("Ctrl+S")
    quiet(qtbot, area)
    kept = newest(area).values["heads"]
    assert (heads(kept), kept["estimate"], kept["cells"]) == (400, True, {"U": {"AUN": 400}})


def test_people_who_stay_for_a_talk_become_contacts_of_the_session(
    area: WorkArea, keyboard: Keyboard, qtbot: QtBot
) -> None:
    page = sessions(area, qtbot)
    assert page.table.table is not None
    keyboard.press("Alt+T")
    quiet(qtbot, area)
    session = page.pane.shown
    assert session is not None
    told = entry(area).frame
    assert told is not None
    assert told.banner is not None
    assert session.title in told.banner.fact
    assert entry(area).questions.here() == "sex"
    for age in ("18-", "25-"):
        entry(area).questions.go_to("sex")
        keyboard.type(f"m\n{age}\no\nfr\nsa\n1\n\n1")
        keyboard.press("Ctrl+Enter")
        quiet(qtbot, area)
    contacts = finding.listing(area.desk.sitting, "counselling_contact", where={"origin_session": session.shown.id})
    assert contacts.count == 2
    assert {one.values["contact_date"] for one in contacts.records} == {session.shown.values["held_on"]}
    keyboard.press("Esc")
    qtbot.waitUntil(lambda: area.key() == "sessions")
    page = area.page()  # type: ignore[assignment]
    quiet(qtbot, area)
    qtbot.waitUntil(lambda: "Belongs together" in words_of(page))


def test_a_team_of_facilitators_records_sessions_and_offers_no_talks(
    keyboard: Keyboard, qtbot: QtBot, unlocked: Callable[..., MainWindow], tmp_path: Path
) -> None:
    site_store(tmp_path / "team", SetClock.on("2016-06-01", hour=11), "team")
    area = area_of(unlocked(folder=tmp_path / "team"))
    page = sessions(area, qtbot)
    assert page.pane.shown is not None
    assert "Private talk" not in words_of(page)


def test_a_session_that_is_only_planned_offers_no_talk(area: WorkArea, qtbot: QtBot) -> None:
    planned = {"session_type": "PDO", "held_on": "2016-06-15", "status": "PLANNED"}
    recording.save(area.desk.sitting, "session", planned)
    page = sessions(area, qtbot)
    assert page.pane.shown is not None
    assert page.pane.shown.shown.values["status"] == "PLANNED"
    assert "Private talk" not in words_of(page)


@pytest.mark.parametrize("look", [Look(), Look("ur")])
def test_the_talk_says_where_the_client_was_met(
    unlocked: Callable[..., MainWindow],
    picture: Callable[[QWidget, str], Path],
    keyboard: Keyboard,
    qtbot: QtBot,
    look: Look,
) -> None:
    window = unlocked(look)
    page = sessions(area_of(window), qtbot)
    picture(window, f"sessions-{look.language}")
    assert nameless(page) == []
    keyboard.press("Alt+T")
    quiet(qtbot, area_of(window))
    picture(window, f"talk-{look.language}")
    assert nameless(area_of(window).page()) == []


def test_more_leaflets_than_there_were_save_the_session_and_ask_for_a_count(
    area: WorkArea, keyboard: Keyboard, qtbot: QtBot
) -> None:
    received = {"material": "LEAFLET", "kind": "IN", "pieces": 50, "day": "2016-05-02"}
    recording.save(area.desk.sitting, "stock_movement", received)
    begin(area, keyboard, qtbot)
    keyboard.type("a\nt\n")
    page = entry(area)
    page.questions.go_to("heads")
    keyboard.type("3\n70")
    page.questions.go_to("materials")
    keyboard.type("70")
    keyboard.press("Ctrl+S")
    qtbot.waitUntil(lambda: page.recount.dialog is not None)
    assert newest(area).values["materials"] == {"LEAFLET": 70}, "the session is not lost"
    dialog = page.recount.dialog
    assert dialog is not None
    assert "Leaflet 20" in dialog.accessibleDescription()
    qtbot.waitUntil(dialog.act.hasFocus)
    keyboard.press("Enter")
    quiet(qtbot, area)
    assert entry(area).sheet.form.key == "stock_movement"
    area.window().activateWindow()  # without a screen nobody does that when a dialog goes
    quiet(qtbot, area)
    entry(area).questions.go_to("pieces")
    keyboard.type("35")
    keyboard.press("Ctrl+S")
    quiet(qtbot, area)
    assert newest(area, "stock_movement").values["pieces"] == 35
    assert stocktaking.below_nothing(area.desk.sitting, ["LEAFLET"]) == {}


def test_materials_nobody_keeps_count_of_ask_nothing(area: WorkArea) -> None:
    recording.save(area.desk.sitting, "session", session(materials={"LEAFLET": 70}))
    assert stocktaking.below_nothing(area.desk.sitting, ["LEAFLET"]) == {}
