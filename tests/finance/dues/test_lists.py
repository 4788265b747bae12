"""Dues from members to a list to a receipt."""

from datetime import date

import pytest

from tests.finance.setting import add_payer
from unionapp.errors import Refusal
from unionapp.finance.dues.book import paid_through
from unionapp.finance.dues.collection import collect_dues
from unionapp.finance.dues.lists import list_dues, make_dues, set_due
from unionapp.finance.dues.payments import pay_dues
from unionapp.finance.vouchers.drafting import delete_draft, save_voucher
from unionapp.finance.vouchers.posting import post_voucher, reverse_voucher
from unionapp.finance.vouchers.register import show_voucher
from unionapp.membership.events import EventDraft, record_event
from unionapp.membership.salaries import set_salary
from unionapp.membership.transfer import (
    TransferSlip,
    make_slip,
    read_slip,
    receive_transfer,
    slip_text,
)
from unionapp.organisation.locks import lock_month
from unionapp.organisation.office import Office
from unionapp.organisation.parameters import set_own_parameter
from unionapp.organisation.units import UnitFacts
from unionapp.sentences import sentence_for

STATE_COMPANY = UnitFacts("CDCS", "CS-1", "CĐCS Công ty Điện lực", "CP_NN")


def code_of(action, *args, **kwargs) -> str:
    with pytest.raises(Refusal) as refused:
        action(*args, **kwargs)
    return refused.value.code


@pytest.mark.parametrize(("month", "due"), [("2025-06", 234_000), ("2025-07", 150_000)])
def test_the_rate_of_the_month_is_taken_not_of_today(office: Office, month: str, due: int) -> None:
    add_payer(office, "Trần Văn Bình", 30_000_000)
    assert [row.due for row in make_dues(office, month).rows] == [due]


def test_take_home_pay_is_capped_by_the_base_salary_of_the_month(make_office) -> None:
    office = make_office("state", STATE_COMPANY, today=date(2026, 9, 1))
    add_payer(office, "Trần Văn Bình", 60_000_000)
    listed = make_dues(office, "2026-08")
    assert (listed.rows[0].due, listed.rows[0].group, listed.rows[0].is_at_cap) == (
        253_000,
        "G2",
        True,
    )


@pytest.fixture
def hoa_sen(office: Office) -> Office:
    names = ["Nguyễn Thị Hoa", "Lê Văn Cường", "Phạm Quốc Dũng"]
    for name in names + [f"Đoàn Viên {n:03}" for n in range(115)]:
        add_payer(office, name, 6_200_000)
    for name in ("Vũ Đức Giàu", "Đỗ Minh Sang"):
        add_payer(office, name, 60_000_000)
    return office


def test_the_month_of_hoa_sen_comes_out_as_expected(hoa_sen: Office) -> None:
    listed = make_dues(hoa_sen, "2026-03")
    assert len(listed.rows) == 120
    assert sorted({row.due for row in listed.rows}) == [31_000, 234_000]
    assert (listed.total, listed.at_cap) == (4_126_000, 2)
    assert listed.in_words == "Bốn triệu một trăm hai mươi sáu nghìn đồng chẵn"
    assert "QĐ 61/QĐ-TLĐ" in listed.legal.words
    assert "01/07/2025" in listed.legal.words
    collection = collect_dues(hoa_sen, "2026-03", except_names=("nth", "lvc", "pqd"))
    assert (collection.payers, collection.collected, collection.owed) == (117, 4_033_000, 93_000)
    assert [row.owed for row in collection.owing] == [31_000] * 3
    assert collection.split.up == 1_209_900
    assert collection.in_words == "Bốn triệu không trăm ba mươi ba nghìn đồng chẵn"
    detail = show_voucher(hoa_sen, collection.voucher.id)
    assert (detail.row.kind, detail.row.status, detail.row.amount) == ("PT", "draft", 4_033_000)
    assert detail.draft.lines[0].item == "INC_DUES_ENT"
    assert post_voucher(hoa_sen, collection.voucher.id).number == "PT001/2026"


def test_a_voucher_of_dues_keeps_the_sum_of_its_list(office: Office) -> None:
    add_payer(office, "Trần Văn Bình", 10_000_000)
    make_dues(office, "2026-03")
    voucher = collect_dues(office, "2026-03").voucher
    shown = show_voucher(office, voucher.id).draft
    changed = type(shown)(
        **{
            **{f: getattr(shown, f) for f in shown.__slots__},
            "amount": 60_000,
            "lines": (type(shown.lines[0])("INC_DUES_ENT", 60_000),),
        }
    )
    save_voucher(office, changed, voucher.id)
    assert code_of(post_voucher, office, voucher.id) == "V-07"


def test_a_discarded_receipt_leaves_the_dues_owing(office: Office) -> None:
    add_payer(office, "Trần Văn Bình", 10_000_000)
    make_dues(office, "2026-03")
    delete_draft(office, collect_dues(office, "2026-03").voucher.id)
    assert list_dues(office, "2026-03").owed == 50_000


def test_a_reversed_receipt_leaves_the_dues_owing_and_they_can_be_collected_again(office) -> None:
    add_payer(office, "Trần Văn Bình", 10_000_000)
    make_dues(office, "2026-03")
    voucher = post_voucher(office, collect_dues(office, "2026-03").voucher.id)
    reverse_voucher(office, voucher.id, "Chưa nhận đủ tiền")
    assert list_dues(office, "2026-03").owed == 50_000
    again = post_voucher(office, collect_dues(office, "2026-03").voucher.id)
    assert (list_dues(office, "2026-03").owed, again.amount) == (0, 50_000)


def test_arrears_of_a_locked_month_are_collected_in_an_open_one(office: Office) -> None:
    add_payer(office, "Trần Văn Bình", 10_000_000)
    add_payer(office, "Lê Thị Mai", 10_000_000)
    make_dues(office, "2026-02")
    paid = collect_dues(office, "2026-02", except_names=("Lê Thị Mai",), on=date(2026, 2, 28))
    post_voucher(office, paid.voucher.id)
    lock_month(office, "2026-02")
    late = collect_dues(office, "2026-02")
    assert (late.collected, late.owed) == (50_000, 0)
    assert post_voucher(office, late.voucher.id).status == "posted"


def test_a_list_made_again_keeps_what_was_paid_or_set_by_hand(office: Office) -> None:
    first = add_payer(office, "Trần Văn Bình", 10_000_000)
    second = add_payer(office, "Lê Thị Mai", 10_000_000)
    make_dues(office, "2026-03")
    set_due(office, "2026-03", first, 20_000, "Nghị quyết BCH số 3")
    add_payer(office, "Phạm Văn Tư", 8_000_000)
    again = make_dues(office, "2026-03")
    assert {row.member_id: row.due for row in again.rows}[first] == 20_000
    assert {row.member_id: row.due for row in again.rows}[second] == 50_000
    assert len(again.rows) == 3


def test_a_due_set_by_hand_needs_a_reason_and_an_uncollected_row(office: Office) -> None:
    member = add_payer(office, "Trần Văn Bình", 10_000_000)
    make_dues(office, "2026-03")
    assert code_of(set_due, office, "2026-03", member, 1, " ") == "dues.reason_needed"
    assert code_of(set_due, office, "2026-03", 99, 1, "Lý do") == "dues.not_listed"
    assert code_of(set_due, office, "2026-03", member, -1, "Lý do") == "V-01"
    collect_dues(office, "2026-03")
    assert code_of(set_due, office, "2026-03", member, 1, "Lý do") == "dues.already_collected"


def test_who_left_is_not_listed_and_who_pauses_owes_nothing(office: Office) -> None:
    gone = add_payer(office, "Trần Văn Bình", 10_000_000)
    mother = add_payer(office, "Lê Thị Mai", 10_000_000)
    record_event(office, gone, EventDraft("THOI_VIEC", on=date(2026, 1, 15)))
    on_leave = EventDraft("TAM_DUNG", date(2026, 1, 20), reason="Nghỉ thai sản")
    record_event(office, mother, on_leave)
    (row,) = make_dues(office, "2026-02").rows
    assert (row.member_id, row.due) == (mother, 0)
    assert row.exempt_reason
    record_event(office, mother, EventDraft("TRO_LAI", date(2026, 3, 2)))
    assert [row.due for row in make_dues(office, "2026-03").rows] == [50_000]


def test_a_member_without_salary_is_listed_and_named(office: Office) -> None:
    from unionapp.membership.drafts import MemberDraft
    from unionapp.membership.members import add_member

    add_member(office, MemberDraft(full_name="Trần Văn Bình"), on=date(2026, 1, 1))
    listed = make_dues(office, "2026-03")
    assert [(p.code, p.value) for p in listed.problems] == [
        ("dues.salary_missing", "Trần Văn Bình")
    ]


def test_names_that_fit_nobody_or_several_are_refused(office: Office) -> None:
    add_payer(office, "Nguyễn Thị Hoa", 10_000_000)
    add_payer(office, "Nguyễn Thị Hòa", 10_000_000)
    make_dues(office, "2026-03")
    assert code_of(collect_dues, office, "2026-03", except_names=("nth",)) == "dues.name_unclear"
    assert code_of(collect_dues, office, "2026-03", except_names=("xyz",)) == "dues.name_unknown"


def told(action, *args, **kwargs) -> str:
    with pytest.raises(Refusal) as refused:
        action(*args, **kwargs)
    return sentence_for(refused.value)


@pytest.mark.parametrize("typed", ["nguyễn thị hòa", "NGUYỄN THỊ HOÀ", " Nguyễn  Thị Hòa "])
def test_a_name_typed_with_its_marks_is_one_person(office: Office, typed: str) -> None:
    add_payer(office, "Nguyễn Thị Hoa", 10_000_000)
    meant = add_payer(office, "Nguyễn Thị Hòa", 10_000_000)
    make_dues(office, "2026-03")
    collected = collect_dues(office, "2026-03", except_names=(typed,))
    assert [row.member_id for row in collected.owing] == [meant]


def test_a_name_without_marks_asks_which_of_those_it_fits(office: Office) -> None:
    for name in ("Nguyễn Thị Hoa", "Nguyễn Thị Hòa"):
        add_payer(office, name, 10_000_000)
    make_dues(office, "2026-03")
    said = told(collect_dues, office, "2026-03", except_names=("nguyen thi hoa",))
    assert "Nguyễn Thị Hoa (mã 1); Nguyễn Thị Hòa (mã 2)" in said


def test_twenty_people_of_one_name_are_told_apart_by_their_id(office: Office) -> None:
    people = [add_payer(office, "Nguyễn Văn An", 10_000_000) for _ in range(20)]
    make_dues(office, "2026-03")
    said = told(collect_dues, office, "2026-03", except_names=("Nguyễn Văn An",))
    assert "Có 20 người hợp" in said
    assert "và 15 người khác" in said
    assert "gõ mã" in said
    collected = collect_dues(office, "2026-03", except_names=(str(people[7]), str(people[3])))
    assert {row.member_id for row in collected.owing} == {people[7], people[3]}
    assert collected.payers == 18


def test_who_owes_nothing_need_not_be_excepted(office: Office) -> None:
    paid = add_payer(office, "Lê Thị Mai", 10_000_000)
    add_payer(office, "Trần Văn Bình", 10_000_000)
    make_dues(office, "2026-03")
    pay_dues(office, paid, 50_000)
    said = told(collect_dues, office, "2026-03", except_names=("mai",))
    assert said.startswith("Lê Thị Mai không còn nợ đoàn phí tháng 03/2026")
    for nobody in ("", "  ", "999", "zz"):
        assert code_of(collect_dues, office, "2026-03", except_names=(nobody,)) == (
            "dues.name_unknown"
        )


def test_nothing_is_collected_twice(office: Office) -> None:
    add_payer(office, "Trần Văn Bình", 10_000_000)
    assert code_of(collect_dues, office, "2026-03") == "dues.no_list"
    make_dues(office, "2026-03")
    collect_dues(office, "2026-03")
    assert code_of(collect_dues, office, "2026-03") == "dues.nothing_owed"


def test_a_month_is_a_month_and_a_locked_one_is_not_made_again(office: Office) -> None:
    assert code_of(make_dues, office, "tháng 3") == "period.unreadable"
    assert code_of(make_dues, office, "2026-03") == "dues.nobody"
    add_payer(office, "Trần Văn Bình", 10_000_000)
    lock_month(office, "2026-02")
    assert code_of(make_dues, office, "2026-02") == "period.locked"


def test_an_upper_unit_without_employer_makes_no_dues(make_office) -> None:
    office = make_office("upper", UnitFacts("KCN", "K", "Công đoàn KCN"), None)
    assert code_of(make_dues, office, "2026-03") == "dues.no_employer_type"


def test_an_occupational_union_pays_the_fixed_amount(make_office) -> None:
    office = make_office("nd", UnitFacts("NGHIEP_DOAN", "ND", "Nghiệp đoàn Xe ôm", "NGHIEP_DOAN"))
    add_payer(office, "Trần Văn Bình", 0)
    assert make_dues(office, "2026-03").total == 11_700
    assert make_dues(office, "2026-03").legal.needs_check
    set_own_parameter(
        office,
        "dues.fixed_amount",
        "20000",
        valid_from=date(2026, 1, 1),
        legal_basis="Thỏa thuận với cấp trên",
        segment="G4",
    )
    assert make_dues(office, "2026-03").total == 20_000


def test_a_higher_rate_of_the_unit_is_shared_on_its_statutory_part_only(office: Office) -> None:
    add_payer(office, "Trần Văn Bình", 10_000_000)
    set_own_parameter(
        office,
        "dues.rate",
        "0.01",
        valid_from=date(2026, 1, 1),
        legal_basis="Nghị quyết BCH",
        segment="G3",
    )
    make_dues(office, "2026-03")
    collection = collect_dues(office, "2026-03")
    assert (collection.collected, collection.split.up) == (100_000, 15_000)


def test_an_amount_set_by_hand_is_not_at_the_ceiling_even_if_it_equals_it(office: Office) -> None:
    member = add_payer(office, "Trần Văn Bình", 60_000_000)
    listed = make_dues(office, "2026-03")
    cap = listed.legal.cap
    assert (listed.rows[0].due, listed.at_cap) == (cap, 1)
    assert not set_due(office, "2026-03", member, cap, "Nghị quyết BCH").is_at_cap
    assert list_dues(office, "2026-03").at_cap == 0


def test_who_changes_unit_within_a_month_owes_its_dues_once(office: Office, make_office) -> None:
    """V-16: a member is counted once per month; the slip says up to which month dues are paid."""
    before = office.on(date(2026, 7, 1))
    member = add_payer(before, "Trần Văn Bình", 10_000_000)
    for month in ("2026-03", "2026-04"):
        make_dues(before, month)
        post_voucher(before, collect_dues(before, month).voucher.id)
    leaving = EventDraft("CHUYEN_DI", date(2026, 4, 15), other_unit="CĐCS Sao Mai")
    record_event(before, member, leaving)
    slip = make_slip(before, member, paid_through(before, member))
    assert slip.dues_until == "2026-04"
    after = make_office("next", unit=UnitFacts("CDCS", "CS-0200", "CĐCS Sao Mai", "DN_NGOAI")).on(
        date(2026, 7, 1)
    )
    there = receive_transfer(after, read_slip(slip_text(slip)), on=date(2026, 4, 15))
    set_salary(after, there.id, "2026-04", 10_000_000)
    assert [row.due for row in make_dues(before, "2026-04").rows] == [50_000]
    with pytest.raises(Refusal, match=r"dues\.nobody"):
        make_dues(after, "2026-04")
    assert [row.due for row in make_dues(after, "2026-05").rows] == [50_000]


def test_who_paid_ahead_in_the_unit_before_begins_after_those_months(make_office) -> None:
    after = make_office("next").on(date(2026, 7, 1))
    slip = TransferSlip(
        "00" * 16, "Lê Ba", "", "male", "", "", "CS-9", "CĐCS Cũ", "", "2026-04-15", "2026-05"
    )
    there = receive_transfer(after, slip, on=date(2026, 4, 20))
    set_salary(after, there.id, "2026-04", 10_000_000)
    with pytest.raises(Refusal, match=r"dues\.nobody"):
        make_dues(after, "2026-05")
    assert len(make_dues(after, "2026-06").rows) == 1
