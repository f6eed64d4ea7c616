"""A new kind of record is one file in the forms' folder; nothing else is told about it, and every surface has it."""

from __future__ import annotations

import json
import sys
from collections.abc import Iterator
from contextlib import ExitStack
from io import BytesIO
from pathlib import Path

import pytest
from openpyxl import load_workbook
from PySide6.QtCore import Qt
from PySide6.QtWidgets import QApplication
from pytestqt.qtbot import QtBot

from network_of_stores import make_network
from offices import PASSPHRASE
from page_windows import Windows
from silkfield import forms
from silkfield.commands import run
from silkfield.desktop.browse.list_page import ListPage
from silkfield.desktop.entry.entry_page import EntryPage
from silkfield.desktop.pages import rail_pages
from silkfield.desktop.widgets import Text
from silkfield.operations import checking, finding, recording, spreadsheets

TOY = '''"""A toy lent to a child in the waiting room."""

from silkfield.formkit.answers import Choice, Count, Day, Text
from silkfield.formkit.form import Audience, Field, Form, Section

FORM = Form(
    key="toy",
    title="Toy",
    plural="Toys",
    audience=Audience.HQ,
    heading=("name",),
    sections=(
        Section(
            "The toy",
            (
                Field("name", "Name of the toy", Text(40), required=True, listed=True, searched=True),
                Field("lent_on", "Lent on", Day(), listed=True),
                Field("sex", "Lent to", Choice("sex"), listed=True),
                Field("wheels", "Wheels", Count(0, 18)),
            ),
        ),
    ),
)
'''
ANSWERS = {"name": "Wooden truck", "lent_on": "2016-05-03", "sex": "F", "wheels": 6}


@pytest.fixture
def toy(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Iterator[None]:
    """The one file, found beside the other forms."""
    folder = tmp_path / "more_forms"
    folder.mkdir()
    (folder / "toy.py").write_text(TOY)
    monkeypatch.setattr(forms, "__path__", [*forms.__path__, str(folder)])
    forms.all_forms.cache_clear()
    yield
    sys.modules.pop("silkfield.forms.toy", None)
    forms.all_forms.cache_clear()


@pytest.mark.usefixtures("toy")
def test_a_new_form_is_in_store_list_search_history_bundle_and_workbook(tmp_path: Path) -> None:

    with ExitStack() as stack:
        network = make_network(tmp_path, stack)
        isb = network.add("ISB")
        record = recording.save(isb, "toy", ANSWERS).record
        recording.patch(isb, "toy", {"wheels": 4}, record)

        assert finding.listing(isb, "toy", find="truck").records[0].values == {**ANSWERS, "wheels": 4}
        assert [one.field for one in finding.history(isb, record)[1].differences] == ["wheels"]

        network.deliver(network.send(isb))
        assert finding.record(network.headquarters, record).values["name"] == "Wooden truck"
        assert checking.verify(network.headquarters).sound

        assert spreadsheets.export(isb, "toy", tmp_path / "toys.xlsx") == 1
        sheet = load_workbook(BytesIO((tmp_path / "toys.xlsx").read_bytes())).worksheets[0]
        texts = {str(cell.value) for row in sheet.iter_rows() for cell in row}
        assert {"Name of the toy", "Wooden truck"} <= texts
        lhe = network.add("LHE")
        taken = spreadsheets.take_in(lhe, tmp_path / "toys.xlsx", "toy")
        assert taken.accepted == 1
        assert finding.listing(lhe, "toy").records[0].values == {**ANSWERS, "wheels": 4}


@pytest.mark.usefixtures("toy")
def test_a_new_form_is_on_the_command_line(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    monkeypatch.setenv("SILKFIELD_PASSPHRASE", PASSPHRASE)
    monkeypatch.chdir(tmp_path)
    Path("toy.json").write_text(json.dumps(ANSWERS))
    assert run(["create-hq", "--store", "hq", "--name", "HQ", "--user", "Farah"]) == 0
    assert run(["record", "toy", "--store", "hq", "--json-file", "toy.json"]) == 0
    capsys.readouterr()
    assert run(["list", "toy", "--store", "hq"]) == 0
    assert "Wooden truck · 3 May 2016 · Female" in capsys.readouterr().out


@pytest.mark.usefixtures("toy")
def test_a_new_form_is_on_the_screen(tmp_path: Path, qapp: QApplication, qtbot: QtBot) -> None:
    with ExitStack() as stack:
        isb = make_network(tmp_path, stack).add("ISB")
        windows = Windows(qapp, qtbot, tmp_path)
        stack.callback(windows.close)
        windows.dress()
        page = windows.open(isb, "enter", form="toy")
        assert isinstance(page, EntryPage)
        for name, typed in (("name", "Wooden truck"), ("lent_on", "3/5/2016"), ("sex", "2"), ("wheels", "6")):
            assert page.questions.here() == name
            qtbot.keyClicks(qapp.focusWidget(), typed)
            qtbot.keyClick(qapp.focusWidget(), Qt.Key.Key_Return)
        area = windows.opened[-1]
        qtbot.keyClick(area, Qt.Key.Key_S, Qt.KeyboardModifier.ControlModifier)
        windows.until(lambda: finding.listing(isb, "toy").records)
        assert finding.listing(isb, "toy").records[0].values == ANSWERS

        assert "toy" in [page.key for page in rail_pages("centre")]
        area.open_page("toy")
        shown = area.page()
        assert isinstance(shown, ListPage)
        windows.until(lambda: not area.desk.busy() and shown.pane.shown)
        assert {"Wooden truck", "Wheels", "6"} <= {text.words() for text in shown.pane.findChildren(Text)}
