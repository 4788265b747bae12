"""Documents an officer really prints, used by the tests and for looking at."""

from datetime import date

from unionapp.paper.document import (
    Addressees,
    Column,
    Document,
    Field,
    FormHeading,
    GroupRow,
    HeaderSpan,
    KeyValueLines,
    Kind,
    LetterClosing,
    Orientation,
    Paragraph,
    Scope,
    SignatureRow,
    Signer,
    Span,
    StateHeading,
    Style,
    Table,
    Title,
    TotalRow,
)

LONG_ORGANISATION = (
    "CÔNG ĐOÀN CƠ SỞ CÔNG TY TRÁCH NHIỆM HỮU HẠN MỘT THÀNH VIÊN MAY XUẤT KHẨU HƯNG NGUYÊN"
)


def letter(paragraphs: int = 6, report_id: str = "BC-2026-H1-0005") -> Document:
    body = (
        "Thực hiện Hướng dẫn số 276/HD-TLĐ ngày 12/6/2025 của Đoàn Chủ tịch Tổng Liên đoàn, trong 6 tháng đầu năm 2026 "
        "Ban Chấp hành công đoàn cơ sở đã tổ chức quán triệt, triển khai đầy đủ các chỉ tiêu được giao; vận động "
        "đoàn viên thi đua lao động sản xuất, bảo đảm việc làm và thu nhập ổn định cho người lao động."
    )
    return Document(
        report_id=report_id,
        title="Báo cáo kết quả hoạt động công đoàn 6 tháng đầu năm 2026",
        profile="cong_doan",
        blocks=(
            StateHeading(
                parents=("LIÊN ĐOÀN LAO ĐỘNG TỈNH NGHỆ AN",),
                organisation=LONG_ORGANISATION,
                number="Số: 05/BC-CĐCS",
                place_date="Nghệ An, ngày 05 tháng 3 năm 2026",
            ),
            Title(
                "Báo cáo",
                "Kết quả hoạt động công đoàn 6 tháng đầu năm 2026 và phương hướng, nhiệm vụ 6 tháng cuối năm 2026",
            ),
            Addressees(
                (
                    "Ban Thường vụ Liên đoàn Lao động tỉnh Nghệ An",
                    "Ủy ban nhân dân phường Trường Vinh",
                )
            ),
            Paragraph("Căn cứ Luật Công đoàn ngày 27 tháng 11 năm 2024;", Style.BASIS),
            Paragraph("Căn cứ Điều lệ Công đoàn Việt Nam khóa XIII.", Style.BASIS),
            Paragraph("I. KẾT QUẢ THỰC HIỆN", Style.PART),
            Paragraph("1. Công tác phát triển đoàn viên", Style.HEADING),
            *[
                Paragraph(
                    (
                        Span(f"{i + 1}. ", bold=True),
                        Span(body),
                        Span(" Đạt 105% kế hoạch.", italic=True),
                    )
                )
                for i in range(paragraphs)
            ],
            Table(
                columns=(
                    Column("STT", 0.5, Kind.ORDINAL),
                    Column("Chỉ tiêu", 3),
                    Column("Kế hoạch", 1, Kind.NUMBER),
                    Column("Thực hiện", 1, Kind.NUMBER),
                    Column("Tỷ lệ %", 1, Kind.DECIMAL),
                ),
                rows=(
                    (1, "Số đoàn viên kết nạp mới", 120, 126, None),
                    (2, "Số người lao động được chăm lo dịp Tết", 1500, 1632, None),
                ),
            ),
            Paragraph("Trên đây là báo cáo kết quả hoạt động công đoàn 6 tháng đầu năm 2026./."),
            LetterClosing(
                recipients=(
                    "- LĐLĐ tỉnh Nghệ An (để b/c);",
                    "- Chi bộ, Ban Giám đốc Công ty (để b/c);",
                    "- Các công đoàn bộ phận (để t/h);",
                    "- Lưu: VT, CĐCS.",
                ),
                signing=("TM. BAN CHẤP HÀNH", "CHỦ TỊCH"),
                name="Nguyễn Thị Hằng Nga",
            ),
        ),
    )


def party_letter() -> Document:
    return Document(
        "BC-DANG-01",
        "Báo cáo của Đảng đoàn",
        "dang",
        (
            StateHeading(
                ("ĐẢNG BỘ TỈNH NGHỆ AN",),
                "ĐẢNG ĐOÀN LIÊN ĐOÀN LAO ĐỘNG TỈNH",
                "Số 49-BC/ĐĐ",
                "Nghệ An, ngày 05 tháng 3 năm 2026",
            ),
            Title("Báo cáo", "Kết quả lãnh đạo thực hiện nhiệm vụ quý I"),
            Paragraph("Đảng đoàn Liên đoàn Lao động tỉnh báo cáo Ban Thường vụ Tỉnh ủy như sau."),
            LetterClosing(
                ("- Ban Thường vụ Tỉnh ủy,", "- Lưu Văn phòng."),
                ("T/M ĐẢNG ĐOÀN", "BÍ THƯ"),
                "Trần Văn Ẵm",
            ),
        ),
    )


def cash_book(movements: int = 90) -> Document:
    rows: list = [(None, None, None, None, "Số dư đầu kỳ", None, None, 5_000_000, None)]
    balance, received, paid = 5_000_000, 0, 0
    for i in range(movements):
        plus, minus = (250_000 * (1 + i % 5), None) if i % 3 else (None, 320_000)
        received, paid = received + (plus or 0), paid + (minus or 0)
        balance += (plus or 0) - (minus or 0)
        day = date(2026, 1 + i * 28 // movements // 10, 1 + i * 28 // movements)
        receipt, payment = (f"PT{i:03d}", None) if plus else (None, f"PC{i:03d}")
        text = (
            "Thu đoàn phí tháng 01 năm 2026 của công đoàn bộ phận phân xưởng may số 2"
            if plus
            else "Chi thăm hỏi ốm đau"
        )
        rows.append((day, day, receipt, payment, text, plus, minus, balance, None))
    rows.append(
        TotalRow(
            (None, None, None, None, "Cộng phát sinh trong kỳ", received, paid, None, None),
            Scope.ALL,
        )
    )
    rows.append(TotalRow((None, None, None, None, "Số dư cuối kỳ", None, None, balance, None)))
    return Document(
        "S11-2026-01",
        "Sổ quỹ tiền mặt tháng 01 năm 2026",
        "ke_toan",
        (
            FormHeading(
                ("Công đoàn cấp trên: LĐLĐ tỉnh Nghệ An",),
                "Đơn vị: CĐCS Công ty TNHH May Hưng Nguyên",
                "Mẫu số: S11-H",
                "(Ban hành kèm theo Thông tư số 24/2024/TT-BTC ngày 17/4/2024 của Bộ Tài chính)",
            ),
            Title("Sổ quỹ tiền mặt", lines=("Tháng 01 năm 2026",)),
            Table(
                columns=(
                    Column("Ngày, tháng ghi sổ", 1.1, Kind.DATE, mark="A"),
                    Column("Ngày, tháng", 1.1, Kind.DATE, mark="B"),
                    Column("Thu", 0.8, mark="C"),
                    Column("Chi", 0.8, mark="D"),
                    Column("Diễn giải", 2.6, mark="E"),
                    Column("Thu", 1.2, Kind.NUMBER, total=True, mark="1"),
                    Column("Chi", 1.2, Kind.NUMBER, total=True, mark="2"),
                    Column("Tồn", 1.3, Kind.NUMBER, running=(5, 6), mark="3"),
                    Column("Ghi chú", 0.8, mark="F"),
                ),
                rows=tuple(rows),
                spans=(HeaderSpan("Chứng từ", 1, 3), HeaderSpan("Số tiền", 5, 7)),
                carry=True,
            ),
            Paragraph(
                "Sổ này có 03 trang, đánh số từ trang 01 đến trang 03. Ngày mở sổ: 01/01/2026.",
                Style.PLAIN,
            ),
            SignatureRow(
                (
                    Signer("Thủ quỹ", name="Lê Thị Hoa"),
                    Signer("Phụ trách kế toán", name="Phạm Văn Đức"),
                    Signer("Chủ tịch", "(Ký, họ tên, đóng dấu)", "Nguyễn Thị Hằng Nga"),
                ),
                "Nghệ An, ngày 31 tháng 01 năm 2026",
            ),
        ),
    )


def voucher() -> Document:
    return Document(
        "PT-2026-0001",
        "Phiếu thu PT001",
        "chung_tu",
        (
            FormHeading(
                ("LĐLĐ tỉnh Nghệ An",),
                "CĐCS Công ty TNHH May Hưng Nguyên",
                "Mẫu số: C40-BB",
                "(Ban hành kèm theo Thông tư số 24/2024/TT-BTC ngày 17/4/2024 của Bộ Tài chính)",
            ),
            Title(
                "Phiếu thu",
                lines=("Ngày 05 tháng 3 năm 2026",),
                side=("Quyển số: ……", "Số: PT001", "Nợ: ……", "Có: ……"),
            ),
            KeyValueLines(
                (
                    (Field("Họ và tên người nộp tiền:", "Trần Thị Ẵm", bold=True),),
                    (Field("Địa chỉ:", "Tổ công đoàn phân xưởng may số 2"),),
                    (Field("Nội dung:", "Thu đoàn phí công đoàn tháng 02 năm 2026"),),
                    (
                        Field("Số tiền:", "1.500.000 đồng", bold=True),
                        Field("Kèm theo:", "02 chứng từ gốc"),
                    ),
                    (Field("(Viết bằng chữ):", "Một triệu năm trăm nghìn đồng"),),
                    (Field("Ghi chú:", blanks=1),),
                )
            ),
            SignatureRow(
                (
                    Signer("Thủ trưởng đơn vị", "(Ký, họ tên, đóng dấu)"),
                    Signer("Kế toán trưởng"),
                    Signer("Người lập"),
                    Signer("Người nộp"),
                    Signer("Thủ quỹ"),
                )
            ),
        ),
        Orientation.LANDSCAPE,
        "A5",
    )


def member_list(count: int = 60) -> Document:
    rows: list = []
    for i in range(count):
        if i % 20 == 0:
            rows.append(GroupRow(f"Tổ công đoàn phân xưởng may số {i // 20 + 1}"))
        rows.append(
            (
                i + 1,
                "Nguyễn Thị Hồng Ngọc Ẵm",
                date(1990, 1 + i % 12, 1 + i % 28),
                "Nữ" if i % 3 else "Nam",
                f"0401{i:08d}",
                "Công nhân may công nghiệp bậc 3/6, phân xưởng may số 2",
                5_310_000 + i * 1000,
                53_100,
                None,
                "09123" + f"{i:05d}",
            )
        )
        if i % 20 == 19:
            rows.append(
                TotalRow(
                    (
                        None,
                        "Cộng tổ: 20 đoàn viên",
                        None,
                        None,
                        None,
                        None,
                        None,
                        20 * 53_100,
                        None,
                        None,
                    ),
                    Scope.GROUP,
                )
            )
    rows.append(
        TotalRow(
            (
                None,
                f"Tổng cộng: {count} đoàn viên",
                None,
                None,
                None,
                None,
                None,
                count * 53_100,
                None,
                None,
            ),
            Scope.ALL,
        )
    )
    return Document(
        "DS-DV-2026",
        "Danh sách đoàn viên",
        "danh_sach",
        (
            FormHeading(("LĐLĐ tỉnh Nghệ An",), "CĐCS Công ty TNHH May Hưng Nguyên"),
            Title("Danh sách thu đoàn phí công đoàn", lines=("Tháng 02 năm 2026",)),
            Table(
                (
                    Column("STT", 0.5, Kind.ORDINAL),
                    Column("Họ và tên", 2.2),
                    Column("Ngày sinh", 1, Kind.DATE),
                    Column("Giới tính", 0.6),
                    Column("Số định danh cá nhân", 1.3),
                    Column("Chức vụ, công việc", 2.4),
                    Column("Tiền lương làm căn cứ đóng", 1.2, Kind.NUMBER),
                    Column("Đoàn phí phải nộp", 1.1, Kind.NUMBER, total=True),
                    Column("Ký nộp", 0.9),
                    Column("Điện thoại", 1.1),
                ),
                tuple(rows),
            ),
            SignatureRow(
                (
                    Signer("Người lập"),
                    Signer("Kế toán"),
                    Signer("Chủ tịch", "(Ký, họ tên, đóng dấu)"),
                ),
                "Nghệ An, ngày 28 tháng 02 năm 2026",
            ),
        ),
        Orientation.LANDSCAPE,
    )
