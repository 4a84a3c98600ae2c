"""The answers to a checklist, as values; and what people write in a cell when they mean one."""

import re
import unicodedata
from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field
from functools import cache
from typing import Literal

from generator.models.standard import Inspect
from generator.problems import Place
from generator.sheets.questions import Paper
from generator.texts import read_texts

Answer = Literal["pass", "fail", "na"] | int | None
"""pass or fail; points in mode grade or findings in mode deduct; na; None is blank."""

MOST_FINDINGS = 99
WHOLE = re.compile(r"(\d{1,4})(?:\.0+)?")
UNSEEN = str.maketrans("", "", "\u200b\u200c\u200d\u2060\ufeff")


@dataclass(frozen=True)
class Answers:
    """What the assessors answered, by clause id; the remarks by clause id; store, date, person and the like in `meta`."""

    checklist: str
    assessors: tuple[Mapping[str, Answer], ...]
    remarks: Mapping[str, str] = field(default_factory=dict)
    meta: Mapping[str, str] = field(default_factory=dict)
    names: tuple[str, ...] = ()
    """The assessors' names, as many as there are assessors, or none."""


@dataclass(frozen=True)
class Filled:
    """A filled workbook: what it was asked, its answers, the edition it came from, and the total it shows (never trusted)."""

    file: str
    paper: Paper
    answers: Answers
    version: str = ""
    digest: str = ""
    store: str = ""
    """The store whose layer the workbook was made for, or empty."""
    total: str = ""
    total_place: Place = field(default_factory=lambda: Place(""))


class NotAnAnswer(Exception):
    """The words are no answer to this question; `code` says why."""

    def __init__(self, code: str) -> None:
        super().__init__(code)
        self.code = code


def answer_of(written: str, inspect: Inspect) -> Answer:
    """What someone meant who wrote this as an answer; empty is blank; raises NotAnAnswer, and never guesses."""
    word = unicodedata.normalize("NFKC", written.translate(UNSEEN)).strip().casefold()
    if not word:
        return None
    if word in _words()["na"]:
        if not inspect.na:
            raise NotAnAnswer("answer-na")
        return "na"
    if inspect.mode == "pass":
        if word in _words()["pass"]:
            return "pass"
        if word in _words()["fail"]:
            return "fail"
        raise NotAnAnswer("answer-unknown")
    return _number(word, most_of(inspect), _words()["units"])


def most_of(inspect: Inspect) -> int:
    """The largest number that may be answered in modes grade and deduct."""
    return inspect.points if inspect.mode == "grade" else MOST_FINDINGS


def _number(word: str, most: int, units: Iterable[str]) -> int:
    for unit in units:
        word = word.removesuffix(unit)
    found = WHOLE.fullmatch(word.strip())
    if not found:
        raise NotAnAnswer("answer-number")
    if int(found[1]) > most:
        raise NotAnAnswer("answer-range")
    return int(found[1])


@cache
def _words() -> dict[str, frozenset[str]]:
    """The words accepted for each answer, folded as `answer_of` folds them."""
    accepted = read_texts("labels.yaml")["sheet"]["accepted"]
    fold = unicodedata.normalize
    return {meaning: frozenset(fold("NFKC", str(w)).casefold() for w in words) for meaning, words in accepted.items()}
