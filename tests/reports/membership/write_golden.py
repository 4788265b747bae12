"""Writes the golden texts anew, to be read before they are kept.

python -m tests.reports.membership.write_golden
"""

from pathlib import Path
from tempfile import TemporaryDirectory

from tests.reports.membership.setting import (
    GOLDEN,
    found_union,
    open_new_office,
    papers,
    printed,
)

if __name__ == "__main__":
    with TemporaryDirectory() as name:
        union = found_union(open_new_office(Path(name) / "data"))
        GOLDEN.mkdir(exist_ok=True)
        for paper, document in papers(union).items():
            text = printed(document, Path(name))
            (GOLDEN / f"{paper}.txt").write_text(text, encoding="utf-8")
        union.office.close()
