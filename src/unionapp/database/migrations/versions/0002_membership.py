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
    """CREATE TABLE term (id INTEGER NOT NULL, uid BLOB NOT NULL, unit_id INTEGER NOT NULL, name TEXT NOT NULL,
        first_on DATE NOT NULL, last_on DATE NOT NULL, congress_on DATE, chair_election TEXT, CONSTRAINT
        pk_term PRIMARY KEY (id), CONSTRAINT ck_term_last_on CHECK (last_on >= first_on), CONSTRAINT
        uq_term_uid UNIQUE (uid), CONSTRAINT fk_term_unit_id_unit FOREIGN KEY(unit_id) REFERENCES unit
        (id))""",
    "CREATE INDEX ix_term_unit_id ON term (unit_id)",
    """CREATE TABLE member (id INTEGER NOT NULL, uid BLOB NOT NULL, person_uid BLOB NOT NULL, unit_id INTEGER
        NOT NULL, group_id INTEGER, code TEXT NOT NULL, national_code TEXT, full_name TEXT NOT NULL,
        name_fold TEXT NOT NULL, name_sort TEXT NOT NULL, name_tone_key TEXT NOT NULL,
        numbers TEXT NOT NULL GENERATED ALWAYS AS (code || ' ' || coalesce(phone, '') || ' ' ||
        coalesce(id_number, '') || ' ' || coalesce(union_card, '') || ' ' || coalesce(employee_code, '')
        || ' ' || coalesce(bhxh_no, '') || ' ' || coalesce(national_code, '')) STORED, gender TEXT,
        birth_date TEXT, id_type TEXT, id_number TEXT, id_issued_on TEXT, id_issued_by TEXT,
        old_id_number TEXT, nationality TEXT, phone TEXT, email TEXT, address TEXT, current_address TEXT,
        hometown TEXT, ethnicity TEXT, is_ethnic_minority BOOLEAN, religion TEXT, marital_status TEXT,
        education TEXT, qualification TEXT, speciality TEXT, politics TEXT, languages TEXT, position
        TEXT, profession TEXT, department TEXT, skill_grade TEXT, contract TEXT, union_position TEXT,
        union_card TEXT, card_type TEXT, card_issued_on TEXT, bhxh_no TEXT, employee_code TEXT, hire_date
        TEXT, joined_on TEXT, join_place TEXT, join_decision TEXT, is_party BOOLEAN, party_date TEXT,
        party_official_on TEXT, party_introduced_on TEXT, youth_union BOOLEAN, policy_object TEXT,
        digital_signature_on TEXT, digital_signature_by TEXT, note TEXT, status TEXT NOT NULL, status_on
        DATE, held_until DATE, import_id INTEGER, CONSTRAINT pk_member PRIMARY KEY (id), CONSTRAINT
        ck_member_gender CHECK (gender IN ('male', 'female')), CONSTRAINT uq_member_unit_id_code UNIQUE
        (unit_id, code), CONSTRAINT uq_member_unit_id_id_number UNIQUE (unit_id, id_number), CONSTRAINT
        uq_member_uid UNIQUE (uid), CONSTRAINT fk_member_unit_id_unit FOREIGN KEY(unit_id) REFERENCES
        unit (id), CONSTRAINT fk_member_group_id_unit FOREIGN KEY(group_id) REFERENCES unit (id),
        CONSTRAINT fk_member_import_id_import_batch FOREIGN KEY(import_id) REFERENCES import_batch (id))""",
    "CREATE INDEX ix_member_group_id ON member (group_id)",
    "CREATE INDEX ix_member_import_id ON member (import_id)",
    "CREATE INDEX ix_member_list ON member (unit_id, name_sort, birth_date, id, name_fold, status, group_id, numbers)",
    "CREATE INDEX ix_member_name_tone_key ON member (unit_id, name_tone_key)",
    """CREATE TABLE cadre (id INTEGER NOT NULL, uid BLOB NOT NULL, unit_id INTEGER NOT NULL, member_id INTEGER
        NOT NULL, body TEXT NOT NULL, post TEXT NOT NULL, group_id INTEGER, term_id INTEGER, started_on
        DATE NOT NULL, ended_on DATE, how TEXT, decision_no TEXT, decision_on DATE, is_full_time BOOLEAN
        NOT NULL, allowance INTEGER, end_reason TEXT, is_first_time BOOLEAN NOT NULL, CONSTRAINT pk_cadre
        PRIMARY KEY (id), CONSTRAINT ck_cadre_ended_on CHECK (ended_on >= started_on), CONSTRAINT
        uq_cadre_uid UNIQUE (uid), CONSTRAINT fk_cadre_unit_id_unit FOREIGN KEY(unit_id) REFERENCES unit
        (id), CONSTRAINT fk_cadre_member_id_member FOREIGN KEY(member_id) REFERENCES member (id),
        CONSTRAINT fk_cadre_group_id_unit FOREIGN KEY(group_id) REFERENCES unit (id), CONSTRAINT
        fk_cadre_term_id_term FOREIGN KEY(term_id) REFERENCES term (id))""",
    "CREATE INDEX ix_cadre_member_id ON cadre (member_id)",
    "CREATE INDEX ix_cadre_unit_id ON cadre (unit_id)",
    """CREATE TABLE consent (id INTEGER NOT NULL, uid BLOB NOT NULL, unit_id INTEGER NOT NULL, member_id INTEGER
        NOT NULL, purpose TEXT NOT NULL, given_on DATE NOT NULL, form TEXT NOT NULL, withdrawn_on DATE,
        CONSTRAINT pk_consent PRIMARY KEY (id), CONSTRAINT ck_consent_withdrawn_on CHECK (withdrawn_on >=
        given_on), CONSTRAINT uq_consent_uid UNIQUE (uid), CONSTRAINT fk_consent_unit_id_unit FOREIGN
        KEY(unit_id) REFERENCES unit (id), CONSTRAINT fk_consent_member_id_member FOREIGN KEY(member_id)
        REFERENCES member (id))""",
    "CREATE INDEX ix_consent_member_id ON consent (member_id)",
    "CREATE INDEX ix_consent_unit_id ON consent (unit_id)",
    """CREATE TABLE data_request (id INTEGER NOT NULL, uid BLOB NOT NULL, unit_id INTEGER NOT NULL, member_id
        INTEGER NOT NULL, kind TEXT NOT NULL, received_on DATE NOT NULL, acknowledge_by DATE NOT NULL,
        due_on DATE NOT NULL, is_extended BOOLEAN NOT NULL, closed_on DATE, outcome TEXT, note TEXT,
        CONSTRAINT pk_data_request PRIMARY KEY (id), CONSTRAINT ck_data_request_closed_on CHECK
        (closed_on >= received_on), CONSTRAINT uq_data_request_uid UNIQUE (uid), CONSTRAINT
        fk_data_request_unit_id_unit FOREIGN KEY(unit_id) REFERENCES unit (id), CONSTRAINT
        fk_data_request_member_id_member FOREIGN KEY(member_id) REFERENCES member (id))""",
    "CREATE INDEX ix_data_request_member_id ON data_request (member_id)",
    "CREATE INDEX ix_data_request_unit_id ON data_request (unit_id)",
    """CREATE TABLE hardship (id INTEGER NOT NULL, uid BLOB NOT NULL, unit_id INTEGER NOT NULL, member_id
        INTEGER NOT NULL, kind TEXT NOT NULL, first_on DATE NOT NULL, last_on DATE, description TEXT,
        CONSTRAINT pk_hardship PRIMARY KEY (id), CONSTRAINT ck_hardship_last_on CHECK (last_on >=
        first_on), CONSTRAINT uq_hardship_uid UNIQUE (uid), CONSTRAINT fk_hardship_unit_id_unit FOREIGN
        KEY(unit_id) REFERENCES unit (id), CONSTRAINT fk_hardship_member_id_member FOREIGN KEY(member_id)
        REFERENCES member (id))""",
    "CREATE INDEX ix_hardship_member_id ON hardship (member_id)",
    "CREATE INDEX ix_hardship_unit_id ON hardship (unit_id)",
    """CREATE TABLE member_event (id INTEGER NOT NULL, uid BLOB NOT NULL, unit_id INTEGER NOT NULL, member_id
        INTEGER NOT NULL, kind TEXT NOT NULL, effect INTEGER NOT NULL, effective_on DATE NOT NULL,
        counted_on DATE NOT NULL, recorded_at TEXT NOT NULL, recorded_by TEXT NOT NULL, decision_no TEXT,
        decision_on DATE, reason TEXT, other_unit TEXT, dues_until TEXT, group_id INTEGER, import_id INTEGER, CONSTRAINT
        pk_member_event PRIMARY KEY (id), CONSTRAINT ck_member_event_effect CHECK (effect IN (-1, 0, 1)),
        CONSTRAINT ck_member_event_counted_on CHECK (counted_on >= effective_on), CONSTRAINT
        uq_member_event_uid UNIQUE (uid), CONSTRAINT fk_member_event_unit_id_unit FOREIGN KEY(unit_id)
        REFERENCES unit (id), CONSTRAINT fk_member_event_member_id_member FOREIGN KEY(member_id)
        REFERENCES member (id), CONSTRAINT fk_member_event_group_id_unit FOREIGN KEY(group_id) REFERENCES
        unit (id), CONSTRAINT fk_member_event_import_id_import_batch FOREIGN KEY(import_id) REFERENCES
        import_batch (id))""",
    "CREATE INDEX ix_member_event_member_id ON member_event (member_id)",
    "CREATE INDEX ix_member_event_unit_id_counted_on ON member_event (unit_id, counted_on)",
    """CREATE TABLE member_photo (member_id INTEGER NOT NULL, unit_id INTEGER NOT NULL, jpeg BLOB NOT NULL,
        CONSTRAINT pk_member_photo PRIMARY KEY (member_id), CONSTRAINT fk_member_photo_member_id_member
        FOREIGN KEY(member_id) REFERENCES member (id), CONSTRAINT fk_member_photo_unit_id_unit FOREIGN
        KEY(unit_id) REFERENCES unit (id))""",
    "CREATE INDEX ix_member_photo_unit_id ON member_photo (unit_id)",
    """CREATE TABLE member_salary (id INTEGER NOT NULL, unit_id INTEGER NOT NULL, member_id INTEGER NOT NULL,
        valid_from TEXT NOT NULL, amount INTEGER NOT NULL, coefficient TEXT, import_id INTEGER,
        CONSTRAINT pk_member_salary PRIMARY KEY (id), CONSTRAINT ck_member_salary_amount CHECK (amount >=
        0), CONSTRAINT uq_member_salary_member_id_valid_from UNIQUE (member_id, valid_from), CONSTRAINT
        fk_member_salary_unit_id_unit FOREIGN KEY(unit_id) REFERENCES unit (id), CONSTRAINT
        fk_member_salary_member_id_member FOREIGN KEY(member_id) REFERENCES member (id), CONSTRAINT
        fk_member_salary_import_id_import_batch FOREIGN KEY(import_id) REFERENCES import_batch (id))""",
    "CREATE INDEX ix_member_salary_unit_id_valid_from ON member_salary (unit_id, valid_from)",
    """CREATE TABLE training (id INTEGER NOT NULL, uid BLOB NOT NULL, unit_id INTEGER NOT NULL, member_id
        INTEGER NOT NULL, course TEXT NOT NULL, topic TEXT NOT NULL, organiser TEXT, first_on DATE NOT
        NULL, last_on DATE NOT NULL, days INTEGER NOT NULL, is_online BOOLEAN NOT NULL, certificate TEXT,
        CONSTRAINT pk_training PRIMARY KEY (id), CONSTRAINT ck_training_last_on CHECK (last_on >=
        first_on), CONSTRAINT uq_training_uid UNIQUE (uid), CONSTRAINT fk_training_unit_id_unit FOREIGN
        KEY(unit_id) REFERENCES unit (id), CONSTRAINT fk_training_member_id_member FOREIGN KEY(member_id)
        REFERENCES member (id))""",
    "CREATE INDEX ix_training_member_id ON training (member_id)",
    "CREATE INDEX ix_training_unit_id ON training (unit_id)",
    # a locked month fixes the number of members up to its end, so earlier months are closed as well
    *(
        f"""CREATE TRIGGER member_event_month_is_open_on_{action.lower()}_{row.lower()} BEFORE {action} ON member_event
        WHEN {_LOCKED.format(row=row)}
        BEGIN SELECT RAISE(ABORT, 'refuse:membership.month_locked'); END"""
        for action, row in (
            ("INSERT", "NEW"),
            ("UPDATE", "OLD"),
            ("UPDATE", "NEW"),
            ("DELETE", "OLD"),
        )
    ),
)


def upgrade() -> None:
    for statement in STATEMENTS:
        op.execute(statement)
