"""A signer is believed only on an unbroken, current path to a known authority."""

from dataclasses import replace
from datetime import timedelta
from hashlib import sha256

import pytest
from cryptography import x509
from cryptography.hazmat.primitives.asymmetric import rsa
from cryptography.hazmat.primitives.hashes import SHA256
from cryptography.hazmat.primitives.serialization import Encoding
from cryptography.x509.oid import NameOID

from tests.exchange.builders import (
    ENROLLED,
    NOW,
    UNIT,
    a_district,
    a_list,
    an_officer,
    contents_of,
    sign_anew,
    the_contents,
    verify,
)
from unionapp.errors import Refusal, Trouble
from unionapp.exchange.certificates import Issuer, certify_issuer, make_key, write_certificates
from unionapp.exchange.certificates import _usage as usage_of
from unionapp.exchange.cms import Signer
from unionapp.exchange.revocation import (
    Revocation,
    list_number,
    make_revocation_list,
    newest_list,
    read_revocation_list,
)
from unionapp.exchange.sealing import seal
from unionapp.exchange.trust import TrustAnchors, read_anchors, sha256_of

YEAR = timedelta(days=365)


@pytest.fixture(scope="session")
def single(province, tmp_path_factory):
    """A good package with one signature."""
    folder = tmp_path_factory.mktemp("single")
    sealed = seal(the_contents(signatures_required=1), [province.accountant], folder)
    return sealed.path.read_bytes()


def refused(data, trust, moment=NOW):
    with pytest.raises(Refusal) as caught:
        verify(data, trust, moment=moment)
    return caught.value.code


def signed_by(single, *signers):
    return sign_anew(contents_of(single), *signers)


# --- path --------------------------------------------------------------------------------------


def test_the_root_alone_is_enough_because_the_district_travels_along(single, province):
    trust = TrustAnchors((province.root.certificate,))
    assert verify(single, trust, moment=NOW).warnings == ("W_CRL_MISSING",)


def test_a_district_alone_may_be_believed(single, province):
    verify(single, TrustAnchors((province.district.certificate,)), moment=NOW)


def test_a_single_officer_may_be_believed(single, province):
    verify(single, TrustAnchors((province.accountant.certificate,)), moment=NOW)
    other = TrustAnchors((province.chair.certificate,))
    assert refused(single, other) == "E_UNTRUSTED"


def test_a_stranger_with_the_same_names_is_not_believed(single, province):
    data = signed_by(single, province.stranger)
    assert refused(data, province.trust()) == "E_UNTRUSTED"
    mixed = replace(province.stranger, chain=(province.district.certificate,))
    assert refused(signed_by(single, mixed), province.trust()) == "E_UNTRUSTED"


def test_without_anchors_nobody_is_believed(single):
    assert refused(single, TrustAnchors()) == "E_UNTRUSTED"


def test_a_certificate_that_belongs_to_no_path_is_not_carried_along(single, province):
    loaded = replace(
        province.accountant, chain=(province.district.certificate, province.chair.certificate)
    )
    assert refused(signed_by(single, loaded), province.trust()) == "E_CMS"


def test_an_officer_cannot_certify_another(single, province):
    pretender = Issuer(province.chair.certificate, province.chair.key)
    fake = an_officer(pretender)
    fake = replace(fake, chain=(province.chair.certificate, province.district.certificate))
    assert refused(signed_by(single, fake), province.trust()) == "E_UNTRUSTED"


def test_an_authority_renewed_under_the_same_key_is_believed_by_its_later_certificate(
    single, province
):
    old = province.district.certificate
    later = certify_issuer(
        old.subject, province.district.key.public_key(), province.root, moment=NOW
    )
    for known in (
        (province.root.certificate, later, old),
        (province.root.certificate, old, later),
    ):
        verify(single, province.trust(certificates=known), moment=NOW)
    in_eight_years = old.not_valid_after_utc + timedelta(days=2)
    officer = an_officer(Issuer(later, province.district.key), moment=in_eight_years)
    contents = contents_of(single)
    data = sign_anew(contents, replace(officer, chain=(later,)), moment=in_eight_years)
    trust = TrustAnchors((old, later, province.root.certificate))
    verify(data, trust, moment=in_eight_years)


def test_one_district_does_not_certify_for_its_neighbour(single, province):
    other = a_district(province.root, code="01-003")
    infiltrator = an_officer(other)  # names the unit of another district
    data = signed_by(single, infiltrator)
    trust = province.trust(demands_lists=False)
    verify(data, trust, moment=NOW)
    own = replace(trust, issuers=(province.district.certificate,))
    assert refused(data, own) == "E_UNTRUSTED"
    verify(single, own, moment=NOW)
    pin = {sha256_of(infiltrator.certificate): UNIT}
    verify(data, replace(own, pins=pin), moment=NOW)


# --- purpose -----------------------------------------------------------------------------------


def test_the_key_for_decrypting_does_not_sign(single, province):
    assert refused(signed_by(single, province.cipher), province.trust()) == "E_KEY_USAGE"


def test_an_authority_does_not_sign_reports(single, province):
    authority = Signer(province.district.certificate, province.district.key)
    assert refused(signed_by(single, authority), province.trust()) == "E_KEY_USAGE"


def test_a_certificate_without_any_purpose_does_not_sign(single, province):
    officer = a_public_officer(province, extensions=())
    trust = TrustAnchors((officer.certificate,))
    assert refused(signed_by(single, officer), trust) == "E_KEY_USAGE"


# --- certificates of a public authority, pinned ------------------------------------------------


def a_public_officer(province, unit=None, extensions=None):
    """An officer with an RSA certificate of an authority nobody here has enrolled."""
    key = rsa.generate_private_key(65537, 2048)
    name = x509.Name([x509.NameAttribute(NameOID.COMMON_NAME, "Nguyễn Thị Hồng")])
    authority = x509.Name([x509.NameAttribute(NameOID.COMMON_NAME, "Public CA")])
    usage = usage_of("digital_signature", "content_commitment", "key_encipherment")
    purposes = x509.ExtendedKeyUsage([x509.ObjectIdentifier("1.3.6.1.4.1.311.10.3.12")])
    builder = (
        x509.CertificateBuilder()
        .subject_name(name)
        .issuer_name(authority)
        .public_key(key.public_key())
        .serial_number(7)
        .not_valid_before(ENROLLED)
        .not_valid_after(NOW + YEAR)
    )
    for extension in (usage, purposes) if extensions is None else extensions:
        builder = builder.add_extension(extension, critical=False)
    other = rsa.generate_private_key(65537, 2048)
    return Signer(builder.sign(other, SHA256()), key)


def test_a_pinned_certificate_signs_for_the_unit_the_pin_names(single, province):
    officer = a_public_officer(province)
    data = signed_by(single, officer)
    pins = {sha256_of(officer.certificate): UNIT}
    trust = province.trust(pins=pins)
    trust = replace(trust, certificates=(*trust.certificates, officer.certificate))
    verify(data, trust, moment=NOW)
    moved = replace(trust, pins={sha256_of(officer.certificate): "01-002-0009"})
    assert refused(data, moved) == "E_SENDER"
    assert refused(data, province.trust()) == "E_UNTRUSTED"


def test_a_pinned_certificate_may_have_no_extended_purpose(single, province):
    officer = a_public_officer(province, extensions=(usage_of("digital_signature"),))
    data = signed_by(single, officer)
    trust = TrustAnchors((officer.certificate,))
    assert refused(data, trust) == "E_KEY_USAGE"
    verify(data, replace(trust, pins={sha256_of(officer.certificate): UNIT}), moment=NOW)


def test_the_print_of_a_certificate_is_its_plain_sha256(province):
    der = province.chair.certificate.public_bytes(Encoding.DER)
    assert sha256_of(province.chair.certificate) == sha256(der).hexdigest()


# --- dates -------------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("later", "code"),
    [
        (timedelta(days=-3), "E_CLOCK"),
        (timedelta(days=-90), "E_CLOCK"),
        (timedelta(days=500), "E_CRL_STALE"),
        (5 * YEAR, "E_CRL_STALE"),
        (6 * YEAR, "E_EXPIRED"),
    ],
)
def test_a_wrong_clock_or_a_late_hour_is_named(single, province, later, code):
    assert refused(single, province.trust(), NOW + later) == code


@pytest.mark.parametrize("later", [timedelta(hours=-12), timedelta(hours=12)])
def test_half_a_day_is_forgiven(single, province, later):
    verify(single, province.trust(), moment=NOW + later)


def test_an_officer_whose_term_is_over_is_refused(single, province):
    officer = an_officer(province.district, moment=NOW - 6 * YEAR)
    assert refused(signed_by(single, officer), province.trust()) == "E_EXPIRED"


def test_an_officer_whose_term_has_not_begun_is_refused(single, province):
    officer = an_officer(province.district, moment=NOW + timedelta(days=30))
    assert refused(signed_by(single, officer), province.trust()) == "E_NOT_YET_VALID"


def test_a_signature_from_before_the_certificate_is_refused(single, province):
    officer = an_officer(province.district)
    early = sign_anew(contents_of(single), officer, moment=ENROLLED - timedelta(days=40))
    assert refused(early, province.trust()) == "E_NOT_YET_VALID"


# --- revocation --------------------------------------------------------------------------------


def revoking(province, certificate, at=NOW - timedelta(days=1), issuer=None):
    """Trust with a newer list that names this certificate."""
    trust = province.trust()
    revocation = Revocation(certificate.serial_number, at, x509.ReasonFlags.key_compromise)
    newer = a_list(issuer or province.district, revocation, number=2)
    return replace(trust, revocation_lists=(*trust.revocation_lists, newer))


def test_a_revoked_officer_is_refused(single, province):
    assert refused(single, revoking(province, province.accountant.certificate)) == "E_REVOKED"


def test_a_package_first_seen_after_the_revocation_is_refused_whatever_hour_it_claims(
    single, province
):
    yesterday = NOW + timedelta(days=10)
    trust = revoking(province, province.accountant.certificate, at=yesterday)
    assert refused(single, trust, NOW + timedelta(days=11)) == "E_REVOKED"


def test_a_package_received_before_the_revocation_stays_good(single, province):
    trust = revoking(province, province.accountant.certificate, at=NOW + timedelta(days=10))
    verify(single, trust, moment=NOW)


def test_another_officers_revocation_concerns_nobody_else(single, province):
    verify(single, revoking(province, province.chair.certificate), moment=NOW)


def test_a_revoked_district_takes_its_officers_with_it(single, province):
    trust = revoking(province, province.district.certificate, issuer=province.root)
    assert refused(single, trust) == "E_REVOKED"


def test_the_newest_list_counts_even_if_an_older_one_is_laid_beside_it(single, province):
    trust = revoking(province, province.accountant.certificate)
    backwards = replace(trust, revocation_lists=tuple(reversed(trust.revocation_lists)))
    assert refused(single, backwards) == "E_REVOKED"


def test_a_list_nobody_we_know_has_signed_counts_for_nothing(single, province):
    forged = Issuer(province.district.certificate, make_key())
    trust = revoking(province, province.accountant.certificate, issuer=forged)
    verify(single, trust, moment=NOW)
    assert newest_list([a_list(forged)], province.district.certificate) is None


def test_who_certifies_others_demands_a_list(single, province):
    strict = province.trust(revocation_lists=())
    assert refused(single, strict) == "E_CRL_MISSING"
    lenient = replace(strict, demands_lists=False)
    assert verify(single, lenient, moment=NOW).warnings == ("W_CRL_MISSING",)


def test_an_old_list_is_a_warning_for_a_unit_and_a_refusal_for_an_authority(single, province):
    late = NOW + timedelta(days=500)
    assert refused(single, province.trust(), late) == "E_CRL_STALE"
    lenient = province.trust(demands_lists=False)
    assert verify(single, lenient, moment=late).warnings == ("W_CRL_STALE",)


def test_a_list_is_read_from_der_and_pem_and_keeps_its_number(province):
    der = make_revocation_list(province.root, [], number=17, moment=NOW)
    pem = read_revocation_list(der).public_bytes(Encoding.PEM)
    assert list_number(read_revocation_list(pem)) == list_number(read_revocation_list(der)) == 17


@pytest.mark.parametrize("data", [b"", b"x", b"-----BEGIN X509 CRL-----\nAA\n", b"\x30\x03\2\1\1"])
def test_a_broken_list_is_refused(data):
    with pytest.raises(Refusal, match=r"key\.list_unreadable"):
        read_revocation_list(data)


# --- trust from files --------------------------------------------------------------------------


def test_trust_is_read_from_files_in_any_order_and_form(single, province, tmp_path):
    both = tmp_path / "ca+crl.pem"
    pem_list = a_list(province.root).public_bytes(Encoding.PEM)
    both.write_bytes(
        write_certificates(province.district.certificate, province.root.certificate) + pem_list
    )
    lists = tmp_path / "quận.crl"
    lists.write_bytes(make_revocation_list(province.district, [], number=1, moment=ENROLLED))
    trust = read_anchors([lists, both])
    assert trust.anchors() == (province.root.certificate,)
    assert len(trust.revocation_lists) == 2
    assert verify(single, replace(trust, demands_lists=True), moment=NOW).warnings == ()


def test_trust_files_that_cannot_be_read_are_named(tmp_path):
    with pytest.raises(Trouble, match=r"exchange\.unreadable"):
        read_anchors([tmp_path / "none.pem"])
    with pytest.raises(Refusal, match=r"key\.list_unreadable"):
        read_anchors([b"neither"])
    with pytest.raises(Refusal, match=r"key\.certificate_unreadable"):
        read_anchors([b"-----BEGIN CERTIFICATE-----\nAAAA\n-----END CERTIFICATE-----\n"])


def test_a_file_that_holds_neither_certificate_nor_list_is_no_trust():
    with pytest.raises(Refusal, match=r"key\.certificate_unreadable"):
        read_anchors(
            [b"-----BEGIN CERTIFICATE REQUEST-----\nAA\n-----END CERTIFICATE REQUEST-----"]
        )
