"""F1 tells what a page is for and its keys, in both languages, and goes away with a key."""

from __future__ import annotations

import pytest
from PySide6.QtCore import Qt

from network_of_stores import Network
from offices import training
from page_windows import Windows, cut_words
from silkfield.desktop.page_help import HELP, HelpDialog
from silkfield.desktop.widgets import KeyCap, Text
from silkfield.operations import recording

OF_AN_EVENT = frozenset({"event", "nominations"})


@pytest.mark.parametrize("code", ["en", "ur"])
def test_f1_tells_what_a_page_is_for_and_its_keys(network: Network, windows: Windows, code: str) -> None:
    windows.dress(code)
    page = windows.open(network.headquarters, "inbox")
    event = recording.save(network.headquarters, "event", training()).record
    for key in (one for one in HELP if one != "send"):
        page.navigator.open_page(key, **({"record": event} if key in OF_AN_EVENT else {}))
        here = page.navigator.page()
        windows.until(lambda here=here: here.isVisible() and not here.desk.busy())
        here.window().activateWindow()
        windows.until(lambda here=here: windows.qapp.activeWindow() is here.window())
        windows.qtbot.keyClick(windows.qapp.focusWidget() or here, Qt.Key.Key_F1)
        windows.until(lambda here=here: here.findChildren(HelpDialog))
        (dialog,) = here.findChildren(HelpDialog)
        windows.picture(dialog, f"help-{key}-{code}")
        assert cut_words(dialog) == []
        assert {cap.text() for cap in dialog.findChildren(KeyCap)} == {one for one, _words in HELP[key].keys}
        assert len([text for text in dialog.findChildren(Text) if text.words()]) > len(HELP[key].lines)
        windows.qtbot.keyClick(dialog, Qt.Key.Key_F1)
        windows.until(lambda here=here: not here.findChildren(HelpDialog))
