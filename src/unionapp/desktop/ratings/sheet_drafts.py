"""Points that were typed and not handed in yet: kept as they are typed, found again later."""

import json

from unionapp.desktop.drafts import Draft, DraftStore
from unionapp.indicators.ratings import ScoreSheet

_FORM = "ratings/{unit}/{year}"
_SHEET = "sheet"


class SheetDrafts:
    """Keeps one unfinished score sheet for each unit and year."""

    def __init__(self, store: DraftStore) -> None:
        self._store = store

    def keep(self, unit: str, year: int, sheet: ScoreSheet) -> None:
        """Keep a sheet as it stands."""
        facts = {
            "points": dict(sheet.points),
            "evidence": dict(sheet.evidence),
            "knock_outs": list(sheet.knock_outs),
            "grade": sheet.grade,
            "reason": sheet.reason,
            "criteria": sheet.criteria,
        }
        written = json.dumps(facts, ensure_ascii=False)
        self._store.keep(Draft(_FORM.format(unit=unit, year=year), {_SHEET: written}))

    def recall(self, unit: str, year: int) -> ScoreSheet | None:
        """The sheet that was left unfinished."""
        draft = self._store.recall(_FORM.format(unit=unit, year=year))
        if draft is None or _SHEET not in draft.fields:
            return None
        facts = json.loads(draft.fields[_SHEET])
        return ScoreSheet(**{**facts, "knock_outs": tuple(facts["knock_outs"])})

    def drop(self, unit: str, year: int) -> None:
        """Forget the unfinished sheet: it was handed in, or is not wanted."""
        self._store.drop(_FORM.format(unit=unit, year=year))
