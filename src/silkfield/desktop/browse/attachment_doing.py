"""What is done with the scans and photos of the record beside a list; removing one can be undone."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path

from silkfield.desktop.navigator import DeskPage
from silkfield.language import _, isolated
from silkfield.operations import attaching, attachments, recording


class AttachmentDoing:
    """Acts for a page; `shown` returns the record it shows, empty for none."""

    def __init__(self, page: DeskPage, shown: Callable[[], str]) -> None:
        self._page, self._shown = page, shown

    def attach(self, path: Path) -> None:
        """Attach a file to the record that is shown."""
        if record := self._shown():
            said = _("Attached: {name}").format(name=isolated(path.name))
            page = self._page
            page.desk.do(page, attaching.attach, record, path, done=lambda _changes: page.navigator.toast(said))

    def save_copy(self, attachment: str, path: Path) -> None:
        """Write a plain copy of an attached file, and say that it is not encrypted."""
        self._page.desk.ask(self._page, attachments.save_copy, attachment, path, answer=self._copied)

    def _copied(self, path: Path) -> None:
        said = _("Written: {path}").format(path=isolated(str(path)))
        self._page.navigator.toast(said, _("This copy is not encrypted."))

    def remove_attachment(self, attachment: str) -> None:
        """Remove an attachment of the record that is shown; it can be brought back."""
        desk, said, navigator = self._page.desk, _("Attachment removed."), self._page.navigator
        desk.do(
            self._page,
            recording.remove,
            attachment,
            done=lambda _changes: navigator.toast(said, "", lambda: desk.do(desk, recording.restore, attachment)),
        )

    def erase_attachment(self, attachment: str) -> None:
        """Open the page that says what erasing an attachment for good would take away."""
        self._page.navigator.open_page("erasures", record=attachment)
