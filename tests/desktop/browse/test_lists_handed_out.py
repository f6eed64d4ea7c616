"""A list leaves the window as it is filtered and shown: to Excel and to paper, by keyboard alone."""

from __future__ import annotations

import re
from collections.abc import Callable
from datetime import date
from pathlib import Path

import openpyxl
import pytest
from pytestqt.qtbot import QtBot

from desktop_keys import Keyboard, area_of, quiet, toast_of
from silkfield import language
from silkfield.desktop.browse.list_page import ListPage
from silkfield.desktop.clients.client_page import ClientPage
from silkfield.desktop.look import Look
from silkfield.desktop.main_window import MainWindow
from silkfield.desktop.paper.handing_out import HandingOut
from silkfield.desktop.paper.list_pdf import write_pdf
from silkfield.desktop.work_area import WorkArea
from silkfield.errors import Trouble
from silkfield.operations import finding
from silkfield.operations.handing_out import MOST_PRINTED, as_html, hand_out, write_workbook
from silkfield.reports.listed import HandOut, Heading, Listed


def handed_out(area: WorkArea, out: HandingOut, path: Path, keyboard: Keyboard, qtbot: QtBot) -> Path:
    """Press the key for the kind of file, name the file, press Enter, and wait until it is written."""
    area.window().activateWindow()
    keyboard.press("Ctrl+P" if path.suffix == ".pdf" else "Ctrl+Shift+E")
    assert out.dialog is not None
    usual = out.dialog.path()
    out.dialog.where.set_value(path)
    keyboard.press("Enter")
    quiet(qtbot, area)
    assert toast_of(area).startswith("Written:")
    return usual


def sheets(path: Path) -> dict[str, list[tuple[object, ...]]]:
    book = openpyxl.load_workbook(path)
    return {sheet.title: list(sheet.iter_rows(values_only=True)) for sheet in book}


def opened(area: WorkArea, key: str, qtbot: QtBot) -> ListPage:
    area.open_page(key)
    quiet(qtbot, area)
    page = area.page()
    assert isinstance(page, ListPage)
    return page


def test_excel_holds_the_rows_that_were_found_and_says_so(
    area: WorkArea, keyboard: Keyboard, qtbot: QtBot, tmp_path: Path
) -> None:
    page = opened(area, "contacts", qtbot)
    page.find_field.set_value("Swat")
    page._ask()
    quiet(qtbot, area)
    usual = handed_out(area, page.out, tmp_path / "found.xlsx", keyboard, qtbot)
    assert usual.name == "counselling_contact-2016-06-01.xlsx"
    written = sheets(tmp_path / "found.xlsx")
    heads, *rows = written["Contacts"]
    assert heads[:5] == ("Date", "Channel", "Person", "Client code", "Sex")
    assert [(f"{row[0]:%Y-%m-%d}", *row[1:3]) for row in rows] == [("2016-05-30", "Walk-in", "Anonymous")]
    assert ("Shown", "found by “Swat”") in written["About this list"]
    assert ("Office", "MIC Islamabad (ISB1)") in written["About this list"]


def test_the_client_view_hides_names_in_the_file_too(
    area: WorkArea, keyboard: Keyboard, qtbot: QtBot, tmp_path: Path
) -> None:
    page = opened(area, "contacts", qtbot)
    handed_out(area, page.out, tmp_path / "all.xlsx", keyboard, qtbot)
    assert "Maryam Bashir" in str(sheets(tmp_path / "all.xlsx"))
    area.window().activateWindow()
    keyboard.press("F9")
    page = opened(area, "contacts", qtbot)
    handed_out(area, page.out, tmp_path / "hidden.xlsx", keyboard, qtbot)
    assert "Maryam Bashir" not in str(sheets(tmp_path / "hidden.xlsx"))
    assert "hidden: a client was looking" in str(sheets(tmp_path / "hidden.xlsx"))


def test_the_number_of_an_identity_card_never_leaves(area: WorkArea) -> None:
    typed = "گواہ ۳۵۲۰۲-۱۲۳۴۵۶۷-۱, 35202 1234567 1"
    table = Listed("Sessions", (Heading("Venue"), Heading("People")), ((typed, 3520212345671),))
    made = hand_out(area.desk.sitting, "Sessions", "found by “3520212345671”", [table])
    assert made.tables[0].rows == (("گواہ …, …", 3520212345671),)  # a count is no card
    assert made.facts[0] == ("Shown", "found by “…”")


def test_what_may_not_leave_the_site_is_not_handed_out(area: WorkArea, keyboard: Keyboard, qtbot: QtBot) -> None:
    area.open_page("contacts", form="safeguarding")
    quiet(qtbot, area)
    keyboard.press("Ctrl+P")
    page = area.page()
    assert isinstance(page, ListPage)
    assert page.out.dialog is None


def test_a_client_file_is_printed_without_its_notes(
    area: WorkArea, keyboard: Keyboard, qtbot: QtBot, tmp_path: Path
) -> None:
    note = finding.listing(area.desk.sitting, "counselling_note").records[0]
    contact = finding.record(area.desk.sitting, note.values["contact"])
    area.open_record("client", contact.values["client"])
    quiet(qtbot, area)
    page = area.page()
    assert isinstance(page, ClientPage)
    assert note.values["note"] in page.shown.timeline[1].second  # type: ignore[union-attr]
    handed_out(area, page.out, tmp_path / "file.xlsx", keyboard, qtbot)
    assert "Documents, Study" in str(sheets(tmp_path / "file.xlsx"))
    assert note.values["note"] not in str(sheets(tmp_path / "file.xlsx"))
    usual = handed_out(area, page.out, tmp_path / "file.pdf", keyboard, qtbot)
    assert usual.name == "client-file-2016-06-01.pdf"  # neither the name nor the code
    assert (tmp_path / "file.pdf").read_bytes().startswith(b"%PDF")


LONG = HandOut(
    "People",
    (("Shown", "all"),),
    (
        Listed(
            "People",
            (Heading("Name"), Heading("Code", "beside"), Heading("District", "under"), Heading("Born")),
            tuple((f"<b>{place}", f"A{place}", "Swat", date(1990, 1, 2)) for place in range(120)),
        ),
    ),
)


def test_a_long_list_goes_over_several_pages(tmp_path: Path, unlocked: Callable[..., MainWindow]) -> None:
    area_of(unlocked(Look("ur")))
    write_pdf(LONG, tmp_path / "long.pdf")
    pages = len(re.findall(rb"/Type /Page\b", (tmp_path / "long.pdf").read_bytes()))
    assert pages == 6


def test_a_page_to_print_runs_from_the_right_in_urdu_and_escapes_what_was_typed() -> None:
    page = as_html(LONG)
    assert page.index("Name, Code, District") < page.index("Born")
    assert "&lt;b&gt;7, A7" in page
    assert "<b>7" not in page
    language.choose("ur")
    page = as_html(LONG)
    assert page.index("Born") < page.index("Name، Code، District")
    assert 'dir="rtl"' in page


def test_a_list_too_long_to_print_is_for_excel(tmp_path: Path, area: WorkArea) -> None:
    table = Listed("Many", (Heading("Count"),), tuple((place,) for place in range(MOST_PRINTED + 1)))
    made = HandOut("Many", (), (table,))
    with pytest.raises(Trouble, match="too many to print"):
        as_html(made)
    with pytest.raises(Trouble, match="no name for a workbook"):
        write_workbook(area.desk.sitting, made, tmp_path / "many.csv")
