"""Target progress of a province with 3,000 unions, against the bare SQL that adds up the same.

The plan is that of a province (53 lines). The bare side runs the hand-written statements of each
measure once, which give the numbers of every unit, and adds them up; it says nothing in words.
"""

import random
import tempfile
import time
from datetime import UTC, date, datetime
from itertools import chain
from pathlib import Path
from typing import Any

from unionapp.database.base import new_uid
from unionapp.database.bulk import insert_rows
from unionapp.indicators.progress import target_progress
from unionapp.indicators.target_sets import use_set
from unionapp.organisation.office import Office
from unionapp.organisation.opening import NewFolder, create_data_folder, open_office
from unionapp.organisation.units import UnitFacts

UNITS, MEMBERS = 3_000, 10
DAY = date(2023, 12, 31)
NOW = datetime(2023, 12, 31, 2, tzinfo=UTC)
TYPES = ("CO_QUAN", "SN_CONG", "DNNN", "DN_NGOAI", "FDI", "HTX")
ENTERPRISES = "('DNNN', 'DN_NGOAI', 'FDI', 'HTX')"
STATE = "('CO_QUAN', 'SN_CONG', 'DNNN')"
OTHER = "('DN_NGOAI', 'FDI', 'HTX')"
KINDS = {
    "HN_NLD": '{"form": "hoi_nghi", "quality": "dat"}',
    "HN_CBCCVC": '{"quality": "dat"}',
    "DOI_THOAI": '{"form": "dinh_ky"}',
    "TULDTT": '{"grade": "B"}',
    "TU_VAN_PL": '{"need": true, "union_rep": true}',
    "TUYEN_TRUYEN": '{"form": "truc_tiep"}',
    "VHVN_TDTT": '{"form": "the_thao"}',
    "HOAN_CANH": '{"cases": 3, "helped": 2}',
    "GIOI_THIEU_DANG": '{"introduced": 1}',
    "CONG_KHAI_TC": '{"form": "niem_yet"}',
    "BAN_NU_CONG": "{}",
}

TREE = """WITH RECURSIVE scope (id) AS (SELECT :home UNION SELECT p.unit_id FROM unit_parent p JOIN scope
    ON p.parent_id = scope.id WHERE p.valid_from <= :day AND (p.valid_to IS NULL OR p.valid_to >= :day))"""
MEMBERS_OF = """SELECT e.unit_id, sum(e.effect) FROM member_event e JOIN member m ON m.id = e.member_id
    WHERE e.unit_id IN (SELECT id FROM scope) AND e.counted_on <= :day {more} GROUP BY e.unit_id"""
DONE = """SELECT about_unit_id, {weight} FROM activity WHERE kind = '{kind}' AND status = 'done'
    AND about_unit_id IN (SELECT id FROM scope) AND {when} {more} GROUP BY about_unit_id"""
IN_YEAR = "held_on BETWEEN '2023-01-01' AND :day"
IN_FORCE = "held_on <= :day AND (ended_on IS NULL OR ended_on >= :day)"
UNITS_OF = "SELECT id, 1 FROM unit WHERE id IN (SELECT id FROM scope) AND employer_type IN {types}"
ALL_UNITS = "SELECT id, 1 FROM unit WHERE id IN (SELECT id FROM scope)"


def done(kind: str, weight: str = "1", when: str = IN_YEAR, more: str = "") -> str:
    return DONE.format(kind=kind, weight=weight, when=when, more=more)


MEMBER = """SELECT unit_id, sum(effect) FROM member_event WHERE unit_id IN (SELECT id FROM scope)
    AND counted_on <= :day GROUP BY unit_id"""
WOMEN = MEMBERS_OF.format(more="AND m.gender = 'female'")
ENT, PUB, ALL = UNITS_OF.format(types=ENTERPRISES), UNITS_OF.format(types=STATE), ALL_UNITS
NEED = "AND json_extract(details, '$.need') = 1"
#: what each measure of the plan comes to: numerators, then denominators
BARE = (
    (done("TUYEN_TRUYEN", "max(attended)"), MEMBER, ALL),
    (done("TUYEN_TRUYEN", "max(attended)"), MEMBER),
    ("""SELECT unit_id, count(*) FROM member_event WHERE unit_id IN (SELECT id FROM scope)
        AND kind IN ('KET_NAP', 'CONG_NHAN') AND counted_on BETWEEN '2023-01-01' AND :day
        GROUP BY unit_id""",),
    (done("HN_NLD", more="AND json_extract(details, '$.quality') = 'dat'"), PUB),
    (done("HN_NLD", more="AND json_extract(details, '$.form') = 'hoi_nghi'"), ENT),
    (done("DOI_THOAI"), ENT),
    (MEMBER, MEMBER),
    (done("HOAN_CANH", "sum(json_extract(details, '$.helped'))"),
     done("HOAN_CANH", "sum(json_extract(details, '$.cases'))")),
    (done("VHVN_TDTT", "max(attended)"), MEMBER),
    (done("GIOI_THIEU_DANG", "sum(json_extract(details, '$.introduced'))"), ALL),
    (PUB,), (ENT,), (ALL,), (ALL,), (ALL,),
    (done("CONG_KHAI_TC"), ALL),
    (MEMBER,),
    (MEMBER, MEMBER),
    (done("TULDTT", when=IN_FORCE), ENT),
    (done("BAN_NU_CONG", when=IN_FORCE), WOMEN, PUB),
    (done("BAN_NU_CONG", when=IN_FORCE), WOMEN, ENT),
    (done("TU_VAN_PL", "count(*)", more=NEED + " AND json_extract(details, '$.union_rep') = 1"),
     done("TU_VAN_PL", "count(*)", more=NEED)),
    (MEMBER, ALL),
    (MEMBER, ALL),
)  # fmt: skip


def measure() -> list[tuple[str, float, float]]:
    with tempfile.TemporaryDirectory() as folder:
        office = _province(Path(folder) / "data")
        try:
            use_set(office, "nghe_an_2021")
            ratios = []
            for _ in range(3):
                bare, _ = _timed(_run_bare, office)
                ours, rows = _timed(target_progress, office, as_of=DAY)
                assert len(rows) == 53
                ratios.append(ours / bare)
        finally:
            office.close()
    return [("target progress, 3,000 units / bare SQL", sorted(ratios)[1], 2.0)]


def _run_bare(office: Office) -> int:
    totals = 0
    with office.read() as session:
        connection = session.connection().connection.driver_connection
        for statement in chain(*BARE):
            rows = connection.execute(
                f"{TREE} {statement}", {"home": office.unit.id, "day": DAY.isoformat()}
            ).fetchall()
            totals += sum(number or 0 for _, number in rows)
    return totals


def _timed(function: Any, *given: Any, **named: Any) -> tuple[float, Any]:
    begin = time.perf_counter()
    result = function(*given, **named)
    return time.perf_counter() - begin, result


def _province(folder: Path) -> Office:
    facts = NewFolder(
        UnitFacts("TINH", "T-01", "Liên đoàn Lao động tỉnh"), "Trần Thị Lan", "chair", None,
        is_encrypted=False, since=date(2015, 1, 1),
    )  # fmt: skip
    create_data_folder(folder, facts, clock=lambda: NOW)
    office = open_office(folder, today=DAY, clock=lambda: NOW)
    chance = random.Random(20230331)
    with office.change("bench") as session:
        ids = range(office.unit.id + 1, office.unit.id + 1 + UNITS)
        insert_rows(
            session, "unit",
            ("id", "uid", "code", "name", "name_fold", "name_sort", "tier", "employer_type", "status", "profile"),
            [(i, new_uid(NOW), f"C{i}", f"CĐCS {i}", f"cdcs {i}", f"{i:05}", "CDCS", TYPES[i % 6], "active",
              '{"workers_total": 12}') for i in ids],
        )  # fmt: skip
        insert_rows(
            session, "unit_parent", ("unit_id", "parent_id", "valid_from"),
            [(i, office.unit.id, "2015-01-01") for i in ids],
        )  # fmt: skip
        people = [(i, n) for i in ids for n in range(MEMBERS)]
        insert_rows(
            session, "member",
            ("id", "uid", "person_uid", "unit_id", "code", "full_name", "name_fold", "name_sort",
             "name_tone_key", "gender", "status"),
            [(k, new_uid(NOW), new_uid(NOW), i, f"{i}-{n}", "Trần Văn An", "tran van an", "A", "a",
              ("male", "female")[n % 2], "ACTIVE") for k, (i, n) in enumerate(people, 1)],
        )  # fmt: skip
        insert_rows(
            session, "member_event",
            ("uid", "unit_id", "member_id", "kind", "effect", "effective_on", "counted_on", "recorded_at",
             "recorded_by"),
            [(new_uid(NOW), i, k, "KET_NAP", 1, "2020-01-01", "2020-01-01", "", "")
             for k, (i, _) in enumerate(people, 1)],
        )  # fmt: skip
        insert_rows(
            session, "activity",
            ("uid", "unit_id", "about_unit_id", "kind", "title", "title_fold", "held_on", "place", "attended",
             "result", "details", "note", "created_at", "status"),
            [(new_uid(NOW), office.unit.id, i, kind, kind, kind, f"2023-{chance.randint(1, 12):02}-15", "",
              chance.randint(1, 10), "", details, "", "", "done")
             for i in ids for kind, details in KINDS.items() if chance.random() < 0.7],
        )  # fmt: skip
    return office
