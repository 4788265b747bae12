"""Báo cáo quyết toán tổng hợp: units below, this one, what moved inside, and all together."""

from collections.abc import Iterator

from unionapp.errors import Refusal
from unionapp.finance.group.eliminations import GroupSettlement
from unionapp.finance.group.group_settlement import GroupForm, show_group_settlement
from unionapp.finance.group.lower_settlements import LowerSettlement
from unionapp.finance.levels.settlement_spans import SettlementSpan
from unionapp.finance.year.proof import WORDS
from unionapp.organisation.office import Office
from unionapp.paper.document import (
    Align,
    Column,
    Document,
    Kind,
    Paragraph,
    Style,
    Table,
)
from unionapp.reports.finance.accounting_paper import (
    ACCOUNTANT_IN_CHARGE,
    BOARD,
    IN_DONG,
    PREPARER,
    accounting_paper,
    period_title,
    signatures_of_any_day,
)
from unionapp.reports.finance.basics_and_proof import Side, basics_table, proof_table
from unionapp.reports.finance.year_form import year_table
from unionapp.reports.letterhead import form_heading
from unionapp.vietnamese.amounts import group_digits
from unionapp.vietnamese.periods import Period

_NAME = "Báo cáo quyết toán thu, chi tài chính công đoàn (tổng hợp)"
_COLUMNS = ("Các đơn vị cấp dưới", "Tại đơn vị", "Loại trừ nội bộ", "Tổng hợp")
_PROOF = (
    Column("TT", 0.55, align=Align.CENTER),
    Column("Nội dung", 5.6),
    Column("Số tiền (đồng)", 1.75, Kind.MONEY, total=True),
)
# Where the money lies, and what a paper of many units adds to the word for it.
_HELD = {
    "held_cash": " của các đơn vị",
    "held_bank": "",
    "held_advances": "",
    "held_transit": " (cả giữa hai cấp)",
    "held_receivable": "",
}


def group_settlement_paper(office: Office, period: Period) -> Document:
    """The consolidated settlement of a period, what was left out of it, and its proof.

    Raises:
        Refusal: settlement.not_a_term, settlement.none_below.
    """
    found = require_group(office, period)
    form = found.form
    amounts = [(row, _amounts(found, row.id)) for row in form.rows]
    return accounting_paper(
        office,
        _NAME,
        period,
        (
            form_heading(office, on=period.end, form_code="Mẫu số: B07-TLĐ", legal=form.heading),
            period_title(_NAME, period, counted_line(found), IN_DONG),
            Paragraph("A. CÁC CHỈ TIÊU CƠ BẢN", Style.HEADING),
            basics_table(found.basics, "Tổng hợp"),
            Paragraph("B. CÁC CHỈ TIÊU THU, CHI TÀI CHÍNH CÔNG ĐOÀN", Style.HEADING),
            year_table(_COLUMNS, amounts, form),
            Paragraph("C. THUYẾT MINH", Style.HEADING),
            *(Paragraph(line, Style.PLAIN) for line in group_lines(found)),
            Paragraph("ĐỐI CHIẾU SỐ DƯ", Style.HEADING),
            _proof(found),
            signatures_of_any_day(office, PREPARER, ACCOUNTANT_IN_CHARGE, BOARD),
        ),
        is_wide=True,
    )


def require_group(office: Office, period: Period) -> GroupForm:
    """The consolidated settlement of a period.

    Raises:
        Refusal: settlement.not_a_term for anything but a year, a half or a quarter;
            settlement.none_below for a unit that has none below it.
    """
    span = SettlementSpan.of(period)
    if span is None:
        raise Refusal("settlement.not_a_term", period=period.label)
    found = show_group_settlement(office, span.year, part=span.part)
    if not found.counted and not found.missing:
        raise Refusal("settlement.none_below")
    return found


def counted_line(found: GroupForm) -> str:
    """How many units are in it; until every one is, it is provisional."""
    counted, missing = len(found.counted), len(found.missing)
    words = f"{counted}/{counted + missing} đơn vị cấp dưới"
    return f"TẠM TÍNH {words}" if missing else f"Đủ {words}"


def missing_names(units: tuple[LowerSettlement, ...]) -> str:
    """Who has not reported, by name."""
    return "; ".join(f"{unit.name} ({unit.code})" for unit in units)


def _amounts(found: GroupForm, row: str) -> tuple[int | None, ...]:
    below, own, together = (rows.get(row, 0) for rows in (found.below, found.own, found.rows))
    return below, own, together - below - own, together


def booked_beyond(group: GroupSettlement) -> Iterator[str]:
    """Which side booked more than the other sent: that money is on its way nowhere."""
    for way, words in (
        (group.on_its_way_down, "đơn vị báo nhận nhiều hơn số đã cấp"),
        (group.on_its_way_up, "cấp trên nhận nhiều hơn số đơn vị báo nộp"),
    ):
        if way < 0:
            yield f"{words} {_dong(-way)}"


def group_lines(found: GroupForm) -> Iterator[str]:
    """What was left out, what is on its way, what is owed inside, and who is missing."""
    group = found.group
    gone = group.eliminated
    yield (
        f"- Đã loại tiền chuyển giữa hai cấp: cấp xuống {_dong(gone['lower_support'])} "
        f"(cấp dưới báo nhận {_dong(gone['upper_share'] + gone['upper_support'])}); cấp dưới nộp "
        f"{_dong(gone['lower'])} (cấp dưới báo phải nộp {_dong(gone['remitted'])})."
    )
    more = "".join(f" ({words})" for words in booked_beyond(group))
    yield (
        f"- Đang chuyển giữa hai cấp: xuống {_dong(max(0, group.on_its_way_down))}, lên "
        f"{_dong(max(0, group.on_its_way_up))}{more}. "
        f"Cấp dưới còn nợ cấp trên {_dong(group.owed_up)}: tiền còn ở quỹ "
        "của đơn vị nên tính vào tích lũy tổng hợp, không tính là còn phải nộp."
    )
    if group.outside:
        yield (
            f"- Tiền cấp, nhận với đơn vị chưa báo cáo: {_dong(group.outside)}, "
            "chưa loại, còn ở dòng 26, 27, 36."
        )
    if found.missing:
        yield f"- Chưa có quyết toán: {missing_names(found.missing)}."


def _proof(found: GroupForm) -> Table:
    rows, proof = found.rows, found.proof
    held: list[tuple[str, int]] = [
        *(_line(row, rows[row], remark) for row, remark in _HELD.items()),
        ("Số dư các đơn vị nộp bản giấy (không ghi nơi giữ)", found.untold),
    ]
    owned = [
        _line("closing", proof.closing, " (mã số 50)"),
        _line("payable", proof.payable, " (mã số 60)"),
        _line("held_other_payable", proof.other_payable),
    ]
    return proof_table(
        _PROOF,
        Side("Tiền đang giữ", _told(held), proof.held + found.untold),
        Side("Nguồn", _told(owned), proof.owned),
        proof.difference + found.untold,
    )


def _line(row: str, amount: int, remark: str = "") -> tuple[str, int]:
    name, _ = WORDS[row]
    return f"{name}{remark}", amount


def _told(lines: list[tuple[str, int]]) -> list[tuple[str, int]]:
    """The lines that say something; the first one always stands."""
    return [line for line in lines if line[1] or line is lines[0]]


def _dong(amount: int) -> str:
    return f"{group_digits(amount)} đồng"
