"""Code lists: what may be chosen, what it is called in English and Urdu, and what else people write for it."""

from __future__ import annotations

import csv
import io
from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field, replace
from functools import cache

from rapidfuzz import fuzz, process

from silkfield import assets
from silkfield.formkit.folding import squeezed
from silkfield.language import _, chosen


@dataclass(frozen=True, slots=True)
class Code:
    """One choice of a list: a stable key, its labels, and the years in which it was in use.

    `parent` is the larger unit (province of a district), `predecessor` the unit it came from. `short` and `short_urdu`
    are the words on an answer button, where the label is too long for one. A `vague` code stands for several ("Karachi"
    without its district): valid, but worth a question.
    """

    key: str
    label: str
    urdu: str = ""
    aliases: tuple[str, ...] = ()
    valid_from: str = ""
    valid_to: str = ""
    parent: str = ""
    predecessor: str = ""
    short: str = ""
    short_urdu: str = ""
    vague: bool = False

    def in_use(self, day: str) -> bool:
        """Tell whether the code was in use on an ISO day; a bare year as a limit counts from its end for both sides."""
        begins = self.valid_from if len(self.valid_from) != 4 else f"{self.valid_from}-12-31"
        ends = self.valid_to if len(self.valid_to) != 4 else f"{self.valid_to}-12-30"
        return (not begins or day >= begins) and (not ends or day <= ends)

    def text(self) -> str:
        """Return the label in the language chosen: the Urdu one where there is one, else the translated English one."""
        return self.urdu if self.urdu and chosen() == "ur" else _(self.label)

    def brief(self) -> str:
        """Return the words for an answer button: the short label where there is one."""
        if chosen() == "ur" and (self.short_urdu or self.urdu):
            return self.short_urdu or self.urdu
        return _(self.short or self.label)

    def words(self) -> tuple[str, ...]:
        """Return everything people write for the code."""
        return (self.key, self.label, self.urdu, self.short, self.short_urdu, *self.aliases)


@dataclass(frozen=True)
class CodeList:
    """A named list of codes with a look-up from any word people write for them."""

    name: str
    codes: tuple[Code, ...]
    by_key: Mapping[str, Code] = field(init=False, repr=False)
    by_word: Mapping[str, tuple[Code, ...]] = field(init=False, repr=False)
    heirs: Mapping[str, tuple[Code, ...]] = field(init=False, repr=False)

    def __post_init__(self) -> None:
        words: dict[str, tuple[Code, ...]] = {}
        heirs: dict[str, tuple[Code, ...]] = {}
        for code in self.codes:
            for word in {squeezed(word) for word in code.words()}:
                if word:
                    words[word] = (*words.get(word, ()), code)
            if code.predecessor:
                heirs[code.predecessor] = (*heirs.get(code.predecessor, ()), code)
        object.__setattr__(self, "by_key", {code.key: code for code in self.codes})
        object.__setattr__(self, "by_word", words)
        object.__setattr__(self, "heirs", heirs)

    def __contains__(self, key: object) -> bool:
        return key in self.by_key

    def text(self, key: str) -> str:
        """Return the label of a key, or the key itself when a newer list knows it and this one does not."""
        code = self.by_key.get(key)
        return code.text() if code else key

    def find(self, word: str, day: str = "") -> tuple[Code, ...]:
        """Return the codes that a word names, without regard to case, spaces and points.

        With an ISO day, each is the unit of that day: before 2018 "Upper Chitral" is Chitral, afterwards "Khyber Agency"
        is Khyber. A word that names several units of that day gives all of them.
        """
        found = self.by_word.get(squeezed(word), ())
        if not day:
            return found
        if now := tuple(code for code in found if code.in_use(day)):
            return now
        return tuple(dict.fromkeys(unit for code in found for unit in self.units_of_day(code, day)))

    def units_of_day(self, code: Code, day: str) -> tuple[Code, ...]:
        """Return the unit that stood for a code on an ISO day: itself, the one it came from, or those it became."""
        older = code
        while not older.in_use(day) and older.predecessor in self.by_key:
            older = self.by_key[older.predecessor]
        if older.in_use(day):
            return (older,)
        return tuple(heir for heir in self.heirs.get(code.key, ()) if heir.in_use(day)) or (code,)

    def suggest(self, text: str, limit: int = 8) -> list[Code]:
        """Return the codes a person may mean while typing: beginnings first, then parts of words, then slips of the pen."""
        typed = squeezed(text)
        if not typed:
            return list(self.codes[:limit])
        ranked: dict[str, tuple[int, int]] = {}
        for word, codes in self.by_word.items():
            place = word.find(typed)
            if place >= 0:
                for code in codes:
                    rank = (0 if word == typed else 1 if place == 0 else 2, len(word))
                    ranked[code.key] = min(rank, ranked.get(code.key, rank))
        if not ranked and len(typed) > 3:
            near = process.extract(typed, self.by_word.keys(), scorer=fuzz.ratio, score_cutoff=70, limit=limit)
            for word, score, _place in near:
                for code in self.by_word[word]:
                    ranked.setdefault(code.key, (3, 100 - int(score)))
        order = {code.key: place for place, code in enumerate(self.codes)}
        return [self.by_key[key] for key in sorted(ranked, key=lambda key: (ranked[key], order[key]))[:limit]]


Codes = Mapping[str, CodeList]


def read_lists(text: str) -> dict[str, list[Code]]:
    """Read code lists from a table with the columns list, code, label_en, label_ur, aliases, valid_from, valid_to, note."""
    lists: dict[str, list[Code]] = {}
    for row in csv.DictReader(io.StringIO(text)):
        lists.setdefault(row["list"], []).append(
            Code(
                row["code"],
                row["label_en"],
                row["label_ur"],
                _aliases(row["aliases"]),
                row["valid_from"],
                row["valid_to"],
                row.get("parent") or "",
            )
        )
    return lists


def read_districts(text: str) -> list[Code]:
    """Read districts with their province as parent; units of another time stay in the list with their dates."""
    return [
        Code(
            row["code"],
            row["district_en"],
            row["district_ur"],
            _aliases(row["aliases"]),
            row["valid_from"],
            row["valid_to"],
            row["province"],
            row["predecessor"],
            vague=row["note"].startswith("catch-all"),
        )
        for row in csv.DictReader(io.StringIO(text))
    ]


def read_places(text: str) -> list[Code]:
    """Read towns and tehsils with their district as parent."""
    return [
        Code(row["place_en"], row["place_en"], row["place_ur"], _aliases(row["aliases"]), parent=row["district"])
        for row in csv.DictReader(io.StringIO(text))
    ]


@cache
def standard_codes() -> dict[str, CodeList]:
    """Return every code list that travels with the program, by name; read once."""
    lists = read_lists(assets.read_text("codes/codes.csv"))
    lists["district"] = read_districts(assets.read_text("places/districts.csv"))
    lists["place"] = read_places(assets.read_text("places/places.csv"))
    for name, codes in read_lists(assets.read_text("codes/more_codes.csv")).items():
        lists.setdefault(name, []).extend(codes)
    joined = {name: _merged(codes) for name, codes in lists.items()}
    joined["destination"] = _destinations(joined)
    return {name: CodeList(name, codes) for name, codes in joined.items()}


def _destinations(lists: Mapping[str, tuple[Code, ...]]) -> tuple[Code, ...]:
    """Return where people want to go: countries, the usual ones first, then "other" and "undecided"."""
    usual = {code.key: place for place, code in enumerate(lists["country_favourite"])}
    countries = sorted(lists["country"], key=lambda code: usual.get(code.key, len(usual)))
    open_ends = {code.key: code for code in lists["dest_region"]}
    return (*(code for code in countries if code.key != "EU"), open_ends["OTH"], open_ends["UND"])


def _aliases(cell: str) -> tuple[str, ...]:
    return tuple(alias.strip() for alias in cell.split(";") if alias.strip())


def _merged(codes: Iterable[Code]) -> tuple[Code, ...]:
    """Join rows of the same key: a later row adds aliases, and the labels it has are the short ones."""
    joined: dict[str, Code] = {}
    for code in codes:
        known = joined.get(code.key)
        joined[code.key] = (
            code
            if known is None
            else replace(
                known,
                urdu=known.urdu or code.urdu,
                aliases=(*known.aliases, *code.aliases),
                short=code.label or known.short,
                short_urdu=code.urdu or known.short_urdu,
            )
        )
    return tuple(joined.values())
