"""What every kind of answer can do: read what is typed, show itself, find its own fault, merge two edits, be searched."""

from __future__ import annotations

from typing import Any, ClassVar

from silkfield.formkit.problems import Around, Unreadable
from silkfield.language import _

CLASH: Any = object()
"""What `merge` returns when two sides changed the same answer differently and a person must decide."""


class Answer:
    """One kind of answer; the default behaves like a single value that cannot be merged."""

    takes_keys: ClassVar[bool] = False

    def read(self, text: str, around: Around) -> Any:
        """Read what a person typed; raises Unreadable with what to write instead."""
        raise Unreadable(_("This answer cannot be typed as text."))

    def show(self, value: Any, around: Around) -> str:
        """Write the value for people, in the language chosen."""
        return str(value)

    def fault(self, value: Any, around: Around) -> str | None:
        """Return one sentence when the value is impossible, else None."""
        return None

    def merge(self, before: Any, here: Any, there: Any) -> Any:
        """Join two edits made from `before`; CLASH when both changed it differently."""
        if here == there or there == before:
            return here
        return there if here == before else CLASH

    def search_text(self, value: Any, around: Around) -> str:
        """Return what a person may type to find a record by this answer."""
        return self.show(value, around)


def not_in_list(value: object) -> str:
    """Say that a code is of no list this program knows."""
    return _("“{value}” is not in the list. Choose one of the list.").format(value=value)


def merged_sets(before: list[str] | None, here: list[str] | None, there: list[str] | None) -> list[str] | None:
    """Join two edits of a list as sets: what either side added is in, what either side took out is out.

    The first item is the main one: the side that changed it leads. The sides may be exchanged without another result.
    """
    old, ours, theirs = before or [], here or [], there or []
    if ours == theirs or theirs == old:
        return ours or None
    if ours == old:
        return theirs or None
    led = [side[:1] != old[:1] for side in (ours, theirs)]
    lead, other = sorted((ours, theirs)) if led[0] == led[1] else (ours, theirs) if led[0] else (theirs, ours)
    kept = [item for item in lead if item in other or item not in old]
    return [*kept, *(item for item in other if item not in kept and item not in old)] or None


def merged_mapping(before: Any, here: Any, there: Any) -> Any:
    """Join two edits of a mapping key by key; CLASH when both changed one key differently; None when nothing is left.

    The sides may be exchanged without another result: new keys stand behind the old ones, in their own order.
    """
    old, ours, theirs = before or {}, here or {}, there or {}
    joined: dict[str, Any] = {}
    for key in dict.fromkeys([*old, *sorted({*ours, *theirs})]):
        was, mine, other = old.get(key), ours.get(key), theirs.get(key)
        value = mine if mine == other or other == was else other if mine == was else CLASH
        if value is CLASH:
            return CLASH
        if value is not None:
            joined[key] = value
    return joined or None
