"""Makes the data the benchmarks work on: answers, workbooks, a site's full store, and the same records for the references.

Everything comes from one seed, and a smaller set is the beginning of a larger one.
"""

from __future__ import annotations

import random
import shutil
from collections.abc import Iterator
from contextlib import ExitStack
from datetime import date, timedelta
from pathlib import Path
from typing import Any

import msgspec
import references
from openpyxl import Workbook

from network_of_stores import Network, make_network
from offices import PASSPHRASE
from silkfield.clock import SetClock
from silkfield.log.streams import TO_HEADQUARTERS
from silkfield.operations import opening, spreadsheets
from silkfield.operations.exchange import receiving, sending
from silkfield.operations.sitting import Sitting
from silkfield.operations.spreadsheets import Chosen
from silkfield.records.identity import new_id
from silkfield.store import facts
from silkfield.store.writing import Put

SEED = 20260101
TODAY = "2017-12-30"
DISTRICTS = ("PK-PB.attock", "PK-PB.chakwal", "PK-PB.gujrat", "PK-PB.sialkot", "PK-PB.jhelum", "PK-PB.rawalpindi")
TOPICS = ("JOB", "FRAUD", "VISA", "RIGHTS", "DOCS", "STUDY")
WORDS = [
    "visa",
    "work",
    "permit",
    "agent",
    "fee",
    "passport",
    "contract",
    "attestation",
    "route",
    "risk",
    "debt",
    "loan",
    "skills",
    "nurse",
    "driver",
    "village",
]
FIRST = [
    "Naeem",
    "Arslan",
    "Umair",
    "Bilal",
    "Asif",
    "Tariq",
    "Zubair",
    "Waqas",
    "Adnan",
    "Faisal",
    "Junaid",
    "Shahid",
    "Ayesha",
    "Fatima",
    "Maryam",
    "Sana",
]
LAST = [
    "Awan",
    "Khan",
    "Malik",
    "Butt",
    "Sheikh",
    "Qureshi",
    "Ansari",
    "Mirza",
    "Baig",
    "Bhatti",
    "Cheema",
    "Warraich",
    "Shah",
    "Abbasi",
    "Kiani",
    "Satti",
]
SESSION_HEADER = (
    "S.No|Date|Venue|District|Type|Partner|Facilitator|M <18|M 18-24|M 25-34|M 35-59|M 60+|F <18|F 18-24|F 25-34|F 35-59"
    "|F 60+|Total|Topics|Quiz before|Quiz after|Remarks"
)
CONTACT_HEADER = (
    "S.No|Date|Name|Father/Husband Name|Sex|Age|Contact No|District|Channel|Destination|Topic(s)|Outcome|Counsellor"
)


def clock() -> SetClock:
    """Return the clock of all stores here."""
    return SetClock.on(TODAY)


def opened(folder: Path) -> Sitting:
    """Open one of the stores made here as it is in a program in use: its connections have written before.

    The first write begins the write-ahead file, and the first one of each connection pushes the folder to the disk.
    """
    sitting = opening.open_store(folder, PASSPHRASE, clock=clock())
    with sitting.store.writing() as connection:
        facts.count_up(connection, "benchmarks")
    with sitting.store.reading(), sitting.store.writing() as another:
        facts.count_up(another, "benchmarks")
    return sitting


def _days(place: int) -> date:
    return date(2015, 1, 1) + timedelta(days=place % 1000)


def session(place: int) -> dict[str, Any]:
    """Return the answers of one session: about as many as a full line of a session list holds."""
    rng = random.Random(SEED + place)
    men, women = rng.randint(5, 60), rng.randint(0, 40)
    return {
        "number": f"SES-ISB1-2017-{place:06d}-0",
        "session_type": "AWARE",
        "held_on": _days(place).isoformat(),
        "starts_at": "10:00",
        "ends_at": "12:30",
        "facilitators": f"{rng.choice(FIRST)}, {rng.choice(FIRST)}",
        "district": rng.choice(DISTRICTS),
        "venue": f"Government {rng.choice(LAST)} Training Institute {place}",
        "venue_kind": "SCHOOL",
        "partners": f"{rng.choice(LAST)} Foundation",
        "heads": {"cells": {"M": {"A18": men, "A25": men // 2}, "F": {"A18": women, "A35": women // 2}}},
        "audience": ["COL"],
        "topics": rng.sample(TOPICS, 2),
        "quiz_before_people": men,
        "quiz_before_percent": 45,
        "quiz_after_people": men,
        "quiz_after_percent": 78,
        "remarks": " ".join(rng.choices(WORDS, k=rng.randint(0, 40))),
    }


def contact(place: int) -> dict[str, Any]:
    """Return the answers of one counselling contact without a name."""
    rng = random.Random(SEED + place)
    return {
        "number": f"CON-ISB1-2017-{place:06d}-0",
        "channel": rng.choice(("PHONE", "WALKIN")),
        "caller_for": "SELF",
        "sex": rng.choice("MF"),
        "age_group": rng.choice(("A18", "A25", "A35")),
        "stage": "POT",
        "contact_date": _days(place).isoformat(),
        "counsellor": rng.choice(FIRST),
        "topics": rng.sample(TOPICS, 2),
        "destination_1": rng.choice(("SA", "AE", "OM", "QA")),
        "district": rng.choice(DISTRICTS),
        "outcomes": ["INFO"],
    }


def session_workbook(path: Path, size: int) -> None:
    """Write a session list of so many lines, 22 columns, as an .xlsx file."""

    def line(place: int) -> tuple[Any, ...]:
        one = session(place)
        men, women = one["heads"]["cells"]["M"], one["heads"]["cells"]["F"]
        heads = (None, men["A18"], men["A25"], None, None, None, women["A18"], None, women["A35"], None)
        town = one["district"].partition(".")[2].title()
        return (
            *(place + 1, _days(place), one["venue"], town, "School", one["partners"], one["facilitators"]),
            *heads,
            sum(count or 0 for count in heads),
            *("legal channels, fake agents", f"45% ({men['A18']})", f"78% ({men['A18']})", one["remarks"]),
        )

    _write(path, "MIC Islamabad - Awareness Sessions", SESSION_HEADER, map(line, range(size)))


def register_workbook(path: Path, size: int) -> None:
    """Write a counselling register of so many lines, each with a name and a phone number, as an .xlsx file."""

    def line(place: int) -> tuple[Any, ...]:
        rng = random.Random(SEED + place)
        name, father = (f"{rng.choice(FIRST)} {rng.choice(LAST)}" for _ in range(2))
        phone = f"03{rng.randint(0, 4)}{rng.randint(0, 9)}-{rng.randint(0, 9_999_999):07d}"
        town = rng.choice(DISTRICTS).partition(".")[2].title()
        person = (name, father, rng.choice("MF"), rng.randint(18, 60), phone, town)
        return (place + 1, _days(place), *person, "Phone", "KSA", "contract; attestation", "Info given", "SA")

    _write(path, "Counselling Register", CONTACT_HEADER, map(line, range(size)))


def _write(path: Path, title: str, header: str, lines: Iterator[tuple[Any, ...]]) -> None:
    workbook = Workbook(write_only=True)
    sheet = workbook.create_sheet("2015-2017")
    for line in ([title], [], header.split("|"), *lines):
        sheet.append(line)
    workbook.save(path)


def make_stores(folder: Path) -> None:
    """Make an empty headquarters and a laptop that joined it, as templates to copy."""
    with ExitStack() as stack:
        network: Network = make_network(folder, stack)
        network.add("ISB")
    (folder / "ISB1").rename(folder / "laptop")


def fill(sitting: Sitting, form: str, size: int, *, first: int = 0) -> None:
    """Record so many sessions or contacts from the place `first` on, each saved by itself as one change."""
    make = session if form == "session" else contact
    with sitting.store.writing() as connection:
        writer = sitting.writer(connection)
        for place in range(first, first + size):
            record = new_id(sitting.clock.now() + place)
            writer.save([Put(form, record, make(place), TO_HEADQUARTERS)], "create")
            if place % 1_000 == 999:
                writer.flush()
        writer.flush()


def make_raw_rows(prepared: Path, folder: Path, to: Path) -> None:
    """Take the session list in at a copy of the empty laptop, and keep the rows that this adds to each table."""
    tables = ("entry", "body", "form_session", "taken_in")
    shutil.copytree(prepared / "laptop", folder / "laptop")
    laptop = opened(folder / "laptop")
    with laptop.store.reading() as connection:
        last = {name: connection.exec_driver_sql(f"SELECT max(rowid) FROM {name}").scalar() or 0 for name in tables}
    spreadsheets.take_in(laptop, prepared / "sessions.xlsx", "session", Chosen())
    with laptop.store.reading() as connection:
        rows = {
            name: [tuple(row) for row in connection.exec_driver_sql(f"SELECT * FROM {name} WHERE rowid > ?", (after,))]
            for name, after in last.items()
        }
    laptop.store.close()
    to.write_bytes(msgspec.msgpack.encode(rows))


def make_reference(sitting: Sitting, path: Path) -> None:
    """Put the sessions of a store into a plain SQLite table, for the reference programs."""
    columns = ("record", "revision", "created", "changed", "n", *(f"a_{name}" for name in references.ANSWERS))
    with references.new_table(path) as database, sitting.store.reading() as connection:
        rows = connection.exec_driver_sql(f"SELECT {', '.join(columns)} FROM form_session ORDER BY id")
        database.executemany(references.INSERT, map(tuple, rows))


def make_sent(folder: Path, size: int) -> None:
    """Make a laptop with so many sessions, the bundle it sends, and the same records for the references."""
    laptop = opened(folder / "laptop")
    fill(laptop, "session", size)
    sending.send(laptop, folder / "bundle")
    make_reference(laptop, folder / "reference.db")
    laptop.store.close()
    for export, name in ((references.stream_export, "stream.sealed"), (references.attach_export, "attach.sealed")):
        export(folder / "reference.db", folder / name)


def make_exchanged(folder: Path, size: int) -> None:
    """Fill a laptop with so many sessions, bring them to headquarters, and its receipt back."""
    laptop, headquarters = (opened(folder / name) for name in ("laptop", "headquarters"))
    fill(laptop, "session", size)
    sending.send(laptop, folder / "bundle")
    receiving.receive(headquarters, receiving.files_in([folder / "bundle"]))
    sending.send(headquarters, folder / "receipt", site="ISB")
    receiving.receive(laptop, receiving.files_in([folder / "receipt"]))
    for sitting, kept in ((laptop, "bundle"), (headquarters, "receipt")):
        sitting.store.close()
        shutil.rmtree(folder / kept)
