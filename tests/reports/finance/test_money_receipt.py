"""C45-BB: two copies for one payer, and never for money that nobody paid in cash."""

from datetime import date

import pypdfium2
import pytest

from tests.finance.setting import add_payer, draft
from tests.reports.finance.setting import pages_of
from unionapp.errors import Refusal
from unionapp.finance.dues.lists import make_dues
from unionapp.finance.dues.payments import pay_dues
from unionapp.finance.vouchers.accounts import add_bank_account
from unionapp.finance.vouchers.drafting import save_voucher
from unionapp.finance.vouchers.posting import post_voucher, reverse_voucher
from unionapp.organisation.profile import UnitProfile, edit_profile
from unionapp.paper.document import FormHeading
from unionapp.paper.pdf import write_pdf
from unionapp.reports.records import preview_record
from unionapp.sentences import sentence_for

DAY = date(2026, 3, 1)


def copies(office, voucher_id, tmp_path):
    document = preview_record(office, "receipt", voucher_id)
    return pages_of(write_pdf(document, tmp_path / "bien-lai.pdf"))


def received(office, **details):
    return post_voucher(office, save_voucher(office, draft("PT", 250_000, DAY, **details)).id)


def test_one_payer_gets_a_copy_and_one_is_kept(office, tmp_path):
    edit_profile(office, UnitProfile(cashier="Lê Thị Ẵm", address="Lô A5, KCN Amata"))
    add_payer(office, "Nguyễn Thị Hường", 6_200_000)
    make_dues(office, "2026-03")
    (member,) = {row.member_id for row in make_dues(office, "2026-03").rows}
    paid = pay_dues(office, member, 31_000, DAY)
    number = post_voucher(office, paid.voucher.id).number
    kept, taken = copies(office, paid.voucher.id, tmp_path)
    for words in (
        "Mẫu số: C45-BB",
        "Địa chỉ: Lô A5, KCN Amata",
        "BIÊN LAI THU TIỀN",
        "Ngày 01 tháng 3 năm 2026",
        "Họ và tên người nộp: Nguyễn Thị Hường",
        f", phiếu thu {number}",
        "Số tiền thu: 31.000 đồng",
        "(Viết bằng chữ): Ba mươi mốt nghìn đồng chẵn.",
        "Người thu tiền",
        "Lê Thị Ẵm",
    ):
        assert words in kept
    assert "Liên 1: Lưu" in kept
    assert "Liên 2: Giao người nộp tiền" in taken
    assert taken.replace("Liên 2: Giao người nộp tiền", "Liên 1: Lưu") == kept


def test_it_is_a_sheet_of_a5(office, tmp_path):
    path = write_pdf(preview_record(office, "receipt", received(office).id), tmp_path / "a.pdf")
    with pypdfium2.PdfDocument(path) as pdf:
        sizes = {tuple(round(side / 72 * 25.4) for side in page.get_size()) for page in pdf}
    assert sizes == {(210, 148)}


def test_a_draft_and_a_cancelled_receipt_say_so(office, tmp_path):
    waits = save_voucher(office, draft("PT", 250_000, DAY))
    for page in copies(office, waits.id, tmp_path):
        assert "BẢN NHÁP, CHƯA GHI SỔ" in page
        assert "phiếu thu" not in page
    posted = received(office)
    reverse_voucher(office, posted.id, "Thu nhầm", DAY)
    assert all("ĐÃ HỦY" in page for page in copies(office, posted.id, tmp_path))


def test_nobody_gets_a_receipt_for_what_was_not_paid_in_cash(office):
    add_bank_account(office, "VietinBank", bank="VietinBank", number="0101")
    posted = received(office)
    others = (
        save_voucher(office, draft("PC", 1_000, DAY)).id,
        save_voucher(office, draft("BC", 1_000, DAY)).id,
        reverse_voucher(office, posted.id, "Thu nhầm", DAY).id,
    )
    for voucher in others:
        with pytest.raises(Refusal) as refused:
            preview_record(office, "receipt", voucher)
        assert refused.value.code == "report.no_receipt"
        assert "phiếu thu" in sentence_for(refused.value)


@pytest.mark.parametrize(
    ("day", "regulation"), [(date(2024, 12, 31), "107/2017"), (date(2025, 1, 1), "24/2024")]
)
def test_its_form_is_that_of_the_day(office, day, regulation):
    saved = save_voucher(office, draft("PT", 1_000, day))
    heading = preview_record(office, "receipt", saved.id).blocks[0]
    assert isinstance(heading, FormHeading)
    assert regulation in heading.legal
