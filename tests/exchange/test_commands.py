"""The exchange on the command line: two folders with passwords, one stick."""

import json
from datetime import date

import pytest

from tests.conftest import CDCS, PASSWORD, fixed_clock
from tests.exchange.offices import UPPER
from unionapp.commands.app import run
from unionapp.commands.door import Door
from unionapp.organisation.opening import create_data_folder, open_office

TODAY = date(2026, 3, 5)


@pytest.fixture
def say(make_office, capsys, monkeypatch):
    """Runs a command as JSON in the folder of the unit or of the upper unit."""
    monkeypatch.setenv("UNIONAPP_PASSWORD", PASSWORD)
    monkeypatch.delenv("UNIONAPP_OFFICER", raising=False)
    folders = {
        "unit": make_office("unit", CDCS, UPPER, password=PASSWORD).folder,
        "upper": make_office("upper", UPPER, None, "Trần Thị Lan", password=PASSWORD).folder,
    }

    def sign_in(folder, *, officer, password):
        return open_office(
            folder, today=TODAY, officer=officer, password=password, clock=fixed_clock
        )

    door = Door(lambda: TODAY, sign_in, create_data_folder, lambda _: None, lambda _: ())

    def call(who, *words):
        data = ["--data", str(folders[who])] if who else []
        code = run([str(word) for word in (*words, *data, "--json")], door)
        out, err = capsys.readouterr()
        return code, json.loads(out) if out else None, err

    return call


@pytest.fixture
def enrolled(say, tmp_path):
    assert say("upper", "key", "root")[0] == 0
    _, asked, _ = say("unit", "key", "request", "--output", tmp_path / "de-nghi.cdreq")
    answer = tmp_path / "tra-loi.cdpkg"
    digits = ("--fingerprint", asked["fingerprint"])
    code, issued, err = say("upper", "key", "issue", asked["path"], *digits, "--output", answer)
    assert (code, issued["path"], issued["is_unit_new"]) == (0, str(answer), True)
    assert issued["root_fingerprint"] in err
    digits = ("--fingerprint", issued["root_fingerprint"].replace("-", " "))
    assert say("unit", "key", "install", answer, *digits)[0] == 0
    return say


def test_two_folders_play_the_whole_exchange(enrolled, tmp_path):
    say, usb = enrolled, tmp_path / "usb"
    code, sealed, _ = say("unit", "package", "seal", "--period", "2026-03", "--output", usb)
    assert (code, sealed["period"]) == (0, {"from": "2026-03", "to": "2026-03"})

    _, exported, _ = say("upper", "key", "trust", "--output", tmp_path / "trust")
    trust = [word for path in exported["trust"] for word in ("--trust", path)]
    code, verdict, _ = say(None, "package", "verify", sealed["path"], *trust)
    assert (code, verdict["verdict"], verdict["code"]) == (0, "trusted", "OK")
    assert verdict["sender"]["unit"] == "CS-0147"
    assert verdict["period"] == {"from": "2026-03", "to": "2026-03"}
    code, verdict, _ = say(None, "package", "verify", sealed["path"])
    assert (code, verdict["verdict"], verdict["code"]) == (1, "untrusted_signer", "E_UNTRUSTED")

    code, received, err = say("upper", "package", "receive", usb, "--period", "2026-03")
    assert (code, received["received"], received["refused"]) == (0, 1, 0)
    assert "Hợp lệ" in err
    (item,) = received["items"]
    code, decided, _ = say("upper", "package", "accept", item["id"])
    assert (code, decided["state"]) == (0, "accepted")
    code, total, _ = say("upper", "consolidate", "--period", "2026-03")
    assert (code, total["expected"], total["counted"], total["missing"]) == (0, 1, 1, [])
    assert set(total["totals"]) >= {"members", "female", "dues"}
    code, answer, _ = say("unit", "package", "receive", decided["receipt"])
    assert (code, answer["receipts"]) == (0, 1)


def test_what_is_refused_exits_with_one_and_names_its_code(enrolled, tmp_path):
    say, usb = enrolled, tmp_path / "usb"
    _, sealed, _ = say("unit", "package", "seal", "--period", "2026-02", "--output", usb)
    (usb / "hỏng.cdpkg").write_bytes(b"PK")
    code, received, err = say("upper", "package", "receive", usb, "--period", "2026-03")
    assert (code, received["refused"]) == (1, 2)
    assert {item["code"] for item in received["items"]} == {"E_PERIOD", "E_ZIP"}
    assert "KHÔNG NHẬN E_PERIOD" in err
    code, received, _ = say("upper", "package", "receive", sealed["path"], "--period", "2026-02")
    assert code == 0
    code, received, _ = say("upper", "package", "receive", sealed["path"])
    assert (code, received["already"]) == (0, 1)
    identifier = received["items"][0]["id"]
    words = ("--reason", "Thiếu sổ quỹ tháng 2", "--deadline", "2026-03-20")
    code, slip, _ = say("upper", "package", "return", identifier, *words)
    assert (code, slip["state"], slip["deadline"]) == (0, "returned", "2026-03-20")
    code, total, err = say(
        "upper", "consolidate", "--period", "2026-02", "--output", tmp_path / "kq"
    )
    assert (code, total["counted"], total["missing"]) == (0, 0, ["CS-0147"])
    assert "TẠM TÍNH" in err
    assert len(total["files"]) == 2
    code, verdict, _ = say(None, "package", "verify", usb / "hỏng.cdpkg")
    assert (code, verdict["verdict"], verdict["code"]) == (1, "invalid", "E_ZIP")
    assert say("unit", "package", "seal", "--period", "2026-02", "--output", usb)[0] == 1


def test_a_collection_that_was_closed_takes_no_more(enrolled, tmp_path):
    say, usb = enrolled, tmp_path / "usb"
    _, sealed, _ = say("unit", "package", "seal", "--period", "2026-02", "--output", usb)
    close = ("package", "close-collection", "--period", "2026-02")
    code, said, _ = say("upper", *close)
    assert (code, said["error"]["code"]) == (1, "collection.not_open")
    (broken := tmp_path / "hỏng.cdpkg").write_bytes(b"PK")
    say("upper", "package", "receive", broken, "--period", "2026-02")
    code, said, err = say("upper", *close)
    assert (code, said["closed"]) == (0, {"from": "2026-02", "to": "2026-02"})
    assert said["open"] == []
    assert "Đã thôi nhận gói của tháng 02 năm 2026" in err
    code, received, _ = say("upper", "package", "receive", sealed["path"])
    assert (code, received["items"][0]["code"]) == (1, "E_PERIOD")


def test_a_revoked_officer_is_listed_and_no_longer_believed(enrolled, tmp_path):
    say = enrolled
    _, sealed, _ = say("unit", "package", "seal", "--period", "2026-03", "--output", tmp_path)
    _, listed, err = say("upper", "key", "list")
    (row,) = [it for it in listed["keys"] if it["unit"] == "CS-0147" and it["purpose"] == "sign"]
    assert row["fingerprint"] in err
    code, revoked, _ = say("upper", "key", "revoke", row["id"], "--reason", "Mất máy tính")
    assert (code, revoked["state"]) == (0, "revoked")
    code, received, _ = say("upper", "package", "receive", sealed["path"])
    assert (code, received["items"][0]["code"]) == (1, "E_REVOKED")


def test_wrong_digits_exit_with_one(enrolled, tmp_path):
    say = enrolled
    _, asked, _ = say("unit", "key", "request", "--output", tmp_path / "x.cdreq")
    digits = ("--fingerprint", "-".join(["01234"] * 6))
    code, said, err = say(
        "upper", "key", "issue", asked["path"], *digits, "--output", tmp_path / "x.cdpkg"
    )
    assert (code, said["error"]["code"]) == (1, "key.fingerprint_differs")
    assert "KHÔNG KHỚP" in err
