"""The table of pages: every page can be made, every form has a page that shows its records."""

from __future__ import annotations

from importlib import import_module

import pytest

from silkfield import assets
from silkfield.desktop.navigator import DeskPage
from silkfield.desktop.pages import PAGES, Declared, page_of, rail_pages
from silkfield.formkit.form import EVERYWHERE
from silkfield.forms import all_forms


@pytest.mark.parametrize("page", PAGES, ids=lambda page: page.key)
def test_a_page_is_written_where_the_table_says(page: Declared) -> None:
    module, _colon, name = page.place.partition(":")
    assert issubclass(getattr(import_module(module), name), DeskPage)
    assert (assets.folder("icons") / f"{page.icon}.svg").exists()


@pytest.mark.parametrize("kind", sorted(EVERYWHERE))
def test_every_kind_of_office_has_a_rail_and_a_place_for_each_of_its_forms(kind: str) -> None:
    keys = [page.key for page in rail_pages(kind)]
    assert len(keys) == len(set(keys))
    assert 3 <= len(keys) <= 9
    for form in all_forms().values():
        if form.own_page and kind in form.kept_at:
            assert page_of(form.key, kind).rail
