"""The slip that goes with a package on paper, with the code both sides read to each other."""

import hashlib
from pathlib import Path

from unionapp.errors import Trouble
from unionapp.exchange.outbox import Sealed
from unionapp.organisation.office import Office
from unionapp.paper.document import Document
from unionapp.paper.pdf import write_pdf
from unionapp.reports.handing_over import HandedOver, hand_over_slip
from unionapp.vietnamese.periods import Period

_NAME = "Gói báo cáo"


def write_slip(office: Office, sealed: Sealed, period: Period) -> Path:
    """Write the slip of a sealed package as a PDF beside it.

    Raises:
        Trouble: the package is gone, or the file could not be written.
    """
    slip = show_slip(office, sealed.path, period)
    return write_pdf(slip, sealed.path.with_name(slip_name(sealed.path)))


def show_slip(office: Office, package: Path, period: Period) -> Document:
    """The slip of a sealed package: its code of eight letters, and a square with its whole hash.

    Raises:
        Trouble: exchange.unreadable, the package is no longer where it was written.
    """
    try:
        data = package.read_bytes()
    except OSError as error:
        raise Trouble("exchange.unreadable", file=package.name) from error
    handed = HandedOver(package, len(data), hashlib.sha256(data).hexdigest())
    return hand_over_slip(office, _NAME, period, handed)


def slip_name(package: Path) -> str:
    """What the slip of a package is called."""
    return f"giao-nhan_{package.stem}.pdf"
