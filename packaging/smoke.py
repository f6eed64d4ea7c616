"""Try the frozen program as a person would: it starts, knows its forms, and plays the main job. Run by `make package`."""

from __future__ import annotations

import os
import subprocess
import sys
import tempfile
from pathlib import Path

ROOT = Path(__file__).resolve().parent.parent
PROGRAM = ROOT / "dist" / "silkfield" / "silkfield"
MINUTES = 10


def trials(folder: str) -> dict[str, tuple[str, ...]]:
    """Return what is tried, in a folder that may be filled."""
    return {
        "it starts": ("--version",),
        "it answers its help": ("list", "--help"),
        "it plays the main job": ("demo", "--folder", str(Path(folder) / "played"), "--json"),
    }


def main() -> int:
    """Run the trials; say which failed, and with what words."""
    # Nothing of this checkout may help: no Python path, no virtual environment.
    environment = {name: value for name, value in os.environ.items() if not name.startswith(("PYTHON", "VIRTUAL_ENV"))}
    environment["QT_QPA_PLATFORM"] = "offscreen"
    failed = 0
    with tempfile.TemporaryDirectory() as folder:
        for promise, words in trials(folder).items():
            done = subprocess.run(
                [PROGRAM, *words],
                cwd=folder,
                env=environment,
                check=False,
                timeout=MINUTES * 60,
                capture_output=True,
                text=True,
            )
            print(f"{'FAILED' if done.returncode else 'ok':8}{promise}: silkfield {' '.join(words)}")
            if done.returncode:
                failed += 1
                print(done.stdout, done.stderr, sep="\n")
    size = sum(path.stat().st_size for path in PROGRAM.parent.rglob("*") if path.is_file() and not path.is_symlink())
    print(f"{PROGRAM.parent.relative_to(ROOT)} holds {size / 1e6:.0f} MB.")
    return 1 if failed else 0


if __name__ == "__main__":
    sys.exit(main())
