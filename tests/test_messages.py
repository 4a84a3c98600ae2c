"""Every problem has its sentences, in every language, and every sentence its problem."""

import ast
from collections.abc import Iterator
from pathlib import Path
from string import Formatter

import pytest

from generator.problems import LANGUAGES, messages
from generator.reading import dialect, misfits
from generator.reading.source import read_source

GENERATOR = Path(__file__).parent.parent / "generator"
TREES = [ast.parse(path.read_text(encoding="utf-8")) for path in GENERATOR.rglob("*.py")]
# where a call that makes a problem has its code
CODE_AT = {"Problem": 0, "PydanticCustomError": 0, "EnvironmentFault": 0, "sentence": 0, "finding": 2}


def calls() -> Iterator[ast.expr]:
    """The expression of the code in every call that makes a problem."""
    for tree in TREES:
        for node in ast.walk(tree):
            name = getattr(node.func, "id", getattr(node.func, "attr", "")) if isinstance(node, ast.Call) else ""
            if isinstance(node, ast.Call) and name in CODE_AT and len(node.args) > CODE_AT[name]:
                yield node.args[CODE_AT[name]]


def literals(expression: ast.expr) -> Iterator[str]:
    """The texts an expression may give, without those that only decide which one."""
    match expression:
        case ast.Constant(value=str(text)):
            yield text
        case ast.IfExp(body=body, orelse=other):
            yield from (*literals(body), *literals(other))
        case ast.BoolOp(values=values):
            yield from (text for value in values for text in literals(value))


CODES = sorted(
    {code for call in calls() for code in literals(call) if code}
    | {code for _, code in dialect.SYNTAX}
    | {code for code, _ in (*dialect.LINE_RULES, *dialect.LINE_CAUSES)}
    | set(misfits.CODES.values())
)


@pytest.mark.parametrize("code", CODES)
def test_every_code_has_its_sentences(code: str) -> None:
    assert code in messages()


def test_the_codes_were_found() -> None:
    assert {"bare-figure", "tab-indent", "no-such-day", "missing-key", "unclosed", "duplicate-id"} <= set(CODES)


def test_every_sentence_is_said_somewhere() -> None:
    words = {node.value for tree in TREES for node in ast.walk(tree) if isinstance(node, ast.Constant)}
    joined = [node.values[0] for tree in TREES for node in ast.walk(tree) if isinstance(node, ast.JoinedStr) and node.values]
    beginnings = tuple(part.value for part in joined if isinstance(part, ast.Constant) and len(str(part.value)) > 5)
    assert [code for code in messages() if code not in words and not code.startswith(beginnings)] == []


def places(sentence: str) -> set[str]:
    """What a sentence leaves open; raises where a brace is left single."""
    return {name for _, name, _, _ in Formatter().parse(sentence) if name is not None}


@pytest.mark.parametrize("code", messages())
def test_every_language_says_the_same(code: str) -> None:
    said = messages()[code]
    assert set(said) == set(LANGUAGES)
    assert all(set(parts) <= {"says", "fix"} and parts["says"] for parts in said.values())
    assert len({frozenset(parts) for parts in said.values()}) == 1
    opened = [places("".join(parts.values())) for parts in said.values()]
    assert opened[0] == opened[1]
    assert all(name.isidentifier() for name in opened[0])


@pytest.mark.parametrize("path", sorted((GENERATOR.parent / "templates").glob("*.yaml")), ids=lambda path: path.name)
def test_no_word_of_ours_is_kept_twice(path: Path) -> None:
    _, problems = read_source(path.name, path.read_bytes())

    assert [str(p.place) for p in problems if p.code == "duplicate-key"] == []
