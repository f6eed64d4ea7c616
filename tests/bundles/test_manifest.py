"""The manifest: every statement it must make, and every two that must agree."""

from __future__ import annotations

import pytest

from silkfield.bundles.faults import LIMIT, MANIFEST
from silkfield.bundles.opening import read_part
from silkfield.bundles.packing import ChunkToSend, write_parts
from silkfield.bundles.sending import write_enrol, write_invite

ANOTHER = "0192f3a4-0000-7000-8000-0000000000ff"
ZEROS = "0" * 64


@pytest.fixture(scope="module")
def uplink(world):
    return world.part(world.save(1), world.save(2))


@pytest.fixture(scope="module")
def reader(world):
    return world.reader(world.headquarters)


@pytest.mark.parametrize(
    "missing",
    "v net export part parts rep site dev to aud wall tz clk app sv sv_max need roster seen stream pay".split(),  # noqa: SIM905
)
def test_a_bundle_states_all_it_must(world, uplink, reader, code_of, missing):
    without = world.forge(uplink, manifest=lambda members: (members.pop(missing) and None) or members)
    assert code_of(without, reader) == MANIFEST


def test_the_number_of_a_bundle_may_be_missing(world, uplink, reader):
    without = world.forge(uplink, manifest=lambda members: members.pop("bn") and None)
    assert read_part(without, reader).manifest.number is None


@pytest.mark.parametrize(
    "changes",
    [
        {"v": 0},
        {"v": "1"},
        {"net": "x"},
        {"net": ANOTHER.upper()},
        {"export": "0" * 32},
        {"part": 2, "parts": 2},
        {"parts": 2},
        {"part": 1.0},
        {"rep": "x"},
        {"site": None},
        {"dev": ZEROS},
        {"to": []},
        {"to": ["AGE1" + "Q" * 58]},
        {"to": "age1"},
        {"aud": "everybody"},
        {"aud": "site"},
        {"wall": -1},
        {"wall": 2**53},
        {"wall": 1e3},
        {"tz": 1440},
        {"clk": "late"},
        {"app": ""},
        {"app": "x" * 65},
        {"app": "x\0"},
        {"sv": -1},
        {"sv_max": None},
        {"need": []},
        {"need": ["other"]},
        {"need": "core1"},
        {"roster": -1},
        {"seen": {"x": [1, ZEROS]}},
        {"seen": {f"{ANOTHER}/hq": [1, "x"]}},
        {"seen": {f"{ANOTHER}/hq": [-1, ZEROS]}},
        {"seen": []},
        {"stream": None},
        {"pay": None},
        {"pay": {"kind": "log"}},
        {"pay": {"kind": 7}},
        {"bn": 0},
        {"later": 2**53},
    ],
)
def test_a_manifest_out_of_shape_is_refused(world, uplink, reader, code_of, changes):
    assert code_of(world.forge(uplink, manifest=lambda members: members | changes), reader) == MANIFEST


def in_stream(**changes):
    return lambda members: members | {"stream": members["stream"] | changes}


@pytest.mark.parametrize(
    "changes",
    [
        {"aud": "site"},
        {"aud": "x"},
        {"rep": ANOTHER},
        {"frm": 0},
        {"frm": 2},
        {"to": 0},
        {"to": 4},
        {"to": 2**53},
        {"head": 2},
        {"head_eh": ZEROS},
        {"prev": ZEROS},
        {"prev": "x"},
        {"last": ZEROS},
        {"frm": 4, "to": 3, "prev": ZEROS, "last": ZEROS},
    ],
)
def test_a_stream_that_contradicts_itself_is_refused(world, uplink, reader, code_of, changes):
    assert code_of(world.forge(uplink, manifest=in_stream(**changes)), reader) == MANIFEST


def test_a_sign_of_life_repeats_the_hash_before_it(world, reader, code_of):
    entries = world.entries([world.save()])
    (written,) = write_parts(world.sending(), [world.source(entries, first=3)])
    assert code_of(written.data, reader) == "read"
    assert code_of(world.forge(written.data, manifest=in_stream(head=3, last=ZEROS)), reader) == MANIFEST


@pytest.mark.parametrize(
    ("changes", "code"),
    [({"raw": 2**26 + 1}, LIMIT), ({"raw": 0}, MANIFEST), ({"len": -1}, MANIFEST), ({"sha256": "x"}, MANIFEST)],
)
def test_a_payload_is_stated_within_the_limits(world, uplink, reader, code_of, changes, code):
    changed = world.forge(uplink, manifest=lambda members: members | {"pay": members["pay"] | changes})
    assert code_of(changed, reader) == code


@pytest.mark.parametrize(
    ("text", "code"),
    [
        (lambda text: text[:-1], MANIFEST),
        (lambda text: b"[" + text + b"]", MANIFEST),
        (lambda text: b"", MANIFEST),
        (lambda text: text.replace(b"1.0.0", b"1.0.\xff"), MANIFEST),
        (lambda text: text.replace(b"1.0.0", b"\\ud800"), MANIFEST),
        (lambda text: text[:-1] + b',"later":' + b"[" * 3000 + b"]" * 3000 + b"}", LIMIT),
        (lambda text: text[:-1] + b',"later":[[[[[[[[1]]]]]]]]}', LIMIT),
        (lambda text: text[:-1] + b',"later":1e999}', MANIFEST),
    ],
)
def test_a_manifest_that_is_no_clean_json_is_refused(world, uplink, reader, code_of, text, code):
    assert code_of(world.forge(uplink, text=text), reader) == code


def test_a_bundle_carries_no_document_and_a_document_no_log(world, vectors, uplink, reader, code_of):
    def as_document(members):
        pay = {"kind": "ctl"} | {name: members["pay"][name] for name in ("len", "sha256")}
        return {name: value for name, value in members.items() if name != "stream"} | {"pay": pay}

    assert code_of(world.forge(uplink, manifest=as_document), reader) == MANIFEST
    invite = write_invite(vectors["invite_document"].encode(), world.letter(world.headquarters)).data
    enrol = write_enrol(vectors["enrol_document"].encode(), world.letter(world.laptop, world.headquarters)).data
    for document in (invite, enrol):
        as_log = world.forge(
            document, manifest=lambda members: members | {"pay": members["pay"] | {"kind": "log", "raw": 1}}
        )
        assert code_of(as_log, reader) == MANIFEST
        stream = {
            "rep": ANOTHER,
            "aud": "hq",
            "frm": 1,
            "to": 1,
            "prev": ZEROS,
            "last": ZEROS,
            "head": 1,
            "head_eh": ZEROS,
        }
        with_stream = world.forge(document, manifest=lambda members: members | {"stream": stream})  # noqa: B023
        assert code_of(with_stream, reader) == MANIFEST
    assert (
        code_of(world.forge(invite, manifest=lambda members: members | {"to": ["age1" + "q" * 58]}), reader) == MANIFEST
    )


@pytest.fixture(scope="module")
def blobs(world):
    contents = {"5" * 64: [b"a" * 2**20, b"b" * 10], "6" * 64: [b"c" * 300]}
    chunks = [
        ChunkToSend(file, index, len(data), _digest(data), lambda data=data: data)
        for file, pieces in contents.items()
        for index, data in enumerate(pieces)
    ]
    (written,) = write_parts(world.sending(), [], chunks)
    return written.data


def _digest(data: bytes) -> str:
    from hashlib import sha256

    return sha256(data).hexdigest()


def test_chunks_of_files_arrive_with_their_bytes(reader, blobs):
    content = read_part(blobs, reader).content
    assert [(chunk.file[0], chunk.index, chunk.offset, len(data)) for chunk, data in content.chunks] == [
        ("5", 0, 0, 2**20),
        ("5", 1, 2**20, 10),
        ("6", 0, 2**20 + 10, 300),
    ]


@pytest.mark.parametrize(
    ("at", "changes", "code"),
    [
        (1, {"o": 0}, MANIFEST),
        (1, {"l": 11}, MANIFEST),
        (0, {"l": 2**20 + 1}, MANIFEST),
        (0, {"i": 256}, MANIFEST),
        (0, {"i": -1}, MANIFEST),
        (1, {"b": "6" * 64, "i": 0}, "read"),
        (2, {"b": "5" * 64, "i": 2}, MANIFEST),
        (0, {"h": ZEROS}, "E_PAYLOAD"),
        (0, {"h": "x"}, MANIFEST),
        (0, {"b": "x"}, MANIFEST),
    ],
)
def test_chunks_that_do_not_fit_together_are_refused(world, blobs, reader, code_of, at, changes, code):
    def change(members):
        members["pay"]["chunks"][at] |= changes
        return members

    assert code_of(world.forge(blobs, manifest=change), reader) == code


def test_a_blob_part_has_1_to_4096_chunks_and_no_stream(world, blobs, uplink, reader, code_of):
    def with_chunks(chunks):
        return lambda members: members | {"pay": members["pay"] | {"chunks": chunks}}

    assert code_of(world.forge(blobs, manifest=with_chunks([]), payload=lambda _: b""), reader) == MANIFEST
    empty = {"b": "5" * 64, "i": 0, "o": 0, "l": 0, "h": _digest(b"")}
    many = world.forge(blobs, manifest=with_chunks([empty] * 4097), payload=lambda _: b"")
    assert code_of(many, reader) == LIMIT
    members = []
    world.forge(uplink, manifest=lambda stated: members.append(stated["stream"]))
    with_stream = world.forge(blobs, manifest=lambda stated: stated | {"stream": members[0]})
    assert code_of(with_stream, reader) == MANIFEST
