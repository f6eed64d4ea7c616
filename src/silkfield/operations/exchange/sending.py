"""Sending: what was not yet confirmed goes into a signed, encrypted bundle; sending again is always safe."""

from __future__ import annotations

from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path

from silkfield.bundles.envelope import Kind
from silkfield.bundles.packing import PRESETS, write_parts
from silkfield.errors import Trouble
from silkfield.language import _
from silkfield.log.streams import TO_HEADQUARTERS, to_site
from silkfield.log.words import new_salt
from silkfield.operations.allowing import needs, open_to_all
from silkfield.operations.exchange import adopting, asking, chunks, orders, rotating, tokens
from silkfield.operations.exchange.addressing import (
    OF_A_LAPTOP,
    Addressed,
    addressee,
    next_number,
    to_a_site,
    to_headquarters,
    to_mates,
)
from silkfield.operations.exchange.adopting import LostRecords
from silkfield.operations.exchange.asking import Wanted
from silkfield.operations.exchange.finishing import Sent, finish, keep, keep_part, unfinished
from silkfield.operations.progress import Progress, Silent, step
from silkfield.operations.roles import Ability
from silkfield.operations.sitting import Sitting
from silkfield.store import alerts, facts, replicas, sendings
from silkfield.store.columns import from_json, to_json
from silkfield.store.outbox import Unfinished
from silkfield.store.reading import Reader
from silkfield.store.sendings import Made, MadePart
from silkfield.store.store import Connection
from silkfield.store.streams import all_streams, streams_written_by, tips_and_islands
from silkfield.trust.receipt import receipt, write_receipt

UNSEEN = (0, "")


@dataclass(frozen=True, slots=True)
class SentBundle:
    """A bundle as the send page lists it. `confirmed` counts the changes of it that headquarters has.

    `lacking` says that it held pieces of attached files and that headquarters still asks for some.
    """

    number: int
    made: int
    records: int
    changes: int
    confirmed: int
    files: tuple[str, ...]
    folder: str
    lacking: bool = False

    @property
    def received(self) -> bool:
        """Tell whether headquarters has confirmed all of it."""
        return self.confirmed == self.changes and not self.lacking


@dataclass(frozen=True, slots=True)
class Overview:
    """What the send page shows: the next number, what waits, what was sent before, and what was not written to its end.

    `asked_for` is how many pieces of how many attached files headquarters asks for, `lost` what of lost laptops of this site
    goes with it.
    """

    number: int
    waiting: dict[str, int]
    last_made: int
    bundles: tuple[SentBundle, ...]
    unfinished: Unfinished | None = None
    asked_for: tuple[int, int] = (0, 0)
    lost: tuple[LostRecords, ...] = ()


@open_to_all
def overview(sitting: Sitting) -> Overview:
    """Return what waits to be sent to headquarters and what became of the bundles before."""
    with sitting.store.reading() as connection:
        number = next_number(connection)
        own = streams_written_by(connection, sitting.office.device, TO_HEADQUARTERS)
        made = [one for one in sendings.all_made(connection) if one[0].kind == Kind.UPLINK]
        waiting: Counter[str] = Counter()
        for stream in own:
            sent_to = max((part.last for _made, parts in made for part in parts if part.stream == stream.id), default=0)
            waiting.update(sendings.records_between(connection, stream.id, sent_to + 1, stream.tip))
        lost = adopting.lost_records(connection, sitting)
        for one in lost:
            waiting.update(one.records)
        reader = sitting.reader(connection)
        missing = chunks.asked_for(connection, sitting)
        bundles = tuple(_bundle(reader, one, parts, asked=bool(missing)) for one, parts in made)
    last = max((one.made for one in bundles), default=0)
    asked_for = (sum(map(len, missing.values())), len(missing))
    return Overview(number, dict(waiting), last, bundles, unfinished(sitting), asked_for, lost)


def _bundle(reader: Reader, made: Made, parts: Sequence[MadePart], *, asked: bool) -> SentBundle:
    logs = [part for part in parts if part.stream]
    changes = sum(part.last - part.first + 1 for part in logs)
    confirmed = sum(
        reader.travels.state(part.stream, n)[0].value == "received"
        for part in logs
        for n in range(part.first, part.last + 1)
    )
    return SentBundle(
        made.number,
        made.made,
        made.records,
        changes,
        confirmed,
        tuple(part.name for part in parts),
        made.folder,
        asked and any(not part.stream for part in parts),
    )


@needs(Ability.EXCHANGE)
def send(
    sitting: Sitting,
    folder: Path,
    *,
    site: str = "",
    mates: bool = False,
    part_bytes: int = PRESETS["mail-10"],
    everything: bool = False,
    progress: Progress | None = None,
) -> Sent:
    """Make a bundle for headquarters, or at headquarters for a site, and write its files, each read back and compared.

    `mates` makes it for the other laptops of this site. It holds all that the other side has not confirmed, or
    everything. Raises Trouble; then no bundle is noted, and `finishing.go_on` writes what is missing once its files
    are made.
    """
    progress = progress or Silent()
    if sitting.office.practice:
        raise Trouble(
            _("This is practice: nothing is sent and nothing counts."),
            _("Record real work in the store of your office."),
            code="practice",
        )
    site = addressee(sitting, site, mates=mates)
    if sitting.office.is_headquarters and not mates:
        rotating.settle(sitting)
        _acknowledge(sitting, site)
    if not sitting.office.is_headquarters:
        _go_on(sitting)
        tokens.renew(sitting)
        if not mates:
            adopting.adopt(sitting)
    with sitting.store.reading() as connection:
        request = Wanted() if mates else asking.wanted(connection, sitting)
        addressed = _addressed(connection, sitting, site, request, mates=mates, everything=everything)
        sending, number = addressed.sending, next_number(connection)
        numbers = {one.log: one.id for one in all_streams(connection)}
        export = sending.export.hex()
        parts: list[MadePart] = []
        files = chunks.to_send(connection, sitting, addressed)
        for written in write_parts(sending, addressed.streams, files, part_bytes=part_bytes):
            step(progress, written.part - 1, written.parts, _("Making {name}").format(name=written.name))
            parts.append(keep_part(sitting, export, written, numbers[written.stream] if written.stream else 0))
        records = sendings.records_in(connection, parts)
    now, person = sitting.clock.now(), sitting.person.id
    made = Made(export, number, sending.kind, site, now, person, str(folder), sum(records.values()))
    sent = finish(sitting, keep(sitting, made, parts), records, folder, progress)
    asking.obeyed(sitting, request)
    return sent


def _addressed(
    connection: Connection, sitting: Sitting, site: str, request: Wanted, *, mates: bool, everything: bool
) -> Addressed:
    if mates:
        return to_mates(connection, sitting, everything=everything)
    if sitting.office.is_headquarters:
        return to_a_site(connection, sitting, site, everything=everything)
    return to_headquarters(connection, sitting, everything=everything or request.everything, again=request.streams)


def _go_on(sitting: Sitting) -> None:
    """Begin the streams of a laptop's new replica: their first entry tells headquarters what there still is of the former."""
    with sitting.store.reading() as connection:
        replica = replicas.current(connection)
        former = streams_written_by(connection, sitting.office.device)
    if former and not any(one.replica == replica for one in former):
        with sitting.store.writing() as connection:
            writer = sitting.writer(connection)
            for audience in OF_A_LAPTOP:
                writer.begin(audience)
            writer.flush()


def _acknowledge(sitting: Sitting, site: str) -> None:
    """Write a receipt for each stream of a site into its stream, where there is something new to say."""
    with sitting.store.writing() as connection:
        orders.restate_in_time(connection, sitting)
        writer, replica = sitting.writer(connection), replicas.current(connection)
        clashes = sitting.reader(connection).clashes(site)
        for stream in all_streams(connection, site):
            if stream.audience != TO_HEADQUARTERS or not (stream.tip or stream.heard):
                continue
            tips, islands = tips_and_islands(connection, stream, forked=alerts.is_forked(connection, stream.id))
            missing = chunks.wanted(connection, sitting, stream)
            said = {
                "tips": [[n, end.hex()] for n, end in tips],
                "islands": [[a, b, c.hex()] for a, b, c in islands],
                "clashes": clashes,
                "wanted": missing,
            }
            # A headquarters that goes on as another replica repeats all it has, for receipts of the former one end.
            key = f"receipt:{replica}:{stream.id}"
            if facts.read(connection, key) == from_json(to_json(said)):
                continue
            ack = receipt(
                stream.replica,
                stream.audience,
                tips=tips,
                islands=islands,
                wanted=missing,
                clashes=clashes,
                salt=new_salt(),
            )
            writer.add(to_site(site), [write_receipt(ack)], "ack")
            facts.note(connection, key, said)
        writer.begin(to_site(site))
        writer.flush()
