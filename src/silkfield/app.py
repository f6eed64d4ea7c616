"""The composition root: the only module that knows every part."""

from __future__ import annotations

import os
import sys
from collections.abc import Sequence

from silkfield import logs


def main(arguments: Sequence[str] | None = None) -> int:
    """Run Silkfield: with a command on the command line, else in its window; returns the exit code."""
    words = list(sys.argv[1:] if arguments is None else arguments)
    os.umask(0o077)  # stores, keys, bundles and lists are for this person's eyes only
    logs.start()
    if not words or words[0] == "--folder":
        return open_window(words)
    from silkfield.commands import run  # the window never needs the commands

    return run(words, WindowTools())


def open_window(words: Sequence[str]) -> int:
    """Open the window on the usual store, or on the one named after --folder."""
    from silkfield.desktop.starting import start  # Qt is imported for the window only

    return start(words[1] if len(words) > 1 else "")


class WindowTools:
    """The few things commands show in the window; Qt is imported when one of them is used."""

    def __getattr__(self, name: str) -> object:
        from silkfield.desktop import demonstrating

        return getattr(demonstrating, name)
