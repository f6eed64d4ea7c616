"""Checks a record of a form against the rules, with other records beside it."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import replace
from typing import Any

from every_form.values import AROUND
from silkfield.forms import all_forms

CLIENT = "01890a5d-ac96-774b-bcce-b302099a8057"
EVENT = "01890a5d-ac96-774b-bcce-b302099a8058"
OTHER_EVENT = "01890a5d-ac96-774b-bcce-b302099a8059"
PERSON = "01890a5d-ac96-774b-bcce-b302099a805a"


def problems(
    form: str, values: Mapping[str, Any], beside: Mapping[str, Mapping[str, Any]] | None = None, **around: Any
) -> list[tuple[str, str]]:
    """Return (field, code) of what is wrong; `beside` are other records by id. Warnings have a code in brackets."""
    known = beside or {}
    near = replace(AROUND, resolve=lambda _form, record: known.get(record), **around)
    found = all_forms()[form].problems({name: value for name, value in values.items() if value is not None}, near)
    return [(one.field, one.code if one.blocks else f"({one.code})") for one in found]
