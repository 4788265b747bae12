"""Money on the command line, as officers type it."""

import click

from unionapp.vietnamese.amounts import read_typed_amount
from unionapp.vietnamese.reading import Unreadable


class AmountType(click.ParamType[int]):
    """Money as officers type it: 1200000, 1.200.000, 1tr2."""

    name = "SỐ TIỀN"

    def convert(
        self, value: object, param: click.Parameter | None, ctx: click.Context | None
    ) -> int:
        try:
            return value if isinstance(value, int) else read_typed_amount(str(value))
        except Unreadable:
            self.fail(f"«{value}» không phải số tiền (ví dụ 1200000 hoặc 1tr2).", param, ctx)


AMOUNT = AmountType()
