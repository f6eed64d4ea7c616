"""How each kind of answer is kept in a table: the one place that knows the column of an answer, and what fits into it."""

from __future__ import annotations

from collections.abc import Callable
from functools import singledispatch
from typing import Any

import msgspec
from sqlalchemy import Boolean, Float, Integer, String
from sqlalchemy.types import TypeEngine

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
from silkfield.formkit.days import iso_day
from silkfield.formkit.grids import HeadCount, Marks, Rows, Tally

Convert = Callable[[Any], Any]
_encoder = msgspec.json.Encoder(order=None)
_decoder = msgspec.json.Decoder()


def to_json(value: Any) -> str:
    """Write a value as compact JSON text."""
    return _encoder.encode(value).decode()


def from_json(text: str | bytes) -> Any:
    """Read JSON text."""
    return _decoder.decode(text)


@singledispatch
def column_type(answer: Answer) -> TypeEngine[Any]:
    """Return the column type of an answer; answers that are lists or grids are kept as JSON text."""
    raise TypeError(f"no column for {type(answer).__name__}: add it to store/columns.py")


@column_type.register
def _(answer: Text | Choice | Day | Clocktime | Phone | Ref | HumanNumber) -> TypeEngine[Any]:
    return String()


@column_type.register
def _(answer: Count) -> TypeEngine[Any]:
    return Integer()


@column_type.register
def _(answer: Amount) -> TypeEngine[Any]:
    return Float()


@column_type.register
def _(answer: YesNo) -> TypeEngine[Any]:
    return Boolean()


class JsonText(String):
    """Text that holds a list or a grid as JSON."""


@column_type.register
def _(answer: Choices | Refs | HeadCount | Tally | Marks | Rows) -> TypeEngine[Any]:
    return JsonText()


def is_json(answer: Answer) -> bool:
    """Tell whether an answer is kept as JSON text."""
    return isinstance(column_type(answer), JsonText)


@singledispatch
def fits(answer: Answer, value: Any) -> bool:
    """Tell whether a value has the shape of its answer, so that it can be counted and shown; codes may still be unknown.

    What another program wrote in another shape is kept as it is, beside the columns.
    """
    return isinstance(value, str)


@fits.register
def _(answer: Day, value: Any) -> bool:
    return iso_day(value) is not None


@fits.register
def _(answer: Count, value: Any) -> bool:
    return type(value) is int


@fits.register
def _(answer: Amount, value: Any) -> bool:
    return type(value) in (int, float)


@fits.register
def _(answer: YesNo, value: Any) -> bool:
    return type(value) is bool


@fits.register
def _(answer: Choices | Refs, value: Any) -> bool:
    return isinstance(value, list) and set(map(type, value)) <= {str}


@fits.register
def _(answer: HeadCount, value: Any) -> bool:
    cells = value.get("cells") if isinstance(value, dict) else None
    return isinstance(cells, dict) and all(map(_counts, cells.values()))


@fits.register
def _(answer: Tally, value: Any) -> bool:
    return _counts(value)


def _counts(value: Any) -> bool:
    return isinstance(value, dict) and set(map(type, value.values())) <= {int}


@fits.register
def _(answer: Marks, value: Any) -> bool:
    if not isinstance(value, dict):
        return False
    return all(iso_day(day) is not None and isinstance(mark, str) for day, mark in value.items())


@fits.register
def _(answer: Rows, value: Any) -> bool:
    return isinstance(value, list) and all(
        isinstance(row, dict)
        and isinstance(row.get("key"), str)
        and all(row.get(field.name) is None or fits(field.answer, row[field.name]) for field in answer.fields)
        for row in value
    )
