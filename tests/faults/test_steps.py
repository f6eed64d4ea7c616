"""Every step that could leave something behind is counted, so that a kill before each of them is a kill everywhere."""

from __future__ import annotations

import json
import subprocess
import sys
from collections.abc import Callable
from pathlib import Path

import pytest

from dying_program import DYING, Program
from stages import SAMPLES, Stage

STEPS = {
    "open for writing": ("open", "open('new', 'wb')"),
    "open without making": ("open", "os.open('there', os.O_RDWR)"),
    "append": ("open", "Path('there').open('ab')"),
    "replace": ("os.rename", "os.replace('there', 'other')"),
    "rename": ("os.rename", "Path('there').rename('other')"),
    "link": ("os.link", "os.link('there', 'other')"),
    "unlink": ("os.remove", "Path('there').unlink()"),
    "mkdir": ("os.mkdir", "Path('folder').mkdir()"),
    "rmdir": ("os.rmdir", "Path('empty').rmdir()"),
    "truncate": ("os.truncate", "os.truncate('there', 0)"),
    "fsync": ("os.fsync", "os.fsync(os.open('there', os.O_RDONLY))"),
    "write to a table": ("statement", "connection.execute('INSERT INTO a VALUES (1)')"),
    "write many": ("statement", "connection.executemany('INSERT INTO a VALUES (?)', [(1,), (2,)])"),
    "begin to write": ("statement", "connection.execute('BEGIN IMMEDIATE')"),
    "fold in": ("statement", "connection.execute('PRAGMA wal_checkpoint(TRUNCATE)')"),
    "copy by statement": ("statement", "connection.execute(\"VACUUM INTO 'other.db'\")"),
    "close": ("close", "connection.close()"),
    "commit": ("COMMIT", "connection.execute('COMMIT')"),
    "driver's commit": ("COMMIT", "connection.commit()"),
}
NO_STEPS = {
    "read": "open('there').read()",
    "list": "list(Path('.').iterdir())",
    "select": "connection.execute('SELECT * FROM a').fetchall()",
    "ask": "connection.execute('PRAGMA user_version').fetchall()",
}
SETTING = """
import json, os, sys
from pathlib import Path
import sqlcipher3.dbapi2 as driver
sys.path.insert(0, {dying!r})
import kill_at
os.chdir({folder!r})
Path('there').write_text('something')
Path('empty').mkdir()
steps = kill_at.arm(0)
connection = driver.connect('a.db', isolation_level=None)
connection.execute('CREATE TABLE a (b)')
connection.execute({before!r})
steps.kinds.clear()
{step}
print(json.dumps(dict(steps.kinds)))
"""


@pytest.fixture
def counted(tmp_path: Path) -> Callable[..., dict[str, int]]:
    def run(step: str, before: str = "SELECT 1") -> dict[str, int]:
        text = SETTING.format(dying=str(DYING), folder=str(tmp_path), step=step, before=before)
        done = subprocess.run([sys.executable, "-c", text], check=True, capture_output=True, text=True)
        kinds: dict[str, int] = json.loads(done.stdout)
        return kinds

    return run


@pytest.mark.parametrize("name", STEPS)
def test_each_step_that_could_leave_something_behind_is_counted(
    name: str, counted: Callable[..., dict[str, int]]
) -> None:
    kind, step = STEPS[name]
    assert counted(step, "BEGIN IMMEDIATE" if kind == "COMMIT" else "SELECT 1") == {kind: 1}


@pytest.mark.parametrize("name", NO_STEPS)
def test_reading_is_no_step(name: str, counted: Callable[..., dict[str, int]]) -> None:
    assert counted(NO_STEPS[name]) == {}


@pytest.mark.parametrize(("push", "unpushed"), [("pass", 1), ("os.fsync(file)", 0)])
def test_a_file_that_gets_its_name_before_it_is_on_the_disk_is_told(
    push: str, unpushed: int, counted: Callable[..., dict[str, int]]
) -> None:
    write, name = "file = open('new', 'wb'); file.write(b'x'); file.flush()", "os.replace('new', 'there')"
    told = "steps.kinds['unpushed'] = len(steps.unpushed)"
    assert counted(f"{write}; {push}; {name}; {told}")["unpushed"] == unpushed


def test_a_file_is_the_old_one_or_the_new_one_whenever_its_writing_is_killed(tmp_path: Path) -> None:
    path = tmp_path / "there"
    text = f"""
import resource, sys
from pathlib import Path
from silkfield.locations import write_whole
sys.path.insert(0, {str(DYING)!r})
import kill_at
resource.setrlimit(resource.RLIMIT_FSIZE, (int(sys.argv[2]), -1))
kill_at.arm(int(sys.argv[1]))
write_whole(Path({str(path)!r}), b"new")
"""

    def written(deadly: int, room: int = 1_000) -> int:
        path.write_bytes(b"old")
        words = [sys.executable, "-c", text, str(deadly), str(room)]
        return subprocess.run(words, check=False, capture_output=True).returncode

    assert written(0, room=1)  # a disk with room for one byte
    assert path.read_bytes() == b"old"
    left = []
    for deadly in range(1, 20):
        ended = written(deadly)
        left.append(path.read_bytes())
        if ended == 0:
            break
    assert ended == 0
    assert set(left) == {b"old", b"new"}
    assert len(left) > 4


@pytest.mark.parametrize(
    ("command", "least"),
    [
        ("receive", {"open": 3, "os.rename": 4, "os.fsync": 4, "statement": 10, "COMMIT": 2}),
        ("send", {"open": 3, "os.rename": 1, "os.fsync": 2, "statement": 4, "COMMIT": 2}),
        ("intake", {"open": 2, "statement": 6, "COMMIT": 1}),
    ],
)
def test_the_steps_of_a_command_are_of_every_kind(
    command: str, least: dict[str, int], program: Program, stage: Stage, record_property: Callable[[str, str], None]
) -> None:
    folder = stage.fresh()
    words: dict[str, list[object]] = {
        "receive": ["receive", folder / "mail", "--store", folder / "headquarters"],
        "send": ["send", "--store", folder / "ISB1", "--to", folder / "stick"],
        "intake": [
            *("intake", SAMPLES / "awareness-sessions-2016-05.xlsx"),
            *("--form", "session", "--store", folder / "ISB1", "--errors", folder / "refused.xlsx"),
        ],
    }
    ended = program(*words[command])
    assert ended.code in (0, 3)
    told = ", ".join(f"{count} {kind}" for kind, count in sorted(ended.kinds.items()))
    record_property("note", f"{command}: {ended.steps} steps to be killed before: {told}")
    assert all(ended.kinds.get(kind, 0) >= count for kind, count in least.items()), ended.kinds
