"""The client view: F9 hides every name but the present client's, on every page, until F9 again; nothing is lost by it."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path

import pytest
from PySide6.QtWidgets import QAbstractButton, QLabel, QLineEdit, QTableView, QTextEdit, QWidget
from pytestqt.qtbot import QtBot

from desktop_keys import Keyboard, area_of, entry, quiet, toast_of, words_of
from desktop_seed import contact
from silkfield.desktop.clients.client_page import ClientPage
from silkfield.desktop.look import Look
from silkfield.desktop.main_window import MainWindow
from silkfield.desktop.pages import rail_pages
from silkfield.desktop.widgets import Text
from silkfield.desktop.widgets.table_model import CELL
from silkfield.desktop.work_area import WorkArea
from silkfield.operations import counselling, drafting, finding, recognising, recording

NAMES = (
    "Kamran",
    "Abdul Hussain",
    "Maryam",
    "مریم",
    "Ashraf",
    "اشرف",
    "Samina",
    "1234567",
    "1112223",
    "Wants the list",
)
"""Of clients and officials; two phone numbers; a note."""


def words_everywhere(window: QWidget) -> str:
    """Return every word that a window shows, in whatever kind of widget, or says to a screen reader."""
    found = [window.windowTitle()]
    for one in window.findChildren(QWidget):
        if not one.isVisible():
            continue
        found += [one.accessibleName(), one.toolTip()]
        if isinstance(one, (QAbstractButton, QLabel, QLineEdit)):
            found.append(one.text())
        elif isinstance(one, QTextEdit):
            found.append(one.toPlainText())
        elif isinstance(one, Text):
            found.append(one.words())
        elif isinstance(one, QTableView):
            model = one.model()
            for number in range(model.rowCount()):
                for place in range(model.columnCount()):
                    cell = model.index(number, place).data(CELL)
                    found.append(cell.spoken if cell is not None else "")
    return " ".join(found)


def names_on(area: WorkArea, qtbot: QtBot) -> set[str]:
    """Wait until the page in front has answers, also beside its list, and return the names that can be read."""
    quiet(qtbot, area)
    table = getattr(getattr(area.page(), "table", None), "table", None)
    if table is not None:
        qtbot.waitUntil(lambda: not table._timer.isActive() and not area.desk.busy())
    quiet(qtbot, area)
    words = words_everywhere(area.window())
    return {name for name in NAMES if name in words}


def client_named(area: WorkArea, name: str) -> str:
    found = recognising.names(
        area.desk.sitting, [one.id for one in recognising.clients(area.desk.sitting, find=name).records]
    )
    return next(client for client, known in found.items() if known.name == name)


def walk(area: WorkArea, qtbot: QtBot) -> dict[str, set[str]]:
    """Open every page of the rail and some records; return the names found on each."""
    found: dict[str, set[str]] = {}
    for page in rail_pages(area.kind):
        for form in page.forms or ("",):
            area.open_page(page.key, **({"form": form} if form else {}))
            found[f"{page.key} {form}"] = names_on(area, qtbot)
    for form in ("client", "counselling_contact", "participation", "person"):
        for one in finding.listing(area.desk.sitting, form).records:
            area.open_record(form, one.id)
            found[f"{form} {one.id}"] = names_on(area, qtbot)
    area.open_page("erasures", record=client_named(area, "Kamran Hussain"))
    found["erasures"] = names_on(area, qtbot)
    return {page: names for page, names in found.items() if names}


def test_no_page_shows_a_name_until_the_same_key_again(area: WorkArea, keyboard: Keyboard, qtbot: QtBot) -> None:
    shown = walk(area, qtbot)
    assert len(shown) > 8
    area.open_page("today")
    quiet(qtbot, area)
    keyboard.press("F9")
    assert names_on(area, qtbot) == set()
    assert "Client view: names are hidden." in words_everywhere(area)
    assert walk(area, qtbot) == {}
    area.open_page("today")
    quiet(qtbot, area)
    keyboard.press("F9")
    assert "Client view" not in words_everywhere(area._band)
    assert set(walk(area, qtbot)) == set(shown)


def test_the_present_client_stays_named_and_nobody_else(area: WorkArea, keyboard: Keyboard, qtbot: QtBot) -> None:
    area.open_record("client", client_named(area, "Muhammad Ashraf"))
    names_on(area, qtbot)
    keyboard.press("F9")
    assert names_on(area, qtbot) == {"Ashraf", "اشرف", "1112223"}
    assert set().union(*walk(area, qtbot).values()) <= {"Ashraf", "اشرف", "1112223"}
    area.open_record("client", client_named(area, "Kamran Hussain"))
    names_on(area, qtbot)
    page = area.page()
    assert isinstance(page, ClientPage)
    assert page.shown is not None
    assert page.shown.file.known.called == page.shown.file.known.code


def test_search_results_have_codes_only(area: WorkArea, keyboard: Keyboard, qtbot: QtBot) -> None:
    keyboard.press("F9", "Ctrl+F")
    keyboard.type("mary")
    page = area.page()
    qtbot.waitUntil(lambda: not page._timer.isActive() and not area.desk.busy())  # type: ignore[attr-defined]
    assert names_on(area, qtbot) == set()


def test_a_new_client_can_be_recorded_in_it_and_nobody_is_offered(
    area: WorkArea, keyboard: Keyboard, qtbot: QtBot
) -> None:
    keyboard.press("Ctrl+N")
    quiet(qtbot, area)
    form = entry(area)
    form.questions.fill({**form.questions.kept(), **contact(), "may_keep": True, "full_name": "Maryam Bashir"})
    keyboard.press("F9")
    form.questions.go_to("relative_name")
    keyboard.type("Bashir Khan")
    assert form._already_here is not None
    timer = form._already_here._timer
    qtbot.waitUntil(lambda: not timer.isActive() and not area.desk.busy())
    assert not form._already_here.isVisible()
    keyboard.press("Ctrl+S")
    qtbot.waitUntil(lambda: area.key() == "today")
    assert recognising.clients(area.desk.sitting, find="Maryam Bashir").count == 2


def test_what_is_hidden_cannot_be_corrected_and_so_is_not_lost(
    area: WorkArea, keyboard: Keyboard, qtbot: QtBot
) -> None:
    sitting = area.desk.sitting
    who = client_named(area, "Maryam Bashir")
    record = finding.listing(sitting, "counselling_contact", where={"client": who}).records[0].id
    keyboard.press("F9")
    quiet(qtbot, area)
    area.open_page("enter", form="counselling_contact", record=record)
    qtbot.waitUntil(lambda: area.key() == "today")
    assert toast_of(area) == "Names are hidden while a client looks at the screen."
    assert counselling.around_contact(sitting, finding.record(sitting, record)).note.startswith("Wants")


def test_a_draft_of_somebody_else_is_not_opened_in_it(area: WorkArea, keyboard: Keyboard, qtbot: QtBot) -> None:
    keyboard.press("F9")
    names_on(area, qtbot)
    (draft,) = drafts(area)
    area.open_page("enter", form="counselling_contact", draft=draft)
    qtbot.waitUntil(lambda: area.key() == "today")
    assert drafts(area) == [draft]


def drafts(area: WorkArea) -> list[str]:
    return [one.id for one in drafting.drafts(area.desk.sitting)]


def test_files_and_clashes_stay_shut(area: WorkArea, keyboard: Keyboard, qtbot: QtBot) -> None:
    keyboard.press("F9")
    quiet(qtbot, area)
    area.open_page("intake")
    assert area.key() == "today"
    keyboard.press("F9")
    area.open_page("intake")
    keyboard.press("F9")
    quiet(qtbot, area)
    assert area.key() == "today"


def test_it_outlasts_locking(window: MainWindow, area: WorkArea, keyboard: Keyboard, qtbot: QtBot) -> None:
    keyboard.press("F9")
    quiet(qtbot, area)
    window.dress("ur", False)
    again = area_of(window)
    names_on(again, qtbot)
    assert again.desk.hiding is not None
    assert names_on(again, qtbot) == set()


def test_an_official_keeps_what_was_not_shown(area: WorkArea, keyboard: Keyboard, qtbot: QtBot) -> None:
    sitting = area.desk.sitting
    person = finding.listing(sitting, "person").records[0]
    recording.patch(sitting, "person", {"sex": "X"}, person.id)
    keyboard.press("F9")
    area.open_record("person", person.id)
    names_on(area, qtbot)
    assert "Bring these answers back" not in words_of(area.page())


@pytest.mark.parametrize("look", [Look("en"), Look("ur")])
def test_the_band_stands_on_top(
    unlocked: Callable[..., MainWindow], picture: Callable[[QWidget, str], Path], qtbot: QtBot, look: Look
) -> None:
    window = unlocked(look)
    area = area_of(window)
    area.turn_client_view()
    names_on(area, qtbot)
    picture(window, f"client-view-{look.language}")
    assert area._band.isVisible()
