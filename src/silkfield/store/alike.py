"""Clients who may be one person, as their marks say: tables beside those of the forms, made from their rows and thrown away
with them.

A client whose row or marks are written is compared with the few that share a mark, in the same transaction. So what an import
costs depends on what it brings, never on what is here.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from typing import Any

from sqlalchemy import (
    Column,
    Connection,
    Index,
    Integer,
    MetaData,
    Select,
    String,
    Table,
    func,
    literal_column,
    or_,
    select,
)
from sqlalchemy.dialects.sqlite import insert

from silkfield.matching.marked import MOST_SHARING, Marked, compare
from silkfield.store.columns import from_json, to_json

CLIENT, MARKS = "client", "client_match"
_BATCH = 500
_TOKEN = 24
"""So many characters of a token are kept to look it up by: enough that no two are the same by chance."""

Rows = Mapping[str, Sequence[tuple[Any, ...]]]


class Alike:
    """The marks of all clients, the marks that too many share, and the pairs that share one."""

    def __init__(self, metadata: MetaData, clients: Table, marks: Table) -> None:
        self._clients, self._marks = clients, marks
        self._named = [clients.c[f"a_{name}"].label(name) for name in ("sex", "age_group", "birth_year", "district")]
        self.token = Table(
            "form_client_match_token",
            metadata,
            Column("token", String, primary_key=True),
            Column("client", String, primary_key=True),
            Column("kind", String, nullable=False),
            Index("form_client_match_token_of", "client", "kind"),
            sqlite_with_rowid=False,
        )
        self.common = Table("form_client_match_common", metadata, Column("token", String, primary_key=True))
        self.pair = Table(
            "form_client_match_pair",
            metadata,
            Column("one", String, primary_key=True, comment="the older client, by id"),
            Column("other", String, primary_key=True),
            Column("grade", Integer, nullable=False),
            Column("evidence", String, nullable=False, comment="codes, as JSON"),
            Index("form_client_match_pair_other", "other"),
            sqlite_with_rowid=False,
        )

    def pairs(self, connection: Connection) -> list[tuple[str, str, int, list[str]]]:
        """Return all pairs with their grade and evidence, the surest first and of these the oldest."""
        pair = self.pair
        found = connection.execute(select(pair.c.grade, pair.c.one, pair.c.other, pair.c.evidence)).all()
        return [(one, other, grade, from_json(evidence)) for grade, one, other, evidence in sorted(map(tuple, found))]

    def owners(self, connection: Connection, records: Sequence[str]) -> set[str]:
        """Return the clients among these records, and those whose marks are among them."""
        own, marks = self._clients.c.record, self._marks.c
        both = select(own).where(own.in_(records)), select(marks.a_client).where(marks.record.in_(records))
        return {one for query in both for one in connection.execute(query).scalars()}

    def renew(self, connection: Connection, touched: Iterable[str]) -> None:
        """Compare clients anew whose rows were written or taken out."""
        clients = sorted(one for one in set(touched) if one)
        for start in range(0, len(clients), _BATCH):
            some = clients[start : start + _BATCH]
            self._file(connection, some)
            self._pair(connection, sorted({*some, *self._too_common(connection, some)}))

    def _file(self, connection: Connection, clients: Sequence[str]) -> None:
        token, marks = self.token, self._marks
        connection.execute(token.delete().where(token.c.client.in_(clients)))
        # Asked for those that are not removed, SQLite sometimes walks all of them instead of looking the clients up.
        query = select(marks.c.a_client, marks.c.a_tokens, marks.c.removed).where(marks.c.a_client.in_(clients))
        rows = {
            (str(row.get("token", ""))[:_TOKEN], client): str(row.get("kind", ""))
            for client, written, removed in connection.execute(query)
            for row in (from_json(written) if written and not removed else ())
        }
        if rows:
            filed = [{"token": own, "client": client, "kind": kind} for (own, client), kind in rows.items()]
            connection.execute(token.insert(), filed)

    def _too_common(self, connection: Connection, clients: Sequence[str]) -> set[str]:
        """Note the marks that now too many share; return the clients who share them and are paired by them no more."""
        mine, other, known = self.token.alias("mine"), self.token.alias("other"), self.common
        some: Select[Any] = select(literal_column("1")).where(other.c.token == mine.c.token).limit(MOST_SHARING + 1)
        many = select(func.count()).select_from(some.correlate(mine).subquery()).scalar_subquery()
        seen = select(known.c.token).where(known.c.token == mine.c.token).exists()
        query = select(mine.c.token).distinct().where(mine.c.client.in_(clients), ~seen, many > MOST_SHARING)
        found = list(connection.execute(query).scalars())
        if not found:
            return set()
        connection.execute(insert(known), [{"token": one} for one in found])
        return set(connection.execute(select(other.c.client).where(other.c.token.in_(found))).scalars())

    def _pair(self, connection: Connection, clients: Sequence[str]) -> None:
        pair, mine, other = self.pair, self.token.alias("mine"), self.token.alias("other")
        connection.execute(pair.delete().where(or_(pair.c.one.in_(clients), pair.c.other.in_(clients))))
        common = select(self.common.c.token).where(self.common.c.token == mine.c.token).exists()
        query = (
            select(mine.c.client, other.c.client, mine.c.kind)
            .join_from(mine, other, other.c.token == mine.c.token)
            .where(mine.c.client.in_(clients), other.c.client != mine.c.client, ~common)
        )
        shared: dict[tuple[str, str], set[str]] = {}
        for one, another, kind in connection.execute(query):
            shared.setdefault((min(one, another), max(one, another)), set()).add(kind)
        if not shared:
            return
        known = self._known(connection, sorted({one for both in shared for one in both}))
        found = []
        for (one, another), kinds in shared.items():
            likely = compare(known[one], known[another], kinds) if one in known and another in known else None
            if likely:
                told = {"grade": int(likely.grade), "evidence": to_json(likely.evidence)}
                found.append({"one": one, "other": another, **told})
        if found:
            connection.execute(pair.insert(), found)

    def _known(self, connection: Connection, clients: Sequence[str]) -> dict[str, Marked]:
        """Return what is known of clients, without those that were removed or have not arrived."""
        kinds: dict[str, set[str]] = {}
        found: dict[str, Marked] = {}
        for start in range(0, len(clients), _BATCH):
            some, table = clients[start : start + _BATCH], self._clients
            held = select(self.token.c.client, self.token.c.kind).where(self.token.c.client.in_(some))
            for client, kind in connection.execute(held):
                kinds.setdefault(client, set()).add(kind)
            query = select(table.c.record, *self._named).where(table.c.record.in_(some), table.c.removed.is_(False))
            for row in connection.execute(query):
                answers = (row.sex or "", row.age_group or "", row.birth_year, row.district or "")
                found[row.record] = Marked(kinds.get(row.record, set()), *answers)
        return found
