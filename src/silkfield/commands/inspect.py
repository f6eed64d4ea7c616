"""inspect: what can be told of bundle files: whole or damaged, which parts are missing; with a store also what is inside."""

from __future__ import annotations

import json
from argparse import ArgumentParser, Namespace
from contextlib import nullcontext
from pathlib import Path
from typing import Any

from silkfield.bundles.envelope import Kind
from silkfield.bundles.manifest import write_manifest
from silkfield.clock import local_time
from silkfield.commands.console import Console, opened
from silkfield.language import N_, _, ngettext
from silkfield.operations.exchange.inspecting import Export, Inside, Looked, exports, look

HELP = _("say what can be told of bundle files without a key, or with the keys of a store")
KINDS = {
    Kind.UPLINK: N_("to headquarters"),
    Kind.DOWNLINK: N_("from headquarters"),
    Kind.SITE_MATES: N_("between laptops of a site"),
    Kind.INVITATION: N_("an invitation"),
    Kind.ENROLMENT: N_("an answer to an invitation"),
}


def arguments(parser: ArgumentParser) -> None:
    """Declare the words of this command."""
    parser.add_argument("parts", type=Path, nargs="+", metavar="PART", help=_("files, or folders with bundle files"))
    parser.add_argument(
        "--store", type=Path, metavar="DIR", help=_("look inside with the keys of this store; nothing is received")
    )
    parser.add_argument(
        "--user", default="", metavar="NAME", help=_("who is working, when several people use the store")
    )


def run(chosen: Namespace, console: Console) -> int:
    """Inspect the files; 3 when one is not whole, or cannot be read with the store's keys."""
    with opened(chosen) if chosen.store else nullcontext() as sitting:
        found = look(chosen.parts, sitting)
    bundles = exports(found)
    for one in found:
        _say(console, one)
    for bundle in bundles:
        if bundle.missing:
            _say_missing(console, bundle)
    if not found:
        console.say(_("There are no bundle files there."))
    console.give({"parts": [_document(one) for one in found], "bundles": [_bundle(one) for one in bundles]})
    return 3 if any(one.fault for one in found) else 0


def _say(console: Console, one: Looked) -> None:
    outside = one.outside.preamble
    if outside and one.whole:
        console.say(
            _("{name}: whole, part {part} of {parts}, {kind}, {size} bytes.").format(
                name=one.name,
                part=outside.part,
                parts=outside.parts,
                kind=_(KINDS[outside.kind]),
                size=one.outside.size,
            )
        )
    elif outside:
        console.say(
            _("{name}: part {part} of {parts}, {kind}: {fault}").format(
                name=one.name, part=outside.part, parts=outside.parts, kind=_(KINDS[outside.kind]), fault=one.fault
            )
        )
    else:
        console.say(f"{one.name}: {one.fault}")
    if outside and one.whole and one.fault:
        console.say(f"  {one.fault}")
    if one.inside:
        _say_inside(console, one.inside)


def _say_inside(console: Console, inside: Inside) -> None:
    made = f"{local_time(inside.manifest.wall, inside.manifest.zone):%Y-%m-%d %H:%M}"
    bundle = _(", bundle {number}").format(number=inside.manifest.number) if inside.manifest.number else ""
    place = f" ({inside.site})" if inside.site else ""
    console.say(
        _("  {laptop}{place}{bundle}, made {made}, signed by {signer}.").format(
            laptop=inside.laptop, place=place, bundle=bundle, made=made, signer=inside.signed_by
        )
    )
    if inside.holds == "blob":
        pieces = ngettext(
            "  It holds {count} piece of attached files.", "  It holds {count} pieces of attached files.", inside.count
        )
        console.say(pieces.format(count=inside.count))
    if inside.stream is None:
        return
    nothing, changes = _("  Nothing new; its writer had {head} changes."), _("  Changes {first}-{last} of {head}.")
    words = changes if inside.count else nothing
    console.say(words.format(first=inside.first, last=inside.last, head=inside.head))
    if inside.gaps:
        missing = _(", ").join(f"{first}-{last}" for first, last in inside.gaps)
        console.say(_("  Of these, changes {missing} are neither here nor in these files.").format(missing=missing))


def _say_missing(console: Console, bundle: Export) -> None:
    numbers = _(", ").join(map(str, bundle.missing))
    words = ngettext(
        "{name}: part {numbers} of {parts} is missing.",
        "{name}: parts {numbers} of {parts} are missing.",
        len(bundle.missing),
    )
    console.say(words.format(name=bundle.name, numbers=numbers, parts=bundle.parts))


def _document(one: Looked) -> dict[str, Any]:
    outside, fault, inside = one.outside.preamble, one.fault, one.inside
    return {
        "part": one.name,
        "size": one.outside.size,
        "stated": one.outside.stated,
        "whole": one.whole,
        "code": fault.code if fault else "",
        "sentence": fault.message if fault else "",
        "kind": outside.kind.name.lower() if outside else None,
        "export": outside.export.hex() if outside else None,
        "number": outside.part if outside else None,
        "of": outside.parts if outside else None,
        "inside": _inside(inside) if inside else None,
    }


def _inside(inside: Inside) -> dict[str, Any]:
    return {
        "laptop": inside.laptop,
        "site": inside.site,
        "signed_by": inside.signed_by,
        "bundle": inside.manifest.number,
        "holds": inside.holds,
        "count": inside.count,
        "stream": str(inside.stream) if inside.stream else None,
        "first": inside.first,
        "last": inside.last,
        "head": inside.head,
        "gaps": [list(gap) for gap in inside.gaps],
        "manifest": json.loads(write_manifest(inside.manifest)),
    }


def _bundle(one: Export) -> dict[str, Any]:
    return {
        "export": one.export,
        "name": one.name,
        "parts": one.parts,
        "here": list(one.here),
        "missing": list(one.missing),
    }
