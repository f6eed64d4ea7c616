"""Orders to erase: obeyed wherever the records lie, answered with counts, and restated to every site for ever.

What was done is answered once per order, and again when more was found. The list of laptops and the orders go with every
bundle to a site, so that nobody who hears anything lacks them.
"""

from __future__ import annotations

from collections.abc import Collection, Mapping, Sequence

from silkfield.log.entries import Entry
from silkfield.log.lines import Birth, write_line
from silkfield.log.orders import Erase, Erased, EraseRequest
from silkfield.log.reading import read_body
from silkfield.log.streams import TO_ALL_SITES, TO_HEADQUARTERS
from silkfield.log.words import new_salt
from silkfield.operations.clearing import keep_covered
from silkfield.operations.sitting import Sitting
from silkfield.records.identity import new_id
from silkfield.store import erasures, facts, replicas
from silkfield.store.erasures import Answer, Ordered
from silkfield.store.store import Connection
from silkfield.store.streams import find_stream
from silkfield.store.writing import Writer
from silkfield.trust.roster import Device

RESTATED = 500
"""After so many further entries for all sites, the list of laptops and the orders are said again."""

_BODIES = 900


def obey(connection: Connection, sitting: Sitting, entries: Sequence[Entry]) -> None:
    """Obey the orders that headquarters gives in these entries, in the caller's transaction.

    A headquarters that says here that it came back is asked again for every order it does not name: it may have lost them.
    """
    said = [(body.content, body.line) for entry in entries for body in entry.bodies if isinstance(body.content, Erase)]
    if any(map(_came_back, entries)):
        _remind(connection, sitting, {order.order for order, _line in said})
    if said:
        ledger = sitting.ledger(connection)
        for order, line in said:
            ledger.obey(order)
            erasures.note(connection, Ordered(order.order, order.basis, order.at, line))
        keep_covered(connection, sitting, ledger)


def answer(connection: Connection, sitting: Sitting) -> None:
    """Tell headquarters the counts of each order that it does not know yet, in the caller's transaction; at a site."""
    writer = sitting.writer(connection)
    for one in erasures.orders(connection):
        found, gone = erasures.counts(connection, one.order)
        if one.line and one.answered != f"{found}/{gone}":
            body = Erased(order=one.order, found=found, gone=gone, salt=new_salt())
            writer.add(TO_HEADQUARTERS, [body], "erase")
            erasures.answered(connection, one.order, f"{found}/{gone}")
    writer.flush()


def ask_again(connection: Connection, sitting: Sitting, wishes: Collection[str]) -> None:
    """Ask headquarters again for what a site erased by itself, where its log does not say so, in the caller's transaction."""
    writer = sitting.writer(connection)
    for one in erasures.orders(connection):
        if one.order in wishes and not one.line:
            records, about = erasures.covered(connection, one.order)
            asked = EraseRequest(records=records, basis=one.basis, about=about, order=one.order, salt=new_salt())
            writer.add(TO_HEADQUARTERS, [asked], "erase")
    writer.flush()


def _came_back(entry: Entry) -> bool:
    first = entry.bodies[0].content
    return isinstance(first, Birth) and first.why != "install" and entry.stream.audience == TO_ALL_SITES


def _remind(connection: Connection, sitting: Sitting, known: Collection[str]) -> None:
    """Ask headquarters for the orders it once gave and may not know any more, under their names."""
    writer = sitting.writer(connection)
    for one in erasures.orders(connection):
        given = read_body(one.line) if one.line and one.order not in known else None
        if isinstance(given, Erase):
            asked = EraseRequest(
                records=given.records, basis=given.basis, about=given.about, order=given.order, salt=new_salt()
            )
            writer.add(TO_HEADQUARTERS, [asked], "erase")
    writer.flush()


def hear(connection: Connection, sitting: Sitting, signer: Device, entries: Sequence[Entry]) -> None:
    """Take in what a laptop says of erasing, at headquarters: its counts, and what its site has erased and asks for."""
    for entry in entries:
        for body in entry.bodies:
            said = body.content
            if isinstance(said, Erased):
                answer = Answer(signer.key_id, said.found, said.gone, sitting.clock.now())
                erasures.keep_answer(connection, said.order, answer)
            elif isinstance(said, EraseRequest):
                _grant(connection, sitting, signer, said)


def _grant(connection: Connection, sitting: Sitting, signer: Device, asked: EraseRequest) -> None:
    """Order what a site asks for, as far as it is the site's own: a laptop decides over no other office's records.

    Of what was asked for under the name of an order that was given, only what no order covers yet is ordered anew.
    """
    reader, ledger = sitting.reader(connection), sitting.ledger(connection)
    given = asked.order in {one.order for one in erasures.orders(connection)}

    def theirs(record: str, covered: Mapping[str, str]) -> bool:
        shown = reader.one(record)
        return (shown is None or shown.site == signer.site) and not (given and record in covered)

    records = tuple(one for one in asked.records if theirs(one, ledger.records))
    about = tuple(one for one in asked.about if theirs(one, ledger.subjects))
    if records or about:
        order = Erase(
            order=asked.order if asked.order and not given else new_id(sitting.clock.now()),
            records=records,
            basis=asked.basis,
            at=sitting.clock.now(),
            about=about,
            salt=new_salt(),
        )
        give(connection, sitting, order)


def give(connection: Connection, sitting: Sitting, order: Erase, person: str = "") -> set[str]:
    """Give headquarters' order to all sites and obey it here, in the caller's transaction; returns the records erased."""
    erasures.note(connection, Ordered(order.order, order.basis, order.at, write_line(order), person))
    ledger = sitting.ledger(connection)
    ledger.obey(order)
    gone = keep_covered(connection, sitting, ledger)
    writer = sitting.writer(connection)
    restate(connection, writer)
    writer.flush()
    return gone


def restate(connection: Connection, writer: Writer) -> None:
    """Say the list of laptops and every order again, for all sites: each bundle to a site begins no later than here.

    So an office that comes back from a backup, or has missed a bundle, never lacks them once it has heard anything at all.
    """
    roster = str(facts.read(connection, "roster", "")).encode()
    lines = [*([roster] if roster else []), *(one.line for one in erasures.orders(connection) if one.line)]
    first = 0
    for start in range(0, len(lines), _BODIES):
        entry = writer.add(TO_ALL_SITES, lines[start : start + _BODIES], "roster")
        first = first or entry.n
    if first:
        facts.note(connection, "restated", first)


def restate_in_time(connection: Connection, sitting: Sitting) -> None:
    """Say the list of laptops and the orders again when much has been said to all sites since, or nothing in this replica."""
    own = find_stream(connection, replicas.current(connection), TO_ALL_SITES)
    restated = int(facts.read(connection, "restated", 0))
    if own is None or not restated or own.tip - restated > RESTATED:
        writer = sitting.writer(connection)
        restate(connection, writer)
        writer.flush()
