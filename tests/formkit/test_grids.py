"""Heads, counts and marks add up by themselves and are shown for people."""

from __future__ import annotations

from hypothesis import given

from every_form.values import AROUND, answers_of
from silkfield.formkit.answers import Text
from silkfield.formkit.form import Field
from silkfield.formkit.grids import HeadCount, Marks, Rows, Tally, cells, heads, heads_by_sex

COLLEGE = {"cells": {"M": {"A18": 6, "A25": 9}, "F": {"A00": 42, "A18": 23}}}


@given(answers_of(HeadCount()))
def test_the_total_is_the_sum_of_all_cells_and_of_all_sexes(value: dict[str, object]) -> None:
    assert heads(value) == sum(count for _sex, _band, count in cells(value)) == sum(heads_by_sex(value).values())


def test_no_head_count_is_nobody() -> None:
    assert heads(None) == 0
    assert heads_by_sex(None) == {"M": 0, "F": 0, "X": 0, "U": 0}


def test_heads_are_shown_by_sex() -> None:
    assert HeadCount().show(COLLEGE, AROUND) == "80 (15 Male, 65 Female)"


def test_an_estimate_says_so() -> None:
    value = {"cells": {"U": {"AUN": 60}}, "estimate": True}
    assert HeadCount().show(value, AROUND).startswith("about 60")


def test_the_wide_band_of_a_tally_sheet_is_possible() -> None:
    assert HeadCount().fault({"cells": {"M": {"A3559": 9}}}, AROUND) is None


def test_heads_of_no_sex_band_or_number_are_impossible() -> None:
    for cell in ({"Z": {"A18": 1}}, {"M": {"A99": 1}}, {"M": {"A18": -1}}, {"M": {"A18": 1.5}}, {"M": {"A18": True}}):
        assert HeadCount().fault({"cells": cell}, AROUND)


def test_a_tally_shows_the_largest_first() -> None:
    assert Tally("destination").show({"AE": 13, "SA": 23}, AROUND) == "Saudi Arabia 23, United Arab Emirates 13"


def test_marks_are_shown_in_the_order_of_the_days() -> None:
    assert Marks().show({"2015-09-15": "absent", "2015-09-14": "full"}, AROUND) == "Present, Absent"


def test_each_row_needs_a_key_of_its_own_and_its_needed_answers() -> None:
    rows = Rows((Field("city", "City", Text(10), required=True),), most=2)
    assert rows.fault([{"key": "a", "city": "Tehran"}], AROUND) is None
    assert rows.fault([{"key": "a", "city": "Tehran"}, {"key": "a", "city": "Baku"}], AROUND)
    assert rows.fault([{"city": "Tehran"}], AROUND)
    assert rows.fault([{"key": "a"}], AROUND) == "“City” is needed in each row."
    assert rows.fault([{"key": str(count), "city": "x"} for count in range(3)], AROUND)
    assert rows.fault([{"key": "a", "city": "x" * 11}], AROUND) == "City: Write at most 10 characters."
