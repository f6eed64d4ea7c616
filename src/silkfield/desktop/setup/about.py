"""What this program is: its version, its licence, and whose work it stands on."""

from __future__ import annotations

from PySide6.QtWidgets import QWidget

from silkfield import __version__, assets, locations
from silkfield.desktop.widgets import Card, KeyValues, Panel, Text, column
from silkfield.language import _, isolated

_WORKS = (
    ("Qt, PySide6", "LGPL-3.0"),
    ("SQLite, SQLCipher", "Public domain, BSD-3-Clause"),
    ("SQLAlchemy, Alembic", "MIT"),
    ("age (pyrage)", "MIT"),
    ("cryptography", "Apache-2.0, BSD-3-Clause"),
    ("Zstandard", "BSD-3-Clause"),
    ("openpyxl, Calamine", "MIT"),
    ("Inter, Noto Naskh, Noto Nastaliq", "OFL-1.1"),
    ("Tabler icons", "MIT"),
)


def about_panel() -> QWidget:
    """Make the panel of Settings that says what this program is."""
    padding = (20, 16, 20, 16)
    program = Card(
        Text(
            _(
                "Offline records for Migration Information Centres: events, counselling and awareness sessions, "
                "carried to headquarters in signed and encrypted bundles."
            ),
            "body",
            wrap=True,
        ),
        KeyValues(
            [
                (_("Version"), isolated(__version__)),
                (_("Licence"), "EUPL-1.2"),
                (_("Program"), isolated(str(assets.root().parent))),
                (_("Its log"), isolated(str(locations.log_folder()))),
            ]
        ),
        Text(_("The log says what went wrong and where, never what somebody typed."), "meta", "ink2", wrap=True),
        title="Silkfield",
        spacing=12,
        padding=padding,
    )
    works = Card(KeyValues(list(_WORKS), key_width=230), title=_("It stands on the work of others"), padding=padding)
    return Panel(column(program, works, None, spacing=12))
