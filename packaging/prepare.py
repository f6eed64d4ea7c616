"""Make a fresh checkout ready to run: system libraries, a virtual environment, the locked packages.

`python3 packaging/prepare.py PURPOSE`, where PURPOSE is demo, run, test, bench, package or lock. Standard library only, and
readable by an old Python, so that it can say that it is too old. What is done is remembered by stamps in .venv: as long as
requirements.lock, pyproject.toml and this script stay as they are, nothing is looked at or installed again.
"""

from __future__ import annotations

import hashlib
import os
import shutil
import subprocess
import sys
import tempfile
import time
from pathlib import Path
from typing import NoReturn

ROOT = Path(__file__).resolve().parent.parent
ENVIRONMENT = ROOT / ".venv"
PYTHON = ENVIRONMENT / "bin" / "python"
LOCK = ROOT / "requirements.lock"

OLDEST = (3, 11)
CANDIDATES = ("python3.13", "python3.12", "python3.11", "python3")

# Debian's names. Where a newer Debian or Ubuntu renamed a package, both names stand, the newer first.
DRAWING = ("libglib2.0-0t64|libglib2.0-0", "libgl1", "libegl1", "libxkbcommon0", "libfontconfig1", "libdbus-1-3")
WINDOW = ("libxkbcommon-x11-0", "libxcb-cursor0", "libxcb-icccm4", "libxcb-keysyms1", "libxcb-shape0")
SYSTEM_PACKAGES = {
    "demo": DRAWING,
    "run": (*DRAWING, *WINDOW),
    "test": (*DRAWING, "age", "zstd", "jq", "openssl"),  # with these four a stranger reads our bundles
    "bench": DRAWING,
    "package": (*DRAWING, *WINDOW, "binutils"),
    "lock": (),
}


def main(purpose: str) -> None:
    """Prepare for one purpose; do nothing when that was done before."""
    key = fingerprint()
    if is_done(purpose, key):
        return
    started = time.monotonic()
    print(f"Preparing for 'make {purpose}'.", flush=True)
    python = PYTHON if environment_is_sound() else newest_python()
    install_system_packages((*SYSTEM_PACKAGES[purpose], *python_packages(python, purpose)))
    if purpose == "lock":
        write_lock(python)
        return
    if not is_done("python", key):
        if python != PYTHON:
            run(python, "-m", "venv", "--clear", ENVIRONMENT)
        install_python_packages()
        mark_done("python", key)
    mark_done(purpose, key)
    print(f"Ready after {time.monotonic() - started:.0f} seconds; next time this step is skipped.", flush=True)


def fingerprint() -> str:
    """Return a hash of everything that decides what must be installed."""
    return hashlib.sha256(
        b"\0".join(path.read_bytes() for path in (LOCK, ROOT / "pyproject.toml", Path(__file__)))
    ).hexdigest()


def stamp(name: str) -> Path:
    """Return the file that remembers that something was done."""
    return ENVIRONMENT / f".prepared-for-{name}"


def is_done(name: str, key: str) -> bool:
    """Tell whether something was done for this very state of the checkout."""
    return environment_is_sound() and stamp(name).exists() and stamp(name).read_text() == key


def mark_done(name: str, key: str) -> None:
    """Remember that something was done."""
    stamp(name).write_text(key)


# Commands


def stop(*sentences: str) -> NoReturn:
    """Say what is wrong and what to do, and end."""
    sys.exit("\n".join(sentences))


def run(*command: str | Path) -> None:
    """Run a command in the checkout; end with what it said when it fails."""
    done = subprocess.run(command, cwd=ROOT, check=False, stdout=subprocess.PIPE, stderr=subprocess.STDOUT, text=True)
    if done.returncode:
        stop(done.stdout, f"This command failed: {' '.join(map(str, command))}")


def answer(*command: str | Path) -> str | None:
    """Return what a command prints, or None when it fails or does not exist."""
    try:
        return subprocess.run(command, check=True, capture_output=True, text=True).stdout.strip()
    except (OSError, subprocess.CalledProcessError):
        return None


# The system's packages


def install_system_packages(wanted: tuple[str, ...]) -> None:
    """Install the Debian or Ubuntu packages that are missing, or say how to."""
    if not shutil.which("dpkg-query"):
        print("This is not Debian or Ubuntu: what these packages hold must be there:", *wanted)
        return
    missing = missing_packages(wanted)
    if not missing:
        return
    administrator = rights_to_install()
    if administrator is None:
        names = " ".join(package_name(alternatives) for alternatives in missing)
        stop(
            "Some system packages are missing, and only the administrator may install them. Please run:",
            f"    sudo apt-get update && sudo apt-get install --yes {names}",
            "and then the same command again.",
        )
    apt = (*administrator, "apt-get", "-qq", "-o", "DPkg::Lock::Timeout=300")
    run(*apt, "update")
    names = [package_name(alternatives) for alternatives in missing]  # known only after the update
    print("Installing system packages:", *names, flush=True)
    run(*apt, "install", "--yes", "--no-install-recommends", *names)


def missing_packages(wanted: tuple[str, ...]) -> list[str]:
    """Return those of the packages that are not installed under any of their names."""
    names = [name for alternatives in wanted for name in alternatives.split("|")]
    query = ["dpkg-query", "--show", "--showformat", "${Package} ${db:Status-Status}\n", *names]
    listing = subprocess.run(query, check=False, capture_output=True, text=True).stdout if names else ""
    installed = {line.split()[0] for line in listing.splitlines() if line.endswith(" installed")}
    return [alternatives for alternatives in wanted if installed.isdisjoint(alternatives.split("|"))]


def package_name(alternatives: str) -> str:
    """Return the name this system knows a package by."""
    names = alternatives.split("|")
    return next((name for name in names if answer("apt-cache", "show", name)), names[-1])


def rights_to_install() -> tuple[str, ...] | None:
    """Return what to write before apt-get so that it may install, or None when this user may not."""
    quiet = ("env", "DEBIAN_FRONTEND=noninteractive")
    if os.geteuid() == 0:
        return quiet
    return ("sudo", "-n", *quiet) if answer("sudo", "-n", "true") is not None else None


# Python


def newest_python() -> Path:
    """Return the newest Python that is new enough."""
    for path in filter(None, map(shutil.which, CANDIDATES)):
        version = answer(path, "-c", "import sys; print('%d.%d' % sys.version_info[:2])")
        if version and tuple(map(int, version.split("."))) >= OLDEST:
            return Path(path)
    stop(
        "Silkfield needs Python 3.11 or newer, and none was found.",
        "Debian 12 and Ubuntu 24.04 have one: sudo apt-get install --yes python3",
    )


def python_packages(python: Path, purpose: str) -> list[str]:
    """Return the packages that Debian splits off its Python and that are needed here."""
    told = answer(python, "-c", "import sys; print('%d.%d' % sys.version_info[:2], sys.base_prefix)") or " "
    version, prefix = told.split(" ", 1)
    packages = []
    if prefix == "/usr" and answer(python, "-c", "import ensurepip, venv") is None:
        packages.append(f"python{version}-venv")
    if prefix == "/usr" and purpose == "package":  # PyInstaller bundles the shared library
        packages.append(f"libpython{version}t64|libpython{version}")
    return packages


def environment_is_sound() -> bool:
    """Tell whether .venv has a Python that runs and was made in this very folder: a moved one has wrong paths in it."""
    settings = ENVIRONMENT / "pyvenv.cfg"
    return PYTHON.exists() and settings.exists() and str(ENVIRONMENT) in settings.read_text()


def install_python_packages() -> None:
    """Install exactly the locked packages, then this project itself, editable."""
    print("Installing the locked Python packages into .venv.", flush=True)
    pip = (PYTHON, "-m", "pip", "install", "--quiet", "--disable-pip-version-check")
    run(*pip, "--require-hashes", "--requirement", LOCK)
    run(*pip, "--no-deps", "--no-build-isolation", "--editable", ROOT)


def write_lock(python: Path) -> None:
    """Choose versions for what pyproject.toml asks for; those already locked stay where they still fit."""
    with tempfile.TemporaryDirectory() as folder:
        run(python, "-m", "venv", folder)
        run(Path(folder, "bin", "pip"), "install", "--quiet", "--disable-pip-version-check", "uv")
        uv = (Path(folder, "bin", "uv"), "pip", "compile", "pyproject.toml", "--group", "dev", "--universal")
        run(
            *uv,
            "--generate-hashes",
            "--no-emit-index-url",
            "--custom-compile-command",
            "make lock",
            "-q",
            "-o",
            LOCK.name,
        )
    print(f"Wrote {LOCK.name}.")


if __name__ == "__main__":
    if len(sys.argv) != 2 or sys.argv[1] not in SYSTEM_PACKAGES:
        stop(f"Say what to prepare for: {', '.join(SYSTEM_PACKAGES)}.")
    main(sys.argv[1])
