"""Questions answered by one key."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st
from PySide6.QtCore import Qt
from PySide6.QtTest import QTest

from silkfield.desktop.style import apply_theme
from silkfield.desktop.widgets import OneOfMany, Option, SeveralOfMany, TickAnswer

SEX = [Option("m", "Man", "M"), Option("f", "Woman", "F"), Option("x", "Trans", "X"), Option("u", "Not said", "?")]
TOPICS = [Option(str(number), f"Topic {number}", str(number)) for number in range(1, 10)]


@pytest.fixture
def sex(qtbot) -> OneOfMany:
    group = OneOfMany(SEX, "Sex")
    qtbot.addWidget(group)
    group.show()
    group.opts[0].setFocus()
    return group


@pytest.fixture
def topics(qtbot) -> SeveralOfMany:
    group = SeveralOfMany(TOPICS, "Topics", columns=3, most=4, main=True)
    qtbot.addWidget(group)
    group.show()
    group.opts[0].setFocus()
    return group


def press(group: OneOfMany | SeveralOfMany, key: Qt.Key | str) -> None:
    if isinstance(key, str):
        QTest.keyClicks(group.current(), key)
    else:
        QTest.keyClick(group.current(), key)


def test_a_key_chooses_its_answer(sex: OneOfMany, qtbot) -> None:
    with qtbot.waitSignal(sex.changed):
        press(sex, "f")
    assert sex.value() == "f"
    press(sex, "?")
    assert sex.value() == "u"


def test_the_key_of_the_answer_already_chosen_keeps_it(sex: OneOfMany) -> None:
    press(sex, "f")
    press(sex, "f")
    assert sex.value() == "f"


def test_arrows_choose_as_they_go_and_turn_round_in_urdu(sex: OneOfMany, qapp) -> None:
    press(sex, Qt.Key.Key_Right)
    assert sex.value() == "f"
    press(sex, Qt.Key.Key_Left)
    assert sex.value() == "m"
    apply_theme(qapp, language="ur")
    press(sex, Qt.Key.Key_Left)
    assert sex.value() == "f"


def test_backspace_and_a_second_click_take_the_answer_back(sex: OneOfMany) -> None:
    press(sex, "m")
    press(sex, Qt.Key.Key_Backspace)
    assert sex.value() is None
    sex.opts[2].click()
    sex.opts[2].click()
    assert sex.value() is None


def test_setting_a_value_is_not_a_change(sex: OneOfMany, qtbot) -> None:
    with qtbot.assertNotEmitted(sex.changed):
        sex.set_value("m")
        sex.set_value(None)


def test_a_read_only_question_keeps_its_answer(sex: OneOfMany) -> None:
    sex.set_value("m")
    sex.set_read_only(True)
    sex.opts[1].click()
    assert sex.value() == "m"


def test_one_question_is_one_stop_of_the_tab_key(sex: OneOfMany) -> None:
    press(sex, "x")
    assert [bool(opt.focusPolicy() & Qt.FocusPolicy.TabFocus) for opt in sex.opts] == [False, False, True, False]


def test_enter_goes_on_to_the_form(sex: OneOfMany, qtbot) -> None:
    with qtbot.assertNotEmitted(sex.changed):
        press(sex, Qt.Key.Key_Return)


def test_the_first_topic_typed_is_the_main_one(topics: SeveralOfMany) -> None:
    press(topics, "4")
    press(topics, "1")
    assert topics.value() == ("4", "1")
    assert [opt.option.code for opt in topics.opts if opt.main] == ["4"]
    press(topics, "4")
    assert topics.value() == ("1",)
    assert [opt.option.code for opt in topics.opts if opt.main] == ["1"]


def test_no_more_than_the_most_are_chosen(topics: SeveralOfMany) -> None:
    press(topics, "12345")
    assert topics.value() == ("1", "2", "3", "4")
    assert not topics.opts[4].isChecked()


def test_digits_of_an_urdu_keyboard_choose_too(topics: SeveralOfMany) -> None:
    assert topics._keyed("۴") is topics.opts[3]


def test_down_goes_one_line_down_without_choosing(topics: SeveralOfMany) -> None:
    press(topics, Qt.Key.Key_Down)
    assert topics.opts[3].hasFocus()
    assert topics.value() == ()
    press(topics, Qt.Key.Key_Space)
    assert topics.value() == ("4",)


@given(st.lists(st.sampled_from("123456789"), unique=True, max_size=4))
def test_several_answers_keep_the_order_they_were_given_in(codes: list[str]) -> None:
    group = SeveralOfMany(TOPICS, "Topics")
    group.set_value(codes)
    assert group.value() == tuple(codes)


def test_a_tick_is_set_by_its_key_and_by_space(qtbot) -> None:
    tick = TickAnswer("This is an estimate", "E")
    qtbot.addWidget(tick)
    tick.show()
    tick.setFocus()
    with qtbot.waitSignal(tick.changed):
        QTest.keyClicks(tick, "e")
    assert tick.value()
    QTest.keyClick(tick, Qt.Key.Key_Space)
    assert not tick.value()
