"""Frozen reports."""

from alembic import op

revision = "0007"
down_revision = "0006"

STATEMENTS: tuple[str, ...] = (
    """CREATE TABLE report_snapshot (
        id INTEGER NOT NULL, uid BLOB NOT NULL, unit_id INTEGER NOT NULL, report TEXT NOT NULL,
        first_month TEXT NOT NULL, last_month TEXT NOT NULL, version INTEGER NOT NULL,
        report_id TEXT NOT NULL, digest TEXT NOT NULL, content BLOB NOT NULL, made_at TEXT NOT NULL,
        made_by TEXT NOT NULL, replaces_id INTEGER, reason TEXT,
        CONSTRAINT pk_report_snapshot PRIMARY KEY (id), CONSTRAINT uq_report_snapshot_uid UNIQUE (uid),
        CONSTRAINT uq_report_snapshot_unit_id_report_first_month_last_month_version UNIQUE (unit_id, report, first_month, last_month, version),
        CONSTRAINT fk_report_snapshot_unit_id_unit FOREIGN KEY (unit_id) REFERENCES unit (id),
        CONSTRAINT fk_report_snapshot_replaces_id_report_snapshot FOREIGN KEY (replaces_id)
            REFERENCES report_snapshot (id))""",
    """CREATE TABLE report_text (
        id INTEGER NOT NULL, unit_id INTEGER NOT NULL, report TEXT NOT NULL, first_month TEXT NOT NULL,
        last_month TEXT NOT NULL, section TEXT NOT NULL, text TEXT NOT NULL,
        CONSTRAINT pk_report_text PRIMARY KEY (id),
        CONSTRAINT uq_report_text_unit_id_report_first_month_last_month_section UNIQUE (unit_id, report, first_month, last_month, section),
        CONSTRAINT fk_report_text_unit_id_unit FOREIGN KEY (unit_id) REFERENCES unit (id))""",
    "CREATE INDEX ix_report_text_unit_id ON report_text (unit_id)",
    "CREATE INDEX ix_report_snapshot_unit_id ON report_snapshot (unit_id)",
    "CREATE INDEX ix_report_snapshot_report_id ON report_snapshot (report_id)",
    """CREATE TRIGGER report_snapshot_is_frozen BEFORE UPDATE ON report_snapshot
        BEGIN SELECT RAISE(ABORT, 'refuse:report.frozen'); END""",
    """CREATE TRIGGER report_snapshot_is_kept BEFORE DELETE ON report_snapshot
        BEGIN SELECT RAISE(ABORT, 'refuse:report.frozen'); END""",
)


def upgrade() -> None:
    for statement in STATEMENTS:
        op.execute(statement)
