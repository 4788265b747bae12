"""Biên bản công khai tài chính: what was shown to whom, when and how (Luật 50/2024 art. 34)."""

from collections.abc import Iterator
from datetime import date

from unionapp.errors import Refusal
from unionapp.finance.year.disclosures import (
    SECOND_WAYS,
    SUBJECTS,
    DisclosureRow,
    list_disclosures,
)
from unionapp.finance.year.settlement import SettlementForm, show_settlement
from unionapp.organisation.office import Office
from unionapp.paper.document import (
    Block,
    Document,
    Field,
    KeyValueLines,
    PageBreak,
    Paragraph,
    SignatureRow,
    Signer,
    Style,
    Title,
)
from unionapp.reports.finance.accounting_paper import CHAIR
from unionapp.reports.letter import letter
from unionapp.reports.letterhead import form_signers, state_heading
from unionapp.vietnamese.amounts import dong
from unionapp.vietnamese.dates import long_date
from unionapp.vietnamese.periods import Period

_NAME = "Biên bản công khai tài chính công đoàn"
_BASIS = "(Theo Điều 34 Luật Công đoàn số 50/2024/QH15)"


def disclosure_minutes(office: Office, period: Period) -> Document:
    """The minutes of what was made public of a year, one page for estimate and settlement each.

    Raises:
        Refusal: disclosure.none, nothing of the year was made public yet.
    """
    year = period.end.year
    done = list_disclosures(office, year)
    if not done:
        raise Refusal("disclosure.none", year=year)
    blocks: list[Block] = []
    for row in done:
        blocks += [PageBreak()] if blocks else []
        blocks += _minutes(office, row)
    return letter(office, f"{_NAME} {period.label}", blocks)


def _minutes(office: Office, row: DisclosureRow) -> Iterator[Block]:
    subject = SUBJECTS[row.subject].lower()
    yield state_heading(office, symbol="BB", on=row.committee_on)
    yield Title(_NAME, lines=(f"{SUBJECTS[row.subject]} năm {row.year}", _BASIS))
    yield Paragraph(
        f"Hôm nay, {long_date(row.committee_on)}, tại hội nghị Ban Chấp hành, công đoàn công khai "
        f"{subject} thu, chi tài chính năm {row.year}.",
        Style.BODY,
    )
    yield Paragraph("I. Thành phần", Style.HEADING)
    signers = form_signers(office, CHAIR, on=row.committee_on)
    yield KeyValueLines(
        (
            (Field("1. Chủ trì:", signers[0].name or None),),
            (Field("2. Thư ký:", None),),
            (Field("3. Đại diện Ủy ban kiểm tra:", None),),
            (Field("4. Dự họp:", None),),
        )
    )
    yield Paragraph("II. Nội dung công khai", Style.HEADING)
    yield from _figures(office, row)
    yield Paragraph("III. Hình thức công khai", Style.HEADING)
    yield from _ways(row)
    yield Paragraph("IV. Ý kiến và giải trình", Style.HEADING)
    yield KeyValueLines(
        ((Field("Ý kiến của người dự:", blanks=2),), (Field("Giải trình:", blanks=2),))
    )
    yield Paragraph(
        "Biên bản lập thành 02 bản, đọc cho mọi người cùng nghe và thống nhất ký tên.", Style.BODY
    )
    yield SignatureRow(
        (
            Signer("Thư ký", "(Ký, họ tên)"),
            Signer("Đại diện UBKT", "(Ký, họ tên)"),
            *signers,
        ),
        "",
    )


def _figures(office: Office, row: DisclosureRow) -> Iterator[Block]:
    yield Paragraph(
        f"Biểu công khai {SUBJECTS[row.subject].lower()} năm {row.year} kèm theo biên bản này.",
        Style.PLAIN,
    )
    if row.subject == "settlement":
        form = show_settlement(office, row.year)
        for label, row_id in (
            ("Tích lũy đầu kỳ", "opening"),
            ("Tổng cộng thu", "total_receipts"),
            ("Tổng cộng chi", "total_spending"),
            ("Tích lũy cuối kỳ", "closing"),
        ):
            yield Paragraph(f"- {label}: {dong(_public(form, row_id))}.", Style.PLAIN)


def _public(form: SettlementForm, row_id: str) -> int:
    """What is made public: the approved figure, the reported one before that."""
    line = next(one for one in form.rows if one.id == row_id)
    return line.reported if line.approved is None else line.approved


def _ways(row: DisclosureRow) -> Iterator[Block]:
    yield Paragraph(f"1. Tại hội nghị Ban Chấp hành ngày {_day(row.committee_on)}.", Style.PLAIN)
    yield Paragraph(f"2. {SECOND_WAYS[row.second_way]}, ngày {_day(row.second_on)}.", Style.PLAIN)
    if row.evidence:
        yield Paragraph(f"Tài liệu kèm theo: {row.evidence}.", Style.PLAIN)


def _day(day: date) -> str:
    return f"{day:%d/%m/%Y}"
