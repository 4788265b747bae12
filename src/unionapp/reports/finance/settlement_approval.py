"""Thông báo duyệt quyết toán: reported and approved side by side, differences with reasons."""

from collections.abc import Iterator
from datetime import date

from sqlalchemy import select

from unionapp.errors import Refusal
from unionapp.finance.forms import form_on
from unionapp.finance.year.settlement import (
    FORM,
    SettlementForm,
    SettlementLine,
    latest_settlement,
    read_settlement,
    show_settlement,
)
from unionapp.finance.yearly_tables import Settlement, SettlementRow
from unionapp.organisation.office import Office
from unionapp.organisation.units import name_on
from unionapp.paper.document import Document, Paragraph, SignatureRow, Signer, Style
from unionapp.reports.finance.accounting_paper import accounting_paper, period_title
from unionapp.reports.finance.year_form import year_table
from unionapp.reports.letterhead import form_heading
from unionapp.vietnamese.amounts import amount_in_words, group_digits
from unionapp.vietnamese.periods import Period

_NAME = "Thông báo duyệt quyết toán thu, chi tài chính công đoàn"
_COLUMNS = ("Số báo cáo", "Số được duyệt", "Chênh lệch")


def settlement_approval(office: Office, period: Period) -> Document:
    """What the level above approved of a year's settlement, for its officers to sign.

    Raises:
        Refusal: settlement.not_approved.
    """
    form = show_settlement(office, period.end.year)
    return _notice(office, form, office.unit.id, office.unit.name)


def lower_settlement_approval(office: Office, settlement_id: int) -> Document:
    """The notice of what this unit approved of a lower unit's settlement.

    Raises:
        Refusal: settlement.none, settlement.not_approved.
    """
    with office.read() as session:
        settlement = session.get(Settlement, settlement_id)
        if settlement is None:
            raise Refusal("settlement.none", year="…")
        form = read_settlement(session, settlement.unit_id, settlement.year)
        name = name_on(session, settlement.unit_id, date(settlement.year, 12, 31))
        return _notice(office, form, settlement.unit_id, name)


def _notice(office: Office, form: SettlementForm, unit_id: int, name: str) -> Document:
    if form.status != "approved":
        raise Refusal("settlement.not_approved", year=form.year)
    period = Period(f"{form.year}-01", f"{form.year}-12")
    amounts = [(row, (row.reported, row.approved, _difference(row))) for row in form.rows]
    return accounting_paper(
        office,
        _NAME,
        period,
        (
            form_heading(office, on=period.end),
            period_title(_NAME, period, f"Đơn vị được duyệt: {name}", "Đơn vị tính: đồng"),
            year_table(_COLUMNS, amounts, form_on(FORM, period.end)),
            *_reasons(office, form, unit_id),
            *_carried_over(form),
            SignatureRow(
                (
                    Signer("Cán bộ quản lý"),
                    Signer("Trưởng ban Tài chính"),
                    Signer("TM. BAN THƯỜNG VỤ", "(Ký, họ tên, đóng dấu)"),
                ),
                "…………, ngày …… tháng …… năm ………",
            ),
        ),
    )


def _difference(row: SettlementLine) -> int | None:
    return None if row.approved is None else row.approved - row.reported


def _reasons(office: Office, form: SettlementForm, unit_id: int) -> Iterator[Paragraph]:
    """The rows that were approved otherwise than reported, each with why."""
    changed = {row.id: row for row in form.rows if _difference(row)}
    with office.read() as session:
        settlement = latest_settlement(session, unit_id, form.year)
        query = select(SettlementRow.row, SettlementRow.reason).where(
            SettlementRow.settlement_id == (settlement.id if settlement else 0),
            SettlementRow.reason != "",
        )
        reasons = {row: reason for row, reason in session.execute(query) if row in changed}
    if not reasons:
        yield Paragraph("Số liệu được duyệt đúng như đơn vị báo cáo.", Style.PLAIN)
    for row in form.rows:
        if row.id in reasons:
            amount = group_digits(_difference(row) or 0)
            yield Paragraph(
                f"- {row.label} (mã số {row.code}): {amount} đồng. Lý do: {reasons[row.id]}.",
                Style.PLAIN,
            )


def _carried_over(form: SettlementForm) -> Iterator[Paragraph]:
    approved = {row.id: row.approved or 0 for row in form.rows}
    closing, payable = approved["closing"], approved["payable"]
    yield Paragraph(
        f"Tích lũy được duyệt chuyển sang năm {form.year + 1}: {group_digits(closing)} đồng "
        f"({amount_in_words(closing)}); còn phải nộp cấp trên: {group_digits(payable)} đồng.",
        Style.PLAIN,
    )
