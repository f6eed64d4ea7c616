"""Python reads this before a program begins when its folder stands in PYTHONPATH: the program then dies as it is told."""

import kill_at  # noqa: F401
