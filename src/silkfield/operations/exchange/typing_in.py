"""Answers that somebody writes on the command line where neither side of a clash is right, read as anywhere else."""

from __future__ import annotations

import json
from collections.abc import Mapping
from typing import Any

from silkfield.errors import Trouble
from silkfield.formkit.answer import Answer
from silkfield.formkit.form import Form
from silkfield.formkit.problems import Around, Unreadable
from silkfield.language import _


def read_typed(form: Form, typed: Mapping[str, str], around: Around) -> dict[str, Any]:
    """Return what was typed as answers by field name, None where nothing stands.

    Kinds that one line of text cannot say (head counts, tallies, marks, rows) are written as JSON. Raises Trouble for what
    cannot be read.
    """
    answers: dict[str, Any] = {}
    for name, text in typed.items():
        field = form.by_name.get(name)
        if field is None:
            raise Trouble(
                _("“{form}” does not ask for “{name}”.").format(form=_(form.title), name=name),
                _("It asks for: {fields}.").format(fields=_(", ").join(form.by_name)),
                code="no_field",
            )
        try:
            answers[name] = _read(field.answer, text, around) if text.strip() else None
        except Unreadable as fault:
            raise Trouble(
                _("“{label}” cannot be read.").format(label=_(field.label)), str(fault), code="unreadable"
            ) from fault
    return answers


def _read(answer: Answer, text: str, around: Around) -> Any:
    if type(answer).read is not Answer.read:
        return answer.read(text, around)
    try:
        return json.loads(text)
    except (ValueError, RecursionError) as fault:
        raise Unreadable(_("Write it as JSON, as “show --json” prints it: one line cannot say it.")) from fault
