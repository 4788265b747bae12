"""Files on vouchers: the bytes as they came, once, and for good once posted."""

import hashlib
from datetime import date

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from sqlalchemy import text

from unionapp.errors import Refusal, Trouble
from unionapp.finance.vouchers.accounts import open_accounts, set_opening
from unionapp.finance.vouchers.attachments import (
    MOST_BYTES,
    attach_file,
    list_attachments,
    read_attachment,
    remove_attachment,
)
from unionapp.finance.vouchers.drafting import delete_draft
from unionapp.finance.vouchers.posting import post_voucher
from unionapp.finance.vouchers.register import show_voucher
from unionapp.organisation.locks import lock_month
from unionapp.organisation.office import Office

DAY = date(2026, 3, 5)
PHOTO = b"\xff\xd8\xff\xe0 a photo \x00\x01"


@pytest.fixture
def voucher(office: Office, save) -> int:
    set_opening(office, open_accounts(office)[0].id, 10_000_000, date(2026, 1, 1))
    return save("PC", 100, DAY, attachments=0).id


def code_of(action, *args) -> str:
    with pytest.raises(Refusal) as refused:
        action(*args)
    return refused.value.code


def count(office: Office, table: str) -> int:
    with office.read() as session:
        return session.execute(text(f"SELECT count(*) FROM {table}")).scalar_one()


def test_a_file_comes_back_byte_for_byte_under_its_name(office, voucher) -> None:
    row = attach_file(office, voucher, r"C:\Ảnh\hóa đơn 1.jpg", PHOTO)
    assert (row.name, row.size) == ("hóa đơn 1.jpg", len(PHOTO))
    assert row.sha256 == hashlib.sha256(PHOTO).hexdigest()
    assert list_attachments(office, voucher) == (row,)
    assert read_attachment(office, row.id) == PHOTO
    assert show_voucher(office, voucher).draft.attachments == 1


def test_the_same_bytes_are_kept_once_and_until_nothing_shows_them(office, voucher, save) -> None:
    other = save("PC", 200, DAY).id
    first = attach_file(office, voucher, "a.pdf", PHOTO)
    attach_file(office, other, "b.pdf", PHOTO)
    assert count(office, "attached_file") == 1
    assert code_of(attach_file, office, voucher, "c.pdf", PHOTO) == "attachment.already"
    remove_attachment(office, first.id)
    assert (list_attachments(office, voucher), count(office, "attached_file")) == ((), 1)
    delete_draft(office, other)
    assert count(office, "attached_file") == count(office, "attachment") == 0


@pytest.mark.parametrize(
    ("name", "content", "code"),
    [
        ("a.pdf", b"", "attachment.empty"),
        ("  ", PHOTO, "attachment.name_needed"),
        ("a.pdf", bytes(MOST_BYTES + 1), "attachment.too_large"),
    ],
)
def test_what_cannot_be_attached_is_named(office, voucher, name, content, code) -> None:
    assert code_of(attach_file, office, voucher, name, content) == code


def test_ten_megabytes_fit(office, voucher) -> None:
    assert attach_file(office, voucher, "a.pdf", bytes(MOST_BYTES)).size == 10_485_760


def test_a_posted_voucher_keeps_its_files_whatever_door_is_used(office, voucher) -> None:
    row = attach_file(office, voucher, "a.pdf", PHOTO)
    post_voucher(office, voucher)
    assert code_of(remove_attachment, office, row.id) == "voucher.posted"
    for statement in (
        "DELETE FROM attachment",
        "UPDATE attachment SET name = 'x'",
        "UPDATE attached_file SET content = x'00'",
    ):
        with pytest.raises(Refusal), office.change("by.hand") as session:
            session.execute(text(statement))
    assert read_attachment(office, row.id) == PHOTO


def test_the_signed_paper_is_scanned_after_posting_while_the_month_is_open(
    office, voucher
) -> None:
    post_voucher(office, voucher)
    printed = show_voucher(office, voucher).draft.attachments
    row = attach_file(office, voucher, "phiếu đã ký.pdf", PHOTO)
    assert list_attachments(office, voucher) == (row,)
    assert show_voucher(office, voucher).draft.attachments == printed
    with office.read() as session:
        actions = session.execute(text("SELECT new FROM journal WHERE new LIKE '%đã ký%'"))
        assert actions.scalars().all()
    lock_month(office, f"{DAY:%Y-%m}")
    assert code_of(attach_file, office, voucher, "b.pdf", b"more") == "period.locked"
    insert = (
        "INSERT INTO attachment (unit_id, voucher_id, sha256, name, size, added_at, added_by)"
        " SELECT unit_id, voucher_id, 'x', 'b.pdf', size, added_at, added_by FROM attachment"
    )
    with pytest.raises(Refusal, match="locked"), office.change("by.hand") as session:
        session.execute(text(insert))


def test_the_journal_names_a_file_and_does_not_hold_its_bytes(office, voucher) -> None:
    attach_file(office, voucher, "a.pdf", PHOTO)
    with office.read() as session:
        entries = session.execute(text("SELECT new FROM journal WHERE new LIKE '%sha256%'"))
        written = " ".join(entries.scalars())
    assert hashlib.sha256(PHOTO).hexdigest() in written
    assert PHOTO.hex() not in written


def test_damaged_bytes_are_never_shown_as_the_paper(office, voucher) -> None:
    row = attach_file(office, voucher, "a.pdf", PHOTO)
    with office.change("by.hand") as session:
        session.execute(text("DROP TRIGGER attached_file_stays_on_update"))
        session.execute(text("UPDATE attached_file SET content = x'00'"))
    with pytest.raises(Trouble) as trouble:
        read_attachment(office, row.id)
    assert trouble.value.code == "attachment.damaged"


@settings(max_examples=15, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(st.binary(min_size=1, max_size=2_000))
def test_any_bytes_survive(office, voucher, content: bytes) -> None:
    row = attach_file(office, voucher, "tệp.bin", content)
    assert read_attachment(office, row.id) == content
    remove_attachment(office, row.id)
