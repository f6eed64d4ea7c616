"""Today: what is unfinished, recorded, due and sent; nothing is red, and a week without a bundle is amber."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from contextlib import ExitStack
from dataclasses import replace
from datetime import date, timedelta
from pathlib import Path

import pytest
from PySide6.QtWidgets import QApplication
from pytestqt.qtbot import QtBot

from desktop_keys import Keyboard, area_of, entry, quiet, toast_of, words_of
from desktop_seed import contact, site_store
from network_of_stores import Network, make_network
from page_windows import Windows
from silkfield.clock import SetClock
from silkfield.desktop.main_window import MainWindow
from silkfield.desktop.today.cards import _last_bundle
from silkfield.desktop.today.today_page import TodayPage
from silkfield.desktop.today.waiting import waiting
from silkfield.desktop.work_area import WorkArea
from silkfield.formkit.codes import standard_codes
from silkfield.operations import counselling, drafting, following, recording
from silkfield.operations.exchange import asking
from silkfield.store.reading import State


@pytest.fixture
def page(area: WorkArea) -> TodayPage:
    page = area.page()
    assert isinstance(page, TodayPage)
    return page


def banner(page: TodayPage) -> str:
    shown = page.frame.banner if page.frame else None
    return shown.accessibleName() if shown else ""


def test_today_shows_what_was_recorded_and_what_is_due(area: WorkArea, page: TodayPage) -> None:
    words = words_of(page)
    assert "4 so far · 6 this week" in words
    found = waiting(area.desk.sitting)
    assert [(one.who, one.overdue) for one in found.due] == [("Kamran Hussain", False), ("Maryam Bashir", False)]
    assert [one.to for one in found.referred] == ["Overseas Pakistanis Foundation"]
    assert found.states[State.SAVED] > 0
    assert "Wednesday, 1 June 2016" in words
    assert "All work is saved on this laptop" in words


def test_a_follow_up_that_was_done_is_not_due_any_more(area: WorkArea) -> None:
    sitting = area.desk.sitting
    due = following.due(sitting, date(2016, 6, 1))[0]
    recording.save(sitting, "counselling_contact", contact(follow_up_of=due.contact))
    assert due.record not in [one.record for one in waiting(sitting).due]


def test_a_district_of_several_is_unclear_and_can_wait(area: WorkArea) -> None:
    vague = next(code.key for code in standard_codes()["district"].codes if code.vague)
    recording.save(area.desk.sitting, "counselling_contact", contact(district=vague))
    (unclear,) = waiting(area.desk.sitting).unclear
    assert "Which one is it?" in unclear.sentence


def test_an_unfinished_contact_is_gone_on_with(
    area: WorkArea, page: TodayPage, keyboard: Keyboard, qtbot: QtBot
) -> None:
    assert banner(page).startswith("Contact: not finished. Man, 25-34, Gujrat.")
    draft = drafting.drafts(area.desk.sitting)[0]
    page._continue(draft.form, draft.id)
    quiet(qtbot, area)
    assert entry(area).questions.kept()["district"] == "PK-PB.gujrat"


def test_a_discarded_draft_can_be_had_back(area: WorkArea, page: TodayPage, keyboard: Keyboard, qtbot: QtBot) -> None:
    draft = drafting.drafts(area.desk.sitting)[0]
    page._discard(draft.id)
    qtbot.waitUntil(lambda: toast_of(area) == "Draft discarded." and banner(page) == "")
    keyboard.press("Ctrl+Z")
    qtbot.waitUntil(lambda: [one.id for one in drafting.drafts(area.desk.sitting)] == [draft.id])
    assert drafting.drafts(area.desk.sitting)[0].answers == draft.answers


def test_today_follows_what_is_saved(area: WorkArea, page: TodayPage, qtbot: QtBot) -> None:
    area.desk.do(page, recording.save, "counselling_contact", contact())
    qtbot.waitUntil(lambda: "5 so far" in words_of(page))


@pytest.mark.parametrize(
    ("days", "late", "tone"), [(None, False, "ink2"), (0, False, "ink2"), (7, False, "ink2"), (8, True, "warn")]
)
def test_the_reminder_is_neutral_for_a_week_and_amber_after_it(
    area: WorkArea, days: int | None, late: bool, tone: str
) -> None:
    found = waiting(area.desk.sitting)
    sent = None if days is None else found.today - timedelta(days=days)
    assert _last_bundle(replace(found, sent_on=sent, late=late))[2] == tone


def test_a_team_sees_its_latest_sessions(
    unlocked: Callable[..., MainWindow], tmp_path: Path, clock: SetClock, qtbot: QtBot
) -> None:
    site_store(tmp_path / "team", clock, "team")
    area = area_of(unlocked(folder=tmp_path / "team"))
    found = waiting(area.desk.sitting)
    assert found.form == "session"
    assert found.today == date(2016, 6, 1)
    words = words_of(area.page())
    assert "Latest sessions" in words
    assert "Follow-ups due" not in words


@pytest.fixture
def network(tmp_path: Path) -> Iterator[Network]:
    with ExitStack() as stack:
        yield make_network(tmp_path, stack)


@pytest.fixture
def windows(qapp: QApplication, qtbot: QtBot, tmp_path: Path) -> Iterator[Windows]:
    shown = Windows(qapp, qtbot, tmp_path)
    shown.dress()
    yield shown
    shown.close()


def test_what_headquarters_has_told_is_shown_for_a_month_as_plain_words(network: Network, windows: Windows) -> None:
    isb = network.add("ISB")
    asking.tell(network.headquarters, "ISB", "The <b>stick</b> of May came back empty.")
    asking.want(network.headquarters, "ISB")
    network.hear("ISB1")
    page = windows.open(isb, "today")
    windows.until(lambda: "The <b>stick</b> of May came back empty." in words_of(page))
    assert "It asks for data once more" in words_of(page)
    windows.picture(page, "today-notices")
    isb.clock.milliseconds += 31 * 24 * 3600 * 1000  # type: ignore[attr-defined]
    assert waiting(isb).notices == ()
    network.send(isb)
    assert not waiting(isb).wanted


def test_a_counsellor_sees_that_a_record_was_opened_today_and_nothing_of_whom(area: WorkArea, windows: Windows) -> None:
    sitting = area.desk.sitting
    counselling.save_contact(sitting, contact(), dangers=["VIOL"])
    counsellor = replace(sitting, person=replace(sitting.person, role="counsellor"))
    shown = windows.open(counsellor, "today")
    windows.until(lambda: "1 safeguarding record was opened today" in words_of(shown))
    assert "Violence" not in words_of(shown)
    listed = windows.open(counsellor, "contacts", form="safeguarding")
    windows.until(lambda: "Only the coordinator reads these records" in words_of(listed))
