"""Offices update one after the other: whatever a newer program writes is kept by an older one, and shown when it is updated."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import ExitStack
from pathlib import Path
from typing import Any

import pytest
from msgspec.structs import replace
from sqlalchemy import select

from insider import Insider, revision
from network_of_stores import Network, make_network
from offices import session
from programs import FIRST, WITH_AXLES, WITH_COLOUR, Programs
from silkfield.bundles import age_file, opening
from silkfield.bundles.manifest import CORE
from silkfield.bundles.opening import read_part
from silkfield.bundles.seal import unseal
from silkfield.bundles.sending import Letter, finish
from silkfield.operations import checking, finding, recording, reporting
from silkfield.operations.exchange import network as networks
from silkfield.operations.exchange import receiving, retrying
from silkfield.operations.exchange.planning import import_planned
from silkfield.operations.sitting import Sitting
from silkfield.records.identity import new_id
from silkfield.store import journal, store
from silkfield.store.streams import find_stream
from silkfield.store.tables import body


@pytest.fixture
def programs(tmp_path: Path) -> Iterator[Programs]:
    made = Programs(tmp_path / "programs")
    made.install(FIRST)
    yield made
    made.install()


@pytest.fixture
def network(programs: Programs, tmp_path: Path) -> Iterator[Network]:
    with ExitStack() as stack:
        yield make_network(tmp_path, stack)


def shown(sitting: Sitting, form: str) -> dict[str, Any]:
    return {one.id: one.values for one in finding.listing(sitting, form).records}


def figures(sitting: Sitting) -> Any:
    return reporting.report(sitting, "R1", "2016-05").figures["ISB"]


def lines(sitting: Sitting, replica: str, audience: str) -> list[bytes]:
    """Everything a store has of a stream, as it would travel on."""
    with sitting.store.reading() as connection:
        stream = find_stream(connection, replica, audience)
        assert stream is not None
        return [kept.text for kept in sitting.store.journal(connection).entries(stream, 1)]


def test_what_a_newer_laptop_sends_waits_at_an_older_headquarters_and_is_all_there_after_its_update(
    network: Network, programs: Programs
) -> None:
    isb = network.add("ISB")
    truck = recording.save(isb, "toy", {"name": "Truck", "wheels": 6}).record
    held_in_may = recording.save(isb, "session", session()).record
    network.deliver(network.send(isb))
    before = figures(network.headquarters)

    isb = programs.open_laptop(network, "ISB1", WITH_AXLES)
    assert shown(isb, "toy") == {truck: {"name": "Truck", "axles": 3}}
    recording.patch(isb, "session", {"heads": {"cells": {"F": {"A18": 9}}}}, held_in_may)
    recording.save(isb, "session", session(venue="Another hall"))
    recording.patch(isb, "toy", {"colour": "red"}, truck)
    recording.save(isb, "toy", {"name": "Cart", "axles": 1})
    parts = network.send(isb)

    programs.install(FIRST)
    hq = network.headquarters
    (outcome,) = network.deliver(parts)
    assert (outcome.result, outcome.plan.held) == ("imported", 4)
    assert "4 held" in outcome.sentence
    assert shown(hq, "toy") == {truck: {"name": "Truck", "wheels": 6}}
    assert figures(hq) == before
    assert checking.verify(hq).sound
    receiving.receive(isb, network.reply("ISB"))
    assert {finding.state_in_words(one) for one in finding.listing(isb, "session").records} == {"Received by HQ"}

    hq = programs.open_headquarters(network, WITH_AXLES)
    assert shown(hq, "toy") == shown(isb, "toy")
    assert shown(hq, "toy")[truck] == {"name": "Truck", "axles": 3, "colour": "red"}
    assert shown(hq, "session") == shown(isb, "session")
    assert figures(hq) == figures(isb) != before
    assert checking.verify(hq).sound
    first, second = finding.history(hq, truck)
    assert first.values == {"name": "Truck", "axles": 3}
    assert [one.field for one in second.differences] == ["colour"], "an upgrade is no change of anybody's"


def test_an_update_counts_although_no_form_has_another_question(network: Network, programs: Programs) -> None:
    """The number of the set of forms alone decides what is held."""
    isb = network.add("ISB")
    isb = programs.open_laptop(network, "ISB1", FIRST.replace("heading", "upgrades={2: dict}, heading"))
    record = recording.save(isb, "session", session()).record
    programs.install(FIRST)
    network.deliver(network.send(isb))
    assert not shown(network.headquarters, "session")
    hq = programs.open_headquarters(network, FIRST.replace("heading", "upgrades={2: dict}, heading"))
    assert list(shown(hq, "session")) == [record]


def test_a_removed_record_shows_its_answers_as_they_are_read_today(network: Network, programs: Programs) -> None:
    isb = network.add("ISB")
    truck = recording.save(isb, "toy", {"name": "Truck", "wheels": 6}).record
    isb = programs.open_laptop(network, "ISB1", WITH_AXLES)
    recording.remove(isb, truck)
    (removed,) = finding.listing(isb, "toy", removed=True).records
    assert removed.values == {"name": "Truck", "axles": 3}
    recording.restore(isb, truck)
    assert shown(isb, "toy") == {truck: {"name": "Truck", "axles": 3}}


def test_nonsense_in_older_answers_does_not_keep_an_updated_store_from_opening(
    network: Network, programs: Programs, tmp_path: Path
) -> None:
    isb = network.add("ISB")
    insider = Insider(isb, tmp_path / "insider")
    record = new_id(isb.clock.now())
    insider.write([revision("toy", record, {"name": "Truck", "wheels": ["six"]})])
    network.deliver([insider.send()])
    hq = programs.open_headquarters(network, WITH_AXLES)
    assert shown(hq, "toy") == {record: {"name": "Truck", "wheels": ["six"]}}
    assert checking.verify(hq).sound


def test_an_answer_that_only_newer_programs_know_survives_an_edit_by_an_older_one(
    network: Network, programs: Programs
) -> None:
    isb = network.add("ISB")
    isb = programs.open_laptop(network, "ISB1", WITH_COLOUR)
    truck = recording.save(isb, "toy", {"name": "Truck", "colour": "red"}).record
    parts = network.send(isb)

    programs.install(FIRST)
    hq = network.headquarters
    (outcome,) = network.deliver(parts)
    assert (outcome.plan.new, outcome.plan.held) == (1, 0)
    recording.save(hq, "toy", {"name": "Lorry", "wheels": 4}, truck)
    assert shown(hq, "toy")[truck] == {"name": "Lorry", "wheels": 4, "colour": "red"}
    receiving.receive(isb, network.reply("ISB"))
    assert shown(isb, "toy")[truck] == {"name": "Lorry", "wheels": 4, "colour": "red"}

    hq = programs.open_headquarters(network, WITH_COLOUR)
    assert finding.listing(hq, "toy", where={"colour": "red"}).count == 1


def test_bodies_nobody_here_knows_are_kept_byte_for_byte_carried_on_and_counted_after_an_update(
    network: Network, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    first, second, third = network.add("ISB"), network.add("ISB"), network.add("ISB")
    network.hear()
    insider = Insider(first, tmp_path / "insider")
    odd = {"t": "weather", "x": "AAAAAAAAAAAAAAAAAAAAAA", "sky": {"seen": ["from", "afar", 1.0]}}
    truck, cart = new_id(first.clock.now()), new_id(first.clock.now())
    mixed = [odd, revision("toy", truck, {"name": "Truck"}), revision("toy", cart, {"name": "Cart"}, sv=9, newer=[1])]
    insider.write(mixed, newer={"member": True})
    sent = [entry.text for entry in insider.written]

    (outcome,) = receiving.receive(second, [insider.send_to_mates(second, third)])
    assert (outcome.result, outcome.plan.new, outcome.plan.held) == ("imported", 1, 1)
    receiving.receive(third, network.to_mates(second, everything=True))
    assert lines(third, *insider.stream) == lines(second, *insider.stream) == sent
    assert shown(third, "toy") == {truck: {"name": "Truck"}}
    assert checking.verify(third).sound

    for module in (journal, store):
        monkeypatch.setattr(module, "UNDERSTOOD", journal.UNDERSTOOD | {"weather"})
    third.store.refresh()
    with third.store.reading() as connection:
        assert set(connection.execute(select(body.c.type).where(body.c.held)).scalars()) == {"rev"}


def needing(part: Path, sender: Sitting, reader: Sitting, *needs: str) -> Path:
    """Write a part anew as a program would for which readers must understand more."""
    data = part.read_bytes()
    with reader.store.reading() as connection:
        read = read_part(data, networks.part_reader(connection, reader))
    rest = unseal(age_file.decrypt(data[96:], [networks.transport_key(reader)])).rest
    manifest = replace(read.manifest, need=(CORE, *needs))
    letter = Letter(
        key=networks.signing_key(sender),
        network=manifest.network,
        wall=manifest.wall,
        zone=0,
        app="9.0",
        to=manifest.to,
        export=read.preamble.export,
    )
    part.write_bytes(finish(read.preamble.kind, letter, manifest, bytes(rest[: manifest.pay.length])))
    return part


def test_a_part_that_needs_something_unknown_is_held_and_taken_in_after_an_update(
    network: Network, monkeypatch: pytest.MonkeyPatch
) -> None:
    hq, isb = network.headquarters, network.add("ISB")
    record = recording.save(isb, "session", session()).record
    (part,) = network.send(isb)
    (outcome,) = network.deliver([needing(part, isb, hq, "tides")])
    assert (outcome.result, outcome.code) == ("held", "E_NEED_UPDATE")
    assert [one.result for one in retrying.retry_if_changed(hq)] == ["held"]
    assert retrying.retry_if_changed(hq) == [], "nothing has changed since"
    assert not shown(hq, "session")

    monkeypatch.setattr(retrying, "__version__", "0.9")
    (still,) = retrying.retry_if_changed(hq)
    assert (still.result, still.code) == ("held", "E_NEED_UPDATE"), "this update did not bring it"

    monkeypatch.setattr(retrying, "__version__", "1.0")
    monkeypatch.setattr(opening, "UNDERSTOOD", opening.UNDERSTOOD | {"tides"})
    (now,) = retrying.retry_if_changed(hq)
    assert now.result == "planned"
    import_planned(hq, now.arrival)
    assert list(shown(hq, "session")) == [record]
    assert checking.verify(hq).sound
