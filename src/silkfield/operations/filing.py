"""The client file: all that is known at this site of one person, the newest first."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass, replace
from functools import cached_property

from silkfield.clock import local_time
from silkfield.errors import Trouble
from silkfield.formkit.answers import Day
from silkfield.formkit.days import iso_day
from silkfield.formkit.form import Form
from silkfield.formkit.references import OWN
from silkfield.language import _
from silkfield.operations import joined
from silkfield.operations.consenting import Standing, standings
from silkfield.operations.recognising import KnownClient, known_client
from silkfield.operations.sitting import Sitting
from silkfield.store.reading import Reader, Shown

MOST = 200
"""So many records of each kind are read, the newest ones."""

_PURPOSES = "consent_purpose"


@dataclass(frozen=True, slots=True)
class Filed:
    """One record of the timeline: its day (ISO), and what hangs on it and has no day of its own, as a note."""

    shown: Shown
    day: str
    beside: tuple[Shown, ...] = ()


@dataclass(frozen=True)
class ClientFile:
    """One person. `client` is the oldest code, `joined` the other codes that stand for the same person."""

    client: Shown
    known: KnownClient
    identity: Shown | None
    joined: tuple[KnownClient, ...]
    consents: tuple[Standing, ...]
    timeline: tuple[Filed, ...]

    @cached_property
    def taken_back(self) -> str:
        """The day on which the client took back the consent to keep the name; empty while it stands or was never given."""
        return self.consents[0].taken_back


def client_file(sitting: Sitting, client: str) -> ClientFile:
    """Return all that is known here of a client, under whichever of the person's codes. Raises Trouble.

    Whatever points to the client, or to something that points to the client, is in it: a form that is added later is in it
    by itself. How many statements it takes depends on the forms there are, never on the records.
    """
    with sitting.store.reading() as connection:
        reader = sitting.reader(connection)
        codes = joined.entries(reader, client)
        person = reader.one(codes[0], "client")
        if person is None:
            raise Trouble(_("This client is not here."), _("Look the client up in the list."), code="no_record")
        names = reader.listing("client_identity", where={"client": list(codes)}, limit=MOST)
        near = _pointing(sitting, reader, {"client": codes})
        far = _pointing(sitting, reader, {form: list(found) for form, found in near.items()})
        known = [known_client(reader, code) for code in codes]
    consents = list(near.get("consent", {}).values())
    named = next((one for code in codes for one in names if one.values.get("client") == code), None)
    purposes = list(sitting.around().codes[_PURPOSES].by_key)
    return ClientFile(
        person,
        _by_name(known),
        named,
        tuple(known[1:]),
        standings(consents, purposes),
        _timeline(sitting, [near, far]),
    )


def _by_name(known: list[KnownClient]) -> KnownClient:
    """Return the person under the oldest code, with the name kept under another one where that has none."""
    first, named = known[0], next((one for one in known if one.name or one.urdu), known[0])
    return replace(first, name=named.name, urdu=named.urdu, relative=named.relative, phones=named.phones)


Found = dict[str, dict[str, Shown]]
"""Records by form and id."""


def _pointing(sitting: Sitting, reader: Reader, targets: dict[str, Iterable[str]]) -> Found:
    found: Found = {}
    for form in sitting.forms.values():
        for pointer in form.pointers:  # what is a client's own stands in the head of the file
            chosen = [] if pointer.joining is OWN else list(targets.get(pointer.target, ()))
            if chosen:
                some = reader.listing(form.key, where={pointer.path: chosen}, limit=MOST)
                found.setdefault(form.key, {}).update((one.id, one) for one in some)
    return {form: some for form, some in found.items() if some}


def _timeline(sitting: Sitting, levels: Iterable[Found]) -> tuple[Filed, ...]:
    records = {record: one for level in levels for some in level.values() for record, one in some.items()}
    beside: dict[str, list[Shown]] = {}
    dated: dict[str, str] = {}
    for record, one in records.items():
        form = sitting.form(one.form)
        holder = next((one.values.get(name) for name, _to in form.references if one.values.get(name) in records), None)
        day = _day(form, one)
        if holder and not day:
            beside.setdefault(holder, []).append(one)
        else:
            dated[record] = day or local_time(one.created, 0).date().isoformat()
    filed = [Filed(records[record], day, tuple(beside.get(record, ()))) for record, day in dated.items()]
    return tuple(sorted(filed, key=lambda one: (one.day, one.shown.created, one.shown.id), reverse=True))


def _day(form: Form, shown: Shown) -> str:
    """Return the day on which it happened, as somebody typed it."""
    for field in form.fields:
        if isinstance(field.answer, Day) and not field.answer.future and (day := iso_day(shown.values.get(field.name))):
            return day.isoformat()
    return ""
