"""YAML's events as data in which every value is marked with its place, refusing what the dialect lacks."""

import re
from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field
from types import MappingProxyType
from typing import Any

import yaml

from generator.problems import Place, Problem
from generator.reading.dialect import CONTROL

MAX_DEPTH = 30
MAX_EVENTS = 200_000
TYPED = re.compile(r"-?(?:0|[1-9]\d{0,14})(?:\.\d{0,14}[1-9])?")
CONSTANTS = {"true": True, "false": False, "null": None, "": None}
FULLWIDTH_KEY = re.compile(r"[a-z][a-z0-9-]*\uff1a")
NONE: Mapping[Any, Any] = MappingProxyType({})


@dataclass(slots=True)
class Mark:
    """Where a value begins and ends (zero-based), with the marks of its keys and children."""

    line: int
    column: int
    end_line: int
    end_column: int
    keys: Mapping[str, "Mark"] = field(default_factory=lambda: NONE)
    children: Mapping[str | int, "Mark"] = field(default_factory=lambda: NONE)


class Stop(Exception):
    """Reading on would be useless or unsafe; the problem is already noted."""


class Builder:
    """Turns the event stream of one document into data and marks, refusing what the dialect lacks."""

    def __init__(self, file: str, text: str) -> None:
        self.file = file
        self.lines = tuple(text.split("\n"))
        self.problems: list[Problem] = []
        self.events = self._allowed(yaml.parse(text, Loader=getattr(yaml, "CSafeLoader", yaml.SafeLoader)))
        self.hash_in_text = "#" in text
        self.escapes = "\\" in text

    def document(self) -> tuple[Any, Mark]:
        event = next(self.events, None)
        if event is None:
            return None, Mark(0, 0, 0, 0)
        data, mark = self._value(event)
        for _ in self.events:  # reads on to the end, where a further document would begin
            pass
        return data, mark

    def _allowed(self, events: Iterator[Any]) -> Iterator[Any]:
        """The events of values, without those of stream and document, each checked against the dialect."""
        depth, ended = 0, False
        for number, event in enumerate(events):
            kind = type(event)
            if number > MAX_EVENTS:
                self._report("too-many-values", event)
                raise Stop
            if kind is yaml.ScalarEvent:
                if event.anchor or event.tag:
                    self._refuse(event)
            elif kind is yaml.MappingStartEvent or kind is yaml.SequenceStartEvent:
                depth += 1
                if depth > MAX_DEPTH:
                    self._report("too-deep", event, limit=MAX_DEPTH)
                    raise Stop
                if event.anchor or event.tag:
                    self._refuse(event)
            elif kind is yaml.MappingEndEvent or kind is yaml.SequenceEndEvent:
                depth -= 1
            elif kind is yaml.AliasEvent:
                self._report("yaml-anchor", event)
                raise Stop
            elif kind is yaml.DocumentEndEvent:
                ended = True
                continue
            elif kind is yaml.DocumentStartEvent and ended:
                self._report("second-document", event)
                raise Stop
            else:
                continue
            yield event

    def _refuse(self, event: Any) -> None:
        start = event.start_mark
        tag = self.lines[start.line][start.column :].split(" ", 1)[0]
        self._report("yaml-anchor" if event.anchor else "yaml-tag", event, tag=tag)

    def _value(self, event: Any) -> tuple[Any, Mark]:
        kind = type(event)
        if kind is yaml.ScalarEvent:
            start, end = event.start_mark, event.end_mark
            return self._scalar(event), Mark(start.line, start.column, end.line, end.column)
        start = event.start_mark
        mark = Mark(start.line, start.column, start.line, start.column + 1)
        value = self._mapping(mark) if kind is yaml.MappingStartEvent else self._sequence(mark)
        return value, mark

    def _scalar(self, event: Any) -> Any:
        value = event.value
        if not event.implicit[0] or event.style:
            if self.escapes and event.style == '"':
                self._hidden(event)
            return value
        if self.hash_in_text:
            self._cut_by_hash(event)
        found = FULLWIDTH_KEY.match(value)
        if found:
            start = event.start_mark
            self.problems.append(Problem("fullwidth-colon", Place(self.file, start.line + 1, start.column + found.end())))
        if value in CONSTANTS:
            return CONSTANTS[value]
        if TYPED.fullmatch(value):
            return float(value) if "." in value else int(value)
        return value

    def _hidden(self, event: Any) -> None:
        """Escapes such as `\\x1b` may not bring in what may not be typed."""
        found = CONTROL.search(event.value)
        if found:
            self._report("control-character", event, name=f"U+{ord(found[0]):04X}")

    def _cut_by_hash(self, event: Any) -> None:
        line, column = event.end_mark.line, event.end_mark.column
        rest = self.lines[line][column:].lstrip() if line < len(self.lines) else ""
        if rest[:1] == "#" and rest[1:2] not in ("", " ", "#"):
            place = Place(self.file, line + 1, len(self.lines[line]) - len(rest) + 1, len(rest))
            self.problems.append(Problem("hash-comment", place, {"rest": rest}, severity="warning"))

    def _sequence(self, mark: Mark) -> list[Any]:
        items: list[Any] = []
        mark.children = children = {}
        for event in self.events:
            if type(event) is yaml.SequenceEndEvent:
                break
            value, children[len(items)] = self._value(event)
            items.append(value)
        return items

    def _mapping(self, mark: Mark) -> dict[str, Any]:
        items: dict[str, Any] = {}
        keys: dict[str, Mark] = {}
        children: dict[str | int, Mark] = {}
        mark.keys, mark.children = keys, children
        for event in self.events:
            if type(event) is yaml.MappingEndEvent:
                break
            key, key_mark = self._value(event)
            value_mark: Mark
            value, value_mark = self._value(next(self.events))
            if type(event) is not yaml.ScalarEvent:
                start = mark if self.lines[mark.line].startswith("{", mark.column) else key_mark
                self.problems.append(Problem("unquoted-bracket", Place(self.file, start.line + 1, start.column + 1)))
            elif not isinstance(key, str) or key == "<<":
                self._report("yaml-merge" if key == "<<" else "key-not-text", event, key=event.value)
            elif key in items:
                self._report("duplicate-key", event, key=key, line=keys[key].line + 1)
            else:
                items[key], keys[key], children[key] = value, key_mark, value_mark
        return items

    def _report(self, code: str, event: Any, severity: str = "error", **params: Any) -> None:
        start, end = event.start_mark, event.end_mark
        length = end.column - start.column if end.line == start.line else 1
        place = Place(self.file, start.line + 1, start.column + 1, max(1, length))
        self.problems.append(Problem(code, place, params, severity=severity))
