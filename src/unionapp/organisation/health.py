"""Examines a data folder: integrity, versions, fonts, locks, free space."""

import shutil
from dataclasses import dataclass

from sqlalchemy import text

from unionapp import __version__
from unionapp.assets import resource
from unionapp.database.migrate import newest_schema
from unionapp.organisation.clock import clock_words, day_written_ahead
from unionapp.organisation.locks import list_locks
from unionapp.organisation.office import Office
from unionapp.vietnamese.dates import month_label

_ENOUGH_BYTES = 500 * 2**20
_FONTS = ("Tinos-Regular.ttf", "Tinos-Bold.ttf", "Tinos-Italic.ttf", "NotoSans-Regular.ttf")


@dataclass(frozen=True, slots=True)
class Finding:
    """One thing looked at and how it stands."""

    code: str
    is_well: bool
    words: str


def examine(office: Office) -> tuple[Finding, ...]:
    """Everything that can be found without changing anything."""
    return (
        *(_integrity(office), _versions(office), _fonts()),
        *(_locks(office), _clock(office), _space(office)),
    )


def _integrity(office: Office) -> Finding:
    with office.read() as session:
        verdict = session.scalar(text("PRAGMA quick_check"))
        broken = session.execute(text("PRAGMA foreign_key_check")).first()
    is_well = verdict == "ok" and broken is None
    words = "tệp dữ liệu toàn vẹn" if is_well else f"tệp dữ liệu có lỗi: {verdict}; hãy khôi phục"
    return Finding("integrity", is_well, words)


def _versions(office: Office) -> Finding:
    with office.read() as session:
        schema = session.scalar(text("PRAGMA user_version"))
    is_well = schema == newest_schema()
    return Finding("versions", is_well, f"phần mềm {__version__}, dữ liệu phiên bản {schema}")


def _fonts() -> Finding:
    try:
        for name in _FONTS:
            resource("fonts", name)
    except FileNotFoundError:
        return Finding("fonts", is_well=False, words="thiếu phông chữ; hãy cài lại phần mềm")
    return Finding("fonts", is_well=True, words="đủ phông chữ in và phông màn hình")


def _locks(office: Office) -> Finding:
    months = [lock.month for lock in list_locks(office)]
    words = f"đã khóa sổ đến {month_label(months[-1])}" if months else "chưa khóa sổ tháng nào"
    return Finding("locks", is_well=True, words=words)


def _clock(office: Office) -> Finding:
    ahead = day_written_ahead(office)
    if ahead is None:
        return Finding("clock", is_well=True, words="đồng hồ máy đi đúng chiều")
    return Finding("clock", is_well=False, words=clock_words(office, ahead))


def _space(office: Office) -> Finding:
    free = shutil.disk_usage(office.folder).free
    words = f"ổ đĩa còn trống {free // 2**20:,} MB".replace(",", ".")
    return Finding("space", free >= _ENOUGH_BYTES, words)
