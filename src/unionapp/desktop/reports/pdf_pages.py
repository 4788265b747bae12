"""The pages of a real PDF as pictures: what is looked at is what is printed."""

from pathlib import Path
from tempfile import TemporaryDirectory

import pypdfium2
from PySide6.QtGui import QImage

from unionapp.paper.document import Document
from unionapp.paper.pdf import write_pdf

POINTS_PER_INCH = 72


class PdfPages:
    """A PDF in memory; pages are painted when they are looked at."""

    def __init__(self, data: bytes) -> None:
        self._pdf = pypdfium2.PdfDocument(data)

    def __len__(self) -> int:
        return len(self._pdf)

    def size(self, at: int) -> tuple[float, float]:
        """Width and height of a page in points."""
        width, height = self._pdf.get_page_size(at)
        return width, height

    def paint(self, at: int, scale: float) -> QImage:
        """One page, `scale` pixels to the point."""
        page = self._pdf[at]
        bitmap = page.render(scale=scale)
        try:
            picture = bitmap.to_pil().convert("RGB")
            size, line = picture.size, picture.width * 3
            shown = QImage(picture.tobytes(), *size, line, QImage.Format.Format_RGB888)
            return shown.copy()  # the bytes above go away
        finally:
            bitmap.close()
            page.close()

    def close(self) -> None:
        """Let go of the file."""
        self._pdf.close()


def print_to_memory(document: Document) -> bytes:
    """The PDF of a paper, byte for byte what a file would hold."""
    with TemporaryDirectory() as folder:
        return write_pdf(document, Path(folder) / "xem-truoc.pdf").read_bytes()
