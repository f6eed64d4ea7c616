"""A contact in less than a minute, by keyboard alone; the name comes last, and only after a yes."""

from __future__ import annotations

from dataclasses import replace

import pytest
from pytestqt.qtbot import QtBot

from desktop_keys import Keyboard, entry, quiet, words_of
from desktop_seed import contact
from offices import PASSPHRASE
from silkfield.desktop.widgets import ListRow
from silkfield.desktop.work_area import WorkArea
from silkfield.operations import drafting, finding, locking, peopling
from silkfield.store.reading import Shown

MOST_KEYS = 65


def newest(area: WorkArea, form: str) -> Shown:
    return finding.listing(area.desk.sitting, form).records[0]


def count(area: WorkArea, form: str) -> int:
    return finding.listing(area.desk.sitting, form).count


def talk(keyboard: Keyboard, age: str = "25-\n") -> None:
    """The talk, about, and the result: walk-in, man, preparing, a job and a visa, Germany, work, Gujrat, informed."""
    keyboard.type(f"wal\n\nm\n{age}i\n14\nger\n1\ngujrat\n1\n\n")


@pytest.fixture
def page(area: WorkArea) -> WorkArea:
    area.open_page("enter", form="counselling_contact")
    return area


def test_a_whole_contact_takes_few_keys_and_no_mouse(page: WorkArea, keyboard: Keyboard, qtbot: QtBot) -> None:
    before = count(page, "client")
    talk(keyboard)
    keyboard.type("y\n\n")
    keyboard.type("Zubair Gul\n\n")
    keyboard.type("03001112233")
    keyboard.press("Ctrl+S")
    qtbot.waitUntil(lambda: page.key() == "today")
    quiet(qtbot, page)
    assert keyboard.count <= MOST_KEYS
    contact = newest(page, "counselling_contact")
    kept = {
        name: contact.values[name] for name in ("channel", "sex", "age_group", "stage", "topics", "purpose", "outcomes")
    }
    assert kept == {
        "channel": "WALKIN", "sex": "M", "age_group": "A25", "stage": "INT", "topics": ["JOB", "VISA"],
        "purpose": "WORK", "outcomes": ["INFO"],
    }  # fmt: skip
    assert (contact.values["destination_1"], contact.values["district"]) == ("DE", "PK-PB.gujrat")
    assert contact.values["counsellor"] == "Ayesha Siddiqua"
    assert count(page, "client") == before + 1
    identity = newest(page, "client_identity").values
    assert (identity["full_name"], identity["phone"]) == ("Zubair Gul", "+923001112233")
    assert identity["client"] == contact.values["client"]


def test_before_a_yes_no_name_can_be_written_and_a_no_keeps_none(
    page: WorkArea, keyboard: Keyboard, qtbot: QtBot
) -> None:
    before = count(page, "client")
    talk(keyboard)
    questions = entry(page).questions
    assert questions.here() == "may_keep"
    assert questions.asked["full_name"].editor.line.isReadOnly()  # type: ignore[attr-defined]
    keyboard.type("n\n")
    assert keyboard.here() is entry(page).around_it.last
    keyboard.press("Ctrl+S")
    qtbot.waitUntil(lambda: page.key() == "today")
    quiet(qtbot, page)
    assert "client" not in newest(page, "counselling_contact").values
    assert count(page, "client") == before


def test_a_yes_without_a_name_is_asked_about(page: WorkArea, keyboard: Keyboard) -> None:
    talk(keyboard)
    keyboard.type("y")
    keyboard.press("Ctrl+S")
    assert "answer No: then no name is kept" in words_of(entry(page).summary)


def test_a_minor_is_not_asked_for_a_name(page: WorkArea, keyboard: Keyboard, qtbot: QtBot) -> None:
    talk(keyboard, "unde\n")
    questions = entry(page).questions
    assert not questions.asked["may_keep"].frame.isVisible()
    assert "Under 18" in questions.asked["age_group"].frame.message()
    keyboard.press("Ctrl+S")
    qtbot.waitUntil(lambda: page.key() == "today")


def test_an_age_becomes_a_group_and_the_year_of_birth_of_a_client(
    page: WorkArea, keyboard: Keyboard, qtbot: QtBot
) -> None:
    keyboard.type("wal\n\nm\n")
    keyboard.press("Tab")
    keyboard.type("27\ni\n14\n\n\n\n1\n\ny\n\nZubair Gul")
    keyboard.press("Ctrl+S")
    qtbot.waitUntil(lambda: page.key() == "today")
    quiet(qtbot, page)
    assert newest(page, "counselling_contact").values["age_group"] == "A25"
    assert newest(page, "client").values["birth_year"] == 2016 - 27
    assert "age_in_years" not in newest(page, "counselling_contact").values


def test_possible_trafficking_stays_at_the_site(page: WorkArea, keyboard: Keyboard, qtbot: QtBot) -> None:
    keyboard.type("wal\n\nm\n25-\ni\n")
    keyboard.type("traff\n\n")
    keyboard.press("Ctrl+S")
    entry(page).questions.go_to("outcomes")
    keyboard.type("1")
    keyboard.press("Ctrl+S")
    qtbot.waitUntil(lambda: page.key() == "today")
    quiet(qtbot, page)
    assert newest(page, "counselling_contact").values["topics"] == ["ABOUT"]
    assert newest(page, "safeguarding").values["flags"] == ["THB"]


def test_somebody_who_was_here_before_is_recognised_while_the_name_is_typed(
    page: WorkArea, keyboard: Keyboard, qtbot: QtBot
) -> None:
    before = count(page, "client")
    talk(keyboard)
    keyboard.type("y\n\nMuhammad Ash")
    card = entry(page)._already_here
    assert card is not None
    qtbot.waitUntil(lambda: "Muhammad Ashraf" in words_of(card))
    assert keyboard.here().accessibleName() == "Full name"
    keyboard.press("Alt+1")
    questions = entry(page).questions
    assert questions.kept()["name_urdu"] == "محمد اشرف"
    keyboard.press("Ctrl+S")
    qtbot.waitUntil(lambda: page.key() == "today")
    quiet(qtbot, page)
    assert count(page, "client") == before
    client = newest(page, "counselling_contact").values["client"]
    assert (
        finding.listing(page.desk.sitting, "client_identity", where={"client": client}).records[0].values["full_name"]
        == "Muhammad Ashraf"
    )


def test_someone_new_of_the_same_name_becomes_a_client(page: WorkArea, keyboard: Keyboard, qtbot: QtBot) -> None:
    before = count(page, "client")
    talk(keyboard)
    keyboard.type("y\n\nMuhammad Ashraf")
    card = entry(page)._already_here
    assert card is not None
    qtbot.waitUntil(card.isVisible)
    keyboard.press("Alt+0")
    keyboard.press("Ctrl+S")
    qtbot.waitUntil(lambda: page.key() == "today")
    quiet(qtbot, page)
    assert count(page, "client") == before + 1
    pair = newest(page, "client_pair").values
    assert pair["verdict"] == "DIFFERENT"
    assert pair["client"] == newest(page, "client").id


def test_a_draft_keeps_the_name_and_the_age_too(page: WorkArea, keyboard: Keyboard, qtbot: QtBot) -> None:
    talk(keyboard)
    keyboard.type("y\n\nZubair")
    entry(page).questions.go_to("age_group")
    keyboard.press("Tab")
    keyboard.type("33")
    keyboard.press("Esc")
    quiet(qtbot, page)
    draft = drafting.drafts(page.desk.sitting)[0]
    page.open_page("enter", form="counselling_contact", draft=draft.id)
    quiet(qtbot, page)
    kept = entry(page).questions.kept()
    assert (kept["full_name"], kept["age_in_years"], kept["may_keep"]) == ("Zubair", 33, True)


def test_a_contact_is_corrected_with_its_note_and_name(page: WorkArea, keyboard: Keyboard, qtbot: QtBot) -> None:
    sitting = page.desk.sitting
    note = newest(page, "counselling_note")
    page.open_page("enter", form="counselling_contact", record=note.values["contact"])
    quiet(qtbot, page)
    questions = entry(page).questions
    assert questions.kept()["note"] == "Wants the list of documents for Italy."
    assert questions.kept()["full_name"] == "Maryam Bashir"
    questions.go_to("relative_name")
    keyboard.type("Bashir Ahmad")
    keyboard.press("Ctrl+S")
    qtbot.waitUntil(lambda: page.key() == "today")
    quiet(qtbot, page)
    identity = finding.listing(sitting, "client_identity", find="Maryam").records
    assert [one.values["relative_name"] for one in identity] == ["Bashir Ahmad"]


def test_a_contact_of_a_locked_month_warns_while_it_is_typed_and_when_it_is_saved(
    area: WorkArea, keyboard: Keyboard, qtbot: QtBot
) -> None:
    sitting = area.desk.sitting
    person = peopling.add_person(sitting, PASSPHRASE, "Nadia", "a walk of her own", role="coordinator")
    locking.lock(replace(sitting, person=person), "2016-05")
    area.open_page("enter", form="counselling_contact", values=contact(contact_date="2016-05-20"))
    quiet(qtbot, area)
    said = "May is locked; this will be shown as an adjustment."
    keyboard.press("Enter")
    assert said in words_of(area.page())
    keyboard.press("Ctrl+S")
    quiet(qtbot, area)
    toast = area.toasts._toast
    assert toast is not None
    assert said in toast.accessibleName()


def test_a_minor_disclosed_mid_call_keeps_no_name_and_reaches_the_coordinator_the_same_day(
    page: WorkArea, keyboard: Keyboard, qtbot: QtBot
) -> None:
    """ "I am 16, the agent takes me to Iran": the name goes, the referral and the alert are saved with the contact."""
    talk(keyboard)
    keyboard.type("y\n\nZubair Gul\n\n03001112233")
    questions = entry(page).questions
    questions.go_to("age_group")
    keyboard.type("unde")
    keyboard.press("Enter")
    banner = entry(page).frame.banner  # type: ignore[union-attr]
    assert banner is not None
    assert "no name is kept" in banner.accessibleName()
    keyboard.press("Alt+C")
    quiet(qtbot, page)
    assert entry(page).frame.banner is None  # type: ignore[union-attr]
    assert "Zubair" not in str(drafting.drafts(page.desk.sitting))
    assert questions.kept()["age_group"] == "A00"
    questions.go_to("outcomes")
    keyboard.type("2\n")
    questions.go_to("referred_to")
    keyboard.type("child prot\n")
    keyboard.press("Ctrl+S")
    qtbot.waitUntil(lambda: page.key() == "today")
    quiet(qtbot, page)
    toast = page.toasts._toast
    assert toast is not None
    assert "opened for the coordinator" in toast.accessibleName()
    saved = newest(page, "counselling_contact")
    assert (saved.values["age_group"], "client" in saved.values) == ("A00", False)
    assert newest(page, "referral").values["to_kind"] == "CHILD"
    assert finding.listing(page.desk.sitting, "client_identity", find="Zubair").count == 0
    record = newest(page, "safeguarding")
    assert (record.values["flags"], record.values["contact"]) == (["MINOR"], saved.id)
    today = page.page()
    (alert,) = (one for one in today.findChildren(ListRow) if "new, see it today" in one.accessibleName())
    alert.setFocus()
    keyboard.type("s")
    quiet(qtbot, page)
    assert newest(page, "safeguarding").values["seen_on"] == "2016-06-01"
    (alert,) = (one for one in today.findChildren(ListRow) if "Under 18, seen" in one.accessibleName())
    alert.setFocus()
    keyboard.type("d")
    quiet(qtbot, page)
    assert newest(page, "safeguarding").values["done_on"] == "2016-06-01"


def test_a_clock_says_how_long_a_new_contact_has_been_open(area: WorkArea, qtbot: QtBot) -> None:
    area.open_page("enter", form="counselling_contact")
    stopwatch = entry(area).around_it.stopwatch
    assert stopwatch is not None
    qtbot.waitUntil(lambda: stopwatch.words() == "0:01")
    entry(area).around_it.begin_next("")
    assert stopwatch.words() == "0:00"
