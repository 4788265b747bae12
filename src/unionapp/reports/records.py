"""Papers about one record: a voucher, a cash count. They are printed as often as needed."""

from collections.abc import Callable
from dataclasses import dataclass
from functools import partial
from pathlib import Path

from unionapp.errors import Refusal
from unionapp.organisation.office import Office
from unionapp.paper.document import Document
from unionapp.paper.pdf import write_pdf
from unionapp.paper.xlsx import write_xlsx
from unionapp.reports.finance.advance_paper import advance_paper
from unionapp.reports.finance.cash_count import cash_count_paper
from unionapp.reports.finance.recipients_list import recipients_paper
from unionapp.reports.finance.visit_slip import visit_slip
from unionapp.reports.finance.voucher_paper import voucher_paper

_WRITERS = {"pdf": write_pdf, "xlsx": write_xlsx}


@dataclass(frozen=True, slots=True)
class RecordKind:
    """A paper about one record: its id, its name on screen, what builds its content."""

    id: str
    name: str
    build: Callable[[Office, int], Document]


@dataclass(frozen=True, slots=True)
class PrintedRecord:
    """A record that was printed to a file."""

    path: Path
    kind: str
    record_id: int
    format: str


_KINDS = (
    RecordKind("voucher", "Phiếu thu, phiếu chi (A5)", voucher_paper),
    RecordKind(
        "voucher-blank",
        "Phiếu thu, phiếu chi (A5), để trống ngày và số",
        partial(voucher_paper, blank_number=True),
    ),
    RecordKind("voucher-a4", "Phiếu thu, phiếu chi (A4)", partial(voucher_paper, page_size="A4")),
    RecordKind(
        "voucher-a4-blank",
        "Phiếu thu, phiếu chi (A4), để trống ngày và số",
        partial(voucher_paper, page_size="A4", blank_number=True),
    ),
    RecordKind("visit", "Phiếu thăm hỏi", visit_slip),
    RecordKind("recipients", "Danh sách ký nhận", recipients_paper),
    RecordKind("advance", "Giấy thanh toán tạm ứng", advance_paper),
    RecordKind("cash-count", "Biên bản kiểm kê quỹ", cash_count_paper),
)


def list_record_kinds() -> tuple[RecordKind, ...]:
    """Every paper about one record, in the order screens list them."""
    return _KINDS


def preview_record(office: Office, kind: str, record_id: int) -> Document:
    """The content of a record's paper as the record stands now.

    Raises:
        Refusal: report.unknown_record, or what the paper itself refuses.
    """
    for known in _KINDS:
        if known.id == kind:
            return known.build(office, record_id)
    kinds = ", ".join(known.id for known in _KINDS)
    raise Refusal("report.unknown_record", kind=kind, kinds=kinds)


def print_record(
    office: Office, kind: str, record_id: int, *, file_format: str, output: Path
) -> PrintedRecord:
    """Print the paper of one record; an existing file is never overwritten.

    Raises:
        Refusal: report.unknown_record, report.wrong_format, or what the paper itself refuses.
        Trouble: the file could not be written.
    """
    if file_format not in _WRITERS:
        raise Refusal(
            "report.wrong_format", name=kind, format=file_format, formats=", ".join(_WRITERS)
        )
    path = _WRITERS[file_format](preview_record(office, kind, record_id), output)
    return PrintedRecord(path, kind, record_id, file_format)
