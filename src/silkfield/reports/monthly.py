"""R1, the monthly centre statistics: what is counted, by which rules, and how the page is laid out.

Rows A to E; F (materials) and G (media reach) are printed as not recorded yet. Contacts and heads are never added to
people: the last line adds services.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from typing import Any

from silkfield.formkit.codes import Codes
from silkfield.forms.session import HELD
from silkfield.language import N_, _
from silkfield.reports.measures import Counts, Measure, Only, Unit
from silkfield.reports.tables import Cell, Table

SEXES = ("M", "F", "X", "U")
CONTACTS = Measure("counselling_contact", "contact_date", by="sex")
PEOPLE = Measure("counselling_contact", "contact_date", Unit.PEOPLE, by="sex", person="client", person_form="client")
ANONYMOUS = Measure("counselling_contact", "contact_date", where=(Only("client", given=False),))
FOLLOW_UPS = Measure("counselling_contact", "contact_date", where=(Only("follow_up_of"),))
CHANNELS = Measure("counselling_contact", "contact_date", by="channel")
STAGES = Measure("counselling_contact", "contact_date", by="stage")
REFERRED = Measure("counselling_contact", "contact_date", where=(Only("outcomes", ("REFERRED",)),))
AGENCIES = Measure("counselling_contact", "contact_date", by="referred_to", where=(Only("outcomes", ("REFERRED",)),))
HELD_ONLY = Only("status", (HELD,), or_missing=True)
"""A session that is only planned counts nowhere; before there was a status, every one was held."""

_AWARE = (Only("session_type", ("AWARE", "STALL")), HELD_ONLY)
_PDO = (Only("session_type", ("PDO",)), HELD_ONLY)
AWARENESS = Measure("session", "held_on", Unit.HEADS, by="sex", where=_AWARE)
AWARENESS_SESSIONS = Measure("session", "held_on", where=_AWARE)
AWARENESS_DISTRICTS = Measure("session", "held_on", by="district", where=_AWARE)
AWARENESS_ESTIMATED = Measure("session", "held_on", Unit.HEADS, by="estimate", where=_AWARE)
PDO = Measure("session", "held_on", Unit.HEADS, by="sex", where=_PDO)
PDO_SESSIONS = Measure("session", "held_on", where=_PDO)
PDO_ESTIMATED = Measure("session", "held_on", Unit.HEADS, by="estimate", where=_PDO)
PDO_OFFICES = Measure("session", "held_on", by="office", where=_PDO)

FROZEN: Mapping[str, Measure] = {
    "contacts": CONTACTS,
    "clients": PEOPLE,
    "awareness_heads": AWARENESS,
    "departure_heads": PDO,
    "referred": REFERRED,
}
"""What a month's lock freezes, by the names of its fields; contacts and heads together are the services given."""

_SERVICES = ("contacts", "awareness_heads", "departure_heads")
_LETTERS = dict(zip(FROZEN, "ABCDE", strict=True))

RULES = (
    N_("A contact is one conversation, with one client or family, on one channel, on one day."),
    N_(
        "Unique clients are the clients with at least one contact in the period; anonymous contacts are never among them."
    ),
    N_("Heads of sessions are counted apart from contacts; who was counselled after a session is in both."),
    N_("Media reach is never added to people served."),
    N_("Records that were removed, set aside or refused at an intake are in no figure."),
    N_(
        "What changes after a month was locked is an adjustment in the month after it; its restated figures stand beside."
    ),
)

Ask = Callable[[Measure, str], Counts]
"""Answers a measure for "month", "before", "year" or "project"."""


@dataclass(frozen=True, slots=True)
class Line:
    """One row of the page: its letter, words, and measure split by sex."""

    letter: str
    label: str
    measure: Measure


LINES = (
    Line("A", N_("Individual contacts"), CONTACTS),
    Line("B", N_("Unique clients"), PEOPLE),
    Line("C", N_("Heads at awareness sessions"), AWARENESS),
    Line("D", N_("Heads at pre-departure sessions"), PDO),
)


def columns(month_name: str, before_name: str) -> tuple[str, ...]:
    """Return the headings of the main table."""
    return ("", "", _("Men"), _("Women"), _("Other"), _("Not stated"), month_name, before_name, _("Year"), _("Project"))


@dataclass(frozen=True, slots=True)
class LockedMonth:
    """A month that a coordinator has locked: which span of the report it is, its name, by whom and when, what was approved."""

    span: str
    name: str
    by: str
    on: str
    approved: Mapping[str, int]


def page(
    ask: Ask, codes: Codes, title: str, month_name: str, before_name: str, locked: Sequence[LockedMonth] = ()
) -> tuple[list[Table], dict[str, Any]]:
    """Lay out R1 for one site (or all) and return its tables and the same figures for programs.

    Of the month and the one before, those that are `locked` are set beside what was approved.
    """
    rows: list[tuple[Cell, ...]] = []
    totals: dict[str, int] = {}
    for line in LINES:
        month = ask(line.measure, "month")
        totals[line.letter] = sum(month.values())
        others = (sum(ask(line.measure, span).values()) for span in ("before", "year", "project"))
        sexes = by_sex(month).values()
        rows.append((line.letter, _(line.label), *sexes, totals[line.letter], *others))
    referred = [sum(ask(REFERRED, span).values()) for span in ("month", "before", "year", "project")]
    rows.append(("E", _("Contacts that were referred"), None, None, None, None, *referred))
    missing = _("not recorded yet")
    for letter, label in (("F", _("Materials given out")), ("G", _("Media reach (not people served)"))):
        rows.append((letter, label, None, None, None, None, missing, missing, missing, missing))
    services = [
        sum(sum(ask(measure, span).values()) for measure in (CONTACTS, AWARENESS, PDO))
        for span in ("month", "before", "year", "project")
    ]
    rows.append(("", _("Services given, not people: A + C + D"), None, None, None, None, *services))
    restated = {
        one.span: {name: sum(ask(measure, one.span).values()) for name, measure in FROZEN.items()} for one in locked
    }
    for one in locked:
        changed = sum(restated[one.span][name] - one.approved.get(name, 0) for name in _SERVICES)
        if one.span == "before" and changed:
            label = _("Adjustment of {month}, locked before: A + C + D").format(month=one.name)
            rows.append(("", label, None, None, None, None, changed, None, None, None))

    figures = _figures(ask, totals, referred[0], services[0])
    notes = (
        _("A: {anonymous} contacts are anonymous; {follow_ups} are follow-ups.").format(
            anonymous=figures["A"]["anonymous"], follow_ups=figures["A"]["follow_ups"]
        ),
        _("C: {sessions} sessions in {districts} districts; {estimated} heads are estimates.").format(**figures["C"]),
        _("D: {sessions} sessions; {estimated} heads are estimates.").format(**figures["D"]),
        _("E: outcomes of referrals are not recorded yet."),
    )
    tables = [
        Table(title, columns(month_name, before_name), tuple(rows), notes),
        _breakdown(_("Contacts by channel"), figures["A"]["by_channel"], codes, "channel"),
        _breakdown(_("Contacts by stage"), figures["A"]["by_stage"], codes, "stage"),
        _breakdown(_("Referrals by agency"), figures["E"]["by_agency"], codes, "referral_to"),
    ]
    tables[1:1] = [_restated(one, restated[one.span]) for one in locked]
    figures["locked"] = {one.span: {"approved": dict(one.approved), "restated": restated[one.span]} for one in locked}
    return tables, figures


def _restated(one: LockedMonth, now: Mapping[str, int]) -> Table:
    """Set what was approved beside what is counted now."""
    labels = {line.letter: line.label for line in LINES} | {"E": N_("Contacts that were referred")}
    rows: list[tuple[Cell, ...]] = []
    for name, count in now.items():
        approved = one.approved.get(name, 0)
        rows.append((_LETTERS[name], _(labels[_LETTERS[name]]), approved, count - approved, count))
    title = _("{month}: locked on {day}, approved by {who}").format(month=one.name, day=one.on, who=one.by)
    return Table(title, ("", "", _("Approved"), _("Adjustment"), _("Restated")), tuple(rows))


def _figures(ask: Ask, totals: Mapping[str, int], referred: int, services: int) -> dict[str, Any]:
    def month(measure: Measure) -> dict[str, int]:
        return dict(ask(measure, "month"))

    return {
        "A": {
            "contacts": totals["A"],
            "by_sex": by_sex(month(CONTACTS)),
            "anonymous": sum(month(ANONYMOUS).values()),
            "follow_ups": sum(month(FOLLOW_UPS).values()),
            "by_channel": ranked(month(CHANNELS)),
            "by_stage": ranked(month(STAGES)),
        },
        "B": {"unique_clients": totals["B"], "by_sex": by_sex(month(PEOPLE))},
        "C": {
            "sessions": sum(month(AWARENESS_SESSIONS).values()),
            "heads": {**by_sex(month(AWARENESS)), "total": totals["C"]},
            "districts": len([name for name in month(AWARENESS_DISTRICTS) if name]),
            "estimated": month(AWARENESS_ESTIMATED).get("yes", 0),
        },
        "D": {
            "sessions": sum(month(PDO_SESSIONS).values()),
            "heads": {**by_sex(month(PDO)), "total": totals["D"]},
            "offices": ranked(month(PDO_OFFICES)),
            "estimated": month(PDO_ESTIMATED).get("yes", 0),
        },
        "E": {"contacts_referred": referred, "by_agency": ranked(month(AGENCIES))},
        "F": None,
        "G": None,
        "services_given": services,
    }


def by_sex(counts: Counts) -> dict[str, int]:
    """Return counts for the four columns; what is none of the first three is not stated, so that columns add up."""
    folded = dict.fromkeys(SEXES, 0)
    for sex, count in counts.items():
        folded[sex if sex in folded else "U"] += count
    return folded


def ranked(counts: Counts) -> dict[str, int]:
    """Return counts with the largest first, ties in the order of the alphabet."""
    return dict(sorted(((key or "unknown", count) for key, count in counts.items()), key=lambda one: (-one[1], one[0])))


def _breakdown(title: str, counts: Mapping[str, int], codes: Codes, list_name: str) -> Table:
    total = sum(counts.values())
    rows: Sequence[tuple[Cell, ...]] = [
        (_("not stated") if key == "unknown" else codes[list_name].text(key), count, f"{100 * count / total:.0f} %")
        for key, count in counts.items()
    ]
    return Table(title, ("", _("Number"), _("Share")), tuple(rows))
