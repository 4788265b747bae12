"""The story of a unit in words: names, units above, what went into it and what became of it."""

from unionapp.desktop.structure.branches import UNGROUPED, Leaf
from unionapp.organisation.office import Office
from unionapp.organisation.unit_history import UnitFact, unit_history
from unionapp.vietnamese.dates import table_date

_WORDS = {
    "named": "mang tên «{what}»",
    "below": "trực thuộc {what}",
    "ended": "giải thể",
    "successor": "kết thúc, đơn vị kế thừa là {what}",
    "took_in": "tiếp nhận {what}",
}


def told_history(office: Office, leaf: Leaf) -> str:
    """The story of a unit, a line for each turn; nothing where there was none."""
    if leaf.id <= 0 or leaf.kind == UNGROUPED:
        return ""
    facts = unit_history(office, leaf.code)
    # a name and a place that never changed are no story
    if not any(it.day is not None and it.fact != "below" for it in facts) and len(facts) <= 2:
        return ""
    return "\n".join(map(_told, facts))


def _told(fact: UnitFact) -> str:
    when = f"{table_date(fact.day)}: " if fact.day else "Từ đầu: "
    why = f" ({fact.reason})" if fact.reason else ""
    return f"{when}{_WORDS[fact.fact].format(what=fact.what)}{why}"
