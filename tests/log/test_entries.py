"""Entries of a stream: what is written is read, what does not hang together is refused."""

from __future__ import annotations

import json

import pytest
from hypothesis import given
from hypothesis import strategies as st

from silkfield.log.entries import read_entries, read_entry, write_entry
from silkfield.log.faults import CHAIN, ENTRY, LIMIT, LogFault
from silkfield.log.limits import BODIES, ENTRY_BYTES
from silkfield.log.lines import Birth, Gone, Header, revision, write_line
from silkfield.log.streams import TO_HEADQUARTERS, WITHIN_SITE, Stream

REPLICA = "0192f3a4-0000-7000-8000-00000000000a"
USER = "0192f3a4-0000-7000-8000-00000000000c"
RECORD = "0192f3a4-0000-7000-8000-00000000000d"
STREAM = Stream(REPLICA, TO_HEADQUARTERS)


def header(n: int) -> Header:
    return Header(n=n, lamport=n, time=1764000002000 + n, zone=300, seen=0, user=USER, why="edit", bodies=1)


def birth() -> Birth:
    return Birth(device="4" * 64, why="install", salt="AQEBAQEBAQEBAQEBAQEBAQ")


def save(number: int, size: int = 3):
    return revision("event", RECORD, {"number": number, "text": "x" * size}, schema=number)


def chain(sizes):
    """Entries 1, 2, ... of a stream; the n-th has so many revisions, the first is a birth."""
    entries = [write_entry(STREAM, STREAM.genesis, header(1), [birth()])]
    for n, size in enumerate(sizes, 2):
        entries.append(write_entry(STREAM, entries[-1].hash, header(n), [save(number) for number in range(size)]))
    return entries


def payload(entries) -> bytes:
    return b"".join(entry.text for entry in entries)


def code_of(data: bytes, first: int = 1, previous: bytes = STREAM.genesis) -> str:
    with pytest.raises(LogFault) as caught:
        list(read_entries([data], STREAM, first, previous))
    return caught.value.code


@given(st.lists(st.integers(1, 5), max_size=8))
def test_a_payload_is_read_as_it_was_written(sizes):
    entries = chain(sizes)
    assert list(read_entries([payload(entries)], STREAM, 1, STREAM.genesis)) == entries
    assert [entry.schema for entry in entries] == [0, *(size - 1 for size in sizes)]


@given(st.lists(st.integers(1, 3), min_size=2, max_size=6), st.data())
def test_a_payload_may_begin_anywhere_in_its_stream(sizes, data):
    entries = chain(sizes)
    start = data.draw(st.integers(1, len(entries) - 1))
    rest = entries[start:]
    assert list(read_entries([payload(rest)], STREAM, start + 1, entries[start - 1].hash)) == rest


@given(st.lists(st.integers(1, 3), min_size=1, max_size=4), st.data())
def test_a_changed_line_changes_every_hash_after_it(sizes, data):
    entries = chain(sizes)
    at = data.draw(st.integers(1, len(entries) - 1))
    text = payload(entries[:at]) + entries[at].text.replace(b"xxx", b"xyx", 1) + payload(entries[at + 1 :])
    found = [entry.hash for entry in read_entries([text], STREAM, 1, STREAM.genesis)]
    expected = [entry.hash for entry in entries]
    assert found[:at] == expected[:at]
    assert not set(found[at:]) & set(expected[at:])


def test_the_same_lines_in_two_streams_have_different_hashes():
    other = Stream(REPLICA, WITHIN_SITE)
    assert chain([])[0].hash != write_entry(other, other.genesis, header(1), [birth()]).hash


def test_an_empty_payload_has_no_entries():
    assert list(read_entries([], STREAM, 1, STREAM.genesis)) == []


@given(st.lists(st.integers(1, 3), max_size=4), st.data())
def test_chunks_may_be_cut_anywhere(sizes, data):
    entries = chain(sizes)
    text = payload(entries)
    cuts = sorted(data.draw(st.lists(st.integers(0, len(text)), max_size=6)))
    chunks = [text[start:end] for start, end in zip([0, *cuts], [*cuts, len(text)], strict=True)]
    assert list(read_entries(chunks, STREAM, 1, STREAM.genesis)) == entries


def test_a_line_without_end_is_given_up_early():
    endless = iter([b"x" * 300_000] * 5)
    with pytest.raises(LogFault) as caught:
        list(read_entries(endless, STREAM, 1, STREAM.genesis))
    assert caught.value.code == LIMIT
    assert next(endless)


def test_the_last_line_must_be_ended():
    assert code_of(payload(chain([1]))[:-1]) == ENTRY
    assert code_of(payload(chain([1])) + b"\n") == ENTRY


def test_numbers_must_follow_one_another():
    first, second, third = chain([1, 1])
    assert code_of(payload([first, third])) == CHAIN
    assert code_of(payload([second]), 1) == CHAIN
    assert code_of(payload([first, second, second])) == CHAIN


def test_an_entry_has_exactly_the_bodies_it_states():
    first, second = chain([2])
    lines = second.text.splitlines(keepends=True)
    assert code_of(first.text + b"".join(lines[:-1])) == ENTRY
    assert code_of(second.text + lines[-1], 2, first.hash) == ENTRY
    with pytest.raises(LogFault):
        read_entry(STREAM, first.hash, second.header_line, [second.bodies[0].line])


def test_a_stream_begins_with_a_birth_and_has_no_other():
    begun = write_entry(STREAM, STREAM.genesis, header(1), [birth()])
    for n, bodies in [(1, [save(1)]), (1, [birth(), save(1)]), (2, [birth()]), (2, [save(1), birth()])]:
        with pytest.raises(LogFault) as caught:
            write_entry(STREAM, begun.hash, header(n), bodies)
        assert caught.value.code == ENTRY


def test_what_a_reader_would_refuse_is_not_written():
    begun = chain([])[0]
    for bodies in [[save(1)] * (BODIES + 1), [save(1, 60_000)] * (ENTRY_BYTES // 60_000 + 1), [save(1, 65_537)]]:
        with pytest.raises(LogFault) as caught:
            write_entry(STREAM, begun.hash, header(2), bodies)
        assert caught.value.code == LIMIT
    with pytest.raises(LogFault):
        write_entry(STREAM, begun.hash, header(2), [])
    with pytest.raises(LogFault):
        write_entry(STREAM, begun.hash, header(2), [write_line(save(1)).replace(b",", b",\n", 1)])


@pytest.mark.parametrize("text", ["half \ud800", "null \0"])
def test_text_that_no_reader_takes_is_told_when_it_is_saved(text):
    begun = chain([])[0]
    for values, note in (({"a": text}, ""), ({"a": 1}, text)):
        with pytest.raises(LogFault) as caught:
            write_entry(STREAM, begun.hash, header(2), [revision("event", RECORD, values, schema=1, note=note)])
        assert caught.value.code == ENTRY


def test_a_thousand_bodies_are_one_entry():
    begun = chain([])[0]
    entry = write_entry(STREAM, begun.hash, header(2), [save(1)] * BODIES)
    assert len({body.revision for body in entry.bodies}) == BODIES
    assert list(read_entries([entry.text], STREAM, 2, begun.hash)) == [entry]


def test_more_lines_than_a_part_may_hold_are_beyond_the_limit():
    assert code_of(b"\n" * 200_001) == LIMIT


def test_a_line_kept_as_bytes_is_written_as_it_is():
    begun = chain([])[0]
    line = b'{"x":"AgICAgICAgICAgICAgICAg", "t":"greeting"}'
    entry = write_entry(STREAM, begun.hash, header(2), [line])
    assert entry.text.splitlines()[1] == line


@given(st.lists(st.booleans(), min_size=1, max_size=6))
def test_erasing_bodies_leaves_all_hashes_and_revisions(erased):
    begun = chain([])[0]
    entry = write_entry(STREAM, begun.hash, header(2), [save(number) for number, _ in enumerate(erased)])
    lines = [
        write_line(Gone(digest=body.digest.hex(), order=RECORD)) if gone else body.line
        for body, gone in zip(entry.bodies, erased, strict=True)
    ]
    after = read_entry(STREAM, begun.hash, entry.header_line, lines)
    assert after.hash == entry.hash
    assert [(body.revision, body.digest) for body in after.bodies] == [
        (body.revision, body.digest) for body in entry.bodies
    ]


def test_a_fault_never_repeats_an_answer():
    begun = chain([])[0]
    body = json.loads(write_line(save(1))) | {"f": {"name": "Fatima Bibi", "age": 2**60}}
    with pytest.raises(LogFault) as caught:
        write_entry(STREAM, begun.hash, header(2), [json.dumps(body).encode()])
    assert "Fatima" not in f"{caught.value} {caught.value.detail}"


def test_no_value_shows_an_answer_when_it_is_printed():
    begun = chain([])[0]
    entry = write_entry(
        STREAM, begun.hash, header(2), [revision("event", RECORD, {"name": "Fatima"}, schema=1, note="Bibi")]
    )
    shown = f"{entry!r} {entry.bodies!r} {entry.bodies[0].content!r} {entry.header!r}"
    assert "Fatima" not in shown
    assert "Bibi" not in shown
