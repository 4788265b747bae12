import re
from dataclasses import replace
from datetime import date

import pytest

from tests.indicators.neighbourhood import do
from unionapp.activities import kinds
from unionapp.activities.calendar import calendar_of
from unionapp.activities.drafts import ActivityDraft, check_draft
from unionapp.activities.kinds import find_kind, kind_of, list_kinds
from unionapp.activities.lists import list_activities, show_activity
from unionapp.activities.records import save_activity
from unionapp.errors import Invalid, Refusal, Severity
from unionapp.indicators.catalogue import list_measures
from unionapp.vietnamese.periods import Period

TYPES = {"text", "number", "money", "date", "yes_no", "choice"}
# What the five plans make a unit keep, by the words of the plans; the rest is kept elsewhere.
NEEDED = {
    "hội nghị CBCCVC, hội nghị người lao động": ("HN_CBCCVC", "HN_NLD"),
    "đối thoại tại nơi làm việc": ("DOI_THOAI",),
    "thỏa ước lao động tập thể": ("TULDTT",),
    "tuyên truyền, học tập nghị quyết": ("TUYEN_TRUYEN",),
    "học tập nâng cao trình độ, kỹ năng nghề": ("HOC_TAP_NGHE",),
    "thăm hỏi, trợ cấp, hoàn cảnh khó khăn": ("THAM_HOI", "TRO_CAP", "HOAN_CANH"),
    "Mái ấm Công đoàn, xây mới và sửa chữa": ("MAI_AM",),
    "Tết Sum vầy": ("TET_SUM_VAY",),
    "Tháng Công nhân": ("THANG_CONG_NHAN",),
    "bữa ăn ca": ("BUA_AN_CA",),
    "phúc lợi, vay vốn": ("PHUC_LOI", "VAY_VON"),
    "văn hóa, văn nghệ, thể dục thể thao": ("VHVN_TDTT",),
    "thi đua, sáng kiến, khen thưởng": ("THI_DUA", "SANG_KIEN", "KHEN_THUONG"),
    "nữ công, Ban Nữ công quần chúng": ("NU_CONG", "BAN_NU_CONG"),
    "đào tạo cán bộ": ("DAO_TAO_CAN_BO",),
    "đại hội, bầu trực tiếp chủ tịch": ("DAI_HOI", "BAU_CHU_TICH"),
    "giới thiệu đoàn viên ưu tú cho Đảng": ("GIOI_THIEU_DANG",),
    "kiểm tra Điều lệ, tài chính, cùng cấp": ("KIEM_TRA",),
    "đơn thư khiếu nại, tố cáo": ("DON_THU",),
    "tư vấn pháp luật, tranh tụng": ("TU_VAN_PL",),
    "tranh chấp, ngừng việc": ("TRANH_CHAP",),
    "an toàn, vệ sinh lao động, tai nạn": ("ATVSLD", "TAI_NAN"),
    "giám sát, phản biện xã hội": ("PHAN_BIEN",),
    "tham gia xây dựng chính sách": ("CHINH_SACH",),
    "chữ ký số": ("CHU_KY_SO",),
    "hộ nghèo, cận nghèo": ("HO_NGHEO",),
    "đánh giá doanh nghiệp": ("DANH_GIA_DN",),
    "thành lập, giải thể công đoàn cơ sở": ("THANH_LAP_CDCS", "GIAI_THE_CDCS"),
    "doanh nghiệp chưa có công đoàn": ("VAN_DONG_DN",),
    "công khai tài chính": ("CONG_KHAI_TC",),
    "sơ kết, hội thi chủ tịch giỏi": ("SO_KET", "HOI_THI_CHU_TICH"),
}


@pytest.mark.parametrize("record", NEEDED)
def test_every_record_type_of_the_plans_has_a_kind(record):
    assert {kind.code for kind in list_kinds()} >= set(NEEDED[record])


def test_every_kind_a_measure_counts_exists():
    # kinds stand in a measure as a list, or as lists by a choice
    codes = {kind.code for kind in list_kinds()}
    counted = {
        word
        for measure in list_measures()
        for part in (*measure.numerator, *measure.denominator)
        if re.search("activities|attendees", repr(part.source)) and "kinds" in part.facts
        for word in re.findall(r"[A-Z]+(?:_[A-Z]+)+", repr(part.facts["kinds"]))
    }
    assert counted
    assert counted <= codes


def test_kinds_are_told_apart_by_code_and_name():
    kinds = list_kinds()
    assert len({kind.code for kind in kinds}) == len({kind.name for kind in kinds}) == len(kinds)


@pytest.mark.parametrize("kind", list_kinds(), ids=lambda kind: kind.code)
def test_every_kind_is_well_described(kind):
    assert kind.legal_basis
    assert kind.confidence in {"certain", "probable", "unsure"}
    assert len({field.name for field in kind.fields}) == len(kind.fields)
    for field in kind.fields:
        assert field.type in TYPES
        assert bool(field.choices) == (field.type == "choice")


def test_an_agreement_that_is_not_graded_needs_the_reason(office):
    day, end = date(2026, 1, 5), date(2028, 1, 4)
    with pytest.raises(Invalid) as invalid:
        do(office, "TULDTT", day, ended_on=end, grade="khong_xep")
    assert [it.field for it in invalid.value.problems] == ["no_grade_reason"]
    assert do(office, "TULDTT", day, ended_on=end, grade="B").details["grade"] == "B"
    row = do(office, "TULDTT", day, ended_on=end, grade="khong_xep", no_grade_reason="Mới ký")
    assert row.details["no_grade_reason"] == "Mới ký"


def test_an_agreement_without_an_end_is_stored_with_a_warning(office):
    draft = ActivityDraft("TULDTT", "Thỏa ước", date(2026, 1, 5))
    found = check_draft(draft, find_kind("TULDTT"), office.today)
    assert [(it.code, it.severity) for it in found] == [("activity.end_open", Severity.WARNING)]
    assert save_activity(office, draft).ended_on is None


def test_a_kind_is_found_by_its_name_without_marks():
    assert find_kind("hoi nghi nguoi lao dong").code == "HN_NLD"


def test_an_unknown_kind_is_refused_with_the_known_ones():
    with pytest.raises(Refusal) as refused:
        find_kind("HOP_CHO")
    assert refused.value.code == "activity.unknown_kind"
    assert "HN_NLD" in str(refused.value.details["kinds"])


def test_records_of_a_kind_that_left_the_catalogue_are_still_listed(office, monkeypatch):
    own = replace(find_kind("HN_NLD"), code="CHO_TET", name="Phiên chợ Tết", fields=())
    with monkeypatch.context() as added:
        added.setattr(kinds, "list_kinds", lambda: (*list_kinds(), own))
        row = save_activity(office, ActivityDraft("CHO_TET", "Chợ Tết 2026", date(2026, 2, 1)))
        assert row.kind_name == "Phiên chợ Tết"
    [listed] = list_activities(office)
    assert (listed.title, listed.kind_name) == (
        "Chợ Tết 2026", "CHO_TET (không còn trong danh mục)",
    )  # fmt: skip
    assert show_activity(office, row.id).held_on == date(2026, 2, 1)
    assert [it.title for it in calendar_of(office, Period.parse("2026-02"))] == ["Chợ Tết 2026"]
    assert kind_of("HN_NLD") == find_kind("HN_NLD")
    with pytest.raises(Refusal) as refused:
        save_activity(office, ActivityDraft("CHO_TET", "Sửa", date(2026, 2, 1)), row.id)
    assert refused.value.code == "activity.unknown_kind"


def test_a_name_of_two_hundred_letters_is_kept_whole_and_found(office):
    title = "Hội nghị người lao động " + "ử" * 176
    row = do(office, "THAM_HOI", date(2026, 2, 1), title=title)
    assert row.title == title
    assert [it.id for it in list_activities(office, search="ử" * 60)] == [row.id]
