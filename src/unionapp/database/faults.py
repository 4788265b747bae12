"""Turns what the driver or the system says into a Refusal or a Trouble with a code."""

import errno
from collections.abc import Iterator
from contextlib import contextmanager

from sqlalchemy.exc import DBAPIError

from unionapp.errors import CodedError, Refusal, Trouble

_BY_WORDS = (
    ("database or disk is full", "data.disk_full"),
    ("database is locked", "data.busy"),
    ("malformed", "data.damaged"),
    ("file is not a database", "data.damaged"),
    ("disk i/o error", "data.io"),
    ("readonly database", "data.read_only"),
    ("unable to open", "data.unreachable"),
)
_BY_NUMBER = {
    errno.ENOSPC: "data.disk_full",
    errno.EACCES: "data.read_only",
    errno.EROFS: "data.read_only",
}


def translate(error: BaseException) -> CodedError | None:
    """The coded form of a driver's or the system's error, None where it is our bug.

    Triggers speak as `refuse:<code>`.
    """
    if isinstance(error, OverflowError):
        return Refusal("data.number_too_large")
    if isinstance(error, OSError):
        return Trouble(_BY_NUMBER.get(error.errno or 0, "data.io"))
    words = str(error)
    if "refuse:" in words:
        return Refusal(words.split("refuse:", 1)[1].split(maxsplit=1)[0])
    if "unique constraint" in words.lower():
        return Refusal("data.not_unique", column=words.rsplit(" ", 1)[-1])
    lowered = words.lower()
    for sign, code in _BY_WORDS:
        if sign in lowered:
            return Trouble(code)
    return None


@contextmanager
def speaking_plainly() -> Iterator[None]:
    """Raise what the driver or the system says as a Refusal or a Trouble with a code.

    Raises:
        Refusal: a rule inside the file says no.
        Trouble: the file is damaged, busy, full or out of reach.
    """
    try:
        yield
    except (DBAPIError, OSError, OverflowError) as error:
        spoken = translate(error.orig or error if isinstance(error, DBAPIError) else error)
        if spoken is None:
            raise
        raise spoken from error
