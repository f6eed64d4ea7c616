"""Copied and put back stores are said once, in one sentence, and both histories are kept and carried on."""

from __future__ import annotations

import json
import shutil
from pathlib import Path
from secrets import token_hex

import pytest

from network_of_stores import Network
from offices import PASSPHRASE, session
from silkfield.commands import run
from silkfield.errors import Trouble
from silkfield.operations import checking, finding, opening, recording
from silkfield.operations.exchange import alerting, receiving
from silkfield.operations.exchange.alerting import AlertLine
from silkfield.operations.sitting import Sitting
from silkfield.store.anchor import ANCHOR
from silkfield.store.reading import State
from silkfield.store.store import DATABASE


def save(sitting: Sitting, venue: str) -> str:
    return recording.save(sitting, "session", session(venue=venue)).record


def venues(sitting: Sitting) -> set[str]:
    return {str(shown.values["venue"]) for shown in finding.listing(sitting, "session").records}


def copied(network: Network, sitting: Sitting, to: Path, machine: str | None = None) -> Sitting:
    """Copy a store's folder and open the copy, on this computer or on another one."""
    shutil.copytree(sitting.store.folder, to, ignore=shutil.ignore_patterns("*.db*", "*.lock"))
    sitting.store.database.copy_to(to / DATABASE)
    copy = opening.open_store(to, PASSPHRASE, clock=sitting.clock, machine=machine)
    network.stack.callback(copy.store.close)
    return copy


def alerts(sitting: Sitting, code: str = "W_FORK") -> list[AlertLine]:
    return [one for one in alerting.listing(sitting) if one.code == code]


@pytest.mark.parametrize("machine", [None, "another computer"])
@pytest.mark.parametrize("first", ["here", "there"])
def test_a_copy_that_both_branches_wrote_on_is_said_once_at_headquarters(
    machine: str | None, first: str, network: Network, tmp_path: Path
) -> None:
    isb = network.add("ISB")
    save(isb, "Before")
    network.deliver(network.send(isb))
    copy = copied(network, isb, tmp_path / "copy", machine)
    for sitting, venue in ((isb, "Here"), (copy, "There")):
        save(sitting, venue)
    one, other = (isb, copy) if first == "here" else (copy, isb)
    assert {outcome.code for outcome in network.deliver(network.send(one))} == {""}
    assert [outcome.code for outcome in network.deliver(network.send(other)) if outcome.code] == ["W_FORK"]
    (alert,) = alerts(network.headquarters)
    assert alert.sentence == "ISB1 was copied or put back: two histories since change 2 (2016-06-01). Both are kept."
    assert (alert.laptop, alert.n) == ("ISB1", 2)
    save(copy, "Once more")
    for sitting in (copy, isb, copy):
        network.deliver(network.send(sitting, everything=True))
    assert alerts(network.headquarters) == [alert]
    assert venues(network.headquarters) == {"Before", "Here", "There", "Once more"}
    assert checking.verify(network.headquarters).sound


def test_without_a_copy_nothing_is_said(network: Network) -> None:
    isb, mate = network.add("ISB"), network.add("ISB")
    for number in range(3):
        for laptop in (isb, mate):
            save(laptop, f"{laptop.office.label} {number}")
            files = network.send(laptop, part_bytes=5_000)
            network.deliver(list(reversed(files)))
            network.deliver(files)
        network.hear()
        receiving.receive(mate, network.to_mates(isb))
    for sitting in (isb, mate, network.headquarters):
        assert alerting.listing(sitting) == []


def test_a_fork_before_a_hole_is_said_vaguely_first_and_exactly_when_the_hole_closes(
    network: Network, tmp_path: Path
) -> None:
    isb = network.add("ISB")
    copy = copied(network, isb, tmp_path / "copy")
    for sitting in (isb, copy):
        for number in range(30):
            recording.save(sitting, "session", session(venue=f"Venue {number}", remarks=token_hex(200)))
    network.deliver(network.send(isb))
    parts = network.send(copy, part_bytes=8_000)
    assert len(parts) > 1
    network.deliver(parts[-1:])
    (vague,) = alerts(network.headquarters)
    assert vague.n > 1
    network.deliver(parts[:-1])
    (exact,) = alerts(network.headquarters)
    assert (exact.id, exact.n) == (vague.id, 1)


def test_a_mate_carries_both_histories_on(network: Network, tmp_path: Path) -> None:
    isb, mate, third = network.add("ISB"), network.add("ISB"), network.add("ISB")
    network.hear()
    save(isb, "Before")
    copy = copied(network, isb, tmp_path / "copy")
    for sitting, count in ((isb, 2), (copy, 3)):
        for number in range(count):
            save(sitting, f"{sitting.store.folder.name} {number}")
        receiving.receive(mate, network.to_mates(sitting))
    assert [one.laptop for one in alerts(mate)] == ["ISB1"]
    outcomes = receiving.receive(third, network.to_mates(mate))
    assert {one.result for one in outcomes} == {"imported"}
    assert venues(third) == venues(mate) == {"Before", "ISB1 0", "ISB1 1", "copy 0", "copy 1", "copy 2"}
    assert checking.verify(third).sound
    save(copy, "Later")
    receiving.receive(mate, network.to_mates(copy))
    receiving.receive(third, network.to_mates(mate))
    assert venues(third) == venues(mate)


def test_a_copy_learns_from_headquarters_that_there_is_another_one(network: Network, tmp_path: Path) -> None:
    isb = network.add("ISB")
    save(isb, "Before")
    copy = copied(network, isb, tmp_path / "copy")
    save(isb, "Here")
    network.deliver(network.send(isb))
    receiving.receive(copy, network.reply("ISB"))
    (alert,) = alerts(copy, "W_ROLLBACK")
    assert alert.n == 3
    assert "headquarters has its changes up to 3, which are not here" in alert.sentence
    receiving.receive(copy, network.reply("ISB"))
    save(copy, "There")
    network.deliver(network.send(copy))
    for sitting in (isb, copy):
        receiving.receive(sitting, network.reply("ISB"))
        assert {shown.state for shown in finding.listing(sitting, "session").records} == {State.RECEIVED}
    assert len(alerts(copy, "W_ROLLBACK")) == 1
    assert alerts(isb, "W_ROLLBACK") == []
    assert venues(network.headquarters) == {"Before", "Here", "There"}


def test_what_mates_gave_back_and_what_was_written_instead_both_arrive(network: Network, tmp_path: Path) -> None:
    isb, mate = network.add("ISB"), network.add("ISB")
    network.hear()
    save(isb, "Before")
    shutil.copytree(isb.store.folder, tmp_path / "kept", ignore=shutil.ignore_patterns("*.db*", "*.lock"))
    isb.store.database.copy_to(tmp_path / "kept" / DATABASE)
    save(isb, "Lost, known to the mate")
    receiving.receive(mate, network.to_mates(isb))
    isb.store.close()
    for name in (DATABASE, ANCHOR):
        shutil.copy(tmp_path / "kept" / name, isb.store.folder / name)
    isb = opening.open_store(isb.store.folder, PASSPHRASE, clock=isb.clock)
    network.stack.callback(isb.store.close)
    network.laptops["ISB1"] = isb
    save(isb, "Written in its place")  # nobody has told it yet that it went back
    isb.store.close()
    isb = opening.open_store(isb.store.folder, PASSPHRASE, clock=isb.clock, machine="another computer")
    network.stack.callback(isb.store.close)
    network.laptops["ISB1"] = isb
    save(isb, "After")
    receiving.receive(mate, network.to_mates(isb))
    receiving.receive(isb, network.to_mates(mate))
    expected = {"Before", "Lost, known to the mate", "Written in its place", "After"}
    assert venues(isb) == venues(mate) == expected
    network.deliver(network.send(isb))
    assert venues(network.headquarters) == expected
    network.hear()
    assert {shown.state for shown in finding.listing(isb, "session").records} == {State.RECEIVED}
    (sign_of_life,) = network.send(isb)
    assert network.deliver([sign_of_life])[0].plan.counts == {"new": 0, "changed": 0, "known": 0, "clash": 0, "held": 0}


def test_an_alert_is_settled_with_a_reason_and_stays_settled(
    network: Network, tmp_path: Path, capsys: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("SILKFIELD_PASSPHRASE", PASSPHRASE)
    isb = network.add("ISB")
    copy = copied(network, isb, tmp_path / "copy")
    for sitting in (isb, copy):
        save(sitting, sitting.store.folder.name)
        network.deliver(network.send(sitting))
    hq = network.headquarters
    (alert,) = alerts(hq)
    with pytest.raises(Trouble, match="Nothing is said"):
        alerting.settle(hq, alert.id, " ")
    hq.store.close()

    def said(*words: str) -> dict[str, object]:
        code = run(["alerts", "--store", str(hq.store.folder), "--json", *words])
        document: dict[str, object] = json.loads(capsys.readouterr().out)
        return {**document, "code": code}

    assert [one["id"] for one in said()["alerts"]] == [alert.id]  # type: ignore[attr-defined]
    done = said("--settle", str(alert.id), "--reason", "Two people used the same backup")
    assert done["alerts"][0]["reason"] == "Two people used the same backup"  # type: ignore[index]
    assert said() == {"alerts": [], "code": 0}
    assert said("--all")["alerts"][0]["person"] == "Farah"  # type: ignore[index]
    assert said("--settle", str(alert.id), "--reason", "again")["error"] == "no_alert"
    assert run(["alerts", "--store", str(hq.store.folder), "--all"]) == 0
    assert "Settled by Farah: Two people used the same backup" in capsys.readouterr().out
    assert run(["alerts", "--store", str(hq.store.folder)]) == 0
    assert "nothing to look into" in capsys.readouterr().out
