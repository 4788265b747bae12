"""Two offices that enrol with each other, as the tests of keys, outbox and inbox need them."""

from unionapp.exchange.enrolling import install_certificates, issue_certificates
from unionapp.exchange.keys import found_root, request_certificates
from unionapp.organisation.units import UnitFacts

UPPER = UnitFacts("KCN", "CT-09", "Công đoàn các khu công nghiệp tỉnh X")
SECOND = UnitFacts("CDCS", "CS-0200", "CĐCS Công ty TNHH Gỗ An Phú", "DN_NGOAI")


def found_upper(make_office, **changes):
    """The upper unit, its root founded."""
    upper = make_office("upper", UPPER, None, "Trần Thị Lan", **changes)
    found_root(upper)
    return upper


def enrol(unit, upper, folder):
    """The unit asks, the upper unit answers, the unit installs; both calls are made."""
    asked = request_certificates(unit, folder / f"{unit.unit.code}.cdreq")
    answer = folder / f"{unit.unit.code}-answer.cdpkg"
    issued = issue_certificates(upper, asked.path, asked.fingerprint, answer)
    return issued, install_certificates(unit, issued.path, issued.root_fingerprint)
