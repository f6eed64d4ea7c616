"""What tests that kill the program ask for: its processes, and stores for them to begin with."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import pytest

from dying_program import Program, started
from fast_folder import fast_folder
from stages import Stage, make_original


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
