"""inspect: what a stranger can tell of a file: whole or damaged, which part of how many."""

from __future__ import annotations

from argparse import ArgumentParser, Namespace
from pathlib import Path

from silkfield.bundles.envelope import Kind, inspect
from silkfield.commands.console import Console, read_file
from silkfield.language import N_, _

HELP = _("say what can be told of a bundle file without a key")
KINDS = {
    Kind.UPLINK: N_("to headquarters"),
    Kind.DOWNLINK: N_("from headquarters"),
    Kind.SITE_MATES: N_("between laptops of a site"),
    Kind.INVITATION: N_("an invitation"),
    Kind.ENROLMENT: N_("an answer to an invitation"),
}


def arguments(parser: ArgumentParser) -> None:
    """Declare the words of this command."""
    parser.add_argument("parts", type=Path, nargs="+", metavar="PART")


def run(chosen: Namespace, console: Console) -> int:
    """Inspect the files; 3 when one is not whole."""
    documents = []
    for path in chosen.parts:
        seen = inspect(read_file(path))
        outside = seen.preamble
        fault = seen.fault
        document = {
            "part": path.name,
            "size": seen.size,
            "whole": seen.whole,
            "code": fault.code if fault else "",
            "sentence": fault.message if fault else "",
            "kind": outside.kind.name.lower() if outside else None,
            "export": outside.export.hex() if outside else None,
            "number": outside.part if outside else None,
            "of": outside.parts if outside else None,
        }
        documents.append(document)
        if outside and not fault:
            console.say(
                _("{name}: whole, part {part} of {parts}, {kind}, {size} bytes.").format(
                    name=path.name, part=outside.part, parts=outside.parts, kind=_(KINDS[outside.kind]), size=seen.size
                )
            )
        else:
            console.say(f"{path.name}: {fault}")
    console.give({"parts": documents})
    return 0 if all(document["whole"] for document in documents) else 3
