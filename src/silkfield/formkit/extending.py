"""Code lists and forms with what headquarters added to them: further codes, retired ones, extra questions.

Pure: they get the answers of headquarters' records (forms `code` and `question`), the oldest first.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import replace
from typing import Any

from silkfield.formkit.answers import Amount, Answer, Choice, Day, Text
from silkfield.formkit.asking import Given
from silkfield.formkit.codes import Code, CodeList, Codes
from silkfield.formkit.field import Field
from silkfield.formkit.form import Form, Section
from silkfield.formkit.problems import Values
from silkfield.language import N_, chosen

EXTRA = "x_"
"""What the names of the answers to extra questions begin with; no field of a form does."""

ASKED = N_("Extra questions")


def with_codes(codes: Codes, said: Iterable[Values]) -> dict[str, CodeList]:
    """Return code lists with codes added, changed, put in another place, or retired after a day."""
    by_list: dict[str, dict[str, Values]] = {}
    for one in said:
        by_list.setdefault(one["list"], {})[one["code"]] = one
    changed = {name: _changed(codes[name], list(some.values())) for name, some in by_list.items() if name in codes}
    return {**codes, **changed}


def _changed(known: CodeList, said: Sequence[Values]) -> CodeList:
    found = dict(known.by_key)
    for one in said:
        key = one["code"]
        code = found.get(key) or Code(key, one.get("label") or key)
        found[key] = replace(
            code,
            label=one.get("label") or code.label,
            urdu=one.get("urdu") or code.urdu,
            aliases=(
                *code.aliases,
                *(word for part in (one.get("aliases") or "").split(";") if (word := part.strip())),
            ),
            valid_to=one.get("last_day") or code.valid_to,
        )
    order = list(found)
    for one in sorted((one for one in said if one.get("place")), key=lambda one: int(one["place"])):
        order.remove(one["code"])
        order.insert(one["place"] - 1, one["code"])
    return CodeList(known.name, tuple(found[key] for key in order))


def with_questions(
    forms: Mapping[str, Form], codes: Codes, said: Iterable[Values], day: str
) -> tuple[dict[str, Form], dict[str, CodeList]]:
    """Return forms with their extra questions as a last section, and code lists with those to choose answers from.

    `day` is today as an ISO date: a question that is not asked any more is shown only where it was answered.
    """
    by_form: dict[str, dict[str, Values]] = {}
    for one in said:
        by_form.setdefault(one["form"], {})[one["key"]] = one
    extended, lists = dict(forms), dict(codes)
    for key, asked in by_form.items():
        if key in forms:
            in_order = sorted(asked.values(), key=lambda one: int(one.get("place") or 1_000))
            for one in in_order:
                if one["kind"] == "CHOICE":
                    lists[_list_of(one)] = CodeList(_list_of(one), _choices(one))
            section = Section(ASKED, tuple(_field(one, day) for one in in_order))
            extended[key] = replace(forms[key], sections=(*forms[key].sections, section))
    return extended, lists


def _field(one: Values, day: str) -> Field:
    name = EXTRA + one["key"]
    asked = not one.get("last_day") or day <= one["last_day"]
    label = one["urdu"] if one.get("urdu") and chosen() == "ur" else one["label"]
    return Field(
        name, label, _answer(one), listed=asked, help=one.get("help") or "", when=None if asked else Given(name)
    )


def _answer(one: Values) -> Answer:
    kinds: dict[str, Answer] = {
        "TEXT": Text(500, lines=True),
        "NUMBER": Amount(0, 1_000_000_000),
        "DATE": Day(future=True),
        "CHOICE": Choice(_list_of(one)),
    }
    return kinds[one["kind"]]


def _list_of(one: Values) -> str:
    return f"question.{one['form']}.{one['key']}"


def _choices(one: Mapping[str, Any]) -> tuple[Code, ...]:
    rows = {row["code"]: row for row in one.get("choices") or ()}
    return tuple(Code(key, row["label"], row.get("urdu") or "") for key, row in rows.items())
