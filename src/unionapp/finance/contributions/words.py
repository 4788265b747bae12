"""What the state of a month is called, the same on the screen and on paper."""

from types import MappingProxyType

from unionapp.finance.contributions.amounts_and_deadlines import ContributionState
from unionapp.finance.contributions.book import ContributionRow

RELIEFS = MappingProxyType(
    {"exempt": "Miễn đóng", "suspend": "Tạm dừng đóng", "reduce": "Giảm mức đóng"}
)
STATES = MappingProxyType(
    {
        ContributionState.PAID: "Đã đóng đủ",
        ContributionState.OVERPAID: "Đóng thừa",
        ContributionState.WAITING: "Chờ ghi sổ",
        ContributionState.OPEN: "Chưa đến hạn",
        ContributionState.LATE: "Chậm đóng",
        ContributionState.UNPAID: "Không đóng, quá hạn",
    }
)
NOT_NOTED = "Chưa khai quỹ lương"


def state_words(row: ContributionRow) -> str:
    """How a month stands; one that owes nothing by a decision is called by its relief."""
    if row.state is ContributionState.RELIEVED and row.relief:
        return RELIEFS[row.relief]
    return STATES[row.state]
