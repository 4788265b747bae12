"""What every accounting paper has: the dated heading of its form, its title, who signs."""

import re
from dataclasses import replace
from datetime import date

from unionapp.organisation.office import Office
from unionapp.organisation.parameters import legal_value
from unionapp.organisation.profile import show_profile
from unionapp.paper.document import (
    Block,
    Document,
    FormHeading,
    Orientation,
    SignatureRow,
    Signer,
    Title,
)
from unionapp.reports.letterhead import form_heading, form_signers, place_date
from unionapp.vietnamese.dates import keep_together, long_date
from unionapp.vietnamese.periods import Period

PREPARER = ("Người lập biểu", "accountant")
BOOKKEEPER = ("Người lập sổ", "accountant")
ACCOUNTANT = ("Kế toán", "accountant")
ACCOUNTANT_IN_CHARGE = ("Phụ trách kế toán", "accountant")
CASHIER = ("Thủ quỹ", "cashier")
CHAIR = ("TM. BAN CHẤP HÀNH\nCHỦ TỊCH", "chair")
BOARD = ("TM. BAN THƯỜNG VỤ\nCHỦ TỊCH", "chair")
IN_DONG = "Đơn vị tính: đồng"
SIGNED_ABOVE = SignatureRow(
    (
        Signer("Cán bộ quản lý"),
        Signer("Trưởng ban Tài chính"),
        Signer("TM. BAN THƯỜNG VỤ", "(Ký, họ tên, đóng dấu)"),
    ),
    "…………, ngày …… tháng …… năm ………",
)
_BUDGET_CODE = re.compile(r"\d{7}")  # a tax code has ten digits or more
_BLANK = "…………"


def accounting_paper(
    office: Office,
    name: str,
    period: Period,
    blocks: tuple[Block, ...],
    *,
    is_wide: bool = False,
) -> Document:
    """A book, list or report of a period; the blocks begin with the heading of its form."""
    return Document(
        report_id="",
        title=f"{name} {period.label}",
        profile="ke_toan",
        orientation=Orientation.LANDSCAPE if is_wide else Orientation.PORTRAIT,
        author=office.officer.name,
        blocks=blocks,
    )


def slip(office: Office, title: str, blocks: tuple[Block, ...]) -> Document:
    """A small paper of one occasion, such as a request or a receipt."""
    return Document(
        report_id="",
        title=title,
        profile="chung_tu",
        orientation=Orientation.LANDSCAPE,
        page_size="A5",
        author=office.officer.name,
        blocks=blocks,
    )


def formless_paper(
    office: Office,
    name: str,
    period: Period,
    body: tuple[Block, ...],
    *,
    preparer: tuple[str, str] = PREPARER,
    is_wide: bool = False,
) -> Document:
    """A paper in đồng that no regulation gives a form; it is signed when its period ends."""
    return accounting_paper(
        office,
        name,
        period,
        (
            form_heading(office, on=period.end),
            period_title(name, period, IN_DONG),
            *body,
            signatures(office, period.end, preparer, ACCOUNTANT, CHAIR),
        ),
        is_wide=is_wide,
    )


def dated_heading(office: Office, form: str, on: date) -> FormHeading:
    """The head of a form with the regulation that was in force on the day of the paper.

    Raises:
        Refusal: parameter.missing, no regulation is known for that day.
    """
    with office.read() as session:
        legal = legal_value(session, office.unit.id, "form.heading", on, form).value
    return form_heading(office, on=on, form_code=f"Mẫu số: {form}", legal=legal)


def compulsory_heading(office: Office, form: str, on: date) -> FormHeading:
    """The head of a compulsory form (-BB): the unit with its address and its budget code.

    A voucher names its issuer and the address (Luật Kế toán 88/2015/QH13 art. 16).

    Raises:
        Refusal: as `dated_heading`.
    """
    heading, profile = dated_heading(office, form, on), show_profile(office)
    *parents, unit = (*heading.parents, heading.unit)
    if parents:
        parents[0] = f"Đơn vị: {parents[0]}"
    else:
        unit = f"Đơn vị: {unit}"
    code = profile.tax_code if _BUDGET_CODE.fullmatch(profile.tax_code) else _BLANK
    address = (f"Địa chỉ: {profile.address}",) if profile.address else ()
    return replace(
        heading, parents=tuple(parents), unit=unit, under=(*address, f"Mã QHNS: {code}")
    )


def period_title(name: str, period: Period, *lines: str) -> Title:
    """A title with its period under it."""
    label = keep_together(period.label)
    return Title(name, lines=(f"{label[0].upper()}{label[1:]}", *lines))


def signers_of_form(
    office: Office, form: str, on: date, names: tuple[str, ...], *, is_sealed: bool = True
) -> tuple[Signer, ...]:
    """Who signs a form on a day, by the titles that the law or the unit's own rule gives it.

    The first puts the seal of the unit on it, unless the paper stays inside.

    Raises:
        Refusal: parameter.missing, no titles are known for that day.
    """
    with office.read() as session:
        titles = legal_value(session, office.unit.id, "form.signers", on, form).value.split("; ")
    signed, sealed = "(Ký, họ tên)", "(Ký, họ tên, đóng dấu)"
    notes = (sealed if is_sealed else signed, *(signed for _ in names[1:]))
    return tuple(Signer(*signer) for signer in zip(titles, notes, names, strict=False))


def day_line(on: date) -> str:
    """The day of a paper as it stands under its title."""
    day = long_date(on)
    return f"{day[0].upper()}{day[1:]}"


def signatures_of_any_day(
    office: Office, *titles: tuple[str, str], on: date | None = None
) -> SignatureRow:
    """Who signs on a day written by hand: the paper stays the same whenever it is printed.

    The names are those in office `on` the day it was made.
    """
    place = show_profile(office).place or "…………"
    signers = form_signers(office, *titles, on=on)
    return SignatureRow(signers, f"{place}, ngày …… tháng …… năm ………")


def signatures(office: Office, on: date, *titles: tuple[str, str]) -> SignatureRow:
    """Who signs, under the place and the day; a day still to come is left for handwriting."""
    if on > office.today:
        return signatures_of_any_day(office, *titles)
    signers = form_signers(office, *titles, on=on)
    return SignatureRow(signers, place_date(show_profile(office), on))
