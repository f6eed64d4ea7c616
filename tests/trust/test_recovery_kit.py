"""The recovery kit: the printed code opens it however it is typed, and nothing else does."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from silkfield.errors import Trouble
from silkfield.trust.keys import SigningKey, TransportKey, encoded
from silkfield.trust.recovery_kit import CODE_BYTES, Kit, lock_kit, new_code, open_kit, read_code
from silkfield.trust.roster import first_roster, sign_roster

NETWORK = "0192f3a4-0000-7000-8000-000000000001"


def kit() -> Kit:
    signing, transport = SigningKey.generate(), TransportKey.generate()
    roster = first_roster(NETWORK, signing, (transport.recipient,), 1)
    return Kit(
        format=1,
        network=NETWORK,
        network_name="ICMPD",
        site="0192f3a4-0000-7000-8000-000000000002",
        code="HQ",
        name="Headquarters",
        signing=encoded(signing.seed),
        transport=(transport.secret,),
        roster=sign_roster(roster, signing, encoded(bytes(16))).decode(),
        made=1,
    )


@given(st.binary(min_size=CODE_BYTES, max_size=CODE_BYTES), st.data())
def test_a_code_is_read_however_it_is_typed(secret: bytes, data: st.DataObject) -> None:
    code = new_code(lambda _count: secret)
    assert read_code(code) == secret
    typed = code.replace("O", data.draw(st.sampled_from("Oo0"))).replace("I", data.draw(st.sampled_from("Ii1")))
    typed = typed.replace("B", data.draw(st.sampled_from("Bb8"))).replace(
        " ", data.draw(st.sampled_from(["", " ", "-", "  "]))
    )
    assert read_code(data.draw(st.sampled_from([typed, typed.lower()]))) == secret


@given(
    st.binary(min_size=CODE_BYTES, max_size=CODE_BYTES),
    st.integers(0, 27),
    st.sampled_from("ABCDEFGHJKLMNPQRSTUVWXYZ234567"),
)
def test_one_wrong_sign_is_noticed_or_is_another_code(secret: bytes, place: int, sign: str) -> None:
    signs = new_code(lambda _count: secret).replace(" ", "")
    typed = signs[:place] + sign + signs[place + 1 :]
    try:
        assert (read_code(typed) == secret) == (typed == signs)
    except Trouble as trouble:
        assert trouble.code == "kit_code"


@pytest.mark.parametrize(
    "typed", ["", "A" * 27, "A" * 29, "\x00" * 28, "é" * 28, "AAAA " * 7, "9" * 28, "<script>" * 9]
)
def test_what_is_no_code_is_said(typed: str) -> None:
    with pytest.raises(Trouble) as refused:
        read_code(typed)
    assert refused.value.code == "kit_code"


def test_only_its_own_code_opens_a_kit_and_every_change_of_the_file_is_noticed() -> None:
    made, code = kit(), new_code()
    file = lock_kit(made, code)
    assert open_kit(file, code) == made
    assert open_kit(file.replace(b"\n", b"\r\n", 0) + b"\n", code) == made
    assert made.signing not in repr(made)
    for secret in (made.signing, *made.transport, NETWORK):
        assert secret.encode() not in file
    with pytest.raises(Trouble, match="does not open"):
        open_kit(file, new_code())
    for place in range(0, len(file), 7):
        spoilt = bytearray(file)
        spoilt[place] ^= 1
        with pytest.raises(Trouble):
            open_kit(bytes(spoilt), code)
    for cut in (b"", file[:10], file[:-20], file[:200], b"PK\x03\x04" + file, file + b"A" * (9 << 20)):
        with pytest.raises(Trouble):
            open_kit(cut, code)
