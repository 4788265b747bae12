"""The traffic light of a target in a table: a sign and a word, never colour alone."""

from typing import Any

from PySide6.QtCore import Qt
from typing_extensions import override

from unionapp.desktop.grids import PagedModel
from unionapp.desktop.grids.paged import AnyIndex
from unionapp.desktop.look import icon
from unionapp.indicators.verdicts import Light

LIGHT_WORDS = {
    Light.GREEN: "Đạt",
    Light.AMBER: "Gần đạt",
    Light.RED: "Chưa đạt",
    Light.GREY: "Chưa có số",
}
OVERDUE, DONE, SOON, LATER = "quá hạn", "đã xong", "sắp đến hạn", "chưa đến"
_SIGNS = {
    "Đạt": "success",
    "Gần đạt": "warning",
    "Chưa đạt": "error",
    "Chưa có số": "info",
    OVERDUE: "error",
    DONE: "success",
    SOON: "warning",
    LATER: "calendar",
}


class LightModel(PagedModel):
    """Puts the sign before the words of the column `state`."""

    @override
    def data(self, index: AnyIndex, role: int = Qt.ItemDataRole.DisplayRole) -> Any:
        if role == Qt.ItemDataRole.DecorationRole and index.isValid():
            if self.columns[index.column()].name != "state":
                return None
            words = self.value(index.row(), index.column())
            sign = next((_SIGNS[it] for it in _SIGNS if words.startswith(it)), None)
            return icon(sign) if sign else None
        return super().data(index, role)
