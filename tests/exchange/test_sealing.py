"""Sealing writes whole, signed, re-readable packages, and nothing is ever overwritten."""

import os
from dataclasses import replace
from pathlib import Path

import pytest

from tests.exchange.builders import FIGURES, NOW, UNIT, UPPER, a_descriptor, the_contents, verify
from unionapp.errors import Refusal, Trouble
from unionapp.exchange.descriptor import Party
from unionapp.exchange.sealing import PackageContents, cosign, seal
from unionapp.exchange.verification import open_package


def seal_and_cosign(province, folder, **changes):
    first = seal(the_contents(**changes), [province.accountant], folder)
    return cosign(first.path, province.chair, moment=NOW)


def test_a_sealed_and_cosigned_package_is_trusted_by_the_upper_unit(province, tmp_path):
    package = verify(
        seal_and_cosign(province, tmp_path).path, province.trust(), moment=NOW, recipient=UPPER
    )
    assert package.warnings == ()
    assert package.descriptor.sender.unit == UNIT
    assert [dict(row) for row in package.rows("figures")] == sorted(
        FIGURES, key=lambda row: row["code"]
    )
    assert package.sealed.files["reports/bc-01.pdf"].content() == b"%PDF-1.4\n%%EOF\n"
    assert [s.certificate for s in package.signatures] == [
        province.accountant.certificate,
        province.chair.certificate,
    ]


def test_both_officers_may_sign_at_one_sitting(province, tmp_path):
    sealed = seal(the_contents(), [province.accountant, province.chair], tmp_path)
    assert sealed.signatures == 2
    verify(sealed.path, province.trust(), moment=NOW)


def test_the_file_name_holds_the_unit_and_the_number_and_no_person(province, tmp_path):
    sealed = seal(the_contents(sequence=12), [province.accountant], tmp_path)
    assert sealed.path.name == "CD_01-002-0003_report_00012.cdpkg"


def test_a_unit_code_with_a_slash_stays_inside_the_folder(province, tmp_path):
    contents = the_contents(sender=Party("01/..-2", "CĐCS"))
    assert seal(contents, [province.accountant], tmp_path).path.parent == tmp_path


def test_the_same_contents_give_the_same_package_id_whoever_signs(province, tmp_path):
    first = seal(the_contents(), [province.accountant], tmp_path)
    second = seal(the_contents(), [province.chair], tmp_path)
    assert first.package_id == second.package_id
    assert cosign(first.path, province.chair, moment=NOW).package_id == first.package_id


def test_the_order_in_which_records_were_given_leaves_no_trace(province, tmp_path):
    one = PackageContents(a_descriptor(), {"figures": FIGURES})
    other = PackageContents(a_descriptor(), {"figures": tuple(reversed(FIGURES))})
    signers = [province.accountant]
    assert seal(one, signers, tmp_path).package_id == seal(other, signers, tmp_path).package_id


def test_other_contents_give_another_package_id(province, tmp_path):
    first = seal(the_contents(), [province.accountant], tmp_path)
    second = seal(the_contents(sequence=2), [province.accountant], tmp_path)
    assert first.package_id != second.package_id


def test_nothing_is_overwritten(province, tmp_path):
    first = seal(the_contents(), [province.accountant], tmp_path)
    before = first.path.read_bytes()
    second = seal(the_contents(), [province.accountant], tmp_path)
    third = seal(the_contents(), [province.accountant], tmp_path)
    assert second.path.name == "CD_01-002-0003_report_00001 (2).cdpkg"
    assert third.path.name == "CD_01-002-0003_report_00001 (3).cdpkg"
    assert first.path.read_bytes() == before


def test_only_finished_packages_lie_in_the_folder(province, tmp_path):
    seal(the_contents(), [province.accountant], tmp_path)
    assert [path.suffix for path in tmp_path.iterdir()] == [".cdpkg"]


def test_an_officer_does_not_sign_twice(province, tmp_path):
    sealed = seal(the_contents(), [province.accountant], tmp_path)
    with pytest.raises(Refusal, match=r"package\.already_signed"):
        cosign(sealed.path, province.accountant, moment=NOW)
    assert len(list(tmp_path.iterdir())) == 1


def test_a_package_without_a_signer_is_not_written(province, tmp_path):
    with pytest.raises(Refusal, match="E_UNSIGNED"):
        seal(the_contents(), [], tmp_path)
    assert list(tmp_path.iterdir()) == []


def test_a_key_that_does_not_belong_to_the_certificate_is_noticed(province, tmp_path):
    mixed_up = replace(province.accountant, key=province.chair.key)
    with pytest.raises(Refusal, match="E_SIG"):
        seal(the_contents(), [mixed_up], tmp_path)
    assert list(tmp_path.iterdir()) == []


def test_ten_signatures_are_too_many(province, tmp_path):
    with pytest.raises(Refusal, match="E_LIMIT"):
        seal(the_contents(), [province.accountant] * 10, tmp_path)


def test_vietnamese_text_travels_whole_and_composed(province, tmp_path):
    decomposed = "ngu\u031bo\u031b\u0300i"
    rows = [{"code": "a", "numerator": 1, "denominator": None, "unit": decomposed}]
    sealed = seal(PackageContents(a_descriptor(), {"figures": rows}), [province.chair], tmp_path)
    (row,) = open_package(sealed.path).rows("figures")
    assert row["unit"] == "người"


@pytest.mark.parametrize("step", ["write", "fsync", "naming", "open"])
def test_a_failing_disk_leaves_no_file_and_a_trouble(province, tmp_path, monkeypatch, step):
    def fail(*_args, **_kwargs):
        raise OSError(28, "No space left on device")

    real = Path.open

    def open_draft(path, mode="r", *args, **kwargs):
        if mode == "xb" and step == "open":
            fail()
        file = real(path, mode, *args, **kwargs)
        return _Full(file) if mode == "xb" and step == "write" else file

    monkeypatch.setattr(Path, "open", open_draft)
    if step == "fsync":
        monkeypatch.setattr(os, "fsync", fail)
    elif step == "naming":
        for name in ("replace", "rename", "hardlink_to"):
            monkeypatch.setattr(Path, name, fail)
        for name in ("link", "rename", "replace"):
            monkeypatch.setattr(os, name, fail)
    with pytest.raises(Trouble, match=r"exchange\.unwritable"):
        seal(the_contents(), [province.accountant], tmp_path)
    assert list(tmp_path.iterdir()) == []


class _Full:
    """A file on a full disk."""

    def __init__(self, file):
        self._file = file

    def __enter__(self):
        return self

    def __exit__(self, *_):
        self._file.close()

    def write(self, _):
        raise OSError(28, "No space left on device")


def test_a_stick_that_loses_bytes_is_noticed(province, tmp_path, monkeypatch):
    real = Path.read_bytes
    monkeypatch.setattr(Path, "read_bytes", lambda path: real(path)[:-1])
    with pytest.raises(Trouble, match=r"exchange\.unwritable"):
        seal(the_contents(), [province.accountant], tmp_path)
    assert list(tmp_path.iterdir()) == []


def test_a_missing_file_is_a_trouble(province, tmp_path):
    with pytest.raises(Trouble, match=r"exchange\.unreadable"):
        verify(tmp_path / "không có.cdpkg", province.trust(), moment=NOW)
