"""The page of an event with very many people: how soon its sheet stands there, and how soon a key is seen."""

from __future__ import annotations

import sys
import time
from collections.abc import Callable
from pathlib import Path
from statistics import median
from typing import Any

import data
from PySide6.QtCore import QEventLoop, Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication

from crowded_event import crowded_event

KEYS = (Qt.Key.Key_P, Qt.Key.Key_A, Qt.Key.Key_Down, Qt.Key.Key_Space, Qt.Key.Key_H)


def event_page(folder: Path, people: int) -> dict[str, Any]:
    """Return what it takes to open the sheet, to mark a cell and to move on, in CPU seconds; the slowest key counts."""
    app = QApplication(sys.argv[:1])
    from silkfield.desktop.desk import Desk
    from silkfield.desktop.events.event_page import EventPage
    from silkfield.desktop.style import apply_theme
    from silkfield.desktop.work_area import WorkArea

    data.make_stores(folder / "stores")
    laptop = data.opened(folder / "stores" / "laptop")
    event, other = crowded_event(laptop, people), crowded_event(laptop, 1)
    apply_theme(app, False, "en")
    area = WorkArea(Desk(laptop), {})
    area.resize(1366, 768)
    area.show()
    area.activateWindow()
    area.open_record("event", other)  # the page itself is imported and made once
    page = area.page()
    assert isinstance(page, EventPage)

    def seconds(begin: Callable[[], object], until: Callable[[], bool]) -> float:
        began = time.process_time()
        begin()
        while not until():
            app.processEvents(QEventLoop.ProcessEventsFlag.WaitForMoreEvents)
        area.grab()
        return time.process_time() - began

    def shown(record: str) -> bool:
        sheet = page.grid.sheet
        return sheet is not None and sheet.event.id == record

    def open_it() -> float:
        seconds(lambda: area.open_record("event", other), lambda: shown(other))
        return seconds(lambda: area.open_record("event", event), lambda: shown(event))

    opening = [open_it() for _try in range(5)]
    table = page.grid.table
    assert table is not None
    keys = [seconds(lambda key=key: QTest.keyClick(table.view, key), lambda: True) for key in KEYS * 4]
    area.desk.put_away()()
    return {"opening": median(opening), "key": max(keys)}
