"""Opening a part: from a stranger's bytes to values that may be believed, or to the one reason why not."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from hashlib import sha256

from silkfield.bundles.age_file import count_recipients, decrypt
from silkfield.bundles.envelope import SIGNED_BYTES, Kind, Preamble, unwrap
from silkfield.bundles.faults import (
    CHAIN,
    INTERNAL,
    LIMIT,
    MANIFEST,
    NEED_UPDATE,
    NETWORK,
    NOT_FOR_US,
    PAYLOAD,
    REVOKED,
    SIGNATURE,
    UNKNOWN_SENDER,
    BundleFault,
)
from silkfield.bundles.manifest import CORE, BlobPay, Chunk, ControlPay, LogPay, Manifest, Span, read_manifest
from silkfield.bundles.payload import decompress, take_payload
from silkfield.bundles.policy import Reader, check_entry, check_route
from silkfield.bundles.seal import Seal, unseal
from silkfield.log.entries import Entry, read_entries
from silkfield.log.faults import LogFault
from silkfield.log.streams import Stream
from silkfield.trust.documents import DOCUMENT_BYTES
from silkfield.trust.enrolment import Enrolment, read_enrolment
from silkfield.trust.faults import TrustFault
from silkfield.trust.invitation import Invitation, read_invitation
from silkfield.trust.keys import key_id
from silkfield.trust.roster import Device

...
