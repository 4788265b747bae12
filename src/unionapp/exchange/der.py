"""A linter for DER: one value, definite shortest lengths, bounded depth, nothing behind it."""

from unionapp.errors import Refusal
from unionapp.exchange import limits

_BOOLEAN, _INTEGER, _BIT_STRING, _NULL = 0x01, 0x02, 0x03, 0x05
_ENUMERATED, _SET = 0x0A, 0x31
_CONSTRUCTED = 0x20


def lint_der(data: bytes) -> None:
    """Accept exactly one DER value.

    Raises:
        Refusal: E_CMS.
    """
    lint = _Lint(data)
    if not data or lint.value(0, len(data), 0) != len(data):
        raise Refusal("E_CMS")


class _Lint:
    def __init__(self, data: bytes) -> None:
        self._data = data
        self._nodes = 0

    def value(self, at: int, end: int, depth: int) -> int:
        """Check the value that starts here; return where it ends."""
        self._nodes += 1
        _demand(self._nodes <= limits.DER_NODES and depth <= limits.DER_DEPTH)
        _demand(at + 2 <= end)
        tag = self._data[at]
        # Tags above 30 take more octets; nothing in a certificate or signature uses them.
        _demand(tag & 0x1F != 0x1F and tag != 0)
        start, length = self._length(at + 1, end)
        stop = start + length
        _demand(stop <= end)
        if tag & _CONSTRUCTED:
            self._children(tag, start, stop, depth + 1)
        else:
            _check_primitive(tag, self._data[start:stop])
        return stop

    def _length(self, at: int, end: int) -> tuple[int, int]:
        first = self._data[at]
        if first < 0x80:
            return at + 1, first
        octets = first & 0x7F
        _demand(1 <= octets <= 4 and at + 1 + octets <= end)
        length = int.from_bytes(self._data[at + 1 : at + 1 + octets], "big")
        _demand(length >= 0x80 and self._data[at + 1] != 0)
        return at + 1 + octets, length

    def _children(self, tag: int, at: int, stop: int, depth: int) -> None:
        previous = b""
        while at < stop:
            begin, at = at, self.value(at, stop, depth)
            if tag == _SET:
                _demand(previous <= self._data[begin:at])
                previous = self._data[begin:at]


def _check_primitive(tag: int, content: bytes) -> None:
    if tag in {_INTEGER, _ENUMERATED}:
        _demand(len(content) >= 1)
        sign_octet = content[:1] in {b"\x00", b"\xff"} and len(content) > 1
        _demand(not (sign_octet and (content[0] ^ content[1]) < 0x80))
    elif tag == _BOOLEAN:
        _demand(content in {b"\x00", b"\xff"})
    elif tag == _NULL:
        _demand(content == b"")
    elif tag == _BIT_STRING:
        _demand(len(content) >= 1 and content[0] < 8)
        unused = content[0]
        _demand(unused == 0 or (len(content) > 1 and content[-1] & ((1 << unused) - 1) == 0))


def _demand(holds: bool) -> None:  # noqa: FBT001 - the condition is the whole point
    if not holds:
        raise Refusal("E_CMS")
