"""What two sites may compare without seeing it: the texts that are keyed (HMAC) into match tokens."""

from __future__ import annotations

from collections.abc import Iterable

from silkfield.matching.names import folded_name

PHONE, NAME_FATHER, NAME_DISTRICT_YEAR = "PHONE", "NAME_FATHER", "NAME_DISTRICT_YEAR"


def token_inputs(
    name: str, relative: str, phones: Iterable[str], district: str, birth_year: int | None
) -> list[tuple[str, str]]:
    """Return (kind, text to be keyed) for each token that a person's answers allow.

    Equal phone; equal folded name and father; equal folded name, district and birth year. The texts are made of the folded
    forms alone and must never be stored or shown: only their keyed hashes may leave a form.
    """
    folded, father = folded_name(name), folded_name(relative)
    found = [(PHONE, phone) for phone in phones if phone]
    if folded and father:
        found.append((NAME_FATHER, f"{folded}|{father}"))
    if folded and district and birth_year is not None:
        found.append((NAME_DISTRICT_YEAR, f"{folded}|{district}|{birth_year}"))
    return list(dict.fromkeys(found))
