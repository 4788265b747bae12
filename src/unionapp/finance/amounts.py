"""How large a figure of money may be before it can only be a slip of the hand."""

from unionapp.errors import Refusal
from unionapp.vietnamese.amounts import dong

# One voucher is bounded by V-01; this is above the wage fund of a whole province in a year.
GREATEST_FIGURE = 999_999_999_999_999


def require_figure(*amounts: int) -> None:
    """Refuse figures that no union has, in either direction.

    Raises:
        Refusal: money.too_large.
    """
    for amount in amounts:
        if abs(amount) > GREATEST_FIGURE:
            raise Refusal("money.too_large", amount=dong(amount), most=dong(GREATEST_FIGURE))
