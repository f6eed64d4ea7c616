"""Starting out: the directory a network begins with, and a practice store whose invented work leaves no laptop."""

from __future__ import annotations

import csv
import io
from collections.abc import Iterator, Mapping
from pathlib import Path
from typing import Any

from silkfield import assets
from silkfield.clock import Clock, ComputerClock
from silkfield.errors import Trouble
from silkfield.formkit.form import CENTRE, TEAM
from silkfield.language import _
from silkfield.matching.organisations import have_one_name
from silkfield.operations.allowing import needs, open_to_all
from silkfield.operations.opening import make_store
from silkfield.operations.recording import Wanted, save_together
from silkfield.operations.roles import Ability
from silkfield.operations.sitting import Office, Sitting
from silkfield.operations.spreadsheets import take_in
from silkfield.records.changes import Changes
from silkfield.records.identity import new_id
from silkfield.trust.keys import SigningKey, TransportKey, encoded

KINDS = (CENTRE, TEAM)
"""The kinds of offices somebody practises for."""

_EVENTS = "budapest-process-events-2014-2017.xlsx"
_SEVERAL = ("roles",)


def may_add_directory(sitting: Sitting) -> bool:
    """Tell whether the starter directory is this store's to add: headquarters sends it to sites, which add nothing twice."""
    return sitting.office.is_headquarters or sitting.office.practice


@needs(Ability.RECORD)
def add_directory(sitting: Sitting) -> Changes:
    """Add the organisations a network begins with, without those that are in the directory under any of their names.

    Done again it adds nothing. Raises Trouble at a site.
    """
    if not may_add_directory(sitting):
        raise Trouble(
            _("The starter directory is added at headquarters."),
            _("It comes with headquarters' next bundle."),
            code="not_headquarters",
        )
    with sitting.store.reading() as connection:
        reader = sitting.reader(connection)
        known = {
            one.id: dict(one.values)
            for removed in (False, True)
            for one in reader.listing("organisation", removed=removed)
        }
    ids: dict[str, str] = {}
    wanted = []
    for short_name, answers in _organisations():
        found = next((record for record, values in known.items() if have_one_name(answers, values)), "")
        ids[short_name] = found or new_id(sitting.clock.now())
        if not found:
            parent = {"parent": ids[answers["parent"]]} if "parent" in answers else {}
            wanted.append(Wanted("organisation", {**answers, **parent}, ids[short_name], is_new=True))
    return save_together(sitting, wanted, why="create")


def _organisations() -> Iterator[tuple[str, dict[str, Any]]]:
    """Return each organisation with the name others call it by as their parent; parents come first."""
    rows: Iterator[Mapping[str, str]] = csv.DictReader(io.StringIO(assets.read_text("starter/organisations.csv")))
    for row in rows:
        answers = {name: cell.split(";") if name in _SEVERAL else cell for name, cell in row.items() if cell}
        yield row["short_name"] or row["name"], answers


def begin_practice(folder: Path, kind: str, name: str, passphrase: str, *, clock: Clock | None = None) -> Sitting:
    """Make a practice store of an office of this kind, with the starter directory and the events of a public list.

    It belongs to a network of its own and sends nothing to anybody. Raises Trouble.
    """
    if kind not in KINDS:
        raise Trouble(
            _("There is no practice store of this kind."),
            _("Choose one of: {kinds}.").format(kinds=", ".join(KINDS)),
            code="no_kind",
        )
    clock = clock or ComputerClock()
    now = clock.now()
    signing, transport = SigningKey.generate(), TransportKey.generate()
    office = Office(
        kind=kind,
        network=new_id(now),
        network_name=_("Practice"),
        site=new_id(now),
        code="TRY",
        name=_("Practice"),
        laptop=1,
        device=signing.id.hex(),
        signing_seed=encoded(signing.seed),
        transport_secret=transport.secret,
        headquarters_key="",
        headquarters_transport=(),
        practice=True,
    )
    return make_store(folder, office, name, passphrase, clock=clock, begin=fill_practice)


@open_to_all
def fill_practice(sitting: Sitting) -> None:
    """Put the practice data into a practice store; what is there already is not put in twice. Raises Trouble."""
    if not sitting.office.practice:
        raise Trouble(
            _("This is no practice store."), _("Invented records never go beside real ones."), code="not_practice"
        )
    add_directory(sitting)
    take_in(sitting, assets.folder("samples") / _EVENTS, "event")
