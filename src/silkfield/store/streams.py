"""The streams a store knows: its own and those that arrived, and how far each is known without a hole."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass, replace

from sqlalchemy import ColumnElement, Connection, func, insert, select, update

from silkfield.log.chains import Island, Link, holds_from_start, survey
from silkfield.log.lines import Birth
from silkfield.log.reading import read_body
from silkfield.log.streams import Stream
from silkfield.store.tables import body, entry, stream


@dataclass(frozen=True, slots=True)
class KnownStream:
    """One stream (replica, audience). `tip` is the last entry known without a hole from the start and not withheld;
    `head` the last entry its writer had when it last wrote to us, so that a lost last part shows."""

    id: int
    replica: str
    audience: str
    device: str
    site: str
    tip: int
    tip_hash: bytes
    head: int
    head_hash: bytes
    heard: int

    @property
    def log(self) -> Stream:
        """The stream as the log and the manifests name it."""
        return Stream(self.replica, self.audience)


def all_streams(connection: Connection, site: str = "") -> list[KnownStream]:
    """Return every stream known, or those of one site."""
    query = select(stream).order_by(stream.c.id)
    if site:
        query = query.where(stream.c.site == site)
    return [KnownStream(*row) for row in connection.execute(query)]


def streams_written_by(connection: Connection, device: str, audience: str = "") -> list[KnownStream]:
    """Return the streams that a laptop (or headquarters) writes or wrote, the one it writes now last; those of an audience."""
    query = select(stream).where(stream.c.device == device).order_by(stream.c.id)
    if audience:
        query = query.where(stream.c.audience == audience)
    return [KnownStream(*row) for row in connection.execute(query)]


def streams_of_replica(connection: Connection, replica: str) -> list[KnownStream]:
    """Return the streams of one replica."""
    return [KnownStream(*row) for row in connection.execute(select(stream).where(stream.c.replica == replica))]


def find_stream(connection: Connection, replica: str, audience: str) -> KnownStream | None:
    """Return one stream, or None when nothing of it was ever seen."""
    query = select(stream).where(stream.c.replica == replica, stream.c.audience == audience)
    row = connection.execute(query).first()
    return KnownStream(*row) if row else None


def stream_by_id(connection: Connection, number: int) -> KnownStream:
    """Return the stream with this number."""
    return KnownStream(*connection.execute(select(stream).where(stream.c.id == number)).one())


def number_of(connection: Connection, replica: str, audience: str) -> int:
    """Return the number of a stream, or the one it gets when it is begun in this transaction."""
    found = find_stream(connection, replica, audience)
    return found.id if found else (connection.execute(select(func.max(stream.c.id))).scalar() or 0) + 1


def begin_stream(connection: Connection, replica: str, audience: str, device: str, site: str) -> KnownStream:
    """Note a stream before its first entry is kept; return the known one when it was noted before.

    `device` is empty while nobody knows which laptop writes it; the first who tells binds it.
    """
    if found := find_stream(connection, replica, audience):
        if device and not found.device:
            connection.execute(update(stream).where(stream.c.id == found.id).values(device=device))
            return stream_by_id(connection, found.id)
        return found
    start = Stream(replica, audience).genesis
    number = number_of(connection, replica, audience)
    connection.execute(
        insert(stream).values(
            id=number,
            replica=replica,
            audience=audience,
            device=device,
            site=site,
            tip=0,
            tip_hash=start,
            head=0,
            head_hash=start,
            heard=0,
        )
    )
    return stream_by_id(connection, number)


def heard(connection: Connection, number: int, head: int, head_hash: bytes, at: int) -> None:
    """Note how far the writer of a stream was when it wrote to us; an older word never replaces a newer one."""
    connection.execute(
        update(stream)
        .where(stream.c.id == number, stream.c.head <= head)
        .values(head=head, head_hash=head_hash, heard=at)
    )


def advance(connection: Connection, known: KnownStream, *, from_start: bool = False) -> KnownStream:
    """Follow the chain from the tip as far as it goes without a hole, note the new tip and return the stream.

    Where a stream forks, the branch that is known furthest counts. `from_start` looks at the whole stream anew, after
    entries were withheld or given back.
    """
    tip, tip_hash = (0, known.log.genesis) if from_start else (known.tip, known.tip_hash)
    for link in _links(connection, known.id, tip):
        if link.n == tip + 1 and link.previous == tip_hash:
            tip, tip_hash = link.n, link.hash
        elif link.n > tip + 1:
            break
        else:  # a second entry of the same number: only the whole stream tells which branch goes furthest
            whole = survey(_links(connection, known.id, 0), known.log.genesis)
            tip, tip_hash = max(whole.tips)
            break
    connection.execute(update(stream).where(stream.c.id == known.id).values(tip=tip, tip_hash=tip_hash))
    return stream_by_id(connection, known.id)


def moved_on(connection: Connection, known: KnownStream, tip: int, tip_hash: bytes) -> KnownStream:
    """Note that one of our own streams has grown to this entry, and return it."""
    connection.execute(
        update(stream).where(stream.c.id == known.id).values(tip=tip, tip_hash=tip_hash, head=tip, head_hash=tip_hash)
    )
    return replace(known, tip=tip, tip_hash=tip_hash, head=tip, head_hash=tip_hash)


def time_of(connection: Connection, number: int, n: int) -> int:
    """Return when an entry of a stream was made, by its writer's clock in ms; 0 when it is not here."""
    query = select(func.max(entry.c.wall)).where(entry.c.stream == number, entry.c.n == n)
    return int(connection.execute(query).scalar() or 0)


def beyond(connection: Connection, known: KnownStream) -> tuple[tuple[Island, ...], tuple[tuple[int, int], ...]]:
    """Return what is known of a stream beyond its tip, and the holes: (first, last) of each, up to the writer's head."""
    if known.head <= known.tip and not _last(connection, known.id) > known.tip:
        return (), ()
    found = survey(_links(connection, known.id, known.tip), b"", known.head)
    holes = tuple((max(first, known.tip + 1), last) for first, last in found.gaps if last > known.tip)
    return found.islands, holes


def tips_and_islands(
    connection: Connection, known: KnownStream, *, forked: bool
) -> tuple[tuple[tuple[int, bytes], ...], tuple[Island, ...]]:
    """Return what a receipt says of a stream: where it ends without a hole (each branch of a fork), and what lies beyond.

    Where its laptop went on from in another replica is an end too: all that such a laptop has of this stream is before it.
    `forked` tells whether two histories of it are known: only then is there anything beside the one that leads to its tip,
    and the whole stream is looked at.
    """
    left = _left_at(connection, known)
    if not left and not forked:
        islands = survey(_links(connection, known.id, known.tip), b"").islands
        return ((known.tip, known.tip_hash),), islands
    links = list(_links(connection, known.id, 0))
    whole = survey(links, known.log.genesis)
    ends = {*whole.tips, *(end for end in left if holds_from_start(links, known.log.genesis, end))}
    return tuple(sorted(ends, reverse=True)), whole.islands


@dataclass(frozen=True, slots=True)
class Branch:
    """One history of a stream that forked, without what it shares with those named before it: from which entry on, the
    hash before that, where it ends, and the hashes of its entries."""

    first: int
    previous: bytes
    end: tuple[int, bytes]
    hashes: frozenset[bytes]


def branches(connection: Connection, known: KnownStream) -> list[Branch]:
    """Return the histories of a forked stream that hang on its start, the one that leads to its tip first and whole."""
    links = list(_links(connection, known.id, 0))
    previous = {(link.n, link.hash): link.previous for link in links}
    ends = survey(links, known.log.genesis).tips
    taken: set[tuple[int, bytes]] = {(0, known.log.genesis)}
    found = []
    for end in sorted(ends, key=lambda one: one != (known.tip, known.tip_hash)):
        at, own = end, []
        while at not in taken:
            own.append(at)
            at = (at[0] - 1, previous[at])
        taken.update(own)
        found.append(Branch(at[0] + 1, at[1], end, frozenset(one[1] for one in own)))
    return found


def forked_between(
    connection: Connection, known: KnownStream, first: int, last: int
) -> list[tuple[KnownStream, int, bytes]]:
    """Return where streams go on in two ways, as far as the entries from `first` to `last` of one of them tell.

    Each as the stream, the last entry that both ways share, and its hash; the hash is empty while that entry is missing.
    """
    found: set[tuple[KnownStream, int, bytes]] = set()
    place = (entry.c.stream == known.id, entry.c.n.between(first, last))
    twice = select(entry.c.n).where(*place).group_by(entry.c.n).having(func.count() > 1)
    if doubled := connection.execute(twice).scalars().all():
        points = survey(_links(connection, known.id, 0), known.log.genesis).forks
        exact = {(known, n, own) for n, own in points if first <= n + 1 <= last}
        found |= exact or {(known, min(doubled) - 1, b"")}
    for n, own in _left_at(connection, known):
        if first <= n + 1 <= last and _goes_on(connection, known, n, own):
            found.add((known, n, own))
    if first == 1:
        for born in (born for one, born in births(connection, stream.c.id == known.id) if born and born.came_from):
            came = born.came_from
            former = find_stream(connection, came.replica, known.audience) if came else None
            if came and former and former.device == known.device:
                own = bytes.fromhex(came.hash)
                if _goes_on(connection, former, came.n, own):
                    found.add((former, came.n, own))
    return sorted(found, key=lambda one: one[1])


def _goes_on(connection: Connection, known: KnownStream, n: int, own: bytes) -> bool:
    """Tell whether an entry is known that follows this one in the same stream."""
    after = select(entry.c.id).where(entry.c.stream == known.id, entry.c.n == n + 1, entry.c.previous == own)
    return connection.execute(after.limit(1)).first() is not None


def span_of_fork(connection: Connection, known: KnownStream, n: int) -> tuple[int, int]:
    """Return when the entries after entry `n` were written: the first and the last time, by the laptop's clock, in ms."""
    query = select(func.min(entry.c.wall), func.max(entry.c.wall)).where(entry.c.stream == known.id, entry.c.n > n)
    first, last = connection.execute(query).one()
    return first or 0, last or 0


def births(connection: Connection, *conditions: ColumnElement[bool]) -> list[tuple[KnownStream, Birth | None]]:
    """Return streams with their first body, in the order they became known; None where that has not arrived."""
    query = (
        select(*stream.columns, body.c.line)
        .join_from(stream, entry, (entry.c.stream == stream.c.id) & (entry.c.n == 1), isouter=True)
        .join(body, (body.c.entry == entry.c.id) & (body.c.type == "birth"), isouter=True)
        .where(*conditions)
        .order_by(stream.c.id)
    )
    found = []
    for *row, line in connection.execute(query):
        born = read_body(line) if line else None
        found.append((KnownStream(*row), born if isinstance(born, Birth) else None))
    return found


def _left_at(connection: Connection, known: KnownStream) -> list[tuple[int, bytes]]:
    """Return the entries of a stream that its laptop went on from in other replicas."""
    others = births(connection, stream.c.device == known.device, stream.c.audience == known.audience)
    came_from = (born.came_from for _stream, born in others if born and born.came_from)
    return [(one.n, bytes.fromhex(one.hash)) for one in came_from if one.replica == known.replica and one.n]


def _last(connection: Connection, number: int) -> int:
    query = select(func.max(entry.c.n)).where(entry.c.stream == number, entry.c.withheld.is_(False))
    return connection.execute(query).scalar() or 0


def _links(connection: Connection, number: int, after: int) -> Iterator[Link]:
    query = (
        select(entry.c.n, entry.c.previous, entry.c.hash)
        .where(entry.c.stream == number, entry.c.n > after, entry.c.withheld.is_(False))
        .order_by(entry.c.n)
    )
    return (Link(*row) for row in connection.execute(query))
