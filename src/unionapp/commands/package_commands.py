"""package and consolidate: seal, sign, verify, receive, accept, return, add up."""

from datetime import UTC, date, datetime, time
from pathlib import Path

import click

from unionapp.commands.door import Door
from unionapp.commands.options import DATE, PERIOD, bare_command, office_command
from unionapp.commands.output import Output, plain
from unionapp.errors import Refusal
from unionapp.exchange.annex import write_annex
from unionapp.exchange.collecting import close_collection, open_periods
from unionapp.exchange.consolidation import TOTAL_NAMES, Consolidated
from unionapp.exchange.consolidation import consolidate as add_up
from unionapp.exchange.decisions import accept_package, return_package
from unionapp.exchange.inbox import Received, ReceivedItem, list_inbox, receive_packages
from unionapp.exchange.inspection import Verdict, inspect
from unionapp.exchange.outbox import PROFILES, SUMMARY, list_outbox, seal_package, sign_package
from unionapp.exchange.slips import write_slip
from unionapp.exchange.trust import read_anchors
from unionapp.indicators.catalogue import find_measure
from unionapp.organisation.office import Office
from unionapp.sentences import sentence, sentence_for
from unionapp.vietnamese.amounts import group_digits
from unionapp.vietnamese.dates import table_date
from unionapp.vietnamese.periods import Period

_PATH = click.Path(path_type=Path)
_VERDICTS = {
    "trusted": "TIN CẬY: nội dung nguyên vẹn, người ký đã được đăng ký.",
    "untrusted_signer": "CHƯA TIN ĐƯỢC NGƯỜI KÝ; nội dung không bị sửa.",
    "invalid": "KHÔNG HỢP LỆ.",
}
_KINDS = {
    "report": "báo cáo",
    "correction": "bản thay thế",
    "receipt": "giấy báo",
    "enrolment": "cấp chứng thư",
}
_OUTCOMES = {
    "received": "NHẬN",
    "waiting": "CHỜ",
    "receipt": "GIẤY BÁO",
    "already": "TRÙNG",
    "refused": "KHÔNG NHẬN",
    "ignored": "BỎ QUA",
}


@click.group()
def package() -> None:
    """Gói báo cáo có chữ ký: lập, ký thêm, kiểm tra, nhận, duyệt, trả lại."""


@package.command()
@click.option("--period", type=PERIOD, required=True, help="Kỳ: 2026, 2026-H1, 2026-Q1, 2026-03.")
@click.option("--profile", type=click.Choice(PROFILES), default=SUMMARY, show_default=True)
@click.option("--output", type=_PATH, required=True, help="Thư mục để gói (USB …).")
@click.option("--reason", help="Lý do, khi thay gói đã gửi của kỳ này.")
@click.option(
    "--signatures",
    type=click.IntRange(1, 9),
    default=1,
    show_default=True,
    help="Số chữ ký.",
)
@click.option("--slip", is_flag=True, help="Lập thêm phiếu giao nhận (PDF) cạnh gói.")
@office_command
def seal(  # noqa: PLR0913  # one argument per option
    out: Output,
    office: Office,
    *,
    period: Period,
    profile: str,
    output: Path,
    reason: str | None,
    signatures: int,
    slip: bool,
) -> None:
    """Chốt số liệu của kỳ và lập gói có chữ ký gửi công đoàn cấp trên."""
    made = seal_package(
        office, period, profile=profile, output=output, reason=reason, signatures=signatures
    )
    words = f"Đã lập gói số {made.sequence}, {period.label}, bản {made.version}: {made.path}."
    paper = [f"Phiếu giao nhận: {write_slip(office, made, period)}"] if slip else []
    code = f"Mã đối chiếu: {made.file_code}"
    out.show(
        plain(made) | {"file_code": made.file_code}, words, code, *paper, "An toàn để rút USB."
    )


@package.command()
@click.argument("file", type=_PATH)
@click.option("--output", type=_PATH, help="Thư mục kết quả (mặc định: cạnh tệp).")
@office_command
def sign(out: Output, office: Office, *, file: Path, output: Path | None) -> None:
    """Ký thêm vào gói của đơn vị (cán bộ thứ hai)."""
    made = sign_package(office, file, output=output)
    out.show(made, f"Đã ký; gói nay có {made.signatures} chữ ký: {made.path}.")


@package.command()
@click.argument("file", type=_PATH)
@click.option(
    "--trust", "anchors", type=_PATH, multiple=True, help="Chứng thư (.pem) hoặc danh sách (.crl)."
)
@bare_command
def verify(out: Output, door: Door, *, file: Path, anchors: tuple[Path, ...]) -> None:
    """Kiểm tra một gói; không cần thư mục dữ liệu."""
    verdict = inspect(file, read_anchors(anchors), moment=_end_of(door.today()))
    out.show(_verdict_document(verdict), *_verdict_words(verdict))
    if verdict.verdict != "trusted":
        click.get_current_context().exit(1)


@package.command()
@click.argument("paths", metavar="PATH...", type=_PATH, nargs=-1, required=True)
@click.option(
    "--period", type=PERIOD, help="Chỉ nhận kỳ này (mặc định: mọi kỳ đã bắt đầu và chưa đóng)."
)
@office_command
def receive(
    out: Output, office: Office, *, paths: tuple[Path, ...], period: Period | None
) -> None:
    """Nhận gói từ tệp hoặc thư mục; tệp hỏng không cản tệp tốt."""
    received = receive_packages(office, paths, period=period)
    refused = received.count("refused", "waiting")
    out.show(_received_document(received), *(_item_words(item) for item in received.items))
    good, again = received.count("received", "receipt"), received.count("already")
    out.say(f"Nhận {good} tệp, trùng {again} tệp, không nhận hoặc phải chờ {refused} tệp.")
    if refused:
        click.get_current_context().exit(1)


@package.command("close-collection")
@click.option("--period", type=PERIOD, required=True, help="Kỳ đã mở khi nhận gói.")
@office_command
def close_collection_(out: Output, office: Office, *, period: Period) -> None:
    """Thôi nhận gói của một kỳ; nhận lại bằng receive --period."""
    close_collection(office, period)
    left = open_periods(office)
    names = "; ".join(one.label for one in left)
    words = f"Còn mở: {names}." if left else "Không còn kỳ nào đang mở."
    out.show({"closed": period, "open": left}, f"Đã thôi nhận gói của {period.label}.", words)


@package.command()
@click.argument("identifier", metavar="FILE-ID")
@click.option("--skip-missing", is_flag=True, help="Nhận dù gói trước của đơn vị bị thiếu.")
@click.option("--replace-typed", is_flag=True, help="Thay quyết toán nhập tay bằng số trong gói.")
@click.option("--output", type=_PATH, help="Thư mục để giấy báo nhận.")
@office_command
def accept(  # one argument per option
    out: Output,
    office: Office,
    *,
    identifier: str,
    skip_missing: bool,
    replace_typed: bool,
    output: Path | None,
) -> None:
    """Duyệt một gói đã nhận, đưa vào tổng hợp."""
    made = accept_package(
        office,
        identifier,
        skip_missing=skip_missing,
        replace_typed=replace_typed,
        output=output,
    )
    words = f"Đã duyệt gói của {made.unit_name}, {made.period.label}, bản {made.version}."
    out.show(made, words, f"Giấy báo nhận: {made.receipt}")


@package.command("return")
@click.argument("identifier", metavar="FILE-ID")
@click.option("--reason", required=True, help="Lý do trả lại.")
@click.option("--deadline", type=DATE, required=True, help="Hạn gửi lại.")
@click.option("--output", type=_PATH, help="Thư mục để giấy báo trả lại.")
@office_command
def return_(  # one argument per option
    out: Output,
    office: Office,
    *,
    identifier: str,
    reason: str,
    deadline: datetime,
    output: Path | None,
) -> None:
    """Trả lại một gói, kèm lý do và hạn gửi lại."""
    made = return_package(
        office, identifier, reason=reason, deadline=deadline.date(), output=output
    )
    words = (
        f"Đã trả lại gói của {made.unit_name}, {made.period.label}; hạn {table_date(deadline)}."
    )
    out.show(made, words, f"Giấy báo trả lại: {made.receipt}")


@package.command()
@click.option("--period", type=PERIOD, help="Chỉ kỳ này.")
@office_command
def inbox(out: Output, office: Office, *, period: Period | None) -> None:
    """Các gói đã nhận."""
    rows = list_inbox(office, period)
    out.show({"packages": rows})
    heads = ("Số", "Đơn vị", "Kỳ", "Bản", "Tình trạng", "Nhận ngày", "Mã đối chiếu", "Người ký")
    out.table(
        heads,
        (
            (
                it.id,
                it.unit,
                it.period.text,
                it.version,
                it.state_name,
                _day(it.received_at),
                it.file_code,
                it.signers,
            )
            for it in rows
        ),
    )


@package.command()
@click.option("--period", type=PERIOD, help="Chỉ kỳ này.")
@office_command
def outbox(out: Output, office: Office, *, period: Period | None) -> None:
    """Các gói đã lập."""
    rows = list_outbox(office, period)
    out.show({"packages": rows})
    heads = ("Gói", "Kỳ", "Gửi", "Bản", "Tình trạng", "Lập ngày", "Cấp trên trả lời")
    out.table(
        heads,
        (
            (
                f"{_KINDS.get(it.kind, it.kind)} {it.sequence}",
                it.period and it.period.text,
                it.recipient,
                it.version,
                it.state_name,
                _day(it.sealed_at),
                it.decision,
            )
            for it in rows
        ),
    )


@click.command()
@click.option("--period", type=PERIOD, required=True, help="Kỳ: 2026, 2026-H1, 2026-Q1, 2026-03.")
@click.option("--output", type=_PATH, help="Thư mục để bảng tổng hợp (XLSX, PDF).")
@office_command
def consolidate(out: Output, office: Office, *, period: Period, output: Path | None) -> None:
    """Tổng hợp số liệu của các đơn vị cấp dưới."""
    total = add_up(office, period)
    files = write_annex(office, total, output) if output else ()
    document = plain(total) | {"files": plain(files)}
    out.show(document, *_total_words(total), *(str(path) for path in files))


def _named(total: Consolidated) -> list[tuple[str, int]]:
    codes = {name: code for code, name in TOTAL_NAMES.items()}
    return [
        (_name_of(codes.get(name, name)), value) for name, value in total.totals.items() if value
    ]


def _name_of(code: str) -> str:
    try:
        return find_measure(code).name
    except Refusal:  # a line of a form, or a figure of a newer program
        return code


def _day(moment: str) -> str:
    return table_date(datetime.fromisoformat(moment).astimezone())


def _end_of(day: date) -> datetime:
    return datetime.combine(day, time(23, 59, 59), UTC)


def _verdict_document(verdict: Verdict) -> dict[str, object]:
    message = sentence_for(verdict.refusal) if verdict.refusal else None
    return verdict.to_json() | {"message": message}


def _verdict_words(verdict: Verdict) -> list[str]:
    lines = [_VERDICTS[verdict.verdict]]
    if verdict.refusal:
        lines.append(f"{verdict.code}: {sentence_for(verdict.refusal)}")
    lines += [sentence(warning) for warning in verdict.warnings]
    if verdict.sender and verdict.recipient:
        lines.append(f"Đơn vị gửi: {verdict.sender.name}; nơi nhận: {verdict.recipient.name}.")
    # Who signed is said only of content that holds.
    said = "Người ký" if verdict.verdict == "trusted" else "Tự xưng là người ký"
    for signer in verdict.signers:
        lines.append(f"{said}: {signer.person}, {signer.title}, {signer.unit_name}")
        lines.append(f"  {signer.fingerprint}")
    return lines


def _received_document(received: Received) -> dict[str, object]:
    return {
        "items": received.items,
        "received": received.count("received"),
        "receipts": received.count("receipt"),
        "waiting": received.count("waiting"),
        "already": received.count("already"),
        "refused": received.count("refused"),
        "ignored": received.count("ignored"),
    }


def _item_words(item: ReceivedItem) -> str:
    code = f" {item.code}" if item.code else ""
    who = f" – {item.unit_name}" if item.unit_name else ""
    number = f" [số {item.id}]" if item.id is not None else ""
    said = f"{_OUTCOMES[item.outcome]}{code}: {item.file.name}{who}{number}: {item.message}"
    compared = [f"Mã đối chiếu: {item.file_code}"] if item.file_code else []
    return "\n    ".join((said, *compared, *item.notes))


def _total_words(total: Consolidated) -> list[str]:
    lines = [f"Tổng hợp {total.period.label}: {total.counted}/{total.expected} đơn vị."]
    if total.missing_units:
        lines[0] = f"TẠM TÍNH – {lines[0]}"
        names = "; ".join(f"{unit.name} ({unit.code})" for unit in total.missing_units)
        lines.append(f"Còn thiếu: {names}.")
    lines += [f"  {name}: {group_digits(value)}" for name, value in _named(total)]
    return lines
