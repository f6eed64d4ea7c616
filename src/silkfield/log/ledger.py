"""The ledger of what was erased for good: which records are covered, and what that makes of entries that arrive later."""

from __future__ import annotations

import re
from collections.abc import Iterable, Sequence
from dataclasses import dataclass, field

from msgspec.structs import replace

from silkfield.log.entries import Body, Entry
from silkfield.log.lines import Gone, Revision, write_line
from silkfield.log.orders import Erase
from silkfield.log.streams import WITHIN_SITE

_ID = re.compile(rb"[0-9a-f]{8}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{12}")


@dataclass(slots=True)
class Ledger:
    """Erased records and the people they were about (`subjects`), each with the order that covers it. Random ids only.

    An order reaches further than the ids it names, because headquarters does not know those of a site's own records: a
    record of a form that says who somebody is (`names`) is covered when its line names a subject, and a record of a form
    that is about somebody (`about`: a contact of a client) becomes a subject itself when it names one. So what is covered
    grows with what arrives; `fresh_records` and `fresh_subjects` are what was learnt since the ledger was read,
    `met` the records whose content was taken out of entries.
    """

    names: frozenset[str]
    about: frozenset[str]
    records: dict[str, str] = field(default_factory=dict)
    subjects: dict[str, str] = field(default_factory=dict)
    fresh_records: dict[str, str] = field(default_factory=dict)
    fresh_subjects: dict[str, str] = field(default_factory=dict)
    met: set[str] = field(default_factory=set)

    def __bool__(self) -> bool:
        return bool(self.records or self.subjects)

    def obey(self, order: Erase) -> None:
        """Take an order over; what an earlier one covers stays with that one."""
        for record in order.records:
            self._cover(record, order.order)
        for subject in order.about:
            self._note_subject(subject, order.order)

    def covering(self, said: Revision, line: bytes, audience: str) -> str:
        """Return the order that covers a revision, empty when none does; learns from it who else is a subject."""
        named = (one.decode() for one in _ID.findall(line)) if self.subjects else ()
        return self.covers(said.kind, said.record, named, audience)

    def covers(self, form: str, record: str, named: Iterable[str], audience: str) -> str:
        """Return the order that covers a record of a form that names these ids; learns from it who else is a subject."""
        if found := self.records.get(record):
            return found
        if self.subjects and (audience == WITHIN_SITE or form in self.names or form in self.about):
            order = next(filter(None, map(self.subjects.get, named)), "")
            if order and (form in self.names or audience == WITHIN_SITE):
                self._cover(record, order)
                return order
            if order:
                self._note_subject(record, order)
        return ""

    def redacted(self, entries: Sequence[Entry]) -> Sequence[Entry]:
        """Return entries with every covered body replaced by what stays of it; their hashes stay what they were."""
        if not self:
            return entries
        while True:
            known = len(self.records) + len(self.subjects)
            entries = [self._redacted(entry) for entry in entries]
            if len(self.records) + len(self.subjects) == known:
                return entries

    def _redacted(self, entry: Entry) -> Entry:
        bodies = tuple(self._body(body, entry.stream.audience) for body in entry.bodies)
        return entry if all(map(_same, bodies, entry.bodies)) else replace(entry, bodies=bodies)

    def _body(self, body: Body, audience: str) -> Body:
        if not isinstance(body.content, Revision):
            return body
        order = self.covering(body.content, body.line, audience)
        if not order:
            return body
        self.met.add(body.content.record)
        return what_stays(body, order)

    def _cover(self, record: str, order: str) -> None:
        if record not in self.records:
            self.records[record] = self.fresh_records[record] = order

    def _note_subject(self, subject: str, order: str) -> None:
        if subject not in self.subjects:
            self.subjects[subject] = self.fresh_subjects[subject] = order


def _same(one: Body, other: Body) -> bool:
    return one is other


def what_stays(body: Body, order: str) -> Body:
    """Return what stays of a body after an order: the hash of its line, under the id of the order."""
    gone = Gone(digest=body.digest.hex(), order=order)
    return replace(body, line=write_line(gone), content=gone)
