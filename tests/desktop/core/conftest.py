"""A desk on a small open store."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import pytest

from offices import OFFICE, PASSPHRASE
from silkfield.clock import SetClock
from silkfield.desktop.desk import Desk
from silkfield.operations import opening


@pytest.fixture
def desk(qapp: object, tmp_path: Path, clock: SetClock) -> Iterator[Desk]:
    sitting = opening.make_store(tmp_path / "desk", OFFICE, "Ayesha", PASSPHRASE, clock=clock)
    made = Desk(sitting)
    yield made
    made.put_away()()
