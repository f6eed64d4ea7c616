"""Every code has one sentence for a person, and says what becomes of the part."""

from __future__ import annotations

import pytest

from silkfield.bundles.faults import CODES, NEED_UPDATE, POLICY, REVOKED, BundleFault, Outcome, explain, outcome

OF_THE_FORMAT = (
    "E_NOT_SKF E_VERSION E_TRUNCATED E_DAMAGED E_NOT_FOR_US E_SEAL E_UNKNOWN_SENDER E_SIGNATURE E_REVOKED E_NETWORK "
    "E_MANIFEST E_NEED_UPDATE E_LIMIT E_PAYLOAD E_ENTRY E_CHAIN E_POLICY E_INTERNAL W_GAP W_FORK W_CLOCK W_WITHHELD W_DUP"
)


def test_there_is_an_explanation_for_exactly_the_codes_of_the_format():
    assert sorted(CODES) == sorted(OF_THE_FORMAT.split())


@pytest.mark.parametrize("code", CODES)
def test_a_code_has_a_sentence_and_an_advice_without_jargon(code):
    sentence, advice = explain(code)
    for text in (sentence, advice):
        assert text.endswith(".")
        assert len(text) < 120
        assert not {"hash", "invalid", "payload", "manifest", "age", "zstd", "JSON"} & set(
            text.replace(".", "").split()
        )
    assert BundleFault(code).message == sentence


def test_only_what_a_newer_program_made_is_held_and_only_people_decide_on_policy():
    assert [code for code in CODES if outcome(code) is Outcome.HELD] == [NEED_UPDATE]
    assert {code for code in CODES if outcome(code) is Outcome.REVIEW} == {POLICY, REVOKED}
    assert all((outcome(code) is Outcome.TAKEN) == code.startswith("W_") for code in CODES)


def test_no_two_codes_say_the_same():
    assert len({explain(code)[0] for code in CODES}) == len(CODES)
