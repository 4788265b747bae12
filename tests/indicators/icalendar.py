"""A strict reader of iCalendar files after RFC 5545, for what the program writes: one day events."""

import re
from datetime import date, datetime, timedelta

# content line: name *(";" param "=" value) ":" value (§3.1)
_LINE = re.compile(r"(?P<name>[A-Z-]+)(?P<params>(;[A-Z-]+=[^;:,\"]+)*):(?P<value>.*)", re.DOTALL)
_ESCAPE = re.compile(r"\\(.)", re.DOTALL)
# what each component must have once, and what else it may have here (§3.4, §3.6)
_MUST = {
    "VCALENDAR": {"PRODID", "VERSION"},
    "VEVENT": {"UID", "DTSTAMP", "DTSTART"},
    "VALARM": {"ACTION", "TRIGGER", "DESCRIPTION"},
}
_MAY = {
    "VCALENDAR": {"CALSCALE", "METHOD"},
    "VEVENT": {"DTEND", "SUMMARY", "DESCRIPTION", "TRANSP", "CATEGORIES"},
    "VALARM": set(),
}
_INSIDE = {None: {"VCALENDAR"}, "VCALENDAR": {"VEVENT"}, "VEVENT": {"VALARM"}, "VALARM": set()}
_TEXTS = {"SUMMARY", "DESCRIPTION", "CATEGORIES"}


def read_calendar(data):
    """The events of a file as dictionaries; asserts whatever the standard demands of it."""
    root = {"children": []}
    open_components = [(None, root)]
    for name, params, value in _lines(data):
        kind, inside = open_components[-1]
        if name == "BEGIN":
            assert value in _INSIDE[kind], f"{value} in {kind}"
            component = {"children": []}
            inside["children"].append((value, component))
            open_components.append((value, component))
        elif name == "END":
            assert value == kind
            assert set(inside) - {"children"} >= _MUST[kind], kind
            open_components.pop()
        else:
            assert name in _MUST[kind] | _MAY[kind], f"{name} in {kind}"
            assert name not in inside, f"{name} twice in {kind}"
            inside[name] = _value(name, params, value)
    assert [kind for kind, _ in open_components] == [None]
    [(_, calendar)] = root["children"]
    assert calendar["VERSION"] == "2.0"
    return [_event(event) for _, event in calendar["children"]]


def _lines(data):
    assert data.endswith(b"\r\n")
    physical = data.removesuffix(b"\r\n").split(b"\r\n")
    for line in physical:
        assert line, "an empty line"
        assert len(line) <= 75, "more than 75 octets without the break"
        assert b"\r" not in line
        assert b"\n" not in line
        line.decode()  # folding cut no letter in two
    logical = data.removesuffix(b"\r\n").replace(b"\r\n ", b"").decode().split("\r\n")
    for line in logical:
        assert not any(ord(letter) < 32 and letter != "\t" for letter in line)
        found = _LINE.fullmatch(line)
        assert found, line
        params = dict(it.split("=") for it in found["params"].split(";")[1:])
        yield found["name"], params, found["value"]


def _value(name, params, value):
    if name in _TEXTS:
        assert not params
        assert not re.search(r"(?<!\\)[;,]", value.replace("\\\\", "")), "unescaped"
        assert all(it in "\\;,nN" for it in _ESCAPE.findall(value))
        return _ESCAPE.sub(lambda it: "\n" if it[1] in "nN" else it[1], value)
    if name == "DTSTAMP":
        assert value.endswith("Z")  # §3.8.7.2: in UTC
        datetime.strptime(value, "%Y%m%dT%H%M%S%z")
    if name in {"DTSTART", "DTEND"}:
        assert params == {"VALUE": "DATE"}
        date.fromisoformat(value)
    if name == "TRIGGER":
        assert re.fullmatch(r"[+-]?P(\d+W|\d+D(T.+)?|T.+)", value)
    if name == "TRANSP":
        assert value in {"OPAQUE", "TRANSPARENT"}
    if name == "ACTION":
        assert value in {"AUDIO", "DISPLAY", "EMAIL"}
    return value


def _event(event):
    start, end = (date.fromisoformat(event[it]) for it in ("DTSTART", "DTEND"))
    assert end - start == timedelta(days=1)
    return {**event, "alarm": event["children"][0][1]}
