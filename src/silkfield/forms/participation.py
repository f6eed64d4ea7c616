"""A participation: one person at one event, in one role, with attendance, scores and certificate."""

from __future__ import annotations

from collections.abc import Iterator, Mapping

from silkfield.formkit.answers import Amount, Choice, Count, Day, Ref, Text, YesNo
from silkfield.formkit.form import Audience, Erasing, Field, Form, Section
from silkfield.formkit.grids import Marks
from silkfield.formkit.problems import Around, Problem, Values, error, warning
from silkfield.formkit.references import FOLLOWS, ONCE
from silkfield.forms.event_rules import days_of, span
from silkfield.language import N_, _

WORTH = {"full": 1.0, "half": 0.5}
"""Days that a mark counts; absent, excused and not recorded count nothing."""

PARTICIPANT = "PART"
USUAL_THRESHOLD = 80


def days_attended(attendance: Mapping[str, str] | None) -> float:
    """Return the days somebody attended; half days count half."""
    return sum(WORTH.get(mark, 0.0) for mark in (attendance or {}).values())


def completed(participation: Values, event: Values) -> bool:
    """Tell whether somebody attended enough of an event's days for a certificate (80 % when the event says nothing)."""
    return attended_enough(participation, len(days_of(event)), threshold(event))


def attended_enough(participation: Values, days: int, percent: int) -> bool:
    """Tell whether somebody attended this share of so many days."""
    return days > 0 and days_attended(participation.get("attendance")) * 100 >= percent * days


def took_part(participation: Values) -> bool:
    """Tell whether somebody counts as a participant: no trainer, guest or organiser, and nobody whose days are marked and who
    never came."""
    marks = participation.get("attendance")
    return participation.get("role") == PARTICIPANT and (not marks or days_attended(marks) > 0)


def threshold(event: Values) -> int:
    """Return the share of an event's days that completes it, in percent."""
    return int(event.get("threshold_percent") or USUAL_THRESHOLD)


def event_of(values: Values, around: Around) -> Values | None:
    """Return the event of a participation, None when it is not known here."""
    return around.resolve("event", values["event"]) if values.get("event") else None


def highest_score(event: Values, around: Around) -> float | None:
    """Return the highest score of an event's test: its own figure, else that of the knowledge test it names."""
    test = around.resolve("knowledge_test", event["test"]) if event.get("test") else None
    found = event.get("test_maximum") or (test or {}).get("maximum")
    return float(found) if found is not None else None


def attended_on_days_of_the_event(values: Values, around: Around) -> Iterator[Problem]:
    """Nobody attends before an event begins or after it ended."""
    event = event_of(values, around) if values.get("attendance") else None
    days = span(event) if event else None
    if days and any(not days[0].isoformat() <= day <= days[1].isoformat() for day in values["attendance"]):
        yield error("attendance", "day_outside_event", _("A day is marked on which there was no event. Take it out."))


def scores_fit_the_test(values: Values, around: Around) -> Iterator[Problem]:
    """No score is above what the test allows."""
    scores = {name: values[name] for name in ("pre_score", "post_score") if values.get(name) is not None}
    highest = highest_score(event_of(values, around) or {}, around) if scores else None
    for name, score in scores.items():
        if highest is not None and score > highest:
            sentence = _("The test has at most {highest} points. Correct the score.").format(highest=f"{highest:g}")
            yield error(name, "score_above_max", sentence)


def certificate_is_earned(values: Values, around: Around) -> Iterator[Problem]:
    """Only who completed an event as a participant has a certificate, and not before the event's end."""
    if not values.get("certificate_number"):
        return
    event = event_of(values, around)
    if event and not completed(values, event):
        sentence = _("Not enough days attended for a certificate. Correct the days or lower the event's threshold.")
        yield error("certificate_number", "not_completed", sentence)
    issued, days = values.get("certificate_on"), span(event) if event else None
    if issued and days and issued < days[1].isoformat():
        yield warning("certificate_on", "certificate_early", _("The certificate is dated before the event ended."))


FORM = Form(
    key="participation",
    title=N_("Participation"),
    plural=N_("Participations"),
    audience=Audience.HQ,
    icon="users-group",
    shared=True,
    erasing=Erasing.ABOUT,
    heading=("role", "position", "certificate_number"),
    rules=(attended_on_days_of_the_event, scores_fit_the_test, certificate_is_earned),
    sections=(
        Section(
            N_("Who"),
            (
                Field("event", N_("Event"), Ref("event"), required=True, listed=True),
                Field("person", N_("Person"), Ref("person", joining=ONCE), required=True, listed=True),
                Field(
                    "role",
                    N_("Role"),
                    Choice("participation_role"),
                    required=True,
                    listed=True,
                    default="PART",
                    help=N_("Only participants are counted as trained."),
                ),
                Field(
                    "organisation",
                    N_("Organisation"),
                    Ref("organisation", joining=FOLLOWS),
                    listed=True,
                    group="post",
                    help=N_("Organisation and position as they were at the event. Later changes do not touch them."),
                ),
                Field("unit", N_("Unit"), Text(120), group="post", more=True),
                Field("position", N_("Position"), Text(120), listed=True, searched=True, group="post"),
                Field("country", N_("Country represented"), Choice("country"), listed=True),
                Field("station", N_("Station"), Text(120), searched=True, more=True),
                Field("nomination_number", N_("Number on the list"), Count(1, 100_000), listed=True, more=True),
                Field("nominated_by", N_("Nominated by"), Ref("organisation", joining=FOLLOWS), more=True),
                Field("travel_funded", N_("Travel paid by the project"), YesNo(), more=True),
            ),
        ),
        Section(
            N_("Attendance and results"),
            (
                Field(
                    "attendance",
                    N_("Attendance"),
                    Marks("attendance"),
                    listed=True,
                    help=N_("One mark for each day. A day without a mark counts as not attended."),
                ),
                Field("pre_score", N_("Score before"), Amount(0, 1000), listed=True),
                Field(
                    "post_score",
                    N_("Score after"),
                    Amount(0, 1000),
                    listed=True,
                    help=N_("Only people with both scores are in the mean gain."),
                ),
                Field(
                    "certificate_number",
                    N_("Certificate"),
                    Text(40, 3),
                    listed=True,
                    searched=True,
                    group="certificate",
                ),
                Field("certificate_on", N_("Handed over on"), Day(), group="certificate", more=True),
            ),
        ),
        Section(
            N_("Permissions"),
            (
                Field(
                    "photo_consent",
                    N_("Photos may be published"),
                    YesNo(),
                    more=True,
                    help=N_("Ask each person. Without a yes, no photo is published."),
                ),
                Field("list_consent", N_("Name may stand on a published list"), YesNo(), more=True),
                Field("remarks", N_("Remarks"), Text(500, lines=True), more=True),
            ),
        ),
    ),
)
