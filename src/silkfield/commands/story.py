"""The story that the demonstration tells: what each office does, in order, with the figures that must come out."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from contextlib import ExitStack
from pathlib import Path
from typing import Any, Protocol

from silkfield import assets
from silkfield.clock import SetClock
from silkfield.language import _
from silkfield.operations import checking, finding, recording, reporting, spreadsheets
from silkfield.operations.exchange import admitting, founding, inviting, joining, planning, receiving, sending
from silkfield.operations.opening import open_store
from silkfield.operations.sitting import Sitting
from silkfield.operations.spreadsheets import Chosen, TakenIn
from silkfield.store.reading import State

PASSPHRASE = "practice makes perfect"  # noqa: S105  (of stores with invented people)
DAY = "2017-10-02"
"""The registers are of 2016 and 2017; the story is played on a day after all of them."""

MONTH = "2016-05"
REGISTER = "mic-islamabad-register-2016-05.xlsx"
EXPECTED = {"contacts": 78, "unique_clients": 43, "awareness_heads": 341, "pre_departure_heads": 1131, "referred": 16}
"""What the monthly statistics of MIC Islamabad for May 2016 must say once the register's questions are answered."""


class Window(Protocol):
    """The part of the story that needs the program's window; handed in by the composition root."""

    def type_a_contact(self, store: Path, user: str, passphrase: str, clock: SetClock, pictures: Path) -> str:
        """Unlock a site's store in the window, type one contact, take pictures, and return the new record's id."""
        ...

    def take_pictures(
        self, store: Path, user: str, passphrase: str, clock: SetClock, pictures: Path, month: str
    ) -> list[Path]:
        """Open headquarters' pages and take a picture of each; reports show the month."""
        ...

    def leave_open(self, store: Path) -> None:
        """Open the window on a store for the person at the screen; does nothing without a screen."""
        ...


class Story:
    """Plays the main job below one folder."""

    def __init__(self, folder: Path, window: Window | None, say: Callable[[str], None]) -> None:
        self.folder = folder
        self.window = window
        self.say = say
        self.headquarters_folder = folder / "headquarters"
        self._clocks = {
            "headquarters": SetClock.on(DAY, 9, minutes_east=120),
            "islamabad": SetClock.on(DAY, 9),
            "lahore": SetClock.on(DAY, 9),
        }
        self._bundles = 0

    def play(self) -> dict[str, Any]:
        """Play from beginning to end and return the figures."""
        with ExitStack() as stack:
            headquarters, islamabad, lahore = self._begin(stack)
            taken = self._take_registers_in(islamabad)
            self._record_in_lahore(lahore)
        typed = self._type_a_contact()
        with ExitStack() as stack:
            headquarters, islamabad, lahore = (
                self._open(stack, name, user)
                for name, user in (("headquarters", "Farah"), ("islamabad", "Ayesha"), ("lahore", "Bilal"))
            )
            imported = self._send_and_receive(headquarters, [islamabad, lahore])
            received = self._receipts(headquarters, {"ISB": islamabad, "LHE": lahore})
            figures = self._report(headquarters)
            self._check([headquarters, islamabad, lahore])
        pictures = self._pictures()
        wrong = {name: figures[name] for name, value in EXPECTED.items() if figures[name] != value}
        self.say(
            _("All figures are the expected ones.")
            if not wrong
            else _("NOT the expected figures: {wrong}").format(wrong=wrong)
        )
        return {
            "figures": figures,
            "expected": EXPECTED,
            "as_expected": not wrong,
            "taken_in": taken,
            "imported": imported,
            "received": received,
            "typed": typed,
            "pictures": [str(path) for path in pictures],
        }

    def _begin(self, stack: ExitStack) -> tuple[Sitting, Sitting, Sitting]:
        self.say(_("1. Headquarters begins, invites two centres, and compares the 40 digits with each by phone."))
        headquarters = founding.create_headquarters(
            self.headquarters_folder, "ICMPD headquarters", "Farah", PASSPHRASE, clock=self._clocks["headquarters"]
        )
        stack.callback(headquarters.store.close)
        laptops = []
        for name, code, user in (("islamabad", "ISB", "Ayesha"), ("lahore", "LHE", "Bilal")):
            invited = inviting.invite(headquarters, code, f"MIC {name.title()}")
            joined = joining.join(self.folder / name, invited.part, user, PASSPHRASE, clock=self._clocks[name])
            stack.callback(joined.sitting.store.close)
            answer = admitting.read_answer(headquarters, joined.part)
            admitting.admit(headquarters, answer, " ".join(joined.digits))
            self.say(f"   {invited.name}: {' '.join(joined.digits)}")
            laptops.append(joined.sitting)
        for code, laptop in zip(("ISB", "LHE"), laptops, strict=True):
            receiving.receive(laptop, self._send(headquarters, code))
        return headquarters, laptops[0], laptops[1]

    def _open(self, stack: ExitStack, name: str, user: str) -> Sitting:
        sitting = open_store(self.folder / name, PASSPHRASE, user, clock=self._clocks[name])
        stack.callback(sitting.store.close)
        return sitting

    def _take_registers_in(self, islamabad: Sitting) -> dict[str, Any]:
        self.say(_("2. MIC Islamabad takes in the registers of May 2016 as its staff kept them."))
        answers = spreadsheets.read_answers(assets.folder("samples") / "answers-register-2016-05.json")
        register = Chosen(answers, identity="keep")
        jobs: tuple[tuple[str, str, Chosen], ...] = (
            (REGISTER, "counselling_contact", register),
            ("awareness-sessions-2016-05.xlsx", "session", Chosen(given={"session_type": "AWARE"})),
            ("pdo-tally-rawalpindi-2016-05.xlsx", "session", Chosen(given={"session_type": "PDO", "office": "RWP"})),
        )
        taken = {}
        for name, form, chosen in jobs:
            done = spreadsheets.take_in(islamabad, assets.folder("samples") / name, form, chosen)
            self._tell_taken(name, done)
            taken[name] = {"accepted": done.accepted, "warned": done.warned, "refused": done.refused}
        again = spreadsheets.take_in(islamabad, assets.folder("samples") / REGISTER, "counselling_contact", register)
        self.say(_("   The register once more: {known} rows were known, nothing was added.").format(known=again.known))
        return taken

    def _tell_taken(self, name: str, done: TakenIn) -> None:
        self.say(
            _("   {name}: {rows} rows taken in, {warned} of them odd, {refused} refused.").format(
                name=name, rows=done.accepted + done.warned, warned=done.warned, refused=done.refused
            )
        )
        if done.refused_workbook:
            path = self.folder / f"{Path(name).stem}-refused.xlsx"
            path.write_bytes(done.refused_workbook)
            self.say(_("      The refused rows with their reasons: {path}").format(path=path))

    def _record_in_lahore(self, lahore: Sitting) -> None:
        heads = {"cells": {"M": {"A18": 21, "A25": 9}, "F": {"A18": 14}}}
        session = {
            "session_type": "AWARE",
            "held_on": "2016-05-12",
            "district": "PK-PB.lahore",
            "venue": "Government College of Technology",
            "heads": heads,
            "topics": ["JOB", "FRAUD"],
        }
        recording.save(lahore, "session", session)
        recording.save(lahore, "session", {**session, "held_on": "2016-05-19", "venue": "Town hall, Kasur"})
        self.say(_("3. MIC Lahore records two awareness sessions by hand."))

    def _type_a_contact(self) -> str:
        if self.window is None:
            return ""
        self.say(_("4. A counsellor in Islamabad types one contact into the window, with the keyboard alone."))
        record = self.window.type_a_contact(
            self.folder / "islamabad", "Ayesha", PASSPHRASE, self._clocks["islamabad"], self.folder / "pictures"
        )
        self.say(_("   Saved: {record}").format(record=record))
        return record

    def _send(self, sender: Sitting, site: str = "") -> list[Path]:
        self._bundles += 1
        return list(sending.send(sender, self.folder / "sticks" / f"{self._bundles:02d}", site=site).paths)

    def _send_and_receive(self, headquarters: Sitting, laptops: list[Sitting]) -> dict[str, int]:
        self.say(
            _("5. Both centres send a signed and encrypted bundle; headquarters plans, imports, and imports again.")
        )
        total: dict[str, int] = {}
        for laptop in laptops:
            files = self._send(laptop)
            for path in files:
                self.say(f"   {laptop.office.label}: {path.name}, {path.stat().st_size / 1000:.0f} kB")
            for planned in receiving.receive(headquarters, files, plan_only=True):
                self.say(f"   {planned.sentence}")
                done = planning.import_planned(headquarters, planned.arrival)
                total = {name: total.get(name, 0) + count for name, count in done.plan.counts.items()}
            for again in receiving.receive(headquarters, files):
                self.say(_("   {label} once more: {sentence}").format(label=again.label, sentence=again.sentence))
        return total

    def _receipts(self, headquarters: Sitting, sites: Mapping[str, Sitting]) -> dict[str, int]:
        self.say(_("6. Headquarters' receipts go back, and the centres' records turn “Received by HQ”."))
        received = {}
        for code, laptop in sites.items():
            receiving.receive(laptop, self._send(headquarters, code))
            states = finding.states(laptop)
            received[code] = states[State.RECEIVED]
            self.say(
                _("   {site}: {received} received by HQ, {other} not yet.").format(
                    site=laptop.office.name, received=received[code], other=sum(states.values()) - received[code]
                )
            )
        return received

    def _report(self, headquarters: Sitting) -> dict[str, int]:
        self.say(_("7. Headquarters prints the monthly centre statistics (R1) of MIC Islamabad for May 2016."))
        made = reporting.report(headquarters, "R1", MONTH, "ISB")
        for ending in ("xlsx", "csv", "json"):
            path = reporting.write(made, self.folder / f"R1-ISB-{MONTH}.{ending}")
            self.say(f"   {path}")
        figures = made.figures["ISB"]
        found = {
            "contacts": figures["A"]["contacts"],
            "unique_clients": figures["B"]["unique_clients"],
            "awareness_heads": figures["C"]["heads"]["total"],
            "pre_departure_heads": figures["D"]["heads"]["total"],
            "referred": figures["E"]["contacts_referred"],
        }
        for row in made.tables[0].rows:
            if row[0] in ("A", "B", "C", "D", "E"):
                self.say(f"   {row[0]}  {row[1]}: {row[6]}")
        return found

    def _check(self, sittings: list[Sitting]) -> None:
        self.say(_("8. Every store is checked: what it shows follows from its log."))
        for sitting in sittings:
            self.say(f"   {sitting.office.name}: {checking.verify(sitting).sentence()}")

    def _pictures(self) -> list[Path]:
        if self.window is None:
            return []
        pictures = self.folder / "pictures"
        clock = self._clocks["headquarters"]
        self.window.take_pictures(self.headquarters_folder, "Farah", PASSPHRASE, clock, pictures, MONTH)
        taken = sorted(pictures.glob("*.png"))
        self.say(_("9. {count} pictures of the pages are in {folder}").format(count=len(taken), folder=pictures))
        return taken
