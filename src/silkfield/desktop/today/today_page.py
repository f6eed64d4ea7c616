"""Today: what is unfinished, what was recorded, what is due, and how far the data has travelled."""

from __future__ import annotations

from silkfield.desktop.desk import Desk
from silkfield.desktop.navigator import DeskPage, Navigator
from silkfield.desktop.widgets import Page, PageHeader
from silkfield.language import _


class TodayPage(DeskPage):
    """The first page of a site."""

    def __init__(self, desk: Desk, navigator: Navigator) -> None:
        super().__init__(desk, navigator)
        self.set_frame(Page(PageHeader(_("Today"))))
