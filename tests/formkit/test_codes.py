"""Any word people write finds its code, and a place is the one of its time."""

from __future__ import annotations

import pytest

from silkfield import assets
from silkfield.formkit.codes import Code, CodeList, read_lists, standard_codes
from silkfield.language import choose

CODES = standard_codes()
DISTRICTS = CODES["district"]
IN_2016, IN_2020 = "2016-05-15", "2020-05-15"

NAMES_OF_SEVERAL = {"country_group_member"}
"""Lists in which one name stands for several codes: Afghanistan is in three groups of countries."""


def keys(codes: tuple[Code, ...]) -> list[str]:
    return [code.key for code in codes]


@pytest.mark.parametrize("name", sorted(set(CODES) - NAMES_OF_SEVERAL))
def test_every_code_is_found_by_each_of_its_words_and_by_no_other_code_s(name: str) -> None:
    for code in CODES[name].codes:
        for word in filter(None, code.words()):
            assert keys(CODES[name].find(word)) == [code.key], word


def test_the_delivered_lists_are_found_by_every_word_in_them() -> None:
    for name, codes in read_lists(assets.read_text("codes/codes.csv")).items():
        for code in codes:
            for word in filter(None, (code.key, code.label, code.urdu, *code.aliases)):
                assert code.key in keys(CODES[name].find(word)), word


@pytest.mark.parametrize(
    ("word", "day", "found"),
    [
        ("Khyber agency", IN_2016, ["PK-TA.khyber"]),
        ("FATA, Khyber agency", IN_2016, ["PK-TA.khyber"]),
        ("Khyber", IN_2016, ["PK-TA.khyber"]),
        ("Khyber Agency", IN_2020, ["PK-KP.khyber"]),
        ("Bajaur Agency", IN_2016, ["PK-TA.bajaur"]),
        ("Chitral", IN_2016, ["PK-KP.chitral"]),
        ("Upper Chitral", IN_2016, ["PK-KP.chitral"]),
        ("Upper Chitral", IN_2020, ["PK-KP.upper-chitral"]),
        ("Chitral", IN_2020, ["PK-KP.lower-chitral", "PK-KP.upper-chitral"]),
        ("Kohistan", IN_2016, ["PK-KP.kohistan"]),
        ("Swat", IN_2016, ["PK-KP.swat"]),
        ("Kharian", IN_2016, []),  # a town of Gujrat, never Kharan in Balochistan
    ],
)
def test_a_district_is_the_unit_of_its_time(word: str, day: str, found: list[str]) -> None:
    assert keys(DISTRICTS.find(word, day)) == found


def test_towns_lead_to_their_district() -> None:
    assert [code.parent for code in CODES["place"].find("Kharian")] == ["PK-PB.gujrat"]


@pytest.mark.parametrize("city", ["Karachi", "Dir", "کراچی"])
def test_half_a_name_of_a_district_is_vague(city: str) -> None:
    assert [code.vague for code in DISTRICTS.find(city, IN_2016)] == [True]


@pytest.mark.parametrize(
    ("typed", "first"),
    [
        ("gujr", "PK-PB.gujrat"),
        ("Gujraat", "PK-PB.gujrat"),
        ("rawalpndi", "PK-PB.rawalpindi"),
        ("Abbotabad", "PK-KP.abbottabad"),
        ("fisalabad", "PK-PB.faisalabad"),
        ("سوات", "PK-KP.swat"),
    ],
)
def test_a_beginning_or_a_slip_suggests_the_right_district_first(typed: str, first: str) -> None:
    assert DISTRICTS.suggest(typed)[0].key == first


@pytest.mark.parametrize(
    ("typed", "code"), [("qa", "QA"), ("Dubai", "AE"), ("Saudia", "SA"), ("دبئی", "AE"), ("germny", "DE")]
)
def test_destinations_are_suggested_by_code_city_word_and_slip(typed: str, code: str) -> None:
    assert CODES["destination"].suggest(typed)[0].key == code


def test_topics_are_suggested_by_two_letters() -> None:
    assert CODES["topic"].suggest("oe")[0].key == "OEP"


def test_nothing_typed_suggests_the_usual_ones() -> None:
    assert [code.key for code in CODES["destination"].suggest("", 3)] == ["SA", "AE", "OM"]


def test_destinations_are_the_countries_and_two_open_ends() -> None:
    destinations = set(CODES["destination"].by_key)
    assert destinations == set(CODES["country"].by_key) - {"EU"} | {"OTH", "UND"}


def test_labels_follow_the_language() -> None:
    contract = CODES["topic"].by_key["CONTRACT"]
    assert contract.text() == "Contract / Foreign Service Agreement"
    assert contract.brief() == "Contract"
    choose("ur")
    try:
        assert contract.text() == contract.brief() == "معاہدہ"
        assert CODES["topic"].by_key["IRREG"].brief() == "خطرات"
    finally:
        choose("en")


def test_a_code_of_a_newer_list_is_shown_as_it_is() -> None:
    assert CODES["sex"].text("Z") == "Z"


def test_a_row_for_a_known_code_adds_words_and_a_short_label() -> None:
    known = CODES["age_group"].by_key["A3559"]
    assert (known.label, known.short) == ("35-59", "")
    sex = CODES["sex"].by_key["M"]
    assert (sex.label, sex.short) == ("Male", "Man")
    assert "Mard" in sex.aliases


def test_a_year_alone_as_a_limit_counts_from_its_end() -> None:
    old, new = Code("a", "Old", valid_to="2018"), Code("b", "New", valid_from="2018")
    assert (old.in_use("2018-11-01"), new.in_use("2018-11-01")) == (True, False)
    assert (old.in_use("2019-01-01"), new.in_use("2019-01-01")) == (False, True)


def test_a_unit_without_a_successor_is_still_found() -> None:
    codes = CodeList("units", (Code("a", "Gone", valid_to="2015-01-01"),))
    assert keys(codes.find("gone", IN_2016)) == ["a"]
