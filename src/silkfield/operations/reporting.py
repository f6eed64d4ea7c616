"""Reporting: figures that trace to records, for a month and a site or all of them."""

from __future__ import annotations

import csv
import io
import json
from collections.abc import Callable
from dataclasses import replace
from importlib import import_module
from pathlib import Path
from typing import Any

from silkfield import __version__
from silkfield.clock import local_time
from silkfield.errors import Trouble
from silkfield.formkit.answers import Day
from silkfield.language import N_, _
from silkfield.locations import write_whole
from silkfield.operations import auditing, counting_events, joined, locking, stocktaking, visibility
from silkfield.operations.allowing import open_to_all
from silkfield.operations.exchange import network
from silkfield.operations.sitting import Sitting
from silkfield.reports import events, graduates, monthly, quality, quizzes, stock
from silkfield.reports.measures import Counts, Measure, Period, month, month_before, month_name, project_to, year_to
from silkfield.reports.tables import Report, Table
from silkfield.store.counting import count, records
from silkfield.store.store import Connection
from silkfield.store.streams import all_streams, beyond

TITLES = {
    "R1": N_("Monthly centre statistics"),
    "R3": N_("Events"),
    "R6": N_("What trainers taught on"),
    "R12": N_("Stock and distribution"),
    "R13": N_("Data quality"),
}
REPORTS = tuple(TITLES)
FORMATS = (".xlsx", ".csv", ".json")


@open_to_all
def report(sitting: Sitting, code: str, period: str, site: str = "") -> Report:
    """Make a report for a month (2016-05), for one site by its code or for all. Raises Trouble."""
    code = code.upper()
    if code not in REPORTS:
        raise Trouble(
            _("There is no report “{code}” yet.").format(code=code),
            _("Choose one of: {reports}.").format(reports=", ".join(REPORTS)),
            code="unknown_report",
        )
    chosen = _month(period)
    sites = network.sites_counted(sitting, site)
    tables: list[Table] = []
    figures: dict[str, Any] = {}
    with sitting.store.reading() as connection:
        make = _MADE[code](sitting, connection, chosen)
        for one in sites:
            streams = auditing.streams_of(sitting, connection, one.code)
            made, figures[one.code] = make(streams, f"{one.name} · {month_name(chosen)}", one.code)
            tables += made
        if len(sites) != 1:
            made, figures["total"] = make(None, _("All sites · {month}").format(month=month_name(chosen)), "")
            tables = made + tables
        facts = _facts(sitting, connection, chosen, [one.id for one in sites], [one.name for one in sites])
    rules = tuple(map(_, _RULES[code]))
    return Report(code, _(TITLES[code]), period, tuple(facts), tuple(tables), rules, figures)


def _monthly(sitting: Sitting, connection: Connection, chosen: Period) -> auditing.Page:
    before = month_before(chosen)
    spans = {
        "month": chosen,
        "before": before,
        "year": year_to(chosen),
        "project": project_to(chosen, sitting.around().project_start),
    }
    reader, around = sitting.reader(connection), sitting.around()
    stands = joined.standing(reader)
    holding = [one for one in locking.locks(reader) if one.holds]
    ids = {one.code: one.id for one in network.sites_counted(sitting)}

    def locked(site: str) -> list[monthly.LockedMonth]:
        found = {one.month: one for one in holding if site and one.site == ids[site]}
        return [
            monthly.LockedMonth(
                span,
                month_name(spans[span]),
                one.by,
                Day().show(one.on.isoformat(), around) if one.on else "",
                one.figures,
            )
            for span in ("before", "month")
            if (one := found.get(spans[span].name))
        ]

    def page(streams: auditing.Streams, title: str, site: str) -> tuple[list[Table], dict[str, Any]]:
        asked: dict[tuple[Measure, str], Counts] = {}

        def ask(measure: Measure, span: str) -> Counts:
            if (measure, span) not in asked:
                asked[measure, span] = count(
                    connection, sitting.store.projection, measure, spans[span], streams, stands
                )
            return asked[measure, span]

        tables, figures = monthly.page(ask, around.codes, title, month_name(chosen), month_name(before), locked(site))
        held = records(connection, sitting.store.projection, monthly.AWARENESS_SESSIONS, chosen, streams)
        quiz = quizzes.gained(reader.understood("session", one.values) for one in reader.several("session", held))
        figures["C"]["quiz"] = quiz
        if quiz["sessions"]:
            tables[0] = replace(tables[0], notes=(*tables[0].notes, quizzes.sentence(quiz)))
        return tables, figures

    return page


_MADE: dict[str, Callable[[Sitting, Connection, Period], auditing.Page]] = {
    "R1": _monthly,
    "R3": counting_events.list_pages,
    "R6": counting_events.cascade_pages,
    "R12": stocktaking.pages,
    "R13": auditing.pages,
}
_RULES = {
    "R1": monthly.RULES,
    "R3": events.RULES,
    "R6": (*events.CASCADE_RULES, graduates.RULE),
    "R12": stock.RULES,
    "R13": quality.RULES,
}


def _facts(
    sitting: Sitting, connection: Connection, period: Period, site_ids: list[str], names: list[str]
) -> list[tuple[str, str]]:
    """Say what the figures rest on: sites, how far their data has arrived, what is missing, when and by what made."""
    labels = network.labels(sitting)
    reached, missing = [], []
    for stream in all_streams(connection):
        if stream.site in site_ids and stream.audience == "hq":
            label = labels.get(stream.device, _("a laptop"))
            reached.append(_("{laptop} up to change {n}").format(laptop=label, n=stream.tip))
            missing += [
                _("{laptop}: changes {first}-{last}").format(laptop=label, first=first, last=last)
                for first, last in beyond(connection, stream)[1]
            ]
    made = local_time(sitting.clock.now(), sitting.clock.zone())
    return [
        (_("Period"), month_name(period)),
        (_("Sites"), _(", ").join(names) or _("none")),
        (_("Data included"), _(", ").join(reached) or _("none")),
        (_("Missing"), _(", ").join(missing) or _("nothing is known to be missing")),
        (_("Profile"), _("internal")),
        (_("Made"), f"{made:%d.%m.%Y %H:%M}, Silkfield {__version__}"),
        (_("Project"), _said_of_the_project(sitting)),
    ]


def _said_of_the_project(sitting: Sitting) -> str:
    lines = visibility.lines(sitting)
    usual = _("Silk Routes Partnership Project. Funded by the European Union, implemented by ICMPD.")
    return ". ".join(lines) + "." if lines else usual


def _month(text: str) -> Period:
    try:
        return month(text)
    except ValueError:
        raise Trouble(_("“{text}” is no month.").format(text=text), _("Write it as 2016-05."), code="period") from None


def write(made: Report, path: Path) -> Path:
    """Write a report as .xlsx, .csv or .json, by the ending of the file's name. Raises Trouble."""
    match path.suffix.lower():
        case ".json":
            content = json.dumps(as_document(made), ensure_ascii=False, indent=1).encode()
        case ".csv":
            content = as_csv(made).encode("utf-8-sig")
        case ".xlsx":
            content = import_module("silkfield.workbooks.report_sheets").write_report(made)  # openpyxl is large: late
        case _:
            raise Trouble(
                _("“{path}” has no ending that a report can be written as.").format(path=path.name),
                _("Use one of: {formats}.").format(formats=", ".join(FORMATS)),
                code="format",
            )
    write_whole(path, content)
    return path


def as_document(made: Report) -> dict[str, Any]:
    """Return a report as plain values for programs."""
    return {
        "report": made.code,
        "title": made.title,
        "period": made.period,
        "facts": dict(made.facts),
        "figures": made.figures,
        "rules": list(made.rules),
        "tables": [
            {
                "title": table.title,
                "columns": list(table.columns),
                "rows": [list(row) for row in table.rows],
                "notes": list(table.notes),
            }
            for table in made.tables
        ],
    }


def as_csv(made: Report) -> str:
    """Return a report as comma-separated text; a text that a spreadsheet would take for a formula is quoted as text."""
    text = io.StringIO()
    writer = csv.writer(text, lineterminator="\r\n")
    writer.writerow([made.title, made.period])
    writer.writerows([harmless(name), harmless(fact)] for name, fact in made.facts)
    for table in made.tables:
        writer.writerow([])
        writer.writerow([harmless(table.title)])
        writer.writerow([harmless(column) for column in table.columns])
        writer.writerows([harmless(cell) for cell in row] for row in table.rows)
        writer.writerows([harmless(note)] for note in table.notes)
    writer.writerow([])
    writer.writerows([harmless(rule)] for rule in made.rules)
    return text.getvalue()


def harmless(cell: Any) -> Any:
    """Return a cell that no spreadsheet takes for a formula."""
    return f"'{cell}" if isinstance(cell, str) and cell[:1] in ("=", "+", "-", "@", "\t", "\r") else cell
