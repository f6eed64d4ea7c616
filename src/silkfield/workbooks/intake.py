"""Taking a workbook in: bytes in, values out. Rows with their status, the records they would make, and what must be asked."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import replace
from pathlib import Path
from typing import Any

from silkfield.errors import Trouble
from silkfield.formkit.form import Form
from silkfield.formkit.problems import Around
from silkfield.language import _
from silkfield.matching.officials import Directory
from silkfield.workbooks.checking import Checker
from silkfield.workbooks.drafts import Intake
from silkfield.workbooks.headers import NOT_READ, Header, Headings, find_header
from silkfield.workbooks.known_officials import joined_with_directory
from silkfield.workbooks.layouts import Layout, by_labels, layout_for
from silkfield.workbooks.opening import open_workbook
from silkfield.workbooks.questions import NAMES, ask, join_clients, taught_words, unused
from silkfield.workbooks.reading import DROP, KEEP, Reading, checked_given
from silkfield.workbooks.sheets import ABOUT_COLUMNS, Sheet
from silkfield.workbooks.tables import Table, read_table
from silkfield.workbooks.vocabulary import Vocabulary

_NOTHING: Mapping[str, Any] = {}


def read_intake(
    source: bytes | Path,
    form: Form,
    around: Around,
    *,
    answers: Mapping[str, Any] = _NOTHING,
    given: Mapping[str, Any] = _NOTHING,
    columns: Mapping[str, str] = _NOTHING,
    identity: str = DROP,
    directory: Directory | None = None,
) -> Intake:
    """Read a workbook for a form.

    `answers` maps ids of questions to answers, `given` fields to what the file does not say (`session_type`, or
    `event.kind` for another form of the row), `columns` headers to meanings as a person decided. `identity` "keep" drafts
    the names of clients and the consent noted for them, "drop" drafts codes only; the answer to the question "names" wins.
    `directory` is who and what is known: people and organisations of a list that are in it are not drafted again.
    Raises Trouble when the file cannot be read or holds no table of this form.
    """
    around = replace(around, typed=False)
    vocabulary = Vocabulary(around.codes, taught_words(answers))
    explained = {ABOUT_COLUMNS, _(ABOUT_COLUMNS)}
    sheets = tuple(sheet for sheet in open_workbook(source) if sheet.name not in explained)
    layout, tables = _tables(sheets, form, vocabulary, columns)
    reading = Reading(
        form,
        around,
        vocabulary,
        answers,
        given,
        keep_names=answers.get(NAMES, identity) == KEEP,
        several_sheets=len([table for table in tables if table.rows]) > 1,
        directory=directory or Directory(),
    )
    checked_given(reading)
    read, who = joined_with_directory(layout.read(tables, reading), reading)
    checker = Checker(around, reading.forms, read.shared)
    rows = [checker.checked(row) for row in read.rows]
    questions = [*ask(rows, reading), *who]
    rows, not_same = join_clients(rows, reading)
    return Intake(
        form.key,
        tuple(rows),
        read.shared,
        tuple(question for question in questions if question.id not in answers),
        tuple(table.about() for table in tables),
        not_same,
        unused(answers, questions, rows, reading),
    )


Found = list[tuple[Sheet, Header]]


def _tables(
    sheets: tuple[Sheet, ...], form: Form, vocabulary: Vocabulary, columns: Mapping[str, str]
) -> tuple[Layout, list[Table]]:
    """Find the tables of a workbook; one that an export wrote is read by the labels of the form."""
    own, by_label = layout_for(form), by_labels(form)
    found, labelled = (find_headers(sheets, layout, vocabulary, columns) for layout in (own, by_label))
    if labelled and _known(labelled) > _known(found):
        own, found = by_label, labelled
    if not found:
        needed = ", ".join(_(column.label) for column in own.columns[:8])
        raise Trouble(
            _("No table for “{form}” was found in this workbook.").format(form=_(form.plural)),
            _("The header needs words such as: {words}.").format(words=needed),
            code="no_table",
        )
    return own, [read_table(sheet, header, form.key) for sheet, header in found]


def _known(found: Found) -> int:
    return sum(len(header.meanings) for _sheet, header in found)


def find_headers(
    sheets: tuple[Sheet, ...], layout: Layout, vocabulary: Vocabulary, columns: Mapping[str, str]
) -> Found:
    """Return the sheets that hold a table of a layout, each with its header."""
    pattern = layout.pattern
    headings = Headings(layout.columns, (lambda label: pattern(vocabulary, label)) if pattern else None)
    found = ((sheet, find_header(sheet, headings, layout.enough, columns)) for sheet in sheets)
    return [(sheet, header) for sheet, header in found if header]


def meanings(form: Form) -> dict[str, str]:
    """Return what a column may be mapped to by a person, with its label; "-" is "do not read it"."""
    return {NOT_READ: _("Do not read"), **{column.meaning: _(column.label) for column in layout_for(form).columns}}
