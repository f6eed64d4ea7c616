"""Who may do what is said once and asked by the operations themselves: no way round it through another page or command."""

from __future__ import annotations

import ast
from collections.abc import Callable
from dataclasses import replace
from functools import cache
from importlib import import_module
from pathlib import Path
from typing import Any

import pytest

from desktop_seed import contact
from offices import PASSPHRASE, session
from silkfield import operations
from silkfield.commands import run
from silkfield.errors import Trouble
from silkfield.operations import counselling, finding, opening, peopling, recording
from silkfield.operations.allowing import may
from silkfield.operations.exchange import erasing, inviting, withholding
from silkfield.operations.roles import ABILITIES, COORDINATOR, COUNSELLOR, FACILITATOR, TITLES, Ability
from silkfield.operations.sitting import Sitting
from silkfield.store import people

FOLDER = Path(operations.__file__).parent


@cache
def mutations() -> dict[str, Callable[..., Any]]:
    """Return every public operation that writes, itself or through another one, found in the source."""
    of_a_person: set[str] = set()
    calls: dict[str, set[str]] = {}
    for path in FOLDER.rglob("*.py"):
        module = ".".join([operations.__name__, *path.relative_to(FOLDER).with_suffix("").parts])
        tree = ast.parse(path.read_text())
        brought = {
            one.asname or one.name: f"{node.module}.{one.name}"
            for node in tree.body
            if isinstance(node, ast.ImportFrom)
            for one in node.names
        }
        for node in tree.body:
            if isinstance(node, ast.FunctionDef) and node.args.args:
                name = f"{module}.{node.name}"
                calls[name] = {
                    _called(one.func, module, brought) for one in ast.walk(node) if isinstance(one, ast.Call)
                }
                if ast.unparse(node.args.args[0].annotation or ast.Constant("")) == "Sitting":
                    of_a_person.add(name)
    writing = {name for name, called in calls.items() if "writing" in called}
    while more := {name for name, called in calls.items() if name in of_a_person - writing and called & writing}:
        writing |= more
    parted = [name.rpartition(".") for name in sorted(writing & of_a_person)]
    return {f"{module}.{name}": getattr(import_module(module), name) for module, _dot, name in parted if name[0] != "_"}


def _called(function: ast.expr, module: str, brought: dict[str, str]) -> str:
    """Return the whole name of what is called, or "writing" for the connection that writes."""
    if isinstance(function, ast.Name):
        return brought.get(function.id, f"{module}.{function.id}")
    if isinstance(function, ast.Attribute) and isinstance(function.value, ast.Name):
        return f"{brought.get(function.value.id, '')}.{function.attr}"
    return "writing" if isinstance(function, ast.Attribute) and function.attr == "writing" else ""


def test_every_operation_that_writes_says_who_may_or_that_everybody_may() -> None:
    found = mutations()
    assert len(found) > 60
    assert [name for name, operation in sorted(found.items()) if "ability" not in operation.__dict__] == []


def as_role(sitting: Sitting, role: str) -> Sitting:
    return replace(sitting, person=replace(sitting.person, role=role))


@pytest.mark.parametrize("role", TITLES)
def test_nobody_begins_what_the_role_does_not_allow(sitting: Sitting, role: str) -> None:
    one = as_role(sitting, role)
    for operation in mutations().values():
        ability = operation.__dict__["ability"]
        assert may(one, operation) == (ability is None or ability in ABILITIES[role])
        if not may(one, operation):
            with pytest.raises(Trouble) as refused:
                operation(one)
            assert refused.value.code in ("not_allowed", "not_headquarters")


def test_a_refusal_names_who_can(sitting: Sitting) -> None:
    with pytest.raises(Trouble, match="erase for good") as refused:
        erasing.erase(as_role(sitting, COUNSELLOR), "any")
    assert refused.value.advice == "Ask Ayesha."
    with pytest.raises(Trouble, match="Only headquarters"):
        inviting.invite(sitting, "LHE", "MIC Lahore")
    with pytest.raises(Trouble, match="take back what arrived"):
        withholding.undo(as_role(sitting, COUNSELLOR), "any")


def test_a_facilitator_at_a_centre_neither_sees_nor_saves_clients_and_contacts(sitting: Sitting) -> None:
    counselling.save_contact(sitting, contact())
    facilitator = as_role(sitting, FACILITATOR)
    record = finding.listing(sitting, "counselling_contact").records[0].id
    for ask in (
        lambda: finding.listing(facilitator, "counselling_contact"),
        lambda: finding.record(facilitator, record),
        lambda: recording.save(facilitator, "counselling_contact", contact()),
        lambda: recording.remove(facilitator, record),
        lambda: counselling.save_as_given(facilitator, contact()),
    ):
        with pytest.raises(Trouble, match="clients and contacts"):
            ask()
    recording.save(facilitator, "session", session())


def test_a_store_from_before_there_were_roles_is_led_by_its_first_person(sitting: Sitting) -> None:
    peopling.add_person(sitting, PASSPHRASE, "Bilal", "another long walk")
    with sitting.store.writing() as connection:
        people.change_role(connection, sitting.person.id, COUNSELLOR)
    sitting.store.close()
    again = opening.open_store(sitting.store.folder, "another long walk", "Bilal")
    assert [one.role for one in peopling.listing(again)] == [COORDINATOR, COUNSELLOR]
    again.store.close()


def test_the_command_line_refuses_the_same_and_lists_and_changes_roles(
    sitting: Sitting, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    peopling.add_person(sitting, PASSPHRASE, "Bilal", "another long walk")
    sitting.store.close()
    store = ["--store", str(sitting.store.folder), "--user"]
    monkeypatch.setenv("SILKFIELD_PASSPHRASE", "another long walk")
    assert run(["people", *store, "Bilal", "--name", "Bilal", "--role", "coordinator"]) == 2
    assert "Ask Ayesha" in capsys.readouterr().err
    monkeypatch.setenv("SILKFIELD_PASSPHRASE", PASSPHRASE)
    assert run(["people", *store, "Ayesha", "--name", "bilal", "--role", "coordinator"]) == 0
    assert "Bilal: Coordinator" in capsys.readouterr().out
    assert run(["people", *store, "Ayesha", "--name", "Bilal", "--role", "data-officer"]) == 2


def test_only_leaders_say_who_works_here() -> None:
    assert [role for role in TITLES if Ability.PEOPLE in ABILITIES[role]] == [COORDINATOR, "data-officer"]
