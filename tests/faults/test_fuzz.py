"""Whatever bytes arrive, and whatever an insider writes: one outcome with a sentence, a sound store, and pages that open."""

from __future__ import annotations

import json
import random
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from every_form.values import savable
from insider import Insider, line, revision
from network_of_stores import Network
from offices import session
from silkfield.bundles.envelope import read_preamble, wrap
from silkfield.bundles.faults import CODES
from silkfield.formkit.form import HEADQUARTERS, Audience, Form
from silkfield.forms import all_forms
from silkfield.operations import checking, finding, recording, reporting, spreadsheets
from silkfield.operations.exchange import receiving
from silkfield.operations.sitting import Sitting
from silkfield.records.identity import new_id

FORMS = [
    form for form in all_forms().values() if form.audience is Audience.HQ and form.kept_at != frozenset({HEADQUARTERS})
]
"""What a laptop may write to headquarters."""
GOLDEN = Path(__file__).parents[1] / "bundles" / "golden"
LARGEST = 2**53 - 1

WORDS = st.sampled_from(
    ["M", "F", "A18", "JOB", "PK", "SA", "full", "key", "cells", "estimate", "2016-05-03", "2016-05-99", "09:30", "x"]
)
TEXTS = WORDS | st.text(st.characters(codec="utf-8", exclude_characters="\0"), max_size=12)
SIMPLE = (
    st.none()
    | st.booleans()
    | st.integers(-LARGEST, LARGEST)
    | st.floats(allow_nan=False, allow_infinity=False)
    | TEXTS
)
ANYTHING = st.recursive(
    SIMPLE, lambda inner: st.lists(inner, max_size=4) | st.dictionaries(TEXTS, inner, max_size=4), max_leaves=8
)


def mutations(seed: int) -> Callable[[bytes, bytes], bytes]:
    """Return one way to spoil a file, or to join it with another."""
    chance = random.Random(seed)

    def spoilt(data: bytes, other: bytes) -> bytes:
        at, length = chance.randrange(len(data)), chance.randrange(1, 64)
        match seed % 8:
            case 0:
                return data[:at]
            case 1:
                return data[:at] + bytes([data[at] ^ 1 << chance.randrange(8)]) + data[at + 1 :]
            case 2:
                return data[:at] + chance.randbytes(length) + data[at + length :]
            case 3:
                return data[:at] + chance.randbytes(length) + data[at:]
            case 4:
                return data[:at] + data[at + length :]
            case 5:
                return data[:96] + other[96:]
            case 6:
                return data[: at % 96] + chance.randbytes(96 - at % 96) + data[96:]
        return chance.randbytes(length * 10)

    return spoilt


def wrapped_well(spoilt: bytes, good: bytes) -> bytes:
    """Put what is left of a file behind a preamble that says all the right things of it, as any stranger can."""
    outside = read_preamble(good)
    return wrap(outside.kind, outside.export, outside.part, outside.parts, good[40:48], spoilt[96:])


@pytest.mark.long
def test_thousands_of_spoilt_files_are_set_aside_each_with_a_code(network: Network, tmp_path: Path) -> None:
    isb, lhe = network.add("ISB"), network.add("LHE")
    for number in range(8):
        recording.save(isb, "session", session(venue=f"Venue {number}"))
        recording.save(lhe, "session", session(venue=f"Venue {number}"))
    parts = [path.read_bytes() for laptop in (isb, lhe) for path in network.send(laptop, part_bytes=4_000)]
    parts += [path.read_bytes() for path in network.reply("ISB")]
    chance = random.Random(2016)
    path = tmp_path / "SF-SPOILT.skf"
    seen: set[str] = set()
    for seed in range(2_000):
        spoilt = mutations(seed)(*chance.sample(parts, 2))
        if seed % 3 == 0:
            spoilt = wrapped_well(spoilt, parts[0])
        if spoilt in parts:
            continue
        path.write_bytes(spoilt)
        (outcome,) = receiving.receive(network.headquarters, [path], plan_only=seed % 5 == 0)
        assert outcome.result == "quarantined", seed
        assert outcome.code in CODES
        assert outcome.code != "E_INTERNAL"
        seen.add(outcome.code)
    assert len(seen) >= 5
    assert finding.listing(network.headquarters, "session").count == 0
    assert checking.verify(network.headquarters).sound


def test_files_of_other_networks_are_set_aside(network: Network) -> None:
    files = sorted(path for path in GOLDEN.rglob("*") if path.is_file())
    assert files
    for path in files:
        (outcome,) = receiving.receive(network.headquarters, [path])
        assert outcome.result == "quarantined", path.name
        assert outcome.code in CODES
        assert outcome.code != "E_INTERNAL"
    assert checking.verify(network.headquarters).sound


def changed_answers(form: Form) -> st.SearchStrategy[dict[str, Any]]:
    """Draw answers of a form of which some are anything, and some fields nobody knows."""
    names = st.sampled_from([*form.by_name, "newer_field"])
    return st.builds(lambda given, odd: {**given, **odd}, savable(form), st.dictionaries(names, ANYTHING, max_size=4))


@pytest.mark.long
@pytest.mark.parametrize("form", FORMS, ids=lambda form: form.key)
def test_records_with_any_answers_break_no_page(form: Form, network: Network, insider: Insider, tmp_path: Path) -> None:
    hq = network.headquarters

    @settings(max_examples=150, suppress_health_check=list(HealthCheck))
    @given(st.lists(changed_answers(form), min_size=1, max_size=8))
    def arrives(several: list[dict[str, Any]]) -> None:
        records = [new_id(hq.clock.now()) for _answers in several]
        first = len(insider.written)
        for record, answers in zip(records, several, strict=True):
            insider.write([revision(form.key, record, answers)])
        (outcome,) = network.deliver([insider.send(first)])
        assert outcome.result == "imported"
        assert outcome.plan.new == len(records)
        for record, answers in zip(records, several, strict=True):
            looked_at(hq, form, record, answers)

    arrives()
    everybody_works(hq, tmp_path, form)


def looked_at(sitting: Sitting, form: Form, record: str, answers: dict[str, Any]) -> None:
    """Open a record as its page does, and compare it with what was sent."""
    shown = finding.record(sitting, record)
    given = {name: value for name, value in answers.items() if value is not None or name not in form.by_name}
    assert shown.values == given
    finding.shown_values(sitting, form, shown.values)
    finding.history(sitting, record)


def everybody_works(sitting: Sitting, folder: Path, form: Form) -> None:
    """Do what people do with all records of a form: list, search, report, export, rebuild, verify."""
    count = finding.listing(sitting, form.key).count
    for word in ("full", "x 2016", "یہ"):
        finding.listing(sitting, form.key, find=word)
    for period in ("2016-05", "2016-06", "2014-12"):
        json.dumps(reporting.as_document(reporting.report(sitting, "R1", period)))
    assert spreadsheets.export(sitting, form.key, folder / "all.xlsx") == count
    with sitting.store.writing() as connection:
        sitting.store.rebuild(connection)
    assert checking.verify(sitting).sound
    assert finding.listing(sitting, form.key).count == count


MEMBERS = ["t", "ty", "id", "op", "p", "sv", "x", "f", "refs", "n", "lc", "w", "u", "k", "z", "s", "why", "tx", "newer"]
SITES_OWN = ["rev", "erase_request", "erased", "gone", "birth"]
HEADQUARTERS_OWN = ["ack", "erase", "map", "roster", "want", "notice", "sealed"]
TAGS = [*SITES_OWN, *HEADQUARTERS_OWN, "fwd", "zzz"]


@pytest.mark.long
def test_lines_of_any_shape_are_taken_in_whole_or_set_aside_whole(
    network: Network, insider: Insider, tmp_path: Path
) -> None:
    hq = network.headquarters
    odd = st.dictionaries(st.sampled_from(MEMBERS), ANYTHING, max_size=3)
    kinds = st.sampled_from(TAGS)
    bodies = st.builds(lambda tag, members: {"t": tag, "x": "AAAAAAAAAAAAAAAAAAAAAA", **members}, kinds, odd)
    records = st.builds(lambda members: {**revision("session", new_id(hq.clock.now()), session()), **members}, odd)
    raw = st.binary(max_size=40).filter(lambda data: b"\n" not in data) | records.map(line).flatmap(
        lambda data: st.integers(0, len(data)).map(lambda at: data[:at])
    )
    results: set[str] = set()

    @settings(max_examples=1_500, suppress_health_check=list(HealthCheck))
    @given(st.lists(records | bodies | raw, min_size=1, max_size=3), odd)
    def arrives(lines: list[dict[str, Any] | bytes], header: dict[str, Any]) -> None:
        before = finding.listing(hq, "session").count
        stranger = Insider(insider.laptop, tmp_path / new_id(hq.clock.now()))
        header = {name: value for name, value in header.items() if name != "n"}
        stranger.write(lines, **header)
        (outcome,) = network.deliver([stranger.send()])
        results.add(outcome.code or outcome.result)
        assert outcome.code != "E_INTERNAL", (lines, header)
        if outcome.result != "imported":
            assert finding.listing(hq, "session").count == before

    arrives()
    assert "imported" in results
    assert len(results) > 3
    for removed in (True, False):
        for shown in finding.listing(hq, "session", removed=removed).records:
            finding.history(hq, shown.id)
            finding.shown_values(hq, hq.form("session"), shown.values)
    everybody_works(hq, tmp_path, hq.form("session"))
