"""intake: takes a register in, row by row; refused rows come back in a workbook that says why."""

from __future__ import annotations

import sys
from argparse import ArgumentParser, Namespace
from collections.abc import Sequence
from pathlib import Path
from typing import Any

from silkfield.commands.console import Console, opened, store_arguments
from silkfield.errors import Trouble
from silkfield.language import _, ngettext
from silkfield.locations import write_whole
from silkfield.operations.spreadsheets import (
    Checked,
    Chosen,
    TakenIn,
    check_intake,
    read_answers,
    take_in,
    undo_intake,
)

HELP = _("take the rows of an Excel or ODS file in")


def arguments(parser: ArgumentParser) -> None:
    """Declare the words of this command."""
    parser.add_argument("workbook", type=Path, nargs="?", metavar="WORKBOOK")
    parser.add_argument("--form", metavar="FORM", help=_("the form its rows are records of"))
    store_arguments(parser)
    parser.add_argument("--check", action="store_true", help=_("only say what would be taken in, and what is asked"))
    parser.add_argument(
        "--identity", choices=("keep", "drop"), default="", help=_("what is done with names of clients")
    )
    parser.add_argument("--answers", type=Path, metavar="FILE", help=_("a JSON file with answers to the questions"))
    parser.add_argument(
        "--set", action="append", default=[], metavar="FIELD=VALUE", help=_("what the file does not say")
    )
    parser.add_argument(
        "--column", action="append", default=[], metavar="HEADER=MEANING", help=_("how a column is read")
    )
    parser.add_argument("--errors", type=Path, metavar="FILE", help=_("where the refused rows are written"))
    parser.add_argument("--undo", default="", metavar="BATCH", help=_("take an intake back instead"))


def run(chosen: Namespace, console: Console) -> int:
    """Check, take in, or take back; 3 when rows were refused."""
    if chosen.undo:
        return _undo(chosen, console)
    if chosen.workbook is None or not chosen.form:
        raise Trouble(_("A workbook and its form are needed."), _("Write: intake FILE --form FORM"), code="usage")
    how = Chosen(
        read_answers(chosen.answers) if chosen.answers else {},
        pairs(chosen.set),
        pairs(chosen.column),
        chosen.identity,
    )
    with opened(chosen) as sitting:
        if chosen.check:
            return _tell_checked(check_intake(sitting, chosen.workbook, chosen.form, how), console)
        try:
            taken = take_in(sitting, chosen.workbook, chosen.form, how)
        except Trouble as trouble:
            if trouble.code != "identity_needed" or not sys.stdin.isatty() or console.as_json:
                raise
            word = input(
                _("The file holds names of clients. Keep them (they agreed) or drop them? [keep/drop] ")
            ).strip()
            if word not in ("keep", "drop"):
                raise
            how = Chosen(how.answers, how.given, how.columns, word)
            taken = take_in(sitting, chosen.workbook, chosen.form, how)
    return _tell_taken(taken, chosen, console)


def pairs(words: Sequence[str]) -> dict[str, str]:
    """Read NAME=VALUE words. Raises Trouble."""
    found = {}
    for word in words:
        name, equals, value = word.partition("=")
        if not equals or not name:
            raise Trouble(
                _("“{word}” is not NAME=VALUE.").format(word=word),
                _("Write for example session_type=PDO."),
                code="usage",
            )
        found[name.strip()] = value.strip()
    return found


def _tell_checked(checked: Checked, console: Console) -> int:
    intake = checked.intake
    console.say(
        _(
            "{accepted} rows are fine, {warned} are odd, {refused} cannot be taken in; {known} were taken in before."
        ).format(
            accepted=len(intake.accepted),
            warned=len(intake.warned),
            refused=len(intake.refused),
            known=len(checked.known),
        )
    )
    for row in intake.rows:
        for reason in row.reasons:
            console.say(_("  row {row}: {sentence}").format(row=row.number, sentence=reason.sentence))
    for question in intake.questions:
        console.say(f"  ? {question.id}: {question.sentence}")
    console.give(
        {
            "form": intake.form,
            "accepted": len(intake.accepted),
            "warned": len(intake.warned),
            "refused": len(intake.refused),
            "known": len(checked.known),
            "reasons": intake.reasons,
            "rows": [
                {
                    "sheet": row.sheet,
                    "row": row.number,
                    "status": row.status,
                    "known": row.key in checked.known,
                    "reasons": [_reason(reason) for reason in row.reasons],
                }
                for row in intake.rows
            ],
            "questions": [question.as_json() for question in intake.questions],
            "unused_answers": list(intake.unused_answers),
            "columns": {sheet.name: [list(pair) for pair in sheet.columns] for sheet in intake.sheets},
        }
    )
    return 0


def _reason(reason: Any) -> dict[str, Any]:
    return {
        "code": reason.code,
        "column": reason.column,
        "sentence": reason.sentence,
        "proposal": reason.proposal,
        "question": reason.question,
    }


def _tell_taken(taken: TakenIn, chosen: Namespace, console: Console) -> int:
    path = None
    if taken.refused_workbook:
        path = chosen.errors or chosen.workbook.with_name(f"{chosen.workbook.stem}-refused.xlsx")
        write_whole(path, taken.refused_workbook)
    rows = taken.accepted + taken.warned
    console.say(
        ngettext(
            "{count} row is taken in, {warned} of them odd.", "{count} rows are taken in, {warned} of them odd.", rows
        ).format(count=rows, warned=taken.warned)
        if rows or not taken.known
        else _("Nothing is new: all {count} rows were taken in before.").format(count=taken.known)
    )
    if rows and taken.known:
        console.say(_("{count} rows were taken in before and are left alone.").format(count=taken.known))
    if path:
        console.say(
            ngettext(
                "{count} row was refused; it is in {path} with the reason.",
                "{count} rows were refused; they are in {path} with the reasons.",
                taken.refused,
            ).format(count=taken.refused, path=path)
        )
    if taken.batch:
        console.say(_("To take it back: intake --undo {batch}").format(batch=taken.batch))
    console.give(
        {
            "batch": taken.batch,
            "accepted": taken.accepted,
            "warned": taken.warned,
            "refused": taken.refused,
            "known": taken.known,
            "records": dict(taken.records),
            "reasons": dict(taken.reasons),
            "refused_workbook": str(path) if path else None,
        }
    )
    return 3 if taken.refused else 0


def _undo(chosen: Namespace, console: Console) -> int:
    with opened(chosen) as sitting:
        changes = undo_intake(sitting, chosen.undo)
    console.say(_("The intake is taken back: {count} records are removed.").format(count=len(changes.records)))
    console.give({"batch": chosen.undo, "removed": len(changes.records)})
    return 0
