"""What staff record: one file per record kind; a new kind is a new file here and nothing else."""

from __future__ import annotations

from functools import cache
from importlib import import_module
from pkgutil import iter_modules

from silkfield.formkit.form import Form, check_together


@cache
def all_forms() -> dict[str, Form]:
    """Return every form by its key, found by looking into this folder; checked together once."""
    modules = (import_module(f"{__name__}.{found.name}") for found in iter_modules(__path__))
    forms = {form.key: form for module in modules for form in vars(module).values() if isinstance(form, Form)}
    check_together(forms)
    return dict(sorted(forms.items()))


def schema() -> int:
    """Return the one number of the whole set of forms; it grows when the answers of any form change their meaning."""
    return max(form.version for form in all_forms().values())


def fingerprint() -> str:
    """Return a text that changes with a form's fields or with whom it is about; the projection is rebuilt when it differs."""
    parts = (
        f"{form.key}:{form.version}:{form.erasing.name}{':sealed' * form.sealed}:"
        + ",".join(f"{one.name}={one.answer!r}/{one.searched:d}{'/looked up' * one.looked_up}" for one in form.fields)
        for form in all_forms().values()
    )
    return "\n".join(parts)
