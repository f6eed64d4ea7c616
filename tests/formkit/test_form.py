"""A form is refused when it is declared wrongly, and checks and names its records."""

from __future__ import annotations

from dataclasses import replace
from typing import Any

import pytest

from every_form.values import AROUND
from silkfield.formkit.answers import Choice, Choices, Count, Day, Ref, Refs, Text
from silkfield.formkit.asking import has
from silkfield.formkit.form import TODAY, Audience, Field, Form, FormError, Section, check_together, code_lists
from silkfield.formkit.grids import Rows
from silkfield.formkit.references import FOLLOWS
from silkfield.formkit.rules import both_or_none, in_an_open_month, in_order, typed_in_time

NAME = Field("name", "Name", Text(20, 2), required=True, searched=True)


def a_form(*fields: Field, key: str = "thing", audience: Audience = Audience.HQ, **more: Any) -> Form:
    return Form(key, "Thing", "Things", audience, (Section("All", fields),), **more)


def codes(form: Form, values: dict[str, Any], **around: Any) -> list[str]:
    return [problem.code for problem in form.problems(values, replace(AROUND, **around))]


def test_two_fields_of_one_name_are_refused() -> None:
    with pytest.raises(FormError, match="same name"):
        a_form(NAME, NAME)


def test_a_sensitive_answer_is_refused_where_headquarters_would_see_it() -> None:
    with pytest.raises(FormError, match="sensitive"):
        a_form(replace(NAME, sensitive=True))
    assert a_form(replace(NAME, sensitive=True), audience=Audience.SITE).by_name["name"].sensitive


def test_a_sensitive_answer_cannot_hide_in_a_row() -> None:
    with pytest.raises(FormError, match="sensitive"):
        a_form(Field("people", "People", Rows((replace(NAME, sensitive=True),))))


@pytest.mark.parametrize("answer", [Ref("secret"), Rows((Field("who", "Who", Ref("secret")),))])
def test_a_form_that_headquarters_sees_points_to_nothing_it_must_not_see(answer: Any) -> None:
    secret = a_form(NAME, key="secret", audience=Audience.SITE)
    open_form = a_form(Field("link", "Link", answer))
    with pytest.raises(FormError, match="would show headquarters"):
        check_together({"secret": secret, "thing": open_form})
    site_form = a_form(Field("link", "Link", answer), audience=Audience.SITE)
    check_together({"secret": secret, "thing": site_form})


def test_a_reference_to_no_form_is_refused() -> None:
    with pytest.raises(FormError, match="which is no form"):
        check_together({"thing": a_form(Field("link", "Link", Ref("nowhere")))})


@pytest.mark.parametrize("answer", [Ref("thing"), Refs("thing"), Rows((Field("who", "Who", Ref("thing")),))])
def test_a_reference_that_does_not_say_what_becomes_of_it_when_records_are_joined_is_refused(answer: Any) -> None:
    thing, pair = a_form(NAME), a_form(NAME, key="thing_pair", compares="thing")
    with pytest.raises(FormError, match="two thing records are joined"):
        check_together({"thing": thing, "thing_pair": pair, "child": a_form(Field("of", "Of", answer), key="child")})
    ruled = a_form(Field("of", "Of", Ref("thing", joining=FOLLOWS)), key="child")
    check_together({"thing": thing, "thing_pair": pair, "child": ruled})


def test_the_first_upgrade_is_to_2() -> None:
    with pytest.raises(FormError, match="begin with 1"):
        a_form(NAME, upgrades={1: dict})


def test_a_heading_of_no_field_is_refused() -> None:
    with pytest.raises(FormError, match="heading"):
        a_form(NAME, heading=("title",))


def test_a_form_knows_the_lists_it_chooses_from() -> None:
    row = Rows((Field("topic", "Topic", Choice("topic")),))
    assert code_lists(a_form(Field("sex", "Sex", Choice("sex")), Field("rows", "Rows", row))) == {"sex", "topic"}


def test_what_is_needed_is_named_and_nothing_else_blocks() -> None:
    form = a_form(NAME, Field("age", "Age", Count(0, 120)))
    problems = form.problems({}, AROUND)
    assert [(problem.field, problem.code, problem.blocks) for problem in problems] == [("name", "missing", True)]
    assert problems[0].sentence == "“Name” is needed."


def test_no_and_zero_are_answers_and_an_empty_list_is_none() -> None:
    form = a_form(
        Field("age", "Age", Count(), required=True), Field("topics", "Topics", Choices("topic"), required=True)
    )
    assert [problem.field for problem in form.problems({"age": 0, "topics": []}, AROUND)] == ["topics"]


def test_a_question_that_is_not_asked_is_not_needed() -> None:
    form = a_form(NAME, Field("office", "Office", Text(), required=True, when=has("name", "PDO")))
    assert codes(form, {"name": "AWARE"}) == []
    assert codes(form, {"name": "PDO"}) == ["missing"]


def test_a_needed_answer_may_be_excused() -> None:
    form = a_form(NAME, Field("day", "Day", Day(), required=True, excused=lambda values, around: not around.typed))
    assert codes(form, {"name": "Aslam"}) == ["missing"]
    assert codes(form, {"name": "Aslam"}, typed=False) == []


def test_rules_are_asked_once_every_answer_can_be_read() -> None:
    order = in_order("first", "second", "order", "The second day is before the first.")
    form = a_form(Field("first", "First", Day()), Field("second", "Second", Day()), rules=(order,))
    assert codes(form, {"first": "2016-05-03", "second": "2016-05-02"}) == ["order"]
    assert codes(form, {"first": "2016-05-03", "second": "2016-05-03"}) == []
    assert codes(form, {"first": "nonsense", "second": "2016-05-02"}) == ["fault"]


def test_both_or_none() -> None:
    rule = both_or_none("before", "after", "half", "Ask both.")
    form = a_form(Field("before", "Before", Count()), Field("after", "After", Count()), rules=(rule,))
    assert codes(form, {}) == codes(form, {"before": 0, "after": 0}) == []
    assert [problem.field for problem in form.problems({"before": 3}, AROUND)] == ["after"]


def test_a_late_day_is_said_to_who_types_and_not_in_an_intake() -> None:
    form = a_form(Field("day", "Day", Day()), rules=(typed_in_time("day"),))
    assert codes(form, {"day": "2016-05-01"}) == []
    assert codes(form, {"day": "2016-04-30"}) == ["late"]
    assert codes(form, {"day": "2016-04-30"}, typed=False) == []


def test_a_locked_month_is_said_and_does_not_block() -> None:
    form = a_form(Field("day", "Day", Day()), rules=(in_an_open_month("day"),))
    assert codes(form, {"day": "2016-05-03"}, locked_months=frozenset({"2016-05"})) == ["locked_month"]
    assert codes(form, {"day": "2016-06-01"}, locked_months=frozenset({"2016-05"})) == []


def test_a_new_record_begins_with_its_defaults() -> None:
    form = a_form(NAME, Field("day", "Day", Day(), default=TODAY), Field("count", "Count", Count(), default=1))
    assert form.blank(AROUND) == {"day": "2016-06-01", "count": 1}


def test_answers_are_brought_up_to_date_change_by_change() -> None:
    def second(values: dict[str, Any]) -> dict[str, Any]:
        values["name"] = values.pop("called", None)
        return values

    def fifth(values: dict[str, Any]) -> dict[str, Any]:
        return {**values, "name": values["name"].title()}

    form = a_form(NAME, upgrades={5: fifth, 2: second})
    assert (form.version, a_form(NAME).version) == (5, 1)
    old = {"called": "aslam", "kept": 1}
    assert form.upgraded(old, 1) == {"name": "Aslam", "kept": 1}
    assert old == {"called": "aslam", "kept": 1}
    for number in (2, 3, 4):  # other forms changed in between
        assert form.upgraded({"name": "aslam"}, number) == {"name": "Aslam"}
    for number in (5, 6):
        assert form.upgraded({"name": "aslam"}, number) == {"name": "aslam"}


@pytest.mark.parametrize("odd", [{"name": 7}, {}, {"name": None, "kept": 1}])
def test_answers_that_an_upgrade_makes_no_sense_of_stay_as_they_are(odd: dict[str, Any]) -> None:
    form = a_form(NAME, upgrades={2: lambda values: {"name": values["name"].title()}})
    assert form.upgraded(odd, 1) == odd


def test_a_record_is_named_by_its_heading_or_by_its_form() -> None:
    form = a_form(NAME, Field("sex", "Sex", Choice("sex")), heading=("name", "sex"))
    assert form.named({"name": "Aslam", "sex": "M"}, AROUND) == "Aslam · Male"
    assert form.named({}, AROUND) == "Thing"


def test_a_record_is_found_in_both_languages_and_without_case() -> None:
    form = a_form(NAME, Field("district", "District", Choice("district"), searched=True))
    assert form.search_text({"name": "ASLAM", "district": "PK-PB.gujrat"}, AROUND) == "aslam gujrat گجرات"


def test_fields_of_one_group_move_together() -> None:
    form = a_form(NAME, Field("one", "One", Text(), group="pair"), Field("two", "Two", Text(), group="pair"))
    assert {name: [one.name for one in fields] for name, fields in form.groups.items()} == {
        "name": ["name"],
        "pair": ["one", "two"],
    }
