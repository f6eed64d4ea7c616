"""What is done with follow-ups and referrals from Today, by one key each; all of it can be undone."""

from __future__ import annotations

from collections.abc import Callable
from functools import partial

from silkfield.desktop.navigator import DeskPage
from silkfield.desktop.slip.slip_dialog import SlipPrinting
from silkfield.desktop.today.waiting import Due, Referred
from silkfield.desktop.widgets.choice_menu import ChoiceMenu
from silkfield.language import _
from silkfield.operations import finding, following, recording, referring
from silkfield.operations.sitting import Sitting
from silkfield.records.changes import Changes
from silkfield.store.reading import Shown

_RESULT_KEYS = "12345678"
_STATUS_KEYS = "DSARFNUW"


class FollowingActs:
    """Acts for the cards of a page; `menu` is the choice that is open."""

    def __init__(self, page: DeskPage) -> None:
        self._page = page
        self.menu: ChoiceMenu | None = None
        self.slips = SlipPrinting(page)

    def open_follow_up(self, one: Due) -> None:
        """Show the follow-up, or the contact it was written into."""
        self._page.navigator.open_record(one.form, one.record)

    def open_referral(self, one: Referred) -> None:
        """Show the referral."""
        self._page.navigator.open_record("referral", one.record)

    def note_unreached(self, one: Due) -> None:
        """Note an attempt in vain."""
        said = _("Noted: not reached.")
        self._page.desk.do(
            self._page, attempted, one.record, "", reached=False, kinds=("follow_up",), done=partial(self._say, said)
        )

    def note_reached(self, one: Due) -> None:
        """Ask what came of it, and close the follow-up with that."""

        def chosen(result: str) -> None:
            said = _("Follow-up closed.")
            self._page.desk.do(
                self._page,
                attempted,
                one.record,
                result,
                reached=True,
                kinds=("follow_up",),
                done=partial(self._say, said),
            )

        self._ask("result", _RESULT_KEYS, one.who, chosen)

    def ask_status(self, one: Referred) -> None:
        """Ask what became of a referral, and note it."""

        def chosen(status: str) -> None:
            said = _("Status noted.")
            self._page.desk.do(
                self._page, put_on, one.record, status, kinds=("referral",), done=partial(self._say, said)
            )

        self._ask("referral_status", _STATUS_KEYS, one.to, chosen)

    def print_slip(self, one: Referred) -> None:
        """Ask what is printed on the slip of a referral."""
        self.slips.ask(one.record)

    def _ask(self, codes: str, keys: str, title: str, chosen: Callable[[str], object]) -> None:
        offered = self._page.desk.sitting.around().codes[codes].codes
        options = [(key, code.text(), code.key) for key, code in zip(keys, offered, strict=True)]
        self.menu = ChoiceMenu(self._page, title, options, chosen)
        self.menu.open_at(self._page.focusWidget() or self._page)

    def _say(self, said: str, found: tuple[Changes, Shown | None]) -> None:
        desk, before = self._page.desk, found[1]
        undo = (
            partial(desk.do, desk, recording.save, before.form, dict(before.values), before.id)
            if before
            else partial(desk.do, desk, recording.remove, found[0].record)
        )
        self._page.navigator.toast(said, "", undo)


def attempted(sitting: Sitting, record: str, result: str, *, reached: bool) -> tuple[Changes, Shown | None]:
    """Note an attempt; return also the follow-up as it was before."""
    before = finding.record(sitting, record)
    changes = following.note_attempt(sitting, record, reached=reached, result=result)
    return changes, before if before.form == following.FORM else None


def put_on(sitting: Sitting, record: str, status: str) -> tuple[Changes, Shown | None]:
    """Change the status of a referral; return also the referral as it was before."""
    before = finding.record(sitting, record)
    return referring.change_status(sitting, record, status), before
