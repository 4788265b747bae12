"""Fills a list box without anybody hearing of it; what was chosen stays chosen."""

from collections.abc import Sequence

from PySide6.QtCore import QSignalBlocker
from PySide6.QtWidgets import QComboBox

from unionapp.vietnamese.months import month_text


def fill_box(
    box: QComboBox, entries: Sequence[tuple[str, object]], wanted: object | None = None
) -> None:
    """Offer (words, key) entries; what is wanted is chosen, else what was, else the first."""
    keys = (wanted, box.currentData())
    with QSignalBlocker(box):
        box.clear()
        for words, key in entries:
            box.addItem(words, key)
        places = (box.findData(key) for key in keys if key is not None)
        box.setCurrentIndex(next((at for at in places if at >= 0), 0))


def month_entries(months: Sequence[str]) -> list[tuple[str, object]]:
    """Months as boxes show them."""
    return [(month_text(month), month) for month in months]
