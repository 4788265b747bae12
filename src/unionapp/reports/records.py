"""Papers about one record: a voucher, a cash count, a member. Printed as often as needed."""

import dataclasses
from collections.abc import Callable, Sequence
from dataclasses import dataclass, field
from functools import partial
from pathlib import Path

from unionapp.errors import Refusal
from unionapp.membership.privacy import note_export
from unionapp.organisation.office import Office
from unionapp.paper.document import Block, Document, PageBreak
from unionapp.paper.docx import write_docx
from unionapp.paper.pdf import write_pdf
from unionapp.paper.xlsx import write_xlsx
from unionapp.reports.activities.activity_sheet import activity_sheet
from unionapp.reports.finance.advance_clearing import clearing_paper
from unionapp.reports.finance.advance_request import advance_request
from unionapp.reports.finance.cash_count import cash_count_paper
from unionapp.reports.finance.money_receipt import money_receipt
from unionapp.reports.finance.payment_request import payment_request
from unionapp.reports.finance.recipients_list import recipients_paper
from unionapp.reports.finance.settlement import settlement_version_paper
from unionapp.reports.finance.settlement_approval import lower_settlement_approval
from unionapp.reports.finance.visit_slip import visit_slip
from unionapp.reports.finance.voucher_paper import voucher_paper
from unionapp.reports.making import short_digest
from unionapp.reports.membership.admission_decision import (
    admission_decision,
    admission_decision_of_all,
)
from unionapp.reports.membership.introduction_letter import introduction_letter
from unionapp.reports.membership.join_application import join_application
from unionapp.reports.membership.leaving_request import card_request, leaving_request
from unionapp.reports.membership.member_cards import member_card
from unionapp.reports.membership.my_data import PAPER as MY_DATA
from unionapp.reports.membership.my_data import my_data
from unionapp.reports.membership.union_time import union_time
from unionapp.reports.named_members import count_named
from unionapp.reports.ratings.score_sheet import score_sheet

_WRITERS = {"pdf": write_pdf, "xlsx": write_xlsx, "docx": write_docx}
_LETTER = ("pdf", "xlsx", "docx")
_PURPOSES = {
    "member": "In giấy tờ của đoàn viên",
    "money": "In chứng từ",
    "activity": "In phiếu hoạt động",
}


@dataclass(frozen=True, slots=True)
class RecordKind:
    """A paper about one record: its id, its name on screen, what builds its content.

    One that `names_people` is noted in the log of exports, as a report is.
    """

    id: str
    name: str
    build: Callable[[Office, int], Document]
    formats: tuple[str, ...] = ("pdf", "xlsx")
    subject: str = "money"
    names_people: bool = field(kw_only=True)


@dataclass(frozen=True, slots=True)
class PrintedRecord:
    """A record that was printed to a file."""

    path: Path
    kind: str
    record_id: int
    format: str


# Which of the two a paper is, its line in the table has to say.
_personal = partial(RecordKind, names_people=True)
_impersonal = partial(RecordKind, names_people=False)

_KINDS = (
    _personal("voucher", "Phiếu thu, phiếu chi (A5)", voucher_paper),
    _personal(
        "voucher-blank",
        "Phiếu thu, phiếu chi (A5), để trống ngày và số",
        partial(voucher_paper, blank_number=True),
    ),
    _personal("voucher-a4", "Phiếu thu, phiếu chi (A4)", partial(voucher_paper, page_size="A4")),
    _personal(
        "voucher-a4-blank",
        "Phiếu thu, phiếu chi (A4), để trống ngày và số",
        partial(voucher_paper, page_size="A4", blank_number=True),
    ),
    _personal("receipt", "Biên lai thu tiền (hai liên)", money_receipt),
    _personal("payment-request", "Giấy đề nghị thanh toán", payment_request),
    _personal("visit", "Phiếu thăm hỏi", visit_slip),
    _personal("recipients", "Danh sách ký nhận", recipients_paper),
    _personal("advance-request", "Giấy đề nghị tạm ứng", advance_request),
    _personal("advance", "Giấy thanh toán tạm ứng", clearing_paper),
    _impersonal("cash-count", "Biên bản kiểm kê quỹ", cash_count_paper),
    _impersonal(
        "settlement-version", "Báo cáo quyết toán, từng lần nộp", settlement_version_paper
    ),
    _impersonal(
        "settlement-approval", "Thông báo duyệt quyết toán đơn vị", lower_settlement_approval
    ),
    _personal(
        "application", "Đơn gia nhập công đoàn (mẫu 5a)", join_application, _LETTER, "member"
    ),
    _personal(
        "admission-decision",
        "Quyết định kết nạp, công nhận",
        admission_decision,
        _LETTER,
        "member",
    ),
    _personal(
        "admission-decision-all",
        "Quyết định kết nạp, công nhận, cả những người cùng quyết định",
        admission_decision_of_all,
        _LETTER,
        "member",
    ),
    _personal(
        "introduction",
        "Giấy giới thiệu chuyển sinh hoạt",
        introduction_letter,
        _LETTER,
        "member",
    ),
    _personal(
        "union-time",
        "Giấy xác nhận thời gian tham gia công đoàn",
        union_time,
        _LETTER,
        "member",
    ),
    _personal("leaving", "Đơn xin ra khỏi công đoàn", leaving_request, _LETTER, "member"),
    _personal("card-request", "Đơn xin đổi, cấp lại thẻ", card_request, _LETTER, "member"),
    _personal("my-data", MY_DATA, my_data, _LETTER, "member"),
    _personal("card", "Thẻ đoàn viên", member_card, subject="member"),
    _personal("activity", "Phiếu hoạt động", activity_sheet, _LETTER, "activity"),
    _impersonal("rating-sheet", "Bảng chấm điểm, xếp loại", score_sheet, _LETTER, "rating"),
)


def list_record_kinds(subject: str | None = None) -> tuple[RecordKind, ...]:
    """Every paper about one record, in the order screens list them; of one subject if given."""
    return tuple(kind for kind in _KINDS if subject in {None, kind.subject})


def preview_record(office: Office, kind: str, record_id: int) -> Document:
    """The content of a record's paper as the record stands now; its id is the same in any format.

    Raises:
        Refusal: report.unknown_record, or what the paper itself refuses.
    """
    known = _find(kind)
    document = known.build(office, record_id)
    if known.subject == "money":
        return document  # accounting forms bear their own number
    short = short_digest(document)
    paper_id = f"{kind}/{office.unit.code}/{record_id}/{short}"
    return dataclasses.replace(document, report_id=paper_id)


def preview_records(office: Office, kind: str, record_ids: Sequence[int]) -> Document:
    """The papers of several records as one, each beginning on a page of its own.

    Raises:
        Refusal: report.no_records, or as `preview_record`.
    """
    papers = [preview_record(office, kind, record_id) for record_id in record_ids]
    if not papers:
        raise Refusal("report.no_records")
    blocks: list[Block] = []
    for paper in papers:
        blocks += [PageBreak()] if blocks else []
        blocks += paper.blocks
    return dataclasses.replace(papers[0], blocks=tuple(blocks))


def print_record(
    office: Office, kind: str, record_id: int, *, file_format: str, output: Path
) -> PrintedRecord:
    """Print the paper of one record; an existing file is never overwritten.

    Raises:
        Refusal: report.unknown_record, report.wrong_format, or what the paper itself refuses.
        Trouble: the file could not be written.
    """
    return print_records(office, kind, [record_id], file_format=file_format, output=output)[0]


def print_records(
    office: Office, kind: str, record_ids: Sequence[int], *, file_format: str, output: Path
) -> tuple[PrintedRecord, ...]:
    """Print the papers of several records into one file.

    Raises:
        Refusal: report.no_records, or as `print_record`.
        Trouble: the file could not be written.
    """
    known = _find(kind)
    if file_format not in known.formats:
        raise Refusal(
            "report.wrong_format",
            name=known.name,
            format=file_format,
            formats=", ".join(known.formats),
        )
    papers = preview_records(office, kind, record_ids)
    path = print_document(papers, file_format=file_format, output=output)
    note_taken_out(office, kind, record_ids, papers)
    return tuple(PrintedRecord(path, kind, id_, file_format) for id_ in record_ids)


def note_taken_out(office: Office, kind: str, record_ids: Sequence[int], papers: Document) -> None:
    """Note who is named on papers that were printed; a member's papers under that member.

    Raises:
        Refusal: report.unknown_record.
    """
    known = _find(kind)
    if not known.names_people:
        return
    purpose = _PURPOSES[known.subject]
    if known.subject != "member":
        note_export(office, known.name, count_named(office, papers), purpose)
        return
    for member_id in record_ids:
        note_export(office, known.name, 1, purpose, member_id=member_id)


def print_document(document: Document, *, file_format: str, output: Path) -> Path:
    """Print what is no record yet; an existing file is never overwritten.

    Raises:
        Trouble: the file could not be written.
    """
    return _WRITERS[file_format](document, output)


def _find(kind: str) -> RecordKind:
    for known in _KINDS:
        if known.id == kind:
            return known
    kinds = ", ".join(known.id for known in _KINDS)
    raise Refusal("report.unknown_record", kind=kind, kinds=kinds)
