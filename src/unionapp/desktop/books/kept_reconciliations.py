"""The months that were reconciled with the bank, as a list shows them."""

from unionapp.desktop.grids import Column, Kind
from unionapp.desktop.grids.paged import Row
from unionapp.desktop.stamps import local_stamp
from unionapp.finance.books.bank_reconciliation import KeptReconciliation
from unionapp.vietnamese.amounts import dong
from unionapp.vietnamese.months import month_text

KEPT_COLUMNS = (
    Column("month", "Tháng", 9, can_sort=False),
    Column("account", "Tài khoản", 18, can_sort=False),
    Column("book", "Theo sổ", 14, Kind.MONEY, can_sort=False, adds_up=False),
    Column("bank", "Ngân hàng", 14, Kind.MONEY, can_sort=False, adds_up=False),
    Column("difference", "Chênh", 12, Kind.MONEY, can_sort=False),
    Column("state", "Tình trạng", 28, can_sort=False),
    Column("made", "Ghi lúc, người ghi", 34, can_sort=False),
)


def kept_cells(row: KeptReconciliation) -> Row:
    """A month as it was kept, and whether its book has changed since."""
    return (
        month_text(row.month),
        row.account,
        row.book_closing,
        row.statement_closing,
        row.difference,
        _state(row),
        f"{local_stamp(row.made_at)}, {row.made_by}",
    )


def kept_words(row: KeptReconciliation) -> str:
    """What was kept of a month, in one line: both sums, what agreed and what stood alone."""
    now = f" · sổ nay {dong(row.book_closing_now)}" if row.has_changed else ""
    return (
        f"Đã ghi {month_text(row.month)}: sổ {dong(row.book_closing)} · ngân hàng "
        f"{dong(row.statement_closing)} · khớp {row.matched}, chỉ có trên sổ "
        f"{row.only_in_book}, chỉ có ở sao kê {row.only_in_statement}{now}"
    )


def _state(row: KeptReconciliation) -> str:
    if row.has_changed:
        return "sổ đã đổi, đối chiếu lại"
    alone = row.only_in_book + row.only_in_statement
    return f"{alone} khoản chỉ có một bên" if alone else "khớp từng khoản"
