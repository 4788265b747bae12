"""The container: a ZIP file of which exactly one byte form is allowed.

The reader takes six values per file from the central directory, writes the whole skeleton anew and
compares it with what it was given. Prefixes, suffixes, comments, gaps, overlaps, extra fields,
flags and links therefore need no rule of their own.
"""

import hashlib
import re
import struct
import zlib
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass

from unionapp.errors import Refusal
from unionapp.exchange import limits

MIMETYPE_NAME = "mimetype"
MIMETYPE = b"application/vnd.etsi.asic-e+zip"

STORED, DEFLATED = 0, 8
_STORED_NAMES = (MIMETYPE_NAME, ".pdf", ".xlsx")
_LEVEL = 6
_SLICE = 64 * limits.KIBIBYTE

_LOCAL = struct.Struct("<4s5H3I2H")
_CENTRAL = struct.Struct("<4s6H3I5H2I")
_END = struct.Struct("<4s4H2IH")
_DAY_ONE = 0x0021  # 1980-01-01, so that the hour of building leaves no trace in the bytes

_NAME = re.compile(
    r"(?:(?:[a-z0-9][a-z0-9._-]{0,63}/){0,3}|META-INF/)[A-Za-z0-9][A-Za-z0-9._-]{0,95}\Z"
)
_DEVICE = re.compile(r"(?:con|prn|aux|nul|com[0-9]|lpt[0-9])(?:\.|\Z)", re.IGNORECASE)
_ENDINGS = (".json", ".jsonl", ".pdf", ".xlsx", ".pem", ".crl", ".txt")
_SIGNATURE_ENDINGS = (".xml", ".p7s")


@dataclass(frozen=True, slots=True)
class PackedFile:
    """One file as it lies in the container, compressed or stored."""

    name: str
    method: int
    crc: int
    size: int
    packed: bytes | memoryview

    def chunks(self) -> Iterator[bytes]:
        """The content in slices; it is whole only when the last one came without a refusal.

        Raises:
            Refusal: E_DEFLATE if the stream does not give exactly the stated size, E_CRC if the
                check sum differs.
        """
        size = crc = 0
        for chunk in _inflate(self.packed) if self.method == DEFLATED else _slices(self.packed):
            size += len(chunk)
            if size > self.size:
                raise Refusal("E_DEFLATE", file=self.name)
            crc = zlib.crc32(chunk, crc)
            yield chunk
        if size != self.size:
            raise Refusal("E_DEFLATE", file=self.name)
        if crc != self.crc:
            raise Refusal("E_CRC", file=self.name)

    def content(self) -> bytes:
        """The whole content.

        Raises:
            Refusal: as `chunks`.
        """
        return b"".join(self.chunks())

    def digest(self) -> bytes:
        """SHA-256 of the content.

        Raises:
            Refusal: as `chunks`.
        """
        sha256 = hashlib.sha256()
        for chunk in self.chunks():
            sha256.update(chunk)
        return sha256.digest()

    def lines(self) -> Iterator[bytes]:
        """The content line by line, each with its line end where it has one.

        Raises:
            Refusal: E_LIMIT if a line is too long; else as `chunks`.
        """
        rest = b""
        for chunk in self.chunks():
            *whole, rest = (rest + chunk).split(b"\n")
            for line in whole:
                yield _within_limit(line + b"\n", self.name)
            _within_limit(rest, self.name)
        if rest:
            yield rest


def pack(name: str, chunks: Iterable[bytes]) -> PackedFile:
    """A file compressed as its ending asks for.

    Raises:
        Refusal: E_NAME if such a name may not stand in a package.
    """
    check_name(name)
    method = STORED if name.endswith(_STORED_NAMES) else DEFLATED
    deflate = zlib.compressobj(_LEVEL, zlib.DEFLATED, -zlib.MAX_WBITS)
    packed: list[bytes] = []
    size = crc = 0
    for chunk in chunks:
        size += len(chunk)
        crc = zlib.crc32(chunk, crc)
        packed.append(deflate.compress(chunk) if method == DEFLATED else chunk)
    if method == DEFLATED:
        packed.append(deflate.flush())
    return PackedFile(name, method, crc, size, b"".join(packed))


def check_name(name: str) -> None:
    """Accept only names that mean the same on every system.

    Raises:
        Refusal: E_NAME.
    """
    segments = name.split("/")
    endings = _SIGNATURE_ENDINGS if segments[0] == "META-INF" else _ENDINGS
    if (
        not _NAME.match(name)
        or any(segment.endswith(".") or _DEVICE.match(segment) for segment in segments)
        or not (name == MIMETYPE_NAME or name.endswith(endings))
    ):
        raise Refusal("E_NAME", file=ascii(name))


def write_container(files: Sequence[PackedFile]) -> bytes:
    """The container of these files, in their order, behind the mimetype."""
    return b"".join(_parts([pack(MIMETYPE_NAME, [MIMETYPE]), *files]))


def read_container(data: bytes) -> tuple[PackedFile, ...]:
    """The files of a container without its mimetype; their contents are not yet read.

    Raises:
        Refusal: E_ZIP, E_LIMIT, E_NAME, E_DUP or E_MIMETYPE.
    """
    if len(data) > limits.PACKAGE_BYTES:
        raise Refusal("E_LIMIT")
    files = _read_directory(data)
    for file in files:
        check_name(file.name)
    _check_sizes(files)
    _check_unique([file.name for file in files])
    if not _equals(data, _parts(files)):
        raise Refusal("E_ZIP")
    if files[0].name != MIMETYPE_NAME or bytes(files[0].packed) != MIMETYPE:
        raise Refusal("E_MIMETYPE")
    return files[1:]


def _parts(files: Sequence[PackedFile]) -> Iterator[bytes | memoryview]:
    """Every byte of the container, in order."""
    directory: list[bytes] = []
    offset = 0
    for file in files:
        name = file.name.encode("ascii")
        needed = 20 if file.method == DEFLATED else 10
        shared = (0, file.method, 0, _DAY_ONE, file.crc, len(file.packed), file.size, len(name))
        local = _LOCAL.pack(b"PK\3\4", needed, *shared, 0) + name
        directory.append(
            _CENTRAL.pack(b"PK\1\2", 20, needed, *shared, 0, 0, 0, 0, 0, offset) + name
        )
        yield local
        yield file.packed
        offset += len(local) + len(file.packed)
    central = b"".join(directory)
    yield central
    yield _END.pack(b"PK\5\6", 0, 0, len(files), len(files), len(central), offset, 0)


def _equals(data: bytes, parts: Iterable[bytes | memoryview]) -> bool:
    view, at = memoryview(data), 0
    for part in parts:
        if view[at : at + len(part)] != part:
            return False
        at += len(part)
    return at == len(data)


def _read_directory(data: bytes) -> tuple[PackedFile, ...]:
    if len(data) < _END.size:
        raise Refusal("E_ZIP")
    signature, _, _, _, count, size, start, _ = _END.unpack(data[-_END.size :])
    if signature != b"PK\5\6" or start + size != len(data) - _END.size:
        raise Refusal("E_ZIP")
    if count > limits.ENTRIES:
        raise Refusal("E_LIMIT")
    try:
        files = tuple(_read_entries(memoryview(data), start, count))
    except struct.error:
        raise Refusal("E_ZIP") from None
    if not files:
        raise Refusal("E_ZIP")
    return files


def _read_entries(view: memoryview, at: int, count: int) -> Iterator[PackedFile]:
    for _ in range(count):
        fields = _CENTRAL.unpack_from(view, at)
        method, crc, packed_size, size, name_length = fields[4], *fields[7:11]
        raw_name = bytes(view[at + _CENTRAL.size : at + _CENTRAL.size + name_length])
        name = raw_name.decode("ascii", "backslashreplace")
        content = fields[-1] + _LOCAL.size + name_length
        if method not in {STORED, DEFLATED} or content + packed_size > len(view):
            raise Refusal("E_ZIP")
        yield PackedFile(name, method, crc, size, view[content : content + packed_size])
        at += _CENTRAL.size + sum(fields[10:13])


def _check_sizes(files: Sequence[PackedFile]) -> None:
    for file in files:
        most = limits.ENTRY_BYTES
        if file.name.startswith("META-INF/"):
            most = limits.SIGNATURE_FILE_BYTES
        bomb = file.size > max(limits.RATIO_FREE_BYTES, limits.RATIO * len(file.packed))
        if bomb or file.size > most:
            raise Refusal("E_LIMIT", file=file.name)
    if sum(file.size for file in files) > limits.UNPACKED_BYTES:
        raise Refusal("E_LIMIT")


def _check_unique(names: Sequence[str]) -> None:
    folded = [name.casefold() for name in names]
    folders = {
        "/".join(parts[:depth])
        for parts in (name.split("/") for name in folded)
        for depth in range(1, len(parts))
    }
    if len(set(folded)) != len(folded) or folders & set(folded):
        raise Refusal("E_DUP")


def _inflate(packed: bytes | memoryview) -> Iterator[bytes]:
    stream = zlib.decompressobj(-zlib.MAX_WBITS)
    fed = 0
    try:
        while fed < len(packed) and not stream.eof:
            pending = bytes(packed[fed : fed + _SLICE])
            fed += len(pending)
            while pending and not stream.eof:
                yield stream.decompress(pending, 4 * _SLICE)
                pending = stream.unconsumed_tail
        yield stream.flush()
    except zlib.error:
        raise Refusal("E_DEFLATE") from None
    if not stream.eof or stream.unused_data or fed != len(packed):
        raise Refusal("E_DEFLATE")


def _slices(packed: bytes | memoryview) -> Iterator[bytes]:
    for start in range(0, len(packed), _SLICE):
        yield bytes(packed[start : start + _SLICE])


def _within_limit(line: bytes, name: str) -> bytes:
    if len(line) > limits.LINE_BYTES:
        raise Refusal("E_LIMIT", file=name)
    return line
