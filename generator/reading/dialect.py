"""What is wrong with the text of a YAML file before it is YAML: encoding, stray characters, full-width punctuation."""

import codecs
import re
from typing import Any

import yaml

from generator.problems import Place, Problem

MAX_BYTES = 2 * 1024 * 1024
EMOJI = "\u2190-\u2bff\ufe0f\U0001f000-\U0001faff"
CONTROL = re.compile(
    rf"[\x00-\x08\x0b-\x1f\x7f-\x9f\u200b\u200c\u200e\u200f\u2028-\u202e\u2060-\u2069\ufeff\ufffe\uffff\ud800-\udfff]"
    rf"|(?<![{EMOJI}])\u200d"  # inside an emoji it joins two into one
)
CONFLICT = re.compile(r"(?P<odd>(?:<{7}|={7}|>{7}|\|{7})(?: .*|$))")
LINE_RULES = (
    ("merge-conflict", CONFLICT),
    ("tab-indent", re.compile(r" *(?P<odd>\t)")),
    ("fullwidth-space", re.compile(r"[ \t]*(?P<odd>\u3000+)")),
    ("fullwidth-dash", re.compile(r" *(?P<odd>[\uff0d\ufe63])\s")),
    ("fullwidth-space", re.compile(r" *(?:- )?[A-Za-z][\w-]*:(?P<odd>\u3000+)")),
)
# lines that are no YAML for a reason libyaml does not see, or sees somewhere else
LINE_CAUSES = (
    ("fullwidth-colon", re.compile(r"\s*(?:- )*[A-Za-z][\w-]*：")),
    ("colon-space", re.compile(r"\s*(?:- )*[a-z][\w-]*:(?=[^\s:/])")),
    ("unquoted-bracket", re.compile(r"\s*(?:- )*(?:[\w-]+: +)?[\[{](?=.*[\]}]\s*[^\s,\]}#])")),
)
# words of libyaml's own messages, so that each gets a sentence an editor understands
SYNTAX = (
    ("while scanning a block scalar", "special-start"),
    ("found character that cannot start", "special-start"),
    ("mapping keys are not allowed", "special-start"),
    ("unknown escape character", "bad-escape"),
    ("Unicode character escape", "bad-escape"),
    ("hexdecimal number", "bad-escape"),
    ("mapping values are not allowed", "colon-in-text"),
    ("cannot start any token", "special-start"),
    ("while scanning an anchor", "special-start"),
    ("while scanning an alias", "special-start"),
    ("while scanning a directive", "special-start"),
    ("could not find expected ':'", "colon-missing"),
    ("found unexpected end of stream", "unclosed"),
    ("did not find expected ',' or", "unclosed"),
    ("expected node content", "unclosed"),
    ("while scanning a tag", "special-start"),
    ("undefined tag handle", "special-start"),
    ("did not find expected key", "bad-indent"),
    ("did not find expected '-' indicator", "bad-indent"),
    ("block sequence entries are not allowed", "dash-in-text"),
)
# here the trouble begins where libyaml began to read, not where it gave up
AT_START = frozenset({"unclosed", "colon-missing"})
# here the line shows nothing better than what libyaml says
CERTAIN = frozenset({"bad-escape", "special-start"})


def decode(file: str, content: bytes) -> tuple[str | None, list[Problem]]:
    """The text of a UTF-8 file with line ends as `\\n`, or none and why not."""
    if len(content) > MAX_BYTES:
        return None, [Problem("file-too-big", Place(file), {"size": len(content), "limit": MAX_BYTES})]
    if content.startswith((codecs.BOM_UTF16_LE, codecs.BOM_UTF16_BE)) or content.count(0) > len(content) // 8:
        return None, [Problem("encoding", Place(file), {"encoding": "UTF-16"})]
    try:
        text = content.decode("utf-8-sig")
    except UnicodeDecodeError as error:
        line = content.count(b"\n", 0, error.start) + 1
        encoding = _guess(content)
        return None, [Problem("encoding" if encoding else "broken-bytes", Place(file, line), {"encoding": encoding})]
    return text.replace("\r\n", "\n").replace("\r", "\n"), []


def _guess(content: bytes) -> str:
    """The encoding an old editor may have used."""
    try:
        content.decode("gb18030")
    except UnicodeDecodeError:
        return ""
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
                start, end = found.span("odd")
                problems.append(Problem(code, Place(file, number, start + 1, end - start)))
    return problems


def syntax_problem(file: str, text: str, error: yaml.YAMLError) -> Problem:
    """libyaml's complaint in an editor's words, at the line that causes it."""
    said = " ".join(str(part) for part in (getattr(error, "context", ""), getattr(error, "problem", "")) if part)
    lines = text.split("\n")
    end = _spot(lines, getattr(error, "problem_mark", None))
    start = _spot(lines, getattr(error, "context_mark", None) or getattr(error, "problem_mark", None))
    code = next((code for words, code in SYNTAX if words in said), "yaml-syntax")
    for line in (start[0], end[0], end[0] - 1) if code not in CERTAIN else ():
        cause = _cause(lines[line]) if line >= 0 else None
        if cause:
            return Problem(cause[0], Place(file, line + 1, cause[1]))
    head = lines[end[0]][: end[1]]
    if code == "colon-in-text" and not re.search(r":\s", head):
        code, end = "bad-indent", (end[0], len(head) - len(head.lstrip()))
    if code == "unclosed" and start[0] == end[0] and lines[end[0]][end[1] + 1 :].strip():
        code = "mark-in-text"
    line, column = start if code in AT_START else end
    return Problem(code, Place(file, line + 1, column + 1), {"said": said or str(error)})


def _spot(lines: list[str], mark: Any) -> tuple[int, int]:
    """Line and column of a mark; one past the end of the file is at the end of its last line that says something."""
    if mark is None:
        return 0, 0
    if mark.line < len(lines) and (lines[mark.line].strip() or mark.column):
        return mark.line, min(mark.column, len(lines[mark.line]))
    last = next((n for n in range(min(mark.line, len(lines)) - 1, -1, -1) if lines[n].strip()), 0)
    return last, max(0, len(lines[last].rstrip()) - 1)


def _cause(line: str) -> tuple[str, int] | None:
    return next(((code, found.end()) for code, pattern in LINE_CAUSES if (found := pattern.match(line))), None)


def misread(value: object) -> str:
    """Why text stands where keys or a list should: the code of what was probably typed wrong, or nothing."""
    if not isinstance(value, str):
        return ""
    if re.match(r"-\S", value):
        return "dash-space"
    cause = _cause(value)
    return cause[0] if cause else "fullwidth-colon" if re.match(r"[^\s，。；！？]{1,20}：", value) else ""
