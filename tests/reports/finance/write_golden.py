"""Writes the golden texts anew, to be read before they are kept: python -m tests.reports.finance.write_golden."""

from pathlib import Path
from tempfile import TemporaryDirectory

from tests.reports.finance.setting import GOLDEN, busy_year, papers, printed

if __name__ == "__main__":
    with TemporaryDirectory() as name:
        office, ids = busy_year(Path(name) / "data")
        GOLDEN.mkdir(exist_ok=True)
        for paper, document in papers(office, ids).items():
            text = printed(document, Path(name))
            (GOLDEN / f"{paper}.txt").write_text(text, encoding="utf-8")
        office.close()
