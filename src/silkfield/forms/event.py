"""An event: a training, workshop, meeting, study visit, expert mission or pilot activity."""

from __future__ import annotations

from dataclasses import replace

from silkfield.formkit.answers import Amount, Choice, Choices, Clocktime, Count, Day, Ref, Refs, Text, YesNo
from silkfield.formkit.asking import has
from silkfield.formkit.form import Audience, Field, Form, Section, dates_as_written, numbered
from silkfield.formkit.grids import HeadCount, Rows, Tally
from silkfield.formkit.references import FOLLOWS
from silkfield.formkit.rules import in_an_open_month, in_order
from silkfield.forms import event_rules as rules
from silkfield.language import N_

DONORS = ("EU", "BG", "HU", "NL", "NO", "SE", "CH", "TR", "GB")

VENUES = Rows(
    (
        Field("country", N_("Country"), Choice("country")),
        Field("city", N_("City"), Text(80)),
        Field("place", N_("Place"), Text(160)),
        Field("from_day", N_("From"), Day(future=True)),
        Field("to_day", N_("To"), Day(future=True)),
        Field("main", N_("Main venue"), YesNo()),
    ),
    most=12,
)
AGENDA = Rows(
    (
        Field("day", N_("Day"), Day(future=True), required=True),
        Field("starts_at", N_("From"), Clocktime()),
        Field("ends_at", N_("To"), Clocktime()),
        Field("title", N_("Title"), Text(160, 1), required=True),
        Field("topic", N_("Topic"), Choice("priority_topic")),
        Field("trainers", N_("Trainers"), Text(160)),
        Field("method", N_("Method"), Choice("method")),
    ),
    most=200,
)
WORKING_GROUPS = has("kind", "WG_NAT", "WG_REG", "DLG_SRWG")
EXPERT_WORK = has("kind", "TA", "PROGDEV")

WHAT = Section(
    N_("What"),
    (
        numbered("EVT"),
        Field(
            "title",
            N_("Title"),
            Text(200, 5),
            required=True,
            listed=True,
            searched=True,
            help=N_("As it stands on the certificate."),
        ),
        Field("short_title", N_("Short title"), Text(60), searched=True, more=True),
        Field("kind", N_("Kind"), Choice("event_kind"), required=True, listed=True, group="kind"),
        Field(
            "status",
            N_("Status"),
            Choice("event_status", keys=("P", "C", "H", "O", "X")),
            required=True,
            listed=True,
            default="PLANNED",
        ),
        Field("component", N_("Component"), Choice("component"), required=True, listed=True, group="component"),
        Field(
            "pilot",
            N_("Pilot"),
            Choice("pilot", keys=("1", "2")),
            required=True,
            when=has("component", "C5"),
            group="component",
        ),
        Field("objectives", N_("Objectives"), Choices("objective", 5), required=True),
        Field(
            "topics",
            N_("Priority topics"),
            Choices("priority_topic", 5, keys=("1", "2", "3", "4", "X")),
            required=True,
            help=N_("At least one. Choose Cross-cutting when no single topic fits."),
        ),
        Field("components_also", N_("Also for"), Choices("component", 4), more=True),
        Field("outcome_tags", N_("Expected outcomes"), Choices("outcome_tag", 7), more=True),
        Field("imd_areas", N_("Areas of the Istanbul declaration"), Choices("imd_area", 6), more=True),
        Field("scope", N_("Reach"), Choice("scope", keys=("R", "N", "B", "S"))),
        Field("format", N_("Form"), Choice("event_format", keys=("P", "O", "H")), more=True, default="INPERSON"),
    ),
)
WHEN_AND_WHERE = Section(
    N_("When and where"),
    (
        Field(
            "start_date",
            N_("From"),
            Day(future=True),
            required=True,
            excused=rules.no_days_yet,
            listed=True,
            group="when_where",
        ),
        Field(
            "end_date",
            N_("To"),
            Day(future=True),
            required=True,
            excused=rules.no_days_yet,
            listed=True,
            group="when_where",
            help=N_("The event counts in the month in which it ends."),
        ),
        Field(
            "venues",
            N_("Venues"),
            VENUES,
            searched=True,
            group="when_where",
            help=N_("One row for each place. Mark the main one. Days between two venues are travel."),
        ),
        replace(dates_as_written(), group="when_where"),
        Field("parent", N_("Part of"), Ref("event"), more=True),
        Field(
            "cascade_of",
            N_("Taught on from"),
            Ref("event"),
            more=True,
            help=N_("The training of trainers whose graduates teach here."),
        ),
    ),
)
WHO = Section(
    N_("Who"),
    (
        Field("hosts", N_("Hosts"), Refs("organisation", 20, joining=FOLLOWS)),
        Field("partners", N_("Partners"), Refs("organisation", 40, joining=FOLLOWS), more=True),
        Field("funders", N_("Funders"), Choices("country", 20, DONORS), more=True),
        Field("countries", N_("Countries taking part"), Choices("country", 80), group="countries"),
        Field(
            "delegations",
            N_("Delegates by country"),
            Tally("country"),
            group="countries",
            more=True,
            help=N_("Heads of each delegation, where there is no list of people."),
        ),
        Field("countries_text", N_("Countries as written"), Text(200), group="countries", more=True),
        Field("languages", N_("Languages"), Choices("language", 10), more=True),
        Field("interpretation", N_("Interpretation"), YesNo(), more=True),
        Field("working_group", N_("Working group"), Choice("working_group"), when=WORKING_GROUPS, group="meeting"),
        Field("meeting_number", N_("Number of the meeting"), Count(1, 999), when=WORKING_GROUPS, group="meeting"),
        Field("invited", N_("People invited"), Count(0, 100_000), more=True),
        Field(
            "heads",
            N_("Head count"),
            HeadCount(),
            listed=True,
            help=N_("Count before you have names. With a complete list of people, the list counts."),
        ),
        Field("people_list", N_("List of people"), Choice("people_list", keys=("N", "P", "C")), default="NONE"),
    ),
)
RESULT = Section(
    N_("Result"),
    (
        Field(
            "threshold_percent",
            N_("Completed at (% of days)"),
            Count(1, 100),
            more=True,
            default=80,
            help=N_("Who attended this share of the days has completed the event. Half days count half."),
        ),
        Field("test", N_("Knowledge test"), Ref("knowledge_test"), group="test", more=True),
        Field("test_name", N_("Test"), Text(120), group="test", more=True),
        Field("test_maximum", N_("Highest score"), Amount(1, 1000), group="test", more=True),
        Field("agenda", N_("Agenda"), AGENDA, more=True),
        Field("conclusions", N_("Conclusions"), Text(4000, lines=True), more=True),
        Field("person_days", N_("Expert days"), Amount(0, 1000), when=EXPERT_WORK),
        Field("deliverable", N_("Product"), Text(200), when=EXPERT_WORK, searched=True),
        Field("assistance_status", N_("State of the product"), Choice("assistance_status"), when=EXPERT_WORK),
        Field("remarks", N_("Remarks"), Text(1000, lines=True), more=True),
    ),
)

FORM = Form(
    key="event",
    title=N_("Event"),
    plural=N_("Events"),
    audience=Audience.HQ,
    repeats=True,
    icon="calendar-event",
    shared=True,
    heading=("title", "start_date"),
    rules=(
        in_order(
            "start_date", "end_date", "end_before_start", N_("The event ends before it starts. Correct the days.")
        ),
        rules.days_make_sense,
        rules.weekends_are_meant,
        rules.venues_fit,
        rules.agenda_fits,
        rules.somebody_came,
        rules.countries_are_listed,
        rules.no_circle,
        in_an_open_month("end_date"),
    ),
    sections=(WHAT, WHEN_AND_WHERE, WHO, RESULT),
)
