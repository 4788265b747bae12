"""C37-HD: what is asked to be paid, by whom, and what only a hand can write."""

from datetime import date

import pytest

from tests.finance.setting import draft
from tests.reports.finance.setting import pages_of
from tests.reports.finance.test_advance_request import fields, signers
from unionapp.errors import Refusal
from unionapp.finance.vouchers.accounts import add_bank_account, open_accounts, set_opening
from unionapp.finance.vouchers.drafting import save_voucher
from unionapp.finance.vouchers.posting import post_voucher, reverse_voucher
from unionapp.finance.vouchers.transfers import Transfer, transfer
from unionapp.paper.document import FormHeading
from unionapp.paper.pdf import write_pdf
from unionapp.reports.records import preview_record
from unionapp.sentences import sentence_for

DAY = date(2026, 3, 2)


def request_for(office, voucher):
    return preview_record(office, "payment-request", voucher)


def test_a_payment_is_asked_for_before_it_is_posted(busy, tmp_path):
    office, ids = busy
    (text,) = pages_of(write_pdf(request_for(office, ids["draft"]), tmp_path / "giay.pdf"))
    for words in (
        "Mẫu số: C37-HD",
        "GIẤY ĐỀ NGHỊ THANH TOÁN",
        "Ngày 05 tháng 5 năm 2026",
        "Kính gửi: Ban Chấp hành CĐCS Công ty TNHH May Hoa Sen",
        "Họ và tên người đề nghị thanh toán: Đặng Văn Ưởng",
        "Nội dung thanh toán: Thăm hỏi đoàn viên",
        "Số tiền: 1.500.000 đồng",
        "(Viết bằng chữ): Một triệu năm trăm nghìn đồng chẵn.",
        "Người duyệt",
    ):
        assert words in text


def test_its_signers_are_those_of_the_payment(busy):
    office, ids = busy
    named = [(it.title, it.name) for it in signers(request_for(office, ids["visit"]))]
    assert named == [
        ("Người đề nghị thanh toán", "Đặng Văn Ưởng"),
        ("Kế toán trưởng", "Nguyễn Thị Hòa"),
        ("Người duyệt", "Trần Văn Tùng"),
    ]


def test_who_asks_for_a_transfer_writes_the_name(office):
    add_bank_account(office, "VietinBank", bank="VietinBank", number="0101")
    payee = {"counterparty": "Công ty Hoa Tươi", "reason": "Mua hoa 8/3", "attachments": 0}
    paid = draft("BN", 1_000_000, DAY, **payee)
    said = fields(request_for(office, save_voucher(office, paid).id))
    assert said["Họ và tên người đề nghị thanh toán:"] is None
    content = said["Nội dung thanh toán:"]
    assert content == "Mua hoa 8/3, chuyển khoản cho Công ty Hoa Tươi"
    assert said["Kèm theo:"] is None


def test_what_pays_nobody_is_not_asked_for(office):
    till = open_accounts(office)[0].id
    set_opening(office, till, 5_000_000, date(2026, 1, 1))
    bank = add_bank_account(office, "VietinBank", bank="VietinBank", number="0101").id
    paid = post_voucher(office, save_voucher(office, draft("PC", 1_000, DAY)).id)
    others = (
        save_voucher(office, draft("PT", 1_000, DAY)).id,
        reverse_voucher(office, paid.id, "Chi nhầm", DAY).id,
        transfer(office, Transfer(till, bank, 1_000_000, DAY))[0].id,
    )
    for voucher in others:
        with pytest.raises(Refusal) as refused:
            request_for(office, voucher)
        assert refused.value.code == "report.no_request"
        assert "phiếu chi" in sentence_for(refused.value)


@pytest.mark.parametrize(
    ("day", "regulation"), [(date(2024, 12, 31), "107/2017"), (date(2025, 1, 1), "24/2024")]
)
def test_its_form_is_that_of_the_day(office, day, regulation):
    saved = save_voucher(office, draft("PC", 1_000, day))
    heading = request_for(office, saved.id).blocks[0]
    assert isinstance(heading, FormHeading)
    assert regulation in heading.legal
