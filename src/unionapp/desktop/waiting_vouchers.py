"""A page says of a voucher it drafted that it waits to be posted, as long as that is so."""

from unionapp.desktop.desk import Desk
from unionapp.desktop.notices import Banner
from unionapp.finance.vouchers.register import voucher_rows


def say_waiting(
    desk: Desk, banner: Banner, sentence: str, voucher_id: int, *, answer: str = "Mở phiếu thu"
) -> None:
    """Say it with a way to the voucher; posted or thrown away, the sentence goes by itself."""
    banner.say(
        sentence,
        "success",
        answer=answer,
        deed=lambda: desk.open("vouchers", voucher_id),
        stands=lambda: _waits(desk, voucher_id),
    )


def _waits(desk: Desk, voucher_id: int) -> bool:
    return any(row.status == "draft" for row in voucher_rows(desk.office, (voucher_id,)))
