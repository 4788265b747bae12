"""Walking through a form does not harm what it walks past."""

import gc

from PySide6.QtWidgets import QHBoxLayout, QLineEdit, QWidget

from unionapp.desktop.grids import Column, DataTable
from unionapp.desktop.short_list import ShortList
from unionapp.desktop.walk import stops


def test_a_table_survives_the_walk(qtbot, look):
    form = QWidget()
    qtbot.addWidget(form)
    row = QHBoxLayout(form)
    table, line = DataTable(), QLineEdit()
    row.addWidget(table)
    row.addWidget(line)
    shown = ShortList(table, [Column("name", "Tên", 20)], "names")
    gone = []
    for header in (table.horizontalHeader(), table.verticalHeader()):
        header.viewport().destroyed.connect(lambda: gone.append("viewport"))
    del header
    assert line in stops(form)
    gc.collect()
    assert gone == []
    shown.show({1: ("Hường",)})
    assert shown.model.rowCount() == 1
