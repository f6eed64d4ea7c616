"""Files stay small and classes narrow: the largest are named after every run, and there is an end to growth."""

from __future__ import annotations

import ast

MOST_LINES = 400
MOST_PUBLIC_METHODS = 25


def largest(sizes: dict[str, int], title: str) -> str:
    """Write the ten largest, largest first."""
    ranked = sorted(sizes.items(), key=lambda entry: -entry[1])[:10]
    return "\n".join([title, *(f"{size:8}  {name}" for name, size in ranked)])


def test_no_file_is_too_long_to_read_at_one_go(modules, record_property):
    lines = {module.name: module.text.count("\n") for module in modules}
    record_property("note", largest(lines, "largest files, in lines"))
    assert {name: size for name, size in lines.items() if size > MOST_LINES} == {}


def test_no_class_does_too_many_things(modules, record_property):
    methods = {
        f"{module.name} {node.name}": sum(
            isinstance(part, ast.FunctionDef | ast.AsyncFunctionDef) and not part.name.startswith("_")
            for part in node.body
        )
        for module in modules
        for node in ast.walk(module.tree)
        if isinstance(node, ast.ClassDef)
    }
    record_property("note", largest(methods, "widest classes, in public methods"))
    assert {name: size for name, size in methods.items() if size > MOST_PUBLIC_METHODS} == {}
