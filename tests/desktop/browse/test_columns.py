"""A list has as many columns as there is room for, the weightiest first."""

from __future__ import annotations

import pytest

from silkfield.desktop.lists.columns import CODE, NARROW_STATE, PERSON, columns_of, fitting
from silkfield.formkit.form import Form
from silkfield.forms import all_forms

NOT_OF_THE_FORM = {PERSON, CODE}


@pytest.mark.usefixtures("qapp")
@pytest.mark.parametrize("form", [form for form in all_forms().values() if form.own_page], ids=lambda form: form.key)
def test_columns_show_fields_of_the_form_and_fit(form: Form) -> None:
    columns = columns_of(form)
    names = {name for one in columns for name in (*one.first, *one.second)} - NOT_OF_THE_FORM
    assert names <= set(form.by_name)
    for width in (1100, 700, 560, 380):
        kept, state = fitting(columns, width)
        assert kept
        assert sum(one.width for one in kept) + state <= max(width, kept[0].width + NARROW_STATE)
        assert [one for one in columns if one in kept] == list(kept)
