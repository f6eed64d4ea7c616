"""The same parts in any order add up to the same records: what a store shows is decided by what arrived, not when."""

from __future__ import annotations

import random
import shutil
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import Any

import pytest
from sqlalchemy import select

from fast_folder import fast_folder
from offices import PASSPHRASE
from silkfield.clock import SetClock
from silkfield.operations import checking, opening
from silkfield.operations.exchange import receiving
from silkfield.operations.sitting import Sitting
from silkfield.store.streams import all_streams
from simulated_network import HEADQUARTERS, LAPTOPS, Office, SimulatedNetwork, heads
from tries import share

SIMULATIONS = 900
ORDERS = 3


def live(network: SimulatedNetwork, chance: random.Random, steps: int) -> None:
    """Let people at all offices work, send and receive; a third of the parts is lost."""
    for _step in range(steps):
        office = network.offices[chance.choice((HEADQUARTERS, *LAPTOPS))]
        there = network.records_of(office)
        if chance.random() < 0.3:
            travel(network, office, chance)
        elif not there or chance.random() < 0.3:
            network.create(office, chance.choice(["session", "organisation"]))
        else:
            work(network, office, chance.choice(there), chance)


def work(network: SimulatedNetwork, office: Office, record: str, chance: random.Random) -> None:
    """Let somebody correct, remove or bring back a record."""
    if chance.random() < 0.6:
        older = sorted(said.id for said in network.revisions(office.counted)[record])
        network.edit(office, record, chance.choice([*older, "", ""]))
    else:
        chance.choice([network.remove, network.restore])(office, record)


def travel(network: SimulatedNetwork, office: Office, chance: random.Random) -> None:
    """Let an office send, and some of its parts arrive."""
    if office.is_headquarters:
        site = chance.choice(["ISB", "LHE"])
        ways = [(laptop, part) for part in network.reply(site) for laptop in network.laptops_of(site)]
    else:
        part_bytes = chance.choice([6_000, 7_000_000])
        ways = [(network.headquarters, part) for part in network.send(office, part_bytes=part_bytes)]
    for addressee, part in ways:
        if chance.random() < 0.7:
            network.deliver(addressee, part)


@contextmanager
def observer(template: Path, folder: Path) -> Iterator[Sitting]:
    """Open headquarters' store as it was before anything happened."""
    shutil.copytree(template / HEADQUARTERS, folder)
    sitting = opening.open_store(folder, PASSPHRASE, clock=SetClock.on("2016-06-01"))
    try:
        yield sitting
    finally:
        sitting.store.close()


def merged_here(sitting: Sitting) -> set[str]:
    """Return the records that headquarters merged by itself: when it did that depends on what had arrived by then."""
    with sitting.store.reading() as connection:
        query = "SELECT record FROM body JOIN entry ON entry.id = body.entry WHERE why = 'merge'"
        return {record for (record,) in connection.exec_driver_sql(query)}


def projected(sitting: Sitting) -> dict[str, dict[str, Any]]:
    """Return every row of every form, with streams by their names and without the numbers a store gives by itself."""
    shown: dict[str, dict[str, Any]] = {}
    with sitting.store.reading() as connection:
        names = {one.id: str(one.log) for one in all_streams(connection)}
        for key, shape in sitting.store.projection.shapes.items():
            shown[key] = {}
            for row in connection.execute(select(shape.table)).mappings():
                known = {**row, "stream": names[row["stream"]], "origin": names[row["origin"]]}
                del known["id"]
                shown[key][row["record"]] = known
    return shown


@pytest.mark.scaled
@pytest.mark.parametrize("seed", range(1, share(SIMULATIONS) + 1))
def test_parts_in_any_order_add_up_to_the_same_records(
    seed: int, template: Path, record_property: Callable[[str, object], None]
) -> None:
    record_property("figure", ("simulated networks, put together in three orders", 1))
    chance = random.Random(seed)
    with fast_folder() as folder:
        network = SimulatedNetwork(folder / "network", template, watched=False)
        try:
            live(network, chance, chance.randrange(20, 80))
            for label in LAPTOPS:
                network.send(network.offices[label], part_bytes=6_000, everything=chance.random() < 0.5)
            parts = [part for part in network.parts if part.to == HEADQUARTERS]
            seen = []
            merged: set[str] = set()
            for order in range(ORDERS):
                arriving = chance.sample([*parts, *parts[::3]], len(parts) + len(parts[::3]))
                with observer(template, folder / f"observer{order}") as sitting:
                    for part in arriving:
                        (outcome,) = receiving.receive(sitting, [part.path])
                        assert outcome.result in ("imported", "known")
                    seen.append(projected(sitting))
                    with sitting.store.writing() as connection:
                        sitting.store.rebuild(connection)
                    assert projected(sitting) == seen[-1]
                    assert checking.verify(sitting).sound
                    merged |= merged_here(sitting)
            for shown in seen:
                for rows in shown.values():
                    for record in merged & rows.keys():
                        del rows[record]
            assert all(one == seen[0] for one in seen)
            compare_with_model(network, seen[0], merged)
            network.watched = True
            network.deliver_everything()
            network.check_end()
        finally:
            network.close()


def compare_with_model(network: SimulatedNetwork, shown: dict[str, dict[str, Any]], merged: set[str]) -> None:
    """Work every head out by brute force, from all that the laptops ever wrote for headquarters."""
    streams = {network.offices[label].stream("hq") for label in LAPTOPS}
    expected = {
        record: (max(leaves, key=lambda one: one.strength).id, len(leaves))
        for record, said in network.revisions({place for place in network.written if place[0] in streams}).items()
        if record not in merged and (leaves := heads(said))
    }
    found = {record: (row["revision"], row["heads"]) for rows in shown.values() for record, row in rows.items()}
    assert found == expected
