"""Settings, journal, period locks, units, officers, parameters."""

from alembic import op

revision = "0001"
down_revision = None

STATEMENTS = (
    "CREATE TABLE setting (name TEXT NOT NULL, value TEXT NOT NULL, CONSTRAINT pk_setting PRIMARY KEY (name))",
    """CREATE TABLE tier (
        code TEXT NOT NULL, name TEXT NOT NULL, order_no INTEGER NOT NULL, can_consolidate BOOLEAN NOT NULL,
        can_recognise BOOLEAN NOT NULL, is_inner BOOLEAN NOT NULL, closed_on DATE, legal_basis TEXT NOT NULL,
        confidence TEXT NOT NULL, CONSTRAINT pk_tier PRIMARY KEY (code))""",
    """CREATE TABLE unit (
        id INTEGER NOT NULL, uid BLOB NOT NULL, code TEXT NOT NULL, name TEXT NOT NULL, short_name TEXT,
        name_fold TEXT NOT NULL, name_sort TEXT NOT NULL, tier TEXT NOT NULL, employer_type TEXT,
        status TEXT NOT NULL, valid_from DATE, valid_to DATE, successor_id INTEGER, profile TEXT NOT NULL,
        CONSTRAINT pk_unit PRIMARY KEY (id), CONSTRAINT uq_unit_uid UNIQUE (uid),
        CONSTRAINT uq_unit_code UNIQUE (code),
        CONSTRAINT ck_unit_status CHECK (status IN ('active', 'paused', 'dissolved', 'merged')),
        CONSTRAINT fk_unit_tier_tier FOREIGN KEY (tier) REFERENCES tier (code),
        CONSTRAINT fk_unit_successor_id_unit FOREIGN KEY (successor_id) REFERENCES unit (id))""",
    """CREATE TABLE unit_name (
        id INTEGER NOT NULL, unit_id INTEGER NOT NULL, name TEXT NOT NULL, valid_from DATE NOT NULL,
        CONSTRAINT pk_unit_name PRIMARY KEY (id),
        CONSTRAINT fk_unit_name_unit_id_unit FOREIGN KEY (unit_id) REFERENCES unit (id))""",
    "CREATE INDEX ix_unit_name_unit_id ON unit_name (unit_id)",
    """CREATE TABLE unit_parent (
        id INTEGER NOT NULL, unit_id INTEGER NOT NULL, parent_id INTEGER NOT NULL, valid_from DATE NOT NULL,
        valid_to DATE, CONSTRAINT pk_unit_parent PRIMARY KEY (id),
        CONSTRAINT fk_unit_parent_unit_id_unit FOREIGN KEY (unit_id) REFERENCES unit (id),
        CONSTRAINT fk_unit_parent_parent_id_unit FOREIGN KEY (parent_id) REFERENCES unit (id))""",
    "CREATE INDEX ix_unit_parent_unit_id ON unit_parent (unit_id)",
    "CREATE INDEX ix_unit_parent_parent_id ON unit_parent (parent_id)",
    """CREATE TABLE unit_figure (
        id INTEGER NOT NULL, unit_id INTEGER NOT NULL, month TEXT NOT NULL, name TEXT NOT NULL,
        value INTEGER NOT NULL, CONSTRAINT pk_unit_figure PRIMARY KEY (id),
        CONSTRAINT uq_unit_figure_unit_id_month_name UNIQUE (unit_id, month, name),
        CONSTRAINT fk_unit_figure_unit_id_unit FOREIGN KEY (unit_id) REFERENCES unit (id))""",
    "CREATE INDEX ix_unit_figure_unit_id ON unit_figure (unit_id)",
    """CREATE TABLE officer (
        id INTEGER NOT NULL, uid BLOB NOT NULL, unit_id INTEGER NOT NULL, name TEXT NOT NULL, role TEXT NOT NULL,
        title TEXT NOT NULL, is_active BOOLEAN NOT NULL, CONSTRAINT pk_officer PRIMARY KEY (id),
        CONSTRAINT uq_officer_uid UNIQUE (uid), CONSTRAINT uq_officer_name UNIQUE (name),
        CONSTRAINT fk_officer_unit_id_unit FOREIGN KEY (unit_id) REFERENCES unit (id))""",
    "CREATE INDEX ix_officer_unit_id ON officer (unit_id)",
    """CREATE TABLE parameter (
        id INTEGER NOT NULL, unit_id INTEGER, key TEXT NOT NULL, segment TEXT NOT NULL, valid_from DATE NOT NULL,
        valid_to DATE, value TEXT NOT NULL, legal_basis TEXT NOT NULL, confidence TEXT NOT NULL,
        CONSTRAINT pk_parameter PRIMARY KEY (id),
        CONSTRAINT uq_parameter_unit_id_key_segment_valid_from UNIQUE (unit_id, key, segment, valid_from),
        CONSTRAINT ck_parameter_confidence CHECK (confidence IN ('certain', 'probable', 'unsure')),
        CONSTRAINT fk_parameter_unit_id_unit FOREIGN KEY (unit_id) REFERENCES unit (id))""",
    "CREATE INDEX ix_parameter_key_segment ON parameter (key, segment, valid_from)",
    """CREATE TABLE journal (
        id INTEGER NOT NULL, at TEXT NOT NULL, officer TEXT NOT NULL, use_case TEXT NOT NULL, action TEXT NOT NULL,
        table_name TEXT NOT NULL, row_id TEXT, old TEXT, new TEXT, CONSTRAINT pk_journal PRIMARY KEY (id),
        CONSTRAINT ck_journal_action CHECK (action IN ('insert', 'update', 'delete', 'batch')))""",
    "CREATE INDEX ix_journal_table_name_row_id ON journal (table_name, row_id)",
    # What was written of an erased person is masked; who did what, and when, is never changed.
    """CREATE TRIGGER journal_is_kept_on_update BEFORE UPDATE ON journal
        WHEN NOT (NEW.id = OLD.id AND NEW.at = OLD.at AND NEW.officer = OLD.officer
            AND NEW.use_case = OLD.use_case AND NEW.action = OLD.action AND NEW.table_name = OLD.table_name
            AND NEW.row_id IS OLD.row_id
            AND (NEW.old IS OLD.old OR NEW.old = '{"erased": true}')
            AND (NEW.new IS OLD.new OR NEW.new = '{"erased": true}')
            AND EXISTS (SELECT 1 FROM journal AS noted WHERE noted.id > OLD.id AND noted.table_name = 'member'
                AND noted.action = 'batch' AND noted.new LIKE '%"erased":%'))
        BEGIN SELECT RAISE(ABORT, 'refuse:journal.kept'); END""",
    """CREATE TRIGGER journal_is_kept_on_delete BEFORE DELETE ON journal
        BEGIN SELECT RAISE(ABORT, 'refuse:journal.kept'); END""",
    """CREATE TABLE period_lock (
        id INTEGER NOT NULL, unit_id INTEGER NOT NULL, month TEXT NOT NULL, locked_at TEXT NOT NULL,
        locked_by TEXT NOT NULL, CONSTRAINT pk_period_lock PRIMARY KEY (id),
        CONSTRAINT uq_period_lock_unit_id_month UNIQUE (unit_id, month),
        CONSTRAINT fk_period_lock_unit_id_unit FOREIGN KEY (unit_id) REFERENCES unit (id))""",
    "CREATE INDEX ix_period_lock_unit_id ON period_lock (unit_id)",
    # Months are locked one after the other, and opened again from the last one.
    """CREATE TRIGGER period_lock_order_on_insert BEFORE INSERT ON period_lock
        WHEN NEW.month <> (SELECT strftime('%Y-%m', max(month) || '-01', '+1 month') FROM period_lock
            WHERE unit_id = NEW.unit_id)
        BEGIN SELECT RAISE(ABORT, 'refuse:period.lock_kept'); END""",
    """CREATE TRIGGER period_lock_order_on_update BEFORE UPDATE ON period_lock
        BEGIN SELECT RAISE(ABORT, 'refuse:period.lock_kept'); END""",
    """CREATE TRIGGER period_lock_order_on_delete BEFORE DELETE ON period_lock
        WHEN EXISTS (SELECT 1 FROM period_lock WHERE unit_id = OLD.unit_id AND month > OLD.month)
        BEGIN SELECT RAISE(ABORT, 'refuse:period.lock_kept'); END""",
)


def upgrade() -> None:
    for statement in STATEMENTS:
        op.execute(statement)
