"""Handing out: a list as it is filtered and shown leaves the window as a workbook or as a page to print."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import replace
from datetime import date
from html import escape
from importlib import import_module
from pathlib import Path
from typing import TypeVar

from silkfield.clock import local_time
from silkfield.errors import Trouble
from silkfield.formkit.folding import plain_digits
from silkfield.forms.counselling_note import IDENTITY_CARD
from silkfield.language import _, isolated, runs_right_to_left
from silkfield.locations import write_whole
from silkfield.operations.sitting import Sitting
from silkfield.reports.listed import Cell, HandOut, Listed

MOST_PRINTED = 1_000
"""So many rows are printed at most; a longer list is for Excel."""

USUAL, ROOMY = 4, 11
"""Room round a cell on paper; a roomy one takes a signature."""

_BY_HAND = "&nbsp;" * 18
"""Keeps a column wide that is filled in by hand."""


def hand_out(sitting: Sitting, title: str, sentence: str, tables: Iterable[Listed]) -> HandOut:
    """Return tables with what stands above them: what they are filtered by, the day, the office, and who made them.

    The number of an identity card that somebody typed somewhere never leaves.
    """
    office, now = sitting.office, local_time(sitting.clock.now(), sitting.clock.zone())
    hidden = [(_("Names"), _("hidden: a client was looking at the screen"))] if sitting.hiding else []
    facts = [
        (_("Shown"), _without_cards(sentence)),
        *hidden,
        (_("Made"), isolated(f"{now:%d.%m.%Y %H:%M}")),
        (_("Office"), f"{office.name} ({isolated(office.label)})"),
        (_("By"), sitting.person.name),
    ]
    kept = (replace(one, rows=tuple(tuple(map(_without_cards, row)) for row in one.rows)) for one in tables)
    return HandOut(title, tuple(facts), tuple(kept))


C = TypeVar("C")


def _without_cards(cell: C) -> C | str:
    """Return a cell without the numbers of identity cards in it, in whatever digits they were typed."""
    if not isinstance(cell, str) or not IDENTITY_CARD.search(plain := plain_digits(cell)):
        return cell
    return IDENTITY_CARD.sub("…", plain)


def write_workbook(_sitting: Sitting, made: HandOut, path: Path) -> Path:
    """Write a list as .xlsx. Raises Trouble."""
    if path.suffix.lower() != ".xlsx":
        raise Trouble(
            _("“{path}” is no name for a workbook.").format(path=path.name),
            _("Use a name that ends in .xlsx."),
            code="format",
        )
    write_whole(path, import_module("silkfield.workbooks.list_sheets").write_list(made))  # openpyxl is large: late
    return path


def as_html(made: HandOut) -> str:
    """Return a list as a page; in Urdu its columns run from the right. Raises Trouble when it is too long to print."""
    count = sum(len(table.rows) for table in made.tables)
    if count > MOST_PRINTED:
        raise Trouble(
            _("{count} rows are too many to print.").format(count=count),
            _("Search for fewer of them, or save the list for Excel."),
            code="too_long",
        )
    start = _start()
    facts = " · ".join(f"{_grey(name + ':')} {_said(fact)}" for name, fact in made.facts)
    return f"<html><body><div {start}>{facts}</div>{_tables(made.tables)}</body></html>"


def _start() -> str:
    return 'dir="rtl" align="right"' if runs_right_to_left() else 'dir="ltr" align="left"'


def _tables(tables: Sequence[Listed]) -> str:
    """Write tables one after the other; one that is written on by hand begins a page of its own."""
    return "".join(_table(table, new_page=table.roomy and place > 0) for place, table in enumerate(tables))


def _table(table: Listed, *, new_page: bool) -> str:
    start = _start()
    groups = _groups(table)
    heads = [escape(_(", ").join(table.columns[place].label for place in group)) for group in groups]
    written = [[_stacked(table, row, group) for group in groups] for row in table.rows]
    empty = [table.roomy and not any(row[place] for row in written) for place in range(len(groups))]
    heads = [f"{head}{_BY_HAND}" if blank else head for head, blank in zip(heads, empty, strict=True)]
    letters = "font-size:10pt;" if table.roomy else ""
    rows = (_line(row, "td", start, letters) for row in written)
    room, count = (ROOMY, "") if table.roomy else (USUAL, f" ({len(table.rows)})")
    page = ' style="page-break-before:always"' if new_page else ""
    return (
        f"<h3 {start}{page}>{escape(table.title)}{count}</h3>"
        f'<table width="100%" cellspacing="0" cellpadding="{room}"><thead>{_line(heads, "th", start)}</thead>'
        f"{''.join(rows)}</table>"
    )


def _line(cells: list[str], tag: str, start: str, letters: str = "") -> str:
    ordered = cells[::-1] if runs_right_to_left() else cells  # Qt mirrors no table
    look = 'bgcolor="#E9EDF1"' if tag == "th" else f'style="{letters}border-bottom:0.5px solid #C5CDD5"'
    written = (f'<{tag} {start} {look} valign="top">{cell}</{tag}>' for cell in ordered)
    return f"<tr>{''.join(written)}</tr>"


def _groups(table: Listed) -> list[list[int]]:
    groups: list[list[int]] = []
    for place, column in enumerate(table.columns):
        if column.stands != "alone" and groups:
            groups[-1].append(place)
        else:
            groups.append([place])
    return groups


def _stacked(table: Listed, row: tuple[Cell, ...], group: list[int]) -> str:
    """Write the cells that share a place on paper: side by side, and from the first one that stands under on, below."""
    lines: list[list[str]] = [[], []]
    below = 0
    for place in group:
        below = 1 if table.columns[place].stands == "under" else below
        if said := _said(row[place]):
            lines[below].append(said)
    first, second = (_(", ").join(line) for line in lines)
    return "<br>".join(part for part in (first, _grey(second)) if part)


def _grey(html: str) -> str:
    return f'<span style="color:#55626F">{html}</span>' if html else ""


def _said(cell: Cell) -> str:
    if isinstance(cell, date):
        return isolated(f"{cell:%d.%m.%Y}")
    text = "" if cell is None else str(cell)
    return escape(isolated(text) if text and text.isascii() and runs_right_to_left() else text)
