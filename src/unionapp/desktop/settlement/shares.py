"""How spending is spread, each share beside its limit and whether that limit is sure."""

from collections.abc import Sequence
from datetime import date

from unionapp.desktop.grids import Column, Kind
from unionapp.desktop.grids.paged import Row
from unionapp.finance.year.proportions import Proportion
from unionapp.organisation.office import Office
from unionapp.organisation.parameters import LegalValue, list_parameters
from unionapp.vietnamese.amounts import percent

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
_RELATIONS = {"31": "ít nhất", "32": "khoảng", "33": "nhiều nhất"}


def share_rows(office: Office, year: int, shares: Sequence[Proportion]) -> list[Row]:
    """The rows of the table of shares."""
    limits = _limits_on(office, date(year, 12, 31))
    return [_row(share, limits.get(share.code)) for share in shares]


def _row(share: Proportion, limit: LegalValue | None) -> Row:
    name = _NAMES.get(share.code, share.code)
    if limit is None:
        return (name, share.amount, share.text, "", "")
    words = f"{_RELATIONS[share.code]} {percent(int(limit.rate * 10_000), 10_000)}"
    trust = "cần kiểm tra" if limit.needs_check else "chắc chắn"
    return (name, share.amount, share.text, words, trust)


def _limits_on(office: Office, day: date) -> dict[str, LegalValue]:
    values = [
        value
        for value in list_parameters(office)
        if value.key == "spend.share"
        and value.segment in _RELATIONS
        and value.valid_from <= day
        and (value.valid_to is None or value.valid_to >= day)
    ]
    values.sort(key=lambda value: (value.is_own, value.valid_from))
    return {value.segment: value for value in values}
