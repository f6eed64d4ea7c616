"""From Today, without the mouse: an attempt, a result, a status, a slip; what is overdue is amber, never red."""

from __future__ import annotations

from pathlib import Path

import pytest
from PySide6.QtWidgets import QWidget
from pytestqt.qtbot import QtBot

from desktop_keys import Keyboard, quiet, toast_of, words_of
from desktop_seed import contact
from silkfield.desktop.browse.list_page import ListPage
from silkfield.desktop.today.today_page import TodayPage
from silkfield.desktop.today.waiting import waiting
from silkfield.desktop.widgets import ListRow
from silkfield.desktop.work_area import WorkArea
from silkfield.operations import counselling, finding, recording
from silkfield.operations.sitting import Sitting
from silkfield.store.reading import Shown

CARD = "35202-1234567-1"


@pytest.fixture
def page(area: WorkArea) -> TodayPage:
    page = area.page()
    assert isinstance(page, TodayPage)
    return page


def on_row(page: QWidget, title: str) -> ListRow:
    row = next(one for one in page.findChildren(ListRow) if one.text() == title and one.isVisible())
    row.setFocus()
    return row


def record(sitting: Sitting, form: str, **where: str) -> Shown:
    return finding.listing(sitting, form, where=where).records[0]


def follow_up_of_kamran(area: WorkArea) -> Shown:
    return record(area.desk.sitting, "follow_up", due="2016-06-01")


def test_n_notes_an_attempt_in_vain_and_the_cursor_stays(
    area: WorkArea, page: TodayPage, keyboard: Keyboard, qtbot: QtBot
) -> None:
    on_row(page, "Kamran Hussain")
    keyboard.press("N")
    qtbot.waitUntil(lambda: toast_of(area) == "Noted: not reached.")
    quiet(qtbot, area)
    assert [one["reached"] for one in follow_up_of_kamran(area).values["attempts"]] == [False]
    qtbot.waitUntil(lambda: keyboard.here().accessibleName().startswith("Kamran Hussain, tried 1 time"))
    keyboard.press("Ctrl+Z")
    quiet(qtbot, area)
    assert "attempts" not in follow_up_of_kamran(area).values


def test_the_third_attempt_in_vain_takes_it_off_today(
    area: WorkArea, page: TodayPage, keyboard: Keyboard, qtbot: QtBot
) -> None:
    for tried in (1, 2, 3):
        on_row(page, "Kamran Hussain")
        keyboard.press("N")
        qtbot.waitUntil(lambda: len(follow_up_of_kamran(area).values.get("attempts", ())) == tried)  # noqa: B023
        quiet(qtbot, area)
    assert follow_up_of_kamran(area).values["result"] == "UNREACH"
    assert [one.who for one in waiting(area.desk.sitting).due] == ["Maryam Bashir"]


def test_r_and_a_digit_close_a_follow_up_with_its_result(
    area: WorkArea, page: TodayPage, keyboard: Keyboard, qtbot: QtBot
) -> None:
    on_row(page, "Kamran Hussain")
    keyboard.press("R")
    menu = page.acts.menu
    assert menu is not None
    qtbot.waitUntil(menu.isVisible)
    qtbot.keyClick(menu, "6")
    qtbot.waitUntil(lambda: follow_up_of_kamran(area).values.get("result") == "RESOLVED")


def test_s_and_a_letter_end_a_referral_and_unknown_is_an_end(
    area: WorkArea, page: TodayPage, keyboard: Keyboard, qtbot: QtBot
) -> None:
    on_row(page, "Overseas Pakistanis Foundation")
    keyboard.press("S")
    menu = page.acts.menu
    assert menu is not None
    qtbot.waitUntil(menu.isVisible)
    qtbot.keyClick(menu, "U")
    qtbot.waitUntil(lambda: record(area.desk.sitting, "referral").values["status"] == "LOST")
    qtbot.waitUntil(lambda: "Referrals open" not in words_of(page))
    keyboard.press("Ctrl+Z")
    qtbot.waitUntil(lambda: record(area.desk.sitting, "referral").values["status"] == "SENT")


def test_enter_opens_a_follow_up_and_a_referral(
    area: WorkArea, page: TodayPage, keyboard: Keyboard, qtbot: QtBot
) -> None:
    for title, form in (("Kamran Hussain", "follow_up"), ("Overseas Pakistanis Foundation", "referral")):
        on_row(page, title)
        keyboard.press("Enter")
        shown = area.page()
        assert isinstance(shown, ListPage)
        assert shown.form.key == form
        qtbot.waitUntil(lambda: shown.pane.shown is not None)  # noqa: B023
        area.back()
        quiet(qtbot, area)


def test_a_day_that_only_a_contact_holds_is_followed_up_too(
    area: WorkArea, page: TodayPage, keyboard: Keyboard, qtbot: QtBot
) -> None:
    told = contact(outcomes=["FOLLOWUP"], follow_up_on="2016-06-01", sex="X")
    area.desk.do(page, recording.save, "counselling_contact", told)
    qtbot.waitUntil(lambda: "Follow-ups due  3" in words_of(page))
    on_row(page, "Anonymous")
    keyboard.press("N")
    qtbot.waitUntil(lambda: len(finding.listing(area.desk.sitting, "follow_up").records) == 3)
    quiet(qtbot, area)
    keyboard.press("Ctrl+Z")
    qtbot.waitUntil(lambda: len(finding.listing(area.desk.sitting, "follow_up").records) == 2)


def all_kept(sitting: Sitting) -> str:
    """Everything the store holds, in clear."""
    with sitting.store.reading() as connection:
        tables = connection.exec_driver_sql("select name from sqlite_master where type = 'table'").scalars().all()
        rows = [row for table in tables for row in connection.exec_driver_sql(f'select * from "{table}"')]
    texts = [
        value.decode("utf-8", "replace") if isinstance(value, bytes) else str(value) for row in rows for value in row
    ]
    return "\n".join(texts)


def test_a_slip_is_one_page_and_nothing_typed_for_it_is_kept(
    area: WorkArea, page: TodayPage, keyboard: Keyboard, qtbot: QtBot, tmp_path: Path, store: Path
) -> None:
    sitting = area.desk.sitting
    counselling.save_contact(
        sitting,
        contact(outcomes=["REFERRED"], referred_to=["OEC"]),
        consent={"form": "VERBAL"},
        identity={"full_name": "Nadia Khalid"},
    )
    record_id = record(sitting, "referral", to_kind="OEC").id
    page.refresh(recording.patch(sitting, "referral", {"urgency": "TODAY"}, record_id))
    quiet(qtbot, area)
    on_row(page, "Overseas Employment Corporation")
    keyboard.press("P")
    qtbot.waitUntil(lambda: page.acts.slips.dialog is not None)
    dialog = page.acts.slips.dialog
    assert dialog is not None
    dialog.card.setFocus()
    keyboard.type(CARD)
    dialog.where.set_value(tmp_path / "slip.pdf")
    dialog.yes.setFocus()
    keyboard.press("Space")
    dialog.act.setFocus()
    keyboard.press("Enter")
    qtbot.waitUntil((tmp_path / "slip.pdf").exists)
    quiet(qtbot, area)
    sent = record(sitting, "referral", to_kind="OEC").values
    assert sent["status"] == "SENT"
    assert record(sitting, "consent", client=sent["client"]).values["purposes"] == ["REFER"]
    pdf = (tmp_path / "slip.pdf").read_bytes()
    assert pdf.count(b"/Type /Page\n") == 1
    assert sent["number"] in dialog.html()
    assert CARD in dialog.html()
    dump = all_kept(sitting)
    assert "Nadia Khalid" in dump
    assert CARD not in dump
    assert CARD.replace("-", "") not in dump
