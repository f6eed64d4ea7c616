"""A value for each kind of answer, for tests that try a surface with all of them."""

from __future__ import annotations

from functools import singledispatch
from typing import Any

from silkfield.formkit.answers import (
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
from silkfield.formkit.codes import standard_codes
from silkfield.formkit.field import Field
from silkfield.formkit.form import Form
from silkfield.formkit.grids import HeadCount, Marks, Rows, Tally

SOMEBODY = "0192f3a4-0000-7000-8000-0000000000ff"


@singledispatch
def sample(answer: Answer) -> Any:
    """Return a faultless value."""
    raise TypeError(f"no sample for {type(answer).__name__}")


@sample.register
def _(answer: Text) -> Any:
    words = "name@example.org" if answer.pattern else "Two words"
    return words[: answer.longest]


@sample.register
def _(answer: Count) -> Any:
    return min(max(answer.low, 3), answer.high)


@sample.register
def _(answer: Amount) -> Any:
    return min(max(answer.low, 31.5), answer.high)


@sample.register
def _(_answer: Clocktime) -> Any:
    return "09:30"


@sample.register
def _(_answer: Day) -> Any:
    return "2016-05-24"


@sample.register
def _(_answer: Phone) -> Any:
    return "+923001234567"


@sample.register
def _(_answer: YesNo) -> Any:
    return False


@sample.register
def _(_answer: HumanNumber) -> Any:
    return "SES-ISB1-2016-0001-1"


@sample.register
def _(_answer: Ref) -> Any:
    return SOMEBODY


@sample.register
def _(_answer: Refs) -> Any:
    return [SOMEBODY]


@sample.register
def _(answer: Choice) -> Any:
    return (answer.offered or tuple(standard_codes()[answer.codes].by_key))[-1]


@sample.register
def _(answer: Choices) -> Any:
    codes = list(standard_codes()[answer.codes].by_key)
    return codes[-min(2, answer.most) :]


@sample.register
def _(answer: Tally) -> Any:
    codes = list(standard_codes()[answer.codes].by_key)
    return {codes[0]: 3, codes[-1]: 12}


@sample.register
def _(_answer: Marks) -> Any:
    return {"2016-05-24": "half", "2016-05-25": "absent"}


@sample.register
def _(_answer: HeadCount) -> Any:
    return {"cells": {"M": {"A18": 12, "A3559": 2}, "F": {"A25": 30}}, "estimate": True}


@sample.register
def _(answer: Rows) -> Any:
    return [{"key": "one", **{one.name: sample(one.answer) for one in answer.fields}}]


def samples_of(fields: tuple[Field, ...] | Form) -> dict[str, Any]:
    """Return a value for each field, the numbers left out that the program gives."""
    each = fields.fields if isinstance(fields, Form) else fields
    return {one.name: sample(one.answer) for one in each if not isinstance(one.answer, HumanNumber)}
