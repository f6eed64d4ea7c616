"""Recognising clients at their own site: what they are called, finding them by name, and who a stranger may be."""

from __future__ import annotations

from collections.abc import Collection, Iterable, Mapping
from dataclasses import dataclass, replace
from typing import Any

from silkfield.formkit.folding import folded
from silkfield.language import N_, _
from silkfield.matching.keys import looked_up
from silkfield.matching.names import is_heard, likeness
from silkfield.operations.finding import Listing, listing
from silkfield.operations.sitting import Sitting
from silkfield.store.reading import Reader, Shown

_MOST = 200
_LOOKED_AT = 100
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
    """A client who may be the person spoken with, and why; `last` is the day of the last contact, "" for none."""

    client: KnownClient
    evidence: tuple[Evidence, ...]
    weight: int
    last: str = ""


def who_may_it_be(
    sitting: Sitting, person: KnownClient, most: int = 3, *, typing: bool = False, without: Collection[str] = ()
) -> list[MayBe]:
    """Return who of the clients of this site a person may be, the likeliest first; what was typed so far is enough.

    A name or a phone number must speak for it; father, age, district and sex only weigh. Of a name that very many bear the
    newest clients are looked at; a second word, the father's name or the phone finds the others. `without` are clients who
    are not meant; while somebody is `typing` the last word may go on.
    """
    wanted = looked_up([person.name, person.urdu], [person.relative], person.phones, typing=typing)
    with sitting.store.reading() as connection:
        reader = sitting.reader(connection)
        identities = {one.values["client"]: one for one in reader.meeting("client_identity", wanted, _LOOKED_AT)}
        people = {one.id: one for one in reader.several("client", list(identities))}
        known = [
            _together(client, reader.understood("client", people[client].values), identity)
            for client, identity in identities.items()
            if client in people and not people[client].removed and client not in without
        ]
        return [replace(may, last=_last_contact(reader, may.client.client)) for may in likeliest(known, person, most)]


def likeliest(known: Iterable[KnownClient], person: KnownClient, most: int = 3) -> list[MayBe]:
    """Return who of these clients a person may be, the likeliest first."""
    found = [may for one in known if (may := _compared(one, person)) is not None]
    return sorted(found, key=lambda may: -may.weight)[:most]


def _last_contact(reader: Reader, client: str) -> str:
    contacts = reader.listing("counselling_contact", where={"client": client}, limit=1)
    return str(contacts[0].values.get("contact_date", "")) if contacts else ""


def _compared(known: KnownClient, person: KnownClient) -> MayBe | None:
    evidence: list[tuple[int, Evidence]] = []
    typed = [name for name in (person.name, person.urdu) if len(folded(name)) >= SHORTEST]
    own = [name for name in (known.name, known.urdu) if name]
    if same_phone := bool(set(known.phones) & set(person.phones)):
        evidence.append((4, Evidence(N_("same phone"))))
    if any(_begins(one, other) for one in typed for other in own):
        evidence.append((3, Evidence(N_("name so far"))))
    elif any(is_heard(one, other) or likeness(one, other) for one in typed for other in own):
        evidence.append((2, Evidence(N_("name sounds alike"), None)))
    elif same_phone and typed and own:
        evidence.append((-2, Evidence(N_("another name"), speaks=False)))
    if not evidence:
        return None
    if person.relative and known.relative:
        same = bool(likeness(known.relative, person.relative))
        father = Evidence(N_("father or husband")) if same else Evidence(N_("another father or husband"), speaks=False)
        evidence.append((2 if same else -1, father))
    if person.age_group and known.age_group:
        same = person.age_group == known.age_group
        evidence.append((1, Evidence(N_("age"))) if same else (-1, Evidence(N_("another age"), speaks=False)))
    if person.district and person.district == known.district:
        evidence.append((1, Evidence(N_("district"))))
    if {person.sex, known.sex} == {"M", "F"}:
        evidence.append((-3, Evidence(N_("man and woman"), speaks=False)))
    weight = sum(points for points, _one in evidence)
    return MayBe(known, tuple(one for _points, one in evidence), weight) if weight > 0 or same_phone else None


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
