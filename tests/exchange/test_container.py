"""A container has exactly one byte form; whatever else a ZIP program might accept is refused."""

import io
import random
import struct
import warnings
import zipfile
import zlib

import pytest
from hypothesis import given
from hypothesis import strategies as st

from tests.exchange.builders import contents_of
from unionapp.errors import Refusal
from unionapp.exchange import limits
from unionapp.exchange.container import (
    MIMETYPE,
    PackedFile,
    check_name,
    pack,
    read_container,
    write_container,
)
from unionapp.exchange.container import _parts as parts_of
from unionapp.exchange.verification import open_package

names = st.from_regex(r"(data|reports)/[a-z][a-z0-9_]{0,20}\.(jsonl|pdf|xlsx)", fullmatch=True)


def refused(data):
    """The code with which a container is refused."""
    with pytest.raises(Refusal) as caught:
        for file in read_container(data):
            file.content()
    return caught.value.code


def forge(*files):
    """A container of our profile around files whose values may lie."""
    return b"".join(parts_of([pack("mimetype", [MIMETYPE]), *files]))


def lie(name="data/a.jsonl", content=b"0123456789" * 20, **changes):
    """A packed file some of whose stated values are false."""
    file = pack("data/a.jsonl", [content])
    values = {"name": name, "method": file.method, "crc": file.crc, "size": file.size}
    return PackedFile(**(values | {"packed": file.packed} | changes))


@given(st.dictionaries(names, st.binary(max_size=3000), max_size=8))
def test_what_is_written_is_read_back(contents):
    if len({name.casefold() for name in contents}) < len(contents):
        return
    data = write_container([pack(name, [content]) for name, content in contents.items()])
    assert {file.name: file.content() for file in read_container(data)} == contents
    assert write_container(read_container(data)) == data


def test_ordinary_tools_read_the_container(package):
    with zipfile.ZipFile(io.BytesIO(package)) as archive:
        assert archive.testzip() is None
        assert archive.namelist()[0] == "mimetype"
        assert archive.read("mimetype") == MIMETYPE
        assert {n: archive.read(n) for n in archive.namelist()[1:]} == contents_of(package)


def test_the_type_can_be_told_from_the_first_bytes(package):
    assert package[30:69] == b"mimetypeapplication/vnd.etsi.asic-e+zip"


def test_files_may_come_in_another_order_and_packed_at_another_level(package):
    entries = list(read_container(package))
    again = []
    for file in reversed(entries):
        deflate = zlib.compressobj(9, zlib.DEFLATED, -15)
        packed = deflate.compress(file.content()) + deflate.flush()
        again.append(PackedFile(file.name, 8, file.crc, file.size, packed))
    assert open_package(write_container(again)).package_id == open_package(package).package_id


def test_every_truncation_is_refused(package):
    lengths = {*range(120), *range(0, len(package), 37), *range(len(package) - 120, len(package))}
    for length in lengths:
        assert refused(package[:length]) == "E_ZIP", length


@pytest.mark.parametrize("extra", [b"\0", b"PK", b"\0" * 22])
def test_prefixes_and_suffixes_are_refused(package, extra):
    assert refused(extra + package) == "E_ZIP"
    assert refused(package + extra) == "E_ZIP"


def test_a_comment_is_refused(package):
    assert refused(package[:-2] + struct.pack("<H", 4) + b"note") == "E_ZIP"


def test_a_gap_between_files_is_refused():
    good = forge(lie())
    assert refused(good[:69] + b"\0" + good[69:]) == "E_ZIP"


@pytest.mark.parametrize("offset", range(4, 30))
def test_a_local_header_that_differs_from_the_directory_is_refused(package, offset):
    start = 69  # the second entry; the first is the mimetype
    touched = bytearray(package)
    touched[start + offset] ^= 1
    assert refused(bytes(touched)) == "E_ZIP"


@pytest.mark.parametrize("offset", [4, 6, 8, 12, 14, 30, 32, 34, 36, 38, 42])
def test_flags_dates_attributes_and_offsets_are_constant(package, offset):
    start = package.index(b"PK\1\2")
    touched = bytearray(package)
    touched[start + offset] ^= 1
    assert refused(bytes(touched)) == "E_ZIP"


def test_an_encrypted_flag_a_link_and_a_data_descriptor_are_refused():
    for attribute, value in (("flag_bits", 1), ("external_attr", 0o120777 << 16)):
        memory = io.BytesIO()
        with zipfile.ZipFile(memory, "w") as archive:
            for name, data in (("mimetype", MIMETYPE), ("package.json", b"{}")):
                info = zipfile.ZipInfo(name)
                info.create_system = 0
                setattr(info, attribute, value)
                archive.writestr(info, data)
        assert refused(memory.getvalue()) == "E_ZIP"


def test_overlapping_files_are_refused():
    one = pack("data/a.jsonl", [b"a" * 500])
    good = forge(one, one)
    first = good.index(b"PK\1\2", good.index(b"PK\1\2") + 4)
    second = good.index(b"PK\1\2", first + 4)
    overlapping = bytearray(good)
    overlapping[second + 42 : second + 46] = good[first + 42 : first + 46]
    assert refused(bytes(overlapping)) in {"E_ZIP", "E_DUP"}


def test_a_container_of_nothing_is_refused():
    assert refused(b"") == "E_ZIP"
    assert refused(b"PK\5\6" + b"\0" * 18) == "E_ZIP"
    assert refused(b"\0" * 22) == "E_ZIP"


def test_the_mimetype_comes_first_stored_and_exact():
    body = pack("package.json", [b"{}"])
    deflated = lie("mimetype", MIMETYPE)
    assert refused(b"".join(parts_of([body]))) == "E_MIMETYPE"
    assert refused(b"".join(parts_of([body, pack("mimetype", [MIMETYPE])]))) == "E_MIMETYPE"
    assert refused(b"".join(parts_of([deflated, body]))) == "E_MIMETYPE"
    assert refused(b"".join(parts_of([pack("mimetype", [MIMETYPE + b"\n"])]))) == "E_MIMETYPE"


@pytest.mark.parametrize("method", [1, 9, 12, 14, 99])
def test_other_compressions_are_refused(method):
    assert refused(forge(lie(method=method))) == "E_ZIP"


@pytest.mark.parametrize("change", [-1, 1])
def test_a_false_size_is_refused(change):
    assert refused(forge(lie(size=200 + change))) == "E_DEFLATE"


def test_a_stored_file_has_its_own_size():
    assert refused(forge(lie(method=0, size=7, packed=b"12345678"))) == "E_DEFLATE"


def test_a_false_check_sum_is_refused():
    assert refused(forge(lie(crc=1))) == "E_CRC"


def test_the_stream_ends_exactly_where_it_says():
    file = pack("data/a.jsonl", [b"0123456789" * 20])
    assert refused(forge(lie(packed=file.packed + b"\0"))) == "E_DEFLATE"
    assert refused(forge(lie(packed=file.packed + b"\0" * 200_000))) == "E_DEFLATE"
    assert refused(forge(lie(packed=file.packed[:-1]))) == "E_DEFLATE"
    assert refused(forge(lie(packed=b"", size=0, crc=0))) == "E_DEFLATE"
    assert refused(forge(lie(packed=b"\xff" * 30))) == "E_DEFLATE"


def test_a_bomb_that_states_its_size_is_refused_before_it_is_opened():
    assert refused(forge(pack("data/a.jsonl", [bytes(limits.MEBIBYTE)] * 3))) == "E_LIMIT"


def test_a_bomb_that_hides_its_size_stops_at_the_first_slice():
    bomb = pack("data/a.jsonl", [bytes(limits.MEBIBYTE)] * 50)
    lying = PackedFile("data/a.jsonl", 8, bomb.crc, 3000, bomb.packed)
    given_out = 0
    with pytest.raises(Refusal, match="E_DEFLATE"):
        for chunk in lying.chunks():
            given_out += len(chunk)
    assert given_out == 0


def test_too_many_files_are_refused():
    files = [pack(f"data/t{number}.jsonl", [b""]) for number in range(limits.ENTRIES)]
    assert refused(write_container(files)) == "E_LIMIT"


def test_a_file_larger_than_allowed_is_refused(monkeypatch):
    monkeypatch.setattr(limits, "ENTRY_BYTES", 100)
    assert refused(forge(pack("data/a.jsonl", [b"x" * 101]))) == "E_LIMIT"
    monkeypatch.setattr(limits, "SIGNATURE_FILE_BYTES", 10)
    assert refused(forge(pack("META-INF/signature001.p7s", [b"x" * 11]))) == "E_LIMIT"


def test_a_package_larger_than_allowed_is_refused(monkeypatch):
    monkeypatch.setattr(limits, "UNPACKED_BYTES", 100)
    assert refused(forge(pack("data/a.jsonl", [b"x" * 101]))) == "E_LIMIT"
    monkeypatch.setattr(limits, "PACKAGE_BYTES", 100)
    assert refused(bytes(101)) == "E_LIMIT"


def test_a_line_longer_than_allowed_is_refused():
    short = pack("data/a.jsonl", [b"x" * (limits.LINE_BYTES - 1), b"\n"])
    assert [len(line) for line in short.lines()] == [limits.LINE_BYTES]
    for chunks in ([b"x" * limits.LINE_BYTES, b"\n"], [b"x" * (limits.LINE_BYTES + 1)]):
        with pytest.raises(Refusal, match="E_LIMIT"):
            list(pack("data/a.jsonl", chunks).lines())


@given(st.binary(max_size=400).map(lambda data: data.replace(b"\0", b"\n")))
def test_lines_put_together_are_the_content(content):
    assert list(pack("data/a.jsonl", [content]).lines()) == content.splitlines(keepends=True) or (
        b"".join(pack("data/a.jsonl", [content]).lines()) == content
    )


BAD_NAMES = [
    "../package.json",
    "data/../../x.json",
    "/etc/x.json",
    "C:/x.json",
    "data\\x.json",
    "data//x.json",
    "data/",
    "./x.json",
    "data/.x.json",
    "data/x.json\n",
    "data/x.json.",
    "data/x.json ",
    "data/con.json",
    "data/NUL.txt",
    "reports/com1.pdf",
    "data./x.json",
    "aux/x.json",
    "data/báo-cáo.pdf",
    "data/x\0.json",
    "DATA/x.json",
    "a/b/c/d/e.json",
    "data/x.exe",
    "data/x.jsonl.lnk",
    "package",
    "",
    "x" * 97 + ".json",
    "META-INF/manifest.txt",
    "META-INF/sub/signature001.p7s",
]


@pytest.mark.parametrize("name", BAD_NAMES, ids=ascii)
def test_unsafe_names_are_refused(name):
    with pytest.raises(Refusal, match="E_NAME"):
        check_name(name)
    with pytest.raises(Refusal, match="E_NAME"):
        pack(name, [b""])
    if name.isascii():
        assert refused(forge(lie(name))) == "E_NAME"


def test_a_name_in_utf8_is_refused_whatever_its_flag():
    memory = io.BytesIO()
    with zipfile.ZipFile(memory, "w") as archive:
        archive.writestr(zipfile.ZipInfo("mimetype"), MIMETYPE)
        archive.writestr(zipfile.ZipInfo("data/sổ.jsonl"), b"")
    assert refused(memory.getvalue()) == "E_NAME"


@pytest.mark.parametrize(
    "pair",
    [
        ("data/a.jsonl", "data/a.jsonl"),
        ("reports/a.pdf", "reports/A.pdf"),
        ("data/a.json", "data/a.json/b.json"),
    ],
)
def test_names_that_are_one_on_some_system_are_refused(pair):
    assert refused(forge(*(lie(name) for name in pair))) == "E_DUP"


def test_a_duplicate_made_by_an_ordinary_tool_is_refused():
    memory = io.BytesIO()
    with warnings.catch_warnings(), zipfile.ZipFile(memory, "w") as archive:
        warnings.simplefilter("ignore")
        for name in ("mimetype", "package.json", "package.json"):
            archive.writestr(zipfile.ZipInfo(name), MIMETYPE if name == "mimetype" else b"{}")
    assert refused(memory.getvalue()) in {"E_DUP", "E_ZIP"}


def test_no_flipped_bit_ever_gives_other_content(package):
    """Some bits of deflate padding carry nothing; every other flip has to be refused."""
    expected = contents_of(package)
    chance = random.Random(20261121)
    accepted = 0
    for _ in range(4000):
        bit = chance.randrange(len(package) * 8)
        touched = bytearray(package)
        touched[bit // 8] ^= 1 << bit % 8
        try:
            assert contents_of(bytes(touched)) == expected
            accepted += 1
        except Refusal:
            continue
    assert accepted <= 20


@given(st.binary(max_size=300))
def test_noise_is_refused_and_never_breaks_the_reader(noise):
    with pytest.raises(Refusal):
        read_container(noise)


@given(st.binary(min_size=22, max_size=22), st.integers(min_value=0, max_value=600))
def test_a_lying_directory_is_refused_and_never_breaks_the_reader(tail, start):
    body = forge(lie())
    end = struct.pack("<4s4H2IH", b"PK\5\6", 0, 0, 9, 9, max(len(body) - start, 0), start, 0)
    with pytest.raises(Refusal):
        read_container(body + end)
    with pytest.raises(Refusal):
        read_container(body + tail)
