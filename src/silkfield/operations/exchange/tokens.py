"""Match tokens: what lets headquarters see that two sites may know the same person, without learning who that is.

A token is a keyed hash (HMAC-SHA-256) of a phone number, of name and father, or of name, district and birth year. The
key is made by the first laptop of the network and never reaches headquarters; a laptop without it writes no tokens, and
writes them for everybody once it has it.
"""

from __future__ import annotations

import hmac
import secrets
from collections.abc import Mapping
from typing import Any

from silkfield.matching.tokens import token_inputs
from silkfield.operations.exchange import network
from silkfield.operations.recording import Saver, Wanted
from silkfield.operations.sitting import Sitting
from silkfield.records.changes import Changes
from silkfield.store import facts
from silkfield.store.store import Connection


def match_key(connection: Connection, sitting: Sitting) -> bytes | None:
    """Return the network's match key, made now when this is the first laptop that headquarters ever admitted."""
    if kept := facts.read(connection, "match_key"):
        return bytes.fromhex(kept)
    held = network.roster(connection, sitting)
    if held is None or not held.devices or sitting.office.is_headquarters:
        return None
    if min(held.devices, key=lambda device: device.added).key_id != sitting.office.device:
        return None
    key = secrets.token_bytes(32)
    facts.note(connection, "match_key", key.hex())
    return key


def tokens(key: bytes, client: Mapping[str, Any], identity: Mapping[str, Any]) -> list[dict[str, str]]:
    """Return the tokens of one client as rows of the form client_match."""
    phones = [identity[name] for name in ("phone", "phone_2") if identity.get(name)]
    inputs = token_inputs(
        identity.get("full_name") or "",
        identity.get("relative_name") or "",
        phones,
        client.get("district") or "",
        client.get("birth_year"),
    )
    made = {(kind, hmac.digest(key, f"{kind}\0{text}".encode(), "sha256").hex()) for kind, text in inputs}
    return [{"key": f"{kind}-{token[:12]}", "kind": kind, "token": token} for kind, token in sorted(made)]


def write_missing(sitting: Sitting) -> Changes:
    """Write the tokens of every identified client that has none yet; nothing without the match key."""
    changes = Changes()
    with sitting.store.writing() as connection:
        key = match_key(connection, sitting)
        if key is None:
            return changes
        saver = Saver.begin(sitting, connection, typed=False)
        matched = {shown.values["client"] for shown in saver.reader.listing("client_match")}
        for identity in saver.reader.listing("client_identity"):
            client = identity.values["client"]
            values = saver.reader.values("client", client)
            if client in matched or values is None:
                continue
            if rows := tokens(key, values, identity.values):
                changes |= saver.put([Wanted("client_match", {"client": client, "tokens": rows})], why="match")
        saver.flush()
    return changes
