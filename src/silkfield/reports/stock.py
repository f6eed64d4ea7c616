"""R12, stock: how many pieces of each information material came, went and are left, with what was given to people."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from typing import Any

from silkfield.formkit.codes import Codes
from silkfield.formkit.problems import Values
from silkfield.language import N_, _
from silkfield.reports.measures import Period
from silkfield.reports.tables import Cell, Table

GIVEN = "GIVEN"
"""What was given to people at sessions and in contacts; written there, never as a movement."""

OPENING, COUNTED = "OPENING", "COUNTED"
SIGNS = {"IN": 1, "RETURNED": 1, "OUT": -1, "LOST": -1, GIVEN: -1}

RULES = (
    N_("What was given at sessions and in contacts is taken off by itself, on the day it was given."),
    N_("A count says how many there are, whatever was expected; the difference stands in a column of its own."),
    N_("A balance below nothing means that something came or was counted without being written down."),
)

COLUMNS = (
    N_("Material"),
    N_("At the start"),
    N_("Received"),
    N_("Came back"),
    N_("Given out"),
    N_("Given to people"),
    N_("Lost"),
    N_("Difference when counted"),
    N_("At the end"),
    N_("Order again"),
)


@dataclass(frozen=True, slots=True)
class Move:
    """One change of the stock of a material on a day (ISO): so many pieces, of a kind."""

    day: str
    material: str
    kind: str
    pieces: int
    reorder_at: int | None = None


@dataclass(slots=True)
class Balance:
    """What a material adds up to: pieces at the start of a period, what moved within it by kind, pieces at its end."""

    start: int = 0
    end: int = 0
    moved: Counter[str] = field(default_factory=Counter)
    reorder_at: int | None = None

    @property
    def is_short(self) -> bool:
        """Tell whether it is time to order again."""
        return self.reorder_at is not None and self.end <= self.reorder_at


def moves_of(movements: Iterable[Values], given: Iterable[tuple[str, Mapping[str, int]]]) -> list[Move]:
    """Return all changes of a stock: the movements recorded, and what was given to people by day and material."""
    recorded = [
        Move(str(one["day"]), str(one["material"]), str(one["kind"]), int(one["pieces"]), one.get("reorder_at"))
        for one in movements
        if one.get("day") and one.get("material") and one.get("kind") and one.get("pieces") is not None
    ]
    return recorded + [
        Move(day, material, GIVEN, pieces) for day, tally in given for material, pieces in tally.items() if pieces
    ]


def balances(moves: Iterable[Move], first: str, last: str) -> dict[str, Balance]:
    """Add up the stock of each material from its beginning to the last day; days are ISO.

    On one day what is counted or opened comes last: it says what lies there in the evening.
    """
    found: dict[str, Balance] = {}
    for move in sorted(moves, key=lambda one: (one.day, one.kind in (OPENING, COUNTED))):
        if move.day > last:
            continue
        balance = found.setdefault(move.material, Balance())
        setting = move.kind in (OPENING, COUNTED)
        change = move.pieces - balance.end if setting else SIGNS.get(move.kind, 0) * move.pieces
        balance.end += change
        if move.day < first or move.kind == OPENING:
            balance.start += change
        else:
            balance.moved[move.kind] += change if setting else abs(change)
        if move.reorder_at is not None:
            balance.reorder_at = move.reorder_at
    return found


def page(moves: Sequence[Move], period: Period, codes: Codes, title: str) -> tuple[list[Table], dict[str, Any]]:
    """Return the table of one stock for a period, and the same figures for programs."""
    found = balances(moves, period.first.isoformat(), period.last.isoformat())
    order = [key for key in codes["material"].by_key if key in found]
    kinds = ("IN", "RETURNED", "OUT", GIVEN, "LOST", COUNTED)
    rows: tuple[tuple[Cell, ...], ...] = tuple(
        (
            codes["material"].text(key),
            found[key].start,
            *(found[key].moved[kind] for kind in kinds),
            found[key].end,
            _("yes") if found[key].is_short else "",
        )
        for key in order
    )
    figures = {
        key: {
            "start": found[key].start,
            **{kind.lower(): found[key].moved[kind] for kind in kinds},
            "end": found[key].end,
        }
        for key in order
    }
    notes = () if rows else (_("No material was recorded."),)
    return [Table(title, tuple(map(_, COLUMNS)), rows, notes, words=(0, 9))], figures
