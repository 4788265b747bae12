"""The smallest page of records there can be: who borrowed how much."""

from array import array

from unionapp.desktop.entry_pane import EntryPane
from unionapp.desktop.fact_sheet import Section
from unionapp.desktop.fields import MoneyField, TextField
from unionapp.desktop.grids import Column, Kind, PagedModel
from unionapp.desktop.page import ListPage
from unionapp.desktop.subject_page import RecordsPage
from unionapp.errors import Refusal
from unionapp.vietnamese.amounts import dong
from unionapp.vietnamese.names import matches

COLUMNS = (Column("borrower", "Người mượn", 24), Column("amount", "Số tiền", 12, Kind.MONEY))


class LoanList(ListPage):
    def __init__(self, desk, loans):
        super().__init__("loans", "Sổ mượn", preferences=desk.preferences)
        self._loans = loans
        self.set_up_list(PagedModel(COLUMNS, self._ids, self._rows), noun="khoản")

    def _ids(self, wanted, _sort):
        fits = (it for it, loan in self._loans.items() if not wanted or matches(wanted, loan[0]))
        return array("q", fits)

    def _rows(self, ids):
        return [self._loans[it] for it in ids]


class LoanForm(EntryPane):
    borrowerEdit: TextField  # noqa: N815 - as in the form
    amountEdit: MoneyField  # noqa: N815

    def __init__(self, desk, loans):
        super().__init__(desk, "loan_form")
        self._loans = loans

    def fill(self, record_id):
        borrower, amount = self._loans[record_id]
        self.borrowerEdit.set_value(borrower)
        self.amountEdit.set_value(amount)

    def store(self):
        loan = (self.borrowerEdit.value() or "", self.amountEdit.value() or 0)
        if not loan[1]:
            raise Refusal("V-01")
        record_id = self.record_id or len(self._loans) + 1
        self._loans[record_id] = loan
        self.stored.emit(record_id)
        return f"Đã cất {dong(loan[1])}"


class LoansPage(RecordsPage):
    def __init__(self, desk, loans):
        self._loans = loans
        super().__init__(
            desk, LoanList(desk, loans), LoanForm(desk, loans), hint="Chọn một khoản."
        )
        self.take_actions({}, on_sheet=("edit",))
        self.listing.set_empty("Chưa ai mượn gì.", "Ghi mượn", self.add)

    def read(self, record_id):
        return self._loans[record_id]

    def show_record(self, record):
        self.sheet.show_facts(record[0], dong(record[1]), [Section("Khoản mượn", ())])
