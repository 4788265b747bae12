"""Reports are looked at as they print, saved, frozen, and marked when the records have left them."""

import pypdfium2
import pytest
from PySide6.QtCore import Qt
from PySide6.QtTest import QTest

from tests.desktop.offices import a_desk, add_people, finished, receive_money
from tests.desktop.strokes import replay, telex
from unionapp.desktop.reports import reports_page
from unionapp.desktop.reports.reports_page import ReportsPage
from unionapp.membership.drafts import MemberDraft
from unionapp.membership.members import add_member
from unionapp.organisation.units import UnitFacts
from unionapp.paper.report_id import read_report_id
from unionapp.reports.letters.sections import read_section, write_section
from unionapp.reports.making import list_snapshots
from unionapp.vietnamese.periods import Period


@pytest.fixture
def page(qtbot, office, look):
    add_people(office)
    receive_money(office)
    page = ReportsPage(a_desk(office))
    qtbot.addWidget(page)
    page.resize(1100, 600)
    with finished(qtbot, page._desk):
        page.show()
    page.activateWindow()
    return page


def words_of(data):
    pdf = pypdfium2.PdfDocument(data)
    text = "".join(pdf[at].get_textpage().get_text_range() for at in range(len(pdf)))
    pdf.close()
    return text


def test_f7_shows_the_report_as_it_prints(qtbot, page):
    page.go_to("member-list")
    with finished(qtbot, page._desk):
        QTest.keyClick(page.reportList, Qt.Key.Key_F7)
    assert page.preview.page_count() == 1
    assert not page.preview.picture().isNull()
    assert page.preview.pageLabel.text() == "Trang 1/1"


def test_the_saved_file_is_what_was_looked_at(qtbot, page, tmp_path, monkeypatch):
    seen = []
    monkeypatch.setattr(page.preview, "show_pdf", seen.append)
    page.go_to("member-list")
    with finished(qtbot, page._desk):
        page.show_preview()
    with finished(qtbot, page._desk):
        page.save_to("pdf", tmp_path / "ds.pdf")
    saved = (tmp_path / "ds.pdf").read_bytes()
    assert words_of(saved) == words_of(seen[0])
    assert "Nguyễn Thị Hường" in words_of(saved)


def test_a_report_is_saved_in_every_format_it_has(qtbot, page, tmp_path):
    page.go_to("half-year")
    ids = set()
    for file_format in ("pdf", "xlsx", "docx"):
        with finished(qtbot, page._desk):
            page.save_to(file_format, tmp_path / f"bc.{file_format}")
        ids.add(read_report_id(tmp_path / f"bc.{file_format}"))
    assert len(ids) == 1
    assert page.banner.text().startswith("Đã lưu")


def test_a_frozen_version_says_when_the_records_have_left_it(qtbot, page, office, tmp_path):
    page.go_to("member-list")
    with finished(qtbot, page._desk):
        page.save_to("pdf", tmp_path / "ds.pdf")
    with finished(qtbot, page._desk):
        page.refresh()
    assert page._list.model.row(0)[2] == "khớp số liệu"
    add_member(office, MemberDraft("Lò Thị Bình"), on=office.today)
    with finished(qtbot, page._desk):
        page.refresh()
    assert page._list.model.row(0)[2] == "đã thay đổi sau khi chốt"
    assert len(list_snapshots(office)) == 1


def test_a_frozen_version_is_opened_as_it_was(qtbot, page, office, tmp_path, monkeypatch):
    page.go_to("member-list")
    with finished(qtbot, page._desk):
        page.save_to("pdf", tmp_path / "ds.pdf")
    add_member(office, MemberDraft("Lò Thị Bình"), on=office.today)
    with finished(qtbot, page._desk):
        page.refresh()
    seen = []
    monkeypatch.setattr(page.preview, "show_pdf", seen.append)
    with finished(qtbot, page._desk):
        page.show_version(page._list.model.row_id(0))
    assert "Lò Thị Bình" not in words_of(seen[0])


def test_a_report_that_does_not_fit_the_period_says_so(qtbot, page):
    with finished(qtbot, page._desk):
        page._desk.work_in(Period.parse("2026-03"))
    page.go_to("half-year")
    assert "6 tháng" in page.banner.text()
    assert not page.previewButton.isEnabled()
    assert not page.tabs.isTabVisible(1)


def test_the_written_parts_are_kept_and_offered_again(qtbot, page, office):
    before = Period.parse("2025-H2")
    write_section(office, "half-year", before, "plan", "Phát triển mới 20 đoàn viên.")
    page.go_to("member-list")
    page.go_to("half-year")
    assert page.sections.planEdit.value() == "Phát triển mới 20 đoàn viên."
    assert "phương hướng" in page.sections.stateLabel.text()
    page.tabs.setCurrentWidget(page.sections)
    page.sections.planEdit.set_value(None)
    page.sections.planEdit.setFocus()
    replay(page.sections.planEdit.page, telex("Đẩy mạnh đối thoại"))
    with finished(qtbot, page._desk):
        QTest.keyClick(
            page.sections.planEdit.page, Qt.Key.Key_S, Qt.KeyboardModifier.ControlModifier
        )
    assert (
        read_section(office, "half-year", page._desk.period, "plan").text == "Đẩy mạnh đối thoại"
    )


def test_nothing_is_overwritten(qtbot, page, tmp_path):
    page.go_to("member-list")
    for _ in range(2):
        with finished(qtbot, page._desk):
            page.save_to("pdf", tmp_path / "ds.pdf")
    assert sorted(path.name for path in tmp_path.glob("*.pdf")) == ["ds (2).pdf", "ds.pdf"]


def offered(qtbot, office):
    page = ReportsPage(a_desk(office))
    qtbot.addWidget(page)
    return {page.reportList.item(at).text() for at in range(page.reportList.count())}


def test_each_level_is_offered_its_own_statistics_form(qtbot, office, make_office):
    district = UnitFacts("KCN", "CT-09", "Công đoàn các khu công nghiệp")
    below, above = (
        offered(qtbot, office),
        offered(qtbot, make_office("upper", unit=district, parent=None)),
    )
    assert below - above == {"Thống kê hoạt động CĐCS (Mẫu 1-HĐCĐ)"}
    assert above - below == {
        "Thống kê tổng hợp hoạt động công đoàn (Mẫu 2-HĐCĐ)",
        "Báo cáo quyết toán tổng hợp (B07-TLĐ)",
        "Bảng quyết toán các đơn vị cấp dưới",
    }


def test_an_arrow_held_down_makes_no_paper_on_the_way(qtbot, page, office, tmp_path, monkeypatch):
    page.go_to("member-list")
    with finished(qtbot, page._desk):
        page.save_to("pdf", tmp_path / "ds.pdf")
    asked = []
    monkeypatch.setattr(
        reports_page, "is_changed_since", lambda _office, row: bool(asked.append(row.report))
    )
    for _ in range(3):
        QTest.keyClick(page.reportList, Qt.Key.Key_Down)
        QTest.keyClick(page.reportList, Qt.Key.Key_Up)
    assert asked == []
    qtbot.waitUntil(lambda: asked == ["member-list"], timeout=5000)
    with finished(qtbot, page._desk):
        pass
