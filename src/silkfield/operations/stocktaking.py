"""Stocktaking: what lies at each site of each information material, from its movements and from what was given to people."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from typing import Any

from silkfield.forms.session import was_held
from silkfield.operations.allowing import open_to_all
from silkfield.operations.auditing import Page, Streams
from silkfield.operations.exchange import network
from silkfield.operations.sitting import Sitting
from silkfield.reports import stock
from silkfield.reports.measures import Period
from silkfield.reports.stock import COUNTED, Move, moves_of
from silkfield.reports.tables import Table
from silkfield.store.reading import Reader
from silkfield.store.store import Connection

__all__ = ["COUNTED", "below_nothing", "pages"]

GIVING = (("session", "held_on"), ("counselling_contact", "contact_date"))
"""Forms that say what was given to people, each with its day."""


def pages(sitting: Sitting, connection: Connection, chosen: Period) -> Page:
    """Return what makes R12 for one site or for all."""
    reader, codes = sitting.reader(connection), sitting.around().codes
    sites = {one.code: one.id for one in network.sites_counted(sitting)}

    def page(_streams: Streams, title: str, site: str) -> tuple[list[Table], dict[str, Any]]:
        return stock.page(_moves(reader, sites.get(site, "")), chosen, codes, title)

    return page


@open_to_all
def below_nothing(sitting: Sitting, materials: Sequence[str]) -> dict[str, int]:
    """Return which of these materials add up to less than nothing at this office, with how much; only what is kept count of."""
    with sitting.store.reading() as connection:
        reader, site = sitting.reader(connection), sitting.office.site
        counted = {one.values.get("material") for one in reader.listing("stock_movement") if one.site == site}
        kept = [key for key in materials if key in counted]
        if not kept:
            return {}
        today = sitting.around().today.isoformat()
        found = stock.balances(_moves(reader, site), today, today)
    return {key: found[key].end for key in kept if found[key].end < 0}


def _moves(reader: Reader, site: str) -> list[Move]:
    """Return all changes of the stock of a site, of every site when none is named."""
    movements = [one.values for one in reader.listing("stock_movement") if site in ("", one.site)]
    return moves_of(movements, _given(reader, site))


def _given(reader: Reader, site: str) -> Iterator[tuple[str, Mapping[str, int]]]:
    for form, day in GIVING:
        for one in reader.listing(form):
            if one.values.get("materials") and was_held(one.values) and site in ("", one.site):
                yield str(one.values.get(day, "")), one.values["materials"]
