"""A follow-up: when a client is to be asked again, each attempt to reach them, and what came of it."""

from __future__ import annotations

from collections.abc import Iterator

from silkfield.formkit.answers import Choice, Day, Ref, Text, YesNo
from silkfield.formkit.form import CENTRE, TODAY, Audience, DaysAhead, Field, Form, Section
from silkfield.formkit.grids import Rows
from silkfield.formkit.problems import Around, Problem, Values, error
from silkfield.formkit.references import FOLLOWS
from silkfield.language import N_, _

MOST_ATTEMPTS = 3
UNREACHED = "UNREACH"


def last_attempt_closes(values: Values, around: Around) -> Iterator[Problem]:
    """Nobody is called for ever: after the last attempt the follow-up has a result, if only that nobody was reached."""
    if len(values.get("attempts") or ()) >= MOST_ATTEMPTS and not values.get("result"):
        yield error("result", "last_attempt", _("This was the last attempt. Choose what came of it."))


def closed_with_a_result(values: Values, around: Around) -> Iterator[Problem]:
    """A follow-up is closed by its result."""
    if values.get("closed_on") and not values.get("result"):
        yield error("result", "missing", _("Choose what came of it, or take the day out."))


FORM = Form(
    key="follow_up",
    title=N_("Follow-up"),
    plural=N_("Follow-ups"),
    audience=Audience.HQ,
    icon="calendar-due",
    kept_at=frozenset({CENTRE}),
    heading=("due", "result"),
    rules=(last_attempt_closes, closed_with_a_result),
    sections=(
        Section(
            N_("The follow-up"),
            (
                Field("contact", N_("Agreed in the contact"), Ref("counselling_contact"), required=True, listed=True),
                Field("client", N_("Client"), Ref("client", joining=FOLLOWS)),
                Field(
                    "due",
                    N_("Due on"),
                    Day(future=True),
                    required=True,
                    listed=True,
                    default=DaysAhead(14),
                    help=N_("The day you agreed. On this day it stands on Today."),
                ),
                Field(
                    "attempts",
                    N_("Attempts"),
                    Rows(
                        (
                            Field("on", N_("On"), Day(), required=True, default=TODAY),
                            Field("by", N_("By"), Text(60)),
                            Field("reached", N_("Reached"), YesNo(), required=True),
                        ),
                        most=MOST_ATTEMPTS,
                    ),
                    help=N_("Try three times at most, on different days; then nobody is called any more."),
                ),
                Field(
                    "result",
                    N_("Result"),
                    Choice("result", keys=("1", "2", "3", "4", "5", "6", "7", "8")),
                    listed=True,
                    group="closing",
                    help=N_("What the client did. It closes the follow-up; leave it empty while it is open."),
                ),
                Field("closed_on", N_("Closed on"), Day(), listed=True, group="closing"),
            ),
        ),
    ),
)
