"""Collecting dues: "thu đủ, trừ …" makes one receipt of everybody who paid."""

from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass
from datetime import date

from sqlalchemy.orm import Session

from unionapp.database.bulk import update_rows
from unionapp.errors import Refusal
from unionapp.finance.dues.lists import DuesList, DuesMember, read_dues_list
from unionapp.finance.dues.owed import statutory_part
from unionapp.finance.dues_adjustments import Booking, Change, book_changes
from unionapp.finance.splits import Split, split
from unionapp.finance.tables import Voucher
from unionapp.finance.vouchers.drafting import write_draft
from unionapp.finance.vouchers.drafts import VoucherDraft
from unionapp.finance.vouchers.register import VoucherRow, voucher_row
from unionapp.finance.vouchers.templates import find_template, template_line
from unionapp.organisation.locks import is_locked
from unionapp.organisation.office import Office
from unionapp.organisation.parameters import legal_value
from unionapp.organisation.periods import read_month
from unionapp.vietnamese.amounts import amount_in_words
from unionapp.vietnamese.dates import month_label
from unionapp.vietnamese.months import month_text
from unionapp.vietnamese.names import clean_text, fold, initials, matches, tone_key

_SHOWN = 5  # of those who share a name


@dataclass(frozen=True, slots=True)
class Collection:
    """What was collected by one receipt, who still owes, and the share of the level above."""

    month: str
    voucher: VoucherRow
    collected: int
    in_words: str
    payers: int
    owing: tuple[DuesMember, ...]
    owed: int
    split: Split


def collect_dues(
    office: Office,
    month: str,
    *,
    except_names: Sequence[str] = (),
    except_ids: Sequence[int] = (),
    on: date | None = None,
    by_bank: bool = False,
) -> Collection:
    """Mark everybody who still owes as paid, but for some, and draft the receipt.

    Raises:
        Refusal: dues.no_list, dues.name_unclear, dues.name_unknown, dues.not_owing,
            dues.nothing_owed, period.locked, account.none.
    """
    read_month(month)
    with office.change("dues.collect") as session:
        listed = read_dues_list(session, office.unit.id, month)
        skipped = [*except_ids, *(_find_owing(listed, name) for name in except_names)]
        return collect_within(
            session, office, listed, except_ids=skipped, on=on or office.today, by_bank=by_bank
        )


def collect_within(
    session: Session,
    office: Office,
    listed: DuesList,
    *,
    except_ids: Sequence[int],
    on: date,
    by_bank: bool,
) -> Collection:
    """Collect inside a transaction that is already open.

    Raises:
        Refusal: as `collect_dues`.
    """
    month, skipped = listed.month, frozenset(except_ids)
    owing = [row for row in listed.rows if row.owed > 0]
    payers = [row for row in owing if row.member_id not in skipped]
    if not payers:
        raise Refusal("dues.nothing_owed", month=month_text(month))
    voucher = write_draft(session, office, _receipt(office, month, payers, on, by_bank=by_bank))
    session.flush()
    _mark_paid(session, office, listed, payers, voucher)
    session.expire_all()
    left = tuple(row for row in owing if row.member_id in skipped)
    collected = sum(row.owed for row in payers)
    shared = sum(statutory_part(row.owed, row.statutory, before=row.paid) for row in payers)
    up = dues_split(session, office.unit.id, on, shared).up
    return Collection(
        month=month,
        voucher=voucher_row(session, voucher.id),
        collected=collected,
        in_words=amount_in_words(collected),
        payers=len(payers),
        owing=left,
        owed=sum(row.owed for row in left),
        split=Split(collected - up, up),
    )


def find_member(listed: DuesList, text: str) -> DuesMember:
    """The member of a list meant by the id, the name, a part of it, or its initials.

    The surest reading goes first, so that a name typed with its marks is not lost among those
    that only sound like it; people of one name are told apart by id.

    Raises:
        Refusal: dues.name_unknown, dues.name_unclear.
    """
    for is_meant in _readings(text):
        found = [row for row in listed.rows if is_meant(row)]
        if len(found) == 1:
            return found[0]
        if found:
            raise Refusal(
                "dues.name_unclear", name=text, count=len(found), people=_who_is_who(found)
            )
    raise Refusal("dues.name_unknown", name=text, month=month_text(listed.month))


def _readings(text: str) -> Iterator[Callable[[DuesMember], bool]]:
    wanted, bare = tone_key(text), " ".join(fold(clean_text(text)).split())
    if not bare:
        return
    if bare.isdecimal():
        yield lambda row: row.member_id == int(bare)
        return
    yield lambda row: tone_key(row.full_name) == wanted
    yield lambda row: fold(row.full_name) == bare
    yield lambda row: matches(text, row.full_name) or initials(row.full_name) == bare


def _who_is_who(found: Sequence[DuesMember]) -> str:
    named = "; ".join(
        f"{row.full_name} ({', '.join(filter(None, (f'mã {row.member_id}', row.team)))})"
        for row in found[:_SHOWN]
    )
    more = len(found) - _SHOWN
    return f"{named} và {more} người khác" if more > 0 else named


def _find_owing(listed: DuesList, text: str) -> int:
    row = find_member(listed, text)
    if row.owed <= 0:
        raise Refusal("dues.not_owing", name=row.full_name, month=month_text(listed.month))
    return row.member_id


def dues_split(session: Session, unit_id: int, on: date, statutory: int) -> Split:
    """How dues collected on a day are shared: by the rule of that day, whatever month they pay.

    Raises:
        Refusal: parameter.missing.
    """
    return split(statutory, legal_value(session, unit_id, "split.dues.up", on).rate)


def _receipt(
    office: Office, month: str, payers: list[DuesMember], on: date, *, by_bank: bool
) -> VoucherDraft:
    template = find_template("dues")
    amount = sum(row.owed for row in payers)
    return VoucherDraft(
        kind="BC" if by_bank else "PT",
        voucher_on=on,
        counterparty=office.officer.name,
        reason=f"{template.reason.format(month=month_label(month))} ({len(payers)} đoàn viên)",
        amount=amount,
        lines=(template_line(template, amount, office.unit.employer_type),),
        attachments=1,
        template=template.code,
    )


def _mark_paid(
    session: Session, office: Office, listed: DuesList, payers: list[DuesMember], voucher: Voucher
) -> None:
    locked = is_locked(session, office.unit.id, listed.month)
    first_time = [row for row in payers if row.voucher_id is None and row.paid == 0 and not locked]
    already = {row.member_id for row in first_time}
    later = [row for row in payers if row.member_id not in already]
    if first_time:
        update_rows(
            session,
            "dues",
            ("paid", "voucher_id"),
            ("unit_id", "month", "member_id"),
            [
                (row.owed, voucher.id, office.unit.id, listed.month, row.member_id)
                for row in first_time
            ],
            month=listed.month,
            voucher=voucher.id,
        )
    book_payments(session, office, listed.month, later, voucher)


def book_payments(
    session: Session, office: Office, month: str, payers: list[DuesMember], voucher: Voucher
) -> None:
    """Book payments of dues whose row already stands as it is."""
    if not payers:
        return
    booking = Booking(voucher.voucher_on, "payment", voucher.reason, voucher.id)
    changes = [Change(row.member_id, month, paid=row.owed) for row in payers]
    book_changes(session, office.unit.id, booking, changes)
