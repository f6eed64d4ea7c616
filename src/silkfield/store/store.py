"""One store: a folder with the locked database, its key slots, and the copies of bundles that arrived."""

from __future__ import annotations

from collections.abc import Callable, Hashable, Iterator, Mapping
from contextlib import contextmanager
from pathlib import Path
from threading import Lock
from typing import Any, TypeVar

from filelock import FileLock, Timeout
from sqlalchemy import Connection

from silkfield.errors import Trouble
from silkfield.formkit.form import Form
from silkfield.language import _
from silkfield.matching.keys import FILING

# The tables of the modules named below are made with all others.
from silkfield.store import (  # noqa: F401
    alerts,
    blobs,
    decisions,
    erasures,
    facts,
    laptops,
    outbox,
    phone_receipts,
    transport_keys,
    understanding,
)
from silkfield.store.anchor import Anchor
from silkfield.store.database import Database
from silkfield.store.journal import UNDERSTOOD, Journal
from silkfield.store.machine import this_machine
from silkfield.store.projection import Projection

__all__ = ["DATABASE", "LAST_BACKUP", "VAULT", "Connection", "Store"]

Found = TypeVar("Found")

DATABASE, VAULT, LOCK = "silkfield.db", "keys.json", "in-use.lock"
LAST_BACKUP = "backups.json"
"""The file beside the database that says where the last good backup is: whoever has one can get the keys back."""


class Store:
    """An open store. One program at a time has it; within it, one writer and many readers.

    `machine` is the id of the computer, found out when it is left out.
    """

    def __init__(
        self,
        folder: Path,
        key: bytes,
        forms: Mapping[str, Form],
        forms_print: str,
        schema: int,
        *,
        new: bool = False,
        machine: str | None = None,
    ) -> None:
        self.folder = folder
        self.anchor = Anchor(folder, this_machine() if machine is None else machine)
        self.forms = forms
        self.schema = schema
        self._forms_print = forms_print
        self.backing_up = Lock()
        self._remembered: dict[Hashable, Any] = {}
        self._lock = FileLock(folder / LOCK, thread_local=False)  # opened on one thread, closed on another
        self._hold()
        try:
            self.database = Database(folder / DATABASE, key)
            self.projection = Projection.of(forms)
            self.database.prepare(new=new)
        except BaseException:
            self._lock.release()
            raise

    def _hold(self) -> None:
        try:
            self._lock.acquire(timeout=0)
        except Timeout:
            raise Trouble(
                _("Another program is using this store."),
                _("Close the other one, then try again."),
                code="store_in_use",
            ) from None
        except OSError:
            raise Trouble(
                _("The store cannot be written: its folder is read-only."),
                _("Ask for the right to write there."),
                code="read_only",
            ) from None

    @contextmanager
    def reading(self) -> Iterator[Connection]:
        """Give a connection that sees one state of the store."""
        with self.database.reading() as connection:
            yield connection

    @contextmanager
    def writing(self) -> Iterator[Connection]:
        """Give the one connection that writes, in one transaction. Raises Trouble when nothing can be written."""
        with self.database.writing(self._committed) as connection:
            self.anchor.forget()
            yield connection
            self.anchor.imported(int(facts.read(connection, "imports", 0)))

    def _committed(self) -> None:
        self.anchor.write()
        self._remembered = {}

    def remembered(self, name: Hashable, read: Callable[[Connection], Found]) -> Found:
        """Return what `read` finds, by a name; it is read again only after something was written. Any thread."""
        remembered = self._remembered  # what is written meanwhile puts another one in its place
        if name not in remembered:
            with self.reading() as connection:
                remembered[name] = read(connection)
        found: Found = remembered[name]
        return found

    def journal(self, connection: Connection) -> Journal:
        """Return the journal as this connection sees it."""
        return Journal(connection, self.schema)

    def refresh(self) -> bool:
        """Rebuild the projection when this program reads more or other than the one that made it; tells whether it did."""
        with self.reading() as connection:
            if self.is_current(connection):
                return False
        with self.writing() as connection:
            self.rebuild(connection)
        return True

    def is_current(self, connection: Connection) -> bool:
        """Tell whether the projection is as this program makes it."""
        return bool(facts.read(connection, "forms") == self._understanding)

    @property
    def _understanding(self) -> list[object]:
        """What decides which bodies of the journal count, and what becomes of them."""
        return [self.schema, sorted(UNDERSTOOD), self._forms_print, FILING]

    def rebuild(self, connection: Connection) -> None:
        """Throw the projection away and make it again from the journal."""
        self.projection.drop(connection)
        self.projection.create(connection)
        journal = self.journal(connection)
        understanding.note(connection, journal.reconsider())
        for told in journal.all_revisions():
            self.projection.write(connection, self.projection.rows(told))
        facts.note(connection, "forms", self._understanding)

    def close(self) -> None:
        """Close the database and let other programs have it."""
        self.database.close()
        self._lock.release()
