"""The operations of the program that are measured, each called in a process of its own on copies of prepared stores."""

from __future__ import annotations

import shutil
from collections.abc import Callable
from contextlib import closing
from pathlib import Path
from typing import Any

import data
import msgspec
import sqlcipher3.dbapi2 as driver
from measuring import Stopwatch

from silkfield.operations import checking, finding, recording, reporting, spreadsheets
from silkfield.operations.exchange import receiving, sending
from silkfield.operations.exchange.outcomes import KNOWN
from silkfield.operations.spreadsheets import Chosen
from silkfield.workbooks import (  # read before the clock starts; the program reads them when they are wanted
    intake,
    refused,
)

assert intake
assert refused

Measured = dict[str, Any]


def measured(folder: Path, operation: Callable[[], object]) -> Measured:
    """Run an operation and return its CPU seconds."""
    with Stopwatch(folder) as watch:
        operation()
    return {"seconds": watch.seconds}


def take_in(folder: Path, prepared: str, workbook: str, form: str, rows: int, identity: str = "") -> Measured:
    """Take a workbook in at an empty laptop, from the file to the committed transaction."""
    shutil.copytree(Path(prepared, "laptop"), folder / "laptop")
    laptop = data.opened(folder / "laptop")
    with Stopwatch(folder) as watch:
        taken = spreadsheets.take_in(laptop, Path(workbook), form, Chosen(identity=identity))
    laptop.store.close()
    assert taken.accepted + taken.warned == rows, taken
    return {"seconds": watch.seconds}


def insert_raw(folder: Path, prepared: str, rows: str, *, adapted: bool = False) -> Measured:
    """Insert the rows that an intake adds to each table, by bare `executemany` into the same encrypted store.

    The driver is as it comes, as in the other references; `adapted` binds None, bool and bytes the quick way of the store.
    """
    shutil.copytree(Path(prepared, "laptop"), folder / "laptop")
    tables = msgspec.msgpack.decode(Path(rows).read_bytes())
    laptop = data.opened(folder / "laptop")
    with closing(laptop.store.database.engine.raw_connection()) as pooled:
        raw = pooled.driver_connection
        assert raw is not None
        if not adapted:
            for kind in (type(None), bool, bytes):
                del driver.adapters[kind, driver.PrepareProtocol]
        with Stopwatch(folder) as watch:
            raw.execute("BEGIN IMMEDIATE")
            for name, some in tables.items():
                raw.executemany(f"INSERT INTO {name} VALUES({', '.join('?' * len(some[0]))})", some)
            raw.execute("COMMIT")
    laptop.store.close()
    return {"seconds": watch.seconds}


def send(folder: Path, prepared: str) -> Measured:
    """Send everything that a full laptop holds."""
    laptop = data.opened(Path(prepared, "laptop"))
    with Stopwatch(folder) as watch:
        sent = sending.send(laptop, folder / "stick", everything=True)
    laptop.store.close()
    return {"seconds": watch.seconds, "parts": len(sent.paths), "size": sent.size}


def receive(folder: Path, prepared: str, records: int) -> Measured:
    """Receive a whole bundle at an empty headquarters, then once more."""
    shutil.copytree(Path(prepared, "headquarters"), folder / "headquarters")
    headquarters = data.opened(folder / "headquarters")
    parts = receiving.files_in([Path(prepared, "bundle")])
    with Stopwatch(folder) as watch:
        outcomes = receiving.receive(headquarters, parts)
    headquarters.store.close()
    assert sum(one.plan.new for one in outcomes) == records, outcomes
    return {"seconds": watch.seconds, "parts": len(parts), **_receive_again(folder, parts)}


def _receive_again(folder: Path, parts: list[Path]) -> Measured:
    headquarters = data.opened(folder / "headquarters")
    database = folder / "headquarters" / "silkfield.db"
    log = database.with_name("silkfield.db-wal")

    def written() -> tuple[int, int]:
        return log.stat().st_size if log.exists() else 0, database.stat().st_mtime_ns

    again = folder / "again"
    again.mkdir()
    before = written()
    with Stopwatch(again) as watch:
        outcomes = receiving.receive(headquarters, parts)
    untouched = written() == before
    headquarters.store.close()
    assert {one.result for one in outcomes} == {KNOWN}
    return {"again": watch.seconds, "untouched": untouched}


def bring_more(folder: Path, prepared: str, more: int) -> Measured:
    """Record so many more sessions at a laptop whose others are confirmed, send them, and receive them.

    It works on the prepared stores themselves: a round adds to what the rounds before have added.
    """
    laptop, headquarters = (data.opened(Path(prepared, name)) for name in ("laptop", "headquarters"))
    place = finding.listing(laptop, "session", limit=1).count
    data.fill(laptop, "session", more, first=place)
    watches = [Stopwatch(folder / name) for name in ("sent", "received")]
    for name in ("sent", "received"):
        (folder / name).mkdir()
    with watches[0]:
        sending.send(laptop, folder / "stick")
    with watches[1]:
        outcomes = receiving.receive(headquarters, receiving.files_in([folder / "stick"]))
    assert sum(one.plan.new for one in outcomes) == more, outcomes
    sending.send(headquarters, folder / "receipt", site="ISB")
    receiving.receive(laptop, receiving.files_in([folder / "receipt"]))
    for sitting in (laptop, headquarters):
        sitting.store.close()
    return {name: watch.seconds for name, watch in zip(("sent", "received"), watches, strict=True)}


def save_one(folder: Path, prepared: str, times: int) -> Measured:
    """Save one session, so many times, each a transaction of its own; the seconds are those of one save."""
    shutil.copytree(Path(prepared, "laptop"), folder / "laptop")
    laptop = data.opened(folder / "laptop")
    answers = [{**data.session(place), "number": ""} for place in range(times + 1)]
    recording.save(laptop, "session", answers.pop())
    with Stopwatch(folder) as watch:
        for one in answers:
            recording.save(laptop, "session", one)
    laptop.store.close()
    return {"seconds": watch.seconds / times}


def look(folder: Path, prepared: str) -> Measured:
    """Look at a full laptop: the first page of its list, a search, and every hash and row of it checked."""
    laptop = data.opened(Path(prepared, "laptop"))
    finding.listing(laptop, "session", limit=1)
    found = {}
    for name, operation in (
        ("first_page", lambda: finding.listing(laptop, "session", limit=200)),
        ("search", lambda: finding.listing(laptop, "session", find="sheikh 77", limit=200)),
        ("verify", lambda: checking.verify(laptop)),
    ):
        (folder / name).mkdir()
        found[name] = measured(folder / name, operation)["seconds"]
    laptop.store.close()
    return found


def report(folder: Path, prepared: str) -> Measured:
    """Make the monthly statistics of a site with very many contacts."""
    laptop = data.opened(Path(prepared, "laptop"))
    result = measured(folder, lambda: reporting.report(laptop, "R1", "2016-05"))
    laptop.store.close()
    return result
