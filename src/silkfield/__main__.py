"""Starts Silkfield: `python -m silkfield` opens the window, with a command it works without one."""

from __future__ import annotations

import sys

from silkfield.app import main

if __name__ == "__main__":
    sys.exit(main())
