"""The parts every page is made of: they take plain values and know nothing of records, forms or the store."""

from __future__ import annotations

from silkfield.desktop.style import apply_theme, grouped, icon, theme, type_font
from silkfield.desktop.widgets.answer_groups import OneOfMany, SeveralOfMany, TickAnswer
from silkfield.desktop.widgets.answers import Option
from silkfield.desktop.widgets.buttons import Button, danger, primary, quiet, second
from silkfield.desktop.widgets.cells import Cell, Column, Row
from silkfield.desktop.widgets.chips import Chip, StateChip, Station
from silkfield.desktop.widgets.choice_search import Choice
from silkfield.desktop.widgets.combo import ComboField
from silkfield.desktop.widgets.dialog import WordsDialog, ask
from silkfield.desktop.widgets.digits import DigitsBlock
from silkfield.desktop.widgets.field import Field
from silkfield.desktop.widgets.head_count import HeadCountWords, Heads
from silkfield.desktop.widgets.head_count_grid import HeadCountGrid
from silkfield.desktop.widgets.layout import (
    Beside,
    Block,
    BlockCard,
    Card,
    Figure,
    KeyList,
    Panel,
    Rule,
    Scrolled,
    column,
    refill,
    row,
)
from silkfield.desktop.widgets.lines import AreaField, DateField, LineField, NumberField
from silkfield.desktop.widgets.lists import KeyValue, KeyValues, ListRow
from silkfield.desktop.widgets.messages import Banner, EmptyState, ProgressStrip
from silkfield.desktop.widgets.overlays import PracticeFrame, ToastHost
from silkfield.desktop.widgets.page import FooterBar, Page, PageHeader, StatusBar
from silkfield.desktop.widgets.passphrase import PassphraseField
from silkfield.desktop.widgets.paths import DropZone, PathField, documents, show_folder, take_drops
from silkfield.desktop.widgets.rail import BrandMark, Rail, RailItem
from silkfield.desktop.widgets.route import RouteStrip
from silkfield.desktop.widgets.select import Select
from silkfield.desktop.widgets.steps import Steps, Tabs
from silkfield.desktop.widgets.table import DataTable
from silkfield.desktop.widgets.text import IconMark, KeyCap, Text

__all__ = [
    "AreaField", "Banner", "Beside", "Block", "BlockCard", "BrandMark", "Button", "Card", "Cell", "Chip", "Choice",
    "Column", "ComboField", "DataTable", "DateField", "DigitsBlock", "DropZone", "EmptyState", "Field", "Figure",
    "FooterBar", "HeadCountGrid", "HeadCountWords", "Heads", "IconMark", "KeyCap", "KeyList", "KeyValue", "KeyValues",
    "LineField", "ListRow", "NumberField", "OneOfMany", "Option", "Page", "PageHeader", "Panel", "PassphraseField",
    "PathField", "PracticeFrame", "ProgressStrip", "Rail", "RailItem", "RouteStrip", "Row", "Rule", "Scrolled",
    "Select", "SeveralOfMany", "StateChip", "Station", "StatusBar", "Steps", "Tabs", "Text", "TickAnswer",
    "ToastHost", "WordsDialog", "apply_theme", "ask", "column", "danger", "documents", "grouped", "icon", "primary",
    "quiet", "refill", "row", "second", "show_folder", "take_drops", "theme", "type_font",
]  # fmt: skip
