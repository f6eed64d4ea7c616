"""What a file makes one ask: plain JSON, the same at every reading, and changed by nothing but the answers."""

import json

import pytest
from hypothesis import given
from hypothesis import strategies as st

REGISTER = "mic-islamabad-register-2016-05.xlsx"
CONTACT = "counselling_contact"
HEADER = ["Date", "Name", "Father Name", "Sex", "Contact No", "District", "Channel", "Topic(s)", "Outcome"]


def person(name, father="Ghulam Nabi", phone="0300 0001234", **more):
    row = {"Date": "3/5/2016", "Sex": "M", "District": "Gujrat", "Channel": "Ph", "Topic(s)": "visa", "Outcome": "Info"}
    row |= {"Name": name, "Father Name": father, "Contact No": phone, **more}
    return [row[column] for column in HEADER]


def test_questions_are_plain_json_and_the_same_at_every_reading(take_in, samples):
    asked = [question.as_json() for question in take_in(samples / REGISTER, CONTACT).questions]
    assert json.loads(json.dumps(asked)) == asked
    assert asked == [question.as_json() for question in take_in(samples / REGISTER, CONTACT).questions]
    assert len({question["id"] for question in asked}) == len(asked)


def test_every_question_of_a_reason_is_asked(take_in, samples):
    intake = take_in(samples / REGISTER, CONTACT)
    wanted = {reason.question for row in intake.rows for reason in row.reasons if reason.question}
    assert wanted <= {question.id for question in intake.questions}


def test_a_refused_day_can_be_put_right_by_an_answer(take_in, samples):
    told = {row.number: row for row in take_in(samples / REGISTER, CONTACT, answers={"date:51": "2016-05-17"}).rows}
    assert told[51].status == "accepted"
    future = take_in(samples / REGISTER, CONTACT, answers={"date:51": "2061-05-17"})
    assert future.reasons["R_DATE_FUTURE"] == 1
    assert take_in(samples / REGISTER, CONTACT, answers={"date:51": "some day"}).reasons["R_DATE_FUTURE"] == 1


def test_a_day_confirmed_as_written_is_not_asked_again(take_in, samples):
    told = {row.number: row for row in take_in(samples / REGISTER, CONTACT, answers={"date:10": "2016-03-05"}).rows}
    assert told[10].status == "accepted"
    assert told[10].draft(CONTACT).values["contact_date"] == "2016-03-05"


def test_nobody_asks_about_names_where_there_are_none(take_in, workbook):
    told = take_in(workbook([HEADER, person("Anonymous"), person("-")]), CONTACT)
    assert told.questions == ()
    assert all(row.draft("client") is None for row in told.rows)


def test_two_who_share_a_phone_are_asked_about(take_in, workbook):
    told = take_in(
        workbook([HEADER, person("Ali Raza"), person("Zahid Khan"), person("Ali Raza", District="")]), CONTACT
    )
    strengths = {question.id: question.strength for question in told.questions if question.kind == "same"}
    assert strengths == {"same:2+4": "high", "same:2+3": "ask", "same:3+4": "ask"}


@pytest.mark.parametrize("same", [["same:2+3", "same:3+4"], ["same:3+4", "same:2+3"], ["same:2+4", "same:3+4"]])
def test_pairs_join_into_one_person_in_any_order(take_in, workbook, same):
    rows = workbook([HEADER, *(person("Ali Raza", phone=f"0300 000123{number}") for number in range(3))])
    told = take_in(rows, CONTACT, answers=dict.fromkeys(same, "same"), identity="keep")
    assert {row.draft(CONTACT).values["client"] for row in told.rows} == {"@client-2"}
    assert sum(row.draft("client") is not None for row in told.rows) == 1
    assert sum(row.draft("client_identity") is not None for row in told.rows) == 1
    assert sum(row.draft("consent") is not None for row in told.rows) == 1


@given(
    st.permutations([f"same:{first}+{second}" for first in range(2, 6) for second in range(first + 1, 6)]), st.data()
)
def test_the_order_of_the_answers_does_not_matter(take_in, workbook, pairs, data):
    rows = workbook([HEADER, *(person("Ali Raza", phone=f"0300 000123{number}") for number in range(4))])
    chosen = data.draw(st.lists(st.sampled_from(pairs), unique=True))
    one = take_in(rows, CONTACT, answers=dict.fromkeys(chosen, "same"))
    other = take_in(rows, CONTACT, answers=dict.fromkeys(reversed(chosen), "same"))
    assert [row.drafts for row in one.rows] == [row.drafts for row in other.rows]


def test_a_row_that_is_refused_is_nobodys_other_half(take_in, workbook):
    told = take_in(workbook([HEADER, person("Ali Raza"), person("Ali Raza", Date="", Outcome="Follow up")]), CONTACT)
    assert told.rows[1].status == "refused"
    assert [question for question in told.questions if question.kind == "same"] == []
