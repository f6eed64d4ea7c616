"""The directory: organisations that may be there already under another spelling."""

from __future__ import annotations

from silkfield.formkit.problems import Values
from silkfield.matching.organisations import alike
from silkfield.store.reading import Reader


def alike_known(reader: Reader, form: str, record: str, values: Values) -> list[str]:
    """Return the names of other records of a form that may be about the same organisation."""
    return alike(values, (one.values for one in reader.listing(form) if one.id != record))
