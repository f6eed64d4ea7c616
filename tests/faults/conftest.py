"""Headquarters and its network on real stores, for everything that can go wrong."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import ExitStack
from pathlib import Path

import pytest

from insider import Insider
from network_of_stores import Network, make_network


@pytest.fixture
def network(tmp_path: Path) -> Iterator[Network]:
    with ExitStack() as stack:
        yield make_network(tmp_path, stack)


@pytest.fixture
def insider(network: Network, tmp_path: Path) -> Insider:
    return Insider(network.add("ISB"), tmp_path / "insider")
