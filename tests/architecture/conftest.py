"""The program's own source, read once for all tests about its shape."""

from __future__ import annotations

import ast
from dataclasses import dataclass
from pathlib import Path

import grimp
import pytest

ROOT = Path(__file__).resolve().parents[2]
PACKAGE = ROOT / "src" / "silkfield"


@dataclass(frozen=True, slots=True)
class Module:
    """One source file: its path inside the package, its text and its syntax tree."""

    name: str
    text: str
    tree: ast.Module


@pytest.fixture(scope="session")
def modules() -> list[Module]:
    """Every module of the program."""
    texts = {path: path.read_text(encoding="utf-8") for path in sorted(PACKAGE.rglob("*.py"))}
    return [Module(path.relative_to(PACKAGE).as_posix(), text, ast.parse(text)) for path, text in texts.items()]


@pytest.fixture(scope="session")
def imports() -> grimp.ImportGraph:
    """Who imports whom, third parties included; lazy imports and those for type checkers count like all others."""
    return grimp.build_graph("silkfield", include_external_packages=True, cache_dir=None)
