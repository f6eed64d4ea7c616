"""Every form is declared so that each surface can use it."""

from __future__ import annotations

import pytest

from silkfield import assets
from silkfield.formkit.answers import Choice, Choices
from silkfield.formkit.codes import standard_codes
from silkfield.formkit.form import Audience, Form, code_lists, every_field
from silkfield.forms import all_forms, fingerprint

FORMS = all_forms()
SITE = {"client_identity", "counselling_note", "safeguarding", "safeguarding_key"}

every_form = pytest.mark.parametrize("form", FORMS.values(), ids=FORMS)


@every_form
def test_every_list_that_a_form_chooses_from_exists(form: Form) -> None:
    assert code_lists(form) <= set(standard_codes())


@every_form
def test_every_title_label_and_section_has_a_text(form: Form) -> None:
    texts = [form.title, form.plural, *(section.title for section in form.sections)]
    texts += [one.label for one in every_field(form)]
    assert all(text.strip() == text != "" for text in texts)


@every_form
def test_help_is_at_most_five_lines_of_the_help_panel(form: Form) -> None:
    assert [one.name for one in form.fields if len(one.help) > 5 * 40] == []


@every_form
def test_keys_are_unique_and_one_for_each_answer_offered(form: Form) -> None:
    for one in form.fields:
        if isinstance(one.answer, Choice | Choices) and one.answer.keys:
            offered = one.answer.offered or tuple(standard_codes()[one.answer.codes].by_key)
            assert len(one.answer.keys) == len(set(one.answer.keys)) == len(offered), one.name
            assert all(len(key) == 1 and key.upper() == key for key in one.answer.keys), one.name


@every_form
def test_every_answer_offered_is_in_its_list(form: Form) -> None:
    for one in every_field(form):
        if isinstance(one.answer, Choice | Choices):
            assert set(one.answer.offered) <= set(standard_codes()[one.answer.codes].by_key), one.name


@every_form
def test_every_question_that_is_asked_only_sometimes_hangs_on_another_question(form: Form) -> None:
    for one in form.fields:
        if one.when is not None:
            assert getattr(one.when, "field", None) in form.by_name


@every_form
def test_every_form_has_a_heading_and_an_icon(form: Form) -> None:
    assert form.heading
    assert (assets.folder("icons") / f"{form.icon}.svg").is_file()


def test_only_names_notes_and_dangers_stay_at_the_site() -> None:
    assert {form.key for form in FORMS.values() if form.audience is Audience.SITE} == SITE


def test_headquarters_records_no_clients_and_no_contacts() -> None:
    at_headquarters = {form.key for form in FORMS.values() if "headquarters" in form.kept_at}
    directory = {"event", "organisation", "participation", "person", "person_pair", "organisation_pair"}
    activities = {"session", "media_activity", "stock_movement", "evaluation", "knowledge_test"}
    its_own = {"project", "working_group", "policy_process", "output", "pilot_milestone", "code", "question"}
    assert at_headquarters == {"attachment", "client_pair", *activities, *its_own, *directory}


def test_the_directory_that_is_sent_to_sites_holds_no_client() -> None:
    shared = {form.key for form in FORMS.values() if form.shared}
    people = {"organisation", "organisation_pair", "participation", "person", "person_pair"}
    people |= {"client_pair"}  # the random ids of two clients, and whether they are one
    assert shared == {"event", "project", "working_group", "knowledge_test", "code", "question", *people}


def test_the_fingerprint_is_the_same_each_time() -> None:
    assert fingerprint() == fingerprint()
    assert " at 0x" not in fingerprint()
