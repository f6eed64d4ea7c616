"""Only the command line writes to standard output: its `--json` promises one document there and nothing else."""

from __future__ import annotations

import ast


def test_nothing_is_printed_outside_the_command_line(modules):
    printed = [
        f"{module.name}:{node.lineno}"
        for module in modules
        if not module.name.startswith("commands/")
        for node in ast.walk(module.tree)
        if isinstance(node, ast.Call) and ast.unparse(node.func) in {"print", "sys.stdout.write"}
    ]
    assert printed == []
