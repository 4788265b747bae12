"""Keys of offices: founding a root, enrolling, listing and revoking."""

import subprocess

import pytest
from sqlalchemy import select, text

from tests.conftest import PASSWORD
from tests.exchange.builders import verify
from tests.exchange.offices import CDCS, ELSEWHERE, SECOND, UPPER, enrol, found_upper
from unionapp.errors import Refusal, Trouble
from unionapp.exchange.certificates import read_certificates, subject_of
from unionapp.exchange.enrolling import install_certificates, issue_certificates
from unionapp.exchange.fingerprints import fingerprint_of
from unionapp.exchange.key_store import load_authority, load_signer, load_trust
from unionapp.exchange.keys import (
    export_trust,
    found_root,
    list_keys,
    request_certificates,
    revoke_certificate,
)
from unionapp.exchange.outbox import seal_package, sign_package
from unionapp.exchange.tables import PackageOut, PrivateKey
from unionapp.exchange.trust import read_anchors
from unionapp.organisation.officers import add_officer
from unionapp.organisation.opening import open_office
from unionapp.organisation.units import UnitFacts, add_unit, lower_units
from unionapp.vietnamese.periods import Period

OTHER_DIGITS = "-".join(["01234"] * 6)
MARCH = Period.parse("2026-03")


@pytest.fixture
def upper(make_office):
    return found_upper(make_office)


def ask(office, folder):
    return request_certificates(office, folder / "de-nghi.cdreq")


def test_a_fresh_root_can_sign_at_once(upper):
    rows = list_keys(upper)
    assert [(row.purpose, row.is_own, row.is_anchor, row.is_issued) for row in rows] == [
        ("issue", True, True, False),
        ("sign", True, False, True),
        ("encrypt", True, False, True),
    ]
    assert load_signer(upper).chain == ()
    assert subject_of(load_signer(upper).certificate.subject).person == "Trần Thị Lan"


def test_a_root_is_founded_once(upper):
    with pytest.raises(Refusal, match=r"key\.authority_exists"):
        found_root(upper)


def test_a_base_unit_founds_no_root(office):
    with pytest.raises(Refusal, match=r"key\.no_authority_tier"):
        found_root(office)


def test_a_unit_enrols_and_joins_the_tree(office, upper, tmp_path):
    issued, installed = enrol(office, upper, tmp_path)
    assert issued.is_unit_new
    assert not issued.may_issue
    assert (installed.upper_unit, installed.person) == (UPPER.code, "Nguyễn Thị Hòa")
    assert load_trust(office).anchors() == load_trust(upper).anchors()
    assert [(row.code, row.tier, row.name) for row in lower_units(upper)] == [
        (CDCS.code, "CDCS", CDCS.name)
    ]


def test_a_unit_known_before_is_not_added_again(office, upper, tmp_path):
    add_unit(upper, UnitFacts("NGHIEP_DOAN", CDCS.code, CDCS.name))
    issued, _ = enrol(office, upper, tmp_path)
    assert not issued.is_unit_new
    assert [row.tier for row in lower_units(upper)] == ["NGHIEP_DOAN"]


def test_digits_that_were_not_heard_certify_nothing(office, upper, tmp_path):
    asked = ask(office, tmp_path)
    with pytest.raises(Refusal, match=r"key\.fingerprint_differs"):
        issue_certificates(upper, asked.path, OTHER_DIGITS, tmp_path / "a.cdpkg")
    with pytest.raises(Refusal, match=r"key\.fingerprint_form"):
        issue_certificates(upper, asked.path, "123", tmp_path / "a.cdpkg")
    assert lower_units(upper) == ()
    assert len(list_keys(upper)) == 3
    assert not (tmp_path / "a.cdpkg").exists()


def test_digits_of_the_root_that_were_not_heard_install_nothing(office, upper, tmp_path):
    asked = ask(office, tmp_path)
    answer = tmp_path / "a.cdpkg"
    issue_certificates(upper, asked.path, asked.fingerprint, answer)
    with pytest.raises(Refusal, match=r"key\.fingerprint_differs"):
        install_certificates(office, answer, OTHER_DIGITS)
    assert list_keys(office) == ()


def test_an_answer_to_somebody_elses_request_installs_nothing(
    office, upper, make_office, tmp_path
):
    asked = ask(office, tmp_path)
    answer = tmp_path / "a.cdpkg"
    issued = issue_certificates(upper, asked.path, asked.fingerprint, answer)
    twin = make_office("twin")
    with pytest.raises(Refusal, match=r"key\.not_my_request"):
        install_certificates(twin, answer, issued.root_fingerprint)
    assert list_keys(twin) == ()


def test_an_answer_from_a_unit_one_does_not_report_to_installs_nothing(
    make_office, upper, tmp_path
):
    lost = make_office("lost", CDCS, ELSEWHERE)
    asked = ask(lost, tmp_path)
    issued = issue_certificates(upper, asked.path, asked.fingerprint, tmp_path / "a.cdpkg")
    with pytest.raises(Refusal, match=r"key\.not_from_upper"):
        install_certificates(lost, issued.path, issued.root_fingerprint)


def test_a_unit_that_named_no_upper_unit_learns_it_from_the_answer(make_office, upper, tmp_path):
    alone = make_office("alone", CDCS, None)
    _, installed = enrol(alone, upper, tmp_path)
    assert installed.is_upper_new
    assert seal_package(alone, MARCH, output=tmp_path / "usb").recipient == UPPER.code


def test_nobody_certifies_the_units_of_another(make_office, upper, tmp_path):
    lower = add_unit(upper, UnitFacts("XA_PHUONG", "X-01", "Công đoàn xã An Phú"))
    with upper.change("test") as session:
        from unionapp.organisation.tables import Unit
        from unionapp.organisation.units import found_unit

        parent = session.get_one(Unit, lower.id)
        found_unit(session, SECOND, upper.clock(), parent=parent)
    unit = make_office("second", SECOND, UPPER)
    asked = ask(unit, tmp_path)
    with pytest.raises(Refusal, match=r"key\.foreign_unit"):
        issue_certificates(upper, asked.path, asked.fingerprint, tmp_path / "a.cdpkg")


def test_who_has_no_authority_answers_no_request(office, make_office, tmp_path):
    asked = ask(office, tmp_path)
    with pytest.raises(Refusal, match=r"key\.no_authority"):
        issue_certificates(
            make_office("bare", UPPER, None), asked.path, asked.fingerprint, tmp_path / "a.cdpkg"
        )


def test_who_has_no_certificate_seals_nothing(office, tmp_path):
    with pytest.raises(Refusal, match=r"key\.no_certificate"):
        seal_package(office, MARCH, output=tmp_path)


def test_an_answer_that_cannot_be_written_leaves_no_certificate(office, upper, tmp_path):
    asked = ask(office, tmp_path)
    (tmp_path / "blocked").write_text("a file")
    with pytest.raises(Trouble, match=r"exchange\.unwritable"):
        issue_certificates(upper, asked.path, asked.fingerprint, tmp_path / "blocked" / "a.cdpkg")
    assert len(list_keys(upper)) == 3
    with upper.read() as session:
        assert session.scalar(select(PackageOut.id)) is None


def test_a_missing_request_is_a_trouble(upper, tmp_path):
    with pytest.raises(Trouble, match=r"exchange\.unreadable"):
        issue_certificates(upper, tmp_path / "không có", OTHER_DIGITS, tmp_path / "a.cdpkg")


# --- levels -----------------------------------------------------------------------------------


def test_an_authority_below_a_root_certifies_its_own_units(make_office, tmp_path, office):
    province = UnitFacts("TINH", "T-01", "LĐLĐ tỉnh X")
    top = found_upper(make_office, "top", province)
    district = make_office("district", UPPER, province)
    asked = ask(district, tmp_path)
    assert asked.asks_to_issue
    answer = tmp_path / "a.cdpkg"
    with pytest.raises(Refusal, match=r"key\.tier_needed"):
        issue_certificates(top, asked.path, asked.fingerprint, answer)
    issued = issue_certificates(top, asked.path, asked.fingerprint, answer, tier="KCN")
    assert issued.may_issue
    install_certificates(district, answer, issued.root_fingerprint)
    assert len(load_authority(district).path) == 2

    enrol(office, district, tmp_path)
    signer = load_signer(office)
    assert len(signer.chain) == 1
    sealed = seal_package(office, MARCH, output=tmp_path / "usb")
    package = verify(sealed.path, load_trust(district), moment=office.clock())
    assert package.warnings == ()
    assert verify(
        sealed.path, read_anchors(export_trust(top, tmp_path / "trust")), moment=office.clock()
    )


# --- second officers --------------------------------------------------------------------------


@pytest.fixture
def second_officer(office, upper, tmp_path):
    """Another officer of the same unit, enrolled on her own."""
    enrol(office, upper, tmp_path)
    add_officer(office, "Phạm Thị Dung", "chair", own_password=None, new_password=None)
    other = open_office(
        office.folder, today=office.today, officer="Phạm Thị Dung", clock=office.clock
    )
    asked = request_certificates(other, tmp_path / "second.cdreq")
    issued = issue_certificates(upper, asked.path, asked.fingerprint, tmp_path / "second.cdpkg")
    install_certificates(other, issued.path, issued.root_fingerprint)
    yield other
    other.close()


def test_a_second_officer_signs_what_the_first_sealed(office, upper, second_officer, tmp_path):
    from unionapp.exchange.inbox import receive_packages

    usb = tmp_path / "usb"
    sealed = seal_package(office, MARCH, output=usb, signatures=2)
    (item,) = receive_packages(upper, [sealed.path]).items
    assert item.code == "E_SIG_POLICY"
    with pytest.raises(Refusal, match=r"package\.already_signed"):
        sign_package(office, sealed.path)
    signed = sign_package(second_officer, sealed.path, output=tmp_path / "signed")
    assert (signed.package_id, signed.signatures) == (sealed.package_id, 2)
    (item,) = receive_packages(upper, [signed.path]).items
    assert item.outcome == "received"


def test_a_second_officer_signs_an_encrypted_package_too(office, upper, second_officer, tmp_path):
    from unionapp.exchange.inbox import receive_packages

    usb = tmp_path / "usb"
    sealed = seal_package(office, MARCH, profile="detailed", output=usb, signatures=2)
    signed = sign_package(second_officer, sealed.path, output=tmp_path / "signed")
    assert signed.path.suffix == ".cdpkx"
    (item,) = receive_packages(upper, [signed.path]).items
    assert item.outcome == "received"


def test_keys_of_one_officer_stay_closed_to_another(upper, make_office):
    add_officer(upper, "Lý Thị Én", "accountant", own_password=None, new_password=None)
    other = open_office(upper.folder, today=upper.today, officer="Lý Thị Én", clock=upper.clock)
    with pytest.raises(Refusal, match=r"key\.no_certificate"):
        load_signer(other)
    with pytest.raises(Refusal, match=r"key\.other_officer"):
        load_authority(other)
    other.close()


# --- at rest ----------------------------------------------------------------------------------


def test_private_keys_lie_under_the_officers_secret_and_never_in_the_journal(make_office):
    upper = found_upper(make_office, password=PASSWORD)
    with upper.read() as session:
        contents = list(session.scalars(select(PrivateKey.content)))
        journal = session.scalars(
            text("SELECT coalesce(old, '') || coalesce(new, '') FROM journal")
        )
        words = " ".join(journal)
    assert len(contents) == 3
    for content in contents:
        assert content.startswith(b"-----BEGIN ENCRYPTED PRIVATE KEY-----")
        assert content.hex()[:80] not in words
    assert "PRIVATE KEY" not in words


def test_no_key_is_written_beside_the_data_file(upper, office, tmp_path):
    enrol(office, upper, tmp_path)
    found = [path for path in tmp_path.rglob("*") if path.is_file() and path.suffix != ".db-wal"]
    for path in found:
        if path.name != "data.db":
            assert b"PRIVATE KEY" not in path.read_bytes(), path


# --- lists ------------------------------------------------------------------------------------


def test_a_revoked_certificate_stands_on_the_next_list(office, upper, tmp_path):
    enrol(office, upper, tmp_path)
    (row,) = [it for it in list_keys(upper) if it.unit == CDCS.code and it.purpose == "sign"]
    before = {it.last_update_utc: it for it in load_trust(upper).revocation_lists}
    revoked = revoke_certificate(upper, row.id, "Cán bộ nghỉ việc")
    assert (revoked.state, revoked.reason) == ("revoked", "Cán bộ nghỉ việc")
    (newest,) = load_trust(upper).revocation_lists
    assert len(list(newest)) == 1
    assert len(before) == 1
    with pytest.raises(Refusal, match=r"key\.already_revoked"):
        revoke_certificate(upper, row.id, "Cán bộ nghỉ việc")


def test_only_what_was_issued_here_is_revoked_and_with_a_reason(upper):
    root = list_keys(upper)[0]
    with pytest.raises(Refusal, match=r"key\.not_issued_here"):
        revoke_certificate(upper, root.id, "Thử thu hồi gốc")
    with pytest.raises(Refusal, match=r"key\.unknown"):
        revoke_certificate(upper, 99, "Không có chứng thư")
    with pytest.raises(Refusal, match=r"key\.reason_needed"):
        revoke_certificate(upper, root.id, " . ")


def test_the_exported_root_is_the_one_whose_digits_are_read(office, upper, tmp_path):
    issued, _ = enrol(office, upper, tmp_path)
    paths = export_trust(upper, tmp_path / "trust")
    assert [path.name for path in paths] == ["root.pem", "list-1.crl"]
    [root] = read_certificates(paths[0].read_bytes())
    assert fingerprint_of(root) == issued.root_fingerprint
    subprocess.run(["openssl", "x509", "-in", paths[0], "-noout"], check=True)
    subprocess.run(
        ["openssl", "crl", "-inform", "DER", "-in", paths[1], "-noout", "-CAfile", paths[0]],
        check=True,
        capture_output=True,
    )
    with pytest.raises(Refusal, match=r"key\.no_trust"):
        export_trust(make_bare(office), tmp_path / "nothing")


def make_bare(office):
    """The office as another unit would see it: without a certificate."""
    from dataclasses import replace

    return replace(office, unit=replace(office.unit, id=999))
