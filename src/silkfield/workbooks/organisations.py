"""Organisations under all the names one file gives them: FIA, F.I.A., Federal Investigation Agency, and units of it."""

from __future__ import annotations

import re
from collections.abc import Iterable
from dataclasses import dataclass

from silkfield.formkit.folding import folded, squeezed
from silkfield.matching.organisations import initials
from silkfield.workbooks.cells import says_nothing
from silkfield.workbooks.drafts import Draft
from silkfield.workbooks.vocabulary import intake_words

_LONGEST_SHORT_NAME = 8


@dataclass(frozen=True, slots=True)
class Named:
    """An organisation by its handle, and the unit of it that was written."""

    handle: str
    unit: str = ""


class Organisations:
    """Folds the names of one file into organisations: spelling, short names by their initials, units by their beginning."""

    def __init__(self, written: Iterable[str]) -> None:
        self._names: dict[str, str] = {}
        for text in written:
            if not says_nothing(text):
                self._names.setdefault(squeezed(text), " ".join(text.split()))
        self._full: dict[str, tuple[str, str]] = {}
        for word, text in self._names.items():
            self._full[word] = self._known(text) or self._byinitials(text) or (text, "")

    @staticmethod
    def _known(text: str) -> tuple[str, str] | None:
        """Return the full and the short name of an organisation that the program knows."""
        found = intake_words()["organisation"].find(text)
        return (found[0].label, found[0].key) if len(found) == 1 else None

    def _byinitials(self, text: str) -> tuple[str, str] | None:
        """Return the full and the short name when one is the initials of the other in this file."""
        short = squeezed(text)
        if len(short) > _LONGEST_SHORT_NAME:
            match = next((other for word, other in self._names.items() if word == initials(text)), None)
            return (text, re.sub(r"[.\s]", "", match)) if match else None
        full = next((other for other in self._names.values() if initials(other) == short and other != text), None)
        return (full, re.sub(r"[.\s]", "", text).upper()) if full else None

    def find(self, text: str) -> Named | None:
        """Return the organisation a text names, None when it names none."""
        if says_nothing(text):
            return None
        word = squeezed(text)
        name, _short = self._full.get(word, (" ".join(text.split()), ""))
        if squeezed(name) == word and (head := self._head_of(text)):
            return Named(head, " ".join(text.split()))
        return Named(_handle(name))

    def _head_of(self, text: str) -> str:
        """Return the organisation whose name a longer name begins with ("FIA Academy")."""
        words = folded(text).split()
        for count in range(len(words) - 1, 0, -1):
            head = squeezed(" ".join(words[:count]))
            known = self._full.get(head) or (self._known(head) if len(head) > 2 else None)
            if known:
                return _handle(known[0])
        return ""

    def drafts(self) -> list[Draft]:
        """Return one draft for each organisation that is not only a unit of another."""
        found: dict[str, Draft] = {}
        for text in self._names.values():
            named = self.find(text)
            if named is None:
                continue
            full = next((full for full in self._all_names() if _handle(full[0]) == named.handle), (text, ""))
            values = {"name": full[0], "short_name": full[1]} if full[1] else {"name": full[0]}
            found.setdefault(named.handle, Draft("organisation", named.handle, values))
        return list(found.values())

    def _all_names(self) -> list[tuple[str, str]]:
        rules = [(code.label, code.key) for code in intake_words()["organisation"].codes]
        return [*self._full.values(), *rules]


def _handle(name: str) -> str:
    return f"@organisation-{squeezed(name)}"
