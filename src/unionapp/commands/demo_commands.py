"""demo and screenshots: the whole main job without a screen, and every page as a picture."""

from pathlib import Path

import click

from unionapp.commands.door import Door
from unionapp.commands.options import bare_command
from unionapp.commands.output import Output


@click.command()
@click.option("--folder", "target", type=click.Path(path_type=Path), help="Nơi để kết quả.")
@bare_command
def demo(out: Output, door: Door, *, target: Path | None) -> None:
    """Chạy thử trọn công việc: hai cấp, dữ liệu mẫu, báo cáo, gói ký số, tổng hợp."""
    played = door.play_demo(target)
    out.show(played, *getattr(played, "words", ()))


@click.command()
@click.option(
    "--output", type=click.Path(path_type=Path), default=Path("screens"), help="Nơi để ảnh."
)
@bare_command
def screenshots(out: Output, door: Door, *, output: Path) -> None:
    """Chụp mọi trang của chương trình trên dữ liệu mẫu thành ảnh PNG."""
    made = door.take_screenshots(output)
    out.show({"screenshots": made}, *(str(path) for path in made))
