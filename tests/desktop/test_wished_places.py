"""Every place is found after Ctrl+K by the words officers say, and opens."""

import tomllib
from datetime import date

import pytest

from tests.desktop.offices import add_people, receive_money
from tests.desktop.pages import show_page
from unionapp.assets import resource
from unionapp.desktop.command_box import find_wishes
from unionapp.desktop.main_window import MainWindow
from unionapp.desktop.pages import PAGES
from unionapp.desktop.preferences import Forgetful
from unionapp.desktop.wished_places import wished_places
from unionapp.finance.vouchers.drafting import save_voucher
from unionapp.finance.vouchers.drafts import LineDraft, VoucherDraft
from unionapp.reports.catalogue import reports_for

PLACES = tomllib.loads(resource("window", "places.toml").read_text(encoding="utf-8"))


@pytest.fixture
def window(qtbot, look, office):
    add_people(office)
    receive_money(office)
    window = show_page(qtbot, MainWindow(office, look=look, preferences=Forgetful()), 1093, 614)
    yield window
    window.finish()


WORDS = (
    ("so du dau", "Quỹ, tài khoản ngân hàng và số dư đầu"),
    ("quy va tai", "Quỹ, tài khoản ngân hàng và số dư đầu"),
    ("xuat danh sach", "Xuất danh sách đoàn viên"),
    ("kiem ke", "Kiểm kê quỹ"),
    ("doi chieu", "Đối chiếu ngân hàng"),
    ("du toan", "Dự toán"),
    ("cong khai", "Công khai tài chính"),
    ("s11", "In Sổ quỹ tiền mặt (S11-H)"),
    ("so quy", "In Sổ quỹ tiền mặt (S11-H)"),
    ("phi ngan hang", "Lập giấy báo nợ"),
    ("ban giao", "Kiểm kê quỹ"),
    ("khoa so", "Khóa sổ tháng"),
    ("tham so", "Tham số pháp luật"),
    ("lương cơ sở", "Tham số pháp luật"),
    ("chung thu", "Khóa và chứng thư của đơn vị"),
    ("quyet toan", "Quyết toán"),
    ("nguoi dung", "Cán bộ sử dụng chương trình"),
    ("tháng 1", "Kỳ làm việc: tháng 01 năm 2026"),
    ("kỳ làm việc năm 2025", "Kỳ làm việc: năm 2025"),
)


def test_a_word_finds_its_place_among_the_first(window):
    wishes = window.wishes()
    for query, title in WORDS:
        assert title in [wish.text for wish in find_wishes(wishes, query)[:4]], query


@pytest.mark.parametrize(
    ("query", "title"),
    [
        ("phieu thu", "Lập phiếu thu"),
        ("phieu chi", "Lập phiếu chi"),
        ("bao no", "Lập giấy báo nợ"),
        ("rut tien", "Chuyển quỹ"),
    ],
)
def test_enter_writes_the_voucher_that_is_named(window, query, title):
    window.open("vouchers")
    assert find_wishes(window.wishes(), query)[0].text == title


def test_every_title_and_every_word_finds_its_own_place(window):
    wishes = window.wishes()
    for place in PLACES["place"]:
        if not place.get("lower"):
            for words in (place["title"], *place["words"]):
                assert place["title"] in [it.text for it in find_wishes(wishes, words)[:12]], words


def test_every_page_and_every_paper_is_offered(window):
    texts = [wish.text for wish in window.wishes()]
    assert {f"Mở {entry.title}" for entry in PAGES} <= set(texts)
    for kind in reports_for("CDCS"):
        assert any(text.startswith(f"In {kind.name}") for text in texts)


def test_words_are_kept_for_papers_that_exist():
    known = {kind.id for tier in ("CDCS", "TINH") for kind in reports_for(tier)}
    assert set(PLACES["papers"]) <= known


def test_what_only_upper_units_have_is_offered_to_them_alone():
    below = {wish.text for wish in wished_places(lambda *_: None, "CDCS")}
    above = {wish.text for wish in wished_places(lambda *_: None, "TINH")}
    assert "Tổng hợp cấp dưới" in above - below


def test_every_place_opens(qtbot, window):
    wishes = {wish.text: wish for wish in window.wishes()}
    for place in PLACES["place"]:
        if place.get("lower"):
            continue
        wishes[place["title"]].fulfil()
        assert window.navigation.current() == place["page"]
        page = window.pageStack.currentWidget()
        parts = getattr(page, "parts", None)
        if isinstance(parts, dict) and place.get("at") in parts:
            assert page.tabs.currentWidget() is parts[place["at"]]
    window.finish()


def test_no_name_is_offered_twice(window):
    for page in ("vouchers", "dues", "books"):
        window.open(page)
        texts = [wish.text for wish in window.wishes()]
        assert len(texts) == len(set(texts))
    window.go_to("vouchers", "accounts")
    texts = [wish.text for wish in window.wishes()]
    assert texts.count("Cất") == texts.count("Hoãn") == 1


def test_the_example_of_the_box_finds_the_payment(window, office):
    draft = VoucherDraft(
        kind="PC",
        voucher_on=date(2026, 3, 5),
        counterparty="Cửa hàng Bình An",
        reason="Thăm hỏi ốm đau",
        amount=1_200_000,
        lines=(LineDraft("EXP_CARE", 1_200_000),),
    )
    save_voucher(office, draft)
    (wish,) = window.seek("phiếu chi 1tr2 tháng 3")
    assert "1.200.000" in wish.text
