"""From which month the salaries of a roster count."""

from datetime import date

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QComboBox, QLabel, QWidget

from unionapp.desktop.forms import load_form
from unionapp.membership.roster.reading import RosterReading
from unionapp.vietnamese.months import month_of, month_text, moved

_OFFERED = 36


class PayMonthChoice(QWidget):
    """One line: the month, from the present one back, and what the file says of it."""

    monthLabel: QLabel
    monthBox: QComboBox
    sourceLabel: QLabel

    chosen = Signal(str)

    def __init__(self) -> None:
        super().__init__()
        load_form("members/pay_month_choice", self)
        self.monthBox.activated.connect(lambda _at: self.chosen.emit(self.monthBox.currentData()))
        self.hide()

    def show_reading(self, reading: RosterReading, month: str, today: date) -> None:
        """Show the month chosen for a roster; one that tells no pay needs none."""
        self.setVisible(reading.has_salaries)
        present = month_of(today)
        offered = {moved(present, -by) for by in range(_OFFERED)} | {month}
        self.monthBox.clear()
        for each in sorted(offered, reverse=True):
            self.monthBox.addItem(month_text(each), each)
        self.monthBox.setCurrentIndex(self.monthBox.findData(month))
        self.sourceLabel.setText(_source(reading.pay_month, present))


def _source(named: str | None, present: str) -> str:
    if named is None:
        return "Tệp không ghi tháng nào. Hãy chọn đúng tháng của bảng lương."
    if named > present:
        return f"Tệp ghi tháng {month_text(named)}, là tháng chưa đến."
    return f"Tệp ghi tháng {month_text(named)}."
