"""F6: from the subjects to the list, to what stands beside it, and round again."""

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QAbstractItemView, QApplication, QSplitter, QTabWidget, QWidget

from unionapp.desktop.walk import stops


def panes_of(page: QWidget) -> list[QWidget]:
    """The parts of a page that lie beside each other; a page without a splitter is one part."""
    splitters = (one for one in page.findChildren(QSplitter) if one.isVisible())
    splitter = next(splitters, None)
    if splitter is None:
        return [page]
    parts = (splitter.widget(at) for at in range(splitter.count()))
    return [part for part in parts if part is not None and part.isVisible()]


def go_into(page: QWidget) -> None:
    """Put the cursor where a page wants it, else into its list, else into its first field."""
    page.setFocus()
    if page.window().focusWidget() is not page:
        return
    tabs = next((one for one in page.findChildren(QTabWidget) if one.isVisibleTo(page)), None)
    shown: QWidget | None = tabs.currentWidget() if tabs is not None else None
    inner = stops(shown or page) or stops(page)
    lists = [one for one in inner if isinstance(one, QAbstractItemView)]
    if stop := next(iter([*lists, *inner]), None):
        stop.setFocus(Qt.FocusReason.OtherFocusReason)


def go_to_next(panes: list[QWidget]) -> None:
    """Put the cursor into the pane after the one that has it; empty panes are passed by."""
    cursor = QApplication.focusWidget()
    at = next((at for at, pane in enumerate(panes) if _holds(pane, cursor)), -1)
    for pane in panes[at + 1 :] + panes[: at + 1]:
        stop = pane if _takes_cursor(pane) else next(iter(stops(pane)), None)
        if stop is not None:
            stop.setFocus(Qt.FocusReason.OtherFocusReason)
            return


def _holds(pane: QWidget, cursor: QWidget | None) -> bool:
    return cursor is not None and (pane is cursor or pane.isAncestorOf(cursor))


def _takes_cursor(pane: QWidget) -> bool:
    return pane.focusPolicy() & Qt.FocusPolicy.TabFocus == Qt.FocusPolicy.TabFocus
