"""Sites and keys: a laptop is invited and admitted by keyboard, and never without its 40 digits."""

from __future__ import annotations

from pathlib import Path

import pytest
from PySide6.QtCore import Qt

from network_of_stores import Network
from offices import PASSPHRASE, session
from page_windows import NARROW, WIDE, Windows, cut_words, nameless
from silkfield.operations import recording
from silkfield.operations.exchange import inviting, joining, sites


def test_a_laptop_is_invited_and_admitted_with_the_digits_that_were_read(
    network: Network, windows: Windows, tmp_path: Path
) -> None:
    (tmp_path / "stick").mkdir()
    page = windows.open(network.headquarters, "sites")
    windows.until(lambda: page.shown is not None)
    windows.qtbot.keyClicks(page.invitation.code, "isb")
    windows.qtbot.keyClicks(page.invitation.name, "MIC Islamabad")
    page.invitation.place.line.selectAll()
    windows.qtbot.keyClicks(page.invitation.place.line, str(tmp_path / "stick"))
    windows.qtbot.keyClick(page.invitation.button, Qt.Key.Key_Space)
    windows.until(lambda: "is written" in windows.say(page))

    (invitation,) = (tmp_path / "stick").iterdir()
    joined = joining.join(
        tmp_path / "isb", invitation.read_bytes(), "Ayesha", PASSPHRASE, clock=network.headquarters.clock
    )
    joined.sitting.store.close()
    (tmp_path / "isb.skf-enrol").write_bytes(joined.part)
    windows.qtbot.keyClicks(page.admission.file.line, str(tmp_path / "isb.skf-enrol"))
    windows.qtbot.keyClick(page.admission.file.line, Qt.Key.Key_Return)
    windows.until(lambda: page.admission.answer)
    assert page.admission.answer.digits == joined.digits

    windows.qtbot.keyClicks(page.admission.typed, "1" * 39)
    assert not page.admission.button.isEnabled()
    windows.qtbot.keyClicks(page.admission.typed, "1")
    windows.qtbot.keyClick(page.admission.button, Qt.Key.Key_Space)
    windows.until(lambda: "digits" in windows.say(page))
    assert sites.sites(network.headquarters) == []

    page.admission.typed.set_value("")
    windows.qtbot.keyClicks(page.admission.typed, " ".join(joined.digits))
    windows.qtbot.keyClick(page.admission.button, Qt.Key.Key_Space)
    windows.until(lambda: "The digits match" in windows.say(page))
    windows.until(lambda: page.shown.laptops)
    assert [laptop.label for laptop in page.shown.lines[0].laptops] == ["ISB1"]


def test_a_file_that_is_no_answer_is_said(network: Network, windows: Windows, tmp_path: Path) -> None:
    (tmp_path / "letter.txt").write_text("Dear headquarters")
    page = windows.open(network.headquarters, "sites")
    windows.until(lambda: page.shown is not None)
    for name in ("letter.txt", "nothing.skf-enrol"):
        page.read(tmp_path / name)
        windows.until(lambda: windows.say(page))
        assert page.admission.answer is None
        page.clear_trouble()


@pytest.mark.parametrize(("code", "size"), [("en", WIDE), ("en", NARROW), ("ur", WIDE)])
def test_nothing_is_cut_and_everything_has_a_name(
    network: Network, windows: Windows, tmp_path: Path, code: str, size: tuple[int, int]
) -> None:
    isb = network.add("ISB")
    network.add("LHE")
    recording.save(isb, "session", session())
    network.deliver(network.send(isb))
    invited = inviting.invite(network.headquarters, "PEW", "MIC Peshawar")
    joined = joining.join(tmp_path / "pew", invited.part, "Gul", PASSPHRASE, clock=network.headquarters.clock)
    joined.sitting.store.close()
    (tmp_path / "pew.skf-enrol").write_bytes(joined.part)
    windows.dress(code)
    page = windows.open(network.headquarters, "sites", size)
    page.read(tmp_path / "pew.skf-enrol")
    windows.until(lambda: page.shown and page.admission.answer)
    windows.picture(page, f"sites-{code}-{size[0]}")
    assert cut_words(page) == []
    assert nameless(page) == []
