"""Several filled checklists: each scored, those that repeat or contradict another marked."""

from collections.abc import Iterable, Iterator
from dataclasses import dataclass, replace

from generator.handbook import Handbook
from generator.problems import Place, Problem, errors, ordered
from generator.scoring.scores import Score, score
from generator.sheets.answers import Answers, Filled
from generator.sheets.layout import Layout
from generator.sheets.list_sheet import meta_label
from generator.sheets.read import read_filled
from generator.texts import label

NEEDED = ("store", "date")


@dataclass(frozen=True)
class Result:
    """One file: what was filled in and how it scores (none where it could not be read), and what is wrong with it."""

    file: str
    filled: Filled | None
    score: Score | None
    problems: tuple[Problem, ...]
    repeats: str = ""
    """An earlier file that says exactly the same; this one is not counted."""

    @property
    def counted(self) -> bool:
        """Whether it enters rankings and comparisons."""
        return self.score is not None and not self.repeats

    def meta(self, field: str) -> str:
        """Store, date, person, assessor or the like, or empty."""
        return self.filled.answers.meta.get(field, "") if self.filled else ""

    @property
    def assessors(self) -> tuple[str, ...]:
        """The names of those who assessed."""
        names = self.filled.answers.names if self.filled else ()
        return tuple(name for name in (*names, self.meta("assessor")) if name)


@dataclass(frozen=True)
class Report:
    """All results, in the order of the files given."""

    results: tuple[Result, ...]

    @property
    def problems(self) -> tuple[Problem, ...]:
        """Everything that is wrong with any file, by place."""
        return ordered(problem for result in self.results for problem in result.problems)

    @property
    def sound(self) -> bool:
        """Whether all files could be read and scored without an error."""
        return not any(errors(self.problems))


def result_of(file: str, content: bytes, handbook: Handbook) -> Result:
    """One file read and scored; no content makes this raise."""
    filled, problems = read_filled(file, content, handbook)
    if filled is None:
        return Result(file, None, None, ordered(problems))
    found = score(filled.paper, filled.answers)
    return Result(file, filled, found, ordered([*problems, *_total_differs(filled, found), *_blank(filled)]))


def compared(results: Iterable[Result]) -> Iterator[Result]:
    """The results with a word on those that say the same as an earlier one, or contradict it."""
    same: dict[object, tuple[int, str]] = {}
    visits: dict[object, tuple[int, str]] = {}
    for index, result in enumerate(results):
        if result.filled is None:
            yield result
            continue
        answers = result.filled.answers
        this = index, result.file
        first = same.setdefault(_content(answers), this)
        visit = (answers.checklist, *(answers.meta.get(field, "") for field in ("store", "date", "person")))
        other = visits.setdefault(visit, this) if all(map(result.meta, NEEDED)) else this
        if first != this:
            repeated = _warning(result.file, "same-answers", first=first[1])
            yield replace(result, repeats=first[1], problems=(*result.problems, repeated))
        elif other != this:
            yield replace(result, problems=(*result.problems, _warning(result.file, "same-visit", first=other[1])))
        else:
            yield result


def _content(answers: Answers) -> object:
    """Everything that was filled in, whatever the file's bytes."""
    given = tuple(frozenset((id, answer) for id, answer in a.items() if answer is not None) for a in answers.assessors)
    return answers.checklist, given, frozenset(answers.remarks.items()), frozenset(answers.meta.items()), answers.names


def _total_differs(filled: Filled, found: Score) -> Iterator[Problem]:
    """The total the file shows, where it shows another one than its answers give."""
    total = label("score.none") if found.total is None else str(found.total)
    if filled.total and _value(filled.total) != _value(total):
        yield Problem("total-differs", filled.total_place, {"shown": filled.total, "total": total}, severity="warning")


def _value(shown: str) -> float | str:
    """A number without the last digits of a double; anything else as it is."""
    try:
        return round(float(shown), 6)
    except ValueError:
        return shown


def _blank(filled: Filled) -> Iterator[Problem]:
    blank = [meta_label(Layout(filled.paper), field) for field in NEEDED if not filled.answers.meta.get(field)]
    if blank:
        yield _warning(filled.file, "meta-blank", names=label("sheet.facts").join(blank))


def _warning(file: str, code: str, **params: object) -> Problem:
    return Problem(code, Place(file, 0, 0), params, severity="warning")
