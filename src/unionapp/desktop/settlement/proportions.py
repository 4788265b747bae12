"""How spending is spread, each share beside its limit and whether that limit is sure."""

from collections.abc import Sequence

from unionapp.desktop.grids import Column, Kind
from unionapp.desktop.grids.paged import Row
from unionapp.finance.year.proportions import RuledShare

COLUMNS = (
    Column("name", "Mục chi", 40, can_sort=False),
    Column("amount", "Số chi", 16, Kind.MONEY, can_sort=False),
    Column("share", "Tỷ trọng", 10, Kind.COUNT, can_sort=False, write=str),
    Column("limit", "Quy định", 20, can_sort=False),
    Column("trust", "Tin cậy", 14, can_sort=False),
)
_NAMES = {
    "31": "31 Chăm lo, bảo vệ, đào tạo đoàn viên",
    "32": "32 Tuyên truyền, vận động",
    "33": "33 Quản lý hành chính",
    "34": "34 Lương, phụ cấp cán bộ công đoàn",
}


def proportion_rows(shares: Sequence[RuledShare]) -> list[Row]:
    """The rows of the table of proportions."""
    return [_row(one) for one in shares]


def _row(ruled: RuledShare) -> Row:
    share = ruled.share
    name = _NAMES.get(share.code, share.code)
    if not ruled.rule:
        return (name, share.amount, share.text, "", "")
    trust = "cần kiểm tra" if ruled.needs_check else "chắc chắn"
    return (name, share.amount, share.text, ruled.rule, trust)
