"""Backups: whole, provable, restored beside."""

import zipfile

import pytest

from tests.conftest import PASSWORD, TODAY
from unionapp.errors import CodedError, Refusal
from unionapp.organisation.backup import make_backup, read_backup, restore_backup, verify_backup
from unionapp.organisation.opening import open_office
from unionapp.organisation.profile import UnitProfile, edit_profile, show_profile
from unionapp.organisation.units import UnitFacts


@pytest.fixture
def backup(make_office, tmp_path):
    office = make_office(password=PASSWORD)
    edit_profile(office, UnitProfile(place="Nghệ An"))
    return make_backup(office, tmp_path / "usb")


def test_a_backup_restored_beside_opens_with_the_same_password_and_rows(backup, tmp_path):
    restore_backup(backup.path, tmp_path / "moi")
    office = open_office(tmp_path / "moi", today=TODAY, password=PASSWORD)
    assert show_profile(office).place == "Nghệ An"
    office.close()


def test_a_backup_is_verified_with_the_password_and_shows_no_plain_text(backup):
    assert verify_backup(backup.path, "", PASSWORD).unit == "CS-0147"
    with pytest.raises(Refusal, match="login.wrong_password"):
        verify_backup(backup.path, "", "sai")
    with zipfile.ZipFile(backup.path) as archive:
        assert "Nghệ An".encode() not in archive.read("data.db")
    assert [path.suffix for path in backup.path.parent.iterdir()] == [".unionbak"]


def test_two_backups_of_one_second_do_not_overwrite_each_other(make_office, tmp_path):
    office = make_office()
    first, second = (make_backup(office, tmp_path / "usb") for _ in range(2))
    assert first.path != second.path
    assert first.path.exists()


def test_nothing_is_restored_over_existing_data(backup, tmp_path):
    with pytest.raises(Refusal, match="data.exists"):
        restore_backup(backup.path, tmp_path / "data")


@pytest.mark.parametrize(
    ("spoil", "code"),
    [
        (lambda path: path.write_bytes(path.read_bytes()[:-200]), "backup.damaged"),
        (lambda path: path.write_bytes(b"khong phai"), "backup.damaged"),
        (lambda path: path.unlink(), "backup.unreadable"),
        (lambda path: zipfile.ZipFile(path, "w").close(), "backup.foreign"),
    ],
)
def test_a_spoilt_backup_is_named_and_restores_nothing(backup, tmp_path, spoil, code):
    spoil(backup.path)
    with pytest.raises(CodedError) as refused:
        restore_backup(backup.path, tmp_path / "moi")
    assert refused.value.code == code
    assert not (tmp_path / "moi").exists()


def test_one_flipped_bit_in_the_data_is_noticed(backup, tmp_path):
    with zipfile.ZipFile(backup.path) as archive:
        parts = {name: archive.read(name) for name in archive.namelist()}
    parts["data.db"] = bytes([parts["data.db"][0] ^ 1]) + parts["data.db"][1:]
    forged = tmp_path / "gia.unionbak"
    with zipfile.ZipFile(forged, "w") as archive:
        for name, content in parts.items():
            archive.writestr(name, content)
    with pytest.raises(CodedError, match="backup.damaged"):
        read_backup(forged)


def test_a_unit_whose_code_has_a_slash_is_backed_up_in_the_folder_named(make_office, tmp_path):
    office = make_office(unit=UnitFacts("CDCS", "A/1", "CĐCS Gỗ An Phú"))
    made = make_backup(office, tmp_path / "usb")
    assert made.path.parent == tmp_path / "usb"
    assert made.unit == "A/1"


def test_a_file_in_the_place_of_the_folder_is_trouble_and_stays(backup, make_office, tmp_path):
    taken = tmp_path / "tep"
    taken.write_text("của tôi", encoding="utf-8")
    with pytest.raises(CodedError, match="backup.not_written"):
        make_backup(make_office("khac"), taken)
    with pytest.raises(CodedError, match="backup.not_written"):
        restore_backup(backup.path, taken)
    assert taken.read_text("utf-8") == "của tôi"
