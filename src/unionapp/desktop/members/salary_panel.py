"""The pay of a member from a month on."""

from typing_extensions import override

from unionapp.desktop.desk import Desk
from unionapp.desktop.fields import MoneyField, TextField
from unionapp.desktop.side_panel import SidePanel
from unionapp.errors import Invalid, Problem
from unionapp.membership.members import MemberDetail
from unionapp.membership.salaries import set_salary
from unionapp.vietnamese.amounts import dong
from unionapp.vietnamese.months import month_of, month_text, read_typed_month


class SalaryPanel(SidePanel):
    """Sets the pay that dues are worked out from."""

    validFromEdit: TextField
    amountEdit: MoneyField
    coefficientEdit: TextField

    def __init__(self, desk: Desk) -> None:
        super().__init__(desk, "members/salary_panel")
        self._member_id = 0
        self._name = ""
        self.validFromEdit.set_placeholder("tháng/năm, như 3/2026")

    def show_member(self, detail: MemberDetail) -> None:
        """Begin with the month worked in, none that is still to come, and the pay known now."""
        self._member_id, self._name = detail.id, detail.draft.full_name
        known = detail.salary_now
        self.begin(f"Đổi tiền lương: {self._name}")
        month = min(self.desk.period.last, month_of(self.desk.office.today))
        self.validFromEdit.set_value(month_text(month))
        self.amountEdit.set_value(known.amount if known else None)
        self.coefficientEdit.set_value(known.coefficient if known else None)
        self.amountEdit.setFocus()
        self.amountEdit.line.selectAll()

    @override
    def act(self) -> tuple[str, object]:
        amount = self.amountEdit.value()
        if amount is None:
            raise Invalid((Problem("field.needed", field="amount"),))
        month = read_typed_month(self.validFromEdit.text()) or self.validFromEdit.text()
        coefficient = self.coefficientEdit.value()
        row = set_salary(self.desk.office, self._member_id, month, amount, coefficient=coefficient)
        return f"Đã ghi lương {dong(row.amount)} cho {self._name}", row
