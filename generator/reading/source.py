"""YAML text as data in which every value knows its line and column.

The dialect is stricter than YAML: `true false null`, plain integers and decimals are typed, all other scalars are the
text as typed (`22:00`, `0571`, `1.10`, `no`). Anchors, aliases, tags, merge keys, repeated keys and further documents
are problems. One pass over libyaml's events builds the data, so nothing is constructed before it is allowed.
"""

from dataclasses import dataclass
from typing import Any

import yaml

from generator.problems import Place, Problem
from generator.reading.dialect import decode, misread, odd_lines, syntax_problem
from generator.reading.events import MAX_DEPTH, Builder, Mark, Stop

__all__ = ["MAX_DEPTH", "Mark", "Path", "Source", "read_source"]

Path = tuple[str | int, ...]


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
    builder = Builder(file, text)
    try:
        data, mark = builder.document()
    except yaml.YAMLError as error:
        return None, [*problems, *builder.problems, syntax_problem(file, text, error)]
    except Stop:
        return None, [*problems, *builder.problems]
    problems += builder.problems
    if not isinstance(data, dict):
        code = "empty-file" if data is None else misread(data) or "top-level"
        return None, [*problems, *([] if problems else [Problem(code, Place(file))])]
    return Source(file, data, mark, builder.lines), problems
