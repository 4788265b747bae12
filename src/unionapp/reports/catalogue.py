"""Which reports there are, for which periods, and what builds their content."""

from collections.abc import Callable
from dataclasses import dataclass
from functools import partial

from unionapp.errors import Refusal
from unionapp.indicators.forms import list_forms
from unionapp.organisation.office import Office
from unionapp.organisation.tiers import consolidates
from unionapp.paper.document import Document
from unionapp.reports.finance.advances_book import advances_paper
from unionapp.reports.finance.allowance_table import allowance_table
from unionapp.reports.finance.bank_book import bank_book_paper
from unionapp.reports.finance.cash_book import cash_book_paper
from unionapp.reports.finance.cash_count import cash_counts_paper
from unionapp.reports.finance.contribution_book import contribution_book_paper
from unionapp.reports.finance.contribution_confirmation import contribution_confirmation
from unionapp.reports.finance.debt_letter import debt_letter
from unionapp.reports.finance.disclosure import estimate_disclosure, settlement_disclosure
from unionapp.reports.finance.disclosure_minutes import disclosure_minutes
from unionapp.reports.finance.dues_book import dues_book_paper
from unionapp.reports.finance.dues_list import dues_list_paper
from unionapp.reports.finance.estimate import estimate_paper
from unionapp.reports.finance.group_settlement import group_settlement_paper
from unionapp.reports.finance.item_book import item_book_paper
from unionapp.reports.finance.lower_settlements import lower_settlements_paper
from unionapp.reports.finance.obligations_book import obligations_paper
from unionapp.reports.finance.settlement import settlement_paper
from unionapp.reports.finance.settlement_approval import settlement_approval
from unionapp.reports.finance.shares import shares_paper
from unionapp.reports.finance.voucher_paper import payments_paper, receipts_paper
from unionapp.reports.letters.periodic import half_year_letter, year_letter
from unionapp.reports.membership.admission_decision import admission_decisions
from unionapp.reports.membership.executive_list import executive_list_paper
from unionapp.reports.membership.group_list import group_list_paper
from unionapp.reports.membership.join_application import (
    blank_application,
    collective_application,
)
from unionapp.reports.membership.member_book import member_book_paper
from unionapp.reports.membership.member_cards import member_cards, member_labels
from unionapp.reports.membership.member_change import member_change_paper, member_figures_paper
from unionapp.reports.membership.member_list import member_list_paper
from unionapp.reports.ratings.rating_decision import rating_decisions
from unionapp.reports.statistics.statistics_form import statistics_paper
from unionapp.reports.targets.assignments import target_assignments
from unionapp.reports.targets.board import target_board
from unionapp.vietnamese.periods import Period

Build = Callable[[Office, Period], Document]
_ANY = (1, 3, 6, 12)
OF_UPPER_LEVELS = frozenset({"settlement-group", "lower-settlements"})
_SHEETS = ("pdf", "xlsx")
_LETTERS = ("pdf", "xlsx", "docx")


@dataclass(frozen=True, slots=True)
class ReportKind:
    """A report: its id, its name on screen, its form code, the months its periods may have."""

    id: str
    name: str
    form_code: str
    months: tuple[int, ...]
    formats: tuple[str, ...]
    build: Build


_KINDS = (
    ReportKind("member-list", "Danh sách đoàn viên", "", _ANY, ("pdf", "xlsx"), member_list_paper),
    ReportKind(
        "member-change",
        "Báo cáo biến động đoàn viên",
        "",
        _ANY,
        ("pdf", "xlsx"),
        member_change_paper,
    ),
    ReportKind(
        "member-figures", "Số liệu biến động đoàn viên", "", _ANY, _SHEETS, member_figures_paper
    ),
    ReportKind("member-book", "Sổ đoàn viên", "", _ANY, _SHEETS, member_book_paper),
    ReportKind("group-list", "Danh sách đoàn viên theo tổ", "", _ANY, _SHEETS, group_list_paper),
    ReportKind(
        "executive-list",
        "Danh sách trích ngang ban chấp hành",
        "",
        _ANY,
        _SHEETS,
        executive_list_paper,
    ),
    ReportKind(
        "admission-decisions",
        "Quyết định kết nạp đoàn viên",
        "",
        _ANY,
        _LETTERS,
        admission_decisions,
    ),
    ReportKind(
        "collective-application",
        "Đơn gia nhập công đoàn (tập thể)",
        "Mẫu 5b",
        _ANY,
        _LETTERS,
        collective_application,
    ),
    ReportKind(
        "blank-application",
        "Đơn gia nhập công đoàn (để trống)",
        "Mẫu 5a",
        _ANY,
        _LETTERS,
        blank_application,
    ),
    ReportKind("member-cards", "Thẻ đoàn viên", "", _ANY, _SHEETS, member_cards),
    ReportKind("member-labels", "Nhãn hồ sơ đoàn viên", "", _ANY, _SHEETS, member_labels),
    ReportKind("cash-book", "Sổ quỹ tiền mặt", "S11-H", _ANY, _SHEETS, cash_book_paper),
    ReportKind("bank-book", "Sổ tiền gửi ngân hàng", "S12-H", _ANY, _SHEETS, bank_book_paper),
    ReportKind("item-book", "Sổ thu, chi tài chính", "S82-TLĐ", _ANY, _SHEETS, item_book_paper),
    ReportKind("receipts", "Phiếu thu của kỳ", "C40-BB", _ANY, _SHEETS, receipts_paper),
    ReportKind("payments", "Phiếu chi của kỳ", "C41-BB", _ANY, _SHEETS, payments_paper),
    ReportKind("dues-list", "Danh sách thu đoàn phí", "", (1,), _SHEETS, dues_list_paper),
    ReportKind("dues-book", "Sổ theo dõi thu đoàn phí", "", (12,), _SHEETS, dues_book_paper),
    ReportKind("shares", "Bảng trích nộp kinh phí, đoàn phí", "", _ANY, _SHEETS, shares_paper),
    ReportKind(
        "contribution-book",
        "Sổ theo dõi thu kinh phí công đoàn",
        "",
        _ANY,
        _SHEETS,
        contribution_book_paper,
    ),
    ReportKind(
        "contribution-confirmation",
        "Bản xác nhận đóng kinh phí công đoàn",
        "C17-TLĐ",
        _ANY,
        _SHEETS,
        contribution_confirmation,
    ),
    ReportKind("debt-letter", "Công văn đề nghị đóng kinh phí", "", _ANY, _LETTERS, debt_letter),
    ReportKind("allowances", "Bảng thanh toán phụ cấp cán bộ", "", _ANY, _SHEETS, allowance_table),
    ReportKind(
        "obligations-book",
        "Sổ theo dõi nghĩa vụ nộp cấp trên",
        "",
        _ANY,
        _SHEETS,
        obligations_paper,
    ),
    ReportKind("advances-book", "Sổ theo dõi tạm ứng", "", _ANY, _SHEETS, advances_paper),
    ReportKind("cash-count", "Biên bản kiểm kê quỹ", "C34-HD", _ANY, _SHEETS, cash_counts_paper),
    ReportKind("estimate", "Báo cáo dự toán", "B14-TLĐ", (12,), _SHEETS, estimate_paper),
    ReportKind(
        "settlement", "Báo cáo quyết toán", "B07-TLĐ", (12, 6, 3), _SHEETS, settlement_paper
    ),
    ReportKind(
        "settlement-group",
        "Báo cáo quyết toán tổng hợp",
        "B07-TLĐ",
        (12, 6, 3),
        _SHEETS,
        group_settlement_paper,
    ),
    ReportKind(
        "lower-settlements",
        "Bảng quyết toán các đơn vị cấp dưới",
        "",
        (12, 6, 3),
        _SHEETS,
        lower_settlements_paper,
    ),
    ReportKind(
        "settlement-approval",
        "Thông báo duyệt quyết toán",
        "",
        (12,),
        _SHEETS,
        settlement_approval,
    ),
    ReportKind(
        "estimate-disclosure", "Biểu công khai dự toán", "", (12,), _SHEETS, estimate_disclosure
    ),
    ReportKind(
        "settlement-disclosure",
        "Biểu công khai quyết toán",
        "",
        (12,),
        _SHEETS,
        settlement_disclosure,
    ),
    ReportKind(
        "disclosure-minutes",
        "Biên bản công khai tài chính",
        "",
        (12,),
        _LETTERS,
        disclosure_minutes,
    ),
    ReportKind(
        "1-HDCD",
        "Thống kê hoạt động CĐCS",
        "Mẫu 1-HĐCĐ",
        (6, 12),
        _SHEETS,
        partial(statistics_paper, "1-HDCD"),
    ),
    ReportKind(
        "2-HDCD",
        "Thống kê tổng hợp hoạt động công đoàn",
        "Mẫu 2-HĐCĐ",
        (6, 12),
        _SHEETS,
        partial(statistics_paper, "2-HDCD"),
    ),
    ReportKind(
        "target-board", "Bảng theo dõi thực hiện chỉ tiêu", "", _ANY, _SHEETS, target_board
    ),
    ReportKind("target-assignments", "Bảng giao chỉ tiêu", "", _ANY, _SHEETS, target_assignments),
    ReportKind(
        "rating-decision", "Quyết định công nhận xếp loại", "", (12,), _LETTERS, rating_decisions
    ),
    ReportKind("half-year", "Báo cáo 6 tháng", "", (6,), _LETTERS, half_year_letter),
    ReportKind("year", "Báo cáo năm", "", (12,), _LETTERS, year_letter),
)


def list_reports() -> tuple[ReportKind, ...]:
    """Every report, in the order screens list them."""
    return _KINDS


def reports_for(tier: str) -> tuple[ReportKind, ...]:
    """The reports a unit of a level makes: a statistics form is made by the levels it names.

    Only a level that consolidates has units whose settlements it adds up.
    """
    tiers = {form.id: form.tiers for form in list_forms()}
    elsewhere = frozenset[str]() if consolidates(tier) else OF_UPPER_LEVELS
    return tuple(
        kind for kind in _KINDS if kind.id not in elsewhere and tier in tiers.get(kind.id, (tier,))
    )


def find_report(report: str) -> ReportKind:
    """The report with this id.

    Raises:
        Refusal: report.unknown.
    """
    for kind in _KINDS:
        if kind.id == report:
            return kind
    raise Refusal("report.unknown", report=report, reports=", ".join(kind.id for kind in _KINDS))
