"""Headquarters and its network on real stores, for everything that can go wrong."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import ExitStack
from pathlib import Path

import pytest

from dying_program import Program, started
from fast_folder import fast_folder
from insider import Insider
from network_of_stores import Network, make_network
from stages import Stage, make_original


@pytest.fixture
def network(tmp_path: Path) -> Iterator[Network]:
    with ExitStack() as stack:
        yield make_network(tmp_path, stack)


@pytest.fixture
def insider(network: Network, tmp_path: Path) -> Insider:
    return Insider(network.add("ISB"), tmp_path / "insider")


@pytest.fixture(scope="session")
def program() -> Iterator[Program]:
    with started() as program:
        yield program


@pytest.fixture(scope="session")
def original(tmp_path_factory: pytest.TempPathFactory) -> Path:
    return make_original(tmp_path_factory.mktemp("original"))


@pytest.fixture
def stage(original: Path) -> Iterator[Stage]:
    with fast_folder() as folder:
        yield Stage(original, folder / "stage")
