"""Any form's records by the labels of its fields: lists people keep, and the workbooks an export writes."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Sequence
from collections.abc import Set as AbstractSet
from typing import Any

from silkfield.formkit.answers import Ref, Refs
from silkfield.formkit.folding import squeezed
from silkfield.formkit.form import DaysAhead, Field, Form
from silkfield.formkit.grids import Rows
from silkfield.formkit.problems import Unreadable
from silkfield.language import _
from silkfield.workbooks.cell_formats import cell_format
from silkfield.workbooks.cell_shapes import WHOLE, CellFormat
from silkfield.workbooks.cells import Cell, text_of
from silkfield.workbooks.drafts import Draft, IntakeRow
from silkfield.workbooks.export import ID, KEY, RECORD, name_header
from silkfield.workbooks.headers import NOT_READ, Column
from silkfield.workbooks.layouts import Layout, Read
from silkfield.workbooks.organisations import Organisations
from silkfield.workbooks.reading import Reading, RowNotes, joined, note_common
from silkfield.workbooks.rows import RECORD_ID, ROW_OF
from silkfield.workbooks.tables import Table
from silkfield.workbooks.vocabulary import Vocabulary

PARTED = "|"
ROW_KEY = "row key"


def layout_of(form: Form) -> Layout:
    """Return the layout that reads a form by its labels."""
    columns = [
        Column(RECORD_ID, ID, (_(ID),)),
        Column(ROW_OF, RECORD, (_(RECORD),)),
        Column(ROW_KEY, KEY, (_(KEY),)),
        *(Column(field.name, field.label, (_(field.label),)) for field in form.fields),
    ]
    needed = {
        field.name
        for field in form.fields
        if field.required and (field.default is None or isinstance(field.default, DaysAhead))
    }

    def enough(meanings: AbstractSet[str]) -> bool:
        if ROW_OF in meanings:
            return ROW_KEY in meanings
        fields = {meaning.partition(PARTED)[0] for meaning in meanings} & form.by_name.keys()
        return bool(fields) and (RECORD_ID in meanings or 2 * len(fields & needed) >= len(needed))

    def pattern(_words: Vocabulary, label: str) -> str:
        return _part_of(form, label)

    return Layout(tuple(columns), enough, _reader(form), pattern)


def _part_of(form: Form, label: str) -> str:
    """Return "heads|Men 18-24" for the header "Head count: Men 18-24", and say which columns only show a name."""
    for field in form.fields:
        if isinstance(field.answer, (Ref, Refs)) and label == name_header(field):
            return NOT_READ
        for name in (_(field.label), field.label, field.name):
            if label.startswith(f"{name}: "):
                return f"{field.name}{PARTED}{label[len(name) + 2 :]}"
    return ""


def _reader(form: Form) -> Any:
    def read(tables: Sequence[Table], reading: Reading) -> Read:
        given = reading.given_for(form.key)
        repeated = _repeated(form, [table for table in tables if ROW_OF in table.header.meanings], reading)
        lists = [table for table in tables if ROW_OF not in table.header.meanings]
        organisations = Organisations(_organisation_names(form, lists))
        rows = [
            _read_row(RowNotes(table, row), form, reading, given, repeated, organisations)
            for table in lists
            for row in table.rows
        ]
        return Read(tuple(rows), tuple(organisations.drafts()))

    return read


def _read_row(
    notes: RowNotes,
    form: Form,
    reading: Reading,
    given: dict[str, Any],
    repeated: dict[tuple[str, str], list[dict[str, Any]]],
    organisations: Organisations,
) -> IntakeRow:
    row = notes.row
    record = row.text(RECORD_ID)
    values: dict[str, Any] = {}
    for name, cells in _cells_by_field(form, notes).items():
        field = form.by_name[name]
        if isinstance(field.answer, Ref) and field.answer.form == "organisation" and not _is_id(text_of(cells[WHOLE])):
            named = organisations.find(text_of(cells[WHOLE]))
            values[name] = named.handle if named else None
        else:
            values[name] = _read_field(notes, field, cells, reading)
    for field in form.fields:
        if found := repeated.get((record, field.name)):
            values[field.name] = found
    usual = {} if record else _usual(form)
    note_common(notes)
    draft = Draft(form.key, f"@{form.key}-{reading.place(row.sheet, row.number)}", joined(usual, given, values))
    return notes.finished([draft], {"id": record})


def _usual(form: Form) -> dict[str, Any]:
    """Return the answers a new record begins with; the day of a row is never made up."""
    return {
        field.name: field.default
        for field in form.fields
        if field.default is not None and not isinstance(field.default, DaysAhead)
    }


def _cells_by_field(form: Form, notes: RowNotes) -> dict[str, dict[str, Cell]]:
    found: dict[str, dict[str, Cell]] = defaultdict(dict)
    for meaning, cell in notes.row.values.items():
        name, _sign, part = meaning.partition(PARTED)
        if name in form.by_name:
            found[name][part] = cell
    return found


def _read_field(notes: RowNotes, field: Field, cells: dict[str, Cell], reading: Reading) -> Any:
    shape: CellFormat = cell_format(field.answer)
    try:
        value = shape.read(cells, reading.around)
    except Unreadable as problem:
        column = notes.table.label(field.name) or _(field.label)
        notes.say("R_UNREADABLE", column, str(problem))
        return None
    return value


def _repeated(form: Form, tables: Sequence[Table], reading: Reading) -> dict[tuple[str, str], list[dict[str, Any]]]:
    """Read the sheets of repeated answers, by (record id, field)."""
    found: dict[tuple[str, str], list[dict[str, Any]]] = defaultdict(list)
    for table in tables:
        field = next((one for one in form.fields if squeezed(_(one.label)) == squeezed(table.sheet.name)), None)
        if field is None or not isinstance(field.answer, Rows):
            continue
        inner = {squeezed(name): one for one in field.answer.fields for name in (one.name, one.label, _(one.label))}
        columns = [
            (column.place, inner[squeezed(column.label)])
            for column in table.header.columns
            if squeezed(column.label) in inner
        ]
        for row in table.rows:
            answers: dict[str, Any] = {"key": row.text(ROW_KEY) or f"r{row.number}"}
            for place, one in columns:
                try:
                    value = cell_format(one.answer).read({WHOLE: row.cells[place]}, reading.around)
                except Unreadable:
                    continue
                if value is not None:
                    answers[one.name] = value
            found[row.text(ROW_OF), field.name].append(answers)
    return found


def _organisation_names(form: Form, tables: Sequence[Table]) -> list[str]:
    names = [
        field.name for field in form.fields if isinstance(field.answer, Ref) and field.answer.form == "organisation"
    ]
    texts = (row.text(name) for table in tables for row in table.rows for name in names)
    return [text for text in texts if text and not _is_id(text)]


def _is_id(text: str) -> bool:
    return len(text) == 36 and text.count("-") == 4
