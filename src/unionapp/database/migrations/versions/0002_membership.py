"""Members, their events and pay, imports."""

from alembic import op

revision = "0002"
down_revision = "0001"

_LOCKED = """EXISTS (SELECT 1 FROM period_lock WHERE unit_id = {row}.unit_id
            AND month >= substr({row}.counted_on, 1, 7))"""

STATEMENTS: tuple[str, ...] = (
    """CREATE TABLE import_batch (id INTEGER NOT NULL, uid BLOB NOT NULL, unit_id INTEGER NOT NULL, file_name
        TEXT NOT NULL, imported_at TEXT NOT NULL, imported_on DATE NOT NULL, officer TEXT NOT NULL,
        imported INTEGER NOT NULL, updated INTEGER NOT NULL, skipped INTEGER NOT NULL, old_values TEXT
        NOT NULL, undone_on DATE, CONSTRAINT pk_import_batch PRIMARY KEY (id), CONSTRAINT
        uq_import_batch_uid UNIQUE (uid), CONSTRAINT fk_import_batch_unit_id_unit FOREIGN KEY(unit_id)
        REFERENCES unit (id))""",
    "CREATE INDEX ix_import_batch_unit_id ON import_batch (unit_id)",
    """CREATE TABLE member (id INTEGER NOT NULL, uid BLOB NOT NULL, person_uid BLOB NOT NULL, unit_id INTEGER
        NOT NULL, group_id INTEGER, code TEXT NOT NULL, national_code TEXT, full_name TEXT NOT NULL,
        name_fold TEXT NOT NULL, name_sort TEXT NOT NULL, name_tone_key TEXT NOT NULL, gender TEXT,
        birth_date TEXT, id_type TEXT, id_number TEXT, id_issued_on TEXT, id_issued_by TEXT, nationality
        TEXT, phone TEXT, email TEXT, address TEXT, current_address TEXT, hometown TEXT, ethnicity TEXT,
        is_ethnic_minority BOOLEAN, religion TEXT, marital_status TEXT, education TEXT, qualification
        TEXT, speciality TEXT, politics TEXT, languages TEXT, position TEXT, profession TEXT, department
        TEXT, skill_grade TEXT, contract TEXT, union_position TEXT, union_card TEXT, card_type TEXT,
        card_issued_on TEXT, bhxh_no TEXT, employee_code TEXT, hire_date TEXT, joined_on TEXT, join_place
        TEXT, join_decision TEXT, is_party BOOLEAN, party_date TEXT, party_official_on TEXT,
        party_introduced_on TEXT, youth_union BOOLEAN, policy_object TEXT, digital_signature_on TEXT,
        digital_signature_by TEXT, note TEXT, status TEXT NOT NULL, status_on DATE, import_id INTEGER,
        CONSTRAINT pk_member PRIMARY KEY (id), CONSTRAINT ck_member_gender CHECK (gender IN ('male',
        'female')), CONSTRAINT uq_member_unit_id_code UNIQUE (unit_id, code), CONSTRAINT
        uq_member_unit_id_id_number UNIQUE (unit_id, id_number), CONSTRAINT uq_member_uid UNIQUE (uid),
        CONSTRAINT fk_member_unit_id_unit FOREIGN KEY(unit_id) REFERENCES unit (id), CONSTRAINT
        fk_member_group_id_unit FOREIGN KEY(group_id) REFERENCES unit (id), CONSTRAINT
        fk_member_import_id_import_batch FOREIGN KEY(import_id) REFERENCES import_batch (id))""",
    "CREATE INDEX ix_member_group_id ON member (group_id)",
    "CREATE INDEX ix_member_import_id ON member (import_id)",
    "CREATE INDEX ix_member_list ON member (unit_id, name_sort, birth_date, id, name_fold, status, group_id)",
    "CREATE INDEX ix_member_name_tone_key ON member (unit_id, name_tone_key)",
    """CREATE TABLE member_event (id INTEGER NOT NULL, uid BLOB NOT NULL, unit_id INTEGER NOT NULL, member_id
        INTEGER NOT NULL, kind TEXT NOT NULL, effect INTEGER NOT NULL, effective_on DATE NOT NULL,
        counted_on DATE NOT NULL, recorded_at TEXT NOT NULL, recorded_by TEXT NOT NULL, decision_no TEXT,
        decision_on DATE, reason TEXT, other_unit TEXT, group_id INTEGER, import_id INTEGER, CONSTRAINT
        pk_member_event PRIMARY KEY (id), CONSTRAINT ck_member_event_effect CHECK (effect IN (-1, 0, 1)),
        CONSTRAINT ck_member_event_counted_on CHECK (counted_on >= effective_on), CONSTRAINT
        uq_member_event_uid UNIQUE (uid), CONSTRAINT fk_member_event_unit_id_unit FOREIGN KEY(unit_id)
        REFERENCES unit (id), CONSTRAINT fk_member_event_member_id_member FOREIGN KEY(member_id)
        REFERENCES member (id), CONSTRAINT fk_member_event_group_id_unit FOREIGN KEY(group_id) REFERENCES
        unit (id), CONSTRAINT fk_member_event_import_id_import_batch FOREIGN KEY(import_id) REFERENCES
        import_batch (id))""",
    "CREATE INDEX ix_member_event_member_id ON member_event (member_id)",
    "CREATE INDEX ix_member_event_unit_id_counted_on ON member_event (unit_id, counted_on)",
    """CREATE TABLE member_salary (id INTEGER NOT NULL, unit_id INTEGER NOT NULL, member_id INTEGER NOT NULL,
        valid_from TEXT NOT NULL, amount INTEGER NOT NULL, coefficient TEXT, import_id INTEGER,
        CONSTRAINT pk_member_salary PRIMARY KEY (id), CONSTRAINT ck_member_salary_amount CHECK (amount >=
        0), CONSTRAINT uq_member_salary_member_id_valid_from UNIQUE (member_id, valid_from), CONSTRAINT
        fk_member_salary_unit_id_unit FOREIGN KEY(unit_id) REFERENCES unit (id), CONSTRAINT
        fk_member_salary_member_id_member FOREIGN KEY(member_id) REFERENCES member (id), CONSTRAINT
        fk_member_salary_import_id_import_batch FOREIGN KEY(import_id) REFERENCES import_batch (id))""",
    "CREATE INDEX ix_member_salary_unit_id_valid_from ON member_salary (unit_id, valid_from)",
    # a locked month fixes the number of members up to its end, so earlier months are closed as well
    *(
        f"""CREATE TRIGGER member_event_month_is_open_on_{action.lower()}_{row.lower()} BEFORE {action} ON member_event
        WHEN {_LOCKED.format(row=row)}
        BEGIN SELECT RAISE(ABORT, 'refuse:membership.month_locked'); END"""
        for action, row in (("INSERT", "NEW"), ("UPDATE", "OLD"), ("UPDATE", "NEW"), ("DELETE", "OLD"))
    ),
)


def upgrade() -> None:
    for statement in STATEMENTS:
        op.execute(statement)
