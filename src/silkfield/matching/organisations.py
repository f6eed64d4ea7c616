"""The same organisation under two names: “FIA”, “F.I.A.” and “Federal Investigation Agency”."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from rapidfuzz import fuzz

from silkfield.formkit.folding import folded, squeezed

SMALL_WORDS = frozenset({"of", "and", "the", "for", "in", "on", "to"})
NEAR = 93
"""So alike, of 100, are two spellings of one name; “Ministry of Labour” and “Ministry of Law” are not."""

_SHORTEST = 8
"""Letters below which two different names are never two spellings of one: UNHCR and UNHRC are two bodies."""


def initials(text: str) -> str:
    """Return the first letters of the words that carry a name; nothing for a single word."""
    words = [word for word in folded(text).split() if word not in SMALL_WORDS]
    return "".join(word[0] for word in words) if len(words) > 1 else ""


def are_alike(one: Mapping[str, Any], other: Mapping[str, Any]) -> bool:
    """Tell whether two organisations may be one, by their `name`, `short_name` and `name_urdu`; a country that differs tells
    them apart. Answers that are no words, as another program may have written them, name nothing."""
    if _of_two_countries(one, other):
        return False
    ours, theirs = (_words(each) for each in (one, other))
    return have_one_name(one, other) or any(_near(here, there) for here in ours for there in theirs)


def have_one_name(one: Mapping[str, Any], other: Mapping[str, Any]) -> bool:
    """Tell whether two organisations bear one name, written out or by its initials; spellings that are only near do not."""
    if _of_two_countries(one, other):
        return False
    ours, theirs = (_words(each) for each in (one, other))
    short = [{initials(name) for name in _names(each)} - {""} for each in (one, other)]
    return bool(ours & theirs or ours & short[1] or theirs & short[0])


def _of_two_countries(one: Mapping[str, Any], other: Mapping[str, Any]) -> bool:
    return len({str(values["country"]) for values in (one, other) if values.get("country")}) > 1


def _words(values: Mapping[str, Any]) -> set[str]:
    return {squeezed(name) for name in _names(values)}


def _near(here: str, there: str) -> bool:
    return min(len(here), len(there)) >= _SHORTEST and fuzz.ratio(here, there) >= NEAR


def _names(values: Mapping[str, Any]) -> list[str]:
    return [
        words for name in ("name", "short_name", "name_urdu") if isinstance(words := values.get(name), str) and words
    ]
