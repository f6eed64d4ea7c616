"""The receipt of headquarters."""

from __future__ import annotations

import json
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from silkfield.trust.faults import PAYLOAD, TrustFault
from silkfield.trust.receipt import TIPS, Rejected, read_receipt, receipt, write_receipt

VECTORS = json.loads((Path(__file__).parents[1] / "bundles/golden/vectors.json").read_text(encoding="utf-8"))
LINE = VECTORS["ack_line"].encode()
REPLICA = "0192f3a4-0000-7000-8000-00000000000a"
SALT = "CAgICAgICAgICAgICAgICA"

hashes = st.binary(min_size=32, max_size=32)
tips = st.lists(st.tuples(st.integers(0, 2**40), hashes), min_size=1, max_size=5)
islands = st.lists(st.tuples(st.integers(1, 99), st.integers(99, 200), hashes), max_size=3)


def test_the_published_receipt_is_read_with_its_older_word_for_clashes():
    read = read_receipt(LINE)
    tip = bytes.fromhex(VECTORS["log_hashes"][3])
    assert read == receipt(REPLICA, "hq", tips=[(3, tip)], salt=SALT)
    assert write_receipt(read) == LINE.replace(b"conflicts", b"clashes")


@given(tips, islands, st.integers(0, 99))
def test_a_receipt_is_read_as_it_was_written(some_tips, some_islands, clashes):
    rejected = [Rejected(export="a0" * 16, part=2, code="E_PAYLOAD")]
    wanted = {"5" * 64: ((3, 7), (9, 9))}
    made = receipt(
        REPLICA,
        "hq",
        tips=some_tips,
        islands=some_islands,
        wanted=wanted,
        rejected=rejected,
        clashes=clashes,
        salt=SALT,
    )
    read = read_receipt(write_receipt(made))
    assert read == made
    assert read.tip_hashes == tuple(sorted(some_tips, reverse=True))
    assert read.island_hashes == tuple(some_islands)


def test_of_too_many_tips_the_highest_are_listed():
    made = receipt(REPLICA, "hq", tips=[(n, bytes(32)) for n in range(100)], salt=SALT)
    assert [n for n, _ in made.tips] == list(range(99, 99 - TIPS, -1))


@pytest.mark.parametrize(
    "members",
    [
        {"tips": []},
        {"tips": [[0, "x"]]},
        {"tips": [[0, "5" * 64]] * 65},
        {"tips": [[-1, "5" * 64]]},
        {"islands": [[0, 1, "5" * 64]]},
        {"rejected": [{"export": "x", "part": 1, "code": "E_DAMAGED"}]},
        {"rejected": [{"export": "a0" * 16, "part": 1, "code": "<b>"}]},
        {"want_blobs": {"x": []}},
        {"clashes": -1},
        {"x": ""},
        {"t": "nack"},
    ],
)
def test_a_receipt_out_of_shape_is_refused(members):
    with pytest.raises(TrustFault) as caught:
        read_receipt(json.dumps(json.loads(LINE) | members).encode())
    assert caught.value.code == PAYLOAD
