"""An attached file on the command line: from the scanner to headquarters, erased there and here."""

from __future__ import annotations

import json
from contextlib import ExitStack
from pathlib import Path
from typing import Any

import pytest

from attached_files import SECRETS, photo, written
from network_of_stores import make_network
from offices import PASSPHRASE, session
from silkfield.commands import run
from silkfield.operations import recording


@pytest.fixture
def record(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> str:
    """A session at a site whose laptop is admitted; both stores are closed."""
    monkeypatch.setenv("SILKFIELD_PASSPHRASE", PASSPHRASE)
    monkeypatch.chdir(tmp_path)
    with ExitStack() as stack:
        isb = make_network(tmp_path, stack).add("ISB")
        found = recording.save(isb, "session", session()).record
    assert found
    return found


def test_a_photo_is_attached_sent_asked_about_saved_and_erased(
    record: str, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    def said(*words: str, code: int = 0) -> Any:
        capsys.readouterr()
        assert run([*words, "--json"]) == code
        return json.loads(capsys.readouterr().out)

    def told(*words: str) -> str:
        capsys.readouterr()
        assert run(words) == 0
        return capsys.readouterr().out

    written(tmp_path, "room.jpg", photo())
    site, hq = ("--store", "ISB1"), ("--store", "headquarters")
    assert told("attachments", record, *site) == "Nothing is attached.\n"
    kept = said("attach", record, "room.jpg", *site)
    assert (kept["name"], kept["mime"]) == ("room.jpg", "image/jpeg")
    assert said("attach", record, "room.jpg", *site, code=2)["error"] == "attached"
    assert "room.jpg · \u20661 KB\u2069 · complete · Saved on this laptop" in told("attachments", record, *site)

    said("send", *site, "--to", "stick", "--size", "usb")
    assert [part["result"] for part in said("receive", "stick", *hq)["parts"]] == ["imported", "imported"]
    (one,) = said("attachments", record, *hq)["attachments"]
    assert (one["complete"], one["pieces"], one["here"], one["missing"]) == (True, 1, 1, "")
    assert "not encrypted" in told("attachment", one["id"], *hq, "--save", "copy.jpg")
    copy = Path("copy.jpg").read_bytes()
    assert not any(secret in copy for secret in SECRETS)
    assert len(copy) == one["size"]
    assert Path(said("attachment", one["id"], *hq, "--save", ".")["path"]).read_bytes() == copy

    said("erase", one["id"], "--yes", *hq)
    assert said("attachments", record, *hq)["attachments"] == []
    said("send", *hq, "--site", "ISB", "--to", "back")
    said("receive", "back", *site)
    assert said("attachments", record, *site)["attachments"] == []
    assert [list(Path(store, "blobs").iterdir()) for store in ("ISB1", "headquarters")] == [[], []]
