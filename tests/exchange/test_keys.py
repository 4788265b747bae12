"""Keys of two offices: founding a root, enrolling, listing and revoking."""

import pytest

from tests.exchange.offices import UPPER, enrol, found_upper
from unionapp.exchange.key_store import load_signer, load_trust
from unionapp.exchange.keys import list_keys


@pytest.fixture
def upper(make_office):
    return found_upper(make_office)


def test_a_fresh_root_can_sign_at_once(upper):
    rows = list_keys(upper)
    assert [(row.purpose, row.is_own, row.is_anchor, row.is_issued) for row in rows] == [
        ("issue", True, True, False),
        ("sign", True, False, True),
        ("encrypt", True, False, True),
    ]
    assert load_signer(upper).chain == ()


def test_a_unit_enrols_and_joins_the_tree(office, upper, tmp_path):
    issued, installed = enrol(office, upper, tmp_path)
    assert issued.is_unit_new
    assert installed.upper_unit == UPPER.code
    assert load_trust(office).anchors() == load_trust(upper).anchors()
