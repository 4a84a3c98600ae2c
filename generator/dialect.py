"""What is wrong with the text of a YAML file before it is YAML: encoding, stray characters, full-width punctuation."""

import codecs
import re

import yaml

from generator.problems import Place, Problem

MAX_BYTES = 2 * 1024 * 1024
CONTROL = re.compile(r"[\x00-\x08\x0b-\x1f\x7f-\x9f\u200b-\u200f\u2028-\u202e\u2060-\u2069\ufeff\ufffe\uffff\ud800-\udfff]")
CONFLICT = re.compile(r"(?:<{7}|={7}|>{7}|\|{7})(?: |$)")
LINE_RULES = (
    ("merge-conflict", CONFLICT),
    ("tab-indent", re.compile(r" *\t")),
    ("fullwidth-space", re.compile(r"[ \t]*\u3000")),
    ("fullwidth-dash", re.compile(r" *[－﹣]\s")),
)
FULLWIDTH_COLON = re.compile(r"\s*(?:- )?[A-Za-z][\w-]*：")
# words of libyaml's own messages, so that each gets a sentence an editor understands
SYNTAX = (
    ("mapping values are not allowed", "colon-in-text"),
    ("cannot start any token", "special-start"),
    ("while scanning an anchor", "special-start"),
    ("while scanning an alias", "special-start"),
    ("while scanning a directive", "special-start"),
    ("could not find expected ':'", "colon-missing"),
    ("found unexpected end of stream", "unclosed"),
    ("did not find expected ',' or", "unclosed"),
    ("did not find expected key", "bad-indent"),
    ("did not find expected '-' indicator", "bad-indent"),
    ("block sequence entries are not allowed", "bad-indent"),
)


def decode(file: str, content: bytes) -> tuple[str | None, list[Problem]]:
    """The text of a UTF-8 file with line ends as `\\n`, or none and why not."""
    if len(content) > MAX_BYTES:
        return None, [Problem("file-too-big", Place(file), {"size": len(content), "limit": MAX_BYTES})]
    if content.startswith((codecs.BOM_UTF16_LE, codecs.BOM_UTF16_BE)):
        return None, [Problem("encoding", Place(file), {"encoding": "UTF-16"})]
    try:
        text = content.decode("utf-8-sig")
    except UnicodeDecodeError as error:
        line = content.count(b"\n", 0, error.start) + 1
        return None, [Problem("encoding", Place(file, line), {"encoding": _guess(content)})]
    return text.replace("\r\n", "\n").replace("\r", "\n"), []


def _guess(content: bytes) -> str:
    try:
        content.decode("gb18030")
    except UnicodeDecodeError:
        return "?"
    return "GBK"


def odd_lines(file: str, text: str) -> list[Problem]:
    """Characters and line starts that no source may have, each with its place."""
    problems = []
    for match in CONTROL.finditer(text):
        line = text.count("\n", 0, match.start()) + 1
        column = match.start() - text.rfind("\n", 0, match.start())
        problems.append(Problem("control-character", Place(file, line, column), {"name": f"U+{ord(match[0]):04X}"}))
    if not any(mark in text for mark in ("<<<<<<<", "=======", ">>>>>>>", "\t", "\u3000", "－", "﹣")):
        return problems
    for number, line_text in enumerate(text.split("\n"), 1):
        for code, pattern in LINE_RULES:
            found = pattern.match(line_text)
            if found:
                problems.append(Problem(code, Place(file, number, found.end() - (code != "merge-conflict"), 1)))
    return problems


def syntax_problem(file: str, text: str, error: yaml.YAMLError) -> Problem:
    """libyaml's complaint in an editor's words, at the line that causes it."""
    mark = getattr(error, "problem_mark", None) or getattr(error, "context_mark", None)
    line, column = (mark.line, mark.column) if mark else (0, 0)
    lines = text.split("\n")
    for number in (line, line - 1):
        found = FULLWIDTH_COLON.match(lines[number]) if 0 <= number < len(lines) else None
        if found:
            return Problem("fullwidth-colon", Place(file, number + 1, found.end()))
    said = " ".join(str(part) for part in (getattr(error, "context", ""), getattr(error, "problem", "")) if part)
    code = next((code for words, code in SYNTAX if words in said), "yaml-syntax")
    return Problem(code, Place(file, line + 1, column + 1), {"said": said or str(error)})
