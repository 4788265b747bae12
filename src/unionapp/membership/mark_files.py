"""Marks of members as files: the key from the upper unit, each unit's marks, the comparison."""

import json
import secrets
from collections.abc import Iterable
from dataclasses import asdict
from pathlib import Path
from typing import Any

from unionapp.errors import Refusal, Trouble
from unionapp.membership.marks import PersonMark, SharedMark, person_marks, shared_marks
from unionapp.membership.privacy import note_export
from unionapp.organisation.office import Office
from unionapp.paper.destination import write_safely

_KEY_BYTES = 32
_FORMAT = "unionapp-marks-1"


def make_key_file(output: Path) -> Path:
    """Write a new key, to be handed to the units whose members are to be compared.

    Raises:
        Trouble: the file could not be written.
    """
    key = secrets.token_hex(_KEY_BYTES)
    return write_safely(output, lambda draft: _write(draft, f"{key}\n"))


def save_marks(office: Office, key_file: Path, output: Path) -> tuple[Path, int]:
    """Write the marks of everybody who is a member now; the file names nobody.

    Raises:
        Refusal: marks.key.
        Trouble: paper.not_readable, or the file could not be written.
    """
    marks = person_marks(office, _read_key(key_file))
    content = {"format": _FORMAT, "marks": [asdict(mark) for mark in marks]}
    text = json.dumps(content, ensure_ascii=False, indent=0)
    path = write_safely(output, lambda draft: _write(draft, text))
    members = len({mark.member_code for mark in marks})
    note_export(office, "Mã đối chiếu đoàn viên", members, "Giao cấp trên tìm người trùng")
    return path, members


def compare_marks(paths: Iterable[Path]) -> tuple[SharedMark, ...]:
    """The people who occur in more than one of the units whose files these are.

    Raises:
        Refusal: marks.unreadable.
        Trouble: paper.not_readable.
    """
    return shared_marks(mark for path in paths for mark in _read_marks(path))


def _read_key(path: Path) -> bytes:
    try:
        return bytes.fromhex(_read(path).strip())
    except ValueError:
        raise Refusal("marks.key") from None


def _read_marks(path: Path) -> list[PersonMark]:
    try:
        content: dict[str, Any] = json.loads(_read(path))
        if content["format"] != _FORMAT:
            raise Refusal("marks.unreadable", file=path.name)
        return [PersonMark(**mark) for mark in content["marks"]]
    except (ValueError, TypeError, KeyError):
        raise Refusal("marks.unreadable", file=path.name) from None


def _read(path: Path) -> str:
    try:
        return path.read_text(encoding="utf-8-sig")
    except OSError as error:
        raise Trouble("paper.not_readable", file=path.name) from error


def _write(draft: Path, text: str) -> None:
    draft.write_text(text, encoding="utf-8")
