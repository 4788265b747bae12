"""Phiếu thu, phiếu chi, phiếu thăm hỏi: one page each, and nothing that could mislead."""

import dataclasses
import json
from datetime import date

import pypdfium2
import pytest

from tests.finance.setting import draft
from tests.finance.year.test_full_year import YEAR as WHOLE_YEAR
from tests.reports.finance.setting import RECORD_PAPERS, VISIT, pages_of
from unionapp.commands.app import run
from unionapp.commands.door import Door
from unionapp.errors import Refusal
from unionapp.finance.dues.credits import refund_credits
from unionapp.finance.dues.lists import list_dues
from unionapp.finance.dues.retroactive import apply_dues_change
from unionapp.finance.vouchers.accounts import add_bank_account
from unionapp.finance.vouchers.advances import (
    AdvanceDraft,
    clear_advance,
    give_advance,
    tell_advance,
)
from unionapp.finance.vouchers.drafting import save_voucher
from unionapp.finance.vouchers.drafts import LineDraft
from unionapp.finance.vouchers.posting import post_voucher
from unionapp.finance.vouchers.register import list_vouchers, show_voucher
from unionapp.membership.salaries import set_salary
from unionapp.organisation.parameters import set_own_parameter
from unionapp.organisation.profile import UnitProfile, edit_profile
from unionapp.paper.document import FormHeading, SignatureRow
from unionapp.paper.pdf import write_pdf
from unionapp.reports.finance.visit_slip import visit_slip
from unionapp.reports.finance.voucher_paper import voucher_batch, voucher_paper
from unionapp.reports.records import list_record_kinds, preview_record, print_record
from unionapp.sentences import sentence_for
from unionapp.vietnamese.amounts import group_digits


def text_of(document, folder) -> str:
    (page,) = pages_of(write_pdf(document, folder / "phieu.pdf"))
    return page


def size_of(document, folder) -> tuple[int, int]:
    with pypdfium2.PdfDocument(write_pdf(document, folder / "phieu.pdf")) as pdf:
        width, height = pdf[0].get_size()
    return round(width / 72 * 25.4), round(height / 72 * 25.4)


def test_a_voucher_says_everything_the_law_asks_for(busy, tmp_path):
    office, ids = busy
    text = text_of(voucher_paper(office, ids["visit"]), tmp_path)
    number = show_voucher(office, ids["visit"]).row.number
    for words in (
        "Mẫu số: C41-BB",
        "PHIẾU CHI",
        f"Số: {number}",
        "Ngày 05 tháng 5 năm 2026",
        "Họ và tên người nhận tiền: Đặng Văn Ưởng",
        "Địa chỉ: Tổ công đoàn May 1",
        "Nội dung: Thăm hỏi đoàn viên Đặng Văn Ưởng",
        "Số tiền: 1.500.000 đồng",
        "(Viết bằng chữ): Một triệu năm trăm nghìn đồng chẵn.",
        "Kèm theo: 02 chứng từ gốc",
        "Thủ trưởng đơn vị",
        "Trần Văn Tùng",
        "Lê Thị Ẵm",
    ):
        assert words in text


@pytest.mark.parametrize(("size", "measures"), [("A5", (148, 210)), ("A4", (210, 297))])
def test_a_voucher_fits_one_sheet_of_either_size(busy, tmp_path, size, measures):
    office, ids = busy
    document = voucher_paper(office, ids["visit"], page_size=size)
    assert size_of(document, tmp_path) == measures
    assert "PHIẾU CHI" in text_of(document, tmp_path)


def test_day_and_number_may_be_left_for_handwriting(busy, tmp_path):
    office, ids = busy
    text = text_of(voucher_paper(office, ids["visit"], blank_number=True), tmp_path)
    assert "Số: ……" in text
    assert show_voucher(office, ids["visit"]).row.number not in text
    assert "05 tháng 5" not in text
    assert "Số tiền: 1.500.000 đồng" in text


def test_a_reversed_voucher_and_its_reversal_point_to_each_other(busy, tmp_path):
    office, ids = busy
    numbers = {
        name: show_voucher(office, ids[name]).row.number for name in ("reversed", "reversal")
    }
    reversed_ = text_of(voucher_paper(office, ids["reversed"]), tmp_path)
    assert "ĐÃ HỦY, ghi số âm bởi" in reversed_
    assert f"{numbers['reversal']} (06/05/2026)" in reversed_
    reversal = text_of(voucher_paper(office, ids["reversal"]), tmp_path)
    assert "GHI SỐ ÂM để hủy phiếu" in reversal
    assert f"{numbers['reversed']} (05/05/2026)" in reversal
    assert "Số tiền: (700.000) đồng" in reversal
    assert "Âm bảy trăm nghìn đồng chẵn." in reversal
    assert "HỦY" not in text_of(voucher_paper(office, ids["visit"]), tmp_path)


def test_a_draft_cannot_be_taken_for_a_voucher(busy, tmp_path):
    office, ids = busy
    text = text_of(voucher_paper(office, ids["draft"]), tmp_path)
    assert "BẢN NHÁP, CHƯA GHI SỔ" in text
    assert "Số: ……" in text


def test_the_batch_holds_every_posted_voucher_of_the_period_in_order(busy, tmp_path):
    office, _ = busy
    pages = pages_of(write_pdf(voucher_batch(office, WHOLE_YEAR, "PC"), tmp_path / "lo.pdf"))
    posted = [row for row in list_vouchers(office, WHOLE_YEAR, "PC") if row.status == "posted"]
    assert len(pages) == len(posted) == 6
    assert all(f"Số: {row.number}" in page for row, page in zip(posted, pages, strict=True))


def test_a_period_without_vouchers_says_so(office, tmp_path):
    text = text_of(voucher_batch(office, WHOLE_YEAR, "PT"), tmp_path)
    assert "Không có phiếu thu nào trong năm 2026." in text


def test_what_the_bank_writes_is_not_printed_here(office):
    receipt = post_voucher_by_bank(office)
    with pytest.raises(Refusal) as refused:
        voucher_paper(office, receipt)
    assert refused.value.code == "report.no_form"
    assert "Giấy báo có" in sentence_for(refused.value)


def post_voucher_by_bank(office) -> int:
    add_bank_account(office, "VietinBank", bank="VietinBank", number="0101")
    return post_voucher(office, save_voucher(office, draft("BC", 1_000, date(2026, 3, 1))).id).id


def test_a_visit_slip_is_never_made_of_a_receipt(busy, tmp_path):
    office, ids = busy
    with pytest.raises(Refusal, match=r"report\.no_form"):
        visit_slip(office, ids["dues"])
    text = text_of(visit_slip(office, ids["visit"]), tmp_path)
    assert "Người được thăm hỏi: Đặng Văn Ưởng" in text
    assert "TM. TỔ CÔNG ĐOÀN" in text


def test_the_list_of_recipients_adds_up_to_its_payment(busy, tmp_path):
    office, ids = busy
    text = text_of(preview_record(office, "recipients", ids["gifts"]), tmp_path)
    for words in (
        "Tặng quà Tết",
        "Lò Thị Ẳng 100.000 4 400.000",
        "Cộng: 2 người 700.000",
        "Tổng cộng: 3 người 1.000.000",
        "Tổng số tiền bằng chữ: Một triệu đồng chẵn.",
    ):
        assert words in text


def test_an_advance_is_accounted_for_with_what_came_back(busy, tmp_path):
    office, ids = busy
    text = text_of(preview_record(office, "advance", ids["festival"]), tmp_path)
    for words in (
        "Mẫu số: C43-BB",
        "Cộng tạm ứng 3.000.000",
        "Cộng đã chi 2.400.000",
        "1. Số tạm ứng chi không hết (I − II) 600.000",
        "Đã nộp lại quỹ 600.000",
        "2. Chi quá số tạm ứng (II − I) -",
    ):
        assert words in text


def test_long_names_and_reasons_stay_on_one_page(office, tmp_path):
    long = dataclasses.replace(
        VISIT,
        voucher_on=date(2026, 3, 5),
        reason="Thăm hỏi đoàn viên điều trị dài ngày tại Bệnh viện Hữu nghị đa khoa tỉnh theo "
        "Nghị quyết của Ban Chấp hành",
        address="Tổ công đoàn phân xưởng may số 2",
        amount=987_654_321,
        lines=(),
    )
    saved = save_voucher(office, long)
    for size in ("A5", "A4"):
        text = text_of(voucher_paper(office, saved.id, page_size=size), tmp_path)
        assert "Chín trăm tám mươi bảy triệu" in text


def test_the_heading_is_that_of_the_vouchers_day(office):
    for day, regulation in ((date(2024, 12, 31), "107/2017"), (date(2025, 1, 1), "24/2024")):
        saved = save_voucher(office, draft("PT", 1_000, day))
        heading = voucher_paper(office, saved.id).blocks[0]
        assert isinstance(heading, FormHeading)
        assert regulation in heading.legal


def test_a_unit_may_name_the_signers_its_own_way(office):
    set_own_parameter(
        office,
        "form.signers",
        "Chủ tịch CĐCS; Phụ trách kế toán; Người lập phiếu",
        valid_from=date(2026, 1, 1),
        legal_basis="Quy chế chi tiêu nội bộ",
        segment="C40-BB",
    )
    document = voucher_paper(office, save_voucher(office, draft("PT", 1_000, date(2026, 3, 1))).id)
    signers = next(block for block in document.blocks if isinstance(block, SignatureRow)).signers
    assert [it.title for it in signers] == [
        "Chủ tịch CĐCS",
        "Phụ trách kế toán",
        "Người lập phiếu",
    ]


@pytest.mark.parametrize(("kind", "name"), sorted(set(RECORD_PAPERS)))
@pytest.mark.parametrize("file_format", ["pdf", "xlsx"])
def test_every_paper_about_a_record_can_be_printed(
    busy_to_print, tmp_path, kind, name, file_format
):
    office, ids = busy_to_print
    assert kind in {known.id for known in list_record_kinds()}
    target = tmp_path / f"giay.{file_format}"
    first = print_record(office, kind, ids[name], file_format=file_format, output=target)
    second = print_record(office, kind, ids[name], file_format=file_format, output=target)
    assert (first.path.name, second.path.name) == (target.name, f"giay (2).{file_format}")
    assert first.path.stat().st_size > 1_000


def test_what_cannot_be_printed_says_why(busy, tmp_path):
    office, ids = busy
    for kind, record, form, code in (
        ("thu-cam-on", 1, "pdf", "report.unknown_record"),
        ("voucher", 999, "pdf", "voucher.unknown"),
        ("cash-count", 999, "pdf", "count.unknown"),
        ("advance", 999, "pdf", "advance.unknown"),
        ("recipients", ids["visit"], "pdf", "recipient.none"),
        ("voucher", ids["visit"], "docx", "report.wrong_format"),
    ):
        with pytest.raises(Refusal) as refused:
            print_record(office, kind, record, file_format=form, output=tmp_path / "x")
        assert refused.value.code == code
        assert sentence_for(refused.value)
    assert not list(tmp_path.iterdir())


def test_a_voucher_is_printed_from_the_command_line(office, tmp_path, monkeypatch, capsys):
    monkeypatch.setattr(type(office), "close", lambda self: None)
    saved = save_voucher(office, draft("PT", 250_000, date(2026, 3, 1)))
    door = Door(
        today=lambda: date(2026, 3, 5),
        open_office=lambda folder, officer, password: dataclasses.replace(office),
        create_folder=None,
        play_demo=None,
        take_screenshots=None,
    )
    target = tmp_path / "pt.pdf"
    words = ["voucher", "print", str(saved.id), "--output", str(target), "--blank", "--json"]
    assert run(words, door) == 0
    said = json.loads(capsys.readouterr().out)
    assert (said["kind"], said["format"]) == ("voucher-blank", "pdf")
    assert "Số tiền: 250.000 đồng" in pages_of(target)[0]
    assert run(["voucher", "print", "999", "--output", str(target)], door) == 1


def test_the_preview_is_what_is_printed(busy):
    office, ids = busy
    assert preview_record(office, "voucher", ids["visit"]) == voucher_paper(office, ids["visit"])


def test_an_old_voucher_keeps_the_names_of_those_who_were_in_office(busy_to_change, tmp_path):
    office, ids = busy_to_change
    edit_profile(office, UnitProfile(chair="Vũ Thị Mới", cashier="Hồ Văn Sau"))
    for document in (voucher_paper(office, ids["visit"]), visit_slip(office, ids["visit"])):
        text = text_of(document, tmp_path)
        assert "Trần Văn Tùng" in text
        assert "Vũ Thị Mới" not in text
    waits = save_voucher(office, draft("PC", 1_000, date(2026, 11, 30)))
    text = text_of(voucher_paper(office, waits.id), tmp_path)
    assert "Vũ Thị Mới" in text
    assert "Hồ Văn Sau" in text


def test_an_advance_cleared_in_part_says_what_the_person_keeps(busy_to_change, tmp_path):
    office, _ = busy_to_change
    given = give_advance(
        office, AdvanceDraft("Lý Thị Yến", "Hội trại", 1_000_000, date(2026, 11, 25))
    )
    lines = (LineDraft("EXP_PROP_CULTURE", 300_000),)
    clear_advance(office, given.id, lines, date(2026, 11, 26), returned=200_000)
    text = text_of(preview_record(office, "advance", given.id), tmp_path)
    for words in ("Cộng đã chi 300.000", "Đã nộp lại quỹ 200.000", "còn giữ 500.000"):
        assert words in text


def test_an_advance_is_accounted_for_line_by_line_under_its_number(busy_to_change, tmp_path):
    office, _ = busy_to_change
    given = give_advance(
        office, AdvanceDraft("Lý Thị Yến", "Hội trại", 1_000_000, date(2026, 11, 25))
    )
    before = text_of(preview_record(office, "advance", given.id), tmp_path)
    assert "Chưa có chứng từ chi nào được thanh toán." in before
    assert "Số: ……" in before
    assert "Không đồng" not in before
    lines = (
        LineDraft("EXP_PROP_CULTURE", 300_000, note="Thuê lều"),
        LineDraft("EXP_PROP_CULTURE", 250_000, note="Nước uống"),
    )
    clear_advance(office, given.id, lines, date(2026, 11, 26))
    number = tell_advance(office, given.id).steps[2].number
    text = text_of(preview_record(office, "advance", given.id), tmp_path)
    assert f"Số: {number}" in text
    for words in ("Thuê lều", "Nước uống"):
        assert f"{words} {number} 26/11/2026" in text
    assert "Cộng đã chi 550.000" in text


def test_what_is_paid_back_is_one_page_in_the_words_of_a_refund(busy_to_change, tmp_path):
    office, _ = busy_to_change
    for member in list_dues(office, "2026-03").rows[:3]:
        set_salary(office, member.member_id, "2026-03", 5_000_000)
    apply_dues_change(office, "2026-03", "Sửa lương tháng 3")
    refund = refund_credits(office, "2026-03", "Tính lại theo Quyết định 61/QĐ-TLĐ")
    (voucher,) = refund.vouchers
    for size in ("A5", "A4"):
        text = text_of(voucher_paper(office, voucher.id, page_size=size), tmp_path)
        assert "GHI SỐ ÂM, trả lại tiền đã thu" in text
        assert "Họ và tên người nhận lại tiền:" in text
        assert "(Ký ở danh sách kèm theo)" in text
        assert "Người nộp" not in text
        assert f"Số tiền: ({group_digits(refund.refunded)}) đồng" in text


def test_a_compulsory_form_names_the_issuer_its_address_and_its_budget_code(office, tmp_path):
    receipt = save_voucher(office, draft("PT", 1_000, date(2026, 3, 1))).id
    text = text_of(voucher_paper(office, receipt), tmp_path)
    assert "Đơn vị: Công đoàn các" in text
    assert "Mã QHNS: …………" in text
    assert "Địa chỉ: Lô" not in text
    edit_profile(office, UnitProfile(address="Lô A5, KCN Amata", tax_code="3600123456"))
    text = text_of(voucher_paper(office, receipt), tmp_path)
    assert "Địa chỉ: Lô A5, KCN Amata" in text
    assert "Mã QHNS: …………" in text  # a tax code is no budget code
    edit_profile(office, UnitProfile(tax_code="1098765"))
    assert "Mã QHNS: 1098765" in text_of(voucher_paper(office, receipt), tmp_path)
