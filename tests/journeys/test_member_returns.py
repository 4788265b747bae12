"""A chair scans a card, finds the former member again, takes her back and prints the decision."""

import re
from datetime import date
from itertools import pairwise

import docx
import pypdfium2
import pytest
from PySide6.QtCore import Qt
from PySide6.QtWidgets import QFileDialog

from tests.desktop.pages import add_people
from tests.desktop.strokes import telex
from unionapp.desktop.main_window import MainWindow
from unionapp.desktop.preferences import Forgetful
from unionapp.membership.drafts import MemberDraft
from unionapp.membership.events import EventDraft, record_event
from unionapp.membership.lists import count_members, member_ids
from unionapp.membership.members import add_member, show_member
from unionapp.organisation.profile import UnitProfile, edit_profile
from unionapp.reports.making import inspect_report

OTHERS = 120
CARD = "037185001234|168123456|Trần Thị Bích|05031985|Nữ|Xóm Đông, xã Hòa Khánh, Đắk Lắk|10052021"


def scanned(line):
    """What a scanner's keys become behind a Vietnamese keyboard: some letters come as a pair."""
    strokes = []
    for letter in line:
        # the tool holds the plain letter back for a moment and sends it again with its mark
        strokes += telex(letter) if letter in "ầịíộôĐắă" else [(0, letter)]
    return strokes


@pytest.fixture
def bich(office):
    edit_profile(
        office,
        UnitProfile(
            letterhead=("Liên đoàn Lao động tỉnh Đắk Lắk",),
            place="Đắk Lắk",
            chair="Trần Văn Tùng",
        ),
    )
    draft = MemberDraft(
        "Trần Thị Bích",
        gender="female",
        birth_date="1985-03-05",
        union_card="00123456",
        joined_on="2010-05-01",
    )
    row = add_member(office, draft, on=date(2010, 5, 1))
    record_event(office, row.id, EventDraft("THOI_VIEC", date(2023, 6, 30)))
    add_people(office, [f"Lê Văn {chr(65 + n % 26)}{n}" for n in range(OTHERS)])
    return row.id


@pytest.fixture
def window(office, bich, look):
    return MainWindow(office, look=look, preferences=Forgetful())


@pytest.mark.parametrize("field", ["fullNameEdit", "idNumberEdit"])
def test_a_scan_fills_the_form_exactly_wherever_the_cursor_stands(window, sit_down, field):
    hands = sit_down(window)
    page = window.open("members")
    hands.control(Qt.Key.Key_N)
    page.form.entry.fields[field].setFocus()
    hands.telex(scanned(CARD))
    hands.press(Qt.Key.Key_Return)
    draft = page.form.draft()
    assert (draft.id_number, draft.old_id_number) == ("037185001234", "168123456")
    assert (draft.full_name, draft.birth_date) == ("Trần Thị Bích", "1985-03-05")
    assert (draft.gender, draft.id_issued_on) == ("female", "2021-05-10")
    assert draft.address == "Xóm Đông, xã Hòa Khánh, Đắk Lắk"
    assert page.form.likeness.text().startswith("Giống 98 %: Trần Thị Bích (đã rời 2023)")


def test_the_same_person_comes_back_as_one_and_the_decision_is_printed(
    office, bich, window, sit_down, tmp_path, monkeypatch
):
    hands = sit_down(window)
    page = window.open("members")
    hands.control(Qt.Key.Key_N)
    hands.enter(CARD)
    page.form.decisionNoEdit.setFocus()
    hands.type("12/QĐ-CĐCS")
    hands.press(Qt.Key.Key_F4)
    assert page.form.banner.text() == ""

    detail = show_member(office, bich)
    assert [(it.first, it.last) for it in detail.memberships] == [
        (date(2010, 5, 1), date(2023, 6, 30)),
        (office.today, None),
    ]
    assert count_members(office).total == OTHERS + 1
    assert len(member_ids(office, status="all")) == OTHERS + 1
    assert detail.draft.union_card == "00123456"
    assert detail.draft.old_id_number == "168123456"

    hands.press(Qt.Key.Key_Escape)
    hands.control(Qt.Key.Key_F)
    hands.enter("bich")
    page.show_current()
    hands.control(Qt.Key.Key_P)
    pane = page.currentWidget()
    assert pane.kindBox.currentText() == "Quyết định kết nạp, công nhận"
    assert pane.preview.page_count() == 1

    made = {}
    for file_format in ("pdf", "docx"):
        made[file_format] = tmp_path / f"quyet-dinh.{file_format}"
        answer = (str(made[file_format]), "")
        monkeypatch.setattr(QFileDialog, "getSaveFileName", lambda *_, a=answer, **__: a)
        hands.control(Qt.Key.Key_P) if file_format == "pdf" else pane.buttons["docx"].click()
    assert inspect_report(made["pdf"]) == inspect_report(made["docx"])
    check_layout(made["pdf"])
    letter = [it.text.replace("\xa0", " ") for it in docx.Document(made["docx"]).paragraphs]
    assert any(it.startswith("Điều 1. Công nhận bà Trần Thị Bích") for it in letter)


def check_layout(path):
    """Every part of the decision stands on one A4 page, in the order and place the rule asks."""
    with pypdfium2.PdfDocument(path) as pdf:
        assert len(pdf) == 1
        page = pdf[0]
        width, height = page.get_size()
        assert (round(width), round(height)) == (595, 842)
        text = page.get_textpage()
        places = {}
        for part in (
            "LIÊN ĐOÀN LAO ĐỘNG TỈNH ĐẮK LẮK",
            "CĐCS CÔNG TY TNHH MAY HOA SEN",
            "CỘNG HÒA XÃ HỘI CHỦ NGHĨA VIỆT NAM",
            "Độc lập - Tự do - Hạnh phúc",
            "Số: 12/QĐ-CĐCS",
            "ngày 05 tháng 3 năm 2026",
            "QUYẾT ĐỊNH",
            "Về việc công nhận đoàn viên công đoàn",
            "Điều 1.",
            "Điều 2.",
            "Điều 3.",
            "Nơi nhận:",
            "TM. BAN CHẤP HÀNH",
            "CHỦ TỊCH",
            "Trần Văn Tùng",
        ):
            places[part] = _place(text, part)
    left, right = width * 0.5, width * 0.45
    assert places["LIÊN ĐOÀN LAO ĐỘNG TỈNH ĐẮK LẮK"][0] < left
    assert places["CỘNG HÒA XÃ HỘI CHỦ NGHĨA VIỆT NAM"][0] > right
    assert places["TM. BAN CHẤP HÀNH"][0] > right > places["Nơi nhận:"][0]
    assert abs(places["Số: 12/QĐ-CĐCS"][1] - places["ngày 05 tháng 3 năm 2026"][1]) < 3
    downwards = ["Độc lập - Tự do - Hạnh phúc", "Số: 12/QĐ-CĐCS", "QUYẾT ĐỊNH", "Điều 1."]
    downwards += ["Điều 2.", "Điều 3.", "TM. BAN CHẤP HÀNH", "CHỦ TỊCH", "Trần Văn Tùng"]
    for above, below in pairwise(downwards):
        assert places[above][1] > places[below][1], (above, below)


def _place(text, part):
    wanted = r"\s+".join(map(re.escape, part.split()))
    found = re.search(wanted, text.get_text_range())
    assert found, part
    return text.get_charbox(found.start())[:2]
