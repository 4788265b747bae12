"""The proof under a settlement: money and claims on one side, the fund and debts on the other."""

from collections.abc import Mapping
from dataclasses import dataclass
from types import MappingProxyType

from unionapp.finance.findings import Finding, fail
from unionapp.vietnamese.amounts import group_digits

# The rows of a settlement that say where the money lay, and what papers and packages call them.
HELD = MappingProxyType(
    {
        "held_cash": "Số dư tiền mặt",
        "held_bank": "Số dư tiền gửi",
        "held_advances": "Tạm ứng chưa thu hồi",
        "held_transit": "Tiền đang chuyển",
        "held_receivable": "Phải thu khoản bị xuất toán",
        "held_other_payable": "Phải trả theo số được duyệt",
    }
)
_ALWAYS, _BESIDE = tuple(HELD)[:3], tuple(HELD)[3:]


@dataclass(frozen=True, slots=True)
class Reconciliation:
    """The proof under the form: money and claims = closing fund + what is owed (V-15).

    `receivable` is what the level above struck out and nobody has paid back yet,
    `other_payable` what it added.
    """

    cash: int
    bank: int
    advances: int
    closing: int
    payable: int
    difference: int
    transit: int = 0
    receivable: int = 0
    other_payable: int = 0

    @property
    def held(self) -> int:
        """The money wherever it lies, and what is claimed."""
        return self.cash + self.bank + self.advances + self.transit + self.receivable

    @property
    def owned(self) -> int:
        """The fund, and what is owed."""
        return self.closing + self.payable + self.other_payable


def reconcile(filled: Mapping[str, int]) -> Reconciliation:
    """Lay the money held and claimed beside the closing fund and what is owed."""
    cash, bank, advances = (filled[row] for row in _ALWAYS)
    # A settlement of an earlier edition says nothing of these.
    transit, claimed, owed = (filled.get(row, 0) for row in _BESIDE)
    closing, payable = filled["closing"], filled["payable"]
    difference = cash + bank + advances + transit + claimed - closing - payable - owed
    return Reconciliation(
        cash, bank, advances, closing, payable, difference, transit, claimed, owed
    )


def says_where_money_lies(rows: Mapping[str, int]) -> bool:
    """Whether a settlement brings its proof; one typed from paper has only the form."""
    return all(row in rows for row in _ALWAYS)


def check_proof(proof: Reconciliation) -> tuple[Finding, ...]:
    """Whether the money held proves the form (V-15)."""
    if proof.difference == 0:
        return ()
    return (
        fail(
            "V-15",
            "closing",
            held=group_digits(proof.held),
            fund=group_digits(proof.owned),
            difference=group_digits(abs(proof.difference)),
        ),
    )
