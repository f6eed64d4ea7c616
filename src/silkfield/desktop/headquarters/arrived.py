"""What the inbox says of a part that arrived: its state in a word, and what that means."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path

from silkfield.bundles import faults
from silkfield.desktop.moments import day
from silkfield.desktop.widgets import Cell, Column, DataTable, Row, grouped
from silkfield.language import _
from silkfield.operations import enrolling, opening, receiving
from silkfield.operations.enrolling import SiteLine
from silkfield.operations.receiving import Outcome
from silkfield.operations.sitting import Sitting

_DAMAGED = (faults.TRUNCATED, faults.DAMAGED, faults.PAYLOAD, faults.NOT_SKF)


@dataclass(frozen=True, slots=True)
class Inbox:
    """Everything the inbox shows: what arrived, the sites, and the folder last written to."""

    arrived: tuple[Outcome, ...]
    sites: tuple[SiteLine, ...]
    folder: str

    @property
    def waiting(self) -> int:
        """How many parts are ready to be imported."""
        return sum(one.result == "planned" for one in self.arrived)

    def site(self, outcome: Outcome) -> str:
        """Return the name of the site a part came from."""
        return next((site.name for site in self.sites if site.id == outcome.site), "")


def inbox(sitting: Sitting) -> Inbox:
    """Return what the inbox shows."""
    return Inbox(
        tuple(receiving.inbox(sitting)), tuple(enrolling.sites(sitting)), opening.settings(sitting).send_folder
    )


def state(outcome: Outcome) -> tuple[str, str, str]:
    """Return the state of a part: words, tone, icon."""
    if outcome.gaps and outcome.result in ("planned", "imported"):
        missing = _(", ").join(f"{first}-{last}" if last > first else str(first) for first, last in outcome.gaps)
        return _("Gap, changes {missing} missing").format(missing=missing), "warn", "alert-triangle"
    words: Mapping[str, tuple[str, str, str]] = {
        "planned": (_("Ready"), "ok", "circle-check"),
        "imported": (_("Imported"), "neu", "check"),
        "held": (_("Kept for an update"), "info", "history"),
        "withheld": (_("Set aside"), "neu", "archive"),
    }
    if outcome.result in words:
        return words[outcome.result]
    if outcome.code in _DAMAGED:
        return _("Damaged"), "bad", "alert-circle"
    return _("Quarantined"), "bad", "shield-lock"


def arrivals_table() -> DataTable:
    """Make the empty table of what arrived."""
    columns = (
        Column("bundle", _("Bundle"), 180),
        Column("made", _("Made"), 76),
        Column("records", _("Records"), 72, align="end"),
        Column("state", _("State"), 196),
        Column("meaning", _("What it means"), 240, stretch=True),
    )
    return DataTable(columns, _("Bundles that arrived"), height="tall")


def rows(shown: Inbox, sitting: Sitting) -> Sequence[Row]:
    """Return the rows of what arrived."""
    return [_row(one, shown, sitting) for one in shown.arrived]


def _row(one: Outcome, shown: Inbox, sitting: Sitting) -> Row:
    words, tone, icon = state(one)
    counts = one.plan.counts
    records = counts["new"] + counts["changed"] + counts["clash"]
    return Row(
        one.arrival,
        (
            Cell(one.label or _("unknown"), shown.site(one) or Path(one.part).stem[:11], role="strong"),
            Cell(day(one.made, sitting) if one.made else "–"),
            Cell(grouped(records) if one.label else "–"),
            Cell(words, chip=tone, icon=icon),
            Cell(*meaning(one), tone="ink2"),
        ),
    )


def meaning(one: Outcome) -> tuple[str, str]:
    """Say in two short lines what the state of a part means."""
    counts = one.plan.counts
    if one.result == "planned":
        return _("Signed; nothing written yet"), _clashes(counts["clash"])
    if one.result == "imported":
        return _("In the lists and figures"), _clashes(counts["clash"])
    if one.result == "withheld":
        return _("Kept, and counted nowhere"), _("Its import was undone")
    return one.sentence, one.advice


def _clashes(count: int) -> str:
    return _("{count} on both sides").format(count=count) if count else _("No clash")
