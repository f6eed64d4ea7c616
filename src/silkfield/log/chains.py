"""How entries hang together: what arrived without a hole, what lies beyond one, where a history forked, what is received."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Callable, Collection, Iterable, Mapping
from dataclasses import dataclass

Tip = tuple[int, bytes]
"""The number and the hash of an entry that something ends with."""

Island = tuple[int, int, bytes]
"""First number, last number and last hash of entries that lie beyond a hole."""

Own = Callable[[int], bytes | None]
"""A look-up in one's own chain: the hash of entry n (the genesis hash for 0), None where there is no such entry."""


@dataclass(frozen=True, slots=True)
class Link:
    """What ties one entry to the one before it."""

    n: int
    previous: bytes
    hash: bytes


@dataclass(frozen=True, slots=True)
class Survey:
    """What one stream looks like to somebody who holds some of its entries.

    `tips` end what hangs on the start without a hole, `islands` what hangs on nothing known, `forks` are the numbers and hashes
    after which two different entries follow. `gaps` are the missing numbers, first and last of each run.
    """

    tips: tuple[Tip, ...]
    islands: tuple[Island, ...]
    forks: tuple[Tip, ...]
    gaps: tuple[tuple[int, int], ...]


def survey(links: Iterable[Link], genesis: bytes, head: int = 0) -> Survey:
    """Survey the entries of one stream, in any order; `head` is the highest number the sender is known to have reached."""
    children: dict[Tip, list[Link]] = defaultdict(list)
    known: dict[Tip, Link] = {}
    for link in links:
        if (link.n, link.hash) not in known:
            known[link.n, link.hash] = link
            children[link.n - 1, link.previous].append(link)
    tips = _ends((0, genesis), children)
    roots = {(n - 1, link.previous) for (n, _), link in known.items() if (n - 1, link.previous) not in known}
    islands = [(root[0] + 1, n, end) for root in sorted(roots - {(0, genesis)}) for n, end in _ends(root, children)]
    forks = sorted(parent for parent, after in children.items() if len(after) > 1)
    return Survey(tuple(tips), tuple(islands), tuple(forks), tuple(_gaps({n for n, _ in known}, head)))


def holds_from_start(links: Iterable[Link], genesis: bytes, end: Tip) -> bool:
    """Tell whether an entry is among the links together with all entries before it."""
    previous = {(link.n, link.hash): link.previous for link in links}
    while end in previous:
        end = (end[0] - 1, previous[end])
    return end == (0, genesis)


def _ends(root: Tip, children: Mapping[Tip, list[Link]]) -> list[Tip]:
    ends, waiting = [], [root]
    while waiting:
        at = waiting.pop()
        after = children.get(at, [])
        waiting.extend((link.n, link.hash) for link in after)
        if not after:
            ends.append(at)
    return sorted(ends, reverse=True)


def _gaps(numbers: set[int], head: int) -> Iterable[tuple[int, int]]:
    expected = 1
    for n in sorted(numbers):
        if n > expected:
            yield expected, n - 1
        expected = n + 1
    if head >= expected:
        yield expected, head


@dataclass(frozen=True, slots=True)
class Acknowledged:
    """What a receipt says of one stream of one's own."""

    tips: tuple[Tip, ...]
    islands: tuple[Island, ...] = ()

    def reach(self, own: Own) -> int:
        """Return the number up to which all of one's own chain is received, 0 for none of it."""
        return max((n for n, end in self.tips if own(n) == end), default=0)

    def received(self, n: int, entry: bytes, own: Own) -> bool:
        """Tell whether an entry of one's own chain is an ancestor or the end of a tip, or lies in an island."""
        if own(n) != entry:
            return False
        return n <= self.reach(own) or any(first <= n <= last and own(last) == end for first, last, end in self.islands)

    def strangers(self, own: Own) -> tuple[Tip, ...]:
        """Return the tips that are not on one's own chain: this computer was rolled back, or its store was copied."""
        return tuple((n, end) for n, end in self.tips if own(n) != end)

    def lost_us(self, own: Own) -> bool:
        """Tell whether no tip at all is on one's own chain, so that a new replica must begin before the next write."""
        return bool(self.tips) and len(self.strangers(own)) == len(self.tips)


def current_replica(known: Iterable[str], named: Collection[str]) -> str | None:
    """Return headquarters' current replica: the one that no `birth` of its names as the one it went on from.

    `known` are its replicas in the order they became known, `named` those that a birth names. Of several that nobody names
    (headquarters was put back twice from the same backup) the last counts, else no receipt would ever hold again.
    """
    return next((replica for replica in reversed(list(known)) if replica not in named), None)


def valid_receipt(
    receipts: Iterable[tuple[str, int]], known: Iterable[str], named: Collection[str]
) -> tuple[str, int] | None:
    """Return which of several receipts for a stream holds, each given as headquarters' replica and the number of its entry.

    The newest entry of the current replica replaces all others, even where it says less: headquarters may have lost something.
    """
    current = current_replica(known, named)
    return max((receipt for receipt in receipts if receipt[0] == current), default=None)
