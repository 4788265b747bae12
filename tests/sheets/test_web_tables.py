"""Tables that web systems hand out as .xls: pages, text with tabs, XML of Excel 2003."""

from datetime import date

import pytest

from unionapp.errors import Refusal
from unionapp.membership.roster.check import check_roster
from unionapp.sheets.reading import read_workbook
from unionapp.sheets.workbook import Merge

TODAY = date(2026, 3, 5)
PAGE = """<html xmlns:x="urn:schemas-microsoft-com:office:excel"><head>
<meta http-equiv=Content-Type content="text/html; charset=utf-8">
<title>DS</title><style>td {mso-number-format:"\\@"}</style></head><body>
<table><tr><td colspan=4>DANH SÁCH ĐOÀN VIÊN</td></tr></table>
<table border=1>
<tr><th rowspan=2>STT</th><th rowspan=2>Họ và tên</th><th colspan=2>Liên lạc</th></tr>
<tr><th>Điện<br>thoại</th><th>Ngày sinh</th></tr>
<tr><td>1<td>Nguyễn Thị&nbsp;Hường<td>0912345678<td>05/03/1990
<tr><td>2<td>Trần Văn
Bảo<td>&#48;912345679<td>01/06/1985</tr>
</table><script>var a = "<td>không</td>";</script></body></html>"""
XML = """<?xml version="1.0" encoding="{encoding}"?><?mso-application progid="Excel.Sheet"?>
<Workbook xmlns="urn:schemas-microsoft-com:office:spreadsheet"
 xmlns:x="urn:schemas-microsoft-com:office:excel"
 xmlns:ss="urn:schemas-microsoft-com:office:spreadsheet">
<Styles><Style ss:ID="s1"><Font ss:FontName=".VnTime"/></Style></Styles>
<Worksheet ss:Name="DS"><Table>
<Row ss:Index="2"><Cell ss:MergeAcross="1"><Data ss:Type="String">Họ và tên</Data></Cell>
<Cell><Data ss:Type="String">Ngày sinh</Data></Cell></Row>
<Row ss:Hidden="1"><Cell ss:StyleID="s1"><Data ss:Type="String">Lê</Data></Cell>
<Cell ss:Index="3"><Data ss:Type="DateTime">1990-03-05T00:00:00.000</Data></Cell>
<Cell><Data ss:Type="Number">5</Data></Cell><Cell><Data ss:Type="Error">#REF!</Data></Cell></Row>
</Table></Worksheet>
<Worksheet ss:Name="Ẩn"><Table><Row><Cell><Data ss:Type="Boolean">1</Data></Cell></Row></Table>
<x:WorksheetOptions><x:Visible>SheetHidden</x:Visible></x:WorksheetOptions></Worksheet>
</Workbook>"""


def save(folder, content, name="a.xls", encoding="utf-8"):
    path = folder / name
    path.write_bytes(content.encode(encoding))
    return path


@pytest.mark.parametrize("encoding", ["utf-8", "utf-8-sig", "utf-16"])
def test_a_page_saved_as_xls_is_read_as_a_spreadsheet_shows_it(tmp_path, encoding):
    (sheet,) = read_workbook(save(tmp_path, PAGE, encoding=encoding)).sheets
    assert [list(row) for row in sheet.rows] == [
        ["DANH SÁCH ĐOÀN VIÊN", None, None, None],
        [None] * 4,
        ["STT", "Họ và tên", "Liên lạc", None],
        [None, None, "Điện\nthoại", "Ngày sinh"],
        ["1", "Nguyễn Thị Hường", "0912345678", "05/03/1990"],
        ["2", "Trần Văn Bảo", "0912345679", "01/06/1985"],
    ]
    assert Merge(2, 0, 3, 0) in sheet.merges
    assert Merge(2, 2, 2, 3) in sheet.merges


def test_the_people_of_a_page_are_read(tmp_path):
    (sheet,) = check_roster(save(tmp_path, PAGE), today=TODAY).sheets
    assert [record.fields["full_name"] for record in sheet.records] == [
        "Nguyễn Thị Hường",
        "Trần Văn Bảo",
    ]
    assert [record.fields["phone"] for record in sheet.records] == ["0912345678", "0912345679"]
    assert sheet.header_rows == (3, 4)


def test_a_page_that_asks_for_more_cells_than_fit_is_refused(tmp_path):
    row = "<tr>" + "<td colspan=500>x</td>" * 200 + "</tr>"
    with pytest.raises(Refusal, match="sheets.too_large"):
        read_workbook(save(tmp_path, f"<table>{row}{'<tr><td>x' * 500}</table>"))


@pytest.mark.parametrize("encoding", ["utf-8", "utf-16", "utf-16-le"])
def test_text_with_tabs_saved_as_xls_is_read(tmp_path, encoding):
    text = "STT\tHọ và tên\tNgày sinh\r\n1\tLê Văn Ân\t05/03/1990\r\n"
    (sheet,) = read_workbook(save(tmp_path, text, encoding=encoding)).sheets
    assert sheet.rows[1] == ["1", "Lê Văn Ân", "05/03/1990"]


@pytest.mark.parametrize("text", ["xin chào", "một dòng; hai\nba", "a\tb\x01\nc\td\n"])
def test_other_text_under_the_name_of_a_spreadsheet_is_refused(tmp_path, text):
    with pytest.raises(Refusal, match="sheets.not_a_spreadsheet"):
        read_workbook(save(tmp_path, text))


@pytest.mark.parametrize("encoding", ["utf-8", "utf-16"])
def test_an_xml_spreadsheet_is_read_with_what_is_beside_its_values(tmp_path, encoding):
    path = save(tmp_path, XML.format(encoding=encoding), encoding=encoding)
    shown, hidden = read_workbook(path, keep_font=lambda font: font.startswith(".Vn")).sheets
    assert [list(row) for row in shown.rows] == [
        [None] * 5,
        ["Họ và tên", None, "Ngày sinh", None, None],
        ["Lê", None, date(1990, 3, 5), 5, None],
    ]
    assert shown.merges == (Merge(1, 0, 1, 1),)
    assert shown.errors == {(2, 4): "#REF!"}
    assert shown.fonts == {(2, 0): ".VnTime"}
    assert shown.hidden_rows == {2}
    assert (shown.visible, hidden.visible, hidden.rows[0][0]) == (True, False, True)


@pytest.mark.parametrize("encoding", ["utf-8", "utf-16"])
def test_entities_in_an_xml_spreadsheet_are_refused(tmp_path, encoding):
    bomb = '<!DOCTYPE a [<!ENTITY b SYSTEM "file:///etc/hostname">]>'
    text = XML.format(encoding=encoding).replace("<Workbook", f"{bomb}<Workbook", 1)
    text = text.replace("Lê</Data>", "&b;</Data>")
    with pytest.raises(Refusal, match="sheets.damaged"):
        read_workbook(save(tmp_path, text, encoding=encoding))


@pytest.mark.parametrize("cut", [200, 700, 1000])
def test_an_xml_spreadsheet_cut_off_is_refused_as_damaged(tmp_path, cut):
    with pytest.raises(Refusal, match="sheets.damaged"):
        read_workbook(save(tmp_path, XML.format(encoding="utf-8")[:cut] + "</"))


def test_a_cell_far_away_in_an_xml_spreadsheet_is_refused(tmp_path):
    text = XML.format(encoding="utf-8").replace('ss:Index="3"', 'ss:Index="100000000"')
    with pytest.raises(Refusal, match="sheets.too_large"):
        read_workbook(save(tmp_path, text))
