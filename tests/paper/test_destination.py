import errno
import os
from pathlib import Path

import pytest

from unionapp.errors import Trouble
from unionapp.paper.destination import write_safely
from unionapp.paper.document import Column, Document, Table
from unionapp.paper.pdf import write_pdf
from unionapp.paper.xlsx import write_xlsx
from unionapp.sentences import sentence_for


def write_text(path):
    path.write_bytes(b"du lieu")


def test_the_file_is_whole_and_alone(tmp_path):
    path = tmp_path / "báo cáo.pdf"
    assert write_safely(path, write_text) == path
    assert path.read_bytes() == b"du lieu"
    assert list(tmp_path.iterdir()) == [path]


def test_an_existing_file_is_never_written_over(tmp_path):
    path = tmp_path / "a.pdf"
    path.write_text("cũ")
    assert write_safely(path, write_text) == tmp_path / "a (2).pdf"
    assert write_safely(path, write_text) == tmp_path / "a (3).pdf"
    assert path.read_text() == "cũ"


@pytest.mark.parametrize("code", [errno.ENOSPC, errno.EDQUOT])
def test_a_full_disk_leaves_nothing_behind(code, tmp_path):
    def fill(path):
        path.write_bytes(b"half")
        raise OSError(code, "full")

    with pytest.raises(Trouble) as trouble:
        write_safely(tmp_path / "a.pdf", fill)
    assert trouble.value.code == "paper.disk_full"
    assert list(tmp_path.iterdir()) == []


def fail(*_args, **_more):
    raise OSError(errno.EIO, "broken")


@pytest.mark.parametrize("step", ["flushing", "naming"])
def test_a_failure_at_any_step_leaves_no_file(step, tmp_path, monkeypatch):
    if step == "flushing":
        monkeypatch.setattr(os, "fsync", fail)
    monkeypatch.setattr(Path, "hardlink_to", fail)
    monkeypatch.setattr(Path, "rename", fail)
    with pytest.raises(Trouble) as trouble:
        write_safely(tmp_path / "a.pdf", write_text)
    assert trouble.value.code == "paper.not_writable"
    assert list(tmp_path.iterdir()) == []


def test_a_disk_without_links_gets_the_same_names(tmp_path, monkeypatch):
    monkeypatch.setattr(Path, "hardlink_to", fail)
    names = [write_safely(tmp_path / "a.pdf", write_text).name for _ in range(3)]
    assert names == ["a.pdf", "a (2).pdf", "a (3).pdf"]
    assert sorted(path.name for path in tmp_path.iterdir()) == sorted(names)


def test_a_folder_that_cannot_be_flushed_does_not_undo_the_file(tmp_path, monkeypatch):
    monkeypatch.setattr(os, "open", fail)
    assert write_safely(tmp_path / "a.pdf", write_text).read_bytes() == b"du lieu"


def test_a_list_that_is_cancelled_halfway_leaves_nothing(tmp_path):
    def rows():
        yield ("Người 1",)
        raise KeyboardInterrupt

    for write in (write_pdf, write_xlsx):
        document = Document("X", "Danh sách", "danh_sach", (Table((Column("Tên"),), rows()),))
        with pytest.raises(KeyboardInterrupt):
            write(document, tmp_path / "a")
    assert list(tmp_path.iterdir()) == []


def test_what_is_read_back_must_be_as_long_as_what_was_written(tmp_path):
    with pytest.raises(Trouble, match=r"paper\.not_writable"):
        write_safely(tmp_path / "a.pdf", lambda path: path.write_bytes(b""))
    assert list(tmp_path.iterdir()) == []


def test_a_missing_folder_is_made(tmp_path):
    written = write_safely(tmp_path / "năm" / "2026" / "a.pdf", write_text)
    assert written == tmp_path / "năm" / "2026" / "a.pdf"
    assert [file.name for file in written.parent.iterdir()] == ["a.pdf"]


def test_a_folder_that_cannot_be_made_is_told_in_vietnamese(tmp_path):
    (tmp_path / "sổ").write_text("a file stands here")
    with pytest.raises(Trouble) as trouble:
        write_safely(tmp_path / "sổ" / "a.pdf", write_text)
    told = sentence_for(trouble.value)
    assert "a.pdf" in told
    assert "Không có tệp dở dang nào" in told


def test_a_bug_in_the_writer_is_not_hidden_and_leaves_nothing(tmp_path):
    def fail(path):
        path.write_bytes(b"half")
        raise ValueError

    with pytest.raises(ValueError, match="^$"):
        write_safely(tmp_path / "a.pdf", fail)
    assert list(tmp_path.iterdir()) == []


@pytest.mark.parametrize("path", [Path(), Path("/")])
def test_a_path_without_a_name_is_trouble(path):
    with pytest.raises(Trouble, match="paper.not_writable"):
        write_safely(path, write_text)
