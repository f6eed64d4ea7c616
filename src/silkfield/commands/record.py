"""record: saves one record from a JSON file; an `id` in it makes it a correction."""

from __future__ import annotations

import json
import sys
from argparse import ArgumentParser, Namespace
from pathlib import Path
from typing import Any

from silkfield.commands.console import Console, opened, read_file, store_arguments
from silkfield.errors import Trouble
from silkfield.language import _
from silkfield.operations.counselling import CONTACT, save_as_given
from silkfield.operations.recording import patch, save

HELP = _("save one record")


def arguments(parser: ArgumentParser) -> None:
    """Declare the words of this command."""
    parser.add_argument("form", metavar="FORM")
    store_arguments(parser)
    parser.add_argument(
        "--json-file", required=True, metavar="FILE", help=_("the answers as a JSON object; - reads them here")
    )


def read_answers(name: str) -> dict[str, Any]:
    """Read answers from a JSON file. Raises Trouble when it holds none."""
    content = sys.stdin.buffer.read() if name == "-" else read_file(Path(name))
    try:
        answers = json.loads(content)
    except (ValueError, RecursionError):
        answers = None
    if not isinstance(answers, dict):
        raise Trouble(
            _("“{name}” holds no JSON object with answers.").format(name=name),
            _('Write it as {"field": answer, ...}.'),
            code="not_json",
        )
    return answers


def run(chosen: Namespace, console: Console) -> int:
    """Save the record."""
    answers = read_answers(chosen.json_file)
    record = str(answers.pop("id", ""))
    with opened(chosen) as sitting:
        form = sitting.form(chosen.form)
        if form.key == CONTACT:
            changes = save_as_given(sitting, answers, record)
        else:
            changes = patch(sitting, form.key, answers, record) if record else save(sitting, form.key, answers)
    saved = changes.records[0] if changes else record
    console.say(
        _("{form} saved: {record}").format(form=_(form.title), record=saved) if changes else _("Nothing was different.")
    )
    for warning in changes.warnings:
        console.say(_("Note: {sentence}").format(sentence=warning.sentence))
    console.give(
        {
            "id": saved,
            "form": form.key,
            "changed": bool(changes),
            "warnings": [{"field": one.field, "code": one.code, "sentence": one.sentence} for one in changes.warnings],
        }
    )
    return 0
