"""A media activity: spots, posts, posters or messages of a campaign; its reach is never added to people counselled or met."""

from __future__ import annotations

from collections.abc import Iterator

from silkfield.formkit.answers import Amount, Choice, Choices, Count, Day, Text
from silkfield.formkit.form import CENTRE, HEADQUARTERS, TEAM, TODAY, Audience, Field, Form, Section
from silkfield.formkit.problems import Around, Problem, Values, error
from silkfield.formkit.rules import in_order
from silkfield.language import N_, _


def reach_says_where_it_comes_from(values: Values, around: Around) -> Iterator[Problem]:
    """A reach without its source could be anything."""
    if values.get("reach") is not None and not values.get("reach_method"):
        yield error("reach_method", "missing", _("“{label}” is needed.").format(label=_("Source of the figure")))


FORM = Form(
    key="media_activity",
    title=N_("Media activity"),
    plural=N_("Media activities"),
    audience=Audience.HQ,
    kept_at=frozenset({CENTRE, TEAM, HEADQUARTERS}),
    icon="speakerphone",
    heading=("channel", "title", "from_day"),
    rules=(
        in_order("from_day", "to_day", "end_before_start", N_("The activity ends before it begins. Correct the days.")),
        reach_says_where_it_comes_from,
    ),
    sections=(
        Section(
            N_("What was sent out"),
            (
                Field("channel", N_("Medium"), Choice("media"), required=True, listed=True),
                Field("title", N_("Title"), Text(200, 3), required=True, listed=True, searched=True),
                Field("campaign", N_("Campaign"), Text(120), listed=True, searched=True, pinned=True),
                Field(
                    "from_day", N_("From"), Day(future=True), required=True, listed=True, default=TODAY, group="days"
                ),
                Field("to_day", N_("To"), Day(future=True), required=True, default=TODAY, group="days"),
                Field("language", N_("Language"), Choice("language")),
                Field("topics", N_("Topics"), Choices("topic", 25)),
                Field("outlet", N_("Outlet"), Text(120), searched=True, more=True),
                Field("districts", N_("Districts"), Choices("district", 60), more=True),
            ),
        ),
        Section(
            N_("How much"),
            (
                Field("spots", N_("Spots or posts"), Count(0, 1_000_000), required=True, listed=True),
                Field("reach", N_("Reach"), Count(0, 1_000_000_000), listed=True, group="reach"),
                Field(
                    "reach_method",
                    N_("Source of the figure"),
                    Choice("reach_method", keys=("P", "B", "E")),
                    group="reach",
                    help=N_("Estimates are printed as such. A reach is never added to people."),
                ),
                Field("clicks", N_("Clicks"), Count(0, 1_000_000_000), more=True),
                Field("calls", N_("Calls it brought"), Count(0, 1_000_000), more=True),
                Field("cost", N_("Cost (PKR)"), Amount(0, 1_000_000_000), more=True),
                Field("remarks", N_("Remarks"), Text(500, lines=True), more=True),
            ),
        ),
    ),
)
