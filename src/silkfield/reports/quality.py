"""R13, the quality list: what is unknown, without a topic, dated oddly or typed late; each number has its records behind it.

The same declaration says on the day sheet which answers of a contact are still unknown.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import dataclass
from typing import Any

from silkfield.formkit.form import Form
from silkfield.formkit.problems import Values
from silkfield.language import N_, _
from silkfield.reports.measures import Late, Measure, Only
from silkfield.reports.monthly import HELD_ONLY
from silkfield.reports.tables import Cell, Table

CONTACT = "counselling_contact"
UNKNOWN: Mapping[str, tuple[str, ...]] = {
    "sex": ("U",),
    "age_group": ("AUN",),
    "stage": ("UNK",),
    "district": (),
    "destination_1": (),
    "purpose": ("UNKNOWN",),
}
"""Fields of a contact that a report needs, each with the codes that mean asked and not known; no answer means it too."""

LATE_AFTER = 31
_HELD = {"session": (HELD_ONLY,)}
"""A session that is only planned may lie in the future."""

MONTH, FUTURE, OLD = "month", "future", "old"


@dataclass(frozen=True, slots=True)
class Check:
    """One line of the list: what is counted, over which days, beside what, and by which rule."""

    key: str
    label: str
    measure: Measure
    rule: str
    span: str = MONTH


ALL_CONTACTS = Measure(CONTACT, "contact_date")


def _of_contacts(*where: Only | Late) -> Measure:
    return Measure(CONTACT, "contact_date", where=where)


CHECKS = (
    *(
        Check(
            f"unknown.{field}",
            N_("{field}: unknown"),
            _of_contacts(Only(field, keys, or_missing=True)),
            N_("No answer, or the answer “unknown”. Ask the counsellor while it is remembered."),
        )
        for field, keys in UNKNOWN.items()
    ),
    Check(
        "no_topic",
        N_("Contacts without a topic"),
        _of_contacts(Only("topics", given=False)),
        N_("A contact that broke off, or a row of a register, may have none."),
    ),
    Check(
        "late",
        N_("Contacts typed late"),
        _of_contacts(Late(LATE_AFTER)),
        N_("Typed or taken in more than 31 days after the day of the contact."),
    ),
    *(
        Check(f"{span}.{form}", label, Measure(form, day, where=_HELD.get(form, ())), rule, span)
        for span, rule, forms in (
            (
                FUTURE,
                N_("The day is after today, in whatever month."),
                (
                    (CONTACT, "contact_date", N_("Contacts in the future")),
                    ("session", "held_on", N_("Sessions in the future")),
                ),
            ),
            (
                OLD,
                N_("The day is before the project began, in whatever month."),
                (
                    (CONTACT, "contact_date", N_("Contacts before the project")),
                    ("session", "held_on", N_("Sessions before the project")),
                    ("event", "end_date", N_("Events before the project")),
                ),
            ),
        )
        for form, day, label in forms
    ),
)
DUPLICATES, MISSING = "duplicates", "missing"

RULES = (
    N_("Shares are of all contacts of the month."),
    N_("The median of late entry is the number of days from a contact to its entry that half of the contacts keep."),
    N_("Two clients are an open duplicate while a mark of name or phone is equal and nobody has said yes or no."),
)


@dataclass(frozen=True, slots=True)
class Beyond:
    """What no count of records says: the median of late entry (None without contacts), open duplicates, missing changes.

    `missing` is None at a site, which cannot know.
    """

    median: int | None
    duplicates: int
    missing: int | None


def unknown_in(values: Values) -> tuple[str, ...]:
    """Return the fields of a contact that are still unknown."""
    return tuple(field for field, keys in UNKNOWN.items() if not values.get(field) or values[field] in keys)


def label_of(check: Check, forms: Mapping[str, Form]) -> str:
    """Return what a line of the list is called."""
    field = forms[CONTACT].by_name.get(check.key.partition(".")[2])
    return _(check.label).format(field=_(field.label)) if field else _(check.label)


def page(
    ask: Callable[[Measure, str], int], beyond: Beyond, forms: Mapping[str, Form], title: str, site: str
) -> tuple[list[Table], dict[str, Any]]:
    """Lay out R13 for one site (or all, with no `site`) and return its table and the same figures for programs."""
    contacts = ask(ALL_CONTACTS, MONTH)
    rows: list[tuple[Cell, ...]] = []
    keys, rules = [], []
    figures: dict[str, Any] = {"contacts": contacts}

    def line(key: str, label: str, number: int, of: int | None, rule: str) -> None:
        share = f"{100 * number / of:.0f} %" if of else None
        rows.append((label, number, of, share))
        keys.append(f"{key}@{site}" if number else "")
        rules.append(_(rule))
        figures[key] = number

    for check in CHECKS:
        of = contacts if check.span == MONTH else None
        line(check.key, label_of(check, forms), ask(check.measure, check.span), of, check.rule)
    line(DUPLICATES, _("Clients that may be one person"), beyond.duplicates, None, RULES[2])
    if beyond.missing is not None:
        rule = N_("Changes that a laptop has sent word of and that are not here. Missing is not zero.")
        line(MISSING, _("Changes that are missing here"), beyond.missing, None, rule)
    figures["late.median_days"] = beyond.median
    median = _("no contacts") if beyond.median is None else beyond.median
    rows.append((_("Late entry, median in days"), median, None, None))
    keys.append("")
    rules.append(_(RULES[1]))
    return [Table(title, ("", _("Number"), _("Of"), _("Share")), tuple(rows), (), tuple(keys), tuple(rules))], figures
