"""Headquarters' transport key: a new one reaches every laptop before the old one goes, and then old bundles die."""

from __future__ import annotations

from pathlib import Path

import pytest

import bytes_at_rest
from network_of_stores import Network
from offices import PASSPHRASE, session
from silkfield.bundles.age_file import decrypt
from silkfield.bundles.envelope import unwrap
from silkfield.bundles.faults import BundleFault
from silkfield.errors import Trouble
from silkfield.operations import opening, recording
from silkfield.operations.exchange import inviting, joining, rotating
from silkfield.operations.exchange import network as networks
from silkfield.operations.exchange.rotating import DAYS
from silkfield.trust.keys import TransportKey

DAY = 24 * 60 * 60 * 1000


def recipients(network: Network) -> tuple[str, ...]:
    held = networks.held_roster(network.headquarters)
    assert held is not None
    return held.headquarters.transport


def opened_by(path: Path, secret: str) -> bool:
    try:
        decrypt(unwrap(path.read_bytes())[1], (TransportKey(secret),))
    except BundleFault:
        return False
    return True


def go_around(network: Network) -> None:
    """Let every site hear headquarters and answer."""
    for label, laptop in network.laptops.items():
        network.hear(label)
        recording.save(laptop, "session", session())
        assert {one.result for one in network.deliver(network.send(laptop))} == {"imported"}


def states(network: Network) -> list[str]:
    return [line.state for line in rotating.standing(network.headquarters)]


def reopen(network: Network) -> None:
    folder, clock = network.headquarters.store.folder, network.headquarters.clock
    network.headquarters.store.close()
    network.headquarters = opening.open_store(folder, PASSPHRASE, clock=clock)
    network.stack.callback(network.headquarters.store.close)


def test_a_key_is_rotated_one_acknowledged_bundle_ahead_and_in_the_end_destroyed(network: Network) -> None:
    isb, lhe, hq = network.add("ISB"), network.add("LHE"), network.headquarters
    old = hq.office.transport_secret
    assert states(network) == ["in use"]
    recording.save(isb, "session", session())
    (forgotten,) = network.send(isb)
    go_around(network)

    keys = rotating.rotate(hq)
    fresh = keys[0].recipient
    assert [one.state for one in keys] == ["in use", "in use"]
    assert keys[0].waiting == ("ISB1", "LHE1")
    with pytest.raises(Trouble, match="ISB1, LHE1"):
        rotating.rotate(hq)

    network.hear("ISB1")
    (both,) = network.send(isb)
    assert opened_by(both, old), "until everybody has heard, laptops write for both keys"
    network.deliver([both])
    assert rotating.standing(hq)[0].waiting == ("LHE1",)
    assert len(recipients(network)) == 2
    go_around(network)
    assert recipients(network) == (fresh,)
    assert states(network)[1] == "old; not every laptop has heard yet that it is used no more"
    go_around(network)
    assert states(network)[1] == "old; opens what is on its way until it is destroyed"
    recording.save(lhe, "session", session())
    (alone,) = network.send(lhe)
    assert not opened_by(alone, old)

    reopen(network)
    assert {one.result for one in network.deliver([alone])} == {"imported"}
    network.headquarters.clock.milliseconds += (DAYS - 1) * DAY  # type: ignore[attr-defined]
    rotating.settle(network.headquarters)
    assert old.encode() in bytes_at_rest.everything(network.headquarters)
    network.headquarters.clock.milliseconds += DAY  # type: ignore[attr-defined]
    rotating.settle(network.headquarters)

    assert states(network) == ["in use", "destroyed"]
    assert old.encode() not in bytes_at_rest.everything(network.headquarters)
    (refused,) = network.deliver([forgotten])
    assert refused.code == "E_NOT_FOR_US"
    assert rotating.losses(network.headquarters) == ()


def test_a_person_destroys_old_keys_at_once_and_is_told_what_is_lost(network: Network) -> None:
    isb, hq = network.add("ISB"), network.headquarters
    with pytest.raises(Trouble, match="no old key"):
        rotating.destroy_old(hq)
    recording.save(isb, "session", session())
    network.deliver(network.send(isb), plan_only=True)
    rotating.rotate(hq)
    lost = " ".join(rotating.losses(hq))
    assert "before list 4" in lost
    assert "Everything that ISB1 sends" in lost
    assert "1 part that waits" in lost

    assert [one.state for one in rotating.destroy_old(hq)] == ["in use", "destroyed"]

    (refused,) = network.deliver(network.send(isb))
    assert refused.code == "E_NOT_FOR_US"
    network.hear("ISB1")
    assert {one.result for one in network.deliver(network.send(isb, everything=True))} == {"imported"}
    rotating.rotate(hq)
    assert len(rotating.standing(hq)) == 3


def test_a_lost_laptop_and_a_part_that_waits_decide_when_a_key_goes(network: Network) -> None:
    isb, lhe, hq = network.add("ISB"), network.add("LHE"), network.headquarters
    recording.save(lhe, "session", session())
    network.deliver(network.send(lhe), plan_only=True)
    rotating.rotate(hq)
    network.revoke("LHE1")
    del network.laptops["LHE1"]
    go_around(network)
    go_around(network)
    assert states(network)[1] == "old; opens what is on its way until it is destroyed", "nobody waits for a lost laptop"
    hq.clock.milliseconds += 2 * DAYS * DAY  # type: ignore[attr-defined]
    rotating.settle(hq)
    assert states(network)[1] != "destroyed", "a part that waits here needs it"
    recording.save(isb, "session", session())
    assert {one.result for one in network.deliver(network.send(isb))} == {"imported"}


def test_a_new_laptop_writes_for_the_newest_key(network: Network, tmp_path: Path) -> None:
    network.add("ISB")
    rotating.rotate(network.headquarters)
    rotating.destroy_old(network.headquarters)
    pew = network.add("PEW")
    recording.save(pew, "session", session())
    assert {one.result for one in network.deliver(network.send(pew))} == {"imported"}
    invited = inviting.invite(network.headquarters, "KHI", "MIC Karachi")
    joined = joining.join(tmp_path / "khi", invited.part, "Sana", PASSPHRASE, clock=network.headquarters.clock)
    joined.sitting.store.close()
    assert joined.sitting.office.headquarters_transport == recipients(network)


def test_only_headquarters_rotates(network: Network) -> None:
    isb = network.add("ISB")
    for ask in (rotating.rotate, rotating.standing, rotating.losses, rotating.destroy_old):
        with pytest.raises(Trouble, match="Only headquarters"):
            ask(isb)
