"""How often a law is tried: a few times at each change, more in the long run, all of it in the full run."""

from __future__ import annotations

import os

RUN = os.environ.get("SILKFIELD_RUN", "test")
"""Which run this is: test, long or full."""

_PARTS = {"test": 50, "long": 8, "full": 1}


def share(whole: int) -> int:
    """Return how many of the tries of the full run this run makes, at least one."""
    return max(1, whole // _PARTS[RUN])
