"""No module needs itself: any part can be understood, tested and moved with only what lies below it."""

from __future__ import annotations

import graphlib


def circle(needs: dict[str, set[str]]) -> list[str]:
    """Return the modules of one circle, or nothing when there is none."""
    try:
        graphlib.TopologicalSorter(needs).prepare()
    except graphlib.CycleError as error:
        return error.args[1]
    return []


def test_no_imports_run_in_a_circle(imports):
    assert circle({module: imports.find_modules_directly_imported_by(module) for module in imports.modules}) == []
