"""A settlement on its way up: what a unit sends of it, and how the level above takes it in."""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass, replace
from datetime import date

from sqlalchemy import select
from sqlalchemy.orm import Session

from unionapp.errors import Refusal
from unionapp.finance.forms import SETTLEMENT_FORM, Form, add_up, form_on
from unionapp.finance.group.group_settlement import show_group_settlement
from unionapp.finance.levels.lower_statements import PAYABLE_BEFORE
from unionapp.finance.levels.settlement_spans import SettlementSpan
from unionapp.finance.vouchers.open_years import standing_settlement
from unionapp.finance.year.basics import basic_labels, read_basics, stored_basics
from unionapp.finance.year.budget import budget_of
from unionapp.finance.year.proof import HELD
from unionapp.finance.year.settlement import period_figures
from unionapp.finance.year.versions import ChangedRow, Source, changed_rows, store_version
from unionapp.finance.yearly_tables import Settlement, SettlementRow
from unionapp.organisation.office import Office
from unionapp.vietnamese.periods import Period

_BESIDE_THE_FORM = {**HELD, PAYABLE_BEFORE: "Còn phải nộp cấp trên đầu kỳ"}


@dataclass(frozen=True, slots=True)
class ReportedRow:
    """A figure of section A, a row of the form (B), or where the money lies (C)."""

    section: str
    row: str
    label: str
    code: str
    budget: int | None
    reported: int
    approved: int | None


@dataclass(frozen=True, slots=True)
class ReportedSettlement:
    """The settlement of a span as its unit states it; `edition` is the day its form began.

    A year carries the version that was handed in; a part of a year is read from the books and has
    the version 0.
    """

    form: str
    edition: date
    version: int
    status: str
    rows: tuple[ReportedRow, ...]

    @property
    def amounts(self) -> dict[str, int]:
        """What is reported, by row."""
        return {row.row: row.reported for row in self.rows}


@dataclass(frozen=True, slots=True)
class SettlementBeside:
    """What stands here already of a settlement that arrives, and in which rows it differs.

    The status is none where nothing does; `package_number` is empty where it was typed.
    """

    status: str
    package_number: int | None
    changes: tuple[ChangedRow, ...]

    @property
    def is_typed(self) -> bool:
        """Whether an officer typed what stands here."""
        return self.status != "none" and self.package_number is None


def report_settlement(office: Office, period: Period) -> ReportedSettlement | None:
    """What goes up of a period: a year once it is handed in, a half or quarter that has money.

    Raises:
        Refusal: form.no_edition.
    """
    span = SettlementSpan.of(period)
    if span is None:
        return None
    with office.read() as session:
        if not span.part:
            return _handed_in(session, office.unit.id, span)
        return _from_books(session, office.unit.id, span)


def report_group_settlement(office: Office, period: Period) -> ReportedSettlement | None:
    """What goes up of this unit and all below it together; None where none below has reported.

    It goes with the unit's own settlement: for a year, once that is handed in.

    Raises:
        Refusal: form.no_edition.
    """
    own, span = report_settlement(office, period), SettlementSpan.of(period)
    if own is None or span is None:
        return None
    group = show_group_settlement(office, span.year, part=span.part)
    if not group.counted:
        return None
    return replace(own, rows=tuple(_sorted_out(group.form, group.stored, {}, {})))


def take_settlement(  # what came, from whom, for when, in which package
    session: Session,
    office: Office,
    whose: tuple[int, SettlementSpan],
    reported: ReportedSettlement,
    source: Source,
    *,
    replace_typed: bool = False,
) -> bool:
    """Make a reported settlement that of its unit; one that is approved stays as it is.

    Raises:
        Refusal: settlement.unknown_form, settlement.row_typed; settlement.typed_differs where
            other figures were typed and are not to be replaced.
    """
    beside = lay_beside(session, whose, reported)
    if beside.status == "approved":
        return False
    if beside.is_typed and beside.changes and not replace_typed:
        raise Refusal("settlement.typed_differs", count=len(beside.changes))
    budget = {row.row: row.budget for row in reported.rows if row.budget is not None}
    amounts = reported.amounts
    # Whatever a package leaves out stands as nothing, and its sums can still be approved.
    filled = add_up(form_on(SETTLEMENT_FORM, whose[1].period.end), amounts) | amounts
    store_version(session, office, whose, filled, budget, source)
    return True


def lay_beside(
    session: Session, whose: tuple[int, SettlementSpan], reported: ReportedSettlement
) -> SettlementBeside:
    """What stands here beside a settlement that arrives.

    Raises:
        Refusal: settlement.unknown_form, settlement.row_typed.
    """
    unit_id, span = whose
    form = _require_form(reported, span)
    standing = standing_settlement(session, unit_id, span.year, span.part)
    if standing is None:
        return SettlementBeside("none", None, ())
    before = {row.row: row.reported for row in _rows(session, standing)}
    now = reported.amounts
    basics = (
        ChangedRow(row, label, "", before.get(row, 0), now.get(row, 0))
        for row, label in basic_labels().items()
        if before.get(row, 0) != now.get(row, 0)
    )
    changes = (*changed_rows(form, before, now), *basics)
    return SettlementBeside(standing.status, standing.package_number, changes)


def send_back_settlement(
    session: Session, unit_id: int, package_id: str, counted: str | None
) -> None:
    """Let go of what a package brought because it went back; what counts again stands again.

    That is the settlement of the package `counted`; without one, the version before. What is
    approved stays, and nothing stands beside it.
    """
    gone = let_go_settlement(session, unit_id, package_id)
    brought = select(Settlement).filter_by(unit_id=unit_id, package_id=counted or "")
    typed = (_last_replaced(session, one) for one in gone)
    again = [*session.scalars(brought)] or [one for one in typed if one is not None]
    for settlement in again:
        if not _stands(session, settlement):
            settlement.status = "submitted"


def _stands(session: Session, settlement: Settlement) -> bool:
    span = (settlement.unit_id, settlement.year, settlement.part)
    return standing_settlement(session, *span) is not None


def let_go_settlement(session: Session, unit_id: int, package_id: str) -> list[Settlement]:
    """Let go of what a package brought, which another one takes the place of."""
    query = select(Settlement).filter_by(unit_id=unit_id, package_id=package_id)
    gone = list(session.scalars(query.where(Settlement.status == "submitted")))
    for settlement in gone:
        settlement.status = "returned"
    return gone


def _last_replaced(session: Session, settlement: Settlement) -> Settlement | None:
    names = ("unit_id", "year", "part")
    same = {name: getattr(settlement, name) for name in names}
    query = select(Settlement).filter_by(**same, status="replaced")
    return session.scalar(query.order_by(Settlement.version.desc()).limit(1))


def _require_form(reported: ReportedSettlement, span: SettlementSpan) -> Form:
    form = form_on(SETTLEMENT_FORM, span.period.end)
    if (reported.form, reported.edition) != (form.code, form.valid_from):
        raise Refusal(
            "settlement.unknown_form", form=reported.form, edition=f"{reported.edition:%d/%m/%Y}"
        )
    known = {row.id for row in form.rows} | set(basic_labels()) | set(_BESIDE_THE_FORM)
    if unknown := next((row.row for row in reported.rows if row.row not in known), None):
        raise Refusal("settlement.row_typed", row=unknown)
    return form


def _handed_in(session: Session, unit_id: int, span: SettlementSpan) -> ReportedSettlement | None:
    settlement = standing_settlement(session, unit_id, span.year)
    if settlement is None:
        return None
    rows = _rows(session, settlement)
    form = form_on(SETTLEMENT_FORM, span.period.end)
    return ReportedSettlement(
        form=form.code,
        edition=form.valid_from,
        version=settlement.version,
        status=settlement.status,
        rows=tuple(
            _sorted_out(
                form,
                {row.row: row.reported for row in rows},
                {row.row: row.budget for row in rows},
                {row.row: row.approved for row in rows},
            )
        ),
    )


def _from_books(session: Session, unit_id: int, span: SettlementSpan) -> ReportedSettlement | None:
    form = form_on(SETTLEMENT_FORM, span.period.end)
    filled = period_figures(session, unit_id, span.period)
    if not any(filled.values()):
        return None
    filled |= stored_basics(read_basics(session, unit_id, span.period))
    budget = budget_of(session, unit_id, span.year, form)
    rows = tuple(_sorted_out(form, filled, budget, {}))
    return ReportedSettlement(form.code, form.valid_from, 0, "open", rows)


def _sorted_out(
    form: Form,
    reported: Mapping[str, int],
    budget: Mapping[str, int | None],
    approved: Mapping[str, int | None],
) -> Iterator[ReportedRow]:
    """The figures as the paper has them: section A, the rows of the form, where the money lies."""
    named = [("A", row, label, "") for row, label in basic_labels().items()]
    named += [("B", row.id, row.label, row.code) for row in form.rows]
    named += [("C", row, label, "") for row, label in _BESIDE_THE_FORM.items()]
    for section, row, label, code in named:
        if row in reported:
            figures = (budget.get(row), reported[row], approved.get(row))
            yield ReportedRow(section, row, label, code, *figures)


def _rows(session: Session, settlement: Settlement) -> list[SettlementRow]:
    return list(session.scalars(select(SettlementRow).filter_by(settlement_id=settlement.id)))
