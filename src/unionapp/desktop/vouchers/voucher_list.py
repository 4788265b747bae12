"""The list of vouchers of the working period, with what came in and what went out."""

from array import array
from collections.abc import Callable, Sequence
from dataclasses import dataclass

from typing_extensions import override

from unionapp.desktop.desk import Desk
from unionapp.desktop.grids import Column, Kind, PagedModel, Sort
from unionapp.desktop.grids.paged import Row
from unionapp.desktop.grids.sorting import sorted_ids
from unionapp.desktop.page import ListPage
from unionapp.finance.vouchers.approvals import waiting_for_approval
from unionapp.finance.vouchers.drafts import KINDS_OF_ACCOUNT, RECEIPT_KINDS, VOUCHER_KINDS
from unionapp.finance.vouchers.refusals import refused_ids
from unionapp.finance.vouchers.register import VoucherRow, voucher_ids, voucher_rows
from unionapp.vietnamese.periods import Period

_ADVANCED = Column("advanced", "Tạm ứng", 8, Kind.MONEY)
# In the order of the cash book: a small window cuts off what the sheet beside the list tells, too.
COLUMNS = (
    Column("voucher_on", "Ngày", 8, Kind.DATE),
    Column("number", "Số", 9),
    Column("reason", "Lý do", 30),
    Column("received", "Thu", 8, Kind.MONEY),
    Column("paid", "Chi", 8, Kind.MONEY),
    _ADVANCED,
    Column("counterparty", "Người nộp, nhận", 17),
    Column("status", "Tình trạng", 8),
)
WAITING = "waiting"
STATES: dict[str, tuple[str, Callable[[VoucherRow], bool]]] = {
    "draft": ("Nháp", lambda row: row.status == "draft"),
    WAITING: ("Chờ duyệt", lambda row: row.status == "draft"),
    "approved": ("Đã duyệt, chưa ghi sổ", lambda row: row.is_approved and row.status == "draft"),
    "posted": ("Đã ghi sổ", lambda row: row.status == "posted" and not row.is_reversed),
    "reversed": ("Đã hủy", lambda row: row.is_reversed or row.reverses_id is not None),
}
SPANS = (("Kỳ làm việc", None), ("Cả năm", "year"), ("Mọi năm", "all"))


@dataclass(frozen=True, slots=True)
class VoucherFilter:
    """What the filter line asks for."""

    search: str = ""
    kind: str | None = None
    state: str | None = None
    span: str | None = None


class VoucherList(ListPage):
    """The vouchers of the period: filtered, counted and summed."""

    concerns = frozenset(
        {"voucher", "voucher_line", "fund_account", "voucher_approval", "voucher_refusal"}
        | {"attachment", "voucher_recipient"}
    )

    def __init__(self, desk: Desk) -> None:
        super().__init__("vouchers", "Chứng từ thu, chi", preferences=desk.preferences)
        self.desk = desk
        self.set_up_list(
            PagedModel(COLUMNS, self._ids, self._rows),
            noun="chứng từ",
            undo_list=desk.undo_list,
        )
        kinds = [(name, kind) for kind, name in VOUCHER_KINDS.items()]
        self.kindBox = self.filters.add_box(
            "kindBox", "Loại chứng từ", [("Mọi loại", None), *kinds], letters=10
        )
        states = [(words, state) for state, (words, _) in STATES.items()]
        self.stateBox = self.filters.add_box(
            "stateBox", "Tình trạng", [("Mọi tình trạng", None), *states], letters=10
        )
        self.spanBox = self.filters.add_box("spanBox", "Thời gian", SPANS, letters=10)
        desk.period_changed.connect(self.show_list)
        self.table.rows.modelReset.connect(self._fit_columns)
        self._fit_columns()

    @override
    def wanted(self) -> VoucherFilter | None:
        found = VoucherFilter(
            self.filters.text(),
            self.kindBox.currentData(),
            self.stateBox.currentData(),
            self.spanBox.currentData(),
        )
        return found if found != VoucherFilter() else None

    def period(self) -> Period | None:
        """The months that are listed; None lists every year."""
        year = self.desk.period.first[:4]
        spans = {None: self.desk.period, "year": Period.parse(year), "all": None}
        return spans[self.spanBox.currentData()]

    def _fit_columns(self) -> None:
        """Leave its room to the reason where nothing was advanced in the months listed."""
        office, months = self.desk.office, self.period()
        advances = KINDS_OF_ACCOUNT["advance"]
        is_used = any(voucher_ids(office, months, kind) for kind in advances)
        self.table.show_columns([it.name for it in COLUMNS if is_used or it is not _ADVANCED])

    def _ids(self, wanted: VoucherFilter | None, sort: Sort | None) -> "array[int]":
        ids = self._found(wanted or VoucherFilter())
        if sort is None:
            return array("q", ids)
        return array("q", sorted_ids(dict(zip(ids, self._rows(ids), strict=True)), COLUMNS, sort))

    def _found(self, asked: VoucherFilter) -> Sequence[int]:
        ids = voucher_ids(self.desk.office, self.period(), asked.kind, asked.search)
        if asked.state is not None:
            _, fits = STATES[asked.state]
            ids = tuple(row.id for row in voucher_rows(self.desk.office, ids) if fits(row))
        if asked.state == WAITING:
            waiting = {row.id for row in waiting_for_approval(self.desk.office)}
            ids = tuple(id_ for id_ in ids if id_ in waiting)
        return ids

    def _rows(self, ids: Sequence[int]) -> list[Row]:
        sent_back = refused_ids(self.desk.office)
        rows = voucher_rows(self.desk.office, ids)
        return [_cells(row, is_refused=row.id in sent_back) for row in rows]


def state_words(row: VoucherRow, *, is_refused: bool = False) -> str:
    """The state of a voucher as people say it."""
    if row.status == "draft":
        if is_refused:
            return "Bị trả lại"
        return "Đã duyệt" if row.is_approved else "Nháp"
    if row.is_reversed:
        return "Đã hủy"
    is_negative = row.reverses_id is not None or row.amount < 0
    return "Ghi số âm" if is_negative else "Đã ghi sổ"


def _cells(row: VoucherRow, *, is_refused: bool) -> Row:
    received, paid, advanced = _columns_of(row)
    return (
        row.voucher_on,
        row.number or f"{row.kind} nháp",
        row.reason,
        received,
        paid,
        advanced,
        row.counterparty,
        state_words(row, is_refused=is_refused),
    )


def _columns_of(row: VoucherRow) -> tuple[int | None, int | None, int | None]:
    """The amount under Thu, Chi or Tạm ứng, so that each column adds up as its books do.

    What a person was given to spend, and accounted for or handed back, moves no till and no bank
    account: it stands apart, and what is cleared is taken off.
    """
    is_receipt = row.kind in RECEIPT_KINDS
    if row.kind in KINDS_OF_ACCOUNT["advance"]:
        return None, None, row.amount if is_receipt else -row.amount
    return (row.amount, None, None) if is_receipt else (None, row.amount, None)
