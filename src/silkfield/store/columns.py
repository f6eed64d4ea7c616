"""How each kind of answer is kept in a table: the one place that knows the column of an answer."""

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
