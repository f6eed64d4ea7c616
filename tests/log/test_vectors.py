"""The published vectors of the log: every hash, id and line of the format document, byte for byte."""

from __future__ import annotations

import json
from hashlib import sha256
from pathlib import Path

import pytest

from silkfield.log.entries import read_entries, read_entry, write_entry
from silkfield.log.lines import Birth, Header, Revision, revision
from silkfield.log.orders import Erase
from silkfield.log.reading import read_body
from silkfield.log.streams import TO_HEADQUARTERS, Stream
from silkfield.trust.phone import write_line

VECTORS = json.loads((Path(__file__).parents[1] / "bundles/golden/vectors.json").read_text(encoding="utf-8"))
LINES = [line.encode() for line in VECTORS["log_lines"]]
HASHES = [bytes.fromhex(text) for text in VECTORS["log_hashes"]]
STREAM = Stream("0192f3a4-0000-7000-8000-00000000000a", TO_HEADQUARTERS)
HEADQUARTERS = "0192f3a4-0000-7000-8000-00000000000b"
SITE = "0192f3a4-0000-7000-8000-000000000002"
USER = "0192f3a4-0000-7000-8000-00000000000c"


@pytest.fixture(scope="module")
def entries():
    return list(read_entries([line + b"\n" for line in LINES], STREAM, 1, STREAM.genesis))


def test_the_chain_has_the_published_hashes(entries):
    assert [STREAM.genesis, *(entry.hash for entry in entries)] == HASHES


def test_every_body_makes_the_published_revision(entries):
    assert [entry.bodies[0].revision for entry in entries] == VECTORS["log_revisions"]


def test_receipts_for_the_phone_are_the_published_ones():
    read_out = [write_line("LHE2", n, entry) for n, entry in enumerate(HASHES)]
    assert read_out == [f"SF LHE2 {n} {check}" for n, check in enumerate(VECTORS["log_receipts"])]


def test_entries_are_written_as_published(entries):
    previous, written = STREAM.genesis, b""
    for entry in entries:
        again = write_entry(STREAM, previous, entry.header, [body.content for body in entry.bodies])
        previous, written = again.hash, written + again.text
    assert written.splitlines() == LINES


def test_a_save_made_from_its_answers_is_written_as_published(entries):
    header = Header(n=3, lamport=3, time=1764000004000, zone=300, seen=0, user=USER, why="edit", bodies=1)
    edit = revision(
        "participant",
        "0192f3a4-0000-7000-8000-00000000000d",
        {"name": "Fatima", "n": "فاطمہ", "age": 31},
        schema=1,
        parents=[entries[1].bodies[0].revision],
        salt="AwMDAwMDAwMDAwMDAwMDAw",
    )
    assert write_entry(STREAM, HASHES[2], header, [edit]) == entries[2]


def test_a_birth_is_written_as_published(entries):
    header = Header(n=1, lamport=1, time=1764000002000, zone=300, seen=0, user=USER, why="birth", bodies=1)
    birth = Birth(device=VECTORS["dev_kid"], why="install", salt="AQEBAQEBAQEBAQEBAQEBAQ")
    assert write_entry(STREAM, STREAM.genesis, header, [birth]) == entries[0]


def test_an_entry_keeps_its_hash_when_its_body_is_erased(entries):
    erased = read_entry(STREAM, HASHES[1], LINES[2], [VECTORS["log_gone"].encode()])
    assert erased.hash == HASHES[2]
    assert erased.bodies[0].revision == entries[1].bodies[0].revision
    assert erased.bodies[0].digest == sha256(LINES[3]).digest()


def test_the_hash_of_a_body_is_the_published_one():
    assert sha256(VECTORS["body_line"].encode()).hexdigest() == VECTORS["body_digest"]


def test_an_order_to_erase_is_read_and_written_as_published():
    line = VECTORS["erase_line"].encode()
    order = Erase(
        order="0192f3a4-0000-7000-8000-00000000000e",
        records=("0192f3a4-0000-7000-8000-00000000000d",),
        basis="subject_request",
        at=1764000007000,
        salt="BgYGBgYGBgYGBgYGBgYGBg",
    )
    header = Header(n=2, lamport=2, time=1, user=USER, bodies=1)
    assert write_entry(STREAM, HASHES[1], header, [order]).bodies[0].line == line
    assert read_body(line) == order


def test_headquarters_streams_have_the_published_hashes():
    births = {
        "all": b'{"t":"birth","dev":"%s","why":"install","x":"BAQEBAQEBAQEBAQEBAQEBA"}',
        f"s:{SITE}": b'{"t":"birth","dev":"%s","why":"install","x":"BwcHBwcHBwcHBwcHBwcHBw"}',
    }
    start = '"z":60,"u":"' + USER + '","why":"birth","k":1}'
    headers = {
        "all": '{"t":"tx","n":1,"lc":1,"w":1764000007000,' + start,
        f"s:{SITE}": '{"t":"tx","n":1,"lc":4,"w":1764000008000,' + start,
    }
    found = {}
    for audience, birth in births.items():
        stream = Stream(HEADQUARTERS, audience)
        line = birth % VECTORS["hq_kid"].encode()
        first = read_entry(stream, stream.genesis, headers[audience].encode(), [line])
        found[audience] = [stream.genesis.hex(), first.hash.hex()]
    ack = read_entry(
        Stream(HEADQUARTERS, f"s:{SITE}"),
        bytes.fromhex(found[f"s:{SITE}"][1]),
        VECTORS["ack_header"].encode(),
        [VECTORS["ack_line"].encode()],
    )
    assert found["all"] == VECTORS["downlink_all_hashes"][:2]
    assert [*found[f"s:{SITE}"], ack.hash.hex()] == VECTORS["downlink_site_hashes"]


def test_the_published_roster_line_is_longer_than_a_string_may_be_and_still_read():
    long = VECTORS["roster_line"].replace("Lahore 2", "L" * 100_000).encode()
    assert read_body(long).type == "roster"
    assert not isinstance(read_body(long), Revision)
