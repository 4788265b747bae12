"""What a new unit does first, each step opening its place, until it has members and money."""

from collections.abc import Iterator

from unionapp.desktop.home.today import Todo
from unionapp.exchange.keys import list_keys
from unionapp.finance.books.fund_totals import total_funds
from unionapp.finance.vouchers.register import list_vouchers
from unionapp.membership.lists import count_members
from unionapp.organisation.office import Office
from unionapp.organisation.profile import show_profile
from unionapp.vietnamese.months import month_of
from unionapp.vietnamese.periods import Period


def first_steps(office: Office) -> tuple[Todo, ...]:
    """The steps that are left; none once there are members and money."""
    has_members = count_members(office, office.today).total > 0
    has_money = _has_money(office)
    if has_members and has_money:
        return ()
    return tuple(_steps(office, has_members=has_members, has_money=has_money))


def _steps(office: Office, *, has_members: bool, has_money: bool) -> Iterator[Todo]:
    profile = show_profile(office)
    if not (profile.chair and profile.address):
        words = "Bước đầu: điền hồ sơ đơn vị (địa chỉ, chủ tịch, kế toán in trên giấy tờ)"
        yield Todo(words, "settings", "organisation", "profile")
    if not has_members:
        yield Todo(
            "Bước đầu: nhập đoàn viên từ bảng Excel đang có", "members", "members", "import"
        )
    if not has_money:
        words = "Bước đầu: ghi số dư đầu của quỹ tiền mặt và tài khoản ngân hàng"
        yield Todo(words, "finance", "vouchers", "accounts")
    if not any(row.is_own for row in list_keys(office)):
        words = "Bước đầu: xin chứng thư của cấp trên để ký báo cáo"
        yield Todo(words, "package", "exchange", "keys")


def _has_money(office: Office) -> bool:
    month = month_of(office.today)
    return bool(total_funds(office, Period(month, month)).closing or list_vouchers(office))
