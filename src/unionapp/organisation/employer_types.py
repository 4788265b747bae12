"""The kinds of employer and what follows from them: sector and dues group."""

import tomllib
from dataclasses import dataclass
from functools import cache

from unionapp.assets import resource
from unionapp.errors import Refusal
from unionapp.vietnamese.names import fold


@dataclass(frozen=True, slots=True)
class EmployerType:
    """A kind of employer; `dues_group` is G1 to G4 of QĐ 61/QĐ-TLĐ."""

    code: str
    name: str
    aliases: tuple[str, ...]
    dues_group: str
    sector: str
    is_public: bool
    is_enterprise: bool
    is_fdi: bool


@cache
def employer_types() -> tuple[EmployerType, ...]:
    """All kinds, in the order the profile form shows them."""
    rows = tomllib.loads(resource("law", "employer_types.toml").read_text(encoding="utf-8"))[
        "employer_type"
    ]
    return tuple(EmployerType(**{**row, "aliases": tuple(row["aliases"])}) for row in rows)


def is_enterprise(code: str | None) -> bool:
    """Whether money is booked as of the business sector (SXKD), not the public one (HCSN).

    A unit whose employer is not stated yet counts as of the business sector.

    Raises:
        Refusal: unit.unknown_employer_type.
    """
    return code is None or find_employer_type(code).is_enterprise


def find_employer_type(text: str) -> EmployerType:
    """The kind meant by a code, its name or a customary short form.

    Raises:
        Refusal: unit.unknown_employer_type.
    """
    wanted = fold(text).strip()
    for kind in employer_types():
        if wanted in {fold(name) for name in (kind.code, kind.name, *kind.aliases)}:
            return kind
    raise Refusal(
        "unit.unknown_employer_type",
        employer_type=text,
        types=", ".join(kind.code for kind in employer_types()),
    )
