"""Vouchers are found by what people say of them."""

from datetime import date

import pytest
from hypothesis import given
from hypothesis import strategies as st

from unionapp.finance.vouchers.drafting import save_voucher
from unionapp.finance.vouchers.drafts import LineDraft, VoucherDraft
from unionapp.finance.vouchers.posting import post_voucher
from unionapp.finance.vouchers.seeking import Sought, read_sought, seek_vouchers
from unionapp.vietnamese.periods import Period

TODAY = date(2026, 3, 5)
MARCH = Period.parse("2026-03")


@pytest.mark.parametrize(
    ("text", "sought"),
    [
        ("phiếu chi 1tr2 tháng 3", Sought("PC", None, 1_200_000, MARCH)),
        ("phieu chi 1tr2 thang 3", Sought("PC", None, 1_200_000, MARCH)),
        ("PC 1.200.000 t3/2026", Sought("PC", None, 1_200_000, MARCH)),
        ("phiếu thu 350k", Sought("PT", None, 350_000)),
        ("1 triệu 2 thăm ốm", Sought(None, None, 1_200_000, None, ("tham", "om"))),
        ("thăm ốm tháng 12", Sought(period=Period.parse("2025-12"), words=("tham", "om"))),
        ("báo nợ quý I", Sought("BN", period=Period.parse("2026-Q1"))),
        ("giấy báo có năm 2025", Sought("BC", period=Period.parse("2025"))),
        ("tháng 3 2025 1tr2", Sought(None, None, 1_200_000, Period.parse("2025-03"))),
        ("tháng 3 1200000", Sought(None, None, 1_200_000, MARCH)),
        ("PC-0007", Sought("PC", 7)),
        ("pc7", Sought("PC", 7)),
        ("hoa", Sought(words=("hoa",))),
        ("", Sought()),
    ],
)
def test_words_are_understood_with_and_without_marks(text, sought):
    assert read_sought(text, TODAY) == sought


def test_a_plain_word_does_not_mean_vouchers():
    assert not read_sought("nguyễn thị hoa", TODAY).is_certain


@given(st.text(alphabet="phiếuchtáng 0123456789tr,./-kPCqnăm", max_size=30))
def test_nothing_typed_on_the_way_breaks(text):
    read_sought(text, TODAY)


def draft(office, kind, on, amount, reason, *, item):
    row = save_voucher(
        office,
        VoucherDraft(
            kind=kind,
            voucher_on=on,
            counterparty="Nguyễn Thị Hoa",
            reason=reason,
            amount=amount,
            lines=(LineDraft(item, amount),),
        ),
    )
    return row.id


@pytest.fixture
def kept(office):
    receipt = draft(office, "PT", date(2026, 1, 10), 5_000_000, "hỗ trợ", item="INC_MISC")
    post_voucher(office, receipt)
    return {
        "receipt": receipt,
        "march": draft(office, "PC", date(2026, 3, 4), 1_200_000, "thăm ốm", item="EXP_VISIT"),
        "other": draft(office, "PC", date(2026, 3, 5), 300_000, "mua hoa", item="EXP_VISIT"),
        "february": draft(office, "PC", date(2026, 2, 4), 1_200_000, "thăm ốm", item="EXP_VISIT"),
    }


@pytest.mark.parametrize(
    ("text", "names"),
    [
        ("phiếu chi 1tr2 tháng 3", ["march"]),
        ("1tr2", ["march", "february"]),
        ("phieu chi tham om", ["march", "february"]),
        ("pt", ["receipt"]),
        ("pt1", ["receipt"]),
        ("phiếu chi tháng 1", []),
        ("hoa", []),
    ],
)
def test_the_vouchers_that_are_meant_come_latest_first(office, kept, text, names):
    assert [row.id for row in seek_vouchers(office, text)] == [kept[name] for name in names]
