"""What people read can be translated: the tool that collects the texts finds every one of them."""

from __future__ import annotations

import ast
from collections.abc import Iterator
from pathlib import Path

SOURCE = Path(__file__).resolve().parents[2] / "src"
TRANSLATING = {"_", "N_", "ngettext"}


def hidden_texts(tree: ast.AST) -> Iterator[int]:
    """Yield the lines of texts that are asked for inside an f-string, where Babel does not look before Python 3.12."""
    for outer in ast.walk(tree):
        for inner in ast.walk(outer) if isinstance(outer, ast.JoinedStr) else ():
            if isinstance(inner, ast.Call) and isinstance(inner.func, ast.Name) and inner.func.id in TRANSLATING:
                yield from (one.lineno for one in inner.args if isinstance(one, ast.Constant))


def test_no_text_is_asked_for_inside_an_f_string() -> None:
    found = [
        f"{path.relative_to(SOURCE)}:{line}"
        for path in SOURCE.rglob("*.py")
        for line in hidden_texts(ast.parse(path.read_text()))
    ]
    assert found == []


def test_a_hidden_text_would_be_found() -> None:
    assert list(hidden_texts(ast.parse("f'{_(\"Save\")} {_(label)}'"))) == [1]
