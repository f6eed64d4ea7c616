"""The demonstration: a contact is typed with keys alone, pages are photographed, and without a screen nothing is left open."""

from __future__ import annotations

import threading
from pathlib import Path

import pytest
from PySide6.QtWidgets import QApplication

from desktop_seed import PASSPHRASE, PERSON, site_store
from silkfield.clock import SetClock
from silkfield.desktop import demonstrating
from silkfield.desktop.look import Look, read_look
from silkfield.operations import counselling, finding, opening


@pytest.mark.usefixtures("qapp")
def test_a_contact_is_typed_with_keys_alone(store: Path, clock: SetClock, tmp_path: Path) -> None:
    pictures = tmp_path / "pictures"
    record = demonstrating.type_a_contact(store, PERSON, PASSPHRASE, clock, pictures)

    sitting = opening.open_store(store, PASSPHRASE, PERSON, clock=clock)
    contact = finding.record(sitting, record)
    around = counselling.around_contact(sitting, contact)
    sitting.store.close()
    assert contact.form == "counselling_contact"
    assert (contact.values["topics"], contact.values["destination_1"]) == (["JOB", "OEP"], "QA")
    assert (around.identity["full_name"], around.identity["name_urdu"]) == ("Nadeem Akhtar", "ندیم اختر")

    pages = {"today", "new-contact", "contacts", "sessions", "send", "settings"}
    taken = {path.name for path in pictures.iterdir()}
    assert taken == {f"{page}{ending}.png" for page in pages for ending in ("", "-ur")}
    assert read_look(store) == Look()
    assert [one.name for one in threading.enumerate() if one.name.startswith("silkfield-writer")] == []


@pytest.mark.usefixtures("qapp")
def test_headquarters_pages_are_photographed_in_both_directions(clock: SetClock, tmp_path: Path) -> None:
    site_store(tmp_path / "hq", clock, "headquarters")
    taken = demonstrating.take_pictures(tmp_path / "hq", PERSON, PASSPHRASE, clock, tmp_path / "pictures")
    names = {path.name for path in taken}
    assert {"headquarters-inbox.png", "headquarters-inbox-ur.png", "headquarters-sites.png"} <= names
    assert all(path.stat().st_size > 10_000 for path in taken)


def test_without_a_screen_nothing_is_left_open(
    qapp: QApplication, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    for name in ("DISPLAY", "WAYLAND_DISPLAY"):
        monkeypatch.delenv(name, raising=False)
    demonstrating.leave_open(tmp_path)
    assert [one for one in qapp.topLevelWidgets() if one.isVisible()] == []
