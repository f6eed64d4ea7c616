"""The client file by keyboard alone: found in both scripts, consent taken back and undone, codes joined and parted."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path

import pytest
from PySide6.QtWidgets import QWidget
from pytestqt.qtbot import QtBot

from desktop_keys import Keyboard, area_of, entry, quiet, toast_of, words_of
from desktop_seed import contact
from page_windows import NARROW, WIDE, button, cut_words, nameless
from silkfield.desktop.browse.list_page import ListPage
from silkfield.desktop.clients.client_page import ClientPage
from silkfield.desktop.look import Look
from silkfield.desktop.main_window import MainWindow
from silkfield.desktop.widgets import Chip
from silkfield.desktop.work_area import WorkArea
from silkfield.operations import counselling, filing, finding, recognising, recording
from silkfield.operations.sitting import Sitting

YES = {"form": "VERBAL"}


def client_named(sitting: Sitting, name: str) -> str:
    """Return the client with this name."""
    found = recognising.names(sitting, [one.id for one in recognising.clients(sitting, find=name).records])
    return next(client for client, known in found.items() if known.name == name)


def client_page(area: WorkArea, qtbot: QtBot, name: str = "Muhammad Ashraf") -> ClientPage:
    """Open the file of a client."""
    area.open_record("client", client_named(area.desk.sitting, name))
    return settled(area, qtbot)


def settled(area: WorkArea, qtbot: QtBot) -> ClientPage:
    page = area.page()
    assert isinstance(page, ClientPage)
    qtbot.waitUntil(lambda: page.shown is not None and not area.desk.busy())
    quiet(qtbot, area)
    return page


@pytest.mark.parametrize("find", ["Ashraf", "اشرف"])
def test_a_file_is_reached_by_search_in_both_scripts(
    area: WorkArea, keyboard: Keyboard, qtbot: QtBot, find: str
) -> None:
    keyboard.press("Ctrl+F")
    page = area.page()
    assert isinstance(page, ListPage)
    page.find_field.insert(find)
    page.find_field.textEdited.emit(find)
    qtbot.waitUntil(lambda: not page._timer.isActive() and not area.desk.busy())
    quiet(qtbot, area)
    assert page.table.table is not None
    page.table.table.setFocus()
    keyboard.press("Enter")
    file = settled(area, qtbot)
    assert "Muhammad Ashraf" in words_of(file)
    keyboard.press("Esc")
    assert area.key() == "clients"


def test_a_file_is_reached_from_a_contact(area: WorkArea, keyboard: Keyboard, qtbot: QtBot) -> None:
    who = client_named(area.desk.sitting, "Maryam Bashir")
    record = finding.listing(area.desk.sitting, "counselling_contact", where={"client": who}).records[0].id
    area.open_record("counselling_contact", record)
    page = area.page()
    assert isinstance(page, ListPage)
    qtbot.waitUntil(lambda: page.pane.shown is not None and page.pane.shown.shown.id == record)
    quiet(qtbot, area)
    keyboard.press("Alt+F")
    file = settled(area, qtbot)
    words = words_of(file)
    assert "مریم بشیر" in words
    assert "1 entry" not in words
    (first,) = [one for one in file.shown.timeline if one.shown.form == "counselling_contact"]  # type: ignore[union-attr]
    assert "Wants the list of documents for Italy." in first.second


def test_a_file_is_looked_at_beside_a_form_and_back_leads_to_what_was_typed(
    area: WorkArea, keyboard: Keyboard, qtbot: QtBot
) -> None:
    keyboard.press("Ctrl+N")
    quiet(qtbot, area)
    form = entry(area)
    client = client_named(area.desk.sitting, "Muhammad Ashraf")
    known = recognising.names(area.desk.sitting, [client])[client]
    form.questions.go_to("sex")
    keyboard.type("m")
    form._already_here._take(known)  # type: ignore[union-attr]
    qtbot.waitUntil(lambda: bool(form.keeper.draft))
    quiet(qtbot, area)
    keyboard.press("Alt+F")
    settled(area, qtbot)
    keyboard.press("Esc")
    quiet(qtbot, area)
    again = entry(area)
    qtbot.waitUntil(lambda: again.questions.kept().get("full_name") == "Muhammad Ashraf")
    assert again._beside_it["client"] == known.client


def test_a_new_contact_begins_with_what_is_known_of_the_client(
    area: WorkArea, keyboard: Keyboard, qtbot: QtBot
) -> None:
    page = client_page(area, qtbot)
    who = page._client
    keyboard.press("Alt+N")
    quiet(qtbot, area)
    form = entry(area)
    qtbot.waitUntil(lambda: form.questions.kept().get("full_name") == "Muhammad Ashraf")
    assert "This is Muhammad Ashraf" in words_of(form)
    form.questions.go_to("channel")
    form.questions.fill({**form.questions.kept(), **contact()})
    keyboard.press("Ctrl+S")
    qtbot.waitUntil(lambda: area.key() == "client")
    file = settled(area, qtbot)
    assert file._client == who
    qtbot.waitUntil(lambda: len(file.shown.timeline) == 3)  # type: ignore[union-attr]


def test_consent_is_taken_back_by_one_key_and_undone_by_another(
    area: WorkArea, keyboard: Keyboard, qtbot: QtBot
) -> None:
    page = client_page(area, qtbot)
    keyboard.press("Alt+W")
    qtbot.waitUntil(lambda: "known by the code only" in toast_of(area))
    settled(area, qtbot)
    qtbot.waitUntil(lambda: page.shown is not None and page.shown.file.identity is None)
    quiet(qtbot, area)
    assert "Ashraf" not in words_of(page)
    assert "The client took the consent back." in words_of(page)
    keyboard.press("Ctrl+Z")
    qtbot.waitUntil(lambda: page.shown is not None and page.shown.file.identity is not None)
    quiet(qtbot, area)
    assert "Muhammad Ashraf" in words_of(page)


def test_each_purpose_has_its_own_yes(area: WorkArea, qtbot: QtBot) -> None:
    page = client_page(area, qtbot)
    assert [chip.text() for chip in page.findChildren(Chip)].count("not asked") == 4
    page.agree("RECONTACT")
    qtbot.waitUntil(lambda: page.shown is not None and sum(one.holds for one in page.shown.file.consents) == 2)
    page.withdraw("RECONTACT")
    qtbot.waitUntil(lambda: page.shown is not None and sum(one.holds for one in page.shown.file.consents) == 1)
    assert page.shown is not None
    assert page.shown.file.identity is not None


def test_a_value_is_restored_from_the_changes(area: WorkArea, qtbot: QtBot) -> None:
    sitting = area.desk.sitting
    who = client_named(sitting, "Muhammad Ashraf")
    recording.patch(sitting, "client", {"district": "PK-KP.swat"}, who)
    page = client_page(area, qtbot)
    assert "District: Gujrat" in words_of(page)
    button(page, "Restore this value").click()
    qtbot.waitUntil(lambda: finding.record(sitting, who).values["district"] == "PK-PB.gujrat")


def test_two_codes_are_joined_and_parted_by_keyboard(area: WorkArea, keyboard: Keyboard, qtbot: QtBot) -> None:
    sitting = area.desk.sitting
    counselling.save_contact(sitting, contact(), consent=YES, identity={"full_name": "Mohammad Ashraf"})
    first, second = client_named(sitting, "Muhammad Ashraf"), client_named(sitting, "Mohammad Ashraf")
    page = client_page(area, qtbot)
    keyboard.press("Alt+J")
    qtbot.waitUntil(lambda: "Mohammad Ashraf" in words_of(page.joining))
    quiet(qtbot, area)
    keyboard.press("Alt+1")
    qtbot.waitUntil(lambda: filing.client_file(sitting, second).client.id == first)
    settled(area, qtbot)
    qtbot.waitUntil(lambda: page.shown is not None and bool(page.shown.file.joined))
    assert toast_of(area) == "Joined: one person, one file."
    quiet(qtbot, area)
    assert "Joined: the same person" in words_of(page)
    keyboard.press("Ctrl+Z")
    qtbot.waitUntil(lambda: filing.client_file(sitting, second).client.id == second)


def test_not_the_same_person_is_not_asked_again(area: WorkArea, keyboard: Keyboard, qtbot: QtBot) -> None:
    sitting = area.desk.sitting
    counselling.save_contact(sitting, contact(), consent=YES, identity={"full_name": "Mohammad Ashraf"})
    page = client_page(area, qtbot)
    keyboard.press("Alt+J")
    qtbot.waitUntil(lambda: "Mohammad Ashraf" in words_of(page.joining))
    quiet(qtbot, area)
    button(page.joining, "Not the same person").click()
    qtbot.waitUntil(lambda: toast_of(area) == "Not the same person: remembered.")
    quiet(qtbot, area)
    keyboard.press("Esc")
    keyboard.press("Alt+J")
    qtbot.waitUntil(lambda: "Nobody here looks like the same person." in words_of(page.joining))


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
    who = client_named(sitting, "Muhammad Ashraf")
    counselling.save_contact(sitting, contact(), consent=YES, identity={"full_name": "Mohammad Ashraf"})
    recording.patch(sitting, "client", {"district": "PK-KP.swat", "age_group": "A35"}, who)
    for day, topic in (("2016-05-20", "VISA"), ("2016-04-11", "IRREG")):
        counselling.save_contact(sitting, contact(contact_date=day, topics=[topic], channel="PHONE"), client=who)
    page = client_page(area, qtbot)
    picture(window, f"client-{look.language}-{size[0]}")
    assert nameless(page) == []
    assert cut_words(page) == []
    page.begin_joining()
    qtbot.waitUntil(lambda: "Mohammad Ashraf" in words_of(page.joining))
    quiet(qtbot, area)
    picture(window, f"joining-{look.language}-{size[0]}")
    assert cut_words(page.joining) == []
