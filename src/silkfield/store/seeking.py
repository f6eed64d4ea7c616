"""What somebody looks for in a list, as a condition on the table of a form."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from sqlalchemy import ColumnElement, or_

from silkfield.store.columns import to_json
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
