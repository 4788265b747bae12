"""Accounts and vouchers, what is counted and reconciled, spending limits."""

from alembic import op

revision = "0003"
down_revision = "0002"

# a lock closes the months before it as well
_LOCKED = (
    "EXISTS (SELECT 1 FROM period_lock l WHERE l.unit_id = {row}.unit_id AND l.month >= {month})"
)


def _refuse(name: str, when: str, code: str) -> str:
    return f"CREATE TRIGGER {name} BEFORE {when} BEGIN SELECT RAISE(ABORT, 'refuse:{code}'); END"


def _locked(row: str, month: str) -> str:
    return _LOCKED.format(row=row, month=month)


_OLD_MONTH = _locked("OLD", "substr(OLD.voucher_on, 1, 7)")
_NEW_MONTH = _locked("NEW", "substr(NEW.voucher_on, 1, 7)")
_POSTED = "(SELECT status FROM voucher v WHERE v.id = {row}.voucher_id) = 'posted'"
_MONTH_OF_NEW = "(SELECT substr(v.voucher_on, 1, 7) FROM voucher v WHERE v.id = NEW.voucher_id)"
# Both sides of a draft transfer are untied before they go.
_UNTIED = (
    "OLD.status = 'draft' AND NEW.status = 'draft' AND OLD.pair_id IS NOT NULL AND NEW.pair_id IS NULL"
    " AND NEW.voucher_on = OLD.voucher_on AND NEW.amount = OLD.amount AND NEW.kind = OLD.kind"
    " AND NEW.account_id = OLD.account_id AND NEW.reason = OLD.reason"
)

STATEMENTS: tuple[str, ...] = (
    """CREATE TABLE fund_account (
        id INTEGER NOT NULL, uid BLOB NOT NULL, unit_id INTEGER NOT NULL, kind TEXT NOT NULL, name TEXT NOT NULL,
        bank TEXT NOT NULL, number TEXT NOT NULL, opening INTEGER NOT NULL, opened_on DATE, is_active BOOLEAN NOT NULL,
        CONSTRAINT pk_fund_account PRIMARY KEY (id), CONSTRAINT uq_fund_account_uid UNIQUE (uid),
        CONSTRAINT uq_fund_account_unit_id_name UNIQUE (unit_id, name),
        CONSTRAINT ck_fund_account_kind CHECK (kind IN ('cash', 'bank', 'advance')),
        CONSTRAINT fk_fund_account_unit_id_unit FOREIGN KEY (unit_id) REFERENCES unit (id))""",
    """CREATE TABLE advance (id INTEGER NOT NULL, uid BLOB NOT NULL, unit_id INTEGER NOT NULL, person TEXT NOT
        NULL, member_id INTEGER, purpose TEXT NOT NULL, advanced_on DATE NOT NULL, CONSTRAINT pk_advance PRIMARY KEY
        (id), CONSTRAINT uq_advance_uid UNIQUE (uid), CONSTRAINT fk_advance_unit_id_unit FOREIGN KEY(unit_id)
        REFERENCES unit (id), CONSTRAINT fk_advance_member_id_member FOREIGN KEY(member_id) REFERENCES member (id))""",
    "CREATE INDEX ix_advance_member_id ON advance (member_id)",
    "CREATE INDEX ix_advance_unit_id ON advance (unit_id)",
    """CREATE TABLE recurring_voucher (
        id INTEGER NOT NULL, unit_id INTEGER NOT NULL, day INTEGER NOT NULL, first_month TEXT NOT NULL,
        last_month TEXT, kind TEXT NOT NULL, account_id INTEGER, counterparty TEXT NOT NULL, address TEXT NOT NULL,
        member_id INTEGER, reason TEXT NOT NULL, amount INTEGER NOT NULL, template TEXT NOT NULL, lines TEXT NOT NULL,
        CONSTRAINT pk_recurring_voucher PRIMARY KEY (id),
        CONSTRAINT ck_recurring_voucher_day CHECK (day BETWEEN 1 AND 31),
        CONSTRAINT ck_recurring_voucher_amount CHECK (amount > 0),
        CONSTRAINT fk_recurring_voucher_unit_id_unit FOREIGN KEY (unit_id) REFERENCES unit (id),
        CONSTRAINT fk_recurring_voucher_account_id_fund_account FOREIGN KEY (account_id) REFERENCES fund_account (id),
        CONSTRAINT fk_recurring_voucher_member_id_member FOREIGN KEY (member_id) REFERENCES member (id))""",
    "CREATE INDEX ix_recurring_voucher_unit_id ON recurring_voucher (unit_id)",
    """CREATE TABLE voucher (
        id INTEGER NOT NULL, uid BLOB NOT NULL, unit_id INTEGER NOT NULL, kind TEXT NOT NULL, year INTEGER NOT NULL,
        number INTEGER, voucher_on DATE NOT NULL, account_id INTEGER NOT NULL, counterparty TEXT NOT NULL,
        address TEXT NOT NULL, member_id INTEGER, reason TEXT NOT NULL, amount INTEGER NOT NULL,
        attachments INTEGER NOT NULL, template TEXT NOT NULL, search_fold TEXT NOT NULL, status TEXT NOT NULL,
        reverses_id INTEGER, pair_id INTEGER, advance_id INTEGER, recurring_id INTEGER, lower_unit_id INTEGER, created_at TEXT NOT NULL, created_by TEXT NOT NULL, posted_at TEXT,
        posted_by TEXT, signers TEXT NOT NULL,
        CONSTRAINT pk_voucher PRIMARY KEY (id), CONSTRAINT uq_voucher_uid UNIQUE (uid),
        CONSTRAINT ck_voucher_kind CHECK (kind IN ('PT', 'PC', 'BC', 'BN', 'TU', 'HU')),
        CONSTRAINT ck_voucher_status CHECK (status IN ('draft', 'posted')),
        CONSTRAINT ck_voucher_number CHECK ((status = 'posted') = (number IS NOT NULL)),
        CONSTRAINT ck_voucher_amount CHECK (amount > 0 OR (amount < 0 AND (reverses_id IS NOT NULL OR kind IN ('PT', 'BC')))),
        CONSTRAINT uq_voucher_unit_id_year_kind_number UNIQUE (unit_id, year, kind, number),
        CONSTRAINT uq_voucher_reverses_id UNIQUE (reverses_id),
        CONSTRAINT fk_voucher_unit_id_unit FOREIGN KEY (unit_id) REFERENCES unit (id),
        CONSTRAINT fk_voucher_account_id_fund_account FOREIGN KEY (account_id) REFERENCES fund_account (id),
        CONSTRAINT fk_voucher_member_id_member FOREIGN KEY (member_id) REFERENCES member (id),
        CONSTRAINT fk_voucher_reverses_id_voucher FOREIGN KEY (reverses_id) REFERENCES voucher (id),
        CONSTRAINT fk_voucher_pair_id_voucher FOREIGN KEY (pair_id) REFERENCES voucher (id),
        CONSTRAINT fk_voucher_advance_id_advance FOREIGN KEY (advance_id) REFERENCES advance (id),
        CONSTRAINT fk_voucher_recurring_id_recurring_voucher FOREIGN KEY (recurring_id) REFERENCES recurring_voucher (id),
        CONSTRAINT fk_voucher_lower_unit_id_unit FOREIGN KEY (lower_unit_id) REFERENCES unit (id))""",
    "CREATE INDEX ix_voucher_recurring_id ON voucher (recurring_id)",
    "CREATE INDEX ix_voucher_lower_unit_id ON voucher (lower_unit_id)",
    "CREATE INDEX ix_voucher_unit_id_voucher_on ON voucher (unit_id, voucher_on)",
    "CREATE INDEX ix_voucher_account_id_voucher_on ON voucher (account_id, voucher_on)",
    "CREATE INDEX ix_voucher_pair_id ON voucher (pair_id)",
    "CREATE INDEX ix_voucher_member_id ON voucher (member_id)",
    "CREATE INDEX ix_voucher_advance_id ON voucher (advance_id)",
    """CREATE TABLE voucher_line (
        id INTEGER NOT NULL, unit_id INTEGER NOT NULL, voucher_id INTEGER NOT NULL, item TEXT NOT NULL,
        source TEXT NOT NULL, amount INTEGER NOT NULL, note TEXT NOT NULL,
        CONSTRAINT pk_voucher_line PRIMARY KEY (id),
        CONSTRAINT fk_voucher_line_unit_id_unit FOREIGN KEY (unit_id) REFERENCES unit (id),
        CONSTRAINT fk_voucher_line_voucher_id_voucher FOREIGN KEY (voucher_id) REFERENCES voucher (id))""",
    "CREATE INDEX ix_voucher_line_unit_id ON voucher_line (unit_id)",
    "CREATE INDEX ix_voucher_line_voucher_id ON voucher_line (voucher_id)",
    """CREATE TABLE voucher_approval (
        id INTEGER NOT NULL, unit_id INTEGER NOT NULL, voucher_id INTEGER NOT NULL, approved_at TEXT NOT NULL,
        approved_by TEXT NOT NULL, CONSTRAINT pk_voucher_approval PRIMARY KEY (id),
        CONSTRAINT uq_voucher_approval_voucher_id UNIQUE (voucher_id),
        CONSTRAINT fk_voucher_approval_unit_id_unit FOREIGN KEY (unit_id) REFERENCES unit (id),
        CONSTRAINT fk_voucher_approval_voucher_id_voucher FOREIGN KEY (voucher_id) REFERENCES voucher (id))""",
    "CREATE INDEX ix_voucher_approval_unit_id ON voucher_approval (unit_id)",
    """CREATE TABLE voucher_refusal (
        id INTEGER NOT NULL, unit_id INTEGER NOT NULL, voucher_id INTEGER NOT NULL, refused_at TEXT NOT NULL,
        refused_by TEXT NOT NULL, reason TEXT NOT NULL, is_open BOOLEAN NOT NULL,
        CONSTRAINT pk_voucher_refusal PRIMARY KEY (id),
        CONSTRAINT fk_voucher_refusal_unit_id_unit FOREIGN KEY (unit_id) REFERENCES unit (id),
        CONSTRAINT fk_voucher_refusal_voucher_id_voucher FOREIGN KEY (voucher_id) REFERENCES voucher (id))""",
    "CREATE INDEX ix_voucher_refusal_unit_id ON voucher_refusal (unit_id)",
    "CREATE INDEX ix_voucher_refusal_voucher_id ON voucher_refusal (voucher_id)",
    """CREATE TABLE attached_file (
        unit_id INTEGER NOT NULL, sha256 TEXT NOT NULL, size INTEGER NOT NULL, content BLOB NOT NULL,
        CONSTRAINT pk_attached_file PRIMARY KEY (unit_id, sha256),
        CONSTRAINT fk_attached_file_unit_id_unit FOREIGN KEY (unit_id) REFERENCES unit (id))""",
    """CREATE TABLE attachment (
        id INTEGER NOT NULL, unit_id INTEGER NOT NULL, voucher_id INTEGER NOT NULL, sha256 TEXT NOT NULL,
        name TEXT NOT NULL, size INTEGER NOT NULL, added_at TEXT NOT NULL, added_by TEXT NOT NULL,
        CONSTRAINT pk_attachment PRIMARY KEY (id), CONSTRAINT uq_attachment_voucher_id_sha256 UNIQUE (voucher_id, sha256),
        CONSTRAINT fk_attachment_unit_id_unit FOREIGN KEY (unit_id) REFERENCES unit (id),
        CONSTRAINT fk_attachment_voucher_id_voucher FOREIGN KEY (voucher_id) REFERENCES voucher (id),
        CONSTRAINT fk_attachment_unit_id_attached_file FOREIGN KEY (unit_id, sha256)
            REFERENCES attached_file (unit_id, sha256))""",
    "CREATE INDEX ix_attachment_unit_id_sha256 ON attachment (unit_id, sha256)",
    """CREATE TABLE voucher_recipient (id INTEGER NOT NULL, unit_id INTEGER NOT NULL, voucher_id INTEGER NOT NULL,
        name TEXT NOT NULL, team TEXT NOT NULL, member_id INTEGER, quantity INTEGER NOT NULL, "each" INTEGER NOT
        NULL, note TEXT NOT NULL, CONSTRAINT pk_voucher_recipient PRIMARY KEY (id), CONSTRAINT
        ck_voucher_recipient_amounts CHECK (quantity > 0 AND each > 0), CONSTRAINT fk_voucher_recipient_unit_id_unit
        FOREIGN KEY(unit_id) REFERENCES unit (id), CONSTRAINT fk_voucher_recipient_voucher_id_voucher FOREIGN
        KEY(voucher_id) REFERENCES voucher (id), CONSTRAINT fk_voucher_recipient_member_id_member FOREIGN
        KEY(member_id) REFERENCES member (id))""",
    "CREATE INDEX ix_voucher_recipient_member_id ON voucher_recipient (member_id)",
    "CREATE INDEX ix_voucher_recipient_unit_id ON voucher_recipient (unit_id)",
    "CREATE INDEX ix_voucher_recipient_voucher_id ON voucher_recipient (voucher_id)",
    """CREATE TABLE cash_count (id INTEGER NOT NULL, uid BLOB NOT NULL, unit_id INTEGER NOT NULL, account_id
        INTEGER NOT NULL, counted_on DATE NOT NULL, board TEXT NOT NULL, notes TEXT NOT NULL, counted INTEGER NOT
        NULL, booked INTEGER NOT NULL, reason TEXT NOT NULL, CONSTRAINT pk_cash_count PRIMARY KEY (id), CONSTRAINT uq_cash_count_uid UNIQUE (uid), CONSTRAINT fk_cash_count_unit_id_unit FOREIGN KEY(unit_id) REFERENCES unit
        (id), CONSTRAINT fk_cash_count_account_id_fund_account FOREIGN KEY(account_id) REFERENCES fund_account (id))""",
    "CREATE INDEX ix_cash_count_unit_id_counted_on ON cash_count (unit_id, counted_on)",
    """CREATE TABLE bank_reconciliation (id INTEGER NOT NULL, unit_id INTEGER NOT NULL, account_id INTEGER NOT
        NULL, month TEXT NOT NULL, statement_closing INTEGER NOT NULL, book_closing INTEGER NOT NULL, matched
        INTEGER NOT NULL, only_in_book INTEGER NOT NULL, only_in_statement INTEGER NOT NULL, made_at TEXT NOT NULL,
        made_by TEXT NOT NULL, CONSTRAINT pk_bank_reconciliation PRIMARY KEY (id), CONSTRAINT uq_bank_reconciliation_account_id_month UNIQUE (account_id, month), CONSTRAINT
        fk_bank_reconciliation_unit_id_unit FOREIGN KEY(unit_id) REFERENCES unit (id), CONSTRAINT
        fk_bank_reconciliation_account_id_fund_account FOREIGN KEY(account_id) REFERENCES fund_account (id))""",
    "CREATE INDEX ix_bank_reconciliation_unit_id ON bank_reconciliation (unit_id)",
    """CREATE TABLE spending_norm (id INTEGER NOT NULL, unit_id INTEGER NOT NULL, item TEXT NOT NULL, greatest
        INTEGER NOT NULL, per TEXT NOT NULL, valid_from DATE NOT NULL, resolution TEXT NOT NULL, CONSTRAINT pk_spending_norm PRIMARY
        KEY (id), CONSTRAINT ck_spending_norm_per CHECK (per IN ('person', 'payment')), CONSTRAINT uq_spending_norm_unit_id_item_valid_from UNIQUE (unit_id, item, valid_from), CONSTRAINT
        fk_spending_norm_unit_id_unit FOREIGN KEY(unit_id) REFERENCES unit (id))""",
    # A posted voucher and its lines stay as they are.
    _refuse(
        "voucher_stays_posted_on_update",
        "UPDATE ON voucher WHEN OLD.status = 'posted'",
        "voucher.posted",
    ),
    _refuse(
        "voucher_stays_posted_on_delete",
        "DELETE ON voucher WHEN OLD.status = 'posted'",
        "voucher.posted",
    ),
    _refuse(
        "voucher_is_born_a_draft",
        "INSERT ON voucher WHEN NEW.status <> 'draft'",
        "voucher.born_posted",
    ),
    _refuse(
        "voucher_line_stays_on_insert",
        f"INSERT ON voucher_line WHEN {_POSTED.format(row='NEW')}",
        "voucher.posted",
    ),
    _refuse(
        "voucher_line_stays_on_update",
        f"UPDATE ON voucher_line WHEN {_POSTED.format(row='OLD')} OR {_POSTED.format(row='NEW')}",
        "voucher.posted",
    ),
    _refuse(
        "voucher_line_stays_on_delete",
        f"DELETE ON voucher_line WHEN {_POSTED.format(row='OLD')}",
        "voucher.posted",
    ),
    _refuse(
        "voucher_recipient_stays_on_insert",
        f"INSERT ON voucher_recipient WHEN {_POSTED.format(row='NEW')}",
        "voucher.posted",
    ),
    _refuse(
        "voucher_recipient_stays_on_update",
        f"UPDATE ON voucher_recipient WHEN {_POSTED.format(row='OLD')} OR {_POSTED.format(row='NEW')}",
        "voucher.posted",
    ),
    _refuse(
        "voucher_recipient_stays_on_delete",
        f"DELETE ON voucher_recipient WHEN {_POSTED.format(row='OLD')}",
        "voucher.posted",
    ),
    # An approval stands as it was given; changing a draft takes it back whole.
    _refuse("voucher_approval_stays_on_update", "UPDATE ON voucher_approval", "voucher.approved"),
    _refuse(
        "voucher_approval_stays_on_delete",
        f"DELETE ON voucher_approval WHEN {_POSTED.format(row='OLD')}",
        "voucher.posted",
    ),
    # What is attached to a posted voucher stays on it, byte for byte. A scan of the paper that was
    # signed afterwards may still be put to it while its month is open.
    _refuse(
        "attachment_lock_on_insert",
        f"INSERT ON attachment WHEN {_POSTED.format(row='NEW')} AND {_locked('NEW', _MONTH_OF_NEW)}",
        "period.locked",
    ),
    _refuse(
        "attachment_stays_on_update",
        f"UPDATE ON attachment WHEN {_POSTED.format(row='OLD')} OR {_POSTED.format(row='NEW')}",
        "voucher.posted",
    ),
    _refuse(
        "attachment_stays_on_delete",
        f"DELETE ON attachment WHEN {_POSTED.format(row='OLD')}",
        "voucher.posted",
    ),
    _refuse("attached_file_stays_on_update", "UPDATE ON attached_file", "attachment.fixed"),
    # Nothing is dated into a locked month; a draft left there may be dated out of it or thrown away.
    _refuse("voucher_lock_on_insert", f"INSERT ON voucher WHEN {_NEW_MONTH}", "period.locked"),
    _refuse(
        "voucher_lock_on_update",
        f"UPDATE ON voucher WHEN {_NEW_MONTH} AND NOT ({_UNTIED})",
        "period.locked",
    ),
    _refuse(
        "voucher_lock_on_delete",
        f"DELETE ON voucher WHEN OLD.status = 'posted' AND {_OLD_MONTH}",
        "period.locked",
    ),
    # What a locked month was opened with, and what was counted in it, stands.
    *(
        _refuse(
            f"fund_account_lock_on_update_{row.lower()}",
            "UPDATE OF opening, opened_on ON fund_account"
            " WHEN (NEW.opening IS NOT OLD.opening OR NEW.opened_on IS NOT OLD.opened_on)"
            f" AND {_locked(row, f'substr({row}.opened_on, 1, 7)')}",
            "period.locked",
        )
        for row in ("OLD", "NEW")
    ),
    *(
        _refuse(
            f"cash_count_lock_on_{action.lower()}",
            f"{action} ON cash_count WHEN {_locked('OLD', 'substr(OLD.counted_on, 1, 7)')}",
            "period.locked",
        )
        for action in ("UPDATE", "DELETE")
    ),
)


def upgrade() -> None:
    for statement in STATEMENTS:
        op.execute(statement)
