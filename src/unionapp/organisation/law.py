"""Carries the law from resources/law into the file: tiers and parameters."""

import hashlib
import tomllib
from datetime import date
from typing import Any

from sqlalchemy import select
from sqlalchemy.orm import Session

from unionapp.assets import resource
from unionapp.database.tables import Setting
from unionapp.organisation.tables import Parameter, Tier

_DIGEST = "law_digest"


def law_digest() -> str:
    """What the shipped law hashes to; another value than the file's means the file is behind."""
    digest = hashlib.sha256()
    for path in sorted(resource("law").glob("*.toml")):
        digest.update(path.read_bytes())
    return digest.hexdigest()


def is_law_current(session: Session) -> bool:
    """Whether the file already holds the law this program ships."""
    stored = session.get(Setting, _DIGEST)
    return stored is not None and stored.value == law_digest()


def load_law(session: Session) -> None:
    """Bring tiers and national parameters up to date; a unit's own values stay as they are."""
    for row in _rows("tiers.toml", "tier"):
        session.merge(Tier(**row))
    known = _national_parameters(session)
    for file in sorted(resource("law").glob("*.toml")):
        for row in _rows(file.name, "parameter"):
            _store_parameter(session, row, known)
    session.merge(Setting(name=_DIGEST, value=law_digest()))


def _national_parameters(session: Session) -> dict[tuple[str, str, date], Parameter]:
    rows = session.scalars(select(Parameter).where(Parameter.unit_id.is_(None)))
    return {(row.key, row.segment, row.valid_from): row for row in rows}


def _store_parameter(
    session: Session, row: dict[str, Any], known: dict[tuple[str, str, date], Parameter]
) -> None:
    row = {"segment": "", "valid_to": None, **row, "value": str(row["value"])}
    there = known.get((row["key"], row["segment"], row["valid_from"]))
    if there is None:
        session.add(Parameter(unit_id=None, **row))
        return
    for name in ("valid_to", "value", "legal_basis", "confidence"):
        setattr(there, name, row[name])


def _rows(file: str, table: str) -> list[dict[str, Any]]:
    rows: list[dict[str, Any]] = tomllib.loads(
        resource("law", file).read_text(encoding="utf-8")
    ).get(table, [])
    return rows
