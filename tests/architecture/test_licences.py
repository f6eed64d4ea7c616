"""What we took from others carries its licence along."""

from __future__ import annotations

from pathlib import Path

RESOURCES = Path(__file__).resolve().parents[2] / "resources"

FONT_LICENCES = {
    "Inter": "OFL-inter.txt",
    "NotoNaskhArabic": "OFL-noto-naskh-arabic.txt",
    "SilkfieldNastaliq": "OFL-noto-nastaliq-urdu.txt",  # renamed, as the licence asks of a changed font
}


def holds_text(path: Path) -> bool:
    """Tell whether a licence is there and not empty."""
    return path.is_file() and path.stat().st_size > 0


def test_every_font_has_its_licence_beside_it():
    fonts = [path for path in (RESOURCES / "fonts").rglob("*") if path.suffix in {".ttf", ".otf"}]
    families = {path: path.stem.replace("_", "-").split("-")[0] for path in fonts}
    licences = {path: path.with_name(FONT_LICENCES.get(family, "unknown")) for path, family in families.items()}
    assert [path.name for path, licence in licences.items() if not holds_text(licence)] == []


def test_every_icon_has_its_licence_beside_it():
    folders = {path.parent for path in (RESOURCES / "icons").rglob("*.svg")}
    assert [folder.name for folder in folders if not any(map(holds_text, folder.glob("LICENSE*")))] == []
