"""Which reports there are, for which periods, and what builds their content."""

from collections.abc import Callable
from dataclasses import dataclass
from functools import partial

from unionapp.errors import Refusal
from unionapp.indicators.forms import list_forms
from unionapp.organisation.office import Office
from unionapp.organisation.tiers import consolidates
from unionapp.paper.document import Document
from unionapp.reports.finance.advances_book import advances_book_paper
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
    """A report: its id, its name on screen, its form code, the months its periods may have.

    One that `names_people` tells something of a person by name, if only in the words of a voucher:
    taking it out is noted in the log of exports. Who signs, and who sits on a board, is not meant.
    """

    id: str
    name: str
    form_code: str
    months: tuple[int, ...]
    formats: tuple[str, ...]
    build: Build
    names_people: bool


# Which of the two a report is, its line in the table has to say.
_personal = partial(ReportKind, names_people=True)
_impersonal = partial(ReportKind, names_people=False)


_KINDS = (
    _personal("member-list", "Danh sách đoàn viên", "", _ANY, ("pdf", "xlsx"), member_list_paper),
    _personal(
        "member-change",
        "Báo cáo biến động đoàn viên",
        "",
        _ANY,
        ("pdf", "xlsx"),
        member_change_paper,
    ),
    _impersonal(
        "member-figures", "Số liệu biến động đoàn viên", "", _ANY, _SHEETS, member_figures_paper
    ),
    _personal("member-book", "Sổ đoàn viên", "", _ANY, _SHEETS, member_book_paper),
    _personal("group-list", "Danh sách đoàn viên theo tổ", "", _ANY, _SHEETS, group_list_paper),
    _personal(
        "executive-list",
        "Danh sách trích ngang ban chấp hành",
        "",
        _ANY,
        _SHEETS,
        executive_list_paper,
    ),
    _personal(
        "admission-decisions",
        "Quyết định kết nạp đoàn viên",
        "",
        _ANY,
        _LETTERS,
        admission_decisions,
    ),
    _personal(
        "collective-application",
        "Đơn gia nhập công đoàn (tập thể)",
        "Mẫu 5b",
        _ANY,
        _LETTERS,
        collective_application,
    ),
    _impersonal(
        "blank-application",
        "Đơn gia nhập công đoàn (để trống)",
        "Mẫu 5a",
        _ANY,
        _LETTERS,
        blank_application,
    ),
    _personal("member-cards", "Thẻ đoàn viên", "", _ANY, _SHEETS, member_cards),
    _personal("member-labels", "Nhãn hồ sơ đoàn viên", "", _ANY, _SHEETS, member_labels),
    _personal("cash-book", "Sổ quỹ tiền mặt", "S11-H", _ANY, _SHEETS, cash_book_paper),
    _personal("bank-book", "Sổ tiền gửi ngân hàng", "S12-H", _ANY, _SHEETS, bank_book_paper),
    _personal("item-book", "Sổ thu, chi tài chính", "S82-TLĐ", _ANY, _SHEETS, item_book_paper),
    _personal("receipts", "Phiếu thu của kỳ", "C40-BB", _ANY, _SHEETS, receipts_paper),
    _personal("payments", "Phiếu chi của kỳ", "C41-BB", _ANY, _SHEETS, payments_paper),
    _personal("dues-list", "Danh sách thu đoàn phí", "", (1,), _SHEETS, dues_list_paper),
    _personal("dues-book", "Sổ theo dõi thu đoàn phí", "", (12,), _SHEETS, dues_book_paper),
    _personal("shares", "Bảng trích nộp kinh phí, đoàn phí", "", _ANY, _SHEETS, shares_paper),
    _impersonal(
        "contribution-book",
        "Sổ theo dõi thu kinh phí công đoàn",
        "",
        _ANY,
        _SHEETS,
        contribution_book_paper,
    ),
    _impersonal(
        "contribution-confirmation",
        "Bản xác nhận đóng kinh phí công đoàn",
        "C17-TLĐ",
        _ANY,
        _SHEETS,
        contribution_confirmation,
    ),
    _impersonal("debt-letter", "Công văn đề nghị đóng kinh phí", "", _ANY, _LETTERS, debt_letter),
    _personal("allowances", "Bảng thanh toán phụ cấp cán bộ", "", _ANY, _SHEETS, allowance_table),
    _impersonal(
        "obligations-book",
        "Sổ theo dõi nghĩa vụ nộp cấp trên",
        "",
        _ANY,
        _SHEETS,
        obligations_paper,
    ),
    _personal("advances-book", "Sổ theo dõi tạm ứng", "", _ANY, _SHEETS, advances_book_paper),
    _impersonal("cash-count", "Biên bản kiểm kê quỹ", "C34-HD", _ANY, _SHEETS, cash_counts_paper),
    _impersonal("estimate", "Báo cáo dự toán", "B14-TLĐ", (12,), _SHEETS, estimate_paper),
    _impersonal(
        "settlement", "Báo cáo quyết toán", "B07-TLĐ", (12, 6, 3), _SHEETS, settlement_paper
    ),
    _impersonal(
        "settlement-group",
        "Báo cáo quyết toán tổng hợp",
        "B07-TLĐ",
        (12, 6, 3),
        _SHEETS,
        group_settlement_paper,
    ),
    _impersonal(
        "lower-settlements",
        "Bảng quyết toán các đơn vị cấp dưới",
        "",
        (12, 6, 3),
        _SHEETS,
        lower_settlements_paper,
    ),
    _impersonal(
        "settlement-approval",
        "Thông báo duyệt quyết toán",
        "",
        (12,),
        _SHEETS,
        settlement_approval,
    ),
    _impersonal(
        "estimate-disclosure", "Biểu công khai dự toán", "", (12,), _SHEETS, estimate_disclosure
    ),
    _impersonal(
        "settlement-disclosure",
        "Biểu công khai quyết toán",
        "",
        (12,),
        _SHEETS,
        settlement_disclosure,
    ),
    _impersonal(
        "disclosure-minutes",
        "Biên bản công khai tài chính",
        "",
        (12,),
        _LETTERS,
        disclosure_minutes,
    ),
    _impersonal(
        "1-HDCD",
        "Thống kê hoạt động CĐCS",
        "Mẫu 1-HĐCĐ",
        (6, 12),
        _SHEETS,
        partial(statistics_paper, "1-HDCD"),
    ),
    _impersonal(
        "2-HDCD",
        "Thống kê tổng hợp hoạt động công đoàn",
        "Mẫu 2-HĐCĐ",
        (6, 12),
        _SHEETS,
        partial(statistics_paper, "2-HDCD"),
    ),
    _impersonal(
        "target-board", "Bảng theo dõi thực hiện chỉ tiêu", "", _ANY, _SHEETS, target_board
    ),
    _impersonal("target-assignments", "Bảng giao chỉ tiêu", "", _ANY, _SHEETS, target_assignments),
    _impersonal(
        "rating-decision", "Quyết định công nhận xếp loại", "", (12,), _LETTERS, rating_decisions
    ),
    _impersonal("half-year", "Báo cáo 6 tháng", "", (6,), _LETTERS, half_year_letter),
    _impersonal("year", "Báo cáo năm", "", (12,), _LETTERS, year_letter),
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
