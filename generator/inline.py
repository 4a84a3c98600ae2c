"""The reference syntax of texts: `[[id]]`, `[[id|words]]`, `[[=literal]]`, `{variable}`, `**strong**`, line breaks."""

import re
from collections.abc import Iterator
from dataclasses import dataclass
from functools import lru_cache

TOKEN = re.compile(
    r"\[\[=(?P<literal>[^\[\]]+)\]\]"
    r"|\[\[(?P<ref>[^\[\]|=][^\[\]|]*)(?:\|(?P<words>[^\[\]]+))?\]\]"
    r"|(?<![{$])\{(?P<variable>[^{}\n]{1,20})\}(?!\})"
    r"|\*\*(?P<strong>(?:(?!\*\*).)+)\*\*"
    r"|(?P<break>\n)"
)


@dataclass(frozen=True, slots=True)
class Words:
    """Printed as typed."""

    text: str


@dataclass(frozen=True, slots=True)
class Literal:
    """A number that is meant literally."""

    text: str


@dataclass(frozen=True, slots=True)
class Reference:
    """Another entry, in its natural form or in the given words."""

    id: str
    words: str = ""


@dataclass(frozen=True, slots=True)
class Variable:
    """A blank of a script."""

    name: str


@dataclass(frozen=True, slots=True)
class Strong:
    """Emphasised tokens."""

    tokens: tuple["Token", ...]


@dataclass(frozen=True, slots=True)
class Break:
    """A new line."""


Token = Words | Literal | Reference | Variable | Strong | Break


@lru_cache(maxsize=200_000)
def tokens(text: str) -> tuple[Token, ...]:
    """The text cut into tokens; whatever is no syntax is words."""
    return tuple(_tokens(text.strip("\n")))


def _tokens(text: str) -> Iterator[Token]:
    end = 0
    for match in TOKEN.finditer(text):
        if match.start() > end:
            yield Words(text[end : match.start()])
        yield _token(match)
        end = match.end()
    if end < len(text):
        yield Words(text[end:])


def _token(match: re.Match[str]) -> Token:
    kind = match.lastgroup
    if match["ref"] is not None:
        return Reference(match["ref"].strip(), (match["words"] or "").strip())
    if kind == "literal":
        return Literal(match["literal"].strip())
    if kind == "variable":
        return Variable(match["variable"].strip())
    if kind == "strong":
        return Strong(tuple(_tokens(match["strong"])))
    return Break()


def flat(text: str) -> Iterator[Token]:
    """All tokens, those inside emphasis too."""
    for token in tokens(text):
        if isinstance(token, Strong):
            yield from token.tokens
        else:
            yield token


def references(text: str) -> Iterator[Reference]:
    """The entries a text quotes."""
    return (token for token in flat(text) if isinstance(token, Reference)) if "[[" in text else iter(())


def variables(text: str) -> Iterator[str]:
    """The variables a text uses."""
    return (token.name for token in flat(text) if isinstance(token, Variable)) if "{" in text else iter(())
