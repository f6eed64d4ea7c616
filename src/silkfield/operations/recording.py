"""Recording: saving, correcting, removing and bringing back records."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field, replace
from functools import cached_property, partial
from typing import Any

from silkfield.errors import Trouble
from silkfield.formkit.form import Form
from silkfield.formkit.problems import Around, Problem, Values, error, warning
from silkfield.formkit.rules import in_locked_months
from silkfield.language import _
from silkfield.log.ledger import Ledger
from silkfield.operations import timekeeping
from silkfield.operations.allowing import needs, require, require_form
from silkfield.operations.directory import alike_known
from silkfield.operations.roles import Ability
from silkfield.operations.sealing import KEY_FORM
from silkfield.operations.sitting import Sitting
from silkfield.operations.timekeeping import CLOCK
from silkfield.records.changes import Changes
from silkfield.records.identity import is_id, new_id
from silkfield.records.numbers import client_code, record_number
from silkfield.store import erasures, facts
from silkfield.store.columns import fits
from silkfield.store.reading import Reader, Shown
from silkfield.store.store import Connection
from silkfield.store.timekeeping import note_doubt
from silkfield.store.writing import Put, Writer


class Refused(Trouble):
    """A record cannot be saved as it is; `problems` say what to correct, field by field."""

    def __init__(self, form: Form, problems: Sequence[Problem]) -> None:
        self.problems = tuple(problems)
        first = next(problem for problem in problems if problem.blocks)
        super().__init__(
            _("{form} was not saved.").format(form=_(form.title)),
            _("{label}: {sentence}").format(label=_label(form, first.field), sentence=first.sentence),
            code="refused",
        )


def _label(form: Form, name: str) -> str:
    field_ = form.by_name.get(name)
    return _(field_.label) if field_ else _(form.title)


@dataclass(frozen=True, slots=True)
class Wanted:
    """One record as somebody wants it saved: all its answers; no `record` makes a new one.

    `made_from` is the revision the person looked at while correcting; the one shown now when it is left out. `is_new`
    says that `record` is an id given beforehand to a record that does not exist yet, `gone` that it is to be removed.
    """

    form: str
    answers: Mapping[str, Any]
    record: str = ""
    made_from: str = ""
    note: str = ""
    is_new: bool = False
    gone: bool = False


@dataclass(slots=True)
class Numbers:
    """Hands out the next numbers of each series, and notes them at the end."""

    sitting: Sitting
    connection: Connection
    _next: dict[str, int] = field(default_factory=dict)
    year: int = 0

    def __post_init__(self) -> None:
        self.year = self.sitting.around().today.year

    def give(self, form: Form, answers: dict[str, Any]) -> None:
        """Put a number into each field that the program numbers and that has none yet."""
        for name, answer in form.numbers.items():
            if not answers.get(name):
                answers[name] = self.next(answer.series)

    def next(self, series: str) -> str:
        """Return the next number of a series; codes of clients are counted on for ever, other numbers anew each year."""
        key = f"number:{series}" if series == "CLIENT" else f"number:{series}:{self.year}"
        counter = self._next.get(key) or int(facts.read(self.connection, key, 0)) + 1
        self._next[key] = counter + 1
        label = self.sitting.office.label
        return client_code(label, counter) if series == "CLIENT" else record_number(series, label, self.year, counter)

    def note(self) -> None:
        """Note the last numbers given."""
        for key, following in self._next.items():
            facts.note(self.connection, key, following - 1)


@needs(Ability.RECORD)
def save(sitting: Sitting, form: str, answers: Mapping[str, Any], record: str = "", *, made_from: str = "") -> Changes:
    """Save one record, new or corrected; answers that are left out are taken out. Raises Refused."""
    return save_together(sitting, [Wanted(form, answers, record, made_from)])


@needs(Ability.RECORD)
def patch(sitting: Sitting, form: str, answers: Mapping[str, Any], record: str) -> Changes:
    """Correct some answers of a record and leave the others as they are; None takes an answer out. Raises Refused."""
    shown = known(sitting, record, form)
    return save(sitting, form, {**shown.values, **answers}, record, made_from=shown.revision)


@needs(Ability.RECORD)
def save_together(sitting: Sitting, wanted: Sequence[Wanted], *, why: str = "") -> Changes:
    """Save several records as one transaction: all of them, or, when one cannot be saved, none. Raises Refused."""
    with sitting.store.writing() as connection:
        saver = Saver.begin(sitting, connection)
        changes = saver.put(wanted, why=why)
        saver.flush()
    return changes


@dataclass
class Saver:
    """Checks records and gathers them for the log; `flush` writes what was gathered. For one writing connection.

    `looks` holds what forms ask of other records, also of those put here and not yet written.
    """

    sitting: Sitting
    connection: Connection
    writer: Writer
    numbers: Numbers
    reader: Reader
    around: Around
    fresh: dict[str, Mapping[str, Any]] = field(default_factory=dict)

    @cached_property
    def ledger(self) -> Ledger:
        """What was erased for good, and must not be written again."""
        return self.sitting.ledger(self.connection)

    @cached_property
    def doubt(self) -> str:
        """What is to be said about this computer's clock; nothing when it can be right."""
        return timekeeping.doubt(self.connection, self.sitting)

    @classmethod
    def begin(cls, sitting: Sitting, connection: Connection, *, typed: bool = True, batch: str = "") -> Saver:
        """Begin saving; `typed` is false for an intake, `batch` joins the transactions of long work."""
        reader = sitting.reader(connection)
        fresh: dict[str, Mapping[str, Any]] = {}

        def resolve(form: str, record: str) -> Values | None:
            return fresh.get(record) or reader.values(form, record)

        around = replace(sitting.around(typed=typed), resolve=resolve, alike=partial(alike_known, reader))
        numbers = Numbers(sitting, connection)
        return cls(sitting, connection, sitting.writer(connection, batch=batch), numbers, reader, around, fresh)

    def put(self, wanted: Sequence[Wanted], *, why: str = "") -> Changes:
        """Check several records and put them into the log as one transaction, without writing it yet. Raises Refused.

        References between them may name records of the same transaction.
        """
        self.fresh.update((one.record, one.answers) for one in wanted if one.record)
        puts: list[Put] = []
        warnings: list[Problem] = []
        for one in wanted:
            form = self.sitting.form(one.form)
            before = self.reader.one(one.record, one.form) if one.record and not one.is_new else None
            if form.sealed and before is None and one.record and self.reader.forms_of(one.record):
                require(self.sitting, Ability.SAFEGUARD)
            may_write(self.sitting, form, before)
            if before and one.gone:
                warnings += in_locked_months(form, before.values, self.around)
                puts.append(Put(one.form, one.record, None, self.sitting.audience(form), [before.revision]))
                continue
            answers = complete(form, one.answers, before)
            if before and not before.removed and answers == before.values:
                continue
            self.numbers.give(form, answers)
            record = one.record or new_id(self.writer.author.now)
            problems = unknown_answers(form, answers, before) + not_theirs_to_answer(
                self.sitting, form, answers, before
            )
            problems += form.problems(answers, replace(self.around, record=record) if before else self.around)
            left = (
                in_locked_months(form, before.values, self.around) if before else []
            )  # also moved out of such a month
            problems += [one for one in left if one not in problems]
            if any(problem.blocks for problem in problems):
                raise Refused(form, problems)
            warnings += problems
            parents = [one.made_from or before.revision] if before else []
            audience = self.sitting.audience(form)
            references = referred(form, answers)
            refuse_erased(self.ledger, form, record, references, audience)
            puts.append(Put(one.form, record, answers, audience, parents, references, one.note))
        if not puts:
            return Changes()
        if self.doubt:
            warnings.append(warning("", CLOCK, self.doubt))
        transaction = self.writer.save(puts, why or ("edit" if any(put.parents for put in puts) else "create"))
        kinds = frozenset(put.form for put in puts)
        return Changes(kinds, tuple(put.record for put in puts), tuple(warnings), transaction)

    def flush(self) -> None:
        """Write what was gathered."""
        self.numbers.note()
        erasures.note_covered(self.connection, self.ledger)
        self.writer.flush()
        if self.doubt:
            note_doubt(self.connection)
        self.fresh.clear()


def may_write(sitting: Sitting, form: Form, before: Shown | None) -> None:
    """Refuse a record that is not kept at this kind of office, or that belongs to another office. Raises Trouble.

    Headquarters never corrects the clients, contacts and sessions of a site: it asks. Shared records (organisations,
    people, events) may be corrected by both sides.
    """
    require_form(sitting, form)
    if form.key == KEY_FORM:
        require(sitting, Ability.SAFEGUARD)
    if sitting.office.kind not in form.kept_at:
        raise Trouble(
            _("{forms} are not recorded at this office.").format(forms=_(form.plural)),
            _("Ask the site whose record it is."),
            code="not_kept_here",
        )
    if before is not None and before.site != sitting.office.site and not form.shared:
        raise Trouble(_("This record belongs to another office."), _("Ask that office to correct it."), code="not_ours")


def not_theirs_to_answer(sitting: Sitting, form: Form, answers: Values, before: Shown | None) -> list[Problem]:
    """Name answers that were given, changed or taken out by somebody who has not the role for it."""
    kept = before.values if before else {}
    return [
        not_theirs(one.name)
        for one in form.reserved
        if sitting.person.role != one.by_role and answers.get(one.name) != kept.get(one.name)
    ]


def not_theirs(name: str) -> Problem:
    """Say that an answer is a coordinator's to give."""
    return error(name, "not_your_role", _("Only a coordinator answers this. Keep it open and ask them."))


def refuse_erased(ledger: Ledger, form: Form, record: str, references: Sequence[str], audience: str) -> None:
    """Refuse to write again what was erased for good, or to say anew who somebody was. Raises Trouble."""
    if ledger and ledger.covers(form.key, record, references, audience):
        raise Trouble(
            _("This was erased for good; it cannot be written again."),
            _("Somebody who comes back is recorded as a new client, with a new code."),
            code="erased",
        )


def unknown_answers(form: Form, answers: Mapping[str, Any], before: Shown | None) -> list[Problem]:
    """Name answers that the form does not ask for; those that another version wrote before are carried on."""
    known_before = before.values if before else {}
    return [
        error(name, "unknown_field", _("“{form}” does not ask for “{name}”.").format(form=_(form.title), name=name))
        for name in answers
        if name not in form.by_name and name not in known_before
    ]


def complete(form: Form, answers: Mapping[str, Any], before: Shown | None) -> dict[str, Any]:
    """Return answers without empty ones, with those this version does not know carried on from before."""
    numbers = form.numbers  # given by the program, never by hand; no and 0 are answers
    given = {name: value for name, value in answers.items() if (value or value == 0) and name not in numbers}
    if before is None:
        return given
    carried = {name: value for name, value in before.values.items() if name not in form.by_name}
    for name, answer in numbers.items():  # a number stays, unless another program wrote nonsense into it
        number = before.values.get(name)
        given[name] = number if fits(answer, number) else None
    return {**carried, **{name: value for name, value in given.items() if value is not None}}


def referred(form: Form, answers: Mapping[str, Any]) -> tuple[str, ...]:
    """Return the ids of the records these answers point to."""
    found: list[str] = []
    for name, _target in form.references:
        value = answers.get(name)
        found += [str(one) for one in (value if isinstance(value, list) else [value]) if is_id(one)]
    return tuple(dict.fromkeys(found))


def known(sitting: Sitting, record: str, form: str = "") -> Shown:
    """Return a record of this store. Raises Trouble when there is none."""
    with sitting.store.reading() as connection:
        found = sitting.reader(connection).one(record, form) if is_id(record) else None
    if found is None:
        raise Trouble(
            _("There is no record “{record}” here.").format(record=record),
            _("Look it up in the list."),
            code="no_record",
        )
    return found


@needs(Ability.RECORD)
def remove(sitting: Sitting, record: str, *, note: str = "") -> Changes:
    """Remove a record from all lists and figures; it can be brought back, and its history stays."""
    shown = known(sitting, record)
    if shown.removed:
        return Changes()
    return _put_one(sitting, shown, None, "remove", note)


@needs(Ability.RECORD)
def restore(sitting: Sitting, record: str) -> Changes:
    """Bring a removed record back as it was. Raises Trouble while what it said has not arrived here."""
    shown = known(sitting, record)
    if not shown.removed:
        return Changes()
    if not shown.values and not _content_is_here(sitting, shown):
        raise Trouble(
            _("What this record said before it was removed has not arrived here."),
            _("Take in the bundle that is missing, then bring it back."),
            code="not_arrived",
        )
    return _put_one(sitting, shown, shown.values, "restore", "")


def _content_is_here(sitting: Sitting, shown: Shown) -> bool:
    """Tell whether a revision is here that the removal of a record was made from."""
    with sitting.store.reading() as connection:
        told = sitting.reader(connection).revisions(shown.id)
    contents = {revision for said, revision, _entry in told if not said.removed}
    return any(contents.intersection(said.parents) for said, revision, _entry in told if revision == shown.revision)


def _put_one(sitting: Sitting, shown: Shown, answers: Mapping[str, Any] | None, why: str, note: str) -> Changes:
    form = sitting.form(shown.form)
    may_write(sitting, form, shown)
    with sitting.store.writing() as connection:
        writer = sitting.writer(connection)
        # Of a record that clashes, every version is removed or brought back, not only the one shown.
        parents = sitting.reader(connection).heads(shown.id) if shown.heads > 1 else [shown.revision]
        references = referred(form, answers) if answers else ()
        put = Put(shown.form, shown.id, answers, sitting.audience(form), parents, references, note)
        transaction = writer.save([put], why)
        writer.flush()
    warnings = in_locked_months(form, shown.values, sitting.around())
    return Changes(frozenset({shown.form}), (shown.id,), tuple(warnings), transaction)
