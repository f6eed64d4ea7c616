"""A network of real stores, and real windows on them."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import ExitStack
from pathlib import Path

import pytest
from PySide6.QtWidgets import QApplication
from pytestqt.qtbot import QtBot

from network_of_stores import Network, make_network
from page_windows import Windows


@pytest.fixture
def network(tmp_path: Path) -> Iterator[Network]:
    with ExitStack() as stack:
        yield make_network(tmp_path, stack)


@pytest.fixture
def windows(qapp: QApplication, qtbot: QtBot, network: Network, tmp_path: Path) -> Iterator[Windows]:
    made = Windows(qapp, qtbot, tmp_path)
    made.dress()
    yield made
    made.close()
