"""The list of bundles sent: when, how much, and what headquarters has confirmed of each."""

from __future__ import annotations

from silkfield.desktop.moments import day_and_time, days_ago
from silkfield.desktop.widgets import Cell, Column, DataTable, Row, Station, grouped
from silkfield.language import _, ngettext
from silkfield.operations.exchange.mates import MatesBundle
from silkfield.operations.exchange.sending import SentBundle
from silkfield.operations.sitting import Sitting

LATE = 7
"""Days after which a bundle without a receipt is shown in amber."""


def sent_table() -> DataTable:
    """Make the empty table of bundles sent."""
    columns = (
        Column("number", _("Bundle"), 76),
        Column("made", _("Saved"), 150),
        Column("records", _("Records"), 84, align="end"),
        Column("files", _("Files"), 100),
        Column("receipt", _("Receipt from headquarters"), 300),
        Column("state", _("State"), 200, stretch=True),
    )
    return DataTable(columns, _("Bundles sent"), fit=True)


def sent_rows(bundles: tuple[SentBundle, ...], sitting: Sitting) -> list[Row]:
    """Return the rows of the bundles, the newest first."""
    return [_row(bundle, sitting) for bundle in bundles]


def _row(bundle: SentBundle, sitting: Sitting) -> Row:
    words, late = _receipt(bundle, sitting)
    files = ngettext("{count} file", "{count} files", len(bundle.files)).format(count=len(bundle.files))
    station, state = (
        (Station.RECEIVED, _("Received by HQ"))
        if bundle.received
        else (Station.BUNDLE, _("In bundle {number}").format(number=bundle.number))
    )
    return Row(
        bundle.number,
        (
            Cell(str(bundle.number), role="strong"),
            Cell(day_and_time(bundle.made, sitting)),
            Cell(grouped(bundle.records)),
            Cell(files),
            Cell(words, tone="warn" if late else "ink2"),
            Cell(state, station=station),
        ),
    )


def _receipt(bundle: SentBundle, sitting: Sitting) -> tuple[str, bool]:
    if bundle.received:
        return _("all of it is there"), False
    if bundle.confirmed == bundle.changes:  # then it lacks pieces of files
        return _("all but pieces of files"), False
    if bundle.confirmed:
        words = _("{confirmed} of {changes} changes are there").format(
            confirmed=grouped(bundle.confirmed), changes=grouped(bundle.changes)
        )
        return words, False
    waited = days_ago(bundle.made, sitting)
    if waited < 1:
        return _("not yet"), False
    words = ngettext("not yet, {count} day", "not yet, {count} days", waited).format(count=waited)
    return words, waited >= LATE


def mates_table() -> DataTable:
    """Make the empty table of bundles for the other laptops of this site."""
    columns = (
        Column("number", _("Bundle"), 76),
        Column("made", _("Saved"), 150),
        Column("records", _("Records"), 84, align="end"),
        Column("files", _("Files"), 100),
        Column("known", _("Known to"), 300, stretch=True),
    )
    return DataTable(columns, _("Bundles for our other laptops"), fit=True)


def mates_rows(bundles: tuple[MatesBundle, ...], sitting: Sitting) -> list[Row]:
    """Return the rows of the bundles for the other laptops, the newest first."""
    return [_mates_row(bundle, sitting) for bundle in bundles]


def _mates_row(bundle: MatesBundle, sitting: Sitting) -> Row:
    files = ngettext("{count} file", "{count} files", len(bundle.files)).format(count=len(bundle.files))
    known, unknown = _(", ").join(bundle.known), _(", ").join(bundle.unknown)
    if not known:
        words, tone, icon = _("not known to {laptops} yet").format(laptops=unknown), "info", "history"
    elif unknown:
        words = _("known to {known}, not to {unknown} yet").format(known=known, unknown=unknown)
        tone, icon = "warn", "history"
    else:
        words, tone, icon = _("known to {laptops}").format(laptops=known), "ok", "circle-check"
    return Row(
        bundle.number,
        (
            Cell(str(bundle.number), role="strong"),
            Cell(day_and_time(bundle.made, sitting)),
            Cell(grouped(bundle.records)),
            Cell(files),
            Cell(words, chip=tone, icon=icon),
        ),
    )
