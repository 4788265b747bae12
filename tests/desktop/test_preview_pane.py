"""The preview of a paper is as wide as there is room, also when it was asked for out of sight."""

import pytest
from PySide6.QtWidgets import QStackedWidget, QWidget

from tests.desktop.pages import show_page
from unionapp.desktop.printing.pdf_pages import print_to_memory
from unionapp.desktop.printing.preview_pane import PreviewPane
from unionapp.paper.document import Document, Paragraph, Style


@pytest.fixture
def pages(qtbot, look):
    """A preview behind another page."""
    pages, pane = QStackedWidget(), PreviewPane()
    pages.addWidget(QWidget())
    pages.addWidget(pane)
    show_page(qtbot, pages, 900, 600)
    return pages


@pytest.fixture
def pdf():
    return print_to_memory(
        Document(
            report_id="",
            title="Phiếu chi",
            profile="cong_doan",
            blocks=(Paragraph("Chi", Style.PLAIN),),
        )
    )


def test_a_paper_asked_for_out_of_sight_is_as_wide_as_the_room(pages, pdf):
    pane = pages.widget(1)
    pane.show_pdf(pdf)
    pages.setCurrentWidget(pane)
    room = pane.sheetArea.viewport().width()
    assert room - 60 < pane.picture().deviceIndependentSize().width() < room
    assert not pane.sheetArea.horizontalScrollBar().maximum()
