"""Vouchers drafted from what a count or a bank's statement shows and the book lacks."""

from sqlalchemy import select
from sqlalchemy.orm import Session

from unionapp.errors import Refusal
from unionapp.finance.books.bank_statements import StatementLine
from unionapp.finance.books.cash_counts import show_cash_count
from unionapp.finance.tables import FundAccount, Voucher
from unionapp.finance.vouchers.accounts import ensure_cash, require_account
from unionapp.finance.vouchers.drafting import write_draft
from unionapp.finance.vouchers.drafts import VoucherDraft
from unionapp.finance.vouchers.register import VoucherRow, voucher_row
from unionapp.finance.vouchers.templates import find_template, suggest_template, template_line
from unionapp.organisation.office import Office
from unionapp.vietnamese.names import clean_text

_BY_THE_BANK = frozenset({"bank_fee", "interest"})


def draft_count_difference(office: Office, count_id: int) -> VoucherRow:
    """Draft the receipt or payment of a count's difference; drafted before, that one comes back.

    Raises:
        Refusal: count.unknown, count.agrees, year.submitted, period.locked.
    """
    count = show_cash_count(office, count_id)
    if count.counted == count.booked_now:
        raise Refusal("count.agrees", on=f"{count.on:%d/%m/%Y}")
    more = count.counted - count.booked_now
    template = find_template("other_receipt" if more > 0 else "other_spending")
    found = f"{'thừa' if more > 0 else 'thiếu'} khi kiểm kê ngày {count.on:%d/%m/%Y}"
    reason = f"Xử lý tiền {found}" + (f": {count.reason}" if count.reason else "")
    with office.change("voucher.from_count") as session:
        draft = VoucherDraft(
            kind="PT" if more > 0 else "PC",
            voucher_on=count.on,
            counterparty="",
            reason=reason,
            amount=abs(more),
            lines=(template_line(template, abs(more), office.unit.employer_type),),
            account_id=ensure_cash(session, office).id,
            attachments=1,
            template=template.code,
        )
        return _keep(session, office, draft)


def draft_statement_line(office: Office, account_id: int, line: StatementLine) -> VoucherRow:
    """Draft the advice of a line only the statement has; drafted before, that one comes back.

    What it was for is guessed from the words of the bank; in doubt it is left open.

    Raises:
        Refusal: account.unknown, account.wrong_kind, year.submitted, period.locked.
    """
    kind, sector = "BC" if line.change > 0 else "BN", office.unit.employer_type
    template = suggest_template(kind, line.text)
    with office.change("voucher.from_statement") as session:
        account = require_account(session, office.unit.id, account_id)
        draft = VoucherDraft(
            kind=kind,
            voucher_on=line.on,
            counterparty=_named(account) if template and template.code in _BY_THE_BANK else "",
            reason=line.text,
            amount=abs(line.change),
            lines=(template_line(template, abs(line.change), sector),) if template else (),
            account_id=account.id,
            attachments=1,
            template=template.code if template else "",
        )
        return _keep(session, office, draft)


def _named(account: FundAccount) -> str:
    return account.bank or account.name


def _keep(session: Session, office: Office, draft: VoucherDraft) -> VoucherRow:
    same = select(Voucher.id).filter_by(
        unit_id=office.unit.id,
        status="draft",
        kind=draft.kind,
        voucher_on=draft.voucher_on,
        account_id=draft.account_id,
        amount=draft.amount,
        reason=clean_text(draft.reason),
    )
    kept = session.scalar(same.limit(1))
    voucher_id = kept if kept is not None else write_draft(session, office, draft).id
    return voucher_row(session, voucher_id)
