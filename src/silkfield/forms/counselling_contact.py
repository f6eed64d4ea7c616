"""A counselling contact: one conversation with one client or family, by one channel, on one day; no name is needed."""

from __future__ import annotations

from silkfield.formkit.answers import Choice, Choices, Count, Day, Ref, Text
from silkfield.formkit.asking import has
from silkfield.formkit.form import CENTRE, TODAY, Audience, Erasing, Field, Form, Section, numbered
from silkfield.formkit.grids import Tally
from silkfield.formkit.references import FOLLOWS
from silkfield.formkit.rules import both_or_none, in_an_open_month, in_order, typed_in_time
from silkfield.forms import contact_rules as rules
from silkfield.language import N_

AGE_GROUPS = ("A00", "A18", "A25", "A35", "A45", "A60", "AUN")
FIRST_TOPICS = ("JOB", "OEP", "CONTRACT", "VISA", "DOCS", "POEREG", "RIGHTS", "SKILLS", "IRREG", "RETURN")
FIRST_OUTCOMES = ("INFO", "REFERRED", "FOLLOWUP", "MATERIAL", "INCOMPLETE")


FORM = Form(
    key="counselling_contact",
    title=N_("Contact"),
    plural=N_("Contacts"),
    audience=Audience.HQ,
    erasing=Erasing.ABOUT,
    icon="message-2",
    kept_at=frozenset({CENTRE}),
    heading=("contact_date", "channel", "topics"),
    rules=(
        rules.trafficking_is_kept_apart,
        rules.referral_names_an_office,
        rules.follow_up_has_a_day,
        in_order(
            "contact_date",
            "follow_up_on",
            "follow_up_early",
            N_("The follow-up is before the contact. Correct the day."),
        ),
        both_or_none(
            "likelihood_before",
            "likelihood_after",
            "likelihood_half",
            N_("Ask this before and after the talk, or leave both empty."),
        ),
        rules.minor_stays_unnamed,
        rules.destination_is_abroad,
        rules.district_is_one,
        typed_in_time("contact_date"),
        in_an_open_month("contact_date"),
    ),
    sections=(
        Section(
            N_("The talk"),
            (
                numbered("CON"),
                Field(
                    "channel",
                    N_("Channel"),
                    Choice("channel"),
                    required=True,
                    listed=True,
                    pinned=True,
                    help=N_("How the client reached you. All WhatsApp messages of one day are one contact."),
                ),
                Field(
                    "caller_for",
                    N_("For whom"),
                    Choice("caller_for", ("SELF", "FAMILY", "FRIEND", "GROUP"), ("1", "2", "3", "4")),
                    default="SELF",
                    help=N_(
                        "A mother asks for her son: choose Family. Sex and age are those of the mother, "
                        "the stage is that of her son."
                    ),
                ),
                Field(
                    "sex",
                    N_("Sex"),
                    Choice("sex", ("M", "F", "X", "U"), ("M", "F", "X", "?")),
                    required=True,
                    listed=True,
                    help=N_("Of the person you speak with. On the phone you may hear it; else choose Not said."),
                ),
                Field(
                    "age_group",
                    N_("Age group or age"),
                    Choice("age_group", AGE_GROUPS, closed=True),
                    required=True,
                    listed=True,
                    help=N_("Choose the group, or type the age in the small box. Unknown is an answer too."),
                ),
                Field(
                    "stage",
                    N_("Stage"),
                    Choice("stage", keys=("P", "I", "O", "A", "R", "F", "N", "U")),
                    required=True,
                    help=N_(
                        "Of the person concerned. Preparing: has taken steps. About to leave: has a visa or contract. "
                        "A family member asks about their own life: choose Family."
                    ),
                ),
                Field("contact_date", N_("Date"), Day(), required=True, listed=True, more=True, default=TODAY),
                Field("time_band", N_("Time of day"), Choice("time_band", keys=("1", "2", "3")), more=True),
                Field(
                    "initiated_by", N_("Begun by"), Choice("initiated_by", keys=("1", "2")), more=True, default="CLIENT"
                ),
                Field(
                    "persons_present",
                    N_("People present"),
                    Count(1, 15),
                    more=True,
                    default=1,
                    help=N_("A family is one contact. For more than 15 people, record a session instead."),
                ),
                Field("language", N_("Language"), Choice("language"), pinned=True, more=True),
                Field("counsellor", N_("Counsellor"), Text(60), listed=True, searched=True, pinned=True, more=True),
            ),
            hint=N_("No name needed yet"),
        ),
        Section(
            N_("About"),
            (
                Field(
                    "topics",
                    N_("Topics"),
                    Choices("topic", 4, FIRST_TOPICS, ("1", "2", "3", "4", "5", "6", "7", "8", "9", "0")),
                    required=True,
                    excused=rules.topic_may_wait,
                    listed=True,
                    searched=True,
                    help=N_(
                        "One to four. The first is the main one. Type two letters to find a topic that is not shown."
                    ),
                ),
                Field(
                    "destination_1",
                    N_("Destination"),
                    Choice("destination"),
                    group="trip",
                    listed=True,
                    searched=True,
                    help=N_(
                        "Type a country, a city or what people say: qa, Dubai, Saudia. Undecided is an answer too."
                    ),
                ),
                Field(
                    "purpose",
                    N_("Purpose"),
                    Choice("purpose", ("WORK", "STUDY", "FAMILY", "OTHER"), ("1", "2", "3", "4")),
                    group="trip",
                ),
                Field(
                    "district",
                    N_("District"),
                    Choice("district"),
                    listed=True,
                    searched=True,
                    help=N_(
                        "Where the client lives. Old names and misspellings are found too. Leave it empty if unknown."
                    ),
                ),
                Field("destination_2", N_("Second destination"), Choice("destination"), group="trip", more=True),
                Field(
                    "destination_region",
                    N_("Region"),
                    Choice("dest_region"),
                    group="trip",
                    when=has("destination_1", "UND", "OTH"),
                    more=True,
                    help=N_("When only a region is known: Europe, Gulf."),
                ),
                Field(
                    "route_intent",
                    N_("Route"),
                    Choice("route_intent", keys=("1", "2", "3", "4")),
                    group="trip",
                    more=True,
                    help=N_("Your own judgement after the talk. Never ask it as an accusation."),
                ),
                Field(
                    "likelihood_before",
                    N_("Irregular route, before the talk (1-5)"),
                    Count(1, 5),
                    group="likelihood",
                    more=True,
                    help=N_("How likely the client would take an irregular route: 1 not at all, 5 almost sure."),
                ),
                Field(
                    "likelihood_after",
                    N_("Irregular route, after the talk (1-5)"),
                    Count(1, 5),
                    group="likelihood",
                    more=True,
                ),
                Field("education", N_("Education"), Choice("education"), more=True),
                Field("occupation", N_("Occupation"), Choice("occupation"), more=True),
            ),
            hint=N_("Where to, what for"),
        ),
        Section(
            N_("Result"),
            (
                Field(
                    "outcomes",
                    N_("Outcome"),
                    Choices("outcome", 9, FIRST_OUTCOMES, ("1", "2", "3", "4", "5")),
                    required=True,
                    listed=True,
                    help=N_("What happened. Broke off: the call ended before you could help; then no topic is needed."),
                ),
                Field(
                    "referred_to",
                    N_("Referred to"),
                    Choices("referral_to", 5),
                    when=has("outcomes", "REFERRED"),
                    group="referral",
                    help=N_("Say each office to the client and refer only where the client says yes."),
                ),
                Field(
                    "follow_up_on",
                    N_("Follow-up on"),
                    Day(future=True),
                    when=has("outcomes", "FOLLOWUP"),
                    listed=True,
                    help=N_("The day you agreed. It comes back on Today."),
                ),
                Field("materials", N_("Materials given"), Tally("material"), more=True),
                Field("duration_minutes", N_("Minutes"), Count(1, 240), more=True),
                Field("origin_session", N_("Met at the session"), Ref("session"), more=True),
                Field("follow_up_of", N_("Follow-up of"), Ref("counselling_contact"), more=True),
            ),
            hint=N_("What happened"),
        ),
        Section(
            N_("Client"),
            (Field("client", N_("Client"), Ref("client", joining=FOLLOWS)),),
            hint=N_("Ask first. Yes opens the name."),
        ),
    ),
)
