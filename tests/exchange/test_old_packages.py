"""Packages once sent stay readable for ever: each format version has its file, made when it was current."""

from datetime import UTC, datetime
from pathlib import Path

from tests.exchange.builders import verify
from unionapp.exchange.trust import read_anchors

PACKAGES = Path(__file__).parents[1] / "data" / "packages"


def test_format_1_0_is_read_as_it_was_written():
    """Made on 2026-07-05 by format 1.0 with the first schema of every table."""
    package = verify(
        PACKAGES / "report-1.0.cdpkg",
        read_anchors([PACKAGES / "report-1.0.pem"]),
        moment=datetime(2026, 7, 5, 8, 30, tzinfo=UTC),
        recipient="01-002",
    )
    assert package.package_id == (
        "sha256:bf40468019d0128d1018908a4261538ac6d8d1a80cee802f73c3aa5d83ab1b6f"
    )
    assert package.warnings == ()
    assert {row["code"]: row["numerator"] for row in package.rows("figures")} == {
        "dues": 48_500_000,
        "female": 131,
        "members": 245,
    }
    assert [row["full_name"] for row in package.rows("members")] == ["Nguyễn Thị Hồng"]
    assert [row["amount"] for row in package.rows("vouchers_summary")] == [12_500_000]
    assert package.sealed.files["reports/bc-01.pdf"].content() == b"%PDF-1.4\n%%EOF\n"
