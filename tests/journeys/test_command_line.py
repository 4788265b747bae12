"""The whole main job typed on the command line, on two fresh folders, as a script would do it."""

import json
import shutil
from collections.abc import Callable
from datetime import date
from pathlib import Path
from typing import Any

import pytest

from unionapp.commands.app import run
from unionapp.commands.door import Door
from unionapp.organisation.opening import create_data_folder, open_office

TODAY = date(2026, 3, 5)
ROSTER = Path(__file__).resolve().parents[2] / "resources" / "demo" / "go_an_phu.xlsx"


@pytest.fixture
def unionapp(tmp_path, capsys, monkeypatch) -> Callable[..., Any]:
    """Run one command; the JSON document it printed, its exit code checked."""
    monkeypatch.setenv("UNIONAPP_PASSWORD", "Mật khẩu dài 1")
    monkeypatch.chdir(tmp_path)
    door = Door(
        today=lambda: TODAY,
        open_office=lambda folder, *, officer, password: open_office(
            folder, today=TODAY, officer=officer, password=password
        ),
        create_folder=create_data_folder,
        play_demo=lambda folder: None,
        take_screenshots=lambda folder: (),
    )

    def call(line: str, *more: str, exits: int = 0) -> Any:
        capsys.readouterr()
        code = run([*line.split(), *more, "--json"], door)
        told = capsys.readouterr()
        assert code == exits, told.err
        assert "Traceback" not in told.err
        return json.loads(told.out) if told.out else None

    return call


@pytest.fixture
def enrolled(unionapp):
    """An upper unit and a grassroots union that has its certificates."""
    unionapp("init --tier TINH --code T1 --data up --name", "LĐLĐ tỉnh X")
    unionapp(
        "init --tier CDCS --code A1 --data a --parent-code T1 --employer-type DN_NGOAI",
        "--name",
        "CĐCS Công ty Gỗ An Phú",
        "--parent-name",
        "LĐLĐ tỉnh X",
        "--officer",
        "Phạm Văn Bình",
    )
    unionapp("key root --data up")
    asked = unionapp("key request --data a --output a.cdreq")
    issued = unionapp(
        f"key issue a.cdreq --fingerprint {asked['fingerprint']} --output a.cert --data up"
    )
    unionapp(f"key install {issued['path']} --fingerprint {issued['root_fingerprint']} --data a")
    return unionapp


def test_from_a_roster_to_the_consolidated_totals(enrolled, tmp_path):
    unionapp = enrolled
    read = unionapp("roster check --today 2026-03-05", str(ROSTER))
    assert sum(sheet["accepted"] for sheet in read["sheets"]) == 32
    imported = unionapp("roster import --data a --skip-problems", str(ROSTER))
    assert imported["imported"] == 32
    assert len(unionapp("member list --data a")["members"]) == 32
    listed = unionapp("dues make 2026-03 --data a")
    assert listed["total"] == sum(row["due"] for row in listed["rows"])
    collected = unionapp("dues collect 2026-03 --data a")
    assert collected["collected"] == listed["total"]
    unionapp(f"voucher post {collected['voucher']['id']} --data a")
    unionapp(
        "voucher add --kind PC --date 2026-03-05 --amount 200000 --item 31.03 --attachments 1"
        " --post --data a",
        "--who",
        "Hoa",
        "--reason",
        "Thăm ốm",
    )
    report = unionapp(
        "report make cash-book --period 2026-03 --format pdf --output so.pdf --data a"
    )
    assert unionapp(f"report inspect {report['path']}")["report_id"] == report["report_id"]
    sealed = unionapp("package seal --period 2026-03 --output goi --data a")
    received = unionapp("package receive goi --period 2026-03 --data up")
    assert [item["outcome"] for item in received["items"]] == ["received"]
    unionapp(f"package accept {received['items'][0]['id']} --data up")
    result = unionapp("consolidate --period 2026-03 --data up")
    assert (result["expected"], result["counted"], result["missing"]) == (1, 1, [])
    assert result["period"] == {"from": "2026-03", "to": "2026-03"}
    assert result["totals"]["members"] == 32
    assert result["totals"]["dues"] == listed["total"]
    assert Path(sealed["path"]).exists()


def test_a_bad_package_never_stops_a_good_one(enrolled):
    unionapp = enrolled
    sealed = Path(unionapp("package seal --period 2026-02 --output goi --data a")["path"])
    bad = bytearray(sealed.read_bytes())
    bad[len(bad) // 2] ^= 1
    (sealed.parent / "hong.cdpkg").write_bytes(bytes(bad))
    (sealed.parent / "autorun.inf").write_text("x", encoding="utf-8")
    received = unionapp("package receive goi --period 2026-02 --data up", exits=1)
    outcomes = {Path(item["file"]).name: item["outcome"] for item in received["items"]}
    assert outcomes == {
        sealed.name: "received",
        "hong.cdpkg": "refused",
        "autorun.inf": "ignored",
    }
    again = unionapp("package receive --period 2026-02 --data up", str(sealed))
    assert (again["items"][0]["outcome"], again["items"][0]["code"]) == ("already", "ALREADY")
    wrong = unionapp("package seal --period 2026-01 --output goi2 --data a")
    late = unionapp("package receive --period 2026-02 --data up", wrong["path"], exits=1)
    assert late["items"][0]["code"] == "E_PERIOD"


def test_a_locked_month_is_refused_with_the_same_sentence_through_every_door(enrolled):
    unionapp = enrolled
    unionapp("period lock 2026-02 --data a")
    unionapp("roster import --data a --skip-problems", str(ROSTER))
    voucher = "--amount 1000 --item 25.02 --attachments 1 --data a --who X --reason y"
    refused = unionapp(f"voucher add --kind PT --date 2026-02-20 {voucher}", exits=1)
    assert refused["error"]["code"] == "period.locked"
    assert "Phạm Văn Bình" in refused["error"]["message"]
    unionapp("period unlock 2026-02 --data a --reason", "ngắn", exits=1)
    unionapp("period unlock 2026-02 --data a --reason", "bổ sung chứng từ còn thiếu")
    unionapp(f"voucher add --kind PT --date 2026-02-20 {voucher}")


def test_a_lost_laptop_comes_back_from_a_backup(enrolled, tmp_path):
    unionapp = enrolled
    unionapp("roster import --data a --skip-problems", str(ROSTER))
    made = unionapp("backup make --data a --output usb")
    shutil.rmtree(tmp_path / "a")
    unionapp("backup verify", made["path"])
    unionapp("backup restore --data b", made["path"])
    assert len(unionapp("member list --data b")["members"]) == 32
    assert unionapp("doctor --data b")["well"]


@pytest.mark.parametrize(
    ("line", "code"),
    [
        ("member list --data khong-co", "data.missing"),
        ("roster check khong-co.xlsx", None),
        ("package verify khong-co.cdpkg", None),
        ("report inspect khong-co.pdf", "paper.not_readable"),
    ],
)
def test_what_is_not_there_is_said_in_one_sentence(unionapp, line, code):
    told = unionapp(line, exits=1)
    assert len(told["error"]["message"]) > 20
    assert code is None or told["error"]["code"] == code


def test_bad_usage_ends_with_two(unionapp):
    unionapp("member fly", exits=2)
    unionapp("report make cash-book --period tháng-ba --output x.pdf", exits=2)


def test_one_member_pays_two_months_and_the_rest_stays_owed(enrolled):
    unionapp = enrolled
    unionapp("roster import --data a --skip-problems", str(ROSTER))
    first = unionapp("dues make 2026-03 --data a")
    unionapp("dues make 2026-04 --data a")
    person = next(row for row in first["rows"] if row["due"])
    line = f"dues pay --amount {person['due'] + 1000} --on 2026-03-05 --data a"
    paid = unionapp(line, str(person["member_id"]))
    assert [part["month"] for part in paid["months"]] == ["2026-03", "2026-04"]
    assert paid["still_owed"] == person["due"] - 1000
    assert paid["voucher"]["status"] == "draft"
