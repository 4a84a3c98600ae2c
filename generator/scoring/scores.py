"""The law of scoring: answers to a checklist become points, percentages and an outcome.

Everything is exact (fractions) until it is shown; a percentage is rounded once, half up, to one decimal, and the rounded
value is what minima and bands are compared with.
"""

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from decimal import Decimal
from fractions import Fraction
from math import floor
from typing import Literal

from generator.models.checklist import Band
from generator.models.standard import Inspect
from generator.sheets.answers import Answer, Answers
from generator.sheets.questions import FEWEST_FOR_EXTREMES, MOST_NOT_APPLICABLE, Paper, Part, Question
from generator.texts import label

Outcome = Literal["incomplete", "unscorable", "veto", "section", "band"]


@dataclass(frozen=True)
class ItemScore:
    """One item: each assessor's answer, and the points earned by it (none where blank or not applicable)."""

    question: Question
    answers: tuple[Answer, ...]
    earned: tuple[int | None, ...]

    @property
    def failed(self) -> bool:
        """Whether any assessor gave no point at all."""
        return 0 in self.earned

    @property
    def found(self) -> bool:
        """Whether something was found that a remark must describe: a failed item, or a finding that costs points."""
        if self.question.inspect.mode == "deduct":
            return any(points is not None and points < self.question.inspect.points for points in self.earned)
        return self.failed


@dataclass(frozen=True)
class SectionScore:
    """A section: its percentage (none where nothing applies), and whether it reaches its minimum."""

    part: Part
    percent: Decimal | None
    reached: bool
    items: tuple[ItemScore, ...]


@dataclass(frozen=True)
class Notice:
    """Something a supervisor should look at, with how often it occurs: `blank`, `na` or `remark`."""

    code: str
    count: int

    def __str__(self) -> str:
        return label(f"score.notice.{self.code}", count=self.count)


@dataclass(frozen=True)
class Score:
    """The result: percentages from 0 to 100 with one decimal, none where nothing applies or nothing is answered yet."""

    paper: Paper
    sections: tuple[SectionScore, ...]
    assessors: tuple[Decimal | None, ...]
    total: Decimal | None
    outcome: Outcome
    band: Band | None
    notices: tuple[Notice, ...]

    @property
    def items(self) -> Iterator[ItemScore]:
        return (item for section in self.sections for item in section.items)

    @property
    def title(self) -> str:
        """The outcome in words."""
        return self.band.title if self.band else label(f"score.outcome.{self.outcome}")

    @property
    def passed(self) -> bool | None:
        """Whether this is good enough; none while it cannot be said."""
        if self.outcome in ("incomplete", "unscorable"):
            return None
        return self.band is not None and self.band.passes


def score(paper: Paper, answers: Answers) -> Score:
    """The score of these answers; an answer that is missing is blank."""
    items = {id: item_score(question, answers.assessors) for id, question in paper.questions.items()}
    drop = paper.checklist.drop_extremes
    count = len(answers.assessors)
    sections = tuple(_section(part, items, count, drop) for part in paper.parts)
    totals = [_total(paper, items, assessor) for assessor in range(count)]
    total = rounded(mean(totals, drop))
    outcome = _outcome(sections, total)
    band = _band(paper, total) if outcome == "band" and total is not None else None
    notices = tuple(_notices([*items.values()], answers.remarks))
    return Score(paper, sections, tuple(map(rounded, totals)), total, outcome, band, notices)


def item_score(question: Question, assessors: Iterable[Mapping[str, Answer]]) -> ItemScore:
    """The points each assessor gives one item."""
    answers = tuple(given.get(question.id) for given in assessors)
    return ItemScore(question, answers, tuple(earned(question.inspect, answer) for answer in answers))


def earned(inspect: Inspect, answer: Answer) -> int | None:
    """The points an answer earns; none for na and blank, which count neither way."""
    if answer is None or answer == "na":
        return None
    if isinstance(answer, str):
        return inspect.points if answer == "pass" else 0
    return answer if inspect.mode == "grade" else max(0, inspect.points - answer * (inspect.deduct or 0))


def percent(items: Iterable[ItemScore], assessor: int) -> Fraction | None:
    """What one assessor's answers earn of the points they apply to, of 100; none where none applies."""
    marks = [(item.earned[assessor], item.question.inspect.points) for item in items]
    applicable = [(got, points) for got, points in marks if got is not None]
    full = sum(points for _, points in applicable)
    return Fraction(100 * sum(got for got, _ in applicable), full) if full else None


def mean(values: Iterable[Fraction | None], drop_extremes: bool = False) -> Fraction | None:
    """The mean of the known values; with `drop_extremes`, from five on, without the highest and the lowest."""
    known = sorted(value for value in values if value is not None)
    if drop_extremes and len(known) >= FEWEST_FOR_EXTREMES:
        known = known[1:-1]
    return sum(known, Fraction()) / len(known) if known else None


def rounded(value: Fraction | None) -> Decimal | None:
    """To one decimal, half up."""
    return None if value is None else Decimal(floor(value * 10 + Fraction(1, 2))).scaleb(-1)


def _section(part: Part, items: Mapping[str, ItemScore], assessors: int, drop: bool) -> SectionScore:
    own = tuple(items[question.id] for question in part.questions)
    share = rounded(mean((percent(own, assessor) for assessor in range(assessors)), drop))
    minimum = part.section.minimum
    return SectionScore(part, share, share is None or minimum is None or share >= minimum, own)


def _total(paper: Paper, items: Mapping[str, ItemScore], assessor: int) -> Fraction | None:
    """One assessor's total, unrounded: sections by weight, or all points alike."""
    if not paper.weighted:
        return percent(items.values(), assessor)
    shares = [(percent([items[q.id] for q in part.questions], assessor), part.section.weight or 0) for part in paper.parts]
    applicable = [(share, weight) for share, weight in shares if share is not None]
    weights = sum(weight for _, weight in applicable)
    return sum((share * weight for share, weight in applicable), Fraction()) / weights if weights else None


def _outcome(sections: tuple[SectionScore, ...], total: Decimal | None) -> Outcome:
    items = [item for section in sections for item in section.items]
    if any(answer is None for item in items for answer in item.answers):
        return "incomplete"
    if total is None:
        return "unscorable"
    if any(item.failed for item in items if item.question.inspect.critical):
        return "veto"
    return "band" if all(section.reached for section in sections) else "section"


def _band(paper: Paper, total: Decimal) -> Band:
    """The highest band whose threshold is reached; a checked handbook has one from 0."""
    return max((band for band in paper.bands if total >= band.from_), key=lambda band: band.from_, default=paper.bands[0])


def _notices(items: list[ItemScore], remarks: Mapping[str, str]) -> Iterator[Notice]:
    answers = [answer for item in items for answer in item.answers]
    not_applicable = answers.count("na")
    counts = {
        "blank": answers.count(None),
        "na": not_applicable if 100 * not_applicable > MOST_NOT_APPLICABLE * len(answers) else 0,
        "remark": sum(item.found and not remarks.get(item.question.id, "").strip() for item in items),
    }
    return (Notice(code, count) for code, count in counts.items() if count)
