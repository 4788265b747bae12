"""Where what a finance rule found is put right, the same from every list of findings."""

from dataclasses import dataclass, replace
from types import MappingProxyType

from unionapp.finance.findings import Finding


@dataclass(frozen=True, slots=True)
class Door:
    """What a list calls the place, its page, and the place on it."""

    words: str
    page: str
    place: object = None


MONEY = Door("Thu, chi", "vouchers")
_COUNTS = Door("Kiểm kê quỹ", "books", "counts")
_DUES = Door("Đoàn phí", "dues")
_FIXED_DUES = Door("Tham số", "organisation", "parameters:dues.fixed_amount")
# By the code of a finding, or by its rule where all of the rule are put right in one place.
_DOORS = MappingProxyType(
    {
        "V-03": MONEY,
        "V-04": MONEY,
        "V-05": MONEY,
        "V-07": MONEY,
        "V-11": _COUNTS,
        "V-11.drafts": MONEY,
        "V-11.bank": Door("Đối chiếu ngân hàng", "books", "bank"),
        "V-11.bank_changed": Door("Đối chiếu ngân hàng", "books", "bank"),
        "V-13": Door("Sổ thu, chi", "books", "items"),
        "V-13.dues": _DUES,
        "V-14": MONEY,
        "V-16": _DUES,
        "V-17": Door("Sổ đoàn phí", "books", "dues"),
        "V-17.month": _DUES,
        "V-18.fund": Door("Kinh phí", "contributions"),
        "V-19": Door("Nghĩa vụ nộp", "books", "obligations"),
        "V-20": Door("Tham số", "organisation", "parameters"),
        "V-24": Door("Tạm ứng", "books", "advances"),
        "V-25": Door("Hồ sơ đơn vị", "organisation", "profile"),
        "V-30": _COUNTS,
        "disclosure": Door("Công khai", "settlement", "disclosures"),
        "dues": _DUES,
        "dues.fixed_low": _FIXED_DUES,
        "dues.fixed_unsure": _FIXED_DUES,
    }
)


def door_of(finding: Finding) -> Door | None:
    """The way to the record a finding names, or to the place of its rule; None where it has none.

    A rule without a door is put right in the row of the form that its finding points to.
    """
    door = _DOORS.get(finding.code) or _DOORS.get(finding.code.partition(".")[0])
    return door and replace(door, place=finding.details.get("place", door.place))
