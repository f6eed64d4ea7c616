"""Clashes: records that were edited in two places, the sides shown beside each other, and who decides about them.

A site decides about the records that only its own laptops changed, headquarters about shared records that more than one
office changed. Headquarters never edits a site's contacts or clients. Records are read many at a time, so that thousands of
clashes cost a few statements for each batch.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, replace

from silkfield import clock as clocks
from silkfield.errors import Trouble
from silkfield.formkit.form import Form
from silkfield.language import _
from silkfield.operations.exchange import network
from silkfield.operations.recording import known
from silkfield.operations.sitting import Sitting
from silkfield.records.merging import Group, Merge, Open, Version, merge
from silkfield.store import arrivals, people
from silkfield.store.journal import in_batches
from silkfield.store.reading import MERGES, Said, Shown
from silkfield.store.store import Connection
from silkfield.store.streams import all_streams

MOST_MERGES = 50
"""So many of the newest merges are looked through for those that can be opened again."""

BATCH = 500
"""So many records are compared, or decided about, with the same few statements."""

WHOLE = "*"
"""Stands for all groups of a record, where one side removed it and one side is taken for the whole record."""

REOPEN = "reopen"
"""Why an entry was written that takes a decision back: first what all sides started from, then each side anew on top of it."""


@dataclass(frozen=True, slots=True)
class Side:
    """One side of a clash: the revision, which laptop wrote it (ISB2) and its key's id, whether that is this one, who and when.

    `time` in ms since 1970 by that laptop's clock, for information only, `zone` minutes east.
    """

    revision: str
    laptop: str
    device: str
    here: bool
    who: str
    time: int
    zone: int
    removed: bool
    note: str


@dataclass(frozen=True, slots=True)
class Clash:
    """A record with several sides. `decider` names who decides, empty when this office does.

    `merged` tells that it was merged already, by the program or by a person, and that the sides are those of before.
    `heads` are the revisions a decision names, `bundle` is what brought the newest side here (ISB1-13), empty for nothing.
    """

    record: Shown
    form: Form
    sides: tuple[Side, ...]
    merge: Merge
    decider: str
    merged: bool
    heads: tuple[str, ...]
    bundle: str

    @property
    def groups(self) -> tuple[Group, ...]:
        """The groups in which the sides differ."""
        return tuple(group for group in self.merge.groups if not group.same)

    @property
    def open_groups(self) -> tuple[Group, ...]:
        """The groups about which a person decides."""
        if self.merge.open in (Open.GROUPS, None) and not self.merged:
            return tuple(group for group in self.groups if group.merged is None)
        return self.groups

    @property
    def by_itself(self) -> bool:
        """Tell whether the record merges without anybody, as soon as the office that writes it gets to it."""
        return not self.merged and self.merge.open is None

    @property
    def choices(self) -> Mapping[str, Mapping[str, int]]:
        """For each group a person decides (or the whole record): the laptops that wrote one side of it, with its place."""
        written = Counter(side.device for side in self.sides)
        whole = self.merge.open is Open.REMOVED
        places = {
            side.device: place
            for place, side in enumerate(self.sides)
            if written[side.device] == 1 and (whole or not side.removed)
        }
        return {WHOLE: places} if whole else {group.name: places for group in self.open_groups}


@dataclass(frozen=True, slots=True)
class Waiting:
    """An open clash in short: who decides, whether it merges by itself, the bundle that brought it, and for each group that
    is to be decided the laptops whose side can be taken."""

    record: str
    form: str
    decider: str
    by_itself: bool
    bundle: str
    choices: Mapping[str, frozenset[str]]

    @property
    def waits(self) -> bool:
        """Tell whether somebody at this office has to decide."""
        return not (self.decider or self.by_itself)


def clashes(sitting: Sitting) -> list[Clash]:
    """Return the open clashes of this store, those first that this office decides."""
    with sitting.store.reading() as connection:
        found = [*Comparing(connection, sitting).clashes(sitting.reader(connection).clashing())]
    return sorted(found, key=lambda one: (bool(one.decider), one.by_itself))


def waiting(sitting: Sitting) -> tuple[Waiting, ...]:
    """Return the open clashes in short, those first that this office decides; read again only after something was written."""

    def read(connection: Connection) -> tuple[Waiting, ...]:
        found = map(_in_short, Comparing(connection, sitting).clashes(sitting.reader(connection).clashing()))
        return tuple(sorted(found, key=lambda one: (bool(one.decider), one.by_itself)))

    return sitting.store.remembered(("clashes", clocks.today(sitting.clock)), read)


def _in_short(one: Clash) -> Waiting:
    choices = {name: frozenset(places) for name, places in one.choices.items()}
    return Waiting(one.record.id, one.form.key, one.decider, one.by_itself, one.bundle, choices)


def alike(waiting: Sequence[Waiting], record: str, choices: Mapping[str, str]) -> tuple[str, ...]:
    """Return the other open clashes that came with the same bundle, and that the same choices would decide whole.

    `choices` name the laptop whose side is taken, by group: the side is the same, what it says is each record's own.
    """
    this = next((one for one in waiting if one.record == record), None)
    if this is None or not this.bundle:
        return ()
    return tuple(
        one.record
        for one in waiting
        if one.waits
        and (one.bundle, one.form) == (this.bundle, this.form)
        and one.record != record
        and all(choices.get(name) in laptops for name, laptops in one.choices.items())
    )


def to_decide(sitting: Sitting) -> int:
    """Return how many records wait for somebody at this office to decide between versions."""
    return sum(one.waits for one in waiting(sitting))


def merges(sitting: Sitting) -> list[Clash]:
    """Return the records that were merged lately and can be decided anew, the newest first."""
    with sitting.store.reading() as connection:
        return [*Comparing(connection, sitting).clashes(sitting.reader(connection).merges(MOST_MERGES))]


def merged_lately(sitting: Sitting) -> tuple[str, ...]:
    """Return the records that were merged lately and can be decided anew, the newest first."""
    with sitting.store.reading() as connection:
        return tuple(record for record, _form in sitting.reader(connection).merges(MOST_MERGES))


def clash(sitting: Sitting, record: str) -> Clash:
    """Return one clash, also one that was merged. Raises Trouble when the record never clashed, or is not here."""
    shown = known(sitting, record)
    with sitting.store.reading() as connection:
        return Comparing(connection, sitting).one(shown)


def group_title(form: Form, group: Group) -> str:
    """Name a group by its questions."""
    return _(", ").join(_(form.by_name[name].label) if name in form.by_name else name for name in group.fields)


class Comparing:
    """Puts the sides of records beside each other, through one connection."""

    def __init__(self, connection: Connection, sitting: Sitting) -> None:
        self._connection, self._sitting = connection, sitting
        self._reader = sitting.reader(connection)
        self._streams = {one.id: one for one in all_streams(connection)}
        self._labels = network.labels_of(connection, sitting)
        self._bundles: dict[int, str] = {0: ""}
        self.around = sitting.around(connection)

    def one(self, shown: Shown) -> Clash:
        """Return one clash. Raises Trouble when the record never clashed, or one side cannot be read here."""
        if self._sitting.form(shown.form).sealed and not self._reader.opens_all(shown.id):
            raise Trouble(
                _("One version of this record was sealed on another laptop."),
                _("Ask its coordinator for the key first."),
                code="sealed",
            )
        found = next(self.clashes([(shown.id, shown.form)]))
        if len(found.sides) < 2:
            raise Trouble(
                _("There is nothing to decide about this record."),
                _("It was not edited in two places."),
                code="no_clash",
            )
        return found

    def clashes(self, records: Iterable[tuple[str, str]]) -> Iterator[Clash]:
        """Yield the sides of records, each named with its form; of one that was merged, the sides it was merged from."""
        for some in in_batches(records, BATCH):
            shown: dict[tuple[str, str], Shown] = {}
            for form in dict.fromkeys(form for _record, form in some):
                ids = [record for record, own in some if own == form]
                shown |= {(one.id, form): one for one in self._reader.several(form, ids)}
            told = self._reader.revisions_of([record for record, _form in some])
            who = people.names(self._connection, {one.row.person for said in told.values() for one in said})
            for key in some:
                yield self._clash(
                    shown[key], [one for one in told[key[0]] if one.counts and one.content.kind == key[1]], who
                )

    def _clash(self, shown: Shown, told: Sequence[Said], who: Mapping[str, str]) -> Clash:
        form = self._sitting.form(shown.form)
        said = {one.revision: one for one in told}
        versions = [_version(form, one) for one in told]
        named = {parent for one in versions for parent in one.parents}
        now = heads = [one.revision for one in versions if one.revision not in named]
        merged = len(heads) == 1 and said[heads[0]].row.why in MERGES
        if merged:
            heads = [parent for parent in said[heads[0]].content.parents if parent in said]
        brought_back = {head: _brought_back(said, head) for head in heads}
        own = self._sitting.office.device
        heads.sort(key=lambda one: (self._streams[brought_back[one].row.stream].device != own, one))
        sides = tuple(self._side(head, brought_back[head], who) for head in heads)
        result = merge(form, versions, heads)
        if result.open is None and not result.removed:
            problems = form.problems(result.answers, replace(self.around, record=shown.id))
            if any(problem.blocks for problem in problems):
                result = replace(result, open=Open.RULES)  # a person puts right what the two edits break together
        decider = _decider(self._sitting, form, {self._streams[one.row.stream].site for one in told})
        bundle = self._bundle(max((brought_back[head].row.arrival for head in heads), default=0))
        return Clash(shown, form, sides, result, decider, merged, tuple(now), bundle)

    def _side(self, head: str, one: Said, who: Mapping[str, str]) -> Side:
        device, own = self._streams[one.row.stream].device, self._sitting.office.device
        laptop = self._labels.get(device, _("Headquarters"))
        person, content = who.get(one.row.person, ""), one.content
        return Side(
            head, laptop, device, device == own, person, one.row.wall, one.row.zone, content.removed, content.note
        )

    def _bundle(self, arrival: int) -> str:
        if arrival not in self._bundles:
            found = arrivals.by_id(self._connection, arrival)
            self._bundles[arrival] = found.label if found else ""
        return self._bundles[arrival]


def _version(form: Form, one: Said) -> Version:
    content = one.content
    answers = dict(form.upgraded(content.answers, content.schema))
    return Version(one.revision, content.parents, content.removed, answers)


def _brought_back(said: Mapping[str, Said], head: str) -> Said:
    """Return the version that stands as a side: of one brought back when a decision was taken back, the one it was before."""
    one = said[head]
    while one.row.why == REOPEN and len(one.content.parents) == 2:
        before = [said[parent] for parent in one.content.parents if parent in said]
        sides = [old for old in before if old.row.why != REOPEN or len(old.content.parents) == 2]
        if not sides:
            break
        one = sides[0]
    return one


def _decider(sitting: Sitting, form: Form, offices: set[str]) -> str:
    """Say who decides about a record that these offices changed; empty when this one does."""
    office = sitting.office
    if offices == {office.site} or (office.is_headquarters and form.shared and len(offices) > 1):
        return ""
    if office.is_headquarters:
        return _("The site")
    return _("Headquarters")
