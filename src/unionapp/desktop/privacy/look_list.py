"""Who looked behind masks and took lists out; nobody can change this list."""

from collections.abc import Mapping

from typing_extensions import override

from unionapp.desktop.desk import Desk
from unionapp.desktop.grids import Column, Kind
from unionapp.desktop.grids.paged import Row
from unionapp.desktop.short_page import ShortPage
from unionapp.desktop.stamps import local_stamp
from unionapp.membership.lists import member_rows
from unionapp.membership.privacy import field_label, list_looks

COLUMNS = (
    Column("at", "Lúc", 17, can_sort=False),
    Column("officer", "Cán bộ", 22),
    Column("kind", "Việc", 12),
    Column("what", "Dữ liệu", 26),
    Column("person", "Của ai", 24),
    Column("count", "Số người", 9, Kind.COUNT),
    Column("purpose", "Mục đích", 30),
)
_KINDS = {"reveal": "xem", "export": "xuất"}


def kind_words(kind: str) -> str:
    """What was done, in words."""
    return _KINDS.get(kind, kind)


class LookList(ShortPage):
    """The log of looks and exports."""

    def __init__(self, desk: Desk) -> None:
        super().__init__(desk, "looks", "Nhật ký xem, xuất", COLUMNS, noun="lượt")
        self.set_empty("Chưa ai mở số CCCD bị che hay xuất danh sách nào.")

    @override
    def read_rows(self) -> Mapping[int, Row]:
        found = list_looks(self.desk.office)
        ids = {it.member_id for it in found if it.member_id}
        names = {row.id: row.full_name for row in member_rows(self.desk.office, ids)}
        return {
            at: (
                local_stamp(it.at), it.officer, kind_words(it.kind), field_label(it.what),
                names.get(it.member_id or 0, ""), it.count, it.purpose,
            )
            for at, it in enumerate(found)
        }  # fmt: skip
