"""Who may be here already is answered as quickly among very many clients as among few."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from contextlib import contextmanager
from typing import Any

import pytest
from sqlalchemy import event
from sqlalchemy.engine import Engine

from many_clients import fill
from silkfield.operations import recognising
from silkfield.operations.recognising import KnownClient
from silkfield.operations.sitting import Sitting

TYPED = ("Asi", "Asif", "Muhammad", "Muhammad Asif Kh", "Muhammad Asif Khan", "آصف خا")
STEPS_AT_MOST = 120_000
"""Steps of the database for one key. A step is far below a microsecond; reading all of 20,000 names takes millions."""

STATEMENTS_AT_MOST = 16
EVERY = 100


class Work:
    """How many statements were run, and how many steps the database took for them."""

    def __init__(self) -> None:
        self.statements = 0
        self.steps = 0


@contextmanager
def watched(sitting: Sitting) -> Iterator[Work]:
    """Count what the store does."""
    work = Work()

    def count() -> int:
        work.steps += EVERY
        return 0

    def begin(connection: Any, cursor: Any, *_more: object) -> None:
        work.statements += 1
        cursor.connection.set_progress_handler(count, EVERY)

    event.listen(Engine, "before_cursor_execute", begin)
    try:
        yield work
    finally:
        event.remove(Engine, "before_cursor_execute", begin)


def work_of(sitting: Sitting, typed: str) -> Work:
    person = KnownClient("", "", typed, district="PK-PB.gujrat", age_group="A25", sex="M")
    with watched(sitting) as work:
        recognising.who_may_it_be(sitting, person, typing=True)
    return work


def test_each_key_costs_the_same_among_two_thousand_and_among_twenty_thousand(
    sitting: Sitting, record_property: Callable[[str, object], None]
) -> None:
    fill(sitting, 2_000)
    few = {typed: work_of(sitting, typed) for typed in TYPED}
    fill(sitting, 18_000)
    many = {typed: work_of(sitting, typed) for typed in TYPED}
    steps = max(work.steps for work in many.values())
    assert max(work.statements for work in [*few.values(), *many.values()]) <= STATEMENTS_AT_MOST
    assert steps <= STEPS_AT_MOST
    record_property("note", f"“Already here?” among 20,000 clients: at most {steps:,} steps of the database for a key")


@pytest.mark.parametrize("typed", ["Muhammad Asif Khan", "آصف خان"])
def test_of_a_common_name_some_are_offered_and_the_phone_finds_the_very_one(sitting: Sitting, typed: str) -> None:
    fill(sitting, 2_000)
    assert recognising.who_may_it_be(sitting, KnownClient("", "", typed), typing=True)
    found = recognising.who_may_it_be(sitting, KnownClient("", "", typed, phones=("+923000000007",)), typing=True)
    assert "C-000007" in [may.client.code for may in found]
