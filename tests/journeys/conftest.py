"""Stores that every simulation begins with a copy of, and a small network."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import ExitStack
from pathlib import Path

import pytest

from network_of_stores import Network, make_network
from simulated_network import make_template


@pytest.fixture(scope="session")
def template(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """Headquarters and three laptops of two sites, where nothing was recorded yet."""
    return make_template(tmp_path_factory.mktemp("template"))


@pytest.fixture
def network(tmp_path: Path) -> Iterator[Network]:
    """Headquarters, to which laptops are added."""
    with ExitStack() as stack:
        yield make_network(tmp_path, stack)
