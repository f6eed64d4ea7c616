"""Places as staff write them: districts of the day, destinations with their region, countries and groups of countries."""

from __future__ import annotations

import re
from dataclasses import dataclass

from silkfield.formkit.codes import Code
from silkfield.formkit.folding import folded, squeezed
from silkfield.workbooks.cells import says_nothing
from silkfield.workbooks.vocabulary import Vocabulary
from silkfield.workbooks.words import parted

UNDECIDED = "UND"
_KIND = re.compile(r"\b(?:district|distt|dist|disst|tehsil|teh|city|village|vill|po|p o|ضلع|تحصیل|شہر)\b")
_PIECES = re.compile(r"[,/()\-;،]|\s{2,}")
_UNKNOWN_WORDS = frozenset({"unknown", "notknown", "nk", "notstated", "notgiven", "نامعلوم"})
_CROWD = re.compile(r"\d+\+?\s*countries|countries", re.IGNORECASE)


@dataclass(frozen=True, slots=True)
class ReadDistrict:
    """A district of its day, or a reason with the districts that may be meant."""

    code: str = ""
    reason: str = ""
    suggestions: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class ReadDestination:
    """Where somebody wants to go: up to two countries, a region when only that is said, and what is odd."""

    first: str = UNDECIDED
    second: str = ""
    region: str = ""
    reasons: tuple[tuple[str, str], ...] = ()


@dataclass(frozen=True, slots=True)
class ReadCountries:
    """The countries that a text lists, and whether they are only named as a crowd."""

    codes: tuple[str, ...] = ()
    unknown: tuple[str, ...] = ()


def read_district(vocabulary: Vocabulary, text: str, day: str) -> ReadDistrict:
    """Find the district of a text as it was on a day; a town or tehsil is never taken for a district, it is suggested."""
    if says_nothing(text) or squeezed(text) in _UNKNOWN_WORDS or vocabulary.left_alone("district", text):
        return ReadDistrict()
    found = vocabulary.find("district", text, day)
    if not found:
        found = _within_province(vocabulary, text, day) or _by_pieces(vocabulary, text, day)
    if len(found) == 1 and not found[0].vague:
        return ReadDistrict(found[0].key)
    if found:
        return ReadDistrict("", "W_DISTRICT_AMBIGUOUS", _meant(vocabulary, found, text, day))
    towns = vocabulary.find("place", text)
    homes = (unit.key for town in towns for unit in _units(vocabulary, town.parent, day))
    near = tuple(dict.fromkeys(homes)) or tuple(vocabulary.suggest("district", text))
    return ReadDistrict("", "W_DISTRICT_UNKNOWN", near)


def _units(vocabulary: Vocabulary, key: str, day: str) -> tuple[Code, ...]:
    codes = vocabulary.codes["district"]
    return codes.units_of_day(codes.by_key[key], day) if key in codes else ()


def _within_province(vocabulary: Vocabulary, text: str, day: str) -> tuple[Code, ...]:
    """Find a district beside the name of its province: "Kotli (AJK)", "FATA, Khyber agency"."""
    words = f" {folded(text)} "
    for province, key in vocabulary.phrases("province"):
        if province in words and (rest := _KIND.sub(" ", words.replace(province, " ")).strip()):
            found = vocabulary.find("district", rest, day)
            if inside := tuple(unit for unit in found if unit.parent == key):
                return inside
    return ()


def _by_pieces(vocabulary: Vocabulary, text: str, day: str) -> tuple[Code, ...]:
    """Find a district named beside a town: "Gujar Khan, Distt Rawalpindi"."""
    pieces = (part.strip() for piece in _PIECES.split(text) for part in _KIND.split(folded(piece)))
    units = (unit for piece in pieces if piece for unit in vocabulary.find("district", piece, day))
    return tuple(dict.fromkeys(units))


def _meant(vocabulary: Vocabulary, found: tuple[Code, ...], text: str, day: str) -> tuple[str, ...]:
    """Return the real districts among several, or those of a word that stands for several ("Karachi")."""
    real = tuple(code.key for code in found if not code.vague)
    known = vocabulary.codes["district"]
    near = (known.by_key[key] for key in vocabulary.suggest("district", text, 12))
    return real or tuple(code.key for code in near if not code.vague and code.in_use(day))


def read_destination(vocabulary: Vocabulary, text: str) -> ReadDestination:
    """Read where somebody wants to go; blank and "any country" are undecided, "Dubai / Qatar" is a first and a second."""
    if says_nothing(text) or vocabulary.left_alone("destination", text):
        return ReadDestination()
    found = parted(text, lambda word: _country_or_region(vocabulary, word))
    countries = list(
        dict.fromkeys(key for _word, meant in found if meant for kind, key in [meant] if kind == "country")
    )
    regions = [key for _word, meant in found if meant for kind, key in [meant] if kind == "region"]
    unknown = [word for word, meant in found if meant is None]
    real = [key for key in countries if key != UNDECIDED]
    reasons = [("W_DEST_UNKNOWN", word) for word in unknown]
    if not real and regions:
        reasons.append(("W_DEST_REGION_ONLY", text))
    if len(real) > 2:
        reasons.append(("W_DEST_MANY", text))
    first, second = (*real, UNDECIDED, "")[:2] if len(real) < 2 else (real[0], real[1])
    region = regions[0] if regions and not real else ""
    return ReadDestination(first, second if real[1:] else "", region, tuple(reasons))


def _country_or_region(vocabulary: Vocabulary, word: str) -> tuple[str, str] | None:
    if country := vocabulary.only("destination", word):
        return "country", country
    region = "" if _PIECES.search(word) else vocabulary.only("dest_region", word)
    return ("region", region) if region else None


def read_country(vocabulary: Vocabulary, text: str) -> str:
    """Return the country that a text or a well-known city names, "" when nobody knows."""
    if says_nothing(text):
        return ""
    if found := vocabulary.only("country", text):
        return found
    return "PK" if vocabulary.find("district", text) else ""


def read_countries(vocabulary: Vocabulary, text: str) -> ReadCountries:
    """Read a list of countries: names, codes ("AF BD IR"), groups ("Silk Routes + TR"); donors and regions list nobody."""
    if says_nothing(text):
        return ReadCountries()
    codes: list[str] = []
    unknown: list[str] = []
    for word, meant in parted(text, lambda word: _countries(vocabulary, word)):
        if meant is None:
            unknown.append(word)
        else:
            codes.extend(meant)
    return ReadCountries(tuple(dict.fromkeys(codes)), tuple(unknown))


def _countries(vocabulary: Vocabulary, word: str) -> tuple[str, ...] | None:
    """Return the countries one word stands for, () for donors or a region, None when nobody knows."""
    if country := vocabulary.only("country", word):
        return (country,)
    if group := vocabulary.only("country_group", word) or vocabulary.only("country_group", _CROWD.sub("", word)):
        return () if group == "DONOR" else members(vocabulary, group)
    parts = word.split()
    if len(parts) > 1 and all(len(part) <= 3 and vocabulary.only("country", part) for part in parts):
        return tuple(vocabulary.only("country", part) for part in parts)
    return () if vocabulary.only("dest_region", word) else None


def members(vocabulary: Vocabulary, group: str) -> tuple[str, ...]:
    """Return the countries of a group, in the order of its list."""
    keys = (code.key.partition(".") for code in vocabulary.codes["country_group_member"].codes)
    return tuple(country for name, _point, country in keys if name == group)
