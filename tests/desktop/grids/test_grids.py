"""Tables of any length, typed into like Excel."""

from array import array
from datetime import date

import pytest
from hypothesis import given
from hypothesis import strategies as st
from PySide6.QtCore import QItemSelectionModel, Qt
from PySide6.QtGui import QGuiApplication
from PySide6.QtTest import QAbstractItemModelTester, QTest
from PySide6.QtWidgets import QLineEdit

from tests.desktop.strokes import HARD_NAME, compose, replay, telex, type_keys
from unionapp.desktop.grids import Column, ColumnSum, DataTable, Kind, PagedModel, Sort, Sum
from unionapp.desktop.grids.clipboard import plan_paste, read_block, write_block
from unionapp.desktop.grids.row_pages import PAGE, PAGES
from unionapp.desktop.preferences import Forgetful
from unionapp.errors import Refusal

COLUMNS = (
    Column("no", "STT", 5, Kind.COUNT),
    Column("name", "Họ và tên", 24, is_editable=True),
    Column("born", "Ngày sinh", 10, Kind.DATE),
    Column("dues", "Đoàn phí", 12, Kind.MONEY, is_editable=True),
)


class Ledger:
    """Rows in memory, with the two callables and the one change a list needs."""

    def __init__(self, count):
        self.rows = {
            at: (at, f"Người {at}", date(1990, 1, 1 + at % 28).isoformat(), at * 1000)
            for at in range(1, count + 1)
        }
        self.asked = []
        self.changes = []
        self.refusal = None

    def ids(self, wanted, sort):
        found = [at for at, row in self.rows.items() if not wanted or wanted in row[1]]
        if sort:
            place = [column.name for column in COLUMNS].index(sort.column)
            found.sort(key=lambda at: self.rows[at][place], reverse=sort.is_descending)
        return array("q", found)

    def read(self, ids):
        self.asked.append(len(ids))
        return [self.rows[at] for at in ids]

    def change(self, edits):
        if self.refusal:
            raise self.refusal
        self.changes.append(list(edits))
        for edit in edits:
            row = list(self.rows[edit.row_id])
            row[[column.name for column in COLUMNS].index(edit.column)] = edit.new
            self.rows[edit.row_id] = tuple(row)

    def names(self, count=5):
        return [row[1] for row in list(self.rows.values())[:count]]


@pytest.fixture
def ledger():
    return Ledger(300)


def a_model(ledger, *, editable=True):
    model = PagedModel(
        COLUMNS, ledger.ids, ledger.read, change=ledger.change if editable else None
    )
    model.show()
    return model


@pytest.fixture
def grid(qtbot, ledger):
    return a_table(qtbot, ledger)


def a_table(qtbot, ledger, *, editable=True, **given):
    table = DataTable()
    qtbot.addWidget(table)
    model = a_model(ledger, editable=editable)
    model.setParent(table)
    table.set_up(model, "test", **given)
    table.resize(700, 400)
    table.show()
    qtbot.waitExposed(table)
    table.activateWindow()
    table.setFocus()
    qtbot.waitUntil(table.hasFocus)
    table.setCurrentIndex(model.index(0, 1))
    return table


def at(table, row, column):
    return table.rows.value(row, column)


def press(table, key, modifiers=Qt.KeyboardModifier.NoModifier):
    widget = QGuiApplication.focusObject() or table
    QTest.keyClick(widget, key, modifiers)


def open_editor():
    editor = QGuiApplication.focusObject()
    assert isinstance(editor, QLineEdit)
    return editor


def choose(table, top, left, bottom, right):
    from PySide6.QtCore import QItemSelection

    model = table.rows
    block = QItemSelection(model.index(top, left), model.index(bottom, right))
    table.setCurrentIndex(model.index(top, left))
    table.selectionModel().select(block, QItemSelectionModel.SelectionFlag.ClearAndSelect)


def test_the_model_keeps_qts_rules(ledger, qapp):
    model = a_model(ledger)
    QAbstractItemModelTester(model, QAbstractItemModelTester.FailureReportingMode.Warning)
    model.show("1")
    model.show(None)


def test_only_the_pages_looked_at_are_read(ledger, qapp):
    model = a_model(ledger)
    model.value(5, 1)
    model.value(120, 1)
    assert ledger.asked == [PAGE]
    model.value(299, 1)
    assert ledger.asked == [PAGE, 300 - 2 * PAGE]


def test_no_more_than_so_many_pages_are_kept(qapp):
    ledger = Ledger(PAGE * (PAGES + 20))
    model = a_model(ledger)
    for page in range(PAGES + 20):
        assert model.row(page * PAGE)[0] == page * PAGE + 1
    assert len(model._pages) == PAGES


def test_a_filter_and_a_sort_are_asked_for_not_worked_out(ledger, qapp):
    model = a_model(ledger)
    model.sort(3, Qt.SortOrder.DescendingOrder)
    assert model.sorting == Sort("dues", is_descending=True)
    assert model.value(0, 3) == 300_000
    model.show("Người 29")
    assert [model.row_id(row) for row in range(model.rowCount())][:3] == [299, 298, 297]


def test_values_are_written_as_officers_write_them(qapp, ledger):
    ledger.rows[1] = (1, None, "1985-03", -1_200_000)
    model = a_model(ledger)
    shown = [model.data(model.index(0, column)) for column in range(4)]
    assert shown == ["1", "", "03/1985", "(1.200.000)"]
    assert model.data(model.index(0, 3), Qt.ItemDataRole.ForegroundRole) is not None
    assert (
        model.data(model.index(0, 3), Qt.ItemDataRole.AccessibleTextRole)
        == "Đoàn phí: (1.200.000)"
    )
    assert model.data(model.index(1, 3), Qt.ItemDataRole.ForegroundRole) is None


def test_typing_overwrites_a_cell_and_loses_no_letter(grid):
    type_keys(grid, "L")
    editor = open_editor()
    type_keys(editor, "an")
    assert editor.text() == "Lan"
    press(grid, Qt.Key.Key_Return)
    assert at(grid, 0, 1) == "Lan"


def test_telex_types_into_a_cell(grid):
    strokes = telex(HARD_NAME)
    replay(grid, strokes[:1])
    replay(open_editor(), strokes[1:])
    press(grid, Qt.Key.Key_Return)
    assert at(grid, 0, 1) == HARD_NAME


def test_an_input_method_types_into_a_cell(grid, qtbot):
    press(grid, Qt.Key.Key_F2)
    editor = open_editor()
    editor.clear()
    compose(editor, HARD_NAME)
    press(grid, Qt.Key.Key_Tab)
    assert at(grid, 0, 1) == HARD_NAME


def test_an_input_method_opens_the_cell_by_itself(grid, qtbot):
    # the table keeps the cursor until the first word is composed, and passes everything on
    compose(grid, "Hường")
    assert open_editor().text() == "Hường"
    press(grid, Qt.Key.Key_Return)
    assert at(grid, 0, 1) == "Hường"


def test_f2_edits_at_the_end_of_what_stands_there(grid):
    press(grid, Qt.Key.Key_F2)
    type_keys(open_editor(), " B")
    press(grid, Qt.Key.Key_Return)
    assert at(grid, 0, 1) == "Người 1 B"


def test_escape_takes_the_cell_back(grid):
    type_keys(grid, "x")
    press(grid, Qt.Key.Key_Escape)
    assert at(grid, 0, 1) == "Người 1"


def test_tab_goes_right_and_enter_down_to_where_the_row_began(grid):
    type_keys(grid, "A")
    press(grid, Qt.Key.Key_Tab)
    press(grid, Qt.Key.Key_Tab)
    assert (grid.currentIndex().row(), grid.currentIndex().column()) == (0, 3)
    type_keys(grid, "5")
    type_keys(open_editor(), "0k")
    press(grid, Qt.Key.Key_Return)
    assert at(grid, 0, 3) == 50_000
    assert (grid.currentIndex().row(), grid.currentIndex().column()) == (1, 1)


def test_enter_in_the_last_row_asks_for_a_new_one(grid, qtbot):
    grid.setCurrentIndex(grid.rows.index(299, 1))
    with qtbot.waitSignal(grid.row_wanted):
        press(grid, Qt.Key.Key_Return)


def test_what_cannot_be_read_stays_open_and_is_named(grid, qtbot, ledger):
    grid.setCurrentIndex(grid.rows.index(0, 3))
    type_keys(grid, "a")
    with qtbot.waitSignal(grid.unreadable) as seen:
        press(grid, Qt.Key.Key_Return)
    assert "1tr2" in seen.args[0]
    assert open_editor().text() == "a"
    assert ledger.changes == []


def test_ctrl_d_fills_down_in_one_step(grid, ledger):
    choose(grid, 0, 1, 3, 1)
    press(grid, Qt.Key.Key_D, Qt.KeyboardModifier.ControlModifier)
    assert ledger.names() == ["Người 1"] * 4 + ["Người 5"]
    assert len(ledger.changes) == 1
    press(grid, Qt.Key.Key_Z, Qt.KeyboardModifier.ControlModifier)
    assert ledger.names() == ["Người 1", "Người 2", "Người 3", "Người 4", "Người 5"]


def test_ctrl_c_copies_plain_figures_for_excel(grid):
    choose(grid, 0, 1, 1, 3)
    press(grid, Qt.Key.Key_C, Qt.KeyboardModifier.ControlModifier)
    assert (
        QGuiApplication.clipboard().text()
        == "Người 1\t02/01/1990\t1000\nNgười 2\t03/01/1990\t2000"
    )


def test_a_pasted_block_is_shown_first_and_undone_in_one_step(grid, ledger):
    plans = []
    grid.edits.confirm = lambda plan, model, parent: plans.append(plan) or True
    QGuiApplication.clipboard().setText('"Hai\ndòng"\tx\t1tr2\nLan\ty\tabc\n')
    press(grid, Qt.Key.Key_V, Qt.KeyboardModifier.ControlModifier)
    (plan,) = plans
    assert (len(plan.edits), plan.locked, plan.unreadable, plan.outside) == (3, 2, ("abc",), 0)
    assert plan.summary() == "3 ô sẽ đổi; 2 ô không sửa được, bỏ qua; 1 ô không đọc được, bỏ qua."
    assert (at(grid, 0, 1), at(grid, 0, 3), at(grid, 1, 1)) == ("Hai\ndòng", 1_200_000, "Lan")
    press(grid, Qt.Key.Key_Z, Qt.KeyboardModifier.ControlModifier)
    assert (at(grid, 0, 1), at(grid, 0, 3), at(grid, 1, 1)) == ("Người 1", 1000, "Người 2")


def test_a_refused_preview_changes_nothing(grid, ledger):
    grid.edits.confirm = lambda plan, model, parent: False
    QGuiApplication.clipboard().setText("A\tB\nC\tD")
    grid.edits.paste()
    assert ledger.changes == []


def test_what_the_use_case_refuses_is_passed_on(grid, qtbot, ledger):
    ledger.refusal = Refusal("period.locked", month="2026-02")
    with qtbot.waitSignal(grid.refused) as seen:
        type_keys(grid, "x")
        press(grid, Qt.Key.Key_Return)
    assert seen.args == [ledger.refusal]
    assert at(grid, 0, 1) == "Người 1"


def test_delete_empties_editable_cells_only(grid, ledger):
    choose(grid, 0, 1, 0, 3)
    press(grid, Qt.Key.Key_Delete)
    assert ledger.rows[1] == (1, None, "1990-01-02", None)


def test_the_selection_is_added_up_column_by_column(grid, qtbot):
    with qtbot.waitSignal(grid.summed) as seen:
        choose(grid, 0, 1, 2, 3)
    assert seen.args == [Sum(9, "ô", (ColumnSum("Đoàn phí", 3, 6000),))]
    assert (
        seen.args[0].sentence() == "Đã chọn 9 ô · Đoàn phí: tổng 6.000 · trung bình 2.000 · 3 số"
    )


def test_one_cell_says_nothing_and_several_columns_share_the_line(grid):
    assert Sum(1).sentence() == ""
    both = Sum(2, "dòng", (ColumnSum("Thu", 2, 500), ColumnSum("Chi", 1, 30)))
    assert both.sentence() == "Đã chọn 2 dòng · Thu: 500 · Chi: 30"
    assert both.details() == "Thu: tổng 500 · trung bình 250 · 2 số\nChi: tổng 30"


def test_typing_into_the_selection_adds_up_anew(grid, ledger):
    choose(grid, 0, 3, 1, 3)
    sums = []
    grid.summed.connect(sums.append)
    ledger.rows[1] = (1, "Người 1", None, 50_000)
    grid.rows.refresh_rows()
    assert sums[-1].columns[0].total == 52_000


def test_balances_and_totals_are_not_added_up(qtbot):
    class WithTotal(PagedModel):
        def is_total(self, row_id):
            return row_id == 3

    rows = {1: (5, 5), 2: (7, 12), 3: (12, 12)}
    columns = (
        Column("paid", "Chi", 9, Kind.MONEY),
        Column("left", "Tồn", 9, Kind.MONEY, adds_up=False),
    )
    model = WithTotal(
        columns, lambda *_: array("q", rows), lambda ids: [rows[row_id] for row_id in ids]
    )
    table = DataTable()
    qtbot.addWidget(table)
    table.set_up(model, "sums")
    model.refresh()
    sums = []
    table.summed.connect(sums.append)
    table.selectAll()
    assert sums[-1] == Sum(3, "dòng", (ColumnSum("Chi", 2, 12),))


@given(st.lists(st.integers(-(10**12), 10**12), min_size=1, max_size=50))
def test_the_average_is_the_nearest_whole_number(figures):
    one = ColumnSum("Chi", len(figures), sum(figures))
    assert 2 * abs(one.average * len(figures) - sum(figures)) <= len(figures)


def test_a_huge_selection_is_counted_but_not_read(qtbot):
    ledger = Ledger(30_000)
    table = a_table(qtbot, ledger)
    ledger.asked.clear()
    sums = []
    table.summed.connect(sums.append)
    table.selectAll()
    assert sums[-1] == Sum(120_000, "ô")
    assert sum(ledger.asked) < 1000


def test_a_list_opens_its_row_on_enter_and_lets_tab_out(qtbot, ledger):
    table = a_table(qtbot, ledger, editable=False)
    assert not table.tabKeyNavigation()
    with qtbot.waitSignal(table.opened) as seen:
        press(table, Qt.Key.Key_Return)
    assert seen.args == [1]


def test_the_row_stays_the_same_when_the_list_is_asked_for_again(qtbot, ledger):
    table = a_table(qtbot, ledger, editable=False)
    table.setCurrentIndex(table.rows.index(150, 1))
    scroll = table.verticalScrollBar().value()
    del ledger.rows[3]
    table.rows.refresh()
    assert table.current_id() == 151
    assert abs(table.verticalScrollBar().value() - scroll) <= 1


def test_widths_are_remembered_in_letters(qtbot, ledger):
    preferences = Forgetful()
    table = a_table(qtbot, ledger, preferences=preferences)
    table.setColumnWidth(2, 133)
    table._widths.write()
    second = a_table(qtbot, ledger, preferences=preferences)
    assert abs(second.columnWidth(2) - 133) <= 1


def test_rows_and_columns_grow_with_the_text(grid, look):
    before = grid.rowHeight(0), grid.columnWidth(2)
    look.set_text_size(14)
    assert grid.rowHeight(0) > before[0]
    assert grid.columnWidth(2) > before[1]


def test_the_column_of_words_takes_the_spare_width_and_gives_it_back(grid):
    figures = grid.columnWidth(3)
    for width in (1100, 700):
        grid.resize(width, 400)
        spare = grid.columnWidth(1)
        others = sum(grid.columnWidth(at) for at in range(grid.rows.columnCount()) if at != 1)
        assert spare + others == grid.viewport().width()
    assert grid.columnWidth(3) == figures
    grid.resize(200, 400)
    assert grid.columnWidth(1) < spare
    assert grid.horizontalScrollBar().maximum() > 0


def test_long_words_give_way_before_figures_and_come_back(qtbot):
    columns = (
        Column("name", "Tên", 20),
        Column("amount", "Tiền", 10, Kind.MONEY),
        Column("reason", "Lý do", 30),
    )
    table = DataTable()
    qtbot.addWidget(table)
    table.set_up(PagedModel(columns, lambda *_: array("q"), lambda _: []), "test")
    table.show()
    table.resize(900, 200)
    wide = [table.columnWidth(at) for at in range(3)]
    table.resize(330, 200)
    narrow = [table.columnWidth(at) for at in range(3)]
    assert narrow[1] == wide[1]
    assert narrow[0] < wide[0]
    assert narrow[2] < wide[2]
    table._widths.write()
    table.resize(900, 200)
    assert [table.columnWidth(at) for at in range(3)] == wide


def test_a_name_is_hardly_cut_in_a_table_that_scrolls_anyway(qtbot):
    months = tuple(Column(f"m{at}", f"T{at}", 8, Kind.MONEY) for at in range(12))
    table = DataTable()
    qtbot.addWidget(table)
    columns = (Column("name", "Họ và tên", 26), *months)
    table.set_up(PagedModel(columns, lambda *_: array("q"), lambda _: []), "test")
    table.show()
    table.resize(700, 200)
    assert table.columnWidth(0) >= table.fontMetrics().horizontalAdvance("Hoàng Thị Hồng Uyên")
    assert table.horizontalScrollBar().maximum() > 0


def test_a_double_click_on_the_frozen_column_opens_the_row(qtbot, ledger):
    table = a_table(qtbot, ledger, editable=False)
    table.resize(200, 300)
    table.horizontalScrollBar().setValue(table.horizontalScrollBar().maximum())
    frozen = table._frozen
    with qtbot.waitSignal(table.opened) as seen:
        spot = frozen.visualRect(table.rows.index(2, 0)).center()
        QTest.mouseClick(frozen.viewport(), Qt.MouseButton.LeftButton, pos=spot)
        QTest.mouseDClick(frozen.viewport(), Qt.MouseButton.LeftButton, pos=spot)
    assert seen.args == [3]
    assert table.hasFocus()


def test_damaged_widths_are_forgotten(qtbot, ledger):
    preferences = Forgetful()
    preferences.write("widths/test", "name=wide,,=,dues=inf,born=nan")
    assert a_table(qtbot, ledger, preferences=preferences).columnWidth(1) > 50


def test_rows_hold_capitals_with_two_marks(grid):
    assert grid.rowHeight(0) >= grid.fontMetrics().height() + 6


def test_the_first_column_stays_in_sight(grid):
    grid.resize(200, 300)
    grid.horizontalScrollBar().setValue(grid.horizontalScrollBar().maximum())
    assert grid._frozen.isVisible()
    grid.verticalScrollBar().setValue(40)
    assert grid._frozen.verticalScrollBar().value() == 40
    grid.horizontalScrollBar().setValue(0)
    assert not grid._frozen.isVisible()


def test_the_paste_preview_lists_old_and_new(qtbot, ledger):
    from unionapp.desktop.grids.paste import PastePreview

    table = a_table(qtbot, ledger)
    plan = plan_paste(table.rows, 0, 1, [["Lan"]])
    preview = PastePreview(plan, table.rows, table)
    qtbot.addWidget(preview)
    from PySide6.QtWidgets import QTableWidget

    shown = preview.findChild(QTableWidget)
    assert [shown.item(0, at).text() for at in range(4)] == ["1", "Họ và tên", "Người 1", "Lan"]


@given(
    st.lists(
        st.lists(st.text(alphabet='ab"\t\nư ', max_size=5), min_size=2, max_size=3),
        min_size=1,
        max_size=4,
    )
)
def test_a_block_survives_the_clipboard(rows):
    assert read_block(write_block(rows)) == rows


def test_excels_closing_line_break_is_no_row():
    assert read_block("a\tb\r\nc\td\r\n") == [["a", "b"], ["c", "d"]]


def test_a_quote_inside_a_cell_is_a_letter():
    assert read_block('7" ống\tx') == [['7" ống', "x"]]


def test_a_record_that_is_gone_before_the_list_hears_of_it_is_an_empty_row(qtbot):
    columns = (Column("name", "Tên", 10), Column("amount", "Tiền", 10, Kind.MONEY))
    model = PagedModel(columns, lambda *_: array("q", [1, 2]), lambda _: [("An", 5)])
    table = DataTable()
    qtbot.addWidget(table)
    table.set_up(model, "test")
    model.refresh()
    assert model.row(0) == ("An", 5)
    assert model.row(1) == (None, None)
    assert model.data(model.index(1, 0)) == ""
