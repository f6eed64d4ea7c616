"""A page of a list as plain text, read from the store on another thread: what stands in each column of each record."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from typing import Any

from silkfield.desktop.lists.columns import CODE, PERSON
from silkfield.formkit.answers import Choice, Choices, Day, Ref, Refs
from silkfield.formkit.days import MONTH_NAMES
from silkfield.formkit.field import Field
from silkfield.formkit.form import Form
from silkfield.formkit.grids import HeadCount, heads
from silkfield.formkit.problems import Around
from silkfield.language import _, runs_right_to_left
from silkfield.operations import finding, joined, recognising
from silkfield.operations.finding import Listing
from silkfield.operations.recognising import KnownClient
from silkfield.operations.sitting import Sitting
from silkfield.store.reading import Shown


@dataclass(frozen=True, slots=True)
class Line:
    """One record of a list: its texts by field name, and the record itself for its state."""

    shown: Shown
    texts: Mapping[str, str]


@dataclass(frozen=True, slots=True)
class Lines:
    """Some lines of a list, and how many there are in all."""

    count: int
    lines: tuple[Line, ...]


def lines_of(
    sitting: Sitting,
    form: str,
    find: str,
    first: int,
    count: int,
    where: Mapping[str, Any] | None = None,
    *,
    removed: bool = False,
    among: Sequence[str] | None = None,
) -> Lines:
    """Return lines of a form's list, the newest first, of all records or `among` some of them. Raises Trouble."""
    if form == "client" and not removed and not where and among is None:
        found = recognising.clients(sitting, find=find, limit=count, offset=first)
    else:
        found = finding.listing(
            sitting, form, find=find, where=where, limit=count, offset=first, removed=removed, among=among
        )
    return Lines(found.count, as_lines(sitting, found))


def as_lines(sitting: Sitting, found: Listing) -> tuple[Line, ...]:
    """Return records as lines, with the names of the records they point to."""
    form, around = sitting.form(found.form), sitting.around()
    names = named_references(sitting, form, [one.values for one in found.records])
    clients = _clients(sitting, found)
    return tuple(
        Line(one, {**_texts(form, one.values, around, names), **_person(one, clients)}) for one in found.records
    )


def named_references(sitting: Sitting, form: Form, records: list[Mapping[str, Any]]) -> dict[str, str]:
    """Return what the records are called that these answers point to, by id; a joined one is called as what stands for it."""
    around = sitting.around()
    named: dict[str, str] = {}
    with sitting.store.reading() as connection:
        reader = sitting.reader(connection)
        for field, target in form.references:
            stands = joined.standing(reader, target) if sitting.form(target).shared else {}
            for values in records:
                kept = values.get(field) or []
                for record in kept if isinstance(kept, list) else [kept]:
                    stood = stands.get(record) or record
                    if record not in named and (there := reader.values(target, stood)) is not None:
                        named[record] = sitting.form(target).named(there, around)
    return named


def called(sitting: Sitting, form: Form, shown: Shown, around: Around) -> str:
    """Return what a record is called at this office: by its client's name where that is kept, else by its own answers."""
    client = shown.id if shown.form == "client" else shown.values.get("client")
    known = recognising.names(sitting, [client]).get(client) if client and not form.shared else None
    return known.called if known and known.called else form.named(shown.values, around)


def _texts(form: Form, values: Mapping[str, Any], around: Around, names: Mapping[str, str]) -> dict[str, str]:
    return {
        one.name: brief(one, values[one.name], around, names)
        for one in form.fields
        if one.listed and values.get(one.name) is not None
    }


def short_day(value: str) -> str:
    """Write a day of a list: 3 Sep 2016; months of languages that do not shorten them stay whole."""
    day = date.fromisoformat(value)
    month = _(MONTH_NAMES[day.month - 1])
    return f"{day.day} {month if runs_right_to_left() else month[:3]} {day.year}"


def brief(field: Field, value: Any, around: Around, names: Mapping[str, str]) -> str:
    """Write an answer as shortly as a list needs it."""
    match field.answer:
        case Choice(codes=codes):
            code = around.codes[codes].by_key.get(value)
            return code.brief() if code else str(value)
        case Choices(codes=codes):
            known = around.codes[codes].by_key
            return _(", ").join(known[key].brief() if key in known else key for key in value)
        case Day():
            return short_day(value)
        case HeadCount():
            return str(heads(value))
        case Ref():
            return names.get(value, _("not here yet"))
        case Refs():
            return _(", ").join(names.get(record, _("not here yet")) for record in value)
        case _:
            return field.answer.show(value, around)


def _clients(sitting: Sitting, found: Listing) -> dict[str, KnownClient]:
    if found.form == "client":
        return recognising.names(sitting, [one.id for one in found.records])
    ids = [one.values.get("client") or "" for one in found.records]
    return recognising.names(sitting, ids) if any(ids) else {}


def _person(shown: Shown, clients: Mapping[str, KnownClient]) -> dict[str, str]:
    """Name the client of a record; a contact without one is anonymous."""
    if shown.form not in ("client", "counselling_contact", "safeguarding", "consent"):
        return {}
    client = clients.get(shown.id if shown.form == "client" else shown.values.get("client") or "")
    if client is None:
        return {PERSON: _("Anonymous"), CODE: _("no name kept")}
    named = client.name or client.urdu
    without = _("name hidden") if client.hidden else _("no name kept")
    return {PERSON: named or client.code, CODE: client.code if named else without}
