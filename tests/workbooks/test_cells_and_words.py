"""What single cells mean: people, places, words, counts."""

from datetime import date, datetime, time

import pytest

from silkfield.workbooks.cells import Broken, repeats_above, says_nothing, text_of
from silkfield.workbooks.heads import head_meaning, read_band, read_number
from silkfield.workbooks.people import (
    age_of,
    parted_name,
    read_email,
    read_initials,
    read_name,
    read_phones,
    read_relative,
    read_sex,
)
from silkfield.workbooks.places import read_countries, read_country, read_destination, read_district
from silkfield.workbooks.words import read_outcomes, read_quiz, read_words

MAY = "2016-05-10"


@pytest.mark.parametrize(
    ("cell", "text"),
    [
        (923000001234.0, "923000001234"),
        (2.5, "2.5"),
        (True, "True"),
        (date(2016, 5, 3), "2016-05-03"),
        (datetime.fromisoformat("2016-05-03"), "2016-05-03"),
        (time(9, 30), "09:30"),
        ("\u200e 27\u00a0yrs ", "27 yrs"),
        (Broken("#REF!"), "#REF!"),
    ],
)
def test_a_cell_is_the_text_a_person_would_read(cell, text):
    assert text_of(cell) == text


def test_nothing_and_ditto_are_known():
    assert all(says_nothing(text) for text in ("", "-", "--", "N/A", "n.a.", "?", "nil", "…"))
    assert not says_nothing("0")
    assert all(repeats_above(text) for text in ("-do-", '"', "do", "Ditto", "〃"))


def test_the_vocabulary_of_the_public_register_is_known(words, expected):
    vocabulary = expected["mic-islamabad-register-2016-05.xlsx"]["vocabulary_used"]
    labels = words.codes["district"]
    for word, label in vocabulary["district"].items():
        assert labels.text(read_district(words, word, MAY).code).removesuffix(" Agency") == label
    for word, country in vocabulary["destination"].items():
        assert read_destination(words, word).first == country
        assert not read_destination(words, word).reasons
    for word, region in vocabulary["region_words"].items():
        assert read_destination(words, word).region == region
    for word, topic in vocabulary["topic"].items():
        assert read_words(words, "topic", word).codes == (topic,)
    for word, code in vocabulary["outcome_or_referral"].items():
        read = read_outcomes(words, word)
        assert (read.agencies or read.outcomes, read.unknown) == ((code,), ())
    for name in ("sex", "channel"):
        assert all(words.only(name, word) == code for word, code in vocabulary[name].items())
    assert not any(read_name(words, word) for word in vocabulary["anonymous_words"])


@pytest.mark.parametrize(
    ("text", "code", "reason"),
    [
        ("M. B. Din", "PK-PB.mandi-bahauddin", ""),
        ("Kotli (AK)", "PK-JK.kotli", ""),
        ("FATA, Khyber agency", "PK-TA.khyber", ""),
        ("Upper Chitral", "PK-KP.chitral", ""),
        ("Gujar Khan, Distt Rawalpindi", "PK-PB.rawalpindi", ""),
        ("Tehsil Kharian Distt Gujrat", "PK-PB.gujrat", ""),
        ("Kharian", "", "W_DISTRICT_UNKNOWN"),
        ("Atlantis", "", "W_DISTRICT_UNKNOWN"),
        ("Karachi", "", "W_DISTRICT_AMBIGUOUS"),
        ("Lahore / Gujrat", "", "W_DISTRICT_AMBIGUOUS"),
        ("not known", "", ""),
        ("", "", ""),
    ],
)
def test_districts_are_those_of_their_day_and_towns_are_only_suggested(words, text, code, reason):
    read = read_district(words, text, MAY)
    assert (read.code, read.reason) == (code, reason)


def test_the_home_district_of_a_town_is_suggested_and_never_a_name_that_looks_like_it(words):
    assert read_district(words, "Kharian", MAY).suggestions == ("PK-PB.gujrat",)
    assert "PK-SD.karachi" not in read_district(words, "Karachi", MAY).suggestions
    assert len(read_district(words, "Karachi", MAY).suggestions) > 4


def test_a_district_is_the_unit_of_its_day(words):
    assert read_district(words, "Bajaur", "2016-05-10").code == "PK-TA.bajaur"
    assert read_district(words, "Bajaur Agency", "2020-05-10").code == "PK-KP.bajaur"


@pytest.mark.parametrize(
    ("text", "first", "second", "region", "reasons"),
    [
        ("Dubai / Qatar", "AE", "QA", "", []),
        ("Dubai or Qatar", "AE", "QA", "", []),
        ("USA/Canada", "US", "CA", "", []),
        ("Europe", "UND", "", "EUR", ["W_DEST_REGION_ONLY"]),
        ("Dubai / Europe", "AE", "", "", []),
        ("Narnia", "UND", "", "", ["W_DEST_UNKNOWN"]),
        ("Turkey, Greece, Italy", "TR", "GR", "", ["W_DEST_MANY"]),
        ("any country", "UND", "", "", []),
        ("", "UND", "", "", []),
    ],
)
def test_destinations_are_a_first_and_a_second_or_a_region(words, text, first, second, region, reasons):
    read = read_destination(words, text)
    assert (read.first, read.second, read.region) == (first, second, region)
    assert [code for code, _word in read.reasons] == reasons


@pytest.mark.parametrize(
    ("text", "codes", "unknown"),
    [
        ("SILK + TR + donors", "AF BD IR IQ PK TR", ()),
        ("Silk Routes + Europe", "AF BD IR IQ PK", ()),
        ("AF BD IR", "AF BD IR", ()),
        ("Afghanistan; Iraq and Pakistan", "AF IQ PK", ()),
        ("45 countries", "", ("45 countries",)),
        ("donors", "", ()),
    ],
)
def test_countries_are_listed_by_name_code_and_group(words, text, codes, unknown):
    read = read_countries(words, text)
    assert (" ".join(read.codes), read.unknown) == (codes, unknown)


def test_a_city_names_its_country(words):
    assert [read_country(words, text) for text in ("I.R. Iran", "Islamabad", "Tehran", "Narnia", "")] == [
        "IR",
        "PK",
        "IR",
        "",
        "",
    ]


@pytest.mark.parametrize(
    ("text", "group", "code"),
    [
        ("abt 27", "A25", ""),
        ("۲۷", "A25", ""),
        ("25-30", "A25", ""),
        ("30-40", "AUN", "W_AGE_RANGE"),
        ("45+", "AUN", "W_AGE_RANGE"),
        ("60+", "A60", ""),
        ("16.0", "A00", ""),
        ("minor", "A00", ""),
        ("1988", "A25", ""),
        ("2", "AUN", "W_AGE_IMPLAUSIBLE"),
        ("99", "AUN", "W_AGE_IMPLAUSIBLE"),
        ("young", "AUN", "W_AGE_IMPLAUSIBLE"),
        ("?", "AUN", ""),
        ("", "AUN", ""),
    ],
)
def test_ages_become_groups(words, text, group, code):
    assert age_of(words, text, 2016) == (group, code)


@pytest.mark.parametrize(
    ("text", "phone", "code"),
    [
        ("0300-0001234", "+923000001234", ""),
        ("923000001234", "+923000001234", ""),
        ("3000001234", "+923000001234", ""),
        ("۰۳۰۰۰۰۰۱۲۳۴", "+923000001234", ""),
        ("0092 300 0001234", "+923000001234", ""),
        ("051-2000123 ext 12", "+92512000123", ""),
        ("+966 50 0001234", "+966500001234", ""),
        ("0345-0001122 / 0312-0003344", "+923450001122", "W_PHONE_TWO"),
        ("0300-00012", "", "W_PHONE_INVALID"),
        ("no phone", "", ""),
        ("", "", ""),
    ],
)
def test_phones_are_kept_in_the_international_form(text, phone, code):
    assert read_phones(text) == (phone, code)


def test_names_of_fathers_and_husbands_are_read(words):
    assert read_relative(words, "S/o Ghulam Nabi") == ("Ghulam Nabi", "S")
    assert read_relative(words, "W/o Shafiq Ahmad") == ("Shafiq Ahmad", "W")
    assert read_relative(words, "دختر غلام نبی") == ("غلام نبی", "D")
    assert read_relative(words, "Ghulam Nabi") == ("Ghulam Nabi", "")
    assert read_relative(words, "-") == ("", "")
    assert parted_name("M. Yusuf s/o Ghulam Nabi") == ("M. Yusuf", "s/o Ghulam Nabi")
    assert parted_name("Ali Raza") == ("Ali Raza", "")


def test_sexes_initials_and_addresses_are_read(words):
    assert [read_sex(words, text)[0] for text in ("m", "مرد", "عورت", "?", "", "x9")] == ["M", "M", "F", "U", "U", "U"]
    assert [read_initials(text) for text in ("S.A.", "sa", "SA", "Sadia Anwar", "-")] == [
        "SA",
        "SA",
        "SA",
        "Sadia Anwar",
        "",
    ]
    assert read_email(" ALI@FIA.EXAMPLE ") == ("ali@fia.example", "")
    assert read_email("ali(at)fia.example") == ("", "W_EMAIL_INVALID")
    assert read_email("nil") == ("", "")


@pytest.mark.parametrize(
    ("text", "outcomes", "agencies", "unknown"),
    [
        ("Info given + Follow up", "INFO FOLLOWUP", "", ""),
        ("Info, F/up", "INFO FOLLOWUP", "", ""),
        ("Referred to PoE Rwp, Info", "REFERRED INFO", "POE", ""),
        ("Referred to OPF and BE&OE", "REFERRED", "OPF BEOE", ""),
        ("Ref to Mars", "REFERRED", "OTHER", ""),
        ("sent home", "", "", "sent home"),
        ("", "", "", ""),
    ],
)
def test_outcomes_and_agencies_are_read(words, text, outcomes, agencies, unknown):
    read = read_outcomes(words, text)
    assert (" ".join(read.outcomes), " ".join(read.agencies), " ".join(read.unknown)) == (outcomes, agencies, unknown)


@pytest.mark.parametrize(
    ("text", "people", "percent", "code"),
    [
        ("45% (40)", 40, 45, ""),
        ("30 / 52%", 30, 52, ""),
        ("n=34, 47.5 %", 34, 47.5, ""),
        ("۲۴ / ۴۱%", 24, 41, ""),
        ("52%", None, 52, ""),
        ("40", None, None, "W_QUIZ_UNREADABLE"),
        ("30 / 120%", None, None, "W_QUIZ_UNREADABLE"),
        ("", None, None, ""),
    ],
)
def test_quizzes_are_read(text, people, percent, code):
    assert read_quiz(text) == (people, percent, code)


@pytest.mark.parametrize(
    ("label", "meaning"),
    [
        ("MEN 18-24", "heads:M:A18"),
        ("WOMEN 35-59", "heads:F:A3559"),
        ("M <18", "heads:M:A00"),
        ("F 60+", "heads:F:A60"),
        ("خواتین 25-34", "heads:F:A25"),
        ("Total M", "total:M"),
        ("WOMEN Total", "total:F"),
        ("Women", "total:F"),
        ("G. Total", "total"),
        ("کل", "total"),
        ("Venue", ""),
        ("Total cost", ""),
    ],
)
def test_headers_of_head_counts_are_known(words, label, meaning):
    assert head_meaning(words, label) == meaning


def test_bands_that_no_group_holds_are_of_unknown_age():
    assert [read_band(text) for text in ("20-30", "under 18", "60 and over", "age not stated", "Name")] == [
        "AUN",
        "A00",
        "A60",
        "AUN",
        "",
    ]


@pytest.mark.parametrize(
    ("cell", "number", "about", "fault"),
    [
        (12.0, 12, False, False),
        ("۱۲", 12, False, False),
        ("about 60", 60, True, False),
        ("30+", 30, True, False),
        ("~ 45", 45, True, False),
        ("", None, False, False),
        ("-", None, False, False),
        (2.5, None, False, True),
        ("-3", None, False, True),
        ("many", None, False, True),
        (Broken("#REF!"), None, False, True),
    ],
)
def test_numbers_of_people_are_whole_or_estimates_or_faults(cell, number, about, fault):
    read = read_number(cell)
    assert (read.number, read.about, read.fault) == (number, about, fault)
