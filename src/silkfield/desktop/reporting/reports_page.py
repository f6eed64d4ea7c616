"""Reports: a month and a site, the figures before they are handed over, and the file."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date, timedelta
from pathlib import Path
from typing import Any

from typing_extensions import override

from silkfield.desktop.desk import Desk
from silkfield.desktop.navigator import DeskPage, Navigator
from silkfield.desktop.pages import page_of
from silkfield.desktop.reporting.month_lock import MonthLock
from silkfield.desktop.reporting.preview import Preview
from silkfield.desktop.widgets import (
    Banner,
    FooterBar,
    IconMark,
    Page,
    PageHeader,
    Panel,
    PathField,
    Scrolled,
    Select,
    Text,
    column,
    documents,
    primary,
    refill,
    row,
    second,
    show_folder,
)
from silkfield.desktop.widgets.layout import NARROW
from silkfield.errors import Trouble
from silkfield.formkit.days import MONTH_NAMES
from silkfield.language import N_, _
from silkfield.operations import auditing, reporting
from silkfield.operations.exchange import network, sites
from silkfield.operations.exchange.network import SiteName
from silkfield.operations.sitting import Sitting
from silkfield.records.changes import Changes
from silkfield.reports.quality import MISSING
from silkfield.reports.tables import Report

FORMATS = ((".xlsx", N_("Excel")), (".csv", N_("CSV")), (".json", N_("JSON")))
FOLDER = "folder of reports"


@dataclass(frozen=True, slots=True)
class Prepared:
    """The report of a month and a site, the sites to choose from, and which changes of which laptops are missing in it."""

    report: Report
    site: str
    sites: tuple[SiteName, ...]
    missing: tuple[str, ...]


def prepare(sitting: Sitting, code: str, period: str, site: str) -> Prepared:
    """Make a report and say how complete it is. Raises Trouble."""
    made = reporting.report(sitting, code, period, site)
    return Prepared(made, site, tuple(network.sites_counted(sitting)), tuple(_missing(sitting, site)))


def _missing(sitting: Sitting, site: str) -> Sequence[str]:
    if not sitting.office.is_headquarters:
        return []
    lines = (one for one in sites.sites(sitting) if site in ("", one.code))
    laptops = (laptop for line in lines for laptop in line.laptops if laptop.gaps)
    return [
        _("{laptop} changes {missing}").format(
            laptop=laptop.label, missing=_(", ").join(f"{first}-{last}" for first, last in laptop.gaps)
        )
        for laptop in laptops
    ]


def save(_sitting: Sitting, made: Report, path: Path) -> Path:
    """Write a report as a file. Raises Trouble."""
    return reporting.write(made, path)


class ReportsPage(DeskPage):
    """Shows a report of a month and saves it as a workbook or text; `open` takes its `code` and the `period`."""

    def __init__(self, desk: Desk, navigator: Navigator) -> None:
        super().__init__(desk, navigator)
        self.shown: Prepared | None = None
        codes = [(code, f"{code} · {_(title)}") for code, title in reporting.TITLES.items()]
        self.code = Select(codes, codes[0][0], _("Report"))
        self.month = Select(_months(desk.sitting), _month_before(desk.sitting.around().today), _("Month"))
        self.site = Select([("", _("All sites"))], "", _("Site"))
        self.site.setVisible(desk.sitting.office.is_headquarters)
        self.format = Select([(ending, _(label)) for ending, label in FORMATS], ".xlsx", _("Kind of file"))
        self.path = PathField(_("File"), "save")
        self.path.setMinimumWidth(420)
        self.save_button = primary(_("Save report"), "Ctrl+S", "report", self.save)
        self.lock = MonthLock(self, self.month.value)
        self.place = row()
        self.help = Text("", "body", "ink2", wrap=True)
        self._lay_out()
        self.code.changed.connect(lambda _code: self._look())
        self.month.changed.connect(lambda _code: self._look())
        self.site.changed.connect(lambda _code: self._look())
        self.format.changed.connect(lambda _code: self._name_file())

    def _lay_out(self) -> None:
        header = PageHeader(
            _("Reports"),
            "",
            None,
            (
                self.lock,
                Panel(row(self.code, self.month, self.site, spacing=8, margins=(0, 0, 4, 0))),
            ),
        )
        footer = FooterBar(_("Save as"), "", (self.path, self.format, self.save_button), icon="report", tone="ink2")
        shown = Scrolled(Panel(self.place, "scrolled"))
        told = Panel(row(column(IconMark("help", 16, "accent"), None), (self.help, 1), spacing=8))
        self.set_frame(Page(header, ((shown, 1), told), footer, spacing=10, margins=(24, 0, 12, 10)))

    @override
    def open(self, **what: Any) -> None:
        self.show_banner(None)
        if period := what.get("period"):
            self.month.set_value(period)
        if code := what.get("code"):
            self.code.set_value(code)
        self._look()
        self.month.setFocus()

    @override
    def leave(self) -> dict[str, Any]:
        return {"period": self.month.value(), "code": self.code.value()}

    @override
    def refresh(self, changes: Changes) -> None:
        self._look()

    # -- looking

    def _look(self) -> None:
        self.clear_trouble()
        self.lock.look()
        self.desk.ask(self, prepare, self.code.value(), self.month.value(), self.site.value(), answer=self._show)

    def _show(self, shown: Prepared) -> None:
        now = (self.code.value(), self.month.value(), self.site.value())
        if (shown.report.code, shown.report.period, shown.site) != now:
            return  # something else was chosen meanwhile
        self.shown = shown
        self.site.set_options(
            [("", _("All sites")), *((one.code, f"{one.name} ({one.code})") for one in shown.sites)], self.site.value()
        )
        preview = Preview(shown.report, 2 if self.window().width() < NARROW else 3)
        preview.explained.connect(self.help.set_words)
        preview.opened.connect(self._go_behind)
        words = _("Go from number to number with the arrow keys: what each is and how it was counted stands here.")
        behind = _("Enter shows the records behind it.") if any(table.behind for table in shown.report.tables) else ""
        self.help.set_words(f"{words} {behind}".strip())
        refill(self.place, [(preview, 1)])
        self._name_file()
        if shown.missing:
            words = _("{missing}. Missing is not zero.").format(missing=_(", ").join(shown.missing))
            self.show_banner(Banner("warn", _("Numbers are not complete."), words))
        elif self.frame and self.frame.banner is not None and not self.frame.banner.property("saved"):
            self.show_banner(None)

    def _name_file(self) -> None:
        """Propose a name; the folder stays the one that was used last."""
        before = self.path.value()
        folder = before.parent if before else Path(self.navigator.memory.get(FOLDER, documents()))
        site = self.site.value() or (
            "all" if self.desk.sitting.office.is_headquarters else self.desk.sitting.office.code
        )
        self.path.set_value(folder / f"{self.code.value()}-{self.month.value()}-{site}{self.format.value()}")

    # -- what stands behind a number

    def _go_behind(self, behind: str) -> None:
        if behind.partition("@")[0] == MISSING:
            self.navigator.open_page("sites")
        else:
            self.desk.ask(self, auditing.records_behind, behind, self.month.value(), answer=self._open_list)

    def _open_list(self, found: tuple[str, tuple[str, ...], str]) -> None:
        form, among, told = found
        page = page_of(form, self.desk.sitting.office.kind)
        self.navigator.open_page(page.key, form=form, among=among, told=told)

    # -- saving

    def save(self) -> None:
        """Write the report that is shown into the file named."""
        path = self.path.value()
        if self.shown is None:
            return
        if path is None:
            self.show_trouble(Trouble(_("No file is named."), _("Write where the report shall be saved.")))
            self.path.setFocus()
            return
        self.clear_trouble()
        self.navigator.memory[FOLDER] = str(path.parent)
        self.desk.ask(self, save, self.shown.report, path, answer=self._saved)

    def _saved(self, path: Path) -> None:
        more = (
            _("Excel drops leading zeros of a CSV file; the .xlsx file keeps them.")
            if path.suffix.lower() == ".csv"
            else _("Saving it again gives the same figures until new data arrives.")
        )
        banner = Banner(
            "ok",
            _("Written: {file}").format(file=path.name),
            more,
            [second(_("Open folder"), icon="folder-open", run=lambda: show_folder(path), small=True)],
        )
        banner.setProperty("saved", True)
        self.show_banner(banner)


def _month_before(today: date) -> str:
    return f"{today.replace(day=1) - timedelta(days=1):%Y-%m}"


def _months(sitting: Sitting) -> list[tuple[str, str]]:
    """Return the months of the project up to this one, the newest first."""
    around = sitting.around()
    first, last = around.project_start, around.today
    count = (last.year - first.year) * 12 + last.month - first.month + 1
    months = [divmod(last.year * 12 + last.month - 1 - back, 12) for back in range(max(1, count))]
    return [(f"{year}-{month + 1:02d}", f"{_(MONTH_NAMES[month])} {year}") for year, month in months]
