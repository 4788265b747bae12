"""What the sheet beside the register says of an activity."""

from collections.abc import Iterator

from unionapp.activities.costs import cost_voucher
from unionapp.activities.details import show_detail
from unionapp.activities.kinds import kind_of
from unionapp.activities.photos import list_photos
from unionapp.activities.rows import ActivityRow
from unionapp.desktop.fact_sheet import Section
from unionapp.desktop.vouchers.voucher_list import state_words
from unionapp.finance.vouchers.register import VoucherRow
from unionapp.organisation.office import Office
from unionapp.sentences import problem_sentence
from unionapp.vietnamese.amounts import dong, group_digits, percent
from unionapp.vietnamese.dates import table_date


def sections_of(office: Office, row: ActivityRow) -> Iterator[Section]:
    """What the sheet shows of an activity."""
    kind = kind_of(row.kind)
    photos = len(list_photos(office, row.id))
    is_known = bool(row.invited) and row.attended is not None
    rate = percent(row.attended or 0, row.invited or 1) if is_known else ""
    yield Section(
        "Hoạt động",
        (
            (kind.day_label, table_date(row.held_on)),
            (kind.end_label, table_date(row.ended_on)),
            ("Địa điểm", row.place),
            ("Người mời", _count(row.invited)),
            ("Người dự", _count(row.attended)),
            ("Tỷ lệ dự", rate),
            ("Trong đó nữ", _count(row.attended_female)),
            ("Người hưởng", _count(row.beneficiaries)),
            ("Kinh phí", dong(row.amount) if row.amount else ""),
            ("Phiếu chi", _payment(row, cost_voucher(office, row.id))),
            ("Hình ảnh", f"{photos} ảnh" if photos else ""),
            ("Kết quả", row.result),
            ("Ghi chú", row.note),
            ("Lý do hủy", row.cancel_reason or ""),
        ),
    )
    known = [field for field in kind.fields if field.name in row.details]
    own = [(field.label, show_detail(field, row.details[field.name])) for field in known]
    yield Section("Riêng của loại này", own)
    yield Section("Căn cứ", (("", kind.legal_basis),))
    yield Section("Cần xem", [("", problem_sentence(one)) for one in row.warnings])


def payment_words(voucher: VoucherRow) -> str:
    """A payment in a line: its number where it has one, its amount, its state."""
    if voucher.status == "draft":
        return f"bản nháp {dong(voucher.amount)}, chưa ghi sổ"
    return f"{voucher.number}, {dong(voucher.amount)}, {state_words(voucher).lower()}"


def _payment(row: ActivityRow, voucher: VoucherRow | None) -> str:
    if voucher is not None:
        return payment_words(voucher)
    return "chưa lập" if row.amount else ""


def _count(number: int | None) -> str:
    return "" if number is None else group_digits(number)
