"""What the letters of the executive and the applications to it have in common."""

import dataclasses
from collections.abc import Sequence
from datetime import date

from unionapp.organisation.office import Office
from unionapp.organisation.profile import show_profile
from unionapp.organisation.units import parent_of
from unionapp.paper.document import (
    Block,
    Document,
    LetterClosing,
    SignatureRow,
    Signer,
    StateHeading,
)
from unionapp.reports.letterhead import day_to_write, state_heading
from unionapp.vietnamese.amounts import NBSP

_NOBODY = Signer("", "")
LINE_GAP = 6  # points above the lines of an application, so that people can write on them


def executive(office: Office) -> str:
    """The executive of this unit, as letters name it."""
    return f"Ban Chấp hành {office.unit.name}"


def numbered_heading(
    office: Office, symbol: str, on: date, number: str | None = None
) -> StateHeading:
    """The head of a letter with its number where it has one already."""
    heading = state_heading(office, symbol=symbol, on=on)
    if not number:
        return heading
    whole = number if "/" in number else f"{number}/{symbol}-{show_profile(office).symbol}"
    return dataclasses.replace(heading, number=f"Số: {whole}")


def letter(office: Office, title: str, blocks: Sequence[Block]) -> Document:
    """A letter of the executive."""
    return Document(
        report_id="",
        title=title,
        profile="cong_doan",
        author=office.officer.name,
        blocks=tuple(blocks),
    )


def application(office: Office, title: str, blocks: Sequence[Block]) -> Document:
    """What a person writes to the executive."""
    return dataclasses.replace(letter(office, title, blocks), profile="don")


def closing(office: Office, *recipients: str, above: bool = True) -> LetterClosing:
    """Who gets the letter and who signs it for the executive; `above` names the upper unit."""
    parent = parent_of(office) if above else None
    reported = () if parent is None else (f"- {parent.name} (để{NBSP}b/c);",)
    return LetterClosing(
        (*recipients, *reported, "- Lưu: VT."),
        ("TM. BAN CHẤP HÀNH", "CHỦ TỊCH"),
        show_profile(office).chair,
    )


def applicant_signs(
    office: Office, name: str = "", *, title: str = "NGƯỜI LÀM ĐƠN"
) -> SignatureRow:
    """The signature of who applies, on a day written by hand."""
    signer = Signer(title, "(Ký, ghi rõ họ tên)", name)
    return SignatureRow((_NOBODY, signer), day_to_write(office))
