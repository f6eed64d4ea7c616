"""What a command prints and asks: sentences for people, or one JSON document for scripts."""

from __future__ import annotations

import getpass
import json
import os
import sys
from argparse import ArgumentParser, Namespace
from collections.abc import Iterator, Mapping
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from silkfield import locations
from silkfield.errors import Trouble
from silkfield.language import _
from silkfield.operations.backup.remembering import newest_whole
from silkfield.operations.backup.restoring import DAMAGES
from silkfield.operations.exchange.retrying import retry_if_changed
from silkfield.operations.opening import open_store, waiting


@dataclass(frozen=True, slots=True)
class Console:
    """Where a command speaks; with `as_json` sentences are left out and one document is printed."""

    as_json: bool

    def say(self, sentence: str) -> None:
        """Print a sentence for people."""
        if not self.as_json:
            print(sentence.encode(sys.stdout.encoding or "utf-8", "replace").decode(sys.stdout.encoding or "utf-8"))

    def give(self, document: Mapping[str, Any]) -> None:
        """Print the JSON document of this command."""
        if self.as_json:
            print(json.dumps(document, ensure_ascii=False))


def tell_trouble(trouble: Trouble, console: Console) -> int:
    """Say what went wrong on standard error (and as JSON when asked), and return the exit code."""
    problems = [
        {"field": problem.field, "code": problem.code, "sentence": problem.sentence, "blocks": problem.blocks}
        for problem in getattr(trouble, "problems", ())
    ]
    console.give(
        {
            "error": trouble.code or "trouble",
            "sentence": trouble.message,
            "advice": trouble.advice,
            "problems": problems,
        }
    )
    print(trouble, file=sys.stderr)
    return trouble.exit_code


def store_arguments(parser: ArgumentParser) -> None:
    """Let a command name the store it works on, and who works."""
    parser.add_argument("--store", type=Path, metavar="DIR", help=_("the store's folder (the usual one when left out)"))
    parser.add_argument(
        "--user", default="", metavar="NAME", help=_("who is working, when several people use the store")
    )


def folder_of(arguments: Namespace) -> Path:
    """Return the store's folder that a command names, or the usual one."""
    return arguments.store or locations.standard_store()


def passphrase(*, again: bool = False) -> str:
    """Return the passphrase from SILKFIELD_PASSPHRASE or from the person at the terminal. Raises Trouble."""
    given = os.environ.get("SILKFIELD_PASSPHRASE")
    if given is not None:
        return given
    if not sys.stdin.isatty():
        raise Trouble(
            _("A passphrase is needed and there is no terminal to ask at."),
            _("Set SILKFIELD_PASSPHRASE for this command."),
            code="no_passphrase",
        )
    typed = getpass.getpass(_("Passphrase: "))
    if again and getpass.getpass(_("The same once more: ")) != typed:
        raise Trouble(_("The two passphrases are not the same."), _("Try again."), code="passphrase")
    return typed


@contextmanager
def opened(arguments: Namespace) -> Iterator[Any]:
    """Open the store a command names, and close it whatever happens."""
    folder = folder_of(arguments)
    try:
        if said := waiting(folder).said:
            print(said, file=sys.stderr)
        sitting = open_store(folder, passphrase(), arguments.user)
    except Trouble as trouble:
        raise with_newest_backup(trouble, folder) from trouble
    try:
        retry_if_changed(sitting)
        yield sitting
    finally:
        sitting.store.close()


def with_newest_backup(trouble: Trouble, folder: Path) -> Trouble:
    """Add to a trouble with a store that cannot be read how its newest backup is put back, when there is one."""
    newest = newest_whole(folder) if trouble.code in DAMAGES else None
    if newest is None:
        return trouble
    advice = _('The newest backup is of {day}; look at it with: silkfield restore "{folder}" --store "{store}"')
    words = advice.format(day=newest.minute, folder=newest.folder, store=folder)
    return Trouble(trouble.message, f"{trouble.advice} {words}", code=trouble.code, exit_code=trouble.exit_code)


def read_file(path: Path) -> bytes:
    """Read a file that a person named. Raises Trouble when it cannot be read."""
    try:
        return path.read_bytes()
    except FileNotFoundError:
        raise Trouble(_("There is no file “{path}”.").format(path=path), _("Check its name."), code="no_file") from None
    except OSError:
        raise Trouble(
            _("“{path}” cannot be read.").format(path=path), _("Check that it is a file you may read."), code="no_file"
        ) from None
