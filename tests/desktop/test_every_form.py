"""Every form file, those still to come included, can be used by everybody on a small laptop."""

import re
from collections import Counter
from xml.etree import ElementTree

import pytest
from PySide6.QtWidgets import QWidget

from tests.desktop.walk import clipped, every_form, missing_tab_stops, nameless, stretch, too_large
from unionapp.assets import form
from unionapp.desktop.forms import load_form

FORMS = every_form()


@pytest.fixture(params=FORMS, ids=lambda file: file.stem)
def file(request):
    return request.param


@pytest.fixture
def window(qtbot, file):
    window = QWidget()
    qtbot.addWidget(window)
    name = file.relative_to(form("list_page").parent).with_suffix("").as_posix()
    load_form(name, window)
    window.show()
    qtbot.waitExposed(window)
    return window


def test_its_tab_order_is_complete(file):
    assert missing_tab_stops(file) == []


def test_every_input_has_a_name(window):
    assert nameless(window) == []


def test_it_fits_a_small_laptop(window):
    assert not too_large(window)


def test_no_word_is_clipped_even_in_a_longer_language(window, qtbot):
    assert clipped(window) == []
    stretch(window)
    qtbot.wait(1)
    assert clipped(window) == []


def test_all_its_words_are_vietnamese_or_names(file):
    english = {
        "OK",
        "Cancel",
        "Save",
        "Close",
        "Add",
        "Delete",
        "Edit",
        "Search",
        "TextLabel",
        "PushButton",
        "GroupBox",
    }
    text = file.read_text(encoding="utf-8")
    assert [word for word in english if f"<string>{word}</string>" in text] == []


def test_no_two_of_its_words_share_an_alt_letter_and_every_keyboard_has_it(file):
    letters = [it for it in map(alt_letter, texts_of(file)) if it]
    assert [it for it in letters if not it.isascii()] == []
    assert [it for it, count in Counter(letters).items() if count > 1] == []


def test_the_frame_of_lists_takes_no_alt_letter_from_the_panels_beside_them():
    assert [it for it in map(alt_letter, texts_of(form("list_page"))) if it] == []


def texts_of(file):
    return [it.text or "" for it in ElementTree.parse(file).iter("string")]


def alt_letter(text):
    found = re.search(r"&(?!&)(\w)", text.replace("&&", ""))
    return found and found[1].upper()
