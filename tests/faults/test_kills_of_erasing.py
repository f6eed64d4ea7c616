"""Erasing, and what a mate brings, killed before each step: nothing erased is left to be found, nothing else is missing."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import ExitStack, contextmanager
from pathlib import Path

import pytest

from bytes_at_rest import everything
from dying_program import Ended, Program, killed_everywhere
from fast_folder import fast_folder
from network_of_stores import make_network
from offices import PASSPHRASE, session
from silkfield.clock import SetClock
from silkfield.operations import checking, finding, opening, recording
from silkfield.operations.exchange import erasing, receiving, sending
from silkfield.operations.sitting import Sitting
from stages import Stage

NAME, NOTE = "Zarmina Durrani", "asked about Oman twice"
SOME = pytest.mark.parametrize("every", [9, pytest.param(1, marks=pytest.mark.long)])


@contextmanager
def open_at(folder: Path) -> Iterator[Sitting]:
    sitting = opening.open_store(folder, PASSPHRASE, clock=SetClock.on("2016-06-01"))
    try:
        yield sitting
    finally:
        sitting.store.close()


def held(sitting: Sitting) -> tuple[dict[str, int], list[str]]:
    """Return how many records of each form a store holds, and which of the secrets lie anywhere in its files."""
    verdict = checking.verify(sitting)
    assert verdict.sound, verdict.faults
    counts = {form: found for form in sitting.forms if (found := finding.listing(sitting, form).count)}
    there = everything(sitting)
    return counts, [secret for secret in (NAME, NOTE) if secret.encode() in there]


@pytest.fixture(scope="module")
def site(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """Two laptops of a site; the first has a client with all that belongs to one, on its way to the second; and an order."""
    folder = tmp_path_factory.mktemp("site")
    with ExitStack() as stack:
        network = make_network(folder, stack)
        first, second = network.add("ISB"), network.add("ISB")
        network.hear()
        recording.save(second, "session", session(venue="At the second laptop"))
        client = recording.save(first, "client", {"identity_level": "I2", "sex": "F", "age_group": "A25"}).record
        recording.save(first, "client_identity", {"client": client, "full_name": NAME, "phone": "+923339876543"})
        made = {"client": client, "contact_date": "2016-05-30", "channel": "WALKIN", "sex": "F", "age_group": "A25"}
        said = {"stage": "INT", "topics": ["JOB"], "outcomes": ["INFO"]}
        contact = recording.save(first, "counselling_contact", {**made, **said}).record
        recording.save(first, "counselling_note", {"contact": contact, "note": NOTE})
        sending.send(first, folder / "mates", mates=True, part_bytes=4_500)
        network.deliver(network.send(first))
        erasing.erase(network.headquarters, client)
        sending.send(network.headquarters, folder / "order", site="ISB")
        (folder / "client").write_text(client)
    return folder


@pytest.fixture
def stage(site: Path) -> Iterator[Stage]:
    with fast_folder() as folder:
        yield Stage(site, folder / "stage")


@SOME
def test_an_erasure_that_was_killed_is_made_once_and_leaves_nothing(every: int, program: Program, stage: Stage) -> None:
    client = (stage.fresh() / "client").read_text()

    def run(deadly: int = 0) -> Ended:
        return program("erase", client, "--store", stage.folder / "ISB1", "--yes", deadly=deadly)

    def look(folder: Path, ended: Ended) -> None:
        with open_at(folder / "ISB1") as sitting:
            _counts, secrets = held(sitting)
            begun = bool(erasing.listing(sitting))
        assert begun == (secrets == []), "wholly or not at all, once the store was opened again"
        assert begun or ended.killed
        if not begun:
            assert run().code == 0
        with open_at(folder / "ISB1") as sitting:
            assert held(sitting) == ({"client": 1, "counselling_contact": 1}, [])
            assert len(erasing.listing(sitting)) == 1

    assert killed_everywhere(run, stage, look, every=every) > 9


@SOME
def test_an_order_to_erase_that_was_killed_is_obeyed_once(every: int, program: Program, stage: Stage) -> None:
    def run(deadly: int = 0) -> Ended:
        return program("receive", stage.folder / "order", "--store", stage.folder / "ISB1", deadly=deadly)

    def look(folder: Path, _ended: Ended) -> None:
        assert run().code == 0
        with open_at(folder / "ISB1") as sitting:
            assert held(sitting) == ({"client": 1, "counselling_contact": 1}, [])
            assert len(erasing.listing(sitting)) == 1

    assert killed_everywhere(run, stage, look, every=every) > 20


@SOME
def test_what_a_mate_brings_arrives_once_when_it_was_killed(every: int, program: Program, stage: Stage) -> None:
    def run(deadly: int = 0) -> Ended:
        return program("receive", stage.folder / "mates", "--store", stage.folder / "ISB2", deadly=deadly)

    def look(folder: Path, _ended: Ended) -> None:
        again = run()
        assert again.code == 0
        assert {part["result"] for part in again.document["parts"]} <= {"imported", "known"}
        with open_at(folder / "ISB2") as sitting:
            counts, secrets = held(sitting)
            assert secrets == [NAME, NOTE]
            assert counts == {
                "client": 1,
                "client_identity": 1,
                "client_match": 1,
                "counselling_contact": 1,
                "counselling_note": 1,
                "session": 1,
            }
            receiving.receive(sitting, [folder / "order"])
            assert held(sitting)[1] == []

    assert killed_everywhere(run, stage, look, every=every) > 20
