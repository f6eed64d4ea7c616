"""Stores that were put back, copied or carried to another computer go on in a new replica, and nothing is lost."""

from __future__ import annotations

import shutil
from contextlib import suppress
from pathlib import Path

import msgspec
import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from network_of_stores import Network
from offices import PASSPHRASE, replica_of, session
from silkfield.log.lines import Birth
from silkfield.operations import checking, finding, opening, recording
from silkfield.operations.exchange import alerting, receiving, sending
from silkfield.operations.sitting import Sitting
from silkfield.store.anchor import ANCHOR, Anchored
from silkfield.store.reading import State
from silkfield.store.replicas import begin_replica
from silkfield.store.store import DATABASE
from silkfield.store.streams import births, streams_written_by
from silkfield.store.writing import Writer


def save(sitting: Sitting, venue: str) -> str:
    return recording.save(sitting, "session", session(venue=venue)).record


def venues(sitting: Sitting) -> set[str]:
    return {str(shown.values["venue"]) for shown in finding.listing(sitting, "session").records}


def states(sitting: Sitting) -> set[State]:
    return {shown.state for shown in finding.listing(sitting, "session").records}


def opened(network: Network, label: str, machine: str | None = None) -> Sitting:
    """Close the store of a laptop, or headquarters', and open what lies in its folder now."""
    there = network.laptops.get(label, network.headquarters)
    with suppress(Exception):
        there.store.close()
    again = opening.open_store(there.store.folder, PASSPHRASE, clock=there.clock, machine=machine)
    network.stack.callback(again.store.close)
    if label in network.laptops:
        network.laptops[label] = again
    else:
        network.headquarters = again
    return again


def kept(sitting: Sitting, to: Path) -> Path:
    """Keep a copy of a store's folder as it is at this moment."""
    shutil.copytree(sitting.store.folder, to, ignore=shutil.ignore_patterns("*.db*", "*.lock"))
    sitting.store.database.copy_to(to / DATABASE)
    return to


def put_back(network: Network, label: str, backup: Path, *, anchor: bool = False) -> Sitting:
    """Put the database of a store back, with its anchor only when the whole folder was put back."""
    there = network.laptops.get(label, network.headquarters)
    there.store.close()
    for name in (DATABASE, *([ANCHOR] if anchor else [])):
        shutil.copy(backup / name, there.store.folder / name)
    return opened(network, label)


def born(sitting: Sitting) -> list[tuple[str, str, str, int]]:
    """Return replica, why, the replica it came from and the entry it went on from, of each own stream to headquarters."""
    with sitting.store.reading() as connection:
        own = {one.id for one in streams_written_by(connection, sitting.office.device, "hq")}
        found = []
        for stream, said in births(connection):
            if stream.id in own:
                assert isinstance(said, Birth)
                came = said.came_from
                found.append((stream.replica, said.why, came.replica if came else "", came.n if came else 0))
    return found


def test_the_anchor_says_how_far_each_stream_has_come_and_nothing_else(network: Network) -> None:
    isb = network.add("ISB")
    save(isb, "Somewhere")
    said = msgspec.json.decode((isb.store.folder / ANCHOR).read_bytes(), type=Anchored)
    with isb.store.reading() as connection:
        own = streams_written_by(connection, isb.office.device)
    assert said.replica == replica_of(isb)
    assert said.streams == {one.audience: (one.tip, one.tip_hash.hex()) for one in own}
    assert set(msgspec.json.decode((isb.store.folder / ANCHOR).read_bytes())) == {
        "replica",
        "machine",
        "streams",
        "imports",
    }


def _save_and_fail(writer: Writer) -> None:
    writer.add("hq", [b'{"t":"later","x":"AQEBAQEBAQEBAQEBAQEBAQ"}'], "edit")
    writer.flush()
    raise ZeroDivisionError


def test_a_save_that_did_not_happen_is_not_in_the_anchor(network: Network) -> None:
    isb = network.add("ISB")
    before = isb.store.anchor.read()
    with pytest.raises(ZeroDivisionError), isb.store.writing() as connection:
        _save_and_fail(isb.writer(connection))
    assert isb.store.anchor.read() == before
    save(isb, "Somewhere")
    replica = replica_of(isb)
    assert replica_of(opened(network, "ISB1")) == replica


@pytest.mark.parametrize("left", [None, b"", b'{"rep', b"\xff", b'{"replica":1}', b'{"x":' + b"[" * 100_000])
def test_an_anchor_that_is_missing_or_damaged_says_nothing_and_is_written_anew(
    left: bytes | None, network: Network
) -> None:
    isb = network.add("ISB")
    save(isb, "Somewhere")
    replica, anchor = replica_of(isb), isb.store.anchor.read()
    (isb.store.folder / ANCHOR).unlink()
    if left is not None:
        (isb.store.folder / ANCHOR).write_bytes(left)
    isb = opened(network, "ISB1")
    assert replica_of(isb) == replica
    assert isb.store.anchor.read() == anchor


def test_a_store_that_is_only_opened_and_used_keeps_its_replica(network: Network) -> None:
    isb = network.add("ISB")
    replica = replica_of(isb)
    for number in range(4):
        save(isb, f"Venue {number}")
        network.deliver(network.send(isb))
        network.hear()
        isb = opened(network, "ISB1")
    assert replica_of(isb) == replica
    assert [why for _replica, why, _from, _n in born(isb)] == ["install"]


@pytest.mark.parametrize("meanwhile", [0, 3])
def test_a_database_behind_its_anchor_goes_on_in_a_new_replica_and_all_arrives(
    meanwhile: int, network: Network, tmp_path: Path
) -> None:
    isb = network.add("ISB")
    save(isb, "Before")
    replica = replica_of(isb)
    backup = kept(isb, tmp_path / "backup")
    save(isb, "Sent and lost here")
    network.deliver(network.send(isb))
    isb = put_back(network, "ISB1", backup)
    if meanwhile:
        network.hear()
    for number in range(meanwhile):
        save(isb, f"After {number}")
    network.deliver(network.send(isb))
    network.hear()
    assert replica_of(isb) != replica
    assert states(isb) == {State.RECEIVED}
    assert venues(isb) == {"Before", *(f"After {number}" for number in range(meanwhile))}
    assert venues(network.headquarters) == venues(isb) | {"Sent and lost here"}
    with isb.store.reading() as connection:
        (first,) = [one for one in streams_written_by(connection, isb.office.device, "hq") if one.replica == replica]
    if meanwhile:
        assert born(isb)[1:] == [(replica_of(isb), "rollback", replica, first.tip)]
    assert checking.verify(isb).sound
    (sign_of_life,) = network.send(isb)
    assert network.deliver([sign_of_life])[0].plan.new == 0


def test_another_history_at_the_place_of_the_anchor_begins_a_new_replica(network: Network, tmp_path: Path) -> None:
    isb = network.add("ISB")
    backup = kept(isb, tmp_path / "backup")
    save(isb, "One")
    other = opening.open_store(backup, PASSPHRASE, clock=isb.clock)
    save(other, "Another")
    other.store.close()
    replica = replica_of(isb)
    assert replica_of(put_back(network, "ISB1", backup)) != replica


def test_a_store_on_another_computer_goes_on_in_a_new_replica_once(network: Network) -> None:
    isb = network.add("ISB")
    save(isb, "Here")
    replica = replica_of(isb)
    isb = opened(network, "ISB1", machine="another computer")
    moved = replica_of(isb)
    save(isb, "There")
    assert [why for _replica, why, _from, _n in born(isb)] == ["install", "clone"]
    isb = opened(network, "ISB1", machine="another computer")
    assert replica_of(isb) == moved != replica
    isb = opened(network, "ISB1", machine="")
    assert replica_of(isb) == moved, "where the computer does not say which it is, nothing is concluded"
    network.deliver(network.send(isb))
    network.hear()
    assert states(isb) == {State.RECEIVED}
    assert venues(network.headquarters) == {"Here", "There"}


def test_a_store_put_back_with_its_anchor_learns_it_from_headquarters(network: Network, tmp_path: Path) -> None:
    isb = network.add("ISB")
    save(isb, "Before")
    network.deliver(network.send(isb))
    backup = kept(isb, tmp_path / "backup")
    save(isb, "Sent and lost here")
    network.deliver(network.send(isb))
    isb = put_back(network, "ISB1", backup, anchor=True)
    replica = replica_of(isb)
    network.hear()
    assert replica_of(isb) != replica
    save(isb, "After")
    network.deliver(network.send(isb))
    network.hear()
    assert states(isb) == {State.RECEIVED}
    assert venues(network.headquarters) == {"Before", "Sent and lost here", "After"}
    after = replica_of(isb)
    network.hear()
    assert replica_of(isb) == after


def test_what_headquarters_confirmed_before_a_store_was_put_back_needs_not_be_sent_again(
    network: Network, tmp_path: Path
) -> None:
    isb = network.add("ISB")
    save(isb, "Before")
    backup = kept(isb, tmp_path / "backup")
    save(isb, "Sent and lost here")
    network.deliver(network.send(isb))
    isb = put_back(network, "ISB1", backup)
    save(isb, "After")
    network.deliver(network.send(isb))
    network.hear()
    (again,) = network.deliver(network.send(isb))
    assert again.plan.counts == dict.fromkeys(again.plan.counts, 0)
    assert {one.confirmed == one.changes for one in sending.overview(isb).bundles} == {True}


def test_mates_give_back_what_a_store_lost_and_it_arrives(network: Network, tmp_path: Path) -> None:
    first, second = network.add("ISB"), network.add("ISB")
    network.hear()
    save(first, "Before")
    backup = kept(first, tmp_path / "backup")
    save(first, "Lost here, known to the mate")
    receiving.receive(second, network.to_mates(first))
    first = put_back(network, "ISB1", backup)
    save(first, "After")
    receiving.receive(second, network.to_mates(first))
    receiving.receive(first, network.to_mates(second))
    assert venues(first) == venues(second) == {"Before", "Lost here, known to the mate", "After"}
    network.deliver(network.send(first))
    assert venues(network.headquarters) == venues(first)
    network.hear()
    assert states(first) == {State.RECEIVED}


def test_what_a_mate_gives_back_waits_until_the_store_knows_that_it_went_back(network: Network, tmp_path: Path) -> None:
    first, second, _third = network.add("ISB"), network.add("ISB"), network.add("ISB")
    network.hear()
    save(first, "Before")
    backup = kept(first, tmp_path / "backup")
    save(first, "Lost here")
    receiving.receive(second, network.to_mates(first))
    network.deliver(network.send(first))
    first = put_back(network, "ISB1", backup, anchor=True)
    refused = receiving.receive(first, network.to_mates(second))
    assert "E_POLICY" in {one.code for one in refused}
    assert venues(first) == {"Before"}
    network.hear("ISB1")
    assert venues(first) == {"Before", "Lost here"}
    assert checking.verify(first).sound


def test_headquarters_that_was_put_back_confirms_less_and_gets_all_again(network: Network, tmp_path: Path) -> None:
    isb = network.add("ISB")
    save(isb, "Before")
    network.deliver(network.send(isb))
    backup = kept(network.headquarters, tmp_path / "backup")
    save(isb, "Received and lost")
    network.deliver(network.send(isb))
    network.hear()
    assert states(isb) == {State.RECEIVED}
    late = network.reply("ISB")
    for _time in range(2):  # twice from the same backup: of two that nobody names the last one counts
        headquarters = put_back(network, "HQ", backup)
        network.hear()
        assert states(isb) == {State.RECEIVED, State.IN_BUNDLE}
        receiving.receive(isb, late)
        assert states(isb) == {State.RECEIVED, State.IN_BUNDLE}, "an older replica's word counts no more"
        network.deliver(network.send(isb))
        assert venues(headquarters) == {"Before", "Received and lost"}
        network.hear()
        assert states(isb) == {State.RECEIVED}
    assert checking.verify(isb).sound


@pytest.mark.parametrize("told", [False, True], ids=["before its receipt went out", "after"])
def test_headquarters_put_back_by_hand_is_noticed_whatever_it_had_done_since(
    told: bool, network: Network, tmp_path: Path
) -> None:
    isb = network.add("ISB")
    save(isb, "Before")
    network.deliver(network.send(isb))
    backup = kept(network.headquarters, tmp_path / "backup")
    save(isb, "Received and lost")
    network.deliver(network.send(isb))
    if told:
        network.hear()
    replica = replica_of(network.headquarters)
    assert replica_of(opened(network, "HQ")) == replica
    headquarters = put_back(network, "HQ", backup)
    assert replica_of(headquarters) != replica
    (line,) = alerting.listing(headquarters)
    assert (line.code, "older than it had been" in line.sentence) == ("W_ROLLBACK", True)
    network.hear()
    network.deliver(network.send(isb))
    assert venues(headquarters) == {"Before", "Received and lost"}
    again = opened(network, "HQ")
    assert replica_of(again) == replica_of(headquarters)
    assert len(alerting.listing(again)) == 1


def test_what_headquarters_shares_arrives_although_it_was_put_back(network: Network, tmp_path: Path) -> None:
    isb = network.add("ISB")
    organisation = recording.save(network.headquarters, "organisation", {"name": "Not sent yet"}).record
    backup = kept(network.headquarters, tmp_path / "backup")
    recording.save(network.headquarters, "organisation", {"name": "Lost"})
    headquarters = put_back(network, "HQ", backup)
    other = recording.save(headquarters, "organisation", {"name": "After"}).record
    network.hear()
    assert finding.record(isb, organisation).values["name"] == "Not sent yet"
    assert finding.record(isb, other).values["name"] == "After"


@settings(max_examples=8, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(order=st.permutations(range(4)))
def test_the_newest_word_of_headquarters_never_goes_back(order: list[int], network: Network) -> None:
    label = f"{network.add('LHE').office.label}"
    lhe = network.laptops[label]
    replies = []
    for _number in order:
        save(lhe, "Somewhere")
        network.deliver(network.send(lhe))
        replies.append(network.reply("LHE"))
    said = []
    for place in order:
        receiving.receive(lhe, replies[place])
        record = save(lhe, "After it")
        with lhe.store.reading() as connection:
            (row,) = connection.exec_driver_sql(
                "SELECT header FROM entry JOIN body ON body.entry = entry.id WHERE record = ?", (record,)
            )
        said.append(msgspec.json.decode(row.header).get("s", 0))
    assert said == sorted(said)
    assert said[-1] > 0


@pytest.mark.parametrize("why", ["restore", "clone", "rollback"])
def test_a_new_replica_says_why_it_began_and_what_it_went_on_from(why: str, network: Network) -> None:
    isb = network.add("ISB")
    save(isb, "Before")
    former = replica_of(isb)
    with isb.store.reading() as connection:
        (own,) = streams_written_by(connection, isb.office.device, "hq")
    begin_replica(isb.store, why)  # type: ignore[arg-type]
    latest = begin_replica(isb.store, why)  # type: ignore[arg-type]
    save(isb, "After")
    assert born(isb)[1:] == [(latest, why, former, own.tip)]
    assert replica_of(opened(network, "ISB1")) == latest
