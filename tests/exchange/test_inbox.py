"""The whole exchange between two offices, and everything that is refused on the way."""

import pytest

from tests.exchange.offices import enrol, found_upper
from unionapp.exchange.consolidation import consolidate
from unionapp.exchange.decisions import accept_package
from unionapp.exchange.inbox import receive_packages
from unionapp.exchange.outbox import list_outbox, seal_package
from unionapp.vietnamese.periods import Period

MARCH = Period.parse("2026-03")


@pytest.fixture
def upper(make_office):
    return found_upper(make_office)


@pytest.fixture
def enrolled(office, upper, tmp_path):
    enrol(office, upper, tmp_path)
    return office


@pytest.fixture
def usb(tmp_path):
    return tmp_path / "usb"


def the_item(received):
    (item,) = received.items
    return item


def test_a_package_is_received_accepted_and_counted_and_the_unit_hears_of_it(enrolled, upper, usb):
    sealed = seal_package(enrolled, MARCH, output=usb)
    item = the_item(receive_packages(upper, [usb]))
    assert (item.outcome, item.code, item.unit, item.period) == (
        "received",
        None,
        "CS-0147",
        MARCH,
    )
    assert consolidate(upper, MARCH).missing == ("CS-0147",)
    decided = accept_package(upper, item.id)
    total = consolidate(upper, MARCH)
    assert (total.expected, total.counted, total.missing) == (1, 1, ())
    assert total.totals["members"] == 0
    answer = the_item(receive_packages(enrolled, [decided.receipt]))
    assert answer.outcome == "receipt"
    (row,) = list_outbox(enrolled)
    assert (row.package_id, row.state) == (sealed.package_id, "accepted")
