"""Headquarters keeps codes and extra questions beside the directory; a site sees neither list."""

from __future__ import annotations

import pytest

from network_of_stores import Network
from page_windows import Windows
from silkfield.desktop.browse.list_page import ListPage
from silkfield.operations import recording

EXAM = {"list": "topic", "code": "EXAM", "label": "Language exams", "urdu": "زبان کے امتحان", "last_day": "2016-12-31"}


@pytest.mark.parametrize("language", ["en", "ur"])
def test_codes_are_listed_at_headquarters(network: Network, windows: Windows, language: str) -> None:
    recording.save(network.headquarters, "code", EXAM)
    windows.dress(language)
    page = windows.open(network.headquarters, "directory", form="code")
    assert isinstance(page, ListPage)
    windows.until(lambda: page.table.table is not None and page.table.table.model.rowCount())
    windows.picture(page, f"codes-{language}")
    assert page._forms == ("person", "organisation", "code", "question")


def test_a_site_has_no_list_of_codes(network: Network, windows: Windows) -> None:
    page = windows.open(network.add("ISB"), "directory", form="code")
    assert isinstance(page, ListPage)
    assert page._forms == ("person", "organisation")
    assert page.form.key == "person"
