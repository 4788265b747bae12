"""Each room's tables can be loaded alone: what their keys point to comes with them."""

import os
import subprocess
import sys
from pathlib import Path

import pytest

SOURCE = Path(__file__).resolve().parents[2] / "src"
MODULES = sorted(
    ".".join(path.relative_to(SOURCE).with_suffix("").parts)
    for path in (SOURCE / "unionapp").rglob("*tables.py")
    if "legacy" not in path.name and "strips" not in path.name
)
CHECK = """
import importlib, sys
from sqlalchemy.orm import configure_mappers
importlib.import_module(sys.argv[1])
from unionapp.database.base import Base
import unionapp.organisation.tables
configure_mappers()
for table in Base.metadata.sorted_tables:
    for key in table.foreign_keys:
        key.column
"""


@pytest.mark.parametrize("module", MODULES)
def test_tables_loaded_alone_find_what_their_keys_point_to(module):
    done = subprocess.run(
        [sys.executable, "-c", CHECK, module],
        capture_output=True,
        text=True,
        check=False,
        env={**os.environ, "PYTHONPATH": str(SOURCE)},
    )
    assert done.returncode == 0, done.stderr[-400:]
