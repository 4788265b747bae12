"""Verification tells each planted fault by its code, and nothing changed is ever accepted."""

import json
import random
from dataclasses import replace
from datetime import timedelta

import pytest

from tests.exchange.builders import (
    NOW,
    UNIT,
    UPPER,
    change,
    contents_of,
    rebuild,
    sign_anew,
    the_contents,
    verify,
)
from unionapp.errors import Refusal
from unionapp.exchange import limits
from unionapp.exchange.canonical import decode_json, encode_json
from unionapp.exchange.inspection import inspect
from unionapp.exchange.manifest import Reference, write_manifest
from unionapp.exchange.sealing import seal
from unionapp.exchange.verification import open_package

FIGURES = "data/figures.jsonl"
LIST = "manifest-sha256.txt"
M1, S1, M2, S2 = (
    "META-INF/ASiCManifest001.xml",
    "META-INF/signature001.p7s",
    "META-INF/ASiCManifest002.xml",
    "META-INF/signature002.p7s",
)


def refused(data):
    """The code with which a package is refused before anybody asks who signed."""
    with pytest.raises(Refusal) as caught:
        open_package(data)
    return caught.value.code


def with_descriptor(package, *signers, **members):
    """The package as a faulty program would sign it with other members of package.json."""
    contents = contents_of(package)
    document = decode_json(contents["package.json"], file="package.json") | members
    contents["package.json"] = encode_json(document)
    return sign_anew(contents, *signers)


# --- a carrier who changes something -----------------------------------------------------------


def test_the_same_files_packed_again_are_the_same_package(package):
    assert open_package(rebuild(contents_of(package))).package_id == (
        open_package(package).package_id
    )


@pytest.mark.parametrize(
    "name", ["package.json", FIGURES, "datapackage.json", "reports/bc-01.pdf", LIST]
)
def test_a_changed_byte_in_any_file_is_seen(package, name):
    content = bytearray(contents_of(package)[name])
    content[len(content) // 2] ^= 1
    assert refused(change(package, {name: bytes(content)})) == "E_DIGEST"


def test_a_changed_figure_is_seen_even_if_the_list_is_changed_with_it(package):
    contents = contents_of(package)
    contents[FIGURES] = contents[FIGURES].replace(b"48500000", b"88500000")
    signed_by_nobody = sign_anew(contents)
    untouched = {name: contents[name] for name in (M1, S1, M2, S2)}
    assert refused(change(signed_by_nobody, untouched)) == "E_DIGEST"


def test_a_changed_manifest_is_seen(package):
    manifest = contents_of(package)[M1]
    swapped = manifest.replace(b"A", b"B", 1) if b">A" in manifest else manifest
    digest_at = manifest.index(b"<ds:DigestValue>") + 16
    letter = b"A" if manifest[digest_at : digest_at + 1] != b"A" else b"B"
    swapped = manifest[:digest_at] + letter + manifest[digest_at + 1 :]
    assert refused(change(package, {M1: swapped})) == "E_DIGEST_SIGNED"


def test_an_added_file_is_seen(package):
    assert refused(change(package, {"reports/more.pdf": b"%PDF"})) == "E_EXTRA"
    assert refused(change(package, {"data/dues.jsonl": b""})) == "E_EXTRA"
    assert refused(change(package, {"notes/readme.txt": b""})) == "E_EXTRA"
    assert refused(change(package, {"readme.txt": b""})) == "E_EXTRA"


@pytest.mark.parametrize(
    "name", ["package.json", FIGURES, "datapackage.json", "reports/bc-01.pdf", LIST]
)
def test_a_missing_file_is_seen(package, name):
    assert refused(change(package, {name: None})) == "E_MISSING"


@pytest.mark.parametrize("name", [M1, S1, M2, S2])
def test_half_a_signature_is_seen(package, name):
    assert refused(change(package, {name: None})) == "E_MISSING"


def test_a_package_without_signatures_is_refused(package):
    assert refused(change(package, dict.fromkeys((M1, S1, M2, S2)))) == "E_UNSIGNED"


@pytest.mark.parametrize(
    "name",
    [
        "META-INF/manifest.xml",
        "META-INF/ASiCManifest.xml",
        "META-INF/ASiCManifest010.xml",
        "META-INF/signature000.p7s",
        "META-INF/timestamp.p7s",
    ],
)
def test_nothing_else_hides_beside_the_signatures(package, name):
    assert refused(change(package, {name: b"x"})) == "E_EXTRA"


def test_taking_the_second_signer_away_is_seen(package, province):
    without = change(package, {M2: None, S2: None})
    assert len(open_package(without).signatures) == 1
    with pytest.raises(Refusal, match="E_SIG_POLICY") as caught:
        verify(without, province.trust(), moment=NOW)
    assert caught.value.details == {"needed": 2, "found": 1}


def test_taking_the_first_signer_away_breaks_the_second(package):
    contents = contents_of(package)
    moved = change(package, {M1: contents[M2], S1: contents[S2], M2: None, S2: None})
    assert refused(moved) == "E_MANIFEST"


def test_swapped_signatures_are_seen(package):
    contents = contents_of(package)
    assert refused(change(package, {S1: contents[S2], S2: contents[S1]})) == "E_DIGEST_SIGNED"


def test_a_first_signature_made_anew_breaks_the_second(package, province):
    contents = contents_of(package)
    again = contents_of(sign_anew(contents, province.chair))
    assert refused(change(package, {S1: again[S1]})) == "E_DIGEST"


def test_one_officer_does_not_count_twice(package, province):
    twice = sign_anew(contents_of(package), province.chair, province.chair)
    with pytest.raises(Refusal, match="E_SIG_POLICY"):
        verify(twice, province.trust(), moment=NOW)


def test_a_signature_over_another_package_does_not_serve(package, province, tmp_path):
    other = seal(the_contents(sequence=2), [province.accountant, province.chair], tmp_path)
    theirs = contents_of(other.path.read_bytes())
    assert refused(change(package, {S2: theirs[S2]})) == "E_DIGEST_SIGNED"
    assert (
        refused(change(package, {name: theirs[name] for name in (M1, S1, M2, S2)})) == "E_DIGEST"
    )


# --- the form of the manifests -----------------------------------------------------------------


def test_a_manifest_is_exactly_the_published_text():
    references = [Reference("data/a.jsonl", b"\0" * 32), Reference("package.json", b"\0" * 32)]
    assert write_manifest(2, references).decode() == (
        """<?xml version="1.0" encoding="UTF-8"?>
<asic:ASiCManifest xmlns:asic="http://uri.etsi.org/02918/v1.2.1#" xmlns:ds="http://www.w3.org/2000/09/xmldsig#">
<asic:SigReference URI="META-INF/signature002.p7s" MimeType="application/pkcs7-signature"/>
<asic:DataObjectReference URI="data/a.jsonl" MimeType="application/x-ndjson"><ds:DigestMethod Algorithm="http://www.w3.org/2001/04/xmlenc#sha256"/><ds:DigestValue>AAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAA=</ds:DigestValue></asic:DataObjectReference>
<asic:DataObjectReference URI="package.json" MimeType="application/json" Rootfile="true"><ds:DigestMethod Algorithm="http://www.w3.org/2001/04/xmlenc#sha256"/><ds:DigestValue>AAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAA=</ds:DigestValue></asic:DataObjectReference>
</asic:ASiCManifest>
"""
    )


@pytest.mark.parametrize(
    ("old", "new"),
    [
        (b"\n<asic:A", b'\n<!DOCTYPE x [<!ENTITY e SYSTEM "file:///etc/passwd">]>\n<asic:A'),
        (b"</asic:ASiCManifest>", b"<!-- hidden --></asic:ASiCManifest>"),
        (b"xmlenc#sha256", b"xmldsig#sha1"),
        (b'"text/plain"', b'"text/html"'),
        (b"\n", b"\r\n"),
        (b"\n</asic", b"\n\n</asic"),
        (b' Rootfile="true"', b""),
        (b"UTF-8", b"utf-8"),
        (b"signature001", b"signature002"),
        (b'URI="package.json"', b'URI="../package.json"'),
        (b'URI="package.json"', b'URI="file:///package.json"'),
    ],
)
def test_a_manifest_in_any_other_form_is_refused(package, old, new):
    manifest = contents_of(package)[M1]
    assert old in manifest
    assert refused(change(package, {M1: manifest.replace(old, new)})) in {
        "E_MANIFEST",
        "E_MISSING",
    }


def test_a_manifest_that_names_a_file_twice_is_refused(package):
    lines = contents_of(package)[M1].splitlines(keepends=True)
    assert refused(change(package, {M1: b"".join([*lines[:4], *lines[3:]])})) == "E_MANIFEST"


def test_a_manifest_in_another_order_is_refused(package):
    lines = contents_of(package)[M1].splitlines(keepends=True)
    lines[3], lines[4] = lines[4], lines[3]
    assert refused(change(package, {M1: b"".join(lines)})) == "E_MANIFEST"


def test_a_manifest_that_forgets_a_file_leaves_it_uncovered(package):
    lines = contents_of(package)[M1].splitlines(keepends=True)
    assert refused(change(package, {M1: b"".join(lines[:3] + lines[4:])})) == "E_EXTRA"


def test_an_empty_manifest_covers_nothing(package):
    lines = contents_of(package)[M1].splitlines(keepends=True)
    assert refused(change(package, {M1: b"".join(lines[:3] + lines[-1:])})) == "E_EXTRA"
    assert refused(change(package, {M1: b""})) == "E_MANIFEST"


# --- a sender whose program is faulty ----------------------------------------------------------


def test_a_signed_list_that_is_wrong_is_refused(package, province):
    contents = contents_of(package)
    for listed in (
        contents[LIST].replace(b"  ", b" *"),
        contents[LIST].upper(),
        contents[LIST][:-1],
        b"".join(sorted(contents[LIST].splitlines(keepends=True), reverse=True)),
        b"".join(contents[LIST].splitlines(keepends=True)[1:]),
        b"0" * 64 + contents[LIST][64:],
        b"",
    ):
        wrong = sign_anew(contents | {LIST: listed}, province.accountant, relist=False)
        assert refused(wrong) == "E_MANIFEST"


@pytest.mark.parametrize(
    ("members", "code"),
    [
        ({"format": "vn.congdoan.other"}, "E_VERSION"),
        ({"format_version": "2.0"}, "E_VERSION"),
        ({"format_version": "1"}, "E_VERSION"),
        ({"format_version": 1}, "E_VERSION"),
        ({"crit": ["cosign", "teleport"]}, "E_CRIT"),
        ({"crit": None}, "E_CRIT"),
        ({"kind": "invoice"}, "E_JSON"),
        ({"created": "2026-07-05"}, "E_JSON"),
        ({"created": "2026-13-05T00:00:00Z"}, "E_JSON"),
        ({"created": "2026-7-5T0:0:0Z"}, "E_JSON"),
        ({"sender": {"unit": UNIT}}, "E_JSON"),
        ({"sender": UNIT}, "E_JSON"),
        ({"recipient": {"unit": "", "name": "x"}}, "E_JSON"),
        ({"period": {"from": "2026-06", "to": "2026-01"}}, "E_JSON"),
        ({"period": {"from": "2026-00", "to": "2026-01"}}, "E_JSON"),
        ({"recipient": {"unit": UPPER, "name": "LĐLĐ \u202e gnartnaig"}}, "E_JSON"),
        ({"recipient": {"unit": UPPER, "name": "LĐLĐ\x1b[31m"}}, "E_JSON"),
        ({"stream": "../up"}, "E_JSON"),
        ({"sequence": 0}, "E_JSON"),
        ({"sequence": True}, "E_JSON"),
        ({"sequence": "1"}, "E_JSON"),
        ({"previous": {"sequence": 1, "package_id": "sha256:" + "0" * 64}}, "E_JSON"),
        ({"previous": {"sequence": 1, "package_id": "md5:0"}}, "E_JSON"),
        ({"version": 2}, "E_JSON"),
        ({"version": 0}, "E_JSON"),
        ({"supersedes": {"package_id": "sha256:" + "0" * 64, "reason": "x"}}, "E_JSON"),
        ({"signatures_required": 0}, "E_JSON"),
        ({"schema": {}}, "E_JSON"),
        ({"totals": {}}, "E_JSON"),
        ({"totals": {"figures": {"rows": 4, "sums": {"numerator": 48_500_376}}}}, "E_TOTALS"),
        ({"totals": {"figures": {"rows": 3, "sums": {"numerator": 48_500_377}}}}, "E_TOTALS"),
        ({"totals": {"figures": {"rows": 3, "sums": {}}}}, "E_TOTALS"),
        ({"reports": []}, "E_EXTRA"),
        ({"reports": None}, "E_JSON"),
        ({"reports": [{"path": "reports/no.pdf", "title": "x", "form": "x"}]}, "E_EXTRA"),
        ({"receipt": {}}, "E_JSON"),
        ({"kind": "receipt"}, "E_JSON"),
    ],
    ids=str,
)
def test_a_wrong_description_is_refused(package, province, members, code):
    assert refused(with_descriptor(package, province.accountant, **members)) == code


def test_a_missing_member_is_refused(package, province):
    contents = contents_of(package)
    document = decode_json(contents["package.json"], file="")
    for member in set(document) - {"receipt"}:
        shorter = {name: value for name, value in document.items() if name != member}
        data = sign_anew(contents | {"package.json": encode_json(shorter)}, province.accountant)
        assert refused(data) in {"E_JSON", "E_VERSION", "E_CRIT"}, member


def test_members_of_a_later_minor_version_are_left_aside(package, province):
    later = with_descriptor(
        package, province.accountant, province.chair, format_version="1.7", colour="đỏ"
    )
    assert verify(later, province.trust(), moment=NOW).descriptor.sequence == 1


def test_a_package_names_the_files_it_lacks(package, province):
    contents = contents_of(package)
    del contents["reports/bc-01.pdf"]
    assert refused(sign_anew(contents, province.accountant)) == "E_MISSING"


@pytest.mark.parametrize(
    "reference",
    [
        {"id": "figures", "version": 9, "sha256": "0" * 64},
        {"id": "figures", "version": 1, "sha256": "0" * 64},
        {"id": "unknown", "version": 1, "sha256": "0" * 64},
    ],
)
def test_a_table_this_program_does_not_know_asks_for_an_update(package, province, reference):
    data = with_descriptor(package, province.accountant, schema={"figures": reference})
    assert refused(data) in {"E_VERSION", "E_JSON"}


@pytest.mark.parametrize("data", [b"{}", b"[]", b"null", b"", b"{ }", b'{"a":1,"a":1}', b"\xff"])
def test_a_description_that_is_no_canonical_object_is_refused(package, province, data):
    contents = contents_of(package) | {"package.json": data}
    assert refused(sign_anew(contents, province.accountant)) in {"E_JSON", "E_VERSION"}


def test_a_table_description_that_is_no_canonical_json_is_refused(package, province):
    contents = contents_of(package) | {"datapackage.json": b"{ }"}
    assert refused(sign_anew(contents, province.accountant)) == "E_JSON"


def test_a_huge_description_is_refused(package, province, monkeypatch):
    monkeypatch.setattr(limits, "DESCRIPTOR_BYTES", 100)
    assert refused(package) == "E_LIMIT"


def test_a_file_larger_than_any_package_is_not_even_read(tmp_path, monkeypatch):
    monkeypatch.setattr(limits, "PACKAGE_BYTES", 10)
    file = tmp_path / "big.cdpkg"
    file.write_bytes(bytes(11))
    assert refused(file) == "E_LIMIT"


def test_an_encrypted_package_asks_for_its_key():
    head = bytes.fromhex("3082010006 0b 2a864886f70d0109100117".replace(" ", ""))
    assert refused(head + bytes(50)) == "E_ENV_KEY"


# --- addressed to whom, signed by whom ---------------------------------------------------------


def test_a_package_for_another_unit_is_not_taken(package, province):
    with pytest.raises(Refusal, match="E_WRONG_RECIPIENT"):
        verify(package, province.trust(), moment=NOW, recipient="01-009")


def test_officers_sign_only_for_their_own_unit(package, province):
    for signers in (
        [province.accountant, province.neighbour],
        [province.neighbour, province.chair],
    ):
        data = sign_anew(contents_of(package), *signers)
        with pytest.raises(Refusal, match="E_SENDER"):
            verify(data, province.trust(), moment=NOW)


# --- flips -------------------------------------------------------------------------------------


def test_no_flipped_bit_in_any_content_is_accepted(package, province):
    """With the check sums of the container repaired, so that the signatures stand alone."""
    contents = contents_of(package)
    places = [(name, bit) for name, data in contents.items() for bit in range(len(data) * 8)]
    chance = random.Random(4)
    trust = province.trust()
    accepted = []
    for name, bit in chance.sample(places, 800):
        touched = bytearray(contents[name])
        touched[bit // 8] ^= 1 << bit % 8
        try:
            verify(rebuild(contents | {name: bytes(touched)}), trust, moment=NOW)
            accepted.append((name, bit))
        except Refusal:
            continue
    assert accepted == []


def test_no_flipped_bit_of_the_last_signature_is_accepted(package, province):
    """Nobody signs over it, so that its own form has to leave no room."""
    contents = contents_of(package)
    chance = random.Random(5)
    trust = province.trust()
    accepted = []
    for bit in chance.sample(range(len(contents[S2]) * 8), 600):
        touched = bytearray(contents[S2])
        touched[bit // 8] ^= 1 << bit % 8
        try:
            verify(rebuild(contents | {S2: bytes(touched)}), trust, moment=NOW)
            accepted.append(bit)
        except Refusal:
            continue
    assert accepted == []


# --- the verdict for the command line ----------------------------------------------------------


@pytest.fixture
def file(package, tmp_path):
    path = tmp_path / "CD.cdpkg"
    path.write_bytes(package)
    return path


def test_with_trust_the_verdict_is_trusted(file, province):
    verdict = inspect(file, province.trust(), moment=NOW)
    assert (verdict.verdict, verdict.code, verdict.refusal) == ("trusted", "OK", None)
    assert verdict.sender.unit == UNIT
    assert verdict.recipient.unit == UPPER
    assert (verdict.period.first, verdict.period.last) == ("2026-01", "2026-06")
    assert verdict.version == 1
    assert [signer.person for signer in verdict.signers] == ["Trần Văn Bảy", "Nguyễn Thị Hồng"]
    assert FIGURES in verdict.files


def test_the_verdict_is_told_in_json(file, province):
    told = json.loads(json.dumps(inspect(file, province.trust(), moment=NOW).to_json()))
    assert told["verdict"] == "trusted"
    assert told["sender"] == {"unit": UNIT, "name": "CĐCS Công ty TNHH Đại Phát"}
    assert told["period"] == {"from": "2026-01", "to": "2026-06"}
    assert told["version"] == 1
    assert told["signers"][0]["signed_at"] == "2026-07-05T08:30:00+00:00"
    assert told["files"][0] == "package.json"
    file.write_bytes(b"")
    told = inspect(file, moment=NOW).to_json()
    assert (told["verdict"], told["code"], told["sender"]) == ("invalid", "E_ZIP", None)


def test_without_trust_the_signer_is_unknown_but_the_content_is_told(file):
    verdict = inspect(file, moment=NOW)
    assert (verdict.verdict, verdict.code) == ("untrusted_signer", "E_UNTRUSTED")
    assert verdict.sender.unit == UNIT
    assert len(verdict.signers) == 2


def test_an_expired_signer_is_not_trusted(file, province):
    trust = replace(province.trust(), demands_lists=False)
    verdict = inspect(file, trust, moment=NOW + timedelta(days=6 * 365))
    assert (verdict.verdict, verdict.code) == ("untrusted_signer", "E_EXPIRED")


def test_a_broken_file_is_invalid_and_tells_nothing(file, province):
    file.write_bytes(file.read_bytes()[:-300])
    verdict = inspect(file, province.trust(), moment=NOW)
    assert (verdict.verdict, verdict.code) == ("invalid", "E_ZIP")
    assert verdict.sender is None
    assert verdict.signers == ()


def test_a_package_that_lacks_a_signature_is_invalid(file, package, province):
    file.write_bytes(change(package, {M2: None, S2: None}))
    verdict = inspect(file, province.trust(), moment=NOW)
    assert (verdict.verdict, verdict.code) == ("invalid", "E_SIG_POLICY")
