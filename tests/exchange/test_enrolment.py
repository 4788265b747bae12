"""Enrolment by file joins two offices only through digits that a person typed."""

import subprocess
from dataclasses import replace
from datetime import timedelta

import pytest
from cryptography.hazmat.primitives.asymmetric import ec, rsa
from cryptography.hazmat.primitives.serialization import Encoding
from hypothesis import given
from hypothesis import strategies as st

from tests.exchange.builders import (
    ENROLLED,
    NOW,
    UNIT,
    UPPER,
    a_descriptor,
    an_officer,
    the_contents,
    verify,
)
from unionapp.errors import Refusal
from unionapp.exchange.certificates import (
    Issuer,
    Subject,
    make_key,
    make_root,
    read_certificates,
    subject_of,
    write_certificates,
)
from unionapp.exchange.cms import Signer
from unionapp.exchange.descriptor import Party
from unionapp.exchange.enrolment import (
    Authority,
    issue,
    open_enrolment,
    pack_enrolment,
)
from unionapp.exchange.fingerprints import check_fingerprint, fingerprint, read_fingerprint
from unionapp.exchange.private_keys import protect_key, unprotect_key
from unionapp.exchange.requests import make_request, read_request
from unionapp.exchange.revocation import make_revocation_list
from unionapp.exchange.sealing import seal

OFFICER = Subject(UNIT, "CĐCS Công ty TNHH Đại Phát", "Nguyễn Thị Hồng", "Chủ tịch")


def a_request(keys=2):
    made = [make_key() for _ in range(keys)]
    return make_request(OFFICER, *made), made


def enrol(province, folder, tmp_name="enrolment", **changes):
    """The district answers a request; returns the request's keys and the written file."""
    request, keys = a_request()
    authority = Authority(province.district, (province.root.certificate,))
    issued = issue(request, request.fingerprint, authority, moment=ENROLLED)
    lists = [
        make_revocation_list(issuer, [], number=1, moment=ENROLLED)
        for issuer in (province.root, province.district)
    ]
    descriptor = a_descriptor(
        kind="enrolment",
        stream=tmp_name,
        sender=Party(UPPER, "LĐLĐ quận Bình Thạnh"),
        recipient=Party(UNIT, "CĐCS Công ty TNHH Đại Phát"),
        period=None,
        signatures_required=1,
        **changes,
    )
    contents = pack_enrolment(descriptor, issued, authority, revocation_lists=lists)
    return keys, seal(contents, [an_officer(province.district, unit=UPPER)], folder).path


def digits_of(certificate):
    return fingerprint(certificate.public_bytes(Encoding.DER))


def test_a_unit_enrols_by_two_files_and_two_calls_and_its_reports_are_trusted(province, tmp_path):
    keys, answer = enrol(province, tmp_path)
    digits = digits_of(province.root.certificate)
    enrolment = open_enrolment(answer, digits, moment=NOW, recipient=UNIT)
    assert enrolment.root == province.root.certificate
    assert enrolment.certificates.issuing is None
    assert subject_of(enrolment.certificates.signing.subject) == OFFICER
    signer = Signer(enrolment.certificates.signing, keys[0], (enrolment.chain[-1],))
    sealed = seal(the_contents(signatures_required=1), [signer], tmp_path)
    verify(sealed.path, province.trust(), moment=NOW, recipient=UPPER)
    verify(sealed.path, enrolment.trust, moment=NOW)


def test_digits_that_differ_from_the_root_install_nothing(province, tmp_path):
    _, answer = enrol(province, tmp_path)
    other = make_root(Subject("01", "LĐLĐ Thành phố Hồ Chí Minh"), moment=ENROLLED)
    with pytest.raises(Refusal, match=r"key\.fingerprint_differs"):
        open_enrolment(answer, digits_of(other.certificate), moment=NOW, recipient=UNIT)


def test_an_enrolment_for_another_unit_is_not_installed(province, tmp_path):
    _, answer = enrol(province, tmp_path)
    digits = digits_of(province.root.certificate)
    with pytest.raises(Refusal, match="E_WRONG_RECIPIENT"):
        open_enrolment(answer, digits, moment=NOW, recipient="01-002-0009")


def test_a_report_is_not_an_enrolment(province, tmp_path):
    sealed = seal(the_contents(), [province.accountant], tmp_path)
    digits = digits_of(province.root.certificate)
    with pytest.raises(Refusal, match=r"enrolment\.wrong_kind"):
        open_enrolment(sealed.path, digits, moment=NOW, recipient=UNIT)


def test_a_second_root_does_not_come_in_beside_the_one_that_was_heard(province, tmp_path):
    other = make_root(Subject("02", "LĐLĐ khác"), moment=ENROLLED)
    request, _ = a_request()
    honest = Authority(province.district, (province.root.certificate,))
    issued = issue(request, request.fingerprint, honest, moment=ENROLLED)
    greedy = replace(honest, above=(province.root.certificate, other.certificate))
    descriptor = a_descriptor(
        kind="enrolment", sender=Party(UPPER, "LĐLĐ"), recipient=Party(UNIT, "CĐCS")
    )
    contents = pack_enrolment(descriptor, issued, greedy)
    sealed = seal(contents, [an_officer(province.district, unit=UPPER)], tmp_path)
    digits = digits_of(province.root.certificate)
    with pytest.raises(Refusal, match="E_UNTRUSTED"):
        open_enrolment(sealed.path, digits, moment=NOW, recipient=UNIT)


def test_an_enrolment_without_the_certificates_is_incomplete(province, tmp_path):
    contents = the_contents(kind="enrolment")
    sealed = seal(contents, [province.chair], tmp_path)
    digits = digits_of(province.root.certificate)
    with pytest.raises(Refusal, match=r"enrolment\.incomplete"):
        open_enrolment(sealed.path, digits, moment=NOW, recipient=UNIT)


def test_wrong_digits_certify_nothing(province):
    request, _ = a_request()
    other, _ = a_request()
    authority = Authority(province.district, (province.root.certificate,))
    with pytest.raises(Refusal, match=r"key\.fingerprint_differs"):
        issue(request, other.fingerprint, authority, moment=NOW)


def test_a_unit_may_certify_others_only_if_it_asked_and_was_allowed(province):
    authority = Authority(province.root)
    asking, _ = a_request(3)
    plain, _ = a_request()
    issue_to = {
        (name, levels): issue(
            request, request.fingerprint, authority, levels=levels, moment=NOW
        ).issuing
        for name, request in (("asking", asking), ("plain", plain))
        for levels in (None, 0)
    }
    assert issue_to["asking", 0] is not None
    assert issue_to["asking", None] is issue_to["plain", 0] is issue_to["plain", None] is None


def test_three_levels_of_authorities_reach_the_base_unit(province, tmp_path):
    request, keys = a_request(3)
    root = make_root(Subject("00", "Tổng Liên đoàn"), moment=ENROLLED)
    middle = issue(request, request.fingerprint, Authority(root), levels=1, moment=ENROLLED)
    middle_issuer = Issuer(middle.issuing, keys[2])
    lower, lower_keys = a_request(3)
    low = issue(
        lower, lower.fingerprint, Authority(middle_issuer), levels=0, moment=ENROLLED
    ).issuing
    officer = an_officer(Issuer(low, lower_keys[2]))
    signer = replace(officer, chain=(low, middle.issuing))
    sealed = seal(the_contents(signatures_required=1), [signer], tmp_path)
    trust = province.trust(certificates=(root.certificate,), revocation_lists=())
    verify(sealed.path, replace(trust, demands_lists=False), moment=NOW)


def test_an_authority_without_levels_cannot_make_authorities(province, tmp_path):
    request, keys = a_request(3)
    issued = issue(
        request, request.fingerprint, Authority(province.district), levels=0, moment=ENROLLED
    )
    officer = an_officer(Issuer(issued.issuing, keys[2]))
    signer = replace(officer, chain=(issued.issuing, province.district.certificate))
    sealed = seal(the_contents(signatures_required=1), [signer], tmp_path)
    with pytest.raises(Refusal, match="E_UNTRUSTED"):
        verify(sealed.path, replace(province.trust(), demands_lists=False), moment=NOW)


def test_a_certificate_does_not_outlive_its_issuer(province):
    late = province.district.certificate.not_valid_after_utc - timedelta(days=30)
    officer = an_officer(province.district, moment=late)
    assert (
        officer.certificate.not_valid_after_utc
        == province.district.certificate.not_valid_after_utc
    )


def test_a_request_is_read_back_as_it_was_made():
    request, _ = a_request()
    again = read_request(request.to_pem())
    assert again == request
    assert again.fingerprint == request.fingerprint
    assert again.subject == OFFICER


def test_openssl_confirms_a_request(tmp_path):
    request, _ = a_request()
    file = tmp_path / "hồ sơ.cdreq"
    file.write_bytes(request.to_pem())
    command = ["openssl", "req", "-in", file, "-verify", "-noout", "-subject", "-utf8"]
    done = subprocess.run(command, capture_output=True, text=True, check=True)
    assert "Certificate request self-signature verify OK" in done.stderr
    assert UNIT in done.stdout


def test_a_request_that_was_touched_is_refused():
    pem = a_request()[0].to_pem()
    one, other = a_request()[0], a_request()[0]
    twice = one.signing.public_bytes(Encoding.PEM) * 2
    swapped = one.signing.public_bytes(Encoding.PEM) + replace_subject(other)
    for data in (b"", b"x", pem[:-60], pem.replace(b"A", b"B", 1), pem * 2, twice, swapped):
        with pytest.raises(Refusal, match=r"key\.request_unreadable"):
            read_request(data)


def replace_subject(request):
    key = make_key()
    other = make_request(replace(OFFICER, unit_code="01-009"), key, make_key())
    return other.encryption.public_bytes(Encoding.PEM)


def test_one_key_does_not_serve_two_purposes():
    key = make_key()
    with pytest.raises(Refusal, match=r"key\.request_unreadable"):
        make_request(OFFICER, key, key)


def test_a_request_for_another_curve_is_refused():
    with pytest.raises(Refusal, match=r"key\.request_unreadable"):
        make_request(OFFICER, ec.generate_private_key(ec.SECP384R1()), make_key())


def test_a_long_unit_name_is_cut_between_letters():
    name = "Công đoàn cơ sở Công ty Trách nhiệm hữu hạn Một thành viên Đại Thắng Lợi"
    subject = subject_of(Subject(UNIT, name, "Nguyễn Thị Hồng").to_name())
    assert name.startswith(subject.unit_name)
    assert 50 <= len(subject.unit_name.encode()) <= 64


def test_certificates_survive_the_way_through_a_file(province):
    both = (province.root.certificate, province.district.certificate)
    assert read_certificates(write_certificates(*both)) == both
    with pytest.raises(Refusal, match=r"key\.certificate_unreadable"):
        read_certificates(b"-----BEGIN CERTIFICATE-----\nAAAA\n-----END CERTIFICATE-----\n")


# --- fingerprints -----------------------------------------------------------------------------


@given(st.binary(max_size=200))
def test_a_fingerprint_is_six_groups_of_five_digits_and_reads_itself(der):
    digits = fingerprint(der)
    assert [len(group) for group in digits.split("-")] == [5] * 6
    assert read_fingerprint(digits) == digits
    assert read_fingerprint(f" {digits.replace('-', ' ')}\n") == digits
    assert read_fingerprint(digits.replace("-", "")) == digits
    assert read_fingerprint(digits.replace("-", " – ")) == digits
    check_fingerprint(digits, der)


def test_a_fingerprint_is_the_published_formula():
    assert fingerprint(b"abc") == "32009-81803-82096-24235-14819-23669"


@pytest.mark.parametrize("text", ["", "12345", "1" * 29, "1" * 31, "a" * 30, "१" * 30])
def test_anything_but_thirty_digits_is_no_fingerprint(text):
    with pytest.raises(Refusal, match=r"key\.fingerprint_form"):
        read_fingerprint(text)


# --- private keys -----------------------------------------------------------------------------


@pytest.fixture(scope="module")
def protected():
    key = make_key()
    return key, protect_key(key, "Mật khẩu của Hồng")


def test_a_key_comes_back_with_its_password(protected):
    key, data = protected
    assert unprotect_key(data, "Mật khẩu của Hồng").private_numbers() == key.private_numbers()


def test_a_password_typed_in_pieces_is_the_same_password(protected):
    import unicodedata

    key, data = protected
    decomposed = unicodedata.normalize("NFD", "Mật khẩu của Hồng")
    assert unprotect_key(data, decomposed).private_numbers() == key.private_numbers()


@pytest.mark.parametrize("password", ["mật khẩu của hồng", "", None])
def test_a_key_stays_closed_without_its_password(protected, password):
    with pytest.raises(Refusal, match=r"key\.wrong_password"):
        unprotect_key(protected[1], password)


def test_a_key_is_kept_under_scrypt_that_costs_a_thief_something(protected, tmp_path):
    file = tmp_path / "key.pem"
    file.write_bytes(protected[1])
    done = subprocess.run(
        ["openssl", "asn1parse", "-in", file], capture_output=True, text=True, check=True
    )
    assert "scrypt" in done.stdout
    assert ":020000" in done.stdout  # N = 2^17
    assert "aes-256-cbc" in done.stdout


def test_a_key_without_a_password_lies_open_for_openssl(tmp_path):
    key = make_key()
    file = tmp_path / "key.pem"
    file.write_bytes(protect_key(key, None))
    subprocess.run(["openssl", "pkey", "-in", file, "-noout"], check=True)
    assert unprotect_key(file.read_bytes(), None).private_numbers() == key.private_numbers()
    assert unprotect_key(file.read_bytes(), "không cần").private_numbers() == key.private_numbers()


def test_a_file_without_a_key_is_unreadable():
    for data in (b"", b"-----BEGIN PRIVATE KEY-----\nAAAA\n-----END PRIVATE KEY-----\n"):
        with pytest.raises(Refusal, match=r"key\.unreadable"):
            unprotect_key(data, None)


def test_an_rsa_key_is_kept_too():
    key = rsa.generate_private_key(65537, 2048)
    assert unprotect_key(protect_key(key, None), None).private_numbers() == key.private_numbers()
