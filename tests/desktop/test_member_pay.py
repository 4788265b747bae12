"""The pay on the form of a member is the one of today, and is stored with the rest or not at all."""

import pytest
from PySide6.QtGui import QImage

from unionapp.desktop.desk import Desk
from unionapp.desktop.members.member_form import MemberForm
from unionapp.desktop.members.salary_panel import SalaryPanel
from unionapp.membership.drafts import MemberDraft
from unionapp.membership.lists import list_members
from unionapp.membership.members import add_member, show_member
from unionapp.membership.photos import read_photo
from unionapp.membership.privacy import list_looks
from unionapp.membership.salaries import set_salary
from unionapp.organisation.locks import lock_month


@pytest.fixture
def member(office):
    draft = MemberDraft("Trần Văn Ba", gender="male", birth_date="1990-03-05")
    row = add_member(office, draft, salary=5_000_000, salary_from="2026-01")
    set_salary(office, row.id, "2026-07", 9_000_000)
    return row.id


@pytest.fixture
def form(qtbot, office, member):
    form = MemberForm(Desk(office))
    qtbot.addWidget(form)
    form.begin_change(member)
    return form


def test_form_and_panel_show_the_pay_of_the_list(qtbot, office, member, form):
    assert form.salaryEdit.value() == list_members(office)[0].salary == 5_000_000
    panel = SalaryPanel(Desk(office))
    qtbot.addWidget(panel)
    panel.show_member(show_member(office, member))
    assert panel.amountEdit.value() == 5_000_000


def test_an_edit_that_leaves_the_pay_alone_enters_none(office, member, form):
    form.entry.fields["phoneEdit"].set_value("0987654321")
    assert form.keep()
    assert [pay.valid_from for pay in show_member(office, member).salaries] == [
        "2026-01",
        "2026-07",
    ]


def test_the_pay_of_a_raise_to_come_can_be_entered_for_now(office, member, form):
    form.salaryEdit.set_value(9_000_000)
    assert form.keep()
    assert show_member(office, member).salary_now.amount == 9_000_000


def test_in_a_locked_month_neither_the_edit_nor_the_pay_is_stored(office, member, form):
    lock_month(office, "2026-03")
    before = show_member(office, member)
    form.entry.fields["phoneEdit"].set_value("0987654321")
    form.salaryEdit.set_value(5_500_000)
    assert not form.keep()
    assert "khóa" in form.banner.text()
    assert show_member(office, member) == before


def test_what_a_code_list_does_not_know_survives_an_edit(qtbot, office):
    draft = MemberDraft("Lò Thị Ẳng", education="7/10 hệ cũ", contract="Khoán việc")
    member = add_member(office, draft).id
    form = MemberForm(Desk(office))
    qtbot.addWidget(form)
    form.begin_change(member)
    form.entry.fields["phoneEdit"].set_value("0987654321")
    assert form.keep()
    kept = show_member(office, member).draft
    assert (kept.education, kept.contract) == ("7/10 hệ cũ", "Khoán việc")


def test_a_portrait_of_any_size_is_kept_small_beside_the_form(qtbot, office, member, tmp_path):
    picture = QImage(3000, 4000, QImage.Format.Format_RGB32)
    for row in range(0, 4000, 7):
        picture.fill(row * 997)
    picture.save(str(tmp_path / "anh.png"))
    form = MemberForm(Desk(office))
    qtbot.addWidget(form)
    form.begin_change(member)
    form.photo.keep(tmp_path / "anh.png")
    assert 0 < len(read_photo(office, member)) <= 300 * 1024
    form.photo.removeButton.click()
    assert read_photo(office, member) is None


def test_a_picture_that_is_gone_or_cut_is_named_and_the_kept_one_stays(
    form, member, office, tmp_path
):
    picture = QImage(60, 80, QImage.Format.Format_RGB32)
    picture.fill(0)
    picture.save(str(tmp_path / "anh.png"))
    form.photo.keep(tmp_path / "anh.png")
    kept = read_photo(office, member)
    (tmp_path / "cut.png").write_bytes((tmp_path / "anh.png").read_bytes()[:40])
    for name, words in (("cut.png", "Không đọc được ảnh"), ("mat.png", "mat.png")):
        form.photo.keep(tmp_path / name)
        assert words in form.photo.banner.text()
    assert read_photo(office, member) == kept


def test_opening_a_record_to_change_it_is_noted(form, member, office):
    [look] = list_looks(office, member_id=member)
    assert look.what == "record"
