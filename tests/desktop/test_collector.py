"""The garbage collector may run at any moment: it takes nothing from a form that is in use."""

import gc

import pytest
from PySide6.QtWidgets import QHBoxLayout, QLineEdit, QWidget

from unionapp.desktop.collector import Collector
from unionapp.desktop.forms import load_form
from unionapp.desktop.grids import Column, DataTable
from unionapp.desktop.short_list import ShortList
from unionapp.desktop.walk import stops


class Listing(QWidget):
    table: DataTable


@pytest.fixture
def busy_collector():
    before = gc.get_threshold()
    gc.set_threshold(5, 5, 5)
    gc.enable()
    yield
    gc.disable()
    gc.set_threshold(*before)


@pytest.mark.usefixtures("busy_collector")
@pytest.mark.parametrize("name", ["list_page", "organisation/officers", "exchange/keys"])
def test_a_form_is_whole_however_often_the_collector_runs(qtbot, look, name):
    for _ in range(10):
        page = Listing()
        qtbot.addWidget(page)
        load_form(name, page)
        gc.collect()
        assert isinstance(page.table, DataTable)
        assert page.table.parentWidget() is not None
    assert gc.isenabled()


def test_garbage_is_collected_from_the_event_loop_alone(qtbot):
    collector = Collector()
    collector.install()
    assert not gc.isenabled()
    gc.collect()
    assert collector.collect() == -1
    heap = [[] for _ in range(5_000)]
    assert collector.collect() >= 0
    assert len(heap) == 5_000
    collector.remove()
    assert gc.isenabled()
    gc.disable()


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
