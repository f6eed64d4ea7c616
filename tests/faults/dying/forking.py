"""Runs commands of Silkfield, each in a process of its own that may be killed: a line of JSON for each comes in, one goes out.

All modules are loaded once and each command is a fork, so that hundreds of killed runs take seconds.
"""

from __future__ import annotations

import io
import json
import os
import resource
import shutil
import signal
import sys
import tempfile
from contextlib import redirect_stderr, redirect_stdout
from pathlib import Path

import kill_at

import silkfield.bundles.packing
import silkfield.workbooks.export
import silkfield.workbooks.intake
import silkfield.workbooks.refused  # noqa: F401
from silkfield.commands import COMMANDS, run
from silkfield.formkit.codes import standard_codes


def command(words: list[str], deadly: int, stop: int, limit: int, told: Path) -> int:
    """Run one command in this process and note what it said, and how many steps it took."""
    usual = resource.getrlimit(resource.RLIMIT_FSIZE)
    if limit:
        resource.setrlimit(resource.RLIMIT_FSIZE, (limit, usual[1]))
    steps = kill_at.arm(deadly, signal.Signals(stop))
    out, errors = io.StringIO(), io.StringIO()
    with redirect_stdout(out), redirect_stderr(errors):
        code = run(words)
    steps.deadly = 0
    resource.setrlimit(resource.RLIMIT_FSIZE, usual)
    said = {"out": out.getvalue(), "errors": errors.getvalue()}
    found = {"kinds": steps.kinds, "unknown": sorted(steps.unknown), "unpushed": sorted(steps.unpushed)}
    told.write_text(json.dumps({**said, **found}))
    return code


def main() -> None:
    """Serve until there are no more lines."""
    signal.signal(signal.SIGINT, signal.default_int_handler)  # ignored where the tests run in the background
    standard_codes()
    for name in COMMANDS:
        __import__(f"silkfield.commands.{name}")
    for request in sys.stdin:
        asked = json.loads(request)
        told = Path(tempfile.mkdtemp()) / "told.json"
        child = os.fork()
        if child == 0:
            code = 1
            try:
                code = command(asked["words"], asked["deadly"], asked["stop"], asked["limit"], told)
            finally:
                os._exit(code)
        _child, status = os.waitpid(child, 0)
        answer = json.loads(told.read_text()) if told.exists() else {"out": "", "errors": ""}
        sys.stdout.write(json.dumps({**answer, "code": os.waitstatus_to_exitcode(status)}) + "\n")
        sys.stdout.flush()
        shutil.rmtree(told.parent)


if __name__ == "__main__":
    main()
