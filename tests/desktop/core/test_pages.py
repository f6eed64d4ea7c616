"""The table of pages: every page can be made, every form has a page that shows its records."""

from __future__ import annotations

from importlib import import_module

import pytest

from silkfield import assets
from silkfield.desktop.navigator import DeskPage
from silkfield.desktop.pages import PAGES, Declared, page_of, rail_pages
from silkfield.formkit.form import EVERYWHERE
from silkfield.forms import all_forms
from silkfield.operations.roles import COORDINATOR, COUNSELLOR, FACILITATOR


@pytest.mark.parametrize("page", PAGES, ids=lambda page: page.key)
def test_a_page_is_written_where_the_table_says(page: Declared) -> None:
    module, _colon, name = page.place.partition(":")
    assert issubclass(getattr(import_module(module), name), DeskPage)
    assert (assets.folder("icons") / f"{page.icon}.svg").exists()


@pytest.mark.parametrize("kind", sorted(EVERYWHERE))
def test_every_kind_of_office_has_a_rail_and_a_place_for_each_of_its_forms(kind: str) -> None:
    keys = [page.key for page in rail_pages(kind)]
    assert len(keys) == len(set(keys))
    assert 3 <= len(keys) <= 10
    for form in all_forms().values():
        if form.own_page and kind in form.kept_at:
            assert page_of(form.key, kind).rail


def test_a_team_of_facilitators_has_a_rail_of_its_own_and_no_forms_about_clients() -> None:
    rail = rail_pages("team")
    assert [page.called("team") for page in rail] == ["Today", "Events", "People", "Sessions", "Send data"]
    forms = [form for form in all_forms().values() if "team" in form.kept_at]
    assert not any(form.of_clients for form in forms)
    assert {form.key for form in forms} >= {"event", "participation", "person", "organisation", "session"}


def test_headquarters_records_events_people_groups_and_products_of_its_own() -> None:
    shown = {form for page in rail_pages("headquarters") for form in page.forms}
    assert shown >= {"event", "participation", "person", "organisation", "working_group", "policy_process", "output"}
    assert not any(all_forms()[form].of_clients for form in shown)


def test_a_facilitator_at_a_centre_sees_no_page_about_clients() -> None:
    hidden = {page.key for page in rail_pages("centre")} - {page.key for page in rail_pages("centre", FACILITATOR)}
    assert hidden == {"clients", "contacts"}
    assert rail_pages("centre", COUNSELLOR) == rail_pages("centre", COORDINATOR) == rail_pages("centre")
