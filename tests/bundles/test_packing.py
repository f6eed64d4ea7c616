"""Packing: every part fits, opens on its own, and together they hold everything once."""

from __future__ import annotations

import random
from dataclasses import replace
from hashlib import sha256

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from silkfield.bundles import waiting
from silkfield.bundles.cutting import StreamToSend
from silkfield.bundles.envelope import Kind, inspect
from silkfield.bundles.opening import read_part
from silkfield.bundles.packing import PRESETS, ChunkToSend, write_parts
from silkfield.errors import Trouble
from silkfield.log.entries import EntryText
from silkfield.log.streams import WITHIN_SITE, Stream


def noise(source: random.Random, size: int) -> str:
    """Text that hardly compresses."""
    return source.randbytes(size // 2).hex()


def saves(world, sizes, seed=1):
    source = random.Random(seed)
    return world.entries([world.save(number, text=noise(source, size)) for number, size in enumerate(sizes)])


def read_all(world, parts, reader=None):
    reader = reader or world.reader(world.headquarters)
    return [read_part(part.data, reader) for part in parts]


@settings(max_examples=30)
@given(st.lists(st.integers(0, 3_000), max_size=25), st.integers(6_000, 30_000), st.data())
def test_parts_fit_open_on_their_own_and_lose_nothing(world, sizes, part_bytes, data):
    entries = saves(world, sizes)
    first = data.draw(st.integers(1, len(entries) + 1))
    parts = list(write_parts(world.sending(), [world.source(entries, first)], part_bytes=part_bytes))
    opened = read_all(world, parts)
    assert all(len(part.data) <= part_bytes for part in parts)
    assert [entry for part in opened for entry in part.content.entries] == entries[first - 1 :]
    assert [(part.preamble.part, part.preamble.parts) for part in opened] == [
        (n, len(parts)) for n in range(1, len(parts) + 1)
    ]
    assert {part.content.span.head for part in opened} == {len(entries)}
    assert [(part.first, part.last) for part in parts] == [
        (part.content.span.first, part.content.span.last) for part in opened
    ]
    assert len({part.name for part in parts}) == len(parts)


@pytest.mark.parametrize(("count", "words"), [(600, 120), (5_000, 3)])
def test_parts_are_filled_and_not_overfilled(world, count, words):
    source = random.Random(5)
    vocabulary = [noise(source, 12) for _ in range(300)]
    entries = world.entries([world.save(n, text=" ".join(source.choices(vocabulary, k=words))) for n in range(count)])
    for most in range(30_000, 50_000, 1_237):
        sizes = [len(part.data) for part in write_parts(world.sending(), [world.source(entries)], part_bytes=most)]
        assert len(sizes) > 1
        assert 0.8 * most < min(sizes[:-1])
        assert max(sizes) <= most


def test_payloads_that_wait_on_the_disk_make_the_same_parts_and_tell_nothing_there(world, monkeypatch):
    entries = saves(world, [2_000] * 20)
    in_memory = [opened.content for opened in read_all(world, _parts(world, entries))]
    monkeypatch.setattr(waiting, "MEMORY_BYTES", 3_000)
    with waiting.room_to_wait() as file:
        held = waiting.Waiting(file)
        numbers = [held.put(payload) for payload in (b"a name " * 900, b"", b"another " * 900)]
        assert [held.take(number) for number in numbers] == [b"a name " * 900, b"", b"another " * 900]
        file.fileno()  # so it lies on the disk
        file.seek(0)
        lying = file.read()
    assert b"name" not in lying
    assert b"another" not in lying
    on_disk = _parts(world, entries)
    assert len(on_disk) == 3
    assert [opened.content for opened in read_all(world, on_disk)] == in_memory


def test_entries_are_read_once(world):
    asked = []
    source = world.source(saves(world, [1_500] * 30))

    def read(first, last):
        asked.append((first, last))
        return source.read(first, last)

    assert len(list(write_parts(world.sending(), [replace(source, read=read)], part_bytes=12_000))) > 1
    assert asked == [(1, 31)]


def _parts(world, entries):
    return list(write_parts(world.sending(), [world.source(entries)], part_bytes=12_000))


def test_several_streams_and_files_share_one_numbering(world):
    to_headquarters = saves(world, [100] * 3)
    within = world.entries([world.save(kind="client_identity")], audience=WITHIN_SITE)
    chunks = [
        ChunkToSend("5" * 64, index, len(data), sha256(data).hexdigest(), lambda data=data: data)
        for index, data in enumerate([random.Random(2).randbytes(2**20), b"the end"])
    ]
    sending = world.sending(Kind.SITE_MATES)
    streams = [world.source(to_headquarters), world.source(within)]
    parts = list(write_parts(sending, streams, chunks, part_bytes=1_200_000))
    opened = read_all(world, parts, world.reader(world.mate))
    assert [(part.preamble.part, part.preamble.parts) for part in opened] == [(1, 3), (2, 3), (3, 3)]
    assert [part.stream for part in parts] == [to_headquarters[0].stream, within[0].stream, None]
    assert {part.preamble.export for part in opened} == {sending.export}
    assert [len(data) for _, data in opened[2].content.chunks] == [2**20, 7]


def test_files_are_spread_over_parts_that_fit(world):
    source = random.Random(3)
    pieces = [source.randbytes(30_000) for _ in range(9)]
    chunks = [
        ChunkToSend(sha256(data).hexdigest(), 0, len(data), sha256(data).hexdigest(), lambda data=data: data)
        for data in pieces
    ]
    parts = list(write_parts(world.sending(), [], chunks, part_bytes=100_000))
    opened = read_all(world, parts)
    assert [data for part in opened for _, data in part.content.chunks] == pieces
    assert all(len(part.data) <= 100_000 for part in parts)
    assert len(parts) == 4 or len(parts) == 3


def test_a_part_keeps_the_limits_of_the_format_whatever_its_size(world):
    entries = world.entries([world.save(n, text="x" * 60_000) for n in range(3)])
    last = entries[-1]
    many = [EntryText(n, last.hash, last.text, 1, last.previous, 2) for n in range(1, 2_001)]
    stream = Stream("0192f3a4-0000-7000-8000-00000000000a", "hq")
    source = StreamToSend(stream, 1, stream.genesis, 2_000, last.hash, lambda first, end: iter(many[first - 1 : end]))
    parts = list(write_parts(world.sending(), [source], part_bytes=PRESETS["usb"]))
    assert len(parts) == 2
    assert sum(part.last - part.first + 1 for part in parts) == 2_000


def test_the_highest_schema_inside_is_stated(world):
    entries = world.entries([world.save()])
    texts = [EntryText(entry.n, entry.hash, entry.text, entry.schema * 7, entry.previous, 2) for entry in entries]
    source = replace(world.source(entries), read=lambda first, last: iter(texts[first - 1 : last]))
    (written,) = write_parts(world.sending(schema=3), [source])
    manifest = read_part(written.data, world.reader(world.headquarters)).manifest
    assert (manifest.schema, manifest.highest_schema) == (3, 7)


def test_what_the_sender_knows_is_stated(world):
    stream = Stream("0192f3a4-0000-7000-8000-00000000000b", "all")
    data = world.part(seen={stream: (57, b"\x05" * 32)}, clock_suspect=True, roster=12, number=13)
    manifest = read_part(data, world.reader(world.headquarters)).manifest
    assert manifest.seen == {str(stream): (57, "05" * 32)}
    assert (manifest.clock, manifest.roster, manifest.number) == ("suspect", 12, 13)


def test_one_save_too_large_for_a_part_is_told(world):
    with pytest.raises(Trouble) as caught:
        list(write_parts(world.sending(), [world.source(saves(world, [10, 50_000]))], part_bytes=20_000))
    assert caught.value.code == "part-too-small"
    data = bytes(50_000)
    chunk = ChunkToSend("5" * 64, 0, len(data), sha256(data).hexdigest(), lambda: data)
    with pytest.raises(Trouble):
        list(write_parts(world.sending(), [], [chunk], part_bytes=20_000))


def test_a_large_save_that_compresses_well_fits(world):
    entries = world.entries([world.save(text="x" * 60_000)])
    _, large = write_parts(world.sending(), [world.source(entries)], part_bytes=6_000)
    assert len(large.data) <= 6_000
    assert read_part(large.data, world.reader(world.headquarters)).content.entries == tuple(entries[1:])


@pytest.mark.parametrize("size", [0, 96, 1_000, 2_000])
def test_parts_too_small_for_their_own_label_are_told(world, size):
    with pytest.raises(Trouble):
        list(write_parts(world.sending(), [world.source(saves(world, []))], part_bytes=size))


@pytest.mark.parametrize("count", [0, 17])
def test_a_bundle_goes_to_1_to_16_recipients(world, count):
    to = (world.headquarters.transport.recipient,) * count
    with pytest.raises(Trouble):
        list(write_parts(world.sending(to=to), [world.source(saves(world, []))]))


def test_all_sixteen_recipients_open_their_part(world):
    to = (world.headquarters.transport.recipient,) * 16
    (written,) = write_parts(world.sending(to=to), [world.source(saves(world, [100]))], part_bytes=8_000)
    assert len(written.data) <= 8_000
    assert read_all(world, [written])[0].manifest.to == to


def test_equal_contents_make_different_files_of_equal_length(world):
    one, other = world.part(), world.part()
    assert one != other
    assert abs(len(one) - len(other)) < 256
    assert inspect(one).whole
