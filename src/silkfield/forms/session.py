"""A session: an awareness session, a pre-departure orientation or a stall, counted by heads and never by names."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass

from silkfield.formkit.answers import Amount, Choice, Choices, Clocktime, Count, Day, Ref, Text
from silkfield.formkit.asking import has
from silkfield.formkit.days import iso_day
from silkfield.formkit.form import (
    CENTRE,
    HEADQUARTERS,
    TEAM,
    Audience,
    Field,
    Form,
    Section,
    dates_as_written,
    numbered,
)
from silkfield.formkit.grids import HeadCount, Rows, Tally, heads
from silkfield.formkit.problems import Around, Problem, Values, error, warning
from silkfield.formkit.references import FOLLOWS
from silkfield.formkit.rest_days import holiday, is_weekend
from silkfield.formkit.rules import in_an_open_month, typed_in_time
from silkfield.language import N_, _

BEFORE, AFTER = "before", "after"
HELD = "HELD"
PAKISTAN = "PK"
"""Sessions are the pilot's in Pakistan."""


def was_held(values: Values) -> bool:
    """Tell whether a session took place; one that says nothing did, for there was no plan before."""
    return bool(values.get("status", HELD) == HELD)


def not_held(values: Values, around: Around) -> bool:
    """Excuse missing heads of a session that is only planned, or did not take place."""
    return not was_held(values)


def held_by_today(values: Values, around: Around) -> Iterator[Problem]:
    """A session on a later day is planned; one in the calendar on a day of rest is said once."""
    day = iso_day(values.get("held_on"))
    if day and day > around.today and was_held(values):
        yield error(
            "held_on", "held_in_future", _("This day is in the future. Write a day up to today, or choose Planned.")
        )
    if day and around.typed and not was_held(values):
        if is_weekend(day, PAKISTAN):
            yield warning("held_on", "weekend", _("This is a day of rest. Is the day right?"))
        if name := holiday(day, PAKISTAN):
            yield warning(
                "held_on", "holiday", _("There is a holiday there: {day}. Are the days right?").format(day=name)
            )


def ends_after_it_starts(values: Values, around: Around) -> Iterator[Problem]:
    """A session ends after it starts."""
    start, end = values.get("starts_at"), values.get("ends_at")
    if start and end and end <= start:
        yield error("ends_at", "end_before_start", _("The session ends before it starts. Correct one of the times."))


def destinations_fit_the_heads(values: Values, around: Around) -> Iterator[Problem]:
    """Nobody leaves for a country without being in the room."""
    going = sum((values.get("destinations") or {}).values())
    if going and going > heads(values.get("heads")):
        yield error(
            "destinations",
            "destinations_over_heads",
            _("The destinations add up to {going}, but only {heads} people were there.").format(
                going=going, heads=heads(values.get("heads"))
            ),
        )


def persons_with_disability_are_heads(values: Values, around: Around) -> Iterator[Problem]:
    """People with a disability are among the heads."""
    count = values.get("persons_with_disability")
    if count is not None and count > heads(values.get("heads")):
        yield error("persons_with_disability", "over_heads", _("This is more than all the people who were there."))


def quizzes_fit_the_heads(values: Values, around: Around) -> Iterator[Problem]:
    """More answers to a quiz than heads is odd, and kept."""
    before, after = values.get("quiz_before_people", 0), values.get("quiz_after_people", 0)
    people = heads(values.get("heads")) if before or after else 0
    for name, count in (("quiz_before_people", before), ("quiz_after_people", after)):
        if count > people:
            yield warning(name, "quiz_over_heads", _("More people took the quiz than were counted in the room."))


@dataclass(frozen=True, slots=True)
class QuizResult:
    """How many people of a room took a quiz, at least one, and which share of their answers was right, in percent."""

    people: int
    percent: float


def quiz_result(values: Values, when: str) -> QuizResult | None:
    """Return what a room knew BEFORE or AFTER: by the hands that were counted for each question, else as it was written.

    Where nobody counted who took the quiz, it was everybody in the room. None when there was no quiz.
    """
    people = values.get(f"quiz_{when}_people") or heads(values.get("heads"))
    hands = [row[f"right_{when}"] for row in values.get("quiz_hands") or () if row.get(f"right_{when}") is not None]
    percent = 100 * sum(hands) / (people * len(hands)) if hands and people else values.get(f"quiz_{when}_percent")
    return QuizResult(people, min(percent, 100)) if people and percent is not None else None


def hands_fit_the_heads(values: Values, around: Around) -> Iterator[Problem]:
    """Nobody raises two hands for one answer."""
    for row in values.get("quiz_hands") or ():
        for when in (BEFORE, AFTER):
            people = values.get(f"quiz_{when}_people") or heads(values.get("heads"))
            if people and (row.get(f"right_{when}") or 0) > people:
                yield warning("quiz_hands", "quiz_over_heads", _("More hands were counted than people in the room."))
                return


def somebody_came(values: Values, around: Around) -> Iterator[Problem]:
    """A session with nobody in it is odd, and kept."""
    if values.get("heads") and heads(values["heads"]) == 0:
        yield warning("heads", "no_heads", _("Nobody is counted. Is that right?"))


def minors_at_the_protectorate(values: Values, around: Around) -> Iterator[Problem]:
    """Children among outgoing workers are odd, and kept."""
    cells = (values.get("heads") or {}).get("cells") or {}
    if values.get("session_type") == "PDO" and any(row.get("A00") for row in cells.values()):
        yield warning("heads", "minor_in_pdo", _("Children under 18 are counted among outgoing workers."))


HANDS = Rows(
    (
        Field("question", N_("Question"), Text(160, 1), required=True),
        Field("right_before", N_("Right before"), Count()),
        Field("right_after", N_("Right after"), Count()),
    ),
    most=20,
)

FORM = Form(
    key="session",
    title=N_("Session"),
    plural=N_("Sessions"),
    audience=Audience.HQ,
    repeats=True,
    on_paper=True,
    icon="speakerphone",
    kept_at=frozenset({CENTRE, TEAM, HEADQUARTERS}),
    heading=("session_type", "venue", "held_on"),
    rules=(
        held_by_today,
        ends_after_it_starts,
        destinations_fit_the_heads,
        persons_with_disability_are_heads,
        quizzes_fit_the_heads,
        hands_fit_the_heads,
        somebody_came,
        minors_at_the_protectorate,
        typed_in_time("held_on"),
        in_an_open_month("held_on"),
    ),
    sections=(
        Section(
            N_("The session"),
            (
                numbered("SES"),
                Field(
                    "session_type",
                    N_("Kind"),
                    Choice("session_type", keys=("A", "P", "S")),
                    required=True,
                    listed=True,
                    pinned=True,
                ),
                Field("held_on", N_("Date"), Day(future=True), required=True, listed=True),
                Field(
                    "status",
                    N_("Status"),
                    Choice("event_status", keys=("P", "C", "H", "O", "X")),
                    more=True,
                    default=HELD,
                    help=N_("A planned session stands in the calendar and counts nowhere until it was held."),
                ),
                dates_as_written(),
                Field("starts_at", N_("From"), Clocktime(), group="times"),
                Field("ends_at", N_("To"), Clocktime(), group="times"),
                Field("facilitators", N_("Facilitators"), Text(), searched=True, pinned=True),
            ),
        ),
        Section(
            N_("Where"),
            (
                Field("district", N_("District"), Choice("district"), group="place", listed=True, searched=True),
                Field("venue", N_("Venue"), Text(), group="place", listed=True, searched=True),
                Field("venue_kind", N_("Kind of venue"), Choice("venue_kind"), group="place"),
                Field(
                    "office",
                    N_("Protectorate office"),
                    Choice("protectorate"),
                    when=has("session_type", "PDO"),
                    group="place",
                    pinned=True,
                ),
                Field("partners", N_("Partners"), Text(), searched=True, more=True),
                Field("partner", N_("Partner in the directory"), Ref("organisation", joining=FOLLOWS), more=True),
            ),
        ),
        Section(
            N_("Who came"),
            (
                Field(
                    "heads",
                    N_("Head count"),
                    HeadCount(),
                    required=True,
                    excused=not_held,
                    listed=True,
                    help=N_(
                        "Count the people in the room. Names are not needed. Tick “estimate” if you did not count."
                    ),
                ),
                Field("audience", N_("Audience"), Choices("audience", most=10)),
                Field("persons_with_disability", N_("People with a disability"), Count(), more=True),
                Field("destinations", N_("Destinations"), Tally("destination"), when=has("session_type", "PDO")),
            ),
        ),
        Section(
            N_("What was done"),
            (
                Field("topics", N_("Topics"), Choices("topic", most=25)),
                Field("methods", N_("Methods"), Choices("method", most=7), more=True),
                Field("materials", N_("Materials given"), Tally("material")),
                Field("quiz_before_people", N_("Quiz before: people"), Count(), group="quiz_before", more=True),
                Field(
                    "quiz_before_percent", N_("Quiz before: right (%)"), Amount(0, 100), group="quiz_before", more=True
                ),
                Field("quiz_after_people", N_("Quiz after: people"), Count(), group="quiz_after", more=True),
                Field("quiz_after_percent", N_("Quiz after: right (%)"), Amount(0, 100), group="quiz_after", more=True),
                Field(
                    "quiz_hands",
                    N_("Quiz by show of hands"),
                    HANDS,
                    more=True,
                    help=N_("One row for each question: how many hands gave the right answer. Percents are computed."),
                ),
                Field("remarks", N_("Remarks"), Text(500, lines=True), more=True),
            ),
        ),
    ),
)
