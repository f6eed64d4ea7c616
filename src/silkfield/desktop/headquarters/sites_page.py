"""Sites and keys: which laptops may send, how far each has arrived, and how a new one is invited and admitted."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from typing_extensions import override

from silkfield.desktop.desk import EVERYTHING, Desk
from silkfield.desktop.moments import day
from silkfield.desktop.navigator import DeskPage, Navigator
from silkfield.desktop.widgets import (
    Banner,
    Beside,
    Card,
    Cell,
    Column,
    DataTable,
    DigitsBlock,
    EmptyState,
    Field,
    LineField,
    OneOfMany,
    Option,
    Page,
    PageHeader,
    Panel,
    PathField,
    Row,
    Scrolled,
    Text,
    column,
    grouped,
    primary,
    row,
    second,
)
from silkfield.errors import Trouble
from silkfield.formkit.form import CENTRE, TEAM
from silkfield.language import _, ngettext
from silkfield.locations import write_whole
from silkfield.operations import enrolling
from silkfield.operations.enrolling import Answer, LaptopLine, SiteLine
from silkfield.operations.sitting import Sitting
from silkfield.records.changes import Changes

SIDE = 424


@dataclass(frozen=True, slots=True)
class Written:
    """An invitation that was written: for whom, and where it lies."""

    name: str
    laptop: int
    until: str
    path: Path


def write_invitation(sitting: Sitting, code: str, name: str, kind: str, place: Path) -> Written:
    """Make an invitation and write its file into a folder, or under the name given."""
    invited = enrolling.invite(sitting, code, name, kind)
    path = invited.path_in(place)
    write_whole(path, invited.part)
    return Written(invited.name, invited.laptop, invited.until, path)


def read_answer_file(sitting: Sitting, path: Path) -> Answer:
    """Read the answer that a laptop's people have sent. Raises Trouble."""
    try:
        content = path.read_bytes()
    except OSError as fault:
        raise Trouble(_("“{path}” cannot be read.").format(path=path), _("Check its name."), code="no_file") from fault
    return enrolling.read_answer(sitting, content)


class SitesPage(DeskPage):
    """Shows the laptops, invites new ones, and admits them once the 40 digits were compared."""

    def __init__(self, desk: Desk, navigator: Navigator) -> None:
        super().__init__(desk, navigator)
        self.shown: Sequence[SiteLine] | None = None
        self.answer: Answer | None = None
        self.table = _table()
        self.empty = EmptyState("key", _("No laptop is admitted yet."), _("Invite one, then admit it with its answer."))
        self.code = LineField(_("Code"), placeholder=_("ISB"), left_to_right=True, width=96)
        self.name = LineField(_("Name of the site"), placeholder=_("MIC Islamabad"))
        self.kind = OneOfMany(
            [Option(CENTRE, _("Centre"), "C"), Option(TEAM, _("Facilitator team"), "T")], _("Kind of site")
        )
        self.place = PathField(_("Folder"), "folder")
        self.file = PathField(
            _("Answer file"), "file", _("Answers") + " (*.skf-enrol)", placeholder=_("type its path or drop it here")
        )
        self.digits = DigitsBlock("")
        self.who = Text("", "body", "ink2", wrap=True)
        self.typed = LineField(_("Digits read to you"), placeholder=_("type all 40"), left_to_right=True)
        self.invite_button = second(_("Write invitation"), icon="plus", run=self.invite)
        self.admit_button = primary(_("Admit this laptop"), icon="shield-check", run=self.admit)
        self._lay_out()
        self.file.given.connect(lambda paths: self.read(paths[0]))

    def _lay_out(self) -> None:
        self.kind.set_value(CENTRE)
        invitation = Card(
            row(
                Field(_("Code"), self.code, required=True), (Field(_("Name"), self.name, required=True), 1), spacing=12
            ),
            Field(_("Kind"), self.kind),
            Field(_("Folder or stick"), self.place, required=True),
            row(None, self.invite_button),
            title=_("Invite a laptop"),
            spacing=8,
        )
        self.comparing = Panel(
            column(
                self.who,
                self.digits,
                Field(_("The digits its people read to you by phone"), self.typed, required=True),
                row(None, self.admit_button),
                spacing=8,
            )
        )
        self.comparing.hide()
        admission = Card(Field(_("Its answer"), self.file), self.comparing, title=_("Admit a laptop"), spacing=8)
        side = Scrolled(Panel(column(invitation, admission, None, spacing=12)))
        main = Card(self.table, self.empty, flush=True)
        header = PageHeader(
            _("Sites & keys"), _("A laptop may send once two people have compared its 40 digits by phone.")
        )
        self.set_frame(Page(header, ((Beside(main, side, SIDE, 360), 1),)))

    @override
    def open(self, **what: Any) -> None:
        self.show_banner(None)
        self._look()
        self.code.setFocus()

    @override
    def refresh(self, changes: Changes) -> None:
        self._look()

    def _look(self) -> None:
        self.desk.ask(self, enrolling.sites, answer=self._show)

    def _show(self, shown: Sequence[SiteLine]) -> None:
        self.shown = shown
        found = [_row(site, laptop, self.desk.sitting) for site in shown for laptop in site.laptops]
        self.table.show_rows(found)
        self.table.setVisible(bool(found))
        self.empty.setVisible(not found)

    def invite(self) -> None:
        """Write an invitation for the next laptop of the site named."""
        place = self.place.value()
        if not (self.code.value() and self.name.value() and place):
            self.show_trouble(Trouble(_("Code, name and folder are needed."), _("Fill in what is missing.")))
            return
        self.clear_trouble()
        self.desk.do(
            self,
            write_invitation,
            self.code.value(),
            self.name.value(),
            self.kind.value() or CENTRE,
            place,
            kinds=("roster",),
            done=self._invited,
        )

    def _invited(self, written: Written) -> None:
        self.code.set_value("")
        self.name.set_value("")
        self.show_banner(
            Banner(
                "ok",
                _("The invitation for laptop {laptop} of {name} is written.").format(
                    laptop=written.laptop, name=written.name
                ),
                _("{file}, good until {day}. Give it to the site.").format(file=written.path.name, day=written.until),
            )
        )

    def read(self, path: Path) -> None:
        """Read a laptop's answer and show its 40 digits; nothing is admitted."""
        self.clear_trouble()
        self.comparing.hide()
        self.desk.ask(self, read_answer_file, path, answer=self._show_answer)

    def _show_answer(self, answer: Answer) -> None:
        self.answer = answer
        self.digits.set_digits(" ".join(answer.digits))
        self.who.set_words(
            _("{name}, laptop {laptop}, shows these digits. Call its people and let them read theirs.").format(
                name=answer.name, laptop=answer.laptop
            )
        )
        self.typed.set_value("")
        self.comparing.show()
        self.typed.setFocus()

    def admit(self) -> None:
        """Admit the laptop if the digits that were read match."""
        if self.answer is None:
            return
        self.clear_trouble()
        self.desk.do(self, enrolling.admit, self.answer, self.typed.value(), kinds=(EVERYTHING,), done=self._admitted)

    def _admitted(self, _roster: object) -> None:
        answer = self.answer
        self.answer = None
        self.comparing.hide()
        self.file.set_value("")
        if answer is not None:
            self.show_banner(
                Banner(
                    "ok",
                    _("The digits match. Laptop {laptop} of {name} may send from now on.").format(
                        laptop=answer.laptop, name=answer.name
                    ),
                    _("Write it a receipt, so that it knows the list of laptops."),
                )
            )


def _table() -> DataTable:
    columns = (
        Column("laptop", _("Laptop"), 190),
        Column("state", _("State"), 130),
        Column("heard", _("Last wrote"), 90),
        Column("tip", _("Changes"), 80, align="end"),
        Column("gaps", _("Missing"), 160, stretch=True),
    )
    return DataTable(columns, _("Laptops"), height="two")


def _row(site: SiteLine, laptop: LaptopLine, sitting: Sitting) -> Row:
    missing = _(", ").join(f"{first}-{last}" if last > first else str(first) for first, last in laptop.gaps)
    count = sum(last - first + 1 for first, last in laptop.gaps)
    words = ngettext("change {missing} is missing", "changes {missing} are missing", count)
    return Row(
        laptop.label,
        (
            Cell(site.name, _("laptop {label}").format(label=laptop.label), role="strong"),
            Cell(_("Revoked"), chip="bad", icon="shield-lock")
            if laptop.revoked
            else Cell(_("Admitted"), chip="ok", icon="shield-check"),
            Cell(day(laptop.heard, sitting) if laptop.heard else _("not yet"), tone="ink2"),
            Cell(grouped(laptop.tip)),
            Cell(words.format(missing=missing), tone="warn") if missing else Cell(_("nothing"), tone="ink2"),
        ),
    )
