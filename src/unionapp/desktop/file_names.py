"""Names of files as they are offered: plain letters that every disk and every mail takes."""

import re

from unionapp.vietnamese.names import fold


def file_stem(*parts: str) -> str:
    """The parts without accents and spaces: `CS-0147_danh-sach-doan-vien_thang-03-nam-2026`."""
    return "_".join(slug for slug in map(_slug, parts) if slug)


def _slug(words: str) -> str:
    plain = re.sub(r"[^a-z0-9]+", "-", fold(words)).strip("-")
    # a code keeps its capitals: it is looked for as it is written
    return words if words.isascii() and re.fullmatch(r"[A-Z0-9-]+", words) else plain
