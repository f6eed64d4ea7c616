"""A store of an older Silkfield gets what it lacks when it is opened, and loses nothing."""

from __future__ import annotations

import pytest

from dying_program import Program
from offices import PASSPHRASE
from older_store import key_of, make_older, opened, shape_of
from silkfield.errors import Trouble
from silkfield.operations import opening
from silkfield.store.store import DATABASE
from silkfield.store.tables import LAYOUT
from stages import Stage, seen

BEFORE = f"before-layout-{LAYOUT}.db"


@pytest.mark.parametrize("layout", range(1, LAYOUT))
@pytest.mark.parametrize("store", ["ISB1", "headquarters"])
def test_an_older_store_becomes_one_of_today_with_everything_in_it(layout: int, store: str, stage: Stage) -> None:
    folder = stage.fresh() / store
    whole, today = seen(folder, "client"), shape_of(folder)
    make_older(folder, layout)
    older = (folder / DATABASE).read_bytes()
    assert shape_of(folder) != today

    assert seen(folder, "client") == whole
    assert shape_of(folder) == today
    assert (folder / BEFORE).stat().st_size == len(older)
    with opened(folder / BEFORE, key_of(folder)) as kept:
        assert kept.execute("PRAGMA user_version").fetchone() == (layout,)
    seen(folder)
    assert not (folder / BEFORE).exists(), "the copy is removed when the store was opened well once more"


def test_what_an_older_table_lacks_is_made_in_one_go_or_not_at_all(stage: Stage) -> None:
    folder = stage.fresh() / "ISB1"
    whole = shape_of(folder)
    with opened(folder / DATABASE, key_of(folder)) as connection:
        connection.execute("DROP INDEX entry_place")
        connection.execute("DROP TABLE draft")
        connection.execute("PRAGMA user_version = 1")
        connection.execute("CREATE VIEW draft AS SELECT 1")  # in the way of the table
    before = shape_of(folder)
    with pytest.raises(Exception, match="draft"):
        opening.open_store(folder, PASSPHRASE)
    assert shape_of(folder) == before
    with opened(folder / DATABASE, key_of(folder)) as connection:
        connection.execute("DROP VIEW draft")
    opening.open_store(folder, PASSPHRASE).store.close()
    assert shape_of(folder) == whole


def test_a_store_of_a_newer_silkfield_is_refused_and_left_alone(stage: Stage) -> None:
    folder = stage.fresh() / "ISB1"
    with opened(folder / DATABASE, key_of(folder)) as connection:
        connection.execute(f"PRAGMA user_version = {LAYOUT + 1}")
    before = shape_of(folder)
    with pytest.raises(Trouble, match="newer") as refused:
        opening.open_store(folder, PASSPHRASE)
    assert refused.value.code == "newer_store"
    assert shape_of(folder) == before


@pytest.mark.parametrize("every", [7, pytest.param(1, marks=pytest.mark.long)])
def test_an_upgrade_that_was_killed_is_made_again(every: int, program: Program, stage: Stage) -> None:
    folder = stage.fresh() / "ISB1"
    whole, today = seen(folder), shape_of(folder)
    deadly = 1
    while deadly < 200:
        folder = stage.fresh() / "ISB1"
        make_older(folder, 1)
        ended = program("list", "session", "--store", folder, deadly=deadly)
        assert program("list", "session", "--store", folder).code == 0
        assert seen(folder) == whole
        assert shape_of(folder) == today
        left = {path.name for path in folder.iterdir()}
        assert not [name for name in left if name.startswith((f".{BEFORE}", BEFORE, f"{DATABASE}-"))], left
        if not ended.killed:
            break
        deadly += every
    assert deadly > 5


def test_without_room_for_the_copy_the_older_store_stays_as_it_is(program: Program, stage: Stage) -> None:
    folder = stage.fresh() / "ISB1"
    make_older(folder, 1)
    before = shape_of(folder)
    ended = program("list", "session", "--store", folder, limit=100_000)
    assert (ended.code, ended.document["error"]) in {(2, "disk_full"), (2, "disk_fault")}
    assert shape_of(folder) == before
    assert [path.name for path in folder.iterdir() if path.suffix == ".part"] == []
