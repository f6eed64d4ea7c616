"""Makes the data of a run, in processes of their own so that nothing of it stays in memory."""

from __future__ import annotations

from pathlib import Path
from typing import Any

import data


def sent(folder: Path, to: str, size: int) -> dict[str, Any]:
    """Make an empty headquarters, a laptop with so many sessions, the bundle it sends, and the references' files."""
    place = Path(to)
    data.make_stores(place)
    data.make_sent(place, size)
    return {}


def workbooks(folder: Path, to: str, size: int) -> dict[str, Any]:
    """Make an empty laptop, two workbooks, and the rows that the first of them adds to the store."""
    place = Path(to)
    data.make_stores(place)
    data.session_workbook(place / "sessions.xlsx", size)
    data.register_workbook(place / "register.xlsx", size)
    data.make_raw_rows(place, folder, place / "rows.msgpack")
    return {}


def contacts(folder: Path, to: str, size: int) -> dict[str, Any]:
    """Make a laptop with so many counselling contacts."""
    place = Path(to)
    data.make_stores(place)
    laptop = data.opened(place / "laptop")
    data.fill(laptop, "counselling_contact", size)
    laptop.store.close()
    return {}


def exchanged(folder: Path, to: str, size: int) -> dict[str, Any]:
    """Make a laptop with so many sessions and a headquarters that has confirmed all of them."""
    place = Path(to)
    data.make_stores(place)
    data.make_exchanged(place, size)
    return {}
