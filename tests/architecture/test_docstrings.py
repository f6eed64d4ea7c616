"""Whoever opens a file reads first what it is for."""

from __future__ import annotations

import ast

DEFINITIONS = (ast.ClassDef, ast.FunctionDef, ast.AsyncFunctionDef)


def test_every_module_opens_with_a_sentence(modules):
    openings = {module.name: (ast.get_docstring(module.tree) or "").split("\n\n")[0] for module in modules}
    assert [name for name, opening in openings.items() if not opening.endswith((".", "?"))] == []


def test_every_public_class_and_function_says_what_it_does(modules):
    silent = [
        f"{module.name}:{node.lineno} {node.name}"
        for module in modules
        for node in module.tree.body
        if isinstance(node, DEFINITIONS) and not node.name.startswith("_") and not ast.get_docstring(node)
    ]
    assert silent == []
