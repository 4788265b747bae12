"""Every form in a pseudo-language, longer and marked: what is clipped shows, and what cannot be translated."""

from xml.etree import ElementTree

import pytest
from PySide6.QtGui import QFont
from PySide6.QtWidgets import QApplication, QLabel, QTabWidget, QWidget

from tests.desktop.offices import add_people, receive_money
from tests.desktop.pages import show_page
from tests.desktop.walk import (
    clipped,
    elided_hints,
    every_form,
    faint,
    nameless,
    said_by,
    too_large,
)
from unionapp.assets import form
from unionapp.desktop import forms
from unionapp.desktop.main_window import MainWindow
from unionapp.desktop.pages import PAGES
from unionapp.desktop.preferences import Forgetful

FOLDER = form("list_page").parent
FORMS = [file.relative_to(FOLDER).with_suffix("").as_posix() for file in every_form()]
MARK = "⟦"
PAGE, PANEL, DOOR = (900, 530), (400, 480), (560, 560)
# Properties that hold a sign or a colour role, not words.
NO_WORDS = {"role", "sign", "styleSheet", "objectName", "shortcut"}
# What our own fields say by themselves, in every form alike.
SAID_BY_FIELDS = {
    "ngày/tháng/năm",
    "ngày, tháng hoặc năm",
    "Lịch (Alt+↓)",
    "gõ vài chữ, F3: xem hết",
    "12 số, hoặc quét mã trên thẻ",
    "Bấm để chép số tiền bằng chữ",
}


def pseudo(text):
    """Marked, and longer by two fifths; what follows an ampersand stays its key."""
    return f"{MARK}{text}{'~' * round(len(text) * 0.4)}⟧"


def words_in(root):
    for widget in root.iter():
        for prop in [*widget.findall("property"), *widget.findall("attribute")]:
            text = prop.find("string")
            if text is not None and text.text and prop.attrib["name"] not in NO_WORDS:
                yield text


@pytest.fixture
def pseudo_form(qtbot, tmp_path, monkeypatch):
    """Load a form whose every word is pseudo."""

    def load(name):
        tree = ElementTree.parse(form(name))
        for text in words_in(tree.getroot()):
            text.text = pseudo(text.text)
        file = tmp_path / "pseudo.ui"
        tree.write(file, encoding="utf-8", xml_declaration=True)
        monkeypatch.setattr(forms, "form", lambda _name: file)
        window = QWidget()
        qtbot.addWidget(window)
        forms.load_form(name, window)
        return show_small(qtbot, window, name)

    return load


def show_small(qtbot, window, name):
    """As large as a laptop of 1366×768 at 125 % leaves it: a page, or a panel beside a list."""
    window.resize(*(PANEL if name.endswith("_panel") else DOOR if "/" not in name else PAGE))
    window.show()
    qtbot.waitExposed(window)
    return window


@pytest.fixture
def plain_form(qtbot):
    def load(name):
        window = QWidget()
        qtbot.addWidget(window)
        forms.load_form(name, window)
        return show_small(qtbot, window, name)

    return load


@pytest.mark.parametrize("name", FORMS)
def test_longer_words_are_not_clipped(pseudo_form, name):
    assert clipped(pseudo_form(name)) == []


@pytest.mark.parametrize("name", FORMS)
def test_every_word_can_be_translated(pseudo_form, name):
    fixed = {text for text in said_by(pseudo_form(name)) if MARK not in text}
    assert fixed - SAID_BY_FIELDS == set()


@pytest.mark.parametrize("name", FORMS)
def test_a_form_fits_a_small_laptop_and_its_hints_fit_their_lines(plain_form, name):
    window = plain_form(name)
    assert not too_large(window)
    assert elided_hints(window) == []


@pytest.fixture(params=["light", "dark"])
def crisp(request, look, qapp):
    """Letters without soft edges, so that their colour can be measured."""
    look.use_theme(request.param)
    font = qapp.font()
    font.setStyleStrategy(QFont.StyleStrategy.NoAntialias)
    qapp.setFont(font)
    yield
    look.use_theme("light")


@pytest.mark.parametrize("name", FORMS)
@pytest.mark.usefixtures("crisp")
def test_words_stand_out_in_light_and_dark(plain_form, name):
    assert faint(plain_form(name)) == []


def test_the_walk_finds_what_is_faint_or_clipped(qtbot):
    window = QLabel("Nguyễn Thị Hường Đặng Ưởng")
    box = QWidget()
    window.setParent(box)
    window.setStyleSheet("color: #b8b8b8; background: #ffffff;")
    qtbot.addWidget(box)
    box.resize(300, 60)
    window.setGeometry(0, 0, 60, 20)
    box.show()
    assert len(clipped(box)) == 1
    assert len(faint(box)) == 1
    window.setStyleSheet("color: #303030; background: #ffffff;")
    window.resize(260, 30)
    assert clipped(box) == faint(box) == []


@pytest.fixture
def main_window(office, look, qtbot):
    add_people(office)
    receive_money(office)
    window = show_page(qtbot, MainWindow(office, look=look, preferences=Forgetful()), 1093, 614)
    yield window
    window.close()


@pytest.mark.usefixtures("crisp")
@pytest.mark.parametrize("crisp", ["light"], indirect=True)  # both themes were seen form by form
def test_every_page_can_be_read_on_a_small_laptop(main_window, qtbot):
    found = []
    for entry in PAGES:
        page = main_window.open(entry.code)
        main_window.finish()
        tabs = page.findChild(QTabWidget, "tabs")
        for at in range(tabs.count() if tabs is not None else 1):
            if tabs is not None:
                tabs.setCurrentIndex(at)
            main_window.finish()
            QApplication.processEvents()
            wrong = (clipped(main_window), nameless(page), faint(main_window))
            found += [(entry.code, at, one) for kind in wrong for one in kind]
    assert found == []
    assert (main_window.width(), main_window.height()) == (1093, 614)
