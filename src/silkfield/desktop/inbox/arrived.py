"""What the inbox knows of what arrived, and what it says of a part: its state in a word, and what that means."""

from __future__ import annotations

from collections.abc import Collection, Mapping, Sequence
from dataclasses import dataclass, replace

from silkfield.bundles import faults
from silkfield.desktop.lists.ranges import count_of, numbers, ranges
from silkfield.desktop.moments import day
from silkfield.desktop.widgets import Cell, Column, DataTable, Row, grouped
from silkfield.language import N_, _, ngettext
from silkfield.operations import opening
from silkfield.operations.exchange import clashing, finishing, sites
from silkfield.operations.exchange.inbox import arrived_parts, missing_parts
from silkfield.operations.exchange.outcomes import Outcome
from silkfield.operations.exchange.sites import SiteLine
from silkfield.operations.sitting import Sitting
from silkfield.store.outbox import Unfinished

HEADQUARTERS = "HQ1"
"""How headquarters' bundles are labelled at a site."""

_DAMAGED = (faults.TRUNCATED, faults.DAMAGED, faults.PAYLOAD, faults.NOT_SKF)


@dataclass(frozen=True, slots=True)
class Inbox:
    """Everything the inbox shows: what arrived, the sites, and the folder last written to.

    `missing` are the parts that are not here whole of bundles of which a part is here, by export id; `to_decide` is how
    many records wait for somebody here who decides between two versions.
    """

    arrived: tuple[Outcome, ...]
    sites: tuple[SiteLine, ...]
    folder: str
    missing: Mapping[str, tuple[int, ...]]
    to_decide: int = 0
    unfinished: tuple[Unfinished, ...] = ()

    @property
    def waiting(self) -> int:
        """How many parts are ready to be imported."""
        return sum(one.result == "planned" for one in self.arrived)

    @property
    def aside(self) -> int:
        """How many parts were not taken in and are kept aside."""
        return sum(one.result in ("held", "quarantined") for one in self.arrived)

    def lacks(self, outcome: Outcome) -> str:
        """Say which parts of the bundle of a part are not here whole, "" when all are."""
        missing = self.missing.get(outcome.export, ())
        words = ngettext("part {parts} of {count} is missing", "parts {parts} of {count} are missing", len(missing))
        return words.format(parts=numbers(missing), count=outcome.place[1]) if missing else ""

    def site(self, outcome: Outcome) -> str:
        """Return the name of the site a part came from, "" for one of headquarters'."""
        if outcome.label.startswith(HEADQUARTERS):
            return ""
        return next((site.name for site in self.sites if site.id == outcome.site), "")

    def title(self, outcome: Outcome) -> str:
        """Return what a part is called: ISB laptop 1 · 13. A file that could not be opened has no name of its own."""
        laptop, _dash, number = outcome.label.rpartition("-")
        if laptop == HEADQUARTERS:
            return _("Headquarters · {number}").format(number=number)
        for site in self.sites:
            if any(one.label == laptop for one in site.laptops):
                words = _("{site} laptop {laptop} · {number}")
                return words.format(site=site.code, laptop=laptop.removeprefix(site.code), number=number)
        # A name that somebody else has given to a file may be the name of a client.
        return outcome.label or (outcome.part[:11] if outcome.part.startswith("SF-") else _("Another file"))


def inbox(sitting: Sitting) -> Inbox:
    """Return what the inbox shows; a gap stands beside the newest import of its laptop only."""
    told: set[str] = set()
    arrived = []
    for one in arrived_parts(sitting):
        laptop = one.label.rpartition("-")[0]
        arrived.append(replace(one, gaps=()) if one.result == "imported" and laptop in told else one)
        if one.result == "imported":
            told.add(laptop)
    to_decide = clashing.to_decide(sitting)
    folder = opening.settings(sitting).send_folder
    waiting = finishing.all_unfinished(sitting) if sitting.office.is_headquarters else ()
    return Inbox(tuple(arrived), tuple(sites.sites(sitting)), folder, missing_parts(arrived), to_decide, waiting)


def state(outcome: Outcome, again: Collection[int] = ()) -> tuple[str, str, str]:
    """Return the state of a part: words, tone, icon. `again` are those that were just added once more."""
    if outcome.arrival in again and outcome.result == "imported":
        return _("Already imported"), "neu", "history"
    if outcome.gaps and outcome.result in ("planned", "imported"):
        if len(outcome.gaps) > 1:
            words = _("Gap, {count} changes").format(count=count_of(outcome.gaps))
        else:
            words = ngettext("Gap, change {missing}", "Gap, changes {missing}", count_of(outcome.gaps))
        return words.format(missing=ranges(outcome.gaps)), "warn", "alert-triangle"
    known: Mapping[str, tuple[str, str, str]] = {
        "planned": (_("Ready"), "ok", "circle-check"),
        "imported": (_("Imported"), "neu", "check"),
        "held": (_("Kept for an update"), "info", "history"),
        "withheld": (_("Set aside"), "neu", "archive"),
    }
    if outcome.code == faults.GAP and outcome.result == "held":
        return _("Waits for its record"), "info", "history"
    if outcome.result in known:
        return known[outcome.result]
    if outcome.code in _DAMAGED:
        return _("Damaged"), "bad", "alert-circle"
    return _("Quarantined"), "bad", "shield-lock"


def arrivals_table() -> DataTable:
    """Make the empty table of what arrived."""
    columns = (
        Column("bundle", _("Bundle"), 150),
        Column("made", _("Made"), 70),
        Column("records", _("Records"), 70, align="end"),
        Column("state", _("State"), 190, stretch=True),
        Column("meaning", _("What it means"), 214, stretch=True),
    )
    return DataTable(columns, _("Bundles that arrived"), height="tall")


def rows(shown: Inbox, sitting: Sitting, again: Collection[int]) -> Sequence[Row]:
    """Return the rows of what arrived."""
    return [_row(one, shown, sitting, again) for one in shown.arrived]


def _row(one: Outcome, shown: Inbox, sitting: Sitting, again: Collection[int]) -> Row:
    words, tone, icon = state(one, again)
    first, second = meaning(one, again)
    second = shown.lacks(one) or second
    return Row(
        one.arrival,
        (
            Cell(shown.title(one), shown.site(one), role="strong"),
            Cell(day(one.made, sitting) if one.made else "–", _part(one.part), role="body", tone="ink2"),
            Cell(grouped(records_of(one)) if one.label and not (one.plan.chunks or one.result == "held") else "–"),
            Cell(words, chip=tone, icon=icon),
            Cell(first, second, role="body", tone="ink" if one.result != "imported" else "ink2"),
        ),
    )


def records_of(one: Outcome) -> int:
    """Return how many records a part tells of."""
    return sum(one.plan.counts.values())


def _part(name: str) -> str:
    """Return which part of how many a file says it is, "" for a bundle of one file."""
    number, of, count = name.partition("-")[2].rpartition("-")[2].removesuffix(".skf").partition("of")
    if not of or not (number.isdecimal() and count.isdecimal()) or int(count) < 2:
        return ""
    return _("{number} of {count}").format(number=int(number), count=int(count))


def meaning(one: Outcome, again: Collection[int] = ()) -> tuple[str, str]:
    """Say in two short lines what the state of a part means."""
    if one.plan.chunks and one.result in ("planned", "imported"):
        several = ngettext("{count} piece", "{count} pieces", one.plan.chunks).format(count=grouped(one.plan.chunks))
        return _("Attached files"), several
    if one.result == "planned":
        return _("Can be imported now"), _clashes(one) or (_("Reports show the gap") if one.gaps else _("No clash"))
    if one.result == "imported":
        if one.arrival in again:
            return _("This copy changes nothing"), _clashes(one)
        return _("In the lists and figures"), _clashes(one) or _("Nothing open")
    if one.result == "withheld":
        return _("Kept, counted nowhere"), _("Its import was undone")
    fact, advice = _SHORTLY.get(one.code, (N_("Cannot be taken in"), N_("The reason stands beside")))
    return _(fact), _(advice)


_COPY = N_("Ask the site for a new copy")
_SHORTLY = {
    faults.NOT_SKF: (N_("Not made by Silkfield"), N_("Bundles are named SF-…")),
    faults.TRUNCATED: (N_("The file is not complete"), _COPY),
    faults.DAMAGED: (N_("Changed on the way"), _COPY),
    faults.PAYLOAD: (N_("Changed on the way"), _COPY),
    faults.UNKNOWN_SENDER: (N_("Signed with an unknown key"), N_("Let the site read its 40 digits")),
    faults.SIGNATURE: (N_("The signature is wrong"), N_("Do not use it; call the site")),
    faults.REVOKED: (N_("This laptop may not send"), N_("Find out who sent it")),
    faults.NOT_FOR_US: (N_("Made for somebody else"), N_("Give it to them")),
    faults.NETWORK: (N_("Of another network"), N_("Ask who it is for")),
    faults.NEED_UPDATE: (N_("Needs a newer Silkfield"), N_("Kept, and read after that")),
    faults.GAP: (N_("Pieces of a file, too early"), N_("Taken in after their record")),
    faults.VERSION: (N_("Needs a newer Silkfield"), N_("Update, then add it again")),
}
"""What is said of a fault in the narrow column of a table; the whole sentence stands beside."""


def _clashes(one: Outcome) -> str:
    count = one.plan.clash
    return ngettext("{count} clash", "{count} clashes", count).format(count=count) if count else ""
