"""What is wrong, where, and how to put it right.

A problem carries a code and parameters; the sentences stand in `templates/messages.yaml`, in Chinese and English.
"""

from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from functools import cache
from typing import Any

from generator.texts import read_texts

LANGUAGES = ("zh", "en")


@dataclass(frozen=True, slots=True, order=True)
class Place:
    """A spot in a file: line and column count characters from 1; in a workbook `sheet` is set and `ref` names the cell.

    Line 0 is the file as a whole.
    """

    file: str
    line: int = 1
    column: int = 1
    length: int = 1
    sheet: str = ""
    ref: str = ""

    def __str__(self) -> str:
        if self.sheet:
            return f"{self.file}[{self.sheet}!{self.ref}]" if self.ref else f"{self.file}[{self.sheet}]"
        return f"{self.file}:{self.line}:{self.column}" if self.line else self.file


@dataclass(frozen=True, slots=True)
class Suggestion:
    """A word the writer may have meant, and why: `spelling`, `sound`, `width` or `traditional`."""

    word: str
    reason: str = "spelling"


@dataclass(frozen=True, slots=True)
class Problem:
    """Something wrong at a place; `params` fill the sentence that `templates/messages.yaml` keeps under `code`."""

    code: str
    place: Place
    params: Mapping[str, Any] = field(default_factory=dict)
    suggestions: tuple[Suggestion, ...] = ()
    severity: str = "error"

    def says(self, language: str = "zh") -> str:
        """One sentence: what is wrong and what was found."""
        return sentence(self.code, language, "says").format_map(self.params)

    def fix(self, language: str = "zh") -> str:
        """What to do about it, with the words that may have been meant."""
        return " ".join(self.hints(language))

    def hints(self, language: str = "zh") -> tuple[str, ...]:
        """The words that may have been meant, one a sentence, and what to do."""
        fix = sentence(self.code, language, "fix").format_map(self.params)
        meant = (sentence(f"meant-{s.reason}", language, "says").format(word=s.word) for s in self.suggestions)
        return (*meant, fix) if fix else tuple(meant)

    @property
    def sort_key(self) -> tuple[Place, str, str]:
        return self.place, self.code, repr(sorted(self.params.items(), key=str))


@cache
def messages() -> dict[str, Any]:
    """All sentences, by code and language."""
    return read_texts("messages.yaml")


def sentence(code: str, language: str, part: str) -> str:
    """The sentence `says` or `fix` under a code, with its places still open; empty where there is none."""
    return str(messages()[code][language].get(part, ""))


class HandbookError(Exception):
    """Wrong sources or wrong files: everything that is wrong with them, sorted and without repeats, and their lines."""

    def __init__(self, problems: Iterable[Problem], lines: Mapping[str, Sequence[str]] | None = None) -> None:
        self.problems = ordered(problems)
        self.lines = lines or {}
        super().__init__("\n".join(f"{p.place}: {p.code}: {p.says('en')}" for p in self.problems))


class EnvironmentFault(Exception):
    """The machine stands in the way: a full disk, a missing program, a file that may not be written."""

    def __init__(self, code: str, **params: object) -> None:
        self.problem = Problem(code, Place(str(params.get("file", "")), line=0), params)
        super().__init__(self.problem.says("en"))


def ordered(problems: Iterable[Problem]) -> tuple[Problem, ...]:
    """By place, each once."""
    return tuple({p.sort_key: p for p in sorted(problems, key=lambda p: p.sort_key)}.values())


def errors(problems: Iterable[Problem]) -> Iterator[Problem]:
    """Those that stop a build."""
    return (p for p in problems if p.severity == "error")
