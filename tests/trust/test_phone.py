"""The line that is read aloud by phone: what was written is read, however it was typed, and nothing else."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from silkfield.errors import Trouble
from silkfield.trust.phone import LARGEST, PhoneLine, read_line, write_line

labels = st.from_regex(r"[A-Z][A-Z0-9]{0,11}[1-9]", fullmatch=True)
ends = st.binary(min_size=32, max_size=32)
numbers = st.integers(0, LARGEST)

URDU = str.maketrans("0123456789", "۰۱۲۳۴۵۶۷۸۹")


@given(labels, numbers, ends)
def test_a_line_that_was_written_is_read(label: str, n: int, end: bytes) -> None:
    read = read_line(write_line(label, n, end))
    assert (read.label, read.n) == (label, n)
    assert read.is_of(label)
    assert read.matches(end)


@given(labels, numbers, ends, st.data())
def test_small_letters_spaces_and_signs_that_look_alike_are_forgiven(
    label: str, n: int, end: bytes, data: st.DataObject
) -> None:
    sf, name, number, check = write_line(label, n, end).split()
    name = name.replace("0", data.draw(st.sampled_from("0Oo"))).replace("1", data.draw(st.sampled_from("1IilL")))
    number = number.replace("0", data.draw(st.sampled_from("0o"))).replace("1", data.draw(st.sampled_from("1l")))
    check = check.replace("O", "0").replace("I", "1").replace("B", "8").lower()
    check = data.draw(st.sampled_from([check, f"{check[:4]} {check[4:]}", f"{check[:2]}-{check[2:]}"]))
    typed = f" {data.draw(st.sampled_from([sf, 'sf', '']))}  {name} {number}\t{check} "
    read = read_line(data.draw(st.sampled_from([typed, typed.translate(URDU)])))
    assert read.n == n
    assert read.is_of(label)
    assert read.matches(end)


@given(ends, ends)
def test_another_hash_does_not_match(one: bytes, other: bytes) -> None:
    line = read_line(write_line("LHE2", 7, one))
    assert line.matches(other) == (one[:5] == other[:5])
    assert not line.matches(None)


def test_the_line_of_the_format() -> None:
    assert read_line("SF LHE2 412 DVDP7YH7") == PhoneLine("LHE2", 412, "DVDP7YH7")
    assert read_line("sf lhe 2 1,412 dvdp 7yh7") == PhoneLine("LHE2", 1412, "DVDP7YH7")


@pytest.mark.parametrize(
    "typed",
    [
        "", " ", "SF", "SF LHE2", "SF LHE2 412", "SF LHE2 412 DVDP7YH", "SF LHE2 412 DVDP7YH77", "412 DVDP7YH7", "DVDP7YH7",
        "SF LHE2 x12 DVDP7YH7", "SF LHE2 412 DVDP7YH9", "SF LHE2 -1", "SF LHE2 99999999999999999999999999 DVDP7YH7",
        "SF LHE2 412 ہیلو", "<script>", "'; drop table entry; --", "0" * 10_000, "A " * 10_000, "\x00", "SF ۴۱۲",
    ],
)  # fmt: skip
def test_what_is_no_whole_line_is_said(typed: str) -> None:
    with pytest.raises(Trouble, match="not a whole line"):
        read_line(typed)


@given(st.text(max_size=80))
def test_anything_typed_is_a_line_or_is_said(typed: str) -> None:
    try:
        read = read_line(typed)
    except Trouble:
        return
    assert 0 <= read.n <= LARGEST
    assert len(read.check) == 8
