"""Thu đủ, trừ…: everybody who owes has paid, but for the few that are typed."""

from PySide6.QtCore import Qt
from PySide6.QtGui import QKeySequence, QShortcut
from PySide6.QtWidgets import QLabel, QListWidget, QListWidgetItem
from typing_extensions import override

from unionapp.desktop.desk import Desk
from unionapp.desktop.fields import Choice, ChoiceField, DateField, LookupField, find_in
from unionapp.desktop.side_panel import SidePanel
from unionapp.finance.dues.collection import collect_dues
from unionapp.finance.dues.lists import DuesList
from unionapp.finance.vouchers.register import delete_draft
from unionapp.vietnamese.amounts import amount_in_words, dong, group_digits
from unionapp.vietnamese.months import month_text

WAYS = {"cash": "Tiền mặt", "bank": "Chuyển khoản, trừ lương"}


class CollectPanel(SidePanel):
    """Chooses who has not paid, and drafts the receipt."""

    onEdit: DateField
    wayEdit: ChoiceField
    exceptEdit: LookupField
    exceptList: QListWidget
    sumLabel: QLabel

    def __init__(self, desk: Desk) -> None:
        super().__init__(desk, "dues/collect_panel")
        self._listed: DuesList | None = None
        self.wayEdit.set_choices(list(WAYS.items()))
        self.exceptEdit.chosen.connect(self._take)
        remove = QShortcut(QKeySequence(Qt.Key.Key_Delete), self.exceptList)
        remove.setContext(Qt.ShortcutContext.WidgetShortcut)
        remove.activated.connect(self._give_back)

    def show_list(self, listed: DuesList) -> None:
        """Begin with everybody who owes."""
        self._listed = listed
        owing = [row for row in listed.rows if row.owed > 0]
        self.exceptEdit.set_source(
            find_in([Choice(row.member_id, row.full_name, row.team) for row in owing])
        )
        self.exceptList.clear()
        self.begin(f"Thu đủ, trừ… tháng {month_text(listed.month)}")
        self.onEdit.set_value(self.desk.working_day)
        self.wayEdit.set_value("cash")
        self._add_up()
        self.exceptEdit.setFocus()

    def excepted(self) -> list[int]:
        """The members who have not paid."""
        items = [self.exceptList.item(at) for at in range(self.exceptList.count())]
        return [int(item.data(Qt.ItemDataRole.UserRole)) for item in items]

    @override
    def act(self) -> tuple[str, object]:
        assert self._listed is not None  # noqa: S101  # the panel opens on a list only
        office = self.desk.office
        done = collect_dues(
            office,
            self._listed.month,
            except_ids=self.excepted(),
            on=self.onEdit.value() or self.desk.working_day,
            by_bank=self.wayEdit.value() == "bank",
        )
        sentence = (
            f"Đã thu {group_digits(done.payers)} người, {dong(done.collected)}; "
            f"{group_digits(len(done.owing))} người còn nợ {dong(done.owed)}; "
            f"phần nộp cấp trên {dong(done.split.up)}"
        )
        self.desk.undo_list.add(sentence, lambda: delete_draft(office, done.voucher.id))
        return sentence, done

    def _take(self, choice: Choice | None) -> None:
        if choice is None:
            return
        if choice.key not in self.excepted():
            item = QListWidgetItem(" · ".join(filter(None, (choice.text, choice.detail))))
            item.setData(Qt.ItemDataRole.UserRole, choice.key)
            self.exceptList.addItem(item)
        self.exceptEdit.choose(None)
        self._add_up()

    def _give_back(self) -> None:
        self.exceptList.takeItem(self.exceptList.currentRow())
        self._add_up()

    def _add_up(self) -> None:
        rows = self._listed.rows if self._listed is not None else ()
        left_out = set(self.excepted())
        owed = [row.owed for row in rows if row.owed > 0 and row.member_id not in left_out]
        self.sumLabel.setText(
            f"{group_digits(len(owed))} người nộp {dong(sum(owed))}\n{amount_in_words(sum(owed))}"
        )
