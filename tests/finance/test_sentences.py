"""Every code that finance can say has its Vietnamese sentence."""

import re
from pathlib import Path

from unionapp import finance
from unionapp.database.migrations import versions
from unionapp.sentences import all_sentences

MIGRATIONS = Path(next(iter(versions.__path__)))
SOURCES = [
    *Path(finance.__file__).parent.rglob("*.py"),
    *(MIGRATIONS / name for name in ("0003_vouchers.py", "0004_dues.py", "0005_years.py")),
]
CODE = re.compile(r"""["'](V-\d\d(?:\.\w+)?|C-\d\d(?:\.\w+)?|[a-z]+\.[a-z_]+)["']""")
SAID = re.compile(
    r"(?:Refusal|Problem|fail|warn|_refuse)\((?:\s*[\"'][a-z_]+[\"'],)?[^()]*", re.DOTALL
)


def codes_said() -> set[str]:
    found: set[str] = set()
    for source in SOURCES:
        for call in SAID.findall(source.read_text(encoding="utf-8")):
            found |= set(CODE.findall(call))
    return found


def test_every_code_has_a_sentence() -> None:
    said = codes_said()
    assert {"V-07", "voucher.posted", "dues.no_list"} <= said
    assert said - all_sentences().keys() == set()
    assert len(said) > 60
