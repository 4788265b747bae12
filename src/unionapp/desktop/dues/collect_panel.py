"""Thu đủ, trừ…: everybody who owes has paid, but for the few that are typed."""

from collections import Counter
from collections.abc import Sequence

from PySide6.QtCore import Qt
from PySide6.QtGui import QKeySequence, QShortcut
from PySide6.QtWidgets import QLabel, QListWidget, QListWidgetItem
from typing_extensions import override

from unionapp.desktop.desk import Desk
from unionapp.desktop.fields import Choice, ChoiceField, DateField, LookupField, find_in
from unionapp.desktop.side_panel import SidePanel
from unionapp.finance.dues.collection import collect_dues
from unionapp.finance.dues.lists import DuesList, DuesMember
from unionapp.finance.vouchers.drafting import delete_draft
from unionapp.vietnamese.amounts import amount_in_words, dong, group_digits
from unionapp.vietnamese.months import month_text

WAYS = {"cash": "Tiền mặt", "bank": "Chuyển khoản, trừ lương"}


def choices_of(rows: Sequence[DuesMember]) -> list[Choice]:
    """The members to choose from, by name and group; who shares both is told apart by id."""
    named = Counter((row.full_name, row.team) for row in rows)
    return [
        Choice(row.member_id, row.full_name, row.team)
        if named[row.full_name, row.team] == 1
        else Choice(row.member_id, row.full_name, f"{row.team} mã {row.member_id}".strip())
        for row in rows
    ]


class CollectPanel(SidePanel):
    """Chooses who has not paid, and drafts the receipt."""

    onEdit: DateField
    wayEdit: ChoiceField
    exceptEdit: LookupField
    exceptList: QListWidget
    sumLabel: QLabel

    def __init__(self, desk: Desk) -> None:
        super().__init__(desk, "dues/collect_panel", hidden={"excepted": "Người chưa nộp"})
        self._listed: DuesList | None = None
        self.wayEdit.set_choices(list(WAYS.items()))
        self.exceptEdit.chosen.connect(self._take)
        self.drafted = self.hidden["excepted"]
        self.drafted.left.connect(self._take_again)
        remove = QShortcut(QKeySequence(Qt.Key.Key_Delete), self.exceptList)
        remove.setContext(Qt.ShortcutContext.WidgetShortcut)
        remove.activated.connect(self._give_back)

    def show_list(self, listed: DuesList) -> None:
        """Begin with everybody who owes."""
        self._listed = listed
        owing = [row for row in listed.rows if row.owed > 0]
        self.exceptEdit.set_source(find_in(choices_of(owing)))
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
            self._except(choice)
        self.exceptEdit.choose(None)
        self._add_up()

    def _except(self, choice: Choice) -> None:
        item = QListWidgetItem(" · ".join(filter(None, (choice.text, choice.detail))))
        item.setData(Qt.ItemDataRole.UserRole, choice.key)
        self.exceptList.addItem(item)

    def _take_again(self) -> None:
        """Except those again whom the draft names, as far as they still owe."""
        self.exceptList.clear()
        rows = self._listed.rows if self._listed is not None else ()
        people = {it.key: it for it in choices_of([row for row in rows if row.owed > 0])}
        for key in map(int, self.drafted.text().split()):
            if key in people:
                self._except(people[key])
        self._add_up()

    def _give_back(self) -> None:
        self.exceptList.takeItem(self.exceptList.currentRow())
        self._add_up()

    def _add_up(self) -> None:
        self.drafted.set_value(" ".join(map(str, self.excepted())))
        rows = self._listed.rows if self._listed is not None else ()
        left_out = set(self.excepted())
        owed = [row.owed for row in rows if row.owed > 0 and row.member_id not in left_out]
        self.sumLabel.setText(
            f"{group_digits(len(owed))} người nộp {dong(sum(owed))}\n{amount_in_words(sum(owed))}"
        )
