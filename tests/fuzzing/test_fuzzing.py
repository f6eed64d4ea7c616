"""Whatever bytes somebody sends, a reader takes them or names a fault; it never breaks, hangs or eats the memory."""

from __future__ import annotations

import json
import subprocess
import sys
from dataclasses import replace
from pathlib import Path

import pytest

from fuzzing.good_parts import parts
from fuzzing.spoiling import noise
from fuzzing.targets import Target, make_targets
from fuzzing.trying import Endless, Failed, Figures, ended, try_one, try_target
from silkfield.bundles.faults import BundleFault

TARGETS = make_targets()
PROGRAM = Path(__file__).parent
GARBAGE, MANY = 20_000, 8_000
MOST_SECONDS, MOST_BYTES = 0.2, 100_000_000
"""What one input may cost: processor time on average over all, memory at the most."""


@pytest.mark.parametrize("target", TARGETS, ids=lambda target: target.name)
def test_every_reader_takes_good_inputs(target: Target) -> None:
    """Else it would be tried on nothing but what it refuses at its door."""
    figures = Figures(target.name)
    for good in target.good:
        try_one(replace(target, closed=False), good, figures)
    assert figures.taken > 0


@pytest.mark.parametrize("target", TARGETS, ids=lambda target: target.name)
def test_spoilt_inputs_are_taken_or_refused_by_name(target: Target, tmp_path: Path) -> None:
    figures = try_target(target, "every run the same", max(3, int(150 * target.share)), tmp_path)
    assert figures.taken + figures.codes.total() == figures.inputs
    assert not list(tmp_path.iterdir())


@pytest.mark.long
@pytest.mark.parametrize("target", TARGETS, ids=lambda target: target.name)
def test_thousands_of_spoilt_inputs_are_taken_or_refused_by_name_and_cost_little(
    target: Target, tmp_path: Path, record_property
) -> None:
    """In a process of its own, so that its memory is its own."""
    most = GARBAGE if target.name == "garbage" else MANY
    words = [sys.executable, PROGRAM, "--rounds", "1", "--inputs", str(most), "--only", target.name, "--json"]
    run = subprocess.run(words, cwd=tmp_path, capture_output=True, text=True, check=False)
    assert run.returncode == 0, run.stdout + run.stderr
    told = json.loads(run.stdout)
    assert told["inputs"] == int(most * target.share)
    assert told["seconds"] < MOST_SECONDS * told["inputs"]
    assert told["grown"] < MOST_BYTES
    record_property("note", told["words"])


def test_an_input_that_breaks_a_reader_is_kept_and_can_be_tried_again(tmp_path: Path) -> None:
    def fragile(data: bytes) -> object:
        return data.decode("ascii") if data[:1] == b"?" else {}["lost"]

    target = Target("fragile reader", [b"? and something"], noise, fragile)
    with pytest.raises(Failed, match=r"UnicodeDecodeError|KeyError") as failed:
        try_target(target, "any", 100, tmp_path)
    (kept,) = tmp_path.iterdir()
    assert kept == failed.value.path
    with pytest.raises(Failed):
        try_one(target, kept.read_bytes(), Figures("again"), tmp_path)


def test_a_fault_of_another_kind_than_the_reader_may_name_is_a_failure(tmp_path: Path) -> None:
    def surprising(_data: bytes) -> object:
        raise BundleFault("E_INTERNAL")

    with pytest.raises(Failed, match="BundleFault"):
        try_target(Target("surprising", [b"x"], noise, surprising), "any", 1, tmp_path)


def test_what_nobody_with_a_key_has_made_may_not_be_taken(tmp_path: Path) -> None:
    with pytest.raises(Failed, match="nobody with a key"):
        try_target(Target("credulous", [b"x"], noise, len, closed=True), "any", 1, tmp_path)


def test_what_never_ends_is_ended() -> None:
    def turn() -> None:
        for _turn in iter(int, 1):
            pass

    with ended(0.05), pytest.raises(Endless):
        turn()


def test_the_golden_files_hold_all_that_travels() -> None:
    assert {part.data[10] for part in parts()} == {1, 2, 3, 4, 5}
    told = b"".join(part.lines for part in parts())
    for kind in ("birth", "rev", "ack", "roster", "erase", "sealed"):
        assert b'{"t":"%s"' % kind.encode() in told


def test_the_program_of_make_fuzz_tries_again_what_was_kept(tmp_path: Path) -> None:
    for name, code in (("seal.0123", 0), ("file-outside-made-right.0123", 0), ("nobody.0123", 2)):
        (tmp_path / name).write_bytes(b"no seal at all")
        words = [sys.executable, PROGRAM, "--again", tmp_path / name]
        told = subprocess.run(words, capture_output=True, text=True, check=False)
        assert told.returncode == code, told.stderr
        assert ("inputs, " in told.stdout) == (code == 0)
