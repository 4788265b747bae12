"""What `package verify` tells about a file, without a data folder: always a verdict."""

from collections.abc import Sequence
from dataclasses import asdict, dataclass
from datetime import datetime
from pathlib import Path
from typing import Literal

from cryptography import x509

from unionapp.errors import Refusal
from unionapp.exchange.certificates import subject_of
from unionapp.exchange.cms import Signature
from unionapp.exchange.descriptor import Months, Party
from unionapp.exchange.envelope import DecryptionKey
from unionapp.exchange.fingerprints import fingerprint_of
from unionapp.exchange.trust import TrustAnchors, sha256_of
from unionapp.exchange.verification import SealedPackage, confirm, open_package

# The content is as its signers left it, but they may not (or no longer) be believed.
_OF_THE_SIGNER = frozenset(
    {
        "E_UNTRUSTED",
        "E_KEY_USAGE",
        "E_EXPIRED",
        "E_NOT_YET_VALID",
        "E_CLOCK",
        "E_REVOKED",
        "E_CRL_MISSING",
        "E_CRL_STALE",
    }
)


@dataclass(frozen=True, slots=True)
class SignerView:
    """Who signed, as far as the certificate says."""

    unit: str
    unit_name: str
    person: str
    title: str
    signed_at: datetime
    sha256: str
    fingerprint: str


@dataclass(frozen=True, slots=True)
class Verdict:
    """The answer about one file; of a broken one nothing else is told, as none of it holds."""

    verdict: Literal["trusted", "untrusted_signer", "invalid"]
    code: str
    refusal: Refusal | None = None
    package_id: str | None = None
    kind: str | None = None
    sender: Party | None = None
    recipient: Party | None = None
    period: Months | None = None
    version: int | None = None
    signers: tuple[SignerView, ...] = ()
    files: tuple[str, ...] = ()
    warnings: tuple[str, ...] = ()

    def to_json(self) -> dict[str, object]:
        """The document `package verify --json` prints."""
        period = self.period
        return {
            "verdict": self.verdict,
            "code": self.code,
            "package_id": self.package_id,
            "kind": self.kind,
            "sender": self.sender and asdict(self.sender),
            "recipient": self.recipient and asdict(self.recipient),
            "period": period and {"from": period.first, "to": period.last},
            "version": self.version,
            "signers": [
                asdict(signer) | {"signed_at": signer.signed_at.isoformat()}
                for signer in self.signers
            ],
            "files": list(self.files),
            "warnings": list(self.warnings),
        }


def inspect(
    path: Path,
    trust: TrustAnchors | None = None,
    *,
    moment: datetime,
    recipient: str | None = None,
    keys: Sequence[DecryptionKey] = (),
) -> Verdict:
    """The verdict on a file as of a moment; without trust at best `untrusted_signer`.

    Raises:
        Trouble: exchange.unreadable if the file cannot be read.
    """
    try:
        sealed = open_package(path, keys=keys)
    except Refusal as refusal:
        return Verdict("invalid", refusal.code, refusal)
    try:
        trusted = confirm(sealed, trust or TrustAnchors(), moment=moment, recipient=recipient)
    except Refusal as refusal:
        of_signer = refusal.code in _OF_THE_SIGNER
        return _describe(sealed, "untrusted_signer" if of_signer else "invalid", refusal)
    return _describe(sealed, "trusted", None, trusted.warnings)


def _describe(
    sealed: SealedPackage,
    verdict: Literal["trusted", "untrusted_signer", "invalid"],
    refusal: Refusal | None,
    warnings: tuple[str, ...] = (),
) -> Verdict:
    descriptor = sealed.descriptor
    return Verdict(
        verdict,
        refusal.code if refusal else "OK",
        refusal,
        package_id=sealed.package_id,
        kind=descriptor.kind,
        sender=descriptor.sender,
        recipient=descriptor.recipient,
        period=descriptor.period,
        version=descriptor.version,
        signers=tuple(_view(signature) for signature in sealed.signatures),
        files=tuple(sealed.files),
        warnings=warnings,
    )


def _view(signature: Signature) -> SignerView:
    certificate: x509.Certificate = signature.certificate
    subject = subject_of(certificate.subject)
    return SignerView(
        subject.unit_code,
        subject.unit_name,
        subject.person,
        subject.title,
        signature.signed_at,
        sha256_of(certificate),
        fingerprint_of(certificate),
    )
