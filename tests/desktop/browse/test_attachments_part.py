"""Scans and photos in the pane beside a list: added, saved and removed by keyboard, in English and in Urdu."""

from __future__ import annotations

from collections.abc import Callable
from contextlib import ExitStack
from pathlib import Path
from typing import Any

import pytest
from PySide6.QtCore import Qt
from PySide6.QtWidgets import QApplication, QWidget
from pytestqt.qtbot import QtBot

from attached_files import pdf, photo, written
from desktop.browse.test_list_page import list_page, settled
from desktop_keys import area_of, quiet, toast_of, words_of
from network_of_stores import make_network
from offices import session
from page_windows import Windows, button, cut_words, nameless
from silkfield.desktop.browse.attachments_part import AttachmentsPart
from silkfield.desktop.browse.list_page import ListPage
from silkfield.desktop.erasing.erasures_page import ErasuresPage
from silkfield.desktop.look import Look
from silkfield.desktop.work_area import WorkArea
from silkfield.language import _
from silkfield.operations import finding, recording
from silkfield.operations.attaching import attach
from silkfield.operations.attachments import Attached, attachments


def part_of(page: ListPage) -> AttachmentsPart:
    assert page.pane.attachments is not None
    return page.pane.attachments


def attached(page: ListPage) -> list[Attached]:
    assert page.pane.shown is not None
    return attachments(page.desk.sitting, page.pane.shown.shown.id)


def type_path(page: ListPage, field: Any, path: Path, qtbot: QtBot) -> None:
    field.set_value(path)
    qtbot.keyClick(field.line, Qt.Key.Key_Return)
    qtbot.waitUntil(lambda: not page.desk.busy())


def test_a_scan_is_attached_saved_and_removed_by_keyboard(area: WorkArea, tmp_path: Path, qtbot: QtBot) -> None:
    page = list_page(area, "sessions", qtbot)
    assert attached(page) == []
    type_path(page, part_of(page).add, written(tmp_path, "list.pdf", pdf(3000)), qtbot)
    settled(page, qtbot, area)
    qtbot.waitUntil(lambda: "list.pdf" in words_of(part_of(page)))
    assert "complete" in words_of(part_of(page))
    assert toast_of(area) == "Attached: \u2066list.pdf\u2069"
    assert nameless(page) == []

    button(page, "Save a copy").click()
    copy = part_of(page).copy
    assert copy is not None
    qtbot.waitUntil(lambda: "not encrypted" in words_of(part_of(page)))
    type_path(page, copy, tmp_path / "copy.pdf", qtbot)
    assert (tmp_path / "copy.pdf").read_bytes() == pdf(3000)

    next(one for one in part_of(page).findChildren(QWidget) if one.accessibleName() == "Remove list.pdf").click()  # type: ignore[attr-defined]
    qtbot.waitUntil(lambda: not page.desk.busy() and attached(page) == [])
    settled(page, qtbot, area)
    qtbot.waitUntil(lambda: "list.pdf" not in words_of(part_of(page)))


def test_an_attachment_is_erased_from_the_page_that_says_what_goes(
    area: WorkArea, tmp_path: Path, qtbot: QtBot
) -> None:
    record = finding.listing(area.desk.sitting, "session").records[0].id
    attach(area.desk.sitting, record, written(tmp_path, "list.pdf", pdf(3000)))
    page = list_page(area, "sessions", qtbot, form="session", record=record)
    qtbot.waitUntil(lambda: page.pane.attachments is not None and "list.pdf" in words_of(part_of(page)))
    button(page, "Erase…").click()
    quiet(qtbot, area)
    assert isinstance(area.page(), ErasuresPage)
    qtbot.waitUntil(lambda: "list.pdf" in words_of(area.page()))


def test_what_cannot_be_attached_is_said_in_a_sentence(area: WorkArea, tmp_path: Path, qtbot: QtBot) -> None:
    page = list_page(area, "sessions", qtbot)
    type_path(page, part_of(page).add, written(tmp_path, "list.docx", b"PK\x03\x04"), qtbot)
    qtbot.waitUntil(lambda: "Only PDF files and pictures" in words_of(page))
    assert attached(page) == []


def test_a_client_has_no_place_for_scans(area: WorkArea, qtbot: QtBot) -> None:
    page = list_page(area, "clients", qtbot)
    assert page.pane.shown is not None
    assert page.pane.attachments is None


@pytest.mark.parametrize("language", ["en", "ur"])
def test_the_part_is_laid_out_in_both_directions(
    language: str, unlocked: Any, tmp_path: Path, qtbot: QtBot, picture: Callable[[QWidget, str], Path]
) -> None:
    window = unlocked(Look(language=language))
    area = area_of(window)
    sitting = area.desk.sitting
    record = finding.listing(sitting, "session").records[0].id
    attach(sitting, record, written(tmp_path, "attendance list of 3 May with signatures.pdf", pdf(2_300_000)))
    attach(sitting, record, written(tmp_path, "IMG_0412.JPG", photo()))
    page = list_page(area, "sessions", qtbot, form="session", record=record)
    qtbot.waitUntil(lambda: page.pane.attachments is not None and "IMG_0412.JPG" in words_of(part_of(page)))
    settled(page, qtbot, area)
    part_of(page).ask_where(attached(page)[0])
    copy = part_of(page).copy
    assert copy is not None
    qtbot.waitUntil(lambda: not copy.visibleRegion().isEmpty())
    picture(window, f"attachments-{language}")
    assert nameless(page) == []
    assert cut_words(part_of(page)) == []


@pytest.mark.parametrize("language", ["en", "ur"])
def test_headquarters_sees_how_much_of_a_file_has_come_and_which_part_was_lost(
    language: str, qapp: QApplication, qtbot: QtBot, tmp_path: Path
) -> None:
    with ExitStack() as stack:
        network = make_network(tmp_path, stack)
        isb = network.add("ISB")
        record = recording.save(isb, "session", session()).record
        attach(isb, record, written(tmp_path, "list.pdf", pdf(4 << 20)))
        parts = network.send(isb, part_bytes=1_300_000)
        network.deliver([*parts[:2], *parts[3:]])
        windows = Windows(qapp, qtbot, tmp_path)
        stack.callback(windows.close)
        windows.dress(language)
        page = windows.open(network.headquarters, "sessions", form="session", record=record)
        assert isinstance(page, ListPage)
        windows.until(lambda: page.pane.attachments is not None and "list.pdf" in words_of(part_of(page)))
        if language == "en":
            assert "3 of 4 pieces here" in words_of(part_of(page))
            assert "Part 3 of 5 of bundle ISB1-1 is missing; ask for it." in words_of(part_of(page))
        windows.picture(page, f"attachments-headquarters-{language}")
        assert cut_words(part_of(page)) == []
        names = {one.accessibleName() for one in part_of(page).findChildren(QWidget)}
        said = {text.format(file="list.pdf") for text in (_("Save a copy of {file}"), _("Remove {file}"))}
        assert _("Erase {file} for good…").format(file="list.pdf") in names
        assert not names & said, "it is not whole, and it is another office's"
