"""The laptops of all sites in a table: who may send, what came last, how far it has arrived and what is missing."""

from __future__ import annotations

from dataclasses import dataclass

from silkfield.desktop.lists.ranges import count_of, ranges
from silkfield.desktop.moments import day
from silkfield.desktop.widgets import Cell, Column, DataTable, Row, grouped
from silkfield.language import _, ngettext
from silkfield.operations.exchange import alerting, recovering, rotating
from silkfield.operations.exchange import sites as known_sites
from silkfield.operations.exchange.alerting import AlertLine
from silkfield.operations.exchange.recovering import KitState
from silkfield.operations.exchange.rotating import KeyLine
from silkfield.operations.exchange.sites import LaptopLine, SiteLine
from silkfield.operations.sitting import Sitting


@dataclass(frozen=True, slots=True)
class Sites:
    """The sites with their laptops, the transport keys, whether headquarters could be brought back, and what to look into.

    `losses` say what can be opened no more once the old transport keys are destroyed, nothing where there are none.
    """

    lines: tuple[SiteLine, ...]
    keys: tuple[KeyLine, ...] = ()
    kit: KitState | None = None
    alerts: tuple[AlertLine, ...] = ()
    losses: tuple[str, ...] = ()

    @property
    def laptops(self) -> int:
        """How many laptops there are."""
        return sum(len(line.laptops) for line in self.lines)

    def laptop(self, label: object) -> LaptopLine | None:
        """Return the laptop with this short name."""
        return next((one for line in self.lines for one in line.laptops if one.label == label), None)

    def site_of(self, label: object) -> SiteLine | None:
        """Return the site of the laptop with this short name."""
        return next((line for line in self.lines if any(one.label == label for one in line.laptops)), None)


def sites(sitting: Sitting) -> Sites:
    """Return the sites and how far each laptop has arrived."""
    return Sites(
        tuple(known_sites.sites(sitting)),
        rotating.standing(sitting),
        recovering.kit_state(sitting),
        tuple(alerting.listing(sitting)),
        rotating.losses(sitting),
    )


def laptops_table() -> DataTable:
    """Make the empty table of laptops."""
    columns = (
        Column("laptop", _("Laptop"), 168),
        Column("state", _("State"), 118, stretch=True),
        Column("last", _("Last bundle"), 96),
        Column("tip", _("Changes"), 100),
        Column("gaps", _("Missing"), 150, stretch=True),
    )
    return DataTable(columns, _("Laptops"), height="two")


def laptop_rows(shown: Sites, sitting: Sitting) -> list[Row]:
    """Return the rows of the laptops, site by site."""
    return [_row(site, laptop, sitting) for site in shown.lines for laptop in site.laptops]


def _row(site: SiteLine, laptop: LaptopLine, sitting: Sitting) -> Row:
    number = laptop.label.removeprefix(site.code)
    missing = ngettext("change {missing}", "changes {missing}", count_of(laptop.gaps))
    last, heard = laptop.bundle, day(laptop.heard, sitting) if laptop.heard else ""
    return Row(
        laptop.label,
        (
            Cell(site.name, _("{code} laptop {number}").format(code=site.code, number=number), role="strong"),
            Cell(_("Revoked"), chip="bad", icon="shield-lock")
            if laptop.revoked
            else Cell(_("Admitted"), chip="ok", icon="shield-check"),
            Cell(str(last), heard, role="body") if last else Cell(_("none yet"), tone="ink2"),
            Cell(_("up to {tip}").format(tip=grouped(laptop.tip)) if laptop.tip else "–", tone="ink2"),
            Cell(missing.format(missing=ranges(laptop.gaps)), tone="warn", icon="alert-triangle")
            if laptop.gaps
            else Cell(_("nothing") if laptop.tip else "–", tone="ink2"),
        ),
    )
