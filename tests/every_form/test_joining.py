"""Joining two records carries whatever points to either, in every form: each reference declares what becomes of it."""

from __future__ import annotations

import pytest

from offices import OFFICE, PASSPHRASE
from silkfield.clock import SetClock
from silkfield.formkit.answers import Refs
from silkfield.formkit.references import OWN, Pointer
from silkfield.forms import all_forms
from silkfield.operations import joined, opening, pairing
from silkfield.operations.sitting import Sitting
from silkfield.records.identity import new_id
from silkfield.store.writing import Put

JOINED = {form.compares: form.key for form in all_forms().values() if form.compares}
POINTERS = [(form.key, one) for form in all_forms().values() for one in form.pointers if one.target in JOINED]


@pytest.fixture(scope="module")
def sitting(tmp_path_factory: pytest.TempPathFactory) -> Sitting:
    """One store for all references: each writes records of its own."""
    folder = tmp_path_factory.mktemp("joining") / "store"
    return opening.make_store(folder, OFFICE, "Ayesha", PASSPHRASE, clock=SetClock.on("2016-06-01"))


def written(sitting: Sitting, form: str, **answers: object) -> str:
    """Write a record that says only this."""
    record = new_id(sitting.clock.now())
    with sitting.store.writing() as connection:
        writer = sitting.writer(connection)
        writer.save([Put(form, record, answers, sitting.audience(sitting.form(form)), [])], "create")
        writer.flush()
    return record


def pointing(sitting: Sitting, form: str, pointer: Pointer, target: str) -> str:
    """Write a record of a form that points to another one from this place."""
    field, _dot, inner = pointer.path.partition(".")
    several = isinstance(sitting.form(form).by_name[field].answer, Refs)
    return written(
        sitting, form, **{field: [{"key": "one", inner: target}] if inner else [target] if several else target}
    )


def test_clients_officials_and_organisations_are_joined() -> None:
    assert set(JOINED) == {"client", "organisation", "person"}


@pytest.mark.parametrize(("form", "pointer"), POINTERS, ids=[f"{form}.{one.path}" for form, one in POINTERS])
def test_every_reference_says_what_becomes_of_it_and_it_does(sitting: Sitting, form: str, pointer: Pointer) -> None:
    assert pointer.joining is not None
    first, second = (written(sitting, pointer.target) for _each in range(2))
    child = pointing(sitting, form, pointer, second)

    def belongs(record: str) -> bool:
        with sitting.store.reading() as connection:
            return child in {one.id for one in joined.belonging(sitting.reader(connection), pointer.target, record, 20)}

    assert belongs(second)
    assert not belongs(first)
    pairing.join(sitting, first, second)
    assert belongs(second)
    assert belongs(first) == (pointer.joining is not OWN)
    pairing.separate(sitting, first)
    assert belongs(second)
    assert not belongs(first)
