"""A glance at all answers of a record at once, in a few microseconds, for bundles and workbooks with very many records.

Each kind of answer states the type of values that surely have no fault, as msgspec knows types. Only what it does not let
pass is looked at answer by answer, which is what finds the sentence to say; so a kind that states nothing is merely slower.
"""

from __future__ import annotations

from functools import singledispatch
from types import GenericAlias
from typing import Annotated, Any, Literal, Required, TypedDict

import msgspec
from msgspec import Meta

from silkfield.formkit.answer import Answer
from silkfield.formkit.choices import Choice
from silkfield.formkit.codes import CodeList, Codes
from silkfield.formkit.field import Field
from silkfield.formkit.grids import MOST_HEADS, HeadCount, Tally
from silkfield.formkit.problems import Around, Values
from silkfield.formkit.typed import LONGEST_NUMBER, Amount, Count, HumanNumber, Text, YesNo


class Glance:
    """A glance at the answers of one form, with the code lists as they stand."""

    def __init__(self, fields: tuple[Field, ...], codes: Codes) -> None:
        self.codes = codes
        sound = {one.name: kind for one in fields if (kind := sound_type(one.answer, codes)) is not None}
        self._type = msgspec.defstruct("Sound", [(name, kind | None, None) for name, kind in sound.items()], gc=False)
        self._others = [(one.name, one.answer.fault) for one in fields if one.name not in sound]

    def passes(self, given: Values, around: Around) -> bool:
        """Tell whether none of the answers given has a fault; none of them is empty. Fields nobody knows are passed over."""
        try:
            msgspec.convert(given, self._type)
        except msgspec.ValidationError:
            return False
        return not any(fault(given[name], around) for name, fault in self._others if name in given)


@singledispatch
def sound_type(answer: Answer, codes: Codes) -> Any:
    """Return the type of values of an answer that surely have no fault; None where each has to be looked at."""
    return None


@sound_type.register
def _(answer: Text, codes: Codes) -> Any:
    return None if answer.pattern else Annotated[str, Meta(min_length=answer.shortest, max_length=answer.longest)]


@sound_type.register
def _(answer: HumanNumber, codes: Codes) -> Any:
    return Annotated[str, Meta(max_length=LONGEST_NUMBER)]


@sound_type.register
def _(answer: Count, codes: Codes) -> Any:
    return Annotated[int, Meta(ge=answer.low, le=answer.high)]


@sound_type.register
def _(answer: Amount, codes: Codes) -> Any:
    whole = answer.low == int(answer.low) and answer.high == int(answer.high)
    return Annotated[int, Meta(ge=int(answer.low), le=int(answer.high))] if whole else None


@sound_type.register
def _(answer: YesNo, codes: Codes) -> Any:
    return bool


@sound_type.register
def _(answer: Choice, codes: Codes) -> Any:
    known = codes[answer.codes]
    return Literal[tuple(key for key in answer.offered if key in known)] if answer.closed else _any_of(known)


@sound_type.register
def _(answer: Tally, codes: Codes) -> Any:
    return _heads_by(codes[answer.codes], _HEADS)


@sound_type.register
def _(answer: HeadCount, codes: Codes) -> Any:
    cells = _heads_by(codes["sex"], _heads_by(codes["age_group"], _HEADS))
    return TypedDict("Heads", {"cells": Required[cells]}, total=False)  # type: ignore[operator]


def _any_of(known: CodeList) -> Any:
    return Literal[tuple(known.by_key)]


def _heads_by(known: CodeList, heads: Any) -> Any:
    return GenericAlias(dict, (_any_of(known), heads))


_HEADS = Annotated[int, Meta(ge=0, le=MOST_HEADS)]
