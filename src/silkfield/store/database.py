"""The encrypted database file: opening it with its key, one writer at a time, many readers."""

from __future__ import annotations

import logging
import os
import shutil
from collections.abc import Callable, Iterator, Sequence
from contextlib import closing, contextmanager, suppress
from pathlib import Path
from threading import Lock
from typing import Any

import sqlcipher3.dbapi2 as driver
from sqlalchemy import Connection, create_engine, event, text
from sqlalchemy.dialects import sqlite
from sqlalchemy.engine import Engine
from sqlalchemy.exc import DBAPIError
from sqlalchemy.pool import QueuePool

from silkfield.errors import Trouble
from silkfield.language import _
from silkfield.locations import cannot_write, expect_room, push_folder
from silkfield.store import tables
from silkfield.store.upgrading import make_missing

# What the pool has to say of a connection that Ctrl+C or a full disk cut off is for nobody's eyes.
logging.getLogger("sqlalchemy.pool").addHandler(logging.NullHandler())

_PRAGMAS = (
    "PRAGMA cipher_page_size = 8192",  # fewer pages to encrypt and sign: a tenth less for bulk work than with 4096
    "PRAGMA cipher_memory_security = OFF",  # memory of a process in use is not part of what a lost laptop tells
    "PRAGMA journal_mode = WAL",
    "PRAGMA synchronous = FULL",
    "PRAGMA foreign_keys = ON",
    "PRAGMA temp_store = MEMORY",
    "PRAGMA trusted_schema = OFF",
    "PRAGMA secure_delete = ON",
    "PRAGMA cache_size = -65536",
    "PRAGMA wal_autocheckpoint = 16000",  # 128 MB: several parts of a bundle are folded in at once
)
PRAGMAS_TO_LOOK = _PRAGMAS[:2]
"""All it takes to read a database that nobody works with."""

_PRAGMAS_OF_A_COPY = (*_PRAGMAS[:2], "PRAGMA journal_mode = OFF", "PRAGMA synchronous = OFF")
"""A copy is written once, pushed to the disk once, and thrown away when that did not go well."""


# The driver asks every other kind of value in vain how it wants to be adapted, thirty times the cost of binding it.
driver.register_adapter(type(None), {}.get)
driver.register_adapter(bool, int)
driver.register_adapter(bytes, bytes)

_DIALECT = sqlite.dialect()

_LEAST_ROOM = 256 << 10
"""With less room than this, in bytes, a database cannot even be opened."""

_PAGES = 512
"""Pages copied at once, 4 MB; between two lots the one who waits is told, and may stop it."""

Report = Callable[[int, int], None]
"""Is told how many pages are copied and how many there are; it stops the copying by raising."""


class Database:
    """One open database file. Thread safe: `reading` from any thread, `writing` waits for its turn."""

    def __init__(self, path: Path, key: bytes) -> None:
        self.path = path
        self.key = key
        self._writer = Lock()
        self.engine: Engine = create_engine(
            "sqlite://",
            creator=self._connect,
            module=driver,
            poolclass=QueuePool,
            hide_parameters=True,
            pool_size=4,
            max_overflow=4,
        )
        event.listen(self.engine, "begin", _begin)

    def _connect(self) -> Any:
        return unlocked(self.key, _PRAGMAS, str(self.path), check_same_thread=False, timeout=10)

    @contextmanager
    def reading(self) -> Iterator[Connection]:
        """Give a connection that sees one state of the store and writes nothing. Raises Trouble when it cannot be read."""
        with self._explaining(), self.engine.connect() as connection:
            yield connection
            connection.rollback()

    @contextmanager
    def writing(self, committed: Callable[[], object] = bool) -> Iterator[Connection]:
        """Give the one connection that writes, in one transaction: all of it happens, or nothing; then `committed` is called,
        before anybody else writes.

        Raises Trouble when the disk is full, the folder is read-only or another program holds the database.
        """
        with self._writer:
            with (
                self._explaining(),
                self.engine.connect().execution_options(writes=True) as connection,
                connection.begin(),
            ):
                yield connection
            committed()

    @contextmanager
    def _explaining(self) -> Iterator[None]:
        try:
            yield
        except (driver.DatabaseError, DBAPIError) as fault:
            trouble = self._explained(fault)
            if trouble is None:
                raise
            raise trouble from fault

    def prepare(self, *, new: bool = False) -> None:
        """Make the tables of a new database; of an old one check that it can be read and is not newer than this program.

        An older one gets the tables it lacks, after a copy of it was made and checked. The copy is removed when the store
        was opened well once more. Raises Trouble; then the database is as it was.
        """
        if not new and self.path.stat().st_size == 0:
            raise _damaged()  # the driver would make an empty file a new database
        with self.reading() as connection:
            layout = connection.execute(text("PRAGMA user_version")).scalar_one()
        if layout > tables.LAYOUT:
            raise Trouble(
                _("This store was written by a newer Silkfield."), _("Install the newer version."), code="newer_store"
            )
        before = self.path.with_name(f"before-layout-{tables.LAYOUT}.db")
        if new:
            with self.writing() as connection:
                make_missing(connection)
        elif layout == 0:
            raise _damaged()
        elif layout < tables.LAYOUT:
            self.copy_to(before)
            with self.writing() as connection:
                make_missing(connection)
        else:
            with suppress(OSError):
                before.unlink(missing_ok=True)

    def copy_to(self, target: Path, report: Report | None = None) -> None:
        """Copy the database as it stands at this moment, under the same key, and check the copy whole by opening it.

        Others may write meanwhile; the copy does not have that. It is written under a temporary name, pushed to the disk
        and renamed, so that it is whole or not there. Raises Trouble.
        """
        temporary = target.with_name(f".{target.name}.part")
        try:
            _remove(temporary)
            expect_room(target.parent, self.size())
            with self._explaining(), self.reading() as connection:
                connection.execute(text("SELECT count(*) FROM sqlite_master"))  # from here on the moment stands still
                source: Any = connection.connection.driver_connection
                with closing(unlocked(self.key, _PRAGMAS_OF_A_COPY, str(temporary))) as copy:
                    source.backup(copy, pages=_PAGES, progress=_reporting(report))
            with temporary.open("rb+") as file:
                os.fsync(file.fileno())
            check_copy(temporary, self.key)
            temporary.replace(target)
            push_folder(target.parent)
        except BaseException as fault:
            with suppress(OSError):
                _remove(temporary)
            if isinstance(fault, OSError):
                raise cannot_write(target, fault) from fault
            raise

    def size(self) -> int:
        """Return how many bytes a copy of the database takes."""
        with self.reading() as connection:
            pages, size = (
                connection.execute(text(f"PRAGMA {what}")).scalar_one() for what in ("page_count", "page_size")
            )
        return int(pages) * int(size)

    def fold(self) -> bool:
        """Fold the write-ahead file into the database and empty it, so that nothing older lies in it; tells if it could."""
        with self._writer, self._explaining(), self.engine.connect() as connection:
            return not connection.exec_driver_sql("PRAGMA wal_checkpoint(TRUNCATE)").scalar_one()

    def close(self) -> None:
        """Fold the write-ahead file into the database and close every connection.

        On a full disk the write-ahead file stays: all is in it, and it is folded in the next time.
        """
        with self._writer:
            with suppress(DBAPIError), self.engine.connect() as connection:
                connection.exec_driver_sql("PRAGMA wal_checkpoint(TRUNCATE)")
            self.engine.dispose()

    def _explained(self, fault: driver.DatabaseError | DBAPIError) -> Trouble | None:
        """Turn the driver's words into one clear sentence; None when it is a bug."""
        words = str(getattr(fault, "orig", fault)).lower()
        on_disk = "disk i/o error" in words or "unable to open" in words
        if "disk is full" in words or (on_disk and shutil.disk_usage(self.path.parent).free < _LEAST_ROOM):
            return Trouble(
                _("There is no room left on the disk."), _("Free some space, then try again."), code="disk_full"
            )
        if "readonly" in words:
            return Trouble(
                _("The store cannot be written: its folder is read-only."),
                _("Ask for the right to write there."),
                code="read_only",
            )
        if "locked" in words:
            return Trouble(
                _("Another program is using this store."),
                _("Close the other one, then try again."),
                code="store_in_use",
            )
        if on_disk:
            return Trouble(
                _("The disk of this store cannot be read or written."),
                _("Look at the disk and the rights of the folder, then try again."),
                code="disk_fault",
            )
        return _damaged() if "not a database" in words or "malformed" in words else None


def check_copy(path: Path, key: bytes) -> None:
    """Open a database that nobody works with and check every page of it, without a trace beside it. Raises Trouble."""
    try:
        place = f"{path.resolve().as_uri()}?immutable=1"
        with closing(unlocked(key, PRAGMAS_TO_LOOK, place, uri=True)) as connection:
            pages = connection.execute("PRAGMA cipher_integrity_check").fetchall()
            content = connection.execute("PRAGMA integrity_check").fetchall()
    except driver.DatabaseError as fault:
        raise _damaged() from fault
    if pages or content != [("ok",)]:
        raise _damaged()


def unlocked(key: bytes, pragmas: Sequence[str], place: str, **choices: Any) -> Any:
    """Connect the driver to a database under its key."""
    connection = driver.connect(place, isolation_level=None, **choices)
    connection.execute(f"PRAGMA key = \"x'{key.hex()}'\"")
    for pragma in pragmas:
        connection.execute(pragma)
    return connection


def _remove(path: Path) -> None:
    """Remove what a copy that was cut off may have left."""
    for left in (path, path.with_name(f"{path.name}-journal")):
        left.unlink(missing_ok=True)


def _reporting(report: Report | None) -> Callable[[int, int, int], None] | None:
    if report is None:
        return None
    return lambda _status, remaining, all_of_them: report(all_of_them - remaining, all_of_them)


def _damaged() -> Trouble:
    return Trouble(
        _("The database of this store is damaged, or its key is another one."),
        _("Bring back the newest backup; keep the broken file."),
        code="database_damaged",
    )


def _begin(connection: Connection) -> None:
    writes = connection.get_execution_options().get("writes", False)
    connection.exec_driver_sql("BEGIN IMMEDIATE" if writes else "BEGIN")


def plain_rows(connection: Connection, statement: str, parameters: Sequence[Any] = ()) -> Iterator[tuple[Any, ...]]:
    """Yield the rows of a compiled statement as the driver gives them: the fast way to read very many, one by one."""
    source: Any = connection.connection.driver_connection
    with closing(source.execute(statement, parameters)) as cursor:
        yield from cursor


def hot(statement: Any) -> str:
    """Compile a statement once for `exec_driver_sql` with rows of plain tuples: the fast way for very many rows."""
    return str(statement.compile(dialect=_DIALECT))
