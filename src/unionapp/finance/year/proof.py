"""The proof under a settlement: money and claims on one side, the fund and debts on the other."""

from collections.abc import Mapping
from dataclasses import dataclass
from types import MappingProxyType

from unionapp.finance.findings import Finding, fail
from unionapp.vietnamese.amounts import group_digits

# What every paper, package and screen calls the figures of the proof, and a sentence calls them.
WORDS = MappingProxyType(
    {
        "held_cash": ("Tiền mặt tại quỹ", "tiền mặt"),
        "held_bank": ("Tiền gửi ngân hàng, kho bạc", "tiền gửi"),
        "held_advances": ("Tạm ứng chưa thanh toán", "tạm ứng"),
        "held_transit": ("Tiền đang chuyển", "tiền đang chuyển"),
        "held_receivable": ("Phải thu khoản bị xuất toán", "phải thu khoản bị xuất toán"),
        "closing": ("Tích lũy cuối kỳ", "tích lũy cuối kỳ"),
        "payable": ("Đoàn phí, kinh phí công đoàn còn phải nộp cấp trên", "còn phải nộp cấp trên"),
        "held_other_payable": ("Phải trả theo số được duyệt", "phải trả theo số được duyệt"),
    }
)
# The rows that say where the money lay: a settlement carries them beside its form.
HELD = MappingProxyType({row: name for row, (name, _) in WORDS.items() if row.startswith("held_")})
_ALWAYS, _BESIDE = tuple(HELD)[:3], tuple(HELD)[3:]


@dataclass(frozen=True, slots=True)
class ProofLine:
    """A figure of the proof: its row, its name, its name in a sentence."""

    row: str
    name: str
    short: str
    amount: int


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

    @property
    def held_lines(self) -> tuple[ProofLine, ...]:
        """The money, place by place, and what is claimed."""
        return _lines(
            held_cash=self.cash,
            held_bank=self.bank,
            held_advances=self.advances,
            held_transit=self.transit,
            held_receivable=self.receivable,
        )

    @property
    def owned_lines(self) -> tuple[ProofLine, ...]:
        """The fund, and what is owed to whom."""
        return _lines(
            closing=self.closing, payable=self.payable, held_other_payable=self.other_payable
        )


def _lines(**amounts: int) -> tuple[ProofLine, ...]:
    """What a settlement seldom has is told only where it is."""
    return tuple(
        ProofLine(row, *WORDS[row], amount)
        for row, amount in amounts.items()
        if amount or row not in _BESIDE
    )


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
