"""Everything about one record as plain text, read on another thread: answers, what stands beside it, its history."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any

from silkfield.clock import local_time
from silkfield.desktop.calendars import other_day
from silkfield.desktop.lists.lines import brief, called, named_references
from silkfield.formkit.answers import Day, Ref, Refs
from silkfield.formkit.days import iso_day
from silkfield.formkit.form import Form
from silkfield.formkit.problems import Around
from silkfield.language import N_, _
from silkfield.operations import counselling, finding, joined, opening
from silkfield.operations.allowing import may_read
from silkfield.operations.attachments import Attached, attachments
from silkfield.operations.finding import Step
from silkfield.operations.sitting import Sitting
from silkfield.store.reading import Shown

_MOST_LINKS = 20
_WHY = {
    "create": N_("recorded"),
    "edit": N_("corrected"),
    "remove": N_("removed"),
    "restore": N_("brought back"),
    "intake": N_("taken in from Excel"),
    "attach": N_("attached"),
    "import": N_("imported"),
    "undo": N_("taken back"),
    "withdraw": N_("consent taken back"),
    "merge": N_("two versions joined"),
    "resolve": N_("decided between two versions"),
    "adopt": N_("taken over from a lost laptop"),
    "reopen": N_("decision taken back"),
    "lock": N_("locked"),
    "unlock": N_("opened again"),
}


@dataclass(frozen=True, slots=True)
class Part:
    """A titled group of answers: (label, text)."""

    title: str
    answers: tuple[tuple[str, str], ...]


@dataclass(frozen=True, slots=True)
class Link:
    """Another record that points to this one."""

    form: str
    record: str
    title: str
    second: str


@dataclass(frozen=True, slots=True)
class Told:
    """One revision in words. `values` are its answers, to bring them back; empty for the one that is shown now."""

    head: str
    changes: tuple[str, ...]
    values: Mapping[str, Any]


@dataclass(frozen=True, slots=True)
class Whole:
    """One record with all that is known of it; `client` names the client whose file it belongs to. After one that
    `leads_to_talks` somebody may stay for a talk of their own, which is recorded here. `joined` are the other entries of the
    directory that are one with it."""

    shown: Shown
    title: str
    state: str
    parts: tuple[Part, ...]
    links: tuple[Link, ...]
    history: tuple[Told, ...]
    attached: tuple[Attached, ...] = ()
    client: str = ""
    leads_to_talks: bool = False
    joined: tuple[Link, ...] = ()


def whole(sitting: Sitting, record: str) -> Whole:
    """Return everything about a record. Raises Trouble when there is none."""
    shown = finding.record(sitting, record)
    form, around = sitting.form(shown.form), sitting.around()
    parts = list(_parts(sitting, form, shown.values, around))
    links: list[Link] = []
    for one in _pointing_here(sitting, shown):
        other = sitting.form(one.form)
        if other.own_page:
            second = finding.state_in_words(one)
            links.append(Link(one.form, one.id, f"{_(other.title)}: {other.named(one.values, around)}", second))
        elif not other.compares and one.form not in ("client_match", "attachment"):
            rows = [
                row for part in _parts(sitting, other, one.values, around, leave_out=shown.id) for row in part.answers
            ]
            parts.append(Part(_(other.title), tuple(rows)))
    steps = finding.history(sitting, record)
    fixed = len(steps) if shown.hidden else 1  # what is not shown whole is not brought back
    told = tuple(_told(form, step, around, now=place >= len(steps) - fixed) for place, step in enumerate(steps))
    return Whole(
        shown,
        called(sitting, form, shown, around),
        finding.state_in_words(shown),
        tuple(parts),
        tuple(links),
        told[::-1],
        tuple(attachments(sitting, record)),
        "" if shown.removed or form.shared else shown.id if form.key == "client" else shown.values.get("client") or "",
        not shown.removed and counselling.may_follow(sitting, shown),
        _joined(sitting, form, shown, around),
    )


def _joined(sitting: Sitting, form: Form, shown: Shown, around: Around) -> tuple[Link, ...]:
    if not form.shared or shown.removed:
        return ()
    with sitting.store.reading() as connection:
        reader = sitting.reader(connection)
        entries = joined.entries(reader, shown.id, form.key)
        others = {one.id: one for one in reader.several(form.key, entries) if one.id != shown.id}
    both = _("stands for both")
    return tuple(
        Link(form.key, one, form.named(others[one].values, around), both if one == entries[0] else "")
        for one in entries
        if one in others
    )


def _parts(sitting: Sitting, form: Form, values: Mapping[str, Any], around: Around, leave_out: str = "") -> list[Part]:
    names = named_references(sitting, form, [values])
    calendar = opening.settings(sitting).calendar
    parts = []
    for section in form.sections:
        rows = []
        for one in section.fields:
            value = values.get(one.name)
            if value is None or value == leave_out:
                continue
            points = isinstance(one.answer, (Ref, Refs))
            words = brief(one, value, around, names) if points else one.answer.show(value, around)
            day = iso_day(value) if calendar and isinstance(one.answer, Day) else None
            rows.append((_(one.label), f"{words} ({other_day(day, calendar)})" if day else words))
        if rows:
            parts.append(Part(_(section.title), tuple(rows)))
    return parts


def _pointing_here(sitting: Sitting, shown: Shown) -> list[Shown]:
    with sitting.store.reading() as connection:
        found = joined.belonging(sitting.reader(connection), shown.form, shown.id, _MOST_LINKS)
    return [one for one in found if may_read(sitting, sitting.form(one.form))]


def _told(form: Form, step: Step, around: Around, *, now: bool) -> Told:
    when = local_time(step.time, step.zone)
    day = Day().show(when.date().isoformat(), around)
    head = _("{who}, {day}, {time}: {what}").format(
        who=step.who, day=day, time=f"{when:%H:%M}", what=_(_WHY.get(step.why, "corrected"))
    )
    changes = () if not step.parents else tuple(_difference(form, one, around) for one in step.differences)
    return Told(head, changes, {} if now or step.removed else step.values)


def _difference(form: Form, difference: finding.Difference, around: Around) -> str:
    field = form.by_name.get(difference.field)
    label = _(field.label) if field else difference.field
    if field is None or isinstance(field.answer, (Ref, Refs)):
        return _("{label}: changed").format(label=label)
    before, after = (
        field.answer.show(value, around) if value is not None else _("nothing")
        for value in (difference.before, difference.after)
    )
    return _("{label}: {before} → {after}").format(label=label, before=before, after=after)
