"""demo: two sites and headquarters play the main job on the sample registers, and say in plain sentences what happened."""

from __future__ import annotations

import sys
import tempfile
import time
from argparse import ArgumentParser, Namespace
from pathlib import Path

from silkfield.commands.console import Console
from silkfield.commands.story import Story
from silkfield.errors import Trouble
from silkfield.language import _

HELP = _("two sites and headquarters play the main job on sample data")


def arguments(parser: ArgumentParser) -> None:
    """Declare the words of this command."""
    parser.add_argument(
        "--folder", type=Path, metavar="DIR", help=_("where its stores and files are kept (a new folder)")
    )
    parser.add_argument("--no-window", action="store_true", help=_("leave out the part in the window"))


def run(chosen: Namespace, console: Console) -> int:
    """Play the story; 3 when a figure is not the expected one."""
    folder = chosen.folder or Path(tempfile.mkdtemp(prefix="silkfield-demo-"))
    if folder.exists() and any(folder.iterdir()):
        raise Trouble(
            _("“{folder}” is not empty.").format(folder=folder),
            _("Name a new folder; nothing was changed."),
            code="not_empty",
        )
    started = time.monotonic()
    window = None if chosen.no_window else chosen.window
    story = Story(
        folder, window, say=lambda words: print(words, file=sys.stderr if console.as_json else sys.stdout, flush=True)
    )
    figures = story.play()
    seconds = time.monotonic() - started
    console.say(_("Done in {seconds:.0f} seconds. Everything lies in {folder}").format(seconds=seconds, folder=folder))
    console.give({"folder": str(folder), "seconds": round(seconds, 1), **figures})
    if window is not None and figures["as_expected"]:
        window.leave_open(story.headquarters_folder)
    return 0 if figures["as_expected"] else 3
