"""How long it takes to find who may be one person among the clients of all sites, by their marks alone."""

from __future__ import annotations

import time
from hashlib import sha256
from pathlib import Path
from random import Random
from typing import Any

import data

from silkfield.operations import doubling
from silkfield.operations.sitting import Sitting
from silkfield.records.identity import new_id
from silkfield.store.projection import Told

BATCH = 10_000
KINDS = ("PHONE", "NAME_FATHER", "NAME_DISTRICT_YEAR")


def search(folder: Path, size: int) -> dict[str, Any]:
    """Return the seconds of the clock in which so many clients are written and compared, a week's 300 more, and all listed."""
    data.make_stores(folder / "stores")
    headquarters = data.opened(folder / "stores" / "headquarters")
    random = Random(size)
    starts = range(0, size, BATCH)
    run = sum(fill(headquarters, random, range(start, min(size, start + BATCH))) for start in starts)
    week = fill(headquarters, random, range(size, size + 300))
    began = time.perf_counter()
    found = doubling.doubles(headquarters)
    listed = time.perf_counter() - began
    headquarters.store.close()
    return {"run": run, "week": week, "listed": listed, "pairs": len(found.open)}


def fill(sitting: Sitting, random: Random, numbers: range) -> float:
    """Put clients with three marks each into a store: of thirty one came before, of two hundred many share a phone.

    Returns the seconds it takes to write and compare them.
    """
    told = [one for number in numbers for one in _client(random, number, sitting.clock.now() + number)]
    rows = sitting.store.projection.rows(told)
    began = time.perf_counter()
    with sitting.store.writing() as connection:
        sitting.store.projection.write(connection, rows)
    return time.perf_counter() - began


def _client(random: Random, number: int, now: int) -> list[Told]:
    def told(form: str, answers: dict[str, Any]) -> Told:
        return Told(new_id(now), form, new_id(now), (), False, 1, answers, number, now, 1, 1)

    same = random.randrange(number) if number and random.random() < 1 / 30 else number
    shared = "village" if random.random() < 1 / 200 else same
    values = {"code": f"C-{number:06}", "identity_level": "I2", "sex": "MF"[same % 2], "age_group": "A25"}
    client = told("client", {**values, "district": random.choice(data.DISTRICTS)})
    marks = [(kind, f"{kind}{shared if kind == 'PHONE' else same}") for kind in KINDS]
    tokens = [{"key": kind, "kind": kind, "token": sha256(text.encode()).hexdigest()} for kind, text in marks]
    return [client, told("client_match", {"client": client.record, "tokens": tokens})]
