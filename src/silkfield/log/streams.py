"""A stream: the saves of one history of one store that go to the same readers."""

from __future__ import annotations

from typing import NamedTuple

from silkfield.log.hashing import genesis

TO_HEADQUARTERS = "hq"
WITHIN_SITE = "site"
TO_ALL_SITES = "all"
KEPT_AT_HEADQUARTERS = "own"


def to_site(site: str) -> str:
    """Return the audience of what headquarters writes for one site alone."""
    return f"s:{site}"


class Stream(NamedTuple):
    """One numbered, hash-linked sequence of entries: a replica's entries for one audience."""

    replica: str
    audience: str

    @property
    def genesis(self) -> bytes:
        """Return the hash that entry 1 follows."""
        return genesis(self.replica, self.audience)

    def __str__(self) -> str:
        return f"{self.replica}/{self.audience}"

    @classmethod
    def parse(cls, text: str) -> Stream:
        """Read a stream as manifests write it: replica, slash, audience."""
        replica, _, audience = text.partition("/")
        return cls(replica, audience)
