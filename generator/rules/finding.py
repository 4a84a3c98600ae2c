"""What the rules share: a problem at a path of an entry, and texts without their reference syntax."""

import re
from collections.abc import Mapping

from generator.handbook import Handbook
from generator.models import Entry
from generator.models.number import Figure, Sla
from generator.models.standard import Standard, Uniform
from generator.problems import Problem, Suggestion
from generator.reading.source import Path

SYNTAX = re.compile(
    r"\[\[=[^\[\]]+\]\]"  # a literal, whole
    r"|\[\[[^\[\]|=][^\[\]|]*(?:\]\]|\|)"  # a reference up to its words, which are printed
    r"|(?<![{$])\{[^{}\n]{1,20}\}(?!\})"  # a variable
    r"|\]\]|\*\*"
)


BEGINS = 12
Spot = tuple[str, int]


def finding(
    handbook: Handbook,
    entry: Entry,
    code: str,
    path: Path = (),
    params: Mapping[str, object] | None = None,
    *,
    key: bool = False,
    spot: Spot = ("", 0),
    suggestions: tuple[Suggestion, ...] = (),
    severity: str = "error",
) -> Problem:
    """A problem of an entry at `path`: at the key where `key` or no path is given, at a `spot` of the text, or all of it.

    The sentence knows the title of the entry as `entry`, besides `params`.
    """
    place = handbook.located[entry.id].place(path, key=key or not path, needle=spot[0], nth=spot[1])
    return Problem(code, place, {"entry": entry.title, **(params or {})}, suggestions, severity)


def printed(text: str) -> str:
    """The text with everything that is not printed as typed blanked out; offsets stay."""
    return SYNTAX.sub(_blank, text) if "[" in text or "{" in text or "*" in text else text


def _blank(match: re.Match[str]) -> str:
    return "\x00" * len(match[0])


def begins(text: str) -> str:
    """The first words of a text, to tell which one is meant."""
    return text if len(text) <= BEGINS else text[:BEGINS] + "…"


def spot_of(text: str, match: re.Match[str]) -> Spot:
    """The words of a match, and how often they stand in the text before it."""
    return match[0], text.count(match[0], 0, match.start())


def numbers_of(handbook: Handbook) -> tuple[Figure | Sla, ...]:
    """Everything that is registered as a number."""
    return (*handbook.of(Figure), *handbook.of(Sla))


def clause_owners(handbook: Handbook) -> tuple[Standard | Uniform, ...]:
    """Everything that has clauses."""
    return (*handbook.of(Standard), *handbook.of(Uniform))
