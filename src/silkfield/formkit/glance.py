"""A glance at all answers of a record at once, in a few microseconds, for bundles and workbooks with very many records.

Each kind of answer states the type of values that surely have no fault, as msgspec knows types, or a short test of them.
Only what it does not let pass is looked at answer by answer, which is what finds the sentence to say; so a kind that states
nothing is merely slower.
"""

from __future__ import annotations

from collections.abc import Callable
from functools import singledispatch
from math import ceil, floor
from types import GenericAlias
from typing import Annotated, Any, Literal, Required, TypedDict

import msgspec
from msgspec import Meta

from silkfield.formkit.answer import Answer
from silkfield.formkit.choices import Choice, Choices
from silkfield.formkit.codes import CodeList, Codes
from silkfield.formkit.days import Clocktime
from silkfield.formkit.field import Field
from silkfield.formkit.grids import MOST_HEADS, HeadCount, Tally
from silkfield.formkit.problems import Around, Values
from silkfield.formkit.typed import LONGEST_NUMBER, Amount, Count, HumanNumber, Text, YesNo

Test = Callable[[Any, Around], bool]
"""Tells whether a value surely has no fault and is not empty."""


class Glance:
    """A glance at the answers of one form, with the code lists as they stand."""

    def __init__(self, fields: tuple[Field, ...], codes: Codes) -> None:
        self.codes = codes
        sound = {one.name: sound_type(one.answer, codes) for one in fields}
        typed = [(name, Any if kind is None else kind, None) for name, kind in sound.items()]
        self._type = msgspec.defstruct("Sound", typed, gc=False, forbid_unknown_fields=True)
        self._tests = [(one.name, sound_test(one.answer, codes)) for one in fields if sound[one.name] is None]

    def passes(self, values: Values, around: Around) -> bool:
        """Tell whether all these answers are of fields that are known, none of them is empty and none has a fault."""
        try:
            msgspec.convert(values, self._type)
        except msgspec.ValidationError:
            return False
        for name, is_sound in self._tests:  # noqa: SIM110  (a loop that is run for every record)
            if name in values and not is_sound(values[name], around):
                return False
        return True


@singledispatch
def sound_test(answer: Answer, codes: Codes) -> Test:
    """Return the test of values that surely have no fault, for an answer whose type alone does not tell."""
    fault = answer.fault
    return lambda value, around: bool(value or value == 0) and fault(value, around) is None


@sound_test.register
def _(answer: Choices, codes: Codes) -> Test:
    known, most = frozenset(codes[answer.codes].by_key), answer.most

    def is_sound(value: Any, around: Around) -> bool:
        try:
            return type(value) is list and 0 < len(value) <= most and len(known.intersection(value)) == len(value)
        except TypeError:  # a list or an object where a code should be
            return False

    return is_sound


@singledispatch
def sound_type(answer: Answer, codes: Codes) -> Any:
    """Return the type of values of an answer that surely have no fault and are not empty; None where a test has to tell."""
    return None


@sound_type.register
def _(answer: Text, codes: Codes) -> Any:
    shortest = max(answer.shortest, 1)
    return None if answer.pattern else Annotated[str, Meta(min_length=shortest, max_length=answer.longest)]


@sound_type.register
def _(answer: Clocktime, codes: Codes) -> Any:
    return Literal[tuple(f"{minute // 60:02d}:{minute % 60:02d}" for minute in range(24 * 60))]


@sound_type.register
def _(answer: HumanNumber, codes: Codes) -> Any:
    return Annotated[str, Meta(min_length=1, max_length=LONGEST_NUMBER)]


@sound_type.register
def _(answer: Count, codes: Codes) -> Any:
    return Annotated[int, Meta(ge=answer.low, le=answer.high)]


@sound_type.register
def _(answer: Amount, codes: Codes) -> Any:
    whole = Annotated[int, Meta(ge=ceil(answer.low), le=floor(answer.high))]
    return whole | Annotated[float, Meta(ge=answer.low, le=answer.high)]


@sound_type.register
def _(answer: YesNo, codes: Codes) -> Any:
    return bool


@sound_type.register
def _(answer: Choice, codes: Codes) -> Any:
    known = codes[answer.codes]
    return Literal[tuple(key for key in answer.offered if key in known)] if answer.closed else _any_of(known)


@sound_type.register
def _(answer: Tally, codes: Codes) -> Any:
    return Annotated[_heads_by(codes[answer.codes], _HEADS), Meta(min_length=1)]


@sound_type.register
def _(answer: HeadCount, codes: Codes) -> Any:
    cells = _heads_by(codes["sex"], _heads_by(codes["age_group"], _HEADS))
    return TypedDict("Heads", {"cells": Required[cells]}, total=False)  # type: ignore[operator]


def _any_of(known: CodeList) -> Any:
    return Literal[tuple(known.by_key)]


def _heads_by(known: CodeList, heads: Any) -> Any:
    return GenericAlias(dict, (_any_of(known), heads))


_HEADS = Annotated[int, Meta(ge=0, le=MOST_HEADS)]
