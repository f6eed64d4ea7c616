"""`make fuzz`: spoil and read until somebody stops it with Ctrl+C, or until an input breaks a reader; it is kept then.

`--seed` begins as another run did, `--rounds` ends by itself, `--again FILE` tries an input that was kept.
"""

from __future__ import annotations

import argparse
import json
import secrets
import sys
from itertools import count
from pathlib import Path

sys.path.insert(0, str(Path(__file__).resolve().parents[1]))

from fuzzing.targets import Target, make_targets
from fuzzing.trying import Failed, Figures, name_of_files, try_one, try_target

INPUTS = 2_000


def main() -> int:
    """Fuzz; 1 when an input broke a reader, 2 when there is no such reader."""
    parser = argparse.ArgumentParser(prog="make fuzz", description=__doc__)
    parser.add_argument("--seed", default=secrets.token_hex(4))
    parser.add_argument("--rounds", type=int, default=0, help="0: until it is stopped")
    parser.add_argument(
        "--inputs", type=int, default=INPUTS, help="inputs for each reader in a round; slow ones get fewer"
    )
    parser.add_argument("--only", default="", help="the name of one reader")
    parser.add_argument("--again", type=Path, help="an input that was kept")
    parser.add_argument("--json", action="store_true", help="print the figures as JSON lines")
    chosen = parser.parse_args()
    only = chosen.again.name.rpartition(".")[0] if chosen.again else name_of_files(chosen.only)
    targets = [target for target in make_targets() if only in ("", name_of_files(target.name))]
    if not targets:
        say("There is no such reader.")
        return 2
    try:
        if chosen.again:
            figures = Figures(targets[0].name)
            try_one(targets[0], chosen.again.read_bytes(), figures, chosen.again.parent)
            say(figures)
        else:
            fuzz(targets, chosen)
    except Failed as failed:
        say(f"{failed}\nAgain: .venv/bin/python tests/fuzzing --again {failed.path}")
        return 1
    except KeyboardInterrupt:
        say("Stopped; nothing was found.")
    return 0


def fuzz(targets: list[Target], chosen: argparse.Namespace) -> None:
    """Try every reader in turn, round after round."""
    if not chosen.json:
        say(f"seed {chosen.seed}")
    for number in range(1, chosen.rounds + 1) if chosen.rounds else count(1):
        for target in targets:
            figures = try_target(target, f"{chosen.seed}/{number}", max(10, int(chosen.inputs * target.share)))
            say(json.dumps(figures.as_document()) if chosen.json else figures)


def say(line: object) -> None:
    """Print a line at once."""
    sys.stdout.write(f"{line}\n")
    sys.stdout.flush()


if __name__ == "__main__":
    sys.exit(main())
