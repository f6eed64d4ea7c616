"""Stores backed up, put back, copied and carried about in any order: nothing is lost, and nobody is alarmed for nothing."""

from __future__ import annotations

from pathlib import Path

import pytest

from copies_machine import play
from tries import share

TOGETHER, STEPS = 5, 14


@pytest.mark.scaled
@pytest.mark.parametrize("start", range(share(300) // TOGETHER + 1))
def test_whatever_is_copied_or_put_back_is_told_and_nothing_is_lost(start: int, template: Path) -> None:
    play(template, TOGETHER, STEPS, start)
