"""A figure of a yearly form as its table shows it."""

from unionapp.vietnamese.amounts import table_amount


def figure_words(figure: int | None) -> str:
    """An amount as the paper prints it; where the form takes none, nothing."""
    return "" if figure is None else table_amount(figure)
