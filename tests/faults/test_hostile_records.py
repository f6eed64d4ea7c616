"""A record that is signed well and says nonsense: it is kept, shown as it is, counted as a fault, and breaks nothing."""

from __future__ import annotations

import json
from pathlib import Path
from typing import Any

import pytest

from insider import SOMEBODY, Insider, revision
from network_of_stores import Network
from offices import session
from silkfield.clock import SetClock
from silkfield.errors import Trouble
from silkfield.formkit.form import HEADQUARTERS, Audience, Form
from silkfield.forms import all_forms
from silkfield.log.streams import TO_ALL_SITES
from silkfield.operations import checking, finding, recording, reporting, spreadsheets
from silkfield.operations.exchange import receiving, withholding
from silkfield.operations.recording import Refused
from silkfield.operations.sitting import Sitting
from silkfield.records.identity import new_id
from silkfield.store.writing import Put

FORMS = [
    form for form in all_forms().values() if form.audience is Audience.HQ and form.kept_at != frozenset({HEADQUARTERS})
]
"""What a laptop may write to headquarters."""

AGREED = [form for form in all_forms().values() if form.kept_at == frozenset({HEADQUARTERS})]
"""What headquarters writes to all sites, and they obey."""

NONSENSE: dict[str, Any] = {
    "yes": True,
    "nothing": None,
    "number": 7,
    "huge number": 2**53 - 1,
    "negative": -5,
    "fraction": 0.5,
    "huge fraction": 1e308,
    "word": "zzz",
    "empty": "",
    "formula": '=HYPERLINK("x")',
    "day that is none": "2016-05-99",
    "half a day": "2016-05-1",
    "long": "x" * 10_000,
    "signs": "\u202e\ud7ff\ufffd\U0001f600\t\r",
    "empty list": [],
    "numbers": [1, 2],
    "words": ["zzz", "zzz"],
    "mixed": ["JOB", 5, None, {}],
    "lists": [[["JOB"]]],
    "objects": [{}, {"key": [1]}],
    "rows": [{"key": "a", "day": 5}, {"key": "a", "country": ["x"], "from_day": "2016-05-99"}],
    "empty object": {},
    "object": {"a": 1},
    "heads of nobody": {"cells": 5},
    "heads as words": {"cells": {"M": {"A18": "many"}}},
    "an odd estimate": {"cells": {"M": {"A18": -1}}, "estimate": "perhaps"},
    "heads in a row": {"cells": {"M": [1, 2]}},
    "marks": {"2016-05-03": ["full"], "someday": "full"},
    "tally of words": {"SA": "many"},
    "deep": {"a": {"b": [{"c": [1]}]}},
}


def everything_works(sitting: Sitting, folder: Path, form: str = "") -> None:
    """Do whatever people do with what they see, without looking at what comes out."""
    for one in [sitting.form(form)] if form else FORMS:
        for removed in (False, True):
            for shown in finding.listing(sitting, one.key, removed=removed).records:
                finding.shown_values(sitting, one, shown.values)
                finding.state_in_words(finding.record(sitting, shown.id))
                finding.history(sitting, shown.id)
        finding.listing(sitting, one.key, find="zzz")
        finding.states(sitting)
        spreadsheets.export(sitting, one.key, folder / f"{one.key}.xlsx")
    for period in ("2016-05", "2016-06"):
        made = reporting.report(sitting, "R1", period)
        json.dumps(reporting.as_document(made))
        reporting.as_csv(made)
    with sitting.store.writing() as connection:
        sitting.store.rebuild(connection)
    verdict = checking.verify(sitting)
    assert verdict.sound, verdict.faults


@pytest.mark.parametrize("form", FORMS, ids=lambda form: form.key)
def test_answers_of_wrong_types_are_kept_and_shown_as_they_are(
    form: Form, network: Network, insider: Insider, tmp_path: Path
) -> None:
    clock = SetClock.on("2016-05-20")
    sent: dict[str, dict[str, Any]] = {}
    for value in NONSENSE.values():
        answers = dict.fromkeys(form.by_name, value)
        record = new_id(clock.now())
        sent[record] = {name: given for name, given in answers.items() if given is not None}
        insider.write([revision(form.key, record, answers)])

    (outcome,) = network.deliver([insider.send()])

    assert (outcome.result, outcome.plan.new) == ("imported", len(NONSENSE))
    assert len(sent.keys() - set(outcome.plan.faults)) <= 1, "what is not understood is work for somebody"
    found = {shown.id: shown for shown in finding.listing(network.headquarters, form.key).records}
    for record, answers in sent.items():
        assert exactly(found[record].values) == exactly(answers)
        assert finding.shown_values(network.headquarters, form, answers).keys() == answers.keys()
    everything_works(network.headquarters, tmp_path, form.key)


@pytest.mark.parametrize("form", AGREED, ids=lambda form: form.key)
def test_what_headquarters_adds_in_a_shape_nobody_knows_adds_nothing(
    form: Form, network: Network, tmp_path: Path
) -> None:
    isb, hq = network.add("ISB"), network.headquarters
    before = {key: [one.name for one in some.fields] for key, some in isb.forms.items()}
    with hq.store.writing() as connection:
        writer = hq.writer(connection)
        for value in NONSENSE.values():
            writer.save(
                [Put(form.key, new_id(hq.clock.now()), dict.fromkeys(form.by_name, value), TO_ALL_SITES)], "edit"
            )
        writer.flush()
    outcomes = receiving.receive(isb, network.reply("ISB"))
    assert {one.result for one in outcomes} == {"imported"}
    for sitting in (hq, isb):
        assert {key: [one.name for one in some.fields] for key, some in sitting.forms.items()} == before
        everything_works(sitting, tmp_path, form.key)


def exactly(values: dict[str, Any]) -> dict[str, tuple[Any, bool]]:
    """Return values so that yes and 1 are different."""
    return {name: (value, type(value) is bool) for name, value in values.items()}


@pytest.mark.parametrize("form", [form for form in FORMS if form.shared], ids=lambda form: form.key)
def test_a_nonsensical_record_can_be_removed_brought_back_and_corrected(
    form: Form, network: Network, insider: Insider
) -> None:
    hq = network.headquarters
    records = []
    for value in NONSENSE.values():
        records.append(new_id(hq.clock.now()))
        insider.write([revision(form.key, records[-1], dict.fromkeys(form.by_name, value))])
    network.deliver([insider.send()])

    for record in records:
        before = finding.record(hq, record).values
        assert recording.remove(hq, record)
        assert recording.restore(hq, record)
        assert exactly(finding.record(hq, record).values) == exactly(before)
    if form.key == "organisation":
        recording.save(hq, "organisation", {"name": "Corrected"}, records[0])
        assert finding.record(hq, records[0]).values == {"name": "Corrected"}
    assert checking.verify(hq).sound


def test_heads_of_a_newer_list_are_shown_and_counted(network: Network, insider: Insider) -> None:
    hq = network.headquarters
    record = new_id(hq.clock.now())
    heads = {"cells": {"M": {"A18": 2}, "Q": {"ZZ": 3}}, "estimate": True}
    insider.write([revision("session", record, session(heads=heads))])
    assert network.deliver([insider.send()])[0].plan.faults == (record,)
    shown = finding.shown_values(hq, hq.form("session"), finding.record(hq, record).values)
    assert "5" in shown["heads"]
    made = reporting.report(hq, "R1", "2016-05")
    assert made.figures["ISB"]["C"]["heads"]["total"] == 5


def test_one_record_of_two_forms_is_shown_in_both_and_set_aside_again(network: Network, insider: Insider) -> None:
    hq = network.headquarters
    isb = network.laptops["ISB1"]
    record = recording.save(isb, "session", session()).record
    network.deliver(network.send(isb))

    insider.write([revision("organisation", record, {"name": "Anybody"}, p=[finding.record(isb, record).revision])])
    insider.write([revision("zzz", record, {"name": "Anybody"})], lc=99)
    path = insider.send()
    assert network.deliver([path])[0].result == "imported"

    assert finding.listing(hq, "session").count == finding.listing(hq, "organisation").count == 1
    assert finding.record(hq, record).id == record
    assert len(finding.history(hq, record)) == 3
    assert checking.verify(hq).sound
    withholding.undo(hq, str(path))
    assert finding.listing(hq, "organisation").count == 0
    assert finding.listing(hq, "session").records[0].values["venue"] == session()["venue"]
    assert checking.verify(hq).sound


def test_a_form_that_is_not_known_here_is_kept_and_named(network: Network, insider: Insider) -> None:
    record = new_id(network.headquarters.clock.now())
    insider.write([revision("hovercraft", record, {"eels": "full"})])
    (outcome,) = network.deliver([insider.send()])
    assert (outcome.result, outcome.plan.faults) == ("imported", (record,))
    with pytest.raises(Trouble, match="no record"):
        finding.record(network.headquarters, record)
    assert checking.verify(network.headquarters).sound


def test_what_a_newer_form_says_is_held_and_shown_after_an_update(network: Network, insider: Insider) -> None:
    hq = network.headquarters
    old, newer, mixed = (new_id(hq.clock.now()) for _ in range(3))
    insider.write([revision("session", old, session(venue="Old"))])
    insider.write([revision("session", newer, session(venue="Newer"), sv=2)])
    insider.write([revision("session", mixed, session(venue="Newest"), sv=3), revision("session", old, {}, sv=2)])
    (outcome,) = network.deliver([insider.send()])
    assert (outcome.plan.new, outcome.plan.held) == (1, 3)
    assert finding.listing(hq, "session").count == 1
    assert checking.verify(hq).sound
    with pytest.raises(Trouble, match="no record"):
        finding.record(hq, newer)

    hq.store.schema = 2
    with hq.store.writing() as connection:
        hq.store.rebuild(connection)
    assert {shown.id for shown in finding.listing(hq, "session").records} == {old, newer}
    assert finding.record(hq, old).heads == 2
    assert checking.verify(hq).sound


@pytest.mark.parametrize(
    "members",
    [
        {"lc": 2**53 - 1},
        {"w": 2**53 - 1},
        {"w": -(2**53) + 1},
        {"z": 1439, "w": 0},
        {"s": 2**53 - 1},
        {"why": "zzz"},
        {"tx": SOMEBODY, "batch": SOMEBODY},
        {"newer": {"member": [1]}},
    ],
    ids=str,
)
def test_an_entry_with_an_odd_header_breaks_nothing(
    members: dict[str, Any], network: Network, insider: Insider, tmp_path: Path
) -> None:
    hq = network.headquarters
    record = new_id(hq.clock.now())
    insider.write([revision("organisation", record, {"name": "Anybody"})], **members)
    assert network.deliver([insider.send()])[0].result == "imported"

    everything_works(hq, tmp_path, "organisation")
    recording.patch(hq, "organisation", {"name": "Corrected"}, record)
    assert finding.record(hq, record).values["name"] == "Corrected"
    assert finding.record(hq, record).heads == 1


def test_odd_parents_and_references_hold_nothing_back(network: Network, insider: Insider, tmp_path: Path) -> None:
    hq = network.headquarters
    first, second, third = (new_id(hq.clock.now()) for _ in range(3))
    nobody = "AAAAAAAAAAAAAAAAAAAAAA"
    insider.write([revision("event", first, {"title": "A", "parent": second, "cascade_of": first}, p=[nobody])])
    insider.write([revision("event", second, {"title": "B", "parent": first}, refs=[first, third, second])])
    insider.write([revision("event", third, {}, op="del"), revision("event", third, {"title": "C"})])
    insider.write([revision("event", third, {}, op="del", p=[nobody])])
    assert network.deliver([insider.send()])[0].result == "imported"

    assert finding.record(hq, third).heads == 3
    assert finding.record(hq, third).values == {"title": "C"}
    everything_works(hq, tmp_path, "event")
    with pytest.raises(Refused):
        recording.save(hq, "event", {"title": "D", "parent": first})
    participation = {"event": first, "person": second, "role": "PART", "attendance": {"2016-05-03": "full"}}
    assert recording.save(hq, "participation", participation)


def test_a_record_that_others_point_to_may_hold_anything(network: Network, insider: Insider) -> None:
    hq = network.headquarters
    event = new_id(hq.clock.now())
    insider.write([revision("event", event, {key: [{"key": [1]}] for key in hq.form("event").by_name})])
    network.deliver([insider.send()])
    answers = {"event": event, "person": event, "role": "PART", "attendance": {"2016-05-03": "full"}, "pre_score": 5}
    assert recording.save(hq, "participation", {**answers, "certificate_number": "ABC"})


def test_numbers_far_away_in_a_log_cost_nothing(network: Network, insider: Insider) -> None:
    hq = network.headquarters
    far = 2**53 - 1
    insider.write([revision("session", new_id(hq.clock.now()), session())], n=far)
    (outcome,) = network.deliver([insider.send(first=1)])
    assert outcome.result == "imported"
    assert outcome.gaps == ((1, far - 1),)
    assert checking.verify(hq).sound
    assert network.reply("ISB")
