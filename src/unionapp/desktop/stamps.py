"""Moments as people read them; they are stored in UTC and shown by the clock of the office."""

from datetime import datetime


def local_stamp(moment: str) -> str:
    """A stored moment on the clock of this computer: "05/03/2026 09:30"."""
    return f"{datetime.fromisoformat(moment).astimezone():%d/%m/%Y %H:%M}"
