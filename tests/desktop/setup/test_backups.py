"""Backups in the window: made from Settings while one works, reminded of by Today, and put back from the lock page."""

from __future__ import annotations

import shutil
from collections.abc import Callable
from pathlib import Path

import pytest
from PySide6.QtWidgets import QWidget
from pytestqt.qtbot import QtBot

from desktop_keys import Keyboard, area_of, quiet, toast_of, words_of
from desktop_seed import PASSPHRASE
from offices import session
from page_windows import button, cut_words, nameless
from silkfield.clock import SetClock
from silkfield.desktop.look import Look
from silkfield.desktop.main_window import MainWindow
from silkfield.desktop.setup.backup_panel import BackupPanel
from silkfield.desktop.setup.first_run_page import FirstRunPage
from silkfield.desktop.setup.restore_page import RestorePage
from silkfield.desktop.setup.settings_page import SettingsPage
from silkfield.desktop.setup.unlock_page import UnlockPage
from silkfield.desktop.work_area import WorkArea
from silkfield.operations import finding, opening, recording
from silkfield.operations.backup.folders import ACCOUNT, found_in
from silkfield.operations.backup.making import make
from silkfield.operations.exchange import founding

DAY = 86_400_000


@pytest.fixture
def place(tmp_path: Path) -> Path:
    folder = tmp_path / "stick"
    folder.mkdir()
    return folder


@pytest.fixture
def backup(store: Path, place: Path, clock: SetClock) -> Path:
    """A backup of the store, in which a session was recorded since."""
    sitting = opening.open_store(store, PASSPHRASE, clock=clock)
    made = make(sitting, place)
    recording.save(sitting, "session", session(venue="Since the backup"))
    sitting.store.close()
    return made.folder


def panel_of(area: WorkArea, qtbot: QtBot) -> BackupPanel:
    area.open_page("settings", panel="backups")
    quiet(qtbot, area)
    page = area.page()
    assert isinstance(page, SettingsPage)
    return page.backups


# -- Settings and Today


def test_a_backup_is_made_by_keyboard_and_shown_in_the_list(
    area: WorkArea, qtbot: QtBot, keyboard: Keyboard, place: Path
) -> None:
    panel = panel_of(area, qtbot)
    assert panel.last.words() == "No backup was made yet"
    panel.make()
    qtbot.waitUntil(lambda: "No folder is chosen." in words_of(area.page()))
    area.page().clear_trouble()
    panel.folder.set_value(place)
    panel.button.setFocus()
    keyboard.press("Space")
    qtbot.waitUntil(lambda: panel.said.words() != "")
    quiet(qtbot, area)
    assert "read back and opened" in panel.said.words()
    assert panel.last.words() == "Last backup 1 Jun, \u206612:00\u2069, today"
    (made,) = found_in(place)
    assert panel.table.model.rowCount() == 1
    assert panel.table.model.row(0) is not None
    assert [cell.text for cell in panel.table.model.row(0).cells][-1] == "Whole"  # type: ignore[union-attr]
    assert made.account is not None
    clock = area.desk.sitting.clock
    assert isinstance(clock, SetClock)
    panel.make()
    panel.make()  # a second press while it is under way does nothing
    qtbot.waitUntil(lambda: "1 older backup was deleted." in panel.said.words())
    quiet(qtbot, area)
    assert panel.table.model.rowCount() == 1


def test_what_goes_wrong_is_said_and_a_backup_can_be_stopped(
    area: WorkArea, qtbot: QtBot, place: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    panel = panel_of(area, qtbot)
    panel.folder.set_value(place / "nowhere")
    panel.make()
    qtbot.waitUntil(lambda: "There is no folder" in words_of(area.page()))
    assert panel.button.isEnabled()
    panel.folder.set_value(place)
    panel.make()
    panel._stop()
    qtbot.waitUntil(panel.button.isEnabled)
    quiet(qtbot, area)
    assert "Stopped." in words_of(area.page()) or panel.said.words()
    assert [path for path in place.iterdir() if path.name.startswith(".")] == []


def test_what_is_no_good_backup_is_told_from_one(area: WorkArea, qtbot: QtBot, place: Path, clock: SetClock) -> None:
    whole = make(area.desk.sitting, place, safety=True).folder
    cut = Path(shutil.copytree(whole, place / "Silkfield-backup-ISB1-2016-05-30-0900"))
    (cut / ACCOUNT).unlink()
    lacking = Path(shutil.copytree(whole, place / "Silkfield-backup-ISB1-2016-05-29-0900"))
    (lacking / "keys.json").unlink()
    panel = panel_of(area, qtbot)
    rows = [panel.table.model.row(number) for number in range(panel.table.model.rowCount())]
    states = {Path(str(row.id)): row.cells[-1].text for row in rows if row}
    assert states == {whole: "Whole", cut: "Cut off, not a backup", lacking: "A file is missing or cut"}


def test_today_reminds_in_amber_after_a_week_with_the_one_button(
    unlocked: Callable[..., MainWindow], qtbot: QtBot, backup: Path, clock: SetClock
) -> None:
    area = area_of(unlocked())
    assert "Make a backup" not in words_of(area.page())
    assert "Last backup 1 June, today" in words_of(area.page())
    clock.milliseconds += 8 * DAY
    area.open_page("today")
    quiet(qtbot, area)
    qtbot.waitUntil(lambda: "Last backup 1 June, 8 days ago" in words_of(area.page()))
    button(area.page(), "Make a backup").click()
    quiet(qtbot, area)
    page = area.page()
    assert isinstance(page, SettingsPage)
    assert page.tabs.chosen() == "backups"
    qtbot.waitUntil(page.backups.button.hasFocus)


def test_headquarters_is_reminded_when_somebody_begins_to_work(
    unlocked: Callable[..., MainWindow], qtbot: QtBot, clock: SetClock, tmp_path: Path
) -> None:
    made = founding.create_headquarters(tmp_path / "hq", "ICMPD", "Farah", PASSPHRASE, clock=clock)
    made.store.close()
    fresh = unlocked(folder=tmp_path / "hq")
    assert toast_of(area_of(fresh)) == ""
    fresh.close()
    clock.milliseconds += 8 * DAY
    late = unlocked(folder=tmp_path / "hq")
    qtbot.waitUntil(lambda: toast_of(area_of(late)) == "The last backup is more than a week old.")


# -- putting one back


@pytest.fixture
def locked(qtbot: QtBot, unlocked: Callable[..., MainWindow], tmp_path: Path) -> Callable[[Path], MainWindow]:
    """Open a window on a folder and stay before the lock."""

    def open_on(folder: Path) -> MainWindow:
        window = MainWindow(folder, Look(), SetClock.on("2016-06-02"))
        qtbot.addWidget(window)
        with qtbot.waitSignal(window.ready):
            window.show()
        window.activateWindow()
        return window

    return open_on


def page_in(window: MainWindow) -> QWidget:
    page = window.currentWidget()
    assert page is not None
    return page


def restoring_in(window: MainWindow, qtbot: QtBot) -> RestorePage:
    qtbot.waitUntil(lambda: isinstance(window.currentWidget(), RestorePage))
    page = window.currentWidget()
    assert isinstance(page, RestorePage)
    return page


def venues(store: Path) -> set[str]:
    sitting = opening.open_store(store, PASSPHRASE, clock=SetClock.on("2016-06-02"))
    try:
        return {str(one.values.get("venue")) for one in finding.listing(sitting, "session").records}
    finally:
        sitting.store.close()


def test_a_backup_is_put_back_from_the_lock_page(
    locked: Callable[[Path], MainWindow], qtbot: QtBot, keyboard: Keyboard, store: Path, backup: Path
) -> None:
    window = locked(store)
    assert isinstance(page_in(window), UnlockPage)
    button(page_in(window), "Put a backup back…").click()
    page = restoring_in(window, qtbot)
    qtbot.waitUntil(lambda: page.backup.value() == str(backup))
    assert page.folder.value() == backup.parent
    assert nameless(page) == []
    keyboard.type("not this one\n")
    qtbot.waitUntil(lambda: "The passphrase is not right." in words_of(page))
    page.passphrase.clear()
    keyboard.type(f"{PASSPHRASE}\n")
    qtbot.waitUntil(lambda: "The store here has 1 change that the backup does not have" in words_of(page))
    assert "Since the backup" in venues(store), "nothing is changed by looking"
    qtbot.waitUntil(page.put.hasFocus)
    keyboard.press("Space")
    qtbot.waitUntil(lambda: "The backup is back" in words_of(page))
    assert "What was there before is in this backup" in words_of(page)
    with qtbot.waitSignal(window.ready):
        keyboard.press("Space")
    quiet(qtbot, area_of(window))
    window.close()
    assert "Since the backup" not in venues(store)


def test_settings_lead_there_and_one_can_go_back(
    backup: Path, unlocked: Callable[..., MainWindow], qtbot: QtBot
) -> None:
    window = unlocked()
    area = area_of(window)
    button(panel_of(area, qtbot), "Put a backup back…").click()
    page = restoring_in(window, qtbot)
    qtbot.waitUntil(lambda: page.backup.value() != "")
    page.passphrase._line.setText(PASSPHRASE)
    page.look()
    qtbot.waitUntil(lambda: "This would happen" in words_of(page))
    page.back.click()
    qtbot.waitUntil(page.passphrase.isVisible)
    with qtbot.waitSignal(window.ready):
        button(page, "Back").click()
    assert isinstance(page_in(window), UnlockPage)


def test_a_new_laptop_puts_a_backup_back_instead_of_beginning_anew(
    locked: Callable[[Path], MainWindow], qtbot: QtBot, backup: Path, tmp_path: Path
) -> None:
    window = locked(tmp_path / "new" / "store")
    assert isinstance(page_in(window), FirstRunPage)
    button(page_in(window), "Put a backup back…").click()
    page = restoring_in(window, qtbot)
    page.folder.give([tmp_path / "nowhere"])
    qtbot.waitUntil(lambda: "There is no whole backup in this folder." in words_of(page))
    page.look()
    page.folder.give([backup])
    qtbot.waitUntil(lambda: page.backup.value() == str(backup))
    page.passphrase._line.setText(PASSPHRASE)
    page.look()
    qtbot.waitUntil(lambda: "This would happen" in words_of(page))
    page.put.click()
    qtbot.waitUntil(lambda: "The backup is back" in words_of(page))
    with qtbot.waitSignal(window.ready):
        button(page, "Begin").click()
    quiet(qtbot, area_of(window))


@pytest.mark.parametrize("damaged", ["silkfield.db", "keys.json", "no keys.json"])
def test_a_store_that_cannot_be_read_offers_its_newest_backup_and_never_begins_empty(
    damaged: str, locked: Callable[[Path], MainWindow], qtbot: QtBot, keyboard: Keyboard, store: Path, backup: Path
) -> None:
    (store / damaged.removeprefix("no ")).write_bytes(b"broken")
    if damaged == "no keys.json":
        (store / "keys.json").unlink()
    window = locked(store)
    if damaged == "silkfield.db":
        keyboard.type(f"{PASSPHRASE}\n")
    page = restoring_in(window, qtbot)
    qtbot.waitUntil(lambda: page.backup.value() == str(backup))
    page.passphrase._line.setText(PASSPHRASE)
    page.look()
    opens = damaged != "silkfield.db"  # with the key in the backup
    told = "The store here has 1 change" if opens else "It will be kept under another name."
    qtbot.waitUntil(lambda: told in words_of(page))
    page.put.click()
    done = "is in this backup" if opens else "is kept as it was"
    qtbot.waitUntil(lambda: done in words_of(page))
    (kept,) = store.parent.glob("Silkfield-backup-*" if opens else "store-broken-*")
    assert opens or (kept / damaged).read_bytes() == b"broken"
    with qtbot.waitSignal(window.ready):
        button(page, "Begin").click()
    quiet(qtbot, area_of(window))


def test_a_restore_that_fails_says_why_and_can_be_tried_again(
    locked: Callable[[Path], MainWindow], qtbot: QtBot, store: Path, backup: Path
) -> None:
    window = locked(store)
    window._show_restore()
    page = restoring_in(window, qtbot)
    qtbot.waitUntil(lambda: page.backup.value() != "")
    page.passphrase._line.setText(PASSPHRASE)
    page.look()
    qtbot.waitUntil(lambda: "This would happen" in words_of(page))
    content = (backup / "silkfield.db").read_bytes()
    (backup / "silkfield.db").write_bytes(content[:-1] + bytes([content[-1] ^ 1]))
    page.put.click()
    page.put_back(None)  # type: ignore[arg-type]  # a second press does nothing
    qtbot.waitUntil(lambda: "not as it was written" in words_of(page))
    (backup / "silkfield.db").write_bytes(content)
    page._job = None
    page._stop()
    page.put.click()
    page._stop()
    qtbot.waitUntil(lambda: "Stopped." in words_of(page) or "The backup is back" in words_of(page))


# -- looks


@pytest.mark.parametrize("language", ["en", "ur"])
@pytest.mark.parametrize("size", [(1366, 768), (1093, 614)])
def test_nothing_is_cut_in_the_pages_of_backups(
    language: str,
    size: tuple[int, int],
    unlocked: Callable[..., MainWindow],
    picture: Callable[[QWidget, str], Path],
    qtbot: QtBot,
    backup: Path,
    clock: SetClock,
) -> None:
    window = unlocked(Look(language), size=size)
    area = area_of(window)
    panel = panel_of(area, qtbot)
    picture(window, f"backups-{language}-{size[0]}")
    assert cut_words(panel) == []
    clock.milliseconds += 9 * DAY
    area.open_page("today")
    quiet(qtbot, area)
    qtbot.waitUntil(lambda: not area.desk.busy())
    picture(window, f"today-late-backup-{language}-{size[0]}")
    window.put_back()
    page = restoring_in(window, qtbot)
    qtbot.waitUntil(lambda: page.backup.value() != "")
    picture(window, f"restore-{language}-{size[0]}")
    page.passphrase._line.setText(PASSPHRASE)
    page.look()
    qtbot.waitUntil(lambda: page.passphrase.parentWidget() is None)
    picture(window, f"restore-look-{language}-{size[0]}")
    assert cut_words(page) == []
