"""Big lists on paper and in sheets, against bare writers that do the same work and nothing else."""

import io
import zipfile
from collections.abc import Callable
from datetime import date
from functools import lru_cache, partial
from pathlib import Path
from tempfile import TemporaryDirectory
from typing import IO

from openpyxl import Workbook
from openpyxl.styles import Alignment, Border, Font, Side
from reportlab.lib.pagesizes import A4, landscape
from reportlab.pdfbase import pdfmetrics
from reportlab.pdfbase.ttfonts import TTFont
from reportlab.pdfgen.canvas import Canvas

from tests.benchmarks.timing import best_ratio
from unionapp.assets import resource
from unionapp.paper.document import Column, Document, Kind, Orientation, Table, Title
from unionapp.paper.pdf import write_pdf
from unionapp.paper.xlsx import write_xlsx

ROWS = 20_000
WIDTHS = (0.5, 2.2, 1, 0.6, 1.3, 2.4, 1.2, 1.1, 0.9, 1.1)
FAMILY, MIDDLE, GIVEN = (
    ("Nguyễn", "Trần", "Lê", "Phạm", "Đặng"),
    ("Thị", "Văn", "Hữu", "Ngọc"),
    ("Ẵm", "Hằng Nga", "Đức", "Phượng", "Tuấn Kiệt", "Quỳnh"),
)
JOBS = (
    "Công nhân may công nghiệp bậc 3/6, phân xưởng may số 2",
    "Kế toán trưởng",
    "Nhân viên kiểm tra chất lượng sản phẩm chuyền 14",
    "Tổ trưởng",
)


def people() -> list[tuple]:
    return [
        (
            i + 1,
            f"{FAMILY[i % 5]} {MIDDLE[i % 4]} {GIVEN[i % 6]} {i}",
            date(1970 + i % 35, 1 + i % 12, 1 + i % 28),
            "Nữ" if i % 3 else "Nam",
            f"0401{i:08d}",
            f"{JOBS[i % 4]} {i % 97}",
            5_310_000 + i * 10,
            53_100 + i,
            None,
            f"0912{i:06d}",
        )
        for i in range(ROWS)
    ]


def list_document(rows: list[tuple]) -> Document:
    kinds = {0: Kind.ORDINAL, 2: Kind.DATE, 6: Kind.NUMBER, 7: Kind.NUMBER}
    columns = tuple(
        Column(f"Cột số {i + 1}", w, kinds.get(i, Kind.TEXT)) for i, w in enumerate(WIDTHS)
    )
    return Document(
        "BENCH",
        "Danh sách",
        "danh_sach",
        (Title("Danh sách"), Table(columns, rows)),
        Orientation.LANDSCAPE,
    )


class BarePdf:
    """Rows written straight to a canvas: cached widths and escapes, one path per page, nothing kept."""

    size, pad, leading = 10, 2.5, 11.5

    def __init__(self, path: Path) -> None:
        pdfmetrics.registerFont(TTFont("Bench", str(resource("fonts", "Tinos-Regular.ttf"))))
        self.font = pdfmetrics.getFont("Bench")
        self.canvas = Canvas(
            str(path), pagesize=landscape(A4), initialFontName="Bench", invariant=1
        )
        self.width, self.height = landscape(A4)
        room = self.width - 100
        self.edges = [50.0]
        for weight in WIDTHS:
            self.edges.append(self.edges[-1] + room * weight / sum(WIDTHS))
        self.spell = lru_cache(200_000)(self.spell)
        self.measure = lru_cache(200_000)(self.measure)
        self.page, self.lines = 0, []
        self.start_page()

    def measure(self, text: str) -> float:
        return self.font.stringWidth(text, self.size)

    def spell(self, text: str) -> str:
        canvas = self.canvas
        return " ".join(
            f"{self.font.getSubsetInternalName(subset, canvas._doc)} {self.size} Tf ({canvas._escape(codes)}) Tj"
            for subset, codes in self.font.splitString(text, canvas._doc)
        )

    def wrap(self, text: str, width: float) -> list[str]:
        if self.measure(text) <= width:
            return [text]
        lines, line = [], ""
        for word in text.split(" "):
            longer = f"{line} {word}" if line else word
            if self.measure(longer) <= width or not line:
                line = longer
            else:
                lines.append(line)
                line = word
        return [*lines, line]

    def start_page(self) -> None:
        self.page += 1
        self.y = self.top = self.height - 45
        self.canvas._code.append("BT")
        self.row([f"Cột số {i + 1}" for i in range(10)])

    def end_page(self) -> None:
        code = self.canvas._code
        code.append(f"1 0 0 1 {self.width - 90:.2f} 20 Tm {self.spell(f'Trang {self.page}')}")
        code.append("ET")
        self.lines += [(x, self.top, x, self.y) for x in self.edges]
        code.append(
            ".5 w "
            + " ".join(f"{a:.2f} {b:.2f} m {c:.2f} {d:.2f} l" for a, b, c, d in self.lines)
            + " S"
        )
        self.lines = []
        self.canvas.showPage()

    def row(self, cells: list[str]) -> None:
        edges = self.edges
        wrapped = [self.wrap(text, edges[i + 1] - edges[i] - 5) for i, text in enumerate(cells)]
        height = max(map(len, wrapped)) * self.leading + 4.4
        if self.y - height < 45:
            self.end_page()
            self.start_page()
        code = self.canvas._code
        for i, lines in enumerate(wrapped):
            y = self.y - (height - self.leading * len(lines)) / 2 - 8.9
            for line in lines:
                x = edges[i] + self.pad
                if i in {6, 7}:
                    x = edges[i + 1] - self.pad - self.measure(line)
                if line:
                    code.append(f"1 0 0 1 {x:.2f} {y:.2f} Tm {self.spell(line)}")
                y -= self.leading
        self.y -= height
        self.lines.append((edges[0], self.y, edges[-1], self.y))


def write_bare_pdf(rows: list[tuple], path: Path) -> None:
    bare = BarePdf(path)
    for no, name, born, gender, number, job, salary, dues, _, phone in rows:
        figures = f"{salary:,}".replace(",", "."), f"{dues:,}".replace(",", ".")
        bare.row(
            [str(no), name, born.strftime("%d/%m/%Y"), gender, number, job, *figures, "", phone]
        )
    bare.end_page()
    bare.canvas.save()


def wide_rows() -> list[tuple]:
    return [(*person, *person[1:], person[6], *person[1:6]) for person in people()]


def sheet_document(rows: list[tuple]) -> Document:
    kinds = {int: Kind.NUMBER, date: Kind.DATE}
    columns = tuple(
        Column(f"Cột {i}", 1, kinds.get(type(v), Kind.TEXT)) for i, v in enumerate(rows[0])
    )
    return Document(
        "BENCH",
        "Danh sách",
        "danh_sach",
        (Title("Danh sách"), Table(columns, rows)),
        Orientation.LANDSCAPE,
    )


def write_bare_xlsx(rows: list[tuple], path: Path) -> None:
    """An openpyxl skeleton whose marker row is replaced by streamed rows."""
    book = Workbook()
    sheet = book.active
    thin = Side(style="thin")
    styles = []
    for i, value in enumerate(rows[0], 1):
        cell = sheet.cell(2, i)
        cell.font, cell.border = (
            Font(name="Times New Roman", size=10),
            Border(thin, thin, thin, thin),
        )
        cell.number_format = {int: "#,##0", date: "dd/mm/yyyy"}.get(type(value), "@")
        cell.alignment = Alignment(vertical="center", wrap_text=True)
        styles.append(f's="{cell.style_id}"')
        sheet.cell(1, i, f"Cột {i}").font = Font(bold=True)
    sheet.freeze_panes, sheet.auto_filter.ref, sheet.print_title_rows = (
        "A2",
        f"A1:Y{len(rows) + 1}",
        "1:1",
    )
    skeleton = io.BytesIO()
    book.save(skeleton)
    letters = [cell.column_letter for cell in sheet[1]]
    with (
        zipfile.ZipFile(skeleton) as source,
        zipfile.ZipFile(path, "w", zipfile.ZIP_DEFLATED) as target,
    ):
        for name in source.namelist():
            data = source.read(name)
            if name != "xl/worksheets/sheet1.xml":
                target.writestr(name, data)
                continue
            before, _, rest = data.partition(b'<row r="2"')
            with target.open(name, "w") as part:
                part.write(before)
                _stream_bare_rows(rows, letters, styles, part)
                part.write(rest.partition(b"</row>")[2])


def _stream_bare_rows(
    rows: list[tuple], letters: list[str], styles: list[str], part: IO[bytes]
) -> None:
    epoch = date(1899, 12, 30).toordinal()
    batch: list[str] = []
    for number, row in enumerate(rows, 2):
        batch.append(f'<row r="{number}">')
        for letter, style, value in zip(letters, styles, row, strict=True):
            if value is None:
                batch.append(f'<c r="{letter}{number}" {style}/>')
            elif isinstance(value, str):
                text = value.replace("&", "&amp;").replace("<", "&lt;")
                batch.append(
                    f'<c r="{letter}{number}" {style} t="inlineStr"><is><t>{text}</t></is></c>'
                )
            else:
                figure = value if isinstance(value, int) else value.toordinal() - epoch
                batch.append(f'<c r="{letter}{number}" {style}><v>{figure}</v></c>')
        batch.append("</row>")
        if not number % 500:
            part.write("".join(batch).encode())
            batch.clear()
    part.write("".join(batch).encode())


def _ratio(ours: Callable[[Path], object], bare: Callable[[Path], object]) -> float:
    with TemporaryDirectory() as folder:
        return best_ratio(partial(ours, Path(folder, "ours")), partial(bare, Path(folder, "bare")))


def measure() -> list[tuple[str, float, float]]:
    """Name, ratio, limit of each benchmark."""
    rows, wide = people(), wide_rows()
    assert len(wide[0]) == 25
    return [
        (
            "PDF, 20,000 rows x 10 columns",
            _ratio(
                lambda p: write_pdf(list_document(rows), p),
                lambda p: write_bare_pdf(rows, p),
            ),
            1.3,
        ),
        (
            "XLSX, 20,000 rows x 25 columns",
            _ratio(
                lambda p: write_xlsx(sheet_document(wide), p),
                lambda p: write_bare_xlsx(wide, p),
            ),
            1.3,
        ),
    ]
