"""Long lists answered by typing."""

from __future__ import annotations

import pytest
from hypothesis import example, given
from hypothesis import strategies as st
from PySide6.QtCore import Qt
from PySide6.QtTest import QTest

from silkfield.desktop.widgets import Choice, ComboField, Select
from silkfield.desktop.widgets.choice_search import exact, folded, found

COUNTRIES = [
    Choice("DE", "Germany", ("Deutschland", "جرمنی")),
    Choice("AE", "United Arab Emirates", ("UAE", "Dubai", "دبئی")),
    Choice("GB", "United Kingdom", ("UK", "Britain")),
    Choice("IT", "Italy", ("Italia",)),
    Choice("SA", "Saudi Arabia", ("KSA", "سعودی عرب")),
]


def labels(query: str) -> list[str]:
    return [choice.label for choice in found(query, COUNTRIES)]


@pytest.mark.parametrize(
    ("typed", "first"),
    [
        ("ger", "Germany"), ("de", "Germany"), ("germny", "Germany"), ("dubai", "United Arab Emirates"),
        ("duabi", "United Arab Emirates"), ("دبئی", "United Arab Emirates"), ("دبئي", "United Arab Emirates"),
        ("uk", "United Kingdom"), ("king", "United Kingdom"), ("arabia", "Saudi Arabia"), ("SAUDI", "Saudi Arabia"),
    ],
)  # fmt: skip
def test_typing_finds_the_answer_that_is_meant(typed: str, first: str) -> None:
    assert labels(typed)[0] == first


def test_nothing_like_it_finds_nothing() -> None:
    assert labels("zzzz") == []
    assert labels("") == [choice.label for choice in COUNTRIES]


@given(st.sampled_from(COUNTRIES), st.booleans())
def test_a_whole_label_always_comes_first(choice: Choice, capitals: bool) -> None:
    typed = choice.label.upper() if capitals else choice.label
    assert found(typed, COUNTRIES)[0] == choice
    assert exact(typed, COUNTRIES) == choice


@example("\u0626")
@example("\ufbe8")
@example("\ufc37")
@given(st.text(max_size=12))
def test_folding_twice_is_folding_once(text: str) -> None:
    assert folded(folded(text)) == folded(text)


@pytest.fixture
def combo(qtbot) -> ComboField:
    field = ComboField("Destination", COUNTRIES)
    qtbot.addWidget(field)
    field.show()
    field.setFocus()
    return field


def test_enter_takes_the_first_answer_found(combo: ComboField, qtbot) -> None:
    QTest.keyClicks(combo, "dub")
    assert combo.offered() == ["United Arab Emirates"]
    assert combo.value() is None
    QTest.keyClick(combo, Qt.Key.Key_Return)
    assert combo.value() == "AE"
    assert combo.text() == "United Arab Emirates"
    assert combo.offered() == []


def test_down_opens_the_whole_list_and_goes_through_it(combo: ComboField) -> None:
    QTest.keyClick(combo, Qt.Key.Key_Down)
    assert len(combo.offered()) == len(COUNTRIES)
    QTest.keyClick(combo, Qt.Key.Key_Down)
    QTest.keyClick(combo, Qt.Key.Key_Return)
    assert combo.value() == "AE"


def test_escape_closes_the_list_and_keeps_the_text(combo: ComboField) -> None:
    QTest.keyClicks(combo, "uni")
    QTest.keyClick(combo, Qt.Key.Key_Escape)
    assert (combo.offered(), combo.text()) == ([], "uni")


def test_text_that_is_no_answer_is_a_fault_unless_the_field_is_free(combo: ComboField) -> None:
    QTest.keyClicks(combo, "Atlantis")
    assert combo.fault()
    assert combo.value() is None
    free = ComboField("Place", COUNTRIES, free=True)
    free.set_value("Atlantis")
    assert (free.value(), free.fault()) == ("Atlantis", False)


def test_emptying_the_field_takes_the_answer_back(combo: ComboField) -> None:
    combo.set_value("DE")
    combo.selectAll()
    QTest.keyClick(combo, Qt.Key.Key_Backspace)
    assert combo.value() is None
    assert not combo.fault()


def test_other_choices_keep_an_answer_they_still_hold(combo: ComboField) -> None:
    combo.set_value("DE")
    combo.set_choices(COUNTRIES[:2])
    assert combo.value() == "DE"
    combo.set_choices(COUNTRIES[1:])
    assert combo.value() is None


def test_a_drop_down_tells_what_a_person_picked(qtbot) -> None:
    select = Select([("", "All centres"), ("ISB", "MIC Islamabad")], name="Centre")
    qtbot.addWidget(select)
    with qtbot.assertNotEmitted(select.changed):
        select.set_value("ISB")
    select.show()
    select.setFocus()
    with qtbot.waitSignal(select.changed):
        QTest.keyClick(select, Qt.Key.Key_Up)
    assert select.value() == ""
