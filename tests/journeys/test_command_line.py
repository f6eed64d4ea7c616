"""The contract of the command line: one JSON document, plain sentences, the right exit code, and never a traceback."""

from __future__ import annotations

import json
import os
import subprocess
import sys
from collections.abc import Callable
from pathlib import Path
from pkgutil import iter_modules
from typing import Any

import pytest

from desktop_seed import contact
from offices import PASSPHRASE, session
from silkfield import commands
from silkfield.commands import run
from silkfield.operations import opening
from silkfield.operations.exchange import founding, network

Command = Callable[..., tuple[int, dict[str, Any]]]


@pytest.fixture
def silkfield(tmp_path: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]) -> Command:
    """Run a command in a folder of its own and return its exit code and its JSON document."""
    monkeypatch.chdir(tmp_path)
    monkeypatch.setenv("SILKFIELD_PASSPHRASE", PASSPHRASE)

    def command(*words: str) -> tuple[int, dict[str, Any]]:
        code = run([*words, "--json"])
        printed = capsys.readouterr()
        assert "Traceback" not in printed.err
        return code, json.loads(printed.out)

    return command


def save(silkfield: Command, store: str, **answers: object) -> str:
    Path("record.json").write_text(json.dumps(session(**answers)))
    code, saved = silkfield("record", "session", "--store", store, "--json-file", "record.json")
    assert code == 0
    return str(saved["id"])


def enrol(silkfield: Command, code: str) -> None:
    silkfield("invite", "--store", "hq", "--site", code, "--name", f"MIC {code}", "--to", f"{code}.skf-invite")
    _, joined = silkfield(
        "join", f"{code}.skf-invite", "--store", code, "--user", "Ayesha", "--to", f"{code}.skf-enrol"
    )
    assert silkfield("admit", f"{code}.skf-enrol", "--store", "hq", "--code", joined["code"])[0] == 0


def test_every_command_is_offered() -> None:
    written = {found.name for found in iter_modules(commands.__path__)} - {"console", "story"}
    assert set(commands.COMMANDS) == written


def test_practice_and_the_starter_directory_are_made_by_commands(silkfield: Command) -> None:
    assert silkfield("practice", "--store", "try", "--user", "Bilal", "--kind", "team")[0] == 0
    assert silkfield("practice", "--store", "try")[0] == 0
    assert silkfield("list", "event", "--store", "try")[1]["count"] == 26
    assert silkfield("send", "--store", "try", "--to", "stick")[0] == 2
    silkfield("create-hq", "--store", "hq", "--name", "ICMPD headquarters", "--user", "Farah")
    assert [silkfield("starter", "--store", "hq")[1]["added"] for _time in range(2)] == [39, 0]


def test_the_main_job_from_end_to_end(silkfield: Command) -> None:
    assert silkfield("create-hq", "--store", "hq", "--name", "ICMPD headquarters", "--user", "Farah")[0] == 0
    enrol(silkfield, "ISB")
    record = save(silkfield, "ISB")

    code, sent = silkfield("send", "--store", "ISB", "--to", "stick")
    assert (code, sent["bundle"], sent["records"]) == (0, 1, {"session": 1})
    code, seen = silkfield("inspect", *sent["parts"])
    assert (code, seen["parts"][0]["whole"], seen["parts"][0]["number"]) == (0, True, 1)

    code, planned = silkfield("receive", *sent["parts"], "--store", "hq", "--plan")
    assert (code, planned["parts"][0]["result"]) == (0, "planned")
    assert silkfield("list", "session", "--store", "hq")[1]["count"] == 0

    code, received = silkfield("receive", *sent["parts"], "--store", "hq")
    assert received["parts"][0]["plan"] == {"new": 1, "changed": 0, "known": 0, "clash": 0, "held": 0}
    code, again = silkfield("receive", *sent["parts"], "--store", "hq")
    assert (code, again["parts"][0]["result"]) == (0, "known")

    _, back = silkfield("send", "--store", "hq", "--site", "ISB", "--to", "back")
    assert silkfield("receive", *back["parts"], "--store", "ISB")[0] == 0
    _, listed = silkfield("list", "session", "--store", "ISB", "--find", "attock", "--limit", "5")
    assert [(one["id"], one["state"]) for one in listed["records"]] == [(record, "received")]

    code, made = silkfield("report", "R1", "--store", "hq", "--period", "2016-05", "--site", "ISB", "--to", "r1.xlsx")
    assert (code, made["figures"]["ISB"]["C"]["heads"]["total"]) == (0, 42)
    assert Path("r1.xlsx").stat().st_size > 4_000
    code, verdict = silkfield("verify", "--store", "hq")
    assert (code, verdict["sound"], verdict["records"]) == (0, True, 1)
    assert silkfield("undo-import", "ISB1-1", "--store", "hq")[1]["changes"] == 2
    assert silkfield("list", "session", "--store", "hq")[1]["count"] == 0


def test_files_are_inspected_from_outside_and_with_a_key(
    silkfield: Command, capsys: pytest.CaptureFixture[str]
) -> None:
    silkfield("create-hq", "--store", "hq", "--name", "HQ", "--user", "Farah")
    enrol(silkfield, "ISB")
    save(silkfield, "ISB")
    _, sent = silkfield("send", "--store", "ISB", "--to", "stick")
    (part,) = sent["parts"]
    code, seen = silkfield("inspect", "stick", "--store", "hq")
    assert code == 0
    export, name = seen["parts"][0]["export"], Path(part).name[:11]
    assert seen["bundles"] == [{"export": export, "name": name, "parts": 1, "here": [1], "missing": []}]
    inside = seen["parts"][0]["inside"]
    assert (inside["laptop"], inside["bundle"], inside["gaps"], inside["manifest"]["need"]) == (
        "ISB1",
        1,
        [],
        ["core1"],
    )
    whole = Path(part).read_bytes()
    Path(part).write_bytes(whole[:-7])
    assert silkfield("inspect", part)[0] == 3
    Path("whole.skf").write_bytes(whole)

    capsys.readouterr()
    assert run(["inspect", part, "whole.skf", "--store", "hq"]) == 3
    told = capsys.readouterr().out
    assert "part 1 of 1, to headquarters: This file is not complete" in told
    assert "ISB1 (MIC ISB), bundle 1, made" in told
    assert "Changes 1-2 of 2." in told
    assert run(["inspect", part]) == 3
    assert f"{name}: part 1 of 1 is missing." in capsys.readouterr().out
    Path("letter.skf").write_text("Dear all")
    assert run(["inspect", "letter.skf"]) == 3
    assert run(["inspect", "whole.skf", "--store", "ISB"]) == 3
    assert "for somebody else" in capsys.readouterr().out
    Path("empty").mkdir()
    assert run(["inspect", "empty"]) == 0


def test_a_person_decides_about_what_lies_in_quarantine(silkfield: Command) -> None:
    silkfield("create-hq", "--store", "hq", "--name", "HQ", "--user", "Farah")
    enrol(silkfield, "ISB")
    save(silkfield, "ISB")
    _, sent = silkfield("send", "--store", "ISB", "--to", "stick")
    hq = opening.open_store(Path("hq"), PASSPHRASE)
    roster = network.held_roster(hq)
    founding.publish(hq, roster.without_device(bytes.fromhex(roster.devices[0].key_id), hq.clock.now()))
    hq.store.close()
    damaged = bytearray(Path(sent["parts"][0]).read_bytes())
    damaged[-1] ^= 1
    Path("damaged.skf").write_bytes(damaged)

    code, refused = silkfield("receive", *sent["parts"], "--store", "hq")
    assert (code, refused["parts"][0]["code"]) == (3, "E_REVOKED")
    assert silkfield("receive", *sent["parts"], "--store", "hq", "--anyway", " ")[1]["error"] == "no_reason"
    code, done = silkfield("receive", *sent["parts"], "--store", "hq", "--anyway", "made before the theft")
    assert (code, done["parts"][0]["result"]) == (0, "imported")
    assert silkfield("list", "session", "--store", "hq")[1]["count"] == 1

    assert silkfield("receive", "damaged.skf", "--store", "hq", "--anyway", "please")[1]["error"] == "not_decidable"
    code, gone = silkfield("receive", "damaged.skf", "--store", "hq", "--discard")
    assert (code, gone["parts"][0]["result"]) == (0, "discarded")
    assert list(Path("hq/quarantine").iterdir()) == []


def test_an_id_in_the_answers_makes_a_correction_and_the_history_tells(silkfield: Command) -> None:
    silkfield("create-hq", "--store", "hq", "--name", "HQ", "--user", "Farah")
    record = save(silkfield, "hq")
    Path("change.json").write_text(json.dumps({"id": record, "venue": "Town hall"}))
    assert silkfield("record", "session", "--store", "hq", "--json-file", "change.json")[1]["changed"] is True

    _, shown = silkfield("show", record, "--store", "hq")
    assert shown["values"]["venue"] == "Town hall"
    assert shown["values"]["topics"] == ["JOB", "FRAUD"]
    _, told = silkfield("history", record, "--store", "hq")
    assert [one["why"] for one in told["revisions"]] == ["create", "edit"]
    assert told["revisions"][1]["changes"][0]["after"] == "Town hall"

    assert silkfield("remove", record, "--store", "hq", "--why", "twice")[1]["changed"] is True
    assert silkfield("list", "session", "--store", "hq", "--removed")[1]["count"] == 1
    assert silkfield("restore-record", record, "--store", "hq")[1]["changed"] is True


@pytest.mark.parametrize(
    ("words", "code", "said"),
    [
        (("list", "nothing"), 2, "no form"),
        (("show", "0192f3a4-0000-7000-8000-0000000000ff"), 2, "no record"),
        (("record", "session", "--json-file", "missing.json"), 2, "no file"),
        (("record", "session", "--json-file", "no.json"), 2, "no JSON object"),
        (("record", "session", "--json-file", "future.json"), 2, "not saved"),
        (("receive", "missing.skf"), 2, "no file"),
        (("report", "R1", "--period", "May"), 2, "no month"),
        (("report", "R9", "--period", "2016-05"), 2, "no report"),
        (("report", "R1", "--period", "2016-05", "--to", "r1.doc"), 2, "no ending"),
        (("report", "R1", "--period", "2016-05", "--site", "XXX"), 2, "no site"),
        (("undo-import", "ISB1-99"), 2, "can be undone"),
        (("send", "--to", "out"), 2, "send to"),
        (("export", "session", "--to", "sessions.csv"), 2, "workbook"),
        (("intake", "no.json", "--form", "session"), 2, ""),
        (("verify", "--user", "Nobody"), 2, "Nobody"),
    ],
)
def test_bad_input_gets_one_sentence_and_code_2(
    silkfield: Command, words: tuple[str, ...], code: int, said: str
) -> None:
    silkfield("create-hq", "--store", "hq", "--name", "HQ", "--user", "Farah")
    Path("no.json").write_text("{]")
    Path("future.json").write_text(json.dumps(session(held_on="2061-05-03")))

    got, document = silkfield(*words, "--store", "hq")

    assert got == code
    assert said in document["sentence"]
    assert document["advice"]


def test_a_store_that_is_missing_or_locked_with_another_passphrase(
    silkfield: Command, monkeypatch: pytest.MonkeyPatch
) -> None:
    assert silkfield("list", "session", "--store", "nowhere")[0] == 2
    silkfield("create-hq", "--store", "hq", "--name", "HQ", "--user", "Farah")
    monkeypatch.setenv("SILKFIELD_PASSPHRASE", "another passphrase")
    code, document = silkfield("list", "session", "--store", "hq")
    assert (code, document["error"]) == (2, "passphrase")
    assert silkfield("create-hq", "--store", "hq", "--name", "HQ", "--user", "Farah")[1]["error"] == "store_exists"


def test_the_program_itself_starts_and_says_wrong_use_on_standard_error(tmp_path: Path) -> None:
    def start(*words: str) -> subprocess.CompletedProcess[str]:
        environment = {**os.environ, "SILKFIELD_PASSPHRASE": PASSPHRASE}
        return subprocess.run(
            [sys.executable, "-m", "silkfield", *words],
            cwd=tmp_path,
            env=environment,
            capture_output=True,
            text=True,
            check=False,
        )

    assert start("--version").stdout.startswith("Silkfield ")
    wrong = start("frobnicate")
    assert (wrong.returncode, wrong.stdout) == (2, "")
    assert "Traceback" not in wrong.stderr
    made = start("create-hq", "--store", "hq", "--name", "HQ", "--user", "Farah")
    assert (made.returncode, made.stderr) == (0, "")
    listed = start("list", "session", "--store", "hq", "--json")
    assert json.loads(listed.stdout) == {"form": "session", "count": 0, "records": []}


def test_a_person_is_erased_once_it_is_confirmed_and_every_office_says_so(silkfield: Command) -> None:
    silkfield("create-hq", "--store", "hq", "--name", "ICMPD headquarters", "--user", "Farah")
    enrol(silkfield, "ISB")
    Path("official.json").write_text(json.dumps({"full_name": "Director General", "sex": "F"}))
    _, saved = silkfield("record", "person", "--store", "ISB", "--json-file", "official.json")
    silkfield("send", "--store", "ISB", "--to", "one")
    silkfield("receive", "one", "--store", "hq")

    assert silkfield("erase", save(silkfield, "ISB"), "--store", "ISB", "--yes")[1]["error"] == "not_personal"
    code, shown = silkfield("erase", saved["id"], "--store", "ISB")
    assert (code, shown["goes"], shown["order"]) == (0, {"person": 1}, None)
    assert silkfield("show", saved["id"], "--store", "ISB")[0] == 0
    code, done = silkfield("erase", saved["id"], "--store", "ISB", "--yes")
    assert silkfield("show", saved["id"], "--store", "ISB")[1]["error"] == "no_record"

    for stick, sender, receiver in (("two", "ISB", "hq"), ("three", "hq", "ISB"), ("four", "ISB", "hq")):
        silkfield("send", "--store", sender, "--to", stick, *(("--site", "ISB") if sender == "hq" else ()))
        assert silkfield("receive", stick, "--store", receiver)[0] == 0
    code, known = silkfield("erasures", "--store", "hq")
    (line,) = known["erasures"]
    assert (code, line["order"], line["gone"], line["confirmed"]) == (0, done["order"], 1, 1)
    assert silkfield("verify", "--store", "hq")[0] == 0


def test_a_lost_laptop_is_taken_off_the_list_and_the_sites_say_so(
    silkfield: Command, capsys: pytest.CaptureFixture[str]
) -> None:
    silkfield("create-hq", "--store", "hq", "--name", "HQ", "--user", "Farah")
    enrol(silkfield, "ISB")
    save(silkfield, "ISB")
    silkfield("receive", *silkfield("send", "--store", "ISB", "--to", "stick")[1]["parts"], "--store", "hq")

    assert silkfield("revoke", "ISB1", "--store", "hq", "--look")[1]["revoked"] == 0
    assert silkfield("revoke", "ISB1", "--store", "hq")[1]["error"] == "no_reason"
    code, lost = silkfield("revoke", "isb1", "--store", "hq", "--reason", "Left on a train", "--to", "lost.html")
    assert (code, lost["revoked"], lost["last"], lost["mates"]) == (0, 4, 2, [])
    assert "Left on a train" in Path("lost.html").read_text()
    code, known = silkfield("sites", "--store", "hq")
    (laptop,) = known["sites"][0]["laptops"]
    assert (code, known["roster"], laptop["revoked"], laptop["bundle"]) == (0, 4, 4, 1)
    assert len(known["headquarters"]["transport"]) == 1
    assert silkfield("sites", "--store", "ISB")[1]["roster"] == 0

    assert run(["sites", "--store", "hq"]) == run(["sites", "--store", "ISB"]) == 0
    printed = capsys.readouterr().out
    assert "ISB1 · off the list since version 4 · last bundle 1" in printed
    assert "has not arrived here yet" in printed
    assert run(["revoke", "ISB1", "--store", "hq", "--look", "--to", "again.html"]) == 0
    assert "The page to print is in again.html" in capsys.readouterr().out


def test_a_receipt_is_read_aloud_both_ways(silkfield: Command, capsys: pytest.CaptureFixture[str]) -> None:
    silkfield("create-hq", "--store", "hq", "--name", "HQ", "--user", "Farah")
    enrol(silkfield, "ISB")
    record = save(silkfield, "ISB")
    own = silkfield("receipt-line", "--store", "ISB")[1]["line"]
    code, told = silkfield("receipt-line", "--store", "hq", "--heard", own)
    assert (code, told["missing"]) == (3, [[1, 2]])
    silkfield("receive", *silkfield("send", "--store", "ISB", "--to", "stick")[1]["parts"], "--store", "hq")
    assert silkfield("receipt-line", "--store", "hq", "--heard", own)[0] == 0
    line = silkfield("receipt-line", "ISB1", "--store", "hq")[1]["line"]
    assert line == own

    assert silkfield("send", "--store", "ISB", "--heard", line.lower())[1]["change"] == 2
    assert silkfield("show", record, "--store", "ISB")[1]["state"] == "received-by-phone"
    assert silkfield("send", "--store", "ISB", "--heard", line, "--to", "stick2")[1]["bundle"] == 2
    assert silkfield("send", "--store", "ISB", "--heard", "SF ISB1 2 AAAAAAAA")[1]["error"] == "phone_other_history"
    assert run(["receipt-line", "ISB1", "--store", "hq"]) == 0
    assert line in capsys.readouterr().out


def test_the_transport_key_is_rotated_and_old_ones_are_destroyed_on_a_word(
    silkfield: Command, capsys: pytest.CaptureFixture[str]
) -> None:
    silkfield("create-hq", "--store", "hq", "--name", "HQ", "--user", "Farah")
    enrol(silkfield, "ISB")
    assert silkfield("rotate-key", "--store", "hq", "--destroy-old")[1]["error"] == "no_old_key"
    code, rotated = silkfield("rotate-key", "--store", "hq")
    assert (code, len(rotated["keys"]), rotated["keys"][0]["waiting"]) == (0, 2, ["ISB1"])
    assert silkfield("sites", "--store", "hq")[1]["headquarters"]["transport"] == [
        one["recipient"] for one in rotated["keys"]
    ]
    assert silkfield("rotate-key", "--store", "hq")[1]["error"] == "rotating"
    assert run(["rotate-key", "--store", "hq", "--look"]) == 0
    assert "waits for ISB1" in capsys.readouterr().out
    assert run(["rotate-key", "--store", "hq", "--destroy-old"]) == 0
    assert "can be opened no more:\n  Bundles that were written before" in capsys.readouterr().out
    keys = silkfield("rotate-key", "--store", "hq", "--look")[1]["keys"]
    assert [one["state"] for one in keys] == ["in use", "destroyed"]


def test_headquarters_asks_for_everything_and_tells_a_site_something(
    silkfield: Command, capsys: pytest.CaptureFixture[str]
) -> None:
    silkfield("create-hq", "--store", "hq", "--name", "HQ", "--user", "Farah")
    enrol(silkfield, "ISB")
    save(silkfield, "ISB")
    silkfield("receive", *silkfield("send", "--store", "ISB", "--to", "stick")[1]["parts"], "--store", "hq")
    assert silkfield("want", "ISB", "--store", "hq") == (0, {"site": "ISB", "asked": "ISB"})
    assert silkfield("notice", "ISB", "The stick came back empty.", "--store", "hq")[0] == 0
    assert silkfield("notice", "KHI", "Hello", "--store", "hq")[1]["error"] == "no_site"
    assert run(["notice", "--store", "ISB"]) == 0
    assert "Nothing was told yet" in capsys.readouterr().out
    silkfield(
        "receive", *silkfield("send", "--store", "hq", "--site", "ISB", "--to", "back")[1]["parts"], "--store", "ISB"
    )
    assert [one["text"] for one in silkfield("notice", "--store", "ISB")[1]["notices"]] == [
        "The stick came back empty."
    ]
    assert silkfield("send", "--store", "ISB", "--to", "stick")[1]["records"] == {"session": 1}
    assert silkfield("send", "--store", "ISB", "--to", "stick")[1]["records"] == {}


def test_headquarters_comes_back_from_its_kit(silkfield: Command, capsys: pytest.CaptureFixture[str]) -> None:
    silkfield("create-hq", "--store", "hq", "--name", "HQ", "--user", "Farah")
    enrol(silkfield, "ISB")
    save(silkfield, "ISB")
    silkfield("receive", *silkfield("send", "--store", "ISB", "--to", "stick")[1]["parts"], "--store", "hq")
    code, made = silkfield("recovery-kit", "hq.skf-kit", "--store", "hq", "--page", "code.html")
    assert (code, made["kit"]) == (0, "hq.skf-kit")
    assert made["code"] in Path("code.html").read_text()
    assert (
        silkfield("recovery-kit", "hq.skf-kit", "--store", "hq", "--check", "--code", "AAAA")[1]["error"] == "kit_code"
    )
    assert silkfield("recovery-kit", "hq.skf-kit", "--store", "hq", "--check", "--code", made["code"])[0] == 0
    assert silkfield("sites", "--store", "hq")[0] == 0

    assert silkfield("recover", "hq.skf-kit", "--store", "hq", "--user", "Farah", "--code", made["code"])[0] == 2
    code, back = silkfield("recover", "hq.skf-kit", "--store", "hq2", "--user", "Farah", "--code", made["code"])
    assert (code, back["sites"]) == (0, ["ISB"])
    silkfield(
        "receive", *silkfield("send", "--store", "hq2", "--site", "ISB", "--to", "b")[1]["parts"], "--store", "ISB"
    )
    silkfield("receive", *silkfield("send", "--store", "ISB", "--to", "stick2")[1]["parts"], "--store", "hq2")
    assert silkfield("list", "session", "--store", "hq2")[1]["count"] == 1
    assert silkfield("sites", "--store", "ISB", "--copy", "list")[0] == 0
    assert silkfield("sites", "--store", "hq2", "--take", "list")[0] == 0
    assert run(["sites", "--store", "hq2"]) == run(["recovery-kit", "new.skf-kit", "--store", "hq2"]) == 0
    printed = capsys.readouterr().out
    assert "There is no recovery kit of headquarters" in printed
    assert "Then type it back: recovery-kit new.skf-kit --check" in printed
    assert run(["recovery-kit", "hq.skf-kit", "--store", "hq2", "--check", "--code", made["code"]]) == 0


def test_a_record_that_two_laptops_edited_is_listed_and_decided(
    silkfield: Command, capsys: pytest.CaptureFixture[str]
) -> None:
    silkfield("create-hq", "--store", "hq", "--name", "ICMPD headquarters", "--user", "Farah")
    enrol(silkfield, "ISB")
    silkfield("invite", "--store", "hq", "--site", "ISB", "--name", "MIC ISB", "--to", "second.skf-invite")
    _, joined = silkfield("join", "second.skf-invite", "--store", "ISB2", "--user", "Bilal", "--to", "second.skf-enrol")
    silkfield("admit", "second.skf-enrol", "--store", "hq", "--code", joined["code"])
    silkfield("send", "--store", "hq", "--site", "ISB", "--to", "back")
    for store in ("ISB", "ISB2"):
        silkfield("receive", "back", "--store", store)
    assert run(["clashes", "--store", "ISB"]) == 0
    assert "No record was edited in two places." in capsys.readouterr().out
    record = save(silkfield, "ISB")
    silkfield("send", "--store", "ISB", "--to", "first", "--to-mates")
    silkfield("receive", "first", "--store", "ISB2")
    for store, remarks in (("ISB", "Rain."), ("ISB2", "Sun.")):
        save(silkfield, store, id=record, remarks=remarks)
    silkfield("send", "--store", "ISB2", "--to", "second", "--to-mates")
    silkfield("receive", "second", "--store", "ISB")

    _, listed = silkfield("clashes", "--store", "ISB")
    (clash,) = listed["clashes"]
    assert (clash["id"], clash["decider"]) == (record, "here")
    assert run(["clashes", "--store", "ISB"]) == 0
    assert "Remarks (remarks): – → 1: Rain. | 2: Sun." in capsys.readouterr().out
    for wrong in (("--group", "remarks"), ("--answer", "remarks"), ("--take", "7"), ()):
        code, said = silkfield("resolve", record, "--store", "ISB", *wrong)
        assert (code, bool(said["error"])) == (2, True)
    code, _done = silkfield(
        "resolve", record, "--store", "ISB", "--answer", "remarks=Rain, then sun.", "--note", "Asked"
    )
    assert code == 0
    _, shown = silkfield("show", record, "--store", "ISB")
    assert shown["values"]["remarks"] == "Rain, then sun."
    _, merged = silkfield("clashes", "--store", "ISB", "--merged")
    assert [one["id"] for one in merged["clashes"]] == [record]


def test_a_contact_brings_its_referral_and_follow_up_to_headquarters(silkfield: Command) -> None:
    silkfield("create-hq", "--store", "hq", "--name", "ICMPD headquarters", "--user", "Farah")
    enrol(silkfield, "ISB")
    agreed = contact(outcomes=["REFERRED", "FOLLOWUP"], referred_to=["OPF"], follow_up_on="2016-06-08")
    Path("contact.json").write_text(json.dumps(agreed))
    code, saved = silkfield("record", "counselling_contact", "--store", "ISB", "--json-file", "contact.json")
    assert code == 0
    for form, named in (("referral", {"to_kind": "OPF", "status": "SENT"}), ("follow_up", {"due": "2016-06-08"})):
        (listed,) = silkfield("list", form, "--store", "ISB")[1]["records"]
        assert listed["values"] | named | {"contact": saved["id"]} == listed["values"]
        assert silkfield("show", listed["id"], "--store", "ISB")[0] == 0
    Path("status.json").write_text(json.dumps({"id": listed["id"], "result": "REGULAR", "closed_on": "2016-06-08"}))
    assert silkfield("record", "follow_up", "--store", "ISB", "--json-file", "status.json")[0] == 0
    parts = silkfield("send", "--store", "ISB", "--to", "stick")[1]["parts"]
    assert silkfield("receive", *parts, "--store", "hq")[0] == 0
    assert silkfield("list", "follow_up", "--store", "hq")[1]["records"][0]["values"]["result"] == "REGULAR"
    assert silkfield("export", "referral", "--store", "hq", "--to", "referrals.xlsx")[0] == 0


def test_clients_who_may_be_one_person_are_listed_joined_and_separated(
    silkfield: Command, capsys: pytest.CaptureFixture[str]
) -> None:
    silkfield("create-hq", "--store", "hq", "--name", "ICMPD headquarters", "--user", "Farah")
    enrol(silkfield, "ISB")
    assert run(["duplicates", "--store", "hq"]) == 0
    assert "Nobody waits to be compared." in capsys.readouterr().out
    tokens = [{"key": kind, "kind": kind, "token": kind * 4} for kind in ("PHONE", "NAME_FATHER")]
    clients = []
    for _number in range(3):
        person = {"identity_level": "I2", "sex": "M", "age_group": "A25"}
        for form, answers in (("client", person), ("client_match", {"tokens": tokens})):
            Path("one.json").write_text(
                json.dumps({**answers, **({"client": clients[-1]} if form != "client" else {})})
            )
            made = silkfield("record", form, "--store", "ISB", "--json-file", "one.json")[1]["id"]
            clients += [made] if form == "client" else []
    silkfield("receive", *silkfield("send", "--store", "ISB", "--to", "stick")[1]["parts"], "--store", "hq")
    one, other, third = clients

    def listed(*words: str) -> tuple[dict[str, int], list[set[str]]]:
        said = silkfield("duplicates", "--store", "hq", *words)[1]
        return said["counts"], [{half["id"] for half in pair["clients"]} for pair in said["pairs"]]

    assert len(listed("--grade", "sure")[1]) == 3
    assert run(["duplicates", "--store", "hq", "--limit", "1"]) == 0
    assert "Sure: same phone, name and father alike" in capsys.readouterr().out
    assert silkfield("tell-apart", one, third, "--store", "hq")[1]["apart"] == [one, third]
    assert silkfield("join", one, other, "--store", "hq")[1]["joined"] == [one, other]
    assert listed()[1] == []
    assert silkfield("join", other, third, "--store", "hq")[1]["error"] == "told_apart"
    assert silkfield("separate", one, "--store", "hq")[0] == 0
    assert listed("--ask", other, third)[0] == {"sure": 0, "likely": 0, "unsure": 0, "asked": 1, "apart": 2}
    assert silkfield("join", "nothing.skf-invite", "--store", "new")[0] == 2
