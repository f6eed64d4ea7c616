"""The encrypted database file: opening it with its key, one writer at a time, many readers."""

from __future__ import annotations

import logging
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from threading import Lock
from typing import Any

import sqlcipher3.dbapi2 as driver
from sqlalchemy import Connection, create_engine, event, text
from sqlalchemy.engine import Engine
from sqlalchemy.pool import QueuePool

from silkfield.errors import Trouble
from silkfield.language import _
from silkfield.store import tables

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


class Database:
    """One open database file. Thread safe: `reading` from any thread, `writing` waits for its turn."""

    def __init__(self, path: Path, key: bytes) -> None:
        self.path = path
        self._key = key
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
        connection = driver.connect(str(self.path), isolation_level=None, check_same_thread=False, timeout=10)
        connection.execute(f"PRAGMA key = \"x'{self._key.hex()}'\"")
        for pragma in _PRAGMAS:
            connection.execute(pragma)
        return connection

    @contextmanager
    def reading(self) -> Iterator[Connection]:
        """Give a connection that sees one state of the store and writes nothing."""
        with self.engine.connect() as connection:
            yield connection
            connection.rollback()

    @contextmanager
    def writing(self) -> Iterator[Connection]:
        """Give the one connection that writes, in one transaction: all of it happens, or nothing.

        Raises Trouble when the disk is full, the folder is read-only or another program holds the database.
        """
        with self._writer:
            try:
                with self.engine.connect().execution_options(writes=True) as connection, connection.begin():
                    yield connection
            except driver.OperationalError as fault:
                raise _explained(fault) from fault
            except Exception as fault:
                original = getattr(fault, "orig", None)
                if isinstance(original, driver.OperationalError):
                    raise _explained(original) from fault
                raise

    def prepare(self) -> None:
        """Make the tables of a new database, and check that an old one is not newer than this program. Raises Trouble."""
        try:
            with self.engine.connect() as connection:
                layout = connection.execute(text("PRAGMA user_version")).scalar_one()
        except Exception as fault:
            raise Trouble(
                _("The database of this store cannot be opened with its key."),
                _("Bring back the newest backup; keep the broken file."),
                code="database_damaged",
            ) from fault
        if layout > tables.LAYOUT:
            raise Trouble(
                _("This store was written by a newer Silkfield."), _("Install the newer version."), code="newer_store"
            )
        if layout == 0:
            with self.writing() as connection:
                tables.metadata.create_all(connection)
                connection.execute(text(f"PRAGMA user_version = {tables.LAYOUT}"))

    def close(self) -> None:
        """Fold the write-ahead file into the database and close every connection."""
        with self._writer:
            with self.engine.connect() as connection:
                connection.exec_driver_sql("PRAGMA wal_checkpoint(TRUNCATE)")
            self.engine.dispose()


def _begin(connection: Connection) -> None:
    writes = connection.get_execution_options().get("writes", False)
    connection.exec_driver_sql("BEGIN IMMEDIATE" if writes else "BEGIN")


def _explained(fault: Exception) -> Exception:
    """Turn the driver's words into one clear sentence, or give the fault back when it is a bug."""
    words = str(fault).lower()
    if "full" in words:
        return Trouble(_("There is no room left on the disk."), _("Free some space, then try again."), code="disk_full")
    if "readonly" in words or "read-only" in words:
        return Trouble(
            _("The store cannot be written: its folder is read-only."),
            _("Ask for the right to write there."),
            code="read_only",
        )
    if "locked" in words or "busy" in words:
        return Trouble(
            _("Another program is using this store."), _("Close the other one, then try again."), code="store_in_use"
        )
    return fault


def hot(statement: Any, engine: Engine | Connection) -> str:
    """Compile a statement once for `exec_driver_sql` with rows of plain tuples: the fast way for very many rows."""
    return str(statement.compile(dialect=engine.dialect))
