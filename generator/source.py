"""YAML text as data in which every value knows its line and column.

The dialect is stricter than YAML: `true false null`, plain integers and decimals are typed, all other scalars are the
text as typed (`22:00`, `0571`, `1.10`, `no`). Anchors, aliases, tags, merge keys, repeated keys and further documents
are problems. One pass over libyaml's events builds the data, so nothing is constructed before it is allowed.
"""

import re
from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field
from types import MappingProxyType
from typing import Any

import yaml

from generator.dialect import CONTROL, decode, misread, odd_lines, syntax_problem
from generator.problems import Place, Problem

MAX_DEPTH = 30
MAX_EVENTS = 200_000
TYPED = re.compile(r"-?(?:0|[1-9]\d{0,14})(?:\.\d{0,14}[1-9])?")
CONSTANTS = {"true": True, "false": False, "null": None, "": None}
FULLWIDTH_KEY = re.compile(r"[a-z][a-z0-9-]*：")

Path = tuple[str | int, ...]
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


@dataclass(frozen=True, slots=True)
class Source:
    """One file: its data, the marks of the data, and its lines for showing where something is."""

    file: str
    data: Any
    mark: Mark
    lines: tuple[str, ...]

    def place(self, path: Path, *, key: bool = False, needle: str = "", nth: int = 0) -> Place:
        """Where the value at `path` is, or its nearest existing parent.

        `key` points at the key instead, and `needle` at its `nth` occurrence (from 0) inside the text.
        """
        mark, last_key = self.mark, None
        for part in path:
            if part not in mark.children:
                break
            last_key, mark = mark.keys.get(part) if isinstance(part, str) else None, mark.children[part]
        if key and last_key is not None:
            mark = last_key
        return self._find(mark, needle, nth) or self._at(mark)

    def is_flow(self, path: Path) -> bool:
        """Whether the list or mapping at `path` is written in brackets."""
        place = self.place(path)
        return self.lines[place.line - 1][place.column - 1 : place.column] in ("[", "{")

    def _at(self, mark: Mark) -> Place:
        length = mark.end_column - mark.column if mark.end_line == mark.line else len(self.lines[mark.line]) - mark.column
        return Place(self.file, mark.line + 1, mark.column + 1, max(1, length))

    def _find(self, mark: Mark, needle: str, nth: int) -> Place | None:
        if not needle:
            return None
        for number in range(mark.line, min(mark.end_line + 1, len(self.lines))):
            column = mark.column if number == mark.line else 0
            while (column := self.lines[number].find(needle, column)) >= 0:
                if nth == 0:
                    return Place(self.file, number + 1, column + 1, len(needle))
                nth -= 1
                column += len(needle)
        return None


def read_source(file: str, content: bytes) -> tuple[Source | None, list[Problem]]:
    """The source in `content`, or none where it is too broken to be read, and all that is wrong with it."""
    text, problems = decode(file, content)
    if text is None:
        return None, problems
    problems += odd_lines(file, text)
    if any(p.severity == "error" for p in problems):
        return None, problems
    builder = _Builder(file, text)
    try:
        data, mark = builder.document()
    except yaml.YAMLError as error:
        return None, [*problems, *builder.problems, syntax_problem(file, text, error)]
    except _Stop:
        return None, [*problems, *builder.problems]
    problems += builder.problems
    if not isinstance(data, dict):
        code = "empty-file" if data is None else misread(data) or "top-level"
        return None, [*problems, *([] if problems else [Problem(code, Place(file))])]
    return Source(file, data, mark, builder.lines), problems


class _Stop(Exception):
    """Reading on would be useless or unsafe; the problem is already noted."""


class _Builder:
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
                raise _Stop
            if kind is yaml.ScalarEvent:
                if event.anchor or event.tag:
                    self._refuse(event)
            elif kind is yaml.MappingStartEvent or kind is yaml.SequenceStartEvent:
                depth += 1
                if depth > MAX_DEPTH:
                    self._report("too-deep", event, limit=MAX_DEPTH)
                    raise _Stop
                if event.anchor or event.tag:
                    self._refuse(event)
            elif kind is yaml.MappingEndEvent or kind is yaml.SequenceEndEvent:
                depth -= 1
            elif kind is yaml.AliasEvent:
                self._report("yaml-anchor", event)
                raise _Stop
            elif kind is yaml.DocumentEndEvent:
                ended = True
                continue
            elif kind is yaml.DocumentStartEvent and ended:
                self._report("second-document", event)
                raise _Stop
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
        rest = self.lines[event.end_mark.line][event.end_mark.column :].lstrip()
        if rest[:1] == "#" and rest[1:2] not in ("", " ", "#"):
            line = event.end_mark.line
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
