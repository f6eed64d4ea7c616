"""The office and the answers that many tests begin with."""

from __future__ import annotations

from silkfield.operations.sitting import Office, Sitting
from silkfield.store import replicas
from silkfield.trust.keys import encoded

PASSPHRASE = "a long walk at dusk"
NETWORK = "0192f3a4-0000-7000-8000-000000000001"
SITE = "0192f3a4-0000-7000-8000-000000000002"

OFFICE = Office(
    kind="centre",
    network=NETWORK,
    network_name="Test network",
    site=SITE,
    code="ISB",
    name="MIC Islamabad",
    laptop=1,
    device="ab" * 32,
    signing_seed=encoded(bytes(32)),
    transport_secret="",
    headquarters_key="",
    headquarters_transport=(),
)


def replica_of(sitting: Sitting) -> str:
    """Return the replica that a store writes now."""
    with sitting.store.reading() as connection:
        return replicas.current(connection)


def session(**answers: object) -> dict[str, object]:
    """Answers of a faultless session, some of them changed."""
    return {
        "session_type": "AWARE",
        "held_on": "2016-05-03",
        "district": "PK-PB.attock",
        "venue": "Government Technical Training Institute",
        "heads": {"cells": {"M": {"A18": 38, "A25": 4}}},
        "topics": ["JOB", "FRAUD"],
        **answers,
    }


def training(**answers: object) -> dict[str, object]:
    """Answers of a faultless training of three days, some of them changed."""
    return {
        "title": "Training of trainers",
        "kind": "TOT",
        "status": "HELD",
        "component": "C1",
        "objectives": ["SO1"],
        "topics": ["T2"],
        "start_date": "2016-05-23",
        "end_date": "2016-05-25",
        **answers,
    }
