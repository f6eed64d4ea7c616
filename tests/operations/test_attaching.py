"""Attachments: kept encrypted, cleaned, whole or not there; and on their way nothing of a file is lost."""

from __future__ import annotations

import random
import tracemalloc
from contextlib import ExitStack
from dataclasses import replace
from hashlib import sha256
from pathlib import Path

import pytest
from hypothesis import HealthCheck, Phase, given, settings
from hypothesis import strategies as st

from attached_files import SECRETS, pdf, photo, written
from bytes_at_rest import everything
from network_of_stores import Network, make_network
from offices import PASSPHRASE, session
from silkfield.errors import Trouble
from silkfield.log.streams import TO_HEADQUARTERS
from silkfield.operations import checking, finding, opening, recording
from silkfield.operations.attaching import attach
from silkfield.operations.attachments import Attached, attachment, attachments, save_copy
from silkfield.operations.exchange import chunks, erasing, planning, receiving, retrying, sending, withholding
from silkfield.operations.sitting import Sitting
from silkfield.records.identity import new_id
from silkfield.store import blobs, receipts, replicas
from silkfield.store.streams import find_stream

MIB = 1 << 20
CLIENT = {"identity_level": "I2", "sex": "F", "age_group": "A25", "birth_year": 1989}
PART = {"part_bytes": 1_300_000}
"""Parts that hold one piece of a file each."""


def with_file(
    network: Network, sitting: Sitting, content: bytes, name: str = "list.pdf", record: str = ""
) -> tuple[str, Attached]:
    """Attach a file to a new session, or to a record; return the record and the attachment."""
    record = record or recording.save(sitting, "session", session()).record
    path = written(network.folder / f"from{sitting.office.label}", name, content)
    return record, attachment(sitting, attach(sitting, record, path).record)


def content_of(sitting: Sitting, one: Attached, folder: Path) -> bytes:
    """Return the plain bytes of an attachment."""
    folder.mkdir(exist_ok=True)
    path = save_copy(sitting, one.id, folder)
    content = path.read_bytes()
    path.unlink()
    return content


def files(sitting: Sitting) -> list[Path]:
    """Return the encrypted files of a store."""
    folder = sitting.store.folder / blobs.FOLDER
    return sorted(folder.iterdir()) if folder.is_dir() else []


# -- at one office


@pytest.mark.parametrize("size", [20, MIB - 1, MIB, MIB + 1, 3 * MIB + 5])
def test_what_was_attached_comes_out_as_it_was(size: int, network: Network) -> None:
    isb = network.add("ISB")
    record, one = with_file(network, isb, pdf(size))
    assert (one.name, one.mime, one.size, one.words) == ("list.pdf", "application/pdf", size, "complete")
    assert content_of(isb, one, network.folder / "out") == pdf(size)
    assert [found.id for found in attachments(isb, record)] == [one.id]
    assert checking.verify(isb).sound


def test_nothing_of_a_file_lies_readable_on_the_disk_and_not_even_its_name(network: Network) -> None:
    isb = network.add("ISB")
    plain = pdf(2 * MIB + 9)
    _record, one = with_file(network, isb, plain, "Zarmina.pdf")
    (file,) = files(isb)
    assert file.stat().st_size > len(plain)
    at_rest = file.read_bytes()
    assert not any(plain[place : place + 16] in at_rest for place in range(0, len(plain) - 16, 4096))
    assert "Zarmina" not in file.name
    assert one.sha256 not in file.name


def test_a_photo_loses_place_and_camera_before_anybody_has_it(network: Network) -> None:
    isb = network.add("ISB")
    _record, one = with_file(network, isb, photo(), "IMG_1.JPG")
    kept = content_of(isb, one, network.folder / "out")
    assert [secret for secret in SECRETS if secret in kept] == []
    assert kept.startswith(b"\xff\xd8")
    assert one.mime == "image/jpeg"


def test_only_events_sessions_and_participations_have_attachments(network: Network) -> None:
    isb = network.add("ISB")
    client = recording.save(isb, "client", CLIENT).record
    with pytest.raises(Trouble, match="Client") as refused:
        with_file(network, isb, pdf(20), record=client)
    assert refused.value.code == "not_here"
    assert attachments(isb, client) == []
    removed = recording.save(isb, "session", session()).record
    recording.remove(isb, removed)
    with pytest.raises(Trouble, match="removed"):
        with_file(network, isb, pdf(20), record=removed)
    with pytest.raises(Trouble, match="is no attachment"):
        attachment(isb, removed)


def test_what_cannot_be_attached_says_why_and_leaves_nothing(network: Network, monkeypatch: pytest.MonkeyPatch) -> None:
    isb = network.add("ISB")
    record = recording.save(isb, "session", session()).record
    for name, content, code in (
        ("a.docx", b"PK\x03\x04", "kind_of_file"),
        ("a.jpg", photo()[:60], "damaged_picture"),
        ("a.pdf", b"", "kind_of_file"),
    ):
        with pytest.raises(Trouble) as refused:
            with_file(network, isb, content, name, record)
        assert refused.value.code == code
    with pytest.raises(Trouble) as refused:
        attach(isb, record, network.folder / "nothing.pdf")
    assert refused.value.code == "no_file"
    huge = network.folder / "huge.pdf"
    with huge.open("wb") as file:
        file.write(b"%PDF-1.7")
        file.truncate((256 << 20) + 1)
    with pytest.raises(Trouble, match="256 MB") as refused:
        attach(isb, record, huge)
    assert refused.value.code == "too_large"
    assert files(isb) == []
    assert attachments(isb, record) == []


def test_a_file_is_attached_once_to_a_record_and_kept_once_for_several(network: Network) -> None:
    isb = network.add("ISB")
    record, one = with_file(network, isb, pdf(MIB + 1))
    with pytest.raises(Trouble, match="attached already"):
        with_file(network, isb, pdf(MIB + 1), record=record)
    _other, two = with_file(network, isb, pdf(MIB + 1), "same.pdf")
    assert one.sha256 == two.sha256
    assert len(files(isb)) == 1


def test_a_name_that_leads_elsewhere_stays_in_its_folder(network: Network) -> None:
    isb = network.add("ISB")
    _record, one = with_file(network, isb, pdf(20))
    recording.patch(isb, "attachment", {"name": "../../etc/..\\x:y*.exe"}, one.id)
    folder = network.folder / "out"
    folder.mkdir()
    path = save_copy(isb, one.id, folder)
    assert (path.parent, path.name) == (folder, "xy.pdf")
    with pytest.raises(Trouble, match="cannot be written"):
        save_copy(isb, one.id, network.folder / "no folder" / "x.pdf")


def test_a_removed_attachment_keeps_its_file_and_comes_back(network: Network) -> None:
    isb = network.add("ISB")
    record, one = with_file(network, isb, pdf(MIB + 5))
    recording.remove(isb, one.id)
    assert attachments(isb, record) == []
    recording.restore(isb, one.id)
    assert content_of(isb, attachments(isb, record)[0], network.folder / "out") == pdf(MIB + 5)


@pytest.mark.parametrize("place", [0, 11, 12, 5000, MIB + 27, MIB + 28, MIB + 28 + 12 + 16])
def test_a_fallen_bit_or_a_cut_end_of_a_file_at_rest_is_noticed_and_asked_for_again(
    place: int, network: Network
) -> None:
    isb = network.add("ISB")
    record, one = with_file(network, isb, pdf(MIB + 20))
    network.deliver(network.send(isb))
    hq = network.headquarters
    (file,) = files(hq)
    whole = file.read_bytes()
    for spoilt in (whole[:place] + bytes((whole[place] ^ 1,)) + whole[place + 1 :], whole[:place]):
        file.write_bytes(spoilt)
        with pytest.raises(Trouble, match="damaged") as refused:
            save_copy(hq, one.id, network.folder / "copy.pdf")
        assert refused.value.code == "damaged"
        assert not (network.folder / "copy.pdf").exists()
        verdict = checking.verify(hq)
        assert not verdict.sound
        assert "damaged" in verdict.faults[0]
        assert not attachments(hq, record)[0].is_complete
        network.hear("ISB1")
        network.deliver(network.send(isb))
        assert content_of(hq, one, network.folder / "out") == pdf(MIB + 20)
        assert checking.verify(hq).sound


def test_a_piece_that_is_damaged_at_the_site_does_not_keep_the_others_from_going(network: Network) -> None:
    isb = network.add("ISB")
    record, one = with_file(network, isb, pdf(2 * MIB))
    (file,) = files(isb)
    content = bytearray(file.read_bytes())
    content[100] ^= 1
    file.write_bytes(content)
    with pytest.raises(Trouble, match="damaged") as refused:
        network.send(isb)
    assert refused.value.code == "damaged"
    network.deliver(network.send(isb))
    assert attachments(network.headquarters, record)[0].words == "1 of 2 pieces here"
    assert attach(isb, record, written(network.folder, "again.pdf", pdf(2 * MIB))).record == one.id
    assert content_of(isb, one, network.folder / "out") == pdf(2 * MIB)
    network.hear("ISB1")
    network.deliver(network.send(isb))
    assert content_of(network.headquarters, one, network.folder / "out") == pdf(2 * MIB)


# -- on their way


def test_a_file_is_whole_at_headquarters_after_one_bundle_and_is_not_sent_again(network: Network) -> None:
    isb = network.add("ISB")
    _record, one = with_file(network, isb, pdf(3 * MIB + 7))
    sent = network.send(isb)
    outcomes = network.deliver(sent)
    assert [outcome.result for outcome in outcomes] == ["imported", "imported"]
    assert outcomes[1].sentence == "ISB1-1 is imported: 4 pieces of attached files."
    hq = network.headquarters
    assert content_of(hq, one, network.folder / "out") == pdf(3 * MIB + 7)
    assert sending.overview(isb).bundles[0].received is False
    network.hear("ISB1")
    assert sending.overview(isb).bundles[0].received
    assert [path.stat().st_size < MIB for path in network.send(isb)] == [True]
    assert list((hq.store.folder / "done").iterdir())
    assert all(path.stat().st_size < MIB for path in (hq.store.folder / "done").iterdir()), "files are kept once"
    assert checking.verify(hq).sound
    assert [found.result for found in network.deliver(sent)] == ["known", "known"]


def test_records_go_first_then_small_files_then_large_ones(network: Network) -> None:
    isb = network.add("ISB")
    record, _large = with_file(network, isb, pdf(2 * MIB))
    with_file(network, isb, pdf(50, seed=2), "small.pdf", record)
    network.deliver(network.send(isb, part_bytes=1_200_000)[:2])
    assert {one.name: one.words for one in attachments(network.headquarters, record)} == {
        "list.pdf": "1 of 2 pieces here",
        "small.pdf": "complete",
    }


def test_a_lost_part_is_named_and_only_its_pieces_are_sent_again(network: Network) -> None:
    isb = network.add("ISB")
    record, one = with_file(network, isb, pdf(5 * MIB))
    parts = network.send(isb, **PART)
    assert len(parts) == 6
    outcomes = network.deliver([*parts[:2], *parts[3:]])
    hq = network.headquarters
    assert outcomes[1].code == ""
    assert outcomes[-1].code == "W_GAP"
    assert outcomes[-1].sentence.endswith("Part 3 of 6 of bundle ISB1-1 is missing; ask for it.")
    (found,) = attachments(hq, record)
    assert (found.words, found.lost) == ("4 of 5 pieces here", "Part 3 of 6 of bundle ISB1-1 is missing; ask for it.")
    with pytest.raises(Trouble, match="4 of 5 pieces here") as refused:
        save_copy(hq, one.id, network.folder / "x.pdf")
    assert "Part 3 of 6" in refused.value.advice

    network.hear("ISB1")
    overview = sending.overview(isb)
    assert overview.asked_for == (1, 1)
    assert not overview.bundles[0].received
    again = network.send(isb, **PART)
    assert [path.stat().st_size > MIB for path in again] == [False, True]
    network.deliver(again)
    assert content_of(hq, one, network.folder / "out") == pdf(5 * MIB)
    network.hear("ISB1")
    assert sending.overview(isb).asked_for == (0, 0)
    assert sending.overview(isb).bundles[0].received


def test_a_whole_bundle_that_was_lost_is_asked_for_once_its_record_is_known(network: Network) -> None:
    isb = network.add("ISB")
    record, one = with_file(network, isb, pdf(2 * MIB))
    parts = network.send(isb)
    network.deliver(parts[:1])
    network.hear("ISB1")
    assert sending.overview(isb).asked_for == (2, 1)
    network.deliver(network.send(isb))
    assert attachments(network.headquarters, record)[0].is_complete
    assert content_of(network.headquarters, one, network.folder / "out") == pdf(2 * MIB)


def test_pieces_that_come_before_their_record_wait_for_it(network: Network) -> None:
    isb = network.add("ISB")
    record, one = with_file(network, isb, pdf(2 * MIB))
    first, *others = network.send(isb, **PART)
    (held,) = network.deliver(others[:1])
    assert (held.result, held.code, held.label) == ("held", "W_GAP", "ISB1-1")
    assert "have not arrived yet" in held.sentence
    outcomes = network.deliver([others[1], first])
    assert [outcome.result for outcome in outcomes] == ["imported", "imported"]
    hq = network.headquarters
    assert content_of(hq, one, network.folder / "out") == pdf(2 * MIB)
    assert list((hq.store.folder / "held").iterdir()) == []
    assert retrying.retry(hq) == []
    assert record


def test_headquarters_may_plan_first_and_import_in_any_order(network: Network) -> None:
    isb = network.add("ISB")
    _record, one = with_file(network, isb, pdf(2 * MIB))
    planned = network.deliver(network.send(isb, **PART), plan_only=True)
    assert [outcome.result for outcome in planned] == ["planned"] * 3
    assert planned[1].sentence.startswith("ISB1-1 can be imported: 1 piece of attached files")
    hq = network.headquarters
    assert planning.import_planned(hq, planned[2].arrival).code == "W_GAP"
    assert planning.import_planned(hq, planned[0].arrival).result == "imported"
    assert planning.import_planned(hq, planned[1].arrival).result == "imported"
    assert content_of(hq, one, network.folder / "out") == pdf(2 * MIB)


def test_an_import_that_is_undone_and_taken_back_leaves_the_file_whole(network: Network) -> None:
    isb = network.add("ISB")
    record, one = with_file(network, isb, pdf(MIB + 1))
    parts = network.send(isb)
    network.deliver(parts)
    hq = network.headquarters
    withholding.undo(hq, "ISB1-1")
    assert network.deliver(parts[1:])[0].result == "known"
    network.deliver(parts[:1], again=True)
    assert attachments(hq, record)[0].is_complete
    assert content_of(hq, one, network.folder / "out") == pdf(MIB + 1)


def test_pieces_wait_while_their_record_is_set_aside(network: Network) -> None:
    isb = network.add("ISB")
    _record, one = with_file(network, isb, pdf(MIB + 1))
    first, other = network.send(isb)
    network.deliver([first])
    hq = network.headquarters
    withholding.undo(hq, "ISB1-1")
    assert network.deliver([other])[0].code == "W_GAP"
    receiving.take_back(hq, 1)
    assert content_of(hq, one, network.folder / "out") == pdf(MIB + 1)


def test_mates_carry_files_to_each_other_and_headquarters_gets_them_from_the_writer(network: Network) -> None:
    first, second = network.add("ISB"), network.add("ISB")
    network.hear()
    record, one = with_file(network, first, pdf(2 * MIB + 3))
    parts = network.to_mates(first, **PART)
    receiving.receive(second, parts[:-1])
    assert attachments(second, record)[0].words == "1 of 3 pieces here", "the last two travel together"
    receiving.receive(first, network.to_mates(second))
    receiving.receive(second, network.to_mates(first, **PART))
    assert content_of(second, one, network.folder / "out") == pdf(2 * MIB + 3)
    assert all(path.stat().st_size < MIB for path in network.send(second)), "a mate sends only what it wrote itself"
    receiving.receive(first, network.to_mates(second))
    assert all(path.stat().st_size < MIB for path in network.to_mates(first, **PART)), "now it is whole there"
    network.deliver(network.send(first))
    assert content_of(network.headquarters, one, network.folder / "out") == pdf(2 * MIB + 3)


def test_a_mate_answers_for_the_files_of_a_laptop_that_was_lost(network: Network) -> None:
    first, second = network.add("ISB"), network.add("ISB")
    network.hear()
    record, one = with_file(network, first, pdf(2 * MIB))
    receiving.receive(second, network.to_mates(first))
    network.deliver(network.send(first)[:1])
    network.hear("ISB2")
    assert sending.overview(second).asked_for == (0, 0)
    network.revoke("ISB1")
    recording.save(second, "session", session())
    network.hear("ISB2")
    assert sending.overview(second).asked_for == (2, 1)
    network.deliver(network.send(second))
    assert content_of(network.headquarters, one, network.folder / "out") == pdf(2 * MIB)
    assert record


def test_another_sites_pieces_count_for_nothing(network: Network) -> None:
    isb, lhe = network.add("ISB"), network.add("LHE")
    _record, _one = with_file(network, isb, pdf(MIB + 2))
    _other, _two = with_file(network, lhe, pdf(MIB + 2))
    network.deliver(network.send(isb)[:1])
    assert network.deliver(network.send(lhe)[1:])[0].code == "W_GAP"


class Lie:
    """A laptop whose file at rest is another one than its record says, though every piece opens."""

    def __init__(self, network: Network, sitting: Sitting, size: int) -> None:
        self.record, self.one = with_file(network, sitting, pdf(size))
        with sitting.store.reading() as connection:
            blob = blobs.find(connection, self.one.sha256)
        assert blob is not None
        self.blob, self.sitting = blob, sitting

    def put(self, place: int, data: bytes) -> None:
        with self.blob.at(self.sitting.store.folder) as sealed:
            sealed.write(place, data)
        with self.sitting.store.writing() as connection:
            blobs.lose(connection, self.one.sha256, [place])
            blobs.keep(connection, self.blob, {place: sha256(data).hexdigest()})


def test_a_file_that_is_not_its_hash_is_refused_and_asked_for_anew(network: Network) -> None:
    isb = network.add("ISB")
    lie = Lie(network, isb, 2 * MIB)
    lie.put(1, pdf(MIB, seed=9))
    outcomes = network.deliver(network.send(isb, **PART))
    assert [(outcome.result, outcome.code) for outcome in outcomes] == [
        ("imported", ""),
        ("imported", ""),
        ("quarantined", "E_PAYLOAD"),
    ]
    hq = network.headquarters
    assert attachments(hq, lie.record)[0].words == "0 of 2 pieces here"
    assert checking.verify(hq).sound
    lie.put(1, pdf(2 * MIB)[MIB:])
    network.hear("ISB1")
    network.deliver(network.send(isb, **PART))
    assert content_of(hq, lie.one, network.folder / "out") == pdf(2 * MIB)


def test_a_piece_of_another_length_is_refused(network: Network) -> None:
    isb = network.add("ISB")
    lie = Lie(network, isb, 2 * MIB)
    recording.patch(isb, "attachment", {"size": 2 * MIB - 5}, lie.one.id)
    outcomes = network.deliver(network.send(isb))
    assert [outcome.code for outcome in outcomes] == ["", "E_PAYLOAD"]


def test_an_attachment_whose_file_cannot_be_is_carried_and_asked_for_by_nobody(network: Network) -> None:
    isb = network.add("ISB")
    record, one = with_file(network, isb, pdf(20))
    recording.patch(isb, "attachment", {"sha256": "0" * 64}, one.id)
    assert attachments(isb, record)[0].words == "0 of 1 piece here"
    network.deliver(network.send(isb))
    network.hear("ISB1")
    assert sending.overview(isb).asked_for == (1, 1)
    assert len(network.send(isb)) == 1, "what is not here cannot be sent"
    assert replace(one, here=0).words == "0 of 1 piece here"


@given(data=st.data())
@settings(max_examples=12, suppress_health_check=[HealthCheck.too_slow, HealthCheck.function_scoped_fixture])
def test_any_order_any_loss_any_repeat_of_parts_ends_with_the_whole_file(
    data: st.DataObject, tmp_path_factory: pytest.TempPathFactory
) -> None:
    with ExitStack() as stack:
        network = make_network(tmp_path_factory.mktemp("law"), stack)
        isb, hq = network.add("ISB"), network.headquarters
        record, large = with_file(network, isb, pdf(4 * MIB + 100))
        _record, small = with_file(network, isb, pdf(70, seed=3), "small.pdf", record)
        chance = random.Random(data.draw(st.integers(0, 1 << 32)))
        arrived: list[Path] = []
        for _round in range(data.draw(st.integers(0, 3))):
            parts = network.send(isb, **PART)
            pool = [*parts, *arrived]
            chosen = [chance.choice(pool) for _one in range(chance.randrange(len(parts) + 2))]
            network.deliver(chosen)
            arrived += chosen
            if chance.random() < 0.6:
                network.hear("ISB1")
        rounds = 0
        while not (finding.listing(hq, "attachment").count and all(one.is_complete for one in attachments(hq, record))):
            network.deliver(network.send(isb, **PART))
            network.hear("ISB1")
            rounds += 1
            assert rounds < 4
        assert content_of(hq, large, network.folder / "out") == pdf(4 * MIB + 100)
        assert content_of(hq, small, network.folder / "out") == pdf(70, seed=3)
        network.hear("ISB1")
        assert sending.overview(isb).asked_for == (0, 0)
        assert checking.verify(hq).sound
        assert not list((hq.store.folder / "inbox").iterdir())


# -- erasing


def holds(sitting: Sitting, plain: bytes, key: bytes) -> bool:
    """Tell whether bytes of a file, or the key that opens it, lie anywhere in a store, decrypted."""
    there = everything(sitting) + b"".join(path.read_bytes() for path in files(sitting))
    return key in there or any(plain[place : place + 32] in there for place in range(0, len(plain) - 32, 65536))


def key_of(sitting: Sitting, one: Attached) -> bytes:
    with sitting.store.reading() as connection:
        blob = blobs.find(connection, one.sha256)
    assert blob is not None
    return blob.key


def test_an_erased_file_is_gone_at_the_site_at_mates_and_at_headquarters(network: Network) -> None:
    first, second, hq = network.add("ISB"), network.add("ISB"), network.headquarters
    network.hear()
    plain = pdf(2 * MIB + 3)
    record, one = with_file(network, first, plain)
    receiving.receive(second, network.to_mates(first))
    parts = network.send(first, **PART)
    network.deliver(parts[:2])
    held = [(sitting, key_of(sitting, one)) for sitting in (first, second, hq)]
    assert all(key in everything(sitting) for sitting, key in held), "the test finds a key that is there"

    erasing.erase(first, one.id)
    assert not holds(first, plain, held[0][1])
    assert files(first) == []
    network.deliver(network.send(first))
    assert files(hq) == []
    network.hear()
    assert files(second) == []
    for sitting, key in held:
        assert not holds(sitting, plain, key)
        assert attachments(sitting, record) == []
        assert checking.verify(sitting).sound
    late = network.deliver(parts[2:])
    assert {outcome.result for outcome in late} == {"imported"}
    assert {outcome.plan.chunks for outcome in late} == {0}
    assert files(hq) == []
    assert not holds(hq, plain, held[2][1])
    network.hear()
    assert sending.overview(first).asked_for == (0, 0)


def test_a_file_goes_with_the_last_attachment_that_names_it(network: Network) -> None:
    isb = network.add("ISB")
    _record, one = with_file(network, isb, pdf(MIB))
    other, two = with_file(network, isb, pdf(MIB))
    erasing.erase(isb, one.id)
    assert content_of(isb, two, network.folder / "out") == pdf(MIB)
    recording.remove(isb, two.id)
    assert len(files(isb)) == 1, "a removed one can be brought back"
    erasing.erase(isb, two.id)
    assert files(isb) == []
    _other, three = with_file(network, isb, pdf(MIB), record=other)
    assert content_of(isb, three, network.folder / "out") == pdf(MIB), "what is attached anew is wanted"
    network.deliver(network.send(isb))
    assert content_of(network.headquarters, three, network.folder / "out") == pdf(MIB)


def test_a_record_that_was_a_mistake_takes_its_attachments_with_it(network: Network) -> None:
    isb = network.add("ISB")
    record, _one = with_file(network, isb, pdf(MIB))
    reach = erasing.reach(isb, record, erasing.MISTAKE)
    assert reach.goes == {"session": 1, "attachment": 1}
    erasing.erase(isb, record, erasing.MISTAKE)
    assert files(isb) == []
    assert finding.listing(isb, "attachment").count == 0


def test_who_is_erased_takes_the_scans_of_the_participation_along_and_the_count_stays(network: Network) -> None:
    isb, hq = network.add("ISB"), network.headquarters
    person = recording.save(isb, "person", {"full_name": "Zarmina Durrani", "sex": "F"}).record
    answers = {"event": new_id(1), "person": person, "role": "PART"}
    participation = recording.save(isb, "participation", answers).record
    _record, one = with_file(network, isb, pdf(MIB), "certificate.pdf", participation)
    network.deliver(network.send(isb))
    assert attachment(hq, one.id).is_complete
    erasing.erase(isb, person)
    network.deliver(network.send(isb))
    for sitting in (isb, hq):
        assert files(sitting) == []
        assert finding.listing(sitting, "participation").count == 1
        assert finding.listing(sitting, "attachment").count == 0
    with pytest.raises(Trouble, match="erased for good"):
        with_file(network, isb, pdf(30), record=participation)
    assert files(isb) == []


def test_pieces_that_come_after_the_order_and_before_the_record_are_let_go(network: Network) -> None:
    isb, hq = network.add("ISB"), network.headquarters
    _record, one = with_file(network, isb, pdf(MIB + 1))
    parts = network.send(isb)
    assert network.deliver(parts[1:])[0].code == "W_GAP"
    erasing.erase(isb, one.id)
    network.deliver(network.send(isb))
    assert network.deliver(parts[:1])[0].result in ("imported", "known")
    assert not list((hq.store.folder / "held").iterdir()), "nothing waits for a record that will never come"
    assert files(hq) == []


def test_pieces_of_a_file_that_was_erased_before_its_first_one_came_are_let_go(network: Network) -> None:
    isb, hq = network.add("ISB"), network.headquarters
    _record, one = with_file(network, isb, pdf(MIB + 1))
    parts = network.send(isb)
    network.deliver(parts[:1])
    erasing.erase(isb, one.id)
    network.deliver(network.send(isb))
    late = network.deliver(parts[1:])
    assert [(outcome.result, outcome.plan.chunks) for outcome in late] == [("imported", 0)]
    assert files(hq) == []


def test_a_file_that_could_not_be_deleted_goes_when_the_store_is_opened_next(network: Network) -> None:
    isb = network.add("ISB")
    _record, one = with_file(network, isb, pdf(MIB))
    folder = isb.store.folder
    (file,) = files(isb)
    erasing.erase(isb, one.id)
    file.write_bytes(b"back again")
    isb.store.close()
    reopened = opening.open_store(folder, PASSPHRASE)
    assert files(reopened) == []
    with reopened.store.reading() as connection:
        assert chunks.asked_for(connection, reopened) == {}
    reopened.store.close()


@given(data=st.data())
@settings(
    max_examples=14,
    phases=[Phase.generate],
    suppress_health_check=[HealthCheck.too_slow, HealthCheck.function_scoped_fixture],
)
def test_whatever_the_order_of_pieces_records_and_the_order_to_erase_nothing_of_the_file_stays(
    data: st.DataObject, tmp_path_factory: pytest.TempPathFactory
) -> None:
    with ExitStack() as stack:
        network = make_network(tmp_path_factory.mktemp("law"), stack)
        isb, hq = network.add("ISB"), network.headquarters
        plain = pdf(2 * MIB + 100)
        _record, one = with_file(network, isb, plain)
        parts = network.send(isb, **PART)
        erasing.erase(isb, one.id)
        parts += network.send(isb, everything=data.draw(st.booleans()))
        arriving = data.draw(st.permutations([*parts, data.draw(st.sampled_from(parts))]))
        plans = data.draw(st.sets(st.sampled_from(parts), max_size=2))
        for part in arriving:
            network.deliver([part], plan_only=part in plans)
        network.deliver(parts)
        assert files(hq) == []
        assert finding.listing(hq, "attachment").count == 0
        assert not [path for folder in ("held", "inbox") for path in (hq.store.folder / folder).glob("*")]
        assert not holds(hq, plain, one.sha256.encode())
        network.hear("ISB1")
        assert sending.overview(isb).asked_for == (0, 0)
        assert checking.verify(hq).sound


def test_a_receipt_that_asks_for_more_than_any_file_has_costs_nothing(network: Network) -> None:
    isb = network.add("ISB")
    _record, one = with_file(network, isb, pdf(30))
    network.deliver(network.send(isb))
    network.hear("ISB1")
    with isb.store.writing() as connection:
        own = find_stream(connection, replicas.current(connection), TO_HEADQUARTERS)
        assert own is not None
        kept = {"tips": [[own.tip, own.tip_hash.hex()]], "clashes": 0, "wanted": {one.sha256: [[0, 1 << 52]]}}
        receipts.keep(connection, own.id, ("r", 9), own.tip, kept, 1)
    with isb.store.reading() as connection:
        assert chunks.asked_for(connection, isb) == {one.sha256: set(range(256))}
    assert len(network.send(isb)) == 2


# -- how much it takes


def test_a_large_file_goes_through_piece_by_piece(network: Network) -> None:
    isb = network.add("ISB")
    record = recording.save(isb, "session", session()).record
    path = written(network.folder, "large.pdf", pdf(24 * MIB))
    tracemalloc.start()
    try:
        one = attachment(isb, attach(isb, record, path).record)
        save_copy(isb, one.id, network.folder / "copy.pdf")
        checking.verify(isb)
        _now, most = tracemalloc.get_traced_memory()
    finally:
        tracemalloc.stop()
    assert most < 12 * MIB
    assert (network.folder / "copy.pdf").read_bytes() == path.read_bytes()
