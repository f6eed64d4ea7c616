"""What is recorded is in the log, in the list and in the history; nothing typed is lost."""

from __future__ import annotations

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from sqlalchemy import event

from offices import session
from silkfield.errors import Trouble
from silkfield.operations import checking, finding, recording
from silkfield.operations.sitting import Sitting
from silkfield.store.writing import Put


def test_a_saved_session_is_listed_with_its_answers_and_its_state(sitting: Sitting) -> None:
    changes = recording.save(sitting, "session", session())

    (shown,) = finding.listing(sitting, "session").records
    assert shown.id == changes.record
    assert shown.values["venue"] == "Government Technical Training Institute"
    assert shown.values["number"].startswith("SES-ISB1-2016-0001-")
    assert finding.state_in_words(shown) == "Saved on this laptop"


def test_a_correction_keeps_the_old_answers_in_the_history(sitting: Sitting) -> None:
    record = recording.save(sitting, "session", session()).record
    recording.patch(sitting, "session", {"venue": "Town hall"}, record)

    steps = finding.history(sitting, record)
    assert [step.why for step in steps] == ["create", "edit"]
    assert steps[1].parents == (steps[0].revision,)
    assert [(one.field, one.before, one.after) for one in steps[1].differences] == [
        ("venue", "Government Technical Training Institute", "Town hall")
    ]
    assert steps[1].who == "Ayesha"


def test_saving_what_is_there_already_writes_nothing(sitting: Sitting) -> None:
    record = recording.save(sitting, "session", session()).record
    shown = finding.record(sitting, record)

    assert not recording.save(sitting, "session", shown.values, record)
    assert len(finding.history(sitting, record)) == 1


def test_an_impossible_answer_is_refused_with_a_sentence_and_nothing_is_written(sitting: Sitting) -> None:
    with pytest.raises(recording.Refused) as refusal:
        recording.save(sitting, "session", session(held_on="2061-01-01"))

    assert refusal.value.exit_code == 2
    assert "future" in str(refusal.value)
    assert finding.listing(sitting, "session").count == 0


def test_an_odd_answer_is_kept_and_said_once(sitting: Sitting) -> None:
    changes = recording.save(sitting, "session", session(heads={"cells": {"M": {"A18": 0}}}))

    assert [warning.code for warning in changes.warnings] == ["no_heads"]
    assert finding.listing(sitting, "session").count == 1


def test_several_records_are_saved_together_or_not_at_all(sitting: Sitting) -> None:
    good = recording.Wanted("session", session())
    bad = recording.Wanted("session", session(held_on="yesterday"))

    with pytest.raises(recording.Refused):
        recording.save_together(sitting, [good, bad])
    assert finding.listing(sitting, "session").count == 0

    changes = recording.save_together(sitting, [good, good])
    assert len(changes.records) == 2
    assert checking.verify(sitting).entries == 2, "birth, and one entry for both records"


def test_a_removed_record_leaves_the_list_and_can_be_brought_back(sitting: Sitting) -> None:
    record = recording.save(sitting, "session", session()).record
    before = finding.record(sitting, record).values

    recording.remove(sitting, record, note="entered twice")
    assert finding.listing(sitting, "session").count == 0
    (removed,) = finding.listing(sitting, "session", removed=True).records
    assert removed.values == before

    recording.restore(sitting, record)
    assert finding.record(sitting, record).values == before
    assert [step.why for step in finding.history(sitting, record)] == ["create", "remove", "restore"]


def test_answers_of_a_newer_program_are_carried_on(sitting: Sitting) -> None:
    record = recording.save(sitting, "session", session()).record
    newer = {**finding.record(sitting, record).values, "answer_of_2030": {"deep": [1, "دو"]}}
    with sitting.store.writing() as connection:
        writer = sitting.writer(connection)
        writer.save([Put("session", record, newer, "hq", [finding.record(sitting, record).revision])], "edit")
        writer.flush()

    recording.save(sitting, "session", session(venue="Elsewhere"), record)

    assert finding.record(sitting, record).values["answer_of_2030"] == {"deep": [1, "دو"]}


def test_an_answer_that_the_form_does_not_ask_for_is_refused_by_name(sitting: Sitting) -> None:
    with pytest.raises(recording.Refused, match="vennue"):
        recording.save(sitting, "session", session(vennue="Town hall"))


def test_a_number_cannot_be_given_by_hand(sitting: Sitting) -> None:
    records = [recording.save(sitting, "session", session(number="SES-X")).record for _time in range(2)]
    numbers = {finding.record(sitting, record).values["number"] for record in records}
    assert len(numbers) == 2
    assert "SES-X" not in numbers


def test_an_unknown_record_is_said_in_one_sentence(sitting: Sitting) -> None:
    with pytest.raises(Trouble, match="no record"):
        finding.record(sitting, "0192f3a4-0000-7000-8000-0000000000ff")


def test_records_are_found_in_both_scripts_and_by_number(sitting: Sitting) -> None:
    number = finding.record(sitting, recording.save(sitting, "session", session(venue="گورنمنٹ کالج")).record).values[
        "number"
    ]

    for typed in ("گورنمنٹ", "كالج", "اٹک", "attock", str(number)):
        assert finding.listing(sitting, "session", find=typed).count == 1, typed
    assert finding.listing(sitting, "session", find="lahore").count == 0


def test_one_save_is_one_transaction_and_one_push_to_the_disk(sitting: Sitting) -> None:
    recording.save(sitting, "session", session())
    commits = []
    event.listen(sitting.store.database.engine, "commit", commits.append)

    recording.save(sitting, "session", session())

    assert len(commits) == 1


def test_a_save_for_headquarters_and_for_the_site_is_one_transaction(sitting: Sitting) -> None:
    recording.save(sitting, "session", session())
    statements: list[str] = []
    event.listen(sitting.store.database.engine, "before_cursor_execute", lambda *words: statements.append(words[2]))

    contact = "0192f3a4-0000-7000-8000-0000000000cc"
    note = recording.Wanted("counselling_note", {"contact": contact, "note": "Asked about visas."})
    recording.save_together(sitting, [recording.Wanted("session", session()), note])

    assert statements.count("BEGIN IMMEDIATE") == 1
    assert "COMMIT" not in statements


answers = st.fixed_dictionaries(
    {},
    optional={
        "venue": st.text(min_size=1, max_size=40).map(str.strip).filter(bool),
        "facilitators": st.sampled_from(["Ayesha", "بلال", "=1+1", "O'Neil; DROP TABLE form_session"]),
        "topics": st.lists(st.sampled_from(["JOB", "FRAUD", "VISA"]), unique=True, min_size=1),
        "heads": st.builds(
            lambda men, women: {"cells": {"M": {"A18": men}, "F": {"AUN": women}}},
            st.integers(1, 99),
            st.integers(0, 99),
        ),
        "starts_at": st.just("09:30"),
        "persons_with_disability": st.just(1),
        "quiz_before_percent": st.sampled_from([45, 45.5]),
    },
)


@settings(suppress_health_check=[HealthCheck.function_scoped_fixture], max_examples=40)
@given(first=answers, second=answers)
def test_every_save_can_be_read_back_and_the_projection_always_follows_from_the_log(
    sitting: Sitting, first: dict[str, object], second: dict[str, object]
) -> None:
    record = recording.save(sitting, "session", session(**first)).record
    recording.save(sitting, "session", session(**second), record)

    values = dict(finding.record(sitting, record).values)
    values.pop("number")
    assert values == session(**second)
    assert checking.verify(sitting).sound


def test_an_organisation_that_is_in_the_directory_is_said_and_saved(sitting: Sitting) -> None:
    first = recording.save(sitting, "organisation", {"name": "Federal Investigation Agency"})
    again = recording.save(sitting, "organisation", {"name": "F.I.A."})
    assert first.warnings == ()
    assert [(one.field, one.code) for one in again.warnings] == [("name", "alike")]
    assert recording.save(sitting, "organisation", {"name": "F.I.A.", "country": "IQ"}, again.records[0]).records
