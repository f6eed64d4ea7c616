"""The command line: the same operations as the window, for scripts and for headquarters' routine.

Every command takes --json (one JSON document on standard output and nothing else there) and prints plain sentences
otherwise. Exit codes: 0 done, 1 a bug, 2 wrong use or bad input, 3 partly done.
"""

from __future__ import annotations

import argparse
from collections.abc import Sequence
from importlib import import_module
from typing import Any

from silkfield import __version__, locations, logs
from silkfield.commands.console import Console, tell_trouble
from silkfield.errors import Trouble
from silkfield.language import _

COMMANDS = (
    "demo",
    "practice",
    "create_hq",
    "starter",
    "invite",
    "join",
    "admit",
    "answer",
    "sites",
    "want",
    "notice",
    "receipt_line",
    "alerts",
    "revoke",
    "rotate_key",
    "recovery_kit",
    "recover",
    "record",
    "show",
    "history",
    "clashes",
    "resolve",
    "duplicates",
    "tell_apart",
    "separate",
    "list",
    "remove",
    "restore_record",
    "attach",
    "attachments",
    "attachment",
    "erase",
    "erasures",
    "certificate",
    "dictionary",
    "export",
    "intake",
    "send",
    "inspect",
    "receive",
    "undo_import",
    "report",
    "lock",
    "verify",
    "backup",
    "restore",
    "add_user",
    "people",
)
"""One module each, imported only when it is named."""


def run(words: Sequence[str], window: Any = None) -> int:
    """Run one command and return its exit code; a traceback is never shown.

    `window` drives the program's window for the commands that show something; without it they leave that part out.
    """
    parser = _parser(words)
    arguments = parser.parse_args(words)
    arguments.window = window
    console = Console(as_json=arguments.json)
    try:
        return int(arguments.run(arguments, console))
    except Trouble as trouble:
        return tell_trouble(trouble, console)
    except KeyboardInterrupt:
        return tell_trouble(Trouble(_("Stopped."), _("What was not finished was not kept."), code="stopped"), console)
    except BrokenPipeError:
        return 0
    except Exception as fault:
        logs.bug(fault)
        tell_trouble(
            Trouble(
                _("Something went wrong inside Silkfield; nothing was saved by this command."),
                _("Please report it with the program's log: {folder}").format(folder=locations.log_folder()),
                code="bug",
            ),
            console,
        )
        return 1


def _parser(words: Sequence[str]) -> argparse.ArgumentParser:
    parser = argparse.ArgumentParser(
        prog="silkfield", description=_("Records of Migration Information Centres. Without a command the window opens.")
    )
    parser.add_argument("--version", action="version", version=f"Silkfield {__version__}")
    commands = parser.add_subparsers(required=True, metavar=_("COMMAND"))
    named = next((word for word in words if not word.startswith("-")), "")
    for name in COMMANDS:
        shown = name.replace("_", "-")
        if named and shown != named:
            commands.add_parser(shown)
            continue
        module = import_module(f"silkfield.commands.{name}")
        one = commands.add_parser(shown, help=module.HELP, description=module.HELP)
        one.add_argument("--json", action="store_true", help=_("print one JSON document"))
        module.arguments(one)
        one.set_defaults(run=module.run)
    return parser
