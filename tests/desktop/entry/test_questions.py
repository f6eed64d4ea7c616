"""The questions of any form: what is shown comes back, and only what applies is asked."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any

import pytest
import shiboken6
from hypothesis import given, settings
from hypothesis import strategies as st
from pytestqt.qtbot import QtBot

from every_form.values import records
from silkfield.desktop.desk import Desk
from silkfield.desktop.entry.questions import Questions
from silkfield.formkit.answers import HumanNumber
from silkfield.formkit.form import Form
from silkfield.forms import all_forms


def asked(desk: Desk, form: Form) -> Questions:
    return Questions(form.sections, desk, desk.sitting.around())


@pytest.fixture(scope="module", params=sorted(all_forms()))
def questions(request: pytest.FixtureRequest, desk: Desk) -> Iterator[Questions]:
    made = asked(desk, all_forms()[request.param])
    made.form = all_forms()[request.param]  # type: ignore[attr-defined]
    yield made
    shiboken6.delete(made)


@settings(max_examples=8)
@given(data=st.data())
def test_any_record_is_shown_and_given_back_unchanged(questions: Any, data: st.DataObject) -> None:
    form: Form = questions.form
    values = data.draw(records(form))
    questions.fill(values)
    answers, unreadable = questions.answers()
    expected = {
        one.name: values[one.name]
        for one in form.fields
        if one.name in values
        and not isinstance(one.answer, HumanNumber)
        and (one.when is None or one.when.holds(values))
        and values[one.name] not in ("", [], {})
    }
    assert unreadable == []
    assert answers == expected


def test_only_what_applies_is_asked(desk: Desk, qtbot: QtBot) -> None:
    questions = asked(desk, all_forms()["session"])
    qtbot.addWidget(questions)
    with qtbot.waitExposed(questions):
        questions.show()
    questions.fill({"session_type": "PDO", "office": "RWP"})
    assert questions.asked["office"].frame.isVisible()
    assert questions.asked["destinations"].frame.isVisible()
    questions.asked["session_type"].editor.show_value("AWARE")
    questions.asked["session_type"].editor.changed.emit()
    assert not questions.asked["office"].frame.isVisible()
    assert "office" not in questions.answers()[0]
    assert questions.kept()["office"] == "RWP"


def test_more_questions_are_put_away_until_they_are_asked_for(desk: Desk, qtbot: QtBot) -> None:
    questions = asked(desk, all_forms()["session"])
    qtbot.addWidget(questions)
    with qtbot.waitExposed(questions):
        questions.show()
    questions.fill({})
    assert questions.has_more()
    assert not questions.asked["remarks"].frame.isVisible()
    questions.show_more(True)
    assert questions.asked["remarks"].frame.isVisible()


def test_a_put_away_question_with_an_answer_asks_to_be_seen(desk: Desk) -> None:
    questions = asked(desk, all_forms()["counselling_contact"])
    usual = all_forms()["counselling_contact"].blank(desk.sitting.around())
    questions.fill(usual)
    assert not questions.needs_more(usual)
    questions.fill({**usual, "duration_minutes": 20})
    assert questions.needs_more(usual)
