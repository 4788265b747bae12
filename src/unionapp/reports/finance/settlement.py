"""B07-TLĐ, báo cáo quyết toán thu, chi tài chính công đoàn, with the proof printed under it."""

from collections.abc import Iterable, Iterator

from unionapp.finance.forms import SETTLEMENT_FORM, form_on
from unionapp.finance.year.proof import ProofLine, Reconciliation
from unionapp.finance.year.settlement import STATES, SettlementForm, show_settlement_of
from unionapp.finance.year.versions import show_settlement_version
from unionapp.organisation.office import Office
from unionapp.paper.document import (
    Align,
    Block,
    Column,
    Document,
    Field,
    KeyValueLines,
    Kind,
    Paragraph,
    SignatureRow,
    Style,
    Table,
)
from unionapp.reports.finance.accounting_paper import (
    ACCOUNTANT_IN_CHARGE,
    CHAIR,
    PREPARER,
    accounting_paper,
    period_title,
    signatures,
    signatures_of_any_day,
)
from unionapp.reports.finance.basics_and_proof import Side, basics_table, proof_table
from unionapp.reports.finance.year_form import year_table
from unionapp.reports.letterhead import form_heading
from unionapp.reports.letters.sections import read_section
from unionapp.vietnamese.amounts import group_digits
from unionapp.vietnamese.periods import Period

REPORT = "settlement"
SECTIONS = {
    "reasons": "nguyên nhân tăng, giảm thu, chi",
    "accumulated": "sử dụng số tích lũy",
}
_NAME = "Báo cáo quyết toán thu, chi tài chính công đoàn"
# in the columns of the form above it, so that a spreadsheet holds both
_PROOF = (
    Column("TT", 0.55, align=Align.CENTER),
    Column("Nội dung", 4.6),
    Column("Mã số", 0.75, align=Align.CENTER),
    Column("Số tiền (đồng)", 1.75, Kind.MONEY, total=True),
)
_CODES = {"closing": "50", "payable": "60"}


def settlement_paper(office: Office, period: Period) -> Document:
    """The settlement of a period: basic figures, receipts and spending, remarks, proof.

    Raises:
        Refusal: form.no_edition, settlement.not_in_one_year.
    """
    return _paper(office, show_settlement_of(office, period))


def settlement_version_paper(office: Office, settlement_id: int) -> Document:
    """A settlement as it was handed in one time; one that stands no more says so.

    Raises:
        Refusal: settlement.none.
    """
    return _paper(office, show_settlement_version(office, settlement_id))


def _paper(office: Office, form: SettlementForm) -> Document:
    period = form.period
    amounts = [(row, (row.assigned, row.reported, row.approved)) for row in form.rows]
    return accounting_paper(
        office,
        _NAME,
        period,
        (
            form_heading(office, on=period.end, form_code="Mẫu số: B07-TLĐ", legal=form.heading),
            period_title(form.title, period, *_past(form)),
            Paragraph("A. CÁC CHỈ TIÊU CƠ BẢN", Style.HEADING),
            basics_table(form.basics, "Số báo cáo"),
            Paragraph("B. CÁC CHỈ TIÊU THU, CHI TÀI CHÍNH CÔNG ĐOÀN (đồng)", Style.HEADING),
            year_table(form.columns, amounts, form_on(SETTLEMENT_FORM, period.end)),
            Paragraph("C. THUYẾT MINH", Style.HEADING),
            *_remarks(office, period, form),
            Paragraph("ĐỐI CHIẾU SỐ DƯ", Style.HEADING),
            _proof(form.reconciliation),
            Paragraph(proof_line(form.reconciliation), Style.PLAIN),
            _signatures(office, form),
        ),
    )


def _signatures(office: Office, form: SettlementForm) -> SignatureRow:
    """Who signs: on the day a year was handed in, else on a day written by hand."""
    who = (PREPARER, ACCOUNTANT_IN_CHARGE, CHAIR)
    if form.handed_in_on is not None:
        return signatures(office, form.handed_in_on, *who)
    on = None if _span(form.period) == "năm" else form.period.end
    return signatures_of_any_day(office, *who, on=on)


def _past(form: SettlementForm) -> Iterator[str]:
    if form.is_past and form.handed_in_on is not None:
        yield (
            f"BẢN CŨ: lần nộp {form.version} ngày {form.handed_in_on:%d/%m/%Y}, "
            f"{STATES[form.status]}, không còn giá trị"
        )


def _span(period: Period) -> str:
    return "năm" if period.text == str(period.end.year) else "kỳ"


def proof_line(proof: Reconciliation) -> str:
    """The reconciliation in one sentence (V-15)."""
    off = f"CHÊNH LỆCH {group_digits(proof.difference)} đồng"
    even = off if proof.difference else "khớp đúng"
    held, owned = _sum_of(proof.held_lines), _sum_of(proof.owned_lines)
    sums = (group_digits(proof.held), group_digits(proof.owned))
    line = f"{held} = {sums[0]}; {owned} = {sums[1]}: {even}."
    return line[0].upper() + line[1:]


def _sum_of(lines: Iterable[ProofLine]) -> str:
    return " + ".join(f"{line.short} {group_digits(line.amount)}" for line in lines)


def _proof(proof: Reconciliation) -> Table:
    held, owned = (
        [(line.name, _CODES.get(line.row, ""), line.amount) for line in lines]
        for lines in (proof.held_lines, proof.owned_lines)
    )
    return proof_table(
        _PROOF,
        Side("Tiền đang giữ", held, proof.held),
        Side("Nguồn", owned, proof.owned),
        proof.difference,
    )


def _remarks(office: Office, period: Period, form: SettlementForm) -> Iterator[Block]:
    for section, name in SECTIONS.items():
        text = read_section(office, REPORT, period, section).text
        label = f"- {name[0].upper()}{name[1:]}:"
        if text:
            yield Paragraph(f"{label} {text}", Style.PLAIN)
        else:
            yield KeyValueLines(((Field(label, blanks=2),),))
    proof = form.reconciliation
    yield Paragraph(
        f"- Số dư cuối {_span(period)}: tiền mặt {group_digits(proof.cash)} đồng, tiền gửi "
        f"{group_digits(proof.bank)} đồng, tạm ứng chưa thanh toán "
        f"{group_digits(proof.advances)} đồng.",
        Style.PLAIN,
    )
    shares = "; ".join(f"mục {share.code}: {share.text}" for share in form.proportions)
    of = "" if form.proportions[0].base == "tổng chi" else f" so với {form.proportions[0].base}"
    yield Paragraph(f"- Cơ cấu chi tại đơn vị{of}: {shares}.", Style.PLAIN)
