"""Which reports there are, for which periods, and what builds their content."""

from collections.abc import Callable
from dataclasses import dataclass

from unionapp.errors import Refusal
from unionapp.organisation.office import Office
from unionapp.paper.document import Document
from unionapp.reports.finance.cash_book import cash_book_paper
from unionapp.reports.letters.half_year import half_year_letter
from unionapp.reports.membership.member_change import member_change_paper
from unionapp.reports.membership.member_list import member_list_paper
from unionapp.vietnamese.periods import Period

Build = Callable[[Office, Period], Document]
_ANY = (1, 3, 6, 12)


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
    ReportKind("cash-book", "Sổ quỹ tiền mặt", "S11-H", _ANY, ("pdf", "xlsx"), cash_book_paper),
    ReportKind(
        "half-year", "Báo cáo 6 tháng", "", (6,), ("pdf", "xlsx", "docx"), half_year_letter
    ),
)


def list_reports() -> tuple[ReportKind, ...]:
    """Every report, in the order screens list them."""
    return _KINDS


def find_report(report: str) -> ReportKind:
    """The report with this id.

    Raises:
        Refusal: report.unknown.
    """
    for kind in _KINDS:
        if kind.id == report:
            return kind
    raise Refusal("report.unknown", report=report, reports=", ".join(kind.id for kind in _KINDS))
