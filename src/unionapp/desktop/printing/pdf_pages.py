"""The pages of a real PDF as pictures: what is looked at is what is printed."""

from contextlib import closing
from pathlib import Path
from tempfile import TemporaryDirectory

import pypdfium2
from PySide6.QtGui import QImage

from unionapp.paper.document import Document
from unionapp.paper.pdf import write_pdf


class PdfPages:
    """A PDF in memory; pages are painted when they are looked at, and nothing stays open."""

    def __init__(self, data: bytes) -> None:
        self._data = data
        with closing(pypdfium2.PdfDocument(data)) as pdf:
            self._sizes = [pdf.get_page_size(at) for at in range(len(pdf))]

    def __len__(self) -> int:
        return len(self._sizes)

    def size(self, at: int) -> tuple[float, float]:
        """Width and height of a page in points."""
        width, height = self._sizes[at]
        return width, height

    def paint(self, at: int, scale: float) -> QImage:
        """One page, `scale` pixels to the point."""
        with closing(pypdfium2.PdfDocument(self._data)) as pdf:
            picture = pdf[at].render(scale=scale).to_pil().convert("RGB")
        data: bytes = picture.tobytes()
        width, height = int(picture.width), int(picture.height)
        shown = QImage(data, width, height, width * 3, QImage.Format.Format_RGB888)
        return shown.copy()  # the bytes above go away


def print_to_memory(document: Document) -> bytes:
    """The PDF of a paper, byte for byte what a file would hold."""
    with TemporaryDirectory() as folder:
        return write_pdf(document, Path(folder) / "xem-truoc.pdf").read_bytes()
