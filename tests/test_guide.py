"""The guide for officers speaks of what really stands on the screen."""

import re
from pathlib import Path

import pytest

HOUSE = Path(__file__).parents[1]
GUIDE = HOUSE / "docs" / "manual" / "huong-dan.md"
SHOWN = {
    *(HOUSE / "ui").rglob("*.ui"),
    *(HOUSE / "src" / "unionapp" / "desktop").rglob("*.py"),
    *(HOUSE / "resources" / "sentences").glob("*.toml"),
}


def words_on_screen() -> str:
    text = "\n".join(file.read_text("utf-8") for file in sorted(SHOWN))
    return text.replace("&amp;&amp;", "\0").replace("&amp;", "").replace("\0", "&&")


def test_every_label_in_bold_stands_on_the_screen() -> None:
    screen = words_on_screen()
    labels = set(re.findall(r"\*\*([^*\n]+?)[.:]?\*\*", GUIDE.read_text("utf-8")))
    headings = {label for label in labels if f"**{label}.**" in GUIDE.read_text("utf-8")}
    assert len(labels) > 30
    assert {label for label in labels - headings - {"đậm"} if label not in screen} == set()


@pytest.mark.parametrize("document", [GUIDE, HOUSE / "README.md"], ids=lambda file: file.name)
def test_every_linked_file_is_there(document: Path) -> None:
    links = re.findall(r"\]\(([^)#:]+)\)", document.read_text("utf-8"))
    assert links
    assert [link for link in links if not (document.parent / link).exists()] == []
