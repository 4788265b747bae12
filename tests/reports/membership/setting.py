"""A unit with groups, an executive, somebody who left for another unit and somebody who came."""

import dataclasses
from dataclasses import dataclass
from datetime import date
from pathlib import Path

import pypdfium2

from tests.conftest import CDCS, TODAY, UPPER, fixed_clock
from unionapp.membership.cadres import CadreDraft, add_term, appoint
from unionapp.membership.drafts import MemberDraft
from unionapp.membership.events import EventDraft, record_event
from unionapp.membership.groups import found_group
from unionapp.membership.members import add_member
from unionapp.organisation.office import Office
from unionapp.organisation.opening import NewFolder, create_data_folder, open_office
from unionapp.organisation.profile import UnitProfile, edit_profile
from unionapp.paper.document import Document
from unionapp.paper.pdf import write_pdf
from unionapp.reports.making import preview_report
from unionapp.reports.records import preview_record
from unionapp.vietnamese.periods import Period

GOLDEN = Path(__file__).parent / "golden"
QUARTER = Period.parse("2026-Q1")
CUT, SEW = "Tổ cắt", "Tổ may 1"
PERIOD_PAPERS = (
    "member-list",
    "member-change",
    "member-figures",
    "member-book",
    "group-list",
    "executive-list",
    "admission-decisions",
    "collective-application",
    "blank-application",
    "member-cards",
    "member-labels",
)


@dataclass(frozen=True)
class Union:
    """The office and the people the tests speak of."""

    office: Office
    chair: int
    admitted: tuple[int, ...]
    alone: int
    left: int
    came: int


def enrol(office: Office, name: str, on: date, group: str, **facts: str) -> int:
    draft = MemberDraft(name, group_id=found_group(office, group), **facts)
    return add_member(office, draft, on=on).id


def found_union(office: Office) -> Union:
    edit_profile(
        office,
        UnitProfile(
            letterhead=("Liên đoàn Lao động tỉnh Nghệ An",), place="Nghệ An", chair="Lò Thị Ẳng"
        ),
    )
    chair = enrol(
        office,
        "Lò Thị Ẳng",
        date(2018, 3, 26),
        CUT,
        gender="female",
        birth_date="1985-11-02",
        id_number="040185001234",
        id_issued_on="2021-05-04",
        hometown="Con Cuông, Nghệ An",
        address="Khối 3, phường Trường Vinh, Nghệ An",
        current_address="Số 12, đường Lê Lợi, phường Trường Vinh, Nghệ An",
        ethnicity="Thái",
        religion="Không",
        education="12/12",
        qualification="Đại học",
        politics="Trung cấp",
        party_date="2012-05-19",
        position="Tổ trưởng sản xuất",
        phone="0912345678",
        email="ang.lo@example.vn",
        union_card="00123456",
        hire_date="2017-08-01",
        joined_on="2018-03-26",
    )
    many = tuple(
        enrol(
            office,
            name,
            date(2026, 2, 2),
            group,
            gender=gender,
            birth_date=birth,
            position="Công nhân",
            ethnicity="Kinh",
            joined_on="2026-02-02",
        )
        for name, group, gender, birth in (
            ("Nguyễn Thị Hường", SEW, "female", "1998-01-30"),
            ("Đặng Văn Ưởng", CUT, "male", "1990"),
            ("Vừ Bá Chống", SEW, "male", "2001-07-15"),
        )
    )
    alone = enrol(
        office,
        "Quách Thị Ỷ",
        date(2026, 3, 2),
        SEW,
        gender="female",
        birth_date="1995-03",
        id_number="038195009876",
        joined_on="2026-03-02",
    )
    left = enrol(
        office,
        "Lê Văn Bảy",
        date(2015, 12, 15),
        SEW,
        gender="male",
        birth_date="1988-04-09",
        id_number="040088007654",
        id_issued_on="2022-01-08",
        union_card="00654321",
        joined_on="2015-12-15",
    )
    going = EventDraft("CHUYEN_DI", date(2026, 2, 20), other_unit="CĐCS Công ty May Hưng Nguyên")
    came = add_member(
        office,
        MemberDraft(
            "Phạm Thị Ớt",
            gender="female",
            birth_date="1992-06-01",
            joined_on="2014-05-01",
            group_id=found_group(office, CUT),
        ),
        event="CHUYEN_DEN",
        on=date(2026, 1, 12),
    ).id
    record_event(office, left, going)
    term = add_term(office, date(2023, 3, 1), date(2028, 3, 1))
    for member, post in ((chair, "CHU_TICH"), (came, "UV_BCH"), (many[0], "CHU_NHIEM_UBKT")):
        appoint(office, CadreDraft(member, post, date(2026, 3, 2), term_id=term.id))
    leader = CadreDraft(chair, "TO_TRUONG", date(2026, 3, 2), group_id=found_group(office, CUT))
    appoint(office, leader)
    return Union(office, chair, many, alone, left, came)


def open_new_office(folder: Path) -> Office:
    facts = NewFolder(
        CDCS,
        "Nguyễn Thị Hòa",
        "accountant",
        None,
        is_encrypted=False,
        parent=UPPER,
        since=date(2020, 1, 1),
    )
    create_data_folder(folder, facts, clock=fixed_clock)
    return open_office(folder, today=TODAY, clock=fixed_clock)


def papers(union: Union) -> dict[str, Document]:
    """Every paper of membership by the name of its golden text."""
    office = union.office
    made = {name: preview_report(office, name, QUARTER) for name in PERIOD_PAPERS}
    for kind, person, member_id in (
        ("application", "chair", union.chair),
        ("admission-decision", "alone", union.alone),
        ("admission-decision-all", "three", union.admitted[0]),
        ("introduction", "who-left", union.left),
        ("introduction", "who-stays", union.chair),
        ("union-time", "chair", union.chair),
        ("union-time", "who-left", union.left),
        ("leaving", "chair", union.chair),
        ("card-request", "chair", union.chair),
        ("my-data", "chair", union.chair),
        ("card", "chair", union.chair),
    ):
        made[f"{kind}-of-{person}"] = preview_record(office, kind, member_id)
    return made


def printed(document: Document, folder: Path) -> str:
    """The words of the printed paper, page by page, without its id."""
    bare = dataclasses.replace(document, report_id="")
    path = write_pdf(bare, folder / "giay.pdf")
    with pypdfium2.PdfDocument(path) as pdf:
        pages = [page.get_textpage().get_text_bounded() for page in pdf]
    path.unlink()
    return "\f\n".join(page.replace("\r\n", "\n").strip() + "\n" for page in pages)
