"""The coefficient of a post, from a day on, by a decision."""

from decimal import Decimal, InvalidOperation
from types import MappingProxyType

from typing_extensions import override

from unionapp.desktop.desk import Desk
from unionapp.desktop.fields import ChoiceField, DateField, TextField
from unionapp.desktop.placed_panel import PlacedPanel
from unionapp.finance.vouchers.allowances import PostAllowance, set_allowance
from unionapp.membership.posts import posts
from unionapp.vietnamese.dates import table_date


class CoefficientPanel(PlacedPanel):
    """Enters the coefficient of one post."""

    postEdit: ChoiceField
    coefficientEdit: TextField
    fromEdit: DateField
    decisionEdit: TextField

    places = MappingProxyType(
        {
            "allowance.coefficient": "coefficientEdit",
            "allowance.decision_needed": "decisionEdit",
            "cadre.unknown_post": "postEdit",
        }
    )

    def __init__(self, desk: Desk) -> None:
        super().__init__(desk, "vouchers/coefficient_panel")
        self.postEdit.set_choices([(code, post.name) for code, post in posts().items()])
        self.coefficientEdit.set_placeholder("ví dụ 0,2")

    def show_post(self, row: PostAllowance) -> None:
        """Begin with what holds now."""
        self.begin(f"Hệ số phụ cấp: {row.name}")
        self.postEdit.set_value(row.post)
        if row.coefficient is not None:
            self.coefficientEdit.set_value(coefficient_words(row.coefficient))
            self.decisionEdit.set_value(row.decision)
        self.fromEdit.set_value(self.desk.period.start)
        self.coefficientEdit.setFocus()

    @override
    def act(self) -> tuple[str, object]:
        self.need("postEdit", "coefficientEdit", "fromEdit", "decisionEdit")
        code, since = self.postEdit.value() or "", self.fromEdit.value() or self.desk.working_day
        coefficient = read_coefficient(self.coefficientEdit.text())
        decision = self.decisionEdit.text()
        done = set_allowance(
            self.desk.office, code, coefficient, valid_from=since, decision=decision
        )
        words = f"{posts()[code].name}: hệ số {coefficient_words(coefficient)}"
        return f"{words} từ ngày {table_date(since)}", done


def read_coefficient(text: str) -> Decimal:
    """A coefficient as it is typed, 0,2 or 0.2; what is none counts as nothing and is refused."""
    try:
        return Decimal(text.strip().replace(",", "."))
    except InvalidOperation:
        return Decimal(0)


def coefficient_words(value: Decimal) -> str:
    """A coefficient as people write it."""
    return f"{value.normalize():f}".replace(".", ",")
