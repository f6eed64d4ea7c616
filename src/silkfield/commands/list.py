"""list: the records of a form, the newest first."""

from __future__ import annotations

from argparse import ArgumentParser, Namespace

from silkfield.commands.console import Console, opened, store_arguments
from silkfield.commands.show import as_document
from silkfield.language import _, ngettext
from silkfield.operations.finding import listing, shown_values, state_in_words

HELP = _("list the records of a form")


def arguments(parser: ArgumentParser) -> None:
    """Declare the words of this command."""
    parser.add_argument("form", metavar="FORM")
    store_arguments(parser)
    parser.add_argument("--find", default="", metavar="TEXT", help=_("only records in which these words occur"))
    parser.add_argument("--limit", type=int, default=0, metavar="N", help=_("at most so many (all when left out)"))
    parser.add_argument("--removed", action="store_true", help=_("the removed ones instead"))


def run(chosen: Namespace, console: Console) -> int:
    """List the records."""
    with opened(chosen) as sitting:
        form = sitting.form(chosen.form)
        found = listing(sitting, form.key, find=chosen.find, limit=max(0, chosen.limit), removed=chosen.removed)
        listed = [one.name for one in form.fields if one.listed]
        for shown in found.records if not console.as_json else ():
            answers = shown_values(sitting, form, shown.values)
            columns = [answers[name] for name in listed if name in answers]
            console.say(f"{shown.id}  {' · '.join(columns)}  [{state_in_words(shown)}]")
    console.say(ngettext("{count} record", "{count} records", found.count).format(count=found.count))
    console.give({"form": form.key, "count": found.count, "records": [as_document(shown) for shown in found.records]})
    return 0
