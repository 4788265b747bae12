"""Copies a report to a stick, reads it back from there, and writes the slip that goes with it.

The code on the slip is the beginning of the file's SHA-256: both sides read it to each other.
"""

import base64
import hashlib
import os
from collections.abc import Callable
from dataclasses import dataclass
from pathlib import Path

from unionapp.errors import Trouble
from unionapp.organisation.office import Office
from unionapp.organisation.units import parent_of
from unionapp.paper.destination import write_safely
from unionapp.paper.document import (
    Document,
    Field,
    KeyValueLines,
    Paragraph,
    QrCode,
    SignatureRow,
    Signer,
    Style,
    Title,
)
from unionapp.reports.letterhead import form_heading
from unionapp.vietnamese.amounts import group_digits
from unionapp.vietnamese.dates import long_date
from unionapp.vietnamese.periods import Period

Told = Callable[[int, int], None]
_PART = 1 << 16
_CODE_LENGTH = 8


@dataclass(frozen=True, slots=True)
class HandedOver:
    """A file on a stick that was read back from there, whole."""

    path: Path
    size: int
    sha256: str

    @property
    def code(self) -> str:
        """Eight letters and digits to read aloud: "ABCD-EFGH"."""
        return comparison_code(self.sha256)


def comparison_code(sha256: str) -> str:
    """The code of a file by its hash, as both sides read it to each other: "ABCD-EFGH"."""
    letters = base64.b32encode(bytes.fromhex(sha256)).decode()[:_CODE_LENGTH]
    return f"{letters[:4]}-{letters[4:]}"


def hand_over(data: bytes, target: Path, told: Told = lambda _done, _all: None) -> HandedOver:
    """Write a file part by part, read it back, and only then give it its name.

    Raises:
        Trouble: usb.unfinished; nothing of that name was left behind.
    """

    def write(draft: Path) -> None:
        with draft.open("xb") as file:
            for start in range(0, len(data), _PART):
                file.write(data[start : start + _PART])
                told(min(start + _PART, len(data)), len(data))
            file.flush()
            os.fsync(file.fileno())
        if draft.read_bytes() != data:
            raise OSError("what was read back is not what was written")

    try:
        path = write_safely(target, write)
        whole = path.read_bytes()
    except (OSError, Trouble) as error:
        raise Trouble("usb.unfinished", file=target.name) from error
    if whole != data:
        raise Trouble("usb.unfinished", file=target.name)
    return HandedOver(path, len(data), hashlib.sha256(data).hexdigest())


def hand_over_slip(office: Office, name: str, period: Period, handed: HandedOver) -> Document:
    """Phiếu giao nhận: what is handed over, its code, and who gave and took it."""
    parent = parent_of(office)
    lines = (
        ("Đơn vị giao:", office.unit.name),
        ("Đơn vị nhận:", None if parent is None else parent.name),
        ("Nội dung:", f"{name} {period.label}"),
        ("Tên tệp:", handed.path.name),
        ("Dung lượng:", f"{group_digits(handed.size)} byte"),
        ("Mã đối chiếu:", handed.code),
    )
    return Document(
        report_id="",
        title=f"Phiếu giao nhận {handed.path.name}",
        profile="cong_doan",
        author=office.officer.name,
        blocks=(
            form_heading(office, on=office.today),
            Title("Phiếu giao nhận báo cáo", lines=(f"({long_date(office.today).capitalize()})",)),
            KeyValueLines(
                tuple(
                    (Field(label, words, bold=label == "Mã đối chiếu:"),) for label, words in lines
                )
            ),
            Paragraph(
                "Tệp đã được đọc lại từ USB và khớp từng byte với tệp trên máy. Mã đối chiếu sinh "
                "từ nội dung tệp: tệp bị sửa một chữ thì mã khác đi. Ô vuông ghi đủ mã của tệp.",
                Style.PLAIN,
            ),
            SignatureRow((Signer("Người giao", name=office.officer.name), Signer("Người nhận"))),
            QrCode(square_text(office, period, handed), ("Mã đối chiếu", handed.code)),
        ),
    )


def square_text(office: Office, period: Period, handed: HandedOver) -> str:
    """What the square says: unit, period, file, size, hash."""
    return "|".join(
        (
            *("UNIONAPP-GN1", office.unit.code, period.text, handed.path.name),
            *(str(handed.size), handed.sha256),
        )
    )
