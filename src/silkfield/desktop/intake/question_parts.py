"""What a person needs to see before answering a question about a workbook: the rows, side by side, and the evidence."""

from __future__ import annotations

from collections.abc import Sequence

from PySide6.QtWidgets import QWidget

from silkfield.desktop import read_aloud
from silkfield.desktop.intake.row_words import cell_under, shortened, title_of, written_by_label
from silkfield.desktop.intake.wanted import Looked
from silkfield.desktop.lists.lines import short_day
from silkfield.desktop.widgets import Cell, Chip, Column, DataTable, Row, Text, column, row
from silkfield.desktop.widgets.layout import Item
from silkfield.formkit.days import iso_day
from silkfield.language import N_, _, isolated, ngettext
from silkfield.matching.officials import Official
from silkfield.matching.people import EVIDENCE
from silkfield.workbooks.drafts import IntakeRow, Question, SheetRead

ROOM = 600
"""Pixels that the card of a question always has for its parts."""

MOST_ROWS = 5
_DAYS = ("contact_date", "held_on", "start_date")
_SPEAKS_AGAINST = frozenset(code for code in EVIDENCE if code.startswith("other_"))
_OF_OFFICIALS = (
    (N_("Name"), "name"),
    (N_("In the other script"), "other_name"),
    (N_("Sex"), "sex"),
    (N_("Organisation"), "organisation_name"),
    (N_("Position"), "position"),
    (N_("Email"), "email"),
    (N_("Phone"), "phone"),
)


def parts_of(question: Question, looked: Looked) -> list[Item]:
    """Return what stands between the question and its answers."""
    rows = rows_of(question, looked)
    match question.kind:
        case "names":
            return _consent(question)
        case "same" if len(rows) > 1:
            return [_chips(question), _side_by_side(rows, looked)]
        case "official" if rows:
            return [_chips(question), _beside_the_known(rows[0])]
        case "date" if rows:
            return [_among_neighbours(question, rows[0], looked)]
        case _ if rows:
            return [_where(question, rows, looked)]
        case _:
            return []


def rows_of(question: Question, looked: Looked) -> list[IntakeRow]:
    """Return the rows a question is about, as far as they are in the workbook."""
    if looked.checked is None:
        return []
    by_place = {(one.sheet, one.number): one for one in looked.checked.intake.rows}
    by_number = {one.number: one for one in looked.checked.intake.rows}
    found = (by_place.get((sheet, number)) if sheet else by_number.get(number) for sheet, number in question.rows)
    return [one for one in found if one is not None]


def flowing(widgets: Sequence[QWidget], spacing: int, room: int = ROOM) -> list[Item]:
    """Lay widgets out side by side, in as many lines as they need."""
    lines: list[list[QWidget]] = [[]]
    used = 0
    for widget in widgets:
        wide = widget.sizeHint().width() + spacing
        if lines[-1] and used + wide > room:
            lines.append([])
            used = 0
        lines[-1].append(widget)
        used += wide
    return [row(*line, None, spacing=spacing) for line in lines]


def _consent(question: Question) -> list[Item]:
    count = len(question.rows)
    words = ngettext("{count} row holds a name.", "{count} rows hold a name.", count).format(count=count)
    kept = _("Kept names stay in this office. Codes alone are counted the same.")
    return [
        Text(words, "body", "ink2", wrap=True),
        *read_aloud.boxes("consent", labelled=True),
        Text(kept, "body", "ink2", wrap=True),
    ]


def _chips(question: Question) -> Item:
    against = {_(EVIDENCE[code]) for code in _SPEAKS_AGAINST}
    chips = [
        Chip(words, "warn", "alert-triangle") if words in against else Chip(words, "ok", "check")
        for words in question.evidence
    ]
    return column(*flowing(chips, 6), spacing=6)


def _side_by_side(rows: Sequence[IntakeRow], looked: Looked) -> DataTable:
    labelled = [dict(written_by_label(one, _sheets(looked))) for one in rows[:2]]
    labels = list(dict.fromkeys(label for one in labelled for label in one))
    titles = [_("Row {number}").format(number=isolated(str(one.number))) for one in rows[:2]]
    columns = (
        Column("label", _("Column"), 160),
        *(Column(str(place), title, 190, stretch=True) for place, title in enumerate(titles)),
    )
    lines = []
    for number, label in enumerate(labels):
        texts = [one.get(label, "–") for one in labelled]
        role = "strong" if len(set(texts)) == 1 else ""
        cells = (Cell(shortened(text, 165, role or "body"), role=role) for text in texts)
        lines.append(Row(number, (Cell(shortened(label, 140, "body"), tone="ink2"), *cells)))
    return _table(columns, lines, _("The two rows side by side"))


def _beside_the_known(one: IntakeRow) -> DataTable:
    """Show a person of a list beside the official who is the likeliest of those who are known."""
    people: list[Official] = [one.facts["listed"], one.facts["alike"][0][0]]
    columns = (
        Column("label", "", 104),
        Column("listed", _("On the list"), 130, stretch=True),
        Column("known", _("Here already"), 130, stretch=True),
    )
    lines = []
    for label, name in _OF_OFFICIALS:
        texts = [str(getattr(each, name)) for each in people]
        role = "strong" if texts[0] == texts[1] else ""
        cells = (Cell(shortened(isolated(text) if text else "–", 116, role or "body"), role=role) for text in texts)
        if any(texts):
            lines.append(Row(name, (Cell(_(label), tone="ink2"), *cells)))
    return _table(columns, lines, _("The person of the list beside the official who is known"))


def _among_neighbours(question: Question, one: IntakeRow, looked: Looked) -> DataTable:
    """Show the row with the day between the rows above and below it."""
    every = looked.checked.intake.rows if looked.checked else (one,)
    rows = [other for other in every if other.sheet == one.sheet]
    place = rows.index(one)
    label = next((reason.column for reason in one.reasons if reason.question == question.id), "")
    columns = (
        Column("row", _("Row"), 64, align="end"),
        Column("what", _("What it is"), 190, stretch=True),
        Column("written", _("As it is written"), 150),
        Column("read", _("Read as"), 140),
    )
    lines = []
    for other in rows[max(0, place - 1) : place + 2]:
        tint = "warntint" if other is one else ""
        role = "strong" if other is one else ""
        texts = (shortened(title_of(other, looked.form), 165, "strong"), cell_under(other, label, _sheets(looked)))
        cells = (Cell(str(other.number), tint=tint), *(Cell(text, role=role, tint=tint) for text in texts))
        lines.append(Row(other.number, (*cells, Cell(_day_of(other), role=role, tint=tint))))
    return _table(columns, lines, _("The row among its neighbours"))


def _sheets(looked: Looked) -> tuple[SheetRead, ...]:
    return looked.checked.intake.sheets if looked.checked else ()


def _day_of(one: IntakeRow) -> str:
    days = (value for draft in one.drafts for name, value in draft.values.items() if name in _DAYS)
    day = next((value for value in days if iso_day(value)), None)
    return short_day(day) if day else "–"


def _where(question: Question, rows: Sequence[IntakeRow], looked: Looked) -> Item:
    """Show the first rows in which a word stands."""
    columns = (
        Column("row", _("Row"), 64, align="end"),
        Column("what", _("What it is"), 190, stretch=True),
        Column("written", _("As it is written"), 200),
    )
    lines = []
    for one in rows[:MOST_ROWS]:
        label = next((reason.column for reason in one.reasons if reason.question == question.id), "")
        written = cell_under(one, label, _sheets(looked))
        cells = (Cell(shortened(title_of(one, looked.form), 165, "body")), Cell(shortened(written, 175, "body")))
        lines.append(Row(one.number, (Cell(str(one.number)), *cells)))
    more = len(rows) - len(lines)
    words = ngettext("and {count} more row", "and {count} more rows", more).format(count=more)
    return column(
        _table(columns, lines, _("Rows with this word")),
        *([Text(words, "meta", "ink2")] if more > 0 else []),
        spacing=6,
    )


def _table(columns: Sequence[Column], rows: Sequence[Row], name: str) -> DataTable:
    table = DataTable(columns, name, fit=True)
    table.show_rows(rows)
    return table
