"""How far each entry of the log has travelled: on this laptop, in a bundle, or confirmed by headquarters."""

from __future__ import annotations

from enum import Enum

from sqlalchemy import Connection, select

from silkfield.log.streams import TO_HEADQUARTERS, WITHIN_SITE
from silkfield.store import phone_receipts, tables
from silkfield.store.columns import from_json
from silkfield.store.streams import all_streams


class State(Enum):
    """How far a record has travelled; a draft is in no list of records."""

    SAVED = "saved"
    IN_BUNDLE = "in-bundle"
    RECEIVED = "received"
    BY_PHONE = "received-by-phone"


class Travels:
    """How far entries have travelled, by stream and number: what was sent, and what headquarters has confirmed.

    `device` is this laptop (or headquarters), by the hex id of its key: all it wrote is its own, in former replicas too.
    """

    def __init__(self, connection: Connection, device: str) -> None:
        streams = all_streams(connection)
        self.sites = {stream.id: stream.site for stream in streams}
        self.writers = {stream.id: stream.device for stream in streams}
        self._own = {stream.id for stream in streams if stream.device == device}
        laptops = {stream.id for stream in streams if stream.audience in (TO_HEADQUARTERS, WITHIN_SITE)}
        # At a site, what its other laptops wrote is on its way to headquarters too, by those laptops' own bundles.
        self.of_mates = frozenset(laptops - self._own if laptops & self._own else ())
        self._travelling = self._own | self.of_mates
        self._sent: dict[int, list[tuple[int, int, int]]] = {}
        part, sending = tables.sending_part, tables.sending
        for_headquarters = {stream.id for stream in streams if stream.audience == TO_HEADQUARTERS}
        query = (
            select(part.c.stream, part.c.first, part.c.last, sending.c.number)
            .join_from(part, sending, part.c.sending == sending.c.id)
            # A bundle for the other laptops of the site brings nothing to headquarters.
            .where((sending.c.site == "") | part.c.stream.not_in(for_headquarters))
            .order_by(sending.c.number.desc())
        )
        for stream, first, last, number in connection.execute(query):
            self._sent.setdefault(stream, []).append((first, last, number))
        self._received: dict[int, tuple[int, tuple[tuple[int, int], ...]]] = {}
        for row in connection.execute(select(tables.receipt)):
            document = from_json(row.document)
            confirmed = tuple((first, last) for first, last, _hash in document.get("islands", []))
            self._received[row.stream] = (row.tip, confirmed)
        self._by_phone = phone_receipts.heard(connection)

    def reach(self, stream: int) -> int:
        """Return the last entry of one of our streams that headquarters has without a hole before it."""
        return self._received.get(stream, (0, ()))[0]

    def state(self, stream: int, n: int) -> tuple[State, int]:
        """Return how far the entry `n` of a stream has travelled, and the newest bundle it is in."""
        if stream not in self._travelling:
            return State.RECEIVED, 0
        reach, confirmed = self._received.get(stream, (0, ()))
        if n <= reach or any(first <= n <= last for first, last in confirmed):
            return State.RECEIVED, 0
        if n <= self._by_phone.get(stream, 0):
            return State.BY_PHONE, 0
        for first, last, number in self._sent.get(stream, ()):
            if first <= n <= last:
                return State.IN_BUNDLE, number
        return State.SAVED, 0
