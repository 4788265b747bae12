"""Personal data: masks, logged looks, requests with their days, consents, everything kept."""

from datetime import date

import pytest
from sqlalchemy import select

from unionapp.database.tables import JournalEntry
from unionapp.errors import Refusal
from unionapp.membership.cadres import CadreDraft, appoint
from unionapp.membership.data_rights import (
    add_workdays,
    close_request,
    extend_request,
    gather_my_data,
    give_consent,
    list_consents,
    list_requests,
    receive_request,
    withdraw_consent,
)
from unionapp.membership.drafts import DRAFT_FIELDS, MemberDraft
from unionapp.membership.hardships import add_hardship
from unionapp.membership.members import add_member, show_member
from unionapp.membership.privacy import (
    HIDDEN,
    field_purposes,
    list_looks,
    mask_draft,
    note_export,
    reveal_field,
)
from unionapp.membership.trainings import TrainingDraft, add_training
from unionapp.reports.making import make_report
from unionapp.reports.records import print_record
from unionapp.sentences import sentence_for
from unionapp.vietnamese.periods import Period

BICH = MemberDraft(
    "Trần Thị Bích",
    gender="female",
    birth_date="1985-03-05",
    id_number="037185000001",
    ethnicity="Tày",
    religion="Phật giáo",
    party_date="2015-02-03",
    phone="0912345678",
)


@pytest.fixture
def bich(office):
    return add_member(office, BICH, salary=6_000_000)


def test_every_field_of_the_record_has_a_purpose_and_a_ground():
    assert tuple(field_purposes()) == DRAFT_FIELDS
    assert all(field.purpose and field.basis for field in field_purposes().values())


def test_sensitive_fields_are_masked_and_the_rest_is_not(office, bich):
    masked = mask_draft(show_member(office, bich.id).draft)
    assert masked.id_number == "037******001"
    assert (masked.ethnicity, masked.religion, masked.party_date) == (HIDDEN, HIDDEN, HIDDEN)
    assert (masked.is_party, masked.is_ethnic_minority) == (None, None)
    assert (masked.full_name, masked.phone) == ("Trần Thị Bích", "0912345678")


def test_a_look_behind_the_mask_is_kept_without_what_was_seen(office, bich):
    assert reveal_field(office, bich.id, "id_number") == "037185000001"
    assert reveal_field(office, bich.id, "ethnicity") == "Tày"
    looks = list_looks(office, member_id=bich.id)
    assert [(look.kind, look.what, look.officer) for look in looks] == [
        ("reveal", "ethnicity", "Nguyễn Thị Hòa"),
        ("reveal", "id_number", "Nguyễn Thị Hòa"),
    ]
    with office.read() as session:
        kept = session.scalars(select(JournalEntry.new).filter_by(use_case="member.reveal")).all()
    assert all("037185000001" not in text and "Tày" not in text for text in kept)


def test_a_field_that_is_none_is_refused(office, bich):
    with pytest.raises(Refusal, match=r"privacy\.unknown_field"):
        reveal_field(office, bich.id, "uid")
    with pytest.raises(Refusal, match=r"membership\.unknown"):
        reveal_field(office, 99, "phone")


def test_a_list_that_leaves_is_noted_with_its_purpose(office, bich):
    note_export(office, "Danh sách đoàn viên", 1, "gửi bảo hiểm")
    (export,) = list_looks(office)
    assert (export.kind, export.what, export.count, export.purpose) == (
        "export",
        "Danh sách đoàn viên",
        1,
        "gửi bảo hiểm",
    )
    assert list_looks(office, member_id=bich.id) == ()
    with pytest.raises(Refusal, match=r"privacy\.purpose_needed"):
        note_export(office, "Danh sách đoàn viên", 1, " ")


@pytest.mark.parametrize(
    ("kind", "due"),
    [("view", date(2026, 3, 14)), ("withdraw", date(2026, 3, 19)), ("delete", date(2026, 3, 24))],
)
def test_a_request_knows_the_days_of_its_answer(office, bich, kind, due):
    row = receive_request(office, bich.id, kind, date(2026, 3, 4))
    assert (row.acknowledge_by, row.due_on) == (date(2026, 3, 6), due)
    assert not row.is_overdue(due)
    assert row.is_overdue(date(2026, 4, 1))


def test_working_days_jump_over_the_weekend():
    assert add_workdays(date(2026, 3, 6), 2) == date(2026, 3, 10)


def test_a_request_is_extended_once_and_answered_once(office, bich):
    row = receive_request(office, bich.id, "copy", date(2026, 3, 4))
    assert extend_request(office, row.id).due_on == date(2026, 3, 24)
    with pytest.raises(Refusal, match=r"request\.extended"):
        extend_request(office, row.id)
    with pytest.raises(Refusal, match=r"request\.outcome_needed"):
        close_request(office, row.id, "")
    assert close_request(office, row.id, "Đã giao bản sao").closed_on == office.today
    for act in (
        lambda: close_request(office, row.id, "lần hai"),
        lambda: extend_request(office, row.id),
    ):
        with pytest.raises(Refusal, match=r"request\.closed"):
            act()
    assert list_requests(office, open_only=True) == ()
    assert len(list_requests(office)) == 1


@pytest.mark.parametrize(
    ("kind", "on", "code"),
    [("sell", date(2026, 3, 4), "request.kind"), ("view", date(2026, 3, 6), "request.in_future")],
)
def test_a_request_that_is_none_is_refused(office, bich, kind, on, code):
    with pytest.raises(Refusal) as refused:
        receive_request(office, bich.id, kind, on)
    assert refused.value.code == code
    assert sentence_for(refused.value)


def test_consent_is_given_for_a_purpose_and_can_be_taken_back(office, bich):
    row = give_consent(office, bich.id, "ANH", date(2026, 1, 5), "Đơn gia nhập mẫu 5a")
    assert row.purpose_name == "Ảnh và hình giấy tờ"
    with pytest.raises(Refusal, match=r"consent\.dates"):
        withdraw_consent(office, row.id, date(2026, 1, 4))
    assert withdraw_consent(office, row.id, date(2026, 3, 1)).withdrawn_on == date(2026, 3, 1)
    with pytest.raises(Refusal, match=r"consent\.withdrawn"):
        withdraw_consent(office, row.id, date(2026, 3, 2))
    with pytest.raises(Refusal, match=r"consent\.purpose"):
        give_consent(office, bich.id, "bán", date(2026, 1, 5), "miệng")
    with pytest.raises(Refusal, match=r"consent\.form_needed"):
        give_consent(office, bich.id, "ANH", date(2026, 1, 5), " ")
    assert len(list_consents(office, bich.id)) == 1


def test_a_person_sees_everything_kept_with_its_reason(office, bich):
    reveal_field(office, bich.id, "phone")
    data = gather_my_data(office, bich.id)
    facts = {fact.label: fact.value for fact in data.facts}
    assert facts["Số căn cước"] == "037185000001"
    assert facts["Ngày sinh"] == "05/03/1985"
    assert (facts["Giới tính"], facts["Dân tộc"], facts["Đảng viên"]) == ("Nữ", "Tày", "Có")
    assert [event.kind for event in data.events] == ["KET_NAP"]
    assert data.salaries[0].amount == 6_000_000
    assert data.looks[0].what == "phone"


def test_own_papers_posts_courses_needs_and_photo_stand_among_my_data(office, tmp_path):
    row = add_member(office, MemberDraft("Lò Thị Ẳng", gender="female"), on=date(2020, 1, 5))
    appoint(office, CadreDraft(row.id, "CHU_TICH", date(2023, 3, 1)))
    course = TrainingDraft("Nghiệp vụ", "NGHIEP_VU", date(2025, 5, 5), date(2025, 5, 6), 2)
    add_training(office, (row.id,), course)
    add_hardship(office, row.id, "BENH_NANG", date(2025, 6, 1), description="mổ tim")
    print_record(office, "application", row.id, file_format="pdf", output=tmp_path / "don.pdf")
    data = gather_my_data(office, row.id)
    assert [it.post_name for it in data.posts] == ["Chủ tịch"]
    assert [it.course for it in data.trainings] == ["Nghiệp vụ"]
    assert [it.description for it in data.hardships] == ["mổ tim"]
    assert data.photo_size == 0
    assert [(it.kind, it.what) for it in data.looks] == [
        ("export", "Đơn gia nhập công đoàn (mẫu 5a)")
    ]


def test_taking_out_a_report_that_names_people_is_noted_and_figures_are_not(office, tmp_path):
    for name in ("Lê Một", "Lê Hai"):
        add_member(office, MemberDraft(name, gender="male"))
    month = Period.parse("2026-03")
    for report in ("member-list", "member-figures"):
        make_report(office, report, month, file_format="xlsx", output=tmp_path / f"{report}.xlsx")
    [noted] = list_looks(office)
    assert (noted.what, noted.count) == ("Danh sách đoàn viên", 2)
    assert noted.purpose == "Lập báo cáo tháng 3 năm 2026"
