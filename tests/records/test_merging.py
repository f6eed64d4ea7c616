"""Edits made apart from each other: what merges by itself, and what a person decides."""

from __future__ import annotations

from itertools import permutations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from silkfield.formkit.answers import Choices, Count, Text
from silkfield.formkit.form import Audience, Field, Form, Section
from silkfield.formkit.grids import HeadCount, Marks, Rows
from silkfield.records.merging import Open, Version, lowest_common_ancestors, merge, merged_groups

FORM = Form(
    key="thing",
    title="Thing",
    plural="Things",
    audience=Audience.SITE,
    sections=(
        Section(
            "All",
            (
                Field("title", "Title", Text()),
                Field("district", "District", Text(), group="place"),
                Field("venue", "Venue", Text(), group="place"),
                Field("topics", "Topics", Choices("topic", 6)),
                Field("heads", "Heads", HeadCount()),
                Field("marks", "Marks", Marks()),
                Field("rows", "Rows", Rows((Field("count", "Count", Count()),))),
                Field("name", "Name", Text(), sensitive=True),
            ),
        ),
    ),
)
WORDS = st.sampled_from(["a", "b", "c"])
ANSWERS = st.fixed_dictionaries(
    {},
    optional={
        "title": WORDS,
        "district": WORDS,
        "venue": WORDS,
        "topics": st.lists(st.sampled_from("ABCDE"), min_size=1, max_size=5, unique=True),
        "heads": st.builds(lambda count: {"cells": {"M": {"A18": count}}}, st.integers(0, 3)),
        "marks": st.dictionaries(st.sampled_from(["2016-05-01", "2016-05-02"]), WORDS, min_size=1),
        "rows": st.lists(
            st.builds(lambda key, count: {"key": key, "count": count}, st.sampled_from("xyz"), st.integers(0, 2)),
            min_size=1,
            max_size=3,
            unique_by=lambda row: row["key"],
        ),
        "name": WORDS,
        "of_a_newer_program": WORDS,
    },
)


def decided(before, *sides):
    """The merged answers of each group; None where a person decides."""
    return {group.name: group.merged for group in merged_groups(FORM, before, sides)}


@given(ANSWERS, st.lists(ANSWERS, min_size=2, max_size=3))
def test_the_order_of_the_sides_changes_nothing(before, sides) -> None:
    results = [decided(before, *order) for order in permutations(sides)]
    assert all(result == results[0] for result in results)


@given(ANSWERS, ANSWERS)
def test_two_sides_that_say_the_same_merge_to_what_they_say(before, side) -> None:
    assert {name: value for part in decided(before, side, side).values() for name, value in part.items()} == side


@given(ANSWERS, ANSWERS)
def test_what_only_one_side_changed_is_taken_from_there_unless_it_is_sensitive(before, side) -> None:
    for group in merged_groups(FORM, before, [before, side]):
        sensitive = group.name == "name" and group.before != group.sides[1]
        assert group.merged == (None if sensitive else group.sides[1])


@given(ANSWERS, ANSWERS, ANSWERS)
def test_a_group_nobody_changed_stays_as_it_was(before, here, there) -> None:
    for group in merged_groups(FORM, before, [here, there]):
        if all(side == group.before for side in group.sides):
            assert group.merged == group.before


@given(ANSWERS, ANSWERS, ANSWERS)
def test_fields_that_move_together_come_from_one_side(before, here, there) -> None:
    place = decided(before, here, there)["place"]
    assert place is None or place in [
        {name: side[name] for name in ("district", "venue") if name in side} for side in (before, here, there)
    ]


@given(ANSWERS, ANSWERS, ANSWERS)
def test_a_merge_merged_again_with_one_of_its_sides_is_the_merge(before, here, there) -> None:
    """Whoever made the merge has both sides behind it, so only later edits count."""
    merged = {name: value for part in decided(before, here, there).values() for name, value in (part or {}).items()}
    graph = [
        Version("base", (), False, before),
        Version("here", ("base",), False, here),
        Version("there", ("base",), False, there),
        Version("merge", ("here", "there"), False, merged),
        Version("later", ("merge",), False, {**merged, "title": "z"}),
        Version("other", ("merge",), False, {**merged, "of_a_newer_program": "z"}),
    ]
    again = merge(FORM, graph, ["later", "other"])
    assert again.bases == ("merge",)
    assert again.open is None
    assert again.answers == {**merged, "title": "z", "of_a_newer_program": "z"}


def test_choices_merge_as_sets_rows_by_key_and_marks_by_day() -> None:
    before = {"topics": ["A", "B"], "rows": [{"key": "x", "count": 1}], "marks": {"2016-05-01": "full"}}
    here = {**before, "topics": ["A", "B", "C"], "rows": [{"key": "x", "count": 2}], "marks": {}}
    there = {
        **before,
        "topics": ["A"],
        "rows": [{"key": "x", "count": 1}, {"key": "y", "count": 5}],
        "marks": {"2016-05-01": "full", "2016-05-02": "half"},
    }
    result = decided(before, here, there)
    assert result["topics"] == {"topics": ["A", "C"]}
    assert result["rows"] == {"rows": [{"key": "x", "count": 2}, {"key": "y", "count": 5}]}
    assert result["marks"] == {"marks": {"2016-05-02": "half"}}


def test_two_different_head_counts_are_never_added_or_mixed() -> None:
    counts = [{"heads": {"cells": {"M": {"A18": n}}}} for n in (1, 2, 3)]
    assert decided(*counts)["heads"] is None


def versions(*extra: Version) -> list[Version]:
    return [
        Version("base", (), False, {"title": "a", "district": "a"}),
        Version("here", ("base",), False, {"title": "b", "district": "a"}),
        Version("there", ("base",), False, {"title": "a", "district": "b"}),
        *extra,
    ]


def test_edits_of_different_groups_merge_by_themselves() -> None:
    result = merge(FORM, versions(), ["here", "there"])
    assert (result.open, result.bases, result.answers) == (None, ("base",), {"title": "b", "district": "b"})


@pytest.mark.parametrize(
    ("extra", "heads", "reason"),
    [
        (Version("also", ("base",), False, {"title": "c", "district": "a"}), ["here", "also"], Open.GROUPS),
        (Version("gone", ("base",), True, {}), ["here", "gone"], Open.REMOVED),
        (Version("root", (), False, {"title": "c"}), ["here", "root"], Open.ANCESTORS),
        (Version("far", ("lost",), False, {"title": "c"}), ["here", "far"], Open.MISSING),
    ],
)
def test_a_person_decides(extra: Version, heads: list[str], reason: Open) -> None:
    assert merge(FORM, versions(extra), heads).open is reason


def test_a_person_decides_what_was_merged_crosswise_in_two_places() -> None:
    crosswise = versions(
        Version("one", ("here", "there"), False, {"title": "b", "district": "b"}),
        Version("two", ("here", "there"), False, {"title": "b", "district": "c"}),
    )
    result = merge(FORM, crosswise, ["one", "two"])
    assert (result.bases, result.open) == (("here", "there"), Open.ANCESTORS)
    same = merge(
        FORM,
        [*versions(), *crosswise[3:4], Version("two", ("here", "there"), False, crosswise[3].answers)],
        ["one", "two"],
    )
    assert same.open is None, "where both came to the same there is nothing to decide"


def test_a_record_removed_on_both_sides_stays_removed() -> None:
    gone = [Version(name, ("base",), True, {}) for name in ("one", "two")]
    result = merge(FORM, versions(*gone), ["one", "two"])
    assert (result.removed, result.open) == (True, None)


@given(st.data())
def test_the_lowest_common_ancestors_are_those_a_search_by_hand_finds(data) -> None:
    names = [f"v{number}" for number in range(data.draw(st.integers(2, 8)))]
    graph = {
        name: Version(
            name,
            tuple(sorted(data.draw(st.sets(st.sampled_from(names[:place]), max_size=2)))) if place else (),
            False,
            {},
        )
        for place, name in enumerate(names)
    }
    heads = data.draw(st.lists(st.sampled_from(names), min_size=2, max_size=3, unique=True))

    def comes_from(one: str, old: str) -> bool:
        return one == old or any(comes_from(parent, old) for parent in graph[one].parents)

    common = [old for old in names if all(comes_from(head, old) for head in heads)]
    lowest = [old for old in common if not any(other != old and comes_from(other, old) for other in common)]
    assert lowest_common_ancestors(graph, heads) == tuple(sorted(lowest))
