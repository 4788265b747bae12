"""Offices with something in them, and windows on them, for the tests of pages."""

from contextlib import contextmanager
from datetime import date

from unionapp.desktop.desk import Desk
from unionapp.finance.vouchers.drafting import save_voucher
from unionapp.finance.vouchers.drafts import LineDraft, VoucherDraft
from unionapp.finance.vouchers.posting import post_voucher
from unionapp.membership.drafts import MemberDraft
from unionapp.membership.members import add_member
from unionapp.vietnamese.periods import Period

HALF = Period.parse("2026-H1")
NAMES = ("Nguyễn Thị Hường", "Đặng Văn Ưởng", "Trần Thị Ẳng")


def add_people(office, on=date(2026, 1, 5)):
    """Three members since January, two of them women."""
    for name in NAMES:
        gender = "female" if "Thị" in name else "male"
        draft = MemberDraft(name, gender=gender, birth_date="1990-03-05", joined_on=on.isoformat())
        add_member(office, draft, salary=6_200_000, salary_from="2026-01", on=on)


def receive_money(office, amount=5_000_000, on=date(2026, 1, 10), *, posted=True):
    """A receipt of any kind."""
    draft = VoucherDraft(
        kind="PT",
        voucher_on=on,
        counterparty="Công ty May Hoa Sen",
        reason="Hỗ trợ hoạt động công đoàn",
        amount=amount,
        lines=(LineDraft("INC_MISC", amount),),
    )
    row = save_voucher(office, draft)
    return post_voucher(office, row.id) if posted else row


def a_desk(office, period=HALF):
    """A desk whose long work the tests can wait for."""
    desk = Desk(office)
    desk.work_in(period)
    return desk


@contextmanager
def finished(qtbot, desk):
    """Wait until everything that was begun inside has ended."""
    runner = desk.runner
    yield
    qtbot.waitUntil(lambda: not runner.is_busy, timeout=20_000)
