"""Allowances: the highest post only, at the base salary of each month."""

from datetime import date
from decimal import Decimal

import pytest

from tests.finance.setting import add_payer
from tests.finance.setting import draft as draft_of_kind
from unionapp.errors import Refusal
from unionapp.finance.vouchers.accounts import open_accounts, set_opening
from unionapp.finance.vouchers.allowances import (
    draft_allowances,
    list_allowances,
    list_coefficients,
    set_allowance,
)
from unionapp.finance.vouchers.drafting import save_voucher
from unionapp.finance.vouchers.paid_allowances import ALLOWANCE_ITEM, list_paid_allowances
from unionapp.finance.vouchers.posting import post_voucher, reverse_voucher
from unionapp.finance.vouchers.recipients import list_recipients
from unionapp.finance.vouchers.register import show_voucher
from unionapp.membership.cadres import CadreDraft, appoint, end_post
from unionapp.organisation.office import Office
from unionapp.vietnamese.periods import Period

NEW_YEAR = date(2026, 1, 1)
QUARTER = Period("2026-01", "2026-03")


@pytest.fixture
def people(office: Office) -> dict[str, int]:
    names = ("Lê Văn Tùng", "Trần Thị Thu", "Phạm Văn Đức")
    return {name: add_payer(office, name, 6_000_000) for name in names}


def hold(office: Office, member: int, post: str, **facts: object) -> int:
    return appoint(office, CadreDraft(member, post, NEW_YEAR, **facts)).id


def rate(office: Office, post: str, coefficient: str) -> None:
    set_allowance(
        office, post, Decimal(coefficient), valid_from=NEW_YEAR, decision="QĐ 5692/QĐ-TLĐ"
    )


def rows(office: Office, period: Period = QUARTER) -> list[tuple[str, str, int, int, int]]:
    table = list_allowances(office, period)
    return [(row.full_name, row.post, row.monthly, row.months, row.amount) for row in table.rows]


def test_who_holds_several_posts_is_paid_for_the_highest(office, people) -> None:
    hold(office, people["Lê Văn Tùng"], "CHU_TICH")
    hold(office, people["Lê Văn Tùng"], "UV_BTV")
    hold(office, people["Trần Thị Thu"], "UV_BCH")
    for post, coefficient in (("CHU_TICH", "0.2"), ("UV_BTV", "0.14"), ("UV_BCH", "0.125")):
        rate(office, post, coefficient)
    assert rows(office) == [
        ("Lê Văn Tùng", "Chủ tịch", 468_000, 3, 1_404_000),
        ("Trần Thị Thu", "Ủy viên Ban chấp hành", 292_500, 3, 877_500),
    ]
    table = list_allowances(office, QUARTER)
    assert (table.total, table.missing) == (2_281_500, ())
    assert table.in_words == "Hai triệu hai trăm tám mươi mốt nghìn năm trăm đồng"


def test_a_new_base_salary_makes_a_new_line(office, people) -> None:
    hold(office, people["Lê Văn Tùng"], "CHU_TICH")
    rate(office, "CHU_TICH", "0.2")
    assert rows(office, Period("2026-05", "2026-08")) == [
        ("Lê Văn Tùng", "Chủ tịch", 468_000, 2, 936_000),
        ("Lê Văn Tùng", "Chủ tịch", 506_000, 2, 1_012_000),
    ]


def test_months_are_those_in_which_the_post_was_held_to_the_end(office, people) -> None:
    post = hold(office, people["Lê Văn Tùng"], "CHU_TICH")
    rate(office, "CHU_TICH", "0.2")
    end_post(office, post, date(2026, 2, 15), "Chuyển công tác")
    assert [row[3] for row in rows(office)] == [1]


def test_full_time_officers_have_a_salary_and_no_allowance(office, people) -> None:
    hold(office, people["Lê Văn Tùng"], "CHU_TICH", is_full_time=True)
    rate(office, "CHU_TICH", "0.2")
    assert rows(office) == []


def test_a_post_without_a_coefficient_is_named_and_nobody_is_guessed_at(office, people) -> None:
    hold(office, people["Lê Văn Tùng"], "CHU_TICH")
    assert list_allowances(office, QUARTER).missing == ("Chủ tịch",)
    with pytest.raises(Refusal) as refused:
        draft_allowances(office, QUARTER)
    assert refused.value.code == "allowance.nobody"


def test_the_payment_is_drafted_with_the_list_that_adds_up(office, people) -> None:
    set_opening(office, open_accounts(office)[0].id, 10_000_000, NEW_YEAR)
    hold(office, people["Lê Văn Tùng"], "CHU_TICH")
    hold(office, people["Trần Thị Thu"], "UV_BCH")
    rate(office, "CHU_TICH", "0.2")
    rate(office, "UV_BCH", "0.1")
    row = draft_allowances(office, QUARTER)
    (line,) = show_voucher(office, row.id).draft.lines
    assert (line.item, line.amount, line.source) == ("EXP_PAY_ALLOW", 2_106_000, "11")
    signed = list_recipients(office, row.id)
    assert (signed.adds_up, len(signed.rows)) == (True, 2)
    assert post_voucher(office, row.id).number == "PC001/2026"


@pytest.fixture
def chair(office, people) -> None:
    set_opening(office, open_accounts(office)[0].id, 10_000_000, NEW_YEAR)
    hold(office, people["Lê Văn Tùng"], "CHU_TICH")
    rate(office, "CHU_TICH", "0.2")


@pytest.mark.parametrize("again", ["2026-Q1", "2026-02", "2026-H1", "2026", "2025-11/2026-01"])
def test_nobody_is_paid_for_the_same_months_twice(office, chair, again) -> None:
    draft = draft_allowances(office, QUARTER)
    with pytest.raises(Refusal) as refused:
        draft_allowances(office, Period.parse(again))
    assert refused.value.code == "allowance.paid"
    day = office.today
    assert refused.value.details["paid"] == f"bản nháp ngày {day:%d/%m/%Y} (quý I năm 2026)"
    (paid,) = list_paid_allowances(office, Period.parse(again))
    assert (paid.voucher_id, paid.amount, paid.period) == (draft.id, 1_404_000, QUARTER)


@pytest.mark.parametrize("other", ["2026-Q2", "2026-04", "2026-11", "2025-12"])
def test_other_months_are_paid(office, chair, other) -> None:
    draft_allowances(office, Period("2026-01", "2026-03"))
    assert list_paid_allowances(office, Period.parse(other)) == ()


def test_a_payment_taken_back_may_be_written_again(office, chair) -> None:
    first = post_voucher(office, draft_allowances(office, QUARTER).id)
    assert list_paid_allowances(office, QUARTER)[0].words == f"{first.number} (quý I năm 2026)"
    reverse_voucher(office, first.id, "Sai danh sách")
    assert list_paid_allowances(office, QUARTER) == ()
    assert draft_allowances(office, QUARTER).amount == 1_404_000


def test_a_payment_that_names_no_months_is_told_but_stops_nothing(office, chair) -> None:
    day = date(2026, 2, 10)
    typed = save_voucher(
        office, draft_of_kind("PC", 400_000, day, item=ALLOWANCE_ITEM, reason="Trả phụ cấp")
    )
    (paid,) = list_paid_allowances(office, QUARTER)
    assert (paid.voucher_id, paid.period) == (typed.id, None)
    assert draft_allowances(office, QUARTER).amount == 1_404_000


@pytest.mark.parametrize(
    ("coefficient", "decision", "code"),
    [
        ("0", "QĐ 1", "allowance.coefficient"),
        ("5.1", "QĐ 1", "allowance.coefficient"),
        ("0.2", " ", "allowance.decision_needed"),
    ],
)
def test_a_coefficient_needs_sense_and_a_decision(office, coefficient, decision, code) -> None:
    with pytest.raises(Refusal) as refused:
        set_allowance(
            office, "CHU_TICH", Decimal(coefficient), valid_from=NEW_YEAR, decision=decision
        )
    assert refused.value.code == code


def test_every_post_is_listed_with_the_coefficient_of_the_day(office: Office) -> None:
    rate(office, "CHU_TICH", "0.2")
    (chair,) = [row for row in list_coefficients(office, NEW_YEAR) if row.coefficient is not None]
    assert (chair.post, chair.coefficient, chair.decision) == (
        "CHU_TICH",
        Decimal("0.2"),
        "QĐ 5692/QĐ-TLĐ",
    )
    before = list_coefficients(office, date(2025, 12, 31))
    assert len(before) > 3
    assert {row.coefficient for row in before} == {None}
