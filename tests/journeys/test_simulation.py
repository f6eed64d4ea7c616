"""Two sites and headquarters in any order of events: nothing is lost, nothing is doubled, nothing is forged."""

from __future__ import annotations

import time
from collections.abc import Callable
from pathlib import Path

import pytest

from network_machine import play
from tries import share

HISTORIES = 3_000
TOGETHER = 10
"""So many histories are drawn from one start: the first ones of a start are the simplest."""
STEPS = 16


@pytest.mark.scaled
@pytest.mark.parametrize("start", range(share(HISTORIES) // TOGETHER))
def test_nothing_is_lost_doubled_or_forged_whatever_happens(
    start: int, template: Path, record_property: Callable[[str, object], None]
) -> None:
    began = time.process_time()
    looks = play(template, TOGETHER, STEPS, start)
    record_property("figure", ("histories of a network", TOGETHER))
    record_property("figure", ("looks at a store in them", looks))
    record_property("figure", ("seconds of one processor for them", time.process_time() - began))
