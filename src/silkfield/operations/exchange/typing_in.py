"""Answers that a person types where neither side of a clash is right, read as anywhere else in the program."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from silkfield.errors import Trouble
from silkfield.formkit.answer import Answer
from silkfield.formkit.answers import Ref, Refs
from silkfield.formkit.form import Form
from silkfield.formkit.problems import Around, Unreadable
from silkfield.language import _


def can_be_typed(form: Form, name: str) -> bool:
    """Tell whether an answer can be typed as a line of text; grids, rows and references cannot."""
    field = form.by_name.get(name)
    return (
        field is not None and not isinstance(field.answer, (Ref, Refs)) and type(field.answer).read is not Answer.read
    )


def read_typed(form: Form, typed: Mapping[str, str], around: Around) -> dict[str, Any]:
    """Return what was typed as answers by field name, None where nothing stands. Raises Trouble for what cannot be read."""
    answers: dict[str, Any] = {}
    for name, text in typed.items():
        if not can_be_typed(form, name):
            raise Trouble(
                _("“{name}” cannot be typed.").format(name=name),
                _("Take one side, then correct the record."),
                code="no_field",
            )
        field = form.by_name[name]
        try:
            answers[name] = field.answer.read(text, around) if text.strip() else None
        except Unreadable as fault:
            raise Trouble(
                _("“{label}” cannot be read.").format(label=_(field.label)), str(fault), code="unreadable"
            ) from fault
    return answers
