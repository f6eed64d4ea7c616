"""F1 on a page: what it is for and how it is used, in a few sentences, and its keys."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass

from PySide6.QtCore import Qt
from PySide6.QtGui import QKeySequence, QShortcut, QShowEvent
from PySide6.QtWidgets import QDialog, QLayout, QWidget
from typing_extensions import override

from silkfield.desktop.widgets import IconMark, KeyList, Rule, Text, column, row, second
from silkfield.language import N_, _

_WIDTH = 560


@dataclass(frozen=True, slots=True)
class PageHelp:
    """The help of one page: its title, at most five sentences or two together, and its keys with what they do."""

    title: str
    lines: tuple[str, ...]
    keys: tuple[tuple[str, str], ...]


HELP: Mapping[str, PageHelp] = {
    "send": PageHelp(
        N_("Send data"),
        (
            N_(
                "A bundle holds what headquarters has not confirmed yet. Nothing leaves this laptop until somebody carries "
                "its files away."
            ),
            N_(
                "Choose the stick or folder and save. The files are read back first, and only then you may remove the stick."
            ),
            N_(
                "Sending again is always safe: nothing counts twice. Names, numbers and notes of clients are never in a "
                "bundle for headquarters."
            ),
            N_(
                "Headquarters answers with a receipt: read its file here, or its line by phone. From then on the records are "
                "received."
            ),
            N_(
                "A bundle for the other laptops of this site holds everything, names too, and only they can open it. What a "
                "lost laptop left with this one goes to headquarters by itself."
            ),
        ),
        (("Ctrl+S", N_("save the bundle")), ("Ctrl+O", N_("read a receipt"))),
    ),
    "directory": PageHelp(
        N_("Directory"),
        (
            N_(
                "Officials, trainers and organisations of all events stand here, in clear; headquarters sends them to "
                "every site."
            ),
            N_(
                "What stands here twice is joined: it counts once and is found by both names, with all events and "
                "groups of either."
            ),
            N_("An official in a new post is corrected. Past events keep the organisation and the position of then."),
            N_("Separate gives both entries back. What was corrected meanwhile is with the entry it was written on."),
        ),
        (("Alt+J", N_("ask whether it stands here twice")), ("F2", N_("correct")), ("Esc", N_("close the question"))),
    ),
    "inbox": PageHelp(
        N_("Inbox"),
        (
            N_(
                "What arrives is checked first: who signed it, whether it is whole, what it would change. Nothing is written."
            ),
            N_(
                "The plan counts what is new, changed, known here or clashes. Importing does exactly that, all of it or "
                "nothing."
            ),
            N_("Missing changes are named and block nothing. A bundle that comes twice changes nothing."),
            N_(
                "What cannot be taken in is kept aside with the reason, and looked at again when a list, a key or an update "
                "has come."
            ),
            N_(
                "An import can be undone: what it brought stays in the log and counts nowhere until somebody takes it in "
                "again."
            ),
        ),
        (
            ("Ctrl+O", N_("add files")),
            ("Alt+L", N_("look through the plan")),
            ("Ctrl+Enter", N_("import the plan")),
            ("F5", N_("look again at what was not taken in")),
        ),
    ),
    "event": PageHelp(
        N_("Event"),
        (
            N_("Everybody who was there stands on the sheet: typed by name, or put there from a list in Excel."),
            N_("Mark a whole day at once and take the absent out. What is marked is saved by itself, as one entry."),
            N_(
                "Head counts hold until the names are complete: with a complete list the list counts, else the larger of "
                "both. Nobody counts twice."
            ),
            N_(
                "The papers are printed from here: sheets to sign, badges, the test, spelling of names, and at the end the "
                "certificates. The scan of a signed sheet is attached in the same menu."
            ),
        ),
        (
            ("Space", N_("present, half, absent")),
            ("Ctrl+Space", N_("the whole day")),
            ("Ctrl+D", N_("fill down")),
            ("F8", N_("next gap")),
            ("Alt+H", N_("head count, and how complete the list is")),
            ("Alt+R", N_("roles and consents, by letters")),
            ("Alt+L", N_("people from a list in Excel")),
            ("Alt+P", N_("papers and the scan")),
            ("Alt+C", N_("certificates")),
        ),
    ),
    "nominations": PageHelp(
        N_("People from a list"),
        (
            N_("The list is taken as it is: name, post, organisation, and where it has them days and scores too."),
            N_(
                "Who is known by address, number or post is recognised; the evidence stands beside the name. Somebody of whom "
                "only the name is known is asked about."
            ),
            N_("Nothing is written before you put the people on the sheet, and all of it can be taken back."),
            N_("Who stands on the sheet already is left as it is, and no row is taken in twice."),
        ),
        (
            ("Enter", N_("take what is proposed, and go on")),
            ("1", N_("the first of those who are here")),
            ("N", N_("somebody new")),
            ("F8", N_("next question")),
            ("Ctrl+Enter", N_("put them on the sheet")),
        ),
    ),
    "duplicates": PageHelp(
        N_("Duplicates"),
        (
            N_(
                "Two codes of different sites may be one person. Sites turn names and numbers into keyed codes; headquarters "
                "compares these and sees no name."
            ),
            N_(
                "Joined clients count once. Each keeps what was recorded under it, so that they can be separated again. Not "
                "the same is remembered for good, also when a third looks like both."
            ),
            N_(
                "Where you are not sure, put the pair aside and ask the sites by phone. The commands join and tell-apart "
                "decide it then, with both codes."
            ),
        ),
        (
            ("J", N_("join the two")),
            ("N", N_("not the same")),
            ("U", N_("ask the site")),
        ),
    ),
    "clashes": PageHelp(
        N_("Clashes"),
        (
            N_(
                "One record was changed in several places apart from each other. What only one of them changed settles by "
                "itself; what several changed, a person decides."
            ),
            N_(
                "Take a side in each row, or answer the question anew, beginning with the side that is taken. Nothing is "
                "chosen beforehand."
            ),
            N_("Clocks of laptops may be wrong: times are shown, and decide nothing."),
            N_("What is not taken stays in the history. The decision and its reason travel with the next bundle."),
            N_(
                "Where the same side is right in other clashes of a bundle, one tick takes it there too. Undo opens all of "
                "them again."
            ),
        ),
        (
            ("Alt+1", N_("take the first side, Alt+2 the second")),
            ("Alt+T", N_("answer anew")),
            ("Alt+A", N_("the same choice in the other clashes of the bundle")),
            ("Alt+D", N_("decide later")),
            ("Ctrl+Enter", N_("settle, and go to the next")),
            ("Alt+Right", N_("next clash, Alt+Left the one before")),
        ),
    ),
    "sites": PageHelp(
        N_("Sites & keys"),
        (
            N_(
                "A laptop may send once headquarters has admitted it: write an invitation, read the answer that comes back, "
                "and compare the 40 digits by phone."
            ),
            N_(
                "Where the digits differ, the answer was changed on its way or is somebody else's: admit nothing, and call "
                "the site on a number you know."
            ),
            N_(
                "A lost laptop is taken off the list for good. Print the page and do what it says; what it never sent comes "
                "with the bundles of the other laptops of its site."
            ),
            N_(
                "The recovery kit brings headquarters back on another computer. Keep its file and the printed code in "
                "different places."
            ),
            N_(
                "A new transport key is announced first. Once every laptop has heard of it, the old one is destroyed by "
                "itself in time."
            ),
        ),
        (("Enter", N_("look at the laptop of a line")),),
    ),
    "sessions": PageHelp(
        N_("Sessions"),
        (
            N_(
                "Awareness sessions, pre-departure orientations and stalls are counted by heads; nobody is asked for a name."
            ),
            N_("Count by sex and age, by sex only, or write a total; tick “estimate” if nobody counted."),
            N_(
                "Who stays for a private talk becomes a contact met at this session: one key, and the next one follows."
            ),
            N_(
                "What was given comes off the stock by itself. If more was given than was there, count anew; nothing is lost."
            ),
            N_("Without a laptop, fill in the empty sheet: its questions stand in the order of the screen."),
        ),
        (
            ("Alt+T", N_("record a talk after the session")),
            ("Ctrl+Shift+P", N_("print an empty sheet")),
            ("Ctrl+Shift+D", N_("another session like it")),
            ("Ctrl+K", N_("the calendar")),
        ),
    ),
    "calendar": PageHelp(
        N_("Calendar"),
        (
            N_("What is planned and was held in a month: events with all their days, and sessions."),
            N_(
                "Weekends and public holidays are those of the country chosen. Islamic feasts are computed: about a day."
            ),
            N_(
                "A new event or session begins on the day of the cursor; on a later day it is planned and counts nowhere."
            ),
            N_("When it was held, correct it: choose Held, and count the heads."),
        ),
        (
            ("PgUp", N_("the month before, PgDown the next")),
            ("Home", N_("today")),
            ("Enter", N_("open what lies on the day")),
            ("Alt+N", N_("new event, Alt+S new session")),
            ("Ctrl+K", N_("come here from anywhere")),
        ),
    ),
    "bin": PageHelp(
        N_("Bin"),
        (
            N_(
                "What was removed on this laptop or another one of the office lies here for thirty days, whatever it was."
            ),
            N_("Enter brings it back into its list and into every figure, just as it was. Undo removes it again."),
            N_("After thirty days it is not offered here. It is still in its list under “Removed”, with its history."),
            N_("What was erased for good is not here and never comes back."),
        ),
        (("Enter", N_("bring it back")), ("Ctrl+B", N_("come here from anywhere"))),
    ),
    "day_sheet": PageHelp(
        N_("Day sheet"),
        (
            N_("The end of the day: what this laptop recorded today, and how far it has come."),
            N_("What is unknown or odd stands beside it. Enter opens the contact at that very question."),
            N_("Follow-ups and referrals that are due are worked off here as on Today."),
            N_("Print it for the file of the office. In the client view it is printed without names."),
        ),
        (("Enter", N_("put it right")), ("Ctrl+P", N_("print it")), ("Ctrl+Shift+E", N_("save it for Excel"))),
    ),
    "reports": PageHelp(
        N_("Reports"),
        (
            N_(
                "R1 counts what a month brought, R13 what is unknown, odd or late in it. Each number says its rule below."
            ),
            N_("In R13, Enter on a number shows the records behind it, ready to be corrected, printed or saved."),
            N_("When R13 is worked off, a coordinator locks the month: its figures are kept as they were approved."),
            N_(
                "What is changed in a locked month warns and saves. R1 shows it as an adjustment, beside restated figures."
            ),
            N_("A month is opened again only with a reason; headquarters sees the reason."),
        ),
        (
            ("Enter", N_("show the records behind a number")),
            ("Ctrl+S", N_("save the report")),
            ("Ctrl+Shift+L", N_("lock the month, or open it again")),
        ),
    ),
}
"""The help of the pages that have some, by the page's key."""


class HelpDialog(QDialog):
    """Shows the help of a page; Esc, Enter or F1 closes it."""

    def __init__(self, parent: QWidget, told: PageHelp) -> None:
        super().__init__(parent)
        self.setObjectName("words")
        self.setWindowTitle(_(told.title))
        self.setModal(True)
        title = Text(_(told.title), "big")
        lines = [Text(_(line), "body", wrap=True) for line in told.lines]
        for line in lines:
            line.setFixedWidth(_WIDTH - 48)
        self.setAccessibleDescription(" ".join(line.words() for line in lines))
        self.shut = second(_("Close"), "Esc", run=self.accept)
        keys = KeyList([(key, _(words)) for key, words in told.keys])
        heading = row(IconMark("help", 24, "accent"), title, None, spacing=12)
        parts = column(*lines, Rule(), keys, spacing=10)
        whole = column(heading, 6, parts, 14, row(None, self.shut), margins=(24, 20, 20, 12))
        whole.setSizeConstraint(QLayout.SizeConstraint.SetFixedSize)
        self.setLayout(whole)
        QShortcut(QKeySequence("F1"), self, self.accept)
        self.finished.connect(self.deleteLater)

    @override
    def showEvent(self, event: QShowEvent) -> None:
        super().showEvent(event)
        self.shut.setFocus(Qt.FocusReason.TabFocusReason)
