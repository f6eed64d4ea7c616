"""What keys and pasted cells mean on the sheet of an event: days, scores, roles and consents, as in a spreadsheet."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import Any

from silkfield.formkit.answers import Amount
from silkfield.formkit.problems import Around, Unreadable

CYCLE = ("full", "half", "absent", "excused", "")
"""What the space bar makes of a day, one after the other; empty is not recorded."""

KEYS = {"p": "full", "h": "half", "a": "absent", "e": "excused", "1": "full", "2": "half", "0": "absent", "": ""}
"""What a key makes of a day; empty is Delete."""

TICKS = {"✓": "full", "✔": "full", "½": "half", "·": "", "-": "", "": ""}
"""Signs that stand for a mark on paper, and what is written out for one."""

SIGNS = {"full": "P", "half": "H", "absent": "A", "excused": "E"}
"""How a mark is copied, so that it can be pasted again."""

SCORES = ("pre_score", "post_score")
CONSENTS = ("photo_consent", "list_consent")
CODED = {
    "sex": {"m": "M", "f": "F", "x": "X", "u": "U", "?": "U"},
    "role": {
        "p": "PART",
        "t": "TRAINER",
        "s": "SPEAK",
        "c": "CHAIR",
        "e": "EXPERT",
        "h": "HOST",
        "o": "OBS",
        "d": "DONOR",
        "g": "ORG",
        "i": "INTERP",
        "m": "MEDIA",
    },
}
"""What letters make of a column of codes; such a column is never empty."""

_LISTS = {"sex": "sex", "role": "participation_role"}
_YES, _NO = frozenset({"y", "yes", "✓", "✔", "1", "ہاں"}), frozenset({"n", "no", "0", "نہیں"})
WHOLE = (*SCORES, *CONSENTS, *CODED)
"""Columns that hold one answer each; the others are days."""

DAY = "day:"
"""Begins the key of a day's column."""

Edit = dict[str, dict[str, Any]]
"""Marks by participation: scores, and attendance by day, only those that were changed."""


def is_marked(column: str) -> bool:
    """Tell whether a column is one that people mark."""
    return column in WHOLE or column.startswith(DAY)


def value_of(values: Mapping[str, Any], column: str) -> Any:
    """Return what stands in a cell: a mark, a score, or None."""
    if column in WHOLE:
        return values.get(column)
    return (values.get("attendance") or {}).get(column.removeprefix(DAY))


def changed(column: str, value: Any) -> dict[str, Any]:
    """Return the marks that a cell's new value makes: a day of attendance alone, or an answer; None takes it out."""
    return {column: value} if column in WHOLE else {"attendance": {column.removeprefix(DAY): value}}


def combined(edits: Mapping[str, Any], more: Mapping[str, Any]) -> dict[str, Any]:
    """Return marks of one person with later ones over them."""
    days = {**edits.get("attendance", {}), **more.get("attendance", {})}
    return {**edits, **more, **({"attendance": days} if days else {})}


def unsaved(edits: Mapping[str, Any], saved: Mapping[str, Any]) -> dict[str, Any]:
    """Return those marks of one person that are not what is saved."""
    stands = saved.get("attendance") or {}
    days = {day: mark for day, mark in edits.get("attendance", {}).items() if stands.get(day) != mark}
    answers = {name: value for name, value in edits.items() if name in WHOLE and saved.get(name) != value}
    return {**answers, **({"attendance": days} if days else {})}


def pressed(column: str, now: Any, text: str, typed: str) -> tuple[Any, str]:
    """Return what a key makes of a cell, and what has been typed on it so far; a key that means nothing changes nothing.

    Digits on a score go on from `typed`: 1 and 7 are 17.
    """
    if column in SCORES:
        return _score(now, text, typed)
    if column in CODED:
        return CODED[column].get(text.lower(), now), ""
    if column in CONSENTS:
        turned = {True: False, False: None, None: True}[now]
        return {" ": turned, "y": True, "n": False, "": None}.get(text.lower(), now), ""
    if text == " ":
        return CYCLE[(CYCLE.index(now or "") + 1) % len(CYCLE)], ""
    return KEYS.get(text.lower(), now), ""


def _score(now: Any, text: str, typed: str) -> tuple[Any, str]:
    if not text:
        return None, ""
    if not (text.isdigit() or (text in ".," and typed)):
        return now, typed
    so_far = typed + text.replace(",", ".")
    try:
        number = float(so_far)
    except ValueError:
        return now, typed
    return (int(number) if number.is_integer() else number), so_far


def read_cell(column: str, text: str, around: Around) -> Any:
    """Read a pasted cell. Raises Unreadable."""
    words = text.strip()
    if column in SCORES:
        return Amount(0, 1000).read(words, around) if words else None
    if column in CONSENTS:
        return _read_consent(words)
    if words in TICKS and column not in CODED:
        return TICKS[words]
    found = around.codes[_LISTS.get(column, "attendance")].find(words)
    if len(found) != 1:
        raise Unreadable(words)
    return found[0].key


def _read_consent(words: str) -> bool | None:
    if not words:
        return None
    if words.casefold() in _YES | _NO:
        return words.casefold() in _YES
    raise Unreadable(words)


def pasted(
    text: str, people: Sequence[str], columns: Sequence[str], start: tuple[str, str], around: Around
) -> tuple[list[tuple[str, str, Any]], int]:
    """Return the cells of a pasted block from a cell on, and how many could not be read or stand beside the sheet."""
    first, left = people.index(start[0]), columns.index(start[1])
    cells, refused = [], 0
    for down, line in enumerate(text.rstrip("\r\n").split("\n")):
        for across, word in enumerate(line.rstrip("\r").split("\t")):
            try:
                person, column = people[first + down], columns[left + across]
                cells.append((person, column, read_cell(column, word, around)))
            except (IndexError, Unreadable):
                refused += 1
    return cells, refused


def copied(rows: Sequence[Sequence[Any]]) -> str:
    """Write cells so that a spreadsheet, or this sheet, takes them in."""
    return "\n".join("\t".join(map(_written, row)) for row in rows)


def _written(cell: Any) -> str:
    if isinstance(cell, bool):
        return "Y" if cell else "N"
    return SIGNS.get(str(cell), "" if cell is None else str(cell))
