"""Tables of finance."""

from alembic import op

revision = "0003"
down_revision = "0002"

_LOCKED = (
    "EXISTS (SELECT 1 FROM period_lock l WHERE l.unit_id = {row}.unit_id AND l.month = {month})"
)


def _refuse(name: str, when: str, code: str) -> str:
    return f"CREATE TRIGGER {name} BEFORE {when} BEGIN SELECT RAISE(ABORT, 'refuse:{code}'); END"


def _locked(row: str, month: str) -> str:
    return _LOCKED.format(row=row, month=month)


_OLD_MONTH = _locked("OLD", "substr(OLD.voucher_on, 1, 7)")
_NEW_MONTH = _locked("NEW", "substr(NEW.voucher_on, 1, 7)")
_POSTED = "(SELECT status FROM voucher v WHERE v.id = {row}.voucher_id) = 'posted'"

STATEMENTS = (
    """CREATE TABLE fund_account (
        id INTEGER NOT NULL, uid BLOB NOT NULL, unit_id INTEGER NOT NULL, kind TEXT NOT NULL, name TEXT NOT NULL,
        bank TEXT NOT NULL, number TEXT NOT NULL, opening INTEGER NOT NULL, opened_on DATE, is_active BOOLEAN NOT NULL,
        CONSTRAINT pk_fund_account PRIMARY KEY (id), CONSTRAINT uq_fund_account_uid UNIQUE (uid),
        CONSTRAINT uq_fund_account_unit_id_name UNIQUE (unit_id, name),
        CONSTRAINT ck_fund_account_kind CHECK (kind IN ('cash', 'bank')),
        CONSTRAINT fk_fund_account_unit_id_unit FOREIGN KEY (unit_id) REFERENCES unit (id))""",
    """CREATE TABLE voucher (
        id INTEGER NOT NULL, uid BLOB NOT NULL, unit_id INTEGER NOT NULL, kind TEXT NOT NULL, year INTEGER NOT NULL,
        number INTEGER, voucher_on DATE NOT NULL, account_id INTEGER NOT NULL, counterparty TEXT NOT NULL,
        address TEXT NOT NULL, member_id INTEGER, reason TEXT NOT NULL, amount INTEGER NOT NULL,
        attachments INTEGER NOT NULL, template TEXT NOT NULL, search_fold TEXT NOT NULL, status TEXT NOT NULL,
        reverses_id INTEGER, pair_id INTEGER, created_at TEXT NOT NULL, created_by TEXT NOT NULL, posted_at TEXT,
        posted_by TEXT,
        CONSTRAINT pk_voucher PRIMARY KEY (id), CONSTRAINT uq_voucher_uid UNIQUE (uid),
        CONSTRAINT ck_voucher_kind CHECK (kind IN ('PT', 'PC', 'BC', 'BN')),
        CONSTRAINT ck_voucher_status CHECK (status IN ('draft', 'posted')),
        CONSTRAINT ck_voucher_number CHECK ((status = 'posted') = (number IS NOT NULL)),
        CONSTRAINT ck_voucher_amount CHECK (amount > 0 OR (reverses_id IS NOT NULL AND amount < 0)),
        CONSTRAINT uq_voucher_unit_id_year_kind_number UNIQUE (unit_id, year, kind, number),
        CONSTRAINT uq_voucher_reverses_id UNIQUE (reverses_id),
        CONSTRAINT fk_voucher_unit_id_unit FOREIGN KEY (unit_id) REFERENCES unit (id),
        CONSTRAINT fk_voucher_account_id_fund_account FOREIGN KEY (account_id) REFERENCES fund_account (id),
        CONSTRAINT fk_voucher_member_id_member FOREIGN KEY (member_id) REFERENCES member (id),
        CONSTRAINT fk_voucher_reverses_id_voucher FOREIGN KEY (reverses_id) REFERENCES voucher (id),
        CONSTRAINT fk_voucher_pair_id_voucher FOREIGN KEY (pair_id) REFERENCES voucher (id))""",
    "CREATE INDEX ix_voucher_unit_id_voucher_on ON voucher (unit_id, voucher_on)",
    "CREATE INDEX ix_voucher_account_id_voucher_on ON voucher (account_id, voucher_on)",
    "CREATE INDEX ix_voucher_pair_id ON voucher (pair_id)",
    "CREATE INDEX ix_voucher_member_id ON voucher (member_id)",
    """CREATE TABLE voucher_line (
        id INTEGER NOT NULL, unit_id INTEGER NOT NULL, voucher_id INTEGER NOT NULL, item TEXT NOT NULL,
        source TEXT NOT NULL, amount INTEGER NOT NULL, note TEXT NOT NULL,
        CONSTRAINT pk_voucher_line PRIMARY KEY (id),
        CONSTRAINT fk_voucher_line_unit_id_unit FOREIGN KEY (unit_id) REFERENCES unit (id),
        CONSTRAINT fk_voucher_line_voucher_id_voucher FOREIGN KEY (voucher_id) REFERENCES voucher (id))""",
    "CREATE INDEX ix_voucher_line_unit_id ON voucher_line (unit_id)",
    "CREATE INDEX ix_voucher_line_voucher_id ON voucher_line (voucher_id)",
    """CREATE TABLE dues_list (
        unit_id INTEGER NOT NULL, month TEXT NOT NULL, dues_group TEXT NOT NULL, made_at TEXT NOT NULL,
        made_by TEXT NOT NULL, legal TEXT NOT NULL, CONSTRAINT pk_dues_list PRIMARY KEY (unit_id, month),
        CONSTRAINT fk_dues_list_unit_id_unit FOREIGN KEY (unit_id) REFERENCES unit (id))""",
    """CREATE TABLE dues (
        unit_id INTEGER NOT NULL, month TEXT NOT NULL, member_id INTEGER NOT NULL, dues_group TEXT NOT NULL,
        base INTEGER NOT NULL, rate TEXT NOT NULL, due INTEGER NOT NULL, statutory INTEGER NOT NULL,
        paid INTEGER NOT NULL, exempt_reason TEXT, override_reason TEXT, voucher_id INTEGER,
        CONSTRAINT pk_dues PRIMARY KEY (unit_id, month, member_id),
        CONSTRAINT uq_dues_member_id_month UNIQUE (member_id, month),
        CONSTRAINT ck_dues_amounts CHECK (due >= 0 AND paid >= 0),
        CONSTRAINT ck_dues_dues_group CHECK (dues_group IN ('G1', 'G2', 'G3', 'G4')),
        CONSTRAINT fk_dues_unit_id_unit FOREIGN KEY (unit_id) REFERENCES unit (id),
        CONSTRAINT fk_dues_member_id_member FOREIGN KEY (member_id) REFERENCES member (id),
        CONSTRAINT fk_dues_voucher_id_voucher FOREIGN KEY (voucher_id) REFERENCES voucher (id)) WITHOUT ROWID""",
    "CREATE INDEX ix_dues_voucher_id ON dues (voucher_id)",
    """CREATE TABLE dues_adjustment (
        id INTEGER NOT NULL, unit_id INTEGER NOT NULL, member_id INTEGER NOT NULL, month TEXT NOT NULL,
        booked_on DATE NOT NULL, kind TEXT NOT NULL, due_change INTEGER NOT NULL, statutory_change INTEGER NOT NULL,
        paid_change INTEGER NOT NULL, voucher_id INTEGER, reason TEXT NOT NULL,
        CONSTRAINT pk_dues_adjustment PRIMARY KEY (id),
        CONSTRAINT ck_dues_adjustment_kind CHECK (kind IN ('payment', 'rate', 'refund', 'offset', 'undo')),
        CONSTRAINT fk_dues_adjustment_unit_id_unit FOREIGN KEY (unit_id) REFERENCES unit (id),
        CONSTRAINT fk_dues_adjustment_member_id_member FOREIGN KEY (member_id) REFERENCES member (id),
        CONSTRAINT fk_dues_adjustment_voucher_id_voucher FOREIGN KEY (voucher_id) REFERENCES voucher (id))""",
    "CREATE INDEX ix_dues_adjustment_unit_id_month ON dues_adjustment (unit_id, month)",
    "CREATE INDEX ix_dues_adjustment_member_id ON dues_adjustment (member_id)",
    "CREATE INDEX ix_dues_adjustment_voucher_id ON dues_adjustment (voucher_id)",
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
    # Nothing is dated into a locked month; a draft left there may be dated out of it or thrown away.
    _refuse("voucher_lock_on_insert", f"INSERT ON voucher WHEN {_NEW_MONTH}", "period.locked"),
    _refuse("voucher_lock_on_update", f"UPDATE ON voucher WHEN {_NEW_MONTH}", "period.locked"),
    _refuse(
        "voucher_lock_on_delete",
        f"DELETE ON voucher WHEN OLD.status = 'posted' AND {_OLD_MONTH}",
        "period.locked",
    ),
    _refuse(
        "dues_lock_on_insert",
        f"INSERT ON dues WHEN {_locked('NEW', 'NEW.month')}",
        "period.locked",
    ),
    _refuse(
        "dues_lock_on_update",
        f"UPDATE ON dues WHEN {_locked('OLD', 'OLD.month')} OR {_locked('NEW', 'NEW.month')}",
        "period.locked",
    ),
    _refuse(
        "dues_lock_on_delete",
        f"DELETE ON dues WHEN {_locked('OLD', 'OLD.month')}",
        "period.locked",
    ),
    *(
        _refuse(
            f"dues_adjustment_lock_on_{action.lower()}",
            f"{action} ON dues_adjustment WHEN {_locked(row, f'substr({row}.booked_on, 1, 7)')}",
            "period.locked",
        )
        for action, row in (("INSERT", "NEW"), ("UPDATE", "OLD"), ("DELETE", "OLD"))
    ),
)


def upgrade() -> None:
    for statement in STATEMENTS:
        op.execute(statement)
