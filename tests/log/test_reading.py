"""One line of a log: what is read, what is passed over, and what is refused by name."""

from __future__ import annotations

import json

import pytest
from hypothesis import given
from hypothesis import strategies as st

from silkfield.log.faults import ENTRY, LIMIT, NEED_UPDATE, LogFault
from silkfield.log.limits import FIELDS, LARGEST_INTEGER, LINE_BYTES, STRING_BYTES
from silkfield.log.lines import Birth, CameFrom, Gone, Other, Revision, revision, write_line
from silkfield.log.orders import Erased, EraseRequest, Joined, Notice, Sealed, Want, WantedStream
from silkfield.log.reading import read_body, read_header
from silkfield.log.words import new_salt

RECORD = "0192f3a4-0000-7000-8000-00000000000d"
OTHER = "0192f3a4-0000-7000-8000-00000000000e"
SALT = "AgICAgICAgICAgICAgICAg"
HEADER = {"t": "tx", "n": 7, "lc": 9, "w": 1764000003000, "z": 300, "s": 0, "u": RECORD, "why": "edit", "k": 1}
BODY = {"t": "rev", "ty": "event", "id": RECORD, "op": "put", "p": [], "refs": [], "sv": 1, "x": SALT, "f": {"a": 1}}


def line(values: dict[str, object], **changes: object) -> bytes:
    return json.dumps(values | changes, ensure_ascii=False, separators=(",", ":")).encode()


def code_of(read, data: bytes) -> str:
    with pytest.raises(LogFault) as caught:
        read(data)
    return caught.value.code


def outcome(read, data: bytes) -> str:
    try:
        read(data)
    except LogFault as fault:
        return fault.code
    return "read"


def nested(depth: int) -> object:
    value: object = 1
    for _ in range(depth):
        value = {"a": value}
    return value


texts = st.text(st.characters(exclude_characters="\0", exclude_categories=["Cs"]), max_size=30)
numbers = st.integers(-LARGEST_INTEGER, LARGEST_INTEGER) | st.floats(allow_nan=False, allow_infinity=False)
plain = st.none() | st.booleans() | numbers | texts
answers = st.dictionaries(
    texts, st.recursive(plain, lambda inner: st.lists(inner, max_size=3), max_leaves=5), max_size=8
)
identifiers = st.uuids().map(str)
salts = st.binary(min_size=16, max_size=16).map(lambda data: new_salt(lambda _: data))


@given(answers, identifiers, st.lists(salts, max_size=5), st.lists(identifiers, max_size=3), texts)
def test_a_revision_is_read_as_it_was_written(values, record, parents, references, note):
    written = revision("event", record, values, schema=3, parents=parents, references=references, note=note)
    read = read_body(write_line(written))
    assert read == written
    assert read.answers == values
    assert list(read.parents) == sorted(set(parents))


def test_an_empty_list_of_references_is_written_and_an_empty_note_is_not():
    members = json.loads(write_line(revision("event", RECORD, {"a": 1}, schema=1)))
    assert list(members) == ["t", "ty", "id", "op", "p", "refs", "sv", "x", "f"]


def test_a_removal_carries_no_answers():
    removal = revision("event", RECORD, {"a": 1}, schema=1, removed=True)
    assert removal.removed
    assert read_body(write_line(removal)).answers == {}
    assert code_of(read_body, line(BODY, op="del")) == ENTRY


@pytest.mark.parametrize(
    "value",
    [
        Birth(
            device="4" * 64,
            why="restore",
            salt=SALT,
            came_from=CameFrom(replica=RECORD, audience="hq", n=3, hash="5" * 64),
        ),
        EraseRequest(records=(RECORD,), basis="subject_request", salt=SALT),
        Erased(order=RECORD, found=2, gone=1, salt=SALT),
        Joined(kind="person", record=RECORD, into=None, salt=SALT),
        Joined(kind="person", record=RECORD, into=OTHER, salt=SALT),
        Want(streams=(WantedStream(replica=RECORD, audience="hq", first=3),), salt=SALT),
        Want(everything=True, salt=SALT),
        Notice(code="ask", text="کیا یہ درست ہے؟", salt=SALT),
        Sealed(to="age1x", data="AAAA", salt=SALT),
        Gone(digest="5" * 64, order=RECORD),
    ],
)
def test_what_the_two_ends_tell_each_other_is_read_as_it_was_written(value):
    assert read_body(write_line(value)) == value


@pytest.mark.parametrize(
    ("value", "members"),
    [
        (EraseRequest(records=(RECORD,), basis="wish", salt=SALT), {"records": [RECORD], "basis": "wish"}),
        (Erased(order=RECORD, found=2, gone=1, salt=SALT), {"order": RECORD, "found": 2, "gone": 1}),
        (Joined(kind="person", record=RECORD, into=None, salt=SALT), {"ty": "person", "from": RECORD, "into": None}),
        (Joined(kind="person", record=RECORD, into=OTHER, salt=SALT), {"ty": "person", "from": RECORD, "into": OTHER}),
        (Want(everything=True, salt=SALT), {"streams": [], "all": True}),
        (
            Want(streams=(WantedStream(replica=RECORD, audience="hq", first=3),), salt=SALT),
            {"streams": [{"rep": RECORD, "aud": "hq", "frm": 3}], "all": False},
        ),
        (Notice(code="ask", text="?", salt=SALT), {"code": "ask", "text": "?"}),
        (Sealed(to="age1x", data="AAAA", salt=SALT), {"to": "age1x", "data": "AAAA"}),
        (
            Birth(
                device="4" * 64,
                why="clone",
                salt=SALT,
                came_from=CameFrom(replica=RECORD, audience="hq", n=3, hash="5" * 64),
            ),
            {"dev": "4" * 64, "why": "clone", "from": {"rep": RECORD, "aud": "hq", "n": 3, "eh": "5" * 64}},
        ),
    ],
)
def test_bodies_are_written_with_the_names_of_the_format(value, members):
    written = json.loads(write_line(value))
    assert next(iter(written)) == "t"
    assert {name: written[name] for name in written if name not in {"t", "x"}} == members
    assert written["x"] == SALT


def test_members_of_a_newer_program_are_passed_over():
    newer = line(BODY, mood={"x": [1, 2]}, f={"a": 1, "later": {"b": [True]}})
    assert read_body(newer).answers == {"a": 1, "later": {"b": [True]}}
    assert read_header(line(HEADER, mood="x")) == read_header(line(HEADER))
    assert read_body(line({"t": "erased", "order": RECORD, "found": 1, "gone": 1, "x": SALT, "y": 1})).found == 1


def test_a_body_of_an_unknown_type_is_kept_by_name():
    assert read_body(line({"t": "greeting", "x": SALT, "what": [1]})) == Other(type="greeting", salt=SALT)


@pytest.mark.parametrize("tag", ["fwd", "hid", "carry", "transfer"])
def test_reserved_bodies_wait_for_an_update(tag):
    assert code_of(read_body, line({"t": tag, "x": SALT})) == NEED_UPDATE


def test_of_two_equal_members_the_last_counts():
    twice = line(BODY)[:-1] + b',"sv":5,"f":{"a":2,"a":3}}'
    assert read_body(twice).schema == 5
    assert read_body(twice).answers == {"a": 3}
    assert read_header(line(HEADER)[:-1] + b',"n":8}').n == 8
    kept = line({"t": "greeting", "x": SALT})[:-1] + b',"t":"farewell"}'
    assert read_body(kept).type == "farewell"


def test_what_is_left_out_of_a_header_reads_as_its_default():
    header = read_header(line({key: HEADER[key] for key in ("t", "n", "lc", "w", "u", "k")}))
    assert (header.zone, header.seen, header.why, header.transaction, header.batch) == (0, None, "", "", "")


@pytest.mark.parametrize(
    "changes",
    [
        {"n": 0},
        {"n": LARGEST_INTEGER + 1},
        {"n": 2**200},
        {"n": 1.0},
        {"n": "7"},
        {"n": True},
        {"k": 0},
        {"lc": -1},
        {"w": 2**53},
        {"z": 1440},
        {"u": "r1"},
        {"u": RECORD.upper()},
        {"u": RECORD + "\n"},
        {"why": "Not A Code"},
        {"why": "x" * 33},
        {"tx": "x"},
        {"t": "rev"},
    ],
)
def test_a_header_out_of_shape_is_refused(changes):
    assert code_of(read_header, line(HEADER, **changes)) == ENTRY


@pytest.mark.parametrize("missing", ["t", "n", "lc", "w", "u", "k"])
def test_a_header_lacking_a_member_is_refused(missing):
    assert code_of(read_header, line({key: value for key, value in HEADER.items() if key != missing})) == ENTRY


def test_more_than_a_thousand_bodies_are_beyond_the_limit():
    assert code_of(read_header, line(HEADER, k=1001)) == LIMIT


@pytest.mark.parametrize(
    "changes",
    [
        {"id": "r1"},
        {"op": "move"},
        {"p": [SALT, SALT]},
        {"p": ["BAAAAAAAAAAAAAAAAAAAAA", "AAAAAAAAAAAAAAAAAAAAAA"]},
        {"p": [f"{n:021d}A" for n in range(65)]},
        {"p": ["short"]},
        {"refs": ["x"]},
        {"sv": -1},
        {"sv": 2**53},
        {"x": "AgICAgICAgICAgICAgICAh"},
        {"x": ""},
        {"f": []},
        {"f": None},
        {"f": {"a": 2**53}},
        {"f": {"a": -(2**53)}},
        {"f": {"a": [{"b": 2**64}]}},
        {"f": {"a": 10**400}},
        {"f": {"a": "x\0y"}},
        {"f": {"x\0y": 1}},
        {"note": 1},
        {"ty": "Event"},
        {"ty": ""},
        {"t": "tx"},
        {"t": 7},
        {"t": ["rev"]},
        {"mood": 2**53},
        {"t": ["rev"], "f": {"a": "x" * STRING_BYTES}},
    ],
)
def test_a_body_out_of_shape_is_refused(changes):
    assert code_of(read_body, line(BODY, **changes)) == ENTRY


@pytest.mark.parametrize("missing", ["t", "ty", "id", "op", "p", "sv", "x", "f"])
def test_a_body_lacking_a_member_is_refused(missing):
    assert code_of(read_body, line({key: value for key, value in BODY.items() if key != missing})) == ENTRY


def test_a_body_may_lack_its_references():
    assert read_body(line({key: value for key, value in BODY.items() if key != "refs"})).references == ()


@pytest.mark.parametrize(
    "data",
    [
        b"",
        b"null",
        b"[]",
        b"7",
        b"{",
        b"{}{}",
        b"\xef\xbb\xbf" + line(BODY),
        line(BODY).replace(b'"a":1', b'"a":"\xff"'),
        line(BODY).replace(b'"a":1', b'"a":"\xed\xa0\x80"'),
        line(BODY).replace(b'"a":1', rb'"a":"\ud800"'),
        line(BODY).replace(b'"a":1', rb'"a":"\udc00\ud800"'),
        line(BODY).replace(b'"a":1', rb'"a":"\u0000"'),
        line(BODY).replace(b'"a":1', rb'"a":"\\\u0000"'),
        line(BODY).replace(b'"a":1', b'"a":NaN'),
        line(BODY).replace(b'"a":1', b'"a":1e999'),
        line(BODY).replace(b'"a":1', b'"a":-Infinity'),
        line(BODY).replace(b'"a":1', b'"a":01'),
        line(BODY).replace(b'"a":1', b'"a":"\0"'),
        line(BODY, mood=1).replace(b'"mood":1', b'"mood":1e999'),
        line(BODY, mood=1).replace(b'"mood":1', b'"mood":"\xff"'),
    ],
)
def test_what_is_no_clean_json_is_refused(data):
    assert code_of(read_body, data) == ENTRY


def test_a_backslash_before_u0000_is_only_text():
    escaped = line(BODY, f={"a": "\\u0000"})
    assert rb"\\u0000" in escaped
    assert read_body(escaped).answers == {"a": "\\u0000"}


@pytest.mark.parametrize(
    "data",
    [
        line(BODY, f={str(n): 1 for n in range(FIELDS + 1)}),
        line(BODY, f={"a": "x" * (STRING_BYTES + 1)}),
        line(BODY, f={"a": ["ا" * (STRING_BYTES // 2 + 1)]}),
        line(BODY, f={"x" * (STRING_BYTES + 1): 1}),
        line(BODY, f={"a": {"x" * (STRING_BYTES + 1): 1}}),
        line(BODY, note="x" * (STRING_BYTES + 1)),
        line({"t": "notice", "code": "ask", "text": "x" * (STRING_BYTES + 1), "x": SALT}),
        line(BODY, f={"a": nested(7)}),
        line(BODY, mood=nested(8)),
        line(BODY).replace(b'"a":1', b'"a":' + b"[" * 5000 + b"]" * 5000),
        line(BODY, mood=1).replace(b'"mood":1', b'"mood":' + b"[" * 5000 + b"]" * 5000),
        line(BODY, f={str(n): "x" * 60_000 for n in range(LINE_BYTES // 60_000 + 1)}),
    ],
    ids=lambda data: f"{len(data)} bytes",
)
def test_what_is_too_large_or_too_deep_is_beyond_the_limit(data):
    assert code_of(read_body, data) == LIMIT


@pytest.mark.parametrize(
    "changes", [{"f": {str(n): 1 for n in range(FIELDS)}}, {"f": {"a": "x" * STRING_BYTES}}, {"f": {"a": nested(6)}}]
)
def test_what_just_keeps_the_limit_is_read(changes):
    assert isinstance(read_body(line(BODY, **changes)), Revision)


@pytest.mark.parametrize(
    "data",
    [
        b'{"t":"gone","o":"%s","h":"%s"}' % (RECORD.encode(), b"5" * 64),
        b'{"t": "gone","h":"%s","o":"%s"}' % (b"5" * 64, RECORD.encode()),
        b'{"t":"gone","h":"%s","o":"%s","x":1}' % (b"5" * 64, RECORD.encode()),
        b'{"t":"gone","h":"%s","o":"%s"}' % (b"A" * 64, RECORD.encode()),
        b'{"t":"gone","h":"%s","o":"%s"}' % (b"5" * 64, b"-" * 36),
    ],
)
def test_an_erased_body_has_one_shape_only(data):
    assert code_of(read_body, data) == ENTRY


@given(st.binary(max_size=200))
def test_no_bytes_bring_down_the_reader(data):
    assert {outcome(read_header, data), outcome(read_body, data)} <= {"read", ENTRY, LIMIT, NEED_UPDATE}


@given(st.data())
def test_no_changed_byte_brings_down_the_reader(data):
    good = bytearray(line(BODY, note="x", f={"a": [1, {"b": "ب"}]}))
    for _ in range(data.draw(st.integers(1, 4))):
        good[data.draw(st.integers(0, len(good) - 1))] = data.draw(st.integers(0, 255))
    assert outcome(read_body, bytes(good)) in {"read", ENTRY, LIMIT, NEED_UPDATE}
