"""The project stands alone: a stranger can build it from these files, and finds no unfinished place in them."""

from __future__ import annotations

import os
import re
from pathlib import Path

import pytest

ROOT = Path(__file__).resolve().parents[2]
NOT_OURS = {".git", ".venv", "build", "dist", "demo-output", "__pycache__", ".hypothesis"}

FORBIDDEN = {
    "a folder outside the project": r"\.\./(shared|\.library)",
    "a path of somebody's computer": r"(?<![\w.])(/work/|/home/\w|/root/)",
    # A number of three digits or more after # may be a colour; one or two digits never are.
    "an issue number": r"(?<![\w&#/])#\d{1,2}(?!\w)|(?i:\b(issue|ticket|pull request|fix(es)?|closes?) #?\d+\b)",
    "the address of a package registry": r"(?i)pythonhosted\.org|pypi\.org/simple|npmjs\.|debian\.org/debian"
    r"|ubuntu\.com/ubuntu|/opt/pypi|index-url [^-]",
    "an unfinished place": r"\b(TODO|FIXME|NotImplementedError)\b",
}


@pytest.fixture(scope="module")
def texts() -> dict[str, str]:
    """Every text file of the project but this one, which must name what it forbids."""
    found = {}
    for folder, subfolders, names in os.walk(ROOT):
        subfolders[:] = [
            name for name in subfolders if name not in NOT_OURS and not name.endswith(("_cache", ".egg-info"))
        ]
        for path in (Path(folder, name) for name in names):
            content = path.read_bytes()
            if path != Path(__file__) and b"\0" not in content[:8192]:
                found[path.relative_to(ROOT).as_posix()] = content.decode("utf-8", errors="replace")
    return found


@pytest.mark.parametrize("what", FORBIDDEN)
def test_no_file_names(what, texts):
    pattern = re.compile(FORBIDDEN[what])
    hits = [
        f"{path}:{text.count(chr(10), 0, hit.start()) + 1}: {hit.group()}"
        for path, text in texts.items()
        for hit in pattern.finditer(text)
    ]
    assert hits == []


@pytest.mark.parametrize(
    ("what", "text"),
    [
        ("an issue number", "mends #7"),
        ("an issue number", "see issue 12"),
        ("an unfinished place", "# TODO later"),
        ("a path of somebody's computer", 'open("/home/ayesha/data")'),
        ("the address of a package registry", "--index-url https://example.org/simple"),
    ],
)
def test_the_patterns_find_what_they_are_for(what, text):
    assert re.search(FORBIDDEN[what], text)


@pytest.mark.parametrize(
    "text", ["color: #111;", "#fff", "#12ab34", "&#39;", "page#1", "an issue of 12 copies", "--no-emit-index-url -o"]
)
def test_colours_and_plain_words_are_no_issue_numbers(text):
    assert not any(re.search(pattern, text) for pattern in FORBIDDEN.values())
