"""Every figure of B07 and B14 is made of the rows it adds up or of the vouchers behind it."""

from dataclasses import replace
from datetime import date

import pytest

from tests.finance.setting import hand_in
from tests.finance.year.test_full_year import open_new_office, type_the_year
from unionapp.errors import Refusal
from unionapp.finance.forms import form_on
from unionapp.finance.vouchers.posting import reverse_voucher
from unionapp.finance.year.approving import approve_settlement
from unionapp.finance.year.opening import set_opening_fund
from unionapp.finance.year.row_sources import RowSources, show_row_sources
from unionapp.finance.year.settlement import show_settlement
from unionapp.organisation.office import Office
from unionapp.organisation.parameters import set_own_parameter
from unionapp.vietnamese.periods import Period

B07, B14 = "B07-TLĐ", "B14-TLĐ"
YEAR, NEXT = Period.parse("2026"), Period.parse("2027")


@pytest.fixture(scope="module")
def year(tmp_path_factory) -> Office:
    return type_the_year(open_new_office(tmp_path_factory.mktemp("year") / "data"))


@pytest.fixture
def own_year(tmp_path) -> Office:
    return type_the_year(open_new_office(tmp_path / "data"))


def pay_basis(office: Office) -> None:
    set_own_parameter(
        office,
        "settlement.remit_basis",
        "paid",
        valid_from=date(2026, 1, 1),
        legal_basis="Công đoàn cấp trên hướng dẫn",
    )


def made_of(sources: RowSources) -> int:
    return sum(part.amount for part in sources.parts) + sum(line.amount for line in sources.lines)


def assert_every_row_is_made_of_its_sources(office: Office) -> None:
    form = show_settlement(office, 2026)
    for row in form.rows:
        sources = show_row_sources(office, B07, YEAR, row.id)
        assert (row.id, sources.amount, made_of(sources)) == (row.id, row.reported, row.reported)


def test_the_parts_and_lines_of_every_row_add_up_to_it(year: Office) -> None:
    assert_every_row_is_made_of_its_sources(year)


def test_a_reversal_stands_among_the_lines_it_takes_back(own_year: Office) -> None:
    support = show_row_sources(own_year, B07, YEAR, "employer").lines[0]
    reverse_voucher(own_year, support.voucher_id, "Ghi nhầm đơn vị", date(2026, 12, 30))
    lines = show_row_sources(own_year, B07, YEAR, "employer").lines
    assert [line.amount for line in lines] == [20_000_000, -20_000_000]
    assert_every_row_is_made_of_its_sources(own_year)


def test_an_item_row_names_its_vouchers_and_items(year: Office) -> None:
    care = show_row_sources(year, B07, YEAR, "care")
    (line,) = care.lines
    assert (care.code, line.number, line.item) == ("31", "BN001/2026", "31.03")
    assert (line.on, line.amount, line.item_name) == (
        date(2026, 12, 23),
        110_000_000,
        "Thăm hỏi, trợ cấp",
    )


def test_a_sum_names_the_rows_it_adds_and_subtracts(year: Office) -> None:
    closing = show_row_sources(year, B07, YEAR, "closing")
    assert [(part.row, part.amount) for part in closing.parts] == [
        ("opening", 45_000_000),
        ("total_receipts", 212_000_000),
        ("total_spending", -182_884_000),
    ]
    assert closing.lines == ()


def test_what_goes_up_is_the_share_and_what_is_owed_shows_the_payments(year: Office) -> None:
    remitted = show_row_sources(year, B07, YEAR, "remitted")
    assert [(part.row, part.amount) for part in remitted.parts] == [
        ("dues", 13_284_000),
        ("kpcd", 0),
    ]
    assert "30%" in remitted.parts[0].label
    payable = show_row_sources(year, B07, YEAR, "payable")
    assert [(line.number, line.amount) for line in payable.lines] == [("PC001/2026", -10_000_000)]
    assert made_of(payable) == 3_284_000


def test_on_the_paid_basis_the_remitted_row_shows_its_vouchers(own_year: Office) -> None:
    pay_basis(own_year)
    remitted = show_row_sources(own_year, B07, YEAR, "remitted")
    assert (remitted.parts, [line.amount for line in remitted.lines]) == ((), [10_000_000])
    assert_every_row_is_made_of_its_sources(own_year)


def test_the_opening_says_where_it_comes_from(own_year: Office) -> None:
    labels = [part.label for part in show_row_sources(own_year, B07, YEAR, "opening").parts]
    assert labels[0] == "Tiền mặt tại quỹ cuối năm trước"
    set_opening_fund(own_year, 2026, 45_000_000, 0)
    (typed,) = show_row_sources(own_year, B07, YEAR, "opening").parts
    assert (typed.label, typed.amount) == ("Số dư đầu năm đã nhập", 45_000_000)
    hand_in(own_year, 2026)
    approve_settlement(own_year, 2026)
    (approved,) = show_row_sources(own_year, B07, NEXT, "opening").parts
    assert (approved.label, approved.amount) == ("Số dư cuối năm trước được duyệt", 74_116_000)


def test_the_estimate_shows_what_is_behind_its_column_of_the_year_before(year: Office) -> None:
    for row in form_on(B14, date(2027, 1, 1)).rows:
        sources = show_row_sources(year, B14, NEXT, row.id)
        assert (sources.period, made_of(sources)) == (YEAR, sources.amount)
    assert show_row_sources(year, B14, NEXT, "dues").amount == 44_280_000


def test_a_row_the_form_has_not_is_refused(year: Office) -> None:
    with pytest.raises(Refusal, match=r"form\.row_unknown"):
        show_row_sources(year, B07, YEAR, "nothing")


def test_another_units_vouchers_never_stand_behind_a_figure(year: Office) -> None:
    stranger = replace(year, unit=replace(year.unit, id=999))
    assert show_row_sources(stranger, B07, YEAR, "care").lines == ()
