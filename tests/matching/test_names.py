"""Names in all spellings and both scripts, and the names that must be kept apart."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from silkfield.matching.names import Likeness, folded_name, is_heard, likeness, name_key

EQUAL, VARIANT, PART, DIFFERENT = Likeness.EQUAL, Likeness.VARIANT, Likeness.PART, Likeness.DIFFERENT
ROMAN = st.text("abcdefghijklmnopqrstuvwxyz ", max_size=20)
URDU = st.text("ابپتٹثجچحخدڈذرڑزسشصضطظعغفقکگلمنںوہھیے ", max_size=20)


@pytest.mark.parametrize(
    ("one", "other", "alike"),
    [
        ("Muhammad Yousaf", "محمد یوسف", EQUAL),
        ("M. Yusuf", "Muhammad Yousaf", EQUAL),
        ("Mohd. Yousuf", "Md Yusaf", EQUAL),
        ("Saima Kausar", "Saima Kosar", EQUAL),
        ("Bashir Ahmad", "Basheer Ahmed", EQUAL),
        ("Ghulam Nabi", "غلام نبی", EQUAL),
        ("Sultan Mehmood", "سلطان محمود", EQUAL),
        ("Farzana Akhtar", "فرزانہ اختر", EQUAL),
        ("Fatima", "فاطمہ", EQUAL),
        ("Abdul Rehman", "Abdur-Rahman", EQUAL),
        ("Abdul Rehman", "عبدالرحمن", EQUAL),
        ("Abdullah", "عبداللہ", EQUAL),
        ("Syed Noman Shah", "Noman Shah", EQUAL),
        ("Usman Ghani", "عثمان غنی", EQUAL),
        ("Khan Ali", "Ali Khan", EQUAL),
        ("Rehmat Ullah", "رحمت اللہ", EQUAL),
        ("Shams ud Din", "شمس الدین", EQUAL),
        ("Zia-ul-Haq", "ضیاء الحق", EQUAL),
        ("Allah Bux", "اللہ بخش", EQUAL),
        ("Murtaza", "مرتضیٰ", EQUAL),
        ("Murtaza", "مرتضی", EQUAL),
        ("Muhammad Ilyas", "محمد الیاس", EQUAL),
        ("Isa Khan", "عیسیٰ خان", EQUAL),
        ("Ibrahim", "ابراھیم", EQUAL),
        ("Azher", "اظہر", EQUAL),
        ("Inayat", "Enayat", EQUAL),
        ("Gul Zaman", "Gulzaman", VARIANT),
        ("Shafiq", "Shaifq", VARIANT),
        ("Abdul Latif", "Abdullatif", EQUAL),
        ("Abdul Latif", "Abdullah", DIFFERENT),
        ("Jamal", "Jamil", DIFFERENT),
        ("اکرم", "اکرام", DIFFERENT),
        ("سعید", "سعد", DIFFERENT),
        ("Salman", "سلیمان", DIFFERENT),
        ("Amna Bibi", "Amina Bibi", DIFFERENT),
        ("Nadia", "Nazia", DIFFERENT),
        ("Rehmatullah", "Rahmatulah", EQUAL),
        ("Iftikhar", "Iftekhar", EQUAL),
        ("Muhammad Asif", "Muhammad Asif Khan", PART),
        ("Mahmood Yousaf", "Muhammad Yousaf", DIFFERENT),
        ("Mahmood Yousaf", "M. Yusuf", DIFFERENT),
        ("محمود یوسف", "محمد یوسف", DIFFERENT),
        ("Hassan Ali", "Hussain Ali", DIFFERENT),
        ("حسن علی", "حسین علی", DIFFERENT),
        ("Rukhsana Bibi", "Shafiq Ahmad", DIFFERENT),
        ("Muhammad", "Md.", DIFFERENT),
        ("Syed", "Syed", DIFFERENT),
        ("", "", DIFFERENT),
    ],
)
def test_names_are_compared_by_their_sound(one, other, alike):
    assert likeness(one, other) is alike
    assert likeness(other, one) is alike


@pytest.mark.parametrize(
    ("one", "other", "same"),
    [
        ("Muhammad Yousaf", "محمد یوسف", True),
        ("M. Yusuf", "Yousaf", True),
        ("Yousaf Ali", "Ali Yousaf", True),
        ("Mahmood Yousaf", "Muhammad Yousaf", False),
        ("Hassan", "Hussain", False),
    ],
)
def test_one_text_stands_for_all_spellings(one, other, same):
    assert (folded_name(one) == folded_name(other)) is same


def test_names_without_weight_fold_to_nothing():
    assert [folded_name(name) for name in ("Muhammad", "Syed", "Haji", "محمد", "", "-", "Ch. Malik")] == [""] * 7
    assert name_key("Muhammad Ali").muhammad


@pytest.mark.parametrize(
    ("typed", "name", "heard"),
    [
        ("karim", "فضل کریم", True),
        ("kar", "فضل کریم", True),
        ("کری", "Fazal Karim", True),
        ("Yousuf", "Muhammad Yousaf Khan", True),
        ("kar", "Kiran", False),
        ("Muhammad Yousaf", "Mahmood Yousaf", False),
        ("Muhammad", "Muhammad Asif", False),
    ],
)
def test_a_name_is_heard_in_the_other_script_and_from_its_beginning(typed, name, heard):
    assert is_heard(typed, name) is heard


@given(ROMAN | URDU)
def test_a_name_is_like_itself_unless_nothing_in_it_has_weight(name):
    assert likeness(name, name) is (EQUAL if name_key(name).sounds else DIFFERENT)


@given(ROMAN | URDU, ROMAN | URDU)
def test_likeness_does_not_depend_on_who_comes_first(one, other):
    assert likeness(one, other) is likeness(other, one)


@given(ROMAN | URDU, ROMAN | URDU)
def test_equal_names_fold_to_the_same_text(one, other):
    if likeness(one, other) is EQUAL:
        assert folded_name(one) == folded_name(other)
