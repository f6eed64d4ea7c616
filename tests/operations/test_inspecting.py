"""What can be told of files before they are received: by anybody from outside, inside by whom they are for."""

from __future__ import annotations

from pathlib import Path

import pytest

from network_of_stores import Network
from offices import replica_of, session
from silkfield.errors import Trouble
from silkfield.operations import recording
from silkfield.operations.exchange import inviting, joining
from silkfield.operations.exchange.inspecting import Inside, exports, look
from silkfield.operations.sitting import Sitting
from silkfield.store import arrivals


def sent_in_parts(network: Network, laptop: Sitting, count: int = 10) -> list[Path]:
    for number in range(count):
        recording.save(laptop, "session", session(venue=f"Venue {number}"))
    paths = network.send(laptop, part_bytes=3_300, everything=True)
    assert len(paths) > 2
    return sorted(paths)


def inside(path: Path, sitting: Sitting) -> Inside:
    (one,) = look([path], sitting)
    assert one.inside is not None
    return one.inside


def test_without_a_key_one_learns_which_parts_are_there_which_are_missing_and_which_are_damaged(
    network: Network,
) -> None:
    paths = sent_in_parts(network, network.add("ISB"))
    first, second, *others = paths
    second.write_bytes(second.read_bytes()[:-1000])
    found = look([first, second])
    assert [(one.whole, one.inside) for one in found] == [(True, None), (False, None)]
    assert found[1].fault is not None
    assert found[1].fault.code == "E_TRUNCATED"
    size, stated = found[1].outside.size, found[1].outside.stated
    assert (size, stated) == (len(second.read_bytes()), size + 1000)
    assert f"{size / 1000:.1f} of {(size + 1000) / 1000:.1f} kB arrived" in found[1].fault.message
    (bundle,) = exports(found)
    assert (bundle.parts, bundle.here, bundle.missing) == (len(paths), (1,), tuple(range(2, len(paths) + 1)))
    (whole,) = exports(look([first, *others]))
    assert whole.missing == (2,)


def test_parts_of_two_bundles_are_told_apart_and_a_folder_stands_for_its_files(network: Network) -> None:
    isb = network.add("ISB")
    one, two = sent_in_parts(network, isb), network.send(isb)
    found = exports(look([one[0].parent, *two]))
    assert [(bundle.parts, bundle.missing) for bundle in found] == [(len(one), ()), (1, ())]


def test_with_the_store_one_learns_who_sent_what_and_what_would_be_missing(network: Network) -> None:
    isb, hq = network.add("ISB"), network.headquarters
    paths = sent_in_parts(network, isb)
    last = inside(paths[-1], hq)
    assert (last.laptop, last.signed_by, last.site, last.manifest.number) == ("ISB1", "ISB1", "MIC ISB", 1)
    assert (last.holds, last.count) == ("log", last.last - last.first + 1)
    assert (last.stream, last.last, last.head) == ((replica_of(isb), "hq"), 11, 11)
    assert last.gaps == ((1, last.first - 1),)

    hole = inside(paths[1], hq)
    some = look([*paths[:1], *paths[2:]], hq)
    assert {one.inside.gaps for one in some if one.inside} == {((hole.first, hole.last),)}
    assert {one.inside.gaps for one in look(paths, hq) if one.inside} == {()}
    assert inside(paths[0], hq).gaps == ((hole.first, 11),), "the lost end shows too"

    network.deliver(paths[:1])
    network.deliver(paths[2:])
    assert inside(paths[0], hq).gaps == ((hole.first, hole.last),)
    assert inside(paths[1], hq).gaps == ()


def test_looking_writes_nothing(network: Network) -> None:
    paths, hq = sent_in_parts(network, network.add("ISB")), network.headquarters
    look(paths, hq)
    with hq.store.reading() as connection:
        assert arrivals.all_arrivals(connection) == []
    assert not (hq.store.folder / "inbox").exists()


def test_each_side_reads_what_is_for_it(network: Network) -> None:
    isb, mate, hq = network.add("ISB"), network.add("ISB"), network.headquarters
    network.hear()
    (uplink,) = network.send(isb)
    (refused,) = look([uplink], isb)
    assert refused.whole
    assert refused.fault is not None
    assert (refused.fault.code, refused.inside) == ("E_NOT_FOR_US", None)
    for path in network.reply("ISB"):
        assert inside(path, isb).signed_by == "HQ1"
    assert {inside(path, mate).laptop for path in network.to_mates(isb)} == {"ISB1"}
    network.deliver([uplink])
    network.hear()
    network.deliver(network.send(isb))
    network.hear()
    again = inside(network.send(isb)[0], hq)
    assert (again.count, again.first, again.last) == (0, again.head + 1, again.head)


def test_documents_of_admission_say_for_whom_they_are(network: Network, tmp_path: Path) -> None:
    hq = network.headquarters
    invited = inviting.invite(hq, "PEW", "MIC Peshawar")
    joined = joining.join(
        tmp_path / "PEW1", invited.part, "Gul", "a long walk", laptop_name="Reception", clock=hq.clock
    )
    network.stack.callback(joined.sitting.store.close)
    (tmp_path / "a.skf-invite").write_bytes(invited.part)
    (tmp_path / "a.skf-enrol").write_bytes(joined.part)
    invitation, answer = inside(tmp_path / "a.skf-invite", hq), inside(tmp_path / "a.skf-enrol", hq)
    assert (invitation.laptop, invitation.site, invitation.signed_by) == ("PEW1", "MIC Peshawar", "HQ1")
    assert (answer.laptop, answer.signed_by, answer.holds, answer.stream) == ("Reception", "Reception", "ctl", None)


def test_a_part_of_a_revoked_laptop_is_read_and_the_fault_is_said(network: Network) -> None:
    (path,) = network.send(network.add("ISB"))
    network.revoke("ISB1")
    (one,) = look([path], network.headquarters)
    assert one.fault is not None
    assert one.inside is not None
    assert (one.fault.code, one.inside.laptop) == ("E_REVOKED", "ISB1")


def test_of_what_is_no_part_the_reason_is_said(network: Network, tmp_path: Path) -> None:
    letter, huge = tmp_path / "letter.doc", tmp_path / "film.mp4"
    letter.write_bytes(b"Dear all," * 20)
    with huge.open("wb") as file:
        file.truncate(70 << 20)
    codes = [one.fault.code for one in look([letter, huge], network.headquarters) if one.fault]
    assert codes == ["E_NOT_SKF", "E_NOT_SKF"]
    assert exports(look([letter])) == []
    with pytest.raises(Trouble, match="no file"):
        look([tmp_path / "nothing.skf"])
