"""Sites and keys: a laptop is invited and admitted by keyboard, and never without its 40 digits."""

from __future__ import annotations

import re
from pathlib import Path

import pytest
from PySide6.QtCore import Qt

from network_of_stores import Network
from offices import PASSPHRASE, session
from page_windows import NARROW, WIDE, Windows, cut_words, nameless
from silkfield.operations import recording
from silkfield.operations.exchange import asking, inviting, joining, phoning, rotating, sites


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


def filled(network: Network) -> None:
    isb = network.add("ISB")
    network.add("LHE")
    recording.save(isb, "session", session())
    network.deliver(network.send(isb))


def test_a_lost_laptop_is_taken_off_by_keyboard_and_leaves_a_page_to_print(
    network: Network, windows: Windows, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    filled(network)
    page = windows.open(network.headquarters, "sites")
    windows.until(lambda: page.table.current_id() == "ISB1" and page.laptop.chosen)
    windows.qtbot.keyClick(page.table.view, Qt.Key.Key_Return)
    windows.until(page.laptop.isVisible)
    assert page.laptop.line.value() == phoning.own_line(network.headquarters, "ISB1")
    windows.qtbot.keyClick(page.laptop.lost_button, Qt.Key.Key_Space)
    windows.until(lambda: page.dialog is not None and page.dialog.isVisible())
    assert not page.dialog.act.isEnabled(), "a reason is needed"
    windows.qtbot.keyClicks(page.dialog.reason, "Stolen from the car")
    page.dialog.folder.set_value(tmp_path / "pages")
    windows.picture(page.dialog, "lost")
    windows.qtbot.keyClick(page.dialog.act, Qt.Key.Key_Space)
    windows.until(lambda: "off the list" in windows.say(page))
    assert sheets(tmp_path / "pages" / "lost-ISB1.pdf") == 1
    windows.until(lambda: page.laptop.chosen and page.laptop.chosen.laptop.revoked)
    assert not page.laptop.lost_button.isVisible()
    monkeypatch.setenv("HOME", str(tmp_path))
    windows.qtbot.keyClick(page.laptop.print_button, Qt.Key.Key_Space)
    windows.until(lambda: "Written" in windows.say(page))
    assert [sheets(path) for path in tmp_path.glob("Documents/lost-ISB1.pdf")] == [1], "it can be printed again"


def sheets(path: Path) -> int:
    content = path.read_bytes()
    assert content.startswith(b"%PDF-")
    return len(re.findall(rb"/Type\s*/Page\b", content))


def test_a_line_that_a_site_reads_is_compared_and_a_site_is_asked_for_everything(
    network: Network, windows: Windows
) -> None:
    filled(network)
    own = phoning.own_line(network.laptops["ISB1"])
    page = windows.open(network.headquarters, "sites", panel="laptop")
    windows.until(lambda: page.laptop.chosen)
    for typed, said in ((own.lower(), "everything up to change 2"), ("SF ISB1 2 AAAAAAAA", "not in the history")):
        page.laptop.typed.set_value(typed)
        windows.qtbot.keyClick(page.laptop.typed, Qt.Key.Key_Return)
        windows.until(lambda said=said: said in windows.say(page))
    windows.qtbot.keyClick(page.laptop.want_button, Qt.Key.Key_Space)
    windows.until(lambda: "asked for everything" in windows.say(page))
    page.table.choose("LHE1")
    windows.until(lambda: page.laptop.chosen.laptop.label == "LHE1")
    assert page.laptop.line.value().startswith("SF LHE1 0 ")


def test_a_whole_site_is_asked_for_everything_and_told_something(network: Network, windows: Windows) -> None:
    filled(network)
    page = windows.open(network.headquarters, "sites", panel="laptop")
    windows.until(page.site.isVisible)
    windows.qtbot.keyClick(page.site.want_button, Qt.Key.Key_Space)
    windows.until(lambda: "ISB is asked for everything" in windows.say(page))
    windows.qtbot.keyClick(page.site.notice, Qt.Key.Key_Return)
    windows.until(lambda: "1 to 2000 characters" in windows.say(page))
    windows.qtbot.keyClicks(page.site.notice, "For Lahore")
    page.table.choose("LHE1")
    windows.until(lambda: page.site.site.code == "LHE")
    assert page.site.notice.value() == "", "words for one site are not told to another"
    page.table.choose("ISB1")
    windows.until(lambda: page.site.site.code == "ISB")
    windows.qtbot.keyClicks(page.site.notice, "Please send weekly.")
    windows.picture(page, "sites-whole-site")
    windows.qtbot.keyClick(page.site.tell_button, Qt.Key.Key_Space)
    windows.until(lambda: "ISB is told with its next bundle" in windows.say(page))
    network.hear("ISB1")
    assert asking.is_wanted(network.laptops["ISB1"])
    assert [one.text for one in asking.notices(network.laptops["ISB1"])] == ["Please send weekly."]


def test_old_transport_keys_are_destroyed_only_after_a_question(network: Network, windows: Windows) -> None:
    filled(network)
    page = windows.open(network.headquarters, "sites", panel="keys")
    windows.until(lambda: page.shown)
    assert not page.keys.destroy_button.isVisible(), "there is no old key"
    page.rotate()
    windows.until(page.keys.destroy_button.isVisible)
    windows.picture(page, "sites-old-keys")
    windows.qtbot.keyClick(page.keys.destroy_button, Qt.Key.Key_Space)
    windows.until(lambda: page.dialog is not None and page.dialog.isVisible())
    windows.picture(page.dialog, "sites-destroy")
    windows.qtbot.keyClick(page.dialog, Qt.Key.Key_Escape)
    assert not any(one.destroyed_at for one in rotating.standing(network.headquarters))
    windows.qtbot.keyClick(page.keys.destroy_button, Qt.Key.Key_Space)
    windows.until(page.dialog.isVisible)
    windows.qtbot.keyClick(page.dialog.act, Qt.Key.Key_Space)
    windows.until(lambda: "are destroyed" in windows.say(page))
    assert [bool(one.destroyed_at) for one in rotating.standing(network.headquarters)] == [False, True]
    windows.until(page.keys.destroy_button.isHidden)


def test_keys_are_changed_and_a_recovery_kit_is_made_and_tried(
    network: Network, windows: Windows, tmp_path: Path
) -> None:
    filled(network)
    page = windows.open(network.headquarters, "sites", panel="keys")
    windows.until(lambda: "no recovery kit" in windows.say(page))
    page.keys.folder.set_value(tmp_path / "kit")
    windows.qtbot.keyClick(page.keys.make_button, Qt.Key.Key_Space)
    windows.until(lambda: page.keys.kit and "is written" in windows.say(page))
    assert sheets(page.keys.kit.page) == 1
    code = re.search(r"(?:[A-Z2-7]{4} ){6}[A-Z2-7]{4}", page.keys.kit.leaflet.code)
    assert code is not None
    for typed, said in (("AAAA", "28 letters"), (code[0].lower(), "can be brought back")):
        page.keys.typed.set_value(typed)
        windows.qtbot.keyClick(page.keys.try_button, Qt.Key.Key_Space)
        windows.until(lambda said=said: said in windows.say(page))
    windows.until(lambda: "tried on" in page.keys.state.words())
    windows.qtbot.keyClick(page.keys.rotate_button, Qt.Key.Key_Space)
    windows.until(lambda: "is announced" in windows.say(page))
    windows.until(lambda: "ISB1, LHE1" in page.keys.key.words())
    assert not page.keys.rotate_button.isEnabled()
    (tmp_path / "blocked").write_text("no folder")
    page.make_kit(tmp_path / "blocked")
    windows.until(lambda: "blocked" in windows.say(page))


@pytest.mark.parametrize("panel", ["laptop", "keys"])
@pytest.mark.parametrize(("code", "size"), [("en", WIDE), ("en", NARROW), ("ur", WIDE)])
def test_nothing_is_cut_beside_the_list(
    network: Network, windows: Windows, panel: str, code: str, size: tuple[int, int]
) -> None:
    filled(network)
    windows.dress(code)
    page = windows.open(network.headquarters, "sites", size, panel=panel)
    windows.until(lambda: page.laptop.chosen and page.frame.banner)
    windows.picture(page, f"sites-{panel}-{code}-{size[0]}")
    assert cut_words(page) == []
    assert nameless(page) == []
