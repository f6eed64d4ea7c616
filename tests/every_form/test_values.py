"""What holds of the answers of every form."""

from __future__ import annotations

import json
from collections.abc import Callable
from typing import Any

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from every_form.values import AROUND, blocking, records, savable
from silkfield.formkit.form import Form
from silkfield.formkit.glance import Glance
from silkfield.formkit.problems import Problem
from silkfield.forms import all_forms
from silkfield.store.projection import Projection, Told

FORMS = all_forms()
SHAPES = Projection(FORMS).shapes
every_form = pytest.mark.parametrize("form", FORMS.values(), ids=FORMS)

SCRAPS = st.recursive(
    st.none() | st.booleans() | st.integers() | st.floats() | st.text(max_size=8),
    lambda inner: st.lists(inner, max_size=3) | st.dictionaries(st.text(max_size=6), inner, max_size=3),
    max_leaves=6,
)


@every_form
@given(data=st.data())
@settings(max_examples=25)
def test_faultless_answers_have_no_fault_and_are_shown(form: Form, data: st.DataObject) -> None:
    values = data.draw(records(form))
    assert [problem for problem in form.problems(values, AROUND) if problem.code == "fault"] == []
    for name, value in values.items():
        answer = form.by_name[name].answer
        assert isinstance(answer.show(value, AROUND), str)
        assert isinstance(answer.search_text(value, AROUND), str)
    assert form.named(values, AROUND)
    assert form.search_text(values, AROUND) == form.search_text(values, AROUND).lower()


@every_form
@given(data=st.data())
@settings(max_examples=25)
def test_answers_survive_the_way_through_json(form: Form, data: st.DataObject) -> None:
    values = data.draw(records(form))
    assert json.loads(json.dumps(values)) == values


@every_form
@given(data=st.data())
@settings(max_examples=15)
def test_a_record_can_be_saved(form: Form, data: st.DataObject) -> None:
    assert blocking(form, data.draw(savable(form))) == []


@every_form
@given(data=st.data())
@settings(max_examples=40)
def test_no_answer_however_strange_breaks_the_check(form: Form, data: st.DataObject) -> None:
    names = st.sampled_from([one.name for one in form.fields])
    values: dict[str, Any] = data.draw(st.dictionaries(names, SCRAPS, max_size=8))
    assert all(isinstance(problem, Problem) for problem in form.problems(values, AROUND))
    nearly = {name: nearly_right(value, data.draw) for name, value in data.draw(records(form)).items()}
    assert all(isinstance(problem, Problem) for problem in form.problems(nearly, AROUND))


@every_form
@given(data=st.data())
@settings(max_examples=60)
def test_what_passes_at_a_glance_has_no_fault(form: Form, data: st.DataObject) -> None:
    glance = Glance(form.fields, AROUND.codes)
    right = {name: value for name, value in data.draw(records(form)).items() if value or value == 0}
    nearly = {name: nearly_right(value, data.draw) for name, value in right.items()}
    for some in (right, {name: value for name, value in nearly.items() if value or value == 0}):
        if glance.passes(some, AROUND):
            assert [value for name, value in some.items() if form.by_name[name].answer.fault(value, AROUND)] == []
        else:
            assert some is not right or any(isinstance(value, float) for value in some.values())


def nearly_right(value: Any, draw: Callable[[st.SearchStrategy[Any]], Any]) -> Any:
    """Put a scrap somewhere into a faultless value, as deep as it goes."""
    if isinstance(value, dict) and value and draw(st.integers(0, 3)):
        name = draw(st.sampled_from(sorted(value)))
        return {**value, name: nearly_right(value[name], draw)}
    if isinstance(value, list) and value and draw(st.integers(0, 3)):
        return [nearly_right(value[0], draw), *value[1:]]
    return draw(SCRAPS) if draw(st.booleans()) else value


@every_form
def test_an_empty_record_names_every_answer_that_is_needed(form: Form) -> None:
    missing = {problem.field for problem in form.problems({}, AROUND) if problem.code == "missing"}
    assert missing >= {one.name for one in form.fields if one.required and one.when is None}


@every_form
def test_a_new_record_begins_with_possible_answers(form: Form) -> None:
    blank = form.blank(AROUND)
    assert [problem for problem in form.problems(blank, AROUND) if problem.blocks and problem.code == "fault"] == []


@every_form
@given(data=st.data())
@settings(max_examples=15)
def test_answers_of_a_newer_program_are_carried_on(form: Form, data: st.DataObject) -> None:
    values = {**data.draw(records(form)), "asked_in_later_years": 7}
    assert form.upgraded(values, form.version) == values
    assert form.problems(values, AROUND) == form.problems(
        {name: value for name, value in values.items() if name in form.by_name}, AROUND
    )


@every_form
@given(data=st.data())
@settings(max_examples=40)
def test_answers_are_checked_as_if_each_shape_were_looked_at(form: Form, data: st.DataObject) -> None:
    values = data.draw(records(form))
    names = st.sampled_from([*values, *form.by_name, "of_a_newer_form"])
    odd = data.draw(st.dictionaries(names, st.sampled_from(list(values.values())) | SCRAPS, max_size=2))
    answers = {**values, **odd}
    told = Told("", form.key, "", (), False, form.version, answers, 0, 0, 0, 0)
    parted, sound = SHAPES[form.key].checked(told, AROUND)
    fitting, others = SHAPES[form.key].parted(answers)
    assert parted == (fitting, others)
    assert sound == (form.sealed or (form.by_name.keys().isdisjoint(others) and not blocking(form, fitting)))
