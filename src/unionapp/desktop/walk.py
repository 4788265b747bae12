"""The order in which the keyboard walks through a form."""

from PySide6.QtCore import QEvent, QObject, Qt
from PySide6.QtGui import QKeyEvent
from PySide6.QtWidgets import QAbstractButton, QApplication, QWidget
from typing_extensions import override

from unionapp.desktop.fields import Field

_RETURNS = (Qt.Key.Key_Return, Qt.Key.Key_Enter)


class EnterWalk(QObject):
    """Enter goes on to the next field of a form, Shift+Enter back; on a button it presses it."""

    def __init__(self, form: QWidget) -> None:
        super().__init__(form)
        self._form = form
        form.installEventFilter(self)

    @override
    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        if watched is not self._form or event.type() != QEvent.Type.KeyPress:
            return False
        return isinstance(event, QKeyEvent) and self._walk(event)

    def _walk(self, event: QKeyEvent) -> bool:
        held = event.modifiers() & ~Qt.KeyboardModifier.KeypadModifier
        if event.key() not in _RETURNS or held & ~Qt.KeyboardModifier.ShiftModifier:
            return False
        current = QApplication.focusWidget()
        if isinstance(current, QAbstractButton) and not held and field_of(current) is None:
            current.click()
            return True
        stop = next_stop(self._form, current, is_back=bool(held))
        if stop is not None:
            reason = Qt.FocusReason.BacktabFocusReason if held else Qt.FocusReason.TabFocusReason
            stop.setFocus(reason)
        return True


def stops(form: QWidget) -> list[QWidget]:
    """Every widget the Tab key stops at, in tab order; what only shows is passed by."""
    return [it for it in _chain(form) if form.isAncestorOf(it) and _is_stop(it, form)]


def next_stop(form: QWidget, current: QWidget | None, *, is_back: bool = False) -> QWidget | None:
    """Where Enter goes from here; the last stop has no next."""
    chain = stops(form)
    if current not in chain:
        return chain[0] if chain else None
    place = chain.index(current) + (-1 if is_back else 1)
    return chain[place] if 0 <= place < len(chain) else None


def field_of(widget: QWidget | None) -> Field | None:
    """The field a widget belongs to."""
    while widget is not None and not isinstance(widget, Field):
        widget = widget.parentWidget()
    return widget


def fields_of(form: QWidget) -> dict[str, Field]:
    """The named fields of a form in tab order, then those the walk does not reach."""
    walked = [field_of(stop) for stop in stops(form)]
    known = {field.objectName(): field for field in walked if field is not None}
    every = {field.objectName(): field for field in form.findChildren(Field)}
    return {name: field for name, field in (known | every).items() if name}


def _chain(form: QWidget) -> list[QWidget]:
    # PySide takes each answer of nextInFocusChain for a child of the one that was asked: a walk
    # hangs the whole window on its last button, and when a page lets one link go, as the first
    # page does with its lines of work, everything after it becomes useless. So everything is held
    # while we walk, and hung back where it belongs.
    window = form.window()
    held = window.findChildren(QWidget)
    chain: list[QWidget] = []
    widget: QWidget | None = form.nextInFocusChain()
    while widget is not None and widget is not form:
        chain.append(widget)
        widget = widget.nextInFocusChain()
    window.setParent(window.parentWidget())
    held[:] = window.findChildren(QWidget)
    return chain


def _is_stop(widget: QWidget, form: QWidget) -> bool:
    wants_tab = widget.focusPolicy() & Qt.FocusPolicy.TabFocus == Qt.FocusPolicy.TabFocus
    if not wants_tab or not widget.isEnabled() or not widget.isVisibleTo(form):
        return False
    # Asked last and of few: PySide takes the answer for a parent, so that asking the inner parts
    # of a table, whose proxy is their own header, lets the garbage collector delete them.
    return widget.focusProxy() is None
