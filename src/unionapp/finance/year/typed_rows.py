"""What may stand in a row of a settlement that somebody types."""

from collections.abc import Mapping
from dataclasses import asdict

from unionapp.errors import Refusal
from unionapp.finance.amounts import require_figure
from unionapp.finance.forms import Form, is_typed
from unionapp.finance.levels.lower_statements import PAYABLE_BEFORE
from unionapp.finance.year.basics import LABELS, BasicFigures

# A fund may be overdrawn by what is owed, and more may have been paid upwards than was due.
_MAY_BE_BELOW_NOTHING = frozenset({"opening", "payable", PAYABLE_BEFORE})


def require_possible(form: Form, rows: Mapping[str, int]) -> None:
    """Refuse receipts and spending below nothing, and sums that no union has.

    Raises:
        Refusal: settlement.row_negative, money.too_large.
    """
    require_figure(*rows.values())
    for row in form.rows:
        may_be = row.id in _MAY_BE_BELOW_NOTHING or not is_typed(row)
        if not may_be and rows.get(row.id, 0) < 0:
            raise Refusal("settlement.row_negative", row=row.label)


def require_possible_basics(basics: BasicFigures) -> None:
    """Refuse people and wage funds below nothing.

    Raises:
        Refusal: settlement.row_negative, money.too_large.
    """
    figures = asdict(basics)
    require_figure(*figures.values())
    for name, figure in figures.items():
        if figure < 0:
            raise Refusal("settlement.row_negative", row=LABELS[name])
