"""A unit with a rate of its own: the level above shares in the statutory part alone."""

from datetime import date

import pytest
from sqlalchemy import text

from tests.finance.setting import add_payer
from unionapp.finance.dues.above_rule import _standings
from unionapp.finance.dues.collection import collect_dues
from unionapp.finance.dues.lists import make_dues
from unionapp.finance.dues.owed import statutory_part
from unionapp.finance.dues.payments import pay_dues
from unionapp.finance.levels.obligations import list_obligations
from unionapp.finance.vouchers.posting import post_voucher, reverse_voucher
from unionapp.organisation.office import Office
from unionapp.organisation.parameters import set_own_parameter
from unionapp.reports.finance.shares import shares_paper
from unionapp.vietnamese.periods import Period

MONTH = "2026-01"


@pytest.fixture
def member(office: Office) -> int:
    """Somebody who owes 100.000 đồng for January, 50.000 of them by the rule."""
    set_own_parameter(
        office,
        "dues.rate",
        "0.01",
        valid_from=date(2026, 1, 1),
        legal_basis="Nghị quyết BCH",
        segment="G3",
    )
    member = add_payer(office, "Trần Văn Bình", 10_000_000)
    assert make_dues(office, MONTH).total == 100_000
    return member


def pay(office: Office, member: int, amount: int, on: date | None = None) -> int:
    return post_voucher(office, pay_dues(office, member, amount, on).voucher.id).id


def collect(office: Office) -> tuple[int, int]:
    collected = collect_dues(office, MONTH)
    return post_voucher(office, collected.voucher.id).id, collected.split.up


def upwards(office: Office, year: int = 2026) -> int:
    return list_obligations(office, year).due


def on_paper(office: Office) -> int:
    """What the sheet of shares sends up of the dues of the month."""
    table = next(b for b in shares_paper(office, Period.parse(MONTH)).blocks if hasattr(b, "rows"))
    return table.rows[0][6]


def test_dues_collected_whole_are_shared_alike_on_receipt_sheet_and_account(office, member):
    _, up = collect(office)
    assert up == on_paper(office) == upwards(office) == 15_000


def test_a_payment_of_one_member_is_shared_as_a_collection_is(office, member):
    pay(office, member, 100_000)
    assert upwards(office) == on_paper(office) == 15_000


@pytest.mark.parametrize(("part", "up_of_rest"), [(50_000, 0), (30_000, 6_000), (80_000, 0)])
def test_what_is_paid_in_parts_is_shared_once(office, member, part, up_of_rest):
    pay(office, member, part)
    assert upwards(office) == 15_000 - up_of_rest
    _, up = collect(office)
    assert up == up_of_rest
    assert upwards(office) == on_paper(office) == 15_000


def test_what_is_taken_back_owes_nothing_upwards(office, member):
    voucher, _ = collect(office)
    reverse_voucher(office, voucher, "Thu nhầm")
    assert upwards(office) == 0
    assert collect(office)[1] == upwards(office) == 15_000


def test_a_payment_taken_back_owes_nothing_upwards(office, member):
    reverse_voucher(office, pay(office, member, 70_000), "Thu nhầm")
    assert upwards(office) == 0


def test_a_draft_counts_for_nothing_yet(office, member):
    collect_dues(office, MONTH)
    assert upwards(office) == 0


def test_every_year_bears_what_was_paid_in_it(office, member):
    pay(office, member, 30_000)
    later = office.on(date(2027, 1, 10))
    pay(later, member, 70_000)
    assert (upwards(later), upwards(later, 2027)) == (9_000, 6_000)


@pytest.mark.parametrize("amounts", [(100_000,), (50_000, 50_000), (1, 99_999), (70_000, -70_000)])
def test_the_statutory_parts_of_payments_add_up(amounts):
    before, shared = 0, 0
    for amount in amounts:
        shared += statutory_part(amount, 50_000, before)
        before += amount
    assert shared == statutory_part(before, 50_000)


def test_the_few_payments_above_the_rule_are_found_by_their_own_index(office: Office) -> None:
    with office.read() as session:
        statement = _standings(office.unit.id, date(2026, 1, 1), date(2026, 12, 31)).compile(
            session.connection(), compile_kwargs={"literal_binds": True}
        )
        plan = session.execute(text(f"EXPLAIN QUERY PLAN {statement}")).all()
    steps = [row.detail for row in plan if row.detail.startswith(("SEARCH dues ", "SCAN dues"))]
    assert any("ix_dues_above_rule" in step for step in steps)
    assert not any("USING PRIMARY KEY (unit_id=?)" in step or "SCAN" in step for step in steps)
