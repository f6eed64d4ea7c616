"""How far a policy or a product has come: one row for each stage, with its day; a step back says why."""

from __future__ import annotations

from collections.abc import Iterator
from itertools import pairwise

from silkfield.formkit.answers import Choice, Day, Refs, Text
from silkfield.formkit.form import Field, Rule, Section
from silkfield.formkit.grids import Rows
from silkfield.formkit.problems import Around, Problem, Values, error
from silkfield.language import N_, _


def stages(codes: str, *more: Field) -> Section:
    """Return the block that asks for the stages of a list, with further fields in each row, and for the events behind them."""
    rows = Rows(
        (
            Field("stage", N_("Stage"), Choice(codes), required=True),
            Field("day", N_("Reached on"), Day(), required=True),
            *more,
            Field("reason", N_("Why, if it went back"), Text(300)),
        ),
        most=60,
    )
    return Section(
        N_("How far"),
        (
            Field(
                "stages",
                N_("Stages"),
                rows,
                listed=True,
                help=N_("One row for each step. Stages go forward; a step back needs its reason."),
            ),
            Field("events", N_("Events for it"), Refs("event", 60), more=True),
            Field("remarks", N_("Remarks"), Text(1000, lines=True), more=True),
        ),
    )


def each_step_forward(codes: str) -> Rule:
    """Forbid that rows of stages with their days go back in the order of their list, unless the row says why."""

    def rule(values: Values, around: Around) -> Iterator[Problem]:
        order = list(around.codes[codes].by_key)
        rows = sorted(values.get("stages") or (), key=lambda row: str(row.get("day")))
        for earlier, later in pairwise(rows):
            if order.index(later["stage"]) < order.index(earlier["stage"]) and not later.get("reason"):
                yield error("stages", "stage_back", _("A stage goes back. Say why in its row, or correct the day."))

    return rule
