"""The paper of a record: who is named on one that is saved is noted, who only looks is not."""

from datetime import date

import pytest

from unionapp.desktop.desk import Desk
from unionapp.desktop.printing.paper_pane import PaperPane
from unionapp.finance.vouchers.drafting import save_voucher
from unionapp.finance.vouchers.drafts import LineDraft, VoucherDraft
from unionapp.membership.drafts import MemberDraft
from unionapp.membership.members import add_member
from unionapp.membership.privacy import list_looks
from unionapp.reports.records import preview_record


@pytest.fixture
def voucher(office):
    add_member(office, MemberDraft("Lò Thị Ẳng", birth_date="1990"), on=date(2026, 1, 2))
    lines = (LineDraft("31.03", 500_000),)
    draft = VoucherDraft("PC", date(2026, 3, 2), "Lò Thị Ẳng", "Thăm ốm", 500_000, lines)
    return save_voucher(office, draft).id


@pytest.fixture
def pane(qtbot, office):
    shown = PaperPane(Desk(office))
    qtbot.addWidget(shown)
    return shown


def test_a_voucher_that_is_saved_is_noted_and_one_that_is_only_seen_is_not(
    pane, office, voucher, tmp_path
):
    pane.show_record("voucher", voucher, "Bản in", "PC001")
    assert list_looks(office) == ()
    pane.save_to(tmp_path / "phieu.pdf")
    (noted,) = list_looks(office)
    assert (tmp_path / "phieu.pdf").read_bytes() == pane.pdf
    assert (noted.what, noted.count, noted.purpose) == (
        "Phiếu thu, phiếu chi (A5)",
        1,
        "In chứng từ",
    )


def test_a_file_that_cannot_be_written_is_not_noted(pane, office, voucher, tmp_path):
    (tmp_path / "tep").write_text("của tôi", encoding="utf-8")
    pane.show_record("voucher", voucher, "Bản in", "PC001")
    pane.save_to(tmp_path / "tep" / "phieu.pdf")
    assert list_looks(office) == ()


def test_a_paper_of_no_record_follows_one_without_its_note(pane, office, voucher, tmp_path):
    pane.show_record("voucher", voucher, "Bản in", "PC001")
    pane.show_paper(preview_record(office, "voucher", voucher), "Chưa lưu", "nhap")
    pane.save_to(tmp_path / "nhap.pdf")
    assert list_looks(office) == ()
