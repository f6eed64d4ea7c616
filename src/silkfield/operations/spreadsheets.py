"""Spreadsheets: registers as staff keep them are taken in row by row, and records are written out for people to use."""

from __future__ import annotations

import json
from collections import ChainMap
from collections.abc import Mapping
from dataclasses import dataclass, field
from importlib import import_module
from pathlib import Path
from typing import TYPE_CHECKING, Any

from silkfield.errors import Trouble
from silkfield.formkit.form import Form
from silkfield.language import _
from silkfield.locations import write_whole
from silkfield.matching.officials import Directory
from silkfield.operations.allowing import needs, open_to_all, require_form
from silkfield.operations.directory import known_here
from silkfield.operations.exchange.match_key import held_key
from silkfield.operations.exchange.tokens import tokens
from silkfield.operations.progress import Progress, Silent, step, uncollected
from silkfield.operations.recording import Refused, Saver, Wanted
from silkfield.operations.roles import Ability
from silkfield.operations.sitting import Sitting
from silkfield.records.changes import Changes
from silkfield.records.identity import new_id
from silkfield.store import facts, intakes
from silkfield.store.columns import fits
from silkfield.store.reading import Reader
from silkfield.store.store import Connection
from silkfield.store.writing import Put

if TYPE_CHECKING:
    from silkfield.workbooks.drafts import Draft, Intake, IntakeRow

NAMES = "names"
FLUSH_ROWS = 1_000


@dataclass(frozen=True, slots=True)
class Chosen:
    """How a workbook shall be taken in: answers to its questions, what it does not say, and how its columns are read."""

    answers: Mapping[str, Any] = field(default_factory=dict)
    given: Mapping[str, Any] = field(default_factory=dict)
    columns: Mapping[str, str] = field(default_factory=dict)
    identity: str = ""


@dataclass(frozen=True, slots=True)
class TakenIn:
    """What became of a workbook. `known` rows were taken in before; `records` counts new records by form.

    `batch` names the intake for undoing it, "" when nothing was new; `refused_workbook` holds the refused rows with the
    reason, None when there are none.
    """

    batch: str
    accepted: int
    warned: int
    refused: int
    known: int
    records: Mapping[str, int]
    reasons: Mapping[str, int]
    refused_workbook: bytes | None
    kinds: frozenset[str] = frozenset()


@dataclass(frozen=True, slots=True)
class Checked:
    """A workbook that was read and not taken in: its rows and questions, and which rows were taken in before."""

    intake: Intake
    known: frozenset[str]


@open_to_all
def check_intake(sitting: Sitting, path: Path, form: str, chosen: Chosen | None = None) -> Checked:
    """Read a workbook for a form and say what would be taken in; writes nothing. Raises Trouble for a bad file."""
    intake = _read(sitting, path, form, chosen or Chosen())
    with sitting.store.reading() as connection:
        known = _known(sitting, connection, intake)
    return Checked(intake, frozenset(known))


@needs(Ability.RECORD)
def take_in(
    sitting: Sitting, path: Path, form: str, chosen: Chosen | None = None, *, progress: Progress | None = None
) -> TakenIn:
    """Take the sound rows of a workbook in, in one transaction; the same row is never taken in twice.

    Raises Trouble for a bad file, or when nobody has said what shall be done with the names in it; then nothing is saved.
    """
    progress = progress or Silent()
    with uncollected():
        intake = _read(sitting, path, form, chosen or Chosen())
    if any(question.kind == NAMES for question in intake.questions):
        raise Trouble(
            _("This file holds names of clients, and nobody has said what to do with them."),
            _("Choose “keep” when they agreed to it, or “drop” to keep codes only (--identity keep or drop)."),
            code="identity_needed",
        )
    batch = new_id(sitting.clock.now())
    records: dict[str, int] = {}
    failed: dict[str, Refused] = {}
    made: dict[str, str] = {}
    with uncollected(), sitting.store.writing() as connection:
        before = _known(sitting, connection, intake)
        saver = Saver.begin(sitting, connection, typed=False, batch=batch)
        key = held_key(connection, sitting)
        taker = _Taker(sitting, saver, key.secret if key else None)
        taker.remember(connection, intake, before)
        rows = [row for row in intake.taken if row.key not in before and row.drafts]
        if rows:
            taker.take_shared(intake.shared, records)
        for place, row in enumerate(rows):
            if place % 50 == 0:
                step(progress, place, len(rows), _("Taking rows in"))
            try:
                made[row.key] = taker.take(row, records)
            except Refused as refusal:
                failed[row.key] = refusal
                continue
            if len(made) % FLUSH_ROWS == 0:
                saver.flush()
        saver.flush()
        intakes.note(connection, batch, made)
    if failed:
        intake = import_module("silkfield.workbooks.refused").with_refusals(
            intake, {key: str(refusal) for key, refusal in failed.items()}
        )
    refused = import_module("silkfield.workbooks.refused").write_refused(path, intake) if intake.refused else None
    taken = [row for row in intake.taken if row.key not in before]
    return TakenIn(
        batch if made else "",
        sum(row.status == "accepted" for row in taken),
        sum(row.status == "warned" for row in taken),
        len(intake.refused),
        len([row for row in intake.taken if row.key in before]),
        records,
        intake.reasons,
        refused,
        frozenset(records),
    )


def _read(sitting: Sitting, path: Path, form: str, chosen: Chosen) -> Intake:
    known_form = sitting.form(form)
    if not path.is_file():
        raise Trouble(_("There is no file “{path}”.").format(path=path), _("Check its name."), code="no_file")
    answers = {**chosen.answers, **({NAMES: chosen.identity} if chosen.identity else {})}
    read_intake = import_module("silkfield.workbooks.intake").read_intake
    with sitting.store.reading() as connection:
        around, directory = sitting.around(connection, typed=False), _directory(sitting, connection, form, chosen)

        def read(columns: Mapping[str, str]) -> Intake:
            found: Intake = read_intake(
                path, known_form, around, answers=answers, given=chosen.given, columns=columns, directory=directory
            )
            return found

        intake = read(chosen.columns)
        if not chosen.columns and (remembered := _remembered(connection, intake)):
            intake = read(remembered)
    if chosen.columns:
        with sitting.store.writing() as connection:
            for sheet in intake.sheets:
                facts.note(connection, f"columns:{sheet.signature}", dict(chosen.columns))
    return intake


def _directory(sitting: Sitting, connection: Connection, form: str, chosen: Chosen) -> Directory:
    """Return who is known already, for lists of people."""
    if form != "participation":
        return Directory()
    return known_here(sitting.reader(connection), str(chosen.given.get("event", "")))


def _known(sitting: Sitting, connection: Connection, intake: Intake) -> dict[str, str]:
    """Return the rows that are here already, with their record: taken in before, or written out from this very store."""
    written = {row.key: str(row.facts["id"]) for row in intake.rows if row.facts.get("id")}
    here = sitting.store.journal(connection).records_known(written.values())
    own = {key: record for key, record in written.items() if record in here}
    return {**own, **intakes.known(connection, (row.key for row in intake.rows))}


def _remembered(connection: Connection, intake: Intake) -> dict[str, str]:
    kept = [facts.read(connection, f"columns:{sheet.signature}", {}) for sheet in intake.sheets]
    return {label: meaning for mapping in kept for label, meaning in mapping.items()}


@dataclass(slots=True)
class _Taker:
    """Turns the drafts of rows into records: handles become ids, consent and tokens are made."""

    sitting: Sitting
    saver: Saver
    key: bytes | None
    ids: dict[str, str] = field(default_factory=dict)

    def remember(self, connection: Connection, intake: Intake, before: Mapping[str, str]) -> None:
        """Let later rows refer to records that earlier intakes of the same rows have made."""
        reader: Reader = self.saver.reader
        for row in intake.rows:
            if row.key not in before:
                continue
            main = reader.one(before[row.key])
            for draft in row.drafts:
                if main is not None and draft.form == main.form:
                    self.ids[draft.handle] = main.id
                elif main is not None and (pointed := main.values.get(draft.form)):
                    self.ids[draft.handle] = pointed

    def take_shared(self, drafts: tuple[Draft, ...], records: dict[str, int]) -> None:
        """Save what all rows share."""
        for draft in drafts:
            self._save([draft], records)

    def take(self, row: IntakeRow, records: dict[str, int]) -> str:
        """Save the records of one row as one transaction and return the id of its main one. Raises Refused."""
        drafts = [draft for draft in row.drafts if draft.handle not in self.ids]
        self._save(drafts, records)
        main = row.draft(row_form(row)) or row.drafts[0]
        return self.ids[main.handle]

    def _save(self, drafts: list[Draft], records: dict[str, int]) -> None:
        with_ids = import_module("silkfield.workbooks.drafts").with_ids
        now = self.saver.writer.author.now
        ids = {draft.handle: new_id(now) for draft in drafts}
        together = ChainMap(ids, self.ids)
        wanted = []
        for draft in drafts:
            answers = with_ids(draft.values, together)
            if draft.form == "consent":
                answers = {**answers, "certified_by": self.sitting.person.name}
            wanted.append(Wanted(draft.form, answers, ids[draft.handle], is_new=True))
        wanted += self._match(wanted)
        self.saver.put(wanted, why="intake")
        self.ids.update(ids)
        for one in wanted:
            records[one.form] = records.get(one.form, 0) + 1

    def _match(self, wanted: list[Wanted]) -> list[Wanted]:
        if self.key is None:
            return []
        clients = {one.record: one.answers for one in wanted if one.form == "client"}
        made = []
        for identity in (one.answers for one in wanted if one.form == "client_identity"):
            rows = tokens(self.key, clients.get(identity["client"], {}), identity)
            if rows:
                made.append(Wanted("client_match", {"client": identity["client"], "tokens": rows}))
        return made


def row_form(row: IntakeRow) -> str:
    """Return the form of a row's main record: the one that refers to the others."""
    order = ("counselling_contact", "participation", "session", "event")
    return next((form for form in order if row.draft(form)), row.drafts[0].form)


@needs(Ability.DECIDE)
def undo_intake(sitting: Sitting, batch: str) -> Changes:
    """Take back a whole intake: its records are removed, and its rows may be taken in again. Raises Trouble.

    Records that were corrected since are kept; nothing of the log is deleted.
    """
    with sitting.store.writing() as connection:
        reader = sitting.reader(connection)
        touched = intakes.records_of(connection, batch)
        if not touched:
            raise Trouble(
                _("There is no intake “{batch}” here.").format(batch=batch),
                _("Name one that was made here."),
                code="no_intake",
            )
        writer = sitting.writer(connection)
        kinds, removed = set(), []
        for record, (form, revision) in touched.items():
            shown = reader.one(record, form)
            if shown is None or shown.removed or shown.revision != revision or shown.site != sitting.office.site:
                continue
            writer.save([Put(form, record, None, sitting.audience(sitting.form(form)), [revision])], "undo")
            kinds.add(form)
            removed.append(record)
            if len(removed) % FLUSH_ROWS == 0:
                writer.flush()
        writer.flush()
        intakes.forget(connection, batch)
    return Changes(frozenset(kinds), tuple(removed))


def export(sitting: Sitting, form: str, path: Path) -> int:
    """Write all records of a form into a workbook and return how many; a SITE form's file must stay at the site.

    An answer in a shape that this version does not know has no cell; it stays in the record.
    """
    known_form = sitting.form(form)
    require_form(sitting, known_form)
    if path.suffix.lower() != ".xlsx":
        raise Trouble(
            _("“{path}” is no name for a workbook.").format(path=path.name),
            _("Use a name that ends in .xlsx."),
            code="format",
        )
    with sitting.store.reading() as connection:
        reader = sitting.reader(connection)
        around = sitting.around(connection)

        def named(other: str, record: str) -> str:
            values = reader.values(other, record)
            return sitting.form(other).named(values, around) if values else record

        shown = reader.listing(form)
        rows = ((one.id, _readable(known_form, one.values)) for one in shown)
        content = import_module("silkfield.workbooks.export").write_records(known_form, rows, around, named=named)
    write_whole(path, content)
    return len(shown)


def _readable(form: Form, values: Mapping[str, Any]) -> dict[str, Any]:
    fields = form.by_name
    return {name: value for name, value in values.items() if name in fields and fits(fields[name].answer, value)}


def read_answers(path: Path) -> dict[str, Any]:
    """Read answers to questions from a JSON file: {"date:10": "2016-05-03", "same:7+58": "same"}. Raises Trouble."""
    try:
        answers = json.loads(path.read_bytes())
    except (OSError, ValueError, RecursionError):
        answers = None
    if not isinstance(answers, dict):
        raise Trouble(
            _("“{path}” holds no answers.").format(path=path),
            _('Write a JSON object: {"question id": "answer"}.'),
            code="not_json",
        )
    return answers
