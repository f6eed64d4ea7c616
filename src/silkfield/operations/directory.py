"""The directory: organisations that may be there already under another spelling, and officials a list is compared with."""

from __future__ import annotations

from typing import Any

from silkfield.formkit.problems import Values
from silkfield.matching.officials import Directory, Official
from silkfield.matching.organisations import alike
from silkfield.store.reading import Reader


def alike_known(reader: Reader, form: str, record: str, values: Values) -> list[str]:
    """Return the names of other records of a form that may be about the same organisation."""
    return alike(values, (one.values for one in reader.listing(form) if one.id != record))


def known_here(reader: Reader, event: str = "") -> Directory:
    """Return the officials and organisations that are known here, and who is on the list of an event."""
    organisations = {one.id: one.values for one in reader.listing("organisation")}
    officials = tuple(_official(one.id, one.values, organisations) for one in reader.listing("person"))
    there = reader.listing("participation", where={"event": event}) if event else []
    return Directory(officials, organisations, {str(one.values.get("person")): one.id for one in there})


def _official(record: str, values: Values, organisations: dict[str, Any]) -> Official:
    post = str(values.get("organisation") or "")
    named = organisations.get(post, {})
    return Official(
        record,
        str(values.get("full_name") or ""),
        str(values.get("name_local") or ""),
        str(values.get("sex") or ""),
        post,
        str(named.get("short_name") or named.get("name") or ""),
        str(values.get("position") or ""),
        str(values.get("email") or ""),
        str(values.get("phone") or ""),
    )
