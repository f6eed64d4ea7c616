"""Measures the program against two reference programs and prints one table (run by `make bench`; --quick, --long, --json).

Trust the ratios: CPU seconds of the program divided by those of the reference, both taken in the same run, one process an
operation, all of them mixed in random order, the median of some rounds. What a computer does beside hits both alike.
Exit code 1 when a bound is missed.

Where the time goes, in us of CPU a revision; the parts were taken one by one on a busy computer, so trust their shares. The
stream reference took 15.6 to receive and 9.9 to send when it was quiet. Receiving, 89 to 109: reading and checking lines 20 to
26, planning and checking answers 29 to 36, rows of the log 5, statements into three encrypted tables with their indexes 19 to
25, encrypting and writing pages 10 to 12, the rest mostly giving memory back. For 4 x there are 62: statements and pages leave
some 33 for all that Python does, which takes about twice that. A part of 15,000 is read whole before it is planned, so that
its memory is cold each time it is looked at. Sending, about 13: reading encrypted pages 5.3, joining lines 1.5, zstd 2.2.
"""

from __future__ import annotations

import argparse
import json
import random
import sys
import tempfile
from dataclasses import asdict, dataclass
from pathlib import Path
from typing import Any

HERE = Path(__file__).parent
sys.path[:0] = [str(HERE), str(HERE.parent)]

from measuring import Job, Rounds, can_count_syncs, run_job  # noqa: E402

FILLED = DOUBLES = 100_000
"""So many records fill the page cache, and a part."""

GROWTH = 64 + 32
"""How many MB of memory more records take until then: a full page cache, and what one batch and one part need."""

FLAT = 16
"""How many MB more any number of further records may take."""


@dataclass(frozen=True)
class Line:
    """One line of the table; no bound is 0. The reference is what the figure is divided by, 0 where it stands alone."""

    name: str
    ours: float
    unit: str
    reference: float = 0.0
    bound: float = 0.0

    @property
    def ratio(self) -> float:
        """The figure that the bound is about."""
        return self.ours / self.reference if self.reference else self.ours

    @property
    def verdict(self) -> str:
        """Say whether the bound is kept."""
        return "" if not self.bound else "ok" if self.ratio <= self.bound else "MISSED"


@dataclass(frozen=True)
class Sizes:
    """How many records and rounds a run works with.

    `memory` are the sizes at which peak memory is compared, `held` those of the stores to which `MORE` records are added.
    """

    rows: int
    sent: int
    memory: tuple[int, ...]
    rounds: int
    held: tuple[int, int]


MORE = 1_000
"""How many records a site brings in a week at most."""

PEOPLE = 500
"""How many people the largest event has."""

QUICK = Sizes(2_000, 10_000, (), 3, (1_000, 10_000))
USUAL = Sizes(10_000, 100_000, (10_000, 100_000), 3, (10_000, 100_000))
LONG = Sizes(10_000, 100_000, (10_000, 100_000, 1_000_000), 5, (10_000, 1_000_000))


def main() -> int:
    """Measure and print; return the exit code."""
    parser = argparse.ArgumentParser(description="measure speed and memory against the reference programs")
    parser.add_argument("--quick", action="store_true", help="small sizes, under a minute")
    parser.add_argument("--long", action="store_true", help="more rounds, and memory at 1,000,000 records")
    parser.add_argument("--json", action="store_true", help="print JSON instead of a table")
    parser.add_argument("--job", help=argparse.SUPPRESS)
    chosen = parser.parse_args()
    if chosen.job:
        run_job(chosen.job)
        return 0
    with tempfile.TemporaryDirectory(prefix="silkfield-bench-") as folder:
        lines = measure(Path(folder), QUICK if chosen.quick else LONG if chosen.long else USUAL)
    sys.stdout.write(document(lines) if chosen.json else table(lines))
    return int(any(line.verdict == "MISSED" for line in lines))


def measure(folder: Path, sizes: Sizes) -> list[Line]:
    """Prepare the data, run all jobs in rounds, and say what came out."""
    rounds = Rounds(folder)
    made = {size: folder / f"made{size}" for size in {sizes.sent, *sizes.memory}}
    for size, place in made.items():
        rounds.run(f"preparing {size}", Job("preparing:sent", {"to": str(place), "size": size}))
    rounds.run("preparing rows", Job("preparing:workbooks", {"to": str(folder / "rows"), "size": sizes.rows}))
    rounds.run("preparing contacts", Job("preparing:contacts", {"to": str(folder / "contacts"), "size": sizes.sent}))
    jobs = compared(folder, sizes)
    for size in sizes.held:
        place = str(folder / f"held{size}")
        rounds.run(f"preparing {size} held", Job("preparing:exchanged", {"to": place, "size": size}))
        jobs[f"more {size}"] = Job("program:bring_more", {"prepared": place, "more": MORE})
    for _round in range(sizes.rounds):
        for name in random.sample(list(jobs), len(jobs)):
            rounds.run(name, jobs[name])
    alone = {
        "save": Job("program:save_one", {"prepared": str(folder / "rows"), "times": 100}),
        "look": Job("program:look", {"prepared": str(made[sizes.sent])}),
        "report": Job("program:report", {"prepared": str(folder / "contacts")}),
        "recognise": Job("recognising:labelled"),
        "already here": Job("recognising:already_here", {"size": sizes.sent}),
        "sheet": Job("sheets:event_page", {"people": PEOPLE}),
        "doubles": Job("doubles:search", {"size": DOUBLES}),
    }
    for name, job in alone.items():
        rounds.run(name, job)
    return [
        *ratios(rounds, sizes),
        *additions(rounds, sizes),
        *disk(rounds, jobs, folder),
        *memory(rounds, made, sizes),
        *figures(rounds, sizes),
        *recognised(rounds.found["recognise"][0]),
    ]


def compared(folder: Path, sizes: Sizes) -> dict[str, Job]:
    """Return the jobs that are compared with one another."""
    rows, sent = str(folder / "rows"), str(folder / f"made{sizes.sent}")
    session = {"prepared": rows, "workbook": f"{rows}/sessions.xlsx", "form": "session", "rows": sizes.rows}
    raw = {"prepared": rows, "rows": f"{rows}/rows.msgpack"}
    register = {"prepared": rows, "workbook": f"{rows}/register.xlsx", "form": "counselling_contact"}
    return {
        "intake": Job("program:take_in", session),
        "register": Job("program:take_in", {**register, "rows": sizes.rows, "identity": "keep"}),
        "raw": Job("program:insert_raw", raw),
        "raw adapted": Job("program:insert_raw", {**raw, "adapted": True}),
        "export": Job("program:send", {"prepared": sent}),
        "import": Job("program:receive", {"prepared": sent, "records": sizes.sent}),
        "window": Job("windows:first"),
        "bare window": Job("windows:bare"),
        **{
            f"{way} {program}": Job(f"limits:{function}", {"prepared": sent, "program": program})
            for way, function in (("export", "send"), ("import", "receive"))
            for program in ("stream", "attach")
        },
    }


def ratios(rounds: Rounds, sizes: Sizes) -> list[Line]:
    """Return the comparisons in CPU seconds."""

    def line(name: str, job: str, reference: str, bound: float = 0) -> Line:
        return Line(name, rounds.value(job), "s", rounds.value(reference), bound)

    rows, sent = f"{sizes.rows:,}", f"{sizes.sent:,}"
    known = Line(
        "receive them again / first import", rounds.value("import", "again"), "s", rounds.value("import"), 0.03
    )
    untouched = all(one["untouched"] for one in rounds.found["import"])
    late = all(one["late"] for one in rounds.found["window"])
    return [
        line(f"take in {rows} sessions / raw inserts", "intake", "raw", 8),
        line("the same / raw inserts, driver adapted as ours", "intake", "raw adapted"),
        line(f"take in {rows} contacts with names / raw inserts", "register", "raw"),
        line(f"send {sent} revisions / stream", "export", "export stream", 1.7),
        line("send / attach", "export", "export attach"),
        line(f"receive {sent} revisions / stream", "import", "import stream", 6),
        line("receive / attach", "import", "import attach"),
        known,
        Line("database written by receiving again", 0 if untouched else 2, "0 = no", bound=1),
        line("first window painted / bare window", "window", "bare window"),
        Line("store libraries read before it", 0 if late else 2, "0 = no", bound=1),
        Line(
            f"bundle of {sent}", rounds.value("export", "size") / 1e6, "MB", rounds.value("export stream", "size") / 1e6
        ),
    ]


def additions(rounds: Rounds, sizes: Sizes) -> list[Line]:
    """Return whether it costs more to bring some records where more are held already."""
    few, many = (f"more {size}" for size in sizes.held)
    words = f"{MORE:,} more records beside {sizes.held[1]:,} / beside {sizes.held[0]:,}"
    return [
        Line(f"{way} {words}", rounds.value(many, what), "s", rounds.value(few, what), bound)
        for way, what, bound in (("send", "sent", 1.2), ("receive", "received", 2.5))
    ]


def disk(rounds: Rounds, jobs: dict[str, Job], folder: Path) -> list[Line]:
    """Return how often the program waits for the disk, where that can be counted."""
    if not can_count_syncs():
        return []
    lines = []
    for name, each, once in (("export", 2, 2), ("import", 4, 4)):
        found = rounds.run(f"{name}, watched", jobs[name], watched=True)
        bound = each * found["parts"] + once
        lines.append(Line(f"waits for the disk, {name} of {found['parts']} parts", found["syncs"], "", bound=bound))
    one = Job("program:save_one", {"prepared": str(folder / "rows"), "times": 1})
    found = rounds.run("save, watched", one, watched=True)
    return [*lines, Line("waits for the disk, one save", found["syncs"], "", bound=1)]


def memory(rounds: Rounds, made: dict[int, Path], sizes: Sizes) -> list[Line]:
    """Return how much peak memory grows from the smaller to the larger number of records."""
    for size in sizes.memory:
        rounds.run(f"send {size}", Job("program:send", {"prepared": str(made[size])}))
        rounds.run(f"receive {size}", Job("program:receive", {"prepared": str(made[size]), "records": size}))
    lines = []
    for before, after in zip(sizes.memory, sizes.memory[1:], strict=False):
        for way in ("send", "receive"):
            grown = rounds.value(f"{way} {after}", "memory") - rounds.value(f"{way} {before}", "memory")
            bound = FLAT if before >= FILLED else GROWTH
            lines.append(Line(f"{way}: memory of {after:,} over {before:,}", grown, "MB", bound=bound))
    peaks = [
        Line(f"{way}: peak memory", rounds.value(way, "memory"), "MB")
        for way in ("intake", "export", "import", "import stream")
    ]
    return lines + peaks


def figures(rounds: Rounds, sizes: Sizes) -> list[Line]:
    """Return what is only printed."""
    sent = f"{sizes.sent:,}"
    return [
        Line("save one record", rounds.value("save") * 1000, "ms"),
        *(
            Line(f"{name.replace('_', ' ')} of {sent}", rounds.value("look", name) * 1000, "ms")
            for name in ("first_page", "search", "verify")
        ),
        Line(f"monthly statistics of {sent} contacts", rounds.value("report") * 1000, "ms"),
        Line(f"“Already here?” a key, {sent} clients", rounds.value("already here", "key") * 1000, "ms", bound=150),
        Line(f"open an event of {PEOPLE} people", rounds.value("sheet", "opening") * 1000, "ms", bound=300),
        Line(f"a key on the sheet of {PEOPLE} people", rounds.value("sheet", "key") * 1000, "ms", bound=50),
        Line(f"find doubles among {DOUBLES:,} clients, one run", rounds.value("doubles", "run"), "s", bound=60),
        Line("the same for 300 clients more", rounds.value("doubles", "week"), "s", bound=2),
        Line(f"list the doubles of {DOUBLES:,} clients", rounds.value("doubles", "listed") * 1000, "ms"),
        Line(f"“Same person?” {sent} clients", rounds.value("already here", "joining") * 1000, "ms", bound=150),
    ]


def recognised(found: dict[str, Any]) -> list[Line]:
    """Return how well people are recognised, beside the best that plain likeness of texts reaches."""
    parts, plain = found["parts"], found["plain"]
    best = max(plain.values(), key=lambda one: one["f1"])
    ours = [
        Line(f"one person or two, {part}: {what}", one[what], "", best[what] if part == "all" else 0)
        for part, one in parts.items()
        for what in ("precision", "recall", "f1")
    ]
    wrong = [
        Line(f"wrong answers of {found['count']} / {name}", parts["all"]["wrong"], "", one["wrong"], 0.5)
        for name, one in plain.items()
    ]
    return [*ours, *wrong]


def document(lines: list[Line]) -> str:
    """Write the table as JSON."""
    found = [{**asdict(line), "ratio": line.ratio, "verdict": line.verdict} for line in lines]
    return json.dumps(found, indent=1) + "\n"


def table(lines: list[Line]) -> str:
    """Write the table for people."""
    rows = [f"{'':52}{'ours':>12}{'reference':>12}{'ratio':>9}{'bound':>8}\n"]
    for line in lines:
        ours = f"{line.ours:.3f} {line.unit}".strip()
        reference, ratio = (f"{line.reference:.3f}", f"{line.ratio:.3f}") if line.reference else ("", "")
        rows.append(f"{line.name:52}{ours:>12}{reference:>12}{ratio:>9}{line.bound or '':>8}  {line.verdict}\n")
    return "".join(rows)


if __name__ == "__main__":
    raise SystemExit(main())
