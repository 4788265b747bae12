"""Thể thức: where the decree wants everything, measured on the printed page."""

import pytest

from tests.paper import samples
from tests.paper.measuring import place, places, rules
from unionapp.paper.document import (
    Document,
    LetterClosing,
    Orientation,
    Paragraph,
    StateHeading,
    Title,
)
from unionapp.paper.pdf import write_pdf

NEAR = 0.5  # mm


def near(value):
    return pytest.approx(value, abs=NEAR)


@pytest.fixture(scope="module")
def letter(tmp_path_factory):
    """The letter of the measured example: four lines at the left, all of them short."""
    heading = StateHeading(
        ("TỔNG LIÊN ĐOÀN LAO ĐỘNG\nVIỆT NAM",),
        "LIÊN ĐOÀN LAO ĐỘNG\nTỈNH NGHỆ AN",
        "Số: 05/BC-LĐLĐ",
        "Nghệ An, ngày 05 tháng 3 năm 2026",
    )
    title = Title(
        "Báo cáo",
        "Kết quả hoạt động công đoàn 6 tháng đầu năm 2026 và phương hướng, nhiệm vụ 6 tháng cuối năm 2026",
    )
    closing = LetterClosing(
        ("- Như trên;", "- Lưu: VT."), ("TM. BAN THƯỜNG VỤ", "CHỦ TỊCH"), "Nguyễn Thị Hằng Nga"
    )
    body = Paragraph("Thực hiện nhiệm vụ được giao, " * 8)
    blocks = (heading, title, body, body, Paragraph("Trên đây là báo cáo./."), closing)
    return write_pdf(
        Document("BC-1", "Báo cáo", "cong_doan", blocks),
        tmp_path_factory.mktemp("letter") / "a.pdf",
    )


def test_the_right_column_of_the_heading(letter):
    state, motto = (
        place(letter, "CỘNG HÒA XÃ HỘI CHỦ NGHĨA VIỆT NAM"),
        place(letter, "Độc lập - Tự do - Hạnh phúc"),
    )
    assert (state.baseline, motto.baseline) == (near(23.8), near(29.0))
    assert (state.middle, motto.middle) == (near(149), near(149))
    assert state.x1 - state.x0 == near(88.3)
    assert (state.size, motto.size) == (12, 13)
    assert state.font == motto.font == "Tinos-Bold"


def test_the_left_column_of_the_heading(letter):
    lines = ("TỔNG LIÊN ĐOÀN LAO ĐỘNG", "TỈNH NGHỆ AN")
    baselines = [place(letter, line).baseline for line in lines]
    assert baselines == [near(23.8), near(38.4)]
    assert place(letter, "TỔNG LIÊN ĐOÀN LAO ĐỘNG").font == "Tinos-Regular"
    assert place(letter, "TỈNH NGHỆ AN").font == "Tinos-Bold"
    assert place(letter, "TỈNH NGHỆ AN").middle == near(65)


def test_the_rules_are_lines_of_the_right_length(letter):
    motto, organisation, abstract = rules(letter)
    assert (motto.x0, motto.x1, motto.y) == (near(120.9), near(177.1), near(30.6))
    name = place(letter, "TỈNH NGHỆ AN")
    assert organisation.y == near(name.baseline + 1.6)
    assert 1 / 3 <= organisation.length / (name.x1 - name.x0) <= 1 / 2
    last = place(letter, "và phương hướng, nhiệm vụ 6 tháng cuối năm 2026")
    assert abstract.y == near(last.baseline + 2.0)
    assert 1 / 3 <= abstract.length / (last.x1 - last.x0) <= 1 / 2


def test_number_and_date_share_a_line_seven_millimetres_below_the_lower_rule(letter):
    number, date = (
        place(letter, "Số: 05/BC-LĐLĐ"),
        place(letter, "Nghệ An, ngày 05 tháng 3 năm 2026"),
    )
    assert (number.baseline, date.baseline) == (near(47.0), near(47.0))
    assert (number.middle, date.middle) == (near(65), near(149))
    assert (number.font, date.font) == ("Tinos-Regular", "Tinos-Italic")


def test_the_title_stands_in_the_middle_of_the_text(letter):
    name, first = (
        place(letter, "BÁO CÁO"),
        place(letter, "Kết quả hoạt động công đoàn 6 tháng đầu năm 2026"),
    )
    last = place(letter, "và phương hướng, nhiệm vụ 6 tháng cuối năm 2026")
    assert (name.baseline, first.baseline, last.baseline) == (near(58.7), near(64.3), near(70.0))
    assert (name.middle, first.middle, last.middle) == (near(112.5), near(112.5), near(112.5))
    assert name.size == first.size == 14


def test_the_body_is_indented_and_justified_between_the_margins(letter):
    first = place(letter, "Thực hiện nhiệm vụ")
    assert first.x0 == near(30 + 12.7)
    assert first.baseline == near(72 + 4 + 2.1 + 4.4)
    assert first.size == 14


def test_the_signature_stands_in_the_right_column_and_leaves_room_to_sign(letter):
    authority, office = place(letter, "TM. BAN THƯỜNG VỤ"), place(letter, "CHỦ TỊCH")
    name, label, item = (
        place(letter, "Nguyễn Thị Hằng Nga"),
        place(letter, "Nơi nhận:"),
        place(letter, "- Như trên;"),
    )
    assert {round(p.middle) for p in (authority, office, name)} == {149}
    assert label.baseline == near(authority.baseline)
    assert name.baseline - office.baseline == near(28)
    assert (label.x0, label.size, label.font) == (near(30), 12, "Tinos-BoldItalic")
    assert (item.x0, item.size, item.font) == (near(30), 11, "Tinos-Regular")
    body_end = place(letter, "Trên đây là báo cáo./.").baseline + 0.258 * 14 * 25.4 / 72
    assert authority.baseline - 0.891 * 13 * 25.4 / 72 - body_end == near(8)


def test_page_numbers_stand_in_the_top_margin_from_page_two_on(tmp_path):
    path = write_pdf(samples.letter(), tmp_path / "a.pdf")
    number = min(places(path, "2", page=1), key=lambda p: p.baseline)
    assert (number.baseline, number.middle, number.size) == (near(12), near(112.5), 14)


def test_the_party_letter_has_a_star_and_a_rule_as_long_as_the_name(tmp_path):
    path = write_pdf(samples.party_letter(), tmp_path / "a.pdf")
    name = place(path, "ĐẢNG CỘNG SẢN VIỆT NAM")
    assert (name.size, name.x1 - name.x0) == (15, near(72.9))
    assert rules(path)[0].length == near(72.9)
    assert place(path, "*").middle == near(65)


def test_long_organisation_names_stay_in_their_column(tmp_path):
    path = write_pdf(samples.letter(), tmp_path / "a.pdf")
    for line in ("LIÊN ĐOÀN LAO ĐỘNG", "CÔNG ĐOÀN CƠ SỞ CÔNG TY", "XUẤT KHẨU HƯNG NGUYÊN"):
        shown = place(path, line)
        assert shown.x0 >= 30 - NEAR
        assert shown.x1 <= 100 + NEAR


def test_wide_paper_widens_both_columns_of_the_heading(tmp_path):
    blocks = samples.letter().blocks
    wide = Document("BC", "Báo cáo", "cong_doan", blocks, Orientation.LANDSCAPE)
    path = write_pdf(wide, tmp_path / "a.pdf")
    spare = (297 - 210) / 2
    assert place(path, "Độc lập - Tự do - Hạnh phúc").middle == near(297 - 15 - (92 + spare) / 2)
    assert place(path, "Số: 05/BC-CĐCS").middle == near(30 + (70 + spare) / 2)


def test_five_signatures_share_the_width(tmp_path):
    path = write_pdf(samples.voucher(), tmp_path / "a.pdf")
    middles = [
        place(path, title).middle
        for title in ("Thủ trưởng đơn vị", "Kế toán trưởng", "Người lập", "Thủ quỹ")
    ]
    width = (210 - 20 - 12) / 5
    assert middles == [near(20 + width * (i + 0.5)) for i in (0, 1, 2, 4)]
