"""A small province for the tests: root, district, two officers of one unit, and everybody who should be refused."""

from dataclasses import dataclass, replace
from datetime import UTC, datetime, timedelta
from hashlib import sha256

from unionapp.exchange.certificates import (
    Issuer,
    Subject,
    certify_issuer,
    certify_signing,
    make_key,
)
from unionapp.exchange.cms import Commitment, Signer, sign
from unionapp.exchange.container import pack, read_container, write_container
from unionapp.exchange.descriptor import Descriptor, Months, Party
from unionapp.exchange.manifest import (
    LIST_NAME,
    Reference,
    covered_names,
    manifest_name,
    signature_name,
    write_list,
    write_manifest,
)
from unionapp.exchange.revocation import make_revocation_list, read_revocation_list
from unionapp.exchange.sealing import PackageContents, ReportFile
from unionapp.exchange.trust import TrustAnchors
from unionapp.exchange.verification import confirm, open_package

NOW = datetime(2026, 7, 5, 8, 30, tzinfo=UTC)
ENROLLED = NOW - timedelta(days=60)
UNIT, UPPER = "01-002-0003", "01-002"


@dataclass(frozen=True)
class Province:
    """Keys and certificates, made once for all tests."""

    root: Issuer
    district: Issuer
    accountant: Signer
    chair: Signer
    neighbour: Signer
    stranger: Signer
    cipher: Signer

    def trust(self, **changes):
        """What the district knows."""
        lists = (a_list(self.root), a_list(self.district))
        known = TrustAnchors(
            (self.root.certificate, self.district.certificate), lists, demands_lists=True
        )
        return replace(known, **changes)


def verify(source, trust, *, moment, recipient=None, keys=()):
    """A package read and believed, as an inbox does it."""
    return confirm(open_package(source, keys=keys), trust, moment=moment, recipient=recipient)


def a_list(issuer, *revocations, number=1, moment=ENROLLED):
    """A revocation list of an authority, read back."""
    return read_revocation_list(
        make_revocation_list(issuer, revocations, number=number, moment=moment)
    )


def an_officer(
    issuer, unit=UNIT, person="Nguyễn Thị Hồng", commitment=Commitment.CREATION, moment=ENROLLED
):
    """An officer certified by an authority."""
    subject = Subject(unit, "CĐCS Công ty TNHH Đại Phát", person, "Chủ tịch")
    key = make_key()
    certificate = certify_signing(subject.to_name(), key.public_key(), issuer, moment=moment)
    return Signer(certificate, key, (issuer.certificate,), commitment)


def a_district(root, code=UPPER):
    """An authority below the root."""
    key = make_key()
    subject = Subject(code, "LĐLĐ quận Bình Thạnh")
    certificate = certify_issuer(subject.to_name(), key.public_key(), root, moment=ENROLLED)
    return Issuer(certificate, key)


def a_descriptor(**changes):
    """A half-year report of the unit to its upper level."""
    descriptor = Descriptor(
        kind="report",
        created=NOW,
        sender=Party(UNIT, "CĐCS Công ty TNHH Đại Phát"),
        recipient=Party(UPPER, "LĐLĐ quận Bình Thạnh"),
        period=Months("2026-01", "2026-06"),
        stream="report",
        sequence=1,
        signatures_required=2,
    )
    return replace(descriptor, **changes)


FIGURES = (
    {"code": "members", "numerator": 245, "denominator": None, "unit": "người"},
    {"code": "female", "numerator": 131, "denominator": 245, "unit": "người"},
    {"code": "dues", "numerator": 48_500_000, "denominator": None, "unit": "đồng"},
)


def the_contents(**changes):
    """What the unit sends."""
    report = ReportFile("bc-01.pdf", "Báo cáo 6 tháng đầu năm 2026", "BC-01", b"%PDF-1.4\n%%EOF\n")
    return PackageContents(a_descriptor(**changes), {"figures": FIGURES}, (report,))


# --- forging: what a carrier, a careless program or an attacker could make of a package --------


def contents_of(data):
    """Every file of a package but the mimetype, by name."""
    return {file.name: file.content() for file in read_container(data)}


def rebuild(contents):
    """A well-formed container of these files: check sums right, signatures as they are."""
    return write_container([pack(name, [data]) for name, data in contents.items()])


def change(data, files):
    """A package with files replaced, added, or (None) taken out."""
    contents = contents_of(data) | files
    return rebuild({name: content for name, content in contents.items() if content is not None})


def sign_anew(contents, *signers, relist=True, moment=NOW):
    """The files as an officer with a faulty program would sign them: manifests and signatures honest."""
    contents = {k: v for k, v in contents.items() if not k.startswith("META-INF/")}
    if relist:
        contents.pop(LIST_NAME, None)
        contents[LIST_NAME] = write_list(
            {name: sha256(data).digest() for name, data in contents.items()}
        )
    for number, signer in enumerate(signers, start=1):
        references = [
            Reference(name, sha256(contents[name]).digest())
            for name in covered_names(number, list(contents))
        ]
        manifest = write_manifest(number, references)
        contents[manifest_name(number)] = manifest
        contents[signature_name(number)] = sign(manifest, signer, moment=moment)
    return rebuild(contents)
