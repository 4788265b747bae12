"""Seals what a unit sends: builds the container, signs it, writes it and reads it back."""

import re
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field, replace
from datetime import datetime
from pathlib import Path

from cryptography import x509

from unionapp.errors import Refusal
from unionapp.exchange.cms import Signer, sign
from unionapp.exchange.container import PackedFile, pack, write_container
from unionapp.exchange.descriptor import (
    Descriptor,
    ReportReference,
    SchemaReference,
    write_descriptor,
)
from unionapp.exchange.envelope import SUFFIX as ENCRYPTED_SUFFIX
from unionapp.exchange.envelope import DecryptionKey, encrypt_package
from unionapp.exchange.limits import SIGNATURES
from unionapp.exchange.manifest import (
    LIST_NAME,
    ROOT_NAME,
    Reference,
    covered_names,
    manifest_name,
    signature_name,
    write_list,
    write_manifest,
)
from unionapp.exchange.records import Record, add_up, order_records, write_records
from unionapp.exchange.schemas import TableSchema, describe_tables, newest_schema
from unionapp.exchange.verification import TABLES_NAME, open_package
from unionapp.exchange.writing import write_new_file

SUFFIX = ".cdpkg"


@dataclass(frozen=True, slots=True)
class ReportFile:
    """A report for people: its file name below reports/, Vietnamese title, form and bytes."""

    name: str
    title: str
    form: str
    content: bytes


@dataclass(frozen=True, slots=True)
class PackageContents:
    """What goes into a package.

    `descriptor` says who, to whom and which; its tables, totals and reports are filled in when
    sealing. `authority_files` (certificates, revocation lists) are named by their whole path,
    `certs/…` or `crl/…`.
    """

    descriptor: Descriptor
    tables: Mapping[str, Iterable[Record]] = field(default_factory=dict)
    reports: Sequence[ReportFile] = ()
    authority_files: Mapping[str, bytes] = field(default_factory=dict)


@dataclass(frozen=True, slots=True)
class SealedFile:
    """A package on the disk."""

    path: Path
    package_id: str
    signatures: int


def seal(
    contents: PackageContents,
    signers: Sequence[Signer],
    output_dir: Path,
    *,
    encrypt_to: Sequence[x509.Certificate] = (),
) -> SealedFile:
    """Write a package signed by these officers, in order; encrypted if `encrypt_to` names units.

    The same contents always give the same package_id. Of an encrypted package nothing plain ever
    touches the disk.

    Raises:
        Refusal: E_ROW for a record against its schema, E_JSON for a wrong description, or the code
            with which the finished package would be refused before anybody asks who signed.
        Trouble: exchange.unwritable.
    """
    files = _pack_contents(contents)
    for signer in signers:
        files = _add_signature(files, signer, contents.descriptor.created)
    descriptor = contents.descriptor
    unit = re.sub(r"[^A-Za-z0-9-]+", "-", descriptor.sender.unit)
    name = f"CD_{unit}_{descriptor.stream}_{descriptor.sequence:05}"
    return _write(files, output_dir / name, encrypt_to)


def cosign(
    path: Path,
    signer: Signer,
    *,
    moment: datetime,
    output_dir: Path | None = None,
    keys: Sequence[DecryptionKey] = (),
    encrypt_to: Sequence[x509.Certificate] = (),
) -> SealedFile:
    """Write a copy with one more signature, over the content and over every signature before it.

    An encrypted package is opened with `keys`; the copy is encrypted if `encrypt_to` names units.

    Raises:
        Refusal: package.already_signed if this officer has signed; else the code of what is wrong
            with the package.
        Trouble: exchange.unreadable or exchange.unwritable.
    """
    sealed = open_package(path, keys=keys)
    if signer.certificate in {signature.certificate for signature in sealed.signatures}:
        raise Refusal("package.already_signed")
    files = _add_signature(list(sealed.files.values()), signer, moment)
    return _write(files, (output_dir or path.parent) / path.stem, encrypt_to)


def _pack_contents(contents: PackageContents) -> list[PackedFile]:
    schemas = {table: newest_schema(table) for table in sorted(contents.tables)}
    records = {
        table: order_records(schema, contents.tables[table]) for table, schema in schemas.items()
    }
    reports = sorted(contents.reports, key=lambda report: report.name)
    descriptor = replace(
        contents.descriptor,
        schema={table: _reference(schema) for table, schema in schemas.items()},
        totals={table: add_up(schemas[table], rows) for table, rows in records.items()},
        reports=tuple(
            ReportReference(f"reports/{report.name}", report.title, report.form)
            for report in reports
        ),
    )
    files = [
        pack(ROOT_NAME, [write_descriptor(descriptor)]),
        *(pack(f"data/{table}.jsonl", write_records(rows)) for table, rows in records.items()),
        pack(TABLES_NAME, [describe_tables(list(schemas.values()))]),
        *(pack(f"reports/{report.name}", [report.content]) for report in reports),
        *(pack(name, [data]) for name, data in sorted(contents.authority_files.items())),
    ]
    digests = {file.name: file.digest() for file in files}
    return [*files, pack(LIST_NAME, [write_list(digests)])]


def _reference(schema: TableSchema) -> SchemaReference:
    return SchemaReference(schema.id, schema.version, schema.sha256)


def _add_signature(
    files: Sequence[PackedFile], signer: Signer, moment: datetime
) -> list[PackedFile]:
    by_name = {file.name: file for file in files}
    number = sum(name.endswith(".p7s") for name in by_name) + 1
    if number > SIGNATURES:
        raise Refusal("E_LIMIT", file=signature_name(number))
    manifest = write_manifest(
        number,
        [Reference(name, by_name[name].digest()) for name in covered_names(number, list(by_name))],
    )
    signature = sign(manifest, signer, moment=moment)
    return [
        *files,
        pack(manifest_name(number), [manifest]),
        pack(signature_name(number), [signature]),
    ]


def _write(
    files: Sequence[PackedFile], stem: Path, encrypt_to: Sequence[x509.Certificate]
) -> SealedFile:
    data = write_container(files)
    sealed = open_package(data)
    suffix = SUFFIX
    if encrypt_to:
        data, suffix = encrypt_package(data, encrypt_to), ENCRYPTED_SUFFIX
    path = write_new_file(stem.parent, stem.name + suffix, data)
    return SealedFile(path, sealed.package_id, len(sealed.signatures))
