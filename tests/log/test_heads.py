"""Heads: which revision stands, whatever order the revisions came in."""

from __future__ import annotations

from hypothesis import given
from hypothesis import strategies as st

from silkfield.log.heads import Node, heads, winner


@st.composite
def histories(draw):
    """Revisions of one record, each made from some of those before it."""
    nodes: list[Node] = []
    for number in range(draw(st.integers(1, 12))):
        parents = (
            draw(st.lists(st.sampled_from([node.revision for node in nodes]), max_size=3, unique=True)) if nodes else []
        )
        nodes.append(Node(f"r{number:02d}", tuple(sorted(parents)), draw(st.booleans()), draw(st.integers(1, 5))))
    return nodes


def reachable(nodes, start):
    """The revisions that one was made from, directly or not: slowly, and by another way than the program's."""
    by_id = {node.revision: node for node in nodes}
    found, waiting = set(), list(by_id[start].parents)
    while waiting:
        revision = waiting.pop()
        found.add(revision)
        waiting.extend(by_id[revision].parents)
    return found


@given(histories())
def test_heads_are_the_revisions_that_no_other_was_made_from(nodes):
    made_from = set().union(*(reachable(nodes, node.revision) for node in nodes))
    assert {node.revision for node in heads(nodes)} == {node.revision for node in nodes} - made_from


@given(histories(), st.randoms())
def test_order_and_repetition_do_not_matter(nodes, random):
    shuffled = nodes + random.sample(nodes, len(nodes) // 2)
    random.shuffle(shuffled)
    assert heads(shuffled) == heads(nodes)


@given(histories(), st.data())
def test_missing_revisions_hide_no_head(nodes, data):
    some = [node for node in nodes if data.draw(st.booleans())]
    there = {node.revision for node in some}
    leaves = {node.revision for node in heads(some)}
    assert {node.revision for node in heads(nodes)} & there <= leaves
    assert bool(leaves) == bool(some)


@given(histories())
def test_the_interim_winner_comes_first_and_is_no_removal_when_it_can_be_helped(nodes):
    leaves = heads(nodes)
    assert winner(leaves) == leaves[0]
    assert leaves[0].removed == all(node.removed for node in leaves)


def test_a_put_wins_over_a_removal_then_the_counter_then_the_id():
    leaves = [Node("d", (), True, 9), Node("c", (), False, 2), Node("b", (), False, 3), Node("a", (), False, 3)]
    assert [node.revision for node in heads(leaves)] == ["b", "a", "c", "d"]


def test_a_merge_of_all_heads_leaves_one():
    nodes = [Node("a", (), False, 1), Node("b", ("a",), False, 2), Node("c", ("a",), False, 2)]
    assert len(heads(nodes)) == 2
    assert heads([*nodes, Node("m", ("b", "c"), False, 3)]) == (Node("m", ("b", "c"), False, 3),)
