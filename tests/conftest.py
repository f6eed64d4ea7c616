"""What all tests share: how many examples a law is tried with, a clock that stands still, and the notes printed at the end."""

from __future__ import annotations

import os
from collections import defaultdict
from collections.abc import Callable, Iterator
from pathlib import PurePosixPath
from typing import Any

import pytest
from hypothesis import HealthCheck, settings
from pytestqt.qtbot import QtBot

from silkfield import language
from silkfield.clock import SetClock
from tries import RUN

# Qt must find this before it is first imported; a test that starts the program hands it on.
os.environ.setdefault("QT_QPA_PLATFORM", "offscreen")
# Keys of test stores cost next to nothing to derive; one test tries the real cost.
os.environ.setdefault("SILKFIELD_KEY_COST", "smallest")

# The same examples in every run, and no verdict by how busy the computer is.
settings.register_profile(
    "ci", max_examples=50, derandomize=True, deadline=None, database=None, suppress_health_check=[HealthCheck.too_slow]
)
settings.register_profile("long", settings.get_profile("ci"), max_examples=2000, derandomize=False, print_blob=True)
settings.load_profile("ci" if RUN == "test" else "long")

# After the settings above: what starts the program hands them on.
pytest_plugins = ("dying_stage",)

SECONDS: defaultdict[str, float] = defaultdict(float)
NOTES: list[str] = []
FIGURES: defaultdict[str, float] = defaultdict(float)

PATIENCE = 60_000
"""Milliseconds after which what a test waits for in a window never comes."""


class PatientBot(QtBot):  # type: ignore[misc]
    """A window's helper that gives up late: how busy the computer is decides no test."""

    def waitUntil(self, callback: Callable[[], bool | None], *, timeout: int = PATIENCE) -> None:
        """Wait until something is true."""
        super().waitUntil(callback, timeout=timeout)

    def waitSignal(self, signal: Any, *, timeout: int = PATIENCE, **how: Any) -> Any:
        """Wait until a signal was sent within a `with`."""
        return super().waitSignal(signal, timeout=timeout, **how)


@pytest.fixture
def qtbot(qapp: object, request: pytest.FixtureRequest) -> QtBot:
    """What presses keys in a window and waits for it."""
    return PatientBot(request)


@pytest.fixture(autouse=True)
def in_english() -> Iterator[None]:
    """A test that chose another language does not leave it to the next one."""
    yield
    language.choose("en")


@pytest.fixture
def clock() -> SetClock:
    """A clock that shows noon of 1 June 2016 in Islamabad."""
    return SetClock.on("2016-06-01")


def pytest_runtest_logreport(report: pytest.TestReport) -> None:
    """Add up seconds per folder, keep what a test left with `record_property("note", text)`, and add up its figures."""
    folder = PurePosixPath(report.nodeid.split("::")[0]).parent
    SECONDS["/".join(folder.parts[:2])] += report.duration
    if report.when == "teardown":
        NOTES.extend(text for name, text in report.user_properties if name == "note")
        for name, value in report.user_properties:
            if name == "figure":
                FIGURES[value[0]] += value[1]


def pytest_terminal_summary(terminalreporter: pytest.TerminalReporter) -> None:
    """Print the notes, the figures, and the seconds per folder with the slowest first."""
    for note in NOTES:
        terminalreporter.write_line(note)
    for name, figure in sorted(FIGURES.items()):
        terminalreporter.write_line(f"{figure:12,.0f}  {name}")
    terminalreporter.section("seconds per folder")
    for folder, spent in sorted(SECONDS.items(), key=lambda entry: -entry[1]):
        terminalreporter.write_line(f"{spent:8.2f}  {folder}")
