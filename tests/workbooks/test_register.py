"""The public register of a centre, row by row against what is expected of it."""

import json
from collections import Counter

import pytest

from silkfield.formkit.form import Audience
from silkfield.forms import all_forms

REGISTER = "mic-islamabad-register-2016-05.xlsx"
CONTACT = "counselling_contact"


@pytest.fixture(scope="module")
def register(take_in, samples):
    return take_in(samples / REGISTER, CONTACT, identity="keep")


@pytest.fixture(scope="module")
def truth(expected):
    return expected[REGISTER]


@pytest.fixture(scope="module")
def answers(truth):
    found = {f"same:{pair['rows'][0]}+{pair['rows'][1]}": pair["truth"] for pair in truth["candidate_duplicates"]}
    dates = {
        f"date:{row['row']}": row["date_confirmed"]
        for row in truth["row_detail"]
        if row["date_confirmed"] and row["status"] != "refused"
    }
    return {"names": "keep", **dates, **found}


def district_of(around, key):
    return around.codes["district"].by_key[key].label.removesuffix(" Agency") if key else None


def read_like_expected(row, around):
    contact = row.draft(CONTACT).values
    return {
        "row": row.number,
        "status": row.status,
        "reasons": [reason.code for reason in row.reasons],
        "date": contact.get("contact_date"),
        "anonymous": row.facts["anonymous"],
        "name_as_written": row.facts["name"] or None,
        "sex": contact["sex"],
        "age_group": contact["age_group"],
        "phone": row.facts["phone"] or None,
        "district": district_of(around, contact.get("district")),
        "channel": contact["channel"],
        "destination_1": contact["destination_1"],
        "destination_2": contact.get("destination_2"),
        "dest_region": contact.get("destination_region"),
        "topics": row.facts["site_topics"],
        "outcomes": contact["outcomes"],
        "referral_to": contact.get("referred_to", []),
        "counsellor": contact["counsellor"],
    }


def test_every_row_is_read_as_expected(register, truth, around):
    read = {row.number: read_like_expected(row, around) for row in register.rows}
    assert len(read) == len(truth["row_detail"])
    for wanted in truth["row_detail"]:
        got = read[wanted["row"]]
        assert got == {name: wanted[name] for name in got}


def test_statuses_and_reasons_add_up(register, truth):
    rows = truth["rows"]
    assert len(register.rows) == rows["records_read"]
    assert len(register.accepted) == rows["accepted_clean"]
    assert len(register.warned) == rows["accepted_with_warning"]
    assert len(register.taken) == rows["accepted_total"]
    assert len(register.refused) == rows["refused"]
    assert register.reasons == truth["reasons"]


def test_what_is_no_record_is_said(register, truth):
    sheet = register.sheets[0]
    skipped = {row.number: row.why for row in sheet.skipped}
    assert sheet.header_rows == (truth["rows"]["header_row"],) * 2
    assert sheet.period == truth["period"]
    assert skipped == {46: "total", 67: "blank", 88: "blank", 89: "signature"}
    assert sheet.unknown == ()


def test_totals_of_the_month_come_out(register, truth, around):
    contacts = [row.draft(CONTACT).values for row in register.taken]
    facts = [row.facts for row in register.taken]
    topics = [fact["site_topics"] or ["unknown"] for fact in facts]
    places = Counter(district_of(around, contact.get("district")) or "unknown" for contact in contacts)
    any_destination = Counter(
        key for contact in contacts for key in {contact["destination_1"], contact.get("destination_2")} - {None}
    )
    phones = [fact["phone"] for fact in facts if fact["phone"]]
    assert Counter(contact["sex"] for contact in contacts) == Counter(truth["by_sex"])
    assert Counter(contact["age_group"] for contact in contacts) == truth["by_age_group"]
    assert Counter(contact["channel"] for contact in contacts) == truth["by_channel"]
    assert Counter(contact["destination_1"] for contact in contacts) == truth["by_destination_first"]
    assert any_destination == truth["by_destination_any"]
    assert places == truth["by_district"]
    assert Counter(found[0] for found in topics) == truth["by_topic_main"]
    assert Counter(key for found in topics for key in found) == truth["by_topic_any"]
    assert Counter(key for contact in contacts for key in contact["outcomes"]) == truth["by_outcome_any"]
    assert Counter(key for contact in contacts for key in contact.get("referred_to", [])) == truth["by_referral_to"]
    assert Counter(contact["counsellor"] for contact in contacts) == truth["by_counsellor"]
    assert sum(fact["anonymous"] for fact in facts) == truth["anonymous_contacts"]
    assert (len(phones), len(set(phones))) == (truth["contacts_with_valid_phone"], truth["distinct_valid_phones"])
    assert all(contact["stage"] == "UNK" for contact in contacts)


def counted(intake):
    """Count contacts of May 2016, and the clients named in them."""
    of_month = [row for row in intake.taken if row.draft(CONTACT).values["contact_date"].startswith("2016-05")]
    clients = {row.draft(CONTACT).values.get("client") for row in of_month} - {None}
    return len(of_month), len(clients)


@pytest.mark.parametrize("identity", ["keep", "drop"])
def test_without_answers_the_month_has_77_contacts_and_with_them_78_of_43_clients(
    take_in, samples, truth, answers, identity
):
    asked = take_in(samples / REGISTER, CONTACT, identity=identity)
    told = take_in(samples / REGISTER, CONTACT, answers={**answers, "names": identity})
    assert counted(asked)[0] == truth["contacts_in_period_as_written"]
    assert len({row.draft(CONTACT).values.get("client") for row in asked.taken} - {None}) == truth["named_contacts"]
    assert counted(told) == (78, truth["unique_named_clients_after_confirmed_merges"])
    sexes = Counter(row.draft("client").values["sex"] for row in told.taken if row.draft("client"))
    assert {sex: sexes[sex] for sex in "MFXU"} == truth["unique_named_clients_by_sex"]


def test_the_answers_kept_with_the_samples_are_those_of_the_expected_results(samples, answers):
    assert json.loads((samples / "answers-register-2016-05.json").read_text()) == answers


def test_likely_pairs_are_asked_about_with_their_strength_and_no_others(register, truth):
    asked = {question.id: question.strength for question in register.questions if question.kind == "same"}
    pairs = truth["candidate_duplicates"]
    assert asked == {f"same:{pair['rows'][0]}+{pair['rows'][1]}": pair["strength"] for pair in pairs}


def test_answered_questions_are_not_asked_again(take_in, samples, answers):
    told = take_in(samples / REGISTER, CONTACT, answers=answers)
    assert {question.kind for question in told.questions} == {"word", "date"}
    assert told.not_same == (("@client-11", "@client-54"),)
    assert told.unused_answers == ()


def test_an_answer_for_no_row_is_said(take_in, samples):
    told = take_in(samples / REGISTER, CONTACT, answers={"date:999": "2016-05-03", "same:7+999": "same"})
    assert set(told.unused_answers) == {"date:999", "same:7+999"}


def test_rows_of_one_person_share_the_client_of_the_first(take_in, samples, answers):
    told = {row.number: row for row in take_in(samples / REGISTER, CONTACT, answers=answers).rows}
    assert {told[row].draft(CONTACT).values["client"] for row in (7, 25, 58)} == {"@client-7"}
    assert told[25].draft("client") is None
    assert told[7].draft("client_identity").values["phone_2"] == "+923340007346"


def test_names_are_kept_only_when_that_was_said(take_in, samples):
    forms = {"keep": Counter(), "drop": Counter()}
    for identity, found in forms.items():
        for row in take_in(samples / REGISTER, CONTACT, identity=identity).taken:
            found.update(draft.form for draft in row.drafts)
    assert forms["keep"]["client_identity"] == forms["keep"]["consent"] == 46
    assert "client_identity" not in forms["drop"]
    assert forms["keep"]["client"] == forms["drop"]["client"] == 47


def test_a_named_minor_is_a_code_without_a_name(register):
    row = next(row for row in register.rows if row.number == 34)
    assert row.draft("client").values["identity_level"] == "I1"
    assert row.draft("client_identity") is None
    assert row.draft("safeguarding").values["flags"] == ["MINOR"]


def test_possible_trafficking_stands_in_the_safeguarding_record_alone(register):
    row = next(row for row in register.rows if row.number == 50)
    assert row.draft(CONTACT).values["topics"] == ["ABOUT"]
    assert row.facts["site_topics"] == ["THB"]
    assert row.draft("safeguarding").values == {"contact": "@contact-50", "flags": ["THB"]}


def test_headquarters_sees_no_name_phone_or_remark(register, around):
    secrets = {row.facts["name"] for row in register.rows if not row.facts["anonymous"]}
    secrets |= {row.facts["phone"] for row in register.rows if row.facts["phone"]}
    for row in register.rows:
        for draft in row.drafts:
            if all_forms()[draft.form].audience is Audience.HQ:
                assert not secrets.intersection(map(str, draft.values.values()))


def test_the_same_row_has_the_same_key_and_every_other_row_another(register, take_in, samples):
    again = take_in(samples / REGISTER, CONTACT, answers={"date:10": "2016-05-03"})
    assert [row.key for row in again.rows] == [row.key for row in register.rows]
    keys = Counter(row.key for row in register.rows)
    assert [count for count in keys.values() if count > 1] == [2]
    assert len({row.key for row in register.taken}) == len(register.taken)


def test_a_word_that_was_explained_is_read_everywhere(take_in, samples):
    answers = {"word:district:Kharian": "PK-PB.gujrat", "word:topic:misc. query": "ABOUT", "word:district:Karachi": ""}
    told = {row.number: row for row in take_in(samples / REGISTER, CONTACT, answers=answers).rows}
    assert told[19].status == told[29].status == told[64].status == "accepted"
    assert told[19].draft(CONTACT).values["district"] == "PK-PB.gujrat"
    assert told[29].draft(CONTACT).values["topics"] == ["ABOUT"]
    assert "district" not in told[64].draft(CONTACT).values
