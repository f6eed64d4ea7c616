"""Every kind of answer has an editor, and an editor gives back what it was shown."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

import pytest
from pytestqt.qtbot import QtBot

from answer_samples import samples_of
from desktop_keys import Keyboard
from silkfield.desktop.editors.by_kind import editor_for
from silkfield.desktop.editors.editor import Editor
from silkfield.desktop.editors.typed_editors import TypedEditor
from silkfield.formkit import answers, grids
from silkfield.formkit.answer import Answer
from silkfield.formkit.answers import Amount, Choice, Choices, Clocktime, Count, Day, Phone, Refs, Text
from silkfield.formkit.field import Field
from silkfield.formkit.form import Form
from silkfield.formkit.grids import HeadCount, Marks, Rows, Tally
from silkfield.formkit.problems import Unreadable
from silkfield.forms import all_forms
from silkfield.operations import recording

MakeEditor = Callable[..., Editor]
EVERY_FIELD = [(form, one) for form in all_forms().values() for one in form.fields]


def test_every_kind_of_answer_has_an_editor() -> None:
    kinds = {kind for module in (answers, grids) for kind in vars(module).values() if isinstance(kind, type)}
    answer_kinds = {kind for kind in kinds if issubclass(kind, Answer) and kind is not Answer}
    missing = {kind.__name__ for kind in answer_kinds if editor_for.dispatch(kind) is editor_for.dispatch(Answer)}
    assert len(answer_kinds) >= 16
    assert not missing, f"no editor for {missing}"


@pytest.mark.parametrize(("form", "field"), EVERY_FIELD, ids=lambda one: getattr(one, "key", getattr(one, "name", "")))
def test_an_editor_gives_back_what_it_was_shown(editor: MakeEditor, form: Form, field: Field) -> None:
    value = samples_of((field,)).get(field.name)
    made = editor(field.answer)
    made.show_value(value)
    assert made.value() == value
    assert made.kept() == value
    made.show_value(None)
    assert made.value() is None


@pytest.mark.parametrize(
    ("answer", "typed", "value", "shown"),
    [
        (Day(), "3/5/16", "2016-05-03", "3 May 2016"),
        (Day(), "۳ مئی ۲۰۱۶", "2016-05-03", "3 May 2016"),
        (Phone(), "0300-1234567", "+923001234567", "0300 1234567"),
        (Clocktime(), "930", "09:30", "09:30"),
        (Count(), "۱۲", 12, "12"),
        (Amount(), "31,5", 31.5, "31.5"),
    ],
)
def test_any_usual_spelling_is_read_and_one_is_shown_on_leaving(
    editor: MakeEditor, answer: Answer, typed: str, value: Any, shown: str
) -> None:
    made = editor(answer)
    assert isinstance(made, TypedEditor)
    made.line.insert(typed)
    assert made.value() == value
    assert made.typed() == typed
    made.left()
    assert made.typed() == shown


def test_what_cannot_be_read_is_said_and_kept_as_it_was_typed(editor: MakeEditor) -> None:
    made = editor(Day())
    made.show_value("31 Juni")
    with pytest.raises(Unreadable, match=r"3/5/2016"):
        made.value()
    made.left()
    assert made.kept() == "31 Juni"


def test_a_word_that_is_in_no_list_is_said(editor: MakeEditor) -> None:
    made = editor(Choice("district"))
    made.show_value("Atlantis")
    with pytest.raises(Unreadable):
        made.value()
    assert made.kept() == "Atlantis"


def test_a_head_count_of_nobody_is_no_answer_until_it_was_touched(
    editor: MakeEditor, keyboard: Keyboard, qtbot: QtBot
) -> None:
    made: Any = editor(HeadCount())
    qtbot.addWidget(made)
    with qtbot.waitExposed(made):
        made.show()
    assert made.value() is None
    made.grid.cell("A18", "F").setFocus()
    keyboard.type("31")
    assert made.value() == {"cells": {"F": {"A18": 31}}}
    made.shape.setFocus()
    keyboard.type("3")
    assert made.value() == {"cells": {"U": {"AUN": 31}}}


@pytest.mark.parametrize("cells", [{"U": {"AUN": 60}}, {"M": {"AUN": 12}, "F": {"AUN": 30}}, {"M": {"A3559": 7}}])
def test_a_head_count_is_shown_in_the_shape_it_was_counted_in(editor: MakeEditor, cells: dict[str, Any]) -> None:
    made = editor(HeadCount())
    made.show_value({"cells": cells})
    assert made.value() == {"cells": cells}


def test_a_topic_without_a_tile_is_found_by_typing_and_becomes_one(
    editor: MakeEditor, keyboard: Keyboard, qtbot: QtBot
) -> None:
    made: Any = editor(Choices("topic", 3, ("JOB", "VISA"), ("1", "2")))
    qtbot.addWidget(made)
    with qtbot.waitExposed(made):
        made.show()
    made.setFocus()
    keyboard.type("2")
    keyboard.type("miss")
    keyboard.press("Enter")
    keyboard.type("1")
    assert made.value() == ["VISA", "MISSING", "JOB"]
    keyboard.type("2")
    assert made.value() == ["MISSING", "JOB"]


def test_no_more_is_chosen_than_the_form_takes(editor: MakeEditor, keyboard: Keyboard, qtbot: QtBot) -> None:
    made: Any = editor(Choices("topic", 2, ("JOB", "VISA", "DOCS"), ("1", "2", "3")))
    qtbot.addWidget(made)
    with qtbot.waitExposed(made):
        made.show()
    made.setFocus()
    keyboard.type("123")
    assert made.value() == ["JOB", "VISA"]


def test_a_key_without_a_tile_still_chooses(editor: MakeEditor, keyboard: Keyboard, qtbot: QtBot) -> None:
    made: Any = editor(Choice("stage", keys=("P", "I", "O", "A", "R", "F", "N", "U")))
    qtbot.addWidget(made)
    with qtbot.waitExposed(made):
        made.show()
    made.setFocus()
    keyboard.type("n")
    assert made.value() == "INS"
    keyboard.type("i")
    assert made.value() == "INT"


def test_an_age_chooses_its_group(editor: MakeEditor, keyboard: Keyboard, qtbot: QtBot) -> None:
    made: Any = editor(Choice("age_group", ("A00", "A18", "A25", "A35", "A45", "A60", "AUN"), closed=True))
    qtbot.addWidget(made)
    with qtbot.waitExposed(made):
        made.show()
    made.age.setFocus()
    keyboard.type("27")
    assert made.value() == "A25"
    assert made.beside() == {"age_in_years": 27}


def test_empty_rows_are_no_answer_and_unknown_answers_of_a_row_are_carried_on(editor: MakeEditor) -> None:
    made: Any = editor(Rows((Field("city", "City", Text(80)), Field("main", "Main", Text(10)))))
    made.show_value([{"key": "a", "city": "Lahore", "newer": 7}])
    made.add()
    assert made.value() == [{"key": "a", "city": "Lahore", "newer": 7}]
    made.take_out(made.lines[0])
    assert made.value() is None


def test_attendance_is_marked_on_the_days_of_the_event(
    editor: MakeEditor, keyboard: Keyboard, qtbot: QtBot, desk: Any
) -> None:
    days = {"start_date": "2016-05-23", "end_date": "2016-05-25"}
    event_answers = {
        "title": "Training",
        "kind": "TOT",
        "status": "HELD",
        "component": "C1",
        "objectives": ["SO1"],
        "topics": ["T1"],
    }
    event = recording.save(
        desk.sitting, "event", {**event_answers, **days, "heads": {"cells": {"M": {"AUN": 3}}}}
    ).record
    made: Any = editor(Marks(), event=event)
    qtbot.addWidget(made)
    with qtbot.waitExposed(made):
        made.show()
    made.neighbours_changed()
    qtbot.waitUntil(lambda: made._table is not None)
    made.setFocus()
    keyboard.press("Space")
    assert made.value() == {"2016-05-23": "full"}
    keyboard.type("h")
    assert made.value() == {"2016-05-23": "half"}
    keyboard.press("Del")
    assert made.value() is None


def test_records_are_found_while_typing(editor: MakeEditor, keyboard: Keyboard, qtbot: QtBot, desk: Any) -> None:
    found = recording.save(desk.sitting, "organisation", {"name": "Bureau of Emigration"}).record
    recording.save(desk.sitting, "organisation", {"name": "Ministry of Labour"})
    made: Any = editor(Refs("organisation", 5))
    qtbot.addWidget(made)
    with qtbot.waitExposed(made):
        made.show()
    made.setFocus()
    keyboard.type("emig")
    qtbot.waitUntil(lambda: made.combo.offered() == ["Bureau of Emigration"])
    keyboard.press("Enter")
    assert made.value() == [found]


def test_a_tally_has_a_line_for_each_name_and_more_by_typing(
    editor: MakeEditor, keyboard: Keyboard, qtbot: QtBot
) -> None:
    made: Any = editor(Tally("destination"))
    qtbot.addWidget(made)
    with qtbot.waitExposed(made):
        made.show()
    made.setFocus()
    keyboard.type("saudi\n12")
    assert made.value() == {"SA": 12}
