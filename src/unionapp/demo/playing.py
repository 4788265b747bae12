"""The story from founding to consolidation, and what it leaves on the disk."""

from dataclasses import dataclass, field
from pathlib import Path

from unionapp.demo.bookkeeping import keep_half_a_year, open_unit
from unionapp.demo.planning import guide_unions, plan_year
from unionapp.demo.samples import Sample, read_sample
from unionapp.demo.treasury import keep_treasury
from unionapp.exchange.consolidation import Consolidated, Quantity, consolidate, name_totals
from unionapp.exchange.decisions import accept_package
from unionapp.exchange.enrolling import install_certificates, issue_certificates
from unionapp.exchange.inbox import receive_packages
from unionapp.exchange.inspection import inspect
from unionapp.exchange.keys import export_trust, found_root, request_certificates
from unionapp.exchange.outbox import seal_package
from unionapp.exchange.trust import read_anchors
from unionapp.indicators.figures import figures_of
from unionapp.organisation.office import Office
from unionapp.organisation.opening import NewFolder, create_data_folder, open_office
from unionapp.organisation.units import set_employer_type
from unionapp.reports.catalogue import find_report
from unionapp.reports.making import make_report
from unionapp.vietnamese.amounts import dong


@dataclass(frozen=True, slots=True)
class UnitMade:
    """One unit of the demo with the totals of the period."""

    code: str
    name: str
    totals: dict[str, int]


@dataclass(frozen=True, slots=True)
class Played:
    """Everything the demo made; `words` say it to people."""

    units: tuple[UnitMade, ...]
    reports: tuple[Path, ...]
    packages: tuple[Path, ...]
    trust: tuple[Path, ...]
    consolidated: dict[str, object]
    words: tuple[str, ...] = field(repr=False)


class Story:
    """The demo in one folder: what has been made so far, and the words for it."""

    def __init__(self, folder: Path) -> None:
        self.folder = folder
        self.sample: Sample = read_sample()
        self.reports: list[Path] = []
        self.packages: list[Path] = []
        self.words = [f"Thư mục: {folder} (mật khẩu của mọi cán bộ: {self.sample.password})"]

    def found_upper(self) -> Office:
        """The upper unit: it makes the root of trust and exports what strangers need."""
        place = self.folder / self.sample.upper.code
        facts = NewFolder(
            self.sample.upper,
            self.sample.upper_officer,
            "secretary",
            self.sample.password,
            since=self.sample.founded,
        )
        create_data_folder(place, facts)
        office = open_office(place, today=self.sample.today, password=self.sample.password)
        found_root(office)
        self.words.append(f"{office.unit.name} ({office.unit.code}): đã lập khóa gốc.")
        return office

    def keep_units(self) -> list[Office]:
        """The lower units with half a year of books."""
        offices = []
        for unit in self.sample.units:
            office = open_unit(self.folder / unit.facts.code, self.sample, unit)
            self.words.append(keep_half_a_year(office, self.sample, unit))
            self.words.append(plan_year(office, self.sample))
            offices.append(office)
        return offices

    def enrol(self, upper: Office, office: Office) -> None:
        """Exchange keys by files; the digits are read over the phone and typed on both sides."""
        place = self.folder / "chung-thu"
        place.mkdir(exist_ok=True)
        asked = request_certificates(office, place / f"{office.unit.code}.cdreq")
        answer = place / f"{office.unit.code}.cdpkg"
        issued = issue_certificates(upper, asked.path, asked.fingerprint, answer)
        set_employer_type(upper, office.unit.code, office.unit.employer_type)
        install_certificates(office, issued.path, issued.root_fingerprint)
        self.words.append(f"{office.unit.code}: đã được cấp chứng thư cho {issued.person}.")

    def print_reports(self, office: Office) -> None:
        """Every report of the period in every format."""
        place = self.folder / "bao-cao"
        place.mkdir(exist_ok=True)
        for kind in map(find_report, self.sample.reports):
            for file_format in kind.formats:
                target = place / f"{office.unit.code}_{kind.id}.{file_format}"
                made = make_report(
                    office, kind.id, self.sample.period, file_format=file_format, output=target
                )
                self.reports.append(made.path)
                self.words.append(f"Báo cáo: {made.path} (mã {made.report_id})")

    def seal(self, office: Office) -> None:
        """One signed package for the upper unit."""
        place = self.folder / "goi"
        place.mkdir(exist_ok=True)
        sealed = seal_package(office, self.sample.period, output=place)
        self.packages.append(sealed.path)
        self.words.append(f"Gói ký số: {sealed.path}")

    def receive(self, upper: Office, trust: tuple[Path, ...]) -> None:
        """Verify as a stranger would, then receive and accept at the upper unit."""
        anchors = read_anchors(trust)
        for path in self.packages:
            verdict = inspect(path, anchors, moment=upper.clock())
            self.words.append(f"Kiểm tra {path.name}: {_spoken(verdict.verdict)}")
        received = receive_packages(upper, self.packages, period=self.sample.period)
        for item in received.items:
            if item.id is not None:
                accept_package(upper, item.id)
        self.words.append(f"{upper.unit.name}: đã nhận và chấp nhận {len(received.items)} gói.")

    def told(
        self, units: tuple[UnitMade, ...], trust: tuple[Path, ...], result: Consolidated
    ) -> Played:
        """The whole story."""
        self.words.append(
            f"Tổng hợp {result.period.label}: {result.counted}/{result.expected} đơn vị, "
            f"{result.totals['members']} đoàn viên (nữ {result.totals['female']}), "
            f"đoàn phí {dong(result.totals['dues'])}."
        )
        consolidated = {
            "period": result.period,
            "expected": result.expected,
            "counted": result.counted,
            "missing": result.missing,
            "totals": result.totals,
        }
        return Played(
            units,
            tuple(self.reports),
            tuple(self.packages),
            trust,
            consolidated,
            tuple(self.words),
        )


def play(folder: Path) -> Played:
    """Play the whole job in a folder.

    Raises:
        Refusal: data.exists; the demo was played in this folder before.
    """
    story = Story(folder)
    upper = story.found_upper()
    offices = story.keep_units()
    try:
        for office in offices:
            story.enrol(upper, office)
            story.print_reports(office)
            story.seal(office)
        keep_treasury(upper, story.sample.period.start)
        trust = export_trust(upper, folder / "tin-cay")
        story.receive(upper, trust)
        result = consolidate(upper, story.sample.period)
        story.words.append(guide_unions(upper, story.sample))
        units = tuple(_made(office, story.sample) for office in offices)
    finally:
        for office in (upper, *offices):
            office.close()
    return story.told(units, trust, result)


def _made(office: Office, sample: Sample) -> UnitMade:
    figures = figures_of(office, sample.period)
    totals = name_totals({it.code: Quantity(it.numerator, it.denominator) for it in figures})
    return UnitMade(office.unit.code, office.unit.name, totals)


def _spoken(verdict: str) -> str:
    return {
        "trusted": "HỢP LỆ",
        "untrusted_signer": "người ký chưa được tin cậy",
        "invalid": "KHÔNG HỢP LỆ",
    }[verdict]
