"""Keys and certificates, packages sent and received, and their figures."""

from alembic import op

revision = "0008"
down_revision = "0007"

STATEMENTS: tuple[str, ...] = (
    """CREATE TABLE private_key (
        id INTEGER NOT NULL, unit_id INTEGER NOT NULL, officer_id INTEGER NOT NULL, purpose TEXT NOT NULL,
        public_sha256 TEXT NOT NULL, content BLOB NOT NULL, made_at TEXT NOT NULL,
        CONSTRAINT pk_private_key PRIMARY KEY (id),
        CONSTRAINT ck_private_key_purpose CHECK (purpose IN ('sign', 'encrypt', 'issue')),
        CONSTRAINT uq_private_key_public_sha256 UNIQUE (public_sha256),
        CONSTRAINT fk_private_key_unit_id_unit FOREIGN KEY(unit_id) REFERENCES unit (id),
        CONSTRAINT fk_private_key_officer_id_officer FOREIGN KEY(officer_id) REFERENCES officer (id))""",
    "CREATE INDEX ix_private_key_officer_id ON private_key (officer_id)",
    "CREATE INDEX ix_private_key_unit_id ON private_key (unit_id)",
    """CREATE TABLE certificate (
        id INTEGER NOT NULL, unit_id INTEGER NOT NULL, holder_code TEXT NOT NULL, holder_name TEXT NOT NULL,
        person TEXT NOT NULL, title TEXT NOT NULL, purpose TEXT NOT NULL, serial TEXT NOT NULL,
        sha256 TEXT NOT NULL, pem TEXT NOT NULL, valid_until DATE NOT NULL, is_anchor BOOLEAN NOT NULL,
        is_issued BOOLEAN NOT NULL, private_key_id INTEGER, state TEXT NOT NULL, revoked_at TEXT,
        reason TEXT, added_at TEXT NOT NULL,
        CONSTRAINT pk_certificate PRIMARY KEY (id),
        CONSTRAINT ck_certificate_purpose CHECK (purpose IN ('sign', 'encrypt', 'issue')),
        CONSTRAINT ck_certificate_state CHECK (state IN ('valid', 'revoked')),
        CONSTRAINT uq_certificate_unit_id_sha256 UNIQUE (unit_id, sha256),
        CONSTRAINT fk_certificate_unit_id_unit FOREIGN KEY(unit_id) REFERENCES unit (id),
        CONSTRAINT fk_certificate_private_key_id_private_key FOREIGN KEY(private_key_id) REFERENCES private_key (id))""",
    "CREATE INDEX ix_certificate_private_key_id ON certificate (private_key_id)",
    "CREATE INDEX ix_certificate_unit_id ON certificate (unit_id)",
    """CREATE TABLE revocation_list (
        id INTEGER NOT NULL, unit_id INTEGER NOT NULL, issuer_sha256 TEXT NOT NULL, number INTEGER NOT NULL,
        content BLOB NOT NULL, added_at TEXT NOT NULL,
        CONSTRAINT pk_revocation_list PRIMARY KEY (id),
        CONSTRAINT uq_revocation_list_unit_id_issuer_sha256_number UNIQUE (unit_id, issuer_sha256, number),
        CONSTRAINT fk_revocation_list_unit_id_unit FOREIGN KEY(unit_id) REFERENCES unit (id))""",
    "CREATE INDEX ix_revocation_list_unit_id ON revocation_list (unit_id)",
    """CREATE TABLE package_out (
        id INTEGER NOT NULL, uid BLOB NOT NULL, unit_id INTEGER NOT NULL, kind TEXT NOT NULL,
        stream TEXT NOT NULL, recipient_code TEXT NOT NULL, sequence INTEGER NOT NULL, first_month TEXT,
        last_month TEXT, version INTEGER NOT NULL, profile TEXT, reason TEXT, package_id TEXT NOT NULL,
        path TEXT NOT NULL, state TEXT NOT NULL, sealed_at TEXT NOT NULL, sealed_by TEXT NOT NULL,
        decided_at TEXT, decision TEXT, deadline DATE, receipt_sequence INTEGER,
        CONSTRAINT pk_package_out PRIMARY KEY (id),
        CONSTRAINT ck_package_out_state CHECK (state IN ('sealed', 'accepted', 'returned', 'superseded')),
        CONSTRAINT uq_package_out_unit_id_recipient_code_stream_sequence UNIQUE (unit_id, recipient_code, stream, sequence),
        CONSTRAINT uq_package_out_uid UNIQUE (uid),
        CONSTRAINT fk_package_out_unit_id_unit FOREIGN KEY(unit_id) REFERENCES unit (id))""",
    "CREATE INDEX ix_package_out_package_id ON package_out (package_id)",
    "CREATE INDEX ix_package_out_unit_id ON package_out (unit_id)",
    """CREATE TABLE collection (
        id INTEGER NOT NULL, unit_id INTEGER NOT NULL, first_month TEXT NOT NULL, last_month TEXT NOT NULL,
        opened_at TEXT NOT NULL, opened_by TEXT NOT NULL, closed_at TEXT,
        CONSTRAINT pk_collection PRIMARY KEY (id),
        CONSTRAINT uq_collection_unit_id_first_month_last_month UNIQUE (unit_id, first_month, last_month),
        CONSTRAINT fk_collection_unit_id_unit FOREIGN KEY(unit_id) REFERENCES unit (id))""",
    "CREATE INDEX ix_collection_unit_id ON collection (unit_id)",
    """CREATE TABLE package_in (
        id INTEGER NOT NULL, uid BLOB NOT NULL, unit_id INTEGER NOT NULL, sender_id INTEGER NOT NULL,
        kind TEXT NOT NULL, stream TEXT NOT NULL, sequence INTEGER NOT NULL, version INTEGER NOT NULL,
        first_month TEXT NOT NULL, last_month TEXT NOT NULL, package_id TEXT NOT NULL, previous_id TEXT,
        supersedes TEXT, reason TEXT, signers TEXT NOT NULL, file TEXT NOT NULL,
        file_sha256 TEXT NOT NULL, state TEXT NOT NULL,
        code TEXT, received_at TEXT NOT NULL, decided_at TEXT, decided_by TEXT, decision TEXT,
        deadline DATE,
        CONSTRAINT pk_package_in PRIMARY KEY (id),
        CONSTRAINT ck_package_in_state CHECK (state IN ('pending', 'waiting', 'accepted', 'returned', 'superseded', 'refused', 'fork')),
        CONSTRAINT uq_package_in_unit_id_package_id UNIQUE (unit_id, package_id),
        CONSTRAINT uq_package_in_uid UNIQUE (uid),
        CONSTRAINT fk_package_in_unit_id_unit FOREIGN KEY(unit_id) REFERENCES unit (id),
        CONSTRAINT fk_package_in_sender_id_unit FOREIGN KEY(sender_id) REFERENCES unit (id))""",
    "CREATE INDEX ix_package_in_sender_id ON package_in (sender_id, stream, sequence)",
    "CREATE INDEX ix_package_in_unit_id ON package_in (unit_id)",
    """CREATE TABLE received_figure (
        id INTEGER NOT NULL, unit_id INTEGER NOT NULL, package_in_id INTEGER NOT NULL, code TEXT NOT NULL,
        numerator INTEGER NOT NULL, denominator INTEGER, unit TEXT NOT NULL,
        CONSTRAINT pk_received_figure PRIMARY KEY (id),
        CONSTRAINT uq_received_figure_package_in_id_code UNIQUE (package_in_id, code),
        CONSTRAINT fk_received_figure_unit_id_unit FOREIGN KEY(unit_id) REFERENCES unit (id),
        CONSTRAINT fk_received_figure_package_in_id_package_in FOREIGN KEY(package_in_id) REFERENCES package_in (id))""",
    "CREATE INDEX ix_received_figure_unit_id_code ON received_figure (unit_id, code)",
    """CREATE TABLE received_record (
        package_in_id INTEGER NOT NULL, source TEXT NOT NULL, position INTEGER NOT NULL, unit_id INTEGER NOT NULL,
        content TEXT NOT NULL,
        CONSTRAINT pk_received_record PRIMARY KEY (package_in_id, source, position),
        CONSTRAINT fk_received_record_package_in_id_package_in FOREIGN KEY(package_in_id) REFERENCES package_in (id),
        CONSTRAINT fk_received_record_unit_id_unit FOREIGN KEY(unit_id) REFERENCES unit (id))""",
    "CREATE INDEX ix_received_record_unit_id ON received_record (unit_id)",
    """CREATE TRIGGER package_in_is_kept BEFORE DELETE ON package_in
        BEGIN SELECT RAISE(ABORT, 'refuse:package.kept'); END""",
    """CREATE TRIGGER package_out_is_kept BEFORE DELETE ON package_out
        BEGIN SELECT RAISE(ABORT, 'refuse:package.kept'); END""",
)


def upgrade() -> None:
    for statement in STATEMENTS:
        op.execute(statement)
