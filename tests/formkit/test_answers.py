"""What each kind of answer promises: reading, showing, faults and merging."""

from __future__ import annotations

from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from every_form.values import AROUND, answers_of
from silkfield.formkit.answers import (
    CLASH,
    Amount,
    Answer,
    Choice,
    Choices,
    Clocktime,
    Count,
    Day,
    HumanNumber,
    Phone,
    Ref,
    Refs,
    Text,
    YesNo,
)
from silkfield.formkit.form import Field
from silkfield.formkit.grids import HeadCount, Marks, Rows, Tally
from silkfield.formkit.problems import Unreadable

ROWS = Rows((Field("city", "City", Text(80)), Field("day", "Day", Day(), required=True)))
KINDS: dict[str, Answer] = {
    "text": Text(60, 2),
    "lines": Text(60, lines=True),
    "count": Count(1, 15),
    "amount": Amount(0, 50),
    "day": Day(),
    "later day": Day(future=True),
    "time": Clocktime(),
    "choice": Choice("topic"),
    "closed choice": Choice("identity_level", ("I1", "I2"), closed=True),
    "choices": Choices("topic", 4),
    "yes or no": YesNo(),
    "phone": Phone(),
    "reference": Ref("client"),
    "references": Refs("organisation"),
    "number": HumanNumber("SES"),
    "head count": HeadCount(),
    "tally": Tally("destination"),
    "marks": Marks(),
    "rows": ROWS,
}
READ_BACK = ["text", "lines", "count", "amount", "day", "time", "choice", "choices", "yes or no", "phone", "reference"]
SETS = ["choices", "references"]

each_kind = pytest.mark.parametrize("name", KINDS)


@each_kind
@given(data=st.data())
def test_a_possible_value_has_no_fault_and_is_shown(name: str, data: st.DataObject) -> None:
    answer = KINDS[name]
    value = data.draw(answers_of(answer))
    assert answer.fault(value, AROUND) is None
    assert isinstance(answer.show(value, AROUND), str)
    assert isinstance(answer.search_text(value, AROUND), str)


@each_kind
@pytest.mark.parametrize("value", [object(), -1, "", "x" * 5000, {"a": 1}, [1], {"cells": {"M": 3}}, ["I0", "I0"]])
def test_what_is_impossible_is_said_in_a_sentence(name: str, value: Any) -> None:
    fault = KINDS[name].fault(value, AROUND)
    if name not in {"lines", "number"} or value != "":
        assert fault
        assert fault.endswith(".")


@pytest.mark.parametrize("name", READ_BACK)
@given(data=st.data())
def test_what_is_shown_is_read_back(name: str, data: st.DataObject) -> None:
    answer = KINDS[name]
    value = data.draw(answers_of(answer))
    assert answer.read(answer.show(value, AROUND), AROUND) == value


@each_kind
@given(data=st.data())
def test_an_edit_of_one_side_wins(name: str, data: st.DataObject) -> None:
    answer = KINDS[name]
    before, after = data.draw(st.tuples(answers_of(answer) | st.none(), answers_of(answer) | st.none()))
    assert answer.merge(before, after, before) == after
    assert answer.merge(before, before, after) == after
    assert answer.merge(before, after, after) == after


@each_kind
@given(data=st.data())
def test_the_sides_may_be_exchanged(name: str, data: st.DataObject) -> None:
    answer = KINDS[name]
    three = st.tuples(*[answers_of(answer) | st.none()] * 3)
    before, here, there = data.draw(three)
    assert answer.merge(before, here, there) == answer.merge(before, there, here)


@pytest.mark.parametrize("name", SETS)
@given(data=st.data())
def test_lists_merge_as_sets_and_lose_nothing(name: str, data: st.DataObject) -> None:
    answer = KINDS[name]
    before, here, there = data.draw(st.tuples(*[answers_of(answer)] * 3))
    merged = answer.merge(before, here, there)
    if merged is not CLASH:
        old, ours, theirs = set(before), set(here), set(there)
        assert set(merged or ()) == (ours & theirs) | (ours - old) | (theirs - old)


def test_the_main_topic_changed_on_one_side_stays_the_main_one() -> None:
    assert Choices("topic", 4).merge(["JOB", "VISA"], ["VISA", "JOB"], ["JOB", "VISA", "DOCS"]) == [
        "VISA",
        "JOB",
        "DOCS",
    ]


def test_two_sides_with_too_many_topics_together_are_a_clash() -> None:
    merged = Choices("topic", 4).merge(["JOB"], ["JOB", "VISA", "DOCS"], ["JOB", "STUDY", "RETURN"])
    assert merged is CLASH


def test_two_sides_that_changed_one_value_differently_are_a_clash() -> None:
    assert Count().merge(1, 2, 3) is CLASH
    assert Tally("destination").merge({"SA": 1}, {"SA": 2}, {"SA": 3}) is CLASH


def test_marks_merge_day_by_day() -> None:
    merged = Marks().merge({"2015-09-14": "full"}, {"2015-09-14": "half"}, {"2015-09-14": "full", "2015-09-15": "full"})
    assert merged == {"2015-09-14": "half", "2015-09-15": "full"}


def test_rows_merge_row_by_row() -> None:
    def row(key: str, city: str) -> dict[str, str]:
        return {"key": key, "city": city, "day": "2016-05-03"}

    merged = ROWS.merge(
        [row("a", "Tehran")], [row("a", "Tehran"), row("c", "Kabul")], [row("a", "Tbilisi"), row("b", "Baku")]
    )
    assert merged == [row("a", "Tbilisi"), row("b", "Baku"), row("c", "Kabul")]
    assert ROWS.merge([row("a", "Tehran")], [], [row("a", "Tbilisi")]) is CLASH


@pytest.mark.parametrize(
    ("text", "codes"),
    [
        ("visa; agent fraud", ["VISA", "FRAUD"]),
        ("PoE fee / visa", ["POEREG", "VISA"]),
        ("pre departure, visa", ["PDO", "VISA"]),
        ("visa + visa", ["VISA"]),
        ("Passport, CNIC/NICOP, attestation", ["DOCS"]),
        ("ویزا، معاہدہ", ["VISA", "CONTRACT"]),
        ("", []),
    ],
)
def test_several_topics_are_read_from_one_cell(text: str, codes: list[str]) -> None:
    assert Choices("topic", 4).read(text, AROUND) == codes


def test_an_unclear_word_comes_back_with_suggestions() -> None:
    with pytest.raises(Unreadable, match="Did you mean: Gujrat"):
        Choice("district").read("Gujratt", AROUND)
    with pytest.raises(Unreadable, match="not in the list"):
        Choice("district").read("qqqq", AROUND)


def test_a_closed_question_takes_only_what_is_offered() -> None:
    assert Choice("identity_level", ("I1", "I2"), closed=True).fault("I0", AROUND)
    assert Choice("identity_level", ("I1", "I2")).fault("I0", AROUND) is None


@pytest.mark.parametrize("text", ["today", "t", "آج", "1/6/2016"])
def test_today_is_a_day(text: str) -> None:
    assert Day().read(text, AROUND) == "2016-06-01"


def test_a_day_after_today_is_impossible_unless_it_is_planned() -> None:
    assert Day().fault("2016-06-02", AROUND)
    assert Day(future=True).fault("2016-06-02", AROUND) is None


@pytest.mark.parametrize("value", ["2016-W18-2", "20160503", "2016-5-3", "2016-02-30", 20160503])
def test_only_plain_iso_days_are_kept(value: Any) -> None:
    assert Day().fault(value, AROUND)


@pytest.mark.parametrize("text", ["9:30", "09.30", "930", "۹:۳۰"])
def test_times_are_read_as_people_write_them(text: str) -> None:
    assert Clocktime().read(text, AROUND) == "09:30"


def test_a_name_keeps_its_joiners_and_loses_what_no_text_holds() -> None:
    assert Text().read(" گل\u200cخان\u00a0صاحب\x00\n", AROUND) == "گل\u200cخان صاحب"
    assert Text(lines=True).read("one\ntwo", AROUND) == "one\ntwo"
    assert Text().read("one\ntwo", AROUND) == "one two"


def test_a_score_is_read_with_point_comma_and_urdu_digits() -> None:
    for text in ("31.5", "31,5", "۳۱٫۵"):
        assert Amount(0, 50).read(text, AROUND) == 31.5
    assert Amount().show(1234567.5, AROUND) == "1234567.5"


def test_yes_and_no_are_read_in_both_languages() -> None:
    assert [YesNo().read(word, AROUND) for word in ("yes", "Y", "جی ہاں", "no", "نہیں")] == [
        True,
        True,
        True,
        False,
        False,
    ]
