"""Years: opening, estimate, settlement, disclosure."""

from alembic import op

revision = "0005"
down_revision = "0004"

# a lock closes the months before it as well
_LOCKED = (
    "EXISTS (SELECT 1 FROM period_lock l WHERE l.unit_id = {row}.unit_id AND l.month >= {month})"
)


def _refuse(name: str, when: str, code: str) -> str:
    return f"CREATE TRIGGER {name} BEFORE {when} BEGIN SELECT RAISE(ABORT, 'refuse:{code}'); END"


def _locked(row: str, month: str) -> str:
    return _LOCKED.format(row=row, month=month)


STATEMENTS: tuple[str, ...] = (
    """CREATE TABLE year_opening (unit_id INTEGER NOT NULL, year INTEGER NOT NULL, accumulated INTEGER NOT NULL,
        payable_up INTEGER NOT NULL, origin TEXT NOT NULL, CONSTRAINT pk_year_opening PRIMARY KEY (unit_id, year),
        CONSTRAINT ck_year_opening_origin CHECK (origin IN ('typed', 'approved')), CONSTRAINT
        fk_year_opening_unit_id_unit FOREIGN KEY(unit_id) REFERENCES unit (id))""",
    """CREATE TABLE budget_line (unit_id INTEGER NOT NULL, year INTEGER NOT NULL, "row" TEXT NOT NULL, amount
        INTEGER NOT NULL, approved INTEGER, expected INTEGER, CONSTRAINT pk_budget_line PRIMARY KEY (unit_id, year, "row"), CONSTRAINT
        fk_budget_line_unit_id_unit FOREIGN KEY(unit_id) REFERENCES unit (id))""",
    """CREATE TABLE settlement (id INTEGER NOT NULL, uid BLOB NOT NULL, unit_id INTEGER NOT NULL, year INTEGER NOT
        NULL, part TEXT NOT NULL, version INTEGER NOT NULL, form TEXT NOT NULL, status TEXT NOT NULL, digest TEXT NOT NULL, submitted_at
        TEXT NOT NULL, submitted_by TEXT NOT NULL, approved_at TEXT, approved_by TEXT,
        package_id TEXT, package_number INTEGER, CONSTRAINT pk_settlement PRIMARY KEY (id), CONSTRAINT
        uq_settlement_unit_id_year_part_version UNIQUE (unit_id, year, part, version), CONSTRAINT
        ck_settlement_status CHECK (status IN ('submitted', 'replaced', 'returned', 'approved')), CONSTRAINT uq_settlement_uid UNIQUE (uid), CONSTRAINT fk_settlement_unit_id_unit FOREIGN KEY(unit_id) REFERENCES unit (id))""",
    """CREATE TABLE settlement_row (settlement_id INTEGER NOT NULL, "row" TEXT NOT NULL, unit_id INTEGER NOT NULL,
        budget INTEGER, assigned INTEGER, reported INTEGER NOT NULL, approved INTEGER, reason TEXT NOT NULL, CONSTRAINT
        pk_settlement_row PRIMARY KEY (settlement_id, "row"), CONSTRAINT fk_settlement_row_settlement_id_settlement
        FOREIGN KEY(settlement_id) REFERENCES settlement (id), CONSTRAINT fk_settlement_row_unit_id_unit FOREIGN
        KEY(unit_id) REFERENCES unit (id))""",
    "CREATE INDEX ix_settlement_row_unit_id ON settlement_row (unit_id)",
    """CREATE TABLE disclosure (id INTEGER NOT NULL, unit_id INTEGER NOT NULL, year INTEGER NOT NULL, subject TEXT
        NOT NULL, committee_on DATE NOT NULL, second_way TEXT NOT NULL, second_on DATE NOT NULL, evidence TEXT NOT
        NULL, CONSTRAINT pk_disclosure PRIMARY KEY (id), CONSTRAINT uq_disclosure_unit_id_year_subject UNIQUE (unit_id, year, subject), CONSTRAINT ck_disclosure_subject CHECK (subject IN ('budget', 'settlement')),
        CONSTRAINT ck_disclosure_second_way CHECK (second_way IN ('posted', 'notice', 'conference', 'website')),
        CONSTRAINT fk_disclosure_unit_id_unit FOREIGN KEY(unit_id) REFERENCES unit (id))""",
    # A settlement handed in keeps its figures.
    _refuse(
        "settlement_row_stays_on_update",
        "UPDATE ON settlement_row WHEN OLD.reported <> NEW.reported OR OLD.row <> NEW.row",
        "V-28",
    ),
    _refuse("settlement_row_stays_on_delete", "DELETE ON settlement_row", "V-28"),
    _refuse(
        "settlement_stays_on_update",
        "UPDATE ON settlement WHEN OLD.digest <> NEW.digest OR OLD.year <> NEW.year OR OLD.part <> NEW.part",
        "V-28",
    ),
    _refuse("settlement_stays_on_delete", "DELETE ON settlement", "V-28"),
    # What a locked month was opened with stands.
    *(
        _refuse(
            f"year_opening_lock_on_{action.lower()}",
            f"{action} ON year_opening WHEN {row}.origin = 'typed'"
            " AND " + _locked(row, f"{row}.year || '-01'"),
            "period.locked",
        )
        for action, row in (("INSERT", "NEW"), ("UPDATE", "NEW"), ("DELETE", "OLD"))
    ),
    # A year that was handed in stays locked to its last month until its settlement is taken back.
    _refuse(
        "period_lock_stays_on_delete",
        "DELETE ON period_lock WHEN EXISTS (SELECT 1 FROM settlement s WHERE s.unit_id = OLD.unit_id AND s.part = ''"
        " AND s.status IN ('submitted', 'approved') AND s.year || '-12' <= OLD.month"
        " AND NOT EXISTS (SELECT 1 FROM period_lock l WHERE l.unit_id = OLD.unit_id AND l.id <> OLD.id"
        " AND l.month >= s.year || '-12'))",
        "year.closed",
    ),
)


def upgrade() -> None:
    for statement in STATEMENTS:
        op.execute(statement)
