"""Problems as people and machines read them: text, JSON, GitHub annotations, SARIF."""

import json
import re
from collections.abc import Iterable, Mapping, Sequence
from urllib.parse import quote

import click
from wcwidth import wcwidth

from generator import __version__
from generator.problems import Place, Problem, sentence

Lines = Mapping[str, Sequence[str]]
WIDTH = 96
MOST = 200
UNSEEN = re.compile(r"[\x00-\x08\x0b-\x1f\x7f-\x9f\u200b-\u200f\u2028-\u202e\u2060-\u2069\ufeff\ud800-\udfff]")
LEFT_OUT = "..."
STAND_IN = "\u25a1"
COLOURS = {"error": "red", "warning": "yellow"}


def as_text(problems: Sequence[Problem], lines: Lines, language: str = "zh", colour: bool = False) -> str:
    """Each problem with its source line, carets under what is wrong and the ways to put it right, and a closing count.

    `lines` holds the lines of each file that could be read. Uses no symbol that GBK lacks.
    """
    if not problems:
        return sentence("report-sound", language, "says")
    blocks = [_block(problem, lines, language, colour) for problem in problems[:MOST]]
    if len(problems) > MOST:
        blocks.append(sentence("report-more", language, "says").format(count=len(problems) - MOST))
    return "\n\n".join([*blocks, _count(problems, language)])


def _block(problem: Problem, lines: Lines, language: str, colour: bool) -> str:
    def paint(text: str, fg: str | None = "cyan", bold: bool = True) -> str:
        return click.style(text, fg=fg, bold=bold) if colour else text

    tint = COLOURS.get(problem.severity, "red")
    severity = sentence(f"report-{problem.severity}", language, "says")
    head = sentence("report-head", language, "says")
    excerpt = _excerpt(problem.place, lines.get(problem.place.file, ()))
    number = str(problem.place.line)
    edge = " " * len(number)
    rows = [
        head.format(severity=paint(severity, tint), code=problem.code, says=paint(_visible(problem.says(language)), None)),
    ]
    if problem.place.file:
        rows.append(f"{edge}{paint('-->')} {_visible(str(problem.place))}")
    if excerpt:
        rows += [f"{paint(f'{number} |')} {excerpt[0]}", f"{paint(f'{edge} |')} {paint(excerpt[1], tint)}"]
    rows += [f"{edge} {paint('=')} {_visible(hint)}" for hint in problem.hints(language)]
    return "\n".join(rows)


def _count(problems: Sequence[Problem], language: str) -> str:
    errors = sum(problem.severity == "error" for problem in problems)
    numbers = {"errors": errors, "warnings": len(problems) - errors, "files": len({p.place.file for p in problems})}
    code = "report-both" if 0 < errors < len(problems) else "report-errors" if errors else "report-warnings"
    return sentence(code, language, "says").format(**numbers)


def _excerpt(place: Place, lines: Sequence[str]) -> tuple[str, str] | None:
    """The line of a place, cut to a width around it, and carets under the characters meant."""
    if place.sheet or not 1 <= place.line <= len(lines):
        return None
    line = lines[place.line - 1].rstrip()
    start = min(place.column - 1, len(line))
    before, meant, after = line[:start], line[start : start + place.length], line[start + place.length :]
    cells = [_cells(part) for part in (before, meant, after)]
    width = sum(map(_width, cells))
    if width > WIDTH:
        cells = _cut(*cells)
    carets = " " * _width(cells[0]) + "^" * max(1, _width(cells[1]))
    return "".join("".join(part) for part in cells), carets


def _cut(before: list[str], meant: list[str], after: list[str]) -> list[list[str]]:
    """The middle whole where it fits, with as much around it as there is room for and dots where something is left out."""
    meant = _fitting(meant, WIDTH - 2 * len(LEFT_OUT))
    room = WIDTH - 2 * len(LEFT_OUT) - _width(meant)
    tail = _fitting(after, max(room // 2, room - _width(before)))
    head = _fitting(before[::-1], room - _width(tail))[::-1]
    return [
        head if len(head) == len(before) else [LEFT_OUT, *head],
        meant,
        tail if len(tail) == len(after) else [*tail, LEFT_OUT],
    ]


def _fitting(cells: list[str], room: int) -> list[str]:
    used = 0
    for index, cell in enumerate(cells):
        used += _width([cell])
        if used > room:
            return cells[:index]
    return cells


def _cells(text: str) -> list[str]:
    """One string a character as it is shown: tabs as two spaces, unseen characters as a box."""
    return [{"\t": "  "}.get(char, STAND_IN if UNSEEN.match(char) else char) for char in text]


def _width(cells: Iterable[str]) -> int:
    return sum(max(wcwidth(char), 0) for cell in cells for char in cell)


def _visible(text: str) -> str:
    return UNSEEN.sub(STAND_IN, text).replace("\n", " ")


def as_json(problems: Iterable[Problem], language: str = "zh") -> str:
    """A list of `{code, severity, file, line, column, message, hint}`."""
    found = [
        {
            "code": problem.code,
            "severity": problem.severity,
            "file": str(problem.place) if problem.place.sheet else problem.place.file,
            "line": max(1, problem.place.line),
            "column": problem.place.column,
            "message": problem.says(language),
            "hint": problem.fix(language),
        }
        for problem in problems
    ]
    return _dumped(found)


def as_github(problems: Iterable[Problem], language: str = "zh") -> str:
    """A workflow command a line, which GitHub shows beside the source line."""
    return "\n".join(_annotation(problem, language) for problem in problems)


def _annotation(problem: Problem, language: str) -> str:
    place = problem.place
    where = {"title": problem.code, "file": place.file, "line": max(1, place.line), "col": place.column}
    where["endColumn"] = place.column + place.length
    properties = ",".join(f"{name}={_escaped(str(value), ':,')}" for name, value in where.items())
    return f"::{problem.severity} {properties}::" + _escaped("\n".join([problem.says(language), *problem.hints(language)]))


def _escaped(text: str, also: str = "") -> str:
    return "".join(f"%{ord(char):02X}" if char in "%\r\n" + also else char for char in text)


def as_sarif(problems: Sequence[Problem], language: str = "zh") -> str:
    """A SARIF 2.1.0 log with one run."""
    driver = {"name": "handbook", "version": __version__, "rules": [{"id": c} for c in sorted({p.code for p in problems})]}
    run = {
        "tool": {"driver": driver},
        "columnKind": "unicodeCodePoints",
        "results": [_result(problem, language) for problem in problems],
    }
    return _dumped({"$schema": "https://json.schemastore.org/sarif-2.1.0.json", "version": "2.1.0", "runs": [run]})


def _result(problem: Problem, language: str) -> dict[str, object]:
    place = problem.place
    region = {"startLine": max(1, place.line), "startColumn": place.column, "endColumn": place.column + place.length}
    location = {"artifactLocation": {"uri": quote(place.file)}, "region": region}
    return {
        "ruleId": problem.code,
        "level": problem.severity,
        "message": {"text": "\n".join([problem.says(language), *problem.hints(language)])},
        "locations": [{"physicalLocation": location}],
    }


def _dumped(value: object) -> str:
    text = json.dumps(value, ensure_ascii=False, indent=2)
    return text.encode("utf-8", "replace").decode("utf-8")
