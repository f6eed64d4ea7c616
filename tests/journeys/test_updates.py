"""What an older program kept without being able to read it is acted on after its update, as if it had arrived now."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

import pytest
from sqlalchemy import func, select

from insider import Insider, salt
from network_of_stores import Network
from offices import PASSPHRASE, session
from programs import FIRST, TOY, WHEELS, Programs
from silkfield.log import reading
from silkfield.operations import checking, finding, opening, recording
from silkfield.operations.exchange import asking, erasing, match_key, retrying, revoking, taking_over, withholding
from silkfield.operations.exchange import network as networks
from silkfield.operations.finding import state_in_words
from silkfield.operations.sitting import Sitting
from silkfield.records.identity import new_id
from silkfield.store import journal, store
from silkfield.store.tables import body


@contextmanager
def older(*types: str) -> Iterator[None]:
    """Go back to a program that does not know some types of bodies yet."""
    with pytest.MonkeyPatch.context() as patch:
        for module in (journal, store):
            patch.setattr(module, "UNDERSTOOD", journal.UNDERSTOOD - set(types))
        known = {tag: kind for tag, kind in reading._KNOWN.items() if tag not in types}
        patch.setattr(reading, "_KNOWN", known)
        if "ack" in types:
            patch.setattr(taking_over, "take_over", lambda *_said: None)
        yield


def reopened(network: Network, sitting: Sitting) -> Sitting:
    """Close a store and open it with the program of the moment."""
    sitting.store.close()
    opened = opening.open_store(sitting.store.folder, PASSPHRASE, clock=sitting.clock)
    network.stack.callback(opened.store.close)
    retrying.retry_if_changed(opened)
    if sitting.office.is_headquarters:
        network.headquarters = opened
    else:
        network.laptops[sitting.office.label] = opened
    return opened


def unread(sitting: Sitting) -> int:
    with sitting.store.reading() as connection:
        return connection.execute(select(func.count()).where(body.c.held)).scalar_one()


def a_client(isb: Sitting) -> str:
    client = recording.save(isb, "client", {"identity_level": "I2", "sex": "F", "age_group": "A25"}).record
    recording.save(isb, "client_identity", {"client": client, "full_name": "Zarmina Durrani"})
    return client


def test_an_order_to_erase_that_a_site_could_not_read_is_obeyed_and_answered_after_its_update(network: Network) -> None:
    isb, hq = network.add("ISB"), network.headquarters
    client = a_client(isb)
    network.deliver(network.send(isb))
    erasing.erase(hq, client)
    with older("erase"):
        isb = reopened(network, isb)
        network.hear()
        assert finding.listing(isb, "client_identity").count == 1
        assert unread(isb) == 1

    isb = reopened(network, isb)

    assert finding.listing(isb, "client_identity").count == 0
    assert unread(isb) == 0
    network.deliver(network.send(isb))
    ((line,),) = (one.laptops for one in erasing.listing(hq))
    assert (line.confirmed, line.gone) == (True, 1)
    assert checking.verify(isb).sound
    end = network.send(reopened(network, isb), everything=True)
    assert network.deliver(end)[0].plan.counts["new"] == 0, "it is answered once"


def test_what_sites_said_of_erasing_is_heard_after_the_update_of_headquarters(network: Network) -> None:
    isb = network.add("ISB")
    client = a_client(isb)
    erasing.erase(isb, client)
    with older("erase_request", "erased"):
        reopened(network, network.headquarters)
        network.deliver(network.send(isb))
        assert erasing.listing(network.headquarters) == []

    hq = reopened(network, network.headquarters)

    (line,) = erasing.listing(hq)
    assert (line.asked, line.confirmed) == (False, 0), "what the site asked for is ordered"
    network.hear()
    with older("erased"):
        hq = reopened(network, hq)
        network.deliver(network.send(isb))
        assert erasing.listing(hq)[0].confirmed == 0
    hq = reopened(network, hq)
    assert erasing.listing(hq)[0].confirmed == 1
    assert checking.verify(hq).sound


def test_lists_of_laptops_receipts_and_requests_hold_after_a_laptops_update(network: Network) -> None:
    isb, pew, hq = network.add("ISB"), network.add("PEW"), network.headquarters
    network.hear()
    record = recording.save(isb, "session", session()).record
    network.deliver(network.send(isb))
    asking.want(hq, "ISB")
    asking.tell(hq, "ISB", "Well done.")
    revoking.revoke(hq, "PEW1", "Stolen")
    with older("ack", "roster", "want", "notice"):
        isb = reopened(network, isb)
        network.hear("ISB1")
        assert (asking.is_wanted(isb), asking.notices(isb)) == (False, [])
        assert "Received" not in state_in_words(finding.record(isb, record))

    isb = reopened(network, isb)

    assert state_in_words(finding.record(isb, record)) == "Received by HQ"
    assert asking.is_wanted(isb)
    assert [one.text for one in asking.notices(isb)] == ["Well done."]
    held = networks.held_roster(isb)
    assert held is not None
    assert [one.key_id for one in held.devices if one.revoked] == [pew.office.device]


def test_envelopes_are_opened_and_passed_on_after_updates(network: Network) -> None:
    isb, pew = network.add("ISB"), network.add("PEW")
    network.hear()
    with older("sealed"):
        reopened(network, network.headquarters)
        network.deliver(network.send(isb))
    reopened(network, network.headquarters)
    with older("sealed"):
        reopened(network, pew)
        network.hear("PEW1")
    pew = reopened(network, network.laptops["PEW1"])
    with isb.store.reading() as here, pew.store.writing() as there:
        assert match_key.settle(there, pew) == match_key.held_key(here, isb) is not None


def test_nobody_is_obeyed_in_a_stream_that_is_not_theirs_to_write(network: Network, tmp_path: Path) -> None:
    isb, hq = network.add("ISB"), network.headquarters
    record = recording.save(isb, "session", session()).record
    network.deliver(network.send(isb))
    insider = Insider(isb, tmp_path / "insider")
    order = {"t": "erase", "order": new_id(1), "records": [record], "basis": "mistake", "at": 1, "x": salt()}
    insider.write([order, {"t": "erased", "order": "nonsense", "x": salt()}])
    with older("erase", "erased"):
        hq = reopened(network, hq)
        (outcome,) = network.deliver([insider.send()])
        assert outcome.result == "imported"

    hq = reopened(network, hq)

    assert finding.listing(hq, "session").count == 1
    assert erasing.listing(hq) == []
    assert unread(hq) == 1, "what is no answer stays unread"


def test_what_was_set_aside_by_hand_is_not_acted_on(network: Network) -> None:
    isb, hq = network.add("ISB"), network.headquarters
    erasing.erase(isb, a_client(isb))
    with older("erase_request"):
        hq = reopened(network, hq)
        (outcome,) = network.deliver(network.send(isb))
    withholding.undo(hq, outcome.label)
    hq = reopened(network, hq)
    assert erasing.listing(hq) == []


def test_a_form_that_says_who_somebody_is_only_since_the_update_is_erased_with_that_person(
    network: Network, tmp_path: Path
) -> None:
    programs = Programs(tmp_path / "programs")
    isb = programs.open(network.add("ISB"), FIRST)
    client = a_client(isb)
    recording.save(isb, "toy", {"name": client})
    recording.save(isb, "toy", {"name": "Truck"})
    erasing.erase(isb, client)
    assert finding.listing(isb, "toy").count == 2
    upgrade = "from silkfield.formkit.form import Erasing"
    isb = programs.open(isb, TOY.format(upgrade=upgrade, fields=WHEELS, declared="erasing=Erasing.NAMES,"))
    assert [one.values["name"] for one in finding.listing(isb, "toy").records] == ["Truck"]
    isb.store.close()
    programs.install()
