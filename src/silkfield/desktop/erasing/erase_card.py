"""The card that says what erasing one record takes away for good, and asks before it does."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass

from silkfield.desktop.lists.lines import called
from silkfield.desktop.widgets import (
    Card,
    Field,
    IconMark,
    Panel,
    Rule,
    Select,
    Text,
    WordsDialog,
    column,
    danger,
    quiet,
    refill,
    row,
)
from silkfield.desktop.widgets.layout import Item
from silkfield.errors import Trouble
from silkfield.language import _
from silkfield.operations import finding
from silkfield.operations.exchange.erasing import BASES, SUBJECT_REQUEST, Reach, reach
from silkfield.operations.sitting import Sitting


@dataclass(frozen=True, slots=True)
class Asked:
    """One record that somebody wants erased: what it is called, what would go, or why it may not be erased so."""

    record: str
    name: str
    reach: Reach | None
    against: str = ""


def asked(sitting: Sitting, record: str, basis: str) -> Asked:
    """Return what erasing a record would take away. Raises Trouble when the record is not here."""
    shown = finding.record(sitting, record)
    form = sitting.form(shown.form)
    name = _("{form}: {name}").format(form=_(form.title), name=called(sitting, form, shown, sitting.around()))
    try:
        return Asked(record, name, reach(sitting, record, basis))
    except Trouble as trouble:
        return Asked(record, name, None, f"{trouble.message} {trouble.advice}".strip())


class EraseCard(Card):
    """Hidden until a record is named. `erase` is told the record and why once a person has said so twice."""

    def __init__(
        self,
        sitting: Sitting,
        look: Callable[[str, str], object],
        leave: Callable[[], object],
        erase: Callable[[str, str], object],
    ) -> None:
        self._sitting, self._look, self._erase = sitting, look, erase
        self.asked: Asked | None = None
        self.dialog: WordsDialog | None = None
        self.basis = Select([(code, _(words)) for code, words in BASES.items()], SUBJECT_REQUEST, _("Why"))
        self.basis.setFixedWidth(320)
        self._name = Text("", "big", wrap=True)
        self._words = column(spacing=6)
        self.button = danger(_("Erase for good…"), icon="trash", run=self.ask)
        super().__init__(
            self._name,
            row(Field(_("Why may it be erased?"), self.basis), None),
            Panel(self._words),
            row(quiet(_("Leave it"), "Esc", run=leave), None, self.button),
            title=_("Erase for good"),
            spacing=10,
        )
        self.hide()
        self.basis.changed.connect(self._turn)

    def show_asked(self, found: Asked) -> None:
        """Show what would go and what would stay."""
        self.asked = found
        self._name.set_words(found.name)
        self.button.setEnabled(found.reach is not None)
        if found.reach is None:
            refill(self._words, [_line("alert-circle", "bad", found.against)])
        else:
            refill(self._words, self._told(found.reach))
        self.show()

    def _turn(self, basis: str) -> None:
        if self.asked is not None:
            self._look(self.asked.record, basis)

    def put_away(self) -> None:
        """Name no record any more."""
        self.asked = None
        self.basis.set_value(SUBJECT_REQUEST)
        self.hide()

    def _told(self, found: Reach) -> list[Item]:
        parts: list[Item] = [_line("trash", "bad", _("Goes for good: {records}.").format(records=self.goes(found)))]
        if found.stays:
            stays = _("Stays, without saying who it was: {records}.").format(records=self._counted(found.stays))
            parts.append(_line("check", "ok", stays))
        if self._sitting.office.is_headquarters:
            where = _("Here at once, and at every site when it reads the next bundle from here.")
        else:
            where = _("Here at once. Headquarters is asked to have it erased everywhere else.")
        return [
            *parts,
            _line("send", "ink2", where),
            Rule(),
            _line("alert-triangle", "warn", _("It cannot be undone, and no backup or bundle brings it back.")),
        ]

    def goes(self, found: Reach) -> str:
        """Name what goes."""
        return self._counted(found.goes) or _("what the sites hold")

    def _counted(self, counts: dict[str, int]) -> str:
        return _(", ").join(f"{count} × {_(self._sitting.form(key).title)}" for key, count in sorted(counts.items()))

    def ask(self) -> None:
        """Ask once more, with what goes by name; the safe answer has the focus."""
        found = self.asked
        if found is None or found.reach is None:
            return
        basis = found.reach.basis
        dialog = WordsDialog(
            self,
            _("Erase {name} for good?").format(name=found.name),
            _("Goes for good: {records}.").format(records=self.goes(found.reach))
            + " "
            + _("It cannot be undone, and no backup or bundle brings it back."),
            _("Leave it"),
            _("Erase for good"),
            "trash",
        )
        dialog.accepted.connect(lambda: self._erase(found.record, basis))
        self.dialog = dialog
        dialog.open()


def _line(icon: str, tone: str, words: str) -> Panel:
    return Panel(row(column(IconMark(icon, 18, tone), None), (Text(words, "body", wrap=True), 1)))
