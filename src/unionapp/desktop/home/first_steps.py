"""What a new unit does first, each step opening its place, until it has people and money.

The people of a grassroots union are its members, those of a level above are its lower units.
"""

from collections.abc import Iterator

from unionapp.desktop.home.today import Todo
from unionapp.exchange.keys import list_keys
from unionapp.finance.books.fund_totals import total_funds
from unionapp.finance.vouchers.register import list_vouchers
from unionapp.membership.lists import count_members
from unionapp.organisation.office import Office
from unionapp.organisation.profile import show_profile
from unionapp.organisation.tiers import consolidates
from unionapp.organisation.units import lower_units
from unionapp.vietnamese.months import month_of
from unionapp.vietnamese.periods import Period


def first_steps(office: Office) -> tuple[Todo, ...]:
    """The steps that are left; none once there are people and money."""
    has_people, has_money = _has_people(office), _has_money(office)
    if has_people and has_money:
        return ()
    return tuple(_steps(office, has_people=has_people, has_money=has_money))


def _steps(office: Office, *, has_people: bool, has_money: bool) -> Iterator[Todo]:
    profile = show_profile(office)
    if not (profile.chair and profile.address):
        words = "Bước đầu: điền hồ sơ đơn vị (địa chỉ, chủ tịch, kế toán in trên giấy tờ)"
        yield Todo(words, "settings", "organisation", "profile")
    if not has_people:
        yield _people_step(office)
    if not has_money:
        words = "Bước đầu: ghi số dư đầu của quỹ tiền mặt và tài khoản ngân hàng"
        yield Todo(words, "finance", "vouchers", "accounts")
    if not any(row.is_own for row in list_keys(office)):
        words = "Bước đầu: xin chứng thư của cấp trên để ký báo cáo"
        yield Todo(words, "package", "exchange", "keys")


def _people_step(office: Office) -> Todo:
    if consolidates(office.unit.tier):
        return Todo("Bước đầu: khai các đơn vị cấp dưới", "consolidate", "structure")
    return Todo("Bước đầu: nhập đoàn viên từ bảng Excel đang có", "members", "members", "import")


def _has_people(office: Office) -> bool:
    if consolidates(office.unit.tier):
        return bool(lower_units(office))
    return count_members(office, office.today).total > 0


def _has_money(office: Office) -> bool:
    month = month_of(office.today)
    return bool(total_funds(office, Period(month, month)).closing or list_vouchers(office))
