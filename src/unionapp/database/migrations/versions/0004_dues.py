"""Dues of members, contributions of employers."""

from alembic import op

revision = "0004"
down_revision = "0003"

# a lock closes the months before it as well
_LOCKED = (
    "EXISTS (SELECT 1 FROM period_lock l WHERE l.unit_id = {row}.unit_id AND l.month >= {month})"
)


def _refuse(name: str, when: str, code: str) -> str:
    return f"CREATE TRIGGER {name} BEFORE {when} BEGIN SELECT RAISE(ABORT, 'refuse:{code}'); END"


def _locked(row: str, month: str) -> str:
    return _LOCKED.format(row=row, month=month)


# What a draft has collected is given back when the draft goes: it never stood in the books.
_DRAFTED = "(SELECT status FROM voucher v WHERE v.id = OLD.voucher_id) IS 'draft'"
_RELEASED = (
    f"{_DRAFTED} AND NEW.voucher_id IS NULL AND NEW.paid = 0 AND NEW.due = OLD.due AND NEW.statutory = OLD.statutory"
    " AND NEW.base = OLD.base AND NEW.rate = OLD.rate AND NEW.dues_group = OLD.dues_group AND NEW.unit_id = OLD.unit_id"
    " AND NEW.month = OLD.month AND NEW.member_id = OLD.member_id AND NEW.exempt_reason IS OLD.exempt_reason"
    " AND NEW.override_reason IS OLD.override_reason"
)
_DOORS = (
    ("INSERT", "NEW", ""),
    ("UPDATE", "OLD", ""),
    ("DELETE", "OLD", f" AND NOT ({_DRAFTED})"),
)
_RELIEVED = (
    "EXISTS (SELECT 1 FROM contribution c JOIN period_lock l ON l.unit_id = c.unit_id AND l.month >= c.month"
    " WHERE c.unit_id = {row}.unit_id AND c.payer = {row}.payer"
    " AND c.month BETWEEN {row}.first_month AND {row}.last_month)"
)

STATEMENTS: tuple[str, ...] = (
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
    "CREATE INDEX ix_dues_above_rule ON dues (unit_id, voucher_id) WHERE paid > statutory",
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
    """CREATE TABLE contribution (id INTEGER NOT NULL, unit_id INTEGER NOT NULL, payer TEXT NOT NULL, month TEXT
        NOT NULL, workers INTEGER NOT NULL, fund INTEGER NOT NULL, rate TEXT NOT NULL,
        CONSTRAINT pk_contribution PRIMARY KEY (id), CONSTRAINT uq_contribution_unit_id_payer_month UNIQUE (unit_id, payer, month), CONSTRAINT ck_contribution_amounts CHECK (workers >= 0 AND fund >= 0),
        CONSTRAINT fk_contribution_unit_id_unit FOREIGN KEY(unit_id) REFERENCES unit (id))""",
    """CREATE TABLE contribution_payment (id INTEGER NOT NULL, unit_id INTEGER NOT NULL, contribution_id INTEGER
        NOT NULL, paid_on DATE NOT NULL, amount INTEGER NOT NULL, voucher_id INTEGER, CONSTRAINT
        pk_contribution_payment PRIMARY KEY (id), CONSTRAINT ck_contribution_payment_amount CHECK (amount > 0),
        CONSTRAINT fk_contribution_payment_unit_id_unit FOREIGN KEY(unit_id) REFERENCES unit (id), CONSTRAINT
        fk_contribution_payment_contribution_id_contribution FOREIGN KEY(contribution_id) REFERENCES contribution
        (id), CONSTRAINT fk_contribution_payment_voucher_id_voucher FOREIGN KEY(voucher_id) REFERENCES voucher (id))""",
    "CREATE INDEX ix_contribution_payment_contribution_id ON contribution_payment (contribution_id)",
    "CREATE INDEX ix_contribution_payment_unit_id ON contribution_payment (unit_id)",
    "CREATE INDEX ix_contribution_payment_voucher_id ON contribution_payment (voucher_id)",
    """CREATE TABLE contribution_relief (id INTEGER NOT NULL, unit_id INTEGER NOT NULL, payer TEXT NOT NULL, kind
        TEXT NOT NULL, first_month TEXT NOT NULL, last_month TEXT NOT NULL, reduced_by TEXT NOT NULL, decision_no
        TEXT NOT NULL, decided_on DATE NOT NULL, CONSTRAINT pk_contribution_relief PRIMARY KEY (id), CONSTRAINT
        ck_contribution_relief_kind CHECK (kind IN ('exempt', 'suspend', 'reduce')), CONSTRAINT
        fk_contribution_relief_unit_id_unit FOREIGN KEY(unit_id) REFERENCES unit (id))""",
    "CREATE INDEX ix_contribution_relief_unit_id ON contribution_relief (unit_id)",
    _refuse(
        "dues_lock_on_insert",
        f"INSERT ON dues WHEN {_locked('NEW', 'NEW.month')}",
        "period.locked",
    ),
    _refuse(
        "dues_lock_on_update",
        f"UPDATE ON dues WHEN ({_locked('OLD', 'OLD.month')} OR {_locked('NEW', 'NEW.month')})"
        f" AND NOT ({_RELEASED})",
        "period.locked",
    ),
    _refuse(
        "dues_lock_on_delete",
        f"DELETE ON dues WHEN {_locked('OLD', 'OLD.month')}",
        "period.locked",
    ),
    *(
        _refuse(
            f"{table}_lock_on_{action.lower()}",
            f"{action} ON {table} WHEN {_locked(row, f'substr({row}.{day}, 1, 7)')}{but}",
            "period.locked",
        )
        for table, day in (("dues_adjustment", "booked_on"), ("contribution_payment", "paid_on"))
        for action, row, but in _DOORS
    ),
    *(
        _refuse(
            f"contribution_lock_on_{action.lower()}",
            f"{action} ON contribution WHEN {_locked(row, f'{row}.month')}",
            "period.locked",
        )
        for action, row, _ in _DOORS
    ),
    # A decision of relief decides what its months owe.
    *(
        _refuse(
            f"contribution_relief_lock_on_{action.lower()}",
            f"{action} ON contribution_relief WHEN {_RELIEVED.format(row=row)}",
            "period.locked",
        )
        for action, row in (("INSERT", "NEW"), ("UPDATE", "OLD"), ("DELETE", "OLD"))
    ),
)


def upgrade() -> None:
    for statement in STATEMENTS:
        op.execute(statement)
