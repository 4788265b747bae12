"""The Vietnamese sentence behind every code, from resources/sentences/*.toml.

One file per room, one table per file: `"code" = "sentence with {details}"`. Both surfaces look
here, so that the window and the command line say the same thing.
"""

import tomllib
from functools import cache

from unionapp.assets import resource
from unionapp.errors import CodedError, Problem


class _Gaps(dict[str, object]):
    """Leaves a visible gap where a sentence asks for a detail that was not given."""

    def __missing__(self, key: str) -> str:
        return "…"


@cache
def all_sentences() -> dict[str, str]:
    """Every code with its sentence."""
    sentences: dict[str, str] = {}
    for file in sorted(resource("sentences").glob("*.toml")):
        sentences.update(tomllib.loads(file.read_text(encoding="utf-8")))
    return sentences


def sentence(code: str, /, **details: object) -> str:
    """The sentence of a code, its `{details}` filled in.

    Raises:
        KeyError: no sentence stands in resources/sentences for this code.
    """
    return all_sentences()[code].format_map(_Gaps(details))


def sentence_for(error: CodedError) -> str:
    """What a person reads about a refusal or a trouble."""
    return sentence(error.code, **error.details)


def problem_sentence(problem: Problem) -> str:
    """What a person reads about one problem; the value and the suggestion are its details."""
    return sentence(
        problem.code, value=problem.value, suggestion=problem.suggestion, field=problem.field
    )
