"""The published commands let a stranger check a package with unzip, openssl and sha256sum."""

import io
import os
import re
import subprocess
import tomllib
import warnings
import zipfile
from datetime import timedelta
from pathlib import Path

import pytest
from cryptography import x509
from cryptography.hazmat.primitives.serialization import Encoding

from tests.exchange.builders import (
    NOW,
    a_list,
    an_officer,
    change,
    contents_of,
    sign_anew,
)
from unionapp.assets import resource
from unionapp.exchange.certificates import write_certificates
from unionapp.exchange.revocation import Revocation

DOCUMENT = Path(__file__).parents[2] / "docs" / "formats" / "package.md"
FIGURES = "data/figures.jsonl"
S1, S2 = "META-INF/signature001.p7s", "META-INF/signature002.p7s"
M1, M2 = "META-INF/ASiCManifest001.xml", "META-INF/ASiCManifest002.xml"


def the_commands():
    """The one block of shell commands in the published format."""
    (commands,) = re.findall(r"```bash\n(.*?)```", DOCUMENT.read_text(encoding="utf-8"), re.DOTALL)
    return commands


@pytest.fixture
def check(tmp_path, province):
    """Run the published commands on the bytes of a package."""

    def run(data, lists=None):
        package, trust = tmp_path / "gói báo cáo.cdpkg", tmp_path / "ca+crl.pem"
        package.write_bytes(data)
        lists = lists or [a_list(province.root), a_list(province.district)]
        trust.write_bytes(
            write_certificates(province.root.certificate, province.district.certificate)
            + b"".join(one.public_bytes(Encoding.PEM) for one in lists)
        )
        moment = str(int(NOW.timestamp()))
        given = {"PACKAGE": str(package), "TRUST": str(trust), "MOMENT": moment}
        return subprocess.run(
            ["bash", "-c", the_commands()],
            cwd=tmp_path,
            env=os.environ | given,
            capture_output=True,
            text=True,
            check=False,
        )

    return run


def test_a_good_package_is_accepted_and_its_signers_are_named(check, package):
    done = check(package)
    assert done.returncode == 0, done.stderr
    assert "Trần Văn Bảy" in done.stdout
    assert "OU=01-002-0003" in done.stdout
    assert done.stdout.lower().count("sha256 fingerprint=") == 2


FAULTS = [
    "a changed figure",
    "a changed figure and list",
    "an added file",
    "a missing file",
    "a missing list",
    "the second signer taken away",
    "the first signer taken away",
    "swapped signatures",
    "a foreign file beside the signatures",
    "a stranger",
    "an encryption certificate",
    "an officer whose term is over",
    "a cut file",
    "a repeated name",
    "a name that climbs out",
]


def zipped(data, addition):
    """The package with one more entry, written by an ordinary tool."""
    memory = io.BytesIO()
    with warnings.catch_warnings(), zipfile.ZipFile(memory, "w") as archive:
        warnings.simplefilter("ignore")
        for name, content in [*contents_of(data).items(), addition]:
            archive.writestr(name, content)
    return memory.getvalue()


@pytest.fixture(scope="module")
def faults(province, package):
    contents = contents_of(package)
    figure = contents[FIGURES].replace(b"48500000", b"88500000")
    own_list = contents_of(sign_anew(contents | {FIGURES: figure}))["manifest-sha256.txt"]
    long_ago = province.chair.certificate.not_valid_before_utc - timedelta(days=6 * 365)
    retired = an_officer(province.district, moment=long_ago)
    made = [
        change(package, {FIGURES: figure}),
        change(package, {FIGURES: figure, "manifest-sha256.txt": own_list}),
        change(package, {"reports/more.pdf": b"%PDF"}),
        change(package, {"reports/bc-01.pdf": None}),
        change(package, {"manifest-sha256.txt": None}),
        change(package, {S2: None, M2: None}),
        change(package, {S1: None, M1: None}),
        change(package, {S1: contents[S2], S2: contents[S1]}),
        change(package, {"META-INF/other.xml": b"x"}),
        sign_anew(contents, province.stranger, province.chair),
        sign_anew(contents, province.accountant, province.cipher),
        sign_anew(contents, retired, province.chair),
        package[:-300],
        zipped(package, ("package.json", b"{}")),
        zipped(package, ("../escaped.json", b"{}")),
    ]
    return dict(zip(FAULTS, made, strict=True))


@pytest.mark.parametrize("fault", FAULTS)
def test_a_bad_package_is_refused(check, faults, fault):
    assert check(faults[fault]).returncode != 0


def test_a_revoked_officer_is_refused(check, package, province):
    certificate = province.accountant.certificate
    revocation = Revocation(
        certificate.serial_number,
        certificate.not_valid_before_utc,
        x509.ReasonFlags.key_compromise,
    )
    newer = a_list(province.district, revocation, number=2)
    done = check(package, [a_list(province.root), newer])
    assert done.returncode != 0
    assert "revoked" in done.stderr


def test_without_revocation_lists_openssl_refuses(check, package, province):
    assert check(package, [a_list(province.root)]).returncode != 0


def test_gnu_sha256sum_reads_the_digest_list(package, tmp_path):
    for name, content in contents_of(package).items():
        file = tmp_path / name
        file.parent.mkdir(exist_ok=True, parents=True)
        file.write_bytes(content)
    command = ["sha256sum", "--strict", "-c", "manifest-sha256.txt"]
    subprocess.run(command, cwd=tmp_path, check=True, capture_output=True)


def test_the_document_names_every_code_of_the_sentences():
    text = DOCUMENT.read_text(encoding="utf-8")
    codes = tomllib.loads(resource("sentences", "exchange.toml").read_text(encoding="utf-8"))
    assert [code for code in codes if code.isupper() and f"`{code}`" not in text] == []
