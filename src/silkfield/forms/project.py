"""A project: what it is called, from when to when with every amendment, who pays for it, and the lines that say so."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date

from silkfield.formkit.answers import Choice, Day, Ref, Text
from silkfield.formkit.days import iso_day
from silkfield.formkit.form import HEADQUARTERS, Audience, Field, Form, Section
from silkfield.formkit.grids import Rows
from silkfield.formkit.problems import Around, Problem, Values, error
from silkfield.formkit.references import FOLLOWS
from silkfield.formkit.rules import in_order
from silkfield.language import N_, _

AMENDMENTS = Rows(
    (
        Field("signed_on", N_("Signed on"), Day(), required=True),
        Field("new_end", N_("New last day"), Day(future=True)),
        Field("reason", N_("What changed"), Text(300), required=True),
    ),
    most=20,
)
DONORS = Rows(
    (
        Field("donor", N_("Donor"), Choice("country"), required=True),
        Field("role", N_("Role"), Choice("org_role", ("DONOR", "LEAD"), closed=True), default="DONOR"),
        Field("organisation", N_("Authority"), Ref("organisation", joining=FOLLOWS)),
    ),
    most=40,
)


def duration(values: Values) -> tuple[date, date] | None:
    """Return the first and the last day of a project as amended, None while either is unknown."""
    ends = [values.get("end_date"), *(row.get("new_end") for row in amendments(values))]
    start, end = iso_day(values.get("start_date")), iso_day(next((one for one in reversed(ends) if one), None))
    return (start, end) if start and end else None


def amendments(values: Values) -> list[Values]:
    """Return the amendments of a project in the order in which they were signed."""
    return sorted(values.get("amendments") or (), key=lambda row: str(row.get("signed_on")))


def donors_stand_once(values: Values, around: Around) -> Iterator[Problem]:
    """A donor stands in the list once, and one of them leads at most."""
    rows = values.get("donors") or ()
    named = [row.get("donor") for row in rows]
    if len(set(named)) < len(named):
        yield error("donors", "donor_twice", _("A donor is in the list twice. Take one out."))
    if sum(row.get("role") == "LEAD" for row in rows) > 1:
        yield error("donors", "two_leads", _("Only one donor is the lead state. Correct the roles."))


def amended_end_follows_the_start(values: Values, around: Around) -> Iterator[Problem]:
    """No amendment lets a project end before it starts."""
    days = duration(values)
    if days and days[1] < days[0] and amendments(values):
        yield error("amendments", "end_before_start", _("The project would end before it starts. Correct the days."))


FORM = Form(
    key="project",
    title=N_("Project"),
    plural=N_("Projects"),
    audience=Audience.HQ,
    kept_at=frozenset({HEADQUARTERS}),
    shared=True,
    icon="archive",
    heading=("short_title",),
    rules=(
        in_order(
            "start_date", "end_date", "end_before_start", N_("The project ends before it starts. Correct the days.")
        ),
        donors_stand_once,
        amended_end_follows_the_start,
    ),
    sections=(
        Section(
            N_("The project"),
            (
                Field("title", N_("Title"), Text(300, 5), required=True, searched=True),
                Field("short_title", N_("Short title"), Text(60, 2), required=True, listed=True, searched=True),
                Field("aim", N_("Aim"), Text(1000, lines=True), more=True),
                Field("reference", N_("Contract number"), Text(60), searched=True, more=True),
            ),
        ),
        Section(
            N_("When"),
            (
                Field("start_date", N_("First day"), Day(future=True), required=True, listed=True, group="days"),
                Field(
                    "end_date",
                    N_("Last day"),
                    Day(future=True),
                    required=True,
                    listed=True,
                    group="days",
                    help=N_("As first agreed. What was agreed later stands in the amendments."),
                ),
                Field("amendments", N_("Amendments"), AMENDMENTS),
            ),
        ),
        Section(
            N_("Who"),
            (
                Field("donors", N_("Donors"), DONORS),
                Field("implementer", N_("Implementing agency"), Ref("organisation", joining=FOLLOWS)),
                Field("countries", N_("Partner countries"), Text(200), more=True),
            ),
        ),
        Section(
            N_("Visibility"),
            (
                Field(
                    "funded_line",
                    N_("Funding line"),
                    Text(200),
                    default="This project is funded by the European Union",
                    help=N_("The words that the donors want on reports and certificates."),
                ),
                Field("cofunded_line", N_("Co-funding line"), Text(200)),
                Field("implemented_line", N_("Implementing line"), Text(200), default="Implemented by ICMPD"),
            ),
        ),
    ),
)
