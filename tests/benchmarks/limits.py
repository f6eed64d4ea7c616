"""The reference programs as jobs: what the program is compared with."""

from __future__ import annotations

from pathlib import Path
from typing import Any

import references
from measuring import Stopwatch


def send(folder: Path, prepared: str, program: str) -> dict[str, Any]:
    """Export by `stream` or `attach`."""
    export = getattr(references, f"{program}_export")
    with Stopwatch(folder) as watch:
        export(Path(prepared, "reference.db"), folder / "sealed")
    return {"seconds": watch.seconds, "size": (folder / "sealed").stat().st_size}


def receive(folder: Path, prepared: str, program: str) -> dict[str, Any]:
    """Import by `stream` or `attach` into an empty database."""
    take_in = getattr(references, f"{program}_import")
    with references.new_table(folder / "empty.db"):
        pass
    with Stopwatch(folder) as watch:
        take_in(Path(prepared, f"{program}.sealed"), folder / "empty.db")
    return {"seconds": watch.seconds}
