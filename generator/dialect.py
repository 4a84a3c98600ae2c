"""What is wrong with the text of a YAML file before it is YAML: encoding, stray characters, full-width punctuation."""

import codecs
import re

import yaml

from generator.problems import Place, Problem

MAX_BYTES = 2 * 1024 * 1024
EMOJI = "\u2190-\u2bff\ufe0f\U0001f000-\U0001faff"
CONTROL = re.compile(
    rf"[\x00-\x08\x0b-\x1f\x7f-\x9f\u200b\u200c\u200e\u200f\u2028-\u202e\u2060-\u2069\ufeff\ufffe\uffff\ud800-\udfff]"
    rf"|(?<![{EMOJI}])\u200d"  # inside an emoji it joins two into one
)
CONFLICT = re.compile(r"(?:<{7}|={7}|>{7}|\|{7})(?: .*|$)")
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
    ("while scanning a tag", "special-start"),
    ("undefined tag handle", "special-start"),
    ("did not find expected key", "bad-indent"),
    ("did not find expected '-' indicator", "bad-indent"),
    ("block sequence entries are not allowed", "dash-in-text"),
)
# here the trouble begins where libyaml began to read, not where it gave up
AT_START = frozenset({"unclosed", "colon-missing"})


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
        encoding = _guess(content)
        return None, [Problem("encoding" if encoding else "broken-bytes", Place(file, line), {"encoding": encoding})]
    return text.replace("\r\n", "\n").replace("\r", "\n"), []


def _guess(content: bytes) -> str:
    """The encoding an old editor may have used."""
    if content.count(0) > len(content) // 8:
        return "UTF-16"
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
                start = found.start("odd") if "odd" in pattern.groupindex else 0
                problems.append(Problem(code, Place(file, number, start + 1, found.end() - start)))
    return problems


def syntax_problem(file: str, text: str, error: yaml.YAMLError) -> Problem:
    """libyaml's complaint in an editor's words, at the line that causes it."""
    said = " ".join(str(part) for part in (getattr(error, "context", ""), getattr(error, "problem", "")) if part)
    code = next((code for words, code in SYNTAX if words in said), "yaml-syntax")
    end, start = getattr(error, "problem_mark", None), getattr(error, "context_mark", None)
    lines = text.split("\n")
    suspects = [mark.line for mark in (start, end) if mark] + ([end.line - 1] if end else [])
    for number in suspects if code not in ("bad-escape", "special-start") else ():
        cause = _cause(lines[number]) if 0 <= number < len(lines) else None
        if cause:
            return Problem(cause[0], Place(file, number + 1, cause[1]))
    if code == "colon-in-text" and end and not re.search(r":\s", lines[end.line][: end.column]):
        return Problem("bad-indent", Place(file, end.line + 1, len(lines[end.line]) - len(lines[end.line].lstrip()) + 1))
    if code == "unclosed" and start and end and start.line == end.line and end.column < len(lines[end.line].rstrip()):
        code = "mark-in-text"
    mark = (start or end) if code in AT_START else (end or start)
    line, column = (mark.line, mark.column) if mark else (0, 0)
    return Problem(code, Place(file, line + 1, column + 1), {"said": said or str(error)})


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
