"""One member beside the list: facts, what happened, pay, and the deeds that are possible now."""

from collections.abc import Iterator, Sequence

from unionapp.desktop.fact_sheet import Section
from unionapp.desktop.members.member_list import GENDERS
from unionapp.membership.codes import code_name
from unionapp.membership.completeness import PAY
from unionapp.membership.drafts import CODED_FIELDS, MemberDraft
from unionapp.membership.events import EventRow
from unionapp.membership.hardships import HardshipRow
from unionapp.membership.members import MemberDetail
from unionapp.membership.privacy import HIDDEN, field_label, mask_draft
from unionapp.membership.salaries import SalaryRow
from unionapp.vietnamese.amounts import group_digits
from unionapp.vietnamese.dates import table_date
from unionapp.vietnamese.identity import show_phone
from unionapp.vietnamese.months import month_text


def sections_of(
    detail: MemberDetail,
    hardships: Sequence[HardshipRow] = (),
    revealed: MemberDraft | None = None,
) -> Iterator[Section]:
    """What the sheet shows of a member; sensitive facts stay masked unless they are given."""
    yield Section("Hồ sơ", tuple(_facts(revealed or mask_draft(detail.draft))))
    yield Section("Biến động", tuple(map(_event, reversed(detail.events))))
    yield Section("Lương đóng BHXH", tuple(map(_pay, reversed(detail.salaries))))
    yield Section(
        "Hoàn cảnh khó khăn",
        tuple(_hardship(row, is_masked=revealed is None) for row in reversed(hardships)),
    )
    score = detail.completeness
    missing = ", ".join(map(_missing_words, score.missing))
    if missing:
        heading = f"Hồ sơ đủ {score.filled}/{score.expected} mục, còn thiếu"
        yield Section(heading, (("", f"{missing[0].upper()}{missing[1:]}"),))


def under_title(detail: MemberDetail) -> str:
    """Code, state and group in one line."""
    parts = [detail.code, detail.status_name, detail.group_name or "Chưa xếp tổ"]
    return " · ".join(parts)


def _missing_words(name: str) -> str:
    label = "Lương đóng BHXH" if name == PAY else field_label(name)
    return f"{label[0].lower()}{label[1:]}"


def _hardship(row: HardshipRow, *, is_masked: bool) -> tuple[str, str]:
    ended = f" (hết {table_date(row.last_on)})" if row.last_on else ""
    words = ": ".join(filter(None, (row.kind_name, row.description)))
    return table_date(row.first_on), f"{HIDDEN if is_masked else words}{ended}"


def _facts(draft: MemberDraft) -> Iterator[tuple[str, str]]:
    yield "Ngày sinh", table_date(draft.birth_date)
    yield "Giới tính", GENDERS.get(draft.gender or "", "")
    yield "Số giấy tờ", draft.id_number or ""
    yield "Điện thoại", show_phone(draft.phone) if draft.phone else ""
    yield "Công việc", draft.position or ""
    yield "Chức vụ CĐ", draft.union_position or ""
    yield "Vào công đoàn", table_date(draft.joined_on)
    yield "Số thẻ", draft.union_card or ""
    yield "Quê quán", draft.hometown or ""
    yield "Địa chỉ", draft.address or ""
    yield from _coded(draft)
    yield "Vào Đảng", table_date(draft.party_date)
    yield "Ghi chú", draft.note or ""


def _coded(draft: MemberDraft) -> Iterator[tuple[str, str]]:
    names = {
        "ethnicity": "Dân tộc",
        "religion": "Tôn giáo",
        "education": "Học vấn",
        "qualification": "Chuyên môn",
        "politics": "Chính trị",
    }
    for name, label in names.items():
        yield label, code_name(CODED_FIELDS[name], getattr(draft, name)) or ""


def _event(event: EventRow) -> tuple[str, str]:
    parts = [event.kind_name, event.group_name, event.reason, event.other_unit]
    if event.decision_no:
        parts.append(f"QĐ {event.decision_no}")
    if event.is_late:
        parts.append(f"tính từ {table_date(event.counted_on)}")
    return table_date(event.effective_on), "; ".join(part for part in parts if part)


def _pay(salary: SalaryRow) -> tuple[str, str]:
    words = f"{group_digits(salary.amount)} đ"
    if salary.coefficient:
        words += f" (hệ số {salary.coefficient})"
    return f"Từ {month_text(salary.valid_from)}", words
