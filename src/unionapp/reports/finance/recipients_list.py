"""Danh sách ký nhận: who receives what of a payment, with room for every signature."""

from collections.abc import Iterator

from unionapp.errors import Refusal
from unionapp.finance.vouchers.recipients import Recipient, RecipientList, list_recipients
from unionapp.finance.vouchers.register import show_voucher
from unionapp.organisation.office import Office
from unionapp.paper.document import (
    Align,
    Column,
    Document,
    GroupRow,
    Kind,
    Paragraph,
    Row,
    Scope,
    Style,
    Table,
    TableRow,
    Title,
    TotalRow,
)
from unionapp.reports.finance.accounting_paper import (
    ACCOUNTANT,
    CASHIER,
    CHAIR,
    PREPARER,
    accounting_paper,
    signatures,
)
from unionapp.reports.letterhead import form_heading
from unionapp.vietnamese.periods import Period

_NAME = "Danh sách ký nhận"
_NO_TEAM = "Không thuộc tổ"
_COLUMNS = (
    Column("STT", 0.5, Kind.ORDINAL, Align.CENTER),
    Column("Họ và tên", 2.5),
    Column("Số tiền", 1.2, Kind.MONEY),
    Column("Số lượng", 0.8, Kind.NUMBER),
    Column("Thành tiền", 1.4, Kind.MONEY, total=True, times=(3, 4)),
    Column("Ký nhận", 1.2),
    Column("Ghi chú", 1.2),
)


def recipients_paper(office: Office, voucher_id: int) -> Document:
    """The list behind a payment; it is the attachment, never the payment itself.

    Raises:
        Refusal: voucher.unknown, recipient.none.
    """
    listed = list_recipients(office, voucher_id)
    if not listed.rows:
        raise Refusal("recipient.none")
    detail = show_voucher(office, voucher_id)
    on = detail.draft.voucher_on
    number = detail.row.number or "……"
    return accounting_paper(
        office,
        _NAME,
        Period(f"{on:%Y-%m}", f"{on:%Y-%m}"),
        (
            form_heading(office, on=on),
            Title(
                _NAME,
                lines=(detail.draft.reason, f"(Kèm theo chứng từ số {number} ngày {on:%d/%m/%Y})"),
            ),
            Table(_COLUMNS, tuple(_rows(listed))),
            Paragraph(f"Tổng số tiền bằng chữ: {listed.in_words}.", Style.PLAIN),
            signatures(office, on, PREPARER, CASHIER, ACCOUNTANT, CHAIR),
        ),
    )


def _rows(listed: RecipientList) -> Iterator[TableRow]:
    number = 0
    by_team: dict[str, list[Recipient]] = {}
    # stable: who has no group comes last
    for row in sorted(listed.rows, key=lambda row: not row.team):
        by_team.setdefault(row.team, []).append(row)
    has_teams = any(by_team) and len(by_team) < len(listed.rows)
    for team, people in by_team.items():
        if has_teams:
            yield GroupRow(team or _NO_TEAM)
        for person in people:
            number += 1
            yield _row(number, person, "" if has_teams else team)
        if has_teams:
            amount = sum(person.amount for person in people)
            yield _total(f"Cộng: {len(people)} người", amount, Scope.GROUP)
    yield _total(f"Tổng cộng: {len(listed.rows)} người", listed.total, Scope.ALL)


def _row(number: int, person: Recipient, post: str) -> Row:
    """A line; where nobody shares a group, as with posts, it says which is whose."""
    return (
        number,
        person.name,
        person.each,
        person.quantity,
        person.amount,
        None,
        "; ".join(filter(None, (post, person.note))),
    )


def _total(text: str, amount: int, scope: Scope) -> TotalRow:
    return TotalRow((None, text, None, None, amount, None, ""), scope)
