"""Where a file is to go, asked in one way."""

from pathlib import Path

from PySide6.QtWidgets import QFileDialog, QWidget

_PAPERS = {"pdf": "PDF", "xlsx": "Excel", "docx": "Word"}


def ask_file(parent: QWidget, title: str, name: str, kinds: str) -> Path | None:
    """The file that was named, or nothing.

    The dialog does not ask whether to replace one that is there: nothing is ever overwritten.
    """
    chosen, _ = QFileDialog.getSaveFileName(
        parent, title, name, kinds, options=QFileDialog.Option.DontConfirmOverwrite
    )
    return Path(chosen) if chosen else None


def ask_paper_file(parent: QWidget, stem: str, file_format: str) -> Path | None:
    """The file a paper is to be saved in, or nothing."""
    kind = _PAPERS[file_format]
    return ask_file(parent, f"Lưu {kind}", f"{stem}.{file_format}", f"{kind} (*.{file_format})")
