"""What happens at the counter and on the phone, played in the whole window by keyboard alone."""

from __future__ import annotations

import logging
import os
from collections.abc import Callable
from pathlib import Path

import pytest
from PySide6.QtWidgets import QApplication
from pytestqt.qtbot import QtBot

from desktop_keys import Keyboard, area_of, entry, quiet, toast_of, words_of
from desktop_seed import PASSPHRASE, contact
from network_of_stores import Network
from page_windows import NARROW, Windows
from silkfield.desktop.browse.list_page import ListPage
from silkfield.desktop.clients.client_page import ClientPage
from silkfield.desktop.entry.side import KeysCard
from silkfield.desktop.events.event_page import EventPage
from silkfield.desktop.look import Look
from silkfield.desktop.main_window import MainWindow
from silkfield.desktop.read_aloud import ReadAloud
from silkfield.desktop.setup.unlock_page import UnlockPage
from silkfield.desktop.widgets import Chip
from silkfield.desktop.widgets.layout import Scrolled
from silkfield.desktop.work_area import WorkArea
from silkfield.logs import LOGGER
from silkfield.operations import attending, counselling, finding, joined, pairing, recognising, reporting
from silkfield.operations.exchange import receiving, sending
from silkfield.store.reading import Shown

ANONYMOUS, IDENTIFIED = 25, 65
"""Key events a contact may take at most."""

BROKEN_OFF = "f\n?\nu\n\n\n\n\n5"
"""A woman, age and stage not known, and nothing more: the call broke off."""

TALK = "m\n25-\ni\n14\nger\n1\ngujrat\n1\n\n"
"""A man, 25 to 34, preparing, a job and a visa, Germany, work, Gujrat, informed."""


def begin(area: WorkArea, keyboard: Keyboard, channel: str) -> None:
    """Choose the channel: the first question, and afterwards the one that was kept, two questions before the cursor."""
    if entry(area).questions.here() != "channel":
        keyboard.press("Backtab", "Backtab")
    keyboard.type(f"{channel}\n\n")


def newest(area: WorkArea, form: str = "counselling_contact") -> Shown:
    return finding.listing(area.desk.sitting, form).records[0]


def figures(area: WorkArea) -> tuple[int, int]:
    """Return contacts and unique clients of the month."""
    found = reporting.report(area.desk.sitting, "R1", "2016-06").figures["ISB"]
    return found["A"]["contacts"], found["B"]["unique_clients"]


def save_and_next(area: WorkArea, keyboard: Keyboard, qtbot: QtBot) -> Shown:
    """Press Ctrl+Enter and return the contact when the next page has begun."""
    before = finding.listing(area.desk.sitting, "counselling_contact").count
    keyboard.press("Ctrl+Enter")
    quiet(qtbot, area)
    assert finding.listing(area.desk.sitting, "counselling_contact").count == before + 1
    return newest(area)


def call(area: WorkArea, keyboard: Keyboard, qtbot: QtBot, name: str, phone: str, father: str = "") -> Shown:
    """Record a contact with somebody who may be named, and is nobody that is offered; Urdu comes from another keyboard."""
    begin(area, keyboard, "wal")
    keyboard.type(f"{TALK}y\n\n")
    for field, text in (("full_name", name), ("phone", phone), ("relative_name", father)):
        entry(area).questions.go_to(field)
        keyboard.here().insert(text)  # type: ignore[attr-defined]
    card = entry(area)._already_here
    assert card is not None
    qtbot.waitUntil(lambda: not card._timer.isActive())
    quiet(qtbot, area)
    return save_and_next(area, keyboard, qtbot)


@pytest.mark.parametrize("language", ["en", "ur"])
def test_a_contact_takes_few_keys_in_each_language(
    unlocked: Callable[..., MainWindow], keyboard: Keyboard, qtbot: QtBot, language: str
) -> None:
    area = area_of(unlocked(Look(language)))
    contacts, clients = figures(area)
    keyboard.press("Ctrl+N")
    begin(area, keyboard, "ph")
    keyboard.type(BROKEN_OFF)
    anonymous = save_and_next(area, keyboard, qtbot).values
    assert keyboard.count <= ANONYMOUS
    said = {name: anonymous[name] for name in ("channel", "sex", "age_group", "stage", "outcomes")}
    assert said == {"channel": "PHONE", "sex": "F", "age_group": "AUN", "stage": "UNK", "outcomes": ["INCOMPLETE"]}
    assert "client" not in anonymous
    assert figures(area) == (contacts + 1, clients)

    keyboard.count = 0
    begin(area, keyboard, "wal")
    keyboard.type(f"{TALK}y\n\nZubair Gul\n\n03001112233")
    identified = save_and_next(area, keyboard, qtbot).values
    assert keyboard.count <= IDENTIFIED
    assert identified["client"]
    assert newest(area, "client_identity").values["full_name"] == "Zubair Gul"
    assert figures(area) == (contacts + 2, clients + 1)


def test_one_man_who_calls_three_times_is_one_client_after_joining_and_three_after_parting(
    area: WorkArea, keyboard: Keyboard, qtbot: QtBot
) -> None:
    sitting = area.desk.sitting
    contacts, clients = figures(area)
    keyboard.press("Ctrl+N")
    first = call(area, keyboard, qtbot, "Muhammad Yousaf", "03460008019", "Ghulam Nabi").values["client"]
    other = call(area, keyboard, qtbot, "Mahmood Yousaf", "03215550001", "Ghulam Nabi").values["client"]
    second = call(area, keyboard, qtbot, "M. Yusuf", "03340007346", "Ghulam Nabi").values["client"]
    third = call(area, keyboard, qtbot, "محمد یوسف", "03460008019").values["client"]
    assert figures(area) == (contacts + 4, clients + 4)
    keyboard.press("Esc")
    area.open_record("client", first)
    for one in (third, second):
        page = area.page()
        assert isinstance(page, ClientPage)
        qtbot.waitUntil(lambda page=page: page.shown is not None)
        quiet(qtbot, area)
        keyboard.press("Alt+J")
        qtbot.waitUntil(lambda page=page: page.joining.isVisible())
        quiet(qtbot, area)
        assert "Mahmood" not in words_of(page.joining)
        keyboard.press("Alt+1")
        qtbot.waitUntil(lambda: toast_of(area) == "Joined: one person, one file.")
        quiet(qtbot, area)
        with sitting.store.reading() as connection:
            assert one in joined.entries(sitting.reader(connection), first)
    assert figures(area) == (contacts + 4, clients + 2)
    for one in (third, second):
        pairing.separate(sitting, one)
    assert figures(area) == (contacts + 4, clients + 4)
    assert other not in (first, second, third)


def test_a_father_and_two_sons_with_one_phone_stay_three_clients(
    area: WorkArea, keyboard: Keyboard, qtbot: QtBot
) -> None:
    sitting, phone = area.desk.sitting, "03460008019"
    keyboard.press("Ctrl+N")
    found = []
    for name in ("Ghulam Nabi", "Asif Nabi", "Arif Nabi"):
        begin(area, keyboard, "wal")
        keyboard.type(f"{TALK}y\n\n{name}\n\n{phone}")
        card = entry(area)._already_here
        assert card is not None
        if found:
            qtbot.waitUntil(card.isVisible)
            qtbot.waitUntil(lambda card=card: len(card.others) == len(found) and not card._timer.isActive())
            assert "same phone" in [chip.text() for chip in card.findChildren(Chip)]
            keyboard.press("Alt+0")
        found.append(save_and_next(area, keyboard, qtbot).values["client"])
    assert len(set(found)) == 3
    with sitting.store.reading() as connection:
        told_apart = [joined.told_apart(sitting.reader(connection), one) for one in found]
    assert told_apart == [frozenset(found) - {one} for one in found]


def test_a_district_of_then_is_kept_and_one_that_came_later_leads_to_it(
    area: WorkArea, keyboard: Keyboard, qtbot: QtBot
) -> None:
    kept = []
    keyboard.press("Ctrl+N")
    for typed in ("upper chitral", "khyber agency"):
        begin(area, keyboard, "wal")
        keyboard.type(f"m\n25-\ni\n14\nger\n1\n{typed}\n1\n\n")
        kept.append(save_and_next(area, keyboard, qtbot).values["district"])
    assert kept == ["PK-KP.chitral", "PK-TA.khyber"]  # no district of today


def test_a_consent_taken_back_after_the_bundle_left_does_not_come_back_with_an_old_bundle(
    network: Network, windows: Windows, keyboard: Keyboard, tmp_path: Path
) -> None:
    isb, hq = network.add("ISB"), network.headquarters
    counselling.save_contact(isb, contact(), consent={"form": "VERBAL"}, identity={"full_name": "Zubair Gul"})
    client = finding.listing(isb, "client").records[0].id
    old = sending.send(isb, tmp_path / "old").paths
    page = windows.open(isb, "client", form="client", record=client)
    windows.until(lambda: isinstance(page, ClientPage) and page.shown is not None)
    keyboard.press("Alt+W")
    windows.until(lambda: not page.desk.busy() and page.shown.file.taken_back)
    assert recognising.who_may_it_be(isb, recognising.KnownClient("", "", "Zubair Gul")) == []
    receiving.receive(hq, old)
    network.deliver(network.send(isb))
    before = finding.listing(hq, "client").count
    receiving.receive(hq, old)
    assert finding.listing(hq, "client").count == before
    assert finding.record(hq, client).values["identity_level"] == "I1"


def test_the_phone_rings_in_the_middle_of_a_form(area: WorkArea, keyboard: Keyboard, qtbot: QtBot) -> None:
    contacts, _clients = figures(area)
    keyboard.press("Ctrl+N")
    begin(area, keyboard, "wal")
    keyboard.type("m\n25-\ni\n14\n")
    half = entry(area).questions.kept()
    keyboard.press("Ctrl+N")
    quiet(qtbot, area)
    assert toast_of(area) == "What you were typing is parked."
    assert "sex" not in entry(area).questions.kept()
    keyboard.count = 0
    begin(area, keyboard, "ph")
    keyboard.type(BROKEN_OFF)
    keyboard.press("Ctrl+S")
    qtbot.waitUntil(lambda: entry(area).questions.kept() == half)
    quiet(qtbot, area)
    assert keyboard.count <= ANONYMOUS
    assert figures(area)[0] == contacts + 1
    entry(area).questions.go_to("outcomes")
    keyboard.type("1")
    keyboard.press("Ctrl+S")
    qtbot.waitUntil(lambda: area.key() == "today")
    quiet(qtbot, area)
    assert figures(area)[0] == contacts + 2


def test_each_purpose_is_agreed_to_by_itself_on_the_page(area: WorkArea, keyboard: Keyboard, qtbot: QtBot) -> None:
    keyboard.press("Ctrl+N")
    begin(area, keyboard, "wal")
    keyboard.type(f"{TALK}y\n\nZubair Gul\n\n03001112233")
    entry(area).questions.go_to("outcomes")
    keyboard.type("2\npoe")
    entry(area).questions.go_to("also_agreed")
    keyboard.type("R")
    record = save_and_next(area, keyboard, qtbot)
    (consent,) = finding.listing(area.desk.sitting, "consent", where={"client": record.values["client"]}).records
    assert consent.values["purposes"] == ["KEEP", "REFER"]
    area.open_page("enter", form="counselling_contact", record=record.id)
    quiet(qtbot, area)
    assert entry(area).questions.kept()["also_agreed"] == ["REFER"]
    entry(area).questions.go_to("also_agreed")
    keyboard.type("C")
    keyboard.press("Ctrl+S")
    quiet(qtbot, area)
    (consent,) = finding.listing(area.desk.sitting, "consent", where={"client": record.values["client"]}).records
    assert consent.values["purposes"] == ["KEEP", "REFER", "RECONTACT"]


@pytest.mark.parametrize("language", ["en", "ur"])
def test_the_words_that_ask_for_consent_are_read_whole_in_a_small_window(
    unlocked: Callable[..., MainWindow], keyboard: Keyboard, qtbot: QtBot, language: str
) -> None:
    area = area_of(unlocked(Look(language), size=NARROW))
    keyboard.press("Ctrl+N")
    begin(area, keyboard, "wal")
    keyboard.type(TALK)
    keyboard.press("F1")

    def not_cut() -> bool:
        boxes = entry(area).around_it.help.findChildren(ReadAloud)
        texts = [one.words for one in boxes if one.isVisible()]
        return len(texts) == 2 and all(one.height() >= one.heightForWidth(one.width()) for one in texts)

    qtbot.waitUntil(not_cut)
    english, urdu = [one.words.text() for one in entry(area).around_it.help.findChildren(ReadAloud)]
    assert english.startswith("You do not have to tell me your name")
    assert "نام بتانا ضروری نہیں" in urdu


def test_all_of_a_contact_with_a_name_stands_on_one_screen(area: WorkArea, keyboard: Keyboard, qtbot: QtBot) -> None:
    keyboard.press("Ctrl+N")
    begin(area, keyboard, "wal")
    keyboard.type(f"{TALK}y\n")
    quiet(qtbot, area)
    scrolled = entry(area).findChild(Scrolled)
    assert scrolled is not None
    assert scrolled.verticalScrollBar().maximum() == 0
    entry(area).questions.go_to("outcomes")
    keyboard.type("2")
    assert entry(area).questions.asked["also_agreed"].frame.isVisible()
    keyboard.type("2")
    assert entry(area).questions.asked["also_agreed"].frame.isHidden()


def test_who_may_be_here_is_read_whole_in_a_small_window(
    unlocked: Callable[..., MainWindow], keyboard: Keyboard, qtbot: QtBot
) -> None:
    area = area_of(unlocked(size=NARROW))
    keyboard.press("Ctrl+N")
    begin(area, keyboard, "wal")
    keyboard.type(f"{TALK}y\n\nMuhammad Ash")
    card = entry(area)._already_here
    assert card is not None
    qtbot.waitUntil(card.isVisible)
    qtbot.waitUntil(
        lambda: card.height() >= card.sizeHint().height() and not area.page().findChild(KeysCard).isVisible()
    )


FORMS = ("counselling_contact", "session", "event", "participation", "person", "organisation", "safeguarding")


def test_locking_on_every_form_keeps_what_was_typed(window: MainWindow, keyboard: Keyboard, qtbot: QtBot) -> None:
    """One window for all forms: half an answer in whatever field the cursor can type into."""
    for form in FORMS:
        area = area_of(window)
        area.open_page("enter", form=form)
        quiet(qtbot, area)
        questions = entry(area).questions
        typed = next(
            name for name, one in questions.asked.items() if one.frame.isVisible() and hasattr(one.editor, "line")
        )
        questions.go_to(typed)
        keyboard.type("Half an ans")
        before = questions.kept()
        locked_and_unlocked(window, keyboard, qtbot)
        assert entry(area_of(window)).questions.kept() == before, form


def locked_and_unlocked(window: MainWindow, keyboard: Keyboard, qtbot: QtBot) -> WorkArea:
    """Lock at once and unlock again; return what is shown then."""
    with qtbot.waitSignal(window.ready):
        keyboard.press("Ctrl+L")
        assert window.area is None
    page = window.currentWidget()
    assert isinstance(page, UnlockPage)
    page.passphrase._line.setText(PASSPHRASE)
    with qtbot.waitSignal(window.ready):
        keyboard.press("Enter")
    quiet(qtbot, area_of(window))
    return area_of(window)


def test_locking_keeps_what_is_sought_and_what_is_marked(window: MainWindow, keyboard: Keyboard, qtbot: QtBot) -> None:
    area_of(window).open_page("contacts")
    keyboard.press("Ctrl+F")
    keyboard.type("gujr")
    page = locked_and_unlocked(window, keyboard, qtbot).page()
    assert isinstance(page, ListPage)
    assert page.find_field.value() == "gujr"

    area = area_of(window)
    event = finding.listing(area.desk.sitting, "event").records[0].id
    area.open_record("event", event)
    quiet(qtbot, area)
    keyboard.press("P", "Ctrl+F")
    keyboard.type("Nazia Per")
    page = locked_and_unlocked(window, keyboard, qtbot).page()
    assert isinstance(page, EventPage)
    assert page.name.value() == "Nazia Per"
    first = attending.sheet(page.desk.sitting, event)
    assert first.people[0].participation.values["attendance"][first.days[0]] == "full"


def test_a_name_reaches_no_title_no_file_name_and_no_log(
    window: MainWindow, keyboard: Keyboard, qtbot: QtBot, store: Path, caplog: pytest.LogCaptureFixture
) -> None:
    area = area_of(window)
    titles: set[str] = set()
    window.windowTitleChanged.connect(titles.add)
    LOGGER.addHandler(caplog.handler)
    caplog.set_level(logging.DEBUG)
    keyboard.press("Ctrl+N")
    begin(area, keyboard, "wal")
    keyboard.type(f"{TALK}y\n\nZubaida Gul\n\n03001112233")
    save_and_next(area, keyboard, qtbot)
    keyboard.press("Ctrl+F")
    keyboard.type("Zubaida")
    quiet(qtbot, area)
    window.tell_bug(RuntimeError("Zubaida Gul"))
    LOGGER.removeHandler(caplog.handler)
    titles |= {one.windowTitle() for one in QApplication.topLevelWidgets()}
    files = [name for _folder, folders, names in os.walk(store) for name in (*folders, *names)]
    for text in (*titles, *files, caplog.text):
        assert "zubaida" not in text.lower()
        assert "1112233" not in text


@pytest.mark.parametrize("typed", ["karim", "کریم", "كريم"])
def test_a_client_is_found_by_either_script(area: WorkArea, keyboard: Keyboard, qtbot: QtBot, typed: str) -> None:
    counselling.save_contact(
        area.desk.sitting, contact(), consent={"form": "VERBAL"}, identity={"full_name": "فضل كريم"}
    )
    keyboard.press("Ctrl+F")
    keyboard.here().insert(typed)  # type: ignore[attr-defined]
    qtbot.waitUntil(lambda: "فضل كريم" in words_of(area.page()) or _shows(area, "فضل كريم"))


def _shows(area: WorkArea, text: str) -> bool:
    table = getattr(area.page(), "table", None)
    model = table.table.model if table is not None and table.table is not None else None
    return model is not None and model.rowCount() == 1
