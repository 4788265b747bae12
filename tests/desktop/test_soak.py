"""A long session does not wear the interpreter out (PySide6 6.12 does, on Python before 3.12)."""

import subprocess
import sys

SOAK = """
from PySide6.QtCore import QObject, Signal
from PySide6.QtWidgets import QApplication, QLabel

class Bell(QObject):
    rung = Signal(object)

app, heard = QApplication([]), []
label, bell = QLabel(), Bell()
bell.rung.connect(heard.append)
for at in range(50_000):
    label.setText(str(at))
for at in range(5_000):
    bell.rung.emit(None)
    bell.rung.emit(True)
print(label.text(), len(heard))
"""


def test_many_void_calls_and_signals_do_no_harm():
    done = subprocess.run(
        [sys.executable, "-c", SOAK], capture_output=True, text=True, timeout=120, check=False
    )
    assert done.returncode == 0, done.stderr
    assert done.stdout.split() == ["49999", "10000"]
