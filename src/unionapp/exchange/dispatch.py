"""Sending: what every package that leaves this unit has in common, whatever is inside.

The number is taken, the file written and the row noted in one transaction; if that fails, the file
goes too, so that no number is ever used for two packages.
"""

from collections.abc import Callable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path
from tempfile import TemporaryDirectory

from cryptography import x509
from sqlalchemy import select
from sqlalchemy.orm import Session

from unionapp.database.base import new_uid
from unionapp.exchange.canonical import Json
from unionapp.exchange.cms import Signer
from unionapp.exchange.descriptor import Descriptor, Link, Months, Party, Replacement
from unionapp.exchange.sealing import PackageContents, seal
from unionapp.exchange.tables import PackageOut
from unionapp.exchange.verification import open_package
from unionapp.exchange.writing import write_new_file
from unionapp.organisation.office import Office

_STREAMS = {"correction": "report"}
# the only kind whose file the sender names; all others go into a folder, whatever its name
_TO_A_FILE = "enrolment"
Fill = Callable[[Descriptor], PackageContents]


@dataclass(frozen=True, slots=True, kw_only=True)
class Letter:
    """What is to be sent to whom, before it has a number."""

    kind: str
    recipient: Party
    period: Months | None = None
    version: int = 1
    supersedes: Replacement | None = None
    signatures_required: int = 1
    receipt: Json = None
    profile: str | None = None
    encrypt_to: tuple[x509.Certificate, ...] = ()

    @property
    def stream(self) -> str:
        """Corrections are counted with the reports they correct."""
        return _STREAMS.get(self.kind, self.kind)


@dataclass(frozen=True, slots=True)
class Dispatch:
    """A transaction in which packages leave."""

    session: Session
    office: Office
    written: list[Path]

    def send(self, letter: Letter, fill: Fill, signer: Signer, output: Path) -> PackageOut:
        """Seal a letter under the next number of its stream and note it.

        `output` is the folder, or for an enrolment with an ending the file to write.

        Raises:
            Refusal: as `seal`.
            Trouble: exchange.unwritable.
        """
        descriptor = self._describe(letter)
        contents = fill(descriptor)
        package_id, path = self._write(letter, contents, signer, output)
        row = self._note(letter, descriptor, package_id, path)
        self.session.add(row)
        self.session.flush()
        return row

    def _describe(self, letter: Letter) -> Descriptor:
        previous = self._previous(letter)
        unit = self.office.unit
        return Descriptor(
            kind=letter.kind,
            created=self.office.clock(),
            sender=Party(unit.code, unit.name),
            recipient=letter.recipient,
            stream=letter.stream,
            sequence=1 if previous is None else previous.sequence + 1,
            period=letter.period,
            previous=previous,
            supersedes=letter.supersedes,
            version=letter.version,
            signatures_required=letter.signatures_required,
            receipt=letter.receipt,
        )

    def _previous(self, letter: Letter) -> Link | None:
        query = (
            select(PackageOut.sequence, PackageOut.package_id)
            .filter_by(
                unit_id=self.office.unit.id,
                recipient_code=letter.recipient.unit,
                stream=letter.stream,
            )
            .order_by(PackageOut.sequence.desc())
        )
        last = self.session.execute(query.limit(1)).first()
        return None if last is None else Link(last.sequence, last.package_id)

    def _write(
        self, letter: Letter, contents: PackageContents, signer: Signer, output: Path
    ) -> tuple[str, Path]:
        if letter.kind != _TO_A_FILE or not output.suffix or output.is_dir():
            sealed = seal(contents, [signer], output, encrypt_to=letter.encrypt_to)
            self.written.append(sealed.path)
            return sealed.package_id, sealed.path
        with TemporaryDirectory() as folder:
            sealed = seal(contents, [signer], Path(folder))
            data = sealed.path.read_bytes()
        path = write_new_file(output.parent, output.name, data, check=open_package)
        self.written.append(path)
        return sealed.package_id, path

    def _note(
        self, letter: Letter, descriptor: Descriptor, package_id: str, path: Path
    ) -> PackageOut:
        months, old = letter.period, letter.supersedes
        return PackageOut(
            uid=new_uid(self.office.clock()),
            unit_id=self.office.unit.id,
            kind=letter.kind,
            stream=letter.stream,
            recipient_code=letter.recipient.unit,
            sequence=descriptor.sequence,
            first_month=months and months.first,
            last_month=months and months.last,
            version=letter.version,
            profile=letter.profile,
            reason=old and old.reason,
            package_id=package_id,
            path=str(path),
            sealed_at=self.office.moment(),
            sealed_by=self.office.officer.name,
        )


@contextmanager
def dispatching(office: Office, use_case: str) -> Iterator[Dispatch]:
    """A transaction whose files are removed if it is not kept."""
    written: list[Path] = []
    try:
        with office.change(use_case) as session:
            yield Dispatch(session, office, written)
    except BaseException:
        for path in written:
            path.unlink(missing_ok=True)
        raise
