"""Pages to print at headquarters: what to do about a lost laptop, and the code of a recovery kit."""

from __future__ import annotations

from pathlib import Path

from silkfield.desktop.navigator import DeskPage
from silkfield.desktop.paper.one_sheet import write_sheet
from silkfield.desktop.widgets import Banner, second, show_folder
from silkfield.errors import Trouble
from silkfield.language import _
from silkfield.locations import cannot_write
from silkfield.operations.leaflet import Leaflet, as_html


def make_folder_of(path: Path) -> None:
    """Make the folder of a file that will be written. Raises Trouble."""
    try:
        path.parent.mkdir(parents=True, exist_ok=True)
    except OSError as fault:
        raise cannot_write(path, fault) from fault


def print_page(page: DeskPage, leaflet: Leaflet, path: Path, fact: str, more: str) -> None:
    """Write a page to print and say what was done, with a way to its folder; or say why there is no page."""
    try:
        write_sheet(as_html(leaflet), path)
    except Trouble as fault:
        page.show_trouble(fault)
        return
    folder = second(_("Open folder"), icon="folder-open", run=lambda: show_folder(path), small=True)
    page.show_banner(Banner("ok", fact, more, [folder]))
