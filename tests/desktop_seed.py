"""A site's store with a few records of everything, for the tests of the window; the people in it are invented."""

from __future__ import annotations

from dataclasses import replace
from pathlib import Path
from typing import Any

from offices import OFFICE, PASSPHRASE, session
from silkfield.clock import SetClock
from silkfield.operations import counselling, drafting, opening, recording
from silkfield.operations.sitting import Sitting

__all__ = ["PASSPHRASE", "PERSON", "contact", "site_store"]

PERSON = "Ayesha Siddiqua"


def contact(**answers: Any) -> dict[str, Any]:
    """Answers of a faultless contact, some of them changed."""
    return {
        "contact_date": "2016-06-01",
        "channel": "WALKIN",
        "caller_for": "SELF",
        "sex": "M",
        "age_group": "A25",
        "stage": "INT",
        "topics": ["JOB"],
        "outcomes": ["INFO"],
        "district": "PK-PB.gujrat",
        "destination_1": "DE",
        "counsellor": PERSON,
        **answers,
    }


def site_store(folder: Path, clock: SetClock, kind: str = "centre") -> None:
    """Make a store of a centre, a team or headquarters, fill it and close it."""
    sitting = opening.make_store(folder, replace(OFFICE, kind=kind), PERSON, PASSPHRASE, clock=clock)
    fill_directory(sitting)
    if kind == "centre":
        fill_counselling(sitting)
    sitting.store.close()


def fill_directory(sitting: Sitting) -> None:
    """Organisations, an event with its people, and sessions."""
    ministry = recording.save(
        sitting, "organisation", {"name": "Ministry of Overseas Pakistanis", "country": "PK"}
    ).record
    recording.save(sitting, "organisation", {"name": "Bureau of Emigration", "country": "PK", "parent": ministry})
    event = recording.save(
        sitting,
        "event",
        {
            "title": "Training of trainers on labour migration",
            "kind": "TOT",
            "status": "HELD",
            "component": "C1",
            "objectives": ["SO1"],
            "topics": ["T1"],
            "scope": "NAT",
            "start_date": "2016-05-23",
            "end_date": "2016-05-25",
            "hosts": [ministry],
            "heads": {"cells": {"M": {"AUN": 15}, "F": {"AUN": 7}}},
        },
    ).record
    person = recording.save(
        sitting,
        "person",
        {"full_name": "Samina Khan", "sex": "F", "organisation": ministry, "position": "Deputy Director"},
    ).record
    recording.save(
        sitting,
        "participation",
        {"event": event, "person": person, "role": "PART", "attendance": {"2016-05-23": "full", "2016-05-24": "half"}},
    )
    for day, venue, men in (
        ("2016-05-30", "Girls Degree College, Saidu Sharif", 12),
        ("2016-05-31", "Technical Training Institute", 40),
        ("2016-06-01", "Protectorate of Emigrants, Rawalpindi", 61),
    ):
        heads = {"cells": {"M": {"A18": men, "A25": 4}, "F": {"A18": 31, "A25": 9}}}
        recording.save(sitting, "session", session(held_on=day, venue=venue, heads=heads))


def fill_counselling(sitting: Sitting) -> None:
    """Contacts of today and yesterday: with and without a name, with a follow-up, a note and a draft."""
    yes = {"form": "VERBAL"}
    counselling.save_contact(
        sitting, contact(contact_date="2016-05-30", sex="F", district="PK-KP.swat", destination_1="AE")
    )
    counselling.save_contact(
        sitting,
        contact(contact_date="2016-05-31", outcomes=["FOLLOWUP"], follow_up_on="2016-06-01", topics=["CONTRACT"]),
        consent=yes,
        identity={"full_name": "Kamran Hussain", "phone": "+923001234567", "relative_name": "Abdul Hussain"},
    )
    counselling.save_contact(
        sitting,
        contact(
            sex="F",
            age_group="A18",
            topics=["DOCS", "STUDY"],
            outcomes=["FOLLOWUP"],
            follow_up_on="2016-06-03",
            destination_1="IT",
        ),
        note="Wants the list of documents for Italy.",
        consent=yes,
        identity={"full_name": "Maryam Bashir", "name_urdu": "مریم بشیر"},
    )
    counselling.save_contact(
        sitting,
        contact(topics=["OEP", "JOB"], channel="PHONE"),
        consent=yes,
        identity={
            "full_name": "Muhammad Ashraf",
            "name_urdu": "محمد اشرف",
            "phone": "+923331112223",
            "birth_year": 1989,
        },
    )
    counselling.save_contact(
        sitting, contact(age_group="A35", destination_1="OM", topics=["IRREG"], channel="WHATSAPP")
    )
    counselling.save_contact(
        sitting, contact(stage="RET", topics=["RETURN"], outcomes=["REFERRED"], referred_to=["OPF"])
    )
    drafting.keep(
        sitting,
        "counselling_contact",
        {"sex": "M", "age_group": "A25", "district": "PK-PB.gujrat", "channel": "WALKIN"},
    )
