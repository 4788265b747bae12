"""Verifies a package: from bytes to `SealedPackage` to `TrustedPackage`, or a `Refusal`.

The order is part of the promise; no step trusts what a later one checks:

1. the bytes are read once into memory, so that nobody can swap them on the stick in between, and
   decrypted if need be;
2. ZIP profile and limits, headers only;
3. which files there are;
4. the manifests: form, numbers, and that they name exactly the files;
5. the signatures over the manifests;
6. the digest of every file;
7. the digest list;
8. package.json;
9. the tables: every record, and the control totals.

Up to here the package is *sealed*: whole, and as its signers left it. It becomes *trusted* when

10. the number of different signers suffices,
11. each of them may be believed (`trust`),
12. they sign for the sender, and
13. the package is addressed to the reader.
"""

import re
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime
from pathlib import Path

from unionapp.errors import Refusal, Trouble
from unionapp.exchange import limits
from unionapp.exchange.canonical import decode_json
from unionapp.exchange.cms import Signature, read_signature
from unionapp.exchange.container import PackedFile, read_container
from unionapp.exchange.descriptor import Descriptor, read_descriptor
from unionapp.exchange.envelope import DecryptionKey, decrypt_package, is_encrypted
from unionapp.exchange.manifest import (
    LIST_NAME,
    ROOT_NAME,
    count_signatures,
    covered_names,
    manifest_name,
    package_id,
    read_manifest,
    signature_name,
    write_list,
)
from unionapp.exchange.records import Record, add_up, read_records
from unionapp.exchange.schemas import TableSchema, known_schema
from unionapp.exchange.trust import TrustAnchors, check_signer

TABLES_NAME = "datapackage.json"

_TREE = re.compile(
    r"package\.json|datapackage\.json|manifest-sha256\.txt"
    r"|data/[a-z_]+\.jsonl|reports/[^/]+\.(?:pdf|xlsx)|certs/[^/]+\.pem|crl/[^/]+\.crl"
    r"|META-INF/[^/]+"
)


@dataclass(frozen=True, slots=True)
class SealedPackage:
    """A package whole and as its signers left it; whether they may be believed is open."""

    package_id: str
    descriptor: Descriptor
    signatures: tuple[Signature, ...]
    files: Mapping[str, PackedFile]

    def rows(self, table: str) -> Iterator[Record]:
        """The records of a table, by its primary key; none if the package lacks the table.

        Raises:
            Refusal: E_ROW if a record does not follow the schema.
        """
        if table not in self.descriptor.schema:
            return iter(())
        return read_records(self._schema(table), self.files[_table_path(table)].lines())

    def _schema(self, table: str) -> TableSchema:
        used = self.descriptor.schema[table]
        return known_schema(used.id, used.version, used.sha256)

    def check_tables(self) -> None:
        """Read every record and compare the control totals.

        Raises:
            Refusal: E_ROW, E_TOTALS, or E_VERSION for a table this program does not know.
        """
        for table, stated in self.descriptor.totals.items():
            if add_up(self._schema(table), self.rows(table)) != stated:
                raise Refusal("E_TOTALS", table=table)


@dataclass(frozen=True, slots=True)
class TrustedPackage:
    """A package whose content and signers have been verified; only `confirm` makes one."""

    sealed: SealedPackage
    verified_at: datetime
    warnings: tuple[str, ...]

    @property
    def package_id(self) -> str:
        """The name of the package for ever."""
        return self.sealed.package_id

    @property
    def descriptor(self) -> Descriptor:
        """What package.json says."""
        return self.sealed.descriptor

    @property
    def signatures(self) -> tuple[Signature, ...]:
        """Who signed, in order."""
        return self.sealed.signatures

    def rows(self, table: str) -> Iterator[Record]:
        """The records of a table; none if the package lacks the table."""
        return self.sealed.rows(table)

    def authority_files(self) -> dict[str, bytes]:
        """The certificates and revocation lists handed down in the package, by their path."""
        return {
            name: file.content()
            for name, file in self.sealed.files.items()
            if name.startswith(("certs/", "crl/"))
        }


def open_package(source: Path | bytes, *, keys: Sequence[DecryptionKey] = ()) -> SealedPackage:
    """The package in a file, if it is whole and its signatures fit its content.

    An encrypted one is opened with `keys`; the plain bytes stay in memory.

    Raises:
        Refusal: with a code of the package format; the first fault in the order given above.
        Trouble: exchange.unreadable if the file cannot be read.
    """
    data = _read_bytes(source)
    if is_encrypted(data):
        if not keys:
            raise Refusal("E_ENV_KEY")
        data = decrypt_package(data, keys)
    files = {file.name: file for file in read_container(data)}
    _check_tree(files)
    signatures = _read_signatures(files)
    digest_list = files[LIST_NAME].content()
    descriptor = read_descriptor(_read_small(files[ROOT_NAME], limits.DESCRIPTOR_BYTES))
    _check_contents(files, descriptor)
    sealed = SealedPackage(package_id(digest_list), descriptor, signatures, files)
    sealed.check_tables()
    return sealed


def confirm(
    sealed: SealedPackage, trust: TrustAnchors, *, moment: datetime, recipient: str | None = None
) -> TrustedPackage:
    """Believe a sealed package.

    Raises:
        Refusal: E_SIG_POLICY, E_SENDER, E_WRONG_RECIPIENT, or as `check_signer`.
    """
    descriptor = sealed.descriptor
    signers = {signature.certificate for signature in sealed.signatures}
    if len(signers) < descriptor.signatures_required:
        raise Refusal("E_SIG_POLICY", needed=descriptor.signatures_required, found=len(signers))
    warnings = [
        warning
        for signature in sealed.signatures
        for warning in check_signer(signature, trust, moment=moment)
    ]
    if any(trust.unit_of(signer) != descriptor.sender.unit for signer in signers):
        raise Refusal("E_SENDER", unit=descriptor.sender.unit)
    if recipient is not None and descriptor.recipient.unit != recipient:
        raise Refusal("E_WRONG_RECIPIENT", unit=descriptor.recipient.unit)
    return TrustedPackage(sealed, moment, tuple(dict.fromkeys(warnings)))


def _read_bytes(source: Path | bytes) -> bytes:
    if isinstance(source, bytes):
        return source
    try:
        if source.stat().st_size > limits.PACKAGE_BYTES:
            raise Refusal("E_LIMIT")
        return source.read_bytes()
    except OSError:
        raise Trouble("exchange.unreadable", file=source.name) from None


def _check_tree(files: Mapping[str, PackedFile]) -> None:
    for name in files:
        if not _TREE.fullmatch(name):
            raise Refusal("E_EXTRA", file=name)
    for name in (ROOT_NAME, TABLES_NAME, LIST_NAME):
        if name not in files:
            raise Refusal("E_MISSING", file=name)


def _read_signatures(files: Mapping[str, PackedFile]) -> tuple[Signature, ...]:
    count = count_signatures(list(files))
    manifests = {number: files[manifest_name(number)].content() for number in range(1, count + 1)}
    named = {number: _read_references(number, manifests[number], files) for number in manifests}
    signatures = tuple(
        read_signature(files[name].content(), manifests[number], file=name)
        for number in manifests
        for name in (signature_name(number),)
    )
    digests = {name: file.digest() for name, file in files.items()}
    for references in named.values():
        for name, digest in references.items():
            if digests[name] != digest:
                raise Refusal("E_DIGEST", file=name)
    if write_list(digests) != files[LIST_NAME].content():
        raise Refusal("E_MANIFEST", file=LIST_NAME)
    return signatures


def _read_references(
    number: int, manifest: bytes, files: Mapping[str, PackedFile]
) -> dict[str, bytes]:
    references = read_manifest(number, manifest)
    names = [reference.name for reference in references]
    expected = covered_names(number, list(files))
    if missing := set(names) - set(expected):
        raise Refusal("E_MISSING", file=min(missing))
    if extra := set(expected) - set(names):
        raise Refusal("E_EXTRA", file=min(extra))
    if names != expected:
        raise Refusal("E_MANIFEST", file=manifest_name(number))
    return {reference.name: reference.digest for reference in references}


def _check_contents(files: Mapping[str, PackedFile], descriptor: Descriptor) -> None:
    """The files in the folders are exactly those package.json names."""
    decode_json(_read_small(files[TABLES_NAME], limits.DESCRIPTOR_BYTES), file=TABLES_NAME)
    named = {_table_path(table) for table in descriptor.schema}
    named |= {report.path for report in descriptor.reports}
    found = {name for name in files if name.startswith(("data/", "reports/"))}
    if extra := found - named:
        raise Refusal("E_EXTRA", file=min(extra))
    if missing := named - found:
        raise Refusal("E_MISSING", file=min(missing))
    if any(used.id != table for table, used in descriptor.schema.items()):
        raise Refusal("E_JSON", file=ROOT_NAME, field="schema")


def _read_small(file: PackedFile, most: int) -> bytes:
    if file.size > most:
        raise Refusal("E_LIMIT", file=file.name)
    return file.content()


def _table_path(table: str) -> str:
    return f"data/{table}.jsonl"
