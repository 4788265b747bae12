"""One target beside the board: plan, figure, what is missing, and how it is counted."""

from collections.abc import Iterable, Iterator

from unionapp.desktop.fact_sheet import Section
from unionapp.indicators.assignments import AssignmentRow
from unionapp.indicators.catalogue import Choice, Measure, find_measure
from unionapp.indicators.progress import TargetProgress
from unionapp.indicators.target_sets import SetRow, TargetRow
from unionapp.vietnamese.amounts import group_digits
from unionapp.vietnamese.dates import table_date

MOST_NAMED = 10
_ORIGINS = {
    "computed": "tính từ sổ",
    "typed": "nhập tay",
    "received": "theo gói báo cáo của cấp dưới",
}


def sections_of(
    row: TargetRow,
    found: TargetProgress | None,
    plan: SetRow | None,
    given: Iterable[AssignmentRow],
) -> Iterator[Section]:
    """Everything the sheet says of a target; what is being counted is left out for now."""
    measure = find_measure(row.facts.measure)
    if found is not None:
        yield Section("Thực hiện", tuple(_done(found)))
        yield Section("Theo khu vực", tuple(_sectors(found)))
        yield Section("Chưa đạt", tuple(_lacking(found.lacking)))
    yield Section("Kế hoạch", tuple(_planned(row, plan)))
    yield Section("Cách hiểu", tuple(_readings(row, measure)))
    yield Section(
        "Đã giao cấp dưới",
        tuple((it.unit_name, _number(it.value, it.note)) for it in given),
    )
    yield Section(
        "Cách tính",
        (
            ("Tử số", measure.numerator_words),
            ("Mẫu số", measure.denominator_words),
            ("Lưu ý", measure.note),
        ),
    )


def reading_words(choice: Choice, chosen: str | int) -> str:
    """A reading of a measure in words."""
    options = dict(choice.options)
    return options.get(str(chosen), group_digits(chosen) if isinstance(chosen, int) else chosen)


def _done(found: TargetProgress) -> Iterator[tuple[str, str]]:
    yield "", found.words
    yield "Đã đạt", found.figure.text if found.missing is not None else ""
    yield "Tính đến", table_date(found.as_of)
    yield "Nguồn số", _ORIGINS[found.figure.origin]


def _sectors(found: TargetProgress) -> Iterator[tuple[str, str]]:
    for sector in found.sectors:
        yield sector.name.removeprefix("Khu vực ").capitalize(), sector.figure.text


def _lacking(names: tuple[str, ...]) -> Iterator[tuple[str, str]]:
    for name in names[:MOST_NAMED]:
        yield "", name
    if len(names) > MOST_NAMED:
        yield "", f"và {len(names) - MOST_NAMED} đơn vị khác"


def _planned(row: TargetRow, plan: SetRow | None) -> Iterator[tuple[str, str]]:
    facts = row.facts
    yield "Văn bản", plan.name if plan else ""
    yield "Ban hành", plan.issuer if plan else ""
    yield "Mốc", table_date(facts.due_on) if facts.due_on else ""
    yield "Khu vực", facts.segment
    yield "Cấp thực hiện", facts.level
    yield "Ghi chú", facts.note


def _readings(row: TargetRow, measure: Measure) -> Iterator[tuple[str, str]]:
    chosen = measure.chosen(row.facts.choices)
    for choice in measure.choices:
        yield choice.label, reading_words(choice, chosen[choice.name])


def _number(value: int, note: str) -> str:
    return f"{group_digits(value)} ({note})" if note else group_digits(value)
