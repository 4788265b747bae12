"""The settlement and every book of a full year, against bare SQL and a bare writer of the same rows.

The year has 5,000 posted vouchers and the dues of 20,000 members over twelve months. The bare side
asks one hand-written statement per paper and writes what it returns; both sides walk the same rows.
"""

import random
import tempfile
from collections.abc import Callable, Iterator
from datetime import UTC, date, datetime, timedelta
from functools import lru_cache, partial
from pathlib import Path
from typing import Any

from reportlab.lib.pagesizes import A4, landscape
from reportlab.pdfbase import pdfmetrics
from reportlab.pdfbase.ttfonts import TTFont
from reportlab.pdfgen.canvas import Canvas

from tests.benchmarks.bench_members import (
    DUES_COLUMNS,
    MEMBER_COLUMNS,
    member_tuples,
)
from tests.benchmarks.bench_paper import BarePdf, write_bare_xlsx
from tests.benchmarks.timing import best_ratio
from unionapp.assets import resource
from unionapp.database.base import new_uid
from unionapp.database.bulk import insert_rows
from unionapp.finance.vouchers.accounts import add_bank_account, open_accounts, set_opening
from unionapp.organisation.office import Office
from unionapp.organisation.opening import NewFolder, create_data_folder, open_office
from unionapp.organisation.units import UnitFacts
from unionapp.paper.pdf import write_pdf
from unionapp.paper.xlsx import write_xlsx
from unionapp.reports.finance.advances_book import advances_book_paper
from unionapp.reports.finance.bank_book import bank_book_paper
from unionapp.reports.finance.cash_book import cash_book_paper
from unionapp.reports.finance.contribution_book import contribution_book_paper
from unionapp.reports.finance.dues_book import dues_book_paper
from unionapp.reports.finance.item_book import item_book_paper
from unionapp.reports.finance.obligations_book import obligations_paper
from unionapp.reports.finance.settlement import settlement_paper
from unionapp.vietnamese.periods import Period

VOUCHERS, MEMBERS = 5_000, 20_000
YEAR = Period("2025-01", "2025-12")
NOW = datetime(2026, 1, 15, 2, tzinfo=UTC)
PAPERS = (
    settlement_paper, cash_book_paper, bank_book_paper, item_book_paper, dues_book_paper,
    obligations_paper, contribution_book_paper, advances_book_paper,
)  # fmt: skip
SPENT = ("EXP_CARE_VISIT", "EXP_PROP_GENDER", "EXP_ADMIN_UTIL", "EXP_PAY_ALLOW", "EXP_OTHER")
RECEIVED = ("INC_UPPER_SHARE", "INC_MISC", "INC_EMPLOYER")

ACCOUNT = """SELECT voucher_on, voucher_on, CASE WHEN kind IN ('PT', 'BC') THEN printf('%s%03d/%d', kind, number, year)
    ELSE '' END, CASE WHEN kind IN ('PT', 'BC') THEN '' ELSE printf('%s%03d/%d', kind, number, year) END, reason,
    CASE WHEN kind IN ('PT', 'BC') THEN amount END, CASE WHEN kind NOT IN ('PT', 'BC') THEN amount END,
    sum(CASE WHEN kind IN ('PT', 'BC') THEN amount ELSE -amount END) OVER
        (ORDER BY voucher_on, kind IN ('PC', 'BN'), number), ''
    FROM voucher WHERE account_id IN (SELECT id FROM fund_account WHERE kind = '{kind}') AND status = 'posted'
    AND voucher_on BETWEEN '2025-01-01' AND '2025-12-31' ORDER BY voucher_on, kind IN ('PC', 'BN'), number"""
COLUMNS = (
    "INC_DUES%", "INC_KPCD%", "INC_MISC", "INC_EMPLOYER", "INC_UPPER%", "EXP_CARE%", "EXP_PROP%", "EXP_ADMIN%",
    "EXP_PAY%", "EXP_OTHER", "PAY_UP",
)  # fmt: skip
ITEMS = ", ".join(f"sum(CASE WHEN l.item LIKE '{key}' THEN l.amount END)" for key in COLUMNS)
ITEM_BOOK = f"""SELECT v.voucher_on, printf('%s%03d/%d', v.kind, v.number, v.year), v.reason,
    CASE WHEN v.kind IN ('PT', 'BC') THEN v.amount END, CASE WHEN v.kind IN ('PC', 'BN') THEN v.amount END, {ITEMS},
    sum(CASE WHEN v.kind IN ('PT', 'BC') THEN v.amount ELSE -v.amount END) OVER
        (ORDER BY v.voucher_on, v.kind IN ('PC', 'BN'), v.number)
    FROM voucher v JOIN voucher_line l ON l.voucher_id = v.id WHERE v.status = 'posted' AND v.pair_id IS NULL
    AND v.voucher_on BETWEEN '2025-01-01' AND '2025-12-31' GROUP BY v.id
    ORDER BY v.voucher_on, v.kind IN ('PC', 'BN'), v.number"""
MONTHS = ", ".join(
    f"sum(CASE WHEN d.month = '2025-{month:02}' THEN d.paid END)" for month in range(1, 13)
)
DUES_BOOK = f"""SELECT row_number() OVER (ORDER BY m.name_sort, m.id), m.full_name, {MONTHS}, sum(d.paid),
    sum(d.due - d.paid) FROM dues d JOIN member m ON m.id = d.member_id WHERE d.month BETWEEN '2025-01' AND '2025-12'
    GROUP BY m.id ORDER BY m.name_sort, m.id"""
SETTLEMENT = """SELECT l.item, sum(l.amount) FROM voucher_line l JOIN voucher v ON v.id = l.voucher_id
    WHERE v.status = 'posted' AND v.voucher_on BETWEEN '2025-01-01' AND '2025-12-31' GROUP BY l.item UNION ALL
    SELECT '', sum(fund) FROM contribution WHERE month BETWEEN '2025-01' AND '2025-12' UNION ALL
    SELECT '', sum(base) FROM dues WHERE month BETWEEN '2025-01' AND '2025-12' UNION ALL
    SELECT '', sum(CASE WHEN kind IN ('PT', 'BC') THEN amount ELSE -amount END) FROM voucher
        WHERE status = 'posted' AND voucher_on <= '2025-12-31'"""
OBLIGATIONS = """SELECT substr(v.voucher_on, 1, 7) AS month, sum(CASE WHEN l.item LIKE 'INC_DUES%' THEN l.amount END),
    sum(CASE WHEN l.item LIKE 'INC_KPCD%' THEN l.amount END), sum(CASE WHEN l.item = 'PAY_UP' THEN l.amount END)
    FROM voucher_line l JOIN voucher v ON v.id = l.voucher_id WHERE v.status = 'posted'
    AND v.voucher_on BETWEEN '2025-01-01' AND '2025-12-31' GROUP BY month ORDER BY month"""
CONTRIBUTIONS = """SELECT c.month, c.payer, c.workers, c.fund, c.rate, CAST(round(c.fund * c.rate) AS INTEGER), sum(p.amount)
    FROM contribution c
    LEFT JOIN contribution_payment p ON p.contribution_id = c.id WHERE c.month BETWEEN '2025-01' AND '2025-12'
    GROUP BY c.id ORDER BY c.month"""
ADVANCES = "SELECT person, purpose, advanced_on FROM advance ORDER BY advanced_on"
BOOK_WIDTHS = (1.15, 1.15, 1.2, 1.2, 4, 1.3, 1.3, 1.4, 0.9)
# What is asked, how wide its columns are, how big its letters.
BARE = (
    (SETTLEMENT, (4, 2), 10),
    (ACCOUNT.format(kind="cash"), BOOK_WIDTHS, 10),
    (ACCOUNT.format(kind="bank"), BOOK_WIDTHS, 10),
    (ITEM_BOOK, (1.15, 1.3, 2.6, *(1.15,) * (len(COLUMNS) + 2), 1.2), 8),
    (DUES_BOOK, (0.5, 2.6, *(1,) * 12, 1.2, 1.1), 8),
    (OBLIGATIONS, (1, 1, 1, 1), 10),
    (CONTRIBUTIONS, (1,) * 7, 10),
    (ADVANCES, (1, 1, 1), 10),
)


class BareBook(BarePdf):
    """The bare page of `BarePdf` for any columns; whole numbers stand right."""

    def __init__(self, path: Path, widths: tuple[float, ...], size: float) -> None:
        self.size, self.leading = size, size * 1.15
        pdfmetrics.registerFont(TTFont("Bench", str(resource("fonts", "Tinos-Regular.ttf"))))
        self.font = pdfmetrics.getFont("Bench")
        self.canvas = Canvas(
            str(path), pagesize=landscape(A4), initialFontName="Bench", invariant=1
        )
        self.width, self.height = landscape(A4)
        self.edges = [50.0]
        for width in widths:
            self.edges.append(self.edges[-1] + (self.width - 100) * width / sum(widths))
        self.spell = lru_cache(200_000)(self.spell)
        self.measure = lru_cache(200_000)(self.measure)
        self.page, self.lines = 0, []
        self.start_page()

    def start_page(self) -> None:
        self.page += 1
        self.y = self.top = self.height - 45
        self.canvas._code.append("BT")
        self.row([str(number) for number in range(1, len(self.edges))])

    def row(self, cells: list[Any]) -> None:
        edges, code = self.edges, self.canvas._code
        texts = [_spelled(cell) for cell in cells]
        wrapped = [self.wrap(text, edges[i + 1] - edges[i] - 5) for i, text in enumerate(texts)]
        height = max(map(len, wrapped)) * self.leading + 4.4
        if self.y - height < 45:
            self.end_page()
            self.start_page()
            code = self.canvas._code
        for i, lines in enumerate(wrapped):
            y = self.y - (height - self.leading * len(lines)) / 2 - 0.8 * self.size
            for line in lines:
                x = edges[i] + self.pad
                if isinstance(cells[i], int):
                    x = edges[i + 1] - self.pad - self.measure(line)
                if line:
                    code.append(f"1 0 0 1 {x:.2f} {y:.2f} Tm {self.spell(line)}")
                y -= self.leading
        self.y -= height
        self.lines.append((edges[0], self.y, edges[-1], self.y))


def measure() -> list[tuple[str, float, float]]:
    with tempfile.TemporaryDirectory() as place:
        folder = Path(place)
        office = _full_year(folder / "data")
        try:
            return [
                (
                    f"B07 and all books of a year, {ending.upper()}, to bare SQL and writer",
                    ratio,
                    2.0,
                )
                for ending, ratio in _ratios(office, folder)
            ]
        finally:
            office.close()


def _ratios(office: Office, folder: Path) -> Iterator[tuple[str, float]]:
    for ending, ours, bare in (
        ("pdf", write_pdf, _write_bare_pdf),
        ("xlsx", write_xlsx, _write_bare_xlsx),
    ):
        place = folder / ending
        place.mkdir()
        yield (
            ending,
            best_ratio(
                partial(_print_books, office, place, ending, ours),
                partial(_print_bare, office, place, ending, bare),
            ),
        )


def _print_books(office: Office, place: Path, ending: str, write: Callable[..., Any]) -> None:
    for number, build in enumerate(PAPERS):
        write(build(office, YEAR), place / f"ours{number}.{ending}")


def _print_bare(office: Office, place: Path, ending: str, write: Callable[..., Any]) -> None:
    with office.read() as session:
        connection = session.connection().connection.driver_connection
        for number, (statement, widths, size) in enumerate(BARE):
            rows = connection.execute(statement).fetchall()
            write(rows, place / f"bare{number}.{ending}", widths, size)


def _write_bare_pdf(rows: list[Any], path: Path, widths: tuple[float, ...], size: float) -> None:
    page = BareBook(path, widths, size)
    for row in rows:
        page.row(row)
    page.end_page()
    page.canvas.save()


def _write_bare_xlsx(rows: list[Any], path: Path, widths: tuple[float, ...], _size: float) -> None:
    write_bare_xlsx(rows or [("",) * len(widths)], path)


def _spelled(cell: Any) -> str:
    if cell is None:
        return ""
    return f"{cell:,}".replace(",", ".") if isinstance(cell, int) else cell


def _full_year(folder: Path) -> Office:
    facts = NewFolder(
        UnitFacts("CDCS", "CS-0147", "CĐCS Hoa Sen", "DN_NGOAI"), "Nguyễn Thị Hòa", "accountant", None,
        is_encrypted=False, since=date(2020, 1, 1),
    )  # fmt: skip
    create_data_folder(folder, facts, clock=lambda: NOW)
    office = open_office(folder, today=date(2026, 1, 15), clock=lambda: NOW)
    opened = date(2025, 1, 1)
    till = set_opening(office, open_accounts(office)[0].id, 900_000_000, opened).id
    bank = add_bank_account(office, "Agribank", bank="Agribank", number="1500").id
    set_opening(office, bank, 9_000_000_000, opened)
    unit = office.unit.id
    with office.change("bench") as session:
        insert_rows(session, "member", MEMBER_COLUMNS, member_tuples(unit, MEMBERS))
        insert_rows(
            session, "dues_list", ("unit_id", "month", "dues_group", "made_at", "made_by", "legal"),
            [(unit, month, "G3", "", "", LEGAL) for month in YEAR.months()],
        )  # fmt: skip
        _insert_vouchers(session, unit, till, bank)
        insert_rows(
            session, "dues", (*DUES_COLUMNS, "voucher_id"),
            [(unit, month, member, "G3", 6_200_000, "0.005", 31_000, 31_000, 31_000 if member % 50 else 0,
              1 + number if member % 50 else None)
             for number, month in enumerate(YEAR.months()) for member in range(1, MEMBERS + 1)],
        )  # fmt: skip
        insert_rows(
            session, "contribution", ("unit_id", "payer", "month", "workers", "fund", "rate"),
            [(unit, "", month, MEMBERS, 124_000_000_000, "0.02") for month in YEAR.months()],
        )  # fmt: skip
    return office


LEGAL = (
    '{"month": "2025-01", "group": "G3", "rate": "0.005", "statutory_rate": "0.005", "is_capped": true,'
    ' "cap": 234000, "base_salary": 2340000, "insurance_ceiling": 46800000, "fixed_amount": 0, "rounding": 1,'
    ' "valid_from": "2025-07-01", "legal_basis": "", "needs_check": false, "words": ""}'
)


def _insert_vouchers(session: Any, unit: int, till: int, bank: int) -> None:
    chance = random.Random(2025)
    vouchers, lines = [], []
    for id_ in range(1, VOUCHERS + 1):
        on = date(2025, id_, 28) if id_ <= 12 else date(2025, 1, 1) + timedelta(days=id_ % 365)
        in_cash, receives = id_ > 12 and id_ % 3 > 0, id_ <= 12 or id_ % 4 == 0
        kind = ("PT" if receives else "PC") if in_cash else ("BC" if receives else "BN")
        dues = 31_000 * (MEMBERS - MEMBERS // 50)
        amount = dues if id_ <= 12 else chance.randint(50, 4_000) * 1_000
        item = "INC_DUES_ENT" if id_ <= 12 else chance.choice(RECEIVED if receives else SPENT)
        account = till if in_cash else bank
        vouchers.append(
            (id_, new_uid(NOW), unit, kind, 2025, on.isoformat(), account, "Trần Văn Bình",
             "", f"Chi thăm hỏi đoàn viên ốm đau, hiếu hỉ đợt {id_}", amount, 1, "", "", "draft", "", "", "")
        )  # fmt: skip
        lines.append((unit, id_, item, "11", amount, ""))
    insert_rows(
        session, "voucher",
        ("id", "uid", "unit_id", "kind", "year", "voucher_on", "account_id", "counterparty", "address",
         "reason", "amount", "attachments", "template", "search_fold", "status", "created_at", "created_by",
         "signers"),
        vouchers,
    )  # fmt: skip
    insert_rows(
        session, "voucher_line", ("unit_id", "voucher_id", "item", "source", "amount", "note"), lines
    )  # fmt: skip
    session.connection().exec_driver_sql(
        """UPDATE voucher SET status = 'posted', number = n.number FROM (SELECT id, row_number() OVER
           (PARTITION BY kind ORDER BY voucher_on, id) AS number FROM voucher) n WHERE n.id = voucher.id"""
    )
