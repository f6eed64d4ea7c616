"""How the rows of a workbook become records: one file per form; forms without one are read by their own labels."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from collections.abc import Set as AbstractSet
from dataclasses import dataclass, field
from importlib import import_module
from importlib.util import find_spec

from silkfield.formkit.form import Form
from silkfield.workbooks.drafts import Draft, IntakeRow
from silkfield.workbooks.headers import Column
from silkfield.workbooks.reading import Reading
from silkfield.workbooks.tables import Table
from silkfield.workbooks.vocabulary import Vocabulary


@dataclass(frozen=True, slots=True)
class Read:
    """What a layout read: the rows, and the records that all of them share."""

    rows: tuple[IntakeRow, ...]
    shared: tuple[Draft, ...] = ()


@dataclass(frozen=True, slots=True)
class Layout:
    """How one form's workbooks are read.

    `enough` says whether the meanings of a header are enough to be such a table; `pattern` gives the meaning of headers that
    no list of words can hold (men 18-24).
    """

    columns: tuple[Column, ...]
    enough: Callable[[AbstractSet[str]], bool]
    read: Callable[[Sequence[Table], Reading], Read]
    pattern: Callable[[Vocabulary, str], str] | None = field(default=None)


def layout_for(form: Form) -> Layout:
    """Return the layout of a form's workbooks: its own, or the one that goes by the labels of its fields."""
    name = f"{__name__}.{form.key}"
    if form.key != "labels" and find_spec(name):
        layout: Layout = import_module(name).LAYOUT
        return layout
    return by_labels(form)


def by_labels(form: Form) -> Layout:
    """Return the layout that reads a form by the labels of its fields, as an export writes them."""
    made: Layout = import_module(f"{__name__}.labels").layout_of(form)
    return made
