"""A policy process: how far a country's migration policy has come, stage by stage, each with its day."""

from __future__ import annotations

from collections.abc import Iterator
from itertools import pairwise

from silkfield.formkit.answers import Choice, Choices, Count, Refs, Text
from silkfield.formkit.form import HEADQUARTERS, Audience, Field, Form, Section
from silkfield.formkit.problems import Around, Problem, Values, error
from silkfield.formkit.references import FOLLOWS
from silkfield.forms.stages import each_step_forward, stages
from silkfield.language import N_, _


def drafts_count_up(values: Values, around: Around) -> Iterator[Problem]:
    """A later draft has no lower number than the one before it."""
    rows = sorted(values.get("stages") or (), key=lambda row: str(row.get("day")))
    numbers = [row["draft"] for row in rows if row.get("draft") is not None]
    if any(later < earlier for earlier, later in pairwise(numbers)):
        yield error("stages", "draft_back", _("A later draft has a lower number. Correct the numbers or the days."))


FORM = Form(
    key="policy_process",
    title=N_("Policy process"),
    plural=N_("Policy processes"),
    audience=Audience.HQ,
    kept_at=frozenset({HEADQUARTERS}),
    icon="report",
    heading=("title", "country"),
    rules=(each_step_forward("policy_stage"), drafts_count_up),
    sections=(
        Section(
            N_("The policy"),
            (
                Field("title", N_("Title"), Text(200, 5), required=True, listed=True, searched=True),
                Field("country", N_("Country"), Choice("country"), required=True, listed=True),
                Field("topics", N_("Priority topics"), Choices("priority_topic", 5), listed=True),
                Field("agencies", N_("Agencies in charge"), Refs("organisation", 10, joining=FOLLOWS)),
                Field("group", N_("Working group"), Choice("working_group")),
                Field("outcome_tags", N_("Expected outcomes"), Choices("outcome_tag", 7), more=True),
            ),
        ),
        stages("policy_stage", Field("draft", N_("Draft no."), Count(0, 99))),
    ),
)
