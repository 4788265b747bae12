"""Members in bulk and at the keystroke, against the bare driver doing the same work."""

import random
import shutil
from collections.abc import Callable, Iterable
from contextlib import closing
from datetime import UTC, date, datetime
from functools import partial
from pathlib import Path
from statistics import median
from tempfile import TemporaryDirectory
from time import perf_counter

from unionapp.database.base import new_uid
from unionapp.database.bulk import insert_rows
from unionapp.database.dialects import sqlite
from unionapp.membership.imports import import_roster
from unionapp.membership.lists import find_members, member_ids
from unionapp.membership.members import name_columns
from unionapp.membership.roster.reading import Record, RosterReading, SheetReading
from unionapp.organisation.data_folder import data_path, open_data_key, read_folder_keyring
from unionapp.organisation.office import Office
from unionapp.organisation.opening import NewFolder, create_data_folder, open_office
from unionapp.organisation.units import UnitFacts

MEMBERS, MONTHS, MANY = 20_000, 12, 200_000
PASSWORD = "Hoa sen 2026"
TODAY = date(2026, 3, 5)
MOMENT = datetime(2026, 3, 5, 2, 30, tzinfo=UTC)
FAMILIES = [
    "Nguyễn",
    "Trần",
    "Lê",
    "Phạm",
    "Hoàng",
    "Huỳnh",
    "Phan",
    "Vũ",
    "Võ",
    "Đặng",
    "Bùi",
    "Đỗ",
    "Hồ",
    "Ngô",
    "Dương",
    "Lý",
]
MIDDLES = [
    "Thị",
    "Văn",
    "Hữu",
    "Đức",
    "Ngọc",
    "Thanh",
    "Thu",
    "Minh",
    "Quốc",
    "Xuân",
    "Kim",
    "Hồng",
]
GIVENS = [
    "An",
    "Anh",
    "Ánh",
    "Bình",
    "Châu",
    "Dung",
    "Dũng",
    "Đức",
    "Giang",
    "Hà",
    "Hải",
    "Hằng",
    "Hiếu",
    "Hoa",
    "Hòa",
    "Hùng",
    "Hương",
    "Hường",
    "Khánh",
    "Lan",
    "Linh",
    "Long",
    "Mai",
    "Minh",
    "Nam",
    "Nga",
    "Ngọc",
    "Nhung",
    "Phúc",
    "Phương",
    "Quân",
    "Sơn",
    "Tâm",
    "Thảo",
    "Thủy",
    "Trang",
    "Tuấn",
    "Uyên",
    "Vân",
    "Yến",
]
MEMBER_COLUMNS = (
    "id", "uid", "person_uid", "unit_id", "code", "full_name", "name_fold", "name_sort", "name_tone_key",
    "gender", "birth_date", "id_type", "id_number", "phone", "position", "joined_on", "status", "status_on",
)  # fmt: skip
DUES_COLUMNS = (
    "unit_id", "month", "member_id", "dues_group", "base", "rate", "due", "statutory", "paid",
)  # fmt: skip
NUMBERS = ("0371", "0912345", "037100012345", "147-0012", "98765")
SEARCHES = ("nguyen thi hoa", "xuan yen", "hang", "tran van dung", "qqq")


def names(number: int) -> list[str]:
    draw = random.Random(7)
    return [
        f"{draw.choice(FAMILIES)} {draw.choice(MIDDLES)} {draw.choice(MIDDLES)} {draw.choice(GIVENS)}"
        for _ in range(number)
    ]


def member_tuples(unit: int, number: int) -> list[tuple]:
    return [
        (
            i + 1, uid := new_uid(MOMENT), uid, unit, f"CS-0147-{i + 1:06}", name, *name_columns(name).values(),
            "female" if i % 2 else "male", f"{1970 + i % 35}-{1 + i % 12:02}-{1 + i % 28:02}", "CCCD",
            f"0371{i:08}", f"09{i:08}", f"Công nhân {i % 97}", "2015-06-01", "ACTIVE", "2015-06-01",
        )
        for i, name in enumerate(names(number))
    ]  # fmt: skip


def dues_tuples(unit: int) -> list[tuple]:
    return [
        (unit, f"2025-{month:02}", member, "G3", 6_200_000, "0.005", 31_000, 31_000, 31_000)
        for month in range(1, MONTHS + 1)
        for member in range(1, MEMBERS + 1)
    ]


def roster() -> RosterReading:
    records = tuple(
        Record(i + 5, "accepted", {
            "full_name": name, "gender": "female" if i % 2 else "male",
            "birth_date": f"{1970 + i % 35}-{1 + i % 12:02}-{1 + i % 28:02}", "id_number": f"0371{i:08}",
            "phone": f"09{i:08}", "unit": f"Tổ {i % 40}", "position": f"Công nhân {i % 97}",
            "union_date": "2015-06-01", "ethnicity": "Kinh", "salary": 6_200_000,
        })
        for i, name in enumerate(names(MEMBERS))
    )  # fmt: skip
    sheet = SheetReading("Sheet1", (4,), {}, "unicode", MEMBERS, MEMBERS, 0, records, ())
    return RosterReading("ds.xlsx", (sheet,))


class Folders:
    """Copies of one encrypted folder, so that every run begins with the same empty file."""

    def __init__(self, place: Path) -> None:
        self.place = place
        self.number = 0
        facts = NewFolder(
            UnitFacts("CDCS", "CS-0147", "CĐCS Hoa Sen", "DN_NGOAI"), "Hòa", "chair", PASSWORD
        )
        create_data_folder(place / "empty", facts, clock=lambda: MOMENT)

    def fresh(self) -> Path:
        self.number += 1
        return Path(shutil.copytree(self.place / "empty", self.place / f"run{self.number}"))

    def open(self, folder: Path) -> Office:
        return open_office(folder, today=TODAY, password=PASSWORD, clock=lambda: MOMENT)

    def connect(self, folder: Path):
        return sqlite.connect(
            data_path(folder), open_data_key(read_folder_keyring(folder), "Hòa", PASSWORD)
        )


def timed(work: Callable[[], object]) -> float:
    begun = perf_counter()
    work()
    return perf_counter() - begun


def insert_ours(office: Office, tables: Iterable[tuple]) -> None:
    with office.change("bench") as session:
        for table, columns, rows in tables:
            insert_rows(session, table, columns, rows)


def insert_raw(connection, tables: Iterable[tuple]) -> None:
    connection.execute("BEGIN IMMEDIATE")
    for table, columns, rows in tables:
        marks = ", ".join("?" * len(columns))
        connection.executemany(
            f"INSERT INTO {table} ({', '.join(columns)}) VALUES ({marks})", rows
        )
    connection.execute("COMMIT")


def both_ways(
    folders: Folders, ours: Callable[[Office], object], raw: Callable[[object], object]
) -> float:
    """The median ratio of pairs run one after the other, so that both meet the same machine."""
    ratios = []
    for _ in range(5):
        with (
            closing(folders.open(folders.fresh())) as office,
            closing(folders.connect(folders.fresh())) as bare,
        ):
            ratios.append(timed(partial(ours, office)) / timed(partial(raw, bare)))
    return median(ratios)


def measure_insert(folders: Folders) -> float:
    with closing(folders.open(folders.fresh())) as office:
        unit = office.unit.id
    lists = ("dues_list", ("unit_id", "month", "dues_group", "made_at", "made_by", "legal"),
             [(unit, f"2025-{m:02}", "G3", "", "", "{}") for m in range(1, MONTHS + 1)])  # fmt: skip
    tables = (
        ("member", MEMBER_COLUMNS, member_tuples(unit, MEMBERS)),
        lists,
        ("dues", DUES_COLUMNS, dues_tuples(unit)),
    )
    return both_ways(
        folders, partial(insert_ours, tables=tables), partial(insert_raw, tables=tables)
    )


def measure_import(folders: Folders) -> float:
    """A whole import (recognising, keys, groups, events, pay) against the bare rows it leaves."""
    reading = roster()
    with closing(folders.open(folders.fresh())) as office:
        folder = office.folder
        import_roster(office, reading, skip_problems=False)
    tables = []
    with closing(folders.connect(folder)) as bare:
        for table in ("import_batch", "unit", "member", "member_event", "member_salary"):
            own = [row[1] for row in bare.execute(f"PRAGMA table_info({table})")]
            columns = [f'"{name}"' for name in own]
            rows = bare.execute(
                f"SELECT {', '.join(columns)} FROM {table}"
                + (" WHERE id > 1" if table == "unit" else "")
            ).fetchall()
            tables.append((table, columns, rows))
    ours = partial(import_roster, reading=reading, skip_problems=False)
    return both_ways(folders, ours, partial(insert_raw, tables=tables))


def measure_lists(folders: Folders) -> tuple[float, float, float]:
    """All keystrokes of some names and of some numbers; and the whole list in its order."""
    folder = folders.fresh()
    with closing(folders.open(folder)) as office, closing(folders.connect(folder)) as bare:
        insert_raw(bare, [("member", MEMBER_COLUMNS, member_tuples(office.unit.id, MANY))])
        typed = [
            text[:end]
            for text in SEARCHES
            for end in range(1, len(text) + 1)
            if text[end - 1] != " "
        ]
        search = median(
            sum(timed(partial(find_members, office, text)) for text in typed)
            / sum(timed(partial(search_raw, bare, text)) for text in typed)
            for _ in range(5)
        )
        digits = [text[:end] for text in NUMBERS for end in range(1, len(text) + 1)]
        numbers = median(
            sum(timed(partial(find_members, office, text)) for text in digits)
            / sum(timed(partial(digits_raw, bare, text)) for text in digits)
            for _ in range(3)
        )
        ordered = median(
            timed(partial(member_ids, office)) / timed(partial(list_raw, bare)) for _ in range(7)
        )
    return search, numbers, ordered


def list_raw(bare) -> list:
    return bare.execute(
        "SELECT id FROM member WHERE status IN ('ACTIVE', 'SUSPENDED')"
        " ORDER BY unit_id, name_sort, birth_date, id"
    ).fetchall()


def search_raw(bare, text: str) -> list:
    likes = " AND ".join("name_fold LIKE ?" for _ in text.split())
    marks = tuple(f"% {word}%" for word in text.split())
    return bare.execute(f"SELECT id FROM member WHERE {likes} LIMIT 500", marks).fetchall()


def digits_raw(bare, text: str) -> list:
    return bare.execute(
        "SELECT id FROM member WHERE numbers LIKE ? LIMIT 500", (f"%{text}%",)
    ).fetchall()


def measure() -> list[tuple[str, float, float]]:
    with TemporaryDirectory() as place:
        folders = Folders(Path(place))
        search, numbers, ordered = measure_lists(folders)
        return [
            ("20.000 members + 240.000 dues, to bare executemany", measure_insert(folders), 1.3),
            ("import of 20.000 roster rows, to bare executemany", measure_import(folders), 2.0),
            ("search keystroke in 200.000 members, to bare LIKE", search, 1.5),
            ("search by digits in 200.000 members, to bare LIKE", numbers, 1.5),
            ("200.000 members in Vietnamese order, to bare ORDER BY", ordered, 1.5),
        ]
