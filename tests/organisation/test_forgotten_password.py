"""Who forgot the password signs in again by the recovery sheet; nobody else is touched."""

from datetime import date

import pytest

from unionapp.errors import Refusal
from unionapp.organisation.data_folder import read_folder_keyring
from unionapp.organisation.forgotten_password import reset_password
from unionapp.organisation.officers import add_officer
from unionapp.organisation.opening import NewFolder, create_data_folder, open_office
from unionapp.organisation.units import UnitFacts

TODAY = date(2026, 3, 5)
OLD, NEW, OTHERS = "mat-khau-cu-1", "mat-khau-moi-2", "cua-nguoi-khac-3"


@pytest.fixture
def created(tmp_path):
    unit = UnitFacts("CDCS", "CS-0147", "CĐCS Công ty May Hoa Sen", "DN_NGOAI")
    facts = NewFolder(unit, "Nguyễn Thị Hòa", "accountant", OLD, since=date(2026, 1, 1))
    made = create_data_folder(tmp_path / "du-lieu", facts)
    office = open_office(made.folder, today=TODAY, officer=made.officer, password=OLD)
    add_officer(office, "Trần Văn Ưởng", "chair", own_password=OLD, new_password=OTHERS)
    office.close()
    return made


def sign_in(created, officer, password):
    open_office(created.folder, today=TODAY, officer=officer, password=password).close()


def test_the_code_gives_a_new_password_and_the_old_one_is_over(created):
    typed = (created.recovery_code or "").lower().replace("-", " ")
    reset_password(created.folder, created.officer, typed, NEW)
    sign_in(created, created.officer, NEW)
    with pytest.raises(Refusal, match="wrong_password"):
        sign_in(created, created.officer, OLD)
    sign_in(created, "Trần Văn Ưởng", OTHERS)


@pytest.mark.parametrize(
    ("officer", "code", "password", "refused"),
    [
        ("Nguyễn Thị Hòa", "AAAAA-BBBBB", NEW, "login.wrong_recovery_code"),
        ("Nguyễn Thị Hòa", None, "", "login.password_needed"),
        ("Lê Văn Nam", None, NEW, "login.unknown_officer"),
    ],
)
def test_what_is_refused_changes_nothing(created, officer, code, password, refused):
    before = read_folder_keyring(created.folder)
    with pytest.raises(Refusal) as caught:
        reset_password(created.folder, officer, code or created.recovery_code, password)
    assert caught.value.code == refused
    assert read_folder_keyring(created.folder) == before
