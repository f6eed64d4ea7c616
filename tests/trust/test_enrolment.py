"""Invitation and answer: published byte for byte, read strictly, good once and for a while."""

from __future__ import annotations

import json
from hashlib import sha256
from pathlib import Path

import msgspec
import pytest
from hypothesis import given
from hypothesis import strategies as st

from silkfield.trust.documents import DOCUMENT_BYTES
from silkfield.trust.enrolment import answer, read_enrolment, write_enrolment
from silkfield.trust.faults import LIMIT, NEED_UPDATE, NETWORK, PAYLOAD, POLICY, TrustFault
from silkfield.trust.invitation import new_token, read_invitation, token_hash, write_invitation
from silkfield.trust.keys import SigningKey, TransportKey

VECTORS = json.loads((Path(__file__).parents[1] / "bundles/golden/vectors.json").read_text(encoding="utf-8"))
INVITATION = VECTORS["invite_document"].encode()
ENROLMENT = VECTORS["enrol_document"].encode()
READERS = {INVITATION: read_invitation, ENROLMENT: read_enrolment}


def code_of(read, *given_to) -> str:
    with pytest.raises(TrustFault) as caught:
        read(*given_to)
    return caught.value.code


def changed(document: bytes, **members: object) -> bytes:
    return json.dumps(json.loads(document) | members, ensure_ascii=False).encode()


def test_the_published_invitation_is_rewritten_byte_for_byte():
    invitation = read_invitation(INVITATION)
    assert write_invitation(invitation) == INVITATION
    assert sha256(INVITATION).hexdigest() == VECTORS["invite_document_digest"]
    assert invitation.headquarters_key.hex() == VECTORS["hq_pub"]


def test_an_invitation_that_names_no_laptop_is_for_the_first_of_a_centre():
    invitation = read_invitation(INVITATION)
    assert (invitation.laptop, invitation.kind, invitation.label) == (1, "centre", "LHE21")


def test_an_invitation_names_laptop_and_kind_of_site():
    first = read_invitation(INVITATION)
    second = msgspec.structs.replace(first, code="ISB", stated_laptop=2, stated_kind="team")
    document = write_invitation(second)
    assert document.endswith(b',"laptop":2,"kind":"team"}')
    assert (read_invitation(document).laptop, read_invitation(document).kind) == (2, "team")
    assert read_invitation(document).label == "ISB2"


def test_the_published_answer_is_made_from_the_published_invitation():
    enrolment = answer(
        read_invitation(INVITATION),
        INVITATION,
        signing=SigningKey(bytes(range(32))),
        transport=TransportKey(VECTORS["dev_secret"]),
        name="Reception laptop",
        replica="0192f3a4-0000-7000-8000-00000000000a",
        at=1764000001000,
    )
    assert write_enrolment(enrolment) == ENROLMENT
    assert read_enrolment(ENROLMENT) == enrolment
    assert sha256(ENROLMENT).hexdigest() == VECTORS["enrol_document_digest"]
    assert enrolment.device_key.hex() == VECTORS["dev_pub"]


def test_an_invitation_ends_on_its_day():
    invitation = read_invitation(INVITATION)
    invitation.refuse_expired(invitation.expires)
    assert code_of(invitation.refuse_expired, invitation.expires + 1) == POLICY


def test_a_token_is_good_once_and_in_its_own_network():
    enrolment = read_enrolment(ENROLMENT)
    token = token_hash(enrolment.token)
    assert token == sha256(bytes(range(16))).digest()
    enrolment.refuse_unknown(enrolment.network, {token}, set())
    assert code_of(enrolment.refuse_unknown, enrolment.network, {token}, {token}) == POLICY
    assert code_of(enrolment.refuse_unknown, enrolment.network, set(), set()) == POLICY
    assert code_of(enrolment.refuse_unknown, "0192f3a4-0000-7000-8000-0000000000ff", {token}, set()) == NETWORK


def test_tokens_are_made_of_the_random_bytes_given():
    assert new_token(lambda length: bytes(range(length))) == read_invitation(INVITATION).token
    assert new_token() != new_token()


@pytest.mark.parametrize("document", READERS)
def test_members_of_a_newer_program_are_passed_over(document):
    read = READERS[document]
    assert read(changed(document, later={"x": [1]})) == read(document)


@pytest.mark.parametrize("document", READERS)
def test_of_two_equal_members_the_last_counts(document):
    other = "0192f3a4-0000-7000-8000-0000000000ff"
    assert READERS[document](document[:-1] + f',"net":"{other}"}}'.encode()).network == other


@pytest.mark.parametrize("document", READERS)
def test_a_document_of_a_later_version_waits_for_an_update(document):
    assert code_of(READERS[document], changed(document, v=2)) == NEED_UPDATE


@pytest.mark.parametrize("document", READERS)
def test_a_document_that_is_too_long_is_beyond_the_limit(document):
    padded = document + b" " * (DOCUMENT_BYTES - len(document))
    READERS[document](padded)
    assert code_of(READERS[document], padded + b" ") == LIMIT


@pytest.mark.parametrize("document", READERS)
def test_a_document_lacking_a_member_is_refused(document):
    members = json.loads(document)
    for name in members:
        lacking = json.dumps({key: value for key, value in members.items() if key != name}).encode()
        assert code_of(READERS[document], lacking) == PAYLOAD, name


@pytest.mark.parametrize(
    ("document", "members"),
    [
        (INVITATION, {"code": "lhe"}),
        (INVITATION, {"code": ""}),
        (INVITATION, {"name": "x\0y"}),
        (INVITATION, {"name": ""}),
        (INVITATION, {"net": "x"}),
        (INVITATION, {"exp": -1}),
        (INVITATION, {"exp": 2**53}),
        (INVITATION, {"exp": 1.5}),
        (INVITATION, {"token": "AAECAwQFBgcICQoLDA0ODx"}),
        (INVITATION, {"laptop": 0}),
        (INVITATION, {"kind": "ship"}),
        (INVITATION, {"hq": {"ed": "x", "age": [VECTORS["hq_recipient"]]}}),
        (INVITATION, {"hq": {"ed": json.loads(INVITATION)["hq"]["ed"], "age": []}}),
        (INVITATION, {"hq": {"ed": json.loads(INVITATION)["hq"]["ed"], "age": [VECTORS["hq_recipient"][:-1] + "q"]}}),
        (INVITATION, {"hq": {"ed": json.loads(INVITATION)["hq"]["ed"], "age": [VECTORS["hq_recipient"]] * 17}}),
        (INVITATION, {"t": "enrol"}),
        (INVITATION, {"v": "1"}),
        (ENROLMENT, {"t": "invite"}),
        (ENROLMENT, {"inv": "A" * 64}),
        (ENROLMENT, {"rep": "x"}),
        (ENROLMENT, {"dev": json.loads(ENROLMENT)["dev"] | {"age": VECTORS["dev_recipient"][:-1] + "q"}}),
    ],
)
def test_a_document_out_of_shape_is_refused(document, members):
    assert code_of(READERS[document], changed(document, **members)) == PAYLOAD


def test_a_document_that_no_reader_would_take_is_not_written():
    with pytest.raises(TrustFault):
        write_invitation(msgspec.structs.replace(read_invitation(INVITATION), code="no code"))


@given(st.binary(max_size=300))
def test_no_bytes_bring_down_the_readers(data):
    for read in READERS.values():
        assert code_of(read, data) == PAYLOAD


@pytest.mark.parametrize(
    "data", [b"[" * 5000, b'{"t":"invite","x":' + b"[" * 5000, b'{"t":"invite","name":"\xff"}', b'"\\ud800"']
)
def test_deep_and_broken_text_is_refused(data):
    assert {code_of(read, data) for read in READERS.values()} == {PAYLOAD}
