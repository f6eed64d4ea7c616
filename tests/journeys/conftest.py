"""Stores that every simulation begins with a copy of."""

from __future__ import annotations

from pathlib import Path

import pytest

from simulated_network import make_template


@pytest.fixture(scope="session")
def template(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """Headquarters and three laptops of two sites, where nothing was recorded yet."""
    return make_template(tmp_path_factory.mktemp("template"))
