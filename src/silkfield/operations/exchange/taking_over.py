"""What headquarters says to a site in its log, taken over when it arrives: the list of laptops, and receipts for streams."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace

from silkfield.log.chains import current_replica, valid_receipt
from silkfield.log.entries import Entry
from silkfield.log.lines import Birth
from silkfield.log.streams import Stream
from silkfield.operations.exchange import network
from silkfield.operations.sitting import Sitting, as_json
from silkfield.store import alerts, facts, phone_receipts, receipts, replicas
from silkfield.store.alerts import Alert
from silkfield.store.reading import acknowledged
from silkfield.store.store import Connection
from silkfield.store.streams import KnownStream, find_stream
from silkfield.store.writing import NEWEST_OF_HEADQUARTERS
from silkfield.trust.faults import TrustFault
from silkfield.trust.keys import decoded
from silkfield.trust.receipt import Receipt, read_receipt
from silkfield.trust.roster import read_roster


def take_over(connection: Connection, sitting: Sitting, stream: Stream, entries: Sequence[Entry]) -> None:
    """Take over what headquarters says: the roster, and receipts for our own streams."""
    office = sitting.office
    if any(isinstance(body.content, Birth) for entry in entries for body in entry.bodies):
        _end_receipts_of_former(connection)
    newest: dict[tuple[str, str], tuple[int, bytes]] = {}  # what an older one does not know yet proves nothing
    for entry in entries:
        for body in entry.bodies:
            kind = getattr(body.content, "type", "")
            if kind == "roster":
                held = network.roster(connection, sitting)
                try:
                    roster = read_roster(body.line, decoded(office.headquarters_key), held)
                except TrustFault:
                    continue  # an older list stays in the log and out of use
                facts.note(connection, "roster", body.line.decode())
                if roster.headquarters.transport != office.headquarters_transport:
                    changed = replace(office, headquarters_transport=roster.headquarters.transport)
                    facts.note(connection, "office", as_json(changed))
            elif kind == "ack":
                receipt = read_receipt(body.line)
                newest[receipt.replica, receipt.audience] = (entry.n, body.line)
    for n, line in newest.values():
        _take_receipt(connection, sitting, (stream.replica, n), line)
    if stream.audience.startswith("s:") and entries:
        _hear(connection, stream, max(entry.n for entry in entries))


def _hear(connection: Connection, stream: Stream, n: int) -> None:
    """Note the newest entry of headquarters for this site; within one of its replicas the number never goes down."""
    known, named = receipts.headquarters_replicas(connection)
    replica, newest = facts.read(connection, NEWEST_OF_HEADQUARTERS, ["", 0])
    if stream.replica == current_replica(known, named):
        n = max(n, newest) if stream.replica == replica else n
        facts.note(connection, NEWEST_OF_HEADQUARTERS, [stream.replica, n])


def _end_receipts_of_former(connection: Connection) -> None:
    """Let receipts of a former replica of headquarters hold no more: it was put back, and may know nothing of what they say.

    What it still has it says again in the same bundle; a stream it never heard of before is sent again.
    """
    for stream in receipts.end_others(connection, current_replica(*receipts.headquarters_replicas(connection))):
        phone_receipts.forget(connection, stream)


def take_receipts_kept(connection: Connection, sitting: Sitting, stream: KnownStream) -> None:
    """Take over what headquarters said about a stream before it was known here."""
    for replica, n, line in receipts.acknowledgements(connection):
        said = read_receipt(line)
        if (said.replica, said.audience) == stream.log:
            _take_receipt(connection, sitting, (replica, n), line)


def _take_receipt(connection: Connection, sitting: Sitting, place: tuple[str, int], line: bytes) -> None:
    said = read_receipt(line)
    own = find_stream(connection, said.replica, said.audience)
    if own is None or own.site != sitting.office.site:  # of our own streams, and of those of our site's other laptops
        return
    held = receipts.held(connection, own.id)
    if held:
        known, named = receipts.headquarters_replicas(connection)
        if valid_receipt([held, place], known, named) != place:
            return
    journal = sitting.store.journal(connection)

    def own_hash(n: int) -> bytes | None:
        return own.log.genesis if n == 0 else journal.hash_at(own.id, n)

    document = {
        "tips": [[n, end] for n, end in said.tips],
        # An island of another branch is none of ours: this store was copied, or brought back from a backup.
        "islands": [[a, b, end.hex()] for a, b, end in said.island_hashes if own_hash(b) == end],
        "clashes": said.clashes,
        "wanted": said.wanted,
    }
    said_of_us = acknowledged(document)
    if own.device == sitting.office.device:
        _look_for_strangers(connection, sitting, own, said)
    if said_of_us.lost_us(own_hash) and own.replica == replicas.current(connection):
        replicas.begin_within(connection, sitting.store, "rollback")
    reach = said_of_us.reach(own_hash)
    receipts.keep(connection, own.id, place, reach, document, sitting.clock.now())
    phone_receipts.forget(connection, own.id)


def _look_for_strangers(connection: Connection, sitting: Sitting, own: KnownStream, said: Receipt) -> None:
    """Note what headquarters has in one of this laptop's streams and this laptop has not: it was put back, or copied."""
    journal, now = sitting.store.journal(connection), sitting.clock.now()
    for n, end in (*said.tip_hashes, *((last, end) for _first, last, end in said.island_hashes)):
        if n and end not in journal.hashes(own.id, n, n):
            alerts.note(connection, Alert(alerts.ROLLBACK, own.device, n, end.hex(), now, now, now, own.id))
