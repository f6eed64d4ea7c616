"""The directory: organisations and officials that may be there already, and what a list of people is compared with."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import Any

from silkfield.formkit.problems import Values
from silkfield.language import _
from silkfield.matching import officials, organisations
from silkfield.matching.keys import NAME, looked_up
from silkfield.matching.officials import Directory, Official
from silkfield.matching.people import EVIDENCE
from silkfield.operations import joined
from silkfield.store.reading import Reader, Shown

NAMES = {"organisation": "name", "person": "full_name"}
"""The entries of the directory that are compared with each other, each with the answer that names one."""

_MOST = 200
"""Of a name that very many bear the newest entries are compared."""


@dataclass(frozen=True, slots=True)
class MayBeOne:
    """An entry that may be the same as another one; words that speak for it (True), are only like it (None), or against it."""

    shown: Shown
    evidence: tuple[tuple[str, bool | None], ...]

    @property
    def weight(self) -> int:
        """How much more speaks for it than against it."""
        return sum({True: 2, None: 1, False: -2}[speaks] for _words, speaks in self.evidence)


def alike(reader: Reader, form: str, record: str, values: Values) -> list[MayBeOne]:
    """Return the entries that may be the same as this one, the likeliest first, without those that are joined with it already
    and those of which somebody said that they are not."""
    if form not in NAMES:
        return []
    behind = joined.standing(reader, form)
    decided = (
        {*joined.entries(reader, record, form), *joined.told_apart(reader, record, form)} if record else set[str]()
    )
    near = [one for one in _near(reader, form, values) if one.id not in decided and one.id not in behind]
    found = [MayBeOne(one, evidence) for one in near if (evidence := _evidence(form, one.values, values))]
    return sorted(found, key=lambda one: -one.weight)


def alike_known(reader: Reader, form: str, record: str, values: Values) -> Sequence[str]:
    """Return what the entries are called that may be the same as this one."""
    return [str(one.shown.values.get(NAMES[form], "")) for one in alike(reader, form, record, values)]


def _near(reader: Reader, form: str, values: Values) -> list[Shown]:
    """Return the entries worth comparing: of many people those whose names are heard alike, or who share an address."""
    named = [one.name for one in reader.projection.shapes[form].form.fields if one.known_by == NAME]
    if not named:
        return reader.listing(form)
    names = [name for one in named if isinstance(name := values.get(one), str)]
    found = reader.meeting(form, looked_up(names, (), ()), _MOST)
    for field in ("email", "phone"):
        if values.get(field):
            found += reader.listing(form, where={field: values[field]}, limit=_MOST)
    return list({one.id: one for one in found if not one.removed}.values())


def _evidence(form: str, known: Values, values: Values) -> tuple[tuple[str, bool | None], ...]:
    if form == "organisation":
        if organisations.have_one_name(known, values):
            return ((_("same name"), True),)
        return ((_("name written differently"), None),) if organisations.are_alike(known, values) else ()
    one, other = (_official("", each, {}) for each in (known, values))
    candidate = officials.compare(one, other) if one.names and other.names else None
    speaks = {"same": True, "other": False}
    codes = candidate.evidence if candidate else ()
    return tuple((_(EVIDENCE[code]), speaks.get(code.partition("_")[0])) for code in codes)


def known_here(reader: Reader, event: str = "") -> Directory:
    """Return the officials and organisations that are known here, and who is on the list of an event; of joined ones the one
    that stands for all."""
    organisations = {one.id: one.values for one in reader.listing("organisation")}
    stands = {form: joined.standing(reader, form) for form in NAMES}
    listed = reader.listing("person")
    known = tuple(_official(one.id, one.values, organisations) for one in listed if one.id not in stands["person"])
    there = reader.listing("participation", where={"event": event}) if event else []
    attending = {str(one.values.get("person")): one.id for one in there}
    attending |= {stands["person"][one]: record for one, record in attending.items() if one in stands["person"]}
    return Directory(known, organisations, attending, stands["organisation"])


def _official(record: str, values: Values, organisations: Mapping[str, Any]) -> Official:
    return Official.of(record, values, organisations.get(str(values.get("organisation") or ""), {}))
