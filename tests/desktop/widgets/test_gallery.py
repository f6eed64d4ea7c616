"""A gallery of every part in its states, light, dark and from right to left: never blank, no word cut.

Set SILKFIELD_GALLERY to a folder to keep the pictures and look at them.
"""

from __future__ import annotations

from collections.abc import Callable

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QWidget

from silkfield.desktop.widgets import (
    Banner,
    Button,
    Card,
    Chip,
    Choice,
    ComboField,
    DigitsBlock,
    EmptyState,
    Field,
    FooterBar,
    KeyValue,
    KeyValues,
    LineField,
    ListRow,
    NumberField,
    OneOfMany,
    Option,
    Page,
    PageHeader,
    Panel,
    PassphraseField,
    ProgressStrip,
    RouteStrip,
    SeveralOfMany,
    StateChip,
    Station,
    StatusBar,
    Steps,
    Tabs,
    ToastHost,
    WordsDialog,
    column,
    danger,
    grouped,
    primary,
    quiet,
    row,
    second,
)

DIGITS = "08387 42313 23560 63216 18040 18206 38089 42325"
Say = Callable[[str], str]


def buttons_and_fields(say: Say) -> list[QWidget]:
    off = second("Not possible now")
    off.setEnabled(False)
    buttons = row(
        primary(say("Save & next"), "Ctrl+Enter"),
        second(say("Save"), "Ctrl+S"),
        quiet(say("Close"), "Esc"),
        danger("Erase personal data", icon="trash"),
        off,
        None,
        spacing=0,
        margins=(-4, 0, 0, 0),
    )
    read_only = LineField(text="ISB-2026-000123", left_to_right=True)
    read_only.set_read_only(True)
    kept = ComboField(choices=[Choice("w", say("Walk-in"))])
    kept.set_value("w")
    wrong, odd = NumberField(maximum=110), LineField(text="0300 123456", left_to_right=True)
    wrong.set_value(207)
    error = Field(say("Age group or age"), wrong, required=True)
    note = Field(say("Mobile number"), odd)
    error.show_error("Enter an age from 0 to 110.")
    note.show_note("Unclear: one digit short.")
    first = row(
        (Field(say("District"), LineField(text=say("Gujrat"))), 1),
        (Field("Read only", read_only), 1),
        (Field(say("Channel"), kept, pinned=True), 1),
        spacing=12,
    )
    return [
        Card(buttons, title="Buttons"),
        Card(first, row((error, 1), (note, 1), spacing=12), title="Fields"),
        Card(PassphraseField("Passphrase"), padding=(16, 8, 12, 8)),
    ]


def answers_and_states(say: Say) -> list[QWidget]:
    stations = [(Station.DRAFT, "Draft"), (Station.LAPTOP, "Saved on this laptop"), (Station.BUNDLE, "In bundle 12")]
    chips = [StateChip(station, say(words)) for station, words in (*stations, (Station.RECEIVED, "Received by HQ"))]
    bundles = [
        Chip("Ready", "ok", "circle-check"),
        Chip("Gap, changes 96-100 missing", "warn", "alert-triangle"),
        Chip("Already imported", "neu", "history"),
        Chip("Quarantined", "bad", "shield-lock"),
        Chip("Likely", "info", "user-search"),
    ]
    purpose = OneOfMany([Option("w", say("Work"), "1"), Option("s", say("Study"), "2")], say("Purpose"))
    purpose.set_value("w")
    topics = [Option(key, say(label), key) for key, label in (("1", "Finding a job"), ("4", "Visa"), ("3", "Contract"))]
    several = SeveralOfMany(topics, say("Topics"), main=True, stretch=False)
    several.set_value(("1", "4"))
    counts = [(Station.DRAFT, "1", "draft"), (Station.LAPTOP, "31", "saved on this laptop")]
    counts += [(Station.BUNDLE, "44", "in bundle 12"), (Station.RECEIVED, grouped(1204), "received by HQ")]
    route = RouteStrip([(station, count, say(label)) for station, count, label in counts])
    return [
        Card(row(*chips, None), row(*bundles, None), title="Where a record is"),
        Card(row(purpose, several, None, spacing=12), title="Answers"),
        Card(DigitsBlock(DIGITS, 8), title="Recipient check", actions=[Chip("digits match", "ok", "shield-check")]),
        Card(route),
    ]


def messages(say: Say) -> list[QWidget]:
    banners: list[QWidget] = [
        Banner("warn", "2 answers are missing.", "Age; outcome.", [second("Go to the first", "F8", small=True)]),
        Banner(
            "bad",
            "The stick was pulled out.",
            "Nothing here is lost.",
            [second("Try again", icon="refresh", small=True)],
        ),
        Banner("ok", "Bundle 13 was read back.", "", [second("Print slip", icon="printer", small=True)]),
        Banner("info", "Headquarters changed 2 things.", "", [second("Look", small=True), quiet("Later", small=True)]),
    ]
    progress = ProgressStrip("Reading bundle 13", "Cancel")
    progress.set_progress(310, 500, "310 of 500 entries")
    rows = [ListRow(say("Kamran Hussain"), say("Saudi Arabia · contract check"), say("Today"), "bad", run=lambda: None)]
    rows += [ListRow(say("Phone one digit short"), end=say("Zubair Gul"), icon="help")]
    empty = EmptyState(
        "calendar-due",
        "No follow-ups are due.",
        "When you agree one in a contact, it is listed here on its day.",
        second(say("New contact"), "Ctrl+N", icon="plus"),
    )
    facts = KeyValues(
        [KeyValue("File", "SF-7K2QH4MD-01of01.skf", "84 KB", strong=True), ("Goes", "answers, counts")], 90
    )
    return [*banners, Card(progress), Card(*rows, spacing=0, title=say("Follow-ups due")), Card(facts), Card(empty)]


def make_gallery(say: Say) -> Page:
    steps = Steps(
        [(say("Client"), "all not sent"), ("Check", "2 unclear"), ("To", "headquarters"), ("Save", "USB stick")], 2
    )
    tabs = Tabs([("a", "Details", ""), ("b", "People & attendance", "12"), ("c", "Documents", "3")], "b")
    left = column(*buttons_and_fields(say), *answers_and_states(say), None, spacing=8)
    right = Panel(column(*messages(say), None, spacing=8), width=470)
    return Page(
        PageHeader(
            "Parts", "Every part in its states", StateChip(Station.DRAFT, say("Draft")), [second("More", "Alt+M")]
        ),
        [row(steps, tabs, spacing=12), row((left, 1), right, spacing=16), None],
        footer=FooterBar(say("Draft kept 14:22:07"), actions=[primary(say("Save & next"))]),
        status=StatusBar("Saved on this laptop 14:05", ["Practice mode off"]),
        spacing=8,
    )


def test_the_gallery_of_parts_is_drawn_whole(dress, in_window, portrait, colours_in, cut_words) -> None:
    window = in_window(dress.say, make_gallery(dress.say))
    size = (1500, 1000)
    window.resize(*size)
    ToastHost(window).show_toast("Contact removed", "in the Bin for 30 days", undo=lambda: None, icon="trash")
    focus = next(button for button in window.findChildren(Button) if button.isEnabled())
    picture = portrait(window, f"parts-{dress.name}", focus, size)
    assert len(colours_in(picture)) > 20
    assert cut_words(window) == []


def test_the_dialog_is_drawn_whole(portrait, colours_in, cut_words) -> None:
    dialog = WordsDialog(
        None,
        "Erase this person’s details?",
        "Name, phone and notes of ISB-7K4Q go now. Backups that hold them age out on 8 Dec 2026. "
        "The 3 contacts stay as anonymous counts. This cannot be undone.",
        "Keep the details",
        "Erase the details",
        icon="trash",
    )
    picture = portrait(dialog, "dialog", dialog.safe, (444, 200))
    assert len(colours_in(picture)) > 5
    assert cut_words(dialog) == []
    assert dialog.safe.hasFocus()


def focusable(window: QWidget) -> list[QWidget]:
    return [
        widget
        for widget in window.findChildren(QWidget)
        if widget.isVisible() and widget.isEnabled() and widget.focusPolicy() & Qt.FocusPolicy.TabFocus
        and widget.focusProxy() is None
    ]  # fmt: skip


def test_whatever_can_have_the_focus_has_a_name_and_is_large_enough(portrait, in_window) -> None:
    window = in_window(str, make_gallery(str))
    portrait(window, "audit", size=(1366, 1000))
    parts = focusable(window)
    assert len(parts) > 20
    assert [part for part in parts if not part.accessibleName()] == []
    assert [(part, part.height()) for part in parts if part.height() < 28 or part.width() < 28] == []


def test_the_focus_can_always_be_seen(portrait, in_window) -> None:
    window = in_window(str, make_gallery(str))
    portrait(window, "focus", size=(1366, 1000))
    for part in focusable(window):
        part.clearFocus()
        without = part.grab().toImage()
        part.setFocus(Qt.FocusReason.MouseFocusReason)
        assert part.grab().toImage() != without, part.accessibleName()
