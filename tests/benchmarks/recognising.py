"""How well one person is told from two on pairs labelled by hand, beside plain likeness of texts at its best threshold."""

from __future__ import annotations

from pathlib import Path
from typing import Any

from anyascii import anyascii
from rapidfuzz import fuzz

from labelled_pairs import Pair, Score, labelled_pairs, score
from silkfield.matching.people import Person

PLAIN = {"token_sort_ratio": fuzz.token_sort_ratio, "WRatio": fuzz.WRatio}


def labelled(folder: Path) -> dict[str, Any]:
    """Return precision, recall, F1 and wrong answers of the program and of plain likeness, for all pairs and for each half."""
    pairs = labelled_pairs()
    parts = {"all": pairs, "looked at": pairs[::2], "not looked at": pairs[1::2]}
    return {
        "parts": {name: _told(score(part, lambda pair: pair.found is not None)) for name, part in parts.items()},
        "plain": {name: _told(_best(pairs, likeness)) for name, likeness in PLAIN.items()},
        "count": len(pairs),
    }


def _best(pairs: list[Pair], likeness: Any) -> Score:
    """Return what plain likeness of name and father in Roman letters reaches at the threshold that suits the pairs best."""
    alike = {id(pair): likeness(_text(pair.one), _text(pair.other)) for pair in pairs}
    return max(
        (score(pairs, lambda pair, least=least: alike[id(pair)] >= least) for least in range(30, 100)),
        key=lambda found: found.f1,
    )


def _text(person: Person) -> str:
    return anyascii(f"{person.name} {person.relative}").lower()


def _told(found: Score) -> dict[str, float]:
    return {"precision": found.precision, "recall": found.recall, "f1": found.f1, "wrong": found.wrong}
