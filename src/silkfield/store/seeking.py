"""What somebody looks for in a list, as a condition on the table of a form."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import Any

from sqlalchemy import ColumnElement, func, or_, select

from silkfield.store.columns import is_json, to_json
from silkfield.store.projection import Shape


@dataclass(frozen=True, slots=True)
class Sought:
    """Each folded word, at least one, occurs in the record, or one of its `codes` (by word, then by field) is chosen there;
    or the record is among those that were `heard`."""

    words: tuple[str, ...]
    codes: Mapping[str, Mapping[str, Sequence[str]]]
    heard: tuple[str, ...] = ()

    def met_by(self, shape: Shape) -> ColumnElement[bool]:
        """Return the condition that a record is what is sought."""
        first, *others = (self._said(shape, word) for word in self.words)
        for one in others:
            first &= one
        return first | shape.table.c.record.in_(self.heard) if self.heard else first

    def _said(self, shape: Shape, word: str) -> ColumnElement[bool]:
        """Return the condition that a record says a word, in its text or by a code it has alone or in a list."""
        conditions = [shape.table.c.search.contains(word, autoescape=True)]
        for name, keys in self.codes.get(word, {}).items():
            column = shape.table.c[f"a_{name}"]
            conditions += [column.in_(keys), *(column.contains(to_json(key), autoescape=True) for key in keys)]
        return or_(*conditions)


def answered(shape: Shape, name: str, value: Any) -> ColumnElement[bool]:
    """Return the condition that an answer is this one, or one of these."""
    field, _dot, inner = name.partition(".")
    column: Any = shape.table.c[f"a_{field}"]
    wanted = list(value) if isinstance(value, (list, tuple)) else [value]
    if not is_json(shape.form.by_name[field].answer):
        met: ColumnElement[bool] = column.in_(wanted) if isinstance(value, (list, tuple)) else column == value
        return met
    each = func.json_each(column).table_valued("value")
    one = func.json_extract(each.c.value, f"$.{inner}") if inner else each.c.value
    return select(1).select_from(each).where(one.in_(wanted)).correlate(shape.table).exists()
