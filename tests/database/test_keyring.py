"""Who may open a folder: officers, the recovery sheet, and what each mistake is called."""

import json

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from unionapp.database import vault
from unionapp.database.keyring import new_keyring, read_keyring, write_keyring
from unionapp.errors import Refusal, Trouble


@pytest.fixture(autouse=True)
def quick_passwords(monkeypatch):
    monkeypatch.setattr(vault, "_SCRYPT", {"n": 2**4, "r": 8, "p": 1})


def test_several_officers_open_the_same_data_key_and_each_their_own_secret():
    key = vault.new_key()
    keyring, _ = new_keyring(1, key)
    keyring = keyring.with_officer("Hòa", "một", key).with_officer("Tùng", "hai", key)
    hoa, tung = keyring.open("Hòa", "một"), keyring.open("Tùng", "hai")
    assert hoa is not None
    assert tung is not None
    assert hoa.data_key == tung.data_key == key
    assert hoa.secret != tung.secret


def test_the_recovery_sheet_opens_the_data_key_however_it_is_typed():
    key = vault.new_key()
    keyring, code = new_keyring(1, key)
    assert code is not None
    assert keyring.open_by_recovery(code.lower().replace("-", " ")).data_key == key
    with pytest.raises(Refusal, match="login.wrong_recovery_code"):
        keyring.open_by_recovery("22222-22222-22222-22222-22222-22222")


@pytest.mark.parametrize(
    ("officer", "password", "code"),
    [
        ("Hòa", "sai", "login.wrong_password"),
        ("Hòa", None, "login.password_needed"),
        ("Lan", "một", "login.unknown_officer"),
    ],
)
def test_each_way_of_not_getting_in_has_its_own_code(officer, password, code):
    key = vault.new_key()
    keyring = new_keyring(1, key)[0].with_officer("Hòa", "một", key)
    with pytest.raises(Refusal) as refused:
        keyring.open(officer, password)
    assert refused.value.code == code


def test_a_wrap_moved_to_another_officer_does_not_open():
    key = vault.new_key()
    keyring = new_keyring(1, key)[0].with_officer("Hòa", "một", key)
    keyring.officers["Tùng"] = keyring.officers["Hòa"]
    with pytest.raises(Refusal, match="login.wrong_password"):
        keyring.open("Tùng", "một")


def test_a_keyring_is_read_back_as_it_was_written(tmp_path):
    key = vault.new_key()
    keyring = new_keyring(3, key)[0].with_officer("Hòa", "một", key)
    write_keyring(tmp_path / "keyring.json", keyring)
    assert read_keyring(tmp_path / "keyring.json") == keyring
    assert [path.name for path in tmp_path.iterdir()] == ["keyring.json"]


def test_a_missing_a_damaged_and_a_newer_keyring_are_told_apart(tmp_path):
    path = tmp_path / "keyring.json"
    with pytest.raises(Trouble, match="data.keyring_missing"):
        read_keyring(path)
    path.write_text("{", encoding="utf-8")
    with pytest.raises(Trouble, match="data.keyring_damaged"):
        read_keyring(path)
    path.write_text(json.dumps({"format": 99}), encoding="utf-8")
    with pytest.raises(Refusal, match="data.newer"):
        read_keyring(path)


@settings(max_examples=25, deadline=None)
@given(password=st.text(min_size=1).filter(lambda it: it.strip()))
def test_any_password_opens_what_it_locked_and_no_other_does(password):
    opened = vault.Opened(b"d" * 32, b"s" * 32)
    wrapped = vault.wrap(opened, password, "file/officer")
    assert vault.unwrap(wrapped, password, "file/officer") == opened
    with pytest.raises(Refusal):
        vault.unwrap(wrapped, password + "x", "file/officer")


@pytest.mark.parametrize(
    "change",
    [
        {"schema": "6"},
        {"schema": None},
        {"officers": {}},
        {"officers": ["Hòa"]},
        {"officers": {"Hòa": "abc"}},
        {"officers": {"Hòa": {}}},
        {"officers": {"Hòa": {"n": 2**40, "r": 8, "p": 1, "salt": "", "nonce": "", "sealed": ""}}},
        {"officers": {"Hòa": {"n": 3, "r": 8, "p": 1, "salt": "", "nonce": "", "sealed": ""}}},
        {"officers": {"Hòa": {"n": 16, "r": 8, "p": 1, "salt": "x", "nonce": "", "sealed": ""}}},
        {"recovery": {"n": 16}},
    ],
)
def test_a_keyring_whose_parts_are_not_what_we_write_is_damaged(tmp_path, change):
    key = vault.new_key()
    keyring = new_keyring(1, key)[0].with_officer("Hòa", "một", key)
    path = tmp_path / "keyring.json"
    write_keyring(path, keyring)
    path.write_text(json.dumps(json.loads(path.read_text("utf-8")) | change), encoding="utf-8")
    with pytest.raises(Trouble, match="data.keyring_damaged"):
        read_keyring(path)
