"""The files that travel with the program: codes, places, icons, fonts, translations."""

from __future__ import annotations

import sys
from functools import cache
from pathlib import Path


@cache
def root() -> Path:
    """Return the folder of the program's resources: beside the frozen program, inside the package, or in the source tree."""
    package = Path(__file__).resolve().parent
    frozen = Path(getattr(sys, "_MEIPASS", package)) / "resources"
    for candidate in (frozen, package / "resources", package.parent.parent / "resources"):
        if candidate.is_dir():
            return candidate
    raise FileNotFoundError("the program's resources folder is missing: install Silkfield again")


def folder(name: str) -> Path:
    """Return one folder of the resources."""
    return root() / name


def read_text(name: str) -> str:
    """Return the text of a resource, for example `codes/codes.csv`."""
    return (root() / name).read_text(encoding="utf-8-sig")


def read_bytes(name: str) -> bytes:
    """Return the bytes of a resource, for example `fonts/Inter_400Regular.ttf`."""
    return (root() / name).read_bytes()
