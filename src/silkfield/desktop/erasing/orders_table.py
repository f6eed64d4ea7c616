"""The orders to erase in a table, and beside it which laptops have confirmed one."""

from __future__ import annotations

from collections.abc import Sequence

from silkfield.desktop.moments import day, day_and_time
from silkfield.desktop.widgets import (
    Card,
    Cell,
    Column,
    DataTable,
    EmptyState,
    IconMark,
    Panel,
    Row,
    Text,
    column,
    grouped,
    refill,
    row,
)
from silkfield.desktop.widgets.layout import Item
from silkfield.language import _, ngettext
from silkfield.operations.exchange.erasing import BASES, Confirmation, ErasureLine
from silkfield.operations.sitting import Sitting


def orders_table() -> DataTable:
    """Make the empty table of orders."""
    columns = (
        Column("at", _("Day"), 96),
        Column("basis", _("Why"), 210, stretch=True),
        Column("gone", _("Erased here"), 110),
        Column("state", _("Elsewhere"), 210, stretch=True),
    )
    return DataTable(columns, _("Erasures"))


def order_rows(lines: Sequence[ErasureLine], sitting: Sitting) -> list[Row]:
    """Return the rows of the orders, the newest first."""
    return [_row(line, sitting) for line in lines]


def _row(line: ErasureLine, sitting: Sitting) -> Row:
    words, tone, icon = state(line, sitting)
    gone = ngettext("{count} record", "{count} records", line.gone).format(count=grouped(line.gone))
    return Row(
        line.order,
        (
            Cell(day(line.at, sitting)),
            Cell(_(BASES.get(line.basis, line.basis))),
            Cell(gone),
            Cell(words, chip=tone, icon=icon),
        ),
    )


def state(line: ErasureLine, sitting: Sitting) -> tuple[str, str, str]:
    """Say how far an erasure has come: words, tone, icon."""
    if line.asked:
        return _("Asked headquarters"), "info", "send"
    if not sitting.office.is_headquarters:
        return _("Ordered by headquarters"), "ok", "check"
    if line.confirmed == len(line.laptops):
        return _("Confirmed by all"), "ok", "circle-check"
    words = _("{confirmed} of {all} laptops confirmed")
    return words.format(confirmed=line.confirmed, all=len(line.laptops)), "warn", "history"


class OrderPanel(Card):
    """One order in full: its day, its reason, what went, and each laptop with its counts."""

    def __init__(self, sitting: Sitting) -> None:
        self._sitting = sitting
        self._place = column(spacing=8)
        super().__init__((self._place, 1))

    def show_order(self, line: ErasureLine | None) -> None:
        """Show an order, or that there is none."""
        if line is None:
            empty = EmptyState(
                "trash",
                _("Nothing was erased for good."),
                _("Somebody asks for it beside a record, below its history."),
            )
            refill(self._place, [None, empty, None])
            return
        gone = ngettext("{count} record is gone here.", "{count} records are gone here.", line.gone)
        parts: list[Item] = [
            Text(_(BASES.get(line.basis, line.basis)), "h2", wrap=True),
            Text(day_and_time(line.at, self._sitting), "meta", "ink2"),
            Text(gone.format(count=grouped(line.gone)), "body", wrap=True),
        ]
        if line.asked:
            words = _("Headquarters has not answered yet. Send a bundle, and read the next one from there.")
            parts.append(_line("send", "accent", words))
        parts += [self._laptop(one) for one in line.laptops]
        refill(self._place, [*parts, None])

    def _laptop(self, one: Confirmation) -> Panel:
        if one.confirmed:
            words = _("{laptop}: found {found}, {gone} gone").format(laptop=one.label, found=one.found, gone=one.gone)
            return _line("circle-check", "ok", words)
        if one.heard:
            words = _("{laptop}: not yet, last heard of on {day}")
            return _line("history", "warn", words.format(laptop=one.label, day=day(one.heard, self._sitting)))
        return _line("history", "warn", _("{laptop}: not yet, never heard of").format(laptop=one.label))


def _line(icon: str, tone: str, words: str) -> Panel:
    return Panel(row(column(IconMark(icon, 18, tone), None), (Text(words, "body", wrap=True), 1)))
