"""Reports: the monthly centre statistics of a site or of all, to look at and to save."""

from __future__ import annotations

from dataclasses import dataclass
from pathlib import Path
from typing import Any

from typing_extensions import override

from silkfield.desktop.desk import Desk
from silkfield.desktop.navigator import DeskPage, Navigator
from silkfield.desktop.widgets import (
    Banner,
    Card,
    Cell,
    Column,
    DataTable,
    Field,
    LineField,
    Page,
    PageHeader,
    Panel,
    PathField,
    Row,
    Select,
    Text,
    column,
    grouped,
    primary,
    refill,
    row,
    second,
)
from silkfield.desktop.widgets.layout import Item
from silkfield.errors import Trouble
from silkfield.language import _
from silkfield.operations import network, opening, reporting
from silkfield.operations.network import SiteName
from silkfield.operations.sitting import Sitting
from silkfield.records.changes import Changes
from silkfield.reports.measures import month, month_before
from silkfield.reports.tables import Report, Table

FORMATS = ("xlsx", "csv", "json")


@dataclass(frozen=True, slots=True)
class Choices:
    """What may be reported on, and the folder last written to."""

    sites: tuple[SiteName, ...]
    folder: str


def choices(sitting: Sitting) -> Choices:
    """Return the sites a report can be made for."""
    return Choices(tuple(network.sites_counted(sitting)), opening.settings(sitting).send_folder)


def write_report(sitting: Sitting, period: str, site: str, path: Path) -> Path:
    """Make the report anew and write it."""
    return reporting.write(reporting.report(sitting, "R1", period, site), path)


class ReportsPage(DeskPage):
    """Shows R1 of a month and writes it to a file; the same month gives the same figures."""

    def __init__(self, desk: Desk, navigator: Navigator) -> None:
        super().__init__(desk, navigator)
        self.made: Report | None = None
        today = desk.sitting.around().today
        self.month = LineField(_("Month"), month_before(month(f"{today:%Y-%m}")).name, left_to_right=True, width=110)
        self.site = Select([("", _("All sites"))], "", _("Site"))
        self.folder = PathField(_("Folder"), "folder")
        self.format = Select([(one, f".{one}") for one in FORMATS], FORMATS[0], _("Kind of file"))
        self.show_button = second(_("Show"), "Ctrl+Enter", "refresh", self.look)
        self.save_button = primary(_("Save report"), "Ctrl+S", "report", self.save)
        self.body = column(spacing=12)
        bar = row(
            Field(_("Month"), self.month),
            Field(_("Site"), self.site),
            column(None, self.show_button),
            None,
            (Field(_("Folder"), self.folder), 1),
            Field(_("File"), self.format),
            column(None, self.save_button),
            spacing=12,
        )
        header = PageHeader(_("Reports"), _("R1 · Monthly centre statistics"))
        self.set_frame(Page(header, (Card(bar), Panel(self.body), None), scroll=True, spacing=12))

    @override
    def open(self, **what: Any) -> None:
        self.show_banner(None)
        self.desk.ask(self, choices, answer=self._offer)
        self.month.setFocus()

    @override
    def refresh(self, changes: Changes) -> None:
        self.desk.ask(self, choices, answer=self._offer)

    def _offer(self, offered: Choices) -> None:
        every = [("", _("All sites"))] if len(offered.sites) != 1 else []
        self.site.set_options([*every, *((one.code, one.name) for one in offered.sites)], self.site.value())
        if self.folder.value() is None:
            self.folder.set_value(offered.folder)
        self.look()

    def look(self) -> None:
        """Make the report of the month and site chosen and show it."""
        self.clear_trouble()
        self.desk.ask(
            self,
            reporting.report,
            "R1",
            self.month.value(),
            self.site.value(),
            answer=self._show,
            trouble=self._failed,
        )

    def _failed(self, trouble: Trouble) -> None:
        self.show_trouble(trouble)
        self.month.setFocus()

    def _show(self, made: Report) -> None:
        self.made = made
        lines = (row((_fixed(name), 0), (Text(fact, wrap=True), 1), spacing=8) for name, fact in made.facts)
        facts = Card(*lines, title=_("What it rests on"), spacing=4)
        rules = Card(*(Text(rule, wrap=True) for rule in made.rules), title=_("Counting rules"), spacing=4)
        refill(self.body, [*_cards(made.tables), row((facts, 1), (rules, 1), spacing=12)])

    def save(self) -> None:
        """Write the report into the folder chosen."""
        folder = self.folder.value()
        if folder is None:
            self.show_trouble(Trouble(_("No folder is chosen."), _("Choose the folder for the report.")))
            self.folder.setFocus()
            return
        site = self.site.value() or _("all")
        path = folder / f"R1-{site}-{self.month.value()}.{self.format.value()}"
        self.clear_trouble()
        self.desk.do(self, opening.change_settings, send_folder=str(folder), trouble=lambda _trouble: None)
        self.desk.do(self, write_report, self.month.value(), self.site.value(), path, kinds=(), done=self._written)

    def _written(self, path: Path) -> None:
        self.show_banner(Banner("ok", _("The report is written."), path.name))


def _cards(tables: tuple[Table, ...]) -> list[Item]:
    """Return each main table with its breakdowns beside each other below it."""
    items: list[Item] = []
    beside: list[Item] = []
    for table in tables:
        if len(table.columns) > 3:
            if beside:
                items.append(Panel(row(*beside, spacing=12)))
                beside = []
            notes = [Text(note, "meta", "ink2", wrap=True) for note in table.notes]
            items.append(Card(_main_table(table), Panel(column(*notes, spacing=2)), title=table.title, spacing=8))
        else:
            beside.append((Card(_small_table(table), title=table.title), 1))
    if beside:
        items.append(Panel(row(*beside, spacing=12)))
    return items


def _main_table(table: Table) -> DataTable:
    columns = [
        Column("letter", table.columns[0], 36),
        Column("label", table.columns[1], 330, stretch=True),
        *(Column(str(place), title, 92, align="end") for place, title in enumerate(table.columns[2:])),
    ]
    shown = DataTable(columns, table.title, fit=True)
    shown.show_rows([_line(place, line) for place, line in enumerate(table.rows)])
    return shown


def _line(place: int, line: tuple[Any, ...]) -> Row:
    cells = [Cell(str(line[0] or ""), role="strong"), Cell(str(line[1]), role="strong" if line[0] else "")]
    for number, value in enumerate(line[2:]):
        if isinstance(value, int):
            cells.append(Cell(grouped(value), role="strong" if number == 4 else ""))
        else:
            cells.append(Cell(_("not yet") if value else "", tone="ink2"))
    return Row(place, tuple(cells))


def _small_table(table: Table) -> Panel | Text:
    if not table.rows:
        return Text(_("Nothing in this month."), "body", "ink2")
    lines = [
        row((Text(str(label), elide=True), 1), Text(grouped(int(count or 0)), "strong"), _share(str(share)), spacing=8)
        for label, count, share in table.rows
    ]
    return Panel(column(*lines, spacing=4))


def _share(words: str) -> Text:
    text = Text(words, "meta", "ink2", align="end")
    text.setFixedWidth(44)
    return text


def _fixed(words: str) -> Panel:
    return Panel(column(Text(words, "body", "ink2"), None), width=112)
