"""Each big library has one home, so that it can be replaced, and left out at start."""

from __future__ import annotations

import pytest

CRYPTOGRAPHY_HOMES = {"bundles", "trust", "vault", "store"}
HOMES = {
    "PySide6": {"desktop", "app", "__main__"},
    "shiboken6": {"desktop", "app", "__main__"},
    "sqlalchemy": {"store"},
    "alembic": {"store"},
    "sqlcipher3": {"store"},
    "sqlite3": {"store"},
    "openpyxl": {"workbooks"},
    "python_calamine": {"workbooks"},
    "cryptography": CRYPTOGRAPHY_HOMES,
    "pyrage": CRYPTOGRAPHY_HOMES,
    "zstandard": CRYPTOGRAPHY_HOMES,
}


@pytest.mark.parametrize("library", HOMES)
def test_a_library_is_imported_only_at_its_home(imports, library):
    importers = imports.find_modules_that_directly_import(library) if library in imports.modules else set()
    assert [module for module in sorted(importers) if module.split(".")[1] not in HOMES[library]] == []
