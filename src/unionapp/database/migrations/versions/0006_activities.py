"""Activities and who came; typed, received and assigned figures; target sets; ratings; duties done."""

from alembic import op

revision = "0006"
down_revision = "0005"

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
    """CREATE TABLE activity_attendee (
        id INTEGER NOT NULL, unit_id INTEGER NOT NULL, activity_id INTEGER NOT NULL, member_id INTEGER NOT NULL,
        CONSTRAINT pk_activity_attendee PRIMARY KEY (id),
        CONSTRAINT uq_activity_attendee_activity_id_member_id UNIQUE (activity_id, member_id),
        CONSTRAINT fk_activity_attendee_unit_id_unit FOREIGN KEY (unit_id) REFERENCES unit (id),
        CONSTRAINT fk_activity_attendee_activity_id_activity FOREIGN KEY (activity_id) REFERENCES activity (id),
        CONSTRAINT fk_activity_attendee_member_id_member FOREIGN KEY (member_id) REFERENCES member (id))""",
    "CREATE INDEX ix_activity_attendee_unit_id ON activity_attendee (unit_id)",
    "CREATE INDEX ix_activity_attendee_member_id ON activity_attendee (member_id)",
    """CREATE TABLE activity_photo (
        id INTEGER NOT NULL, unit_id INTEGER NOT NULL, activity_id INTEGER NOT NULL, sha256 TEXT NOT NULL,
        name TEXT NOT NULL, size INTEGER NOT NULL, added_at TEXT NOT NULL, added_by TEXT NOT NULL,
        CONSTRAINT pk_activity_photo PRIMARY KEY (id),
        CONSTRAINT uq_activity_photo_activity_id_sha256 UNIQUE (activity_id, sha256),
        CONSTRAINT fk_activity_photo_unit_id_unit FOREIGN KEY (unit_id) REFERENCES unit (id),
        CONSTRAINT fk_activity_photo_activity_id_activity FOREIGN KEY (activity_id) REFERENCES activity (id),
        CONSTRAINT fk_activity_photo_unit_id_attached_file FOREIGN KEY (unit_id, sha256)
            REFERENCES attached_file (unit_id, sha256))""",
    "CREATE INDEX ix_activity_photo_unit_id_sha256 ON activity_photo (unit_id, sha256)",
    """CREATE TABLE figure (id INTEGER NOT NULL, uid BLOB NOT NULL, unit_id INTEGER NOT NULL, measure TEXT NOT
        NULL, first_month TEXT NOT NULL, last_month TEXT NOT NULL, numerator INTEGER NOT NULL, denominator
        INTEGER, origin TEXT NOT NULL, reason TEXT NOT NULL, noted_at TEXT NOT NULL, noted_by TEXT NOT NULL,
        CONSTRAINT pk_figure PRIMARY KEY (id),
        CONSTRAINT ck_figure_origin CHECK (origin IN ('typed', 'received')),
        CONSTRAINT ck_figure_months CHECK (last_month >= first_month),
        CONSTRAINT uq_figure_unit_id_measure_first_month_last_month_origin UNIQUE (unit_id, measure, first_month, last_month, origin),
        CONSTRAINT uq_figure_uid UNIQUE (uid),
        CONSTRAINT fk_figure_unit_id_unit FOREIGN KEY(unit_id) REFERENCES unit (id))""",
    "CREATE INDEX ix_figure_unit_id ON figure (unit_id)",
    """CREATE TABLE target_set (id INTEGER NOT NULL, uid BLOB NOT NULL, unit_id INTEGER NOT NULL, code TEXT NOT
        NULL, name TEXT NOT NULL, document TEXT NOT NULL, issuer TEXT NOT NULL, issued_on DATE, adopted_at TEXT
        NOT NULL, is_active BOOLEAN NOT NULL,
        CONSTRAINT pk_target_set PRIMARY KEY (id),
        CONSTRAINT uq_target_set_unit_id_code UNIQUE (unit_id, code),
        CONSTRAINT uq_target_set_uid UNIQUE (uid),
        CONSTRAINT fk_target_set_unit_id_unit FOREIGN KEY(unit_id) REFERENCES unit (id))""",
    "CREATE INDEX ix_target_set_unit_id ON target_set (unit_id)",
    """CREATE TABLE target (id INTEGER NOT NULL, uid BLOB NOT NULL, unit_id INTEGER NOT NULL, set_id INTEGER
        NOT NULL, code TEXT NOT NULL, position INTEGER NOT NULL, measure TEXT NOT NULL, name TEXT NOT NULL,
        comparison TEXT NOT NULL, value INTEGER, value_to INTEGER, words TEXT NOT NULL, unit_label TEXT NOT
        NULL, span TEXT NOT NULL, due_on DATE, choices JSON NOT NULL, segment TEXT NOT NULL, level TEXT NOT
        NULL, note TEXT NOT NULL,
        CONSTRAINT pk_target PRIMARY KEY (id),
        CONSTRAINT ck_target_comparison CHECK (comparison IN ('at_least', 'more_than', 'equal', 'about', 'between', 'most', 'before')),
        CONSTRAINT ck_target_span CHECK (span IN ('year', 'years', 'once', 'half')),
        CONSTRAINT uq_target_set_id_code UNIQUE (set_id, code),
        CONSTRAINT uq_target_uid UNIQUE (uid),
        CONSTRAINT fk_target_unit_id_unit FOREIGN KEY(unit_id) REFERENCES unit (id),
        CONSTRAINT fk_target_set_id_target_set FOREIGN KEY(set_id) REFERENCES target_set (id))""",
    "CREATE INDEX ix_target_set_id ON target (set_id)",
    "CREATE INDEX ix_target_unit_id ON target (unit_id)",
    """CREATE TABLE target_assignment (id INTEGER NOT NULL, uid BLOB NOT NULL, unit_id INTEGER NOT NULL,
        target_id INTEGER NOT NULL, to_unit_id INTEGER NOT NULL, value INTEGER NOT NULL, note TEXT NOT NULL,
        CONSTRAINT pk_target_assignment PRIMARY KEY (id),
        CONSTRAINT uq_target_assignment_target_id_to_unit_id UNIQUE (target_id, to_unit_id),
        CONSTRAINT uq_target_assignment_uid UNIQUE (uid),
        CONSTRAINT fk_target_assignment_unit_id_unit FOREIGN KEY(unit_id) REFERENCES unit (id),
        CONSTRAINT fk_target_assignment_target_id_target FOREIGN KEY(target_id) REFERENCES target (id),
        CONSTRAINT fk_target_assignment_to_unit_id_unit FOREIGN KEY(to_unit_id) REFERENCES unit (id))""",
    "CREATE INDEX ix_target_assignment_target_id ON target_assignment (target_id)",
    "CREATE INDEX ix_target_assignment_to_unit_id ON target_assignment (to_unit_id)",
    "CREATE INDEX ix_target_assignment_unit_id ON target_assignment (unit_id)",
    """CREATE TABLE rating (id INTEGER NOT NULL, uid BLOB NOT NULL, unit_id INTEGER NOT NULL, about_unit_id
        INTEGER NOT NULL, year INTEGER NOT NULL, criteria TEXT NOT NULL, sector TEXT NOT NULL, scores JSON NOT
        NULL, knock_outs JSON NOT NULL, grade TEXT, reason TEXT NOT NULL, status TEXT NOT NULL, decision_no TEXT
        NOT NULL, decided_on DATE,
        CONSTRAINT pk_rating PRIMARY KEY (id),
        CONSTRAINT ck_rating_status CHECK (status IN ('self', 'appraised', 'decided')),
        CONSTRAINT ck_rating_grade CHECK (grade IS NULL OR grade IN ('xuat_sac', 'tot', 'hoan_thanh', 'khong')),
        CONSTRAINT uq_rating_unit_id_about_unit_id_year UNIQUE (unit_id, about_unit_id, year),
        CONSTRAINT uq_rating_uid UNIQUE (uid),
        CONSTRAINT fk_rating_unit_id_unit FOREIGN KEY(unit_id) REFERENCES unit (id),
        CONSTRAINT fk_rating_about_unit_id_unit FOREIGN KEY(about_unit_id) REFERENCES unit (id))""",
    "CREATE INDEX ix_rating_about_unit_id ON rating (about_unit_id)",
    "CREATE INDEX ix_rating_unit_id ON rating (unit_id)",
    """CREATE TABLE duty_done (id INTEGER NOT NULL, uid BLOB NOT NULL, unit_id INTEGER NOT NULL, duty TEXT NOT
        NULL, due_on DATE NOT NULL, done_on DATE NOT NULL, note TEXT NOT NULL,
        CONSTRAINT pk_duty_done PRIMARY KEY (id),
        CONSTRAINT uq_duty_done_unit_id_duty_due_on UNIQUE (unit_id, duty, due_on),
        CONSTRAINT uq_duty_done_uid UNIQUE (uid),
        CONSTRAINT fk_duty_done_unit_id_unit FOREIGN KEY(unit_id) REFERENCES unit (id))""",
    "CREATE INDEX ix_duty_done_unit_id ON duty_done (unit_id)",
)


def upgrade() -> None:
    for statement in STATEMENTS:
        op.execute(statement)
