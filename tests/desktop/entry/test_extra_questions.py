"""What headquarters asks beside the form: a counsellor answers it on the page like any other question."""

from __future__ import annotations

import pytest

from desktop_keys import Keyboard
from network_of_stores import Network
from page_windows import Windows
from silkfield.desktop.entry.entry_page import EntryPage
from silkfield.operations import finding, recording
from silkfield.operations.exchange import receiving
from silkfield.operations.sitting import Sitting

BUS = {
    "form": "session",
    "key": "came_by",
    "label": "How most people came",
    "urdu": "زیادہ تر لوگ کیسے آئے",
    "kind": "CHOICE",
    "choices": [
        {"key": "1", "code": "BUS", "label": "By bus", "urdu": "بس سے"},
        {"key": "2", "code": "FOOT", "label": "On foot", "urdu": "پیدل"},
    ],
}
SEEN = {"form": "counselling_contact", "key": "seen_on", "label": "Seen our poster on", "kind": "DATE"}


@pytest.fixture
def isb(network: Network) -> Sitting:
    laptop = network.add("ISB")
    recording.save(network.headquarters, "question", BUS)
    recording.save(network.headquarters, "question", SEEN)
    receiving.receive(laptop, network.reply("ISB"))
    return laptop


def test_an_extra_question_is_answered_by_keyboard(windows: Windows, isb: Sitting) -> None:
    page = windows.open(isb, "enter", form="session")
    assert isinstance(page, EntryPage)
    keyboard = Keyboard(windows.qtbot)
    keyboard.type("A\n31/5/2016\n\n\n\nattock\nGirls College\n\n")
    page.questions.asked["heads"].editor.grid.cell("A18", "F").setFocus()  # type: ignore[attr-defined]
    keyboard.type("31")
    asked = page.questions.asked["x_came_by"]
    assert asked.frame.isVisible()
    asked.editor.setFocus()
    keyboard.type("2")
    windows.picture(page, "extra-question")
    keyboard.press("Ctrl+S")
    windows.until(lambda: finding.listing(isb, "session").count)
    (saved,) = finding.listing(isb, "session").records
    assert saved.values["x_came_by"] == "FOOT"


@pytest.mark.parametrize("form", ["counselling_contact", "session"])
def test_extra_questions_stand_on_the_page_in_both_languages(windows: Windows, isb: Sitting, form: str) -> None:
    windows.dress("ur")
    page = windows.open(isb, "enter", form=form)
    assert isinstance(page, EntryPage)
    (name,) = [one for one in page.questions.asked if one.startswith("x_")]
    assert page.questions.asked[name].frame.isVisible()
    if form == "counselling_contact":  # the client comes last
        asked = list(page.questions.asked)
        assert asked.index(name) < asked.index("may_keep")
    if form == "session":
        assert page.questions.asked[name].question.label == BUS["urdu"]
    windows.picture(page, f"extra-question-{form}-ur")
