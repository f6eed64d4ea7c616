"""The papers of an event: attendance, sheets to sign, the list on which names are proved, badges, and papers of its test."""

from __future__ import annotations

from silkfield.desktop.events.event_table import when_and_where
from silkfield.desktop.paper.badge_pdf import Badge
from silkfield.desktop.paper.test_paper_pdf import TestPapers, TestQuestion
from silkfield.formkit.answers import Day
from silkfield.language import _
from silkfield.operations import attending
from silkfield.operations.attending import Attending, Sheet
from silkfield.operations.handing_out import hand_out
from silkfield.operations.sitting import Sitting
from silkfield.reports.listed import HandOut, Heading, Listed

LINES_LEFT = 5
"""Empty lines under the people of a sheet to sign, for those who come unannounced."""


def attendance_list(sitting: Sitting, event: str) -> HandOut:
    """Return everybody with marks, scores and certificate, and what the days add up to."""
    sheet, around = attending.sheet(sitting, event), sitting.around()
    marks, roles = around.codes["attendance"], around.codes["participation_role"]
    totals = attending.totals(sheet)
    columns = (
        *_who(),
        Heading(_("Role")),
        *(Heading(Day().show(day, around)) for day in sheet.days),
        *(Heading(words) for words in (_("Before"), _("After"), _("Certificate"))),
    )
    rows = tuple(
        (
            *_of(one),
            roles.text(str(one.participation.values.get("role"))),
            *(marks.text(mark) if (mark := _mark(one, day)) else "" for day in sheet.days),
            *(_number(one.participation.values.get(score)) for score in ("pre_score", "post_score")),
            str(one.participation.values.get("certificate_number") or ""),
        )
        for one in sheet.people
    )
    days = tuple((Day().show(day, around), totals.present.get(day, 0)) for day in sheet.days)
    present = Listed(_("Present"), (Heading(_("Day")), Heading(_("People"))), days)
    return _paper(sitting, sheet, [Listed(_("Attendance"), columns, rows), present])


def sign_in_sheets(sitting: Sitting, event: str) -> HandOut:
    """Return a sheet to sign for each day, with lines left for those who come unannounced."""
    sheet, around = attending.sheet(sitting, event), sitting.around()
    columns = (*_who(), Heading(_("Signature, morning")), Heading(_("Signature, afternoon")))
    rows = [(*_of(one), "", "") for one in sheet.people]
    last = len(rows)
    rows += [(last + line, "", "", "", "", "") for line in range(1, LINES_LEFT + 1)]
    days = [Listed(Day().show(day, around), columns, tuple(rows), roomy=True) for day in sheet.days]
    return _paper(sitting, sheet, days)


def spelling_list(sitting: Sitting, event: str) -> HandOut:
    """Return the names as they will stand on certificates, to be corrected and signed by each participant."""
    sheet = attending.sheet(sitting, event)
    columns = (
        Heading("#"),
        Heading(_("Name on the certificate")),
        Heading(_("Name in local script")),
        Heading(_("Correction")),
        Heading(_("Signature")),
    )
    people = [one for one in sheet.people if one.takes_part]
    rows = tuple((one.number, one.certificate_name, one.other_name, "", "") for one in people)
    return _paper(sitting, sheet, [Listed(_("Spelling of names"), columns, rows, roomy=True)])


def badges(sitting: Sitting, event: str) -> list[Badge]:
    """Return a badge for everybody on the sheet, with the role of who is no participant."""
    sheet, roles = attending.sheet(sitting, event), sitting.around().codes["participation_role"]
    title = str(sheet.event.values.get("short_title") or sheet.event.values.get("title") or "")
    return [
        Badge(
            one.number,
            one.certificate_name,
            one.other_name,
            one.organisation,
            "" if one.takes_part else roles.text(str(one.participation.values.get("role"))),
            title,
        )
        for one in sheet.people
        if not one.hidden
    ]


def test_papers(sitting: Sitting, event: str) -> TestPapers:
    """Return the papers of the event's test for its participants; questions that are not recorded leave room to write."""
    sheet = attending.sheet(sitting, event)
    values = sheet.event.values
    with sitting.store.reading() as connection:
        test = sitting.reader(connection).values("knowledge_test", str(values.get("test") or "")) or {}
    questions = tuple(
        TestQuestion(int(one["number"]), str(one["text"]), str(one.get("answers") or ""), float(one.get("points") or 1))
        for one in sorted(test.get("questions") or (), key=lambda one: int(one["number"]))
    )
    people = tuple((one.number, one.shown_name) for one in sheet.people if one.takes_part)
    name = str(test.get("title") or values.get("test_name") or "")
    return TestPapers(str(values.get("title") or ""), name, questions, people, sheet.highest)


def _paper(sitting: Sitting, sheet: Sheet, tables: list[Listed]) -> HandOut:
    title = str(sheet.event.values.get("title") or _("Event"))
    return hand_out(sitting, title, when_and_where(sheet, sitting.around()), tables)


def _who() -> tuple[Heading, ...]:
    return (
        Heading("#"),
        Heading(_("Name")),
        Heading(_("Name in local script"), "under"),
        Heading(_("Organisation")),
    )


def _of(one: Attending) -> tuple[int | str, ...]:
    return (one.number, one.shown_name, one.other_name, one.organisation)


def _mark(one: Attending, day: str) -> str:
    return str((one.participation.values.get("attendance") or {}).get(day) or "")


def _number(value: object) -> str:
    return "" if value is None else f"{value:g}"
