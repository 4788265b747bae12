"""Sealing: numbers, versions, reasons, a second officer."""

import pytest

from tests.exchange.offices import enrol, found_upper
from unionapp.exchange.outbox import seal_package
from unionapp.exchange.verification import open_package
from unionapp.vietnamese.periods import Period

MARCH = Period.parse("2026-03")


@pytest.fixture
def enrolled(office, make_office, tmp_path):
    enrol(office, found_upper(make_office), tmp_path)
    return office


def test_a_period_is_sealed_to_the_upper_unit(enrolled, tmp_path):
    sealed = seal_package(enrolled, MARCH, output=tmp_path / "usb")
    package = open_package(sealed.path)
    assert package.descriptor.recipient.unit == "CT-09"
    assert (sealed.sequence, sealed.version, sealed.signatures) == (1, 1, 1)
    assert {row["code"] for row in package.rows("figures")} >= {"member_total", "dues_collected"}
    assert {report.path for report in package.descriptor.reports} == {
        "reports/cash-book.pdf",
        "reports/member-change.pdf",
    }
