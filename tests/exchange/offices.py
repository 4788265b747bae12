"""Offices that enrol with each other, as the tests of keys, outbox and inbox need them."""

from datetime import date

from tests.conftest import CDCS, TODAY, UPPER, fixed_clock
from tests.exchange.builders import change, contents_of
from unionapp.exchange.enrolling import install_certificates, issue_certificates
from unionapp.exchange.keys import found_root, request_certificates
from unionapp.organisation.opening import NewFolder, create_data_folder, open_office
from unionapp.organisation.units import UnitFacts
from unionapp.sentences import all_sentences

SECOND = UnitFacts("CDCS", "CS-0200", "CĐCS Công ty TNHH Gỗ An Phú", "DN_NGOAI")
ELSEWHERE = UnitFacts("KCN", "CT-10", "Công đoàn các khu công nghiệp tỉnh Y")

__all__ = ["CDCS", "ELSEWHERE", "SECOND", "UPPER"]


def found_upper(make_office, folder="upper", unit=UPPER, **changes):
    """An upper unit, its root founded."""
    upper = make_office(folder, unit, None, "Trần Thị Lan", **changes)
    found_root(upper)
    return upper


def enrol(unit, upper, folder, **level):
    """The unit asks, the upper unit answers, the unit installs; both calls are made."""
    asked = request_certificates(unit, folder / f"{unit.unit.code}.cdreq")
    answer = folder / f"{unit.unit.code}-answer.cdpkg"
    issued = issue_certificates(upper, asked.path, asked.fingerprint, answer, **level)
    return issued, install_certificates(unit, issued.path, issued.root_fingerprint)


def enrolled_pair(folder):
    """Data folders of a unit and its upper unit, enrolled with each other, in a new folder."""
    for name, unit, parent, officer in (
        ("unit", CDCS, UPPER, "Nguyễn Thị Hòa"),
        ("upper", UPPER, None, "Trần Thị Lan"),
    ):
        facts = NewFolder(
            unit,
            officer,
            "accountant",
            is_encrypted=False,
            parent=parent,
            since=date(2020, 1, 1),
        )
        create_data_folder(folder / name, facts, clock=fixed_clock)
    unit, upper = open_pair(folder)
    found_root(upper)
    enrol(unit, upper, folder)
    unit.close()
    upper.close()
    return folder


def open_pair(folder):
    """The two offices of `enrolled_pair`."""
    return [
        open_office(folder / name, today=TODAY, clock=fixed_clock) for name in ("unit", "upper")
    ]


def tamper(path, name="data/figures.jsonl"):
    """One letter of a file inside a package changed, check sums put right."""
    data = path.read_bytes()
    content = contents_of(data)[name]
    path.write_bytes(change(data, {name: content.replace(b":0,", b":7,", 1)}))
    return path


def the_item(received):
    """The only item of a delivery, its code known to have a sentence."""
    (item,) = received.items
    assert item.code is None or item.code in all_sentences()
    assert item.message
    return item
