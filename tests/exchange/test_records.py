"""Tables travel strictly: one form of every record, known fields only, totals that add up."""

import json
import tracemalloc

import pytest
from hypothesis import given
from hypothesis import strategies as st

from tests.exchange.builders import FIGURES, NOW, a_descriptor, contents_of, sign_anew
from unionapp.assets import resource
from unionapp.errors import Refusal
from unionapp.exchange import limits
from unionapp.exchange.canonical import LARGEST_INTEGER, decode_json, encode_json
from unionapp.exchange.records import Totals, add_up, order_records, read_records, write_records
from unionapp.exchange.schemas import all_schemas, known_schema, newest_schema, read_schema
from unionapp.exchange.sealing import PackageContents, seal
from unionapp.exchange.verification import open_package

codes = st.from_regex(r"[A-Za-z0-9][A-Za-z0-9._-]{0,20}", fullmatch=True)
integers = st.integers(-LARGEST_INTEGER, LARGEST_INTEGER)
figures = st.lists(
    st.fixed_dictionaries(
        {
            "code": codes,
            "numerator": integers,
            "denominator": st.none() | integers,
            "unit": st.text(max_size=40).map(lambda text: text[:10]),
        }
    ),
    unique_by=lambda row: row["code"],
    max_size=8,
)
SCHEMA = newest_schema("figures")
GOOD = (
    b'{"code":"dues","denominator":null,"numerator":5,"unit":"\xc4\x91\xe1\xbb\x93ng"}\n'
    b'{"code":"members","denominator":7,"numerator":6,"unit":"ng\xc6\xb0\xe1\xbb\x9di"}\n'
)

A_MEMBER = {
    "birth_date": "1990-03",
    "education": "12/12",
    "ended_on": None,
    "ethnicity": "Kinh",
    "full_name": "Nguyễn Thị Hồng",
    "gender": "female",
    "group": "Tổ may 1",
    "id_number": "001190000123",
    "is_party": False,
    "joined_on": "2015-06-01",
    "phone": "0912345678",
    "position": None,
    "qualification": None,
    "religion": None,
    "status": "active",
    "uid": "0192a3b4-c5d6-7e8f-9a0b-1c2d3e4f5a6b",
    "union_card": "000123",
    "union_position": "Tổ trưởng",
}
A_SUM = {
    "amount": 12_500_000,
    "direction": "receipt",
    "item": "02.01",
    "month": "2026-03",
    "vouchers": 4,
}


def read(data):
    return list(read_records(SCHEMA, data.splitlines(keepends=True)))


@given(figures)
def test_records_come_back_as_they_were_given(rows):
    try:
        ordered = order_records(SCHEMA, rows)
    except Refusal as refusal:
        # Lone surrogates are text in Python only, and composing can lengthen a text.
        assert refusal.code == "E_ROW"  # noqa: PT017 - either outcome is promised
        return
    lines = list(write_records(ordered))
    assert list(read_records(SCHEMA, lines)) == ordered
    assert [row["code"] for row in ordered] == sorted(row["code"] for row in rows)
    totals = add_up(SCHEMA, ordered)
    assert totals == Totals(len(rows), {"numerator": sum(row["numerator"] for row in rows)})


def test_the_lines_are_the_published_form():
    rows = [
        {"code": "members", "numerator": 6, "denominator": 7, "unit": "người"},
        {"code": "dues", "numerator": 5, "denominator": None, "unit": "đồng"},
    ]
    assert b"".join(write_records(order_records(SCHEMA, rows))) == GOOD


LINE = b'{"code":"a","denominator":null,"numerator":5,"unit":"x"}\n'


@pytest.mark.parametrize(
    "line",
    [
        LINE[:-1],  # no line end
        b"\n",  # blank line
        b"\xef\xbb\xbf" + LINE,  # byte order mark
        LINE.replace(b":5", b": 5"),  # blank
        LINE.replace(b":5", b":5.0"),  # fraction
        LINE.replace(b":5", b":5e0"),
        LINE.replace(b":5", b":-0"),
        LINE.replace(b":5", b":05"),
        LINE.replace(b":5", b":NaN"),
        LINE.replace(b":5", b":Infinity"),
        LINE.replace(b":5", b":9007199254740992"),  # a double would round it
        LINE.replace(b":5", b":" + b"9" * 5000),
        LINE.replace(b":5", b':"5"'),
        LINE.replace(b":5", b":true"),
        LINE.replace(b":5", b":null"),  # required
        LINE.replace(b'"numerator":5,', b'"numerator":5,"numerator":5,'),  # repeated key
        LINE.replace(b'"numerator":5,', b""),  # missing key
        LINE.replace(b"}", b',"zzz":1}'),  # unknown key
        LINE.replace(b'"unit"', b'"Unit"'),
        b'{"denominator":null,"code":"a","numerator":5,"unit":"x"}\n',  # order of keys
        LINE.replace(b'"x"', b'"\\u0078"'),  # needless escape
        LINE.replace(b'"x"', b'"\\ud800"'),  # lone surrogate
        LINE.replace(b'"x"', '"a\u0301"'.encode()),  # not composed
        LINE.replace(b'"x"', b'"\xff"'),  # not UTF-8
        LINE.replace(b'"x"', b'"' + b"x" * 41 + b'"'),  # too long
        LINE.replace(b'"a"', b'""'),
        LINE.replace(b'"a"', b'"a\\n"'),
        LINE.replace(b'"a"', b'"a b"'),
        LINE.replace(b"\n", b"\r\n"),
        LINE.replace(b"\n", b" \n"),
        LINE[:-1] + LINE,
        b"[]\n",
        b"null\n",
        b"5\n",
        b"[" * 100_000 + b"\n",
    ],
    ids=lambda line: ascii(line[:70]),
)
def test_any_other_form_of_a_record_is_refused_by_its_row(line):
    with pytest.raises(Refusal, match="E_ROW") as caught:
        list(read_records(SCHEMA, [LINE.replace(b'"a"', b'"0"'), line]))
    assert caught.value.details["row"] == 2
    assert caught.value.details["table"] == "figures"


def test_refusals_tell_row_and_field_but_never_the_value():
    line = LINE.replace(b":5", b':"Nguy\xe1\xbb\x85n"')
    with pytest.raises(Refusal) as caught:
        list(read_records(SCHEMA, [line]))
    assert caught.value.details == {"table": "figures", "row": 1, "field": "numerator"}


@pytest.mark.parametrize("order", [(0, 0), (1, 0)])
def test_rows_ascend_by_their_key_and_repeat_none(order):
    lines = GOOD.splitlines(keepends=True)
    with pytest.raises(Refusal, match="E_ROW"):
        list(read_records(SCHEMA, [lines[place] for place in order]))


@pytest.mark.parametrize(
    "change",
    [
        {"numerator": 1.5},
        {"numerator": 2**53},
        {"numerator": None},
        {"unit": 5},
        {"code": "không được"},
        {"extra": 1},
    ],
)
def test_the_writer_holds_to_the_same_rules(change):
    row = {"code": "a", "numerator": 5, "denominator": None, "unit": "x"} | change
    with pytest.raises(Refusal, match="E_ROW"):
        order_records(SCHEMA, [row])


def test_the_writer_refuses_a_repeated_key_and_a_missing_field():
    with pytest.raises(Refusal, match="E_ROW"):
        order_records(SCHEMA, [*FIGURES, FIGURES[0]])
    with pytest.raises(Refusal, match="E_ROW"):
        order_records(SCHEMA, [{"code": "a", "numerator": 5, "denominator": None}])


def test_a_record_longer_than_a_line_may_be_is_not_written():
    wide = read_schema(
        {
            "name": "wide",
            "version": 1,
            "fields": [
                {"name": "k", "type": "string", "constraints": {"maxLength": limits.LINE_BYTES}}
            ],
            "primaryKey": ["k"],
            "sums": [],
        }
    )
    with pytest.raises(Refusal, match="E_ROW"):
        order_records(wide, [{"k": "x" * limits.LINE_BYTES}])


# --- the shipped tables ------------------------------------------------------------------------


@pytest.mark.parametrize(("table", "record"), [("members", A_MEMBER), ("vouchers_summary", A_SUM)])
def test_the_shipped_tables_hold_what_they_are_for(table, record):
    schema = newest_schema(table)
    (row,) = read_records(schema, write_records(order_records(schema, [record])))
    assert row == record
    for name in (field.name for field in schema.fields if field.is_required):
        with pytest.raises(Refusal, match="E_ROW"):
            order_records(schema, [record | {name: None}])


@pytest.mark.parametrize(
    "wrong",
    [
        {"birth_date": "1990-13"},
        {"birth_date": "05/03/1990"},
        {"ended_on": "2026-02-30"},
        {"ended_on": "2026-2-3"},
        {"gender": "nữ"},
        {"id_number": 1190000123},
        {"id_number": "1190000123"},
        {"is_party": 1},
        {"phone": "+84912345678"},
        {"uid": "1"},
    ],
    ids=str,
)
def test_a_member_with_a_wrong_value_is_refused(wrong):
    with pytest.raises(Refusal, match="E_ROW"):
        order_records(newest_schema("members"), [A_MEMBER | wrong])


@pytest.mark.parametrize(
    "wrong", [{"month": "2026-13"}, {"month": "2026-3"}, {"vouchers": -1}, {"direction": "in"}]
)
def test_a_sum_with_a_wrong_value_is_refused(wrong):
    with pytest.raises(Refusal, match="E_ROW"):
        order_records(newest_schema("vouchers_summary"), [A_SUM | wrong])


def test_sums_are_ordered_by_month_then_direction_then_item():
    rows = [
        A_SUM | {"month": month, "direction": direction, "item": item}
        for month in ("2026-02", "2026-01")
        for direction in ("receipt", "payment")
        for item in ("03", "02")
    ]
    ordered = order_records(newest_schema("vouchers_summary"), rows)
    keys = [(row["month"], row["direction"], row["item"]) for row in ordered]
    assert keys == sorted(keys)
    assert keys[0] == ("2026-01", "payment", "02")


@pytest.mark.parametrize("schema", all_schemas().values(), ids=lambda schema: schema.id)
def test_every_schema_is_a_sound_frictionless_schema(schema):
    names = [field.name for field in schema.fields]
    assert names == sorted(names)  # canonical JSON sorts keys; readers compare labels in order
    assert set(schema.primary_key) <= {f.name for f in schema.fields if f.is_required}
    assert set(schema.sums) <= {f.name for f in schema.fields if f.kind == "integer"}
    file = resource("exchange", "schemas", f"{schema.id}-{schema.version}.json")
    assert json.loads(file.read_text(encoding="utf-8"))["title"]


def test_a_schema_is_known_by_its_text_not_by_its_line_ends():
    schema = newest_schema("figures")
    document = json.loads(json.dumps(schema.document, indent=8))
    assert read_schema(document).sha256 == schema.sha256
    assert known_schema("figures", 1, schema.sha256) is schema
    for version, sha256 in ((2, schema.sha256), (1, "0" * 64)):
        with pytest.raises(Refusal, match="E_VERSION"):
            known_schema("figures", version, sha256)
    with pytest.raises(Refusal, match="E_VERSION"):
        newest_schema("no_such_table")


def test_the_package_describes_its_tables_for_other_programs(package):
    document = json.loads(contents_of(package)["datapackage.json"])
    (described,) = document["resources"]
    assert described["path"] == "data/figures.jsonl"
    assert [f["name"] for f in described["schema"]["fields"]] == [f.name for f in SCHEMA.fields]


# --- tables inside a package -------------------------------------------------------------------


def test_a_signed_table_with_a_wrong_row_names_table_and_row(package, province):
    contents = contents_of(package)
    table = contents["data/figures.jsonl"].replace(b'"numerator":131', b'"numerator":"131"')
    with pytest.raises(Refusal, match="E_ROW") as caught:
        open_package(sign_anew(contents | {"data/figures.jsonl": table}, province.accountant))
    assert caught.value.details == {"table": "figures", "row": 2, "field": "numerator"}


def test_a_signed_table_with_another_sum_does_not_match_its_total(package, province):
    contents = contents_of(package)
    table = contents["data/figures.jsonl"].replace(b'"numerator":131', b'"numerator":132')
    with pytest.raises(Refusal, match="E_TOTALS"):
        open_package(sign_anew(contents | {"data/figures.jsonl": table}, province.accountant))


def test_ten_thousand_members_travel_in_little_memory(province, tmp_path):
    def members():
        for number in range(10_000):
            yield A_MEMBER | {"uid": f"0192a3b4-c5d6-7e8f-9a0b-{number:012x}"}

    contents = PackageContents(a_descriptor(signatures_required=1), {"members": members()})
    sealed = seal(contents, [province.accountant], tmp_path)
    package = open_package(sealed.path)
    tracemalloc.start()
    assert sum(1 for _ in package.rows("members")) == 10_000
    _, peak = tracemalloc.get_traced_memory()
    tracemalloc.stop()
    assert peak < 3 * 1024 * 1024
    assert package.descriptor.totals["members"].rows == 10_000
    assert list(package.rows("figures")) == []
    assert package.descriptor.created == NOW


# --- canonical JSON ----------------------------------------------------------------------------

texts = st.text().map(lambda text: text)
values = st.recursive(
    st.none() | st.booleans() | integers | st.sampled_from(["", "đồng", 'a\n"\\\x01']),
    lambda inner: (
        st.lists(inner, max_size=3)
        | st.dictionaries(st.sampled_from(["a", "b", "cc"]), inner, max_size=3)
    ),
    max_leaves=8,
)


@given(values)
def test_canonical_json_reads_back_what_it_wrote(value):
    assert decode_json(encode_json(value), file="x") == value


def test_canonical_json_is_the_published_form():
    value = {"b": [1, None, True], "a": "đ\n\x1f\u2028\x7f/é"}
    assert encode_json(value) == ('{"a":"đ\\n\\u001f\u2028\x7f/é","b":[1,null,true]}'.encode())


@pytest.mark.parametrize(
    "data",
    [b"", b" 1", b"1 ", b"01", b"1.0", b'{"\xc4\x91":1}', b'{"a":1,"a":1}', b"tru", b"\x00"],
)
def test_other_json_is_refused(data):
    with pytest.raises(Refusal, match="E_JSON") as caught:
        decode_json(data, file="package.json")
    assert caught.value.details["file"] == "package.json"
