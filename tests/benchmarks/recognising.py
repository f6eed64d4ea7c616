"""How well one person is told from two, beside plain likeness of texts at its best threshold; and how soon it is said."""

from __future__ import annotations

import time
from pathlib import Path
from statistics import median
from typing import Any

import data
from anyascii import anyascii
from rapidfuzz import fuzz

from labelled_pairs import Pair, Score, labelled_pairs, score
from many_clients import fill
from silkfield.matching.people import Person
from silkfield.operations import recognising
from silkfield.operations.recognising import KnownClient

TYPED = ("Asif", "Muhammad Asif", "Muhammad Asif Kh", "Muhammad Asif Khan", "آصف خان", "zubair")
PLAIN = {"token_sort_ratio": fuzz.token_sort_ratio, "WRatio": fuzz.WRatio}


def already_here(folder: Path, size: int) -> dict[str, Any]:
    """Return how long it takes to say who may be here already among so many clients, in seconds of the clock.

    The worst of the keys counts, each at its median of some tries; `joining` is the question in a client's file.
    """
    data.make_stores(folder / "stores")
    laptop = data.opened(folder / "stores" / "laptop")
    fill(laptop, size)

    def seconds(person: KnownClient, **more: Any) -> float:
        tries = []
        for _try in range(9):
            began = time.perf_counter()
            recognising.who_may_it_be(laptop, person, **more)
            tries.append(time.perf_counter() - began)
        return median(tries)

    district = "PK-PB.gujrat"
    keys = [seconds(KnownClient("", "", typed, district=district, sex="M"), typing=True) for typed in TYPED]
    known = recognising.clients(laptop, limit=1).records[0].id
    joining = seconds(recognising.names(laptop, [known])[known], most=6, without=frozenset([known]))
    laptop.store.close()
    return {"key": max(keys), "joining": joining}


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
