"""What officers call the group that a legal value is given for."""

import tomllib
from collections.abc import Mapping
from functools import cache

from unionapp.assets import resource
from unionapp.membership.posts import posts
from unionapp.organisation.employer_types import employer_types


def segment_words(segment: str) -> str:
    """The group in words: Chủ tịch, Khu vực ngoài nhà nước, Vùng II; a form keeps its code."""
    return _words().get(segment, segment)


@cache
def _words() -> Mapping[str, str]:
    file = resource("translations", "segments.toml")
    return {
        **{kind.code: kind.name for kind in employer_types()},
        **{code: post.name for code, post in posts().items()},
        **tomllib.loads(file.read_text(encoding="utf-8")),
    }
