"""The first run: headquarters begins a network, a laptop joins with a file and shows its 40 digits."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path

import pytest
from PySide6.QtWidgets import QWidget
from pytestqt.qtbot import QtBot

from desktop_keys import Keyboard, area_of, quiet, words_of
from page_windows import button
from silkfield.clock import SetClock
from silkfield.desktop.main_window import MainWindow
from silkfield.desktop.setup.first_run_page import FirstRunPage
from silkfield.desktop.widgets import DigitsBlock, PracticeFrame
from silkfield.locations import practice_folder
from silkfield.operations import opening, starting_out
from silkfield.operations.exchange import founding, inviting, recovering

FirstRun = Callable[[Path], tuple[MainWindow, FirstRunPage]]
PASSPHRASE = "a long walk at dusk"


@pytest.fixture
def invitation(tmp_path: Path, clock: SetClock) -> Path:
    """The file that headquarters sends to a new centre."""
    headquarters = founding.create_headquarters(tmp_path / "hq", "ICMPD", "Maria", PASSPHRASE, clock=clock)
    invited = inviting.invite(headquarters, "ISB", "MIC Islamabad")
    headquarters.store.close()
    path = tmp_path / invited.file_name
    path.write_bytes(invited.part)
    return path


def test_headquarters_is_founded_by_keyboard_alone(
    first_run: FirstRun, keyboard: Keyboard, qtbot: QtBot, tmp_path: Path
) -> None:
    window, _page = first_run(tmp_path / "new")
    keyboard.type("2\n")
    keyboard.type("ICMPD headquarters\n")
    keyboard.type("Maria Weiss\n")
    keyboard.type(f"{PASSPHRASE}\n")
    with qtbot.waitSignal(window.ready):
        keyboard.type(f"{PASSPHRASE}\n")
    quiet(qtbot, area_of(window))
    assert area_of(window).kind == "headquarters"
    assert window.windowTitle() == "Silkfield · ICMPD headquarters"
    assert opening.waiting(tmp_path / "new").people == ("Maria Weiss",)


def test_headquarters_comes_back_from_its_kit(
    first_run: FirstRun,
    keyboard: Keyboard,
    qtbot: QtBot,
    tmp_path: Path,
    clock: SetClock,
    picture: Callable[[QWidget, str], Path],
) -> None:
    headquarters = founding.create_headquarters(tmp_path / "hq", "ICMPD", "Maria", PASSPHRASE, clock=clock)
    made = recovering.make_kit(headquarters)
    headquarters.store.close()
    (tmp_path / "headquarters.skf-kit").write_bytes(made.file)
    window, page = first_run(tmp_path / "new")
    keyboard.type("3\n")
    page.make()
    qtbot.waitUntil(lambda: "Choose the recovery kit." in words_of(page))
    page.kit.set_value(str(tmp_path / "nothing.skf-kit"))
    page.code.setFocus()  # between the two is the button that opens the computer's own window of files
    keyboard.type(f"{made.code}\nMaria Weiss\n{PASSPHRASE}\n{PASSPHRASE}\n")
    qtbot.waitUntil(lambda: "The recovery kit cannot be read." in words_of(page))
    assert not (tmp_path / "new").exists()
    page.kit.set_value(str(tmp_path / "headquarters.skf-kit"))
    picture(window, "first-run-recover")
    with qtbot.waitSignal(window.ready):
        page.make()
    quiet(qtbot, area_of(window))
    assert area_of(window).kind == "headquarters"
    assert window.windowTitle() == "Silkfield · ICMPD"


def test_a_laptop_joins_and_shows_the_digits_to_read_aloud(
    first_run: FirstRun, keyboard: Keyboard, qtbot: QtBot, tmp_path: Path, invitation: Path
) -> None:
    window, page = first_run(tmp_path / "new")
    keyboard.press("Enter")
    page.invitation.set_value(str(invitation))
    keyboard.press("Enter")
    page.name.setFocus()
    keyboard.type(f"Ayesha\n{PASSPHRASE}\n{PASSPHRASE}\n")
    qtbot.waitUntil(lambda: page.findChild(DigitsBlock) is not None)
    joined = page._joined
    assert joined is not None
    assert len("".join(joined.digits)) == 40
    page.save_answer(tmp_path)
    qtbot.waitUntil(lambda: f"Saved as {joined.file_name}." in words_of(page))
    assert (tmp_path / joined.file_name).read_bytes() == joined.part
    with qtbot.waitSignal(window.ready):
        page._enter(joined.sitting)
    quiet(qtbot, area_of(window))
    assert area_of(window).kind == "centre"
    area_of(window).open_page("settings", panel="office")
    quiet(qtbot, area_of(window))
    assert area_of(window).page().findChild(DigitsBlock) is not None


@pytest.mark.parametrize(
    ("name", "passphrase", "again", "said"),
    [
        ("", PASSPHRASE, PASSPHRASE, "Write your name."),
        ("Maria", "short", "short", "The passphrase is too short."),
        ("Maria", PASSPHRASE, "something else", "The two passphrases differ."),
    ],
)
def test_nothing_is_made_before_everything_is_answered(
    first_run: FirstRun, keyboard: Keyboard, tmp_path: Path, name: str, passphrase: str, again: str, said: str
) -> None:
    _window, page = first_run(tmp_path / "new")
    keyboard.type("2\n")
    keyboard.type("ICMPD\n")
    keyboard.type(f"{name}\n{passphrase}\n{again}\n")
    assert said in words_of(page)
    assert not (tmp_path / "new").exists()


def test_a_file_that_is_no_invitation_is_said_and_another_can_be_chosen(
    first_run: FirstRun, keyboard: Keyboard, qtbot: QtBot, tmp_path: Path, invitation: Path
) -> None:
    (tmp_path / "letter.txt").write_text("Dear headquarters")
    _window, page = first_run(tmp_path / "new")
    keyboard.press("Enter")
    for wrong in (tmp_path / "nothing.skf-invite", tmp_path / "letter.txt"):
        page.invitation.set_value(str(wrong))
        page.name.set_value("Ayesha")
        for field in (page.passphrase, page.again):
            field._line.setText(PASSPHRASE)
        page.make()
        qtbot.waitUntil(page.button.isEnabled)
        assert page._trouble is not None
    page.invitation.set_value(str(invitation))
    page.make()
    qtbot.waitUntil(lambda: page.findChild(DigitsBlock) is not None)


def test_one_can_go_back_and_nothing_typed_is_lost(
    first_run: FirstRun, keyboard: Keyboard, qtbot: QtBot, tmp_path: Path
) -> None:
    _window, page = first_run(tmp_path / "new")
    keyboard.type("2\n")
    keyboard.type("ICMPD\nMaria")
    page._show_kind()
    page._show_you()
    qtbot.waitUntil(page.name.isVisible)
    assert (page.network.value(), page.name.value()) == ("ICMPD", "Maria")


def test_practice_is_a_store_of_its_own_in_an_orange_frame(
    first_run: FirstRun,
    keyboard: Keyboard,
    qtbot: QtBot,
    tmp_path: Path,
    picture: Callable[[QWidget, str], Path],
) -> None:
    window, page = first_run(tmp_path / "new")
    keyboard.type("4\n")
    picture(window, "first-run-practice")
    keyboard.type(f"Bilal\n{PASSPHRASE}\n")
    with qtbot.waitSignal(window.ready):
        keyboard.type(f"{PASSPHRASE}\n")
    area = area_of(window)
    quiet(qtbot, area)
    assert area.desk.sitting.office.practice
    assert area.findChildren(PracticeFrame)
    assert not opening.exists(tmp_path / "new"), "real work begins another time"
    area.open_page("events")
    quiet(qtbot, area)
    picture(window, "practice-events")
    with qtbot.waitSignal(window.ready):
        window.lock()
    page = window.currentWidget()
    assert isinstance(page, FirstRunPage)


def test_from_the_lock_page_one_goes_to_practice_and_back(
    first_run: FirstRun, keyboard: Keyboard, qtbot: QtBot, tmp_path: Path, clock: SetClock
) -> None:
    folder = tmp_path / "new"
    founding.create_headquarters(folder, "ICMPD", "Maria", PASSPHRASE, clock=clock).store.close()
    starting_out.begin_practice(practice_folder(folder), "centre", "Maria", PASSPHRASE, clock=clock).store.close()
    window = first_run(tmp_path / "other")[0]
    window.door.folder = folder
    with qtbot.waitSignal(window.ready):
        window._find_store()
    button(window, "Practise…").click()
    page = window.currentWidget()
    assert isinstance(page, FirstRunPage)
    button(window, "Back").click()
    qtbot.waitUntil(lambda: "Put a backup back…" in words_of(window))
    button(window, "Practise…").click()
    page = window.currentWidget()
    assert isinstance(page, FirstRunPage)
    keyboard.type(f"Maria\n{PASSPHRASE}\n")
    with qtbot.waitSignal(window.ready):
        keyboard.type(f"{PASSPHRASE}\n")
    assert area_of(window).desk.sitting.office.practice
