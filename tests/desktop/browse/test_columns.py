"""A list has as many columns as there is room for, the weightiest first."""

from __future__ import annotations

import pytest
from PySide6.QtWidgets import QApplication

from silkfield.desktop.lists.columns import CODE, NARROW_STATE, PERSON, columns_of, fitting
from silkfield.forms import all_forms

NOT_OF_THE_FORM = {PERSON, CODE}


@pytest.mark.usefixtures("qapp")
@pytest.mark.parametrize("form", all_forms().values(), ids=lambda form: form.key)
def test_columns_show_fields_of_the_form_and_fit(form, qapp: QApplication) -> None:  # type: ignore[no-untyped-def]
    columns = columns_of(form)
    names = {name for one in columns for name in (*one.first, *one.second)} - NOT_OF_THE_FORM
    assert names <= set(form.by_name)
    for width in (1100, 700, 560, 380):
        kept, state = fitting(columns, width)
        assert kept
        assert sum(one.width for one in kept) + state <= max(width, kept[0].width + NARROW_STATE)
        assert [one for one in columns if one in kept] == list(kept)
