"""The slip that goes with a package on paper, with the code both sides read to each other."""

import hashlib
from pathlib import Path

from unionapp.exchange.outbox import Sealed
from unionapp.organisation.office import Office
from unionapp.paper.pdf import write_pdf
from unionapp.reports.handing_over import HandedOver, hand_over_slip
from unionapp.vietnamese.periods import Period

_NAME = "Gói báo cáo"


def write_slip(office: Office, sealed: Sealed, period: Period) -> Path:
    """Write the slip of a sealed package as a PDF beside it.

    Raises:
        Trouble: the file could not be written.
    """
    data = sealed.path.read_bytes()
    handed = HandedOver(sealed.path, len(data), hashlib.sha256(data).hexdigest())
    slip = hand_over_slip(office, _NAME, period, handed)
    return write_pdf(slip, sealed.path.with_name(f"giao-nhan_{sealed.path.stem}.pdf"))
