"""An event's people are marked with keys alone, as in a spreadsheet, and nothing waits for a button to be saved."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest
from PySide6.QtGui import QGuiApplication
from PySide6.QtWidgets import QWidget
from pytestqt.qtbot import QtBot

from crowded_event import crowded_event
from desktop_keys import Keyboard, area_of, quiet, toast_of, words_of
from network_of_stores import Network
from offices import training
from page_windows import NARROW, Windows, cut_words, nameless
from silkfield.desktop.events import papers
from silkfield.desktop.events.event_page import EventPage
from silkfield.desktop.look import Look
from silkfield.desktop.main_window import MainWindow
from silkfield.desktop.widgets import Figure
from silkfield.desktop.work_area import WorkArea
from silkfield.operations import attachments, attending, recording
from statements_run import statements

DAYS = ("2016-05-23", "2016-05-24", "2016-05-25")
NAMES = ("Tariq Mehmood", "Rubina Shaheen", "Imran Yousafzai", "Sadia Anwar")


@pytest.fixture
def page(area: WorkArea, qtbot: QtBot) -> EventPage:
    """The page of a training of three days, with four people who have no mark yet."""
    sitting = area.desk.sitting
    event = recording.save(sitting, "event", training(test_maximum=20)).record
    for name in NAMES:
        attending.add(sitting, event, name)
    area.open_record("event", event)
    quiet(qtbot, area)
    shown = area.page()
    assert isinstance(shown, EventPage)
    return shown


def go(page: EventPage, person: int, column: str) -> None:
    """Go to a cell of the sheet."""
    assert page.grid.table is not None
    assert page.grid.sheet is not None
    page.grid.table.choose(page.grid.sheet.people[person].id, column)


def saved(page: EventPage, qtbot: QtBot) -> list[dict[str, Any]]:
    """Return what the store says of each person, once the page has saved."""
    qtbot.waitUntil(lambda: not page.grid.edited and not page.desk.busy())
    found = attending.sheet(page.desk.sitting, page.grid.sheet.event.id if page.grid.sheet else "")
    return [dict(one.participation.values) for one in found.people]


def marks(page: EventPage, qtbot: QtBot) -> list[str]:
    """Return the marks of each person, one letter a day."""
    people = [one.get("attendance") or {} for one in saved(page, qtbot)]
    return ["".join(one.get(day, "-")[0] for day in DAYS) for one in people]


def test_a_whole_day_is_marked_and_the_absent_taken_out(page: EventPage, keyboard: Keyboard, qtbot: QtBot) -> None:
    keyboard.press("Ctrl+Space", "Down", "A", "Down", "H")
    assert marks(page, qtbot) == ["f--", "a--", "h--", "f--"]
    assert keyboard.count == 5


def test_the_space_bar_goes_through_the_marks(page: EventPage, keyboard: Keyboard, qtbot: QtBot) -> None:
    found = []
    for _place in range(5):
        keyboard.press("Space")
        found.append(marks(page, qtbot)[0])
    assert found == ["f--", "h--", "a--", "e--", "---"]


def test_what_is_marked_together_is_saved_as_one_entry(page: EventPage, keyboard: Keyboard, qtbot: QtBot) -> None:
    sitting = page.desk.sitting

    def entries() -> int:
        with sitting.store.reading() as connection:
            return int(connection.exec_driver_sql("SELECT count(*) FROM entry").scalar_one())

    before = entries()
    keyboard.press("Ctrl+Space", "Down", "A", "Ctrl+S")
    assert marks(page, qtbot) == ["f--", "a--", "f--", "f--"]
    assert entries() == before + 1


def test_leaving_the_page_loses_no_mark(page: EventPage, area: WorkArea, keyboard: Keyboard, qtbot: QtBot) -> None:
    event = page.grid.sheet.event.id if page.grid.sheet else ""
    keyboard.press("P")
    area.open_page("sessions")
    quiet(qtbot, area)
    people = attending.sheet(area.desk.sitting, event).people
    assert people[0].participation.values["attendance"] == {DAYS[0]: "full"}


def test_what_a_mate_marks_meanwhile_on_another_day_stays(page: EventPage, keyboard: Keyboard, qtbot: QtBot) -> None:
    assert page.grid.sheet is not None
    person = page.grid.sheet.people[0].id
    keyboard.press("P")
    attending.mark(
        page.desk.sitting, {person: {"attendance": {DAYS[1]: "half"}}}
    )  # arrived while the mark was not saved
    keyboard.press("Ctrl+S")
    assert marks(page, qtbot)[0] == "fh-"


def test_a_mark_fills_down_and_is_taken_back(page: EventPage, keyboard: Keyboard, qtbot: QtBot) -> None:
    keyboard.press("E", "Ctrl+D")
    assert marks(page, qtbot) == ["e--"] * 4
    keyboard.press("Ctrl+Z")
    assert marks(page, qtbot) == ["e--", "---", "---", "---"]
    keyboard.press("Ctrl+Z")
    assert marks(page, qtbot) == ["---"] * 4


def test_cells_are_chosen_copied_and_pasted(page: EventPage, keyboard: Keyboard, qtbot: QtBot) -> None:
    keyboard.press("P", "Down", "A", "Up", "Shift+Down", "Ctrl+C")
    assert QGuiApplication.clipboard().text() == "P\nA"
    keyboard.press("Down", "Ctrl+V")
    assert marks(page, qtbot) == ["f--", "a--", "f--", "a--"]


def test_a_block_of_excel_is_pasted_and_what_is_unreadable_is_left(
    page: EventPage, area: WorkArea, keyboard: Keyboard, qtbot: QtBot
) -> None:
    QGuiApplication.clipboard().setText("✓\tP\tH\t11\t17\r\nAbsent\t½\tحاضر\t14\tmany\r\n")
    keyboard.press("Ctrl+V")
    people = saved(page, qtbot)
    assert marks(page, qtbot) == ["ffh", "ahf", "---", "---"]
    assert [one.get("pre_score") for one in people] == [11, 14, None, None]
    assert [one.get("post_score") for one in people] == [17, None, None, None]
    assert toast_of(area) == "1 cell was left as it was."


def test_scores_are_typed_digit_by_digit(page: EventPage, keyboard: Keyboard, qtbot: QtBot) -> None:
    go(page, 0, "pre_score")
    keyboard.type("11\n9\n")
    assert [one.get("pre_score") for one in saved(page, qtbot)] == [11, 9, None, None]


def test_enter_under_the_last_score_goes_to_the_top_of_the_next_column(
    page: EventPage, keyboard: Keyboard, qtbot: QtBot
) -> None:
    go(page, 0, "pre_score")
    keyboard.type("11\n9\n8\n7\n15\n")
    people = saved(page, qtbot)
    assert [one.get("pre_score") for one in people] == [11, 9, 8, 7]
    assert [one.get("post_score") for one in people] == [15, None, None, None]


def test_a_score_that_is_too_high_is_said_and_can_be_mended(page: EventPage, keyboard: Keyboard, qtbot: QtBot) -> None:
    go(page, 0, "pre_score")
    keyboard.type("99")
    keyboard.press("Ctrl+S")
    qtbot.waitUntil(lambda: "at most 20 points" in words_of(page))
    assert page.grid.edited
    keyboard.press("Del")
    keyboard.type("9")
    assert saved(page, qtbot)[0]["pre_score"] == 9
    assert "at most 20 points" not in words_of(page)


def test_f8_goes_from_gap_to_gap(page: EventPage, keyboard: Keyboard) -> None:
    assert page.grid.table is not None
    keyboard.press("P", "F8")
    assert (page.grid.table.current_cell() or ("", ""))[1] == f"day:{DAYS[1]}"
    keyboard.press("P", "F8", "P", "F8")
    assert (page.grid.table.current_cell() or ("", ""))[1] == f"day:{DAYS[0]}"


def test_a_name_that_is_typed_becomes_a_row(page: EventPage, area: WorkArea, keyboard: Keyboard, qtbot: QtBot) -> None:
    keyboard.press("Ctrl+F")
    keyboard.type("Nazia Perveen\n")
    quiet(qtbot, area)
    assert page.grid.sheet is not None
    assert page.grid.sheet.people[-1].name == "Nazia Perveen"
    keyboard.type("nazia perveen\n")
    qtbot.waitUntil(lambda: "is on the list already" in words_of(page))


def test_certificates_are_numbered_and_printed_for_who_completed(
    page: EventPage, area: WorkArea, keyboard: Keyboard, qtbot: QtBot, tmp_path: Path
) -> None:
    for day in DAYS:
        go(page, 0, f"day:{day}")
        keyboard.press("Ctrl+Space")
    go(page, 1, f"day:{DAYS[2]}")
    keyboard.press("A", "Alt+C")
    qtbot.waitUntil(lambda: page.paperwork.where is not None)
    assert page.paperwork.where is not None
    page.paperwork.where.where.set_value(tmp_path / "certificates.pdf")
    keyboard.press("Enter")
    qtbot.waitUntil(lambda: toast_of(area) == "3 certificates are written.")
    numbers = [one.get("certificate_number", "") for one in saved(page, qtbot)]
    assert [number[:8] for number in numbers] == ["SRP-ISB1", "", "SRP-ISB1", "SRP-ISB1"]
    assert (tmp_path / "certificates.pdf").read_bytes().count(b"/Type /Page\n") == 3


def test_the_sheet_is_looked_at(page: EventPage, keyboard: Keyboard, picture: Callable[[QWidget, str], Path]) -> None:
    keyboard.press("Ctrl+Space", "Down", "A")
    assert picture(page.window(), "event").stat().st_size > 10_000


@pytest.mark.parametrize(
    ("keys", "name"),
    [("S", "sign-in-sheets"), ("N", "spelling-list"), ("Ctrl+P", "attendance"), ("Ctrl+Shift+E", "attendance")],
)
def test_the_papers_of_an_event_are_written(
    page: EventPage, area: WorkArea, keyboard: Keyboard, qtbot: QtBot, tmp_path: Path, keys: str, name: str
) -> None:
    ending = ".xlsx" if keys == "Ctrl+Shift+E" else ".pdf"
    keyboard.press("P", *(["Alt+P"] if len(keys) == 1 else []))
    keyboard.press(keys)
    work = page.paperwork
    out = {"sign-in-sheets": work.to_sign, "spelling-list": work.spelling}.get(name, work.attendance)
    assert out.dialog is not None
    out.dialog.where.set_value(tmp_path / f"{name}{ending}")
    keyboard.press("Enter")
    qtbot.waitUntil(lambda: toast_of(area).startswith("Written:"))
    assert (tmp_path / f"{name}{ending}").stat().st_size > 2_000


def print_by_letter(page: EventPage, keyboard: Keyboard, letter: str, path: Path) -> None:
    """Choose a paper from the menu and have it written."""
    keyboard.press("Alt+P", letter)
    dialog = page.paperwork.where
    assert dialog is not None
    dialog.where.set_value(path)
    keyboard.press("Enter")


def test_badges_are_printed_ten_on_a_sheet(
    page: EventPage, area: WorkArea, keyboard: Keyboard, qtbot: QtBot, tmp_path: Path
) -> None:
    path = tmp_path / "badges.pdf"
    print_by_letter(page, keyboard, "B", path)
    qtbot.waitUntil(lambda: toast_of(area) == "4 badges are written.")
    assert path.read_bytes().count(b"/Type /Page\n") == 1
    made = papers.badges(page.desk.sitting, page.grid.sheet.event.id if page.grid.sheet else "")
    assert [(one.number, one.name, one.role) for one in made] == [(at, name, "") for at, name in enumerate(NAMES, 1)]


def test_each_participant_has_a_paper_before_and_one_after(
    page: EventPage, area: WorkArea, keyboard: Keyboard, qtbot: QtBot, tmp_path: Path
) -> None:
    path = tmp_path / "tests.pdf"
    print_by_letter(page, keyboard, "T", path)
    qtbot.waitUntil(lambda: toast_of(area) == "The papers of the test are written.")
    assert path.read_bytes().count(b"/Type /Page\n") == 2 * len(NAMES)


def test_the_questions_of_the_test_stand_on_its_papers(page: EventPage) -> None:
    sitting = page.desk.sitting
    questions = [
        {"key": "b", "number": 2, "text": "Who issues a licence?", "answers": "The Bureau; The embassy", "points": 1},
        {"key": "a", "number": 1, "text": "What is smuggling?", "points": 2},
    ]
    test = recording.save(
        sitting, "knowledge_test", {"title": "Basics", "version": "1", "maximum": 3, "questions": questions}
    ).record
    event = recording.save(sitting, "event", training(test=test)).record
    attending.add(sitting, event, NAMES[0])
    made = papers.test_papers(sitting, event)
    assert (made.test, made.highest, made.people) == ("Basics", 3, ((1, NAMES[0]),))
    assert [(one.number, one.points) for one in made.questions] == [(1, 2), (2, 1)]


def test_a_signed_sheet_is_attached_from_the_event(
    page: EventPage, area: WorkArea, keyboard: Keyboard, qtbot: QtBot, tmp_path: Path
) -> None:
    scan = tmp_path / "scan.pdf"
    scan.write_bytes(b"%PDF-1.4 signed on the first day")
    keyboard.press("Alt+P", "A")
    qtbot.waitUntil(lambda: page.paperwork.scan is not None)
    keyboard.type(f"{scan}\n")
    keyboard.press("Enter")
    qtbot.waitUntil(lambda: "Attached:" in toast_of(area))
    event = page.grid.sheet.event.id if page.grid.sheet else ""
    assert [one.name for one in attachments.attachments(page.desk.sitting, event)] == ["scan.pdf"]


def test_a_sheet_to_sign_has_everybody_and_room_for_more(page: EventPage) -> None:
    event = page.grid.sheet.event.id if page.grid.sheet else ""
    made = papers.sign_in_sheets(page.desk.sitting, event)
    assert [len(table.rows) for table in made.tables] == [len(NAMES) + papers.LINES_LEFT] * len(DAYS)
    assert [row[1] for row in made.tables[0].rows][: len(NAMES)] == list(NAMES)
    assert all(table.roomy for table in made.tables)


def test_the_attendance_list_says_what_was_marked(page: EventPage, keyboard: Keyboard, qtbot: QtBot) -> None:
    keyboard.press("Ctrl+Space", "Down", "A")
    saved(page, qtbot)
    event = page.grid.sheet.event.id if page.grid.sheet else ""
    people, present = papers.attendance_list(page.desk.sitting, event).tables
    assert [row[5] for row in people.rows] == ["Present", "Absent", "Present", "Present"]
    assert [row[1] for row in present.rows] == [3, 0, 0]


def test_roles_and_consents_are_marked_by_letters(page: EventPage, keyboard: Keyboard, qtbot: QtBot) -> None:
    keyboard.press("P", "Alt+R")
    keyboard.press("Ctrl+Space", "Down", "N")
    go(page, 3, "role")
    keyboard.press("T")
    go(page, 1, "sex")
    keyboard.press("F")
    people = saved(page, qtbot)
    assert [one.get("photo_consent") for one in people] == [True, False, True, True]
    assert [one["role"] for one in people] == ["PART", "PART", "PART", "TRAINER"]
    assert page.grid.sheet is not None
    assert [one.sex for one in page.grid.sheet.people] == ["U", "F", "U", "U"]
    assert people[0]["attendance"] == {DAYS[0]: "full"}
    keyboard.press("Alt+R")
    assert page.grid.look == "attendance"


def figure(page: EventPage, label: str) -> str:
    """Return the number over a label."""
    return next(one.number.words() for one in page.findChildren(Figure) if one.label.words() == label)


def test_heads_count_until_the_names_are_complete(
    page: EventPage, area: WorkArea, keyboard: Keyboard, qtbot: QtBot
) -> None:
    assert figure(page, "Counted, by the list") == "4"
    keyboard.press("Alt+H")
    keyboard.type("20")
    keyboard.press("Tab")
    keyboard.type("5\n")
    quiet(qtbot, area)
    assert figure(page, "Counted, by head count") == "25"
    page.window().activateWindow()
    keyboard.press("Alt+H")
    assert page.heads is not None
    page.heads.list.setFocus()
    keyboard.press("C", "Enter")
    quiet(qtbot, area)
    assert figure(page, "Counted, by the list") == "4"


def test_the_tally_of_papers_is_typed_from_number_to_number(
    page: EventPage, area: WorkArea, keyboard: Keyboard, qtbot: QtBot
) -> None:
    keyboard.press("Alt+P", "E")
    qtbot.waitUntil(lambda: page.paperwork.tally is not None)
    assert page.paperwork.tally is not None
    keyboard.type("4\n\n\n\n2\n2\n" + "\n\n\n\n4\n" * 2 + "\n\n\n\n5\n")
    assert "more answers than papers" in words_of(page.paperwork.tally)
    page.paperwork.tally.numbers[-1][-1].setFocus()
    keyboard.press("Del")
    keyboard.type("\b4\n")
    quiet(qtbot, area)
    qtbot.waitUntil(lambda: figure(page, "Satisfied, of 5") == "4.9")
    page.window().activateWindow()
    keyboard.press("Alt+P", "E")
    quiet(qtbot, area)
    assert page.paperwork.tally.papers.value() == 4
    assert page.paperwork.tally.numbers[0][3].value() == 2


@pytest.mark.parametrize("code", ["en", "ur"])
def test_roles_and_heads_are_looked_at(
    unlocked: Callable[..., MainWindow],
    keyboard: Keyboard,
    qtbot: QtBot,
    picture: Callable[[QWidget, str], Path],
    code: str,
) -> None:
    area = area_of(unlocked(Look(language=code)))
    event = recording.save(area.desk.sitting, "event", training(test_maximum=20)).record
    for name in NAMES:
        attending.add(area.desk.sitting, event, name)
    area.open_record("event", event)
    quiet(qtbot, area)
    page = area.page()
    assert isinstance(page, EventPage)
    assert cut_words(page) == []
    assert picture(area.window(), f"event-{code}").stat().st_size > 10_000
    keyboard.press("Alt+R", "Ctrl+Space", "Down", "N")
    assert cut_words(page) == []
    assert nameless(page) == []
    picture(area.window(), f"event-roles-{code}")
    keyboard.press("Alt+H")
    assert page.heads is not None
    assert cut_words(page.heads) == []
    picture(page.heads, f"event-heads-{code}")
    keyboard.press("Esc")
    page.window().activateWindow()
    keyboard.press("Alt+P", "E")
    qtbot.waitUntil(lambda: page.paperwork.tally is not None)
    assert page.paperwork.tally is not None
    assert cut_words(page.paperwork.tally) == []
    picture(page.paperwork.tally, f"event-tally-{code}")


def test_a_key_on_the_sheet_of_many_people_changes_one_row(area: WorkArea, keyboard: Keyboard, qtbot: QtBot) -> None:
    area.open_record("event", crowded_event(area.desk.sitting, 120))
    quiet(qtbot, area)
    page = area.page()
    assert isinstance(page, EventPage)
    assert page.grid.table is not None
    model, rows, resets = page.grid.table.model, list[range](), list[bool]()
    model.dataChanged.connect(lambda first, last, _roles=(): rows.append(range(first.row(), last.row() + 1)))
    model.modelReset.connect(lambda: resets.append(True))
    figures = page.findChildren(Figure)
    with statements() as run:
        keyboard.press("P")
    assert rows == [range(1)]
    assert resets == []
    assert run == []
    assert page.findChildren(Figure) == figures


def test_the_page_fits_a_narrow_window(network: Network, windows: Windows) -> None:
    laptop = network.add("ISB")
    event = recording.save(laptop, "event", training()).record
    attending.add(laptop, event, NAMES[0])
    page = windows.open(laptop, "event", NARROW, record=event)
    assert isinstance(page, EventPage)
    windows.until(lambda: page.grid.sheet is not None)
    windows.picture(page, "narrow-event")
    assert page.window().width() == NARROW[0]
