"""What is dropped on a panel or pasted into it: files of this computer, or a picture."""

from pathlib import Path

from PySide6.QtCore import QBuffer, QIODevice, QMimeData
from PySide6.QtGui import QImage


def holds_something(data: QMimeData) -> bool:
    """Whether there are files or a picture to take."""
    return data.hasUrls() or data.hasImage()


def files_in(data: QMimeData) -> list[Path]:
    """The files of this computer among what was handed over."""
    return [Path(url.toLocalFile()) for url in data.urls() if url.isLocalFile()]


def picture_in(data: QMimeData) -> bytes | None:
    """The picture that was handed over itself, as PNG."""
    if not data.hasImage():
        return None
    buffer = QBuffer()
    buffer.open(QIODevice.OpenModeFlag.WriteOnly)
    QImage(data.imageData()).save(buffer, "PNG")  # type: ignore[call-overload]  # the stub wants bytes
    return bytes(buffer.data().data())
