"""Excel: a workbook is checked and asked about by keyboard alone, taken in once, and taken back whole."""

from __future__ import annotations

from pathlib import Path

import pytest
from openpyxl import Workbook, load_workbook
from PySide6.QtCore import Qt

from network_of_stores import Network
from page_windows import NARROW, WIDE, Windows, cut_words, nameless
from silkfield import assets
from silkfield.clock import SetClock
from silkfield.desktop.intake.frame import ANSWER, CHECK, CHOOSE, TAKE
from silkfield.desktop.intake.intake_page import IntakePage
from silkfield.desktop.widgets import DataTable
from silkfield.operations import finding, recording, reporting, spreadsheets
from silkfield.operations.sitting import Sitting

REGISTER = "mic-islamabad-register-2016-05.xlsx"
CONTROL = Qt.KeyboardModifier.ControlModifier
KEYS = {
    "names": "y",
    "date:10": Qt.Key.Key_Return,
    "same:7+58": "j",
    "same:7+25": "j",
    "same:25+58": "j",
    "same:47+68": "j",
    "same:18+63": "j",
    "same:11+54": "n",
}
"""What is pressed for each question; every other one is left for later."""


@pytest.fixture
def isb(network: Network) -> Sitting:
    laptop = network.add("ISB")
    laptop.clock.milliseconds = SetClock.on("2017-10-02").milliseconds
    return laptop


def sample(name: str, folder: Path) -> Path:
    """Copy a sample workbook, so that what is written beside it is written elsewhere."""
    copied = folder / name
    copied.write_bytes((assets.folder("samples") / name).read_bytes())
    return copied


def press(windows: Windows, key: Qt.Key | str, modifier: Qt.KeyboardModifier = Qt.KeyboardModifier.NoModifier) -> None:
    """Press a key on whatever has the focus, once all that was begun is shown."""
    windows.qapp.processEvents()
    focus = windows.qapp.focusWidget()
    if isinstance(key, str):
        windows.qtbot.keyClicks(focus, key)
    else:
        windows.qtbot.keyClick(focus, key, modifier)


def choose(windows: Windows, page: IntakePage, path: Path) -> None:
    """Type the path of a workbook and press Enter."""
    assert page.choosing.file.line.hasFocus()
    page.choosing.file.line.selectAll()
    press(windows, str(path))
    press(windows, Qt.Key.Key_Return)
    windows.until(lambda: page.stack.currentIndex() == CHECK and not page.looking.busy)


def answer_all(windows: Windows, page: IntakePage) -> None:
    """Answer every question with one key."""
    press(windows, Qt.Key.Key_Return, CONTROL)
    assert page.stack.currentIndex() == ANSWER
    while (question := page.questions.card.question) is not None:
        press(windows, KEYS.get(question.id, "l"))
        windows.until(lambda asked=question: page.questions.card.question != asked and not page.looking.busy)


def test_the_register_is_taken_in_by_keyboard_alone_and_gives_the_expected_figures(
    isb: Sitting, windows: Windows, tmp_path: Path
) -> None:
    page = windows.open(isb, "intake")
    choose(windows, page, sample(REGISTER, tmp_path))
    assert [len(page.looked.checked.intake.accepted), len(page.looked.checked.intake.refused)] == [67, 2]

    answer_all(windows, page)
    assert page.questions.open_questions() == [
        "word:district:Kharian",
        "word:topic:misc. query",
        "date:51",
        "word:district:Karachi",
    ]
    assert page.parts.next.hasFocus()
    press(windows, Qt.Key.Key_Return, CONTROL)
    windows.until(lambda: page.taken)
    assert (page.taken.accepted + page.taken.warned, page.taken.refused) == (78, 2)

    figures = reporting.report(isb, "R1", "2016-05", "ISB").figures["ISB"]
    assert (figures["A"]["contacts"], figures["B"]["unique_clients"]) == (78, 43)
    page.result.save_button.click()
    windows.until(lambda: "Written:" in windows.say(page))
    (refused,) = tmp_path.glob("*-refused.xlsx")
    texts = [str(cell.value) for line in load_workbook(refused).worksheets[0].iter_rows() for cell in line]
    assert any("future" in text for text in texts)

    page.navigator.open_page("reports", period="2016-05")
    reports = windows.opened[-1].page()
    windows.until(lambda: reports.findChildren(DataTable))
    model = reports.findChildren(DataTable)[0].model
    assert [model.cell(model.index(line, 6)).text for line in range(2)] == ["78", "43"]
    windows.picture(reports, "reports-after-the-register")
    assert cut_words(reports) == []


def test_an_intake_is_taken_back_as_one_and_can_come_in_again(isb: Sitting, windows: Windows, tmp_path: Path) -> None:
    path = sample("awareness-sessions-2016-05.xlsx", tmp_path)
    page = windows.open(isb, "intake")
    choose(windows, page, path)
    assert page.parts.next.text() == "Take 9 rows in"
    press(windows, Qt.Key.Key_Return, CONTROL)
    windows.until(lambda: page.taken)
    assert finding.listing(isb, "session").count == 9

    press(windows, Qt.Key.Key_Z, CONTROL)
    windows.until(lambda: page.taken is None)
    assert finding.listing(isb, "session").count == 0

    press(windows, Qt.Key.Key_Return, CONTROL)
    choose(windows, page, path)
    assert page.parts.next.text() == "Take 9 rows in"


def test_the_same_workbook_twice_says_plainly_that_nothing_is_new(
    isb: Sitting, windows: Windows, tmp_path: Path
) -> None:
    path = sample("awareness-sessions-2016-05.xlsx", tmp_path)
    page = windows.open(isb, "intake")
    for _time in range(2):
        choose(windows, page, path)
        if page.parts.next.isEnabled():
            press(windows, Qt.Key.Key_Return, CONTROL)
            windows.until(lambda: page.taken)
            press(windows, Qt.Key.Key_Return, CONTROL)
    assert "Nothing is new in this workbook." in windows.say(page)
    assert not page.parts.next.isEnabled()
    assert finding.listing(isb, "session").count == 9


def test_an_intake_that_is_stopped_leaves_nothing(isb: Sitting, windows: Windows, tmp_path: Path) -> None:
    page = windows.open(isb, "intake")
    choose(windows, page, sample("pdo-tally-rawalpindi-2016-05.xlsx", tmp_path))
    with isb.store.writing():  # it waits for its turn to write, else twenty rows are in before anybody can stop it
        press(windows, Qt.Key.Key_Return, CONTROL)
        press(windows, Qt.Key.Key_Return)  # Cancel has the focus
    windows.until(lambda: "Stopped. Nothing was changed." in windows.say(page))
    assert finding.listing(isb, "session").count == 0
    assert page.parts.next.text() == "Take 20 rows in"


def test_rows_that_an_export_wrote_are_not_taken_in_a_second_time(
    isb: Sitting, windows: Windows, tmp_path: Path
) -> None:
    spreadsheets.take_in(isb, sample("awareness-sessions-2016-05.xlsx", tmp_path), "session")
    page = windows.open(isb, "intake")
    page.exporting.form.set_value("session")
    page.exporting.name_file()
    page.exporting.path.set_value(tmp_path / "sessions.xlsx")
    page.exporting.button.click()
    windows.until(lambda: "Written: sessions.xlsx 9 records." in windows.say(page))
    choose(windows, page, tmp_path / "sessions.xlsx")
    assert "9 of its rows are records that are here already." in windows.say(page)
    assert not page.parts.next.isEnabled()


def test_any_list_with_the_labels_of_a_form_can_be_taken_in(isb: Sitting, windows: Windows, tmp_path: Path) -> None:
    book = Workbook()
    book.active.append(["Name", "Country", "Shoe size"])
    book.active.append(["Punjab Vocational Training Council", "Pakistan", 44])
    book.active.append(["State Commission on Migration Issues", "Georgia", 45])
    book.save(tmp_path / "partners.xlsx")
    page = windows.open(isb, "intake")
    page.choosing.form.set_value("organisation")
    choose(windows, page, tmp_path / "partners.xlsx")
    assert list(page.checking.columns.selects) == ["Shoe size", "Name", "Country"], "the unknown one stands first"
    press(windows, Qt.Key.Key_Return, CONTROL)
    windows.until(lambda: page.taken)
    names = {one.values["name"] for one in finding.listing(isb, "organisation").records}
    assert names == {"Punjab Vocational Training Council", "State Commission on Migration Issues"}


def test_rows_are_taken_in_only_after_somebody_said_what_happens_with_the_names(
    isb: Sitting, windows: Windows, tmp_path: Path
) -> None:
    page = windows.open(isb, "intake")
    choose(windows, page, sample(REGISTER, tmp_path))
    press(windows, Qt.Key.Key_Return, CONTROL)
    press(windows, "l")
    press(windows, Qt.Key.Key_Return, CONTROL)
    assert "First say what shall be done with the names." in windows.say(page)
    assert page.questions.card.question.id == "names"
    press(windows, "n")
    press(windows, Qt.Key.Key_Return, CONTROL)
    windows.until(lambda: page.taken)
    assert "client_identity" not in page.taken.records
    assert page.taken.records["client"] == 47


def test_an_unknown_word_is_answered_by_typing_and_an_answer_can_be_changed(
    isb: Sitting, windows: Windows, tmp_path: Path
) -> None:
    page = windows.open(isb, "intake")
    choose(windows, page, sample(REGISTER, tmp_path))
    press(windows, Qt.Key.Key_Return, CONTROL)
    page.questions.table.choose("word:district:Karachi")
    windows.until(lambda: page.questions.card.question.id == "word:district:Karachi")
    page.questions.card.other.setFocus()
    press(windows, "malir")
    press(windows, Qt.Key.Key_Return)
    windows.until(lambda: not page.looking.busy)
    assert page.questions.answers() == {"word:district:Karachi": "PK-SD.malir"}
    row = next(one for one in page.looked.checked.intake.rows if one.number == 64)
    assert row.drafts[0].values["district"] == "PK-SD.malir"

    page.questions.table.choose("word:district:Karachi")
    windows.until(lambda: page.questions.card.question.id == "word:district:Karachi")
    page.questions.card.setFocus()
    press(windows, "x")
    windows.until(lambda: not page.looking.busy)
    assert page.questions.answers() == {"word:district:Karachi": ""}


def test_a_column_is_corrected_and_remembered(isb: Sitting, windows: Windows, tmp_path: Path) -> None:
    path = sample(REGISTER, tmp_path)
    page = windows.open(isb, "intake")
    choose(windows, page, path)
    select = page.checking.columns.selects["Remarks"]
    select.set_value("-")
    select.changed.emit("-")
    windows.until(lambda: not page.looking.busy)
    assert dict(page.looked.checked.intake.sheets[0].columns)["Remarks"] == "-"
    assert page.checking.columns.selects["Remarks"].value() == "-"

    page.start_anew()
    choose(windows, page, path)
    assert dict(page.looked.checked.intake.sheets[0].columns)["Remarks"] == "-"
    assert dict(page.looked.checked.intake.sheets[0].columns)["Date"] == "date"


def test_what_the_file_does_not_say_is_said_once_for_all_rows(isb: Sitting, windows: Windows, tmp_path: Path) -> None:
    book = Workbook()
    book.active.append(["Date", "Venue", "District", "Men 18-24", "Women 18-24"])
    book.active.append(["3 May 2016", "Technical Institute", "Attock", 20, 12])
    book.save(tmp_path / "plain.xlsx")
    page = windows.open(isb, "intake")
    choose(windows, page, tmp_path / "plain.xlsx")
    assert page.looked.checked is None
    assert "does not say which kind of sessions" in windows.say(page)

    kind = page.checking.givens.fields["session_type"]
    assert kind.hasFocus()
    press(windows, Qt.Key.Key_Down)
    windows.until(lambda: page.looked.checked is not None)
    press(windows, Qt.Key.Key_Return, CONTROL)
    windows.until(lambda: page.taken)
    assert finding.listing(isb, "session").records[0].values["session_type"] == "AWARE"


def test_people_are_taken_into_an_event_that_is_here_already(isb: Sitting, windows: Windows, tmp_path: Path) -> None:
    event = {
        "title": "Training on Anti-Trafficking",
        "kind": "TRN_NAT",
        "status": "HELD",
        "component": "C1",
        "objectives": ["SO1"],
        "topics": ["T2"],
        "start_date": "2015-09-14",
        "end_date": "2015-09-18",
    }
    record = recording.save(isb, "event", event).record
    page = windows.open(isb, "intake")
    choose(windows, page, sample("training-nominations-2015-09.xlsx", tmp_path))
    field = page.checking.givens.fields["event"]
    field.setFocus()
    press(windows, "anti")
    press(windows, Qt.Key.Key_Return)
    windows.until(lambda: page.looked.checked.intake.shared[0].form != "event")
    page.take()
    windows.until(lambda: page.taken)
    assert finding.listing(isb, "event").count == 1
    assert {one.values["event"] for one in finding.listing(isb, "participation").records} == {record}


def test_what_was_said_is_still_there_after_the_laptop_was_locked(
    isb: Sitting, windows: Windows, tmp_path: Path
) -> None:
    page = windows.open(isb, "intake")
    choose(windows, page, sample(REGISTER, tmp_path))
    press(windows, Qt.Key.Key_Return, CONTROL)
    press(windows, "y")
    windows.until(lambda: not page.looking.busy)
    kept = page.leave()

    again = IntakePage(page.desk, page.navigator)
    windows.qtbot.addWidget(again)
    again.open(**kept)
    windows.until(lambda: again.stack.currentIndex() == ANSWER)
    assert again.questions.answers() == {"names": "keep"}
    assert not again.questions.names_open()


def test_a_file_that_is_no_workbook_is_said(isb: Sitting, windows: Windows, tmp_path: Path) -> None:
    (tmp_path / "letter.xlsx").write_text("Dear colleagues")
    page = windows.open(isb, "intake")
    page.look_at(tmp_path / "letter.xlsx")
    windows.until(lambda: "This file is not a workbook." in windows.say(page))
    assert page.stack.currentIndex() == CHOOSE


def test_a_list_that_must_stay_at_the_site_is_written_only_after_a_question(
    isb: Sitting, windows: Windows, tmp_path: Path
) -> None:
    page = windows.open(isb, "intake")
    page.exporting.form.set_value("safeguarding")
    page.exporting.name_file()
    page.exporting.path.set_value(tmp_path / "list.xlsx")
    page.exporting.write()
    windows.until(page.exporting.dialog.safe.hasFocus)
    assert not (tmp_path / "list.xlsx").exists()
    page.exporting.dialog.act.click()
    windows.until(lambda: "Written: list.xlsx" in windows.say(page))
    assert (tmp_path / "list.xlsx").exists()


LOOKS = [("en", WIDE), ("en", NARROW), ("ur", WIDE)]


@pytest.mark.parametrize(("code", "size"), LOOKS)
def test_nothing_is_cut_on_any_step_and_everything_has_a_name(
    isb: Sitting, windows: Windows, tmp_path: Path, code: str, size: tuple[int, int]
) -> None:
    windows.dress(code)
    page = windows.open(isb, "intake", size)

    def looks_good(step: str) -> None:
        windows.picture(page, f"intake-{step}-{code}-{size[0]}")
        assert nameless(page) == []
        assert cut_words(page) == []

    looks_good("1-choose")
    choose(windows, page, sample(REGISTER, tmp_path))
    looks_good("2-check")
    page.checking._turn_to("row")
    page.checking.rows.table.choose(17)
    windows.qtbot.waitSignal(page.checking.rows.moved).wait()
    looks_good("2-check-row")
    press(windows, Qt.Key.Key_Return, CONTROL)
    for question in ("names", "date:10", "word:district:Karachi", "same:11+54"):
        page.questions.table.choose(question)
        windows.until(lambda question=question: page.questions.card.question.id == question)
        looks_good("3-answer-" + question.partition(":")[0])
        page.questions.card.setFocus()
        press(windows, KEYS.get(question, "l"))
        windows.until(lambda: not page.looking.busy)
    while page.questions.card.question is not None:
        press(windows, "l")
    looks_good("3-answered")
    page.take()
    windows.until(lambda: page.taken)
    assert page.stack.currentIndex() == TAKE
    looks_good("4-taken")
    page.undo()
    windows.until(lambda: page.taken is None)
    looks_good("4-undone")
    page.back()
    windows.until(lambda: page.stack.currentIndex() == CHECK)
    page.start_anew()
    choose(windows, page, sample("training-nominations-2015-09.xlsx", tmp_path))
    looks_good("2-check-participation")
