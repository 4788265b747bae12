"""What changed at home since a report was sealed."""

from dataclasses import dataclass

from unionapp.errors import CodedError
from unionapp.exchange.key_store import load_decryption_keys
from unionapp.exchange.outbox import SentRow
from unionapp.exchange.records import Record
from unionapp.exchange.verification import open_package
from unionapp.indicators.figures import Figure, figures_of
from unionapp.organisation.office import Office


@dataclass(frozen=True, slots=True)
class FigureChange:
    """A figure that is no longer what was sealed; None where there was or is none."""

    code: str
    name: str
    sealed: str | None
    now: str | None


def changes_since(office: Office, sent: SentRow) -> tuple[FigureChange, ...]:
    """The figures of a sealed package that the records have left; none if its file is gone."""
    if sent.period is None or not sent.path.is_file():
        return ()
    now = {figure.code: figure for figure in figures_of(office, sent.period)}
    try:
        package = open_package(sent.path, keys=load_decryption_keys(office))
        figures = (_as_figure(row, now) for row in package.rows("figures"))
        sealed = {figure.code: figure for figure in figures}
    except CodedError:
        return ()
    every = dict.fromkeys((*sealed, *now))
    return tuple(
        FigureChange(code, _name(code, sealed, now), _text(sealed.get(code)), _text(now.get(code)))
        for code in every
        if _text(sealed.get(code)) != _text(now.get(code))
    )


def _as_figure(row: Record, now: dict[str, Figure]) -> Figure:
    code, unit = str(row["code"]), str(row["unit"])
    top, whole = row["numerator"], row["denominator"]
    name = now[code].name if code in now else code
    return Figure(code, name, int(str(top)), None if whole is None else int(str(whole)), unit)


def _name(code: str, *sides: dict[str, Figure]) -> str:
    return next((side[code].name for side in sides if code in side), code)


def _text(figure: Figure | None) -> str | None:
    return None if figure is None else figure.text
