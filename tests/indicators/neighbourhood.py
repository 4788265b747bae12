"""Builds what figures are counted from: lower units, members of theirs, activities about them."""

import json
from datetime import date

from unionapp.activities.drafts import ActivityDraft
from unionapp.activities.records import save_activity
from unionapp.database.base import new_uid
from unionapp.membership.tables import Member, MemberEvent
from unionapp.organisation.tables import Unit
from unionapp.organisation.units import UnitFacts, add_unit
from unionapp.vietnamese.names import fold, sort_key, tone_key

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
