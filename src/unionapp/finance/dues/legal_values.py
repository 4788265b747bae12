"""The legal values on dues in one month, gathered for one unit."""

from dataclasses import dataclass
from datetime import date
from decimal import Decimal

from sqlalchemy.orm import Session

from unionapp.errors import Refusal
from unionapp.finance.dues.owed import FIXED_GROUP, DuesLaw
from unionapp.finance.splits import round_half_up
from unionapp.organisation.employer_types import find_employer_type
from unionapp.organisation.office import Office
from unionapp.organisation.parameters import LegalValue, law_value, legal_value
from unionapp.vietnamese.amounts import dong, percent_text
from unionapp.vietnamese.months import last_day


@dataclass(frozen=True, slots=True)
class DuesRules:
    """The values a dues list was worked out from, with their basis; `words` is its rule line."""

    month: str
    group: str
    rate: Decimal
    statutory_rate: Decimal
    is_capped: bool
    cap: int
    base_salary: int
    insurance_ceiling: int
    fixed_amount: int
    rounding: int
    valid_from: date
    legal_basis: str
    needs_check: bool
    words: str

    @property
    def law(self) -> DuesLaw:
        """What the calculation of one member needs."""
        return DuesLaw(
            group=self.group,
            rate=self.rate,
            statutory_rate=self.statutory_rate,
            cap=self.cap if self.is_capped else None,
            insurance_ceiling=self.insurance_ceiling,
            fixed_amount=self.fixed_amount,
            rounding=self.rounding,
        )


def dues_rules(session: Session, office: Office, month: str) -> DuesRules:
    """The rules on dues for this unit in a month.

    Raises:
        Refusal: dues.no_employer_type, parameter.missing.
    """
    group, on = dues_group(office), last_day(month)

    def value(key: str, segment: str = "") -> LegalValue:
        return legal_value(session, office.unit.id, key, on, segment)

    base_salary, share = value("base_salary"), value("dues.cap_share")
    main = value("dues.fixed_min_share" if group == FIXED_GROUP else "dues.rate", group)
    cap = int(base_salary.amount * share.rate)
    is_capped = group != FIXED_GROUP and value("dues.capped", group).flag
    ceiling = base_salary.amount * value("insurance.ceiling_multiple").amount
    fixed = _fixed_amount(session, office, on, base_salary.amount) if group == FIXED_GROUP else 0
    return DuesRules(
        month=month,
        group=group,
        rate=Decimal(0) if group == FIXED_GROUP else main.rate,
        statutory_rate=_statutory_rate(session, group, on),
        is_capped=is_capped,
        cap=cap,
        base_salary=base_salary.amount,
        insurance_ceiling=ceiling,
        fixed_amount=fixed,
        rounding=value("dues.rounding").amount,
        valid_from=main.valid_from,
        legal_basis=main.legal_basis,
        needs_check=main.needs_check or base_salary.needs_check,
        words=_rule_line(group, main, cap if is_capped else None, fixed),
    )


def dues_group(office: Office) -> str:
    """The group of payers this unit's employer belongs to, G1 to G4.

    Raises:
        Refusal: dues.no_employer_type.
    """
    if office.unit.employer_type is None:
        raise Refusal("dues.no_employer_type")
    return find_employer_type(office.unit.employer_type).dues_group


def _statutory_rate(session: Session, group: str, on: date) -> Decimal:
    if group == FIXED_GROUP:
        return Decimal(0)
    return law_value(session, "dues.rate", on, group).rate


def _fixed_amount(session: Session, office: Office, on: date, base_salary: int) -> int:
    # The unit and the level above agree on an amount; until it is entered, the least one applies.
    try:
        return legal_value(session, office.unit.id, "dues.fixed_amount", on, FIXED_GROUP).amount
    except Refusal:
        least = legal_value(session, office.unit.id, "dues.fixed_min_share", on, FIXED_GROUP)
        return round_half_up(base_salary * least.rate)


def _rule_line(group: str, main: LegalValue, cap: int | None, fixed: int) -> str:
    since = f"{main.legal_basis}, áp dụng từ {main.valid_from:%d/%m/%Y}"
    if group == FIXED_GROUP:
        return f"Mức ấn định {dong(fixed)} một tháng ({since})"
    base = "tiền lương thực lĩnh" if group == "G2" else "tiền lương đóng BHXH"
    limit = "" if cap is None else f", tối đa {dong(cap)}"
    return f"{percent_text(main.rate)} {base}{limit} ({since})"
