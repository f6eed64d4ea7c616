"""A backup that is put back is the store of then, and what was erased since stays erased; nothing there is lost on the way."""

from __future__ import annotations

import shutil
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from hashlib import sha256
from pathlib import Path

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from attached_files import pdf
from network_of_stores import Network
from offices import OFFICE, PASSPHRASE, session
from older_store import key_of, make_older
from silkfield.clock import SetClock
from silkfield.errors import Trouble
from silkfield.log.lines import Birth
from silkfield.log.reading import read_body
from silkfield.log.streams import TO_HEADQUARTERS
from silkfield.operations import checking, finding, opening, peopling, recording, swapping
from silkfield.operations.attaching import attach
from silkfield.operations.attachments import attachment, save_copy
from silkfield.operations.backup.copying import as_it_is
from silkfield.operations.backup.folders import ACCOUNT, Account, found_in, needed, write_account
from silkfield.operations.backup.making import make
from silkfield.operations.backup.remembering import last_backup, newest_whole
from silkfield.operations.backup.restoring import Present, chosen, people_of, preview, restore
from silkfield.operations.backup.telling import what_was_kept
from silkfield.operations.exchange import erasing, receiving, sites
from silkfield.operations.exchange.inbox import arrived_parts
from silkfield.operations.sitting import Sitting
from silkfield.store import blobs, facts
from silkfield.store.copies import contents, looking_into
from silkfield.store.reading import State
from silkfield.store.streams import streams_written_by
from tries import share

CLIENT = {"identity_level": "I2", "sex": "F", "age_group": "A25"}


@pytest.fixture
def place(tmp_path: Path) -> Path:
    folder = tmp_path / "second disk"
    folder.mkdir()
    return folder


@contextmanager
def opened(folder: Path, passphrase: str = PASSPHRASE) -> Iterator[Sitting]:
    sitting = opening.open_store(folder, passphrase, clock=SetClock.on("2016-06-02"))
    try:
        yield sitting
    finally:
        sitting.store.close()


def shown(sitting: Sitting) -> dict[str, object]:
    """Return all that people see of a store."""
    verdict = checking.verify(sitting)
    assert verdict.sound, verdict.faults
    return {
        form: [(one.id, one.values, one.heads) for one in finding.listing(sitting, form, limit=1000).records]
        for form in ("session", "client", "client_identity")
    }


def backed_up(laptop: Sitting, place: Path) -> tuple[Path, Path, dict[str, object]]:
    """Make a backup; returns it, the store's folder, and what is seen of the store."""
    made = make(laptop, place)
    return made.folder, laptop.store.folder, shown(laptop)


def test_the_store_of_then_comes_back_and_what_was_newer_lies_in_a_backup(network: Network, place: Path) -> None:
    isb = network.add("ISB")
    recording.save(isb, "session", session(venue="Then"))
    backup, store, then = backed_up(isb, place)
    recording.save(isb, "session", session(venue="Newer"))
    later = shown(isb)
    isb.store.close()

    found = preview(backup, store, PASSPHRASE)
    assert (found.present, found.newer.entries, found.newer.records) == (Present.READABLE, 1, 1)
    done = restore(backup, store, PASSPHRASE, clock=isb.clock)
    assert done.present is Present.READABLE
    with opened(store) as sitting:
        assert shown(sitting) == then
        recording.save(sitting, "session", session(venue="It goes on"))
    assert done.kept is not None
    assert done.kept.parent == store.parent
    again = restore(done.kept, store, PASSPHRASE, clock=isb.clock)
    with opened(store) as sitting:
        assert shown(sitting) == later
    assert again.kept != done.kept
    assert not [path.name for path in store.parent.iterdir() if path.name.startswith(".")], "nothing is left behind"


def test_the_newest_three_safety_copies_stay_and_nothing_else_beside_the_store_is_touched(
    network: Network, place: Path
) -> None:
    isb = network.add("ISB")
    recording.save(isb, "session", session(venue="Then"))
    backup, store, then = backed_up(isb, place)
    theirs = shutil.copytree(backup, store.with_name("Silkfield-backup-ISB1-2010-01-01-0900"))
    no_copy = store.with_name("Silkfield-backup-ISB1-2009-01-01-0900")
    no_copy.mkdir()
    (no_copy / "notes.txt").write_text("ours")
    isb.store.close()

    done = [restore(backup, store, PASSPHRASE, clock=SetClock.on(f"2016-06-0{day}")) for day in range(2, 7)]
    assert [one.copies for one in done] == [1, 2, 3, 3, 3]
    assert [one.kept is not None and one.kept.exists() for one in done] == [False, False, True, True, True]
    assert "3 such copies are kept" in what_was_kept(done[-1])
    assert str(done[-1].kept) in what_was_kept(done[-1])
    oldest = done[2].kept
    assert oldest is not None
    again = restore(oldest, store, PASSPHRASE, clock=SetClock.on("2016-06-07"))
    assert (again.copies, oldest.exists()) == (4, True), "what is put back stays"
    late = restore(backup, store, PASSPHRASE, clock=SetClock.on("2016-05-01"))
    assert late.kept is not None
    assert late.kept.exists(), "the copy just made stays, whatever the clock says"
    assert theirs.exists()
    assert (no_copy / "notes.txt").read_text() == "ours"
    with opened(store) as sitting:
        assert shown(sitting) == then


EDITS = st.lists(st.tuples(st.sampled_from(["new", "change", "remove", "client"]), st.integers(0, 9)), max_size=8)


@settings(max_examples=share(300), deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(before=EDITS, after=EDITS)
def test_a_backup_then_any_edits_then_a_restore_is_the_state_at_the_backup(
    before: list[tuple[str, int]], after: list[tuple[str, int]], tmp_path_factory: pytest.TempPathFactory
) -> None:
    folder = tmp_path_factory.mktemp("law")
    (folder / "place").mkdir()
    sitting = opening.make_store(folder / "store", OFFICE, "Ayesha", PASSPHRASE, clock=SetClock.on("2016-06-01"))
    try:
        edit(sitting, before)
        backup, store, then = backed_up(sitting, folder / "place")
        edit(sitting, after)
        later = shown(sitting)
    finally:
        sitting.store.close()
    done = restore(backup, store, PASSPHRASE, clock=SetClock.on("2016-06-02"))
    with opened(store) as there:
        assert shown(there) == then
        edit(there, after)
    assert done.kept is not None
    restore(done.kept, store, PASSPHRASE, clock=SetClock.on("2016-06-03"))
    with opened(store) as there:
        assert shown(there) == later


def edit(sitting: Sitting, wanted: list[tuple[str, int]]) -> None:
    """Do some work in a store."""
    for what, number in wanted:
        records = finding.listing(sitting, "session", limit=100).records
        chosen_one = records[number % len(records)].id if records else ""
        if what == "new" or not chosen_one:
            recording.save(sitting, "session", session(venue=f"Venue {number}"))
        elif what == "change":
            recording.patch(sitting, "session", {"venue": f"Changed {number}"}, chosen_one)
        elif what == "remove":
            recording.remove(sitting, chosen_one)
        else:
            recording.save(sitting, "client", CLIENT)


def test_a_new_laptop_gets_the_store_and_everybody_opens_it_with_the_passphrase_of_then(
    network: Network, place: Path, tmp_path: Path
) -> None:
    isb = network.add("ISB")
    recording.save(isb, "session", session())
    peopling.add_person(isb, PASSPHRASE, "Bilal", "a cup of green tea")
    backup, _store, then = backed_up(isb, place)
    peopling.change_passphrase(isb, PASSPHRASE, "something new since")
    assert people_of(backup) == ("Person at ISB", "Bilal")
    new = tmp_path / "new laptop" / "store"
    with pytest.raises(Trouble, match="Several people"):
        preview(backup, new, PASSPHRASE)
    found = preview(backup, new, "a cup of green tea", "Bilal")
    assert (found.present, found.newer.entries) == (Present.NONE, 0)
    assert not new.parent.exists(), "looking changes nothing"
    done = restore(backup, new, "a cup of green tea", "Bilal")
    assert (done.present, done.kept) == (Present.NONE, None)
    sitting = opening.open_store(new, PASSPHRASE, "Person at ISB", clock=SetClock.on("2016-06-02"))
    assert shown(sitting) == then
    sitting.store.close()
    assert last_backup(new).name == backup.name


def test_a_wrong_passphrase_changes_nothing(network: Network, place: Path) -> None:
    isb = network.add("ISB")
    backup, store, then = backed_up(isb, place)
    isb.store.close()
    for ask in (preview, restore):
        with pytest.raises(Trouble, match="passphrase is not right"):
            ask(backup, store, "not this one")
    with opened(store) as sitting:
        assert shown(sitting) == then


def test_the_backup_of_another_laptop_is_refused(network: Network, place: Path) -> None:
    isb, lhe = network.add("ISB"), network.add("LHE")
    theirs = make(lhe, place).folder
    before = shown(isb)
    isb.store.close()
    for ask in (preview, restore):
        with pytest.raises(Trouble, match="another one") as told:
            ask(theirs, isb.store.folder, PASSPHRASE)
        assert told.value.code == "other_store"
    with opened(isb.store.folder) as sitting:
        assert shown(sitting) == before


def test_a_store_in_use_is_said_and_left_alone(network: Network, place: Path) -> None:
    isb = network.add("ISB")
    backup, store, then = backed_up(isb, place)
    for ask in (preview, restore):
        with pytest.raises(Trouble, match="using this store"):
            ask(backup, store, PASSPHRASE)
    assert shown(isb) == then
    with swapping.swapping(store), pytest.raises(Trouble, match="being put back"):
        restore(backup, store, PASSPHRASE)


def emptied(path: Path) -> None:
    path.write_bytes(b"")


def overwritten(path: Path) -> None:
    path.write_bytes(bytes(reversed(path.read_bytes())))


def overwritten_in_the_middle(path: Path) -> None:
    content = bytearray(path.read_bytes())
    content[len(content) // 2 : len(content) // 2 + 20_000] = bytes(20_000)
    path.write_bytes(content)


def gone(path: Path) -> None:
    path.unlink()


@pytest.mark.parametrize("damage", [emptied, overwritten, overwritten_in_the_middle, gone])
@pytest.mark.parametrize("name", ["silkfield.db", "keys.json"])
def test_a_store_that_cannot_be_read_is_kept_under_another_name_and_one_without_keys_gets_them(
    damage: Callable[[Path], None], name: str, network: Network, place: Path
) -> None:
    isb = network.add("ISB")
    recording.save(isb, "session", session())
    backup, store, then = backed_up(isb, place)
    recording.save(isb, "session", session(venue="Newer"))
    isb.store.close()
    damage(store / name)
    kept = {path.name: path.read_bytes() for path in store.iterdir() if path.is_file() and path.suffix != ".lock"}
    newest = newest_whole(store)
    assert newest is not None
    assert newest.folder == backup

    done = restore(backup, store, PASSPHRASE, clock=SetClock.on("2016-06-02"))
    with opened(store) as sitting:
        assert shown(sitting) == then
    assert done.kept is not None
    if name == "keys.json":  # the key of the backup opens what is there, so what was newer is in a backup now
        assert done.present is Present.READABLE
        restore(done.kept, store, PASSPHRASE, clock=SetClock.on("2016-06-02"))
        with opened(store) as sitting:
            assert len(finding.listing(sitting, "session").records) == 2
        return
    assert done.present is Present.BROKEN
    assert done.kept.name == "ISB1-broken-2016-06-02-1200"
    there = {path.name: path.read_bytes() for path in done.kept.iterdir() if path.is_file()}
    for file in kept.keys() & {name}:
        assert there[file] == kept[file]


def test_every_file_of_a_backup_that_is_spoilt_is_found_before_anything_changes(network: Network, place: Path) -> None:
    isb = network.add("ISB")
    recording.save(isb, "session", session())
    network.deliver(network.send(isb))
    network.hear("ISB1")
    backup, store, then = backed_up(isb, place)
    isb.store.close()
    names = [one.name for one in needed(backup).files]
    assert any(name.startswith("done/") for name in names)
    for name in [*names, ACCOUNT]:
        content = (backup / name).read_bytes()
        (backup / name).write_bytes(content[:-1] + bytes([content[-1] ^ 1]))
        with pytest.raises(Trouble) as told:
            restore(backup, store, PASSPHRASE, clock=SetClock.on("2016-06-02"))
        assert told.value.code in ("backup_damaged", "no_backup", "vault_damaged", "passphrase")
        (backup / name).write_bytes(content)
        with opened(store) as sitting:
            assert shown(sitting) == then
    restore(backup, store, PASSPHRASE, clock=SetClock.on("2016-06-02"))


def erased_since(network: Network, place: Path) -> tuple[Path, Path, str]:
    """Back up a client with a name, then erase it; returns the backup, the store, and the name's record."""
    isb = network.laptops["ISB1"]
    client = recording.save(isb, "client", CLIENT).record
    name = recording.save(
        isb, "client_identity", {"client": client, "full_name": "Maryam Bibi", "phone": "+923001234567"}
    ).record
    backup = make(isb, place).folder
    erasing.erase(isb, client)
    return backup, isb.store.folder, name


def says_nothing_of(sitting: Sitting, record: str) -> None:
    """Check that a record is in no list and its name in no line of the log."""
    assert finding.listing(sitting, "client_identity").records == ()
    with sitting.store.reading() as connection:
        lines = connection.exec_driver_sql("SELECT line FROM body").scalars().all()
    assert not [line for line in lines if b"Maryam" in line or (record.encode() in line and b'"rev"' in line)]


def test_what_was_erased_stays_erased_over_a_restore_and_is_asked_for_again(network: Network, place: Path) -> None:
    isb = network.add("ISB")
    backup, store, name = erased_since(network, place)
    isb.store.close()
    restore(backup, store, PASSPHRASE, clock=SetClock.on("2016-06-02"))
    with opened(store) as sitting:
        says_nothing_of(sitting, name)
        assert checking.verify(sitting).sound
        assert [one.asked for one in erasing.listing(sitting)] == [True]
        network.deliver(network.send(sitting))  # the wish itself was never sent before
        (line,) = erasing.listing(network.headquarters)
        assert line.asked is False
        receiving.receive(sitting, network.reply("ISB"))
        network.deliver(network.send(sitting))
        (line,) = erasing.listing(network.headquarters)
        assert line.confirmed == 1
    for path in store.rglob("*"):
        assert not path.is_file() or b"Maryam" not in path.read_bytes()


def test_a_lost_laptop_that_comes_back_from_a_backup_hears_of_the_erasure_with_the_next_bundle(
    network: Network, place: Path, tmp_path: Path
) -> None:
    isb = network.add("ISB")
    backup, _store, name = erased_since(network, place)
    network.deliver(network.send(isb))
    isb.store.close()
    restore(backup, tmp_path / "new", PASSPHRASE, clock=SetClock.on("2016-06-02"))
    with opened(tmp_path / "new") as sitting:
        assert len(finding.listing(sitting, "client_identity").records) == 1
        receiving.receive(sitting, network.reply("ISB"))
        says_nothing_of(sitting, name)
        network.deliver(network.send(sitting))
        (line,) = erasing.listing(network.headquarters)
        assert line.confirmed == 1


def test_numbers_go_on_where_the_store_was(network: Network, place: Path) -> None:
    isb = network.add("ISB")
    backup = make(isb, place).folder
    given = {finding.record(isb, recording.save(isb, "session", session()).record).values["number"] for _ in range(3)}
    network.send(isb)
    isb.store.close()
    restore(backup, isb.store.folder, PASSPHRASE, clock=isb.clock)
    with opened(isb.store.folder) as sitting:
        number = finding.record(sitting, recording.save(sitting, "session", session()).record).values["number"]
        assert number not in given
        with sitting.store.reading() as connection:
            assert facts.read(connection, "bundle") == 1


def test_no_number_is_given_twice_where_nobody_knows_which_were_given_since(
    network: Network, place: Path, tmp_path: Path
) -> None:
    isb = network.add("ISB")

    def number(sitting: Sitting) -> str:
        record = recording.save(sitting, "session", session()).record
        return str(finding.record(sitting, record).values["number"])

    given = {number(isb)}
    network.deliver(network.send(isb))
    backup = make(isb, place).folder
    given |= {number(isb) for _turn in range(20)}
    network.deliver(network.send(isb))
    isb.store.close()  # and never seen again
    restore(backup, tmp_path / "new", PASSPHRASE, clock=isb.clock)
    with opened(tmp_path / "new") as sitting:
        assert number(sitting) not in given
        network.deliver(network.send(sitting))
    arrived = arrived_parts(network.headquarters)
    assert len({one.label for one in arrived}) == len({one.export for one in arrived}) == 3


def test_a_backup_is_named_by_itself_or_by_the_folder_it_lies_in(network: Network, place: Path) -> None:
    isb = network.add("ISB")
    first = make(isb, place, safety=True).folder
    second = make(isb, place, safety=True).folder
    assert chosen(first) == first
    assert chosen(place) == second
    (second / "keys.json").unlink()
    assert chosen(place) == first
    shutil.rmtree(first)
    for nothing in (place, place / "nowhere"):
        with pytest.raises(Trouble, match="no whole backup"):
            chosen(nothing)
    assert [one.folder for one in found_in(place)] == [second]


def births(sitting: Sitting) -> list[Birth]:
    """Return the first entries of the streams a store wrote to headquarters, in their order."""
    with sitting.store.reading() as connection:
        journal = sitting.store.journal(connection)
        own = streams_written_by(connection, sitting.office.device, TO_HEADQUARTERS)
        lines = [next(iter(journal.entries(one, 1, 1))).text.split(b"\n")[1] for one in own]
    return [found for line in lines if isinstance(found := read_body(line), Birth)]


def test_a_restored_store_goes_on_in_a_history_of_its_own_and_headquarters_gets_all_of_it(
    network: Network, place: Path
) -> None:
    isb = network.add("ISB")
    recording.save(isb, "session", session(venue="Before"))
    backup, store, _then = backed_up(isb, place)
    recording.save(isb, "session", session(venue="Sent, then rolled back"))
    network.deliver(network.send(isb))
    isb.store.close()
    restore(backup, store, PASSPHRASE, clock=SetClock.on("2016-06-02"))
    with opened(store) as sitting:
        recording.save(sitting, "session", session(venue="After"))
        assert [one.why for one in births(sitting)] == ["install", "restore"]
        assert births(sitting)[1].came_from is not None
        network.deliver(network.send(sitting))
    with opened(store) as sitting:  # the anchor says nothing against it
        assert len(births(sitting)) == 2
    hq = network.headquarters
    venues = {one.values["venue"] for one in finding.listing(hq, "session").records}
    assert venues == {"Before", "Sent, then rolled back", "After"}
    assert checking.verify(hq).sound


def test_headquarters_that_comes_back_from_a_backup_gets_from_the_sites_what_it_lost(
    network: Network, place: Path
) -> None:
    isb, lhe = network.add("ISB"), network.add("LHE")
    hq = network.headquarters
    recording.save(isb, "session", session(venue="Before"))
    network.deliver(network.send(isb))
    network.hear("ISB1", "LHE1")
    backup = make(hq, place).folder
    recording.save(isb, "session", session(venue="Since, from ISB"))
    recording.save(lhe, "session", session(venue="Since, from LHE"))
    for laptop in (isb, lhe):
        network.deliver(network.send(laptop))
    network.hear("ISB1", "LHE1")
    for laptop in (isb, lhe):
        assert {one.state for one in finding.listing(laptop, "session").records} == {State.RECEIVED}
    hq.store.close()

    done = restore(backup, hq.store.folder, PASSPHRASE, clock=SetClock.on("2016-06-03"))
    assert done.kept is not None
    network.headquarters = opening.open_store(hq.store.folder, PASSPHRASE, clock=SetClock.on("2016-06-03"))
    network.stack.callback(network.headquarters.store.close)
    assert {one.values["venue"] for one in finding.listing(network.headquarters, "session").records} == {"Before"}
    network.hear("ISB1", "LHE1")  # its receipts go down ...
    for laptop in (isb, lhe):
        network.deliver(network.send(laptop))  # ... and the sites send again
    assert {one.values["venue"] for one in finding.listing(network.headquarters, "session").records} == {
        "Before",
        "Since, from ISB",
        "Since, from LHE",
    }
    assert checking.verify(network.headquarters).sound
    network.hear("ISB1", "LHE1")
    for laptop in (isb, lhe):
        assert {one.state for one in finding.listing(laptop, "session").records} == {State.RECEIVED}
    assert all(one.gaps == () for line in sites.sites(network.headquarters) for one in line.laptops)


def test_an_order_headquarters_gave_after_its_backup_holds_after_the_restore(network: Network, place: Path) -> None:
    isb = network.add("ISB")
    client = recording.save(isb, "client", CLIENT).record
    recording.save(isb, "client_identity", {"client": client, "full_name": "Maryam Bibi", "phone": "+923001234567"})
    network.deliver(network.send(isb))
    hq = network.headquarters
    backup = make(hq, place).folder
    erasing.erase(hq, client)
    hq.store.close()
    restore(backup, hq.store.folder, PASSPHRASE, clock=SetClock.on("2016-06-03"))
    network.headquarters = opening.open_store(hq.store.folder, PASSPHRASE, clock=SetClock.on("2016-06-03"))
    network.stack.callback(network.headquarters.store.close)
    assert finding.listing(network.headquarters, "client_match").records == ()
    network.hear("ISB1")
    assert finding.listing(isb, "client_identity").records == ()
    network.deliver(network.send(isb))
    (line,) = erasing.listing(network.headquarters)
    assert line.confirmed == 1


def test_attached_files_come_back_and_those_that_were_erased_do_not(network: Network, place: Path) -> None:
    isb = network.add("ISB")
    held: dict[str, bytes] = {}
    for name in ("kept.pdf", "erased.pdf"):
        (network.folder / name).write_bytes(pdf(3_000_000, seed=len(name)))
        record = attach(isb, recording.save(isb, "session", session()).record, network.folder / name).record
        held[record] = (network.folder / name).read_bytes()
    kept, erased = held
    backup = make(isb, place)
    assert sum(one.name.startswith("blobs/") for one in backup.account.files) == 2
    erasing.erase(isb, erased, erasing.MISTAKE)
    isb.store.close()
    restore(backup.folder, isb.store.folder, PASSPHRASE, clock=SetClock.on("2016-06-02"))
    with opened(isb.store.folder) as sitting:
        saved = save_copy(sitting, kept, network.folder / "copy.pdf")
        assert saved.read_bytes() == held[kept]
        assert len(list((isb.store.folder / "blobs").iterdir())) == 1
        with pytest.raises(Trouble):
            attachment(sitting, erased)
        with sitting.store.reading() as connection:
            assert blobs.is_erased(connection, sha256(held[erased]).hexdigest())
        assert checking.verify(sitting).sound


def test_a_store_that_cannot_be_renamed_stays_and_nothing_is_left_beside_it(
    network: Network, place: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    isb = network.add("ISB")
    backup, store, then = backed_up(isb, place)
    isb.store.close()
    rename = Path.replace
    for refused in (store, store.with_name(".ISB1.restoring"), store.with_name(".ISB1.restored")):

        def refuse(path: Path, target: Path, refused: Path = refused) -> Path:
            if path == refused:
                raise PermissionError(13, "in use")
            return rename(path, target)

        with monkeypatch.context() as patch:
            patch.setattr(Path, "replace", refuse)
            with pytest.raises(Trouble, match="cannot be written"):
                restore(backup, store, PASSPHRASE, clock=SetClock.on("2016-06-02"))
        assert opening.waiting(store).people
        with opened(store) as sitting:
            assert shown(sitting) == then
        assert not [path.name for path in store.parent.iterdir() if path.name.startswith(".")]


def test_a_backup_of_an_older_silkfield_is_put_back_and_brought_up_to_date(network: Network, place: Path) -> None:
    isb = network.add("ISB")
    recording.save(isb, "session", session())
    backup, store, then = backed_up(isb, place)
    isb.store.close()
    make_older(backup, 1)
    (backup / ACCOUNT).unlink()
    for left in ("silkfield.db-wal", "silkfield.db-shm"):
        (backup / left).unlink(missing_ok=True)
    account = made_of(backup)
    (backup / ACCOUNT).write_bytes(account)
    restore(backup, store, PASSPHRASE, clock=SetClock.on("2016-06-02"))
    with opened(store) as sitting:
        assert shown(sitting) == then
    restore(backup, store.with_name("new"), PASSPHRASE, clock=SetClock.on("2016-06-02"))


def made_of(folder: Path) -> bytes:
    """Return the account that an older Silkfield would have written of the files in a folder."""
    key = key_of(folder)
    with looking_into(folder / "silkfield.db", key) as connection:
        held = contents(connection)
    files = tuple(as_it_is(folder, path.name) for path in sorted(folder.iterdir()) if path.is_file())
    return write_account(
        Account(
            1,
            1_464_764_400_000,
            300,
            "ISB1",
            "",
            "0.1",
            held.layout,
            held.entries,
            held.records,
            dict(held.ends),
            files,
        )
    )
