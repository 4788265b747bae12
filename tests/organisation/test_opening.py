"""A data folder: founded whole or not at all, opened only when it is ours and whole."""

import hashlib
import json
import sqlite3
from datetime import date
from pathlib import Path

import pytest
from sqlalchemy.exc import OperationalError

from tests.conftest import CDCS, PASSWORD, TODAY, fixed_clock
from unionapp.database import migrate
from unionapp.errors import CodedError, Refusal
from unionapp.organisation import opening
from unionapp.organisation.data_folder import look_at
from unionapp.organisation.opening import NewFolder, create_data_folder, open_office
from unionapp.organisation.units import UnitFacts, parent_of
from unionapp.sentences import sentence_for


def test_an_encrypted_folder_opens_with_the_password_and_shows_no_plain_text(
    make_office, tmp_path
):
    office = make_office(password=PASSWORD)
    assert office.unit.name == "CĐCS Công ty TNHH May Hoa Sen"
    assert office.officer.secret is not None
    parent = parent_of(office)
    assert parent is not None
    assert parent.code == "CT-09"
    office.close()
    for file in (tmp_path / "data").iterdir():
        assert b"Hoa Sen" not in file.read_bytes()
        assert "Hoa Sen".encode("utf-16-le") not in file.read_bytes()


def test_the_only_officer_need_not_be_named_and_another_name_is_unknown(make_office, tmp_path):
    make_office(password=PASSWORD)
    facts = look_at(tmp_path / "data")
    assert (facts.officers, facts.is_encrypted) == (("Nguyễn Thị Hòa",), True)
    with pytest.raises(Refusal, match="login.unknown_officer"):
        open_office(tmp_path / "data", today=TODAY, officer="Ai Đó", password=PASSWORD)


def damage(path: Path) -> None:
    content = bytearray(path.read_bytes())
    content[5000:9000] = bytes(4000)
    content[100:200] = bytes(100)
    path.write_bytes(bytes(content))


def cut(path: Path) -> None:
    path.write_bytes(path.read_bytes()[:10])


def replace_by_other_key(path: Path) -> None:
    other = path.parent.parent / "other"
    create_data_folder(other, NewFolder(CDCS, "Lan", password="khác"), clock=fixed_clock)
    path.write_bytes((other / "data.db").read_bytes())


def replace_by_plain(path: Path) -> None:
    path.write_bytes(b"SQLite format 3\x00" + bytes(4080))


def replace_by_text(path: Path) -> None:
    path.write_bytes("không phải cơ sở dữ liệu".encode() * 50)


@pytest.mark.parametrize(
    ("spoil", "code"),
    [
        (damage, "data.damaged"),
        (cut, "data.damaged"),
        (replace_by_other_key, "data.foreign"),
        (replace_by_plain, "data.foreign"),
        (replace_by_text, "data.foreign"),
    ],
)
def test_a_spoilt_data_file_is_named_and_left_as_it_is(make_office, tmp_path, spoil, code):
    make_office(password=PASSWORD).close()
    path = tmp_path / "data" / "data.db"
    spoil(path)
    before = hashlib.sha256(path.read_bytes()).digest()
    with pytest.raises(CodedError) as refused:
        open_office(tmp_path / "data", today=TODAY, password=PASSWORD)
    assert refused.value.code == code
    assert len(sentence_for(refused.value)) > 20
    assert hashlib.sha256(path.read_bytes()).digest() == before


def test_a_folder_of_a_newer_program_is_refused_before_the_data_is_touched(make_office, tmp_path):
    make_office(password=PASSWORD).close()
    keyring = tmp_path / "data" / "keyring.json"
    facts = json.loads(keyring.read_text(encoding="utf-8"))
    keyring.write_text(json.dumps({**facts, "schema": 9999}), encoding="utf-8")
    with pytest.raises(Refusal, match="data.newer"):
        open_office(tmp_path / "data", today=TODAY, password=PASSWORD)


def test_founding_over_existing_data_is_refused(make_office, tmp_path):
    make_office()
    with pytest.raises(Refusal, match="data.exists"):
        create_data_folder(tmp_path / "data", NewFolder(CDCS, "Hòa", is_encrypted=False))


@pytest.mark.parametrize(
    ("facts", "code"),
    [
        (NewFolder(CDCS, "Hòa"), "login.password_needed"),
        (NewFolder(CDCS, " ", password="x"), "officer.name_needed"),
        (NewFolder(CDCS, "Hòa", "vua", "x"), "officer.unknown_role"),
        (NewFolder(UnitFacts("VŨ TRỤ", "A", "B"), "Hòa", password="x"), "unit.unknown_tier"),
        (NewFolder(UnitFacts("CDCS", "", "B"), "Hòa", password="x"), "unit.code_needed"),
        (NewFolder(UnitFacts("CDCS", "A", " "), "Hòa", password="x"), "unit.name_needed"),
        (
            NewFolder(UnitFacts("CDCS", "A", "B", "lạ"), "Hòa", password="x"),
            "unit.unknown_employer_type",
        ),
        (
            NewFolder(CDCS, "Hòa", password="x", parent=CDCS, since=date(2020, 1, 1)),
            "unit.code_taken",
        ),
    ],
)
def test_a_folder_that_cannot_be_founded_leaves_nothing_behind(tmp_path, facts, code):
    with pytest.raises(Refusal) as refused:
        create_data_folder(tmp_path / "data", facts, clock=fixed_clock)
    assert refused.value.code == code
    assert sentence_for(refused.value)
    assert not (tmp_path / "data").exists() or not list((tmp_path / "data").iterdir())


def test_a_lost_data_file_is_not_taken_for_an_empty_folder(make_office, tmp_path):
    make_office().close()
    (tmp_path / "data" / "data.db").unlink()
    with pytest.raises(CodedError, match="data.file_lost") as told:
        open_office(tmp_path / "data", today=TODAY)
    assert "Đừng tạo mới" in sentence_for(told.value)


def test_a_name_longer_than_the_disk_allows_is_trouble(tmp_path):
    folder = tmp_path / ("a" * 300)
    with pytest.raises(CodedError, match="data.unreachable"):
        open_office(folder, today=TODAY)
    with pytest.raises(CodedError, match="data.unreachable"):
        create_data_folder(folder, NewFolder(CDCS, "Hòa", is_encrypted=False), clock=fixed_clock)


def test_a_refused_founding_leaves_no_folder_but_keeps_one_that_was_there(tmp_path):
    facts = NewFolder(UnitFacts("KHONG_CO", "A1", "X"), "Hòa", is_encrypted=False)
    (tmp_path / "cũ").mkdir()
    for name in ("cũ", "mới"):
        with pytest.raises(Refusal, match="unit.unknown_tier"):
            create_data_folder(tmp_path / name, facts, clock=fixed_clock)
    assert list(tmp_path.iterdir()) == [tmp_path / "cũ"]
    assert list((tmp_path / "cũ").iterdir()) == []


def test_of_two_founders_at_once_the_second_is_refused_and_harms_nothing(tmp_path, monkeypatch):
    facts = NewFolder(CDCS, "Nguyễn Thị Hòa", is_encrypted=False)
    fill = opening._write_first_rows

    def fill_while_another_founds(folder, *rest):
        fill(folder, *rest)
        if not (tmp_path / "data" / "keyring.json").exists():
            monkeypatch.setattr(opening, "_write_first_rows", fill)
            create_data_folder(tmp_path / "data", facts, clock=fixed_clock)

    monkeypatch.setattr(opening, "_write_first_rows", fill_while_another_founds)
    with pytest.raises(Refusal, match="data.exists"):
        create_data_folder(tmp_path / "data", facts, clock=fixed_clock)
    assert sorted(path.name for path in (tmp_path / "data").iterdir()) == [
        "data.db",
        "keyring.json",
    ]
    open_office(tmp_path / "data", today=TODAY).close()


def test_a_full_disk_while_founding_is_trouble_and_leaves_nothing(tmp_path, monkeypatch):
    def fill_the_disk(*_):
        raise OperationalError("", None, sqlite3.OperationalError("database or disk is full"))

    monkeypatch.setattr(migrate, "_run_steps", fill_the_disk)
    facts = NewFolder(CDCS, "Nguyễn Thị Hòa", is_encrypted=False)
    with pytest.raises(CodedError, match="data.disk_full"):
        create_data_folder(tmp_path / "data", facts, clock=fixed_clock)
    assert list(tmp_path.iterdir()) == []
