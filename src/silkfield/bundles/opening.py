"""Opening a part: from a stranger's bytes to values that may be believed, or to the one reason why not."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass, field
from hashlib import sha256

from silkfield.bundles.age_file import count_recipients, decrypt
from silkfield.bundles.envelope import SIGNED_BYTES, Kind, Preamble, unwrap
from silkfield.bundles.faults import (
    CHAIN,
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
from silkfield.bundles.manifest import UNDERSTOOD, BlobPay, Chunk, LogPay, Manifest, NewerPay, Span, read_manifest
from silkfield.bundles.payload import decompress, take_payload
from silkfield.bundles.policy import Reader, check_route, checks_of_entries
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


@dataclass(frozen=True, slots=True)
class LogContent:
    """Entries of one stream, hanging together without a hole; none in a part that says there is nothing new."""

    stream: Stream
    span: Span
    entries: tuple[Entry, ...]


@dataclass(frozen=True, slots=True)
class BlobContent:
    """Chunks of attached files, each with its bytes."""

    chunks: tuple[tuple[Chunk, bytes], ...] = field(repr=False)


@dataclass(frozen=True, slots=True)
class InvitationContent:
    """An invitation and the exact document that its answer names."""

    invitation: Invitation
    document: bytes


@dataclass(frozen=True, slots=True)
class EnrolmentContent:
    """A laptop's answer and the exact document that the 40 digits are made of."""

    enrolment: Enrolment
    document: bytes


Content = LogContent | BlobContent | InvitationContent | EnrolmentContent


@dataclass(frozen=True, slots=True)
class OpenedPart:
    """A part that passed every check. `digest` is the SHA-256 of the file, `signer` the sending laptop on the roster.

    `signer` is None where headquarters sent it, or a laptop that is not admitted yet.
    """

    preamble: Preamble
    manifest: Manifest
    signer: Device | None
    digest: bytes
    content: Content


def read_part(data: bytes, reader: Reader, *, even_revoked: bool = False) -> OpenedPart:
    """Open and check a part completely; raises BundleFault and nothing else.

    `even_revoked` is a person's decision, taken with a reason, to take what a revoked laptop sent.
    """
    sealed = _unlock(data, reader)
    read = _read_document if sealed.preamble.kind in (Kind.INVITATION, Kind.ENROLMENT) else _read_bundle
    try:
        manifest, signer, content = read(sealed, reader, even_revoked=even_revoked)
    except (LogFault, TrustFault) as fault:
        raise BundleFault(fault.code, fault.detail) from None
    return OpenedPart(sealed.preamble, manifest, signer, sha256(data).digest(), content)


@dataclass(frozen=True, slots=True)
class _Sealed:
    """A part that opened, but whose signer is not known yet."""

    preamble: Preamble
    outside: bytes
    recipients: int
    seal: Seal

    def check_signature(self, public: bytes) -> None:
        if not self.seal.is_by(public, self.outside):
            raise BundleFault(SIGNATURE, "signature over the manifest")


def _unlock(data: bytes, reader: Reader) -> _Sealed:
    preamble, body = unwrap(data)
    recipients = 0
    if preamble.kind is not Kind.INVITATION:
        recipients = count_recipients(body)
        body = decrypt(body, reader.keys)
    return _Sealed(preamble, data[:SIGNED_BYTES], recipients, unseal(body))


def _read_bundle(
    sealed: _Sealed, reader: Reader, *, even_revoked: bool
) -> tuple[Manifest, Device | None, LogContent | BlobContent]:
    kind, seal = sealed.preamble.kind, sealed.seal
    public, signer = _signer(kind, seal.key, reader)
    sealed.check_signature(public)
    _check_revoked(signer, even_revoked=even_revoked)
    manifest = read_manifest(seal.manifest, sealed.preamble, seal.key)
    _check_addressed(manifest, sealed, reader)
    check_route(kind, manifest, signer, reader)
    pay = manifest.pay
    if isinstance(pay, LogPay) and manifest.stream is not None:
        chunks = decompress(take_payload(seal.rest, pay.length, pay.digest), pay.raw)
        return manifest, signer, _read_log(chunks, kind, manifest, manifest.stream, reader)
    if isinstance(pay, BlobPay):
        return manifest, signer, _read_chunks(take_payload(seal.rest, pay.length, pay.digest), pay)
    raise BundleFault(NEED_UPDATE, "an unknown kind of payload")


def _read_document(
    sealed: _Sealed, reader: Reader, *, even_revoked: bool
) -> tuple[Manifest, Device | None, InvitationContent | EnrolmentContent]:
    """Read an invitation or an enrolment, whose key is in its own document: nothing in it counts before the signature."""
    kind, seal = sealed.preamble.kind, sealed.seal
    if len(seal.manifest) > DOCUMENT_BYTES:
        raise BundleFault(LIMIT, "the manifest of a document is too long")
    manifest = read_manifest(seal.manifest, sealed.preamble, seal.key)
    if isinstance(manifest.pay, NewerPay):
        raise BundleFault(NEED_UPDATE, "an unknown kind of payload")
    document = bytes(take_payload(seal.rest, manifest.pay.length, manifest.pay.digest))
    content: InvitationContent | EnrolmentContent
    if kind is Kind.INVITATION:
        invitation = read_invitation(document)
        content, public, network = (
            InvitationContent(invitation, document),
            invitation.headquarters_key,
            invitation.network,
        )
        if reader.headquarters not in (None, public):
            raise BundleFault(UNKNOWN_SENDER, "an invitation by another headquarters")
    else:
        enrolment = read_enrolment(document)
        content, public, network = EnrolmentContent(enrolment, document), enrolment.device_key, enrolment.network
    if key_id(public) != seal.key:
        raise BundleFault(UNKNOWN_SENDER, "sealed by another key than the document's")
    sealed.check_signature(public)
    signer = reader.roster.device(seal.key) if reader.roster else None
    _check_revoked(signer, even_revoked=even_revoked)
    if manifest.network != network:
        raise BundleFault(MANIFEST, "document and manifest name different networks")
    _check_addressed(manifest, sealed, reader)
    check_route(kind, manifest, None, reader)
    return manifest, signer, content


def _signer(kind: Kind, key: bytes, reader: Reader) -> tuple[bytes, Device | None]:
    """Return the public key of a bundle's signer, and the laptop it belongs to on the roster."""
    if kind is Kind.DOWNLINK:
        if reader.headquarters is not None and key_id(reader.headquarters) == key:
            return reader.headquarters, None
    elif reader.roster is not None and (device := reader.roster.device(key)) is not None:
        return device.public, device
    raise BundleFault(UNKNOWN_SENDER, "a key that is not on the roster")


def _check_revoked(signer: Device | None, *, even_revoked: bool) -> None:
    if signer is not None and signer.revoked and not even_revoked:
        raise BundleFault(REVOKED, f"revoked in roster version {signer.revoked}")


def _check_addressed(manifest: Manifest, sealed: _Sealed, reader: Reader) -> None:
    unencrypted = sealed.preamble.kind is Kind.INVITATION
    if manifest.network != reader.network and not (unencrypted and reader.network is None):
        raise BundleFault(NETWORK, "another network")
    if not unencrypted and {key.recipient for key in reader.keys}.isdisjoint(manifest.to):
        raise BundleFault(NOT_FOR_US, "not among the recipients in the manifest")
    if len(manifest.to) != sealed.recipients:
        raise BundleFault(MANIFEST, "encrypted to others than the manifest says")
    if not UNDERSTOOD.issuperset(manifest.need):
        raise BundleFault(NEED_UPDATE, "needs something unknown")


def _read_log(chunks: Iterator[bytes], kind: Kind, manifest: Manifest, span: Span, reader: Reader) -> LogContent:
    stream = Stream(span.replica, span.audience)
    entries = []
    check = checks_of_entries(kind, manifest, reader)
    try:
        for entry in read_entries(chunks, stream, span.first, bytes.fromhex(span.previous)):
            check(entry)
            entries.append(entry)
    except (BundleFault, LogFault):
        for _ in chunks:  # a payload that does not open to its end is told first
            pass
        raise
    if len(entries) != span.last - span.first + 1:
        raise BundleFault(CHAIN, "another number of entries than stated")
    if entries and entries[-1].hash.hex() != span.last_hash:
        raise BundleFault(CHAIN, "another last hash than stated")
    return LogContent(stream, span, tuple(entries))


def _read_chunks(payload: memoryview, pay: BlobPay) -> BlobContent:
    chunks = []
    for chunk in pay.chunks:
        data = bytes(payload[chunk.offset : chunk.offset + chunk.length])
        if sha256(data).hexdigest() != chunk.digest:
            raise BundleFault(PAYLOAD, "hash of a chunk")
        chunks.append((chunk, data))
    return BlobContent(tuple(chunks))
