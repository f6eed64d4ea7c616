"""Which computer this is, so that a store that was carried to another one is noticed."""

from __future__ import annotations

import subprocess
import sys
from contextlib import suppress
from pathlib import Path
from uuid import uuid4

from platformdirs import user_config_path

_NAMED = (Path("/etc/machine-id"), Path("/var/lib/dbus/machine-id"))
_ASK_MACOS = ("/usr/sbin/ioreg", "-rd1", "-c", "IOPlatformExpertDevice")


def this_machine() -> str:
    """Return the id that the system gave this computer, or one made up once for this person; empty when there is none."""
    with suppress(OSError):
        return _of_system() or _made_up(user_config_path("Silkfield", appauthor=False) / "machine-id")
    return ""


def _of_system() -> str:
    if sys.platform == "win32":
        import winreg  # noqa: PLC0415  (there is none elsewhere)

        with winreg.OpenKey(winreg.HKEY_LOCAL_MACHINE, r"SOFTWARE\Microsoft\Cryptography") as key:
            return str(winreg.QueryValueEx(key, "MachineGuid")[0])
    if sys.platform == "darwin":
        told = subprocess.run(_ASK_MACOS, check=False, capture_output=True, text=True).stdout  # noqa: S603  (fixed words)
        return told.partition('"IOPlatformUUID" = "')[2].partition('"')[0]
    return next((path.read_text().strip() for path in _NAMED if path.exists()), "")


def _made_up(path: Path) -> str:
    if not path.exists():
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_text(str(uuid4()))
    return path.read_text().strip()
