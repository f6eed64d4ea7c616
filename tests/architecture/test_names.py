"""A module's name says what it is for: a drawer for odds and ends may not open."""

from __future__ import annotations

from pathlib import PurePosixPath

DRAWERS = {"utils", "helpers", "common", "misc", "base", "manager", "controller"}


def test_no_module_is_a_drawer_for_odds_and_ends(modules):
    names = {module.name: set(PurePosixPath(module.name).with_suffix("").parts) for module in modules}
    assert [name for name, parts in names.items() if parts & DRAWERS] == []
