"""A voucher as it is typed, and the rules that look at no other record."""

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date

from unionapp.errors import Refusal
from unionapp.finance.findings import Finding, fail, warn
from unionapp.finance.items import RECEIPT, SPENDING, Scheme, money_sources, scheme_on
from unionapp.vietnamese.amounts import group_digits
from unionapp.vietnamese.legacy_text import looks_decoded_better
from unionapp.vietnamese.names import clean_text

RECEIPT_KINDS = frozenset({"PT", "BC", "TU"})
# The four kinds people write; TU and HU are written when an advance is given or cleared.
TYPED_KINDS = {
    "PT": "Phiếu thu",
    "PC": "Phiếu chi",
    "BC": "Giấy báo có",
    "BN": "Giấy báo nợ",
}
VOUCHER_KINDS = {**TYPED_KINDS, "TU": "Tạm ứng", "HU": "Giấy thanh toán tạm ứng"}
# Which kinds bring money into an account of each kind, and which take it out.
KINDS_OF_ACCOUNT = {"cash": ("PT", "PC"), "bank": ("BC", "BN"), "advance": ("TU", "HU")}
# Whoever writes these does not hold the cash as well.
SPENDING_OF_CASH = frozenset({"PC"})
# Money to the units below and from them.
PAID_OUT, DUES_IN, KPCD_IN = "EXP_LOWER", "INC_LOWER_DUES", "INC_LOWER_KPCD"
BETWEEN_LEVELS = (PAID_OUT, DUES_IN, KPCD_IN)
_FIELD_NAMES = {
    "counterparty": "người nộp, người nhận",
    "reason": "lý do",
    "address": "địa chỉ",
    "item": "mục",
    "note": "ghi chú",
    "recipient": "họ tên người ký nhận",
    "account": "tên quỹ, tài khoản",
}
# What a printed voucher holds; more is text that slipped in from elsewhere.
_MOST_LETTERS = {"counterparty": 200, "reason": 500, "address": 200}
_MOST_LETTERS_OF_LINE = {"item": 100, "note": 500}
_MOST_ATTACHMENTS = 999
GREATEST_AMOUNT = 999_999_999_999


@dataclass(frozen=True, slots=True)
class LineDraft:
    """A part of a voucher: an item by key, code or name, its amount, its source if known."""

    item: str
    amount: int
    source: str = ""
    note: str = ""


@dataclass(frozen=True, slots=True)
class VoucherDraft:
    """A voucher as it is typed; without an account, the first one of its kind is meant."""

    kind: str
    voucher_on: date
    counterparty: str
    reason: str
    amount: int
    lines: tuple[LineDraft, ...] = ()
    account_id: int | None = None
    address: str = ""
    member_id: int | None = None
    attachments: int = 0
    template: str = ""
    lower_unit_id: int | None = None


@dataclass(frozen=True, slots=True)
class Surroundings:
    """What the rules need to know beside the voucher."""

    scheme: Scheme
    today: date
    officer: str
    large_cash: int
    is_transfer: bool = False
    is_upper: bool = False


def direction_of(kind: str) -> str:
    """Whether a kind of voucher brings money in or takes it out."""
    return RECEIPT if kind in RECEIPT_KINDS else SPENDING


def account_kind_of(kind: str) -> str:
    """Whether a kind of voucher moves the till, a bank account or the advances."""
    return next(account for account, kinds in KINDS_OF_ACCOUNT.items() if kind in kinds)


def same_person(one: str, other: str) -> bool:
    """Whether two names, as typed, are one person's."""
    return clean_text(one).casefold() == clean_text(other).casefold() != ""


def require_keepable(draft: VoucherDraft) -> None:
    """Refuse what cannot even be kept as a draft.

    Raises:
        Refusal: voucher.unknown_kind, V-01, voucher.attachments, voucher.unknown_source,
            voucher.too_long, item.no_scheme (the day lies before any chart of items).
    """
    if draft.kind not in VOUCHER_KINDS:
        raise Refusal("voucher.unknown_kind", kind=draft.kind)
    if not all(is_amount(amount) for amount in _amounts(draft)):
        raise Refusal("V-01")
    if not 0 <= draft.attachments <= _MOST_ATTACHMENTS:
        raise Refusal("voucher.attachments", most=_MOST_ATTACHMENTS)
    sources = {source.code for source in money_sources()}
    for line in draft.lines:
        if line.source and line.source not in sources:
            raise Refusal("voucher.unknown_source", source=line.source)
    scheme_on(draft.voucher_on)
    _require_short_texts(draft)


def require_short(text: str, name: str, most: int) -> None:
    """Refuse text that slipped in from elsewhere into a field of a voucher.

    Raises:
        Refusal: voucher.too_long.
    """
    if len(text) > most:
        raise Refusal("voucher.too_long", what=_FIELD_NAMES[name], most=most)


def is_amount(amount: object) -> bool:
    """Whether something is a whole amount above nothing and not absurd (V-01)."""
    return (
        isinstance(amount, int) and not isinstance(amount, bool) and 0 < amount <= GREATEST_AMOUNT
    )


def check_draft(draft: VoucherDraft, around: Surroundings) -> Iterator[Finding]:
    """Everything that shows to be wrong without looking at other records."""
    yield from _check_amounts(draft, around)
    yield from _check_items(draft, around)
    yield from _check_filled(draft, around.scheme)
    yield from _check_day(draft.voucher_on, around.today)
    if (
        not around.is_transfer
        and direction_of(draft.kind) == SPENDING
        and same_person(draft.counterparty, around.officer)
    ):
        yield warn("V-25", "counterparty", name=draft.counterparty)
    if draft.kind == "PC" and draft.amount > around.large_cash and not around.is_transfer:
        yield warn("V-27", "amount", limit=group_digits(around.large_cash))


def _check_day(day: date, today: date) -> Iterator[Finding]:
    """A later day asks for a look; a later year has no books yet and gives no number (V-02)."""
    if day.year > today.year:
        yield fail("V-02.year", "voucher_on", year=day.year)
    elif day > today:
        yield warn("V-02", "voucher_on", on=f"{day:%d/%m/%Y}")


def _require_short_texts(draft: VoucherDraft) -> None:
    for name, most in _MOST_LETTERS.items():
        require_short(getattr(draft, name), name, most)
    for line in draft.lines:
        for name, most in _MOST_LETTERS_OF_LINE.items():
            require_short(getattr(line, name), name, most)


def _amounts(draft: VoucherDraft) -> tuple[int, ...]:
    return (draft.amount, *(line.amount for line in draft.lines))


def _check_amounts(draft: VoucherDraft, around: Surroundings) -> Iterator[Finding]:
    if not all(is_amount(amount) for amount in _amounts(draft)):
        yield fail("V-01", "amount")
    total = sum(line.amount for line in draft.lines)
    if not around.is_transfer and draft.lines and total != draft.amount:
        sums = {"amount": group_digits(draft.amount), "total": group_digits(total)}
        yield fail("V-07", "lines", what="Các dòng", **sums)


def _check_items(draft: VoucherDraft, around: Surroundings) -> Iterator[Finding]:
    if around.is_transfer or not draft.lines:
        if around.is_transfer == bool(draft.lines):
            yield fail("V-06.none", "item")
        return
    wanted = direction_of(draft.kind)
    for at, line in enumerate(draft.lines):
        words = _item_words(line.item, around.scheme)
        if not _is_bookable(line.item, wanted, around.scheme):
            yield fail("V-06", "item", item=words, line=at)
        elif around.scheme.find(line.item).is_upper_only and not around.is_upper:
            yield fail("V-06.upper", "item", item=words, line=at)


def _item_words(text: str, scheme: Scheme) -> str:
    try:
        item = scheme.find(text)
    except Refusal:
        return text
    return f"{item.code} {item.name}"


def _is_bookable(text: str, direction: str, scheme: Scheme) -> bool:
    try:
        item = scheme.find(text)
    except Refusal:
        return False
    return item.direction == direction and scheme.is_leaf(item.key)


def _check_filled(draft: VoucherDraft, scheme: Scheme) -> Iterator[Finding]:
    for name, text in (("counterparty", draft.counterparty), ("reason", draft.reason)):
        if not text.strip():
            yield fail("V-09", name, what=_FIELD_NAMES[name])
        if any(looks_decoded_better(text, encoding) for encoding in ("tcvn3", "vni")):
            yield warn("V-29", name, what=_FIELD_NAMES[name])
    items = {scheme.key_of(line.item) for line in draft.lines}
    if draft.lower_unit_id is None and not items.isdisjoint(BETWEEN_LEVELS):
        yield warn("V-09.lower_unit", "lower_unit")
    if direction_of(draft.kind) == SPENDING and draft.attachments < 1:
        yield warn("V-09.attachments", "attachments")
