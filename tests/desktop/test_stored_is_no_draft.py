"""What was stored is no draft any more, wherever the cursor goes next."""

from datetime import date

import pytest

from unionapp.desktop.desk import Desk
from unionapp.desktop.vouchers.vouchers_page import VouchersPage
from unionapp.organisation.form_drafts import list_form_drafts


@pytest.fixture
def page(qtbot, office):
    page = VouchersPage(Desk(office))
    qtbot.addWidget(page)
    page.show()
    page.activateWindow()
    qtbot.waitActive(page)
    page.add("PT")
    form = page.form
    form.voucherOnEdit.set_value(date(2026, 3, 5))
    form.counterpartyEdit.line.setText("Nguyễn Thị Hường")
    form.amountEdit.set_value(1_200_000)
    form.reasonEdit.set_value("Chuyên môn hỗ trợ hoạt động")
    form.reasonEdit.setFocus()
    return page


@pytest.mark.parametrize("deed", ["post", "save"])
def test_a_stored_voucher_is_not_offered_again(page, office, deed):
    form = page.form
    {"post": form.post, "save": form.entry.save}[deed]()
    page.listing.table.setFocus()
    assert list_form_drafts(office) == ()
    page.add("PT")
    assert form.amountEdit.is_empty()
    assert form.banner.isHidden()


def test_saving_and_beginning_the_next_leaves_no_draft(page, office):
    page.form.entry.save_and_new()
    assert list_form_drafts(office) == ()
