"""Builds what figures are counted from: lower units, members of theirs, activities about them."""

import json
from datetime import date

from unionapp.activities.drafts import ActivityDraft
from unionapp.activities.records import save_activity
from unionapp.database.base import new_uid
from unionapp.finance.vouchers.drafting import save_voucher
from unionapp.finance.vouchers.drafts import LineDraft, VoucherDraft
from unionapp.finance.vouchers.posting import post_voucher
from unionapp.indicators.tables import Rating
from unionapp.indicators.typed_figures import type_figure
from unionapp.membership.tables import Member, MemberEvent
from unionapp.organisation.tables import Unit
from unionapp.organisation.units import UnitFacts, add_unit, found_unit
from unionapp.vietnamese.names import fold, sort_key, tone_key
from unionapp.vietnamese.periods import Period

DEFAULTS = {
    "HN_CBCCVC": {"quality": "dat"},
    "HN_NLD": {"form": "hoi_nghi", "quality": "dat"},
    "DOI_THOAI": {"form": "dinh_ky"},
    "TU_VAN_PL": {"need": True, "union_rep": True},
    "CHINH_SACH": {"draft": "Đề án đào tạo lại"},
    "PHAN_BIEN": {"form": "phan_bien", "role": "chu_tri"},
    "HOAN_CANH": {"cases": 1, "helped": 1},
    "MAI_AM": {"programme": "mai_am", "form": "xay_moi", "houses": 1},
    "TUYEN_TRUYEN": {"form": "truc_tiep"},
    "VHVN_TDTT": {"form": "the_thao"},
    "THANH_LAP_CDCS": {"decision": "12/QĐ-LĐLĐ", "sector": "non_state"},
    "DAI_HOI": {"chair_method": "truc_tiep"},
    "BAU_CHU_TICH": {"is_new": True},
    "DAO_TAO_CAN_BO": {"audience": "chu_tich", "topic": "nghiep_vu"},
    "SO_KET": {"plan": "Kế hoạch 12"},
    "GIOI_THIEU_DANG": {"introduced": 1},
    "CHU_KY_SO": {"persons": 1},
    "KIEM_TRA": {"subject": "tai_chinh_cap_duoi"},
    "DON_THU": {"form": "khieu_nai", "competence": True, "resolved": True},
    "CONG_KHAI_TC": {"form": "niem_yet"},
    "THAM_HOI": {"cause": "om_dau"},
}


def found_below(office, code, employer_type=None, tier="CDCS"):
    """A unit directly below the office's own."""
    facts = UnitFacts(tier, code, f"Đơn vị {code}", employer_type)
    return add_unit(office, facts, since=date(2015, 1, 1)).id


def do(office, kind, on, about=None, **details):
    """An activity of the office's own unit, about itself or a lower unit."""
    numbers = {
        name: details.pop(name)
        for name in ("attended", "invited", "ended_on", "amount", "status", "title")
        if name in details
    }
    draft = ActivityDraft(
        kind,
        numbers.pop("title", f"{kind} {on}"),
        on,
        details={**DEFAULTS.get(kind, {}), **details},
        about_unit_id=about,
        **numbers,
    )
    return save_activity(office, draft)


def admit(office, unit_id, count, *, female=0, on=date(2020, 1, 1), kind="KET_NAP"):
    """So many members of a unit, the first of them women."""
    with office.change("test.admit") as session:
        for number in range(count):
            name = f"Nguyễn Văn {number:04}"
            member = Member(
                uid=new_uid(office.clock()),
                person_uid=new_uid(office.clock()),
                unit_id=unit_id,
                code=f"{kind}-{on}-{number}",
                full_name=name,
                name_fold=fold(name),
                name_sort=sort_key(name),
                name_tone_key=tone_key(name),
                gender="female" if number < female else "male",
                status="ACTIVE",
            )
            session.add(member)
            session.flush()
            session.add(_event(office, member, kind, 1, on))


def release(office, unit_id, count, on, kind="THOI_VIEC"):
    """So many members of a unit leave."""
    with office.change("test.release") as session:
        members = session.query(Member).filter_by(unit_id=unit_id).order_by(Member.id.desc())
        for member in members.limit(count).all():
            session.add(_event(office, member, kind, -1, on))


def employ(office, unit_id, workers):
    """A unit's workforce as its profile tells it."""
    with office.change("test.employ") as session:
        unit = session.get_one(Unit, unit_id)
        unit.profile = json.dumps({"workers_total": workers})


def _event(office, member, kind, effect, on):
    return MemberEvent(
        uid=new_uid(office.clock()),
        unit_id=member.unit_id,
        member_id=member.id,
        kind=kind,
        effect=effect,
        effective_on=on,
        counted_on=on,
        recorded_at=office.moment(),
        recorded_by=office.officer.name,
    )


def found_under(office, parent_id, code, employer_type=None, tier="CDCS"):
    """A unit below any unit."""
    with office.change("test.found") as session:
        facts = UnitFacts(tier, code, f"Đơn vị {code}", employer_type)
        parent = session.get_one(Unit, parent_id)
        return found_unit(session, facts, office.clock(), parent=parent, since=date(2015, 1, 1)).id


def grade(office, about, year, mark, status="decided"):
    """The yearly grade of a unit."""
    with office.change("test.grade") as session:
        session.add(
            Rating(
                uid=new_uid(office.clock()),
                unit_id=office.unit.id,
                about_unit_id=about,
                year=year,
                criteria="",
                grade=mark,
                status=status,
            )
        )


def book(office, kind, amount, on, item, source=""):
    """A posted voucher of one line."""
    row = save_voucher(
        office,
        VoucherDraft(
            kind, on, "Trần Văn Bình", "Thu chi", amount, (LineDraft(item, amount, source),)
        ),
    )
    post_voucher(office, row.id)


def settle(office, year, parents=(None, None)):
    """Nine grassroots unions with a known year behind them, five below the first parent."""
    first, second = (parent or office.unit.id for parent in parents)
    unit = {
        "S1": found_under(office, first, "S1", "SN_CONG"),
        "S2": found_under(office, first, "S2", "CO_QUAN"),
        "E1": found_under(office, first, "E1", "DNNN"),
        "E2": found_under(office, first, "E2", "DNNN"),
        "P1": found_under(office, first, "P1", "DN_NGOAI"),
        "P2": found_under(office, second, "P2", "DN_NGOAI"),
        "P3": found_under(office, second, "P3", "FDI"),
        "P4": found_under(office, second, "P4", "HTX"),
        "N1": found_under(office, second, "N1", "NGHIEP_DOAN", "NGHIEP_DOAN"),
    }
    _people(office, unit, year)
    _democracy(office, unit, year)
    _care(office, unit, year)
    _organisation(office, unit, year)
    _control(office, unit, year)
    _money(office, year)
    return unit


def _people(office, unit, year):
    old = date(2018, 1, 1)
    heads = {
        "S1": (30, 12),
        "S2": (20, 5),
        "E1": (110, 40),
        "E2": (50, 9),
        "P1": (150, 120),
        "P2": (40, 10),
        "P3": (60, 8),
        "N1": (10, 0),
    }
    for code, (count, female) in heads.items():
        admit(office, unit[code], count, female=female, on=old)
    admit(office, unit["P1"], 50, female=30, on=date(year, 3, 1))
    release(office, unit["E1"], 10, date(year, 9, 1))
    workers = {"S1": 30, "S2": 20, "E1": 120, "E2": 50, "P1": 250, "P2": 50, "P3": 80, "P4": 20}
    for code, count in workers.items():
        employ(office, unit[code], count)


def _democracy(office, unit, year):
    day = date(year, 4, 10)
    for code in ("E1", "P1", "P2"):
        do(office, "DOI_THOAI", day, unit[code])
    do(office, "HN_CBCCVC", day, unit["S1"])
    do(office, "HN_CBCCVC", day, unit["S2"], quality="chua_dat")
    do(office, "HN_NLD", day, unit["E1"])
    do(office, "HN_NLD", day, unit["E2"], form="khac", quality="chua_dat")
    do(office, "HN_NLD", day, unit["P1"])
    do(office, "HN_NLD", day, unit["P3"], form="khac")
    do(
        office,
        "TULDTT",
        date(year - 1, 1, 1),
        unit["P1"],
        ended_on=date(year + 1, 12, 31),
        grade="A",
    )
    do(office, "TULDTT", date(year - 1, 1, 1), unit["P2"], ended_on=date(year, 6, 30), grade="A")
    do(office, "TULDTT", date(year, 1, 1), unit["E1"], ended_on=date(year + 2, 12, 31), grade="C")
    do(office, "TULDTT", date(year, 1, 1), unit["E2"])
    for has_rep in (True, True, True, False):
        do(office, "TU_VAN_PL", day, unit["P1"], union_rep=has_rep)
    do(office, "TU_VAN_PL", day, unit["P1"], need=False, union_rep=False)
    do(office, "CHINH_SACH", day)
    do(office, "CHINH_SACH", day, unit["P1"])
    do(office, "PHAN_BIEN", day)
    do(office, "PHAN_BIEN", day, role="phoi_hop")


def _care(office, unit, year):
    day = date(year, 5, 12)
    for code, attended in (("S1", 25), ("S1", 28), ("P1", 150), ("E1", 130)):
        do(office, "TUYEN_TRUYEN", day, unit[code], attended=attended)
    for code, attended in (("P1", 60), ("P1", 30), ("P2", 30), ("S1", 10)):
        do(office, "HOC_TAP_NGHE", day, unit[code], attended=attended)
    for code, using in (("P1", 50), ("S1", 30)):
        do(office, "PHUC_LOI", day, unit[code], partner="Siêu thị", members_using=using)
    do(office, "HOAN_CANH", day, unit["P1"], cases=5, helped=5)
    do(office, "HOAN_CANH", day, unit["E1"], cases=3, helped=2)
    for code, attended in (("E1", 80), ("E1", 70), ("P2", 40)):
        do(office, "VHVN_TDTT", day, unit[code], attended=attended)
    do(office, "MAI_AM", day, unit["P1"], houses=2)
    do(office, "MAI_AM", day, unit["E1"], programme="tinh_thuong")
    do(office, "MAI_AM", day, unit["E1"], form="sua_chua", houses=3)
    do(office, "HO_NGHEO", day, unit["P1"], start_count=50, end_count=46, households=400)
    do(office, "CHU_KY_SO", day, unit["P1"], persons=120)


def _organisation(office, unit, year):
    day = date(year, 6, 15)
    for sector in ("non_state", "non_state", "state"):
        do(office, "THANH_LAP_CDCS", day, sector=sector)
    do(office, "GIOI_THIEU_DANG", day, unit["S1"], introduced=3)
    do(office, "GIOI_THIEU_DANG", day, unit["P1"], introduced=4)
    for code, since in (("S1", year - 3), ("P1", year - 1), ("P3", year)):
        do(office, "BAN_NU_CONG", date(since, 1, 8), unit[code])
    do(office, "DAO_TAO_CAN_BO", date(year - 2, 8, 1), unit["P1"])
    do(office, "DAO_TAO_CAN_BO", date(year, 5, 20), unit["P2"], topic="tuyen_truyen")
    do(office, "TUYEN_TRUYEN", day, unit["P3"], audience="chu_tich", attended=1)
    do(office, "BAU_CHU_TICH", date(year, 2, 1), unit["P1"])
    do(office, "BAU_CHU_TICH", date(year, 1, 5), unit["P2"])
    do(office, "BAU_CHU_TICH", date(year, 1, 5), unit["E1"], is_new=False)
    do(office, "DAI_HOI", date(year - 1, 10, 1), unit["P1"])
    do(office, "DAI_HOI", date(year - 1, 10, 1), unit["P2"], chair_method="bch_bau")
    do(office, "HOI_THI_CHU_TICH", date(year - 3, 7, 1))
    do(office, "SO_KET", date(year - 2, 11, 1))
    do(office, "SO_KET", date(year - 1, 6, 1))


def _control(office, unit, year):
    day = date(year, 10, 3)
    for code in ("P1", "P2"):
        do(office, "KIEM_TRA", day, unit[code])
    do(office, "KIEM_TRA", day, unit["S1"], subject="dieu_le")
    for resolved in (True, False):
        do(office, "DON_THU", day, resolved=resolved)
    do(office, "DON_THU", day, form="kien_nghi")
    for about in (None, unit["P1"], unit["S1"]):
        do(office, "CONG_KHAI_TC", day, about)
    marks = {"S1": "tot", "S2": "hoan_thanh", "E1": "xuat_sac", "P1": "tot", "P2": "khong"}
    for code, mark in marks.items():
        grade(office, unit[code], year, mark)
    grade(office, unit["E2"], year, "tot", status="appraised")


def _money(office, year):
    book(office, "PT", 40_000_000, date(year, 2, 1), "INC_DUES_ENT")
    book(office, "PT", 10_000_000, date(year, 2, 2), "INC_KPCD_ENT")
    book(office, "PT", 30_000_000, date(year, 2, 3), "INC_MISC")
    book(office, "PC", 2_500_000, date(year, 3, 1), "PAY_UP", "12")
    period = Period.parse(str(year))
    type_figure(office, "payroll_bhxh", period, 3_000_000_000)
    type_figure(office, "budget_collect", period, 100_000_000)
