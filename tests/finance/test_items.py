"""The chart of items as dated data."""

from datetime import date

import pytest

from unionapp.errors import Refusal
from unionapp.finance.items import money_sources, scheme_on
from unionapp.finance.vouchers.drafts import LineDraft
from unionapp.finance.vouchers.templates import find_template, template_line, voucher_templates

SCHEME = scheme_on(date(2026, 3, 5))


@pytest.mark.parametrize(
    "text", ["INC_DUES_ENT", "22.01", "thu doan phi khu vuc san xuat kinh doanh"]
)
def test_an_item_is_found_by_key_code_or_name(text: str) -> None:
    assert SCHEME.find(text).key == "INC_DUES_ENT"


@pytest.mark.parametrize("text", ["INC_DUES_ENT", "22.01"])
def test_what_names_an_item_has_a_key(text: str) -> None:
    assert SCHEME.key_of(text) == "INC_DUES_ENT"


def test_what_names_no_item_stays_as_it_was_typed() -> None:
    assert SCHEME.key_of("Mua hoa") == "Mua hoa"


def test_money_is_booked_on_leaves_only() -> None:
    assert SCHEME.is_leaf("PAY_UP")
    assert not SCHEME.is_leaf("EXP_CARE")
    assert "EXP_CARE" not in {item.key for item in SCHEME.leaves("spending")}


def test_a_family_holds_everything_below_an_item() -> None:
    assert SCHEME.family("INC_DUES") == {"INC_DUES", "INC_DUES_ENT", "INC_DUES_PUB"}


def test_every_parent_and_every_key_of_the_chart_stands_once() -> None:
    keys = [item.key for item in SCHEME.items]
    assert len(keys) == len(set(keys))
    assert {item.parent for item in SCHEME.items} - {""} <= set(keys)


def test_unsure_items_ask_to_be_checked() -> None:
    assert SCHEME.find("INC_DUES_PUB").needs_check


def test_a_day_before_the_first_chart_is_refused() -> None:
    with pytest.raises(Refusal) as refused:
        scheme_on(date(1990, 1, 1))
    assert refused.value.code == "item.no_scheme"


def test_an_unknown_item_and_an_unknown_template_are_refused() -> None:
    with pytest.raises(Refusal, match=r"item\.unknown"):
        SCHEME.find("99.99")
    with pytest.raises(Refusal, match=r"template\.unknown"):
        find_template("gift-wrap")


@pytest.mark.parametrize(
    ("employer", "item"),
    [("FDI", "INC_DUES_ENT"), ("CO_QUAN", "INC_DUES_PUB"), (None, "INC_DUES_ENT")],
)
def test_the_line_of_a_template_is_of_the_sector_of_the_employer(
    employer: str | None, item: str
) -> None:
    template = find_template("dues")
    assert template_line(template, 500, employer) == LineDraft(item, 500, template.source)


def test_every_template_leads_to_a_leaf_of_its_direction_and_a_known_source() -> None:
    sources = {source.code for source in money_sources()}
    for template in voucher_templates():
        direction = "receipt" if template.kinds[0] in {"PT", "BC"} else "spending"
        keys = {template.item_for(is_enterprise=True), template.item_for(is_enterprise=False)}
        assert keys <= {item.key for item in SCHEME.leaves(direction)}, template.code
        assert template.source in sources
