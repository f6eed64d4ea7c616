"""Two sites and headquarters in any order of events: nothing is lost, nothing is doubled, nothing is forged."""

from __future__ import annotations

import os
from pathlib import Path

import pytest

from network_machine import play

HISTORIES = int(os.environ.get("SILKFIELD_HISTORIES", "200"))


def test_nothing_is_lost_doubled_or_forged_whatever_happens(template: Path) -> None:
    play(template, 12, 30)


@pytest.mark.long
def test_nothing_is_lost_doubled_or_forged_in_many_long_histories(template: Path) -> None:
    play(template, HISTORIES, 60)
