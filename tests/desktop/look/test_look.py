"""The looks hold their promises: contrast, font, text size and Vietnamese words."""

import re
from pathlib import Path

import PySide6
import pytest
from PySide6.QtCore import QCoreApplication, QLocale, QPoint, QPointF, Qt, QTranslator
from PySide6.QtGui import QFontInfo, QPalette, QWheelEvent
from PySide6.QtWidgets import QApplication, QDialogButtonBox, QPlainTextEdit, QToolButton

import unionapp.desktop
from unionapp.assets import resource
from unionapp.desktop.look import THEMES, icon, read_theme, set_icon, style_sheet
from unionapp.desktop.look.palettes import contrast, palette_of
from unionapp.desktop.look.words import qt_words

READ_TOGETHER = [
    ("text", "base"),
    ("text", "alternate_base"),
    ("text", "chosen"),
    ("text", "hover"),
    ("window_text", "window"),
    ("button_text", "button"),
    ("button_text", "hover"),
    ("button_text", "chosen"),
    ("highlighted_text", "highlight"),
    ("tool_tip_text", "tool_tip_base"),
    ("placeholder_text", "base"),
    ("link", "base"),
    ("link", "window"),
    ("link_visited", "base"),
    ("muted", "window"),
    ("muted", "base"),
    ("danger", "window"),
    ("danger", "base"),
    ("danger", "danger_ground"),
    ("bright_text", "base"),
    ("bright_text", "alternate_base"),
    ("warning", "window"),
    ("warning", "base"),
    ("warning", "warning_ground"),
    ("success", "window"),
    ("success", "base"),
    ("success", "success_ground"),
    ("text", "danger_ground"),
    ("text", "warning_ground"),
    ("text", "success_ground"),
    ("text", "info_ground"),
]


@pytest.mark.parametrize("theme", THEMES)
@pytest.mark.parametrize(("front", "ground"), READ_TOGETHER)
def test_words_stand_out_from_their_ground(theme, front, ground):
    colours = read_theme(theme)
    assert contrast(colours.colour(front), colours.colour(ground)) >= 4.5


@pytest.mark.parametrize("theme", THEMES)
def test_the_edge_of_a_field_is_seen(theme):
    colours = read_theme(theme)
    assert contrast(colours.colour("field_border"), colours.colour("base")) >= 3
    assert contrast(colours.colour("highlight"), colours.colour("base")) >= 2.5


def test_contrast_knows_its_ends():
    assert contrast("#000000", "#ffffff") == pytest.approx(21)
    assert contrast("#336699", "#336699") == 1


def test_both_themes_name_the_same_colours():
    light, dark = read_theme("light"), read_theme("dark")
    assert light.roles.keys() == dark.roles.keys()
    assert light.signs.keys() == dark.signs.keys()


def test_the_palette_is_that_of_the_file():
    palette = palette_of(read_theme("dark"))
    assert palette.color(QPalette.ColorRole.Base).name() == read_theme("dark").roles["base"]


def test_no_colour_stands_in_the_code():
    literal = re.compile(r"[\"']#[0-9a-fA-F]{3,8}[\"']|QColor\(\s*\d|GlobalColor\.(?!transparent)")
    folder = Path(unionapp.desktop.__file__).parent
    guilty = [
        file.name for file in folder.rglob("*.py") if literal.search(file.read_text("utf-8"))
    ]
    assert guilty == []


def test_the_style_sheet_is_short_and_complete():
    lines = resource("themes", "window.qss").read_text("utf-8").splitlines()
    assert len(lines) < 150
    for theme in THEMES:
        assert "$" not in style_sheet(read_theme(theme), 10)


def test_the_screen_font_is_the_bundled_one(qapp):
    assert QFontInfo(QApplication.font()).family() == "Noto Sans"


def test_text_size_grows_with_ctrl_and_wheel(qtbot, look):
    window = QPlainTextEdit()
    qtbot.addWidget(window)
    look.watch(window)
    window.show()
    with qtbot.waitSignal(look.text_size_changed) as seen:
        turn = QWheelEvent(
            QPointF(20, 20), QPointF(20, 20), QPoint(0, 0), QPoint(0, 120),
            Qt.MouseButton.NoButton, Qt.KeyboardModifier.ControlModifier,
            Qt.ScrollPhase.NoScrollPhase, False,  # noqa: FBT003
        )  # fmt: skip
        QCoreApplication.sendEvent(window.windowHandle(), turn)
    assert seen.args == [11]
    assert window.font().pointSize() == 11
    look.reset_text_size()


def test_text_size_keeps_within_bounds(look):
    look.set_text_size(400)
    assert look.text_size == 18
    look.set_text_size(1)
    assert look.text_size == 8
    look.reset_text_size()


def test_a_theme_can_be_changed_while_running(qtbot, look):
    with qtbot.waitSignal(look.changed):
        look.use_theme("dark")
    assert QApplication.palette().color(QPalette.ColorRole.Base).name() == look.theme.colour(
        "base"
    )


def test_buttons_of_qt_speak_vietnamese(qtbot):
    box = QDialogButtonBox(
        QDialogButtonBox.StandardButton.Save | QDialogButtonBox.StandardButton.Cancel
    )
    qtbot.addWidget(box)
    assert {button.text().replace("&", "") for button in box.buttons()} == {"Cất", "Hủy"}


def test_unknown_words_of_qt_stay_as_they_are():
    assert QCoreApplication.translate("Nowhere", "Something else") == "Something else"


@pytest.mark.parametrize(
    ("context", "source"),
    [(context, text) for context, texts in qt_words().items() for text in texts],
)
def test_every_translated_word_is_one_qt_uses(context, source):
    folder = Path(PySide6.__file__).parent / "Qt" / "translations"
    known = []
    for language in ("de", "fr", "ru", "ja", "uk", "it"):
        translator = QTranslator()
        if translator.load(f"qtbase_{language}", str(folder)):
            known.append(translator.translate(context, source))
    assert known
    assert any(known), f"Qt no longer says {source!r} in {context}"


def test_the_locale_is_vietnamese(qapp):
    assert QLocale().toString(1234567) == "1.234.567"


@pytest.mark.parametrize(
    "file", sorted(resource("icons").glob("*.svg")), ids=lambda file: file.stem
)
def test_every_icon_draws_something(file, qapp):
    image = icon(file.stem).pixmap(24, 24).toImage()
    painted = sum(
        image.pixelColor(x, y).alpha() > 0
        for x in range(image.width())
        for y in range(image.height())
    )
    assert painted > 8


def test_an_unknown_icon_is_an_error(qapp):
    with pytest.raises(FileNotFoundError):
        icon("no_such_icon")


def test_icons_follow_the_theme(qtbot, look):
    button = QToolButton()
    qtbot.addWidget(button)
    set_icon(button, "fold")
    before = button.icon().pixmap(24, 24).toImage()
    look.use_theme("dark")
    assert button.icon().pixmap(24, 24).toImage() != before
