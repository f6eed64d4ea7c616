"""After an update: what an older program kept unread and this one understands is acted on, as if it had arrived now."""

from __future__ import annotations

from silkfield.operations import clearing
from silkfield.operations.allowing import open_to_all
from silkfield.operations.exchange import match_key, network, orders, resolving, taking_over
from silkfield.operations.exchange.addressing import OF_A_LAPTOP
from silkfield.operations.exchange.planning import take_in_what_waited
from silkfield.operations.sitting import Sitting
from silkfield.store import understanding
from silkfield.store.store import Connection


@open_to_all
def catch_up(sitting: Sitting) -> None:
    """Act on what this program is the first to understand here, once. Raises Trouble when the store cannot be written."""
    with sitting.store.reading() as connection:
        if not understanding.waits(connection):
            return
    with sitting.store.writing() as connection:
        _act(connection, sitting)
    take_in_what_waited(sitting)  # pieces of files whose records are read only now
    clearing.sweep(sitting)


def _act(connection: Connection, sitting: Sitting) -> None:
    """Do what importing does with each kind of stream: nobody is obeyed in a stream that is not theirs to write."""
    at_headquarters = sitting.office.is_headquarters
    for stream, entry in understanding.taken(connection):
        if stream.device == sitting.office.device:
            continue
        if stream.audience not in OF_A_LAPTOP:
            taking_over.take_over(connection, sitting, stream.log, [entry])
            orders.obey(connection, sitting, [entry])
        elif at_headquarters:
            held = network.roster(connection, sitting)
            writer = held.device(bytes.fromhex(stream.device)) if held else None
            if writer is not None:
                orders.hear(connection, sitting, writer, [entry])
        match_key.take_envelopes(connection, sitting, [entry])
    resolving.merge_by_themselves(connection, sitting)
    if not at_headquarters:
        orders.answer(connection, sitting)
