"""The whole exchange between offices, and everything that is refused on the way."""

import shutil
from dataclasses import replace
from datetime import date

import pytest

from tests.conftest import PASSWORD
from tests.exchange.offices import (
    CDCS,
    ELSEWHERE,
    SECOND,
    UPPER,
    enrol,
    found_upper,
    tamper,
    the_item,
)
from unionapp.errors import Refusal, Trouble
from unionapp.exchange.collecting import close_collection, open_collection, open_periods
from unionapp.exchange.consolidation import consolidate
from unionapp.exchange.decisions import accept_package, return_package
from unionapp.exchange.inbox import list_inbox, receive_packages
from unionapp.exchange.keys import list_keys, revoke_certificate
from unionapp.exchange.outbox import list_outbox, seal_package
from unionapp.exchange.verification import open_package
from unionapp.vietnamese.periods import Period

FEBRUARY, MARCH = Period.parse("2026-02"), Period.parse("2026-03")
WHY = "Sửa số đoàn viên nữ tháng 3"
DUE = date(2026, 3, 20)


@pytest.fixture
def enrolled(pair):
    return pair[0]


@pytest.fixture
def upper(pair):
    return pair[1]


@pytest.fixture
def usb(tmp_path):
    return tmp_path / "usb"


def receive_one(upper, path, **options):
    return the_item(receive_packages(upper, [path], **options))


def test_a_package_is_received_accepted_and_counted_and_the_unit_hears_of_it(enrolled, upper, usb):
    sealed = seal_package(enrolled, MARCH, output=usb)
    item = receive_one(upper, usb)
    assert (item.outcome, item.code, item.unit, item.period) == (
        "received",
        None,
        "CS-0147",
        MARCH,
    )
    assert consolidate(upper, MARCH).missing == ("CS-0147",)
    decided = accept_package(upper, item.id)
    total = consolidate(upper, MARCH)
    assert (total.expected, total.counted, total.missing) == (1, 1, ())
    assert receive_one(enrolled, decided.receipt).outcome == "receipt"
    (row,) = list_outbox(enrolled)
    assert (row.package_id, row.state) == (sealed.package_id, "accepted")


def test_offices_with_passwords_exchange_as_well(make_office, tmp_path, usb):
    upper = found_upper(make_office, password=PASSWORD)
    unit = make_office("unit", CDCS, UPPER, password=PASSWORD)
    enrol(unit, upper, tmp_path)
    sealed = seal_package(unit, MARCH, output=usb)
    item = receive_one(upper, sealed.path)
    decided = accept_package(upper, item.id)
    assert receive_one(unit, decided.receipt).outcome == "receipt"


# --- refusals ---------------------------------------------------------------------------------


def test_a_changed_figure_is_seen(enrolled, upper, usb):
    item = receive_one(upper, tamper(seal_package(enrolled, MARCH, output=usb).path))
    assert (item.outcome, item.code) == ("refused", "E_DIGEST")
    assert "ĐÃ BỊ SỬA" in item.message
    assert list_inbox(upper) == ()


def test_every_cut_is_seen(enrolled, upper, usb):
    path = seal_package(enrolled, MARCH, output=usb).path
    path.write_bytes(path.read_bytes()[:-100])
    assert receive_one(upper, path).code == "E_ZIP"
    path.write_bytes(b"")
    assert receive_one(upper, path).code == "E_ZIP"


def test_a_signer_nobody_knows_is_named_by_digits(make_office, upper, tmp_path, usb):
    stranger = make_office("stranger", CDCS, UPPER)
    enrol(stranger, found_upper(make_office, "impostor"), tmp_path)
    sealed = seal_package(stranger, MARCH, output=usb)
    item = receive_one(upper, sealed.path)
    assert (item.outcome, item.code) == ("refused", "E_UNTRUSTED")
    (digits,) = item.fingerprints
    assert len(digits.split("-")) == 6


def test_a_package_for_another_unit_is_not_taken(enrolled, upper, make_office, usb):
    sealed = seal_package(enrolled, MARCH, output=usb)
    elsewhere = found_upper(make_office, "elsewhere", ELSEWHERE)
    item = receive_one(elsewhere, sealed.path)
    assert item.outcome == "refused"
    assert item.code in {"E_WRONG_RECIPIENT", "E_UNTRUSTED"}


def test_a_trusted_package_addressed_elsewhere_is_a_wrong_recipient(
    enrolled, upper, make_office, usb
):
    sealed = seal_package(enrolled, MARCH, output=usb)
    renamed = replace(upper, unit=replace(upper.unit, code="CT-11"))
    assert receive_one(renamed, sealed.path).code == "E_WRONG_RECIPIENT"


def test_a_package_of_another_period_is_told_its_period(enrolled, upper, usb):
    sealed = seal_package(enrolled, FEBRUARY, output=usb)
    item = receive_one(upper, sealed.path, period=MARCH)
    assert (item.outcome, item.code) == ("refused", "E_PERIOD")
    assert "tháng 02 năm 2026" in item.message
    assert "Đang nhận: tháng 3 năm 2026." in item.message
    assert "«Chỉ kỳ làm việc»" in item.message
    assert consolidate(upper, FEBRUARY).counted == 0


def test_a_wrong_period_does_not_break_the_chain_and_can_be_taken_later(enrolled, upper, usb):
    early = seal_package(enrolled, FEBRUARY, output=usb)
    receive_one(upper, early.path, period=MARCH)
    later = seal_package(enrolled, MARCH, output=usb)
    assert receive_one(upper, later.path).outcome == "received"
    assert receive_one(upper, early.path, period=MARCH).code == "E_PERIOD"
    assert receive_one(upper, early.path).outcome == "received"


def test_without_a_period_every_one_is_taken_that_was_not_closed(enrolled, upper, usb):
    assert open_periods(upper) == ()
    open_collection(upper, FEBRUARY)
    open_collection(upper, FEBRUARY)
    assert open_periods(upper) == (FEBRUARY,)
    sealed = seal_package(enrolled, MARCH, output=usb)
    assert receive_one(upper, sealed.path).outcome == "received"
    late = seal_package(enrolled, FEBRUARY, output=usb)
    close_collection(upper, FEBRUARY)
    refused = receive_one(upper, late.path)
    assert refused.code == "E_PERIOD"
    assert "mọi kỳ đã bắt đầu và chưa đóng" in refused.message
    assert receive_one(upper, late.path, period=FEBRUARY).outcome == "received"


def test_the_same_package_twice_is_already_here(enrolled, upper, usb):
    sealed = seal_package(enrolled, MARCH, output=usb)
    receive_one(upper, sealed.path)
    copy = shutil.copy(sealed.path, usb / "bản sao.cdpkg")
    item = receive_one(upper, copy)
    assert (item.outcome, item.code) == ("already", "ALREADY")
    assert "05/03/2026" in item.message
    assert len(list_inbox(upper)) == 1


def test_a_gap_waits_for_the_missing_package(enrolled, upper, usb):
    first = seal_package(enrolled, FEBRUARY, output=usb)
    second = seal_package(enrolled, MARCH, output=usb)
    item = receive_one(upper, second.path)
    assert (item.outcome, item.code) == ("waiting", "E_GAP")
    assert "1" in item.message
    with pytest.raises(Refusal, match=r"package\.waiting"):
        accept_package(upper, item.id)
    receive_one(upper, first.path)
    assert {row.state for row in list_inbox(upper)} == {"pending"}


def test_a_gap_closed_by_the_same_delivery_is_no_gap(enrolled, upper, usb):
    second_first = usb / "a"
    first = seal_package(enrolled, FEBRUARY, output=usb)
    second = seal_package(enrolled, MARCH, output=usb)
    second_first.mkdir()
    shutil.move(second.path, second_first / "1.cdpkg")
    shutil.move(first.path, second_first / "2.cdpkg")
    received = receive_packages(upper, [second_first])
    assert [item.outcome for item in received.items] == ["received", "received"]


def test_a_number_passed_over_is_a_replay(enrolled, upper, usb):
    first = seal_package(enrolled, FEBRUARY, output=usb)
    second = seal_package(enrolled, MARCH, output=usb)
    accept_package(upper, receive_one(upper, second.path).id, skip_missing=True)
    item = receive_one(upper, first.path)
    assert (item.outcome, item.code) == ("refused", "E_REPLAY")


def test_two_packages_under_one_number_are_both_kept(enrolled, upper, usb, tmp_path):
    twin = tmp_path / "twin"
    shutil.copytree(enrolled.folder, twin)
    first = seal_package(enrolled, MARCH, output=usb)
    from tests.conftest import TODAY, fixed_clock
    from unionapp.organisation.opening import open_office

    restored = open_office(twin, today=TODAY, clock=fixed_clock)
    second = seal_package(restored, FEBRUARY, output=usb)
    restored.close()
    assert receive_one(upper, first.path).outcome == "received"
    item = receive_one(upper, second.path)
    assert (item.outcome, item.code) == ("refused", "E_FORK")
    assert sorted(row.state for row in list_inbox(upper)) == ["fork", "pending"]


def test_a_revoked_officer_is_refused(enrolled, upper, usb):
    sealed = seal_package(enrolled, MARCH, output=usb)
    (issued,) = [
        row for row in list_keys(upper) if row.unit == "CS-0147" and row.purpose == "sign"
    ]
    revoke_certificate(upper, issued.id, "Cán bộ đã nghỉ việc")
    assert receive_one(upper, sealed.path).code == "E_REVOKED"


def test_a_unit_that_certified_nobody_for_a_year_still_receives(enrolled, upper, usb):
    from datetime import timedelta

    sealed = seal_package(enrolled, MARCH, output=usb)
    later = replace(upper, clock=lambda: upper.clock() + timedelta(days=450))
    assert receive_one(later, sealed.path).outcome == "received"


def test_a_bad_file_never_stops_a_good_one(enrolled, upper, usb):
    good = seal_package(enrolled, MARCH, output=usb)
    (usb / "AAA.cdpkg").write_bytes(b"not a package")
    (usb / "autorun.inf").write_text("[autorun]\nopen=x.exe")
    (usb / "Công đoàn.lnk").write_bytes(b"L\0\0\0")
    (usb / "ds.xlsx").write_bytes(b"PK\3\4")
    shutil.copy(good.path, usb / "thu.jpg")
    received = receive_packages(upper, [usb])
    told = {item.file.name: (item.outcome, item.code) for item in received.items}
    assert told == {
        "AAA.cdpkg": ("refused", "E_ZIP"),
        "autorun.inf": ("ignored", None),
        "Công đoàn.lnk": ("ignored", None),
        "ds.xlsx": ("refused", "package.unsigned_sheet"),
        good.path.name: ("received", None),
        "thu.jpg": ("already", "ALREADY"),
    }


def test_a_place_that_is_not_there_is_a_trouble(upper, tmp_path):
    with pytest.raises(Trouble, match=r"exchange\.unreadable"):
        receive_packages(upper, [tmp_path / "không có"])


def test_a_unit_that_left_the_tree_is_not_taken(enrolled, upper, usb):
    from unionapp.organisation.tables import UnitParent

    sealed = seal_package(enrolled, MARCH, output=usb)
    with upper.change("test") as session:
        for row in session.query(UnitParent):
            row.valid_to = date(2025, 12, 31)
    assert receive_one(upper, sealed.path).code == "package.not_lower_unit"


def test_progress_is_told_and_may_stop_the_delivery(enrolled, upper, usb):
    seal_package(enrolled, FEBRUARY, output=usb)
    seal_package(enrolled, MARCH, output=usb)

    class StopError(Exception):
        pass

    def stop(done, _all):
        raise StopError

    with pytest.raises(StopError):
        receive_packages(upper, [usb], progress=stop)
    assert len(list_inbox(upper)) == 1
    heard = []
    receive_packages(upper, [usb], progress=lambda *step: heard.append(step))
    assert heard == [(1, 2), (2, 2)]


# --- deciding ---------------------------------------------------------------------------------


def test_a_returned_package_comes_back_as_version_two_and_counts(enrolled, upper, usb):
    first = seal_package(enrolled, MARCH, output=usb)
    item = receive_one(upper, first.path)
    slip = return_package(upper, item.id, reason="Thiếu số đoàn viên nữ", deadline=DUE)
    answer = receive_one(enrolled, slip.receipt)
    assert "TRẢ LẠI" in answer.message
    assert "20/03/2026" in answer.message
    (row,) = list_outbox(enrolled)
    assert (row.state, row.decision, row.deadline) == ("returned", "Thiếu số đoàn viên nữ", DUE)
    assert consolidate(upper, MARCH).missing_units[0].state == "returned"

    second = seal_package(enrolled, MARCH, output=usb, reason=WHY)
    assert (second.version, second.sequence) == (2, 2)
    item = receive_one(upper, second.path)
    assert "bản 2" in item.message
    accept_package(upper, item.id)
    assert [(row.version, row.state) for row in list_inbox(upper, MARCH)] == [
        (2, "accepted"),
        (1, "superseded"),
    ]
    assert consolidate(upper, MARCH).units[0].version == 2


def test_a_package_is_found_by_the_beginning_of_its_id_too(enrolled, upper, usb):
    sealed = seal_package(enrolled, MARCH, output=usb)
    receive_one(upper, sealed.path)
    assert accept_package(upper, sealed.package_id[:20]).state == "accepted"


def test_an_accepted_package_may_still_be_returned_and_leaves_the_totals(enrolled, upper, usb):
    from unionapp.indicators.figures import measure

    item = receive_one(upper, seal_package(enrolled, MARCH, output=usb).path)
    accept_package(upper, item.id)
    assert measure(upper, "member_total", MARCH).origin == "received"
    return_package(upper, item.id, reason="Số liệu lệch sổ quỹ", deadline=DUE)
    assert consolidate(upper, MARCH).counted == 0
    assert measure(upper, "member_total", MARCH).origin != "received"


def test_a_decision_is_made_once(enrolled, upper, usb):
    item = receive_one(upper, seal_package(enrolled, MARCH, output=usb).path)
    return_package(upper, item.id, reason="Số liệu lệch sổ quỹ", deadline=DUE)
    with pytest.raises(Refusal, match=r"package\.decided"):
        return_package(upper, item.id, reason="Số liệu lệch sổ quỹ", deadline=DUE)
    with pytest.raises(Refusal, match=r"package\.decided"):
        accept_package(upper, item.id)


@pytest.mark.parametrize(
    ("words", "deadline", "code"),
    [
        ("thiếu", DUE, "package.return_reason_needed"),
        ("Thiếu số đoàn viên nữ", date(2026, 3, 4), "package.deadline_past"),
    ],
)
def test_a_return_needs_a_reason_and_a_day_to_come(enrolled, upper, usb, words, deadline, code):
    item = receive_one(upper, seal_package(enrolled, MARCH, output=usb).path)
    with pytest.raises(Refusal, match=code):
        return_package(upper, item.id, reason=words, deadline=deadline)
    assert list_inbox(upper)[0].state == "pending"


@pytest.mark.parametrize("identifier", [99, "99", "sha256:ffff", "không rõ", "%"])
def test_an_unknown_package_is_not_decided(upper, identifier):
    with pytest.raises(Refusal, match=r"package\.unknown"):
        accept_package(upper, identifier)


def test_a_decision_whose_receipt_cannot_be_written_is_not_made(enrolled, upper, usb, tmp_path):
    item = receive_one(upper, seal_package(enrolled, MARCH, output=usb).path)
    blocked = tmp_path / "blocked"
    blocked.write_text("a file, not a folder")
    with pytest.raises(Trouble, match=r"exchange\.unwritable"):
        accept_package(upper, item.id, output=blocked / "folder")
    assert list_inbox(upper)[0].state == "pending"


# --- receipts ---------------------------------------------------------------------------------


def test_a_receipt_counts_once_and_never_backwards(enrolled, upper, usb):
    item = receive_one(upper, seal_package(enrolled, MARCH, output=usb).path)
    accepted = accept_package(upper, item.id)
    returned = return_package(upper, item.id, reason="Số liệu lệch sổ quỹ", deadline=DUE)
    receive_one(enrolled, returned.receipt)
    assert receive_one(enrolled, returned.receipt).code == "ALREADY"
    assert receive_one(enrolled, accepted.receipt).code == "E_REPLAY"
    assert list_outbox(enrolled)[0].state == "returned"


def test_a_receipt_for_a_package_never_sent_is_refused(
    enrolled, upper, make_office, tmp_path, usb
):
    second = make_office("second", SECOND, UPPER)
    enrol(second, upper, tmp_path)
    item = receive_one(upper, seal_package(second, MARCH, output=usb).path)
    receipt = accept_package(upper, item.id).receipt
    assert receive_one(enrolled, receipt).code == "E_WRONG_RECIPIENT"


def test_a_receipt_says_what_was_decided_about_which_package(enrolled, upper, usb):
    sealed = seal_package(enrolled, MARCH, output=usb)
    item = receive_one(upper, sealed.path)
    decided = accept_package(upper, item.id)
    descriptor = open_package(decided.receipt).descriptor
    assert descriptor.kind == "receipt"
    assert descriptor.receipt["for"] == sealed.package_id
    assert descriptor.receipt["decision"] == "accepted"
    assert descriptor.receipt["last_accepted"] == {
        "sequence": 1,
        "package_id": sealed.package_id,
    }


def test_an_enrolment_is_no_report(enrolled, upper, tmp_path):
    item = receive_one(enrolled, tmp_path / "pair" / "CS-0147-answer.cdpkg")
    assert item.code == "package.wrong_kind"
