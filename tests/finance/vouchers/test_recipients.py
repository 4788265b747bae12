"""Lists that recipients sign."""

from datetime import date

import pytest

from unionapp.errors import Refusal
from unionapp.finance.vouchers.accounts import open_accounts, set_opening
from unionapp.finance.vouchers.drafting import delete_draft
from unionapp.finance.vouchers.posting import post_voucher
from unionapp.finance.vouchers.recipients import Recipient, list_recipients, set_recipients
from unionapp.finance.vouchers.register import list_vouchers
from unionapp.organisation.office import Office

DAY = date(2026, 3, 5)
GIFTS = (
    Recipient("Nguyễn Thị Hoa", 300_000, team="Tổ May 1"),
    Recipient("Lê Văn Tám", 300_000, team="Tổ May 1"),
    Recipient("Trần Văn Bình", 100_000, quantity=2, team="Tổ Cắt"),
)


@pytest.fixture
def payment(office: Office, save) -> int:
    set_opening(office, open_accounts(office)[0].id, 5_000_000, date(2026, 1, 1))
    return save("PC", 800_000, DAY, reason="Quà 8/3").id


def code_of(action, *args) -> str:
    with pytest.raises(Refusal) as refused:
        action(*args)
    return refused.value.code


def test_a_list_is_added_up_by_team_and_in_words(office: Office, payment: int) -> None:
    listed = set_recipients(office, payment, GIFTS)
    assert (listed.total, listed.adds_up) == (800_000, True)
    assert listed.teams == (("Tổ May 1", 600_000), ("Tổ Cắt", 200_000))
    assert listed.in_words == "Tám trăm nghìn đồng chẵn"
    assert list_recipients(office, payment) == listed


def test_a_payment_is_posted_only_if_its_list_adds_up(office: Office, payment: int) -> None:
    assert not set_recipients(office, payment, GIFTS[:2]).adds_up
    assert code_of(post_voucher, office, payment) == "V-07"
    set_recipients(office, payment, GIFTS)
    assert post_voucher(office, payment).status == "posted"
    assert code_of(set_recipients, office, payment, GIFTS) == "voucher.posted"


def test_a_list_goes_with_its_draft(office: Office, payment: int) -> None:
    set_recipients(office, payment, GIFTS)
    delete_draft(office, payment)
    assert list_vouchers(office) == ()


def test_a_list_holds_names_and_amounts(office: Office, payment: int) -> None:
    assert code_of(set_recipients, office, payment, [Recipient(" ", 1)]) == "recipient.name_needed"
    assert code_of(set_recipients, office, payment, [Recipient("A", 0)]) == "V-01"
    assert code_of(list_recipients, office, 99) == "voucher.unknown"
