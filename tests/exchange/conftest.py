"""Keys and certificates, made once for all tests."""

import shutil

import pytest

from tests.exchange.builders import ENROLLED, UNIT, Province, a_district, an_officer, the_contents
from tests.exchange.offices import enrolled_pair, open_pair
from unionapp.exchange.certificates import Subject, certify_encryption, make_key, make_root
from unionapp.exchange.cms import Commitment, Signer
from unionapp.exchange.sealing import seal


@pytest.fixture(scope="session")
def province():
    root = make_root(Subject("01", "LĐLĐ Thành phố Hồ Chí Minh"), moment=ENROLLED)
    district = a_district(root)
    foreign = a_district(make_root(Subject("01", "LĐLĐ Thành phố Hồ Chí Minh"), moment=ENROLLED))
    cipher_key = make_key()
    cipher = certify_encryption(
        Subject(UNIT, "CĐCS Công ty TNHH Đại Phát").to_name(),
        cipher_key.public_key(),
        district,
        moment=ENROLLED,
    )
    return Province(
        root=root,
        district=district,
        accountant=an_officer(district, person="Trần Văn Bảy"),
        chair=an_officer(district, commitment=Commitment.APPROVAL),
        neighbour=an_officer(district, unit="01-002-0009", person="Lê Thị Sáu"),
        stranger=an_officer(foreign),
        cipher=Signer(cipher, cipher_key, (district.certificate,)),
    )


@pytest.fixture(scope="session")
def package(province, tmp_path_factory):
    """The bytes of a good package with two signatures."""
    folder = tmp_path_factory.mktemp("package")
    sealed = seal(the_contents(), [province.accountant, province.chair], folder)
    return sealed.path.read_bytes()


@pytest.fixture(scope="session")
def enrolled_folders(tmp_path_factory):
    """The folders of a unit and its upper unit, enrolled once; tests take copies."""
    return enrolled_pair(tmp_path_factory.mktemp("enrolled"))


@pytest.fixture
def pair(enrolled_folders, tmp_path):
    """A unit and its upper unit; each test gets its own copy of the folders."""
    offices = open_pair(shutil.copytree(enrolled_folders, tmp_path / "pair"))
    yield offices
    for office in offices:
        office.close()
