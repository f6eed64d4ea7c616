"""Numbers people read aloud are unique without a network, and a slip of the tongue is noticed."""

from __future__ import annotations

from hypothesis import given
from hypothesis import strategies as st

from silkfield.records.numbers import CLIENT_SIGNS, client_code, is_number, record_number

LAPTOPS = st.from_regex(r"[A-Z]{3}[1-9]", fullmatch=True)


def test_a_number_has_series_laptop_year_counter_and_check_digit() -> None:
    assert record_number("SRP", "ISB2", 2016, 41).startswith("SRP-ISB2-2016-0041-")


@given(LAPTOPS, st.integers(1, 9_999))
def test_a_number_is_right_and_every_single_wrong_digit_is_noticed(laptop: str, counter: int) -> None:
    number = record_number("CON", laptop, 2016, counter)
    assert is_number(number)
    for place, sign in enumerate(number):
        if sign.isdigit():
            wrong = number[:place] + str((int(sign) + 1) % 10) + number[place + 1 :]
            assert not is_number(wrong)


@given(st.lists(st.tuples(LAPTOPS, st.integers(1, 50_000)), unique=True, max_size=40))
def test_client_codes_are_unique_and_leave_out_signs_that_are_mistaken(counters: list[tuple[str, int]]) -> None:
    codes = [client_code(laptop, counter) for laptop, counter in counters]
    assert len(set(codes)) == len(codes)
    for code in codes:
        assert is_number(code)
        assert set(code.split("-")[1]) <= set(CLIENT_SIGNS)


def test_a_code_typed_in_small_letters_with_blanks_and_urdu_digits_is_understood() -> None:
    code = client_code("ISB1", 7)
    assert is_number(f" {code.lower()} ")
    assert is_number(code.replace("1", "۱"))
    assert not is_number("")
    assert not is_number("no number")
