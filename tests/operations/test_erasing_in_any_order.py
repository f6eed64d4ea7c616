"""Whatever arrives first: once a laptop has the order and the parts, nothing erased is left, and all else is the same."""

from __future__ import annotations

import shutil
from collections.abc import Iterator
from contextlib import ExitStack
from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from bytes_at_rest import everything
from fast_folder import fast_folder
from network_of_stores import make_network
from offices import PASSPHRASE
from silkfield.clock import SetClock
from silkfield.operations import checking, finding, opening, recording
from silkfield.operations.exchange import erasing, receiving, sending
from silkfield.operations.sitting import Sitting
from tries import share

NAME, CORRECTED, NOTE = "Zarmina Durrani", "Zarmina Durrany", "asked about Oman twice"


@pytest.fixture(scope="module")
def site(tmp_path_factory: pytest.TempPathFactory) -> Iterator[tuple[Path, list[Path], list[Path]]]:
    """The store of a laptop that knows nothing yet, and what is on its way: its mate's parts, and an order to erase."""
    folder = tmp_path_factory.mktemp("site")
    with ExitStack() as stack:
        network = make_network(folder, stack)
        first, second = network.add("ISB"), network.add("ISB")
        network.hear()
        second.store.close()
        client = recording.save(first, "client", {"identity_level": "I2", "sex": "F", "age_group": "A25"}).record
        names = {"client": client, "full_name": NAME, "phone": "+923339876543"}
        identity = recording.save(first, "client_identity", names).record
        said = {"contact_date": "2016-05-30", "channel": "WALKIN", "sex": "F", "age_group": "A25", "stage": "INT"}
        contact = recording.save(
            first, "counselling_contact", {"client": client, **said, "topics": ["JOB"], "outcomes": ["INFO"]}
        ).record
        recording.save(first, "counselling_note", {"contact": contact, "note": NOTE})
        recording.save(first, "client_identity", {**names, "full_name": CORRECTED}, identity)
        parts = sending.send(first, folder / "mates", mates=True, part_bytes=4_500).paths
        network.deliver(network.send(first))
        erasing.erase(network.headquarters, client)
        order = sending.send(network.headquarters, folder / "order", site="ISB").paths
        yield second.store.folder, list(parts), list(order)


def seen(sitting: Sitting) -> dict[str, list[dict[str, object]]]:
    return {form: [dict(one.values) for one in finding.listing(sitting, form).records] for form in sitting.forms}


@pytest.mark.scaled
@given(data=st.data())
@settings(max_examples=share(300))
def test_an_order_beats_everything_in_whatever_order_it_arrives(
    site: tuple[Path, list[Path], list[Path]], data: st.DataObject
) -> None:
    template, parts, order = site
    again = data.draw(st.lists(st.sampled_from([*parts, *order]), max_size=3))
    arriving = data.draw(st.permutations([*parts, *order, *again]))
    with fast_folder() as folder:
        shutil.copytree(template, folder / "ISB2")
        sitting = opening.open_store(folder / "ISB2", PASSPHRASE, clock=SetClock.on("2016-06-01"))
        try:
            for part in arriving:
                receiving.receive(sitting, [part])
            there = everything(sitting)
            assert [words for words in (NAME, CORRECTED, NOTE) if words.encode() in there] == []
            verdict = checking.verify(sitting)
            assert verdict.sound, verdict.faults
            found = {form: len(records) for form, records in seen(sitting).items() if records}
            assert found == {"client": 1, "counselling_contact": 1}
        finally:
            sitting.store.close()


def test_without_the_order_the_name_would_be_found(site: tuple[Path, list[Path], list[Path]]) -> None:
    template, parts, _order = site
    with fast_folder() as folder:
        shutil.copytree(template, folder / "ISB2")
        sitting = opening.open_store(folder / "ISB2", PASSPHRASE, clock=SetClock.on("2016-06-01"))
        receiving.receive(sitting, parts)
        there = everything(sitting)
        sitting.store.close()
    assert all(words.encode() in there for words in (NAME, CORRECTED, NOTE))
