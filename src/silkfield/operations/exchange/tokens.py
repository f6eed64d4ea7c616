"""Match tokens: what lets headquarters see that two sites may know the same person, without learning who that is.

A token is a keyed hash (HMAC-SHA-256) of a phone number, of name and father, or of name, district and birth year. The
key is made by the first laptop of the network and never reaches headquarters; a laptop without it writes no tokens, and
writes them for everybody once it has it. Names stay at the site, so tokens are written anew there when a name changes.
"""

from __future__ import annotations

import hmac
from collections.abc import Iterable, Iterator, Mapping
from typing import Any

from silkfield.log.streams import TO_HEADQUARTERS
from silkfield.matching.tokens import token_inputs
from silkfield.operations.allowing import open_to_all
from silkfield.operations.exchange import match_key, network
from silkfield.operations.recording import Saver, Wanted
from silkfield.operations.sitting import Sitting
from silkfield.records.changes import Changes, changed
from silkfield.store import facts
from silkfield.store.journal import in_batches
from silkfield.store.reading import Reader, Shown
from silkfield.store.writing import Put
from silkfield.trust.roster import Roster

DONE = "marks_done"
IDENTITY, MARKS = "client_identity", "client_match"
BATCH = 500


def tokens(key: bytes, client: Mapping[str, Any], identity: Mapping[str, Any]) -> list[dict[str, str]]:
    """Return the tokens of one client as rows of the form client_match."""
    phones = [identity[name] for name in ("phone", "phone_2") if identity.get(name)]
    inputs = token_inputs(
        identity.get("full_name") or "",
        identity.get("relative_name") or "",
        phones,
        client.get("district") or "",
        client.get("birth_year"),
    )
    made = {(kind, hmac.digest(key, f"{kind}\0{text}".encode(), "sha256").hex()) for kind, text in inputs}
    return [{"key": f"{kind}-{token[:12]}", "kind": kind, "token": token} for kind, token in sorted(made)]


@open_to_all
def renew(sitting: Sitting) -> Changes:
    """Bring the marks of clients in line with their names: new, corrected and withdrawn ones; nothing without the key.

    Of the laptops of a site each answers for the names it wrote last; for a laptop that is revoked the first one left
    does. Only clients that were touched since the last time are looked at, all of them when the key or the roster changed.
    """
    changes = Changes()
    with sitting.store.writing() as connection:
        key = match_key.settle(connection, sitting)
        held = network.roster(connection, sitting)
        if key is None or held is None:
            return changes
        journal = sitting.store.journal(connection)
        basis = {"maker": key.maker, "roster": held.version}
        done = facts.read(connection, DONE, {})
        since = done["body"] if {name: done.get(name) for name in basis} == basis else 0
        touched = journal.records_since(since, ("client", IDENTITY, MARKS))
        saver = Saver.begin(sitting, connection, typed=False)
        clients = set(touched.get("client", ()))
        for form in (IDENTITY, MARKS):
            clients.update(_clients(saver.reader, form, touched.get(form, ())))
        for some in in_batches(sorted(clients), BATCH):
            changes |= _renew_some(sitting, saver, key.secret, _answers_for(sitting, held), some)
        saver.flush()
        if touched or since != done.get("body"):
            facts.note(connection, DONE, {**basis, "body": journal.last_body()})
    return changes


def _clients(reader: Reader, form: str, records: Iterable[str]) -> Iterator[str]:
    for some in in_batches(sorted(records), BATCH):
        for shown in reader.several(form, some):
            if client := shown.values.get("client"):
                yield client


def _answers_for(sitting: Sitting, held: Roster) -> frozenset[str]:
    """Return the laptops whose names this one writes the marks for: itself, and as the first one left, those revoked."""
    own = sitting.office.device
    left = held.laptops(sitting.office.site)
    if left and min(left, key=lambda one: (one.added, one.key_id)).key_id != own:
        return frozenset({own})
    gone = (one.key_id for one in held.devices if one.site == sitting.office.site and one.revoked)
    return frozenset({own, *gone})


def _renew_some(sitting: Sitting, saver: Saver, key: bytes, writers: frozenset[str], clients: list[str]) -> Changes:
    reader, changes = saver.reader, Changes()
    where = {"client": clients}
    removed = reader.listing(IDENTITY, where=where, removed=True)
    names = {shown.values["client"]: shown for shown in (*removed, *reversed(reader.listing(IDENTITY, where=where)))}
    people = {shown.id: shown for shown in reader.several("client", clients)}
    marks: dict[str, list[Shown]] = {}
    for shown in reader.listing(MARKS, where=where):
        marks.setdefault(shown.values["client"], []).append(shown)
    for client, name in names.items():
        if name.writer not in writers:
            continue
        person = people.get(client)
        kept = sorted(marks.get(client, ()), key=lambda shown: shown.id)
        rows: list[dict[str, str]] = []
        if person is not None and not person.removed and not name.removed:
            rows = tokens(key, reader.understood("client", person.values), reader.understood(IDENTITY, name.values))
        if rows:
            wanted = Wanted(MARKS, {"client": client, "tokens": rows}, kept[0].id if kept else "")
            changes |= saver.put([wanted], why="match")
            kept = kept[1:]  # two laptops that met the client at the same time made two records of marks
        puts = [Put(MARKS, one.id, None, TO_HEADQUARTERS, [one.revision]) for one in kept]
        if puts:
            saver.writer.save(puts, "match")
            changes |= changed(MARKS, records=tuple(put.record for put in puts))
    return changes
