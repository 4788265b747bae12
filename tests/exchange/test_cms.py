"""A signature is one detached CAdES-B signature in DER, with strong algorithms, and nothing else."""

import os
import random
import subprocess
import sys
from dataclasses import replace
from datetime import UTC, datetime
from pathlib import Path

import pytest
from asn1crypto import cms as asn1
from cryptography import x509
from cryptography.hazmat.primitives.asymmetric import ec, rsa
from cryptography.hazmat.primitives.hashes import SHA256
from cryptography.hazmat.primitives.serialization import Encoding
from cryptography.x509.oid import NameOID
from hypothesis import given
from hypothesis import strategies as st

from tests.exchange.builders import NOW
from unionapp.errors import Refusal
from unionapp.exchange.certificates import write_certificates
from unionapp.exchange.cms import Commitment, Signer, read_signature, sign
from unionapp.exchange.der import lint_der
from unionapp.exchange.private_keys import protect_key

CONTENT = b"what was signed\n"


@pytest.fixture(scope="module")
def signature(province):
    return sign(CONTENT, province.chair, moment=NOW)


READ_THEN_SIGN = """
import sys
from pathlib import Path
from tests.exchange.builders import ENROLLED, NOW, a_district, an_officer
from unionapp.exchange.certificates import Subject, make_root
from unionapp.exchange.cms import read_signature, sign

read_signature(Path(sys.argv[1]).read_bytes(), b"what was signed\\n", file="x")
root = make_root(Subject("01", "LĐLĐ"), moment=ENROLLED)
assert sign(b"receipt", an_officer(a_district(root)), moment=NOW)
"""


def test_a_program_that_first_reads_a_signature_can_make_one_after(signature, tmp_path):
    """An upper unit receives in the morning and signs its receipts only then."""
    (tmp_path / "signature.p7s").write_bytes(signature)
    done = subprocess.run(
        [sys.executable, "-c", READ_THEN_SIGN, tmp_path / "signature.p7s"],
        cwd=Path(__file__).parents[2],
        env={**os.environ, "PYTHONPATH": os.pathsep.join(["src", "."])},
        capture_output=True,
        check=False,
        text=True,
    )
    assert (done.returncode, done.stderr) == (0, "")


def refused(data, content=CONTENT):
    with pytest.raises(Refusal) as caught:
        read_signature(data, content, file="signature001.p7s")
    return caught.value.code


def edit(signature, change):
    """The signature re-encoded after a change to its parts."""
    info = asn1.ContentInfo.load(signature)
    signed = info["content"]
    change(signed)
    return asn1.ContentInfo({"content_type": "signed_data", "content": signed}).dump(force=True)


def openssl_sign(tmp_path, signer, *options):
    """What `openssl cms -sign` makes over CONTENT."""
    (tmp_path / "content").write_bytes(CONTENT)
    (tmp_path / "signer.pem").write_bytes(write_certificates(signer.certificate))
    (tmp_path / "chain.pem").write_bytes(write_certificates(*signer.chain))
    (tmp_path / "key.pem").write_bytes(protect_key(signer.key, None))
    chain = ["-certfile", "chain.pem"] if signer.chain else []
    command = ["openssl", "cms", "-sign", "-binary", "-outform", "DER", "-out", "out.p7s"]
    command += ["-in", "content", "-signer", "signer.pem", "-inkey", "key.pem", *chain, *options]
    subprocess.run(command, cwd=tmp_path, check=True, capture_output=True)
    return (tmp_path / "out.p7s").read_bytes()


def an_rsa_signer(bits=2048):
    key = rsa.generate_private_key(65537, bits)
    return a_self_signed(key)


def a_self_signed(key):
    name = x509.Name([x509.NameAttribute(NameOID.COMMON_NAME, "Cán bộ")])
    builder = x509.CertificateBuilder().subject_name(name).issuer_name(name)
    builder = builder.public_key(key.public_key()).serial_number(5)
    builder = builder.not_valid_before(NOW).not_valid_after(datetime(2030, 1, 1, tzinfo=UTC))
    return Signer(builder.sign(key, SHA256()), key)


def test_a_signature_tells_who_signed_and_when(signature, province):
    read = read_signature(signature, CONTENT, file="s")
    assert read.certificate == province.chair.certificate
    assert read.chain == (province.district.certificate,)
    assert read.signed_at == NOW


@pytest.mark.parametrize("commitment", Commitment)
def test_the_commitment_stands_in_the_signature(province, commitment):
    signer = replace(province.chair, commitment=commitment)
    data = sign(CONTENT, signer, moment=NOW)
    (info,) = asn1.ContentInfo.load(data)["content"]["signer_infos"]
    found = {a["type"].dotted: a["values"][0] for a in info["signed_attrs"]}
    native = found["1.2.840.113549.1.9.16.2.16"].native
    assert native["commitment_type_id"] in {commitment.value, commitment.value.lower()}


def test_other_content_is_refused(signature):
    assert refused(signature, CONTENT + b" ") == "E_DIGEST_SIGNED"
    assert refused(signature, b"") == "E_DIGEST_SIGNED"


def test_an_rsa_certificate_may_sign():
    signer = an_rsa_signer()
    read = read_signature(sign(CONTENT, signer, moment=NOW), CONTENT, file="s")
    assert read.certificate == signer.certificate


def test_a_stronger_curve_may_sign():
    signer = a_self_signed(ec.generate_private_key(ec.SECP384R1()))
    read_signature(sign(CONTENT, signer, moment=NOW), CONTENT, file="s")


def test_what_openssl_signs_as_cades_is_accepted(province, tmp_path):
    data = openssl_sign(tmp_path, province.chair, "-cades")
    assert read_signature(data, CONTENT, file="s").certificate == province.chair.certificate


@pytest.mark.parametrize("options", [["-md", "sha384"], ["-nosmimecap"]])
def test_openssl_may_choose_a_longer_digest_and_fewer_attributes(province, tmp_path, options):
    read_signature(openssl_sign(tmp_path, province.chair, "-cades", *options), CONTENT, file="s")


@pytest.mark.parametrize(
    "options",
    [
        [],
        ["-keyopt", "rsa_padding_mode:pss", "-keyopt", "rsa_pss_saltlen:32"],
    ],
)
def test_openssl_may_sign_with_rsa_in_both_paddings(tmp_path, options):
    data = openssl_sign(tmp_path, an_rsa_signer(), "-cades", *options)
    read_signature(data, CONTENT, file="s")


@pytest.mark.parametrize(
    ("options", "code"),
    [
        ([], "E_CMS"),  # no signingCertificateV2
        (["-cades", "-nodetach"], "E_CMS"),
        (["-cades", "-keyid"], "E_CMS"),
        (["-cades", "-nocerts"], "E_CMS"),
        (["-noattr"], "E_CMS"),
        (["-cades", "-md", "sha1"], "E_ALG"),
        (["-cades", "-md", "sha512"], "E_ALG"),
        (["-cades", "-stream", "-nodetach"], "E_CMS"),
    ],
)
def test_what_openssl_signs_otherwise_is_refused(province, tmp_path, options, code):
    assert refused(openssl_sign(tmp_path, province.chair, *options)) in {code, "E_CMS"}


def test_short_keys_and_odd_curves_are_refused():
    for key in (
        rsa.generate_private_key(65537, 1024),
        ec.generate_private_key(ec.SECP256K1()),
        ec.generate_private_key(ec.SECP224R1()),
    ):
        assert refused(sign(CONTENT, a_self_signed(key), moment=NOW)) == "E_ALG"


def test_two_signers_in_one_file_are_refused(signature):
    def double(signed):
        signed["signer_infos"].append(signed["signer_infos"][0])

    assert refused(edit(signature, double)) == "E_CMS"


def test_no_signer_is_refused(signature):
    def drop(signed):
        signed["signer_infos"] = []

    assert refused(edit(signature, drop)) == "E_CMS"


def test_unsigned_attributes_are_refused(signature):
    def attach(signed):
        signed["signer_infos"][0]["unsigned_attrs"] = [
            {"type": "counter_signature", "values": [signed["signer_infos"][0].copy()]}
        ]

    assert refused(edit(signature, attach)) == "E_CMS"


def test_a_repeated_certificate_is_refused(signature):
    def repeat(signed):
        signed["certificates"].append(signed["certificates"][0])
        signed["certificates"].append(signed["certificates"][1])

    assert refused(edit(signature, repeat)) == "E_CMS"


def test_too_many_certificates_are_refused(signature, monkeypatch):
    from unionapp.exchange import limits

    monkeypatch.setattr(limits, "CERTIFICATES", 1)
    assert refused(signature) == "E_CMS"


def test_a_digest_announced_but_not_used_is_refused(signature):
    def announce(signed):
        signed["digest_algorithms"].append({"algorithm": "sha384"})

    assert refused(edit(signature, announce)) == "E_CMS"


def test_a_changed_version_is_refused(signature):
    def change(signed):
        signed["version"] = "v3"

    assert refused(edit(signature, change)) == "E_CMS"


@pytest.mark.parametrize("attribute", ["signing_time", "signing_certificate_v2", "message_digest"])
def test_a_missing_signed_attribute_is_refused(signature, attribute):
    def drop(signed):
        info = signed["signer_infos"][0]
        kept = [a for a in info["signed_attrs"] if a["type"].native != attribute]
        info["signed_attrs"] = asn1.CMSAttributes(kept)

    assert refused(edit(signature, drop)) == "E_CMS"


def test_a_later_signing_time_breaks_the_signature(signature):
    stamp = NOW.strftime("%y%m%d%H%M%SZ").encode()
    assert stamp in signature
    assert refused(signature.replace(stamp, b"27" + stamp[2:])) == "E_SIG"


@pytest.mark.parametrize("data", [b"", b"0", b"\x30\x80\0\0", b"\x30\x03\x02\x01\x05", bytes(100)])
def test_what_is_no_signature_is_refused(data):
    assert refused(data) == "E_CMS"


def test_bytes_behind_the_signature_are_refused(signature):
    assert refused(signature + b"\0") == "E_CMS"


def test_every_truncation_is_refused(signature):
    assert {refused(signature[:length]) for length in range(len(signature))} == {"E_CMS"}


def test_random_damage_is_refused_and_never_breaks_the_reader(signature):
    chance = random.Random(6)
    for _ in range(500):
        touched = bytearray(signature)
        for _ in range(chance.randint(1, 4)):
            touched[chance.randrange(len(touched))] = chance.randrange(256)
        if bytes(touched) == signature:
            continue
        try:
            # A damaged chain certificate is noticed one step later, when the path is built.
            read_signature(bytes(touched), CONTENT, file="s")
        except Refusal:
            continue


# --- DER ---------------------------------------------------------------------------------------


@pytest.mark.parametrize(
    "data", ["0500", "020100", "02020080", "0101ff", "3003020101", "03020780"]
)
def test_der_is_accepted(data):
    lint_der(bytes.fromhex(data))


@pytest.mark.parametrize(
    "data",
    [
        "",
        "05",
        "050100",  # NULL with content
        "0200",  # INTEGER without content
        "02020001",  # INTEGER longer than it needs to be
        "0202ff80",
        "010101",  # BOOLEAN that is neither
        "0300",  # BIT STRING without the count of unused bits
        "030108",
        "03020781",  # unused bits that are set
        "04810141",  # length longer than it needs to be
        "0482000141",
        "3080020101" + "0000",  # indefinite length
        "04820041",
        "0401",
        "05000500",  # two values
        "3003020201",  # child longer than its parent
        "31060201020201" + "01",  # SET not in order
        "1f8101" + "00",  # high tag number
        "0000",
    ],
)
def test_what_is_not_der_is_refused(data):
    with pytest.raises(Refusal, match="E_CMS"):
        lint_der(bytes.fromhex(data))


def test_depth_and_number_of_values_are_bounded():
    deep = b""
    for _ in range(42):
        deep = b"\x30" + bytes([len(deep)]) + deep if len(deep) < 128 else deep
    with pytest.raises(Refusal, match="E_CMS"):
        lint_der(deep)
    many = b"\x05\0" * 5000
    with pytest.raises(Refusal, match="E_CMS"):
        lint_der(b"\x30\x82" + len(many).to_bytes(2, "big") + many)


@given(st.binary(max_size=60))
def test_the_linter_takes_whatever_comes(noise):
    code = "good"
    try:
        lint_der(noise)
    except Refusal as refusal:
        code = refusal.code
    assert code in {"good", "E_CMS"}


def test_certificates_are_der(province):
    for certificate in (province.root.certificate, province.chair.certificate):
        lint_der(certificate.public_bytes(Encoding.DER))
