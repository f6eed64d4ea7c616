"""Erasing for good: what goes and what stays when somebody asks to be erased, and who has confirmed that it is done."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable
from dataclasses import dataclass, field

from silkfield.errors import Trouble
from silkfield.formkit.form import Erasing, Form
from silkfield.forms.attachment import FORM as ATTACHMENT
from silkfield.forms.attachment import HOLDERS
from silkfield.language import N_, _
from silkfield.log.ledger import Ledger
from silkfield.log.orders import Erase, EraseRequest
from silkfield.log.streams import TO_HEADQUARTERS
from silkfield.log.words import new_salt
from silkfield.operations import clearing, joined
from silkfield.operations.allowing import needs
from silkfield.operations.exchange import network, orders
from silkfield.operations.exchange.planning import take_in_what_waited
from silkfield.operations.recording import known
from silkfield.operations.roles import Ability
from silkfield.operations.sitting import Sitting
from silkfield.records.changes import Changes
from silkfield.records.identity import new_id
from silkfield.store import erasures
from silkfield.store.erasures import Answer, Ordered
from silkfield.store.reading import Reader, Shown
from silkfield.store.store import Connection
from silkfield.store.streams import all_streams

SUBJECT_REQUEST, MISTAKE = "subject_request", "mistake"
BASES = {
    SUBJECT_REQUEST: N_("The person asked for it"),
    "consent_withdrawn": N_("The consent was taken back"),
    "retention": N_("The time for keeping it is over"),
    MISTAKE: N_("It should never have been recorded"),
}
"""Why records may be erased, by the code that travels."""

_WITH_THE_CLIENT = frozenset({"client_identity", "client_match"})


@dataclass(frozen=True, slots=True)
class Reach:
    """What erasing a record would do: how many records of each form go, and how many stay without saying who it was."""

    record: str
    form: str
    basis: str
    records: tuple[str, ...]
    about: tuple[str, ...]
    goes: dict[str, int] = field(default_factory=dict)
    stays: dict[str, int] = field(default_factory=dict)


@dataclass(frozen=True, slots=True)
class Erasure:
    """An erasure that was begun here: its order, and what changed."""

    order: str
    reach: Reach
    changes: Changes


@dataclass(frozen=True, slots=True)
class Confirmation:
    """What one laptop has confirmed of an order; `heard` is when it last wrote at all, in ms (0 never)."""

    label: str
    confirmed: bool
    found: int
    gone: int
    heard: int


@dataclass(frozen=True, slots=True)
class ErasureLine:
    """One erasure as the list shows it. `asked` is true while headquarters has not ordered it yet."""

    order: str
    basis: str
    at: int
    found: int
    gone: int
    asked: bool
    laptops: tuple[Confirmation, ...]

    @property
    def confirmed(self) -> int:
        """How many laptops have confirmed it."""
        return sum(one.confirmed for one in self.laptops)


@needs(Ability.ERASE)
def reach(sitting: Sitting, record: str, basis: str = SUBJECT_REQUEST) -> Reach:
    """Work out what erasing a record would do; nothing is erased. Raises Trouble for what one must not erase."""
    if basis not in BASES:
        raise Trouble(
            _("“{basis}” is no reason to erase.").format(basis=basis),
            _("Choose one of: {bases}.").format(bases=", ".join(BASES)),
            code="basis",
        )
    shown = known(sitting, record)
    form = sitting.form(shown.form)
    if not sitting.office.is_headquarters and shown.site != sitting.office.site:
        raise Trouble(_("This record belongs to another office."), _("Ask that office to erase it."), code="not_ours")
    if form.key in _WITH_THE_CLIENT:
        raise Trouble(_("A client's name and marks go together."), _("Erase the client instead."), code="erase_client")
    with sitting.store.reading() as connection:
        if basis == MISTAKE:
            _refuse_stranding(connection, sitting, form, record)
            about = (record,) if form.key in HOLDERS else ()  # what is attached to it goes with it
            return _found(connection, sitting, shown, form, basis, (record,), about)
        _refuse_impersonal(form)
        everyone = _same_person(sitting, sitting.reader(connection), shown)
        records = () if form.erasing is Erasing.ABOUT else everyone
        found = _found(connection, sitting, shown, form, basis, records, everyone)
    if not found.records and not sitting.office.is_headquarters:
        raise Trouble(
            _("Nothing here says who this is: there is nothing to erase."),
            _("Take the record out of lists and figures with Remove, if that is what you want."),
            code="nothing_to_erase",
        )
    return found


def _same_person(sitting: Sitting, reader: Reader, shown: Shown) -> tuple[str, ...]:
    """Return the entries that were joined as one person, as far as they are this office's to erase: a name that stands under
    another code would stay."""
    entries = reader.several(shown.form, joined.entries(reader, shown.id, shown.form))
    ours = [one.id for one in entries if sitting.office.is_headquarters or one.site == sitting.office.site]
    return tuple(sorted({shown.id, *ours}))


def _found(
    connection: Connection,
    sitting: Sitting,
    shown: Shown,
    form: Form,
    basis: str,
    records: tuple[str, ...],
    about: tuple[str, ...],
) -> Reach:
    ledger = sitting.ledger(connection)
    own = Ledger(ledger.names, ledger.about)  # of this erasure alone
    order = Erase(order="-", records=records, basis=basis, at=0, about=about, salt="")
    own.obey(order)
    erasures.learn(connection, own)
    reader = sitting.reader(connection)
    return Reach(
        shown.id,
        form.key,
        basis,
        tuple(sorted(own.records)),
        about,
        _by_form(reader, own.records),
        _by_form(reader, own.subjects.keys() - own.records.keys()),
    )


def _by_form(reader: Reader, records: Iterable[str]) -> dict[str, int]:
    return dict(Counter(form for record in records for form in reader.forms_of(record)))


def _refuse_impersonal(form: Form) -> None:
    if form.erasing is Erasing.WHOLE and not form.names_somebody:
        raise Trouble(
            _("{forms} say of nobody who he or she is; they count in figures.").format(forms=_(form.plural)),
            _("Remove it instead. If it should never have been recorded, erase it for that reason."),
            code="not_personal",
        )


def _refuse_stranding(connection: Connection, sitting: Sitting, form: Form, record: str) -> None:
    """Refuse to erase a record as a mistake while other records point to it."""
    reader = sitting.reader(connection)
    for other in sitting.forms.values():
        if other.key == ATTACHMENT.key or other.compares:
            continue  # what is attached goes with it; a comparison with nothing says nothing
        for pointer in other.pointers:
            if pointer.target == form.key:
                count = reader.count(other.key, where={pointer.path: record})
                if count:
                    raise Trouble(
                        _("{count} of “{forms}” belong to this record.").format(count=count, forms=_(other.plural)),
                        _("Erase or remove those first."),
                        code="pointed_to",
                    )


@needs(Ability.ERASE)
def erase(sitting: Sitting, record: str, basis: str = SUBJECT_REQUEST) -> Erasure:
    """Erase a record, or who it is about, for good: here at once, and everywhere by headquarters' order. Raises Trouble."""
    found = reach(sitting, record, basis)
    now = sitting.clock.now()
    order = Erase(order=new_id(now), records=found.records, basis=basis, at=now, about=found.about, salt=new_salt())
    with sitting.store.writing() as connection:
        if sitting.office.is_headquarters:
            gone = orders.give(connection, sitting, order, sitting.person.id)
        else:
            gone = _ask(connection, sitting, order)
    take_in_what_waited(sitting)  # pieces of a file that was erased wait for nothing any more
    clearing.sweep(sitting)
    kinds = frozenset({*found.goes, *found.stays, "erasures"})
    return Erasure(order.order, found, Changes(kinds, tuple(sorted(gone))))


def _ask(connection: Connection, sitting: Sitting, order: Erase) -> set[str]:
    """Erase at the site at once, and ask headquarters to order it everywhere."""
    erasures.note(connection, Ordered(order.order, order.basis, order.at, b"", sitting.person.id))
    ledger = sitting.ledger(connection)
    ledger.obey(order)
    gone = clearing.keep_covered(connection, sitting, ledger)
    asked = EraseRequest(
        records=order.records, basis=order.basis, about=order.about, order=order.order, salt=new_salt()
    )
    writer = sitting.writer(connection)
    writer.add(TO_HEADQUARTERS, [asked], "erase")
    writer.flush()
    return gone


def listing(sitting: Sitting) -> list[ErasureLine]:
    """Return every erasure known here, the newest first, with what each laptop has confirmed (at headquarters)."""
    with sitting.store.reading() as connection:
        roster = network.roster(connection, sitting) if sitting.office.is_headquarters else None
        devices = {one: roster.label(one) for one in roster.devices if not one.revoked} if roster else {}
        heard = {one.device: one.heard for one in all_streams(connection) if one.audience == TO_HEADQUARTERS}
        lines = []
        for one in erasures.orders(connection):
            answers = erasures.answers(connection, one.order)
            laptops = [
                _confirmation(label, answers.get(device.key_id), heard.get(device.key_id, 0))
                for device, label in devices.items()
            ]
            counts = erasures.counts(connection, one.order)
            lines.append(ErasureLine(one.order, one.basis, one.at, *counts, not one.line, tuple(laptops)))
    return lines[::-1]


def _confirmation(label: str, said: Answer | None, heard: int) -> Confirmation:
    return Confirmation(label, said is not None, said.found if said else 0, said.gone if said else 0, heard)
