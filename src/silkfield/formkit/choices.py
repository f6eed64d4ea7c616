"""Answers that are chosen from a code list: one code, or several."""

from __future__ import annotations

import re
from dataclasses import dataclass
from typing import Any, ClassVar

from silkfield.formkit.answer import CLASH, Answer, merged_sets, not_in_list
from silkfield.formkit.codes import CodeList
from silkfield.formkit.problems import Around, Unreadable
from silkfield.language import _, ngettext

_PARTED = re.compile(r"[;,+/؛،\n]")


@dataclass(frozen=True, slots=True)
class Choice(Answer):
    """One code of a list.

    `offered` are the codes the screen shows first, all of the list when empty; the others are chosen by typing their name.
    `keys` are the letters or digits that choose on the keyboard, one for each code offered. A `closed` question takes
    nothing but what is offered; else any code of the list is valid.
    """

    takes_keys: ClassVar[bool] = True
    codes: str = ""
    offered: tuple[str, ...] = ()
    keys: tuple[str, ...] = ()
    closed: bool = False

    def read(self, text: str, around: Around) -> str:
        """Read a code, a label in either language, or another word people write for it."""
        return only_code(around.codes[self.codes], text, around.today.isoformat())

    def show(self, value: Any, around: Around) -> str:
        """Write the label of the code."""
        return around.codes[self.codes].text(value) if isinstance(value, str) else str(value)

    def fault(self, value: Any, around: Around) -> str | None:
        """Say when no list of this program knows the code."""
        if not isinstance(value, str) or value not in around.codes[self.codes].by_key:
            return not_in_list(value)
        return not_in_list(value) if self.closed and value not in self.offered else None

    def search_text(self, value: Any, around: Around) -> str:
        """Find a record by the English and the Urdu label."""
        code = around.codes[self.codes].by_key.get(value)
        return f"{code.label} {code.urdu}" if code else str(value)


@dataclass(frozen=True, slots=True)
class Choices(Answer):
    """Several codes of a list, the first one the main one; two edits merge as sets."""

    takes_keys: ClassVar[bool] = True
    codes: str = ""
    most: int = 30
    offered: tuple[str, ...] = ()
    keys: tuple[str, ...] = ()

    def read(self, text: str, around: Around) -> list[str]:
        """Read codes parted by comma, semicolon, plus, stroke or line; a label that holds such a sign is read as one."""
        codes, day = around.codes[self.codes], around.today.isoformat()
        ends = [match.start() for match in _PARTED.finditer(text)] + [len(text)]
        chosen: list[str] = []
        begin = 0
        while ends:
            whole = next((end for end in reversed(ends) if len(codes.find(text[begin:end], day)) == 1), ends[0])
            if word := text[begin:whole].strip():
                chosen.append(only_code(codes, word, day))
            begin, ends = whole + 1, [end for end in ends if end > whole]
        return list(dict.fromkeys(chosen))

    def show(self, value: Any, around: Around) -> str:
        """Write the labels, the main one first."""
        return _(", ").join(around.codes[self.codes].text(code) for code in value)

    def fault(self, value: Any, around: Around) -> str | None:
        """Say when a code is unknown, named twice, or when there are too many."""
        if not isinstance(value, list) or not {str}.issuperset(map(type, value)):
            return _("Choose from the list.")
        if len(set(value)) != len(value):
            return _("The same answer is chosen twice.")
        if len(value) > self.most:
            return ngettext("Choose at most {count}.", "Choose at most {count}.", self.most).format(count=self.most)
        known = around.codes[self.codes].by_key
        for code in value:
            if code not in known:
                return not_in_list(code)
        return None

    def merge(self, before: Any, here: Any, there: Any) -> Any:
        """Join as sets: what either side added is in, what either side took out is out; CLASH when they are too many."""
        joined = merged_sets(before, here, there)
        return CLASH if joined and len(joined) > self.most else joined

    def search_text(self, value: Any, around: Around) -> str:
        """Find a record by the labels of its choices."""
        codes = (around.codes[self.codes].by_key.get(key) for key in value)
        return " ".join(f"{code.label} {code.urdu}" for code in codes if code)


def only_code(codes: CodeList, text: str, day: str = "") -> str:
    """Return the key of the one code that a word names; raises Unreadable when none or several do."""
    found = codes.find(text, day)
    if len(found) == 1:
        return found[0].key
    near = found or codes.suggest(text, 3)
    choices = _(", ").join(code.text() for code in near)
    if choices:
        raise Unreadable(
            _("“{text}” is not clear. Did you mean: {choices}?").format(text=text.strip(), choices=choices)
        )
    raise Unreadable(not_in_list(text.strip()))
