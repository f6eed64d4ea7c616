"""What a picture tells beside itself is taken out, and what draws it stays."""

from __future__ import annotations

from io import BytesIO

import pytest
from hypothesis import given
from hypothesis import strategies as st
from PySide6.QtCore import QBuffer, QByteArray, QIODevice
from PySide6.QtGui import QColor, QImage, QImageReader

from attached_files import SECRETS, chunk, drawing, exif, pdf, photo, segment
from silkfield.errors import Trouble
from silkfield.records.pictures import BLOCK, JPEG, PDF, PNG, cleaned, kind_of


def clean(data: bytes) -> bytes:
    return b"".join(cleaned(BytesIO(data), kind_of(data[:8])))


def real(kind: str) -> bytes:
    """Return a picture that a real program wrote."""
    image = QImage(40, 24, QImage.Format.Format_RGB32)
    for x in range(40):
        for y in range(24):
            image.setPixelColor(x, y, QColor(6 * x, 10 * y, (x * y) % 255))
    held = QByteArray()
    buffer = QBuffer(held)
    buffer.open(QIODevice.OpenModeFlag.WriteOnly)
    assert image.save(buffer, kind)
    return bytes(held.data())


def shown(data: bytes, *, turned: bool = False) -> QImage:
    """Return a picture as programs show it, the right way up when asked."""
    held = QByteArray(data)
    buffer = QBuffer(held)
    buffer.open(QIODevice.OpenModeFlag.ReadOnly)
    reader = QImageReader(buffer)
    reader.setAutoTransform(turned)
    image = reader.read()
    assert not image.isNull(), reader.errorString()
    return image


@pytest.mark.parametrize("order", ["<", ">"])
@pytest.mark.parametrize("data", [photo, drawing], ids=["photo", "drawing"])
def test_place_camera_and_remarks_go_and_which_way_up_stays(data, order: str) -> None:
    original = data(orientation=6) if data is drawing else data(orientation=6, order=order)
    kept = clean(original)
    assert [secret for secret in SECRETS if secret in kept] == []
    assert all(secret in original for secret in SECRETS)
    assert exif(6)[6:20] != kept
    assert b"\x01\x12\0\x03\0\0\0\x01\0\x06" in kept, "the way up"


@pytest.mark.parametrize("orientation", [1, 0, 9, 65535])
def test_an_upright_picture_has_nothing_beside_itself(orientation: int) -> None:
    assert b"Exif" not in clean(photo(orientation=orientation))
    assert b"eXIf" not in clean(drawing(orientation=orientation))


@pytest.mark.parametrize("data", [photo(), drawing(), pdf(3000)], ids=["photo", "drawing", "pdf"])
def test_what_is_clean_stays_as_it_is(data: bytes) -> None:
    assert clean(clean(data)) == clean(data)


def test_a_pdf_is_kept_as_it_is() -> None:
    assert clean(pdf(BLOCK + 7)) == pdf(BLOCK + 7)


@pytest.mark.parametrize("kind", ["JPG", "PNG"])
def test_a_real_picture_looks_the_same_afterwards(kind: str) -> None:
    original = real(kind)
    assert shown(clean(original)) == shown(original)


def test_a_real_photo_is_still_shown_the_right_way_up() -> None:
    original = real("JPG")
    taken = original[:2] + segment(0xE1, exif(6)) + original[2:]
    assert shown(clean(taken), turned=True) == shown(taken, turned=True)
    assert shown(clean(taken), turned=True).height() == 40


@pytest.mark.parametrize("start", [b"", b"PK\x03\x04", b"GIF89a", b"\xff\xd8", b"<html>", b"MZ"])
def test_anything_else_cannot_be_attached(start: bytes) -> None:
    with pytest.raises(Trouble, match="PDF") as refused:
        kind_of(start)
    assert refused.value.code == "kind_of_file"


@pytest.mark.parametrize("data", [photo(), drawing()], ids=["photo", "drawing"])
def test_a_picture_that_was_cut_off_is_refused(data: bytes) -> None:
    whole = clean(data)
    for length in range(8, len(whole)):
        with pytest.raises(Trouble, match="damaged"):
            clean(whole[:length])


def test_a_bit_that_fell_over_in_a_drawing_is_noticed() -> None:
    whole = clean(drawing())
    start = whole.index(b"IDAT")
    for place in range(start + 4, whole.index(b"IEND") - 4):
        spoilt = bytearray(whole)
        spoilt[place] ^= 0x40
        with pytest.raises(Trouble, match="damaged"):
            clean(bytes(spoilt))


@pytest.mark.parametrize(
    "data",
    [
        b"\xff\xd8\xff\xd8\xff\xd9",
        b"\xff\xd8\xff\xe1\0\x01\xff\xd9",
        b"\xff\xd8\xff\xe1\xff\xff",
        b"\xff\xd8\xffx",
        photo().replace(b"\xff\xdb", b"x\xdb"),
        b"\x89PNG\r\n\x1a\n" + chunk(b"IDAT", b""),
        b"\x89PNG\r\n\x1a\n" + chunk(b"IHDR", b"") + chunk(b"IHDR", b""),
        b"\x89PNG\r\n\x1a\n" + chunk(b"IHDR", b"") + chunk(b"CgBI", b"") + chunk(b"IEND", b""),
        b"\x89PNG\r\n\x1a\n" + chunk(b"IHDR", b"") + b"\xff\xff\xff\xffIDAT",
    ],
)
def test_a_picture_that_does_not_fit_together_is_refused(data: bytes) -> None:
    with pytest.raises(Trouble, match="damaged"):
        clean(data)


@pytest.mark.parametrize(
    "data",
    [
        b"\xff\xd8" + segment(0xE5, b"") * 300_000 + b"\xff\xd9",
        b"\x89PNG\r\n\x1a\n" + chunk(b"IHDR", b"") + chunk(b"aaaa", b"") * 300_000 + chunk(b"IEND", b""),
    ],
    ids=["segments", "chunks"],
)
def test_a_picture_made_to_waste_time_is_refused(data: bytes) -> None:
    with pytest.raises(Trouble, match="damaged"):
        clean(data)


def test_filling_between_scans_does_not_change_what_is_kept() -> None:
    for length in (1, 2, BLOCK - 3, BLOCK - 2, BLOCK - 1, BLOCK, BLOCK + 1, 2 * BLOCK):
        lines = bytes(length) + b"\xff\xff\xff"
        kept = clean(photo(lines)[:-19])
        assert kept == clean(kept) == clean(photo(bytes(length)))


PIECES = st.one_of(
    st.binary(max_size=40),
    st.sampled_from([0xC0, 0xC4, 0xDA, 0xDB, 0xDD, 0xE0, 0xE1, 0xE2, 0xEE, 0xFE]).flatmap(
        lambda marker: st.binary(max_size=60).map(lambda content: segment(marker, content))
    ),
    st.integers(0, 8).map(lambda up: segment(0xE1, exif(up))),
    st.sampled_from([b"IDAT", b"PLTE", b"tEXt", b"eXIf", b"gAMA", b"zzZz"]).flatmap(
        lambda name: st.binary(max_size=60).map(lambda content: chunk(name, content))
    ),
    st.sampled_from([b"\xff\xd9", b"\xff\xd8", b"\xff\x00", b"\xff\xd0", b"\xff\xff", chunk(b"IEND", b"")]),
)


@given(
    st.sampled_from([b"\xff\xd8\xff", b"\x89PNG\r\n\x1a\n", b"\x89PNG\r\n\x1a\n" + chunk(b"IHDR", bytes(13))]),
    st.lists(PIECES, max_size=12).map(b"".join),
)
def test_any_bytes_are_cleaned_for_good_or_refused(start: bytes, rest: bytes) -> None:
    try:
        kept = clean(start + rest)
    except Trouble as trouble:
        assert trouble.code == "damaged_picture"
    else:
        assert clean(kept) == kept
        assert len(kept) <= len(start + rest) + 40


def test_no_more_than_a_megabyte_lies_in_memory_at_once() -> None:
    for kind, data in ((JPEG, photo(bytes(5 * BLOCK))), (PNG, drawing()), (PDF, pdf(5 * BLOCK))):
        assert max(map(len, cleaned(BytesIO(data), kind))) <= BLOCK
