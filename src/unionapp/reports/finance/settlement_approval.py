"""Thông báo duyệt quyết toán: reported and approved side by side, differences with reasons."""

from collections.abc import Iterator
from dataclasses import replace

from unionapp.errors import Refusal
from unionapp.finance.forms import SETTLEMENT_FORM, form_on
from unionapp.finance.year.settlement import (
    SettlementForm,
    SettlementLine,
    show_settlement,
    show_unit_settlement,
)
from unionapp.organisation.office import Office
from unionapp.paper.document import Document, Paragraph, Style, Table, Title
from unionapp.reports.finance.accounting_paper import (
    IN_DONG,
    SIGNED_ABOVE,
    accounting_paper,
)
from unionapp.reports.finance.year_form import year_table
from unionapp.reports.letterhead import form_heading
from unionapp.vietnamese.amounts import amount_in_words, group_digits
from unionapp.vietnamese.periods import Period, whole_year

_NAME = "Thông báo duyệt quyết toán thu, chi tài chính công đoàn"
_SIZE = 9  # points: reasons and signatures on the same page
_COLUMNS = ("Số báo cáo", "Số được duyệt", "Chênh lệch")


def settlement_approval(office: Office, period: Period) -> Document:
    """What the level above approved of a year's settlement, for its officers to sign.

    Raises:
        Refusal: settlement.not_approved.
    """
    form = show_settlement(office, period.end.year)
    return _notice(office, form, office.unit.name)


def lower_settlement_approval(office: Office, settlement_id: int) -> Document:
    """The notice of what this unit approved of a lower unit's settlement.

    Raises:
        Refusal: settlement.none, settlement.not_approved.
    """
    lower = show_unit_settlement(office, settlement_id)
    return _notice(office, lower.form, lower.unit)


def _notice(office: Office, form: SettlementForm, name: str) -> Document:
    if form.status != "approved":
        raise Refusal("settlement.not_approved", year=form.year)
    period = whole_year(form.year)
    return accounting_paper(
        office,
        _NAME,
        period,
        (
            form_heading(office, on=period.end),
            Title(_NAME, lines=(f"Năm {form.year}. {IN_DONG}", f"Đơn vị được duyệt: {name}")),
            _table(form),
            *_reasons(form),
            *_carried_over(form),
            SIGNED_ABOVE,
        ),
    )


def _table(form: SettlementForm) -> Table:
    amounts = [(row, (row.reported, row.approved, _difference(row))) for row in form.rows]
    table = year_table(
        _COLUMNS, amounts, form_on(SETTLEMENT_FORM, form.period.end), size=_SIZE, width=1.3
    )
    *others, difference = table.columns
    return replace(table, columns=(*others, replace(difference, adds=(5, -4))))


def _difference(row: SettlementLine) -> int | None:
    return None if row.approved is None else row.approved - row.reported


def _reasons(form: SettlementForm) -> Iterator[Paragraph]:
    """The rows that were approved otherwise than reported, each with why."""
    changed = [row for row in form.rows if row.reason and _difference(row)]
    if not changed:
        yield Paragraph("Số liệu được duyệt đúng như đơn vị báo cáo.", Style.PLAIN)
    for row in changed:
        amount = group_digits(_difference(row) or 0)
        yield Paragraph(
            f"- {row.label} (mã số {row.code}): {amount} đồng. Lý do: {row.reason}.", Style.PLAIN
        )


def _carried_over(form: SettlementForm) -> Iterator[Paragraph]:
    approved = {row.id: row.approved or 0 for row in form.rows}
    closing, payable = approved["closing"], approved["payable"]
    yield Paragraph(
        f"Tích lũy được duyệt chuyển sang năm {form.year + 1}: {group_digits(closing)} đồng "
        f"({amount_in_words(closing)}); còn phải nộp cấp trên: {group_digits(payable)} đồng.",
        Style.PLAIN,
    )
