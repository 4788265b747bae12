"""An envelope opens for its recipients alone, and never gives out other content."""

import random
import subprocess
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from tests.exchange.builders import ENROLLED, NOW, UNIT, UPPER, an_officer, the_contents, verify
from unionapp.errors import Refusal
from unionapp.exchange import limits
from unionapp.exchange.certificates import (
    Subject,
    certify_encryption,
    make_key,
    write_certificates,
)
from unionapp.exchange.der import lint_der
from unionapp.exchange.envelope import (
    DecryptionKey,
    decrypt_package,
    encrypt_package,
    is_encrypted,
)
from unionapp.exchange.inspection import inspect
from unionapp.exchange.private_keys import protect_key
from unionapp.exchange.sealing import cosign, seal
from unionapp.exchange.verification import open_package


def a_reader(issuer, unit=UPPER):
    key = make_key()
    name = Subject(unit, "LĐLĐ quận Bình Thạnh").to_name()
    certificate = certify_encryption(name, key.public_key(), issuer, moment=ENROLLED)
    return DecryptionKey(certificate, key)


@pytest.fixture(scope="module")
def upper(province):
    return a_reader(province.district)


@pytest.fixture(scope="module")
def own(province):
    return a_reader(province.district, UNIT)


@pytest.fixture(scope="module")
def envelope(package, upper, own):
    return encrypt_package(package, [upper.certificate, own.certificate])


def refused(data, *keys):
    with pytest.raises(Refusal) as caught:
        decrypt_package(data, keys)
    return caught.value.code


def test_both_the_recipient_and_the_sender_open_it(envelope, package, upper, own, province):
    for reader in (upper, own):
        assert decrypt_package(envelope, [reader]) == package
    verify(decrypt_package(envelope, [own, upper]), province.trust(), moment=NOW, recipient=UPPER)


def test_a_package_is_sealed_cosigned_and_verified_inside_its_envelope(
    province, upper, own, tmp_path
):
    everybody = [upper.certificate, own.certificate]
    first = seal(the_contents(), [province.accountant], tmp_path, encrypt_to=everybody)
    assert first.path.name == "CD_01-002-0003_report_00001.cdpkx"
    second = cosign(first.path, province.chair, moment=NOW, keys=[own], encrypt_to=everybody)
    assert second.path.name == "CD_01-002-0003_report_00001 (2).cdpkx"
    assert second.package_id == first.package_id
    trusted = verify(second.path, province.trust(), moment=NOW, recipient=UPPER, keys=[upper])
    assert trusted.package_id == first.package_id
    assert len(trusted.signatures) == 2
    verdict = inspect(second.path, province.trust(), moment=NOW, keys=[upper])
    assert verdict.verdict == "trusted"
    closed = inspect(second.path, province.trust(), moment=NOW)
    assert (closed.verdict, closed.code) == ("invalid", "E_ENV_KEY")
    assert all(is_encrypted(path.read_bytes()) for path in tmp_path.iterdir())


def test_nothing_plain_touches_the_disk(province, upper, tmp_path, monkeypatch):
    written = []
    real = Path.open

    def watch(path, mode="r", *args, **kwargs):
        file = real(path, mode, *args, **kwargs)
        if mode == "xb":
            plain_write = file.write
            file = _Watched(file, lambda data: (written.append(data), plain_write(data)))
        return file

    monkeypatch.setattr(Path, "open", watch)
    seal(the_contents(), [province.accountant], tmp_path, encrypt_to=[upper.certificate])
    assert len(written) == 1
    assert is_encrypted(written[0])


class _Watched:
    """A file whose writing is seen."""

    def __init__(self, file, write):
        self._file, self.write = file, write
        self.flush, self.fileno = file.flush, file.fileno

    def __enter__(self):
        return self

    def __exit__(self, *_):
        self._file.close()


def test_nobody_else_opens_it(envelope, province):
    assert refused(envelope, a_reader(province.district)) == "E_NOT_FOR_ME"
    assert refused(envelope) == "E_NOT_FOR_ME"


def test_a_key_that_does_not_belong_to_its_certificate_opens_nothing(envelope, upper):
    assert refused(envelope, DecryptionKey(upper.certificate, make_key())) == "E_ENV"


def test_an_envelope_is_told_from_a_package(envelope, package):
    assert is_encrypted(envelope)
    assert not is_encrypted(package)
    assert not is_encrypted(b"")
    with pytest.raises(Refusal, match="E_ENV_KEY"):
        open_package(envelope)


def test_nothing_in_it_can_be_read_or_names_a_unit(envelope):
    for word in (b"figures", b"mimetype", b"PK\3\4", UNIT.encode(), UPPER.encode()):
        assert word not in envelope


def test_every_envelope_of_a_package_is_another(package, upper):
    one, other = (encrypt_package(package, [upper.certificate]) for _ in range(2))
    assert one != other
    assert len(one) - len(package) < 400


@pytest.mark.parametrize("size", [0, 1, 100, 127, 128, 255, 256, 65_535, 65_536, 1_000_000])
def test_any_length_travels(upper, size):
    data = bytes(size)
    assert decrypt_package(encrypt_package(data, [upper.certificate]), [upper]) == data


def test_an_envelope_is_der(envelope):
    lint_der(envelope)


def test_openssl_opens_it(envelope, package, upper, tmp_path):
    (tmp_path / "f.cdpkx").write_bytes(envelope)
    (tmp_path / "me.pem").write_bytes(write_certificates(upper.certificate))
    (tmp_path / "me.key").write_bytes(protect_key(upper.key, None))
    command = "openssl cms -decrypt -inform DER -binary -in f.cdpkx -recip me.pem -inkey me.key"
    command += " -out f.cdpkg"
    subprocess.run(command.split(), cwd=tmp_path, check=True)
    assert (tmp_path / "f.cdpkg").read_bytes() == package


def openssl_encrypt(tmp_path, package, reader, *options):
    (tmp_path / "f.cdpkg").write_bytes(package)
    (tmp_path / "you.pem").write_bytes(write_certificates(reader.certificate))
    command = [
        "openssl",
        "cms",
        "-encrypt",
        "-outform",
        "DER",
        "-binary",
        "-in",
        "f.cdpkg",
        "-out",
        "f.cdpkx",
    ]
    options = (*options, "-recip", "you.pem", "-keyid", "-keyopt", "ecdh_kdf_md:sha256")
    subprocess.run([*command, *options], cwd=tmp_path, check=True)
    return (tmp_path / "f.cdpkx").read_bytes()


def test_what_openssl_encrypts_in_this_form_is_opened(package, upper, tmp_path):
    data = openssl_encrypt(tmp_path, package, upper, "-aes-256-gcm", "-aes256-wrap")
    assert decrypt_package(data, [upper]) == package


@pytest.mark.parametrize("cipher", ["-aes-128-gcm", "-aes-256-cbc", "-des3"])
def test_other_ciphers_are_refused(package, upper, tmp_path, cipher):
    assert refused(openssl_encrypt(tmp_path, package, upper, cipher), upper) == "E_ENV"


def test_every_flipped_bit_is_noticed(package, upper):
    small = encrypt_package(package[:300], [upper.certificate])
    for bit in range(len(small) * 8):
        touched = bytearray(small)
        touched[bit // 8] ^= 1 << bit % 8
        assert refused(bytes(touched), upper) in {"E_ENV", "E_ENV_TAG", "E_NOT_FOR_ME", "E_LIMIT"}


def test_a_flip_in_anothers_block_never_gives_other_content(envelope, package, upper):
    chance = random.Random(7)
    for _ in range(1500):
        bit = chance.randrange(len(envelope) * 8)
        touched = bytearray(envelope)
        touched[bit // 8] ^= 1 << bit % 8
        try:
            assert decrypt_package(bytes(touched), [upper]) == package
        except Refusal:
            continue


def test_every_truncation_and_addition_is_refused(envelope, upper):
    for length in [*range(600), *range(600, len(envelope), 53)]:
        assert refused(envelope[:length], upper) in {"E_ENV", "E_LIMIT"}, length
    assert refused(envelope + b"\0", upper) == "E_ENV"


@given(st.binary(max_size=200))
def test_noise_is_refused_and_never_breaks_the_reader(noise):
    with pytest.raises(Refusal):
        decrypt_package(noise, [])
    with pytest.raises(Refusal):
        decrypt_package(b"\x30\x82\xff\xff" + noise, [])


def test_only_certificates_for_it_are_encrypted_to(package, province):
    officer = an_officer(province.district)
    for certificate in (officer.certificate, province.root.certificate):
        with pytest.raises(Refusal, match="E_KEY_USAGE"):
            encrypt_package(package, [certificate])


def test_the_number_of_recipients_is_bounded(package, upper, monkeypatch):
    with pytest.raises(Refusal, match="E_LIMIT"):
        encrypt_package(package, [])
    monkeypatch.setattr(limits, "RECIPIENTS", 2)
    with pytest.raises(Refusal, match="E_LIMIT"):
        encrypt_package(package, [upper.certificate] * 3)
    two = encrypt_package(package, [upper.certificate] * 2)
    monkeypatch.setattr(limits, "RECIPIENTS", 1)
    assert refused(two, upper) == "E_LIMIT"
