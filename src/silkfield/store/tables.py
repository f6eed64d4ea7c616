"""The tables that are not made from forms: the journal, the streams it is made of, what was sent, what arrived, and settings.

The journal is the truth and is only ever added to. Everything a person sees of records is a projection of it.
"""

from __future__ import annotations

from sqlalchemy import Boolean, Column, Index, Integer, LargeBinary, MetaData, String, Table, UniqueConstraint, text

LAYOUT = 2
"""Grows with the first change of these tables after a release: an older store gets what it lacks when it is opened, a
store with a greater number was made by a newer Silkfield."""

metadata = MetaData()

fact = Table(
    "fact",
    metadata,
    Column("key", String, primary_key=True),
    Column("value", String, nullable=False, comment="JSON"),
)

person = Table(
    "person",
    metadata,
    Column("id", String, primary_key=True),
    Column("name", String, nullable=False),
    Column("role", String, nullable=False),
)

stream = Table(
    "stream",
    metadata,
    Column("id", Integer, primary_key=True),
    Column("replica", String, nullable=False),
    Column("audience", String, nullable=False),
    Column("device", String, nullable=False, comment="hex key id of the laptop that writes it; empty until known"),
    Column("site", String, nullable=False, comment="site of that laptop"),
    Column("tip", Integer, nullable=False, comment="last entry contiguous from the start and not withheld"),
    Column("tip_hash", LargeBinary, nullable=False),
    Column("head", Integer, nullable=False, comment="last entry the writer had when it last wrote to us"),
    Column("head_hash", LargeBinary, nullable=False),
    Column("heard", Integer, nullable=False, comment="when its writer last wrote to us, by its clock, in ms"),
    UniqueConstraint("replica", "audience"),
)

entry = Table(
    "entry",
    metadata,
    Column("id", Integer, primary_key=True),
    Column("stream", Integer, nullable=False),
    Column("n", Integer, nullable=False),
    Column("hash", LargeBinary, nullable=False),
    Column("previous", LargeBinary, nullable=False),
    Column("header", LargeBinary, nullable=False, comment="the exact line, without its end"),
    Column("schema", Integer, nullable=False, comment="highest schema number among its revisions, 0 for none"),
    Column("lamport", Integer, nullable=False),
    Column("wall", Integer, nullable=False),
    Column("zone", Integer, nullable=False),
    Column("person", String, nullable=False),
    Column("why", String, nullable=False),
    Column("transaction", String, nullable=False),
    Column("batch", String, nullable=False),
    Column("arrival", Integer, nullable=False, comment="what brought it; 0 when written here"),
    Column("withheld", Boolean, nullable=False),
    Index("entry_place", "stream", "n", "hash", unique=True),  # grows at its end; by hash alone it would grow all over
)
MERGES = ("merge", "resolve")
"""Why an entry was written that ends a clash."""

IS_MERGE = text("why IN ('merge', 'resolve')")
"""Written out, so that SQLite finds the index of these few entries."""

entry_of_merge = Index("entry_merge", entry.c.lamport, sqlite_where=IS_MERGE, postgresql_where=IS_MERGE)
entry_of_batch = Index(
    "entry_batch", entry.c.batch, sqlite_where=entry.c.batch != "", postgresql_where=entry.c.batch != ""
)

body = Table(
    "body",
    metadata,
    Column("id", Integer, primary_key=True),
    Column("entry", Integer, nullable=False),
    Column("place", Integer, nullable=False),
    Column("line", LargeBinary, nullable=False, comment="the exact line, without its end"),
    Column("type", String, nullable=False),
    Column("record", String, nullable=False),
    Column("form", String, nullable=False),
    Column("revision", String, nullable=False),
    Column("held", Boolean, nullable=False, comment="kept and carried on, not understood by this version"),
    Index("body_entry", "entry", "form", "record"),  # what a bundle holds is counted without reading a line
    Index("body_record", "record"),
)

sending = Table(
    "sending",
    metadata,
    Column("id", Integer, primary_key=True),
    Column("export", String, nullable=False, unique=True),
    Column("number", Integer, nullable=False),
    Column("kind", Integer, nullable=False),
    Column("site", String, nullable=False, comment="site it is for; empty for headquarters"),
    Column("made", Integer, nullable=False),
    Column("person", String, nullable=False),
    Column("folder", String, nullable=False),
    Column("records", Integer, nullable=False),
)

sending_part = Table(
    "sending_part",
    metadata,
    Column("id", Integer, primary_key=True),
    Column("sending", Integer, nullable=False, index=True),
    Column("name", String, nullable=False),
    Column("size", Integer, nullable=False),
    Column("digest", String, nullable=False, index=True),
    Column("stream", Integer, nullable=False),
    Column("first", Integer, nullable=False),
    Column("last", Integer, nullable=False),
)

arrival = Table(
    "arrival",
    metadata,
    Column("id", Integer, primary_key=True),
    Column("digest", String, nullable=False, unique=True, comment="SHA-256 of the part"),
    Column("name", String, nullable=False),
    Column("size", Integer, nullable=False),
    Column("export", String, nullable=False),
    Column("part", Integer, nullable=False),
    Column("parts", Integer, nullable=False),
    Column("number", Integer, nullable=False),
    Column("kind", Integer, nullable=False),
    Column("label", String, nullable=False, comment="ISB1-13"),
    Column("device", String, nullable=False),
    Column("site", String, nullable=False),
    Column("stream", Integer, nullable=False),
    Column("first", Integer, nullable=False),
    Column("last", Integer, nullable=False),
    Column("made", Integer, nullable=False, comment="by the sender's clock"),
    Column("arrived", Integer, nullable=False),
    Column("settled", Integer, nullable=False, comment="when it was imported or withheld; 0 before"),
    Column("person", String, nullable=False),
    Column("result", String, nullable=False, comment="planned imported held quarantined withheld"),
    Column("code", String, nullable=False),
    Column("detail", String, nullable=False),
    Column("plan", String, nullable=False, comment="JSON: the counts of the plan and what it was made on"),
    Index("arrival_export", "export"),
)

seen = Table(
    "seen",
    metadata,
    Column("device", String, primary_key=True, comment="the laptop that told us"),
    Column("stream", String, primary_key=True, comment="replica/audience it has seen"),
    Column("n", Integer, nullable=False),
    Column("hash", String, nullable=False),
)

receipt = Table(
    "receipt",
    metadata,
    Column("stream", Integer, primary_key=True, comment="our own stream that it is about"),
    Column("replica", String, nullable=False, comment="the headquarters replica that wrote it"),
    Column("n", Integer, nullable=False, comment="place of the entry that holds it"),
    Column("tip", Integer, nullable=False),
    Column("document", String, nullable=False, comment="JSON: the whole acknowledgement"),
    Column("arrived", Integer, nullable=False),
)

invitation = Table(
    "invitation",
    metadata,
    Column("token", String, primary_key=True, comment="SHA-256 of the one-time token, hex"),
    Column("site", String, nullable=False),
    Column("code", String, nullable=False),
    Column("name", String, nullable=False),
    Column("kind", String, nullable=False),
    Column("laptop", Integer, nullable=False),
    Column("expires", Integer, nullable=False),
    Column("used", Integer, nullable=False, comment="when its laptop was admitted; 0 before"),
    Column("document", LargeBinary, nullable=False),
)

draft = Table(
    "draft",
    metadata,
    Column("id", String, primary_key=True),
    Column("form", String, nullable=False),
    Column("record", String, nullable=False, comment="empty for a new record"),
    Column("made_from", String, nullable=False, comment="the revision a correction began with"),
    Column("answers", String, nullable=False, comment="JSON"),
    Column("person", String, nullable=False),
    Column("kept", Integer, nullable=False),
)

taken_in = Table(
    "taken_in",
    metadata,
    Column(
        "key",
        String,
        primary_key=True,
        comment="digest of a row's cells, so that a workbook taken in twice adds nothing",
    ),
    Column("batch", String, nullable=False, index=True),
    Column("record", String, nullable=False),
)
