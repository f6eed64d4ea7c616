"""Every item of the project's public page can be recorded, found and counted: one test a row of what it promises."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import replace
from datetime import date
from pathlib import Path
from typing import Any

import pytest

from offices import OFFICE, PASSPHRASE
from silkfield.clock import SetClock
from silkfield.formkit.codes import standard_codes
from silkfield.forms.participation import completed
from silkfield.operations import finding, opening, recording
from silkfield.operations.sitting import Sitting

RPC = ("AF", "BD", "IR", "IQ", "PK", "TR")


@pytest.fixture
def headquarters(tmp_path: Path) -> Iterator[Sitting]:
    """Headquarters' store when the project ends."""
    office = replace(OFFICE, kind="headquarters", code="HQ", name="ICMPD headquarters")
    sitting = opening.make_store(tmp_path, office, "Ina", PASSPHRASE, clock=SetClock.on("2017-04-28"))
    yield sitting
    sitting.store.close()


def save(sitting: Sitting, form: str, answers: Mapping[str, Any]) -> str:
    return recording.save(sitting, form, answers).record


def event(sitting: Sitting, title: str, kind: str, component: str, **answers: Any) -> str:
    usual = {
        "title": title,
        "kind": kind,
        "status": "HELD",
        "component": component,
        "objectives": [f"SO{component[1]}"],
        "topics": ["T1"],
        "start_date": "2016-05-16",
        "end_date": "2016-05-18",
        "heads": {"cells": {"M": {"AUN": 20}, "F": {"AUN": 10}}},
    }
    return save(sitting, "event", {**usual, **answers})


def rows(*rows: Mapping[str, Any]) -> list[dict[str, Any]]:
    return [{"key": str(place), **row} for place, row in enumerate(rows)]


def count(sitting: Sitting, form: str, **where: Any) -> int:
    return finding.listing(sitting, form, where=where).count


def organisation(sitting: Sitting, name: str, **answers: Any) -> str:
    return save(sitting, "organisation", {"name": name, **answers})


def test_the_project_its_dates_its_donors_and_its_visibility(headquarters: Sitting) -> None:
    icmpd = organisation(headquarters, "ICMPD", roles=["IMPLEMENTER"], contact_person="Programme manager")
    donors = ("EU", "BG", "HU", "NL", "NO", "SE", "CH", "TR", "GB")
    record = save(
        headquarters,
        "project",
        {
            "title": "Support to the Silk Routes Partnership for Migration under the Budapest Process",
            "short_title": "Silk Routes Partnership",
            "start_date": "2014-02-01",
            "end_date": "2017-01-31",
            "amendments": rows({"signed_on": "2016-11-01", "new_end": "2017-04-30", "reason": "Three more months"}),
            "donors": rows(*({"donor": one, "role": "LEAD" if one == "HU" else "DONOR"} for one in donors)),
            "implementer": icmpd,
            "funded_line": "This project is funded by the European Union",
            "implemented_line": "Implemented by ICMPD",
        },
    )
    assert count(headquarters, "project") == 1
    assert finding.record(headquarters, record).values["donors"][2] == {"key": "2", "donor": "HU", "role": "LEAD"}
    around = headquarters.around()
    assert (around.project_start, around.project_end) == (date(2014, 2, 1), date(2017, 4, 30))
    late = {"start_date": "2017-05-10", "end_date": "2017-05-11", "status": "PLANNED"}
    assert "outside_project" in {one.code for one in headquarters.form("event").problems(late, around)}


def test_the_declaration_its_six_areas_and_the_five_objectives(headquarters: Sitting) -> None:
    codes = standard_codes()
    assert [code.key for code in codes["imd_area"].codes] == [f"IMD{n}" for n in range(1, 7)]
    for number in range(1, 6):
        event(
            headquarters,
            f"Event for objective {number}",
            "OTHER",
            "C1",
            objectives=sorted({f"SO{number}", "SO1"}),
        )
    event(headquarters, "Forum on readmission", "WKS_REG", "C2", imd_areas=["IMD4", "IMD5"], topics=["T2"])
    assert count(headquarters, "event", kind="OTHER") == 5
    assert [
        one.values["imd_areas"] for one in finding.listing(headquarters, "event", where={"kind": "WKS_REG"}).records
    ] == [["IMD4", "IMD5"]]


def test_component_1_trains_trainers_who_teach_on(headquarters: Sitting) -> None:
    for kind in ("TRN_REG", "TRN_NAT", "PROGDEV", "TA"):
        event(headquarters, f"Activity of kind {kind}", kind, "C1", outcome_tags=["C1a", "C1b"])
    test = save(headquarters, "knowledge_test", {"title": "Labour migration", "version": "2", "maximum": 20})
    of_trainers = event(
        headquarters, "Training of trainers", "TOT", "C1", test=test, start_date="2015-04-06", end_date="2015-04-08"
    )
    taught_on = event(headquarters, "Course for recruits", "TRN_NAT", "C1", cascade_of=of_trainers)
    ministry = organisation(headquarters, "Ministry of Interior", country="PK", roles=["BENEFICIARY"])
    official = save(
        headquarters, "person", {"full_name": "Samina Khan", "sex": "F", "organisation": ministry, "country": "PK"}
    )
    graduate = save(
        headquarters,
        "participation",
        {
            "event": of_trainers,
            "person": official,
            "role": "PART",
            "attendance": {"2015-04-06": "full", "2015-04-07": "full", "2015-04-08": "half"},
            "pre_score": 8,
            "post_score": 16,
        },
    )
    save(headquarters, "participation", {"event": taught_on, "person": official, "role": "TRAINER"})
    shown, its_event = (finding.record(headquarters, one).values for one in (graduate, of_trainers))
    assert completed(shown, its_event)
    assert finding.record(headquarters, taught_on).values["cascade_of"] == of_trainers
    assert count(headquarters, "participation", role="PART") == 1


def test_component_2_leaves_products_behind(headquarters: Sitting) -> None:
    workshop = event(headquarters, "Regional workshop on data", "WKS_REG", "C2", outcome_tags=["C2a", "C2b", "C2c"])
    event(headquarters, "National workshop on data", "WKS_NAT", "C2")
    for kind in ("TEMPLATE", "SHARING", "PROFILE", "STUDY"):
        stages = rows({"stage": "DRAFT", "day": "2015-06-10"}, {"stage": "FINAL", "day": "2016-02-01"})
        product = {"title": f"Product of kind {kind}", "kind": kind, "component": "C2", "countries": ["PK"]}
        save(headquarters, "output", {**product, "stages": stages, "events": [workshop]})
    assert count(headquarters, "output", component="C2") == 4


def test_component_3_has_groups_that_meet_and_policies_that_grow(headquarters: Sitting) -> None:
    members = [organisation(headquarters, name) for name in ("Ministry of Overseas Pakistanis", "Bureau of Statistics")]
    group = {"group": "NWG_PK", "country": "PK", "origin": "NEW", "begun_on": "2014-09-01", "members": members}
    save(headquarters, "working_group", {**group, "mandate": "Prepares the national policy."})
    save(headquarters, "working_group", {"group": "NWG_AF", "country": "AF", "origin": "CONTINUED"})
    for number in (1, 2, 3):
        answers = {"working_group": "NWG_PK", "meeting_number": number}
        event(headquarters, f"Working group meeting {number}", "WG_NAT", "C3", **answers)
    steps = (("NEEDS", "2014-10-01"), ("OUTLINE", "2015-03-01"), ("DRAFT", "2015-11-01"), ("CONSULT", "2016-06-01"))
    stages = rows(*({"stage": stage, "day": day} for stage, day in steps))
    save(
        headquarters,
        "policy_process",
        {"title": "National policy", "country": "PK", "group": "NWG_PK", "stages": stages},
    )
    assert count(headquarters, "working_group", origin="NEW") == 1
    assert count(headquarters, "event", working_group="NWG_PK") == 3
    assert count(headquarters, "policy_process", country="PK") == 1


def test_component_4_counts_delegations_and_keeps_conclusions(headquarters: Sitting) -> None:
    meeting = event(
        headquarters,
        "Silk Routes Region Working Group, 8th meeting",
        "DLG_SRWG",
        "C4",
        working_group="SRWG",
        meeting_number=8,
        countries=["IR", "TR", "PK"],
        delegations={"IR": 12, "TR": 4, "PK": 3},
        conclusions="The countries agreed to meet again.",
    )
    event(headquarters, "Senior officials' meeting", "DLG_BP", "C4")
    assert finding.record(headquarters, meeting).values["delegations"] == {"IR": 12, "TR": 4, "PK": 3}
    assert count(headquarters, "event", component="C4") == 2


def test_component_5_counts_the_steps_of_its_pilots_and_nothing_else(headquarters: Sitting) -> None:
    opened = {"pilot": "P-MIC", "kind": "OPENING", "day": "2016-04-12", "country": "PK"}
    save(headquarters, "pilot_milestone", opened)
    for country in RPC:
        step = {"pilot": "P-RPC", "kind": "NCP", "day": "2015-10-20", "country": country, "count": 1}
        save(headquarters, "pilot_milestone", step)
    agreed = {"pilot": "P-RPC", "kind": "MOU", "day": "2016-11-03", "mou_stage": "AGREED"}
    save(headquarters, "pilot_milestone", agreed)
    save(headquarters, "pilot_milestone", {"pilot": "P-RPC", "kind": "ROUND", "day": "2016-12-01", "count": 14})
    event(headquarters, "Meeting of the contact points", "PILOT_RPC", "C5", pilot="P-RPC")
    assert count(headquarters, "pilot_milestone", pilot="P-RPC", kind="NCP") == len(RPC)
    assert count(headquarters, "pilot_milestone", pilot="P-RPC") == 8
    sensitive = {one.name for one in headquarters.form("pilot_milestone").fields} & {
        "person",
        "case",
        "route",
        "client",
    }
    assert not sensitive


def test_a_visit_in_one_country_and_a_training_in_two(headquarters: Sitting) -> None:
    stops = [{"country": "GE", "city": "Tbilisi", "place": place} for place in ("Ministry of Justice", "Border Police")]
    visit = event(
        headquarters,
        "Study visit on migration management in Georgia",
        "STUDY",
        "C1",
        start_date="2015-03-31",
        end_date="2015-04-02",
        venues=rows(*stops),
        hosts=[organisation(headquarters, "State Commission on Migration Issues", country="GE", roles=["HOST"])],
    )
    two = rows(
        {"country": "IR", "city": "Tehran", "from_day": "2016-05-16", "to_day": "2016-05-16", "main": True},
        {"country": "GE", "city": "Tbilisi", "from_day": "2016-05-18", "to_day": "2016-05-18"},
    )
    event(headquarters, "Regional training on labour migration", "TRN_REG", "C1", venues=two)
    assert len(finding.record(headquarters, visit).values["venues"]) == 2
    assert finding.listing(headquarters, "event", find="tbilisi").count == 2


def test_country_groups_and_an_organisation_with_many_roles(headquarters: Sitting) -> None:
    members = [code.key.partition(".") for code in standard_codes()["country_group_member"].codes]
    groups = {
        name: {country for group, _dot, country in members if group == name} for name in ("TARGET", "SILK", "RPC")
    }
    assert groups["TARGET"] == {"AF", "IQ", "PK"}
    assert groups["SILK"] == {"AF", "BD", "IR", "IQ", "PK"}
    assert groups["RPC"] == set(RPC)
    turkey = organisation(
        headquarters, "Ministry of Interior of Turkey", country="TR", roles=["DONOR", "PARTNER", "HOST"]
    )
    assert finding.record(headquarters, turkey).values["roles"] == ["DONOR", "PARTNER", "HOST"]


def test_awareness_media_and_materials(headquarters: Sitting) -> None:
    spots = {
        "channel": "RADIO",
        "title": "Check the agent",
        "spots": 40,
        "from_day": "2016-05-03",
        "to_day": "2016-05-20",
    }
    save(headquarters, "media_activity", {**spots, "reach": 250_000, "reach_method": "BROADCASTER"})
    for kind, pieces in (("OPENING", 500), ("IN", 1_000), ("LOST", 12)):
        save(
            headquarters, "stock_movement", {"material": "LEAFLET", "kind": kind, "pieces": pieces, "day": "2016-05-03"}
        )
    met = {
        "session_type": "AWARE",
        "held_on": "2016-05-03",
        "heads": {"cells": {"F": {"A18": 31}}},
        "materials": {"LEAFLET": 31},
    }
    save(headquarters, "session", met)
    trained = event(headquarters, "Training of counsellors", "PILOT_MIC", "C5", pilot="P-MIC")
    items = rows({"item": "The topics were useful", "marks_4": 12, "marks_5": 9})
    save(headquarters, "evaluation", {"event": trained, "papers": 21, "items": items})
    assert count(headquarters, "media_activity", channel="RADIO") == 1
    assert count(headquarters, "stock_movement", material="LEAFLET") == 3
    assert count(headquarters, "evaluation", event=trained) == 1
