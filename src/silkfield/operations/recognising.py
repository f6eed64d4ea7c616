"""Recognising clients at their own site: what they are called, finding them by name, and who a stranger may be."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from typing import Any

from silkfield.formkit.folding import folded
from silkfield.language import N_, _
from silkfield.matching.names import Likeness, likeness
from silkfield.operations.finding import Listing, listing
from silkfield.operations.sitting import Sitting
from silkfield.store.reading import Reader, Shown

_MOST = 200
SHORTEST = 3
"""Names are compared from so many letters on."""


@dataclass(frozen=True, slots=True)
class KnownClient:
    """A client as the site knows them: the code, and the name where it is kept; sex, age group and district as codes. Of a
    `hidden` one the name is kept and not shown, because a client looks at the screen."""

    client: str
    code: str
    name: str = ""
    urdu: str = ""
    relative: str = ""
    phones: tuple[str, ...] = ()
    sex: str = ""
    age_group: str = ""
    district: str = ""
    birth_year: int | None = None
    hidden: bool = False

    @property
    def called(self) -> str:
        """The name, or the code where no name is kept."""
        return self.name or self.urdu or self.code


def names(sitting: Sitting, clients: Iterable[str]) -> dict[str, KnownClient]:
    """Return clients by id; names are known at their own site only."""
    with sitting.store.reading() as connection:
        reader = sitting.reader(connection)
        return {client: known_client(reader, client) for client in dict.fromkeys(clients) if client}


def known_client(reader: Reader, client: str) -> KnownClient:
    """Return a client as the site knows them, with the name where it is kept."""
    kept = reader.listing("client_identity", where={"client": client}, limit=1)
    return _together(client, reader.values("client", client) or {}, kept[0] if kept else None)


def _together(client: str, person: Mapping[str, Any], kept: Shown | None) -> KnownClient:
    identity = kept.values if kept else {}
    return KnownClient(
        client,
        person.get("code", ""),
        identity.get("full_name", ""),
        identity.get("name_urdu", ""),
        identity.get("relative_name", ""),
        tuple(identity[field] for field in ("phone", "phone_2") if identity.get(field)),
        person.get("sex", ""),
        person.get("age_group", ""),
        person.get("district", ""),
        person.get("birth_year"),
        kept is not None and kept.hidden,
    )


def clients(sitting: Sitting, *, find: str = "", limit: int = _MOST, offset: int = 0) -> Listing:
    """Return clients, the newest first, found by code, district, name or phone number, in either script."""
    if not folded(find):
        return listing(sitting, "client", limit=limit, offset=offset)
    named = listing(sitting, "client_identity", find=find, limit=_MOST).records
    plain = listing(sitting, "client", find=find, limit=_MOST).records
    ids = dict.fromkeys(one.values["client"] for one in named)
    with sitting.store.reading() as connection:
        reader = sitting.reader(connection)
        by_name = [one for client in ids if (one := reader.one(client, "client")) and not one.removed]
    found = [*by_name, *(one for one in plain if one.id not in ids)]
    return Listing("client", len(found), tuple(found[offset : offset + limit]))


def named_clients(sitting: Sitting) -> tuple[KnownClient, ...]:
    """Return every client whose name is kept here."""
    identities = listing(sitting, "client_identity").records
    people = {one.id: one.values for one in listing(sitting, "client").records}
    return tuple(_together(one.values["client"], people.get(one.values["client"], {}), one) for one in identities)


@dataclass(frozen=True, slots=True)
class Evidence:
    """One thing that speaks for two people being one (`speaks` true), is only like it (None), or speaks against it."""

    words: str
    speaks: bool | None = True

    def text(self) -> str:
        """Say it in the language chosen."""
        return _(self.words)


@dataclass(frozen=True, slots=True)
class MayBe:
    """A client who may be the person spoken with, and why."""

    client: KnownClient
    evidence: tuple[Evidence, ...]
    weight: int


def who_may_it_be(known: Iterable[KnownClient], person: KnownClient, most: int = 3) -> list[MayBe]:
    """Return who of the clients a person may be, the likeliest first; what was typed so far is enough.

    A name or a phone number must speak for it; age, district and sex only weigh.
    """
    found = [may for one in known if (may := _compared(one, person)) is not None]
    return sorted(found, key=lambda may: -may.weight)[:most]


def _compared(known: KnownClient, person: KnownClient) -> MayBe | None:
    evidence: list[tuple[int, Evidence]] = []
    if set(known.phones) & set(person.phones):
        evidence.append((4, Evidence(N_("same phone"))))
    if _begins(person.name, known.name) or _begins(person.name, known.urdu):
        evidence.append((3, Evidence(N_("name so far"))))
    elif len(folded(person.name)) >= SHORTEST and max(_like(known.name, person.name), _like(known.urdu, person.name)):
        evidence.append((2, Evidence(N_("name sounds alike"), None)))
    if not evidence:
        return None
    if person.age_group and known.age_group:
        same = person.age_group == known.age_group
        evidence.append((1, Evidence(N_("age"))) if same else (-1, Evidence(N_("another age"), speaks=False)))
    if person.district and person.district == known.district:
        evidence.append((1, Evidence(N_("district"))))
    if {person.sex, known.sex} == {"M", "F"}:
        evidence.append((-3, Evidence(N_("man and woman"), speaks=False)))
    weight = sum(points for points, _one in evidence)
    return MayBe(known, tuple(one for _points, one in evidence), weight) if weight > 0 else None


def _begins(typed: str, name: str) -> bool:
    """Tell whether each word typed begins a word of the name, in the same order."""
    words = folded(typed).split()
    if sum(len(word) for word in words) < SHORTEST:
        return False
    rest = folded(name).split()
    for word in words:
        while rest and not rest[0].startswith(word):
            rest.pop(0)
        if not rest:
            return False
        rest.pop(0)
    return True


def _like(known: str, typed: str) -> bool:
    return bool(known) and likeness(known, typed) is not Likeness.DIFFERENT
