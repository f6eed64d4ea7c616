"""The day sheet, read on another thread: today's records of a laptop or a person, what is unknown in them, what is due."""

from __future__ import annotations

from dataclasses import dataclass, replace

from silkfield.clock import local_time
from silkfield.desktop.lists.columns import PERSON
from silkfield.desktop.lists.lines import as_lines, short_day
from silkfield.desktop.lists.sheet import listed
from silkfield.desktop.today.waiting import SOON, Waiting, due_in_words, referred_in_words, waiting
from silkfield.formkit.form import CENTRE
from silkfield.formkit.grids import heads
from silkfield.forms.session import was_held
from silkfield.language import _
from silkfield.operations import finding, following, referring
from silkfield.operations.finding import Listing
from silkfield.operations.handing_out import hand_out
from silkfield.operations.sitting import Sitting
from silkfield.reports.listed import HandOut, Heading, Listed
from silkfield.reports.quality import CONTACT, unknown_in
from silkfield.store.reading import Shown

LAPTOP, MINE = "laptop", "mine"


@dataclass(frozen=True, slots=True)
class ToFix:
    """One answer of today's records that is still unknown, or odd."""

    form: str
    record: str
    field: str
    sentence: str
    who: str


@dataclass(frozen=True, slots=True)
class DaySheet:
    """All of it. `found` holds today's records, and all follow-ups and referrals that are due; `numbers` are named."""

    found: Waiting
    to_fix: tuple[ToFix, ...]
    numbers: tuple[tuple[str, int], ...]


def day_sheet(sitting: Sitting, whose: str) -> DaySheet:
    """Return the sheet of today: what this laptop wrote, or what the person who sits here recorded (`MINE`)."""
    found = waiting(sitting)
    today, centre = found.today, sitting.office.kind == CENTRE
    days = {"session": "held_on", **({CONTACT: "contact_date"} if centre else {})}
    of_today = {
        form: [
            one
            for one in finding.listing(sitting, form, where={day: today.isoformat()}).records
            if _is_wanted(sitting, one, whose)
        ]
        for form, day in days.items()
    }
    shown = of_today[found.form]
    lines = as_lines(sitting, Listing(found.form, len(shown), tuple(shown)))
    zone = sitting.clock.zone()
    due = following.due(sitting, today) if centre else []
    referred = [one for one in referring.waiting(sitting, today) if one.day <= today] if centre else []
    found = replace(
        found,
        lines=lines,
        times={one.id: f"{local_time(one.created, zone):%H:%M}" for one in shown},
        due=due_in_words(sitting, due),
        due_count=len(due),
        referred=referred_in_words(sitting, referred),
        referred_count=len(referred),
    )
    people = {line.shown.id: line.texts.get(PERSON, "") for line in lines}
    return DaySheet(found, _to_fix(sitting, shown, people), _numbers(of_today, found, centre=centre))


def _is_wanted(sitting: Sitting, one: Shown, whose: str) -> bool:
    if whose == MINE:
        return sitting.person.name in (one.values.get("counsellor"), one.values.get("facilitators"))
    return one.writer == sitting.office.device


def _to_fix(sitting: Sitting, records: list[Shown], people: dict[str, str]) -> tuple[ToFix, ...]:
    around, found = sitting.around(typed=False), []
    for one in records:
        form = sitting.form(one.form)
        unknown = unknown_in(one.values) if one.form == CONTACT else ()
        said = {name: _("{field}: unknown").format(field=_(form.by_name[name].label)) for name in unknown}
        for problem in form.problems(one.values, around):
            said.setdefault(problem.field, problem.sentence)
        found += [ToFix(one.form, one.id, name, words, people[one.id]) for name, words in said.items()]
    return tuple(found)


def _numbers(of_today: dict[str, list[Shown]], found: Waiting, *, centre: bool) -> tuple[tuple[str, int], ...]:
    contacts, sessions = of_today.get(CONTACT, []), [one for one in of_today["session"] if was_held(one.values)]
    talks = [
        (_("Contacts"), len(contacts)),
        (_("of these without a name"), sum(not one.values.get("client") for one in contacts)),
        (_("Follow-ups agreed"), sum("FOLLOWUP" in (one.values.get("outcomes") or ()) for one in contacts)),
        (_("Referred"), sum("REFERRED" in (one.values.get("outcomes") or ()) for one in contacts)),
    ]
    return (
        *(talks if centre else []),
        (_("Sessions"), len(sessions)),
        (_("Heads at sessions"), sum(heads(one.values.get("heads")) for one in sessions)),
        (_("Not finished"), len(found.unfinished)),
    )


def _following(found: Waiting) -> list[Listed]:
    about, due = Heading(_("About"), "under"), Heading(_("Due"))
    tables = []
    if found.due:
        rows = tuple((one.who, one.about, one.day) for one in found.due)
        tables.append(Listed(_("Follow-ups due"), (Heading(_("Person")), about, due), rows))
    if found.referred:
        rows = tuple((one.to, one.about, one.day) for one in found.referred)
        tables.append(Listed(_("Referrals open"), (Heading(_("Office")), about, due), rows))
    return tables


def due_lists_out(sitting: Sitting) -> HandOut:
    """Return the follow-ups due within a week and all open referrals for paper and Excel: the whole of Today’s two lists."""
    found = waiting(sitting)
    due = following.due(sitting, found.today, ahead=SOON)
    referred = referring.waiting(sitting, found.today)
    found = replace(found, due=due_in_words(sitting, due), referred=referred_in_words(sitting, referred))
    words = _("follow-ups due within a week, and referrals that are open")
    return hand_out(sitting, _("Due"), words, _following(found))


def day_sheet_out(sitting: Sitting, whose: str) -> HandOut:
    """Return the day sheet for paper and Excel."""
    sheet = day_sheet(sitting, whose)
    found = sheet.found
    form = sitting.form(found.form)
    tables = [listed(form, found.lines, _(form.plural))]
    what = Heading(_("What"))
    if sheet.to_fix:
        rows = tuple((one.who, one.sentence) for one in sheet.to_fix)
        tables.append(Listed(_("To put right"), (Heading(_("Person")), what), rows))
    tables += _following(found)
    tables.append(Listed(_("Numbers of the day"), (what, Heading(_("Number"))), sheet.numbers))
    words = _("my records of {day}") if whose == MINE else _("this laptop’s records of {day}")
    return hand_out(sitting, _("Day sheet"), words.format(day=short_day(found.today.isoformat())), tables)
