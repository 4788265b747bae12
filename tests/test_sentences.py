"""Every code that the program can raise has a Vietnamese sentence and a line in the manual."""

import ast
import re
import string
from pathlib import Path

import pytest

from unionapp.errors import Problem, Refusal
from unionapp.sentences import all_sentences, problem_sentence, sentence_for

ROOT = Path(__file__).resolve().parents[1]
SOURCE = ROOT / "src" / "unionapp"
MANUAL = ROOT / "docs" / "manual" / "thong-bao.md"
RAISED = {"Refusal", "Trouble", "Problem"}


def codes_in(path: Path) -> set[str]:
    tree = ast.parse(path.read_text(encoding="utf-8"))
    codes = set()
    for node in ast.walk(tree):
        if (
            isinstance(node, ast.Call)
            and isinstance(node.func, ast.Name)
            and node.func.id in RAISED
        ):
            first = node.args[0] if node.args else None
            if isinstance(first, ast.Constant) and isinstance(first.value, str):
                codes.add(first.value)
    return codes


def every_code() -> dict[str, str]:
    return {
        code: str(path.relative_to(ROOT))
        for path in SOURCE.rglob("*.py")
        for code in codes_in(path)
    }


def test_every_code_raised_in_the_source_has_a_sentence():
    missing = {code: place for code, place in every_code().items() if code not in all_sentences()}
    assert missing == {}


def test_codes_raised_by_triggers_have_a_sentence():
    scripts = (SOURCE / "database" / "migrations" / "versions").glob("*.py")
    raised = {
        code
        for script in scripts
        for code in re.findall(r"refuse:([\w.-]+)", script.read_text(encoding="utf-8"))
    }
    assert raised
    assert raised <= set(all_sentences())


@pytest.mark.parametrize("code", sorted(all_sentences()))
def test_a_sentence_is_whole_and_its_gaps_are_names(code):
    sentence = all_sentences()[code]
    assert sentence.strip(), code
    for _, name, form, _ in string.Formatter().parse(sentence):
        assert name is None or name.isidentifier(), sentence
        assert not form, sentence


def test_the_manual_lists_every_sentence():
    expected = "\n".join(
        f"| `{code}` | {sentence} |" for code, sentence in sorted(all_sentences().items())
    )
    head = MANUAL.read_text(encoding="utf-8") if MANUAL.exists() else ""
    assert expected in head, "run: python -m tests.write_manual"


def test_an_error_in_a_log_says_nothing_personal():
    error = Refusal("login.unknown_officer", officer="Nguyễn Thị Hòa")
    assert "Hòa" not in str(error)
    assert "Nguyễn Thị Hòa" in sentence_for(error)


def test_a_problem_names_its_value_and_suggestion():
    problem = Problem("INVALID_DATE", field="birth_date", value="31/02/1990")
    assert problem_sentence(problem)
