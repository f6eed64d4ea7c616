"""Doubles: clients of all sites who may be one person, as their marks say, and what headquarters decides about them.

No name is seen here: a pair is two codes, the kinds of evidence, and the answers that name nobody. What was decided is a
comparison (`pairing.py`): it travels to the sites, and is never asked about again, also when a third client looks like both.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import Any

from silkfield.errors import Trouble
from silkfield.forms.comparing import ASKED, DIFFERENT, SAME, UNSURE
from silkfield.language import _
from silkfield.matching.marked import Grade
from silkfield.operations import joined, pairing, recording
from silkfield.operations.allowing import needs, only_at_headquarters
from silkfield.operations.exchange import network
from silkfield.operations.recording import Saver, Wanted
from silkfield.operations.roles import Ability
from silkfield.operations.sitting import Sitting
from silkfield.records.changes import Changes
from silkfield.store.reading import Reader, Shown
from silkfield.store.store import Connection

CLIENT, CONTACT, PAIR = "client", "counselling_contact", "client_pair"


@dataclass(frozen=True, slots=True)
class Pair:
    """Two clients that share a mark, by id, how sure it is that they are one, and the codes of the evidence.

    `cannot_tell` is true after the site was asked and did not know.
    """

    one: str
    other: str
    grade: Grade
    evidence: tuple[str, ...]
    cannot_tell: bool = False


@dataclass(frozen=True, slots=True)
class Doubles:
    """The pairs nobody decided about, the surest first; those the sites were asked about; how many are not the same."""

    open: tuple[Pair, ...]
    asked: tuple[Pair, ...]
    apart: int

    def of(self, grade: Grade | None) -> tuple[Pair, ...]:
        """Return the open pairs of a grade, all of them when None."""
        return self.open if grade is None else tuple(one for one in self.open if one.grade is grade)


@dataclass(frozen=True, slots=True)
class Half:
    """One client of a pair: its code, its site, the answers that name nobody, how many contacts and the first day of one."""

    client: str
    code: str
    site: str
    values: Mapping[str, Any]
    contacts: int
    first: str


@dataclass(frozen=True, slots=True)
class Compared:
    """A pair beside each other. `contacts` is how many there are of both and of all that stand for them, `remembered` names
    who was said not to be one of them: both codes, the day in ms since 1970."""

    pair: Pair
    halves: tuple[Half, Half]
    contacts: int
    remembered: tuple[tuple[str, str, int], ...]


def doubles(sitting: Sitting) -> Doubles:
    """Return the pairs of this store; read again only after something was written."""
    return sitting.store.remembered("doubles", lambda connection: found(sitting, connection))


def found(sitting: Sitting, connection: Connection) -> Doubles:
    """Return the pairs of this store, as one connection sees it.

    Of two groups of clients that were joined one pair is asked about, the surest.
    """
    alike = sitting.store.projection.alike
    said = joined.all_said(sitting.reader(connection), CLIENT)
    groups = said.groups()
    asked, rest, met = list[Pair](), list[Pair](), set[frozenset[frozenset[str]]]()
    for one, other, grade, evidence in alike.pairs(connection) if alike else ():
        sides = frozenset((groups.of(one), groups.of(other)))
        if len(sides) < 2 or sides in met or groups.are_apart(one, other):
            continue
        met.add(sides)
        verdicts = said.verdicts.get(frozenset((one, other)), frozenset())
        unsure = UNSURE in verdicts
        pair = Pair(one, other, Grade.UNSURE if unsure else Grade(grade), tuple(evidence), unsure)
        (asked if ASKED in verdicts else rest).append(pair)
    return Doubles(tuple(sorted(rest, key=lambda one: one.grade)), tuple(asked), len(said.apart))


def compared(sitting: Sitting, pairs: Sequence[Pair]) -> tuple[Compared, ...]:
    """Lay pairs side by side: a few statements, however many pairs."""
    sites = {one.id: one.name for one in network.sites_counted(sitting)}
    with sitting.store.reading() as connection:
        reader = sitting.reader(connection)
        said = joined.all_said(reader, CLIENT)
        groups = said.groups()
        ids = {client for pair in pairs for one in (pair.one, pair.other) for client in groups.of(one)}
        remembered = [both for both in said.apart if not both.isdisjoint(ids)]
        clients = {one.id: one for one in reader.several(CLIENT, sorted(ids.union(*remembered)))}
        days: dict[str, list[str]] = {}
        for one in reader.listing(CONTACT, where={"client": sorted(ids)}):
            days.setdefault(one.values["client"], []).append(str(one.values.get("contact_date", "")))
        when = {joined.both(one, CLIENT): one.changed for one in joined.pairs(reader, CLIENT, ids) if remembered}

    def half(client: str) -> Half:
        shown, own = clients[client], sorted(days.get(client, ()))
        return Half(client, _code(shown), sites.get(shown.site, ""), shown.values, len(own), own[0] if own else "")

    def laid(pair: Pair) -> Compared:
        group = groups.of(pair.one) | groups.of(pair.other)
        names = [
            (_code(clients[min(both)]), _code(clients[max(both)]), when.get(both, 0))
            for both in remembered
            if not both.isdisjoint(group) and both <= clients.keys()
        ]
        contacts = sum(len(days.get(one, ())) for one in group)
        return Compared(pair, (half(pair.one), half(pair.other)), contacts, tuple(names))

    return tuple(laid(pair) for pair in pairs if {pair.one, pair.other} <= clients.keys())


def _code(client: Shown) -> str:
    return str(client.values.get("code") or client.id[-6:])


@needs(Ability.RECORD)
def ask(sitting: Sitting, one: str, other: str) -> Changes:
    """Ask the sites whether two clients are one person: they see the question on the client, and answer. Raises Trouble."""
    only_at_headquarters(sitting)
    codes = _(" / ").join(_code(recording.known(sitting, client, CLIENT)) for client in (one, other))
    with sitting.store.reading() as connection:
        wanted = pairing.say(sitting.reader(connection), CLIENT, one, other, ASKED, codes=codes)
    return recording.save_together(sitting, wanted)


@needs(Ability.RECORD)
def join_sure(sitting: Sitting) -> Changes:
    """Join all pairs that are sure, as one save. One that would bring together whom somebody told apart is left out."""
    with sitting.store.writing() as connection:
        pairs = found(sitting, connection).of(Grade.SURE)
        reader = sitting.reader(connection)
        said = joined.all_said(reader, CLIENT)
        groups = said.groups()
        wanted = []
        for pair in pairs:
            if groups.join(pair.one, pair.other):
                wanted += _same(reader, said, pair)
        saver = Saver.begin(sitting, connection, typed=False)
        changes = saver.put(wanted)
        saver.flush()
    return changes


def _same(reader: Reader, said: joined.Said, pair: Pair) -> list[Wanted]:
    if frozenset((pair.one, pair.other)) in said.verdicts:
        return pairing.say(reader, CLIENT, pair.one, pair.other, SAME)
    return [Wanted(PAIR, {CLIENT: pair.one, "other": pair.other, "verdict": SAME})]


def questions(sitting: Sitting, client: str = "") -> tuple[Shown, ...]:
    """Return the pairs headquarters asks this site about: those with a client of its own, or with this one."""
    with sitting.store.reading() as connection:
        reader = sitting.reader(connection)
        asked = reader.listing(PAIR, where={"verdict": ASKED})
        ids = sorted({one for pair in asked for one in joined.both(pair, CLIENT)})
        own = {one.id for one in reader.several(CLIENT, ids) if one.site == sitting.office.site and not one.removed}
    own &= {client} if client else own
    return tuple(pair for pair in asked if joined.both(pair, CLIENT) & own)


@needs(Ability.RECORD)
def answer(sitting: Sitting, pair: str, verdict: str) -> Changes:
    """Answer headquarters' question: they are one, are not, or nobody can tell. Raises Trouble."""
    shown = recording.known(sitting, pair, PAIR)
    if shown.values.get("verdict") != ASKED or verdict not in (SAME, DIFFERENT, UNSURE):
        raise Trouble(_("This question was answered already."), _("Look at the client again."), code="answered")
    return recording.patch(sitting, PAIR, {"verdict": verdict}, pair)
