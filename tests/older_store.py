"""Turns a store of today into the one an older Silkfield would have made of the same work."""

from __future__ import annotations

from contextlib import closing
from pathlib import Path

import sqlcipher3.dbapi2 as driver

from offices import PASSPHRASE
from silkfield.store.store import DATABASE, VAULT
from silkfield.vault.slots import Vault

LAYOUTS = Path(__file__).parent / "store"


def opened(database: Path, key: bytes) -> driver.Connection:
    """Open a database with nothing but its key."""
    connection = driver.connect(str(database), isolation_level=None)
    connection.execute(f"PRAGMA key = \"x'{key.hex()}'\"")
    connection.execute("PRAGMA cipher_page_size = 8192")
    return connection


def key_of(folder: Path) -> bytes:
    """Return the key of a closed test store."""
    return Vault.open(folder / VAULT).unlock(PASSPHRASE)[1]


def make_older(folder: Path, layout: int) -> None:
    """Write the database of a closed store anew with the tables of an older layout, and all their rows."""
    key = key_of(folder)
    older = folder / "older.db"
    with closing(opened(older, key)) as new, closing(opened(folder / DATABASE, key)) as today:
        new.executescript((LAYOUTS / f"layout-{layout}.sql").read_text())
        for (table,) in new.execute("SELECT name FROM sqlite_master WHERE type = 'table'").fetchall():
            columns = ", ".join(f'"{row[1]}"' for row in new.execute(f"PRAGMA table_info({table})").fetchall())
            rows = today.execute(f"SELECT {columns} FROM {table}").fetchall()
            marks = ", ".join("?" * (columns.count(",") + 1))
            new.executemany(f"INSERT INTO {table} ({columns}) VALUES ({marks})", rows)
        new.execute("DELETE FROM fact WHERE key = 'forms'")  # its forms were others, and the projection goes with them
        new.execute(f"PRAGMA user_version = {layout}")
    older.replace(folder / DATABASE)


def shape_of(folder: Path) -> dict[str, object]:
    """Return the layout, tables, columns and indexes of a closed store."""
    with closing(opened(folder / DATABASE, key_of(folder))) as connection:
        names = connection.execute("SELECT type, name FROM sqlite_master ORDER BY type, name").fetchall()
        columns = {
            name: sorted(row[1:4] for row in connection.execute(f"PRAGMA table_info('{name}')").fetchall())
            for kind, name in names
            if kind == "table"
        }
        version = connection.execute("PRAGMA user_version").fetchone()
    return {"layout": version, "names": names, "columns": columns}
