"""What a site brings in a week costs the same in a full store as in an empty one: no statement walks through what grows."""

from __future__ import annotations

import re
from collections.abc import Iterator
from contextlib import contextmanager
from typing import Any

import pytest
from sqlalchemy import event
from sqlalchemy.engine import Connection, Engine

from desktop_seed import contact
from network_of_stores import Network
from offices import PASSPHRASE, session
from silkfield.operations import counselling, opening, recording
from silkfield.operations.exchange import clashing, receiving
from silkfield.operations.sitting import Sitting

WALK = re.compile(
    r"SCAN (body|entry|form_\w+)\b(?! USING INDEX \w+_(clash|batch|merge)\b)"
    r"|SEARCH entry USING (COVERING )?INDEX entry_place \(stream=\?\)$"
)
"""A step of a plan that reads a whole table that grows, or a whole stream; the partial indexes hold few rows of it."""

RANGE = re.compile(r"SEARCH (body|entry|form_\w+) USING INTEGER PRIMARY KEY \(rowid>\?\)")
"""A step that reads a table from a row on: a walk where that is the first one."""

LITTLE = re.compile(r"SELECT max\(entry\.n\)|.*entry\.stream IN \(", re.DOTALL)
"""The last entry of a stream is found at the end of its index, though the plan does not say so; and what headquarters wrote
for one site is little."""


@contextmanager
def walks() -> Iterator[set[str]]:
    """Collect the statements, of every store, whose plan walks through a table that grows."""
    found: set[str] = set()

    def look(connection: Connection, cursor: Any, statement: str, parameters: Any, context: Any, many: bool) -> None:
        if statement.lstrip().startswith(("SELECT", "UPDATE", "DELETE", "WITH")):
            some = parameters[0] if many else parameters
            plan = cursor.connection.execute(f"EXPLAIN QUERY PLAN {statement}", some).fetchall()
            steps = [step[3] for step in plan]
            from_the_start = 0 in (some.values() if isinstance(some, dict) else some)
            walked = any(map(WALK.search, steps)) and not LITTLE.match(statement)
            if walked or (from_the_start and any(map(RANGE.search, steps))):
                found.add(statement)

    event.listen(Engine, "after_cursor_execute", look)
    try:
        yield found
    finally:
        event.remove(Engine, "after_cursor_execute", look)


@pytest.fixture
def isb(network: Network) -> Sitting:
    laptop = network.add("ISB")
    counselling.save_contact(laptop, contact())
    recording.save(laptop, "session", session())
    network.deliver(network.send(laptop))
    receiving.receive(laptop, network.reply("ISB"))
    return laptop


def test_saving_sending_importing_and_confirming_read_no_table_from_end_to_end(network: Network, isb: Sitting) -> None:
    with walks() as found:
        counselling.save_contact(isb, contact())
        recording.save(isb, "session", session(venue="Another"))
        network.deliver(network.send(isb))
        receiving.receive(isb, network.reply("ISB"))
        assert clashing.merges(network.headquarters) == []
    assert found == set()


def test_a_store_opens_without_reading_a_table_from_end_to_end(isb: Sitting) -> None:
    isb.store.close()
    with walks() as found:
        opening.open_store(isb.store.folder, PASSPHRASE, clock=isb.clock).store.close()
    assert found == set()


def test_a_walk_would_be_noticed(isb: Sitting) -> None:
    with walks() as found, isb.store.reading() as connection:
        connection.exec_driver_sql("SELECT id FROM body WHERE line = 'x'").all()
        connection.exec_driver_sql("SELECT id FROM body WHERE entry = 1").all()
        connection.exec_driver_sql("SELECT id FROM body WHERE id > ?", (7,)).all()
        connection.exec_driver_sql("SELECT id FROM body WHERE id > ?", (0,)).all()
        connection.exec_driver_sql("SELECT count(*) FROM entry WHERE stream = ?", (1,)).all()
    assert found == {
        "SELECT id FROM body WHERE line = 'x'",
        "SELECT id FROM body WHERE id > ?",
        "SELECT count(*) FROM entry WHERE stream = ?",
    }
