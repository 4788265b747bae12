"""A year at the upper level: two units send packages, one hands in paper, money is on its way.

In million đồng. May Hoa Sen (A): opening 45 (till 5, bank 40), dues 10, share from above 15, care 4, due
upwards 30 % of 10 = 3; closing 45 + 25 - 4 - 3 = 63, held 11 + 52. Gỗ An Phú (B): opening 10, dues 20, share 30, care
10, due 6, of it paid 5; closing 44, held 45 = 44 + 1 owed. Hoa Mai (C), on paper: opening 2, dues 4, share 6, care
3, remitted 1,2; closing 7,8. Above: opening 500, paid out 15 + 30 + 6 = 51, came in 5 + 1,2; closing 455,2.
"""

from datetime import date

import pypdfium2
import pytest

from tests.exchange.offices import SECOND, UPPER, enrol, found_upper, the_item
from tests.finance.setting import draft, hand_in, take_back
from unionapp.errors import Refusal
from unionapp.exchange.consolidation import consolidate
from unionapp.exchange.decisions import accept_package, return_package
from unionapp.exchange.inbox import list_inbox, receive_packages
from unionapp.exchange.outbox import list_outbox, seal_package
from unionapp.exchange.preview import preview_package
from unionapp.exchange.settlements import read_settlement_records, settlement_tables
from unionapp.exchange.slips import write_slip
from unionapp.exchange.verification import open_package
from unionapp.finance.group.group_settlement import show_group_settlement
from unionapp.finance.group.lower_settlements import (
    approve_lower_settlement,
    enter_lower_settlement,
    list_lower_settlements,
)
from unionapp.finance.levels.lower_units import list_transit
from unionapp.finance.vouchers.accounts import add_bank_account, open_accounts, set_opening
from unionapp.finance.vouchers.drafting import save_voucher
from unionapp.finance.vouchers.drafts import LineDraft
from unionapp.finance.vouchers.posting import post_voucher
from unionapp.finance.year.approving import Approval, approve_settlement
from unionapp.finance.year.basics import BasicFigures
from unionapp.finance.year.settlement import show_settlement
from unionapp.indicators.figures import measure
from unionapp.organisation.units import UnitFacts, add_unit, lower_units, set_employer_type
from unionapp.reports.finance.lower_settlements import lower_settlements_paper
from unionapp.reports.finance.settlement_approval import lower_settlement_approval
from unionapp.vietnamese.periods import Period

AFTER = date(2027, 1, 20)
YEAR, HALF = Period.parse("2026"), Period.parse("2026-H1")
MILLION = 1_000_000
NOBODY = BasicFigures(0, 0, 0, 0)
PAPER = {"opening": 2_000_000, "dues": 4_000_000, "upper_share": 6_000_000, "care": 3_000_000,
         "remitted": 1_200_000}  # fmt: skip
WHY = "Sửa khoản thăm hỏi tháng 12"


def book(office, kind, amount, day, item, **facts):
    line = LineDraft(item, amount)
    voucher = save_voucher(office, draft(kind, amount, day, lines=(line,), **facts))
    post_voucher(office, voucher.id)


def open_books(office, cash, bank):
    set_opening(office, open_accounts(office)[0].id, cash, date(2026, 1, 1))
    account = add_bank_account(office, "Agribank", bank="Agribank", number="1")
    set_opening(office, account.id, bank, date(2026, 1, 1))


@pytest.fixture
def upper(make_office):
    office = found_upper(make_office, today=AFTER)
    open_books(office, 0, 500 * MILLION)
    return office


@pytest.fixture
def sewing(make_office, upper, tmp_path):
    office = make_office(today=AFTER)
    enrol(office, upper, tmp_path)
    open_books(office, 5 * MILLION, 40 * MILLION)
    book(office, "PT", 10 * MILLION, date(2026, 3, 15), "INC_DUES_ENT")
    book(office, "PC", 4 * MILLION, date(2026, 5, 20), "EXP_CARE_VISIT")
    book(office, "BC", 15 * MILLION, date(2026, 7, 2), "28.01")
    book(office, "BN", 3 * MILLION, date(2026, 12, 28), "39")
    return office


@pytest.fixture
def wood(make_office, upper, tmp_path):
    office = make_office("second", SECOND, today=AFTER)
    enrol(office, upper, tmp_path)
    open_books(office, 0, 10 * MILLION)
    book(office, "BC", 20 * MILLION, date(2026, 4, 2), "INC_DUES_ENT")
    book(office, "BC", 30 * MILLION, date(2026, 9, 10), "28.01")
    book(office, "BN", 10 * MILLION, date(2026, 11, 3), "EXP_CARE_VISIT")
    book(office, "BN", 5 * MILLION, date(2026, 12, 20), "39")
    return office


def pay_and_receive(upper):
    """What the upper unit books of the three; the money of 30/06 reaches its unit on 02/07."""
    below = {row.code: row.id for row in lower_units(upper)}
    for code, amount, day in (
        ("CS-0147", 15 * MILLION, date(2026, 6, 30)),
        ("CS-0200", 30 * MILLION, date(2026, 9, 10)),
        ("CS-0300", 6 * MILLION, date(2026, 10, 10)),
    ):
        book(upper, "BN", amount, day, "EXP_LOWER", lower_unit_id=below[code])
    for code, amount, day in (
        ("CS-0200", 5 * MILLION, date(2026, 12, 20)),
        ("CS-0300", 1_200_000, date(2026, 12, 15)),
        ("CS-0147", 3 * MILLION, date(2027, 1, 4)),
    ):
        book(upper, "BC", amount, day, "INC_LOWER_DUES", lower_unit_id=below[code])


def send(unit, upper, folder, period=YEAR, **options):
    sealed = seal_package(unit, period, output=folder / "usb", **options)
    return the_item(receive_packages(upper, [sealed.path]))


def of(upper, code, **part):
    return next(it for it in list_lower_settlements(upper, 2026, **part) if it.code == code)


def code_of(action, *args, **options):
    with pytest.raises(Refusal) as refused:
        action(*args, **options)
    return refused.value.code


def test_a_year_goes_up_adds_up_and_comes_back_approved(upper, sewing, wood, tmp_path):
    facts = UnitFacts("CDCS", "CS-0300", "CĐCS Trường Mầm non Hoa Mai")
    add_unit(upper, facts, since=date(2020, 1, 1))
    pay_and_receive(upper)
    for unit in (sewing, wood):
        hand_in(unit, 2026)
        accept_package(upper, send(unit, upper, tmp_path).id)
    paper = enter_lower_settlement(upper, "CS-0300", 2026, PAPER, NOBODY)
    assert (paper.source, paper.rows["closing"]) == ("nhập tay", 7_800_000)
    assert "C-06.group" in [found.code for found in paper.findings]

    a, b = of(upper, "CS-0147"), of(upper, "CS-0200")
    assert (a.source, a.rows["closing"], a.rows["held_bank"]) == (
        "gói số 1",
        63 * MILLION,
        52 * MILLION,
    )
    assert (b.rows["closing"], b.rows["payable"]) == (44 * MILLION, MILLION)
    assert [found.code for found in a.findings] == ["C-05", "C-06.group"]
    set_employer_type(upper, "CS-0147", "DN_NGOAI")
    # what was sent on 28/12 and came on 04/01 stays; the dues can be checked now
    assert [found.code for found in of(upper, "CS-0147").findings] == ["C-05"]

    transit = {it.code: it for it in list_transit(upper, 2026)}
    assert {code: it.on_its_way_down for code, it in transit.items()} == dict.fromkeys(transit, 0)
    assert {code: it.on_its_way_up for code, it in transit.items()} == {
        "CS-0147": 3 * MILLION,  # on its way over the new year
        "CS-0200": 0,  # what B still owes was not sent at all
        "CS-0300": 0,
    }
    assert {code: it.owed for code, it in transit.items()}["CS-0200"] == MILLION

    group = show_group_settlement(upper, 2026).group
    assert (group.rows["dues"], group.rows["care"]) == (34 * MILLION, 17 * MILLION)
    assert (group.rows["upper_share"], group.rows["lower_support"]) == (0, 0)
    assert (group.on_its_way_down, group.on_its_way_up, group.owed_up, group.outside) == (
        *(0, 3 * MILLION, MILLION, 0),
    )
    # 63 + 44 + 7,8 + 455,2 in the four funds, 1 that B owes, and 3 that are in nobody's
    assert (group.rows["closing"], group.rows["payable"]) == (574 * MILLION, 0)

    lower_care = {"care": Approval(9 * MILLION, "Phiếu chi 11 thiếu danh sách ký nhận")}
    approved = approve_lower_settlement(upper, "CS-0200", 2026, lower_care)
    assert approved.approved["closing"] == 45 * MILLION
    assert "Phiếu chi 11" in str(lower_settlement_approval(upper, b.settlement_id).blocks)
    approve_settlement(wood, 2026, lower_care)
    assert show_settlement(wood, 2027).amount("opening") == 45 * MILLION
    assert show_settlement(wood, 2026).status == "approved"


def test_money_sent_on_30_june_and_received_on_2_july_is_on_its_way_at_half_year(
    upper, sewing, wood, tmp_path
):
    add_unit(upper, UnitFacts("CDCS", "CS-0300", "CĐCS Hoa Mai"), since=date(2020, 1, 1))
    pay_and_receive(upper)
    accept_package(upper, send(sewing, upper, tmp_path, HALF).id)
    half = of(upper, "CS-0147", part="H1")
    assert (half.part, half.rows["dues"], half.rows["upper"]) == ("H1", 10 * MILLION, 0)
    assert of(upper, "CS-0147").status == "none"  # the year has not been handed in
    (transit,) = [it for it in list_transit(upper, 2026, part="H1") if it.code == "CS-0147"]
    assert (transit.paid_out, transit.received, transit.on_its_way_down) == (
        15 * MILLION,
        0,
        15 * MILLION,
    )
    assert (transit.on_its_way_up, transit.owed) == (0, 3 * MILLION)
    assert show_group_settlement(upper, 2026, part="H1").group.on_its_way_down == 15 * MILLION


def test_a_year_that_was_not_handed_in_carries_no_settlement(sewing, tmp_path):
    package = open_package(seal_package(sewing, YEAR, output=tmp_path).path)
    assert "settlement" not in package.descriptor.schema
    assert "reports/settlement.pdf" not in package.files
    hand_in(sewing, 2026)
    again = open_package(seal_package(sewing, YEAR, output=tmp_path, reason=WHY).path)
    assert again.descriptor.totals["settlement"].rows == len(list(again.rows("settlement")))
    sections = [row["section"] for row in again.rows("settlement")]
    assert sections == sorted(sections)
    assert set(sections) == {"A", "B", "C"}
    assert {row["version"] for row in again.rows("settlement")} == {1}


def test_what_was_typed_is_replaced_only_by_who_has_seen_the_difference(upper, sewing, tmp_path):
    hand_in(sewing, 2026)
    enter_lower_settlement(upper, "CS-0147", 2026, PAPER, NOBODY)
    item = send(sewing, upper, tmp_path)
    assert item.notes == preview_package(upper, item.id).lines
    told = "\n".join(item.notes).replace("\xa0", " ")
    assert "Khác số nhập tay đang có" in told
    assert "Tích lũy đầu kỳ: 2.000.000 đ → 45.000.000 đ" in told
    assert preview_package(upper, item.id).replaces_typed
    assert code_of(accept_package, upper, item.id) == "settlement.typed_differs"
    assert of(upper, "CS-0147").source == "nhập tay"
    accept_package(upper, item.id, replace_typed=True)
    assert (of(upper, "CS-0147").source, of(upper, "CS-0147").version) == ("gói số 1", 2)


def test_what_came_in_a_package_is_never_typed_over_and_keeps_its_approval(
    upper, sewing, tmp_path
):
    hand_in(sewing, 2026)
    accept_package(upper, send(sewing, upper, tmp_path).id)
    typed = (enter_lower_settlement, upper, "CS-0147", 2026, PAPER, NOBODY)
    assert code_of(*typed) == "settlement.from_package"
    lower_care = {"care": Approval(3 * MILLION, "Phiếu chi 11 thiếu danh sách ký nhận")}
    approve_lower_settlement(upper, "CS-0147", 2026, lower_care)
    assert code_of(*typed) == "settlement.approved"
    found = of(upper, "CS-0147")
    assert (found.source, found.version, found.approved["care"]) == ("gói số 1", 1, 3 * MILLION)
    assert found.reasons == {"care": "Phiếu chi 11 thiếu danh sách ký nhận"}


def test_a_package_that_goes_back_takes_its_settlement_with_it(upper, sewing, tmp_path):
    hand_in(sewing, 2026)
    item = send(sewing, upper, tmp_path)
    accept_package(upper, item.id)
    return_package(upper, item.id, reason="Thiếu phiếu chi số 11", deadline=date(2027, 2, 1))
    assert of(upper, "CS-0147").status == "none"
    hand_in(sewing, 2026)
    accept_package(upper, send(sewing, upper, tmp_path, reason=WHY).id)
    assert (of(upper, "CS-0147").source, of(upper, "CS-0147").version) == ("gói số 2", 2)


def test_when_a_second_version_goes_back_the_first_one_stands_again(upper, sewing, tmp_path):
    hand_in(sewing, 2026)
    accept_package(upper, send(sewing, upper, tmp_path).id)
    take_back(sewing, 2026)
    book(sewing, "PC", MILLION, date(2026, 12, 30), "EXP_CARE_VISIT")
    hand_in(sewing, 2026)
    second = send(sewing, upper, tmp_path, reason=WHY)
    accept_package(upper, second.id)
    assert of(upper, "CS-0147").rows["closing"] == 62 * MILLION
    return_package(upper, second.id, reason="Phiếu chi 30/12 ghi sai năm", deadline=AFTER)
    stands = of(upper, "CS-0147")
    assert (stands.status, stands.version, stands.source) == ("submitted", 1, "gói số 1")
    assert stands.rows["closing"] == 63 * MILLION
    assert show_group_settlement(upper, 2026).below["closing"] == 63 * MILLION
    (transit,) = list_transit(upper, 2026)
    assert transit.received == 15 * MILLION
    assert "chờ duyệt" in str(lower_settlements_paper(upper, YEAR).blocks)
    third = send(sewing, upper, tmp_path, reason=WHY)
    accept_package(upper, third.id)
    assert (of(upper, "CS-0147").version, of(upper, "CS-0147").source) == (3, "gói số 3")


def dues_of(upper):
    """What the unit's dues are by the measure, and what they are by its settlement."""
    settled = of(upper, "CS-0147")
    return measure(upper, "dues_collected", YEAR).numerator, settled.rows.get("dues", 0)


def with_more_dues(sewing, upper, folder):
    """The second version: a million of dues was forgotten in the first."""
    take_back(sewing, 2026)
    book(sewing, "PT", MILLION, date(2026, 12, 30), "INC_DUES_ENT")
    hand_in(sewing, 2026)
    return send(sewing, upper, folder, reason=WHY)


def counted_version(upper):
    return [unit.version for unit in consolidate(upper, YEAR).units]


def test_a_second_version_returned_unread_leaves_the_first_counting(upper, sewing, tmp_path):
    hand_in(sewing, 2026)
    accept_package(upper, send(sewing, upper, tmp_path).id)
    second = with_more_dues(sewing, upper, tmp_path)
    return_package(upper, second.id, reason="Phiếu thu 30/12 ghi sai năm", deadline=AFTER)
    assert (dues_of(upper), counted_version(upper)) == ((10 * MILLION, 10 * MILLION), [1])


def test_a_second_version_accepted_and_returned_gives_way_to_the_first_whole(
    upper, sewing, tmp_path
):
    hand_in(sewing, 2026)
    accept_package(upper, send(sewing, upper, tmp_path).id)
    second = with_more_dues(sewing, upper, tmp_path)
    accept_package(upper, second.id)
    assert (dues_of(upper), counted_version(upper)) == ((11 * MILLION, 11 * MILLION), [2])
    return_package(upper, second.id, reason="Phiếu thu 30/12 ghi sai năm", deadline=AFTER)
    assert (dues_of(upper), counted_version(upper)) == ((10 * MILLION, 10 * MILLION), [1])
    states = {row.version: row.state for row in list_inbox(upper)}
    assert states == {1: "accepted", 2: "returned"}
    accept_package(upper, send(sewing, upper, tmp_path, reason=WHY).id)
    assert (dues_of(upper), counted_version(upper)) == ((11 * MILLION, 11 * MILLION), [3])


def sent_states(unit):
    return {row.version: row.state for row in list_outbox(unit)}


def test_the_sender_is_told_which_version_counts_again(upper, sewing, tmp_path):
    hand_in(sewing, 2026)
    accept_package(upper, send(sewing, upper, tmp_path).id)
    second = with_more_dues(sewing, upper, tmp_path)
    accept_package(upper, second.id)
    assert sent_states(sewing) == {1: "superseded", 2: "sealed"}
    why = "Phiếu thu 30/12 ghi sai năm"
    slip = return_package(upper, second.id, reason=why, deadline=AFTER).receipt
    receive_packages(sewing, [slip])
    assert sent_states(sewing) == {1: "accepted", 2: "returned"}
    send(sewing, upper, tmp_path, reason=WHY)
    assert sent_states(sewing) == {1: "superseded", 2: "superseded", 3: "sealed"}


def test_a_version_that_was_returned_itself_never_counts_again(upper, sewing, tmp_path):
    hand_in(sewing, 2026)
    first = send(sewing, upper, tmp_path)
    return_package(upper, first.id, reason="Thiếu phiếu chi số 11", deadline=AFTER)
    second = with_more_dues(sewing, upper, tmp_path)
    accept_package(upper, second.id)
    return_package(upper, second.id, reason="Phiếu thu 30/12 ghi sai năm", deadline=AFTER)
    assert (dues_of(upper), counted_version(upper)) == ((0, 0), [])


def test_a_first_version_counts_again_with_its_settlement_after_one_without_any(
    upper, sewing, tmp_path
):
    hand_in(sewing, 2026)
    accept_package(upper, send(sewing, upper, tmp_path).id)
    take_back(sewing, 2026)
    second = send(sewing, upper, tmp_path, reason=WHY)
    accept_package(upper, second.id)
    assert of(upper, "CS-0147").status == "none"
    return_package(upper, second.id, reason="Chưa khóa sổ cả năm", deadline=AFTER)
    assert (dues_of(upper), of(upper, "CS-0147").source) == (
        (10 * MILLION, 10 * MILLION),
        "gói số 1",
    )


def test_what_was_typed_counts_again_when_the_package_over_it_goes_back(upper, sewing, tmp_path):
    enter_lower_settlement(upper, "CS-0147", 2026, PAPER, NOBODY)
    assert dues_of(upper) == (4 * MILLION, 4 * MILLION)
    hand_in(sewing, 2026)
    item = send(sewing, upper, tmp_path)
    accept_package(upper, item.id, replace_typed=True)
    assert dues_of(upper) == (10 * MILLION, 10 * MILLION)
    return_package(upper, item.id, reason="Thiếu phiếu chi số 11", deadline=AFTER)
    assert dues_of(upper) == (4 * MILLION, 4 * MILLION)
    assert of(upper, "CS-0147").source == "nhập tay"


def test_an_approved_settlement_stays_whatever_arrives(upper, sewing, tmp_path):
    hand_in(sewing, 2026)
    accept_package(upper, send(sewing, upper, tmp_path).id)
    approve_lower_settlement(upper, "CS-0147", 2026)
    take_back(sewing, 2026)
    book(sewing, "PC", MILLION, date(2026, 12, 30), "EXP_CARE_VISIT")
    hand_in(sewing, 2026)
    item = send(sewing, upper, tmp_path, reason=WHY)
    assert any("đã duyệt giữ nguyên" in line for line in item.notes)
    accept_package(upper, item.id)
    assert of(upper, "CS-0147").approved["closing"] == 63 * MILLION


@pytest.mark.parametrize("change", [{"row": "closing"}, {"version": 9}])
def test_records_that_contradict_one_another_are_refused(sewing, change):
    hand_in(sewing, 2026)
    good = settlement_tables(sewing, YEAR)["settlement"]
    assert read_settlement_records(good).amounts["closing"] == 63 * MILLION
    assert code_of(read_settlement_records, [*good[:-1], {**good[-1], **change}]) == "E_ROW"


def test_both_officers_read_the_same_code_to_each_other(upper, sewing, tmp_path):
    sealed = seal_package(sewing, HALF, output=tmp_path / "usb")
    slip = write_slip(sewing, sealed, HALF)
    printed = pypdfium2.PdfDocument(slip)[0].get_textpage().get_text_range()
    item = the_item(receive_packages(upper, [sealed.path]))
    decided = accept_package(upper, item.id)
    code = sealed.file_code
    assert len(code.replace("-", "")) == 8
    assert code in printed
    assert {item.file_code, list_inbox(upper)[0].file_code, list_outbox(sewing)[0].file_code} == {
        code
    }
    assert open_package(decided.receipt).descriptor.receipt["file_code"] == code
    assert code in the_item(receive_packages(sewing, [decided.receipt])).message


PROVINCE = UnitFacts("TINH", "LD-01", "Liên đoàn Lao động tỉnh X")


def test_a_level_between_sends_the_consolidated_settlement_and_its_own_beside_it(
    make_office, tmp_path
):
    """By hand: the zone opens with 500, gets 2 from the province, pays 30 to B and gets 5.

    Its own fund closes with 477; B closes with 44 and owes 1: together 522.
    """
    province = found_upper(make_office, "province", PROVINCE, today=AFTER)
    zone = make_office("zone", UPPER, PROVINCE, "Trần Thị Lan", today=AFTER)
    enrol(zone, province, tmp_path, tier="KCN")
    open_books(zone, 0, 500 * MILLION)
    unit = make_office("second", SECOND, today=AFTER)
    enrol(unit, zone, tmp_path)
    open_books(unit, 0, 10 * MILLION)
    book(unit, "BC", 20 * MILLION, date(2026, 4, 2), "INC_DUES_ENT")
    book(unit, "BC", 30 * MILLION, date(2026, 9, 10), "28.01")
    book(unit, "BN", 10 * MILLION, date(2026, 11, 3), "EXP_CARE_VISIT")
    book(unit, "BN", 5 * MILLION, date(2026, 12, 20), "39")
    (below,) = lower_units(zone)
    book(zone, "BC", 2 * MILLION, date(2026, 2, 3), "28.02")
    book(zone, "BN", 30 * MILLION, date(2026, 9, 10), "EXP_LOWER", lower_unit_id=below.id)
    book(zone, "BC", 5 * MILLION, date(2026, 12, 20), "INC_LOWER_DUES", lower_unit_id=below.id)
    hand_in(unit, 2026)
    accept_package(zone, send(unit, zone, tmp_path).id)
    hand_in(zone, 2026)
    item = send(zone, province, tmp_path)
    assert "Quyết toán tổng hợp" in item.notes[0]
    assert "Riêng đơn vị gửi" in item.notes[1]
    sealed = open_package(list_outbox(zone)[0].path)
    assert {"reports/settlement.pdf", "reports/settlement-group.pdf"} <= set(sealed.files)
    own = {row["row"]: row["reported"] for row in sealed.rows("settlement_own")}
    assert (own["closing"], own["lower_support"], own["dues"]) == (477 * MILLION, 30 * MILLION, 0)
    accept_package(province, item.id)
    (found,) = list_lower_settlements(province, 2026)
    rows = found.rows
    assert (rows["closing"], rows["payable"], rows["dues"]) == (522 * MILLION, 0, 20 * MILLION)
    assert (rows["lower_support"], rows["lower"], rows["upper"]) == (0, 0, 2 * MILLION)
    assert (rows["held_bank"], rows["held_transit"]) == (522 * MILLION, 0)
    assert "V-15" not in [finding.code for finding in found.findings]


def test_a_level_below_which_nobody_has_reported_sends_its_own_alone(upper):
    add_unit(upper, UnitFacts("CDCS", "CS-0300", "CĐCS Hoa Mai"), since=date(2020, 1, 1))
    pay = lower_units(upper)[0]
    book(upper, "BN", MILLION, date(2026, 6, 30), "EXP_LOWER", lower_unit_id=pay.id)
    hand_in(upper, 2026)
    assert set(settlement_tables(upper, YEAR)) == {"settlement"}
