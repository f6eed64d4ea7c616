"""Faultless answers of any form, for laws that must hold of every form.

`records(form)` draws answers that are each possible on their own; `savable(form)` also obeys the form's rules.
"""

from __future__ import annotations

import re
from collections.abc import Mapping
from datetime import date
from functools import singledispatch
from typing import Any

from hypothesis import strategies as st

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
from silkfield.formkit.form import Field, Form
from silkfield.formkit.grids import HeadCount, Marks, Rows, Tally
from silkfield.formkit.problems import Around
from silkfield.forms.attachment import DIGEST

TODAY = date(2016, 6, 1)
AROUND = Around(TODAY, standard_codes())

LETTERS = "abcdefgh ijklMNOPQRSTUV0123456789.,-'()/ “” éü ابپتٹثجچحخدڈذرڑزژسشصضطظعغفقکگلمنںوہھءیے آؤئۓ ۰۱۲"
IDS = st.uuids(version=4).map(str)
DAYS = st.dates(date(2014, 1, 1), TODAY).map(date.isoformat)
LATER_DAYS = st.dates(date(2014, 1, 1), date(2018, 12, 31)).map(date.isoformat)


@singledispatch
def answers_of(answer: Answer) -> st.SearchStrategy[Any]:
    """Draw possible values of one kind of answer."""
    raise TypeError(f"no examples for {type(answer).__name__}: add them to tests/every_form/values.py")


@answers_of.register
def _(answer: Text) -> st.SearchStrategy[Any]:
    if answer.pattern == DIGEST:
        return st.binary(min_size=32, max_size=32).map(bytes.hex)
    if answer.pattern and "@" not in answer.pattern:
        return st.from_regex(re.compile(answer.pattern, re.ASCII), fullmatch=True)
    if answer.pattern:
        return st.from_regex(r"[a-z]{1,8}\.[a-z]{1,8}@[a-z]{2,8}\.example", fullmatch=True)
    shortest = max(answer.shortest, 1)
    texts = st.text(LETTERS, min_size=shortest, max_size=min(answer.longest, 40))
    return texts.map(lambda text: answer.read(text, AROUND)).filter(lambda text: len(text) >= shortest)


@answers_of.register
def _(answer: Count) -> st.SearchStrategy[Any]:
    return st.integers(answer.low, answer.high)


@answers_of.register
def _(answer: Amount) -> st.SearchStrategy[Any]:
    halves = st.integers(int(answer.low * 2), int(answer.high * 2)).map(lambda count: count / 2)
    return halves.map(lambda number: int(number) if number.is_integer() else number)


@answers_of.register
def _(answer: Day) -> st.SearchStrategy[Any]:
    return LATER_DAYS if answer.future else DAYS


@answers_of.register
def _(answer: Clocktime) -> st.SearchStrategy[Any]:
    return st.times().map(lambda time: time.strftime("%H:%M"))


@answers_of.register
def _(answer: Choice) -> st.SearchStrategy[Any]:
    return st.sampled_from(answer.offered if answer.closed else tuple(AROUND.codes[answer.codes].by_key))


@answers_of.register
def _(answer: Choices) -> st.SearchStrategy[Any]:
    codes = tuple(AROUND.codes[answer.codes].by_key)
    return st.lists(st.sampled_from(codes), min_size=1, max_size=min(answer.most, 5), unique=True)


@answers_of.register
def _(answer: YesNo) -> st.SearchStrategy[Any]:
    return st.booleans()


@answers_of.register
def _(answer: Phone) -> st.SearchStrategy[Any]:
    pakistani = st.integers(3_000_000_000, 3_499_999_999).map(lambda number: f"+92{number}")
    return st.one_of(pakistani, st.integers(0, 9999999).map(lambda number: f"+96650{number:07d}"))


@answers_of.register
def _(answer: Ref) -> st.SearchStrategy[Any]:
    return IDS


@answers_of.register
def _(answer: Refs) -> st.SearchStrategy[Any]:
    return st.lists(IDS, min_size=1, max_size=min(answer.most, 4), unique=True)


@answers_of.register
def _(answer: HumanNumber) -> st.SearchStrategy[Any]:
    return st.integers(1, 9999).map(lambda count: f"{answer.series}-ISB1-2016-{count:04d}-7")


@answers_of.register
def _(answer: HeadCount) -> st.SearchStrategy[Any]:
    row = st.dictionaries(st.sampled_from(answer.bands), st.integers(0, 200), min_size=1)
    cells = st.dictionaries(st.sampled_from(answer.sexes), row, min_size=1)
    return st.fixed_dictionaries({"cells": cells}, optional={"estimate": st.booleans()})


@answers_of.register
def _(answer: Tally) -> st.SearchStrategy[Any]:
    codes = tuple(AROUND.codes[answer.codes].by_key)
    return st.dictionaries(st.sampled_from(codes), st.integers(0, 500), min_size=1, max_size=6)


@answers_of.register
def _(answer: Marks) -> st.SearchStrategy[Any]:
    marks = tuple(AROUND.codes[answer.codes].by_key)
    return st.dictionaries(DAYS, st.sampled_from(marks), min_size=1, max_size=6)


@answers_of.register
def _(answer: Rows) -> st.SearchStrategy[Any]:
    row = fields_drawn(answer.fields)
    rows = st.lists(row, min_size=1, max_size=min(answer.most, 4))
    return rows.map(lambda rows: [{"key": f"row{place}", **row} for place, row in enumerate(rows)])


def fields_drawn(fields: tuple[Field, ...]) -> st.SearchStrategy[dict[str, Any]]:
    """Draw values of fields: the required ones always, the others now and then."""
    needed = {one.name: answers_of(one.answer) for one in fields if one.required}
    others = {one.name: answers_of(one.answer) for one in fields if not one.required}
    return st.fixed_dictionaries(needed, optional=others)


def records(form: Form) -> st.SearchStrategy[dict[str, Any]]:
    """Draw answers of a form, each possible on its own; together they may break a rule."""
    return fields_drawn(form.fields)


def savable(form: Form, around: Around = AROUND) -> st.SearchStrategy[dict[str, Any]]:
    """Draw answers of a form that nothing keeps from being saved."""
    return (
        records(form)
        .map(lambda values: mended(form, values, around))
        .filter(lambda values: not blocking(form, values, around))
    )


def blocking(form: Form, values: Mapping[str, Any], around: Around = AROUND) -> list[str]:
    """Return the fields that keep a record from being saved."""
    return [problem.field for problem in form.problems(values, around) if problem.blocks]


def mended(form: Form, values: dict[str, Any], around: Around) -> dict[str, Any]:
    """Take out what breaks a rule, and fill in plainly what is then missing."""
    for _attempt in range(4):
        for name in blocking(form, values, around):
            if name in values:
                group = form.by_name[name].group or name
                values = {
                    key: value for key, value in values.items() if key not in {f.name for f in form.groups[group]}
                }
            else:
                values = {**values, name: plain(form.by_name[name].answer)}
    return values


@singledispatch
def plain(answer: Answer) -> Any:
    """Return one plain value of an answer."""
    return "Aslam"


@plain.register
def _(answer: Day) -> Any:
    return "2016-12-31" if answer.future else "2016-05-03"


@plain.register
def _(answer: Count | Amount) -> Any:
    return answer.low


@plain.register
def _(answer: Choice) -> Any:
    return (answer.offered or tuple(AROUND.codes[answer.codes].by_key))[0]


@plain.register
def _(answer: Choices) -> Any:
    return [(answer.offered or tuple(AROUND.codes[answer.codes].by_key))[0]]


@plain.register
def _(answer: Ref) -> Any:
    return "01890a5d-ac96-774b-bcce-b302099a8057"


@plain.register
def _(answer: Text) -> Any:
    return next(
        text
        for text in ("Aslam", "ASLAM", "aslam", "a@b.example", "2016-05", "0" * 64)
        if not answer.fault(text, AROUND)
    )


@plain.register
def _(answer: Rows) -> Any:
    return [{"key": "1", **{one.name: plain(one.answer) for one in answer.fields if one.required}}]
