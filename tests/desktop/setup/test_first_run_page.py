"""The first run: a network is begun, or a laptop joins one, with the keyboard alone; nothing is made by mistake."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from contextlib import ExitStack
from pathlib import Path

import pytest
from pytestqt.qtbot import QtBot

from desktop_keys import Keyboard, area_of, quiet, words_of
from network_of_stores import Network, make_network
from offices import PASSPHRASE
from silkfield.clock import SetClock
from silkfield.desktop.look import Look
from silkfield.desktop.main_window import MainWindow, wear
from silkfield.desktop.setup.first_run_page import FirstRunPage
from silkfield.operations import enrolling, opening


@pytest.fixture
def network(tmp_path: Path) -> Iterator[Network]:
    with ExitStack() as stack:
        yield make_network(tmp_path, stack)


@pytest.fixture
def new_window(qtbot: QtBot, tmp_path: Path, clock: SetClock) -> Iterator[MainWindow]:
    """A window where no store is yet."""
    wear(Look())
    window = MainWindow(tmp_path / "new", Look(), clock)
    with qtbot.waitSignal(window.ready):
        window.show()
    window.activateWindow()
    yield window
    window.close()
    window.deleteLater()
    wear(Look())


def first_run(window: MainWindow) -> FirstRunPage:
    page = window.currentWidget()
    assert isinstance(page, FirstRunPage)
    return page


def test_headquarters_begins_a_network(
    new_window: MainWindow, keyboard: Keyboard, qtbot: QtBot, clock: SetClock
) -> None:
    keyboard.type("2\nThe headquarters\nFarah\n")
    keyboard.type(f"{PASSPHRASE}\n{PASSPHRASE}")
    with qtbot.waitSignal(new_window.ready):
        keyboard.press("Enter")
    area = area_of(new_window)
    quiet(qtbot, area)
    assert (area.key(), area.desk.sitting.person.name) == ("inbox", "Farah")
    assert new_window.windowTitle() == "Silkfield · The headquarters"
    folder = new_window.door.folder
    new_window.close()
    opening.open_store(folder, PASSPHRASE, "Farah", clock=clock).store.close()


def test_a_laptop_joins_by_invitation_and_headquarters_admits_its_answer(
    new_window: MainWindow, network: Network, keyboard: Keyboard, qtbot: QtBot, tmp_path: Path
) -> None:
    invited = enrolling.invite(network.headquarters, "PSH", "MIC Peshawar")
    (tmp_path / "psh.skf-invite").write_bytes(invited.part)
    keyboard.type("1\n")
    keyboard.type(f"{tmp_path / 'psh.skf-invite'}")
    page = first_run(new_window)
    page.name.setFocus()
    keyboard.type(f"Nadia\n{PASSPHRASE}\n{PASSPHRASE}\n")
    qtbot.waitUntil(lambda: page._joined is not None)
    joined = page._joined
    assert joined is not None
    assert all(group in words_of(page) or group in " ".join(joined.digits) for group in joined.digits)

    (tmp_path / "stick").mkdir()
    page.save_answer(tmp_path / "stick")
    qtbot.waitUntil(lambda: "Saved as" in page.saved.words())
    (answer,) = (tmp_path / "stick").iterdir()
    enrolling.admit(
        network.headquarters,
        enrolling.read_answer(network.headquarters, answer.read_bytes()),
        " ".join(joined.digits),
    )
    assert any(site.name == "MIC Peshawar" for site in enrolling.sites(network.headquarters))

    begin = next(one for one in page.findChildren(type(page.button)) if one.text() == "Begin" and one.isVisible())
    with qtbot.waitSignal(new_window.ready):
        begin.click()
    assert area_of(new_window).desk.sitting.office.name == "MIC Peshawar"


Fill = Callable[[FirstRunPage], object]


@pytest.mark.parametrize(
    ("fill", "said"),
    [
        (lambda page: page.network.set_value(""), "Write the name of headquarters."),
        (lambda page: page.name.set_value(""), "Write your name."),
        (lambda page: page.passphrase._line.setText("short"), "The passphrase is too short."),
        (lambda page: page.again._line.setText("another passphrase"), "The two passphrases differ."),
    ],
)
def test_what_is_missing_is_said_and_nothing_is_made(
    new_window: MainWindow, keyboard: Keyboard, fill: Fill, said: str
) -> None:
    keyboard.type("2\n")
    page = first_run(new_window)
    page.network.set_value("The headquarters")
    page.name.set_value("Farah")
    page.passphrase._line.setText(PASSPHRASE)
    page.again._line.setText(PASSPHRASE)
    fill(page)
    page.again.setFocus()
    keyboard.press("Enter")
    assert said in words_of(page)
    assert not opening.exists(new_window.door.folder)


def test_a_file_that_is_no_invitation_is_refused_in_words(
    new_window: MainWindow, keyboard: Keyboard, qtbot: QtBot, tmp_path: Path
) -> None:
    keyboard.type("1\n")
    page = first_run(new_window)
    page.invitation.set_value(str(tmp_path / "gone.skf-invite"))
    page.name.set_value("Nadia")
    page.passphrase._line.setText(PASSPHRASE)
    page.again._line.setText(PASSPHRASE)
    page.again.setFocus()
    keyboard.press("Enter")
    qtbot.waitUntil(lambda: "The invitation file cannot be read." in words_of(page))
    (tmp_path / "gone.skf-invite").write_text("a letter to grandmother")
    keyboard.press("Enter")
    qtbot.waitUntil(lambda: page.button.isEnabled() and "cannot be read." not in words_of(page))
    assert not opening.exists(new_window.door.folder)


def test_the_first_run_speaks_urdu_when_asked(new_window: MainWindow, qtbot: QtBot) -> None:
    page = first_run(new_window)
    with qtbot.waitSignal(new_window.ready):
        page.dressing.emit("ur", False)
    assert new_window.look.language == "ur"
    assert first_run(new_window) is not page
