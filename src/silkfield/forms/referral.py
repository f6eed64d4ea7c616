"""A referral: to which office a client was sent, with whose yes, and what became of it; no name stands in it."""

from __future__ import annotations

from collections.abc import Iterator

from silkfield.formkit.answers import Choice, Day, Ref
from silkfield.formkit.form import CENTRE, TODAY, Audience, DaysAhead, Field, Form, Section, numbered
from silkfield.formkit.problems import Around, Problem, Values, error
from silkfield.formkit.references import FOLLOWS
from silkfield.formkit.rules import in_order
from silkfield.language import N_, _

DRAFT, SENT, UNKNOWN, WITHDRAWN = "DRAFT", "SENT", "LOST", "WITHDRAWN"
OPEN = (DRAFT, SENT, "ACK")
"""The statuses in which somebody still waits; "outcome unknown" is an end of its own, and the usual one."""

REFER = "REFER"
"""The purpose of a consent that lets another office be told."""

DUE_AFTER = DaysAhead(14)
ANTI_TRAFFICKING, PROTECTORATE = "FIA", "POE"


def is_sent(values: Values) -> bool:
    """Tell whether a referral has left the office; a draft has not, nor one that was taken back."""
    return values.get("status") not in (None, DRAFT, WITHDRAWN)


def agreement_fault(consent: Values, to_kind: str, day: str) -> tuple[str, str] | None:
    """Say why a consent does not carry a referral of that day: its code and a sentence; None when it does."""
    if REFER not in (consent.get("purposes") or ()):
        return "consent_other", _("The client did not agree that another office is told. Ask for it first.")
    withdrawn = consent.get("withdrawn_on")
    if withdrawn and withdrawn <= day:
        return "consent_withdrawn", _("The client took the consent back.")
    if to_kind == ANTI_TRAFFICKING and consent.get("form") != "WRITTEN":
        return "consent_written", _("To the FIA only with a written consent.")
    return None


def somebody_agreed(values: Values, around: Around) -> Iterator[Problem]:
    """A client is referred with a yes to just that; a coordinator may decide without it. Who is nobody is not named."""
    if not is_sent(values) or values.get("override"):
        return
    contact = around.resolve("counselling_contact", values.get("contact") or "") or {}
    client = values.get("client") or contact.get("client")
    if not client:
        return
    if not values.get("consent"):
        sentence = _("Without the client's yes, keep it as a draft, or let a coordinator decide.")
        yield error("consent", "consent_missing", sentence)
        return
    consent = around.resolve("consent", values["consent"])
    if consent is None or values.get("status_on") != values.get("sent_on"):
        return  # what became of it later is told though the yes was taken back since
    if consent.get("client") != client:
        yield error("consent", "consent_of_another", _("This consent is somebody else's."))
    elif fault := agreement_fault(
        consent, values.get("to_kind") or "", values.get("sent_on") or around.today.isoformat()
    ):
        yield error("consent", *fault)


def protectorate_is_named(values: Values, around: Around) -> Iterator[Problem]:
    """There are several Protectorates: one that was sent to somebody names which."""
    if values.get("to_kind") == PROTECTORATE and is_sent(values) and not values.get("office"):
        yield error("office", "office_missing", _("Choose which Protectorate, from the directory."))


def sent_on_a_day(values: Values, around: Around) -> Iterator[Problem]:
    """What was sent was sent on a day."""
    if is_sent(values) and not values.get("sent_on"):
        yield error("sent_on", "missing", _("Write the day it was sent or given to the client."))


def trafficking_is_kept_apart(values: Values, around: Around) -> Iterator[Problem]:
    """Headquarters never reads of possible trafficking: it stands in the safeguarding record."""
    if values.get("reason") == "THB":
        yield error(
            "reason", "restricted_thb", _("Choose “About the centre / other”; the safeguarding record says why.")
        )


FORM = Form(
    key="referral",
    title=N_("Referral"),
    plural=N_("Referrals"),
    audience=Audience.HQ,
    icon="send",
    kept_at=frozenset({CENTRE}),
    heading=("number", "to_kind", "status"),
    rules=(
        somebody_agreed,
        protectorate_is_named,
        sent_on_a_day,
        trafficking_is_kept_apart,
        in_order("sent_on", "status_on", "status_early", N_("This was before it was sent. Correct a day.")),
    ),
    sections=(
        Section(
            N_("To whom"),
            (
                numbered("REF", label=N_("Letter number")),
                Field("contact", N_("Agreed in the contact"), Ref("counselling_contact"), required=True),
                Field("client", N_("Client"), Ref("client", joining=FOLLOWS)),
                Field("to_kind", N_("Referred to"), Choice("referral_to"), required=True, listed=True, searched=True),
                Field(
                    "office",
                    N_("Office"),
                    Ref("organisation", joining=FOLLOWS),
                    listed=True,
                    help=N_("Which one, from the directory: its address is printed on the slip."),
                ),
                Field("reason", N_("What for"), Choice("topic")),
                Field(
                    "urgency",
                    N_("How urgent"),
                    Choice("referral_urgency", ("ROUTINE", "WEEK", "TODAY"), ("1", "2", "3")),
                    default="ROUTINE",
                ),
                Field(
                    "method",
                    N_("How"),
                    Choice("referral_method", ("LETTER", "PHONE", "WITH"), ("L", "P", "W")),
                    default="LETTER",
                ),
            ),
        ),
        Section(
            N_("Whose yes"),
            (
                Field(
                    "consent",
                    N_("Consent"),
                    Ref("consent"),
                    group="yes",
                    help=N_("Say the office to the client. Only a yes to this office lets you tell it."),
                ),
                Field(
                    "override",
                    N_("Without consent, because"),
                    Choice("consent_override"),
                    group="yes",
                    more=True,
                    by_role="coordinator",
                    help=N_("Only a coordinator decides this, when a life is at risk."),
                ),
            ),
        ),
        Section(
            N_("Where it stands"),
            (
                Field(
                    "status",
                    N_("Status"),
                    Choice("referral_status", keys=("D", "S", "A", "R", "F", "N", "U", "W")),
                    required=True,
                    listed=True,
                    group="status",
                    default=DRAFT,
                    help=N_("Outcome unknown is an answer too: most offices never tell."),
                ),
                Field("status_on", N_("Since"), Day(), required=True, group="status", default=TODAY),
                Field("sent_on", N_("Sent on"), Day(), listed=True),
                Field(
                    "due",
                    N_("Answer due on"),
                    Day(future=True),
                    listed=True,
                    default=DUE_AFTER,
                    help=N_("After this day it stands on Today as overdue: ask the office."),
                ),
            ),
        ),
    ),
)
