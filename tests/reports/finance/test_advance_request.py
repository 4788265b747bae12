"""C42-HD: everything the request says, its form by day, and room to write what is missing."""

from datetime import date

import pytest

from tests.reports.finance.setting import pages_of
from unionapp.finance.vouchers.advance_requests import request_of
from unionapp.finance.vouchers.advances import AdvanceDraft
from unionapp.organisation.parameters import set_own_parameter
from unionapp.paper.document import FormHeading, KeyValueLines, SignatureRow
from unionapp.paper.pdf import write_pdf
from unionapp.reports.finance.advance_request import request_paper
from unionapp.reports.records import preview_record, print_document


def asked(office, person="", purpose="", amount=0, on=date(2026, 3, 2)):
    return request_paper(office, request_of(office, AdvanceDraft(person, purpose, amount, on)))


def fields(document):
    (lines,) = (block for block in document.blocks if isinstance(block, KeyValueLines))
    return {field.label: field.value for line in lines.lines for field in line}


def signers(document):
    return next(block for block in document.blocks if isinstance(block, SignatureRow)).signers


def test_the_request_of_an_advance_says_who_asks_for_what(busy, tmp_path):
    office, ids = busy
    document = preview_record(office, "advance-request", ids["festival"])
    (text,) = pages_of(write_pdf(document, tmp_path / "giay.pdf"))
    for words in (
        "Mẫu số: C42-HD",
        "GIẤY ĐỀ NGHỊ TẠM ỨNG",
        "Ngày 20 tháng 4 năm 2026",
        "Kính gửi: Ban Chấp hành CĐCS Công ty TNHH May Hoa Sen",
        "Tên tôi là: Trần Thị Bích Ngọc",
        "Đề nghị cho tạm ứng số tiền: 3.000.000 đồng",
        "(Viết bằng chữ): Ba triệu đồng chẵn.",
        "Lý do tạm ứng: Ngày hội Công nhân 1/5",
        "Thời hạn thanh toán: 20/05/2026",
        "Người đề nghị tạm ứng",
    ):
        assert words in text
    assert [it.name for it in signers(document)] == [
        "Trần Văn Tùng",
        "Nguyễn Thị Hòa",
        "",
        "Trần Thị Bích Ngọc",
    ]


def test_what_is_not_known_yet_is_left_for_handwriting(office):
    said = fields(asked(office))
    empty = [label for label, value in said.items() if value is None]
    assert empty == [
        "Tên tôi là:",
        "Bộ phận (hoặc địa chỉ):",
        "Đề nghị cho tạm ứng số tiền:",
        "(Viết bằng chữ):",
        "Lý do tạm ứng:",
    ]


@pytest.mark.parametrize(
    ("day", "regulation"),
    [(date(2024, 12, 31), "107/2017"), (date(2025, 1, 1), "24/2024")],
)
def test_the_form_is_that_of_its_day(office, day, regulation):
    heading = asked(office, on=day).blocks[0]
    assert isinstance(heading, FormHeading)
    assert regulation in heading.legal


def test_a_unit_names_the_signers_its_own_way(office):
    titles = "Chủ tịch CĐCS; Kế toán; Tổ trưởng; Người đề nghị"
    basis = {"valid_from": date(2026, 1, 1), "legal_basis": "Quy chế chi tiêu nội bộ"}
    set_own_parameter(office, "form.signers", titles, segment="C42-HD", **basis)
    assert "; ".join(it.title for it in signers(asked(office))) == titles


def test_a_long_request_stays_on_its_sheet(office, tmp_path):
    purpose = "Tổ chức Ngày hội Công nhân và trao quà cho con đoàn viên có hoàn cảnh khó khăn " * 3
    document = asked(office, "Công Tằng Tôn Nữ Thị Hoàng Anh", purpose, 987_654_321)
    path = print_document(document, file_format="pdf", output=tmp_path / "giay.pdf")
    assert len(pages_of(path)) == 1
