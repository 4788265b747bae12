"""The board of targets, and what lies over it: each pane answers one question; Esc leads back."""

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QStackedWidget, QWidget

from unionapp.desktop.desk import Desk
from unionapp.desktop.printing.print_pane import PrintPane
from unionapp.desktop.targets.assign_pane import AssignPane
from unionapp.desktop.targets.board import TargetBoard
from unionapp.desktop.targets.plans_pane import PlansPane
from unionapp.desktop.why_pane import WhyPane
from unionapp.indicators.target_sets import TargetRow


class BoardPanes(QStackedWidget):
    """Shows the board, or one pane over it."""

    typed = Signal()

    def __init__(self, desk: Desk, board: TargetBoard) -> None:
        super().__init__()
        self._desk, self._board = desk, board
        self.why, self.assigning = WhyPane(desk), AssignPane(desk)
        self.plans, self.printing = PlansPane(desk), PrintPane(desk)
        self._printed_from: QWidget | None = None
        for part in (board, self.why, self.assigning, self.plans, self.printing):
            self.addWidget(part)
        self.why.closed.connect(self.show_board)
        self.why.typed.connect(self.typed)
        self.assigning.print_asked.connect(lambda: self.print("target-assignments"))
        self.printing.closed.connect(self._leave_print)
        for pane in (self.assigning, self.plans):
            pane.closed.connect(self.show_board)
            pane.closed.connect(board.refresh)

    def show_board(self) -> None:
        """Go back from a question to the board."""
        self.setCurrentWidget(self._board)
        self._board.table.setFocus()

    def show_plans(self) -> None:
        """Show the plans there are."""
        self.setCurrentWidget(self.plans)
        self.plans.show_plans()

    def show_why(self, row: TargetRow) -> None:
        """Show the records behind the number of a target."""
        found = self._board.progress.get(row.id)
        self.setCurrentWidget(self.why)
        self.why.show_target(row, found.as_of if found else self._desk.working_day)

    def show_assigning(self, row: TargetRow) -> None:
        """Show the numbers of lower units on a target."""
        self.setCurrentWidget(self.assigning)
        self.assigning.show_target(row)

    def print(self, report: str) -> None:
        """Look at a report of the working period as it prints."""
        self._printed_from = self.currentWidget()
        self.setCurrentWidget(self.printing)
        self.printing.show_report(report, self._desk.period)
        self.printing.pdfButton.setFocus()

    def _leave_print(self) -> None:
        if self._printed_from is self.assigning:
            self.setCurrentWidget(self.assigning)
            self.assigning.table.setFocus()
        else:
            self.show_board()
