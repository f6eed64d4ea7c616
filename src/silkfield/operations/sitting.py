"""One person at one open store: what every operation works with."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field, replace
from functools import partial
from typing import Any

from silkfield import clock as clocks
from silkfield.clock import Clock, ComputerClock
from silkfield.errors import Trouble
from silkfield.formkit.form import HEADQUARTERS, Audience, Erasing, Form
from silkfield.formkit.hiding import Hiding
from silkfield.formkit.problems import Around, Values
from silkfield.language import _
from silkfield.log.ledger import Ledger
from silkfield.log.streams import KEPT_AT_HEADQUARTERS, TO_ALL_SITES, TO_HEADQUARTERS, WITHIN_SITE
from silkfield.operations import sealing
from silkfield.operations.agreed import agreed
from silkfield.operations.roles import Ability, can
from silkfield.store import erasures, locks
from silkfield.store.reading import Reader
from silkfield.store.store import Connection, Store
from silkfield.store.writing import Author, Writer


@dataclass(frozen=True, slots=True)
class Person:
    """Somebody who works with this store."""

    id: str
    name: str
    role: str


@dataclass(frozen=True, slots=True)
class Office:
    """What this store is: a laptop of a site, or headquarters; its names, ids and secret keys.

    `label` is the site code and the laptop's number (ISB1), `kind` centre, team or headquarters. The seeds never leave
    the encrypted store. One of `practice` belongs to no network of others: nothing of it is ever sent.
    """

    kind: str
    network: str
    network_name: str
    site: str
    code: str
    name: str
    laptop: int
    device: str
    signing_seed: str = field(repr=False)
    transport_secret: str = field(repr=False)
    headquarters_key: str
    headquarters_transport: tuple[str, ...]
    practice: bool = False

    @property
    def label(self) -> str:
        """The short name of this laptop in numbers, bundles and lists."""
        return f"{self.code}{self.laptop}"

    @property
    def is_headquarters(self) -> bool:
        """Tell whether this store is headquarters'."""
        return self.kind == HEADQUARTERS


@dataclass(frozen=True)
class Sitting:
    """One person at one open store, with a clock. Safe to use from several threads: every operation opens its own
    connection, and the store lets one of them write at a time. With `hiding` it reads what a client may look at. `own` is
    the secret half of the person's own key."""

    store: Store
    person: Person
    office: Office
    clock: Clock = field(default_factory=ComputerClock)
    hiding: Hiding | None = None
    own: str = field(default="", repr=False)

    @property
    def forms(self) -> Mapping[str, Form]:
        """The forms of this program, by key, with headquarters' extra questions."""
        return agreed(self.store, clocks.today(self.clock).isoformat()).forms

    def form(self, key: str) -> Form:
        """Return a form by its key. Raises Trouble when there is none."""
        if key not in self.forms:
            raise Trouble(
                _("There is no form “{form}”.").format(form=key),
                _("Choose one of: {forms}.").format(forms=", ".join(self.forms)),
                code="unknown_form",
            )
        return self.forms[key]

    def around(self, connection: Connection | None = None, *, typed: bool = True) -> Around:
        """Return what forms may know beside their own answers; with a connection, other records too."""
        today = clocks.today(self.clock)
        holds = agreed(self.store, today.isoformat())
        locked = self.store.remembered(("locked months", self.office.site), self._locked)
        around = Around(today, holds.codes, *holds.project, locked_months=locked, typed=typed)
        if connection is None:
            return around
        reader = self.reader(connection)
        known: dict[tuple[str, str], Values | None] = {}

        def resolve(form: str, record: str) -> Values | None:
            if (form, record) not in known:
                known[form, record] = reader.values(form, record)
            return known[form, record]

        return replace(around, resolve=resolve)

    def _locked(self, connection: Connection) -> frozenset[str]:
        store = self.store  # its rows may wait to be made anew, by which nothing here is needed
        current = store.is_current(connection)
        return locks.locked_months(connection, store.projection, self.office.site) if current else frozenset()

    def reader(self, connection: Connection) -> Reader:
        """Return what reads records through a connection."""
        return Reader(connection, self.store.projection, self.office.device, self.hiding, self.secrets)

    def secrets(self) -> tuple[str, ...]:
        """Return the keys this person reads sealed records with: only a coordinator has any, and none while a client looks."""
        if self.hiding is not None or not self.own or not can(self.person.role, Ability.SAFEGUARD):
            return ()
        return sealing.secrets(self.store, self.person.id, self.own)

    def ledger(self, connection: Connection) -> Ledger:
        """Return what was erased for good, as this store knows it."""
        names = frozenset(form.key for form in self.forms.values() if form.names_somebody)
        about = frozenset(form.key for form in self.forms.values() if form.erasing is Erasing.ABOUT)
        return erasures.ledger(connection, names, about)

    def writer(self, connection: Connection, *, batch: str = "") -> Writer:
        """Return what saves through the writing connection, in the name of this person."""
        return Writer(self.store, connection, self.author(), partial(sealing.seal, self.office.label), batch)

    def author(self) -> Author:
        """Say who writes, where and when."""
        office = self.office
        return Author(self.person.id, office.device, office.site, self.clock.now(), self.clock.zone())

    def audience(self, form: Form) -> str:
        """Return the audience of the stream that records of a form are saved in, here."""
        if self.office.is_headquarters:
            return TO_ALL_SITES if form.shared else KEPT_AT_HEADQUARTERS
        return TO_HEADQUARTERS if form.audience is Audience.HQ else WITHIN_SITE

    def offered(self) -> list[Form]:
        """Return the forms that are recorded at this kind of site."""
        return [form for form in self.forms.values() if self.office.kind in form.kept_at]


def as_json(office: Office) -> dict[str, Any]:
    """Return an office as plain values to be noted in its store."""
    return {name: getattr(office, name) for name in Office.__slots__}


def from_json(kept: dict[str, Any]) -> Office:
    """Return the office noted in a store."""
    known = {name: kept[name] for name in Office.__slots__ if name in kept}  # an older store does not know of practice
    return Office(**{**known, "headquarters_transport": tuple(kept["headquarters_transport"])})
