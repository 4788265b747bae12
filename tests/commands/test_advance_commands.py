"""Advances by command line: who holds what, and the papers of it."""

import json
from datetime import date

import pytest

from tests.reports.finance.setting import pages_of
from unionapp.finance.vouchers.accounts import open_accounts, set_opening
from unionapp.finance.vouchers.advances import AdvanceDraft, give_advance, list_advances


@pytest.fixture
def given(office):
    set_opening(office, open_accounts(office)[0].id, 5_000_000, date(2026, 1, 1))
    draft = AdvanceDraft("Trần Văn Bình", "Hội trại 26/3", 2_000_000, date(2026, 3, 2))
    return give_advance(office, draft)


def test_advances_are_listed(command, given):
    code, said, _ = command("advance", "list", "--open")
    assert code == 0
    assert "Trần Văn Bình" in said
    assert "2.000.000" in said.replace("\xa0", " ")
    _, said, _ = command("advance", "list", "--json")
    (row,) = json.loads(said)["advances"]
    assert (row["id"], row["outstanding"], row["clear_by"]) == (given.id, 2_000_000, "2026-04-01")


@pytest.mark.parametrize(
    ("paper", "title"),
    [("request", "GIẤY ĐỀ NGHỊ TẠM ỨNG"), ("clearing", "GIẤY THANH TOÁN TẠM ỨNG")],
)
def test_both_papers_of_an_advance_are_printed(command, given, tmp_path, paper, title):
    output = tmp_path / "giay.pdf"
    words = ("advance", "print", given.id, "--paper", paper, "--output", output)
    assert command(*words)[0] == 0
    assert title in pages_of(output)[0]


def test_a_request_is_printed_before_anything_is_handed_out(command, office, tmp_path):
    output = tmp_path / "giay.pdf"
    asked = ("--who", "Lê Văn Tám", "--amount", "1tr5", "--reason", "Mua quà", "--json")
    code, said, _ = command("advance", "request", *asked, "--output", output)
    assert code == 0
    request = json.loads(said)["request"]
    assert (request["amount"], request["on"]) == (1_500_000, "2026-03-05")
    assert "Một triệu năm trăm nghìn đồng" in pages_of(output)[0]
    assert list_advances(office) == ()


def test_an_advance_nobody_knows_is_refused(command, tmp_path):
    output = tmp_path / "giay.pdf"
    code, _, error = command("advance", "print", 999, "--output", output)
    assert code == 1
    assert "999" in error
    assert not output.exists()
