"""Vietnamese for the texts Qt itself shows; PySide6 ships no Vietnamese translation."""

import tomllib
from functools import cache

from PySide6.QtCore import QObject, QTranslator
from typing_extensions import override

from unionapp.assets import resource


@cache
def qt_words() -> dict[str, dict[str, str]]:
    """Every text of Qt we translate, by Qt's own context."""
    file = resource("translations", "qt.toml")
    return tomllib.loads(file.read_text(encoding="utf-8"))


class QtWords(QTranslator):
    """Answers Qt from the table in resources/translations; unknown texts stay as they are."""

    def __init__(self, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._words = qt_words()

    @override
    def isEmpty(self) -> bool:
        return not self._words

    @override
    def translate(
        self, context: str, sourceText: str, disambiguation: str | None = None, n: int = -1
    ) -> str:
        found = self._words.get(context, {}).get(sourceText)
        # Only a null string lets Qt fall back to its own text; "" would blank it.
        return found if found is not None else None  # type: ignore[return-value]
