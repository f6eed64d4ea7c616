"""A site's open store on a real encrypted database."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import ExitStack
from pathlib import Path

import pytest

from network_of_stores import Network, make_network
from offices import OFFICE, PASSPHRASE
from silkfield.clock import SetClock
from silkfield.operations import opening
from silkfield.operations.sitting import Sitting


@pytest.fixture
def sitting(tmp_path: Path) -> Iterator[Sitting]:
    made = opening.make_store(tmp_path / "store", OFFICE, "Ayesha", PASSPHRASE, clock=SetClock.on("2016-06-01"))
    yield made
    made.store.close()


@pytest.fixture
def network(tmp_path: Path) -> Iterator[Network]:
    with ExitStack() as stack:
        yield make_network(tmp_path, stack)
