"""The first check of the level above, by its number (finance.md §8): the package itself."""

from tests.exchange.offices import (
    CDCS,
    UPPER,
    enrol,
    found_upper,
    the_item,
)
from tests.exchange.offices import tamper as change_a_figure
from unionapp.exchange.decisions import accept_package
from unionapp.exchange.inbox import list_inbox, receive_packages
from unionapp.exchange.outbox import seal_package
from unionapp.vietnamese.periods import Period

FEBRUARY, MARCH = Period.parse("2026-02"), Period.parse("2026-03")


def received(upper, path, **options):
    return the_item(receive_packages(upper, [path], **options))


def test_c01_the_unit_is_known(pair, make_office, tmp_path):
    stranger = make_office("stranger", CDCS, UPPER)
    enrol(stranger, found_upper(make_office, "impostor"), tmp_path)
    item = received(pair[1], seal_package(stranger, MARCH, output=tmp_path / "usb").path)
    assert (item.outcome, item.code) == ("refused", "E_UNTRUSTED")


def test_c01_the_period_is_expected(pair, tmp_path):
    sealed = seal_package(pair[0], FEBRUARY, output=tmp_path / "usb")
    assert received(pair[1], sealed.path, period=MARCH).code == "E_PERIOD"
    assert received(pair[1], sealed.path, period=FEBRUARY).outcome == "received"


def test_c01_the_version_is_newer(pair, tmp_path):
    unit, upper = pair
    first = seal_package(unit, FEBRUARY, output=tmp_path / "usb")
    second = seal_package(unit, MARCH, output=tmp_path / "usb")
    accept_package(upper, received(upper, second.path).id, skip_missing=True)
    item = received(upper, first.path)
    assert (item.outcome, item.code) == ("refused", "E_REPLAY")
    assert received(upper, second.path).code == "ALREADY"


def test_c01_the_checksum_is_right(pair, tmp_path):
    sealed = seal_package(pair[0], MARCH, output=tmp_path / "usb")
    item = received(pair[1], change_a_figure(sealed.path))
    assert (item.outcome, item.code) == ("refused", "E_DIGEST")
    assert list_inbox(pair[1]) == ()
