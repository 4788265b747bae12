from datetime import date
from decimal import Decimal

import pytest
from hypothesis import given
from hypothesis import strategies as st

from unionapp.paper.document import Kind, Span
from unionapp.paper.fonts import LINE, face
from unionapp.paper.profiles import load_profile
from unionapp.paper.values import write_value
from unionapp.paper.wrapping import balance, bind, clean, fill_lines, loosen, words_of, wrap

SEVENTY_MM = 70 * 72 / 25.4


@pytest.mark.parametrize(
    ("name", "lines"),
    [
        ("LIÊN ĐOÀN LAO ĐỘNG TỈNH NGHỆ AN", ["LIÊN ĐOÀN LAO ĐỘNG", "TỈNH NGHỆ AN"]),
        ("TỔNG LIÊN ĐOÀN LAO ĐỘNG VIỆT NAM", ["TỔNG LIÊN ĐOÀN LAO ĐỘNG", "VIỆT NAM"]),
        (
            "CÔNG ĐOÀN CƠ SỞ CÔNG TY MAY HƯNG NGUYÊN",
            ["CÔNG ĐOÀN CƠ SỞ", "CÔNG TY MAY HƯNG NGUYÊN"],
        ),
        ("CÔNG ĐOÀN CƠ SỞ TRƯỜNG TIỂU HỌC LÊ LỢI", ["CÔNG ĐOÀN CƠ SỞ", "TRƯỜNG TIỂU HỌC LÊ LỢI"]),
        ("ĐẢNG ĐOÀN LIÊN ĐOÀN LAO ĐỘNG TỈNH", ["ĐẢNG ĐOÀN", "LIÊN ĐOÀN LAO ĐỘNG TỈNH"]),
        ("CĐCS CÔNG TY X", ["CĐCS CÔNG TY X"]),
        ("CĐCS CÔNG TY TNHH MAY HOA SEN", ["CĐCS CÔNG TY", "TNHH MAY HOA SEN"]),
        ("CĐCS TRƯỜNG TIỂU HỌC HƯNG DŨNG", ["CĐCS TRƯỜNG", "TIỂU HỌC HƯNG DŨNG"]),
    ],
)
def test_organisation_names_break_where_the_name_does(name, lines):
    found = balance(name, face(bold=True), 12, SEVENTY_MM)
    assert found == lines


@pytest.mark.parametrize("subject", ["BÁO CÁO QUYẾT TOÁN", "BIỂU CÔNG KHAI DỰ TOÁN"])
def test_thu_chi_is_not_broken_in_a_title(subject):
    lines = balance(f"{subject} THU, CHI TÀI CHÍNH CÔNG ĐOÀN", face(bold=True), 15, 340)
    assert lines == [subject, "THU, CHI TÀI CHÍNH CÔNG ĐOÀN"]


def test_a_heading_of_one_endless_word_is_still_broken():
    lines = balance("X" * 60, face(), 12, SEVENTY_MM)
    assert "".join(lines) == "X" * 60
    assert all(face().width(line, 12) <= SEVENTY_MM for line in lines)


def test_numbers_stay_with_their_words():
    text = bind("Kết quả 6 tháng đầu năm 2026, ngày 05 tháng 3, quý I, đạt 90 %")
    assert (
        text
        == "Kết quả 6\u00a0tháng đầu năm\u00a02026, ngày\u00a005 tháng\u00a03, quý\u00a0I, đạt 90\u00a0%".replace(
            "05 tháng", "05\u00a0tháng"
        )
    )


@given(st.text(max_size=200), st.floats(30, 300))
def test_no_line_is_wider_than_its_room_and_no_letter_is_lost(text, width):
    text = clean(text)
    lines = wrap(text, face(), 12, width)
    widest = max(face().width(letter, 12) for letter in text) if text else 0
    assert all(face().width(line, 12) <= max(width, widest) + 0.01 for line in lines)
    assert "".join(lines).replace(" ", "") == text.replace(" ", "").replace("\n", "")


def test_a_word_may_change_its_shape_inside():
    (word,) = words_of((Span("đạt", bold=True), Span(",")))
    assert [(piece.text, piece.face.name) for piece in word] == [
        ("đạt", "Tinos-Bold"),
        (",", "Tinos-Regular"),
    ]


def test_bound_words_are_stretched_like_the_others():
    lines = fill_lines(words_of("ngày 05 tháng 3"), 14, 1000)
    assert [piece.text for word in lines[0] for piece in word] == ["ngày", "05", "tháng", "3"]
    assert loosen([]) == []


def test_a_single_line_leaves_room_for_two_marks():
    assert LINE >= 1.14


@pytest.mark.parametrize(
    ("value", "kind", "text"),
    [
        (1_500_000, Kind.NUMBER, "1.500.000"),
        (-20_000, Kind.NUMBER, "-20.000"),
        (1234, Kind.ORDINAL, "1234"),
        (Decimal("1098.5"), Kind.DECIMAL, "1.098,50"),
        (date(2026, 3, 5), Kind.DATE, "05/03/2026"),
        (None, Kind.NUMBER, ""),
        ("x", Kind.NUMBER, "x"),
    ],
)
def test_values_are_written_as_vietnamese_read_them(value, kind, text):
    assert write_value(value, kind) == text


@pytest.mark.parametrize("name", ["cong_doan", "dang", "ke_toan", "chung_tu", "danh_sach"])
def test_every_profile_is_within_the_decrees_limits(name):
    profile = load_profile(name)
    assert profile.signature.name_gap >= 18
    assert profile.body.size >= 12
    if name == "cong_doan":
        top, bottom, left, right = profile.margins
        assert (20 <= top <= 25, 20 <= bottom <= 25, 30 <= left <= 35, 15 <= right <= 20) == (
            True,
        ) * 4
