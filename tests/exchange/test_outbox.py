"""Sealing: numbers, versions, reasons, contents."""

from datetime import date

import pypdfium2
import pytest

from tests.exchange.offices import found_upper
from unionapp.errors import Refusal, Trouble
from unionapp.exchange.inbox import list_inbox, receive_packages
from unionapp.exchange.key_store import load_decryption_keys
from unionapp.exchange.outbox import list_outbox, seal_package, sign_package
from unionapp.exchange.verification import open_package
from unionapp.finance.vouchers.drafting import save_voucher
from unionapp.finance.vouchers.drafts import LineDraft, VoucherDraft
from unionapp.finance.vouchers.posting import post_voucher, reverse_voucher
from unionapp.membership.drafts import MemberDraft
from unionapp.membership.members import add_member
from unionapp.reports.letters.sections import write_section
from unionapp.vietnamese.periods import Period

FEBRUARY, MARCH = Period.parse("2026-02"), Period.parse("2026-03")
YEAR = Period.parse("2026")
WHY = "Sửa số đoàn viên nữ tháng 3"


@pytest.fixture
def enrolled(pair):
    return pair[0]


@pytest.fixture
def upper(pair):
    return pair[1]


def test_a_period_is_sealed_to_the_upper_unit(enrolled, tmp_path):
    sealed = seal_package(enrolled, MARCH, output=tmp_path / "usb")
    package = open_package(sealed.path)
    assert package.descriptor.recipient.unit == "CT-09"
    assert (sealed.sequence, sealed.version, sealed.signatures) == (1, 1, 1)
    assert {row["code"] for row in package.rows("figures")} >= {"member_total", "dues_collected"}
    assert {report.path for report in package.descriptor.reports} == {
        "reports/member-figures.pdf",
    }
    content = package.files["reports/member-figures.pdf"].content()
    assert content.startswith(b"%PDF-")


def test_a_half_year_carries_the_letter_too(enrolled, tmp_path):
    sealed = seal_package(enrolled, Period.parse("2026-H1"), output=tmp_path / "usb")
    paths = {report.path for report in open_package(sealed.path).descriptor.reports}
    assert "reports/half-year.pdf" in paths


@pytest.mark.parametrize("profile", ["summary", "detailed"])
def test_a_year_carries_its_letter_and_the_level_above_can_read_it(
    enrolled, upper, tmp_path, profile
):
    write_section(enrolled, "year", YEAR, "assessment", "Hoàn thành xuất sắc nhiệm vụ.")
    seal_package(enrolled, YEAR, profile=profile, output=tmp_path / "usb")
    (item,) = receive_packages(upper, [tmp_path / "usb"]).items
    assert item.outcome == "received"
    package = open_package(list_inbox(upper)[0].path, keys=load_decryption_keys(upper))
    titles = {report.path: report.title for report in package.descriptor.reports}
    assert titles["reports/year.pdf"] == "Báo cáo năm 2026"
    assert "reports/half-year.pdf" not in titles
    with pypdfium2.PdfDocument(package.files["reports/year.pdf"].content()) as pdf:
        text = " ".join(page.get_textpage().get_text_range() for page in pdf)
    assert "Hoàn thành xuất sắc nhiệm vụ." in text
    assert "Đầu kỳ có" in text


def test_posted_money_travels_by_month_and_item_and_drafts_stay_at_home(enrolled, tmp_path):
    def receipt(amount, day):
        lines = (LineDraft("INC_DUES_ENT", amount, "11"),)
        draft = VoucherDraft("PT", day, "Trần Thị Bích", "Thu đoàn phí", amount, lines)
        return save_voucher(enrolled, draft)

    kept = post_voucher(enrolled, receipt(700_000, date(2026, 3, 2)).id)
    post_voucher(enrolled, receipt(300_000, date(2026, 3, 3)).id)
    reverse_voucher(enrolled, kept.id, "Ghi nhầm người nộp")
    receipt(999_000, date(2026, 3, 4))
    sealed = seal_package(enrolled, MARCH, output=tmp_path / "usb")
    rows = [dict(row) for row in open_package(sealed.path).rows("vouchers_summary")]
    assert rows == [
        {
            "month": "2026-03",
            "direction": "receipt",
            "item": "INC_DUES_ENT",
            "amount": 300_000,
            "vouchers": 3,
        }
    ]


def test_every_period_takes_the_next_number_and_names_the_package_before(enrolled, tmp_path):
    first = seal_package(enrolled, FEBRUARY, output=tmp_path)
    second = seal_package(enrolled, MARCH, output=tmp_path)
    previous = open_package(second.path).descriptor.previous
    assert (previous.sequence, previous.package_id) == (1, first.package_id)
    assert [row.sequence for row in list_outbox(enrolled)] == [2, 1]
    assert [row.period for row in list_outbox(enrolled, MARCH)] == [MARCH]


def test_a_period_sent_before_goes_out_as_the_next_version_with_a_reason(enrolled, tmp_path):
    first = seal_package(enrolled, MARCH, output=tmp_path)
    for reason in (None, "", "vì sai"):
        with pytest.raises(Refusal, match=r"package\.reason_needed"):
            seal_package(enrolled, MARCH, output=tmp_path, reason=reason)
    second = seal_package(enrolled, MARCH, output=tmp_path, reason=WHY)
    descriptor = open_package(second.path).descriptor
    assert (descriptor.kind, descriptor.version) == ("correction", 2)
    assert (descriptor.supersedes.package_id, descriptor.supersedes.reason) == (
        first.package_id,
        WHY,
    )
    assert [(row.version, row.state) for row in list_outbox(enrolled)] == [
        (2, "sealed"),
        (1, "superseded"),
    ]


def test_a_package_that_cannot_be_written_uses_no_number(enrolled, tmp_path):
    (tmp_path / "blocked").write_text("a file")
    with pytest.raises(Trouble, match=r"exchange\.unwritable"):
        seal_package(enrolled, MARCH, output=tmp_path / "blocked" / "usb")
    assert list_outbox(enrolled) == ()
    assert seal_package(enrolled, MARCH, output=tmp_path / "usb").sequence == 1


def test_a_transaction_that_is_not_kept_leaves_no_file(enrolled, tmp_path, monkeypatch):
    from unionapp.exchange import outbox

    def fail(*_args, **_options):
        raise RuntimeError

    monkeypatch.setattr(outbox, "_sealed", fail)
    with pytest.raises(RuntimeError):
        seal_package(enrolled, MARCH, output=tmp_path / "usb")
    assert list((tmp_path / "usb").iterdir()) == []
    assert list_outbox(enrolled) == ()


def test_a_period_to_come_is_not_sealed(enrolled, tmp_path):
    with pytest.raises(Refusal, match=r"package\.period_ahead"):
        seal_package(enrolled, Period.parse("2026-04"), output=tmp_path)


def test_a_unit_without_an_upper_unit_seals_nothing(upper, tmp_path):
    with pytest.raises(Refusal, match=r"package\.no_upper_unit"):
        seal_package(upper, MARCH, output=tmp_path)


def test_an_unknown_profile_is_refused(enrolled, tmp_path):
    with pytest.raises(Refusal, match=r"package\.unknown_profile"):
        seal_package(enrolled, MARCH, profile="all", output=tmp_path)


def test_officers_sign_the_packages_of_their_own_unit_only(enrolled, upper, tmp_path):
    sealed = seal_package(enrolled, MARCH, output=tmp_path)
    with pytest.raises(Refusal, match=r"package\.not_own"):
        sign_package(upper, sealed.path)


def test_packages_are_never_deleted(enrolled, tmp_path):
    from sqlalchemy import text

    seal_package(enrolled, MARCH, output=tmp_path)
    with pytest.raises(Refusal, match=r"package\.kept"), enrolled.change("test") as session:
        session.execute(text("DELETE FROM package_out"))


# --- personal data ----------------------------------------------------------------------------


@pytest.fixture
def bich(enrolled):
    draft = MemberDraft(
        "Trần Thị Bích", gender="Nữ", id_number="037190001234", joined_on="2020-01-01"
    )
    return add_member(enrolled, draft)


def test_members_leave_the_unit_only_encrypted_to_the_upper_unit(enrolled, upper, bich, tmp_path):
    sealed = seal_package(enrolled, MARCH, profile="detailed", output=tmp_path / "usb")
    assert sealed.path.suffix == ".cdpkx"
    assert "Bích".encode() not in sealed.path.read_bytes()
    with pytest.raises(Refusal, match="E_ENV_KEY"):
        open_package(sealed.path)
    for office in (upper, enrolled):
        package = open_package(sealed.path, keys=load_decryption_keys(office))
        (member,) = package.rows("members")
        assert (member["full_name"], member["id_number"]) == ("Trần Thị Bích", "037190001234")
    (item,) = receive_packages(upper, [tmp_path / "usb"]).items
    assert item.outcome == "received"
    kept = list_inbox(upper)[0].path
    assert kept.suffix == ".cdpkx"
    assert kept.read_bytes() == sealed.path.read_bytes()


def test_a_summary_names_no_member_in_its_tables(enrolled, bich, tmp_path):
    package = open_package(seal_package(enrolled, MARCH, output=tmp_path / "usb").path)
    assert set(package.descriptor.schema) == {"figures", "vouchers_summary"}


def test_an_encrypted_package_is_closed_to_another_unit(enrolled, bich, make_office, tmp_path):
    from tests.exchange.offices import ELSEWHERE

    sealed = seal_package(enrolled, MARCH, profile="detailed", output=tmp_path / "usb")
    elsewhere = found_upper(make_office, "elsewhere", ELSEWHERE)
    (item,) = receive_packages(elsewhere, [sealed.path]).items
    assert (item.outcome, item.code) == ("refused", "E_NOT_FOR_ME")


def test_a_detailed_package_needs_the_key_of_the_upper_unit(enrolled, bich, tmp_path):
    from unionapp.exchange.tables import Certificate

    with enrolled.change("test") as session:
        for row in session.query(Certificate).filter_by(holder_code="CT-09", purpose="encrypt"):
            row.state = "revoked"
    with pytest.raises(Refusal, match=r"package\.detailed_needs_key"):
        seal_package(enrolled, MARCH, profile="detailed", output=tmp_path / "usb")


def test_a_summary_that_leaves_in_the_open_names_no_member(enrolled, tmp_path):
    name = "Lò Thị Ẳng"
    add_member(
        enrolled, MemberDraft(name, gender="female", birth_date="1990"), on=date(2026, 3, 2)
    )
    sealed = seal_package(enrolled, MARCH, output=tmp_path)
    for path, file in open_package(sealed.path).files.items():
        if path.endswith(".pdf"):
            with pypdfium2.PdfDocument(file.content()) as pdf:
                text = " ".join(page.get_textpage().get_text_range() for page in pdf)
            assert "Đoàn viên cuối kỳ" in text
            assert name not in text


def test_a_folder_whose_name_has_a_dot_is_a_folder_and_persons_stay_encrypted(enrolled, tmp_path):
    folder = tmp_path / "Gửi kỳ 3.2026"
    sealed = seal_package(enrolled, MARCH, profile="detailed", output=folder)
    assert sealed.path.parent == folder
    assert sealed.path.suffix == ".cdpkx"
    assert b"package.json" not in sealed.path.read_bytes()


def test_a_file_in_the_place_of_the_folder_is_kept_and_no_number_is_taken(enrolled, tmp_path):
    taken = tmp_path / "tep.cdpkg"
    taken.write_text("của tôi", encoding="utf-8")
    with pytest.raises(Trouble, match="exchange.unwritable"):
        seal_package(enrolled, MARCH, output=taken)
    assert taken.read_text("utf-8") == "của tôi"
    assert list_outbox(enrolled) == ()
