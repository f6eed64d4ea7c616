"""Entries of the directory are joined and separated by keyboard, from their page and from the warning at the save."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path

import pytest
from PySide6.QtWidgets import QWidget
from pytestqt.qtbot import QtBot

from desktop_keys import Keyboard, area_of, entry, quiet, toast_of, words_of
from page_windows import NARROW, WIDE, button, cut_words, nameless
from silkfield.desktop.browse.list_page import ListPage
from silkfield.desktop.look import Look
from silkfield.desktop.main_window import MainWindow
from silkfield.desktop.work_area import WorkArea
from silkfield.operations import finding, recording
from silkfield.operations.sitting import Sitting


def organisations(sitting: Sitting) -> set[str]:
    return {str(one.values["name"]) for one in finding.listing(sitting, "organisation").records}


def page_of(area: WorkArea, qtbot: QtBot) -> ListPage:
    page = area.page()
    assert isinstance(page, ListPage)
    qtbot.waitUntil(lambda: not area.desk.busy() and page.pane.shown is not None)
    quiet(qtbot, area)
    return page


def opened(area: WorkArea, qtbot: QtBot, form: str, record: str) -> ListPage:
    area.open_record(form, record)
    page = page_of(area, qtbot)
    qtbot.waitUntil(lambda: page.pane.shown is not None and page.pane.shown.shown.id == record)
    return page


def test_an_organisation_is_joined_from_its_page_and_taken_back(
    area: WorkArea, keyboard: Keyboard, qtbot: QtBot
) -> None:
    sitting = area.desk.sitting
    first = recording.save(sitting, "organisation", {"name": "Federal Investigation Agency"}).record
    second = recording.save(sitting, "organisation", {"name": "F.I.A."}).record
    page = opened(area, qtbot, "organisation", second)
    keyboard.press("Alt+J")
    qtbot.waitUntil(lambda: "Federal Investigation Agency" in words_of(page.joining.card))
    quiet(qtbot, area)
    keyboard.press("Alt+1")
    qtbot.waitUntil(lambda: toast_of(area) == "Joined: one entry.")
    qtbot.waitUntil(lambda: page.pane.shown is not None and page.pane.shown.shown.id == first)
    assert "F.I.A." not in organisations(sitting)
    qtbot.waitUntil(lambda: "Joined: one and the same F.I.A." in words_of(page.pane))
    keyboard.press("Ctrl+Z")
    qtbot.waitUntil(lambda: "F.I.A." in organisations(sitting))


def test_joined_entries_are_separated_and_both_stand_in_the_list(
    area: WorkArea, keyboard: Keyboard, qtbot: QtBot
) -> None:
    sitting = area.desk.sitting
    first = recording.save(sitting, "person", {"full_name": "Kamran Hussain", "sex": "M"}).record
    recording.save(sitting, "person", {"full_name": "Kamran Husain", "sex": "M"})
    page = opened(area, qtbot, "person", first)
    keyboard.press("Alt+J")
    qtbot.waitUntil(lambda: "Kamran Husain" in words_of(page.joining.card))
    quiet(qtbot, area)
    keyboard.press("Alt+1")
    qtbot.waitUntil(lambda: finding.listing(sitting, "person", find="Kamran").count == 1)
    qtbot.waitUntil(lambda: "Separate" in words_of(page.pane))
    quiet(qtbot, area)
    button(page.pane, "Separate").click()
    qtbot.waitUntil(lambda: finding.listing(sitting, "person", find="Kamran").count == 2)
    qtbot.waitUntil(lambda: toast_of(area) == "They are two entries again.")


def test_the_warning_at_the_save_leads_to_joining_with_one_key(
    area: WorkArea, keyboard: Keyboard, qtbot: QtBot
) -> None:
    sitting = area.desk.sitting
    recording.save(sitting, "organisation", {"name": "Federal Investigation Agency"})
    area.open_page("enter", form="organisation")
    quiet(qtbot, area)
    keyboard.type("F.I.A.")
    assert entry(area).questions.answers()[0]["name"] == "F.I.A."
    keyboard.press("Ctrl+S")
    qtbot.waitUntil(lambda: area.key() == "directory")
    page = page_of(area, qtbot)
    qtbot.waitUntil(lambda: "Federal Investigation Agency" in words_of(page.joining.card))
    quiet(qtbot, area)
    keyboard.press("Alt+1")
    qtbot.waitUntil(lambda: "F.I.A." not in organisations(sitting))


def test_who_is_not_the_same_is_not_asked_about_again_and_esc_closes_the_card(
    area: WorkArea, keyboard: Keyboard, qtbot: QtBot
) -> None:
    sitting = area.desk.sitting
    recording.save(sitting, "person", {"full_name": "Kamran Hussain", "sex": "M"})
    second = recording.save(sitting, "person", {"full_name": "Kamran Husain", "sex": "M"}).record
    page = opened(area, qtbot, "person", second)
    keyboard.press("Alt+J")
    qtbot.waitUntil(lambda: "Kamran Hussain" in words_of(page.joining.card))
    quiet(qtbot, area)
    button(page.joining.card, "Not the same").click()
    qtbot.waitUntil(lambda: "Nothing in the directory looks like it" in words_of(page.joining.card))
    page.joining.card.search.setFocus()
    keyboard.press("Esc")
    assert not page.joining.card.isVisible()


@pytest.mark.parametrize(("look", "size"), [(Look("en"), WIDE), (Look("ur"), WIDE), (Look("ur", dark=True), NARROW)])
def test_nothing_is_cut_and_everything_has_a_name(
    unlocked: Callable[..., MainWindow],
    picture: Callable[[QWidget, str], Path],
    qtbot: QtBot,
    look: Look,
    size: tuple[int, int],
) -> None:
    window = unlocked(look, size=size)
    area = area_of(window)
    sitting = area.desk.sitting
    agency = {"name": "Federal Investigation Agency", "country": "PK", "type": "POLICE", "short_name": "FIA"}
    first = recording.save(sitting, "organisation", agency).record
    second = recording.save(sitting, "organisation", {"name": "F.I.A.", "country": "PK"}).record
    recording.save(sitting, "organisation", {"name": "Federal Investigations Agency"})
    recording.save(sitting, "person", {"full_name": "Kamran Hussain", "sex": "M", "organisation": second})
    page = opened(area, qtbot, "organisation", first)
    page.begin_joining()
    qtbot.waitUntil(lambda: "F.I.A." in words_of(page.joining.card))
    quiet(qtbot, area)
    picture(window, f"directory-joining-{look.language}-{size[0]}")
    assert nameless(page) == []
    assert cut_words(page.joining.card) == []
    page.joining.join(second)
    qtbot.waitUntil(lambda: page.pane.shown is not None and bool(page.pane.shown.joined))
    quiet(qtbot, area)
    picture(window, f"directory-joined-{look.language}-{size[0]}")
    assert cut_words(page.pane) == []
