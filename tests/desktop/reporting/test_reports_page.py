"""Reports: the figures of a month are shown with their rules, say when they are not complete, and are saved as files."""

from __future__ import annotations

import json
from dataclasses import replace
from pathlib import Path

import pytest
from PySide6.QtCore import Qt

from desktop_keys import words_of
from desktop_seed import contact
from network_of_stores import Network
from offices import PASSPHRASE, session
from page_windows import NARROW, WIDE, Windows, cut_words, nameless
from silkfield.desktop.widgets import DataTable, Scrolled, Text
from silkfield.desktop.widgets.chips import Chip
from silkfield.operations import counselling, locking, peopling, recording
from silkfield.operations.exchange import receiving, withholding
from silkfield.operations.sitting import Sitting

CTRL_SHIFT = Qt.KeyboardModifier.ControlModifier | Qt.KeyboardModifier.ShiftModifier


@pytest.fixture
def isb(network: Network) -> Sitting:
    laptop = network.add("ISB")
    for number in range(3):
        recording.save(laptop, "session", session(venue=f"Venue {number}"))
    for day in ("2016-05-02", "2016-05-03"):
        counselling.save_contact(laptop, contact(contact_date=day, outcomes=["REFERRED"], referred_to=["POE"]))
    counselling.save_contact(laptop, contact(contact_date="2016-04-03", channel="PHONE"))
    return laptop


def spoken(page) -> list[list[str]]:
    table = next((one for one in page.findChildren(DataTable) if one.isVisible()), None)
    return (
        []
        if table is None
        else [
            [table.model.cell(table.model.index(line, place)).text for place in range(table.model.columnCount())]
            for line in range(table.model.rowCount())
        ]
    )


def test_the_month_before_is_shown_and_another_one_can_be_chosen(isb: Sitting, windows: Windows) -> None:
    page = windows.open(isb, "reports")
    windows.until(lambda: page.shown)
    assert page.month.value() == "2016-05"
    assert page.site.isHidden()
    contacts = spoken(page)[0]
    assert contacts[:2] == ["A", "Individual contacts"]
    assert contacts[6:8] == ["2", "1"]

    windows.qtbot.keyClick(page.month, Qt.Key.Key_Down)
    windows.until(lambda: page.shown.report.period == "2016-04")
    windows.until(lambda: [line[6] for line in spoken(page)[:1]] == ["1"])


def test_every_number_says_by_which_rule_it_was_counted(isb: Sitting, windows: Windows) -> None:
    page = windows.open(isb, "reports")
    windows.until(lambda: page.shown)
    main, channels = [one for one in page.findChildren(DataTable) if one.isVisible()][:2]
    main.setFocus()
    assert main.choose(0, "6")
    windows.until(
        lambda: page.help.words().startswith("Individual contacts, May 2016: 2. A contact is one conversation")
    )
    windows.qtbot.keyClick(main.view, Qt.Key.Key_Down)
    windows.until(lambda: page.help.words().startswith("Unique clients, May 2016: 0. Every client"))
    main.choose(5, "6")
    windows.until(lambda: "Not recorded is not zero." in page.help.words())
    assert "not recorded yet" in main.model.cell(main.model.index(5, 1)).spoken
    channels.choose(0, "1")
    windows.until(lambda: "A part of Contacts by channel" in page.help.words())


@pytest.mark.parametrize("ending", [".xlsx", ".csv", ".json"])
def test_a_report_is_saved_with_the_keyboard_alone(isb: Sitting, windows: Windows, tmp_path: Path, ending: str) -> None:
    page = windows.open(isb, "reports")
    windows.until(lambda: page.shown)
    assert page.path.value().name == "R1-2016-05-ISB.xlsx"
    page.format.setFocus()
    while page.format.value() != ending:
        windows.qtbot.keyClick(page.format, Qt.Key.Key_Down)
    target = tmp_path / "out" / page.path.value().name
    page.path.setFocus()
    page.path.line.selectAll()
    windows.qtbot.keyClicks(page.path.line, str(target))
    windows.qtbot.keyClick(page.path.line, Qt.Key.Key_S, Qt.KeyboardModifier.ControlModifier)
    windows.until(lambda: "Written: R1-2016-05-ISB" in windows.say(page))
    assert target.suffix == ending
    assert target.stat().st_size > 100
    if ending == ".json":
        assert json.loads(target.read_bytes())["figures"]["ISB"]["A"]["contacts"] == 2
    page.month.set_value("2016-03")
    page._look()
    windows.until(lambda: page.shown.report.period == "2016-03")
    assert page.path.value().parent == target.parent


def test_a_name_that_is_no_report_file_is_said(isb: Sitting, windows: Windows, tmp_path: Path) -> None:
    page = windows.open(isb, "reports")
    windows.until(lambda: page.shown)
    page.path.set_value(tmp_path / "report.doc")
    page.save()
    windows.until(lambda: "no ending that a report" in windows.say(page))
    page.path.set_value("")
    page.save()
    assert "No file is named." in windows.say(page)


def test_headquarters_sees_all_sites_and_is_told_what_is_missing(
    network: Network, isb: Sitting, windows: Windows
) -> None:
    network.add("LHE")
    network.deliver(network.send(isb))
    receiving.receive(isb, network.reply("ISB"))
    recording.save(isb, "session", session(venue="Second"))
    network.deliver(network.send(isb))
    receiving.receive(isb, network.reply("ISB"))
    recording.save(isb, "session", session(venue="Third"))
    withholding.undo(network.headquarters, "ISB1-2")
    network.deliver(network.send(isb))
    page = windows.open(network.headquarters, "reports")
    windows.until(lambda: page.shown)
    assert [site.code for site in page.shown.sites] == ["ISB", "LHE"]
    assert "Numbers are not complete." in windows.say(page)
    assert "Missing is not zero." in windows.say(page)

    page.site.setFocus()
    windows.qtbot.keyClick(page.site, Qt.Key.Key_Down)
    windows.qtbot.keyClick(page.site, Qt.Key.Key_Down)
    windows.until(lambda: page.shown.report.tables[0].title.startswith("MIC LHE"))
    assert "Numbers" not in windows.say(page)


@pytest.mark.parametrize(("code", "size"), [("en", WIDE), ("en", NARROW), ("ur", WIDE)])
def test_nothing_is_cut_and_everything_has_a_name(
    network: Network, isb: Sitting, windows: Windows, code: str, size: tuple[int, int]
) -> None:
    network.add("LHE")
    network.deliver(network.send(isb))
    windows.dress(code)
    page = windows.open(network.headquarters, "reports", size)
    windows.until(lambda: page.shown)
    assert any("never added" in text.words() for text in page.findChildren(Text)) or code == "ur"
    windows.picture(page, f"reports-{code}-{size[0]}")
    bar = page.findChildren(Scrolled)[0].verticalScrollBar()
    bar.setValue(bar.maximum())
    windows.picture(page, f"reports-end-{code}-{size[0]}")
    assert cut_words(page) == []
    assert nameless(page) == []


def test_enter_on_a_number_of_the_quality_list_shows_its_records(isb: Sitting, windows: Windows) -> None:
    page = windows.open(isb, "reports", code="R13", period="2016-05")
    windows.until(lambda: page.shown and page.shown.report.code == "R13")
    lines = [line[0] for line in spoken(page)]
    table = page.findChildren(DataTable)[0]
    table.choose(lines.index("Purpose: unknown"))
    windows.qtbot.keyClick(table.view, Qt.Key.Key_Return)
    windows.until(lambda: page.navigator.key() == "contacts")
    behind = page.navigator.page()
    windows.until(lambda: behind.table.table)
    assert behind.table.table.model.rowCount() == 2
    assert windows.say(behind).startswith("Purpose: unknown, May 2016")
    behind._show_all()
    windows.until(lambda: behind.table.table.model.rowCount() == 3)


def test_headquarters_looks_at_the_records_behind_a_number_and_corrects_none(
    isb: Sitting, network: Network, windows: Windows
) -> None:
    network.deliver(network.send(isb))
    page = windows.open(network.headquarters, "reports", code="R13", period="2016-05")
    windows.until(lambda: page.shown and page.shown.report.code == "R13")
    page._go_behind("unknown.purpose@ISB")
    windows.until(lambda: page.navigator.key() == "contacts_of_sites")
    behind = page.navigator.page()
    windows.until(lambda: behind.pane.shown)
    assert behind.table.table.model.rowCount() == 2
    assert "Correct" not in words_of(behind)


def test_a_coordinator_locks_a_month_and_opens_it_again_with_a_reason(isb: Sitting, windows: Windows) -> None:
    person = peopling.add_person(isb, PASSPHRASE, "Nadia", "a walk of her own", role="coordinator")
    page = windows.open(replace(isb, person=person), "reports", period="2016-05")
    windows.until(lambda: "Lock month" in words_of(page))
    windows.qtbot.keyClick(page.month, Qt.Key.Key_L, CTRL_SHIFT)
    windows.until(lambda: "Open again…" in words_of(page))
    assert page.lock.findChild(Chip).text() == "Locked by Nadia"
    windows.until(lambda: page.shown and "approved by Nadia" in " ".join(one.title for one in page.shown.report.tables))
    page.lock.ask_why()
    page.lock.dialog.why.set_value("A register was missing.")
    page.lock.dialog.act.click()
    windows.until(lambda: "Lock month" in words_of(page))
    page.month.set_value("2016-06")
    page._look()
    windows.until(lambda: page.shown and page.shown.report.period == "2016-06")
    windows.until(lambda: not page.desk.busy())
    assert "Lock month" not in words_of(page)  # it goes on


def test_a_counsellor_sees_who_locked_a_month_and_has_no_key_for_it(isb: Sitting, windows: Windows) -> None:
    person = peopling.add_person(isb, PASSPHRASE, "Nadia", "a walk of her own", role="coordinator")
    locking.lock(replace(isb, person=person), "2016-05")
    counsellor = replace(isb, person=replace(isb.person, role="counsellor"))
    page = windows.open(counsellor, "reports", period="2016-05")
    windows.until(lambda: page.lock.findChildren(Chip))
    assert "Open again…" not in words_of(page)


@pytest.mark.parametrize("code", ["en", "ur"])
def test_lists_of_events_and_stock_show_words_beside_numbers(isb: Sitting, windows: Windows, code: str) -> None:
    trained = {"kind": "TOT", "status": "HELD", "component": "C1", "objectives": ["SO1"], "topics": ["T1"]}
    days = {"start_date": "2016-05-23", "end_date": "2016-05-25", "heads": {"cells": {"M": {"AUN": 15}}}}
    recording.save(isb, "event", {"title": "Training of trainers", **trained, **days})
    leaflets = {"material": "LEAFLET", "kind": "OPENING", "pieces": 500, "day": "2016-05-03"}
    recording.save(isb, "stock_movement", leaflets)
    windows.dress(code)
    for report, words in (("R3", "Training of trainers"), ("R6", "Training of trainers"), ("R12", "500")):
        page = windows.open(isb, "reports", code=report, period="2016-05")
        windows.until(lambda page=page, report=report: page.shown and page.shown.report.code == report)
        assert words in " ".join(cell for line in spoken(page) for cell in line)
        windows.picture(page, f"report-{report}-{code}")
        assert cut_words(page) == []
