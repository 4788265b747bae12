"""Random events over years, locks and late entries included: the figures always agree with the people."""

from datetime import date, timedelta
from itertools import count

from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from unionapp.errors import Refusal
from unionapp.membership.drafts import MemberDraft
from unionapp.membership.events import EventDraft, record_event
from unionapp.membership.life_cycle import COUNTED, EventKind, Figure
from unionapp.membership.lists import count_members, list_changes, member_ids, movement_of
from unionapp.membership.members import add_member, show_member
from unionapp.organisation.locks import list_locks, lock_month
from unionapp.vietnamese.months import last_day, month_of, next_month
from unionapp.vietnamese.periods import Period

# Written down apart from the program on purpose: from which states, to which state.
IN = {"ACTIVE", "SUSPENDED"}
FORMER = {"TRANSFERRED_OUT", "LEFT", "REMOVED", "EXPELLED", "RETIRED", "TERMINATED"}
RULES = {
    "KET_NAP": ({"APPLICANT"}, "ACTIVE"),
    "CONG_NHAN": ({"APPLICANT"}, "ACTIVE"),
    "KET_NAP_LAI": ({"APPLICANT", *FORMER}, "ACTIVE"),
    "CHUYEN_DEN": ({"APPLICANT", *FORMER}, "ACTIVE"),
    "TIEP_NHAN_SAP_NHAP": ({"APPLICANT", *FORMER}, "ACTIVE"),
    "CHUYEN_DI": (IN, "TRANSFERRED_OUT"),
    "THOI_VIEC": (IN, "TERMINATED"),
    "NGHI_HUU": (IN, "RETIRED"),
    "RA_KHOI": (IN, "LEFT"),
    "XOA_TEN": (IN, "REMOVED"),
    "KHAI_TRU": (IN, "EXPELLED"),
    "TU_TRAN": (IN, "DECEASED"),
    "GIAI_THE": (IN, "TERMINATED"),
    "TAM_DUNG": ({"ACTIVE"}, "SUSPENDED"),
    "TRO_LAI": ({"SUSPENDED"}, "ACTIVE"),
    "CHUYEN_TO": (IN, None),
}


def next_state(state, kind):
    """Where the state machine goes; it must not go elsewhere."""
    if kind == "DIEU_CHINH":
        return "REMOVED" if state in IN else "ACTIVE"
    allowed, following = RULES[kind]
    assert state in allowed, f"{kind} in {state}"
    return following or state


START = date(2024, 1, 1)
FOLDERS = count()
MOST_PEOPLE = 4  # few, so that much happens to each
STEP = st.tuples(
    st.sampled_from(["join", "event", "event", "event", "late", "lock"]),
    st.integers(0, 30),
    st.integers(0, 99),
    st.sampled_from(EventKind),
)


def months_to(day):
    month = month_of(START)
    while month <= month_of(day):
        yield month
        month = next_month(month)


def try_event(office, member, kind, on):
    """Record an event; whether it was possible must agree with the offer and with the rules."""
    detail = show_member(office, member)
    offered = detail.can_happen
    reason = {"TAM_DUNG": "ốm đau", "DIEU_CHINH": "ghi nhầm tháng trước"}.get(kind)
    code = None
    try:
        paper = {"decision_no": "01/BB-BCH", "decision_on": on} if kind == "DIEU_CHINH" else {}
        record_event(office, member, EventDraft(kind, on, reason=reason, **paper))
    except Refusal as refused:
        code = refused.code
    assert code in {
        None,
        "membership.event_not_allowed",
        "membership.event_contradicted",
        "membership.unknown_group",
    }
    assert code is not None or kind in offered or on < office.today
    if on == office.today and code != "membership.unknown_group":
        allowed = kind == "DIEU_CHINH" or detail.status in RULES[kind][0]
        assert (code is None) == allowed, f"{kind} in {detail.status}"


def try_lock(office):
    locks = list_locks(office)
    month = next_month(locks[-1].month) if locks else month_of(START)
    if month < month_of(office.today):
        lock_month(office, month)


@settings(
    max_examples=12, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture]
)
@given(steps=st.lists(STEP, min_size=40, max_size=70))
def test_the_identity_holds_at_every_month_end_whatever_happens(make_office, steps):
    office = make_office(f"years{next(FOLDERS)}", today=START)
    closed: dict[str, Figure] = {}
    for action, days, choice, kind in steps:
        office = office.on(office.today + timedelta(days=days))
        members = member_ids(office, status="all").tolist()
        if not members or (action == "join" and len(members) < MOST_PEOPLE):
            gender = "female" if choice % 2 else "male"
            add_member(
                office, MemberDraft(f"Người {len(members)}", gender=gender), on=office.today
            )
        elif action == "lock":
            try_lock(office)
        else:
            late = timedelta(days=choice) if action == "late" else timedelta()
            try_event(
                office, members[choice % len(members)], kind, max(START, office.today - late)
            )
        for lock in list_locks(office):
            counts = count_members(office, last_day(lock.month))
            figure = Figure(counts.total, counts.female)
            assert closed.setdefault(lock.month, figure) == figure, "a locked month changed"
    check_months(office)
    check_people(office)


def check_months(office):
    before = Figure()
    for month in months_to(office.today):
        figures = movement_of(office, Period.parse(month))
        assert figures.opening == before
        assert figures.closing == before + figures.increase - figures.decrease + figures.adjustment
        changes = list_changes(office, Period.parse(month))
        assert figures.net.total == sum(change.effect for change in changes)
        before = figures.closing


def check_story(detail):
    state = "APPLICANT"
    for event in sorted(detail.events, key=lambda event: (event.effective_on, event.id)):
        following = next_state(state, event.kind)
        assert event.effect == (following in IN) - (state in IN), event.kind
        state = following
    assert detail.status == state


def check_people(office):
    standing = [show_member(office, member) for member in member_ids(office, status="all")]
    members = [detail for detail in standing if detail.status in COUNTED]
    women = [detail for detail in members if detail.draft.gender == "female"]
    counts = count_members(office, office.today + timedelta(days=40))
    assert (counts.total, counts.female) == (len(members), len(women))
    for detail in standing:
        check_story(detail)
        running = 0
        for event in sorted(
            detail.events, key=lambda event: (event.counted_on, event.effective_on, event.id)
        ):
            running += event.effect
            assert running in {0, 1}
        assert running == (detail.status in COUNTED)
