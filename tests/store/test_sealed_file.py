"""A file at rest opens only as it was written: no piece changed, cut, exchanged, or of another file."""

from __future__ import annotations

from pathlib import Path

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from silkfield.errors import Trouble
from silkfield.store.sealed_file import CHUNK, ChunkDamaged, SealedFile, new_key

FILE, OTHER = b"f" * 32, b"o" * 32
PLACE = 12 + CHUNK + 16


def made(folder: Path, key: bytes, chunks: dict[int, bytes], file: bytes = FILE, count: int = 3) -> SealedFile:
    sealed = SealedFile(folder / "blobs" / "one", key, file, count)
    with sealed:
        for place, chunk in chunks.items():
            sealed.write(place, chunk)
    return sealed


def test_pieces_come_out_whatever_the_order_they_went_in(tmp_path: Path) -> None:
    chunks = {2: b"end", 0: b"a" * CHUNK, 1: b"b" * CHUNK}
    sealed = made(tmp_path, new_key(), chunks)
    assert {place: sealed.read(place, len(chunk)) for place, chunk in chunks.items()} == chunks


def test_a_piece_that_is_not_there_is_damaged(tmp_path: Path) -> None:
    sealed = made(tmp_path, new_key(), {1: b"b" * CHUNK})
    for place, length in ((0, CHUNK), (2, 3), (1, 5)):
        with pytest.raises(ChunkDamaged):
            sealed.read(place, length)
    with pytest.raises(ChunkDamaged):
        SealedFile(tmp_path / "nothing", new_key(), FILE, 1).read(0, 5)


def test_pieces_that_changed_places_do_not_open(tmp_path: Path) -> None:
    sealed = made(tmp_path, new_key(), {0: b"a" * CHUNK, 1: b"b" * CHUNK})
    content = sealed.path.read_bytes()
    sealed.path.write_bytes(content[PLACE : 2 * PLACE] + content[:PLACE])
    for place in (0, 1):
        with pytest.raises(ChunkDamaged):
            sealed.read(place, CHUNK)


def test_another_key_another_file_and_another_length_do_not_open_it(tmp_path: Path) -> None:
    key = new_key()
    path = made(tmp_path, key, {0: b"abc"}).path
    for other in (
        SealedFile(path, new_key(), FILE, 3),
        SealedFile(path, key, OTHER, 3),
        SealedFile(path, key, FILE, 4),
    ):
        with pytest.raises(ChunkDamaged):
            other.read(0, 3)


def test_the_same_piece_never_looks_the_same_twice(tmp_path: Path) -> None:
    key = new_key()
    first = made(tmp_path, key, {0: b"abc"}).path.read_bytes()
    assert made(tmp_path, key, {0: b"abc"}).path.read_bytes() != first


@given(place=st.integers(0, 12 + 40 + 16 - 1), bit=st.integers(0, 7), cut=st.booleans())
@settings(suppress_health_check=[HealthCheck.function_scoped_fixture])
def test_every_fallen_bit_and_every_cut_is_noticed(place: int, bit: int, cut: bool, tmp_path: Path) -> None:
    sealed = made(tmp_path, new_key(), {0: b"x" * 40})
    content = bytearray(sealed.path.read_bytes())
    content[place] ^= 1 << bit
    sealed.path.write_bytes(content[:place] if cut else content)
    with pytest.raises(ChunkDamaged):
        sealed.read(0, 40)


def test_a_folder_that_cannot_be_written_is_said(tmp_path: Path) -> None:
    (tmp_path / "blobs").write_text("in the way")
    with pytest.raises(Trouble, match="cannot be written"):
        made(tmp_path, new_key(), {0: b"abc"})
