"""activity and target on the command line."""

import json

CONFERENCE = (
    "activity",
    "add",
    "--kind",
    "HN_NLD",
    "--title",
    "Hội nghị người lao động",
    "--date",
    "2026-02-10",
    "--invited",
    "100",
    "--attended",
    "110",
    "--amount",
    "5tr",
    "--field",
    "form=Hội nghị",
)


def test_an_activity_is_added_and_listed(command):
    code, out, err = command(*CONFERENCE, "--json")
    row = json.loads(out)
    assert (code, row["kind"], row["held_on"], row["amount"]) == (
        0,
        "HN_NLD",
        "2026-02-10",
        5_000_000,
    )
    assert row["details"] == {"form": "hoi_nghi"}
    assert "nhiều hơn số mời (100)" in err
    code, out, _ = command("activity", "list", "--kind", "HN_NLD", "--period", "2026-Q1", "--json")
    assert [it["title"] for it in json.loads(out)["activities"]] == ["Hội nghị người lao động"]
    code, out, _ = command("activity", "list", "--period", "2025")
    assert (code, out) == (0, "")


def test_an_activity_is_shown_and_called_off(command):
    command(*CONFERENCE)
    assert "Hội nghị người lao động" in command("activity", "show", "1")[1]
    code, out, _ = command("activity", "cancel", "1", "--reason", "Dời sang tháng sau")
    assert code == 0
    assert "đã hủy" in out


def test_a_wrong_activity_is_refused_with_every_problem(command):
    code, out, err = command(
        "activity",
        "add",
        "--kind",
        "HN_NLD",
        "--title",
        "A",
        "--date",
        "2026-02-10",
        "--field",
        "quality=xong",
        "--json",
    )
    problems = json.loads(out)["error"]["problems"]
    assert code == 1
    assert {it["code"] for it in problems} == {"activity.field_needed", "activity.field_no_choice"}
    assert "Hình thức" in err


def test_bad_usage_is_told_apart_from_a_refusal(command):
    assert command(*CONFERENCE, "--field", "form")[0] == 2
    assert command(*CONFERENCE, "--amount", "nhiều")[0] == 2


def test_the_kinds_are_listed(command):
    code, out, _ = command("activity", "kinds")
    assert code == 0
    assert "TULDTT" in out


def test_coverage_is_printed_as_promised(command):
    code, out, err = command("target", "coverage", "--json")
    rows = json.loads(out)["targets"]
    assert code == 0
    assert rows[0] == {
        "document": "000",
        "id": "na_info_units",
        "measure": "info_units_pct",
        "state": "computed",
    }
    assert len(rows) == 146
    assert "Tổng số 146" in err


def test_a_set_is_used_and_its_progress_shown(command):
    assert command("target", "sets")[0] == 0
    code, out, _ = command("target", "use", "gia_lam_2021", "--json")
    assert (code, json.loads(out)["targets"]) == (0, 38)
    command(*CONFERENCE)
    code, out, _ = command("target", "progress", "--as-of", "2026-03-31", "--json")
    found = json.loads(out)
    rows = {row["code"]: row for row in found["targets"]}
    assert found["as_of"] == "2026-03-31"
    assert rows["gl_hn_nld_nonstate"]["figure"]["numerator"] == 1
    assert rows["gl_hn_nld_nonstate"]["light"] == "green"
    assert "[ĐẠT] Tỷ lệ DN ngoài NN tổ chức Hội nghị" in command("target", "progress")[1]
    assert command("target", "leave", "gia_lam_2021")[0] == 0


def test_an_unknown_set_is_refused(command):
    code, _, err = command("target", "use", "so_do")
    assert code == 1
    assert "gia_lam_2021" in err


def test_a_figure_is_typed_and_explained(command):
    code, out, _ = command(
        "target", "type", "kcn_institution_pct", "--period", "2026", "--number", "1", "--of", "4"
    )
    assert (code, "năm 2026: 1" in out) == (0, True)
    command(*CONFERENCE)
    code, out, _ = command("target", "why", "hn_nld_enterprise_pct", "--period", "2026", "--json")
    why = json.loads(out)
    assert (why["figure"]["numerator"], why["figure"]["denominator"]) == (1, 1)
    assert [row["label"] for row in why["rows"]] == ["Hội nghị người lao động"]
    assert command("target", "measures")[0] == 0


def test_duties_ahead_are_listed_and_written_as_a_calendar(command, tmp_path):
    file = tmp_path / "lich.ics"
    code, out, _ = command("target", "duties", "--days", "30", "--calendar", str(file), "--json")
    found = json.loads(out)
    assert code == 0
    assert [row["due_on"] for row in found["duties"]] == ["2026-02-27", "2026-03-31"]
    assert file.read_bytes().startswith(b"BEGIN:VCALENDAR\r\n")
    command("target", "duties", "--calendar", str(file))
    assert (tmp_path / "lich (2).ics").exists()
