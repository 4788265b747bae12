"""What a rule says of a voucher stands at its field, F8 leads there, and mended it is gone.

The table names for each rule the draft that breaks it, its field, and what is typed instead.
"""

from collections.abc import Callable
from dataclasses import dataclass, replace
from datetime import date

import pytest
from PySide6.QtCore import Qt

from tests.finance.setting import draft
from tests.journeys import broken_rules as rules
from tests.journeys.typist import Hands, see_record
from unionapp.desktop.main_window import MainWindow
from unionapp.desktop.preferences import Forgetful
from unionapp.finance.voucher_checks import check_stored
from unionapp.finance.vouchers.drafting import save_voucher
from unionapp.finance.vouchers.drafts import LineDraft, VoucherDraft
from unionapp.finance.vouchers.norms import NormRow, set_norm
from unionapp.finance.vouchers.register import show_voucher
from unionapp.finance.year.budget import set_estimate
from unionapp.organisation.locks import lock_month
from unionapp.organisation.office import Office
from unionapp.organisation.parameters import set_own_parameter
from unionapp.organisation.profile import UnitProfile, edit_profile

TODAY, MAY = date(2026, 5, 20), rules.MAY
PAYMENT = draft("PC", 100_000, MAY)
MOST_PROBLEMS = 6


def nothing(_office: Office) -> None:
    """Some rules need nothing but the voucher."""


@dataclass(frozen=True)
class Slip:
    """A rule by its code, the draft that breaks it, its field, and the keys that mend it."""

    code: str
    draft: VoucherDraft
    field: str
    typed: str
    around: Callable[[Office], object] = nothing

    def __str__(self) -> str:
        return self.code


def with_money_in_bank(office: Office) -> None:
    rules.post(office, "BC", 1_000_000, MAY)


def after_a_later_one(office: Office) -> None:
    rules.post(office, "PC", 70_000, date(2026, 5, 10))


def with_the_same_posted(office: Office) -> None:
    rules.post(office, "PC", 100_000, MAY)


def with_a_plan(office: Office) -> None:
    set_estimate(office, 2026, {"care": 90_000})


def with_a_norm(office: Office) -> None:
    set_norm(office, NormRow("31.03", 90_000, rules.NEW_YEAR, "Quy chế"))


def demand_approval(office: Office) -> None:
    rule = ("voucher.needs_approval", "true")
    set_own_parameter(office, *rule, valid_from=rules.NEW_YEAR, legal_basis="Quy chế chi tiêu")


def with_a_chair(office: Office) -> None:
    edit_profile(office, UnitProfile(chair=rules.MEMBER))


SLIPS = (
    Slip("V-02", replace(PAYMENT, voucher_on=date(2026, 5, 25)), "voucherOnEdit", "5/5/2026"),
    Slip("V-02.year", replace(PAYMENT, voucher_on=date(2027, 1, 2)), "voucherOnEdit", "5/5/2026"),
    Slip("V-03", draft("PC", 11_000_000, MAY), "amountEdit", "1tr"),
    Slip("V-04", draft("BN", 2_000_000, MAY), "amountEdit", "1tr", with_money_in_bank),
    Slip("V-05", PAYMENT, "voucherOnEdit", "12/5/2026", after_a_later_one),
    Slip(
        "V-07",
        replace(PAYMENT, lines=(LineDraft("31.03", 60_000), LineDraft("33.01", 30_000))),
        "amountEdit",
        "90000",
    ),
    Slip("V-09", replace(PAYMENT, counterparty=""), "counterpartyEdit", "Tran Van An"),
    Slip("V-09.attachments", replace(PAYMENT, attachments=0), "attachmentsEdit", "1"),
    Slip("V-21", PAYMENT, "amountEdit", "80000", with_a_plan),
    Slip("V-23", PAYMENT, "amountEdit", "80000", with_a_norm),
    Slip(
        "V-25",
        replace(PAYMENT, counterparty="Nguyễn Thị Hòa"),
        "counterpartyEdit",
        "Tran Van An",
    ),
    Slip("V-25.approver", PAYMENT, "counterpartyEdit", "Tran Van An", with_a_chair),
    Slip("V-26", PAYMENT, "amountEdit", "120000", with_the_same_posted),
    Slip("V-27", draft("PC", 6_000_000, MAY), "amountEdit", "1tr"),
    Slip(
        "V-29", replace(PAYMENT, counterparty="NguyÔn ThÞ Hoµ"), "counterpartyEdit", "Tran Van An"
    ),
)


@pytest.fixture
def sit(make_office, look, sit_down):
    """An office with a draft that breaks one rule, and hands at its window."""

    def open_office(slip: Slip) -> tuple[Office, int, Hands]:
        office = make_office(today=TODAY)
        rules.open_books(office)
        slip.around(office)
        voucher_id = save_voucher(office, slip.draft).id
        return (
            office,
            voucher_id,
            sit_down(MainWindow(office, look=look, preferences=Forgetful())),
        )

    return open_office


def open_draft(hands: Hands, voucher_id: int):
    """Ctrl+E on a draft of the list, wherever its day lies; gives the form."""
    page = hands.page("vouchers")
    choose(hands, page, voucher_id)
    hands.control(Qt.Key.Key_E)
    assert page.currentWidget() is page.form
    return page.form


def choose(hands: Hands, page, voucher_id: int) -> None:
    """Walk to a voucher of the list, wherever its day lies."""
    hands.walk_to(page.list.spanBox)
    hands.press(Qt.Key.Key_End)
    hands.walk_to(page.list.table)
    hands.control(Qt.Key.Key_Home)
    for _ in range(page.list.table.rows.rowCount()):
        if page.list.table.current_id() == voucher_id:
            break
        hands.press(Qt.Key.Key_Down)
    see_record(page)


def go_to_problem(hands: Hands, field: str) -> None:
    """F8, until the cursor is in a field with something to look at."""
    for _ in range(MOST_PROBLEMS):
        hands.press(Qt.Key.Key_F8)
        if hands.at() == field:
            return
    raise AssertionError(f"F8 never led to {field}, but to {hands.at()}")


@pytest.mark.parametrize("slip", SLIPS, ids=str)
def test_a_rule_stands_at_its_field_until_it_is_kept(slip, sit):
    office, voucher_id, hands = sit(slip)
    words = next(one.words for one in check_stored(office, voucher_id) if one.code == slip.code)
    form = open_draft(hands, voucher_id)
    hands.walk_to(form.amountEdit)
    hands.press(Qt.Key.Key_Return)
    if form.entry.fields[slip.field].is_empty():  # what is missing is asked for when it is posted
        hands.control(Qt.Key.Key_G)
    go_to_problem(hands, slip.field)
    assert form.entry.fields[slip.field].problem == words
    hands.type_over(slip.typed)
    hands.press(Qt.Key.Key_Return)
    assert form.entry.fields[slip.field].problem != words
    assert words not in form.findings_card.text()


def test_a_day_in_a_locked_month_is_said_at_the_day(sit):
    _, voucher_id, hands = sit(
        Slip("period.locked", PAYMENT, "voucherOnEdit", "", lambda it: lock_month(it, "2026-04"))
    )
    form = open_draft(hands, voucher_id)
    hands.walk_to(form.voucherOnEdit)
    hands.type_over("20/4/2026")
    hands.press(Qt.Key.Key_Return)
    assert "04/2026" in form.voucherOnEdit.problem
    go_to_problem(hands, "voucherOnEdit")
    hands.type_over("5/5/2026")
    hands.press(Qt.Key.Key_Return)
    assert form.voucherOnEdit.problem == ""


def test_a_missing_item_is_asked_for_where_it_is_chosen(sit):
    unclear = replace(PAYMENT, lines=(), reason="Theo giấy đề nghị")
    office, voucher_id, hands = sit(Slip("V-06.none", unclear, "templateEdit", ""))
    form = open_draft(hands, voucher_id)
    hands.walk_to(form.amountEdit)
    hands.control(Qt.Key.Key_G)
    assert "Chưa chọn mục thu, chi" in form.templateEdit.problem
    go_to_problem(hands, "templateEdit")
    hands.type_over("tham om")
    hands.press(Qt.Key.Key_Down)
    hands.press(Qt.Key.Key_Return)
    assert form.templateEdit.problem == ""
    assert "Chưa chọn mục" not in form.findings_card.text()
    hands.control(Qt.Key.Key_G)
    assert show_voucher(office, voucher_id).row.status == "posted"


@pytest.mark.parametrize("wrong", ["22.01", "31", "26"])
def test_an_item_that_does_not_fit_is_told_and_led_to_in_its_line(wrong, sit):
    lines = (LineDraft("31.03", 60_000), LineDraft(wrong, 40_000))
    _, voucher_id, hands = sit(Slip("V-06", replace(PAYMENT, lines=lines), "", ""))
    form = open_draft(hands, voucher_id)
    hands.walk_to(form.amountEdit)
    hands.press(Qt.Key.Key_Return)
    assert f"Mục «{wrong} " in form.findings_card.text()
    hands.control(Qt.Key.Key_G)
    index = form.linesTable.currentIndex()
    assert hands.place is form.linesTable
    assert (index.row(), form.linesTable.rows.columns[index.column()].name) == (1, "item")
    hands.type("33.01")
    hands.press(Qt.Key.Key_Return)
    form.check()
    assert "Mục «" not in form.findings_card.text()


def test_a_payment_waits_for_the_chair_and_is_approved_by_keys(sit, look, sit_down):
    office, voucher_id, hands = sit(Slip("V-09.approver", PAYMENT, "", "", demand_approval))
    open_draft(hands, voucher_id)
    hands.control(Qt.Key.Key_G)
    page = hands.page("vouchers")
    assert "chưa được chủ tịch duyệt" in page.form.findings_card.text()
    assert show_voucher(office, voucher_id).row.status == "draft"

    chair = replace(office, officer=replace(office.officer, name="Lê Văn Tùng", role="chair"))
    hands = sit_down(MainWindow(chair, look=look, preferences=Forgetful()))
    page = hands.page("vouchers")
    choose(hands, page, voucher_id)
    hands.press(Qt.Key.Key_F10)
    hands.press(Qt.Key.Key_Return)
    assert show_voucher(office, voucher_id).row.is_approved

    hands = sit_down(MainWindow(office, look=look, preferences=Forgetful()))
    choose(hands, hands.page("vouchers"), voucher_id)
    hands.control(Qt.Key.Key_G)
    assert show_voucher(office, voucher_id).row.status == "posted"
