"""What the page of lower units reads of 200 units, against bare SQL that fetches and adds up the same.

Each unit settled two years, one in three on paper, and got and sent money. The bare side fetches
the rows of both years and the vouchers between the levels, and adds up the form and its sums; it
checks nothing (C-02 to C-07), knows no law and has no words.
"""

import tempfile
import time
from collections import defaultdict
from collections.abc import Callable
from datetime import UTC, date, datetime
from pathlib import Path
from typing import Any

from unionapp.database.base import new_uid
from unionapp.database.bulk import insert_rows
from unionapp.finance.forms import SETTLEMENT_FORM, add_up, form_on
from unionapp.finance.group.group_settlement import show_group_settlement
from unionapp.finance.levels.lower_units import list_lower_money, list_transit
from unionapp.finance.levels.settlement_spans import SettlementSpan
from unionapp.finance.vouchers.accounts import add_bank_account
from unionapp.finance.year.basics import BasicFigures, stored_basics
from unionapp.organisation.office import Office
from unionapp.organisation.opening import NewFolder, create_data_folder, open_office
from unionapp.organisation.units import UnitFacts, add_unit

UNITS, YEAR = 200, 2026
NOW = datetime(2027, 2, 10, 2, tzinfo=UTC)
KINDS = ("DN_NGOAI", "FDI", "DNNN", "SN_CONG", "HTX")
MILLION = 1_000_000
ROWS = {
    "opening": 45 * MILLION, "dues": 44_280_000, "employer": 20 * MILLION, "upper_share": 147_600_000,
    "care": 110 * MILLION, "propaganda": 32 * MILLION, "administration": 9_600_000, "pay": 18 * MILLION,
    "remitted": 13_284_000, "payable": 3_284_000,
}  # fmt: skip
BASICS = BasicFigures(100, 9_840 * MILLION, 90, 8_856 * MILLION)
SETTLED = """SELECT s.unit_id, s.year, r.row, r.budget, r.reported, r.approved, r.reason FROM settlement_row r
    JOIN settlement s ON s.id = r.settlement_id WHERE s.id IN (SELECT max(id) FROM settlement
    WHERE year BETWEEN ? AND ? AND part = '' AND status IN ('submitted', 'approved') GROUP BY unit_id, year)"""
BETWEEN = """SELECT v.lower_unit_id, l.item, sum(l.amount) FROM voucher_line l JOIN voucher v ON v.id = l.voucher_id
    WHERE v.status = 'posted' AND v.voucher_on BETWEEN ? AND ?
    AND l.item IN ('EXP_LOWER', 'INC_LOWER_DUES', 'INC_LOWER_KPCD') GROUP BY v.lower_unit_id, l.item"""


def measure() -> list[tuple[str, float, float]]:
    with tempfile.TemporaryDirectory() as folder:
        office = _zone(Path(folder) / "data")
        try:
            ratios = [
                _seconds(lambda: _read_page(office)) / _seconds(lambda: _read_bare(office))
                for _ in range(5)
            ]
        finally:
            office.close()
    return [("page of 200 lower units and their group, to bare SQL", sorted(ratios)[2], 6.0)]


def _read_page(office: Office) -> None:
    span = SettlementSpan(YEAR)
    list_lower_money(office, span.period)
    assert len(list_transit(office, YEAR)) == UNITS
    group = show_group_settlement(office, YEAR)
    assert group.below["dues"] == UNITS * ROWS["dues"]


def _read_bare(office: Office) -> None:
    form = form_on(SETTLEMENT_FORM, date(YEAR, 12, 31))
    kept: dict[tuple[int, int], dict[str, int]] = defaultdict(dict)
    with office.read() as session:
        connection = session.connection().connection.driver_connection
        for unit, year, row, _budget, reported, approved, _reason in connection.execute(
            SETTLED, (YEAR - 1, YEAR)
        ):
            kept[unit, year][row] = reported if approved is None else approved
        connection.execute(BETWEEN, (f"{YEAR}-01-01", f"{YEAR}-12-31")).fetchall()
    total: dict[str, int] = defaultdict(int)
    for (_unit, year), rows in kept.items():
        added = add_up(form, rows)
        if year == YEAR:
            for row, amount in added.items():
                total[row] += amount
    assert total["dues"] == UNITS * ROWS["dues"]


def _seconds(work: Callable[[], object]) -> float:
    begun = time.perf_counter()
    work()
    return time.perf_counter() - begun


def _zone(folder: Path) -> Office:
    facts = NewFolder(
        UnitFacts("KCN", "CT-09", "Công đoàn các khu công nghiệp"), "Trần Thị Lan", "accountant", None,
        is_encrypted=False, since=date(2020, 1, 1),
    )  # fmt: skip
    create_data_folder(folder, facts, clock=lambda: NOW)
    office = open_office(folder, today=date(2027, 2, 10), clock=lambda: NOW)
    bank = add_bank_account(office, "Agribank", bank="Agribank", number="1500").id
    units = [
        add_unit(
            office,
            UnitFacts("CDCS", f"CS-{at:04}", f"CĐCS Công ty số {at}", KINDS[at % len(KINDS)]),
            since=date(2020, 1, 1),
        ).id
        for at in range(UNITS)
    ]
    with office.change("bench") as session:
        _settle(session, units)
        _pay(session, office.unit.id, bank, units)
    return office


def _settle(session: Any, units: list[int]) -> None:
    form = form_on(SETTLEMENT_FORM, date(YEAR, 12, 31))
    filled = {**add_up(form, ROWS), **stored_basics(BASICS)}
    owners = [(unit, year) for year in (YEAR - 1, YEAR) for unit in units]
    insert_rows(
        session, "settlement",
        ("id", "uid", "unit_id", "year", "part", "version", "form", "status", "digest", "submitted_at",
         "submitted_by", "package_id", "package_number"),
        [(id_, new_uid(NOW), unit, year, "", 1, SETTLEMENT_FORM, "submitted", "", "", "",
          *((None, None) if id_ % 3 == 0 else (f"sha256:{id_}", 1)))
         for id_, (unit, year) in enumerate(owners, start=1)],
    )  # fmt: skip
    insert_rows(
        session, "settlement_row", ("settlement_id", "row", "unit_id", "reported", "reason"),
        [(id_, row, unit, amount, "") for id_, (unit, _) in enumerate(owners, start=1)
         for row, amount in filled.items()],
    )  # fmt: skip


def _pay(session: Any, home: int, bank: int, units: list[int]) -> None:
    paid = [("BN", "EXP_LOWER", 147_600_000), ("BC", "INC_LOWER_DUES", 10 * MILLION)]
    moves = [(unit, *way) for unit in units for way in paid]
    insert_rows(
        session, "voucher",
        ("id", "uid", "unit_id", "kind", "year", "voucher_on", "account_id", "counterparty", "address",
         "reason", "amount", "attachments", "template", "search_fold", "status", "lower_unit_id", "created_at",
         "created_by", "signers"),
        [(id_, new_uid(NOW), home, kind, YEAR, f"{YEAR}-09-10", bank, "CĐCS", "", "Cấp, nộp", amount, 1, "", "",
          "draft", unit, "", "", "")
         for id_, (unit, kind, _item, amount) in enumerate(moves, start=1)],
    )  # fmt: skip
    insert_rows(
        session, "voucher_line", ("unit_id", "voucher_id", "item", "source", "amount", "note"),
        [(home, id_, item, "11", amount, "") for id_, (_unit, _kind, item, amount) in enumerate(moves, start=1)],
    )  # fmt: skip
    session.connection().exec_driver_sql(
        """UPDATE voucher SET status = 'posted', number = n.number FROM (SELECT id, row_number() OVER
           (PARTITION BY kind ORDER BY id) AS number FROM voucher) n WHERE n.id = voucher.id"""
    )
