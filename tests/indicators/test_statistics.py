from datetime import date

import pytest
from hypothesis import given
from hypothesis import strategies as st

from tests.indicators.neighbourhood import admit, do, employ, found_below
from unionapp.errors import Refusal
from unionapp.indicators.catalogue import find_measure, segments
from unionapp.indicators.counting import WAYS
from unionapp.indicators.figures import Figure, figures_of
from unionapp.indicators.forms import find_form, last_time, list_forms
from unionapp.indicators.statistics import FilledRow, fill_form, type_row, type_text
from unionapp.indicators.typed_figures import list_typed, store_received
from unionapp.vietnamese.periods import Period

HALF = Period("2022-12", "2023-05")


def rows(office, form="1-HDCD", period=HALF):
    return {row.code: row for row in fill_form(office, form, period).rows}


def problems(office, form="1-HDCD", period=HALF):
    return {(it.code, it.field) for it in fill_form(office, form, period).problems}


@pytest.mark.parametrize("form", list_forms(), ids=lambda it: it.id)
def test_every_line_of_a_form_can_be_filled(form):
    codes = [row.code for row in form.rows]
    assert len(codes) == len(set(codes))
    for row in form.rows:
        assert row.label
        for other in filter(None, (row.parent, row.of, row.whole)):
            assert codes.index(other) < codes.index(row.code)
        if row.measure:
            assert find_measure(row.measure)
        if row.count:
            assert row.count["from"] in WAYS
        if row.within:
            assert row.within in segments()


def test_the_forms_end_on_the_days_the_statistics_rule_names():
    form = find_form("1-HDCD")
    assert form.period(2023, is_half=True).end == date(2023, 5, 31)
    assert form.period(2023, is_half=False).end == date(2023, 11, 30)
    assert form.period(2023, is_half=False).start == date(2022, 12, 1)
    assert form.mark == "Mẫu tham khảo"


def test_counted_lines_come_from_the_records_and_typed_ones_are_marked(office):
    admit(office, office.unit.id, 12, female=7, on=date(2023, 1, 5))
    employ(office, office.unit.id, 20)
    do(office, "DOI_THOAI", date(2022, 12, 9))
    do(office, "DOI_THOAI", date(2023, 5, 31), form="vu_viec")
    do(office, "DOI_THOAI", date(2023, 6, 1))
    do(office, "TAI_NAN", date(2023, 2, 1), form="tai_nan", victims=3, deaths=1)
    type_row(office, "1-HDCD", "9", HALF, 18)
    found = rows(office)
    numbers = {
        code: found[code].number
        for code in ("1", "9", "14", "15", "19", "19a", "19b", "36", "37", "38")
    }
    assert numbers == {
        "1": 20,
        "9": 18,
        "14": 3,
        "15": 1,
        "19": 2,
        "19a": 1,
        "19b": 1,
        "36": 12,
        "37": 7,
        "38": 12,
    }
    assert found["9"].is_typed
    assert not found["36"].is_typed
    assert problems(office) == {("form.row_empty", "10"), ("form.records_needed", "39")}
    assert list_typed(office, HALF) == ()


def test_a_line_is_emptied_and_words_are_kept(office):
    type_row(office, "1-HDCD", "9", HALF, 18)
    type_row(office, "1-HDCD", "9", HALF, None)
    type_text(office, "1-HDCD", "B1", HALF, "Đời sống người lao động ổn định.")
    found = rows(office)
    assert found["9"].number is None
    assert found["B1"].shown == "Đời sống người lao động ổn định."


def test_a_part_above_its_whole_and_an_untouched_form_are_named(office):
    type_row(office, "1-HDCD", "3", HALF, 4)
    type_row(office, "1-HDCD", "4", HALF, 5)
    assert ("form.over_parent", "4") in problems(office)
    type_row(office, "1-HDCD", "3", last_time(HALF), 4)
    type_row(office, "1-HDCD", "4", last_time(HALF), 5)
    assert ("form.same_as_last", None) in problems(office)
    assert ("form.all_empty", None) in problems(office, period=Period("2020-12", "2021-05"))


@pytest.mark.parametrize(("kept", "is_named"), [(9, True), (8, False)])
def test_nine_cells_in_ten_as_last_time_are_named(office, kept, is_named):
    lines = ("3", "4", "5", "6", "7", "8", "9", "10", "38a", "38b")
    for at, line in enumerate(lines):
        type_row(office, "1-HDCD", line, last_time(HALF), 50 - at, 10)
        type_row(office, "1-HDCD", line, HALF, 50 - at if at < kept else 1, 10)
    found = [it for it in fill_form(office, "1-HDCD", HALF).problems if "same" in it.code]
    assert bool(found) is is_named
    if found:
        assert (found[0].value, found[0].suggestion) == ("9/10", "90%")


def test_words_of_last_time_are_offered_until_others_are_kept(office):
    type_text(office, "1-HDCD", "B1", last_time(HALF), "Đời sống ổn định.")
    offered = rows(office)["B1"]
    assert (offered.text, offered.is_reused) == ("Đời sống ổn định.", True)
    type_text(office, "1-HDCD", "B1", HALF, "Đơn hàng giảm.")
    kept = rows(office)["B1"]
    assert (kept.text, kept.is_reused) == ("Đơn hàng giảm.", False)
    year = find_form("1-HDCD").period(2023, is_half=False)
    assert rows(office, period=year)["B1"].is_reused
    type_text(office, "1-HDCD", "B1", year, "")
    assert rows(office, period=year)["B1"].text == ""
    assert rows(office)["B1"].text == "Đơn hàng giảm."


@pytest.mark.parametrize(
    ("working", "months", "label"),
    [
        ("2026-H1", ("2025-12", "2026-05"), "6 tháng đầu năm 2026"),
        ("2026-H2", ("2025-12", "2026-11"), "năm 2026"),
        ("2026", ("2025-12", "2026-11"), "năm 2026"),
        ("2025-12/2026-05", ("2025-12", "2026-05"), "6 tháng đầu năm 2026"),
    ],
)
def test_a_working_period_asks_for_the_months_of_its_form(working, months, label):
    form = find_form("1-HDCD")
    period = form.period_in(Period.parse(working))
    assert (period.first, period.last) == months
    assert form.span_label(period) == label


def test_an_upper_form_adds_up_and_weighs_averages_by_people(district):
    school, plant = found_below(district, "A", "SN_CONG"), found_below(district, "B", "FDI")
    employ(district, school, 10)
    employ(district, plant, 30)
    with district.change("package.accept") as session:
        for unit, wage, people, signed in (
            (school, 9_000_000, 10, 10),
            (plant, 6_000_000, 30, 24),
        ):
            figures = [
                Figure("form.5", "", wage * people, people, ""),
                Figure("form.9", "", signed, None, ""),
            ]
            store_received(session, district, unit, HALF, figures)
    found = rows(district, "2-HDCD")
    assert found["5"].shown == "6.750.000"
    assert (found["5b"].shown, found["5e"].shown, found["5c"].shown) == (
        "9.000.000",
        "6.000.000",
        "",
    )
    assert (found["9"].number, found["9a"].shown) == (34, "85%")
    carried = {it.code: (it.numerator, it.denominator) for it in figures_of(district, HALF)}
    assert carried["form.5"] == (270_000_000, 40)
    assert carried["form.9"] == (34, None)


@pytest.mark.parametrize(
    ("line", "numbers", "code"),
    [
        ("36", (5,), "form.not_typed"),
        ("3", (-1,), "form.negative"),
        ("5", (7_000_000,), "form.people_needed"),
        ("99", (1,), "form.unknown_row"),
    ],
)
def test_what_cannot_be_typed_is_refused(office, line, numbers, code):
    with pytest.raises(Refusal) as refused:
        type_row(office, "1-HDCD", line, HALF, *numbers)
    assert refused.value.code == code


def test_an_unknown_form_is_refused(office):
    with pytest.raises(Refusal) as refused:
        fill_form(office, "9-HDCD", HALF)
    assert refused.value.code == "form.unknown"
    with pytest.raises(Refusal) as refused:
        type_text(office, "1-HDCD", "3", HALF, "ba")
    assert refused.value.code == "form.not_typed"


@given(st.lists(st.tuples(st.integers(1, 90), st.integers(1, 50)), min_size=1, max_size=40))
def test_a_weighted_average_lies_between_the_least_and_the_greatest(pairs):
    row = FilledRow(
        code="5",
        label="",
        unit="đồng",
        kind="average",
        parent="",
        is_typed=True,
        number=sum(wage * people for wage, people in pairs),
        denominator=sum(people for _, people in pairs),
    )
    wages = [wage for wage, _ in pairs]
    assert min(wages) <= int(row.shown.replace(".", "")) <= max(wages)
