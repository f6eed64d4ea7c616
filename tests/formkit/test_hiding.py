"""While a client looks at the screen, of records that say who somebody is only codes are read."""

from __future__ import annotations

from silkfield.formkit.hiding import Hiding
from silkfield.forms import all_forms


def test_words_and_numbers_of_somebody_else_are_left_out_and_codes_stay() -> None:
    form = all_forms()["client_identity"]
    values = {"client": "a", "full_name": "Maryam Bashir", "phone": "+923001234567", "unheard_of": "Maryam"}
    assert Hiding().left_out(form, values) == {"full_name", "phone", "unheard_of"}
    assert Hiding(frozenset({"a"})).left_out(form, values) == frozenset()


def test_records_that_name_nobody_are_read_whole() -> None:
    values = {"client": "a", "counsellor": "Ayesha"}
    assert Hiding().left_out(all_forms()["counselling_contact"], values) == frozenset()
