"""Setting right what a column of a roster means: which column, and what it is read as."""

import json
from collections.abc import Mapping
from types import MappingProxyType
from typing import NamedTuple

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QComboBox, QLabel, QWidget

from unionapp.desktop.forms import load_form
from unionapp.desktop.preferences import Preferences
from unionapp.membership.privacy import field_label
from unionapp.membership.roster.encoding import ENCODINGS
from unionapp.membership.roster.headings import CHOICES, LEFT_OUT, Corrections
from unionapp.membership.roster.mending import MendableRoster
from unionapp.membership.roster.reading import Heading

_KEPT_UNDER = "roster/layouts"
_MOST_KEPT = 60
_ENCODING_TITLES = {"cp1258": "Windows-1258"}
_TITLES: Mapping[str, str] = MappingProxyType(
    {
        "name_ho_dem": "Họ và tên đệm",
        "name_ten": "Tên",
        "birth_male": "Ngày sinh (Nam)",
        "birth_female": "Ngày sinh (Nữ)",
        "is_male": "Dấu x: Nam",
        "is_female": "Dấu x: Nữ",
        "unit": "Tổ, bộ phận",
        "union_date": "Ngày vào công đoàn",
        "salary": "Lương",
        "salary_coef": "Hệ số lương",
        "fees": "Đoàn phí từng tháng",
        "fee_total": "Tổng đoàn phí",
        "id_number": "Số CCCD",
    }
)


class _Place(NamedTuple):
    sheet: str
    heading: Heading


def field_title(field: str) -> str:
    """What officers call a field of a roster."""
    return _TITLES.get(field) or field_label(field)


class ColumnChoice(QWidget):
    """One line: a column of the sheet, the field it is read as, and how the sheet is typed."""

    columnBox: QComboBox
    fieldBox: QComboBox
    samplesLabel: QLabel
    encodingBox: QComboBox

    chosen = Signal(str, str, object)
    spelled = Signal(str, object)

    def __init__(self) -> None:
        super().__init__()
        load_form("members/column_choice", self)
        self._places: list[_Place] = []
        self._corrections: dict[str, Corrections] = {}
        self._encodings: dict[str, str | None] = {}
        self.fieldBox.addItem("", None)
        self.fieldBox.addItem("Không lấy cột này", LEFT_OUT)
        for field in CHOICES:
            self.fieldBox.addItem(field_title(field), field)
        self.columnBox.currentIndexChanged.connect(self._show_column)
        self.fieldBox.activated.connect(self._choose)
        self.encodingBox.addItem("Tự nhận", None)
        for code in ENCODINGS:
            self.encodingBox.addItem(_ENCODING_TITLES.get(code, code.upper()), code)
        self.encodingBox.activated.connect(self._spell)
        self.hide()

    def show_roster(self, roster: MendableRoster) -> None:
        """Offer the columns of a roster, those first that nothing was made of."""
        sheets = roster.reading.sheets
        self._corrections = {each.sheet: roster.corrections(each.sheet) for each in sheets}
        self._encodings = {each.sheet: roster.encoding(each.sheet) for each in sheets}
        places = [_Place(each.sheet, one) for each in sheets for one in each.headings]
        before = self.columnBox.currentIndex()
        is_same = [_title(place) for place in places] == [_title(one) for one in self._places]
        self._places = places
        if not is_same:
            self.columnBox.blockSignals(True)
            self.columnBox.clear()
            for place in places:
                self.columnBox.addItem(_title(place, with_sheet=len(sheets) > 1))
            self.columnBox.blockSignals(False)
            before = next((at for at, one in enumerate(places) if not one.heading.fields), 0)
        self.columnBox.setCurrentIndex(before)
        self._show_column()
        self.setVisible(bool(places))

    def _show_column(self) -> None:
        at = self.columnBox.currentIndex()
        if not 0 <= at < len(self._places):
            return
        sheet, heading = self._places[at]
        corrected = self._corrections[sheet].get(heading.column)
        found = ", ".join(map(field_title, heading.fields)) or "không lấy"
        words = "Để máy tự nhận" if corrected is not None else f"Tự nhận: {found}"
        self.fieldBox.setItemText(0, words)
        self.fieldBox.setCurrentIndex(max(self.fieldBox.findData(corrected), 0))
        self.encodingBox.setCurrentIndex(max(self.encodingBox.findData(self._encodings[sheet]), 0))
        samples = " · ".join(" ".join(text.split()) for text in heading.samples)
        self.samplesLabel.setText(f"Ví dụ: {samples}" if samples else "Cột trống")
        self.samplesLabel.setToolTip(samples)

    def _choose(self) -> None:
        sheet, heading = self._places[self.columnBox.currentIndex()]
        self.chosen.emit(sheet, heading.column, self.fieldBox.currentData())

    def _spell(self) -> None:
        sheet, _ = self._places[self.columnBox.currentIndex()]
        self.spelled.emit(sheet, self.encodingBox.currentData())


def _title(place: _Place, *, with_sheet: bool = False) -> str:
    title = f"{place.heading.column} · {place.heading.title or '(không tiêu đề)'}"
    return f"{title} [{place.sheet}]" if with_sheet else title


def recall_layouts(preferences: Preferences) -> dict[str, Corrections]:
    """The columns set right on this computer so far, by layout."""
    try:
        kept = json.loads(preferences.read(_KEPT_UNDER) or "{}")
    except ValueError:
        return {}
    return {
        str(key): {str(at): str(field) for at, field in columns.items()}
        for key, columns in (kept.items() if isinstance(kept, dict) else ())
        if isinstance(columns, dict)
    }


def remember_layout(preferences: Preferences, key: str, corrections: Corrections) -> None:
    """Remember the columns of a layout, the oldest layouts forgotten."""
    kept = {name: each for name, each in recall_layouts(preferences).items() if name != key}
    if corrections:
        kept[key] = corrections
    recent = dict(list(kept.items())[-_MOST_KEPT:])
    preferences.write(_KEPT_UNDER, json.dumps(recent, ensure_ascii=False))
