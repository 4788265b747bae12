"""Accepting a package into the totals, or returning it with a reason and a deadline."""

from dataclasses import dataclass
from datetime import date
from pathlib import Path

from sqlalchemy import delete, select
from sqlalchemy.orm import Session

from unionapp.database.journal import note_batch
from unionapp.errors import Refusal
from unionapp.exchange.chain import STATE_NAMES, State, next_missing
from unionapp.exchange.cms import Commitment, Signer
from unionapp.exchange.descriptor import Months, Party
from unionapp.exchange.dispatch import Dispatch, Letter, dispatching
from unionapp.exchange.key_store import load_signer, newest_lists
from unionapp.exchange.receipts import write_receipt
from unionapp.exchange.received import advance, known_of, load_stream
from unionapp.exchange.sealing import PackageContents
from unionapp.exchange.settlements import (
    count_settlement,
    forget_settlement,
    return_settlement,
)
from unionapp.exchange.tables import PackageIn, ReceivedFigure
from unionapp.indicators.figures import Figure
from unionapp.indicators.tables import UnitFigure
from unionapp.indicators.typed_figures import store_received
from unionapp.organisation.office import Office
from unionapp.organisation.tables import Unit
from unionapp.vietnamese.dates import table_date
from unionapp.vietnamese.names import clean_text
from unionapp.vietnamese.periods import Period

OUTBOX = "outbox"
REASON_LETTERS = 10


@dataclass(frozen=True, slots=True)
class Decided:
    """A decision, and the receipt that tells the sender."""

    id: int
    unit: str
    unit_name: str
    period: Period
    version: int
    state: str
    deadline: date | None
    receipt: Path


def accept_package(
    office: Office,
    identifier: int | str,
    *,
    skip_missing: bool = False,
    replace_typed: bool = False,
    output: Path | None = None,
) -> Decided:
    """Count a package, replacing earlier versions of its period, and write the receipt.

    With `skip_missing` a package is taken although one before it never arrived, with
    `replace_typed` although its settlement is another than was typed here.

    Raises:
        Refusal: package.unknown, package.decided, package.waiting, settlement.typed_differs,
            settlement.unknown_form; else as `load_signer`.
        Trouble: exchange.unwritable; nothing was decided.
    """
    signer = load_signer(office, Commitment.RECEIPT)
    with dispatching(office, "package.accept") as dispatch:
        session = dispatch.session
        row = _find(session, office, identifier)
        _require_acceptable(session, office, row, skip_missing=skip_missing)
        earlier = _supersede_earlier(session, row)
        _decide(office, row, State.ACCEPTED)
        count_settlement(session, office, row, replace_typed=replace_typed)
        for one in earlier:
            forget_settlement(session, one)
        _count_figures(session, office, row)
        session.flush()
        advance(session, office, row.sender_id, row.stream)
        return _answer(dispatch, row, signer, output)


def return_package(
    office: Office,
    identifier: int | str,
    *,
    reason: str,
    deadline: date,
    output: Path | None = None,
) -> Decided:
    """Return a package, also one already accepted, and write the return slip.

    Where one was accepted before it for the same period, that one counts again: its figures and
    its settlement.

    Raises:
        Refusal: package.return_reason_needed, package.deadline_past, package.unknown,
            package.decided; else as `load_signer`.
        Trouble: exchange.unwritable; nothing was decided.
    """
    words = clean_text(reason)
    if len(words) < REASON_LETTERS:
        raise Refusal("package.return_reason_needed", letters=REASON_LETTERS)
    if deadline < office.today:
        raise Refusal("package.deadline_past", deadline=table_date(deadline))
    signer = load_signer(office, Commitment.RECEIPT)
    with dispatching(office, "package.return") as dispatch:
        row = _find(dispatch.session, office, identifier)
        if row.state not in {State.PENDING, State.ACCEPTED}:
            raise Refusal("package.decided", state=STATE_NAMES[State(row.state)])
        counted = row.state == State.ACCEPTED
        _decide(office, row, State.RETURNED)
        row.decision, row.deadline = words, deadline
        if counted:
            _count_the_one_before(dispatch.session, office, row)
        dispatch.session.flush()
        return _answer(dispatch, row, signer, output)


def _find(session: Session, office: Office, identifier: int | str) -> PackageIn:
    """By the number of the row, or by the beginning of the package id."""
    text = str(identifier).strip()
    query = select(PackageIn).filter_by(unit_id=office.unit.id)
    if text.isdecimal() and len(text) < 10:
        found = list(session.scalars(query.filter_by(id=int(text))))
    else:
        wanted = "sha256:" + text.removeprefix("sha256:").lower()
        rows = session.scalars(
            query.where(PackageIn.package_id.startswith(wanted, autoescape=True))
        )
        found = list(rows)
    if len(found) != 1:
        raise Refusal("package.unknown", id=text)
    return found[0]


def _require_acceptable(
    session: Session, office: Office, row: PackageIn, *, skip_missing: bool
) -> None:
    if row.state == State.PENDING:
        return
    if row.state != State.WAITING:
        raise Refusal("package.decided", state=STATE_NAMES[State(row.state)])
    if not skip_missing:
        stream = load_stream(session, office, row.sender_id, row.stream)
        raise Refusal("package.waiting", missing=next_missing(known_of(stream)))


def _same_period(row: PackageIn) -> dict[str, object]:
    names = ("unit_id", "sender_id", "stream", "first_month", "last_month")
    return {name: getattr(row, name) for name in names}


def _supersede_earlier(session: Session, row: PackageIn) -> list[PackageIn]:
    rows = list(session.scalars(select(PackageIn).filter_by(**_same_period(row))))
    newest = max((one.version for one in rows if one.state == State.ACCEPTED), default=0)
    if newest > row.version:
        raise Refusal("package.decided", state=STATE_NAMES[State.SUPERSEDED])
    over = {State.FORK, State.SUPERSEDED}
    earlier = [one for one in rows if one.version < row.version and one.state not in over]
    for one in earlier:
        one.state = State.SUPERSEDED.value
    return earlier


def _count_the_one_before(session: Session, office: Office, row: PackageIn) -> None:
    """Let go of what a package brought; what counted before it counts again."""
    before = _replaced_by(session, row)
    return_settlement(session, row, before)
    if before is None:
        _forget_figures(session, row)
    else:
        before.state = State.ACCEPTED.value
        _count_figures(session, office, before)


def _replaced_by(session: Session, row: PackageIn) -> PackageIn | None:
    """The version that was accepted before this one; one with a reason was returned itself."""
    earlier = (
        select(PackageIn)
        .filter_by(**_same_period(row), state=State.SUPERSEDED.value, decision=None)
        .where(PackageIn.version < row.version, PackageIn.decided_at.is_not(None))
        .order_by(PackageIn.version.desc())
    )
    return session.scalar(earlier.limit(1))


def _decide(office: Office, row: PackageIn, state: State) -> None:
    row.state, row.code = state.value, None
    row.decided_at, row.decided_by = office.moment(), office.officer.name


def _count_figures(session: Session, office: Office, row: PackageIn) -> None:
    """The figures now stand beside the sender's records, for targets and reports."""
    _forget_figures(session, row)
    query = select(ReceivedFigure).filter_by(package_in_id=row.id).order_by(ReceivedFigure.code)
    figures = [
        Figure(it.code, it.code, it.numerator, it.denominator, it.unit, "received")
        for it in session.scalars(query)
    ]
    period = Period(row.first_month, row.last_month)
    store_received(session, office, row.sender_id, period, figures)


def _forget_figures(session: Session, row: PackageIn) -> None:
    statement = delete(UnitFigure).where(
        UnitFigure.unit_id == row.sender_id,
        UnitFigure.origin == "received",
        UnitFigure.first_month == row.first_month,
        UnitFigure.last_month == row.last_month,
    )
    gone = session.execute(statement).rowcount  # type: ignore[attr-defined]
    if gone:
        note_batch(session, "figure", gone, forgotten=row.package_id)


def _answer(dispatch: Dispatch, row: PackageIn, signer: Signer, output: Path | None) -> Decided:
    office, session = dispatch.office, dispatch.session
    unit = session.get_one(Unit, row.sender_id)
    receipt = write_receipt(row, _last_accepted(session, row))
    lists = {
        f"crl/{place}.crl": content for place, content in enumerate(newest_lists(office), start=1)
    }
    letter = Letter(
        kind="receipt",
        recipient=Party(unit.code, unit.name),
        period=Months(row.first_month, row.last_month),
        receipt=receipt,
    )
    sent = dispatch.send(
        letter,
        lambda descriptor: PackageContents(descriptor, authority_files=lists),
        signer,
        output or office.folder / OUTBOX,
    )
    return Decided(
        row.id,
        unit.code,
        unit.name,
        Period(row.first_month, row.last_month),
        row.version,
        row.state,
        row.deadline,
        Path(sent.path),
    )


def _last_accepted(session: Session, row: PackageIn) -> PackageIn | None:
    query = (
        select(PackageIn)
        .filter_by(unit_id=row.unit_id, sender_id=row.sender_id, stream=row.stream)
        .filter_by(state=State.ACCEPTED.value)
        .order_by(PackageIn.sequence.desc())
    )
    return session.scalar(query.limit(1))
