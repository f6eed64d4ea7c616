"""A stock movement: information materials that came, went, came back, were lost or were counted anew.

What sessions and contacts gave out is written there and taken off the balance by itself (`reports.stock`).
"""

from __future__ import annotations

from silkfield.formkit.answers import Choice, Count, Day, Text
from silkfield.formkit.form import CENTRE, HEADQUARTERS, TEAM, TODAY, Audience, Field, Form, Section
from silkfield.language import N_

FORM = Form(
    key="stock_movement",
    title=N_("Stock movement"),
    plural=N_("Stock"),
    audience=Audience.HQ,
    kept_at=frozenset({CENTRE, TEAM, HEADQUARTERS}),
    icon="package-import",
    heading=("material", "kind", "day"),
    sections=(
        Section(
            N_("The movement"),
            (
                Field("material", N_("Material"), Choice("material"), required=True, listed=True, pinned=True),
                Field("kind", N_("What happened"), Choice("movement_kind"), required=True, listed=True),
                Field(
                    "pieces",
                    N_("Pieces"),
                    Count(0, 1_000_000),
                    required=True,
                    listed=True,
                    help=N_("Counted anew: how many there are now, whatever was expected."),
                ),
                Field("day", N_("Date"), Day(), required=True, listed=True, default=TODAY),
                Field("place", N_("From or to"), Text(160), listed=True, searched=True),
                Field("reference", N_("Delivery note"), Text(60), searched=True, more=True),
                Field("reorder_at", N_("Order again at"), Count(0, 1_000_000), more=True),
                Field("remarks", N_("Remarks"), Text(500, lines=True), more=True),
            ),
        ),
    ),
)
