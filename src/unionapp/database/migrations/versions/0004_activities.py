"""Activities; typed, received and assigned figures; target sets; ratings; duties done."""

from alembic import op

revision = "0004"
down_revision = "0003"

STATEMENTS: tuple[str, ...] = (
    """CREATE TABLE activity (
        id INTEGER NOT NULL, uid BLOB NOT NULL, unit_id INTEGER NOT NULL, about_unit_id INTEGER NOT NULL,
        kind TEXT NOT NULL, title TEXT NOT NULL, title_fold TEXT NOT NULL, held_on DATE NOT NULL, ended_on DATE,
        place TEXT NOT NULL, invited INTEGER, attended INTEGER, attended_female INTEGER, beneficiaries INTEGER,
        amount INTEGER, result TEXT NOT NULL, details JSON NOT NULL, note TEXT NOT NULL, voucher_id INTEGER,
        created_at TEXT NOT NULL, status TEXT NOT NULL, cancel_reason TEXT,
        CONSTRAINT pk_activity PRIMARY KEY (id), CONSTRAINT uq_activity_uid UNIQUE (uid),
        CONSTRAINT ck_activity_status CHECK (status IN ('planned', 'done', 'cancelled')),
        CONSTRAINT ck_activity_ended_on CHECK (ended_on IS NULL OR ended_on >= held_on),
        CONSTRAINT fk_activity_unit_id_unit FOREIGN KEY (unit_id) REFERENCES unit (id),
        CONSTRAINT fk_activity_about_unit_id_unit FOREIGN KEY (about_unit_id) REFERENCES unit (id))""",
    "CREATE INDEX ix_activity_unit_id ON activity (unit_id)",
    "CREATE INDEX ix_activity_about_unit_id ON activity (about_unit_id)",
    "CREATE INDEX ix_activity_unit_id_held_on ON activity (unit_id, held_on)",
    "CREATE INDEX ix_activity_kind_about_unit_id_held_on ON activity (kind, about_unit_id, held_on)",
)


def upgrade() -> None:
    for statement in STATEMENTS:
        op.execute(statement)
