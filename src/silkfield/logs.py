"""The program's own log: what went wrong and where, never what somebody typed."""

from __future__ import annotations

import logging
import traceback
from logging.handlers import RotatingFileHandler

from silkfield import locations

LOGGER = logging.getLogger("silkfield")


def start() -> None:
    """Write the program's log to a small rotating file; when the folder cannot be written, go on without."""
    LOGGER.setLevel(logging.INFO)
    LOGGER.propagate = False
    if LOGGER.handlers:
        return
    try:
        locations.log_folder().mkdir(parents=True, exist_ok=True)
        handler: logging.Handler = RotatingFileHandler(
            locations.log_folder() / "silkfield.log", maxBytes=500_000, backupCount=3, encoding="utf-8", delay=True
        )
    except OSError:
        handler = logging.NullHandler()
    handler.setFormatter(logging.Formatter("%(asctime)s %(levelname)s %(message)s"))
    LOGGER.addHandler(handler)


def bug(fault: BaseException) -> None:
    """Note a bug by its kind and the places in the program it passed through, without its text: that may hold an answer."""
    places = traceback.extract_tb(fault.__traceback__)
    path = " < ".join(f"{place.name}:{place.lineno}" for place in reversed(places[-12:]))
    LOGGER.error("%s at %s", type(fault).__name__, path)
